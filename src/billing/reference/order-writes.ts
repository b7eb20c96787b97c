import type { AccountId } from '../../domain/account.ts'
import type { ServiceOrder } from '../../domain/service-order.ts'
import { BillingError } from '../error.ts'
import type { CancelOrderVerdict, NewServiceOrder, OrderBilling, PlaceVerdict } from '../order-port.ts'
import type { BillingCall } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { element, writeElement, type XmlElement } from '../transport/xml.ts'
import { readCancelOrderRefusal, readOrderRefusal } from './faults.ts'
import { SOAP } from './identity.ts'
import { readOrder, writeAddOrder } from './order-rows.ts'
import { isRestId } from './rest.ts'
import { readKey } from './soap-rows.ts'
import type { SoapSide } from './soap-side.ts'

/** AddOrder and CancelOrder. Each is sent once; what it answers counts only when it is an answer to what was asked. */
export function createOrderWrites(side: SoapSide): Pick<OrderBilling, 'placeOrder' | 'cancelOrder'> {
  const { soap, context } = side

  async function findAgreement(accountId: AccountId, call: BillingCall): Promise<string | null> {
    const key = (await side.identity.findForeignKeys(SOAP, [accountId], { signal: call.signal })).get(accountId) ?? null
    if (key instanceof BillingError) throw key
    return key
  }

  /** The one `ret` of an answer to a write: the row as it is now. One of another agreement says nothing. */
  function readEcho(answer: XmlElement, { accountId, agreementKey }: { accountId: string; agreementKey: string }) {
    const ret = element(answer, 'ret')
    if (readKey(ret, 'agrmid') !== agreementKey) throw malformed('agrmid: not the one asked for')
    return { ...readOrder(ret, context), accountId }
  }

  return {
    async placeOrder(order, call) {
      const { accountId } = order
      const agreementKey = await findAgreement(accountId, call)
      if (agreementKey === null) return { kind: 'refused', reason: 'NOT_FOUND', earliestOn: null }
      const request = { name: 'AddOrder', content: writeAddOrder(order, agreementKey) }
      return await soap.write<PlaceVerdict>(request, call, {
        answer(answer) {
          const placed = readEcho(answer, { accountId, agreementKey })
          assertAsAsked(placed, order)
          return { kind: 'placed', order: placed }
        },
        refusal: (fault) => readOrderRefusal(fault, agreementKey),
      })
    },

    async cancelOrder({ accountId, orderId }, call) {
      const agreementKey = await findAgreement(accountId, call)
      if (agreementKey === null || !isRestId(orderId)) return { kind: 'refused', reason: 'ORDER_NOT_FOUND' }
      const content = writeElement('orderid', orderId) + writeElement('agrmid', agreementKey)
      return await soap.write<CancelOrderVerdict>({ name: 'CancelOrder', content }, call, {
        answer(answer) {
          const order = readEcho(answer, { accountId, agreementKey })
          if (order.id !== orderId) throw malformed('orderid: not the one asked for')
          if (order.status !== 'CANCELLED') throw malformed('status: not canceled')
          return { kind: 'canceled', order }
        },
        refusal: (fault) => readCancelOrderRefusal(fault, orderId),
      })
    },
  }
}

/** What is connected gets its service from the billing; everything else comes back as it was asked for. */
function assertAsAsked(placed: ServiceOrder, order: NewServiceOrder): void {
  if (placed.reference !== order.reference) throw malformed('extid: not the one asked for')
  if (placed.action !== order.action) throw malformed('classid: not the one asked for')
  if (order.serviceId !== null && placed.serviceId !== order.serviceId) throw malformed('vgid: not the one asked for')
  if (placed.tariffId !== order.tariffId) throw malformed('tarid: not the one asked for')
  if (placed.offeringId !== order.offeringId) throw malformed('offerid: not the one asked for')
  if (placed.option !== order.option || placed.value !== order.value) throw malformed('optval: not the one asked for')
  if (placed.from !== order.from || placed.until !== order.until) throw malformed('dtfrom: not the one asked for')
}
