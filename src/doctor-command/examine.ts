import { BillingError } from '../billing/error.ts'
import type { BillingSettings } from '../billing/module.ts'
import type { BillingCall, BillingSystem } from '../billing/port.ts'
import type { Account } from '../domain/account.ts'
import { formatInstant } from '../domain/date.ts'
import { clockProblems, judgeClock } from './clock.ts'
import { type Examination, readAmount } from './command-line.ts'
import { signInSubscriber } from './credentials.ts'
import type { Evidence } from './evidence.ts'
import { type FoundAccount, findAccount } from './find-account.ts'
import { type Load, measureLatency, measureLoad } from './load.ts'
import { type Ground, valueOf } from './probe.ts'
import { findQuirks } from './quirks.ts'
import { readSlices, type SliceResult } from './read-slices.ts'
import { type Report, samplesOf } from './report.ts'
import { findRows } from './rows.ts'
import { SIGN_IN_ADVICE, type SignIn, signIn } from './sign-in.ts'
import { toFailure } from './told.ts'
import { tryWriting, type WriteTrial } from './write.ts'
import { noteWriting, writeProblems } from './write-judge.ts'

export interface Examined {
  /** That of the module. */
  readonly name: string
  readonly billing: BillingSystem
  readonly settings: BillingSettings
  readonly evidence: Evidence
  readonly onProgress: (text: string) => void
}

export interface Command extends Examination {
  /** Of the subscriber who signs in. */
  readonly password: string
}

const STATEMENT_DAYS = 30
const DAY_MS = 86_400_000

/** Examines a billing from the outside in: reach, sign in, read, measure, and write where that is wanted. */
export async function examine(examined: Examined, command: Command): Promise<Report> {
  const { billing, settings, evidence, onProgress } = examined
  onProgress('signing in')
  const signedIn = await signIn(billing, { evidence, timeoutMs: settings.timeoutMs })
  if (signedIn.state !== 'ok') return conclude(examined, { ...NOTHING, signedIn })
  const problems: string[] = []
  const { signsIn, password } = command
  const subscriber = signsIn === null ? null : { login: signsIn, password }
  const signedInAs = await signInSubscriber(billing, subscriber, settings.timeoutMs)
  const own = signedInAs.accounts[0]?.number ?? null
  const number = command.account ?? own ?? command.write?.account ?? null
  const found = await findSamples(examined, number, problems)
  const account = found.kind === 'found' ? found.account : null
  const ground = layGround(examined, account)
  const countRefused = () => evidence.calls().filter(({ code }) => code === 'BILLING_ACCESS_DENIED').length
  const read = await readSlices(ground, { timeoutMs: settings.timeoutMs, onProgress, countRefused })
  const slices = [signedInAs.result, ...read]
  const { latency, load } = await measure(examined, { account, slices, measuresLoad: command.measuresLoad })
  const write = command.write === null ? null : await tryToWrite(examined, command.write, problems)
  const { paidAt } = ground
  return conclude(examined, { signedIn, found, slices, latency, load, write, paidAt, problems })
}

interface Findings {
  readonly signedIn: SignIn
  readonly found: FoundAccount | null
  readonly slices: readonly SliceResult[]
  readonly latency: Report['latency']
  readonly load: Load | null
  readonly write: WriteTrial | null
  readonly paidAt: readonly number[]
  readonly problems: readonly string[]
}

const NOTHING = { found: null, slices: [], latency: null, load: null, write: null, paidAt: [], problems: [] }

function conclude({ name, billing, settings, evidence }: Examined, findings: Findings): Report {
  const { signedIn, found, slices, latency, load, write, paidAt, problems } = findings
  const { capabilities } = billing
  const clock = judgeClock(evidence.clockOffsetsMs(), { paidAt, trial: datedTrial(write) }, Date.now())
  evidence.conclude()
  if (write !== null) noteWriting(write, evidence.signs.note)
  const { timeZone, currency, timeoutMs, maxConcurrency } = settings
  return {
    billing: { name, timeZone, currency, timeoutMs, maxConcurrency },
    capabilities,
    connections: evidence.connections(),
    signIn: signedIn,
    samples: found === null ? null : samplesOf(found),
    slices,
    quirks: findQuirks({ evidence, load, write }),
    oddities: evidence.oddities(),
    latency,
    load,
    clock,
    write,
    rows: signedIn.state === 'ok' ? findRows(capabilities, slices) : [],
    problems: [
      ...(signedIn.state === 'ok' ? [] : [SIGN_IN_ADVICE[signedIn.state]]),
      ...certificateProblems(evidence.connections()),
      ...problems,
      ...sliceProblems(slices),
      ...evidence.broken().map((rule) => `The module breaks a rule of the port: ${rule}`),
      ...(load?.end === 'error' ? [`Calls failed while it was measured: ${load.failure?.message}`] : []),
      ...clockProblems(clock, timeZone),
      ...(write === null ? [] : writeProblems(write, capabilities)),
    ],
  }
}

