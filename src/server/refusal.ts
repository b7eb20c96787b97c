import { ERROR_CODES } from '../graphql/error-codes.ts'
import type { Language, Text } from '../graphql/language.ts'

interface RefusalMeaning {
  readonly httpStatus: number
  /** Whether the same request may succeed later. */
  readonly retryable: boolean
  readonly message: Text
}

/**
 * Every answer that the HTTP layer gives by itself; with the catalogue of the GraphQL layer these are all error codes.
 * Texts are constants but for a day: nothing of a request or of the inside gets in.
 */
const REFUSALS = {
  BAD_HTTP_REQUEST: {
    httpStatus: 400,
    retryable: false,
    message: {
      en: 'This is not a valid HTTP request.',
      ru: 'Это не корректный запрос HTTP.',
    },
  },
  MALFORMED_JSON: {
    httpStatus: 400,
    retryable: false,
    message: {
      en: 'The body is not well-formed JSON.',
      ru: 'Тело запроса не является корректным JSON.',
    },
  },
  INVALID_UTF8: {
    httpStatus: 400,
    retryable: false,
    message: {
      en: 'The body is not valid UTF-8.',
      ru: 'Тело запроса не является корректным текстом UTF-8.',
    },
  },
  BATCHING_NOT_SUPPORTED: {
    httpStatus: 400,
    retryable: false,
    message: {
      en: 'Several operations in one request are not supported; send one JSON object.',
      ru: 'Несколько операций в одном запросе не поддерживаются: отправьте один объект JSON.',
    },
  },
  INVALID_REQUEST_PARAMETERS: {
    httpStatus: 400,
    retryable: false,
    message: {
      en: 'The body must be a JSON object with the text `query`, and optionally the text `operationName` and the objects `variables` and `extensions`.',
      ru: 'Тело запроса — объект JSON с текстом `query` и, если нужно, с текстом `operationName` и объектами `variables` и `extensions`.',
    },
  },
  INVALID_DEADLINE: {
    httpStatus: 400,
    retryable: false,
    message: {
      en: 'The header x-timeout-ms must be a whole number from 100 to 60000.',
      ru: 'Заголовок x-timeout-ms — целое число от 100 до 60000.',
    },
  },
  STREAM_NOT_LAST: {
    httpStatus: 400,
    retryable: true,
    message: {
      en: 'A stream of events is the last answer on its connection, and other requests wait behind this one; open it on a connection of its own.',
      ru: 'Поток событий — последний ответ в своём соединении, а за этим запросом ждут другие: откройте его в отдельном соединении.',
    },
  },
  NOT_FOUND: {
    httpStatus: 404,
    retryable: false,
    message: { en: 'There is nothing here.', ru: 'Здесь ничего нет.' },
  },
  METHOD_NOT_ALLOWED: {
    httpStatus: 405,
    retryable: false,
    message: {
      en: 'This method is not supported here; the header Allow lists those that are.',
      ru: 'Этот метод здесь не поддерживается; поддерживаемые перечислены в заголовке Allow.',
    },
  },
  NOT_ACCEPTABLE: {
    httpStatus: 406,
    retryable: false,
    message: {
      en: 'The answer can be application/graphql-response+json or application/json in UTF-8; the header Accept excludes both.',
      ru: 'Ответ возможен как application/graphql-response+json или application/json в UTF-8; заголовок Accept исключает оба.',
    },
  },
  REQUEST_TIMEOUT: {
    httpStatus: 408,
    retryable: true,
    message: {
      en: 'The request did not arrive in time.',
      ru: 'Запрос не был получен вовремя.',
    },
  },
  PAYLOAD_TOO_LARGE: {
    httpStatus: 413,
    retryable: false,
    message: {
      en: 'The body is larger than the limit.',
      ru: 'Тело запроса больше допустимого.',
    },
  },
  UNSUPPORTED_MEDIA_TYPE: {
    httpStatus: 415,
    retryable: false,
    message: {
      en: 'The content type must be application/json in UTF-8.',
      ru: 'Тип содержимого должен быть application/json в UTF-8.',
    },
  },
  UNSUPPORTED_CONTENT_ENCODING: {
    httpStatus: 415,
    retryable: false,
    message: {
      en: 'Compressed bodies are not accepted.',
      ru: 'Сжатые тела запросов не принимаются.',
    },
  },
  EXPECTATION_FAILED: {
    httpStatus: 417,
    retryable: false,
    message: {
      en: 'The only expectation that can be met is 100-continue.',
      ru: 'Поддерживается только ожидание 100-continue.',
    },
  },
  HEADERS_TOO_LARGE: {
    httpStatus: 431,
    retryable: false,
    message: {
      en: 'The headers are larger than the limit.',
      ru: 'Заголовки запроса больше допустимого.',
    },
  },
  LINK_NOT_VALID: {
    httpStatus: 403,
    retryable: false,
    message: {
      en: 'This is no link of ours: part of it is missing, or it was changed.',
      ru: 'Это не наша ссылка: часть её потеряна или изменена.',
    },
  },
  LINK_EXPIRED: {
    httpStatus: 410,
    retryable: false,
    message: {
      en: 'The time of this link is over. Ask for a new one.',
      ru: 'Срок действия ссылки истёк. Запросите новую.',
    },
  },
  LINK_USED: {
    httpStatus: 410,
    retryable: false,
    message: {
      en: 'This link was used already; each works once. Ask for a new one.',
      ru: 'Эта ссылка уже использована, каждая работает один раз. Запросите новую.',
    },
  },
  OUTDATED_BANK_DETAILS: {
    httpStatus: 410,
    retryable: false,
    message: {
      en: 'This receipt must not be paid by: the bank details were changed on {since}. Ask for a new receipt (`paymentReceipt`).',
      ru: 'По этой квитанции платить нельзя: банковские реквизиты изменились {since}. Запросите новую квитанцию (`paymentReceipt`).',
    },
  },
  FILE_GONE: {
    httpStatus: 404,
    retryable: false,
    message: {
      en: 'The file of this link is not there any more.',
      ru: 'Файла по этой ссылке больше нет.',
    },
  },
  FILE_SIZE_DIFFERS: {
    httpStatus: 400,
    retryable: false,
    message: {
      en: 'The file has another size than was announced.',
      ru: 'Размер файла не совпадает с заявленным.',
    },
  },
  FILE_TYPE_NOT_ALLOWED: {
    httpStatus: 415,
    retryable: false,
    message: {
      en: 'Files of this kind are not taken: only PNG, JPEG, GIF and WebP images, PDF and plain text.',
      ru: 'Такие файлы не принимаются: только изображения PNG, JPEG, GIF и WebP, PDF и простой текст.',
    },
  },
  FILE_INFECTED: {
    httpStatus: 422,
    retryable: false,
    message: {
      en: 'The file was found to be harmful, and was not taken.',
      ru: 'В файле обнаружено вредоносное содержимое, он не принят.',
    },
  },
  FILE_SERVICE_UNAVAILABLE: {
    httpStatus: 503,
    retryable: true,
    message: {
      en: 'Files cannot be taken or fetched just now. Try again later.',
      ru: 'Файлы сейчас недоступны. Повторите позже.',
    },
  },
  INTERNAL_SERVER_ERROR: ERROR_CODES.INTERNAL_SERVER_ERROR,
  UNAUTHENTICATED: ERROR_CODES.UNAUTHENTICATED,
  FORBIDDEN: ERROR_CODES.FORBIDDEN,
  ADDRESS_NOT_ALLOWED: ERROR_CODES.ADDRESS_NOT_ALLOWED,
  SERVICE_UNAVAILABLE: ERROR_CODES.SERVICE_UNAVAILABLE,
  TOO_MANY_REQUESTS: {
    httpStatus: 429,
    retryable: true,
    message: {
      en: 'Too many requests; wait for the time that the header Retry-After says.',
      ru: 'Слишком много запросов: подождите столько, сколько указано в заголовке Retry-After.',
    },
  },
  SERVER_BUSY: {
    httpStatus: 503,
    retryable: true,
    message: {
      en: 'Too many requests at the moment; try again shortly.',
      ru: 'Сейчас слишком много запросов; повторите немного позже.',
    },
  },
  SHUTTING_DOWN: {
    httpStatus: 503,
    retryable: true,
    message: {
      en: 'This server is shutting down; try again.',
      ru: 'Этот сервер завершает работу; повторите запрос.',
    },
  },
} as const satisfies Record<string, RefusalMeaning>

export type RefusalCode = keyof typeof REFUSALS

export const REFUSAL_CODES: readonly string[] = Object.keys(REFUSALS)

export function refusalStatus(code: RefusalCode): number {
  return REFUSALS[code].httpStatus
}

/** The answer's body: a GraphQL response without data, so that GraphQL clients can read every refusal. */
export function refusalBody(
  code: RefusalCode,
  details: {
    requestId: string
    language: Language
    incidentId?: string | undefined
    /** RFC 3339; its day stands in the message. */
    since?: string | undefined
  },
): string {
  const { retryable, message } = REFUSALS[code]
  const { requestId, language, incidentId, since } = details
  const text = message[language].replace('{since}', since?.slice(0, DAY_LENGTH) ?? '')
  return JSON.stringify({
    errors: [{ message: text, extensions: { code, retryable, requestId, incidentId, since } }],
  })
}

const DAY_LENGTH = 'yyyy-MM-dd'.length
