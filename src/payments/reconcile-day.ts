import { BillingError } from '../billing/error.ts'
import type { BillingCall, BillingSystem } from '../billing/port.ts'
import type { Posting } from '../billing/posting-port.ts'
import type { Payment, PaymentId } from '../domain/payment.ts'
import type { Intent, IntentId, IntentKind } from '../domain/payment-intent.ts'
import type { IntentStore } from '../store/intent-store.ts'
import { rangeOfDay } from './day.ts'
import { PAYMENT_KINDS, postingKeyOf } from './payment-desk.ts'
import { isPlainMatch, judgeBooks, judgeCanceled, judgeShared, judgeStray } from './reconcile.ts'
import {
  createReportWriter,
  type Reconciliation,
  type ReportWriter,
  UNCOMPARED_KINDS,
  type UncomparedKind,
} from './reconcile-report.ts'

export interface ReconcileParts {
  readonly intents: Pick<
    IntentStore,
    'list' | 'findByReferences' | 'findCancellations' | 'findTakenRecordIds' | 'findSharedRecordIds'
  >
  readonly billing: Pick<BillingSystem, 'capabilities' | 'payments' | 'postings'>
  /** Whether a reference has the form of one of our partners'. */
  readonly isPartnerReference: (reference: string) => boolean
  /** The billing's zone: in it days begin. */
  readonly timeZone: string
}

const INTENTS_PER_PAGE = 100
const ROWS_PER_PAGE = 500

/**
 * An intent of an earlier day may have been decided on this one. It is given up to a person after a day, and what a person
 * decides is compared with the billing on the spot.
 */
const DECIDED_LATER_MS = 3 * 86_400_000

/**
 * Compares what the billing posted on a day with the intents of that day, page by page. An intent is compared with its
 * own row, whenever that was posted, and a row with its own intent, whenever that was accepted: midnight between the two is
 * no difference. Only reads. Rejects with a BillingError or a StoreError when something could not be read.
 */
export async function reconcileDay(parts: ReconcileParts, day: string, call: BillingCall): Promise<Reconciliation> {
  const run: Run = {
    ...parts,
    call,
    day: rangeOfDay(day, parts.timeZone),
    report: createReportWriter(),
    judged: new Set(),
    waiting: new Map(),
  }
  await compareIntents(run, 'PAYMENT')
  await compareIntents(run, 'CANCELLATION')
  await compareRows(run)
  for (const kind of UNCOMPARED_KINDS) await countUncompared(run, kind)
  return run.report.finish(day)
}

interface Run extends ReconcileParts {
  readonly call: BillingCall
  readonly day: { readonly from: number; readonly to: number }
  readonly report: ReportWriter
  /** Payments whose rows have been judged all together. */
  readonly judged: Set<IntentId>
  /** Where rows carry no reference: how many open payments there are of an account and amount. */
  readonly waiting: Map<string, number>
}

async function compareIntents(run: Run, kind: IntentKind): Promise<void> {
  const { from, to } = run.day
  let afterId: IntentId | null = null
  for (;;) {
    const page: readonly Intent[] = await run.intents.list({
      principal: null,
      kind,
      from: from - DECIDED_LATER_MS,
      to,
      afterId,
      limit: INTENTS_PER_PAGE,
    })
    const ofDay = page.filter((intent) => intent.acceptedAt >= from || intent.changedAt >= from)
    for (const intent of ofDay) noteState(run, intent)
    const done = ofDay.filter(({ state }) => state === 'DONE')
    await (kind === 'PAYMENT' ? comparePayments(run, done) : compareCancellations(run, done))
    afterId = page.at(-1)?.id ?? null
    if (page.length < INTENTS_PER_PAGE) return
  }
}

/** Nobody shall believe that what is not compared does not exist. */
async function countUncompared({ intents, day: { from, to }, report }: Run, kind: UncomparedKind): Promise<void> {
  let afterId: IntentId | null = null
  for (;;) {
    const page: readonly Intent[] = await intents.list({
      principal: null,
      kind,
      from,
      to,
      afterId,
      limit: INTENTS_PER_PAGE,
    })
    report.leaveOut(kind, page.length)
    afterId = page.at(-1)?.id ?? null
    if (page.length < INTENTS_PER_PAGE) return
  }
}

function noteState({ report, day, waiting }: Run, intent: Intent): void {
  if (intent.state === 'DONE') return
  if (intent.state !== 'REJECTED') {
    const key = waitingKey(intent)
    waiting.set(key, (waiting.get(key) ?? 0) + 1)
  }
  if (intent.acceptedAt < day.from) return
  if (intent.state === 'REJECTED') report.reject()
  else report.open(intent)
}

async function comparePayments(run: Run, done: readonly Intent[]): Promise<void> {
  const rows = await findRows(run, done)
  const recordIds = done.flatMap(({ recordId }) => recordId ?? [])
  const shared: ReadonlySet<string | null> =
    recordIds.length === 0 ? new Set() : await run.intents.findSharedRecordIds(recordIds)
  const suspects: Intent[] = []
  for (const intent of done) {
    const row = rows.get(intent.id)
    const isShared = shared.has(intent.recordId)
    if (isShared && !keepsReferences(run.billing)) run.report.differ(judgeShared(intent, row))
    else if (row && !isShared && isPlainMatch(intent, row)) run.report.match(intent)
    else suspects.push(intent)
  }
  await judgeSuspects(run, suspects)
}

