/** The languages in which messages exist. Codes are in neither. */
export type Language = 'ru' | 'en'

/** A text in every language that we speak. */
export type Text = Readonly<Record<Language, string>>

/** What a client that asks for nothing, or for languages that we do not speak, gets. */
export const DEFAULT_LANGUAGE: Language = 'en'

/** A header longer than this is no preference that a person set. */
const MAX_HEADER_LENGTH = 500

/**
 * The best of our languages by an `Accept-Language` header (RFC 9110, 12.5.4): the highest q wins, then the earlier one;
 * `q=0` refuses; "ru-RU" counts as "ru"; "*" stands for the default language.
 */
export function chooseLanguage(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined || acceptLanguage.length > MAX_HEADER_LENGTH) return DEFAULT_LANGUAGE
  let best: { language: Language; quality: number } = { language: DEFAULT_LANGUAGE, quality: 0 }
  for (const range of acceptLanguage.split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const language = languageOf(tag)
    const quality = readQuality(parameters)
    if (language !== null && quality > best.quality) best = { language, quality }
  }
  return best.language
}

function languageOf(tag: string): Language | null {
  if (tag === '*') return DEFAULT_LANGUAGE
  const primary = tag.split('-', 1)[0]
  return primary === 'ru' || primary === 'en' ? primary : null
}

/** A weight that cannot be read does not count. */
function readQuality(parameters: readonly string[]): number {
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  if (weight === undefined) return 1
  return /^q=(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight) ? Number(weight.slice(2)) : 0
}
