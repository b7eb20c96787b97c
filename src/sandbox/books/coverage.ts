import type { CoverageFilter, CoverageRow } from './coverageTypes.ts'
import { type Database, type Row, readInteger, readText, readTextOrNull } from './database.ts'

/** The ranges of houses on the streets whose names hold a text. */
export function listCoverage(database: Database, { regionId, city, street }: CoverageFilter): CoverageRow[] {
  // SQLite knows no small letters but the English ones.
  return database
    .all('SELECT * FROM coverage WHERE region_id = ? ORDER BY id', regionId)
    .map(readCoverage)
    .filter((row) => holds(row.city, city) && holds(row.street, street))
}

export function insertCoverage(database: Database, row: CoverageRow): void {
  const { id, regionId, city, street, from, to, side, state, plannedOn } = row
  const sql = 'INSERT INTO coverage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'
  database.run(sql, id, regionId, city, street, from, to, side, state, plannedOn)
}

function holds(whole: string, part: string): boolean {
  return whole.toLowerCase().includes(part.toLowerCase())
}

function readCoverage(row: Row): CoverageRow {
  const side = readInteger(row, 'side')
  const state = readInteger(row, 'state')
  return {
    id: readInteger(row, 'id'),
    regionId: readInteger(row, 'region_id'),
    city: readText(row, 'city'),
    street: readText(row, 'street'),
    from: readInteger(row, 'house_from'),
    to: readInteger(row, 'house_to'),
    side: side === 1 || side === 2 ? side : 0,
    state: state === 1 || state === 2 ? state : 3,
    plannedOn: readTextOrNull(row, 'planned_on'),
  }
}
