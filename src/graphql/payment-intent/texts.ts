import type { ResolutionRefusalCode } from '../../generated/schema.ts'
import type { Text } from '../language.ts'

/** What an operator hears when a decision about a payment is not taken. */
export const REFUSAL_TEXTS: Readonly<Record<ResolutionRefusalCode, Text>> = {
  INTENT_NOT_FOUND: {
    en: 'There is no such payment order.',
    ru: 'Такого платёжного поручения нет.',
  },
  INVALID_REASON: {
    en: 'Write the reason in one line of 3 to 120 characters, without card numbers.',
    ru: 'Укажите причину одной строкой от 3 до 120 символов, без номеров карт.',
  },
  INVALID_PAYMENT_ID: {
    en: 'Name the payment of the billing system with this decision, and with no other. For an order, a ticket or a promised payment name nothing, or the record itself.',
    ru: 'Укажите платёж из биллинга — и только при решении «проведён». Для заказа, заявки или обещанного платежа не указывайте ничего либо саму запись.',
  },
  NOT_WAITING: {
    en: 'This payment order does not wait for this decision.',
    ru: 'Это поручение не ждёт такого решения.',
  },
  ALREADY_DECIDED: {
    en: 'It was decided already, and otherwise.',
    ru: 'По поручению уже принято другое решение.',
  },
  NOT_SETTLED: {
    en: 'The billing system may still carry out an attempt that was given up. Wait some minutes and try again.',
    ru: 'Биллинг ещё может провести прерванную попытку. Подождите несколько минут и повторите.',
  },
  PAYMENT_NOT_FOUND: {
    en: 'The billing system has no such payment.',
    ru: 'Такого платежа в биллинге нет.',
  },
  PAYMENT_TAKEN: {
    en: 'This payment or record belongs to another order.',
    ru: 'Этот платёж (или запись) относится к другому поручению.',
  },
  PAYMENT_DIFFERS: {
    en: 'This payment or record has another account, amount or reference, or it does not count.',
    ru: 'У этого платежа (или записи) другой счёт, сумма или ссылка, либо он не действует.',
  },
  CARRIED_OUT_IN_BILLING: {
    en: 'The billing system shows that it was carried out.',
    ru: 'По данным биллинга поручение исполнено.',
  },
  NOT_CARRIED_OUT_IN_BILLING: {
    en: 'The billing system shows nothing that was carried out.',
    ru: 'По данным биллинга поручение не исполнено.',
  },
  IN_DOUBT: {
    en: 'The billing system does not tell for certain. Look at what it has, and say that you have done so; where there are several, name the one.',
    ru: 'Данные биллинга неоднозначны. Проверьте записи и подтвердите, что учли это; если их несколько, укажите нужную.',
  },
  CANNOT_LOOK_UP: {
    en: 'The billing system cannot be asked what came of it.',
    ru: 'Узнать результат у биллинга невозможно.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Try again later.',
    ru: 'Биллинг сейчас не отвечает. Повторите позже.',
  },
  ACCOUNT_BUSY: {
    en: 'Another payment of this account is under way. Try again later.',
    ru: 'По этому счёту проводится другой платёж. Повторите позже.',
  },
  CHANGED_MEANWHILE: {
    en: 'The payment order has changed meanwhile. Look at it as it is now.',
    ru: 'Поручение тем временем изменилось. Посмотрите его текущий вид.',
  },
}
