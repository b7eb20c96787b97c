import type { AccountId } from '../../domain/account.ts'
import { readLegacyInstant } from '../../domain/date.ts'
import type { PromisedPaymentOffer } from '../../domain/promised-payment.ts'
import { chunk } from '../adapter/chunk.ts'
import { type ReadContext, readAmount } from '../adapter/context.ts'
import { leaveOutForeign, mapBulk, tryRead } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import { type FoundPromise, MAX_PROMISES_READ, type PromisedPaymentBilling } from '../promised-payment-port.ts'
import { elements, elementText, type XmlElement } from '../transport/xml.ts'
import { readPages } from './agreement-records.ts'
import { IDS_PER_CALL } from './capabilities.ts'
import { NO_PROMISE_REASON, readCode } from './codes.ts'
import { SOAP } from './identity.ts'
import { type PromiseRow, type PromiseSide, promiseKind } from './promised-payment-rows.ts'
import { createPromiseWrites } from './promised-payment-writes.ts'
import { readKey, readWhole, writeFilter } from './soap-rows.ts'

/** GetPromiseOffers and GetPromises, which take many agreements in one call, and AddPromise. */
export function createPromisedPayments(side: PromiseSide): PromisedPaymentBilling {
  const kind = promiseKind(side)
  return {
    async findPromiseOffers(ids, call) {
      const offers = new Map<AccountId, PromisedPaymentOffer | BillingError>()
      const keys = await side.identity.findForeignKeys(SOAP, [...new Set(ids)], call)
      const known = [...keys].flatMap(([accountId, agreementKey]) => {
        if (!(agreementKey instanceof BillingError)) return [{ accountId, agreementKey }]
        offers.set(accountId, agreementKey)
        return []
      })
      await Promise.all(chunk(known, IDS_PER_CALL).map((some) => readOffers(side, some, { call, offers })))
      return offers
    },

    async listPromises(ids, call) {
      const keys = [...new Set(ids)].map((accountId) => ({ accountId, first: MAX_PROMISES_READ, before: null }))
      const pages = mapBulk(await readPages(keys, kind, { side, call }), ({ values }) => values.map(toFound))
      return new Map([...pages].map(([{ accountId }, found]) => [accountId, found]))
    },

    ...createPromiseWrites(side),
  }
}

async function readOffers(
  { soap, context }: PromiseSide,
  asked: readonly { readonly accountId: AccountId; readonly agreementKey: string }[],
  { call, offers }: { call: BillingCall; offers: Map<AccountId, PromisedPaymentOffer | BillingError> },
): Promise<void> {
  const { onOddity } = context
  const accounts = new Map(asked.map(({ accountId, agreementKey }) => [agreementKey, accountId]))
  const content = writeFilter({ parts: [['agrmid', [...accounts.keys()]]], pageSize: IDS_PER_CALL })
  const name = { system: SOAP, operation: 'GetPromiseOffers' }
  const rows = await soap.call({ name: name.operation, content, writes: false }, call, (answer) =>
    elements(answer, 'ret').map((row) => ({
      agreementKey: readKey(row, 'agrmid'),
      offer: tryRead(() => readOffer(row, context), { name, onOddity }),
    })),
  )
  for (const { agreementKey, offer } of rows) {
    const accountId = accounts.get(agreementKey)
    if (accountId === undefined) leaveOutForeign(offer, { field: 'promiseOffers.agrmid', onOddity })
    else if (offers.has(accountId)) onOddity({ kind: 'duplicate_row', field: 'promiseOffers.agrmid', code: null })
    else offers.set(accountId, offer)
  }
}

function readOffer(row: XmlElement, context: ReadContext): PromisedPaymentOffer {
  const code = readWhole(row, 'reason')
  if (code !== 0) {
    const reason = readCode(NO_PROMISE_REASON, code, { field: 'promiseOffers.reason', onOddity: context.onOddity })
    // Whatever an unlisted code means, it is no offer.
    const availableAt = readLegacyInstant(elementText(row, 'nextdate'), context.timeZone)
    return { kind: 'not_offered', reason: reason === 'UNKNOWN' ? 'NOT_OFFERED' : reason, availableAt }
  }
  const amount = (name: string) => readAmount(elementText(row, name), `promiseOffers.${name}`, context)
  return {
    kind: 'offered',
    minAmount: amount('minamount'),
    maxAmount: amount('maxamount'),
    fee: amount('fee'),
    termDays: readWhole(row, 'days'),
  }
}

function toFound({ reference, origin, ...promise }: PromiseRow & { readonly accountId: AccountId }): FoundPromise {
  return { promise, reference, origin }
}
