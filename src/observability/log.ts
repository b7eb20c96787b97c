import { pino } from 'pino'

/** What a log line may carry. Anything else is dropped before it is written: no variables, no personal data. */
const ALLOWED_FIELDS = [
  'requestId',
  'incidentId',
  'operationName',
  'operationType',
  'role',
  'code',
  'outcome',
  'status',
  'durationMs',
  'legacyCalls',
  'system',
  'operation',
  'field',
  'kind',
  'count',
  'attempt',
  'url',
  'port',
  'signal',
  'version',
  'store',
  'errorName',
  'errorMessage',
  'stack',
] as const

type Field = (typeof ALLOWED_FIELDS)[number]
export type LogFields = Partial<Record<Field, string | number | boolean>>

/** `message` is a constant of ours; what varies is a field. */
type Write = (fields: LogFields, message: string) => void

export interface Log {
  readonly debug: Write
  readonly info: Write
  readonly warn: Write
  readonly error: Write
}

/**
 * A structured logger: one JSON object a line, on standard output or `destination`. Fields that are not on the
 * allow-list, and values that are not scalars, are dropped also where types were got around.
 */
export function createLog(options: {
  readonly level: string
  readonly name: string
  readonly destination?: { write(line: string): void }
}): Log {
  const { level, name, destination } = options
  const settings = {
    level,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const logger = destination === undefined ? pino(settings) : pino(settings, destination)
  return {
    debug: (fields, message) => logger.debug(allowed(fields), message),
    info: (fields, message) => logger.info(allowed(fields), message),
    warn: (fields, message) => logger.warn(allowed(fields), message),
    error: (fields, message) => logger.error(allowed(fields), message),
  }
}

function allowed(fields: LogFields): LogFields {
  const kept: LogFields = {}
  // Only what was written as a field: an error has a stack that nobody meant to log.
  const own = { ...fields }
  for (const name of ALLOWED_FIELDS) {
    const value = own[name]
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') kept[name] = value
  }
  return kept
}
