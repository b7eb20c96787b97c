import type { SeenConnection } from '../billing/transport/wire-watch.ts'
import { formatInstant } from '../domain/date.ts'
import { formatMoney } from '../domain/money.ts'
import { spanOf } from './clock.ts'
import type { Load, LoadEnd } from './load.ts'
import type { QuirkFinding, QuirkState } from './quirks.ts'
import type { SliceResult } from './read-slices.ts'
import { isUnreachable, type Report } from './report.ts'
import type { RowFinding, RowState } from './rows.ts'
import type { Posted, WriteTrial } from './write.ts'

/** For people: what was found, part by part, and what is wrong at the end. */
export function writeText(report: Report): string {
  const { billing, signIn, slices, quirks, rows, problems } = report
  const isIn = signIn.state === 'ok'
  return [
    `Billing:    ${billing.name}, ${billing.currency}, ${billing.timeZone}`,
    ...report.connections.map(writeConnection),
    `Signing in: ${signIn.state}, ${timeOf(signIn.durationMs)}${isIn ? '' : ` (${signIn.failure?.message})`}`,
    ...part('Samples', isIn ? [SAMPLES[report.samples ?? 'none'], ...slices.map(writeSlice)] : []),
    ...part('Speed', writeSpeed(report)),
    ...part('Clock', writeClock(report)),
    ...part('Write', report.write === null ? [] : writeTrial(report.write)),
    // Of a billing that has said nothing there is nothing to say.
    ...part(
      'Odd answers',
      report.oddities.map(({ kind, field, count }) => `${kind} ${field}: ${count} times`),
    ),
    ...part('Quirks', isUnreachable(signIn) ? [] : quirks.flatMap(writeQuirk)),
    ...part('Capabilities', isIn ? Object.entries(report.capabilities).map(writeCapability) : []),
    ...part('What this installation will have', rows.map(writeRow)),
    ...part(problems.length === 0 ? 'Nothing is wrong.' : 'What is wrong', problems, true),
    '',
  ].join('\n')
}

