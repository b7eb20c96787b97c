import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql'
import { BillingError, type BillingErrorCode } from '../billing/error.ts'
import type { Log } from '../observability/log.ts'
import { StoreError } from '../store/error.ts'
import { ERROR_CODES, type ErrorCode } from './error-codes.ts'
import { createIncidents } from './incidents.ts'
import { DEFAULT_LANGUAGE, type Language, type Text } from './language.ts'
import { ValueError } from './scalars.ts'

/** An error that we raise for the client to read. Without a text of its own it says what the catalogue says. */
export class ClientError extends Error {
  override readonly name = 'ClientError'
  readonly code: ErrorCode
  readonly text: Text

  /** `cause` is for the log alone. */
  constructor(code: ErrorCode, text: Text = ERROR_CODES[code].message, options: { cause?: unknown } = {}) {
    super(text.en, options)
    this.code = code
    this.text = text
  }
}

/** Who reads the error: decides the language, and lets support find the request. */
export interface Reader {
  readonly language: Language
  readonly requestId: string
}

/** No operation was reached: the context could not be made. `cause` says why. */
export class ContextError extends Error {
  override readonly name = 'ContextError'
  readonly reader: Reader

  constructor(reader: Reader, cause: unknown) {
    super('The context of an operation could not be made.', { cause })
    this.reader = reader
  }
}

/** Whether there is no context because of who asks. Otherwise it is trouble of ours, and passes. */
export function isTurnedAway(error: unknown): boolean {
  return whyNoContext(error) instanceof ClientError
}

/** What kept a context from being made, for the log. */
export function whyNoContext(error: unknown): unknown {
  const thrown = findCause(error)
  return thrown instanceof ContextError ? thrown.cause : thrown
}

const NOBODY: Reader = { language: DEFAULT_LANGUAGE, requestId: 'unknown' }

/** What a client hears of each failure of a billing call. The billing's own words stay in the log. */
const CODE_BY_BILLING_CODE: Readonly<Record<BillingErrorCode, ErrorCode>> = {
  BILLING_UNREACHABLE: 'BILLING_UNAVAILABLE',
  BILLING_FAILED: 'BILLING_UNAVAILABLE',
  BILLING_ACCESS_DENIED: 'BILLING_UNAVAILABLE',
  BILLING_TIMEOUT: 'BILLING_TIMEOUT',
  BILLING_OVERLOADED: 'BILLING_OVERLOADED',
  BILLING_MALFORMED_ANSWER: 'BILLING_BAD_ANSWER',
  BILLING_ANSWER_TOO_LARGE: 'BILLING_BAD_ANSWER',
  BILLING_CANCELED: 'REQUEST_CANCELED',
  BILLING_UNWRITABLE_REQUEST: 'BAD_USER_INPUT',
  BILLING_NOT_SUPPORTED: 'NOT_SUPPORTED_BY_BILLING',
  BILLING_READ_ONLY: 'READ_ONLY',
  BILLING_RULE_BROKEN: 'BILLING_BAD_ANSWER',
}

/** Codes that Apollo gives to what GraphQL itself refuses. Their texts quote the schema. */
const GRAPHQL_CODES: readonly ErrorCode[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
]

/** Codes of the transport. Their texts quote nothing. */
const TRANSPORT_CODES: readonly ErrorCode[] = ['BAD_REQUEST', 'PERSISTED_QUERY_NOT_SUPPORTED']

interface Classified {
  readonly code: ErrorCode
  /** What to say instead of the catalogue's text. */
  readonly text: string | null
  /** True when where the error stands in the document must not be told either. */
  readonly secret: boolean
}

/**
 * The one place where an error becomes client text. `findReader` answers who reads an error, or undefined when the
 * request never came as far as an operation. In production everything that GraphQL itself refuses reads the same.
 */
