import type { Charge } from '../../domain/charge.ts'
import { readLegacyInstant } from '../../domain/date.ts'
import { readAmount } from '../adapter/context.ts'
import { mapBulk } from '../adapter/keyed-rows.ts'
import type { ChargeBilling, ChargeKey } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readBareText, readDecimal, readId, readText } from '../transport/json.ts'
import type { AbillsContext, AbillsSide } from './context.ts'
import { findInLedger, type Ledger, readLedgerPages } from './ledger.ts'
import { readRegistration } from './payment-rows.ts'
import { writeRecordId } from './record-ids.ts'

/** GET /fees, in the same way as GET /payments. */
export function createCharges(side: AbillsSide): ChargeBilling {
  const ledger: Ledger<Charge> = {
    noun: 'fees',
    shown: { DATETIME: '_SHOW', DSC: '_SHOW' },
    read: (row) => readCharge(row, side.context),
  }
  return {
    async listCharges(keys, call) {
      const pages = await readLedgerPages(keys, ledger, { side, call })
      return mapBulk(pages, ({ rows, hasMore }) => ({ charges: rows, hasMore }))
    },
    findCharges: (keys, call) =>
      findInLedger(keys, { ledger, idOf: ({ chargeId }: ChargeKey) => chargeId, lookup: { side, call } }),
  }
}

/**
 * One row of GET /fees. Neither the service nor the month has a field: monthly fees name both in their description, in words
 * that each installation sets, so that neither is guessed.
 */
function readCharge(row: JsonObject, context: AbillsContext): Charge {
  const amount = readAmount(readDecimal(row, 'sum'), 'fees.sum', context)
  if (amount.minorUnits < 0n) throw malformed('sum: negative')
  return {
    id: writeRecordId('fees', readId(row, 'id'), readRegistration(row, context.timeZone)),
    accountId: readId(row, 'uid'),
    serviceId: null,
    amount,
    chargedAt: readLegacyInstant(readText(row, 'datetime'), context.timeZone),
    period: readMonth(readBareText(row, 'dsc')),
    description: readBareText(row, 'dsc'),
  }
}

/** Monthly fees end with the days that they are for: "(2026-11-01-2026-11-30)". Within one month, that is the month. */
function readMonth(description: string): string | null {
  const groups = /\((?<from>\d{4}-\d\d)-\d\d-(?<to>\d{4}-\d\d)-\d\d\)/.exec(description)?.groups
  return groups !== undefined && groups['from'] === groups['to'] ? (groups['from'] ?? null) : null
}
