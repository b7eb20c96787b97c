import type { Tariff, TariffKind, TvChannel, TvPackage } from '../../domain/tariff.ts'
import { type ReadContext, readAmount } from '../adapter/context.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readId, readInteger, readOptionalText, readPrinted, readText } from '../transport/json.ts'
import { readCode, TARIFF_KIND } from './codes.ts'

export interface TariffRow {
  readonly tariff: Tariff
  /** Null for a tariff of all regions. */
  readonly regionId: string | null
}

/** One row of GET /tariffs. */
export function readTariff(row: JsonObject, context: ReadContext): TariffRow {
  const { onOddity } = context
  const owner = readInteger(row, 'owner_account')
  const speedMbps = readInteger(row, 'speed')
  const region = readInteger(row, 'region_id')
  const monthlyFee = readAmount(readPrinted(row, 'fee'), 'tariffs.fee', context)
  // A negative owner would make a private tariff look public, were it taken for "none".
  if (Math.min(owner, speedMbps, region) < 0 || monthlyFee.minorUnits < 0n) throw malformed('tariff: a negative number')
  const kind = readCode(TARIFF_KIND, readInteger(row, 'kind'), { field: 'tariffs.kind', onOddity })
  const components = readText(row, 'components')
  const tariff: Tariff = {
    id: readId(row, 'id'),
    name: readText(row, 'name'),
    kind,
    monthlyFee,
    speedMbps: speedMbps === 0 ? null : speedMbps,
    ownerAccountId: owner === 0 ? null : String(owner),
    components: kind === 'MIX' ? readComponents(components, context) : [],
    tvPackage: readTvPackage(row),
    description: readOptionalText(row, 'descr'),
  }
  return { tariff, regionId: region === 0 ? null : String(region) }
}

/** One row of GET /channels. */
export function readChannel(row: JsonObject): TvChannel {
  const number = readInteger(row, 'num')
  const highDefinition = readInteger(row, 'hd')
  if (number < 0) throw malformed('num: negative')
  if (highDefinition !== 0 && highDefinition !== 1) throw malformed('hd: neither 0 nor 1')
  return {
    number,
    name: readText(row, 'name'),
    genre: readOptionalText(row, 'genre'),
    isHighDefinition: highDefinition === 1,
  }
}

/** Kinds with commas between, each once. */
function readComponents(text: string, { onOddity }: ReadContext): readonly TariffKind[] {
  const codes = text.split(',').map((code) => code.trim())
  if (codes.length === 1 && codes[0] === '') return []
  if (codes.some((code) => !/^\d{1,9}$/.test(code))) throw malformed('components: not a list of kinds')
  const kinds = codes.map((code) => readCode(TARIFF_KIND, Number(code), { field: 'tariffs.components', onOddity }))
  return [...new Set(kinds)]
}

function readTvPackage(row: JsonObject): TvPackage | null {
  const channelCount = readInteger(row, 'channels')
  if (channelCount < 0) throw malformed('channels: negative')
  return channelCount === 0 ? null : { channelCount, setUpGuide: readOptionalText(row, 'guide') }
}
