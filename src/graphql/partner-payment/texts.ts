import type {
  CancellationRefusalCode,
  CheckRefusalCode,
  PaymentRefusalCode,
  RegistryRefusalCode,
} from '../../generated/schema.ts'
import type { Text } from '../language.ts'

/** What a terminal may show of each answer. */
export const PAID: Text = { en: 'The payment is on the account.', ru: 'Платёж зачислен.' }
export const PAID_AND_CANCELING: Text = {
  en: 'The payment is on the account; its cancellation is not decided yet.',
  ru: 'Платёж зачислен; его отмена ещё не решена.',
}
export const PAID_AND_CANCELED: Text = {
  en: 'The payment was on the account and has been canceled since.',
  ru: 'Платёж был зачислен, а затем отменён.',
}
export const PENDING: Text = {
  en: 'The payment is accepted and will be carried out. Repeat the request until its outcome is known.',
  ru: 'Платёж принят и будет проведён. Повторяйте запрос, пока результат не станет известен.',
}
export const CANCELED: Text = { en: 'The payment is canceled.', ru: 'Платёж отменён.' }
export const CANCELING: Text = {
  en: 'The cancellation is accepted. Repeat the request until its outcome is known.',
  ru: 'Отмена принята. Повторяйте запрос, пока результат не станет известен.',
}
export const CONFLICT: Text = {
  en: 'This id was used for something else. Nothing was done; make a new id.',
  ru: 'Этот идентификатор уже использован для другой операции. Ничего не сделано; создайте новый.',
}

const INVALID_VALUE: Text = {
  en: 'The value is empty, too long, out of range or has characters that cannot be used.',
  ru: 'Значение пустое, слишком длинное, вне допустимых границ или содержит недопустимые символы.',
}
const ACCOUNT_NOT_FOUND: Text = { en: 'There is no such account.', ru: 'Такого лицевого счёта нет.' }
const ACCOUNT_CLOSED: Text = {
  en: 'The agreement has ended. No payments are taken for it.',
  ru: 'Договор расторгнут. Платежи по нему не принимаются.',
}
const BILLING_UNAVAILABLE: Text = {
  en: 'The billing system does not answer just now. Try again later.',
  ru: 'Биллинговая система сейчас не отвечает. Повторите позже.',
}
const TOO_MANY_TRIES: Text = {
  en: 'Too many tries. Wait before the next one.',
  ru: 'Слишком много попыток. Подождите перед следующей.',
}
const OVERLOADED: Text = {
  en: 'Too much is being worked on. Repeat it in a moment.',
  ru: 'Слишком большая нагрузка. Повторите через некоторое время.',
}
const CLOSED_BY_OPERATOR: Text = {
  en: 'It was not carried out; the provider has looked into it and closed it.',
  ru: 'Операция не проведена: провайдер проверил её и закрыл.',
}

export const CHECK_TEXTS: Readonly<Record<CheckRefusalCode, Text>> = {
  INVALID_VALUE,
  ACCOUNT_NOT_FOUND,
  ACCOUNT_CLOSED,
  TOO_MANY_TRIES,
  BILLING_UNAVAILABLE,
}

export const PAY_TEXTS: Readonly<Record<PaymentRefusalCode, Text>> = {
  INVALID_VALUE,
  ACCOUNT_NOT_FOUND,
  ACCOUNT_CLOSED,
  AMOUNT_NOT_ACCEPTED: {
    en: 'The billing system does not take this amount.',
    ru: 'Биллинговая система не принимает такую сумму.',
  },
  CURRENCY_NOT_TAKEN: {
    en: 'Payments in this currency are not taken.',
    ru: 'Платежи в этой валюте не принимаются.',
  },
  AMOUNT_TOO_SMALL: { en: 'The amount is too small.', ru: 'Слишком маленькая сумма.' },
  AMOUNT_TOO_LARGE: { en: 'The amount is too large.', ru: 'Слишком большая сумма.' },
  DAY_LIMIT_REACHED: {
    en: 'The limit of this day is reached. No more payments are taken today.',
    ru: 'Достигнут дневной лимит. Сегодня платежи больше не принимаются.',
  },
  TOO_MANY_PAYMENTS: {
    en: 'Too many payments within a minute. Repeat it later.',
    ru: 'Слишком много платежей за минуту. Повторите позже.',
  },
  TOO_MANY_TRIES,
  BILLING_UNAVAILABLE,
  OVERLOADED,
  CLOSED_BY_OPERATOR,
}

export const CANCEL_TEXTS: Readonly<Record<CancellationRefusalCode, Text>> = {
  INVALID_VALUE,
  PAYMENT_NOT_FOUND: { en: 'There is no such payment.', ru: 'Такого платежа нет.' },
  PAYMENT_PENDING: {
    en: 'The payment itself is not decided yet. Repeat the request later.',
    ru: 'Результат самого платежа ещё не известен. Повторите запрос позже.',
  },
  PAYMENT_NOT_DONE: {
    en: 'The payment was refused: there is nothing to cancel.',
    ru: 'Платёж был отклонён: отменять нечего.',
  },
  ALREADY_SPENT: { en: 'The money is no longer on the account.', ru: 'Этих денег на счёте уже нет.' },
  TOO_LATE: {
    en: 'The time in which the payment could be canceled is over.',
    ru: 'Срок, в который платёж можно было отменить, истёк.',
  },
  NOT_SUPPORTED: {
    en: 'The billing system takes no payments back.',
    ru: 'Биллинговая система не отменяет платежи.',
  },
  OVERLOADED,
  CLOSED_BY_OPERATOR,
}

export const REGISTER_TEXTS: Readonly<Record<RegistryRefusalCode, Text>> = { INVALID_VALUE, TOO_MANY_TRIES }
