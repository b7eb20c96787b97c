import { readLegacyDay, readLegacyInstant } from '../../domain/date.ts'
import type { OrderRefusal, OrderWish, ServiceOrder } from '../../domain/service-order.ts'
import { type ReadContext, readAmount } from '../adapter/context.ts'
import { unwritable } from '../adapter/writing.ts'
import type { NewServiceOrder, QuoteVerdict } from '../order-port.ts'
import { malformed } from '../transport/answer.ts'
import { elementText, findElementText, writeElement, type XmlElement } from '../transport/xml.ts'
import type { RecordKind } from './agreement-records.ts'
import { codeOf, findCode, ORDER_ACTION, ORDER_OPTION, ORDER_REFUSAL, ORDER_STATUS, readCode } from './codes.ts'
import { assertReference } from './posting-orders.ts'
import { isRestId } from './rest.ts'
import { readKey, readOptionalKey, readWhole } from './soap-rows.ts'

export type BareOrder = Omit<ServiceOrder, 'accountId'>

/** GetOrders, which takes many agreements and many ids in one call. */
export function orderKind(context: ReadContext): RecordKind<BareOrder> {
  return {
    operation: 'GetOrders',
    idElement: 'orderid',
    noun: 'orders',
    // At some 900 bytes each, comments included.
    rowsPerCall: 1500,
    read: (row) => readOrder(row, context),
  }
}

/** One OrderRecord. Its elements may stand in any order. */
export function readOrder(row: XmlElement, context: ReadContext): BareOrder {
  const { timeZone, onOddity } = context
  const day = (name: string) => readLegacyDay(elementText(row, name), timeZone)
  const instant = (name: string) => readLegacyInstant(elementText(row, name), timeZone)
  const money = (name: string) => readPrice(row, name, context)
  const failure = readWhole(row, 'errcode')
  const option = readWhole(row, 'opt')
  const value = readWhole(row, 'optval')
  return {
    id: readKey(row, 'orderid'),
    action: readCode(ORDER_ACTION, readWhole(row, 'classid'), { field: 'orders.classid', onOddity }),
    status: readCode(ORDER_STATUS, readWhole(row, 'status'), { field: 'orders.status', onOddity }),
    serviceId: readOptionalKey(row, 'vgid'),
    tariffId: readOptionalKey(row, 'tarid'),
    offeringId: readOptionalKey(row, 'offerid'),
    option: option === 0 ? null : findCode(ORDER_OPTION, option),
    value: value === 0 ? null : value,
    from: day('dtfrom'),
    until: day('dtto'),
    atNextPeriod: readWhole(row, 'nextperiod') === 1,
    placedAt: instant('created'),
    dueAt: instant('due'),
    closedAt: instant('closed'),
    price: money('price'),
    accrued: money('accrued'),
    monthlyFee: money('fee'),
    failure: failure === 0 ? null : readCode(ORDER_REFUSAL, failure, { field: 'orders.errcode', onOddity }),
    reference: findElementText(row, 'extid'),
  }
}

/** One OrderQuote. A reason that nobody lists is no quote, and no refusal that could be told to anybody. */
export function readQuote(row: XmlElement, context: ReadContext): QuoteVerdict {
  const { timeZone } = context
  const code = readWhole(row, 'errcode')
  if (code !== 0) {
    const reason = findCode(ORDER_REFUSAL, code)
    if (reason === null) throw malformed('errcode: not a known reason')
    return { kind: 'refused', reason, earliestOn: readLegacyDay(elementText(row, 'earliest'), timeZone) }
  }
  return {
    kind: 'quoted',
    quote: {
      price: readPrice(row, 'price', context),
      accrued: readPrice(row, 'accrued', context),
      monthlyFee: readPrice(row, 'fee', context),
      currentMonthlyFee: readPrice(row, 'curfee', context),
      dueAt: readLegacyInstant(elementText(row, 'due'), timeZone),
    },
  }
}

/** The parts of a NewOrder. Throws for a wish that means nothing in the billing; nothing is sent then. */
export function writeWish(wish: OrderWish, agreementKey: string): string {
  const { action, serviceId, tariffId, offeringId, option, value, from, until, atNextPeriod } = wish
  const classId = codeOf(ORDER_ACTION, action)
  if (classId === null) throw unwritable('action: not one that the billing knows')
  if (!isValue(value)) throw unwritable('value: not a number above zero')
  return [
    writeElement('agrmid', agreementKey),
    writeElement('classid', classId),
    writeKey('vgid', serviceId),
    writeKey('tarid', tariffId),
    writeKey('offerid', offeringId),
    option === null ? '' : writeElement('opt', codeOf(ORDER_OPTION, option) ?? ''),
    value === null ? '' : writeElement('optval', value),
    from === null ? '' : writeElement('dtfrom', from),
    until === null ? '' : writeElement('dtto', until),
    atNextPeriod ? writeElement('nextperiod', 1) : '',
  ].join('')
}

/** Why the billing has no words for a wish: zero would mean "none" there, and ids are numbers. */
export function findUnwritable({ value, serviceId, tariffId, offeringId }: OrderWish): OrderRefusal | null {
  if (!isValue(value)) return 'VALUE_NOT_ALLOWED'
  return [serviceId, tariffId, offeringId].every((id) => id === null || isRestId(id)) ? null : 'NOT_FOUND'
}

function isValue(value: number | null): boolean {
  return value === null || (Number.isSafeInteger(value) && value > 0)
}

/** The content of AddOrder. */
export function writeAddOrder(order: NewServiceOrder, agreementKey: string): string {
  assertReference(order.reference)
  return `<val>${writeWish(order, agreementKey)}${writeElement('extid', order.reference)}</val>`
}

/** Ids are numbers here: a text that is none names nothing, and zero would mean "any". */
function writeKey(name: string, key: string | null): string {
  if (key === null) return ''
  if (!isRestId(key)) throw unwritable(`${name}: not an id of the billing`)
  return writeElement(name, key)
}

function readPrice(row: XmlElement, name: string, context: ReadContext) {
  const amount = readAmount(elementText(row, name), `orders.${name}`, context)
  if (amount.minorUnits < 0n) throw malformed(`${name}: a negative price`)
  return amount
}
