import type {
  CancelOrder,
  CancelVerdict,
  Debit,
  DebitOrder,
  DebitVerdict,
  PaymentOrder,
  Posting,
  PostVerdict,
} from '../../src/billing/posting-port.ts'
import type { AccountId } from '../../src/domain/account.ts'
import type { Payment, PaymentId } from '../../src/domain/payment.ts'

/** One row of the ledger, with what no look-up tells: who caused it. The judge reads these and nothing else of the billing. */
export interface Row {
  readonly id: PaymentId
  readonly number: number
  readonly accountId: AccountId
  readonly minorUnits: bigint
  /** The reference of the order that caused it, whether the billing stores one or not. */
  readonly cause: string | null
  readonly writer: 'gateway' | 'before' | 'foreign'
  readonly origin: Posting['origin']
  readonly postedAtMs: number
  canceledAtMs: number | null
  /** How often the money was taken back by orders of the gateway. */
  gatewayCancels: number
  cashierCanceled: boolean
}

export type NewRow = Pick<Row, 'accountId' | 'minorUnits' | 'cause' | 'writer' | 'origin'>

/** Money that was taken from an account. */
export interface DebitRow extends Pick<Row, 'id' | 'accountId' | 'minorUnits' | 'postedAtMs'> {
  readonly cause: string
}

export interface LegacyOptions {
  readonly now: () => number
  readonly honoursExternalId: boolean
  readonly cancelsTwice: boolean
  /** What each account owns from the beginning. */
  readonly funds: bigint
  readonly note: (line: () => string) => void
}

/** The billing's books: they credit whatever reaches them, as often as it does. */
export interface Legacy {
  readonly rows: readonly Row[]
  readonly debits: readonly DebitRow[]
  readonly closed: Set<AccountId>
  readonly post: (row: NewRow) => Row
  readonly apply: (order: PaymentOrder) => PostVerdict
  readonly debit: (order: DebitOrder) => DebitVerdict
  readonly cancel: (order: CancelOrder) => CancelVerdict
  readonly cancelByCashier: (row: Row) => void
}

const DAY_MS = 86_400_000

export function createLegacy({ now, honoursExternalId, cancelsTwice, funds, note }: LegacyOptions): Legacy {
  const rows: Row[] = []
  const debits: DebitRow[] = []
  const closed = new Set<AccountId>()

  function ownedBy(id: AccountId): bigint {
    const paid = rows.filter(({ accountId, canceledAtMs }) => accountId === id && canceledAtMs === null)
    return funds + sumOf(paid) - sumOf(debits.filter(({ accountId }) => accountId === id))
  }

  function post(row: NewRow): Row {
    const number = rows.length + 1
    // What was there at the beginning has been there for long.
    const postedAtMs = now() === 0 ? -DAY_MS : now()
    const posted = { ...row, id: `r${number}`, number, postedAtMs, canceledAtMs: null, gatewayCancels: 0 }
    const whole: Row = { ...posted, cashierCanceled: false }
    rows.push(whole)
    note(() => `ledger ${whole.id} ${whole.writer} ${whole.cause ?? '-'} ${whole.accountId} ${whole.minorUnits}`)
    return whole
  }

  return {
    rows,
    debits,
    closed,
    post,
    apply({ accountId, amount, reference }) {
      if (closed.has(accountId)) return { kind: 'refused', reason: 'ACCOUNT_CLOSED' }
      if (honoursExternalId && rows.some(({ cause }) => cause === reference)) return { kind: 'duplicate' }
      const { minorUnits } = amount
      const row = post({ accountId, minorUnits, cause: reference, writer: 'gateway', origin: 'ours' })
      return { kind: 'posted', payment: paymentOf(row, now()) }
    },
    debit({ accountId, amount: { minorUnits }, reference }) {
      if (closed.has(accountId)) return { kind: 'refused', reason: 'ACCOUNT_CLOSED' }
      if (honoursExternalId && debits.some(({ cause }) => cause === reference)) return { kind: 'duplicate' }
      if (ownedBy(accountId) < minorUnits) return { kind: 'refused', reason: 'NOT_ENOUGH_MONEY' }
      const row = { id: `d${debits.length + 1}`, accountId, minorUnits, cause: reference, postedAtMs: now() }
      debits.push(row)
      note(() => `ledger ${row.id} ${reference} ${accountId} -${minorUnits}`)
      return { kind: 'debited', debit: debitOf(row) }
    },
    cancel({ paymentId, accountId }) {
      const row = rows.find(({ id }) => id === paymentId)
      if (!row || row.accountId !== accountId) return { kind: 'refused', reason: 'PAYMENT_NOT_FOUND' }
      if (row.canceledAtMs !== null && !cancelsTwice) return { kind: 'already' }
      row.canceledAtMs ??= now()
      row.gatewayCancels += 1
      note(() => `ledger ${row.id} canceled ${row.gatewayCancels}`)
      return { kind: 'canceled' }
    },
    cancelByCashier(row) {
      row.canceledAtMs = now()
      row.cashierCanceled = true
      note(() => `ledger ${row.id} canceled by a cashier`)
    },
  }
}

function sumOf(rows: readonly Pick<Row, 'minorUnits'>[]): bigint {
  return rows.reduce((total, { minorUnits }) => total + minorUnits, 0n)
}

export function debitOf({ id, accountId, minorUnits, cause, postedAtMs }: DebitRow): Debit {
  return { id, accountId, amount: { minorUnits, currency: 'RUB' }, chargedAt: postedAtMs, reference: cause }
}

/** A row as it was at an instant. */
export function paymentOf(row: Row, atMs: number): Payment {
  const isCanceled = row.canceledAtMs !== null && row.canceledAtMs <= atMs
  return {
    id: row.id,
    accountId: row.accountId,
    amount: { minorUnits: row.minorUnits, currency: 'RUB' },
    status: isCanceled ? 'CANCELED' : 'DONE',
    method: 'TERMINAL',
    paidAt: row.postedAtMs,
    externalId: row.cause,
  }
}
