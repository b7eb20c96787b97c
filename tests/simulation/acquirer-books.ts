import type {
  AcquirerPayment,
  AcquirerRefund,
  CancelReason,
  CreatedPayment,
  CreateVerdict,
  PaymentOrder,
  RefundKey,
  RefundOrder,
  RefundVerdict,
} from '../../src/acquiring/port.ts'
import type { CheckoutPlan } from './plan-checkouts.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'
import { EPOCH_MS } from './world.ts'

/** A payment in the acquirer's own books. The judge reads these, and nothing of what the gateway was answered. */
export interface AcquirerRow {
  readonly id: string
  readonly key: string
  /** By which the gateway's people would look for it. */
  readonly checkoutId: string
  readonly askedMinorUnits: bigint
  readonly expiresAtMs: number
  status: 'OPEN' | 'CAPTURED' | 'CANCELED'
  cancelReason: CancelReason | null
  capturedMinorUnits: bigint
  capturedAtMs: number | null
  readonly refunds: RefundRow[]
}

export interface RefundRow {
  readonly id: string
  readonly key: string
  readonly minorUnits: bigint
  /** The gateway, or somebody in the acquirer's own cabinet. */
  readonly writer: 'gateway' | 'shop'
  status: 'PENDING' | 'DONE' | 'CANCELED'
  doneAtMs: number | null
}

export interface AcquirerBooks {
  readonly rows: readonly AcquirerRow[]
  /** Told of each change of a payment, as its webhooks are: once, or until somebody has taken it. */
  readonly onChange: ((row: AcquirerRow, mustArrive: boolean) => void)[]
  readonly create: (order: PaymentOrder) => CreateVerdict
  readonly findCreated: (key: string) => CreatedPayment | null
  readonly findPayment: (id: string) => AcquirerPayment | null
  readonly refund: (order: RefundOrder) => RefundVerdict
  readonly findRefund: (key: RefundKey) => AcquirerRefund | null
  /** What a payer does, and what becomes of it. */
  readonly capture: (row: AcquirerRow, minorUnits: bigint) => void
  readonly cancel: (row: AcquirerRow, reason: CancelReason) => void
  readonly refundByShop: (row: AcquirerRow, minorUnits: bigint) => void
}

interface Parts {
  readonly plan: CheckoutPlan
  readonly scheduler: Scheduler
  readonly random: Random
  readonly isStormy: () => boolean
  readonly calmAtMs: number
  readonly note: (line: () => string) => void
}

