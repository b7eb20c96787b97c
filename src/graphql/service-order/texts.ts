import type { CancelServiceOrderRefusalCode, ServiceOrderRefusalCode } from '../../generated/schema.ts'
import type { Text } from '../language.ts'
import { MAY_NOT_ORDER } from '../ordering.ts'

export const ACCEPTED: Text = { en: 'The order is taken.', ru: 'Заказ принят.' }

export const BECAME_TICKET: Text = {
  en: 'A consultant has your wish now, and will answer in the ticket.',
  ru: 'Ваше пожелание передано консультанту: он ответит в обращении.',
}

export const PENDING: Text = {
  en: 'The order is kept, and its result is not known yet. Ask again in a moment.',
  ru: 'Заказ сохранён, результат пока неизвестен. Повторите запрос чуть позже.',
}

export const CANCELLED: Text = { en: 'The order is canceled.', ru: 'Заказ отменён.' }

export const CANCELING: Text = {
  en: 'Whether the order was canceled is not known yet. Ask again in a moment.',
  ru: 'Отменён ли заказ, пока неизвестно. Повторите запрос чуть позже.',
}

export const CONFLICT: Text = {
  en: 'This key was used before for another order. Nothing was ordered.',
  ru: 'Этот ключ уже использован для другого заказа. Ничего не заказано.',
}

const BILLING_UNAVAILABLE: Text = {
  en: 'The billing system does not answer just now. Try again later.',
  ru: 'Биллинг сейчас не отвечает. Повторите позже.',
}

export const REFUSAL_TEXTS: Readonly<Record<ServiceOrderRefusalCode, Text>> = {
  INVALID_VALUE: { en: 'A value cannot be used.', ru: 'Недопустимое значение.' },
  NOT_FOUND: {
    en: 'There is no such account, service, tariff or offering.',
    ru: 'Нет такого лицевого счёта, услуги, тарифа или предложения.',
  },
  NOT_ALLOWED: MAY_NOT_ORDER,
  DEBT: {
    en: 'The account is suspended for debt. Pay first, then order.',
    ru: 'Счёт приостановлен за долг. Сначала оплатите, затем закажите.',
  },
  NOT_ENOUGH_MONEY: {
    en: 'There is not enough money on the account.',
    ru: 'На счёте недостаточно денег.',
  },
  TOO_EARLY: {
    en: 'The last change was too short a time ago.',
    ru: 'С прошлого изменения прошло слишком мало времени.',
  },
  CONFLICTING_ORDER: {
    en: 'Another order is not carried out yet. Wait for it, or cancel it.',
    ru: 'Другой заказ ещё не исполнен. Дождитесь его или отмените.',
  },
  NOT_OFFERED_IN_REGION: {
    en: 'It is not offered where you are served.',
    ru: 'В вашем регионе это не предлагается.',
  },
  PRIVATE_TARIFF: {
    en: 'This tariff was negotiated for another customer.',
    ru: 'Этот тариф согласован для другого абонента.',
  },
  AGREEMENT_ENDED: { en: 'The agreement has ended.', ru: 'Договор расторгнут.' },
  NOT_APPLICABLE: {
    en: 'It would change nothing, or it is not possible for this service now.',
    ru: 'Это ничего не изменит либо сейчас невозможно для этой услуги.',
  },
  PERIOD_NOT_ALLOWED: {
    en: 'A hold cannot begin or end on these days.',
    ru: 'На эти даты приостановка невозможна.',
  },
  VALUE_NOT_ALLOWED: { en: 'This value cannot be had.', ru: 'Такое значение недоступно.' },
  PRICE_CHANGED: {
    en: 'The price has changed. Look at the new one first.',
    ru: 'Цена изменилась. Сначала посмотрите новую.',
  },
  ALREADY_ORDERED: {
    en: 'This has just been ordered for the account. Look at that order first, or confirm that it is wanted once more.',
    ru: 'Это только что заказали для этого счёта. Сначала посмотрите тот заказ или подтвердите, что нужен ещё один.',
  },
  NOT_SUPPORTED: {
    en: 'The provider takes no such orders here. Ask a consultant.',
    ru: 'Такие заказы здесь не принимаются. Обратитесь к консультанту.',
  },
  BILLING_UNAVAILABLE,
  TOO_MANY_TRIES: {
    en: 'Too many wishes within an hour. Try again later.',
    ru: 'Слишком много пожеланий за час. Повторите позже.',
  },
  OVERLOADED: {
    en: 'Too much is being worked on. Try again in a moment.',
    ru: 'Слишком много обращений. Повторите через минуту.',
  },
  CLOSED_BY_OPERATOR: {
    en: 'The order was not placed: the provider has looked at it and closed it.',
    ru: 'Заказ не размещён: провайдер проверил его и закрыл.',
  },
  UNKNOWN: { en: 'The billing system gives no reason.', ru: 'Биллинг не сообщает причину.' },
}

export const CANCEL_TEXTS: Readonly<Record<CancelServiceOrderRefusalCode, Text>> = {
  NOT_ALLOWED: MAY_NOT_ORDER,
  ORDER_NOT_FOUND: { en: 'There is no such order.', ru: 'Такого заказа нет.' },
  TOO_LATE: {
    en: 'The order is being carried out, or has ended.',
    ru: 'Заказ уже исполняется или завершён.',
  },
  BILLING_UNAVAILABLE,
}
