import type { FiscalReceiptRetryRefusalCode } from '../../generated/schema.ts'
import type { Text } from '../language.ts'

/** What an operator hears when a receipt is not tried again. */
export const RETRY_TEXTS: Readonly<Record<FiscalReceiptRetryRefusalCode, Text>> = {
  RECEIPT_NOT_FOUND: { en: 'There is no such receipt.', ru: 'Такого чека нет.' },
  INVALID_VALUE: {
    en: 'Write an e-mail address or a telephone number, and a key of 1 to 64 printable ASCII characters.',
    ru: 'Укажите адрес электронной почты или номер телефона и ключ от 1 до 64 печатных символов ASCII.',
  },
  NOT_FAILED: {
    en: 'The receipt is registered or on its way. There is nothing to try again.',
    ru: 'Чек зарегистрирован или регистрируется. Повторять нечего.',
  },
}

export const RETRY_CONFLICT: Text = {
  en: 'This key was used for something else. Nothing was tried again; make a new key.',
  ru: 'Этот ключ использован для другого. Ничего не повторено; создайте новый ключ.',
}
