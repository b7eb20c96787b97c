import { BillingError } from '../../src/billing/error.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import type {
  CancelOrder,
  DebitOrder,
  PaymentOrder,
  Posting,
  PostingBilling,
  PostingCall,
} from '../../src/billing/posting-port.ts'
import { debitOf, paymentOf, type Row } from './legacy.ts'
import { FATES, type Fate } from './plan.ts'
import type { Process } from './scheduler.ts'
import { type BillingEnd, exchange, type Weather } from './wire.ts'
import type { World } from './world.ts'

/** What the engine's desk uses of a billing. */
export type Books = Pick<BillingSystem, 'payments' | 'postings'>

/** The billing as one process reaches it over the virtual network. */
export function createBilling(world: World, process: Process, weather: () => Weather): Books {
  const { legacy, plan, counts } = world
  const read = <Answer>(signal: AbortSignal, answer: (seen: { rows: readonly Row[]; atMs: number }) => Answer) =>
    exchange<Answer>(world, weather, {
      process,
      signal,
      mayStart: null,
      serve(end) {
        counts.add('look-ups')
        if (world.strikes(plan.chances.lookUpFails)) return end.answer(failure('BILLING_FAILED', 'not_applied'))
        const atMs = world.scheduler.now() - plan.readLagMs
        end.answer(answer({ rows: legacy.rows.filter(({ postedAtMs }) => postedAtMs <= atMs), atMs }))
      },
    })
  const write = <Answer>(call: PostingCall, apply: () => Answer) =>
    exchange<Answer>(world, weather, {
      process,
      signal: call.signal,
      mayStart: call.mayStart,
      serve: (end) => serveWrite(world, end, apply),
    })

  const postings: PostingBilling = {
    postPayment: (order: PaymentOrder, call) => write(call, () => credit(world, order)),
    cancelPayment: (order: CancelOrder, call) => write(call, () => legacy.cancel(order)),
    postDebit: (order, call) => write(call, () => debit(world, order)),
    findDebits: (references, { signal }) =>
      read(signal, ({ atMs }) => {
        const seen = legacy.debits.filter(({ postedAtMs }) => postedAtMs <= atMs)
        const under = (reference: string) => seen.filter(({ cause }) => cause === reference).map(debitOf)
        return new Map(references.map((reference) => [reference, under(reference)]))
      }),
    findPostings: (keys, { signal }) =>
      read(signal, ({ rows, atMs }) => new Map(keys.map((key) => [key, rowsUnder(world, { key, rows, atMs })]))),
    findMarks: (ids, { signal }) =>
      read(
        signal,
        ({ rows }) => new Map(ids.map((id) => [id, rows.findLast((row) => row.accountId === id)?.id ?? null])),
      ),
    listPostings: () => Promise.reject(failure('BILLING_FAILED', 'not_applied')),
  }
  return {
    postings,
    payments: {
      listPayments: () => Promise.reject(failure('BILLING_FAILED', 'not_applied')),
      findPayments: (keys, { signal }) =>
        read(signal, ({ rows, atMs }) => {
          const found = keys.flatMap((key) => {
            const row = rows.find(({ id, accountId }) => id === key.paymentId && accountId === key.accountId)
            return row ? [[key, paymentOf(row, atMs)] as const] : []
          })
          return new Map(found)
        }),
    },
  }
}

type SearchKey = Parameters<PostingBilling['findPostings']>[0][number]

function rowsUnder(
  { plan }: World,
  { key, rows, atMs }: { key: SearchKey; rows: readonly Row[]; atMs: number },
): readonly Posting[] {
  const shown = (row: Row, isTold: boolean): Posting => ({
    payment: isTold ? paymentOf(row, atMs) : { ...paymentOf(row, atMs), externalId: null },
    origin: row.origin,
  })
  switch (plan.mode) {
    case 'exact':
      return rows.filter(({ cause }) => cause === key.reference).map((row) => shown(row, true))
    case 'comment':
      return rows
        .filter(({ accountId, cause }) => accountId === key.accountId && cause === key.reference)
        .map((row) => shown(row, true))
    case 'statement': {
      const newest = rows.find(({ id }) => id === key.after)?.number ?? 0
      return rows
        .filter(({ accountId, number }) => accountId === key.accountId && number > newest)
        .map((row) => shown(row, false))
    }
    case 'none':
      return []
  }
}

