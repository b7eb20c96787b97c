import type { OrderRefusal, ServiceOrder } from '../../domain/service-order.ts'
import { assertReference } from '../adapter/writing.ts'
import type { CancelOrderVerdict, NewServiceOrder, OrderBilling, OrderRefused, PlaceVerdict } from '../order-port.ts'
import type { PostingCall } from '../posting-port.ts'
import type { SoapFault } from '../transport/soap.ts'
import { writeElement } from '../transport/xml.ts'
import { doubt } from './each.ts'
import { isRunning, listHolds } from './holds.ts'
import { nextPeriodDay, refused } from './order-quotes.ts'
import { type KnownWish, type OrderKey, readOrderId, readWish } from './order-rows.ts'
import { findByKey, findServiceOf, findState } from './order-state.ts'
import { MAX_REFERENCE_LENGTH, writeInstant } from './posting-writes.ts'
import type { BareService } from './service-rows.ts'
import type { Asking, LanSide } from './side.ts'

interface Order {
  readonly name: string
  readonly content: string
}

/**
 * insClientTarifsRasp, setVgUserBlockSchedule and stopVgUserBlockSchedule, and what takes them back, each sent once. They
 * answer a number; what has become so is read before anything is said of it.
 */
export function createOrderWrites(side: LanSide): Pick<OrderBilling, 'placeOrder' | 'cancelOrder'> {
  return {
    async placeOrder(order, call) {
      assertReference(order.reference, MAX_REFERENCE_LENGTH)
      const wish = readWish(order)
      if (wish === null) return refused('NOT_APPLICABLE')
      const where = { accountId: order.accountId, serviceId: wish.serviceId }
      const reading = { signal: call.signal }
      const service = await findServiceOf(side, where, reading)
      if (service === undefined) return refused('NOT_FOUND')
      const request = await writeWish(side, { wish, order, service }, call)
      if ('kind' in request) return request
      const refusal = await send({ side, call }, request, { wish, service })
      if (refusal !== null) return refusal
      const placed = await readBack(side, { wish, where, name: request.name }, call)
      return { kind: 'placed', order: placed } satisfies PlaceVerdict
    },

    async cancelOrder({ accountId, orderId }, call) {
      const key = readOrderId(orderId)
      const reading = { signal: call.signal }
      const order = key === null ? undefined : await findByKey({ side, call: reading }, key, accountId)
      if (key === null || order === undefined) return { kind: 'refused', reason: 'ORDER_NOT_FOUND' }
      const name = key.what === 'PLAN' ? 'delTarifsRasp' : key.what === 'HOLD' ? 'delVgUserBlockSchedule' : null
      if (name === null || order.status !== 'PENDING') return { kind: 'refused', reason: 'TOO_LATE' }
      const content = writeElement('id', key.recordId)
      const refusal = await side.soap.write<CancelOrderVerdict | null>({ name, content }, call, {
        answer: () => null,
        refusal: (fault) => readCancelRefusal(fault, key),
      })
      if (refusal !== null) return refusal
      const left = await findByKey({ side, call: reading }, key, accountId).catch((cause: unknown) => {
        throw doubt(name, 'whether it is gone cannot be read', cause)
      })
      if (left !== undefined) throw doubt(name, 'it is still there')
      return { kind: 'canceled', order: { ...order, status: 'CANCELLED', dueAt: null, closedAt: side.context.now() } }
    },
  }
}

interface Wished {
  readonly wish: KnownWish
  readonly service: BareService
}

async function writeWish(
  side: LanSide,
  { wish, order, service }: Wished & { readonly order: NewServiceOrder },
  call: PostingCall,
): Promise<Order | OrderRefused> {
  switch (wish.action) {
    case 'CHANGE_TARIFF':
      return service.tariffId === null ? refused('NOT_APPLICABLE') : writeChange(side, wish, service)
    case 'FREEZE_SERVICE':
      return writeFreeze(wish, order.reference)
    case 'UNFREEZE_SERVICE': {
      const holds = await listHolds(
        side,
        { serviceId: service.id, accountId: service.accountId },
        { signal: call.signal },
      )
      const running = holds.find((hold) => isRunning(hold, side.context))
      if (running === undefined) return refused('NOT_APPLICABLE')
      return { name: 'stopVgUserBlockSchedule', content: `<val>${writeElement('recordid', running.id)}</val>` }
    }
  }
}

