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
  'account',
  'kind',
  'count',
  'attempt',
  'intentId',
  'checkoutId',
  'transferId',
  'receiptId',
  'from',
  'to',
  'attention',
  'day',
  'open',
  'matched',
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
 *
 * On standard output lines are gathered and written together: at once with a warning or an error, else within
 * `FLUSH_WITHIN_MS`, and when the process exits, also by an exception that nobody caught. A kill that cannot be caught
 * loses what is gathered, 8 KB at most; what must not be lost is in the audit trail and not here.
 */
export function createLog(options: {
  readonly level: string
  readonly name: string
  readonly destination?: { write(line: string): void }
}): Log {
  const { level, name } = options
  const settings = {
    level,
    base: { name },
    timestamp: createTimestamp(),
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const output = options.destination ? null : openStandardOutput()
  const destination = options.destination ?? output?.destination
  const logger = destination ? pino(settings, destination) : pino(settings)
  const createWrite = (of: keyof Log): Write => {
    if (!logger.isLevelEnabled(of)) return () => undefined
    const isUrgent = of === 'warn' || of === 'error'
    return (fields, message) => {
      logger[of](allowed(fields), message)
      if (isUrgent) output?.flush()
    }
  }
  return {
    debug: createWrite('debug'),
    info: createWrite('info'),
    warn: createWrite('warn'),
    error: createWrite('error'),
  }
}

const FLUSH_WITHIN_MS = 50
const MAX_GATHERED_SIZE_BYTES = 8 * 1024

/** Standard output, to which a write for each line would cost more than the rest of the line. */
function openStandardOutput() {
  const lines = pino.destination({ dest: 1, sync: true, minLength: MAX_GATHERED_SIZE_BYTES })
  let timer: NodeJS.Timeout | null = null
  const flush = (): void => {
    if (timer === null) return
    clearTimeout(timer)
    timer = null
    // Not flushSync, which throws where nobody reads any more: a log must not end the process.
    lines.flush()
  }
  process.once('exit', flush)
  return {
    flush,
    destination: {
      write(line: string): void {
        lines.write(line)
        timer ??= setTimeout(flush, FLUSH_WITHIN_MS).unref()
      },
    },
  }
}

/** The ISO instant of a line, as pino wants it. Lines come many to a millisecond, and a second's text changes little. */
function createTimestamp(): () => string {
  let second = Number.NaN
  let beginning = ''
  return () => {
    const now = Date.now()
    const millisecond = now % 1000
    if (now - millisecond !== second) {
      second = now - millisecond
      beginning = new Date(second).toISOString().slice(0, -'000Z'.length)
    }
    return `,"time":"${beginning}${String(millisecond).padStart(3, '0')}Z"`
  }
}

const ALLOWED: ReadonlySet<string> = new Set(ALLOWED_FIELDS)

function allowed(fields: LogFields): LogFields {
  if (areAllAllowed(fields)) return fields
  const kept: LogFields = {}
  // Only what was written as a field: an error has a stack that nobody meant to log.
  for (const name of Object.keys(fields)) {
    if (!isField(name)) continue
    const value = fields[name]
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') kept[name] = value
  }
  return kept
}

/** Nearly always, so that nothing has to be copied. */
function areAllAllowed(fields: LogFields): boolean {
  if (Object.getPrototypeOf(fields) !== Object.prototype) return false
  for (const name in fields) {
    if (!isField(name)) return false
    const type = typeof fields[name]
    if (type !== 'string' && type !== 'number' && type !== 'boolean') return false
  }
  return true
}

function isField(name: string): name is Field {
  return ALLOWED.has(name)
}
