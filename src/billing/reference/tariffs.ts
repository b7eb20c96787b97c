import type { Tariff } from '../../domain/tariff.ts'
import type { TariffBilling } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readDecimal, readId, readInteger, readText } from '../transport/json.ts'
import { readCode, TARIFF_KIND } from './codes.ts'
import { indexRows, type ReadContext, readAmount } from './context.ts'
import type { RestClient } from './rest.ts'

/** GET /tariffs. */
export function createTariffs(rest: RestClient, context: ReadContext): TariffBilling {
  return {
    async findTariffs(ids, call) {
      const request = { operation: 'tariffs', path: '/tariffs', parameter: 'ids', ids }
      const rows = await rest.list(request, call, (row) => readTariff(row, context))
      const asked = { asked: new Set(ids), field: 'tariffs.id', onOddity: context.onOddity }
      return indexRows(rows, asked, ({ id }) => id)
    },
  }
}

/** One row of GET /tariffs. */
function readTariff(row: JsonObject, context: ReadContext): Tariff {
  const owner = readInteger(row, 'owner_account')
  const speedMbps = readInteger(row, 'speed')
  const monthlyFee = readAmount(readDecimal(row, 'fee'), 'tariffs.fee', context)
  // A negative owner would make a private tariff look public, were it taken for "none".
  if (owner < 0 || speedMbps < 0 || monthlyFee.minorUnits < 0n) throw malformed('tariff: a negative number')
  return {
    id: readId(row, 'id'),
    name: readText(row, 'name'),
    kind: readCode(TARIFF_KIND, readInteger(row, 'kind'), { field: 'tariffs.kind', onOddity: context.onOddity }),
    monthlyFee,
    speedMbps: speedMbps === 0 ? null : speedMbps,
    ownerAccountId: owner === 0 ? null : String(owner),
  }
}
