import { type Logger, pino } from 'pino'

export type Log = Logger

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

/** A structured logger on standard output, one JSON object a line; fields outside the allow-list are dropped. */
export function createLog(options: { level: string; name: string }): Log {
  return pino({
    level: options.level,
    name: options.name,
    base: { name: options.name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => Object.fromEntries(Object.entries(fields).filter(([name]) => isAllowed(name))),
    },
  })
}

function isAllowed(name: string): name is Field {
  return ALLOWED_FIELDS.some((allowed) => allowed === name)
}
