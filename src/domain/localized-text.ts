/** The languages in which texts are kept. */
export type TextLanguage = 'ru' | 'en'

/** A text in the languages in which it was written; at least one of them is there. */
export interface LocalizedText {
  readonly ru: string | null
  readonly en: string | null
}

/** The text for a reader of a language; in the other one where it was never translated. */
export function textIn(text: LocalizedText, language: TextLanguage): string {
  const other = language === 'ru' ? text.en : text.ru
  return text[language] ?? other ?? ''
}
