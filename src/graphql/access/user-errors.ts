import type { AccessField, AccessRefusal } from '../../auth/access.ts'
import type { CredentialProblem } from '../../auth/credential-policy.ts'
import type { AccessUserError, AccessUserErrorCode } from '../../generated/schema.ts'
import type { Language, Text } from '../language.ts'

const TEXTS: Readonly<Record<AccessUserErrorCode, Text>> = {
  WRONG_CODE: {
    en: 'The code is wrong, expired or already used.',
    ru: 'Код неверен, просрочен или уже использован.',
  },
  WRONG_PASSWORD: { en: 'The present password is wrong.', ru: 'Текущий пароль неверен.' },
  TOO_MANY_TRIES: {
    en: 'Too many tries. Wait before the next one.',
    ru: 'Слишком много попыток. Подождите перед следующей.',
  },
  INVALID_VALUE: {
    en: 'The value is empty, too long or has characters that cannot be used.',
    ru: 'Значение пустое, слишком длинное или содержит недопустимые символы.',
  },
  PASSWORD_TOO_SHORT: {
    en: 'The new password needs at least 8 characters.',
    ru: 'В новом пароле должно быть не меньше 8 символов.',
  },
  PASSWORD_TOO_LONG: {
    en: 'The new password may have 128 characters at most.',
    ru: 'В новом пароле может быть не больше 128 символов.',
  },
  PASSWORD_NOT_USABLE: {
    en: 'The new password has characters that cannot be used.',
    ru: 'Новый пароль содержит недопустимые символы.',
  },
  PASSWORD_TOO_COMMON: {
    en: 'This password is one of the first that are guessed. Choose another one.',
    ru: 'Этот пароль подбирают одним из первых. Выберите другой.',
  },
  PASSWORD_IS_LOGIN: {
    en: 'The password may not be the login, not even repeated or with digits beside it.',
    ru: 'Пароль не должен совпадать с логином или состоять из него и цифр.',
  },
  PASSWORD_NOT_ACCEPTED: {
    en: 'The billing system does not take this password. Choose another one.',
    ru: 'Биллинговая система не принимает этот пароль. Выберите другой.',
  },
  LOGIN_NOT_ALLOWED: {
    en: 'This login cannot be chosen. Use your contract number, or 3 to 64 small Latin letters and digits with a letter among them.',
    ru: 'Такой логин выбрать нельзя. Укажите номер своего договора или от 3 до 64 строчных латинских букв и цифр, среди них хотя бы одну букву.',
  },
  LOGIN_TAKEN: { en: 'This login is taken. Choose another one.', ru: 'Этот логин занят. Выберите другой.' },
  AGREEMENT_NOT_FOUND: {
    en: 'There is no agreement in force with this number.',
    ru: 'Действующего договора с таким номером нет.',
  },
  NOT_SUPPORTED: {
    en: 'Login and password cannot be changed here. Ask the office.',
    ru: 'Здесь нельзя изменить логин и пароль. Обратитесь в офис.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Try again later.',
    ru: 'Биллинговая система сейчас не отвечает. Повторите позже.',
  },
  NOT_CONFIRMED: {
    en: 'The billing system did not confirm the change; it may have been made. Try to sign in with what you have chosen, and repeat it if that fails.',
    ru: 'Биллинговая система не подтвердила изменение, но оно могло быть сделано. Попробуйте войти с новыми данными, а если не получится — повторите.',
  },
}

const CODE_BY_PROBLEM: Readonly<Record<CredentialProblem, AccessUserErrorCode>> = {
  password_too_short: 'PASSWORD_TOO_SHORT',
  password_too_long: 'PASSWORD_TOO_LONG',
  password_not_usable: 'PASSWORD_NOT_USABLE',
  password_too_common: 'PASSWORD_TOO_COMMON',
  password_is_login: 'PASSWORD_IS_LOGIN',
  password_not_accepted: 'PASSWORD_NOT_ACCEPTED',
  login_not_allowed: 'LOGIN_NOT_ALLOWED',
  login_taken: 'LOGIN_TAKEN',
}

const CODE_BY_KIND: Readonly<Record<Exclude<AccessRefusal['kind'], 'problem'>, AccessUserErrorCode>> = {
  invalid_value: 'INVALID_VALUE',
  too_many_tries: 'TOO_MANY_TRIES',
  wrong_code: 'WRONG_CODE',
  wrong_password: 'WRONG_PASSWORD',
  agreement_not_found: 'AGREEMENT_NOT_FOUND',
  not_supported: 'NOT_SUPPORTED',
  billing_unavailable: 'BILLING_UNAVAILABLE',
  not_confirmed: 'NOT_CONFIRMED',
}

interface Refused {
  readonly userErrors: readonly AccessUserError[]
  readonly retryAfterSeconds: number | null
}

/** A refusal that a person can do something about. `codeField` is what the form calls a code. */
export function writeRefusal(refusal: AccessRefusal, language: Language, codeField: AccessField = 'code'): Refused {
  const code = refusal.kind === 'problem' ? CODE_BY_PROBLEM[refusal.problem] : CODE_BY_KIND[refusal.kind]
  const retryAfterSeconds = refusal.kind === 'too_many_tries' ? refusal.retryAfterSeconds : null
  return {
    userErrors: [{ code, field: fieldOf(refusal, codeField), message: TEXTS[code][language] }],
    retryAfterSeconds,
  }
}

function fieldOf(refusal: AccessRefusal, codeField: AccessField): string | null {
  if (refusal.kind === 'invalid_value' || refusal.kind === 'problem') return refusal.field
  if (refusal.kind === 'wrong_code') return codeField
  return refusal.kind === 'wrong_password' ? 'currentPassword' : null
}
