import { type Checkout, type CheckoutId, type CheckoutState, isCheckoutMove } from '../../src/domain/checkout.ts'
import type { CheckoutChange, CheckoutClaim, CheckoutStore, NewCheckout } from '../../src/store/checkout-types.ts'
import { StoreError } from '../../src/store/error.ts'
import type { AuditEntry } from '../../src/store/store.ts'

/** The store of checkouts without a database. What is said of the real one holds, and each call applies when it is made. */
export interface MemoryCheckouts extends CheckoutStore {
  /** Every row of the trail, oldest first. */
  readonly trail: readonly AuditEntry[]
  all(): readonly Checkout[]
  /** Whether the claim still stands. */
  holds(claim: CheckoutClaim): boolean
}

interface Row extends Checkout {
  readonly lookedAt: number
  readonly hintedAt: number | null
}

const HINTED: readonly CheckoutState[] = ['OPEN', 'DONE', 'DECLINED', 'CANCELED', 'EXPIRED', 'REFUNDING']
const HINTED_AGAIN_MS = 1_000

export function createMemoryCheckouts({ now }: { readonly now: () => number }): MemoryCheckouts {
  const rows = new Map<CheckoutId, Row>()
  const trail: AuditEntry[] = []
  const all = () => [...rows.values()].toSorted(byId)
  const findByKey = ({ principal, idempotencyKey }: Pick<Checkout, 'principal' | 'idempotencyKey'>) =>
    all().find((row) => row.principal === principal && row.idempotencyKey === idempotencyKey) ?? null
  const put = (row: Row) => {
    assertSound(row)
    rows.set(row.id, row)
    return row
  }
  const renew = (row: Row, leaseMs: number) =>
    put({ ...row, fence: row.fence + 1, dueAt: now() + Math.ceil(leaseMs), lookedAt: now() })

  const holds = ({ id, fence, state }: CheckoutClaim) => {
    const row = rows.get(id)
    return row !== undefined && row.fence === fence && row.state === state
  }

  return {
    trail,
    all,
    holds,
    async create(checkout, { leaseMs, maxOpen, audit }) {
      const known = findByKey(checkout)
      if (known) return { kind: 'known', checkout: known }
      const isOpen = ({ accountId, state }: Row) =>
        accountId === checkout.accountId && (state === 'CREATED' || state === 'OPEN')
      if (all().filter(isOpen).length >= maxOpen) return { kind: 'too_many' }
      if (rows.has(checkout.id)) throw refused('the id')
      trail.push({ ...audit, at: now() })
      return { kind: 'created', checkout: put(fresh(checkout, { at: now(), leaseMs })) }
    },
    find: async (id) => rows.get(id) ?? null,
    findByKey: async (key) => findByKey(key),
    async claimDue({ limit, leaseMs }) {
      const due = all().filter(({ dueAt }) => dueAt !== null && dueAt <= now())
      const oldest = due.toSorted((left, right) => (left.dueAt ?? 0) - (right.dueAt ?? 0) || byId(left, right))
      return oldest
        .slice(0, limit)
        .map((row) => renew(row, leaseMs))
        .toSorted(byId)
    },
    async claim(id, { states, leaseMs }) {
      const row = rows.get(id)
      return row && states.includes(row.state) ? renew(row, leaseMs) : null
    },
    async move(claim, change, audit) {
      if (!isCheckoutMove(claim.state, change.to)) throw refused(`a move from ${claim.state} to ${change.to}`)
      if (change.to !== claim.state && audit === null) throw refused('the missing audit row')
      const row = rows.get(claim.id)
      if (!row || !holds(claim)) return null
      const moved = put(changed(row, change, now()))
      if (audit) trail.push({ ...audit, at: now() })
      return moved
    },
    async hint({ acquirer, acquirerId }, { quietMs }) {
      const row = all().find((one) => one.acquirer === acquirer && one.acquirerId === acquirerId)
      if (!row || !HINTED.includes(row.state)) return false
      const soonest = Math.max(row.lookedAt + quietMs, now())
      put({ ...row, dueAt: row.dueAt !== null && row.dueAt < soonest ? row.dueAt : soonest, hintedAt: now() })
      return true
    },
    isPaymentTaken: async ({ accountId, paymentId, except }) =>
      all().some((row) => row.accountId === accountId && row.paymentId === paymentId && row.id !== except),
    listOfAccount: async ({ accountId, limit }) =>
      all()
        .filter((row) => row.accountId === accountId)
        .toReversed()
        .slice(0, limit),
    listAttention: async ({ afterId, limit }) =>
      all()
        .filter(({ id, attention }) => attention !== null && (afterId === null || id > afterId))
        .slice(0, limit),
    count: async () => ({}),
  }
}

function fresh(checkout: NewCheckout, { at, leaseMs }: { readonly at: number; readonly leaseMs: number }): Row {
  return {
    ...checkout,
    acquirerId: null,
    redirectUrl: null,
    qrPayload: null,
    expiresAt: null,
    state: 'CREATED',
    fence: 1,
    failure: null,
    attention: null,
    captured: null,
    capturedAt: null,
    creditId: null,
    refundId: null,
    paymentId: null,
    seenRefundMinorUnits: 0n,
    createdAt: at,
    changedAt: at,
    dueAt: at + Math.ceil(leaseMs),
    lookedAt: at,
    hintedAt: null,
  }
}

function changed(row: Row, { to, dueInMs, fiscal, ...told }: CheckoutChange, at: number): Row {
  if (fiscal) throw refused('receipts')
  const isHinted = HINTED.includes(to) && row.hintedAt !== null && row.hintedAt >= row.lookedAt
  const due = dueInMs === null ? null : at + Math.ceil(dueInMs)
  return {
    ...row,
    ...told,
    state: to,
    dueAt: isHinted ? at + HINTED_AGAIN_MS : due,
    changedAt: to === row.state ? row.changedAt : at,
  }
}

const MUST_BE_DUE: readonly CheckoutState[] = ['CREATED', 'OPEN', 'CAPTURED', 'REFUNDING']
const MAY_BE_UNKNOWN: readonly CheckoutState[] = ['CREATED', 'REFUSED', 'EXPIRED']
const TAKEN: readonly CheckoutState[] = ['CAPTURED', 'DONE', 'OPERATOR', 'REFUNDING', 'REFUNDED']
const ENDED: readonly CheckoutState[] = ['REFUSED', 'DECLINED', 'CANCELED', 'EXPIRED']

/** What the checks of the table say. */
function assertSound(row: Row): void {
  const { state, dueAt, acquirerId, captured, creditId, paymentId, refundId, attention, failure } = row
  if (MUST_BE_DUE.includes(state) && dueAt === null) throw refused('one under way that is never due')
  if (!MAY_BE_UNKNOWN.includes(state) && acquirerId === null) throw refused('one without the id of the acquirer')
  if (TAKEN.includes(state) && captured === null) throw refused('money of which the amount is not known')
  if (state === 'CAPTURED' && creditId === null) throw refused('a credit without its order')
  if (state === 'DONE' && creditId === null && paymentId === null) throw refused('an end without its money')
  if (state === 'REFUNDING' && refundId === null) throw refused('a refund without its order')
  if (state === 'OPERATOR' && attention === null) throw refused('a case of a person without a reason')
  if (ENDED.includes(state) && failure === null) throw refused('an end without a reason')
}

function byId(left: Checkout, right: Checkout): number {
  return left.id < right.id ? -1 : 1
}

function refused(what: string): StoreError {
  return new StoreError('STORE_FAILED', `The store in memory refuses ${what}.`)
}
