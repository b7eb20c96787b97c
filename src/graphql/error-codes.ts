import type { Text } from './language.ts'

/** What a client may know of an error code. */
interface ErrorMeaning {
  /** Whether the same request may succeed later without any change but a new signature. */
  readonly retryable: boolean
  /** The HTTP status with the same meaning; used when nothing of the operation was executed. */
  readonly httpStatus: number
  readonly message: Text
}

/**
 * The closed catalogue: every error that leaves the gateway has one of these codes. A code stays; its text may be
 * improved. Refusals that a support agent would explain to a subscriber are not here: they are values in the schema.
 */
export const ERROR_CODES = {
  UNAUTHENTICATED: {
    retryable: false,
    httpStatus: 401,
    message: { en: 'Sign in first.', ru: 'Сначала войдите.' },
  },
  FORBIDDEN: {
    retryable: false,
    httpStatus: 403,
    message: { en: 'This is not open to your role.', ru: 'Это недоступно для вашей роли.' },
  },
  ADDRESS_NOT_ALLOWED: {
    retryable: false,
    httpStatus: 403,
    message: {
      en: 'This partner is not served at the address from which the request comes.',
      ru: 'С адреса, с которого пришёл запрос, этот партнёр не обслуживается.',
    },
  },
  SIGNATURE_MISSING: {
    retryable: false,
    httpStatus: 401,
    message: {
      en: 'This partner signs its requests: x-signature, x-timestamp and x-nonce are needed.',
      ru: 'Запросы этого партнёра подписываются: нужны x-signature, x-timestamp и x-nonce.',
    },
  },
  SIGNATURE_INVALID: {
    retryable: false,
    httpStatus: 401,
    message: {
      en: 'The signature does not fit timestamp, nonce and body, or one of the headers is malformed.',
      ru: 'Подпись не соответствует времени, метке и телу запроса, либо один из заголовков записан неверно.',
    },
  },
  SIGNATURE_STALE: {
    retryable: false,
    httpStatus: 401,
    message: {
      en: 'The timestamp is more than five minutes from our clock. Set the clock and sign again.',
      ru: 'Время подписи отличается от нашего больше чем на пять минут. Проверьте часы и подпишите заново.',
    },
  },
  SIGNATURE_REPLAYED: {
    // Often a copy that an HTTP client made by itself, of a request that was served.
    retryable: true,
    httpStatus: 401,
    message: {
      en: 'This nonce has been used: the request came before and may have been carried out. Repeat it with the same ids, signed with a new nonce.',
      ru: 'Эта метка уже использована: запрос уже приходил и мог быть выполнен. Повторите его с теми же идентификаторами, подписав с новой меткой.',
    },
  },
  OBJECT_NOT_FOUND: {
    retryable: false,
    httpStatus: 404,
    message: { en: 'There is no such object, or it is not yours.', ru: 'Такого объекта нет, или он не ваш.' },
  },
  BAD_USER_INPUT: {
    retryable: false,
    httpStatus: 400,
    message: { en: 'A value in the request cannot be used.', ru: 'Значение в запросе не подходит.' },
  },
  BAD_REQUEST: {
    retryable: false,
    httpStatus: 400,
    message: { en: 'The request is not a GraphQL request.', ru: 'Это не запрос GraphQL.' },
  },
  GRAPHQL_PARSE_FAILED: {
    retryable: false,
    httpStatus: 400,
    message: { en: 'The request is not valid.', ru: 'Запрос составлен неверно.' },
  },
  GRAPHQL_VALIDATION_FAILED: {
    retryable: false,
    httpStatus: 400,
    message: { en: 'The request is not valid.', ru: 'Запрос составлен неверно.' },
  },
  OPERATION_RESOLUTION_FAILURE: {
    retryable: false,
    httpStatus: 400,
    message: {
      en: 'The document does not hold the operation that is asked for.',
      ru: 'В документе нет операции, которую нужно выполнить.',
    },
  },
  OPERATION_TOO_COMPLEX: {
    retryable: false,
    httpStatus: 400,
    message: { en: 'The operation asks for too much at once.', ru: 'Операция запрашивает слишком много сразу.' },
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    retryable: false,
    httpStatus: 400,
    message: { en: 'Persisted queries are not supported.', ru: 'Сохранённые запросы не поддерживаются.' },
  },
  NOT_SUPPORTED_BY_BILLING: {
    retryable: false,
    httpStatus: 501,
    message: {
      en: 'The billing system does not offer this; see `capabilities`.',
      ru: 'Биллинговая система этого не умеет; см. `capabilities`.',
    },
  },
  READ_ONLY: {
    retryable: true,
    httpStatus: 503,
    message: {
      en: 'Works are going on: data can be seen, and nothing can be changed just now. Try again later.',
      ru: 'Идут технические работы: данные можно смотреть, но сейчас ничего нельзя изменить. Повторите позже.',
    },
  },
  BILLING_UNAVAILABLE: {
    retryable: true,
    httpStatus: 503,
    message: {
      en: 'The billing system does not answer just now. Try again later.',
      ru: 'Биллинговая система сейчас не отвечает. Повторите позже.',
    },
  },
  BILLING_TIMEOUT: {
    retryable: true,
    httpStatus: 504,
    message: {
      en: 'The billing system did not answer in time. Try again later.',
      ru: 'Биллинговая система не ответила вовремя. Повторите позже.',
    },
  },
  BILLING_OVERLOADED: {
    retryable: true,
    httpStatus: 503,
    message: {
      en: 'The billing system is busy. Try again in a moment.',
      ru: 'Биллинговая система занята. Повторите через некоторое время.',
    },
  },
  BILLING_BAD_ANSWER: {
    retryable: true,
    httpStatus: 502,
    message: {
      en: 'The billing system gave an answer that cannot be used. Try again later.',
      ru: 'Биллинговая система дала ответ, который нельзя использовать. Повторите позже.',
    },
  },
  SERVICE_UNAVAILABLE: {
    retryable: true,
    httpStatus: 503,
    message: {
      en: 'The service is not available just now. Try again later.',
      ru: 'Сервис сейчас недоступен. Повторите позже.',
    },
  },
  REQUEST_CANCELED: {
    retryable: true,
    httpStatus: 499,
    message: { en: 'The request was canceled.', ru: 'Запрос отменён.' },
  },
  INTERNAL_SERVER_ERROR: {
    // What nobody foresaw may come before or after something was done: only a repeat with the same ids tells.
    retryable: true,
    httpStatus: 500,
    message: {
      en: 'Something went wrong on our side. Try again later; if it stays, tell support the incident id.',
      ru: 'Ошибка на нашей стороне. Повторите позже; если она останется, сообщите поддержке номер инцидента.',
    },
  },
} as const satisfies Readonly<Record<string, ErrorMeaning>>

export type ErrorCode = keyof typeof ERROR_CODES
