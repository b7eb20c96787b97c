import { addMonths, dateText, monthStart } from './calendar.ts'
import { type Database, readAmount, readInteger, readText } from './database.ts'
import type { Touch } from './touch.ts'

/** A paper of an account. Papers are not kept: each is what the books say, so that the same question has the same answer. */
export interface DocumentRow {
  readonly id: number
  readonly restId: number
  /** A agreement, I invoice, C certificate of services rendered (an act). */
  readonly type: 'A' | 'I' | 'C'
  readonly number: string
  readonly issuedOn: string
  /** Null for an agreement. */
  readonly sum: bigint | null
  /** yyyy-MM-dd; null for an agreement. */
  readonly from: string | null
  readonly to: string | null
}

export interface DocumentBooks {
  /** The agreement of each account, and of organisations an invoice and an act for each month that is over. */
  listDocuments(restIds: readonly number[]): DocumentRow[]
}

/** Behind an account's number stand the number of the month, counted from 2000, and one digit for the kind. */
const PLACES = 100_000
const KIND_DIGIT = { A: 1, I: 2, C: 3 } as const

export function createDocumentReads(
  database: Database,
  { touch, now }: { readonly touch: Touch; readonly now: () => number },
): DocumentBooks {
  return {
    listDocuments: (restIds) => {
      touch.restIds(restIds)
      const known = JSON.stringify(restIds)
      const agreements = database
        .all(
          'SELECT rest_id, number, concluded_on FROM agreements WHERE rest_id IN (SELECT value FROM json_each(?))',
          known,
        )
        .map((row): DocumentRow => {
          const restId = readInteger(row, 'rest_id')
          const [number, issuedOn] = [readText(row, 'number'), readText(row, 'concluded_on')]
          return { id: idOf(restId, 0, 'A'), restId, type: 'A', number, issuedOn, sum: null, from: null, to: null }
        })
      const months = database.all(
        `SELECT a.rest_id, a.number, c.period, sum(c.amount) AS total FROM charges c
         JOIN accounts a ON a.soap_id = c.soap_id AND a.type = 'O'
         WHERE a.rest_id IN (SELECT value FROM json_each(?)) AND c.period GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'
         GROUP BY a.rest_id, c.period ORDER BY a.rest_id, c.period`,
        known,
      )
      const over = monthStart(now())
      return [...agreements, ...months.flatMap((row) => makePapers(row, over))]
    },
  }
}

/** Invoice and act of one month, unless it is still going on. */
function makePapers(row: Parameters<typeof readInteger>[0], over: number): DocumentRow[] {
  const restId = readInteger(row, 'rest_id')
  const period = readText(row, 'period')
  const next = addMonths(Date.parse(`${period}-01T00:00:00Z`), 1)
  if (next > over) return []
  const last = dateText(next - 1)
  const shared = { restId, sum: readAmount(row, 'total'), from: `${period}-01`, to: last, issuedOn: last }
  const number = `${readText(row, 'number')}-${period.replace('-', '')}`
  return (['I', 'C'] as const).map((type) => ({
    ...shared,
    id: idOf(restId, monthNumber(period), type),
    type,
    number: `${type === 'I' ? 'СЧ' : 'АКТ'}-${number}`,
  }))
}

function idOf(restId: number, month: number, type: DocumentRow['type']): number {
  return restId * PLACES + month * 10 + KIND_DIGIT[type]
}

function monthNumber(period: string): number {
  const [year = 0, month = 0] = period.split('-').map(Number)
  return (year - 2000) * 12 + month
}
