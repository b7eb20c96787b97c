import type { ConnectionAvailabilityStatus, ConnectionRefusalCode } from '../../generated/schema.ts'
import type { Text } from '../language.ts'

/** What somebody hears who asks for an address. */
export const AVAILABILITY_TEXTS: Readonly<Record<ConnectionAvailabilityStatus, Text>> = {
  COVERED: { en: 'We can connect this house.', ru: 'Этот дом можно подключить.' },
  PLANNED: {
    en: 'We do not reach this house yet, and plan to. Leave a request: we shall call.',
    ru: 'До этого дома сети ещё нет, но подключение запланировано. Оставьте заявку — мы позвоним.',
  },
  NOT_COVERED: {
    en: 'We do not reach this house, and have no plans for it.',
    ru: 'До этого дома сети нет, и подключение пока не планируется.',
  },
  UNKNOWN_ADDRESS: {
    en: 'We do not find this address. Leave a request: we shall look it up and call.',
    ru: 'Мы не нашли такой адрес. Оставьте заявку — мы проверим и позвоним.',
  },
}

export const REQUESTED: Text = {
  en: 'The request is with our people. They will call you.',
  ru: 'Заявка передана сотрудникам. Вам позвонят.',
}
export const REQUEST_PENDING: Text = {
  en: 'The request is kept and will reach our people. Repeat it in some minutes to learn its number.',
  ru: 'Заявка сохранена и будет передана сотрудникам. Повторите запрос через несколько минут, чтобы узнать её номер.',
}

export const CONNECTION_TEXTS: Readonly<Record<ConnectionRefusalCode, Text>> = {
  INVALID_VALUE: {
    en: 'The value is empty, too long or has characters, or a card number, that cannot be used.',
    ru: 'Значение пустое, слишком длинное или содержит недопустимые символы или номер карты.',
  },
  INVALID_PHONE: {
    en: 'This is no telephone number. Write it like +7 912 123-45-67.',
    ru: 'Это не номер телефона. Напишите его так: +7 912 123-45-67.',
  },
  UNKNOWN_REGION: { en: 'There is no such region.', ru: 'Такого региона нет.' },
  TOO_MANY_TRIES: {
    en: 'Too many tries. Wait before the next one.',
    ru: 'Слишком много попыток. Подождите перед следующей.',
  },
  IDEMPOTENCY_CONFLICT: {
    en: 'This key was used for something else. Nothing was done; make a new one.',
    ru: 'Этот ключ уже использован для другой заявки. Ничего не сделано; создайте новый.',
  },
  NOT_SUPPORTED: {
    en: 'Addresses cannot be looked up here. Leave a request, or call us.',
    ru: 'Проверить адрес здесь нельзя. Оставьте заявку или позвоните нам.',
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
    en: 'The request was closed by our people. Call us, please.',
    ru: 'Заявка закрыта сотрудниками. Позвоните нам, пожалуйста.',
  },
}
