import type { PromisedPaymentRefusalCode } from '../../generated/schema.ts'
import type { TakeRefusal } from '../../payments/promised-payments.ts'
import type { Text } from '../language.ts'
import { MAY_NOT_ORDER } from '../ordering.ts'

export const PROMISE_PENDING: Text = {
  en: 'The promised payment is accepted. Repeat the request until its outcome is known.',
  ru: 'Обещанный платёж принят. Повторяйте запрос, пока результат не станет известен.',
}
export const PROMISE_CONFLICT: Text = {
  en: 'This key was used for another promised payment. Nothing was done; make a new key.',
  ru: 'Этот ключ уже использован для другого обещанного платежа. Ничего не сделано; создайте новый.',
}

/** The word of an order's refusal in the schema. */
export function codeOf(reason: TakeRefusal): PromisedPaymentRefusalCode {
  return reason === 'ACCOUNT_CLOSED' ? 'AGREEMENT_ENDED' : reason
}

export const PROMISE_TEXTS: Readonly<Record<PromisedPaymentRefusalCode, Text>> = {
  INVALID_VALUE: {
    en: 'The key is empty, too long or has characters, or a card number, that cannot be used.',
    ru: 'Ключ пустой, слишком длинный или содержит недопустимые символы или номер карты.',
  },
  ACCOUNT_NOT_FOUND: { en: 'There is no such account.', ru: 'Такого лицевого счёта нет.' },
  NOT_ALLOWED: MAY_NOT_ORDER,
  AGREEMENT_ENDED: { en: 'The agreement has ended.', ru: 'Договор расторгнут.' },
  NO_DEBT: {
    en: 'There is no debt: a promised payment is not needed.',
    ru: 'Задолженности нет: обещанный платёж не нужен.',
  },
  ALREADY_ACTIVE: {
    en: 'A promised payment is active already.',
    ru: 'Обещанный платёж уже действует.',
  },
  TOO_SOON: {
    en: 'The last promised payment was too short a time ago.',
    ru: 'С прошлого обещанного платежа прошло слишком мало времени.',
  },
  NOT_OFFERED: {
    en: 'A promised payment is not available for this account. Please pay the debt.',
    ru: 'Для этого лицевого счёта обещанный платёж недоступен. Пожалуйста, погасите задолженность.',
  },
  AMOUNT_NOT_OFFERED: {
    en: 'This amount cannot be promised. Look at the offer once more.',
    ru: 'Такую сумму обещать нельзя. Посмотрите условия ещё раз.',
  },
  FEE_CHANGED: {
    en: 'The fee has changed. Look at the offer once more.',
    ru: 'Стоимость услуги изменилась. Посмотрите условия ещё раз.',
  },
  NOT_SUPPORTED: {
    en: 'Promised payments are not available.',
    ru: 'Обещанные платежи недоступны.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Try again later.',
    ru: 'Биллинговая система сейчас не отвечает. Повторите позже.',
  },
  OVERLOADED: {
    en: 'Too much is being worked on. Repeat it in a moment.',
    ru: 'Слишком большая нагрузка. Повторите через некоторое время.',
  },
  CLOSED_BY_OPERATOR: {
    en: 'It was not carried out; the provider has looked into it and closed it.',
    ru: 'Операция не проведена: провайдер проверил её и закрыл.',
  },
}
