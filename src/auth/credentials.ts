const MAX_LOGIN_CHARACTERS = 64
export const MAX_PASSWORD_CHARACTERS = 256

/** Control characters, lone surrogates, and the two that XML 1.0 cannot carry: no legacy takes them. */
const UNUSABLE = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u

export type CredentialReading =
  | { readonly kind: 'usable'; readonly login: string; readonly password: string }
  | { readonly kind: 'invalid_value'; readonly field: 'login' | 'password' }

/** Checks the form of a login and password before anything is counted, asked or stored. The login is trimmed. */
export function readCredentials(input: { login: string; password: string }): CredentialReading {
  const login = input.login.length > MAX_LOGIN_CHARACTERS * 4 ? '' : input.login.trim()
  if (!isUsable(login, MAX_LOGIN_CHARACTERS)) return { kind: 'invalid_value', field: 'login' }
  if (!isUsable(input.password, MAX_PASSWORD_CHARACTERS)) return { kind: 'invalid_value', field: 'password' }
  return { kind: 'usable', login, password: input.password }
}

export function isUsable(text: string, maxCharacters: number): boolean {
  return text.length > 0 && text.length <= maxCharacters && !UNUSABLE.test(text)
}