export function createErrorFormatter(options: {
  readonly production: boolean
  readonly log: Log
  readonly findReader: (error: unknown) => Reader | undefined
}): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  const incidents = createIncidents(options.log)
  return (formatted, error) => {
    const thrown = findCause(error)
    const { reader = NOBODY, cause } =
      thrown instanceof ContextError ? thrown : { reader: options.findReader(error), cause: thrown }
    const { code, text, secret } = classify(formatted, {
      cause,
      language: reader.language,
      production: options.production,
    })
    const { message, retryable } = ERROR_CODES[code]
    const failure = cause instanceof ClientError ? (cause.cause ?? cause) : cause
    const incidentId = incidents.record(failure, { code, requestId: reader.requestId })
    return {
      message: text ?? message[reader.language],
      ...(formatted.locations && !secret ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
      extensions: { code, retryable, requestId: reader.requestId, ...(incidentId === null ? {} : { incidentId }) },
    }
  }
}

function classify(
  formatted: GraphQLFormattedError,
  { cause, language, production }: { cause: unknown; language: Language; production: boolean },
): Classified {
  const known = classifyCause(cause, language)
  if (known) return known
  const graphqlCode = GRAPHQL_CODES.find((code) => code === formatted.extensions?.['code'])
  if (isTooManySelections(cause)) return { code: 'OPERATION_TOO_COMPLEX', text: null, secret: production }
  if (graphqlCode || isBadArgument(cause)) {
    const text = production ? null : describeRefusal(formatted.message, { cause, language })
    return { code: graphqlCode ?? 'BAD_USER_INPUT', text, secret: production }
  }
  const transportCode = TRANSPORT_CODES.find((code) => code === formatted.extensions?.['code'])
  if (transportCode) return { code: transportCode, text: language === 'en' ? formatted.message : null, secret: false }
  return { code: 'INTERNAL_SERVER_ERROR', text: null, secret: false }
}

/** The words of GraphQL itself are English; those about a value of ours are not, and name the place that it stands at. */
function describeRefusal(message: string, { cause, language }: { cause: unknown; language: Language }): string {
  if (language === 'en' || !(cause instanceof ValueError)) return message
  // 'Variable "$input" got invalid value … at "input.on"; …': the value itself may hold anything.
  const before = message.slice(0, Math.max(0, message.length - cause.message.length))
  const place = / at "([\w.[\]]+)"; $/.exec(before)?.[1] ?? /^Variable "\$(\w+)" /.exec(before)?.[1]
  return place === undefined ? cause.text[language] : `${place}: ${cause.text[language]}`
}

/** What we or the billing said; null for everything else. */
function classifyCause(cause: unknown, language: Language): Classified | null {
  if (cause instanceof ClientError) return { code: cause.code, text: cause.text[language], secret: false }
  if (cause instanceof BillingError) return { code: CODE_BY_BILLING_CODE[cause.code], text: null, secret: false }
  if (cause instanceof StoreError) return { code: 'SERVICE_UNAVAILABLE', text: null, secret: false }
  if (!(cause instanceof Error)) return null
  if (cause.name === 'TimeoutError') return { code: 'BILLING_TIMEOUT', text: null, secret: false }
  return cause.name === 'AbortError' ? { code: 'REQUEST_CANCELED', text: null, secret: false } : null
}

/** What was really thrown, under the wrappings of graphql-js and Apollo. */
function findCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? findCause(error.originalError) : error
}

/**
 * A variable that may be null, given to an argument that may not, is noticed only during execution. Such an error
 * points at the value; all others of graphql-js during execution point at a field, and are ours.
 */
function isBadArgument(cause: unknown): boolean {
  const kind = cause instanceof GraphQLError ? cause.nodes?.[0]?.kind : undefined
  return kind === Kind.VARIABLE || (kind !== undefined && kind.endsWith('Value'))
}

function isTooManySelections(cause: unknown): boolean {
  return (
    cause instanceof GraphQLError && cause.extensions['validationErrorCode'] === 'MAX_RECURSIVE_SELECTIONS_EXCEEDED'
  )
}
