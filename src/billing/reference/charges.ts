import type { Charge } from '../../domain/charge.ts'
import { readLegacyInstant } from '../../domain/date.ts'
import { type ReadContext, readAmount } from '../adapter/context.ts'
import { mapBulk } from '../adapter/keyed-rows.ts'
import type { ChargeBilling, ChargeKey } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { elementText, type XmlElement } from '../transport/xml.ts'
import { findRecords, type RecordKind, readPages } from './agreement-records.ts'
import { readKey, readOptionalKey } from './soap-rows.ts'
import type { SoapSide } from './soap-side.ts'

/** GetCharges, which takes many agreements and many record ids in one call. */
export function createCharges(side: SoapSide): ChargeBilling {
  const kind: RecordKind<Omit<Charge, 'accountId'>> = {
    operation: 'GetCharges',
    idElement: 'recordid',
    noun: 'charges',
    // At some 300 bytes each.
    rowsPerCall: 3000,
    read: (row) => readCharge(row, side.context),
  }
  const byId = { ...kind, idOf: ({ chargeId }: ChargeKey) => chargeId }
  return {
    async listCharges(keys, call) {
      const pages = await readPages(keys, kind, { side, call })
      return mapBulk(pages, ({ values, hasMore }) => ({ charges: values, hasMore }))
    },
    findCharges: (keys, call) => findRecords(keys, byId, { side, call }),
  }
}

/** One ChargeRecord. Its elements may stand in any order. */
function readCharge(row: XmlElement, context: ReadContext): Omit<Charge, 'accountId'> {
  return {
    id: readKey(row, 'recordid'),
    serviceId: readOptionalKey(row, 'vgid'),
    amount: readAmount(elementText(row, 'amount'), 'charges.amount', context),
    chargedAt: readLegacyInstant(elementText(row, 'chargedate'), context.timeZone),
    period: readMonth(elementText(row, 'period')),
    description: elementText(row, 'descr'),
  }
}

/** yyyy-MM; blank and zeros are null. */
function readMonth(text: string): string | null {
  if (text === '' || text === '0' || text === '0000-00') return null
  if (!/^(?:19|2\d)\d\d-(?:0[1-9]|1[0-2])$/.test(text)) throw malformed('period: not a month')
  return text
}