/** In a world whose billing doubles, one request is sometimes credited twice. */
function credit({ legacy, plan, counts, strikes }: World, order: PaymentOrder) {
  const verdict = legacy.apply(order)
  if (verdict.kind === 'posted' && plan.nature === 'doubling' && strikes(0.2)) {
    legacy.apply(order)
    counts.add('doubled by the billing')
  }
  if (verdict.kind === 'duplicate') counts.add('duplicates told')
  if (verdict.kind === 'refused') counts.add('refusals')
  return verdict
}

function debit({ legacy, counts }: World, order: DebitOrder) {
  const verdict = legacy.debit(order)
  if (verdict.kind === 'duplicate') counts.add('duplicates told')
  if (verdict.kind === 'refused') counts.add('debits refused')
  return verdict
}

export function serveWrite<Answer>(world: World, end: BillingEnd<Answer>, apply: () => Answer): void {
  const { random, counts, scheduler, plan } = world
  const fate = drawFate(world)
  if (fate !== 'prompt') world.note(() => `fate ${fate}`)
  const error = () => {
    counts.add('errors')
    end.answer(failure('BILLING_FAILED', 'unknown'))
  }
  const late = () => {
    counts.add('late applications')
    applyLate(world, end, apply)
  }
  switch (fate) {
    case 'prompt':
      return end.answer(apply())
    case 'slow': {
      // Sometimes the caller has left by then.
      scheduler.after(random.between(1, plan.settings.requestTimeoutMs), () => {
        const answer = apply()
        scheduler.after(random.between(1, plan.settings.requestTimeoutMs), () => end.answer(answer))
      })
      return
    }
    case 'lost-request':
      counts.add('requests lost')
      return
    case 'lost-answer':
      counts.add('answers lost')
      apply()
      return
    case 'late':
      return late()
    case 'failed':
      return error()
    case 'failed-applied':
      apply()
      return error()
    case 'failed-late':
      error()
      return applyWithin(world, end, apply)
    case 'reset':
      counts.add('resets')
      return end.reset()
    case 'reset-applied':
      counts.add('resets')
      apply()
      return end.reset()
    case 'reset-late':
      counts.add('resets')
      end.reset()
      return late()
    case 'overloaded':
      counts.add('overloaded answers')
      return end.answer(failure('BILLING_OVERLOADED', 'not_applied'))
  }
}

/** Applied when the caller has gone, as late as a billing does such a thing. */
function applyLate<Answer>(world: World, end: BillingEnd<Answer>, apply: () => Answer): void {
  end.whenGivenUp(() => applyWithin(world, end, apply))
}

/** Within the settle wait of the instant at which the caller gave it up, or was told that it has failed. */
function applyWithin<Answer>(world: World, end: BillingEnd<Answer>, apply: () => Answer): void {
  const { random, plan, scheduler, counts } = world
  const { settleMs } = plan.settings
  // The edge is where the mistakes are.
  const share = random.chance(0.4) ? 1 : random.next()
  const isTardy = plan.nature === 'tardy' && random.chance(0.5)
  const fromMs = end.givenUpAtMs() ?? scheduler.now()
  scheduler.after(fromMs + share * settleMs * (isTardy ? 3 : 1) - scheduler.now(), () => {
    counts.add('applied although given up')
    apply()
  })
}

function drawFate({ plan, random, isStormy }: World): Fate {
  if (!isStormy()) return 'prompt'
  const total = FATES.reduce((sum, fate) => sum + plan.fates[fate], 0)
  let left = random.next() * total
  for (const fate of FATES) {
    left -= plan.fates[fate]
    if (left < 0) return fate
  }
  return 'prompt'
}

function failure(code: BillingError['code'], outcome: BillingError['outcome']): BillingError {
  return new BillingError(code, 'simulated', { outcome })
}
