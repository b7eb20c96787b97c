import type { OrderWish, ServiceOrder } from '../../domain/service-order.ts'
import { notSupported } from '../absent.ts'
import { chunk } from '../adapter/chunk.ts'
import { byId } from '../adapter/context.ts'
import { findEach } from '../adapter/find-each.ts'
import { mapBulk, tryRead } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { OrderBilling, OrderReferenceKey, QuoteVerdict, ServiceOrderKey } from '../order-port.ts'
import type { BillingCall, Bulk } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { elements } from '../transport/xml.ts'
import { findRecords, readPages, readRecords } from './agreement-records.ts'
import { IDS_PER_CALL } from './capabilities.ts'
import { SOAP } from './identity.ts'
import { findUnwritable, orderKind, readQuote, writeWish } from './order-rows.ts'
import { findOrderTerms } from './order-terms.ts'
import { createOrderWrites } from './order-writes.ts'
import { assertReference } from './posting-orders.ts'
import { type AgreementEntry, distinctAccounts, readWhole, withAgreement, writeFilter } from './soap-rows.ts'
import type { SoapSide } from './soap-side.ts'

/** More orders with one reference than anybody has placed. */
const REFERENCE_ROWS = 100

/** QuoteOrders, GetOrderTerms, AddOrder, CancelOrder and GetOrders. */
export function createOrders(side: SoapSide): OrderBilling {
  const kind = orderKind(side.context)
  const byOrder = { ...kind, idOf: ({ orderId }: ServiceOrderKey) => orderId }
  return {
    ...createOrderWrites(side),
    findOrderTerms: (ids, call) => findOrderTerms(side, ids, call),
    quoteOrders: (wishes, call) => quoteOrders(wishes, { side, call }),
    async listOrders(keys, call) {
      const pages = await readPages(keys, kind, { side, call })
      return mapBulk(pages, ({ values, hasMore }) => ({ orders: values, hasMore }))
    },
    findOrders: (keys, call) => findRecords(keys, byOrder, { side, call }),
    findCarriedOut: () => Promise.reject(notSupported('findCarriedOut')),
    async findByReference(keys, call) {
      for (const { reference } of keys) assertReference(reference)
      return await findEach(keys, (key) => findByReference(key, { side, call }))
    },
  }
}

interface Lookup {
  readonly side: SoapSide
  readonly call: BillingCall
}

/** The answers come in the order of the questions, and are numbered besides. */
async function quoteOrders(
  wishes: readonly OrderWish[],
  { side, call }: Lookup,
): Promise<Bulk<OrderWish, QuoteVerdict>> {
  const quotes = new Map<OrderWish, QuoteVerdict | BillingError>()
  const soapKeys = await side.identity.findForeignKeys(SOAP, distinctAccounts(wishes), call)
  const askSome = async (entries: readonly WrittenWish[]) => {
    const content = entries.map(({ text }) => `<val>${text}</val>`).join('')
    const request = { name: 'QuoteOrders', content, writes: false }
    const found = await side.soap.call(request, call, (answer) => {
      const rows = elements(answer, 'ret')
      if (rows.length !== entries.length) throw malformed('quotes: not as many as were asked for')
      const told = { name: { system: SOAP, operation: request.name }, onOddity: side.context.onOddity }
      return rows.map((row, at) => {
        if (readWhole(row, 'num') !== at + 1) throw malformed('num: not in the order that was asked for')
        return tryRead(() => readQuote(row, side.context), told)
      })
    })
    for (const [at, { key }] of entries.entries()) quotes.set(key, found[at] ?? malformedQuote())
  }
  const written = withAgreement(wishes, soapKeys, quotes).flatMap((entry) => tryWrite(entry, quotes))
  await Promise.all(chunk(written, IDS_PER_CALL).map(askSome))
  return quotes
}

interface WrittenWish {
  readonly key: OrderWish
  readonly text: string
}

/** What cannot even be written is refused here: one such wish must not spoil the others. */
function tryWrite(
  { key, agreementKey }: AgreementEntry<OrderWish>,
  quotes: Map<OrderWish, QuoteVerdict | BillingError>,
): readonly WrittenWish[] {
  const reason = findUnwritable(key)
  if (reason === null) return [{ key, text: writeWish(key, agreementKey) }]
  quotes.set(key, { kind: 'refused', reason, earliestOn: null })
  return []
}

async function findByReference(
  { accountId, reference }: OrderReferenceKey,
  { side, call }: Lookup,
): Promise<readonly ServiceOrder[]> {
  const agreementKey = (await side.identity.findForeignKeys(SOAP, [accountId], call)).get(accountId)
  if (agreementKey instanceof BillingError) throw agreementKey
  if (agreementKey === undefined) return []
  const kind = orderKind(side.context)
  const parts = [['agrmid', agreementKey] as const, ['extid', reference] as const]
  const request = { name: kind.operation, content: writeFilter({ parts, pageSize: REFERENCE_ROWS }), writes: false }
  const orders = await side.soap.call(request, call, (answer) =>
    readRecords(answer, kind, side.context.onOddity).map(({ agreementKey: owner, value }) => {
      if (value instanceof BillingError) throw value
      // A row without the reference may be the one, spoilt: leaving it out would say that there is none.
      if (owner !== agreementKey || value.reference !== reference) throw malformed('extid: not the one asked for')
      return { ...value, accountId }
    }),
  )
  return orders.toSorted(byId)
}

function malformedQuote(): BillingError {
  return new BillingError('BILLING_MALFORMED_ANSWER', `${SOAP} QuoteOrders: a quote is missing.`, {
    outcome: 'not_applied',
  })
}