async function compareCancellations(run: Run, done: readonly Intent[]): Promise<void> {
  const rows = await findRows(run, done)
  for (const intent of done) {
    const differences = judgeCanceled(intent, rows.get(intent.id))
    for (const difference of differences) run.report.differ(difference)
    if (differences.length === 0) run.report.match(intent)
  }
}

async function compareRows(run: Run): Promise<void> {
  const { from, to } = run.day
  let after: PaymentId | null = null
  for (;;) {
    const page: { postings: readonly Posting[]; hasMore: boolean } = await run.billing.postings.listPostings(
      { from, to, after, first: ROWS_PER_PAGE },
      run.call,
    )
    await comparePostings(run, page.postings)
    after = page.postings.at(-1)?.payment.id ?? null
    if (!page.hasMore || after === null) return
  }
}

/** Read after the rows, so that none of them can be older than its intent. */
async function comparePostings(run: Run, postings: readonly Posting[]): Promise<void> {
  const { intents, report } = run
  const references = postings.flatMap(({ payment }) => payment.externalId ?? [])
  const carried = await intents.findByReferences('PAYMENT', [...new Set(references)])
  const byReference = new Map(carried.map((intent) => [intent.reference, intent]))
  const strays: Posting[] = []
  const suspects = new Map<IntentId, Intent>()
  for (const posting of postings) {
    const { payment, origin } = posting
    report.row(origin === 'foreign')
    const intent = payment.externalId === null ? undefined : byReference.get(payment.externalId)
    if (!intent) strays.push(posting)
    // What is not decided yet will be, with its rows looked at.
    else if (intent.state === 'DONE' && !isPlainMatch(intent, payment)) suspects.set(intent.id, intent)
  }
  await judgeSuspects(run, [...suspects.values()], { areCounted: true })
  await judgeStrays(run, strays)
}

async function judgeStrays(run: Run, strays: readonly Posting[]): Promise<void> {
  const recordIds = strays.map(({ payment }) => payment.id)
  const taken =
    recordIds.length === 0
      ? new Set()
      : await run.intents.findTakenRecordIds({ kinds: PAYMENT_KINDS, recordIds, except: '' })
  for (const posting of strays) {
    if (taken.has(posting.payment.id) || takeWaiting(run, posting)) continue
    const difference = judgeStray(posting, run.isPartnerReference)
    if (difference) run.report.differ(difference)
  }
}

/** A row that carries nothing may be that of a payment which is still open; each accounts for one row. */
function takeWaiting({ billing, waiting }: Run, { payment, origin }: Posting): boolean {
  if (keepsReferences(billing) || origin === 'foreign') return false
  const count = waiting.get(waitingKey(payment)) ?? 0
  if (count > 0) waiting.set(waitingKey(payment), count - 1)
  return count > 0
}

/** Asks for all rows of each payment and judges them together, once. `areCounted` where the intents were met before. */
async function judgeSuspects(
  run: Run,
  suspects: readonly Intent[],
  { areCounted = false }: { areCounted?: boolean } = {},
): Promise<void> {
  const fresh = suspects.filter(({ id }) => !run.judged.has(id))
  if (fresh.length === 0) return
  const cancellations = await run.intents.findCancellations(fresh.map(({ id }) => id))
  const canceled = new Set(cancellations.map(({ relatesTo }) => relatesTo))
  const rowsOf = await findAllRows(run, fresh)
  for (const intent of fresh) {
    run.judged.add(intent.id)
    const rows = rowsOf.get(intent.id) ?? []
    const differences = judgeBooks({ intent, rows, hasCancellation: canceled.has(intent.id) })
    for (const difference of differences) run.report.differ(difference)
    if (differences.length === 0 && !areCounted) run.report.match(intent)
  }
}

/** The row that was noted of each intent. */
async function findRows({ billing, call }: Run, done: readonly Intent[]): Promise<ReadonlyMap<IntentId, Payment>> {
  const keys = done.flatMap(({ id, accountId, recordId }) =>
    recordId === null ? [] : [{ id, key: { accountId, paymentId: recordId } }],
  )
  if (keys.length === 0) return new Map()
  const found = await billing.payments.findPayments(
    keys.map(({ key }) => key),
    call,
  )
  return new Map(
    keys.flatMap(({ id, key }): [IntentId, Payment][] => {
      const row = readable(found.get(key))
      return row ? [[id, row]] : []
    }),
  )
}

/** All rows of each intent: those with its reference where the billing keeps references, else the one that was noted. */
async function findAllRows(run: Run, intents: readonly Intent[]): Promise<ReadonlyMap<IntentId, readonly Payment[]>> {
  const { billing, call } = run
  if (!keepsReferences(billing)) {
    const rows = await findRows(run, intents)
    return new Map([...rows].map(([id, row]) => [id, [row]]))
  }
  // Behind a mark there is only what came later; here all rows are meant.
  const keys = intents.map((intent) => ({ id: intent.id, key: postingKeyOf({ ...intent, mark: null }) }))
  const found = await billing.postings.findPostings(
    keys.map(({ key }) => key),
    call,
  )
  return new Map(
    keys.map(({ id, key }) => [id, (readable(found.get(key)) ?? []).map(({ payment }: Posting) => payment)]),
  )
}

function keepsReferences({ capabilities: { reconcile } }: ReconcileParts['billing']): boolean {
  return reconcile === 'exact' || reconcile === 'comment'
}

function readable<T>(found: T | BillingError | undefined): T | undefined {
  if (found instanceof BillingError) throw found
  return found
}

function waitingKey({ accountId, amount }: Pick<Intent, 'accountId' | 'amount'>): string {
  return `${accountId} ${amount.minorUnits} ${amount.currency}`
}
