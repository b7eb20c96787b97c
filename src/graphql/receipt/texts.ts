import type { PaymentReceiptRefusalCode, ReceiptStatusCode, ReceiptStatusRefusalCode } from '../../generated/schema.ts'
import type { Text } from '../language.ts'

export const RECEIPT_TEXTS: Readonly<Record<PaymentReceiptRefusalCode, Text>> = {
  ACCOUNT_NOT_FOUND: {
    en: 'There is no such account, or it is not yours.',
    ru: 'Такого счёта нет, или он не ваш.',
  },
  ACCOUNT_CLOSED: {
    en: 'The agreement has ended: nothing can be paid.',
    ru: 'Договор расторгнут, платить по нему нельзя.',
  },
  INVALID_AMOUNT: {
    en: 'The amount must be from 0.01 to 99,999,999.99 roubles.',
    ru: 'Сумма должна быть от 0,01 до 99 999 999,99 рубля.',
  },
  AMOUNT_NEEDED: {
    en: 'Nothing has to be paid just now. Name the amount that you want to pay.',
    ru: 'Сейчас ничего платить не нужно. Укажите сумму, которую хотите внести.',
  },
  INVALID_PERIOD: {
    en: 'Write the month as yyyy-MM, e.g. 2026-11.',
    ru: 'Укажите месяц в виде гггг-ММ, например 2026-11.',
  },
  CURRENCY_NOT_SUPPORTED: {
    en: 'The account is not kept in roubles; such receipts are paid in roubles only.',
    ru: 'Счёт ведётся не в рублях, а по квитанции платят только рублями.',
  },
  NO_BANK_DETAILS: {
    en: 'The bank details for this account have not been entered yet. Pay in another way, or ask support.',
    ru: 'Банковские реквизиты для этого счёта ещё не внесены. Оплатите другим способом или обратитесь в поддержку.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Try again later.',
    ru: 'Биллинг сейчас не отвечает. Попробуйте позже.',
  },
}

/** In the place of `{since}` stands the day of the change. */
export const STATUS_TEXTS: Readonly<Record<ReceiptStatusCode, Text>> = {
  VALID: {
    en: 'The receipt is valid. Compare payee, account and bank with the paper before you pay.',
    ru: 'Квитанция действительна. Перед оплатой сверьте с ней получателя, счёт и банк.',
  },
  OUTDATED: {
    en: 'Do not pay by this receipt: the bank details were changed on {since}. Get a new one in the cabinet, under payment, or ask support.',
    ru: 'Не платите по этой квитанции: банковские реквизиты изменились {since}. Получите новую в личном кабинете, в разделе оплаты, или в поддержке.',
  },
  UNKNOWN: {
    en: 'We know no such receipt. Check the number, or get a new receipt in the cabinet, under payment.',
    ru: 'Такой квитанции мы не знаем. Проверьте номер или получите новую квитанцию в личном кабинете, в разделе оплаты.',
  },
}

export const STATUS_REFUSAL_TEXTS: Readonly<Record<ReceiptStatusRefusalCode, Text>> = {
  INVALID_VALUE: {
    en: 'Name either the number of the receipt or the text of its QR code.',
    ru: 'Укажите либо номер квитанции, либо текст её QR-кода.',
  },
  TOO_MANY_TRIES: {
    en: 'Too many tries. Wait before the next one.',
    ru: 'Слишком много попыток. Подождите перед следующей.',
  },
}
