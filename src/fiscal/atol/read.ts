import { AnswerError, assertStatus, type HttpAnswer, malformed } from '../../billing/transport/answer.ts'
import {
  type JsonObject,
  readDecimal,
  readInteger,
  readJson,
  readObject,
  readOptionalText,
  readText,
} from '../../billing/transport/json.ts'
import { readLegacyInstant } from '../../domain/date.ts'
import { parseMoney } from '../../domain/money.ts'
import type { DocumentStatus, RegisterVerdict } from '../port.ts'
import { ERROR_MEANING, type ErrorMeaning, RETRYABLE_TYPES, refusalOf } from './codes.ts'

/** Asked for again with a new token: the service has looked at nothing but the old one. */
export const TOKEN_REFUSED = 'token refused'

interface ServiceError {
  readonly code: number
  readonly type: string
  readonly text: string
  readonly meaning: ErrorMeaning | null
}

export function readToken(answer: HttpAnswer): string {
  const { body, error } = readBody(answer)
  if (error !== null) {
    if (error.meaning === 'ACCESS') throw denied(error)
    throw new AnswerError('BILLING_FAILED', `error ${error.code}`)
  }
  const token = readText(body, 'token')
  if (!/^[!-~]{1,1024}$/.test(token)) throw malformed('token: not one that a header carries')
  return token
}

/** Throws TOKEN_REFUSED as the message of an access error when the token is to be renewed. */
export function readRegistration(answer: HttpAnswer): RegisterVerdict | typeof TOKEN_REFUSED {
  const { body, error } = readBody(answer)
  if (error === null) return { kind: 'accepted', documentId: readUuid(body), isRepeat: false }
  const vendorCode = `${error.type} ${error.code}`
  switch (error.meaning) {
    case 'TOKEN':
      return TOKEN_REFUSED
    case 'ACCESS':
      throw denied(error)
    case 'TAKEN': {
      const documentId = readOptionalText(body, 'uuid')
      return documentId === null ? { kind: 'taken' } : { kind: 'accepted', documentId: readUuid(body), isRepeat: true }
    }
    case 'REFUSED':
      return { kind: 'refused', reason: refusalOf(error.text), vendorCode }
    case 'NOT_FOUND':
    case 'NOT_YET':
    case null:
      throw new AnswerError('BILLING_FAILED', `error ${vendorCode}`)
  }
}

export function readReport(
  answer: HttpAnswer,
  { documentId, timeZone }: { readonly documentId: string; readonly timeZone: string },
): DocumentStatus | null | typeof TOKEN_REFUSED {
  const { body, error } = readBody(answer)
  if (error?.meaning === 'TOKEN') return TOKEN_REFUSED
  if (error?.meaning === 'ACCESS') throw denied(error)
  if (error?.meaning === 'NOT_FOUND' && error.type === 'system') return null
  if (error?.meaning === 'NOT_YET' && error.type === 'system') return { kind: 'waiting' }
  if (readUuid(body) !== documentId) throw malformed('uuid: of another document')
  const status = readText(body, 'status')
  if (status === 'wait') return { kind: 'waiting' }
  if (status === 'done') return readDone(body, timeZone)
  if (status !== 'fail') return { kind: 'unknown' }
  if (error === null) throw malformed('error: absent from a failure')
  return {
    kind: 'failed',
    retryable: RETRYABLE_TYPES.includes(error.type),
    vendorCode: `${error.type} ${error.code}`,
  }
}

function readDone(body: JsonObject, timeZone: string): DocumentStatus {
  const payload = readObject(body['payload'], 'payload')
  const registeredAt = readLegacyInstant(readText(payload, 'receipt_datetime'), timeZone)
  if (registeredAt === null) throw malformed('receipt_datetime: absent')
  return {
    kind: 'registered',
    amount: parseMoney(readDecimal(payload, 'total'), 'RUB'),
    record: {
      fiscalSign: readDigits(payload, 'fiscal_document_attribute'),
      documentNumber: readDigits(payload, 'fiscal_document_number'),
      driveNumber: readDigits(payload, 'fn_number'),
      registeredAt,
      link: readLink(payload),
    },
  }
}

/** Only what a browser may open; a registrar's slip is no reason to lose the receipt. */
function readLink(payload: JsonObject): string | null {
  const link = readOptionalText(payload, 'ofd_receipt_url')
  const isPage = link !== null && link.length <= 1000 && /^https?:$/.test(URL.parse(link)?.protocol ?? '')
  return isPage ? link : null
}

/** Errors come with statuses of 400 and above as well as within a 200. */
function readBody(answer: HttpAnswer): { readonly body: JsonObject; readonly error: ServiceError | null } {
  const body = findJson(answer)
  const error = body === null ? null : readError(body)
  if (error === null) assertStatus(answer)
  return { body: body ?? readObject(readJson(answer), 'answer'), error }
}

/** The object of an answer whatever its status; null when it is none. */
function findJson(answer: HttpAnswer): JsonObject | null {
  try {
    return readObject(readJson({ ...answer, status: 200 }), 'answer')
  } catch {
    return null
  }
}

function readError(body: JsonObject): ServiceError | null {
  const value = body['error']
  if (value === undefined || value === null) return null
  const error = readObject(value, 'error')
  const code = readInteger(error, 'code')
  const type = readOptionalText(error, 'type') ?? 'none'
  const meaning = type === 'system' ? (ERROR_MEANING.get(code) ?? null) : null
  return {
    code,
    type: /^[a-z]{1,20}$/.test(type) ? type : 'other',
    text: readOptionalText(error, 'text') ?? '',
    meaning,
  }
}

/** A wrong password is told before a document is looked at. */
function denied({ code }: ServiceError): AnswerError {
  return new AnswerError('BILLING_ACCESS_DENIED', `error ${code}`, { outcome: 'not_applied' })
}

function readUuid(body: JsonObject): string {
  const uuid = readText(body, 'uuid')
  if (!/^[\w-]{8,64}$/.test(uuid)) throw malformed('uuid: not one')
  return uuid
}

function readDigits(row: JsonObject, field: string): string {
  const text = readText(row, field)
  if (!/^\d{1,20}$/.test(text)) throw malformed(`${field}: not a number`)
  return text
}
