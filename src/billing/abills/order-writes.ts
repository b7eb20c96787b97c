import type { OrderRefusal, OrderWish, ServiceOrder } from '../../domain/service-order.ts'
import { BillingError } from '../error.ts'
import type { CancelOrderVerdict, NewServiceOrder, OrderBilling, OrderRefused } from '../order-port.ts'
import type { PostingCall } from '../posting-port.ts'
import { type HttpAnswer, malformed } from '../transport/answer.ts'
import { readInteger, writeJson } from '../transport/json.ts'
import { type AbillsRequest, readAnswerObject, SYSTEM } from './client.ts'
import { readRefusal } from './faults.ts'
import { readTariffId } from './keys.ts'
import { findStateOf } from './order-carried-out.ts'
import { refuseOrder } from './order-quotes.ts'
import { type Holder, readOrderId } from './order-rows.ts'
import { findHolder, findOrder, findService, type OrderSide } from './order-state.ts'
import { findHold, listOwnServices } from './subscriber-state.ts'

/** PUT and DELETE /user/internet/:id, POST and DELETE /user/:id/holdup. */
export function createOrderWrites(side: OrderSide): Pick<OrderBilling, 'placeOrder' | 'cancelOrder'> {
  return {
    async placeOrder(order, call) {
      const request = await writeOrder(order, side, call)
      if ('kind' in request) return request
      const { accountId } = order
      const refused = await side.sessions.tell({ uid: accountId, ...request }, call, (answer) =>
        readPlaced(answer, accountId),
      )
      if (refused !== null) return refuseOrder(refused)
      // The answer names nobody's tariff and no day: only what has become so tells.
      const placed = await findStateOf(order, side, call).catch((cause: unknown) => inDoubt('placeOrder', cause))
      return { kind: 'placed', order: placed ?? inDoubt('placeOrder', null) }
    },

    async cancelOrder(key, call) {
      const order = await findOrder(key, side, call)
      if (order === null) return { kind: 'refused', reason: 'ORDER_NOT_FOUND' }
      const request = order.status === 'PENDING' ? writeCancel(order) : null
      if (request === null) return { kind: 'refused', reason: 'TOO_LATE' }
      const verdict = await side.sessions.tell({ uid: key.accountId, ...request }, call, (answer) =>
        readCanceled(answer, order),
      )
      return verdict
    },
  }
}

/** The request that an order is, or why there is none to send. */
async function writeOrder(
  order: NewServiceOrder,
  side: OrderSide,
  call: PostingCall,
): Promise<AbillsRequest | OrderRefused> {
  const asking = { ...side, call }
  const services = await listOwnServices(order.accountId, asking)
  if (services === null) return refuseOrder('NOT_FOUND')
  if (order.action === 'CHANGE_TARIFF') {
    const service = findService(order, services)
    const tariff = order.tariffId === null ? null : readTariffId(order.tariffId)
    if (service === null || tariff?.module !== 'internet') return refuseOrder('NOT_FOUND')
    if (service.planned !== null) return refuseOrder('CONFLICTING_ORDER')
    return writeTariff({ serviceId: service.id, tariffId: tariff.id, atNextPeriod: order.atNextPeriod })
  }
  if (!isHold(order.action)) return refuseOrder('NOT_APPLICABLE')
  const holder = findHolder(order, services, side)
  if (holder === null) return refuseOrder('NOT_APPLICABLE')
  const hold = await findHold(holder.uid, holder.pathId, asking)
  if (order.action === 'UNFREEZE_ACCOUNT' || order.action === 'UNFREEZE_SERVICE') {
    return hold === null ? refuseOrder('NOT_APPLICABLE') : endHold(holder)
  }
  // A second one is refused half way, with one of its two plans written.
  if (hold !== null) return refuseOrder('CONFLICTING_ORDER')
  if (order.from === null || order.until === null) return refuseOrder('PERIOD_NOT_ALLOWED')
  return writeHold(holder, { from: order.from, until: order.until })
}

function isHold(action: OrderWish['action']): boolean {
  return /^(?:UN)?FREEZE_(?:ACCOUNT|SERVICE)$/.test(action)
}

/** `period` 1 is the next month; 0 is now, which the billing moves to the next month where a fee was taken for this one. */
function writeTariff({ serviceId, tariffId, atNextPeriod }: TariffChange): AbillsRequest {
  const body = writeJson({ tpId: Number(tariffId), period: atNextPeriod ? 1 : 0 })
  return { operation: 'changeTariff', method: 'PUT', path: `/user/internet/${serviceId}`, body }
}

interface TariffChange {
  readonly serviceId: string
  readonly tariffId: string
  readonly atNextPeriod: boolean
}

