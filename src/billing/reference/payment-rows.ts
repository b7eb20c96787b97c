import { readLegacyInstant } from '../../domain/date.ts'
import type { Payment } from '../../domain/payment.ts'
import type { PaymentKey, PaymentPageKey } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { elements, elementText, findElementText, writeElement, type XmlElement } from '../transport/xml.ts'
import { IDS_PER_CALL } from './capabilities.ts'
import { PAYMENT_METHOD, PAYMENT_STATUS, readCode } from './codes.ts'
import { assertCurrency, type ReadContext, readAmount } from './context.ts'

/** What is set of the filter element; everything else is "any". */
export interface PaymentFilter {
  readonly recordIds: readonly string[]
  readonly agreementKeys: readonly string[]
  readonly before: string | null
  /** Rows per agreement. Always said, since the default is the billing's secret. */
  readonly rowsPerAgreement: number
}

/** A payment as read, under the agreement's key. Its `accountId` is put in by the caller, who knows both. */
export interface PaymentRow {
  readonly agreementKey: string
  readonly payment: Omit<Payment, 'accountId'>
}

/** One call with the keys that its answer is for. */
interface Plan<K> {
  readonly filter: PaymentFilter
  readonly keys: readonly { readonly key: K; readonly agreementKey: string }[]
}

/** Rows of one answer, at some 400 bytes each, that stay well below the transport's size limit. */
const ROWS_PER_CALL = 3000

/** Keys with equal `first` and `before` share a call, as many as its answer has room for. */
export function planPages(
  keys: readonly PaymentPageKey[],
  soapKeys: ReadonlyMap<string, string>,
): readonly Plan<PaymentPageKey>[] {
  const groups = Map.groupBy(withAgreement(keys, soapKeys), ({ key }) => `${key.first} ${key.before ?? ''}`)
  return [...groups.values()].flatMap((group) => {
    const { first, before } = group[0]?.key ?? { first: 1, before: null }
    const rowsPerAgreement = first + 1
    const size = Math.max(1, Math.min(IDS_PER_CALL, Math.floor(ROWS_PER_CALL / rowsPerAgreement)))
    return chunk(group, size).map((part) => {
      const agreementKeys = [...new Set(part.map(({ agreementKey }) => agreementKey))]
      return { keys: part, filter: { recordIds: [], agreementKeys, before, rowsPerAgreement } }
    })
  })
}

export function planFind(
  keys: readonly PaymentKey[],
  soapKeys: ReadonlyMap<string, string>,
): readonly Plan<PaymentKey>[] {
  return chunk(withAgreement(keys, soapKeys), IDS_PER_CALL).map((part) => {
    const recordIds = [...new Set(part.map(({ key }) => key.paymentId))]
    return { keys: part, filter: { recordIds, agreementKeys: [], before: null, rowsPerAgreement: IDS_PER_CALL } }
  })
}

/** The content of GetPayments. */
export function writeGetPayments({ recordIds, agreementKeys, before, rowsPerAgreement }: PaymentFilter): string {
  const filter = [
    ...recordIds.map((id) => writeElement('recordid', id)),
    ...agreementKeys.map((key) => writeElement('agrmid', key)),
    ...(before === null ? [] : [writeElement('beforeid', before)]),
    writeElement('pgsize', rowsPerAgreement),
  ]
  return `<flt>${filter.join('')}</flt>`
}

/** The rows of GetPaymentsResponse: none, one or many `ret`. */
export function readPayments(answer: XmlElement, context: ReadContext): readonly PaymentRow[] {
  return elements(answer, 'ret').map((row) => readPayment(row, context))
}

/** One PaymentRecord. Its elements may stand in any order. */
function readPayment(row: XmlElement, context: ReadContext): PaymentRow {
  const { timeZone, onOddity } = context
  assertCurrency(elementText(row, 'currency'), context)
  const payment = {
    id: readKey(row, 'recordid'),
    amount: readAmount(elementText(row, 'amount'), 'payments.amount', context),
    status: readCode(PAYMENT_STATUS, readWhole(row, 'status'), { field: 'payments.status', onOddity }),
    method: readCode(PAYMENT_METHOD, readWhole(row, 'classid'), { field: 'payments.classid', onOddity }),
    paidAt: readLegacyInstant(elementText(row, 'paydate'), timeZone),
    externalId: findElementText(row, 'receipt'),
  }
  return { agreementKey: readKey(row, 'agrmid'), payment }
}

/** A key as canonical text: old systems print 77001, 0077001 and 77001.0 for the same one. */
function readKey(row: XmlElement, name: string): string {
  const key = readWhole(row, name)
  if (key === 0) throw malformed(`${name}: not an id`)
  return String(key)
}

function readWhole(row: XmlElement, name: string): number {
  const text = elementText(row, name)
  if (!/^\d{1,15}(?:\.0{1,6})?$/.test(text)) throw malformed(`${name}: not a whole number`)
  return Number(text)
}

function withAgreement<K extends { readonly accountId: string }>(
  keys: readonly K[],
  soapKeys: ReadonlyMap<string, string>,
): readonly { key: K; agreementKey: string }[] {
  return keys.flatMap((key) => {
    const agreementKey = soapKeys.get(key.accountId)
    return agreementKey === undefined ? [] : [{ key, agreementKey }]
  })
}

function chunk<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
