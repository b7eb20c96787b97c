import type { Coverage, CoverageAddress, CoverageStatus } from '../../domain/coverage.ts'
import { readLegacyDay } from '../../domain/date.ts'
import { isSameStreet, readHouseNumber, readStreet } from '../../domain/street-address.ts'
import type { ReadContext } from '../adapter/context.ts'
import { findEach } from '../adapter/find-each.ts'
import { assertReadable, indexAll } from '../adapter/keyed-rows.ts'
import type { BillingCall, CoverageBilling } from '../port.ts'
import { type JsonObject, readId, readInteger, readText } from '../transport/json.ts'
import { COVERAGE_STATE, findCode } from './codes.ts'
import { isRestId, type RestClient } from './rest.ts'

const UNKNOWN_ADDRESS: Coverage = { status: 'UNKNOWN_ADDRESS', plannedOn: null }

/** Some houses of one street. */
interface HouseRange extends Coverage {
  readonly id: string
  readonly regionId: string
  readonly city: string
  readonly street: string
  readonly from: number
  readonly to: number
  /** 0 all houses, 1 odd ones, 2 even ones. */
  readonly side: number
}

/** GET /coverage, which finds streets by a part of their names. */
export function createCoverage(rest: RestClient, context: ReadContext): CoverageBilling {
  return {
    findCoverage: (addresses, call) =>
      findEach(addresses, async (address) => {
        const house = readHouseNumber(address.house)
        if (!isRestId(address.regionId) || house === null) return UNKNOWN_ADDRESS
        return judge(await listRanges(rest, address, { context, call }), { address, house })
      }),
  }
}

async function listRanges(
  rest: RestClient,
  { regionId, city, street }: CoverageAddress,
  { context, call }: { context: ReadContext; call: BillingCall },
): Promise<readonly HouseRange[]> {
  // The longest word is in every spelling of the name; ё and е would be two letters to the billing.
  const parts = [city, street].map((text) => longestWord(readStreet(text).name))
  const [inCity = '', inStreet = ''] = parts.map(encodeURIComponent)
  const path = `/coverage?region_id=${regionId}&city=${inCity}&street=${inStreet}`
  const rows = await rest.listAll({ operation: 'coverage', path }, call, {
    key: (row) => readId(row, 'id'),
    value: (row) => readRange(row, context),
  })
  const { onOddity } = context
  return assertReadable([...indexAll(rows, { field: 'coverage.id', onOddity }).values()])
}

/** The longest piece of the name without the letter е, which other people write ё. */
function longestWord(name: string): string {
  return name.split(/[\sе]+/u).reduce((longest, word) => (word.length > longest.length ? word : longest), '')
}

/** What all ranges with the house say alike. Where they differ, nobody knows which street is meant. */
function judge(
  ranges: readonly HouseRange[],
  { address, house }: { address: CoverageAddress; house: number },
): Coverage {
  const [city, street] = [readStreet(address.city), readStreet(address.street)]
  const fitting = ranges.filter(
    (range) =>
      range.regionId === address.regionId &&
      isSameStreet(readStreet(range.city), city) &&
      isSameStreet(readStreet(range.street), street) &&
      range.from <= house &&
      house <= range.to &&
      (range.side === 0 || range.side % 2 === house % 2),
  )
  const [first, ...others] = fitting
  const isCertain = first !== undefined && others.every(({ status }) => status === first.status)
  return isCertain ? { status: first.status, plannedOn: first.plannedOn } : UNKNOWN_ADDRESS
}

function readRange(row: JsonObject, { timeZone, onOddity }: ReadContext): HouseRange {
  const state = readInteger(row, 'state')
  const status = findCode<CoverageStatus>(COVERAGE_STATE, state)
  // What nobody lists says nothing about the house.
  if (status === null) onOddity({ kind: 'unknown_code', field: 'coverage.state', code: String(state).slice(0, 20) })
  const planned = readLegacyDay(readText(row, 'planned'), timeZone)
  return {
    id: readId(row, 'id'),
    regionId: readId(row, 'region_id'),
    city: readText(row, 'city'),
    street: readText(row, 'street'),
    from: readInteger(row, 'from'),
    to: readInteger(row, 'to'),
    side: readInteger(row, 'side'),
    status: status ?? 'UNKNOWN_ADDRESS',
    plannedOn: status === 'PLANNED' ? planned : null,
  }
}