function datedTrial(write: WriteTrial | null) {
  if (write === null || write.first.paidAt === null) return null
  const { paidAt, postedAt } = write.first
  return { paidAt, postedAt }
}

function sliceProblems(slices: readonly SliceResult[]): readonly string[] {
  return slices.flatMap(({ slice, state, failure }) => {
    if (state !== 'failed' && state !== 'unreadable') return []
    const code = failure?.code
    return [`${slice}: ${state}${code ? ` (${code})` : ''}: ${failure?.message}`]
  })
}

const CERTIFICATE_DAYS = 14

function certificateProblems(connections: Report['connections']): readonly string[] {
  return connections.flatMap(({ origin, tls }) => {
    const endsAt = Date.parse(tls?.validTo ?? '')
    const isNear = endsAt - Date.now() < CERTIFICATE_DAYS * DAY_MS
    return isNear ? [`The certificate of ${origin} ends in less than ${CERTIFICATE_DAYS} days: ${tls?.validTo}.`] : []
  })
}

async function findSamples(
  { billing, settings, onProgress }: Examined,
  number: string | null,
  problems: string[],
): Promise<FoundAccount> {
  onProgress('looking for an account')
  try {
    const call = { signal: AbortSignal.timeout(settings.timeoutMs * 3) }
    const found = await findAccount(billing, { number, now: Date.now() }, call)
    if (found.kind === 'unknown') problems.push('The billing has no account of the number that was given.')
    if (found.kind === 'none') {
      problems.push('The billing lists nothing that names an account: say one with --account, or little can be read.')
    }
    return found
  } catch (error) {
    problems.push(`The account cannot be read: ${toFailure(error).message}`)
    return { kind: 'none' }
  }
}

function layGround({ billing, settings: { timeZone } }: Examined, account: Account | null): Ground {
  const now = Date.now()
  const dayOf = (at: number) => formatInstant(at, timeZone).slice(0, 10)
  const period = { from: dayOf(now - STATEMENT_DAYS * DAY_MS), to: dayOf(now) }
  return { billing, timeZone, account, period, now, regionIds: [], services: [], tickets: [], paidAt: [] }
}

async function measure(
  { billing, settings, evidence, onProgress }: Examined,
  on: { readonly account: Account | null; readonly slices: readonly SliceResult[]; readonly measuresLoad: boolean },
): Promise<Pick<Findings, 'latency' | 'load'>> {
  const { account, slices, measuresLoad } = on
  const { timeoutMs, maxConcurrency } = settings
  const readAccount = async ({ id }: Account, call: BillingCall) => {
    if (valueOf(await billing.accounts.findAccounts([id], call), id) === null) throw gone()
  }
  const ask = (call: BillingCall) => (account === null ? billing.health.ping(call) : readAccount(account, call))
  const slowestMs = Math.max(0, ...slices.filter(({ state }) => state === 'ok').map(({ durationMs }) => durationMs))
  onProgress('measuring one call at a time')
  evidence.pause(true)
  try {
    const latency = await measureLatency(ask, timeoutMs)
    if (!measuresLoad || latency === null) return { latency, load: null }
    const load = await measureLoad({ ask, timeoutMs, maxConcurrency, slowestMs, onProgress })
    return { latency, load }
  } finally {
    evidence.pause(false)
  }
}

function gone(): BillingError {
  return new BillingError('BILLING_FAILED', 'accounts: an account that was there is not.', { outcome: 'not_applied' })
}

async function tryToWrite(
  { billing, settings, onProgress }: Examined,
  { account: number, amount: text }: NonNullable<Examination['write']>,
  problems: string[],
): Promise<WriteTrial | null> {
  const { timeoutMs, currency } = settings
  const amount = readAmount(text, currency)
  if (amount === null) return null
  const call = { signal: AbortSignal.timeout(timeoutMs * 3) }
  try {
    const found = await findAccount(billing, { number, now: Date.now() }, call)
    if (found.kind === 'found') {
      return await tryWriting(billing, { accountId: found.account.id, amount, timeoutMs, now: Date.now(), onProgress })
    }
    problems.push('The billing has no account of the number that is to be written to: nothing was written.')
  } catch (error) {
    problems.push(`The account that is to be written to cannot be read: ${toFailure(error).message}`)
  }
  return null
}
