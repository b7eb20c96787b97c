import type { UserError, UserErrorCode } from '../../generated/schema.ts'
import type { Language, Text } from '../language.ts'

const TEXTS: Readonly<Record<UserErrorCode, Text>> = {
  WRONG_CREDENTIALS: {
    en: 'Login and password do not fit, or there is no active agreement.',
    ru: 'Неверный логин или пароль, либо нет действующего договора.',
  },
  TOO_MANY_TRIES: {
    en: 'Too many tries. Wait before the next one.',
    ru: 'Слишком много попыток. Подождите перед следующей.',
  },
  SESSION_ENDED: {
    en: 'The session has ended. Sign in again.',
    ru: 'Сессия завершена. Войдите снова.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Try again later.',
    ru: 'Биллинговая система сейчас не отвечает. Повторите позже.',
  },
  INVALID_VALUE: {
    en: 'The value is empty, too long or has characters that cannot be used.',
    ru: 'Значение пустое, слишком длинное или содержит недопустимые символы.',
  },
}

/** A refusal that a person can do something about, in the language of the request. */
export function writeUserError(code: UserErrorCode, language: Language, field: string | null = null): UserError {
  return { code, field, message: TEXTS[code][language] }
}
