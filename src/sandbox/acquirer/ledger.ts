import { randomUUID } from 'node:crypto'
import {
  type Database,
  openDatabase,
  type Row,
  readAmount,
  readInteger,
  readIntegerOrNull,
  readText,
  readTextOrNull,
} from '../books/database.ts'
import {
  type Choice,
  DEFAULT_SETTINGS,
  METHODS,
  type NewPayment,
  type Settings,
  type ShopEvent,
  type ShopPayment,
  type ShopRefund,
  type ShopRefusal,
} from './types.ts'

/** The acquirer's own state: payments, refunds, and how it behaves. Each commit is on the disk before it answers. */
export interface ShopLedger {
  create(order: NewPayment): ShopPayment | ShopRefusal
  find(id: string): ShopPayment | null
  findByKey(key: string): ShopPayment | null
  /** What the payer has chosen; one that is over stays as it is. */
  choose(id: string, choice: Choice): ShopPayment | null
  refund(order: { key: string; paymentId: string; minorUnits: bigint; currency: string }): ShopRefund | ShopRefusal
  listRefunds(paymentId: string): readonly ShopRefund[]
  /** Refunds that are on their way arrive. */
  settleRefunds(): void
  list(): readonly ShopPayment[]
  settings(): Settings
  set(change: Partial<Settings>): void
  close(): void
}

const TABLES = `
  create table if not exists payments (
    id text primary key, key text not null unique, body text not null, status text not null, cancel_reason text,
    minor_units integer not null check (minor_units > 0), currency text not null,
    refunded integer not null default 0 check (refunded between 0 and minor_units),
    method text not null, description text not null, return_url text not null, receipt text not null, metadata text not null,
    created_at integer not null, expires_at integer not null, captured_at integer) strict;
  create table if not exists refunds (
    id text primary key, key text not null unique, payment_id text not null references payments (id),
    minor_units integer not null check (minor_units > 0), status text not null, refunded_at integer) strict;
  create table if not exists settings (name text primary key, value text not null) strict;
`

type OnEvent = (event: ShopEvent) => void

export function openLedger(file: string, onEvent: OnEvent): ShopLedger {
  const database = openDatabase(file)
  database.execute(TABLES)
  const settings = (): Settings => {
    const row = database.find(`select value from settings where name = 'all'`)
    const kept: Partial<Settings> = row === null ? {} : JSON.parse(readText(row, 'value'))
    return { ...DEFAULT_SETTINGS, ...kept }
  }
  const payments = createPayments({ database, settings, onEvent })
  return {
    ...payments,
    ...createRefunds({ database, settings, onEvent, find: payments.find }),
    settings,
    set(change) {
      const value = JSON.stringify({ ...settings(), ...change })
      const sql = `insert into settings values ('all', ?) on conflict (name) do update set value = excluded.value`
      database.run(sql, value)
    },
    close: () => database.close(),
  }
}

interface Parts {
  readonly database: Database
  readonly settings: () => Settings
  readonly onEvent: OnEvent
}

function createPayments({
  database,
  settings,
  onEvent,
}: Parts): Pick<ShopLedger, 'create' | 'find' | 'findByKey' | 'choose' | 'list'> {
  /** Nobody has paid in time. */
  function find(id: string): ShopPayment | null {
    const row = database.find('select * from payments where id = ?', id)
    const payment = row === null ? null : readPayment(row)
    if (payment === null || payment.status !== 'open' || Date.now() < payment.expiresAt) return payment
    return cancel(payment, 'expired')
  }

  function cancel(payment: ShopPayment, reason: string): ShopPayment {
    database.run(`update payments set status = 'canceled', cancel_reason = ? where id = ?`, reason, payment.id)
    onEvent({ event: 'payment.canceled', paymentId: payment.id })
    return { ...payment, status: 'canceled', cancelReason: reason }
  }

  function capture(payment: ShopPayment): ShopPayment {
    const capturedAt = Date.now()
    const sql = `update payments set status = 'captured', cancel_reason = null, captured_at = ? where id = ?`
    database.run(sql, capturedAt, payment.id)
    onEvent({ event: 'payment.captured', paymentId: payment.id })
    return { ...payment, status: 'captured', cancelReason: null, capturedAt }
  }

  return {
    create: (order) =>
      database.transaction(() => {
        const known = database.find('select * from payments where key = ?', order.key)
        if (known === null) return insertPayment(database, order, settings().paymentTtlMs)
        return readText(known, 'body') === order.body ? readPayment(known) : { status: 409, code: 'key_reused' }
      }),
    find: (id) => database.transaction(() => find(id)),
    findByKey: (key) => {
      const row = database.find('select id from payments where key = ?', key)
      return row === null ? null : database.transaction(() => find(readText(row, 'id')))
    },
    choose: (id, choice) =>
      database.transaction(() => {
        const payment = find(id)
        if (payment === null || payment.status === 'captured') return payment
        if (choice === 'capture' || (choice === 'pay' && payment.status === 'open')) return capture(payment)
        return payment.status === 'open' ? cancel(payment, REASONS[choice]) : payment
      }),
    list: () => database.all('select * from payments order by rowid').map(readPayment),
  }
}