/** `toDate` is the day on which the service is given again. */
function writeHold({ pathId }: Holder, { from, until }: { from: string; until: string }): AbillsRequest {
  const body = writeJson({ fromDate: from, toDate: until, acceptRules: 1 })
  return { operation: 'planHold', method: 'POST', path: `/user/${pathId}/holdup`, body }
}

function endHold({ pathId }: Pick<Holder, 'pathId'>): AbillsRequest {
  return { operation: 'endHold', method: 'DELETE', path: `/user/${pathId}/holdup`, body: null }
}

/** The plan of a tariff is deleted by its number; a hold by its owner, whatever hold it is. */
function writeCancel({ id }: ServiceOrder): AbillsRequest | null {
  const key = readOrderId(id)
  if (key?.kind === 'hold') return endHold(key)
  if (key?.kind !== 'plan') return null
  return { operation: 'cancelTariff', method: 'DELETE', path: `/user/internet/${key.planId}`, body: null }
}

/** All decided before anything is planned. */
const REFUSALS: ReadonlyMap<number, OrderRefusal> = new Map<number, OrderRefusal>([
  // A change of the tariff. "Small deposit" has had two numbers.
  [15, 'DEBT'],
  [4522, 'DEBT'],
  [140, 'NOT_APPLICABLE'],
  [4504, 'NOT_APPLICABLE'],
  [4505, 'NOT_APPLICABLE'],
  [4506, 'NOT_APPLICABLE'],
  [4521, 'NOT_APPLICABLE'],
  [4524, 'NOT_APPLICABLE'],
  [4525, 'NOT_APPLICABLE'],
  [4523, 'CONFLICTING_ORDER'],
  [139, 'NOT_FOUND'],
  [141, 'NOT_FOUND'],
  [4513, 'NOT_FOUND'],
  [4515, 'NOT_FOUND'],
  [4526, 'NOT_FOUND'],
  [4527, 'NOT_APPLICABLE'],
  [145, 'PERIOD_NOT_ALLOWED'],
  // A hold.
  [4402, 'NOT_APPLICABLE'],
  [4403, 'NOT_APPLICABLE'],
  [4404, 'NOT_APPLICABLE'],
  [4405, 'NOT_APPLICABLE'],
  [4406, 'NOT_FOUND'],
  [4407, 'NOT_ENOUGH_MONEY'],
  [4409, 'NOT_APPLICABLE'],
  [4410, 'TOO_EARLY'],
  [4418, 'NOT_APPLICABLE'],
  [4421, 'PERIOD_NOT_ALLOWED'],
  [4422, 'PERIOD_NOT_ALLOWED'],
  [4423, 'PERIOD_NOT_ALLOWED'],
  [4424, 'PERIOD_NOT_ALLOWED'],
  [4426, 'PERIOD_NOT_ALLOWED'],
  [4427, 'PERIOD_NOT_ALLOWED'],
  [1_000_019, 'PERIOD_NOT_ALLOWED'],
  [1_000_020, 'PERIOD_NOT_ALLOWED'],
])

/** Null when it was taken; the account is named by the answer to a change of the tariff alone. */
function readPlaced(answer: HttpAnswer, accountId: string): OrderRefusal | null {
  const refusal = readRefusal(answer, REFUSALS)
  if (refusal !== null) return refusal
  const row = readAnswerObject(answer)
  if (readInteger(row, 'success') !== 1) throw malformed('success: not 1')
  if ('uid' in row && String(readInteger(row, 'uid')) !== accountId) throw malformed('uid: not the one asked for')
  return null
}

/** Planned by the office, or gone meanwhile. */
const CANCEL_REFUSALS: ReadonlyMap<number, CancelOrderVerdict> = new Map<number, CancelOrderVerdict>([
  [4308, { kind: 'refused', reason: 'TOO_LATE' }],
  [4418, { kind: 'already' }],
])

function readCanceled(answer: HttpAnswer, order: ServiceOrder): CancelOrderVerdict {
  const refusal = readRefusal(answer, CANCEL_REFUSALS)
  if (refusal !== null) return refusal
  if (readInteger(readAnswerObject(answer), 'success') !== 1) throw malformed('success: not 1')
  return { kind: 'canceled', order: { ...order, status: 'CANCELLED', dueAt: null } }
}

function inDoubt(operation: string, cause: unknown): never {
  const message = `${SYSTEM} ${operation}: taken, and it is not so.`
  const code = cause instanceof BillingError ? cause.code : 'BILLING_MALFORMED_ANSWER'
  throw new BillingError(code, message, { outcome: 'unknown', ...(cause === null ? {} : { cause }) })
}
