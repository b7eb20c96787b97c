import { isUsable } from './credentials.ts'

/** Why a login or a password that somebody chose is not taken. */
export type CredentialProblem =
  | 'password_too_short'
  | 'password_too_long'
  | 'password_not_usable'
  | 'password_too_common'
  | 'password_is_login'
  | 'password_not_accepted'
  | 'login_not_allowed'
  | 'login_taken'

const MIN_NEW_PASSWORD = 8
const MAX_NEW_PASSWORD = 128

/** Those that guessers try first, in the two languages that are typed here. */
const COMMONEST = new Set(
  `12345678 123456789 1234567890 87654321 987654321 0987654321 11111111 00000000 12341234 11223344 12344321 88888888
  77777777 66666666 99999999 password password1 password123 passw0rd p@ssw0rd qwertyui qwertyuiop qwerty123 qwerty12
  qwerty1234 1qaz2wsx 1q2w3e4r 1q2w3e4r5t q1w2e3r4 q1w2e3r4t5 zaq12wsx asdfghjk asdfghjkl zxcvbnm1 abcd1234 abc12345
  a1234567 aa123456 iloveyou sunshine princess football baseball superman trustno1 letmein1 welcome1 welcome123
  admin123 administrator internet computer starwars dragon123 monkey123 master123 shadow123 qazwsxedc qazwsx123
  йцукенгш йцукенгшщз йцукен123 пароль123 пароль12 qwertyqwerty asdasdasd qweqweqwe qweasdzxc qwe12345 123qweasd
  1qazxsw2 12qwaszx marina123 natasha1 nikita123 samsung1 gfhjkm123 gfhjkmgfhjkm changeme secret123 demodemo`.split(
    /\s+/,
  ),
)

/** Whether a new password may be used with a login; null for a login that is not known yet. */
export function findPasswordProblem(password: string, login: string | null): CredentialProblem | null {
  // What people call a character may be two of a billing's: it is one for the least and two for the most.
  if (Array.from(password).length < MIN_NEW_PASSWORD) return 'password_too_short'
  if (password.length > MAX_NEW_PASSWORD) return 'password_too_long'
  if (!isUsable(password, MAX_NEW_PASSWORD)) return 'password_not_usable'
  const folded = fold(password)
  if (login !== null && isMadeOf(folded, fold(login))) return 'password_is_login'
  const isOneCharacter = new Set(folded).size === 1
  return isOneCharacter || COMMONEST.has(folded) ? 'password_too_common' : null
}

/** The login, once or several times, and nothing beside it but digits and what people put between words. */
function isMadeOf(password: string, login: string): boolean {
  return login !== '' && password.includes(login) && /^[\d\s._@-]*$/.test(password.replaceAll(login, ''))
}

/**
 * A login that people can type and that is nobody's contract number: a number that is all digits is taken to be one,
 * whether it is there today or not. Small letters only: whoever had the same letters in another case would be taken for
 * somebody else, by people and by what counts tries.
 */
export function findLoginProblem(login: string, ownNumbers: readonly string[]): CredentialProblem | null {
  if (ownNumbers.includes(login)) return null
  return /^[a-z0-9][a-z0-9._@-]{2,63}$/.test(login) && /[a-z]/.test(login) ? null : 'login_not_allowed'
}

/**
 * The same letters as a billing or its people may have written them. It can be asked for one spelling only, so those are
 * looked for that are written: all capital, or the first letters of the whole or of its parts.
 */
export function listOtherSpellings(login: string): readonly string[] {
  const parts = login.replaceAll(/(?<![a-z0-9])[a-z]/g, (letter) => letter.toUpperCase())
  const spellings = new Set([login.toUpperCase(), `${login.slice(0, 1).toUpperCase()}${login.slice(1)}`, parts])
  spellings.delete(login)
  return [...spellings]
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
