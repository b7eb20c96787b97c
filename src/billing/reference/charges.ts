import type { Charge, ChargePage } from '../../domain/charge.ts'
import { readLegacyInstant } from '../../domain/date.ts'
import type { ChargeBilling, ChargeKey, ChargePageKey } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { elements, elementText, type XmlElement } from '../transport/xml.ts'
import { findRecords, type RecordKind, type RecordRow, readPages } from './agreement-records.ts'
import { type ReadContext, readAmount } from './context.ts'
import { readKey, readOptionalKey, writeFilter } from './soap-rows.ts'
import type { SoapSide } from './soap-side.ts'

type ChargeRow = RecordRow<Omit<Charge, 'accountId'>>

/** GetCharges, which takes many agreements and many record ids in one call. */
export function createCharges({ soap, identity, context }: SoapSide): ChargeBilling {
  const { onOddity } = context
  const kind: RecordKind<ChargeRow['value']> = {
    idElement: 'recordid',
    noun: 'charges',
    // At some 300 bytes each.
    rowsPerCall: 3000,
    send(filter, call) {
      const request = { name: 'GetCharges', content: writeFilter(filter), writes: false }
      return soap.call(request, call, (answer) => readCharges(answer, context))
    },
  }

  return {
    async listCharges(keys, call) {
      const pages = new Map<ChargePageKey, ChargePage>()
      for (const [key, { values, hasMore }] of await readPages(keys, kind, { identity, onOddity, call })) {
        const charges = values.map((charge): Charge => ({ ...charge, accountId: key.accountId }))
        pages.set(key, { charges, hasMore })
      }
      return pages
    },

    async findCharges(keys, call) {
      const found = new Map<ChargeKey, Charge>()
      const byId = { ...kind, idOf: ({ chargeId }: ChargeKey) => chargeId }
      for (const [key, charge] of await findRecords(keys, byId, { identity, onOddity, call })) {
        found.set(key, { ...charge, accountId: key.accountId })
      }
      return found
    },
  }
}

/** The rows of GetChargesResponse: none, one or many `ret`. */
function readCharges(answer: XmlElement, context: ReadContext): readonly ChargeRow[] {
  return elements(answer, 'ret').map((row) => readCharge(row, context))
}

/** One ChargeRecord. Its elements may stand in any order. */
function readCharge(row: XmlElement, context: ReadContext): ChargeRow {
  const charge = {
    id: readKey(row, 'recordid'),
    serviceId: readOptionalKey(row, 'vgid'),
    amount: readAmount(elementText(row, 'amount'), 'charges.amount', context),
    chargedAt: readLegacyInstant(elementText(row, 'chargedate'), context.timeZone),
    period: readMonth(elementText(row, 'period')),
    description: elementText(row, 'descr'),
  }
  return { agreementKey: readKey(row, 'agrmid'), id: charge.id, value: charge }
}

/** yyyy-MM; blank and zeros are null. */
function readMonth(text: string): string | null {
  if (text === '' || text === '0' || text === '0000-00') return null
  if (!/^(?:19|2\d)\d\d-(?:0[1-9]|1[0-2])$/.test(text)) throw malformed('period: not a month')
  return text
}
