import type { TicketChangeRefusalCode, TicketRefusalCode } from '../../generated/schema.ts'
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
    en: 'The value is empty, too short, too long or has characters, or a card number, that cannot be used.',
    ru: 'Значение пустое, слишком короткое, слишком длинное или содержит недопустимые символы или номер карты.',
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

export const MESSAGE_PENDING: Text = {
  en: 'The message is kept and will be written. Repeat the request to learn what became of it.',
  ru: 'Сообщение сохранено и будет отправлено. Повторите запрос, чтобы узнать результат.',
}

/** What somebody hears whose ticket was not changed. */
export const TICKET_CHANGE_TEXTS: Readonly<Record<TicketChangeRefusalCode, Text>> = {
  TICKET_NOT_FOUND: { en: 'There is no such ticket.', ru: 'Такого обращения нет.' },
  NOT_ALLOWED: {
    en: 'You may see this ticket, and not do this to it.',
    ru: 'Вы можете смотреть это обращение, но это действие вам недоступно.',
  },
  INVALID_VALUE: {
    en: 'The value is empty, too long, out of range or has characters, or a card number, that cannot be used.',
    ru: 'Значение пустое, слишком длинное, вне допустимых границ или содержит недопустимые символы или номер карты.',
  },
  ATTACHMENT_NOT_FOUND: {
    en: 'One of the files is not there. Send it again.',
    ru: 'Один из файлов не найден. Отправьте его ещё раз.',
  },
  TICKET_CLOSED: {
    en: 'The ticket is closed. Open it again first.',
    ru: 'Обращение закрыто. Сначала откройте его снова.',
  },
  TICKET_NOT_CLOSED: {
    en: 'The ticket is not closed yet.',
    ru: 'Обращение ещё не закрыто.',
  },
  IDEMPOTENCY_CONFLICT: {
    en: 'This key was used for something else. Nothing was done; make a new one.',
    ru: 'Этот ключ уже использован для другого. Ничего не сделано; создайте новый.',
  },
  TOO_MANY_TRIES: {
    en: 'Too many tries. Wait before the next one.',
    ru: 'Слишком много попыток. Подождите перед следующей.',
  },
  NOT_TAKEN_OVER: {
    en: 'The billing system did not take the change over; the ticket is as it was.',
    ru: 'Биллинговая система не приняла изменение; обращение осталось прежним.',
  },
  NOT_CONFIRMED: {
    en: 'It was sent, and it could not be confirmed. Look again in a few minutes.',
    ru: 'Изменение отправлено, но не подтверждено. Проверьте через несколько минут.',
  },
  NOT_SUPPORTED: {
    en: 'The billing system takes no tickets. Call us, please.',
    ru: 'Биллинговая система не принимает обращения. Позвоните нам, пожалуйста.',
  },
  BILLING_UNAVAILABLE: {
    en: 'The billing system does not answer just now. Nothing was changed; try again later.',
    ru: 'Биллинговая система сейчас не отвечает. Ничего не изменено; повторите позже.',
  },
  OVERLOADED: {
    en: 'Too much is being worked on. Repeat it in a moment.',
    ru: 'Слишком большая нагрузка. Повторите через некоторое время.',
  },
  CLOSED_BY_OPERATOR: {
    en: 'The message was stopped by our people before it was written. Call us, please.',
    ru: 'Сообщение остановлено сотрудниками до отправки. Позвоните нам, пожалуйста.',
  },
}
