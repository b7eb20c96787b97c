import { dateText } from './calendar.ts'
import { type Database, type Row, readAmount, readInteger, readIntegerOrNull, readTextOrNull } from './database.ts'
import { BooksError } from './error.ts'
import { judgeOrder, needsHands } from './orderJudge.ts'
import { CLASS, REASON, REASON_TEXT, STATUS, WORK_TAKES_MS } from './orderRules.ts'
import { listOrderTerms } from './orderTerms.ts'
import type { NewOrder, OrderBooks, OrderFilter, OrderRow } from './orderTypes.ts'
import { endFreeze, workOrder } from './orderWork.ts'
import { readMeta, writeMeta } from './schema.ts'
import type { Touch } from './touch.ts'
import { checkInteger } from './values.ts'

const ROWS_MAX = 100_000

export function createOrderReads(database: Database, touch: Touch): Pick<OrderBooks, 'listOrders' | 'listOrderTerms'> {
  return {
    listOrderTerms: (soapIds) => {
      touch.soapIds(soapIds)
      return listOrderTerms(database, soapIds)
    },
    listOrders: (filter: OrderFilter) => {
      checkInteger('limit', filter.limit, { from: 1, to: ROWS_MAX })
      touch.soapIds(filter.soapIds ?? [])
      return database
        .all(
          `SELECT * FROM (
             SELECT *, row_number() OVER (PARTITION BY soap_id ORDER BY order_id DESC) AS place FROM orders
             WHERE (?1 IS NULL OR soap_id IN (SELECT value FROM json_each(?1)))
               AND (?2 IS NULL OR order_id IN (SELECT value FROM json_each(?2)))
               AND (?3 IS NULL OR ext_id = ?3) AND (?4 IS NULL OR order_id < ?4)
           ) WHERE place <= ?5 ORDER BY soap_id, order_id DESC`,
          filter.soapIds ? JSON.stringify(filter.soapIds) : null,
          filter.orderIds ? JSON.stringify(filter.orderIds) : null,
          filter.extId ?? null,
          filter.beforeId ?? null,
          filter.limit,
        )
        .map(readOrder)
    },
  }
}

/** Takes an order, and carries it out when it is due already. Call it in a transaction. */
export function addOrder(database: Database, order: NewOrder, now: number): OrderRow {
  const quote = judgeOrder(database, order, { now, orderId: null })
  if (quote.reason !== REASON.none) throw refusalOf(quote)
  const orderId = readMeta(database, 'next_order_id')
  writeMeta(database, 'next_order_id', orderId + 1)
  const status = isHandled(database, order) ? STATUS.new : STATUS.waiting
  const { price, accrued, fee, dueAt } = quote
  const row: OrderRow = {
    ...order,
    orderId,
    status,
    createdAt: now,
    dueAt,
    closedAt: null,
    price,
    accrued,
    fee,
    reason: REASON.none,
  }
  insertOrder(database, row)
  runDueOrders(database, now)
  return findOrder(database, orderId) ?? row
}

/** Writes the newest order with the same name once more, and does nothing about it. Call it in a transaction. */
export function repeatOrder(database: Database, { soapId, extId }: NewOrder): OrderRow {
  const row = database.find(
    'SELECT * FROM orders WHERE soap_id = ? AND ext_id IS ? ORDER BY order_id DESC LIMIT 1',
    soapId,
    extId,
  )
  if (row === null) throw new BooksError('UNKNOWN_ORDER', 'There is no order to repeat.')
  const orderId = readMeta(database, 'next_order_id')
  writeMeta(database, 'next_order_id', orderId + 1)
  const twin = { ...readOrder(row), orderId }
  insertOrder(database, twin)
  return twin
}

/** Only what nobody has begun to carry out can be canceled. Call it in a transaction. */
export function cancelOrder(database: Database, key: { orderId: number; soapId: number }, now: number): OrderRow {
  const order = findOrder(database, key.orderId)
  if (order === null || order.soapId !== key.soapId) {
    throw new BooksError('UNKNOWN_ORDER', `Order not found (${key.orderId})`)
  }
  if (order.status === STATUS.canceled) {
    throw new BooksError('ORDER_NOT_CANCELABLE', `Order already canceled (${key.orderId})`)
  }
  if (order.status !== STATUS.new && order.status !== STATUS.waiting) {
    throw new BooksError('ORDER_NOT_CANCELABLE', `Order cannot be canceled (${key.orderId})`)
  }
  closeOrder(database, order, { status: STATUS.canceled, reason: REASON.none, now })
  return findOrder(database, key.orderId) ?? order
}

/** When the next order is due; null when none is. */
export function nextOrderAt(database: Database): number | null {
  const row = database.find('SELECT min(due_at) AS at FROM orders WHERE due_at IS NOT NULL')
  return row && readIntegerOrNull(row, 'at')
}

