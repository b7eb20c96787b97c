import type { TicketRefusalCode } from '../../generated/schema.ts'
import type { Text } from '../language.ts'

export const TICKET_PENDING: Text = {
  en: 'The ticket is kept and will be opened. Repeat the request to learn its number.',
  ru: 'Обращение сохранено и будет зарегистрировано. Повторите запрос, чтобы узнать номер.',
}

/** What somebody hears whose ticket was not opened. */
export const TICKET_TEXTS: Readonly<Record<TicketRefusalCode, Text>> = {
  ACCOUNT_NOT_FOUND: { en: 'There is no such account.', ru: 'Такого лицевого счёта нет.' },
  NOT_ALLOWED: {
    en: 'You may see this account, and open no tickets for it. Ask its owner for the right.',
    ru: 'Вы можете смотреть этот счёт, но не создавать обращения. Попросите право у владельца.',
  },
  INVALID_VALUE: {
    en: 'The value is empty, too short, too long or has characters that cannot be used.',
    ru: 'Значение пустое, слишком короткое, слишком длинное или содержит недопустимые символы.',
  },
  IDEMPOTENCY_CONFLICT: {
    en: 'This key was used for something else. Nothing was done; make a new one.',
    ru: 'Этот ключ уже использован для другого обращения. Ничего не сделано; создайте новый.',
  },
  TOO_MANY_TRIES: {
    en: 'Too many tries. Wait before the next one.',
    ru: 'Слишком много попыток. Подождите перед следующей.',
  },
  NOT_SUPPORTED: {
    en: 'The billing system takes no tickets. Call us, please.',
    ru: 'Биллинговая система не принимает обращения. Позвоните нам, пожалуйста.',
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
    en: 'The ticket was closed by our people before it was opened. Call us, please.',
    ru: 'Обращение закрыто сотрудниками до регистрации. Позвоните нам, пожалуйста.',
  },
}
