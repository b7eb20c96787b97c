import type { BankDetailsErrorCode } from '../../generated/schema.ts'
import type { Text } from '../language.ts'

/** What an operator hears whose bank details were not accepted. */
export const BANK_DETAILS_TEXTS: Readonly<Record<BankDetailsErrorCode, Text>> = {
  INVALID_VALUE: {
    en: 'The value is empty, too long or has characters, or a card number, that cannot be used.',
    ru: 'Значение пустое, слишком длинное или содержит недопустимые символы или номер карты.',
  },
  UNKNOWN_OPERATOR: { en: 'There is no such operator.', ru: 'Такого оператора нет.' },
  INVALID_BIC: {
    en: 'This is no code of a Russian bank: it has 9 digits and begins with 04.',
    ru: 'Это не БИК российского банка: в нём 9 цифр, первые — 04.',
  },
  INVALID_ACCOUNT: {
    en: 'This is no rouble account: it has 20 digits, with 810 in the sixth to eighth place.',
    ru: 'Это не рублёвый счёт: в нём 20 цифр, с шестой по восьмую — 810.',
  },
  ACCOUNT_KEY_WRONG: {
    en: 'The key of the account does not fit: a digit of the account or of the BIC is wrong.',
    ru: 'Контрольный ключ счёта не сходится: ошибка в цифре счёта или БИК.',
  },
  INVALID_CORRESPONDENT_ACCOUNT: {
    en: 'This is no correspondent account of this bank: it has 20 digits, begins with 301 and ends with the last three digits of the BIC.',
    ru: 'Это не корреспондентский счёт этого банка: в нём 20 цифр, первые — 301, последние три — как в БИК.',
  },
  CORRESPONDENT_ACCOUNT_KEY_WRONG: {
    en: 'The key of the correspondent account does not fit: a digit of it or of the BIC is wrong.',
    ru: 'Контрольный ключ корреспондентского счёта не сходится: ошибка в его цифре или в БИК.',
  },
  INVALID_INN: {
    en: 'This is no INN: it has 10 digits for a company or 12 for a sole trader, and the last ones check the others.',
    ru: 'Это не ИНН: в нём 10 цифр у организации или 12 у предпринимателя, последние — контрольные.',
  },
  INN_OF_ANOTHER: {
    en: 'The operator has another INN: the money would go to somebody else.',
    ru: 'У оператора другой ИНН: деньги ушли бы не ему.',
  },
  INVALID_KPP: {
    en: 'A company has a KPP of 9 signs, a sole trader has none.',
    ru: 'У организации КПП из 9 знаков, у предпринимателя его нет.',
  },
  TOO_LONG_TOGETHER: {
    en: 'Payee and bank are together longer than the QR code of a receipt may hold. Shorten the name, e.g. to the legal form in letters.',
    ru: 'Получатель и банк вместе длиннее, чем допускает QR-код квитанции. Сократите наименование, например до «ООО».',
  },
  VERSION_CONFLICT: {
    en: 'Somebody has changed them meanwhile. Look at them as they are now and try again.',
    ru: 'Реквизиты тем временем изменили. Посмотрите их текущий вид и повторите.',
  },
  TOO_MANY: {
    en: 'There are bank details of as many operators as there may be.',
    ru: 'Реквизиты заведены у наибольшего числа операторов.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Try again later.',
    ru: 'Биллинг сейчас не отвечает. Попробуйте позже.',
  },
}