/** Does whatever is due by this instant, in the order of the instants. Call it in a transaction. */
export function runDueOrders(database: Database, now: number): void {
  for (;;) {
    const row = database.find(
      'SELECT * FROM orders WHERE due_at IS NOT NULL AND due_at <= ? ORDER BY due_at, order_id LIMIT 1',
      now,
    )
    if (row === null) return
    const order = readOrder(row)
    runOrder(database, order, order.dueAt ?? now)
  }
}

/** What the agreement's end leaves undone. */
export function failOpenOrders(database: Database, soapId: number, now: number): void {
  const rows = database.all('SELECT * FROM orders WHERE soap_id = ? AND due_at IS NOT NULL', soapId)
  for (const row of rows) {
    closeOrder(database, readOrder(row), { status: STATUS.failed, reason: REASON.agreementEnded, now })
  }
}

function runOrder(database: Database, order: OrderRow, at: number): void {
  const isFreeze = order.classId === CLASS.freeze || order.classId === CLASS.freezeAccount
  if (isFreeze && order.status === STATUS.working) {
    endFreeze(database, order, at)
    return closeOrder(database, order, { status: STATUS.done, reason: REASON.none, now: at })
  }
  if (order.status === STATUS.new) {
    database.run(
      'UPDATE orders SET status = ?, due_at = ? WHERE order_id = ?',
      STATUS.working,
      at + WORK_TAKES_MS,
      order.orderId,
    )
    return
  }
  const quote = judgeOrder(database, order, { now: at, orderId: order.orderId })
  if (quote.reason !== REASON.none) {
    return closeOrder(database, order, { status: STATUS.failed, reason: quote.reason, now: at })
  }
  // The price is the one that was agreed on; the days are those that have really passed.
  database.run('UPDATE orders SET accrued = ? WHERE order_id = ?', quote.accrued, order.orderId)
  workOrder(database, { ...order, accrued: quote.accrued }, at)
  if (!isFreeze) return closeOrder(database, order, { status: STATUS.done, reason: REASON.none, now: at })
  database.run(
    'UPDATE orders SET status = ?, due_at = ? WHERE order_id = ?',
    STATUS.working,
    order.untilAt,
    order.orderId,
  )
}

function closeOrder(
  database: Database,
  { orderId }: OrderRow,
  { status, reason, now }: { status: number; reason: number; now: number },
): void {
  database.run(
    'UPDATE orders SET status = ?, reason = ?, due_at = NULL, closed_at = ? WHERE order_id = ?',
    status,
    reason,
    now,
    orderId,
  )
}

/** The words of the old system, with the day on which it would no longer be too early. */
function refusalOf({ reason, earliestAt }: { reason: number; earliestAt: number | null }): BooksError {
  const from = earliestAt === null ? '' : `, not before ${dateText(earliestAt)}`
  return new BooksError('ORDER_REFUSED', `Order refused (${reason}): ${REASON_TEXT[reason] ?? ''}${from}`)
}

function isHandled(database: Database, order: NewOrder): boolean {
  const { classId } = order
  return (
    classId === CLASS.equipment || classId === CLASS.work || (classId === CLASS.connect && needsHands(database, order))
  )
}

function findOrder(database: Database, orderId: number): OrderRow | null {
  const row = database.find('SELECT * FROM orders WHERE order_id = ?', orderId)
  return row && readOrder(row)
}

function insertOrder(database: Database, row: OrderRow): void {
  database.run(
    'INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.orderId,
    row.soapId,
    row.classId,
    row.status,
    row.serviceId,
    row.tariffId,
    row.offeringId,
    row.option,
    row.value,
    row.fromAt,
    row.untilAt,
    row.atPeriodEnd ? 1 : 0,
    row.createdAt,
    row.dueAt,
    row.closedAt,
    row.price,
    row.accrued,
    row.fee,
    row.reason,
    row.extId,
    row.comment,
    row.manager,
  )
}

function readOrder(row: Row): OrderRow {
  const option = readIntegerOrNull(row, 'option')
  return {
    orderId: readInteger(row, 'order_id'),
    soapId: readInteger(row, 'soap_id'),
    classId: readInteger(row, 'class_id'),
    status: readInteger(row, 'status'),
    serviceId: readIntegerOrNull(row, 'service_id'),
    tariffId: readIntegerOrNull(row, 'tariff_id'),
    offeringId: readIntegerOrNull(row, 'offering_id'),
    option: option === 1 || option === 2 ? option : null,
    value: readIntegerOrNull(row, 'value'),
    fromAt: readIntegerOrNull(row, 'from_at'),
    untilAt: readIntegerOrNull(row, 'until_at'),
    atPeriodEnd: readInteger(row, 'at_period_end') === 1,
    createdAt: readInteger(row, 'created_at'),
    dueAt: readIntegerOrNull(row, 'due_at'),
    closedAt: readIntegerOrNull(row, 'closed_at'),
    price: readAmount(row, 'price'),
    accrued: readAmount(row, 'accrued'),
    fee: readAmount(row, 'fee'),
    reason: readInteger(row, 'reason'),
    extId: readTextOrNull(row, 'ext_id'),
    comment: readTextOrNull(row, 'comment'),
    manager: readTextOrNull(row, 'manager'),
  }
}
