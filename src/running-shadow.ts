import { createHmac, hkdfSync } from 'node:crypto'
import { connectSecond } from './assembly.ts'
import type { ComparedRead, ShadowObserver } from './billing/cutover/comparing.ts'
import { createShadowed, listNotCompared } from './billing/cutover/shadow.ts'
import type { BillingSystem } from './billing/port.ts'
import type { CallReport } from './billing/transport/http.ts'
import type { Config } from './config.ts'
import type { Log } from './observability/log.ts'
import type { Metrics } from './observability/metrics.ts'
import { thrownFields } from './observability/thrown.ts'

/** A line for each difference would be the log of a busy day; numbers have all of them. */
const MAX_LINES_PER_MINUTE = 60
const MINUTE_MS = 60_000
/** Places of one answer that a line names. */
const MAX_PLACES = 20

/** The billing with the one that is compared with it, where one is named. */
export function runShadow(
  billing: BillingSystem,
  parts: {
    readonly config: Pick<Config, 'cutover'>
    readonly secret: Uint8Array
    readonly metrics: Pick<Metrics, 'compare' | 'differ' | 'call'>
    readonly log: Log
  },
): BillingSystem {
  const { config, secret, metrics, log } = parts
  const { shadow } = config.cutover
  if (shadow === null) return billing
  const named = { ...shadow, name: 'shadow' }
  const second = connectSecond(named, { sandboxUrl: null, log, onCall: (report: CallReport) => metrics.call(report) })
  log.info({ system: shadow.name, count: shadow.percent }, 'reads are compared with another billing')
  for (const [kind, outcome] of listNotCompared(second)) log.info({ kind, outcome }, 'never compared')
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'billing-gateway shadow', 32))
  return createShadowed(billing, second, {
    observer: createReporter(log, metrics),
    percent: shadow.percent,
    // As long as one call may take on either side.
    deadlineMs: 2 * shadow.settings.timeoutMs,
    hashAccount: (account) => createHmac('sha256', key).update(account).digest('base64url').slice(0, 16),
  })
}

const nameOf = ({ slice, method }: ComparedRead) => `${slice}.${method}`

function createReporter(log: Log, metrics: Pick<Metrics, 'compare' | 'differ'>): ShadowObserver {
  let minute = 0
  let lines = 0
  const mayWrite = () => {
    const now = Math.floor(Date.now() / MINUTE_MS)
    if (now !== minute) [minute, lines] = [now, 0]
    lines += 1
    return lines <= MAX_LINES_PER_MINUTE
  }
  return {
    ended: (read, end) => metrics.compare({ ...read, end }),
    differed(read, places, account) {
      for (const place of places) metrics.differ({ ...read, place })
      if (!mayWrite()) return
      const field = places.slice(0, MAX_PLACES).join(', ')
      log.warn({ operation: nameOf(read), field, count: places.length, account: account ?? '' }, 'billings differ')
    },
    failed(read, error) {
      if (mayWrite())
        log.warn({ operation: nameOf(read), ...thrownFields(error) }, 'the other billing was not compared')
    },
  }
}
