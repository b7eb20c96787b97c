import type { CoverageRow } from '../coverageTypes.ts'
import { REGIONS } from './catalogue.ts'
import { STREETS } from './profile.ts'

/** Streets where nobody is a subscriber yet, and one where nobody will be. */
const NEW_STREET = 'ул. Новая'
const FAR_STREET = 'ул. Дальняя'

const PLANNED_IN_MS = 180 * 86_400_000

type Range = Pick<CoverageRow, 'from' | 'to' | 'side' | 'state'>

/** Houses up to 90 have subscribers. */
const SERVED: readonly Range[] = [
  { from: 1, to: 90, side: 0, state: 1 },
  { from: 91, to: 120, side: 1, state: 2 },
  { from: 91, to: 120, side: 2, state: 3 },
]

const STREET_RANGES: readonly (readonly [string, readonly Range[]])[] = [
  ...STREETS.map((street) => [street, SERVED] as const),
  [NEW_STREET, [{ from: 1, to: 40, side: 0, state: 2 }]],
  [FAR_STREET, [{ from: 1, to: 60, side: 0, state: 3 }]],
]

/** The ranges of all streets of all cities, where every subscriber's house is built up. */
export function deriveCoverage(startAt: number): CoverageRow[] {
  const plannedOn = new Date(startAt + PLANNED_IN_MS).toISOString().slice(0, 10)
  const places = REGIONS.flatMap(({ id: regionId, cities }) => cities.map((city) => ({ regionId, city })))
  const rows = places.flatMap((place) =>
    STREET_RANGES.flatMap(([street, ranges]) => ranges.map((range) => ({ ...place, street, ...range }))),
  )
  return rows.map((row, index) => ({ id: index + 1, ...row, plannedOn: row.state === 2 ? plannedOn : null }))
}
