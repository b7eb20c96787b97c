import type { Text } from '../graphql/language.ts'

// What stands in the comment of an answer, beside what partners are told elsewhere. Payers may read it on a screen.

export const OK: Text = { en: 'OK', ru: 'OK' }
export const TEMPORARY: Text = {
  en: 'Temporary error. Repeat the request later.',
  ru: 'Временная ошибка. Повторите запрос позже.',
}
export const NOT_FINISHED: Text = {
  en: 'The outcome is not known yet. Repeat the request later.',
  ru: 'Результат ещё не известен. Повторите запрос позже.',
}
export const UNKNOWN_COMMAND: Text = { en: 'Unknown kind of request.', ru: 'Неизвестный тип запроса.' }
export const DUPLICATE: Text = {
  en: 'This payment was registered before; here is its registration.',
  ru: 'Этот платёж уже зарегистрирован; указаны данные его регистрации.',
}
export const NEVER_CAME: Text = {
  en: 'This payment has not come yet. Send it.',
  ru: 'Такой платёж ещё не поступал. Отправьте его.',
}
export const BAD_ID: Text = {
  en: 'The id of the payment is missing or cannot be used.',
  ru: 'Идентификатор платежа отсутствует или недопустим.',
}
export const BAD_ACCOUNT: Text = {
  en: 'The number of the account is missing or cannot be used.',
  ru: 'Номер лицевого счёта отсутствует или недопустим.',
}
export const BAD_AMOUNT: Text = {
  en: 'The sum is missing or is no amount such as 150.00.',
  ru: 'Сумма отсутствует или не является суммой вида 150.00.',
}
export const BAD_DATE: Text = {
  en: 'The date is missing, does not exist, or is too far from today.',
  ru: 'Дата отсутствует, не существует или слишком далека от сегодняшней.',
}
