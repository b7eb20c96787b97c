import type { Language } from '../graphql/context.ts'

/** The language of the HTTP layer's own messages: Russian when it is asked for before English. */
export function readLanguage(acceptLanguage: string | undefined): Language {
  const first = /\b(?<language>ru|en)\b/i.exec(acceptLanguage ?? '')?.groups?.['language']
  return first?.toLowerCase() === 'ru' ? 'ru' : 'en'
}