function writeChange(
  { context }: LanSide,
  { tariffId, isLater }: Extract<KnownWish, { action: 'CHANGE_TARIFF' }>,
  service: BareService,
): Order {
  const at = isLater ? `${nextPeriodDay(context)} 00:00:00` : writeInstant(context.now(), context)
  const val = [
    writeElement('recordid', 0),
    writeElement('vgid', service.id),
    writeElement('groupid', 0),
    writeElement('id', service.agentKey ?? 0),
    writeElement('taridnew', tariffId),
    writeElement('taridold', service.tariffId ?? 0),
    writeElement('requestby', ''),
    writeElement('changetime', at),
  ]
  return { name: 'insClientTarifsRasp', content: `<val>${val.join('')}</val>` }
}

/** The reference is a comment for the office; nothing is looked for by it. */
function writeFreeze(
  { serviceId, from, until }: Extract<KnownWish, { action: 'FREEZE_SERVICE' }>,
  reference: string,
): Order {
  const val = [
    writeElement('recordid', 0),
    writeElement('vgid', serviceId),
    writeElement('parentid', 0),
    writeElement('timefrom', from),
    writeElement('timeto', until),
    writeElement('comment', reference),
  ]
  return { name: 'setVgUserBlockSchedule', content: `<val>${val.join('')}</val>` }
}

/** Null when it was taken. */
function send({ side, call }: Asking<PostingCall>, request: Order, wished: Wished): Promise<OrderRefused | null> {
  return side.soap.write<OrderRefused | null>(request, call, {
    answer: () => null,
    refusal: (fault) => readPlaceRefusal(fault, wished),
  })
}

async function readBack(
  side: LanSide,
  { wish, where, name }: { wish: KnownWish; where: { accountId: string; serviceId: string }; name: string },
  call: PostingCall,
): Promise<ServiceOrder> {
  const read = async () => {
    const service = await findServiceOf(side, where, { signal: call.signal })
    return service === undefined ? null : await findState({ side, call: { signal: call.signal } }, wish, service)
  }
  const found = await read().catch((cause: unknown) => {
    throw doubt(name, 'what has become so cannot be read', cause)
  })
  if (found === null) throw doubt(name, 'it has not become so')
  return found
}

/** What the faults of a service answer, by the service's id, and those of a tariff by the tariff's. */
function readPlaceRefusal({ detail }: SoapFault, { wish, service }: Wished): OrderRefused | null {
  const locked = /^There is period lock (?<day>\d{4}-\d\d-\d\d)/.exec(detail)?.groups?.['day']
  if (locked !== undefined) return refused('TOO_EARLY', locked)
  if (wish.action === 'CHANGE_TARIFF' && detail === `Tarif is not available (${wish.tariffId})`) {
    return refused('NOT_APPLICABLE')
  }
  const end = ` (${service.id})`
  const reason = detail.endsWith(end) ? REFUSALS.get(detail.slice(0, -end.length)) : undefined
  return reason === undefined ? null : refused(reason)
}

const REFUSALS: ReadonlyMap<string, OrderRefusal> = new Map<string, OrderRefusal>([
  ['Vgroup not found', 'NOT_FOUND'],
  ['Tarif change is already scheduled', 'CONFLICTING_ORDER'],
  ['Balance is negative', 'DEBT'],
  ['User block is not available', 'NOT_APPLICABLE'],
  ['User block overlaps another one', 'CONFLICTING_ORDER'],
  ['Wrong user block period', 'PERIOD_NOT_ALLOWED'],
])

function readCancelRefusal({ detail }: SoapFault, { recordId }: OrderKey): CancelOrderVerdict | null {
  const isGone = detail === `Tarif schedule not found (${recordId})` || detail === `User block not found (${recordId})`
  if (isGone) return { kind: 'refused', reason: 'ORDER_NOT_FOUND' }
  return detail === `User block has begun (${recordId})` ? { kind: 'refused', reason: 'TOO_LATE' } : null
}