/** An acquirer whose word is good: keys begin one payment and one refund while it remembers them, and what it has taken it has. */
export function createAcquirerBooks({ plan, scheduler, random, isStormy, calmAtMs, note }: Parts): AcquirerBooks {
  const rows: AcquirerRow[] = []
  const keys = new Map<string, { readonly row: AcquirerRow | null; readonly forgottenAtMs: number }>()
  const onChange: AcquirerBooks['onChange'] = []
  const { chances } = plan
  const strikes = (probability: number) => isStormy() && random.chance(probability)
  const find = (id: string) => rows.find((row) => row.id === id)

  function change(row: AcquirerRow, mustArrive = false): void {
    note(() => `acquirer ${row.id} ${row.status} ${row.capturedMinorUnits}`)
    for (const tell of onChange) tell(row, mustArrive)
  }

  function cancel(row: AcquirerRow, reason: CancelReason): void {
    if (row.status !== 'OPEN') return
    row.status = 'CANCELED'
    row.cancelReason = reason
    change(row)
  }

  function create({ idempotenceKey: key, amount, metadata }: PaymentOrder): CreateVerdict {
    const known = keys.get(key)
    const isKnown = known !== undefined && scheduler.now() < known.forgottenAtMs
    if (isKnown) return known.row === null ? REFUSED : { kind: 'created', payment: createdOf(known.row) }
    const forgottenAtMs = scheduler.now() + plan.keysKeptMs
    if (strikes(chances.refused)) {
      keys.set(key, { row: null, forgottenAtMs })
      return REFUSED
    }
    const lifeMs = random.between(2_000, random.pick([10_000, 60_000, 60_000]))
    const row: AcquirerRow = {
      id: `p${rows.length + 1}`,
      key,
      checkoutId: metadata['checkoutId'] ?? '',
      askedMinorUnits: amount.minorUnits,
      expiresAtMs: scheduler.now() + lifeMs,
      status: 'OPEN',
      cancelReason: null,
      capturedMinorUnits: 0n,
      capturedAtMs: null,
      refunds: [],
    }
    rows.push(row)
    keys.set(key, { row, forgottenAtMs })
    scheduler.after(row.expiresAtMs - scheduler.now(), () => cancel(row, 'EXPIRED'))
    note(() => `acquirer begins ${row.id} ${key} ${amount.minorUnits}`)
    return { kind: 'created', payment: createdOf(row) }
  }

  function addRefund(row: AcquirerRow, refund: Pick<RefundRow, 'key' | 'minorUnits' | 'writer' | 'status'>): RefundRow {
    const doneAtMs = refund.status === 'DONE' ? scheduler.now() : null
    const added: RefundRow = { ...refund, id: `${row.id}-f${row.refunds.length + 1}`, doneAtMs }
    row.refunds.push(added)
    note(() => `acquirer refund ${added.id} ${added.writer} ${added.status} ${added.minorUnits}`)
    return added
  }

  function settle(row: AcquirerRow, refund: RefundRow): void {
    const isCanceled = strikes(chances.refundCanceled)
    refund.status = isCanceled ? 'CANCELED' : 'DONE'
    refund.doneAtMs = isCanceled ? null : scheduler.now()
    change(row)
  }

  return {
    rows,
    onChange,
    create,
    findCreated(key) {
      const row = rows.find((one) => one.key === key)
      return row ? createdOf(row) : null
    },
    findPayment(id) {
      const row = find(id)
      if (!row) return null
      return strikes(chances.statusUnknown) ? { ...paymentOf(row), status: 'UNKNOWN' } : paymentOf(row)
    },
    refund({ idempotenceKey: key, acquirerId, amount: { minorUnits } }) {
      const row = find(acquirerId)
      if (!row || row.status !== 'CAPTURED') return { kind: 'refused', reason: 'NOT_REFUNDABLE' }
      const known = row.refunds.find((refund) => refund.key === key)
      if (known) return { kind: 'taken', refund: refundOf(known) }
      if (plan.capsRefunds && minorUnits > leftOf(row)) return { kind: 'refused', reason: 'ALREADY_REFUNDED' }
      if (strikes(chances.shopIsPoor)) return { kind: 'refused', reason: 'NOT_ENOUGH_MONEY' }
      const isPending = strikes(chances.refundPending)
      const refund = addRefund(row, { key, minorUnits, writer: 'gateway', status: isPending ? 'PENDING' : 'DONE' })
      if (isPending)
        scheduler.after(random.between(100, Math.max(200, calmAtMs - scheduler.now())), () => settle(row, refund))
      else change(row)
      return { kind: 'taken', refund: refundOf(refund) }
    },
    findRefund({ idempotenceKey: key, acquirerId }) {
      const found = find(acquirerId)?.refunds.find((refund) => refund.key === key)
      return found ? refundOf(found) : null
    },
    capture(row, minorUnits) {
      // One page that is pressed twice takes the money once.
      if (row.status === 'CAPTURED') return
      const isAfterNo = row.status === 'CANCELED'
      row.status = 'CAPTURED'
      row.cancelReason = null
      row.capturedMinorUnits = minorUnits
      row.capturedAtMs = scheduler.now()
      change(row, isAfterNo)
    },
    cancel,
    refundByShop(row, minorUnits) {
      if (row.status !== 'CAPTURED' || minorUnits > leftOf(row)) return
      addRefund(row, { key: '', minorUnits, writer: 'shop', status: 'DONE' })
      change(row, true)
    },
  }
}

const REFUSED = { kind: 'refused', reason: 'NOT_ACCEPTED' } as const

/** What has not gone back, and is not about to. */
export function leftOf({ capturedMinorUnits, refunds }: AcquirerRow): bigint {
  return refunds.reduce(
    (left, { status, minorUnits }) => (status === 'CANCELED' ? left : left - minorUnits),
    capturedMinorUnits,
  )
}

function rub(minorUnits: bigint) {
  return { minorUnits, currency: 'RUB' } as const
}

function createdOf(row: AcquirerRow): CreatedPayment {
  return {
    acquirerId: row.id,
    status: row.status,
    amount: rub(row.askedMinorUnits),
    redirectUrl: `https://acquirer.example/${row.id}`,
    qrPayload: null,
    expiresAt: EPOCH_MS + row.expiresAtMs,
  }
}

function paymentOf(row: AcquirerRow): AcquirerPayment {
  const done = row.refunds.filter(({ status }) => status === 'DONE')
  return {
    acquirerId: row.id,
    status: row.status,
    cancelReason: row.cancelReason,
    amount: rub(row.status === 'CAPTURED' ? row.capturedMinorUnits : row.askedMinorUnits),
    refunded: rub(done.reduce((total, { minorUnits }) => total + minorUnits, 0n)),
    capturedAt: row.capturedAtMs === null ? null : EPOCH_MS + row.capturedAtMs,
  }
}

function refundOf({ id: refundId, status, minorUnits, doneAtMs }: RefundRow): AcquirerRefund {
  return { refundId, status, amount: rub(minorUnits), refundedAt: doneAtMs === null ? null : EPOCH_MS + doneAtMs }
}