function insertPayment(database: Database, order: NewPayment, ttlMs: number): ShopPayment {
  const now = Date.now()
  database.run(
    `insert into payments (id, key, body, status, minor_units, currency, method, description, return_url, receipt,
      metadata, created_at, expires_at) values (?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    randomUUID(),
    order.key,
    order.body,
    order.minorUnits,
    order.currency,
    order.method,
    order.description,
    order.returnUrl,
    order.receipt,
    order.metadata,
    now,
    now + ttlMs,
  )
  return readPayment(database.find('select * from payments where key = ?', order.key) ?? {})
}

function createRefunds({
  database,
  settings,
  onEvent,
  find,
}: Parts & Pick<ShopLedger, 'find'>): Pick<ShopLedger, 'refund' | 'listRefunds' | 'settleRefunds'> {
  function settle(refund: ShopRefund): ShopRefund {
    const refundedAt = Date.now()
    database.run(`update refunds set status = 'done', refunded_at = ? where id = ?`, refundedAt, refund.id)
    database.run('update payments set refunded = refunded + ? where id = ?', refund.minorUnits, refund.paymentId)
    onEvent({ event: 'refund.done', paymentId: refund.paymentId })
    return { ...refund, status: 'done', refundedAt }
  }

  return {
    refund: (order) =>
      database.transaction(() => {
        const known = database.find('select * from refunds where key = ?', order.key)
        if (known !== null) return readRefund(known)
        const refusal = refuseRefund(find(order.paymentId), order, settings())
        if (refusal !== null) return refusal
        const { refunds } = settings()
        const { key, paymentId, minorUnits } = order
        const status = refunds === 'canceled' ? 'canceled' : 'pending'
        const refund: ShopRefund = { id: randomUUID(), key, paymentId, minorUnits, status, refundedAt: null }
        database.run(`insert into refunds values (?, ?, ?, ?, ?, null)`, refund.id, key, paymentId, minorUnits, status)
        return refunds === 'done' ? settle(refund) : refund
      }),
    listRefunds: (paymentId) =>
      database.all('select * from refunds where payment_id = ? order by rowid', paymentId).map(readRefund),
    settleRefunds: () =>
      database.transaction(() => {
        for (const row of database.all(`select * from refunds where status = 'pending'`)) settle(readRefund(row))
      }),
  }
}

const REASONS: Readonly<Record<Exclude<Choice, 'capture'>, string>> = {
  pay: '',
  insufficient_funds: 'insufficient_funds',
  decline: 'bank',
  cancel: 'payer',
}

function refuseRefund(
  payment: ShopPayment | null,
  { minorUnits, currency }: { minorUnits: bigint; currency: string },
  { refunds }: Settings,
): ShopRefusal | null {
  if (payment === null) return { status: 404, code: 'payment_not_found' }
  if (payment.status !== 'captured' || payment.currency !== currency) return { status: 422, code: 'not_refundable' }
  if (refunds === 'not_enough_money') return { status: 422, code: 'not_enough_money' }
  return payment.refundedMinorUnits + minorUnits > payment.minorUnits ? { status: 422, code: 'already_refunded' } : null
}

function readPayment(row: Row): ShopPayment {
  const status = readText(row, 'status')
  const method = METHODS.find((known) => known === row['method']) ?? 'bank_card'
  return {
    id: readText(row, 'id'),
    key: readText(row, 'key'),
    status: status === 'open' || status === 'captured' ? status : 'canceled',
    cancelReason: readTextOrNull(row, 'cancel_reason'),
    minorUnits: readAmount(row, 'minor_units'),
    currency: readText(row, 'currency'),
    refundedMinorUnits: readAmount(row, 'refunded'),
    method,
    description: readText(row, 'description'),
    returnUrl: readText(row, 'return_url'),
    receipt: readText(row, 'receipt'),
    metadata: readText(row, 'metadata'),
    createdAt: readInteger(row, 'created_at'),
    expiresAt: readInteger(row, 'expires_at'),
    capturedAt: readIntegerOrNull(row, 'captured_at'),
  }
}

function readRefund(row: Row): ShopRefund {
  const status = readText(row, 'status')
  return {
    id: readText(row, 'id'),
    key: readText(row, 'key'),
    paymentId: readText(row, 'payment_id'),
    minorUnits: readAmount(row, 'minor_units'),
    status: status === 'done' || status === 'canceled' ? status : 'pending',
    refundedAt: readIntegerOrNull(row, 'refunded_at'),
  }
}
