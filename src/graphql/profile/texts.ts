import type { ProfileErrorCode } from '../../generated/schema.ts'
import type { Text } from '../language.ts'

/** What somebody hears whose change was not accepted, or not taken over. */
export const PROFILE_TEXTS: Readonly<Record<ProfileErrorCode, Text>> = {
  ACCOUNT_NOT_FOUND: { en: 'There is no such account.', ru: 'Такого лицевого счёта нет.' },
  NOT_ALLOWED: {
    en: 'You may see this account, and not change it. Ask its owner for the right.',
    ru: 'Вы можете смотреть этот счёт, но не изменять его. Попросите право у владельца.',
  },
  INVALID_VALUE: {
    en: 'The value is empty, too long or has characters, or a card number, that cannot be used.',
    ru: 'Значение пустое, слишком длинное или содержит недопустимые символы или номер карты.',
  },
  INVALID_PHONE: {
    en: 'This is no telephone number. Write it like +7 912 123-45-67.',
    ru: 'Это не номер телефона. Напишите его так: +7 912 123-45-67.',
  },
  INVALID_EMAIL: {
    en: 'This is no e-mail address. Write it like name@example.com.',
    ru: 'Это не адрес электронной почты. Напишите его так: name@example.com.',
  },
  INVALID_TAX_NUMBER: {
    en: 'The tax number is mistyped, or INN and KPP do not go together.',
    ru: 'В ИНН или КПП ошибка, либо они не подходят друг к другу.',
  },
  CHANGED_BY_OFFICE: {
    en: 'This stands in the agreement. The office changes it: come with your documents.',
    ru: 'Это указано в договоре. Изменить можно в офисе — приходите с документами.',
  },
  NO_SUCH_FIELD: {
    en: 'Such a holder has no such field.',
    ru: 'У такого владельца нет этого поля.',
  },
  NOTHING_TO_CHANGE: { en: 'Nothing is to be changed.', ru: 'Изменений нет.' },
  NOT_TAKEN_OVER: {
    en: 'The billing system did not take this value over; the old one stands.',
    ru: 'Биллинговая система не приняла это значение; осталось прежнее.',
  },
  NOT_CONFIRMED: {
    en: 'It was sent, and it could not be confirmed. Look again in a few minutes.',
    ru: 'Изменение отправлено, но не подтверждено. Проверьте через несколько минут.',
  },
  PASSWORD_NEEDED: {
    en: 'Codes for a new password go to these contacts. Enter your present password to change them.',
    ru: 'На эти контакты приходят коды для нового пароля. Чтобы изменить их, введите текущий пароль.',
  },
  WRONG_PASSWORD: { en: 'The present password is wrong.', ru: 'Текущий пароль неверен.' },
  TOO_MANY_TRIES: {
    en: 'Too many tries. Wait before the next one.',
    ru: 'Слишком много попыток. Подождите перед следующей.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Nothing was changed; try again later.',
    ru: 'Биллинговая система сейчас не отвечает. Ничего не изменено; повторите позже.',
  },
}