function part(title: string, lines: readonly string[], isAlways = false): readonly string[] {
  return lines.length === 0 && !isAlways ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

function writeConnection({ origin, durationMs, tls, failure }: SeenConnection): string {
  if (failure !== null) return `Address:    ${origin}: no connection (${failure})`
  const secured = tls === null ? 'no TLS' : `${tls.protocol}, certificate until ${tls.validTo ?? 'an unknown day'}`
  return `Address:    ${origin}: connected in ${timeOf(durationMs)}, ${secured}`
}

const SAMPLES: Readonly<Record<NonNullable<Report['samples']>, string>> = {
  number: 'read by the account that was given',
  ledger: 'read by an account that the ledger of payments names',
  tickets: 'read by an account that the queue of tickets names',
  unknown: 'the account that was given is not there',
  none: 'no account to read by',
}

function writeSlice({ slice, state, count, durationMs, failure, ability }: SliceResult): string {
  const name = slice.padEnd(17)
  if (state === 'refused') return `${name} refused by capability${ability === null ? '' : ` (${ability})`}`
  if (state === 'skipped')
    return `${name} not read: ${slice === 'credentials' ? 'nobody signs in (--sign-in)' : 'no account'}`
  if (state === 'subscriber_only') return `${name} not read: only a subscriber who signs in is shown it (--sign-in)`
  const found = state === 'ok' ? String(count) : state === 'empty' ? '0' : (failure?.message ?? '')
  const code = failure?.code ? `${failure.code}: ` : ''
  return `${name} ${state.padEnd(10)} ${timeOf(durationMs).padStart(8)}  ${code}${found}`
}

const END: Readonly<Record<LoadEnd, string>> = {
  done: 'more was not tried',
  error: 'stopped, since calls failed',
  saturated: 'stopped, since calls only waited for each other',
  configured_limit: 'stopped at BILLING_MAX_CONCURRENCY',
}

function writeSpeed({ latency, load, billing }: Report): readonly string[] {
  if (latency === null) return []
  const { calls, medianMs, p95Ms } = latency
  const alone = `reading an account: median ${timeOf(medianMs)}, p95 ${timeOf(p95Ms)} (${calls} times)`
  return load === null ? [alone] : [alone, ...writeLoad(load, billing)]
}

function writeLoad({ levels, end, recommended }: Load, { maxConcurrency, timeoutMs }: Report['billing']) {
  return [
    ...levels.map(
      ({ parallel, perSecond, medianMs, p95Ms, failed }) =>
        `${String(parallel).padStart(2)} at once: ${perSecond.toFixed(1)} reads/s, median ${timeOf(medianMs)}, p95 ${timeOf(p95Ms)}${failed === 0 ? '' : `, ${failed} failed`}`,
    ),
    END[end],
    `recommended: BILLING_MAX_CONCURRENCY=${recommended.maxConcurrency} (now ${maxConcurrency}), BILLING_TIMEOUT_MS=${recommended.timeoutMs} (now ${timeoutMs})`,
  ]
}

function writeClock({ clock, billing: { timeZone }, signIn }: Report): readonly string[] {
  if (signIn.state !== 'ok') return []
  const { hostOffsetMs, newestPaymentAt, futureMs } = clock
  const host =
    hostOffsetMs === null
      ? 'the host: its answers carry no date'
      : `the host: ${Math.abs(hostOffsetMs) < 1_500 ? 'as ours' : `${spanOf(hostOffsetMs)} ${hostOffsetMs > 0 ? 'ahead' : 'behind'}`}`
  const newest =
    newestPaymentAt === null
      ? 'the billing: no dated payment tells'
      : `the billing: its newest payment is ${futureMs === null ? 'not in the future' : `${spanOf(futureMs)} in the future`} (${formatInstant(newestPaymentAt, timeZone).slice(0, 10)})`
  const { trialOffsetMs } = clock
  if (trialOffsetMs === null) return [host, newest]
  const sideways =
    Math.abs(trialOffsetMs) < 1_500 ? 'as ours' : `${spanOf(trialOffsetMs)} ${trialOffsetMs > 0 ? 'ahead' : 'behind'}`
  return [host, newest, `the billing's clock, by the trial payment: ${sideways}`]
}

function writeTrial(trial: WriteTrial): readonly string[] {
  const { reference, amount, first, second, foundAfterFirst, foundAfterSecond, canceled, left } = trial
  return [
    `reference ${reference}, ${formatMoney(amount)} ${amount.currency}`,
    `posted:         ${writePosted(first)}; a look-up finds ${foundAfterFirst ?? 'nothing: it cannot be made'}`,
    `the same again: ${writePosted(second)}; a look-up finds ${foundAfterSecond ?? 'nothing: it cannot be made'}`,
    `taken back:     ${canceled.length}${left.length === 0 ? '' : `; left in the billing: payments ${left.join(', ')}`}`,
    'npm run reconcile names what was posted here as payments without an intent, which they are.',
  ]
}

function writePosted({ kind, reason, failure, durationMs }: Posted): string {
  const why = reason ?? failure?.message ?? null
  return `${kind}${why === null ? '' : ` (${why})`}${kind === 'not_sent' ? '' : `, ${timeOf(durationMs)}`}`
}

const QUIRK_STATES: Readonly<Record<QuirkState, string>> = {
  seen: 'SEEN',
  not_seen: 'not seen',
  cannot_be_seen: 'unknown',
}
const MOST_SIGNS = 3

function writeQuirk({ id, title, state, signs, because, gateway }: QuirkFinding): readonly string[] {
  const head = `${id.padEnd(3)} ${QUIRK_STATES[state].padEnd(8)} ${title}${because === null ? '' : `: ${because}`}`
  if (state !== 'seen') return [head]
  const shown = signs.slice(0, MOST_SIGNS).map(({ what, count }) => `${what}${count > 1 ? ` (${count} times)` : ''}`)
  const more = signs.length > MOST_SIGNS ? [`and ${signs.length - MOST_SIGNS} more`] : []
  return [head, ...[...shown, ...more, `the gateway ${gateway}`].map((line) => `             ${line}`)]
}

function writeCapability([name, value]: [string, unknown]): string {
  return `${name.padEnd(20)} ${value === true ? 'yes' : value === false ? 'no' : String(value)}`
}

const ROW_STATES: Readonly<Record<RowState, string>> = {
  works: 'yes',
  reading: 'read only',
  consultant: 'by ticket',
  failing: 'FAILING',
  unproven: 'unproven',
  no: 'no',
}

function writeRow({ id, capability, state, because, isOwn }: RowFinding): string {
  const why = isOwn ? " (the gateway's own)" : because.length === 0 ? '' : ` (${because.join(', ')})`
  return `${id.padEnd(3)} ${ROW_STATES[state].padEnd(9)} ${capability}${why}`
}

function timeOf(milliseconds: number): string {
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds)} ms`
}
