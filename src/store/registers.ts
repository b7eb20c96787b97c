import { sql } from 'kysely'
import { insertEntry } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { deleteInBatches } from './delete.ts'
import { StoreError } from './error.ts'
import type { RegisterPart, RegisterPartRow, RegisterStore } from './register-types.ts'
import type { AuditEntry } from './store.ts'

export function createRegisterStore(database: Database): RegisterStore {
  return {
    put: (part, audit, call) =>
      database.transact(async (transaction) => {
        // Two parts at once must see each other, or neither would find the register complete.
        await database.lock(transaction, `register ${part.partnerId} ${part.day}`)
        await put(transaction, part, audit)
        const rows = await selectDay(transaction, part).select(['part', 'lines']).orderBy('part').execute()
        return rows.map((row): RegisterPartRow => ({ part: row.part, externalIds: readIds(row.lines) }))
      }, call),
    deleteOld: (olderThanMs) =>
      deleteInBatches((limit) =>
        database.run((queries) =>
          queries
            .deleteFrom('registers')
            .where((is) =>
              is(
                is.refTuple('partner_id', 'day', 'part'),
                'in',
                is
                  .selectFrom('registers')
                  .select(['partner_id', 'day', 'part'])
                  .where('submitted_at', '<', sql<number>`${database.words.now} - ${Math.round(olderThanMs)}`)
                  .limit(limit)
                  .$asTuple('partner_id', 'day', 'part'),
              ),
            )
            .executeTakeFirst(),
        ),
      ),
  }
}

async function put(transaction: Queries, part: RegisterPart, audit: AuditEntry): Promise<void> {
  const known = await selectDay(transaction, part)
    .select('sha256')
    .where('part', '=', part.part)
    .where('parts', '=', part.of)
    .executeTakeFirst()
  if (known?.sha256 === part.sha256) return
  await transaction
    .deleteFrom('registers')
    .where('partner_id', '=', part.partnerId)
    .where('day', '=', part.day)
    .where((is) => is.or([is('parts', '<>', part.of), is('part', '=', part.part)]))
    .execute()
  await transaction
    .insertInto('registers')
    .values({
      partner_id: part.partnerId,
      day: part.day,
      part: part.part,
      parts: part.of,
      sha256: part.sha256,
      lines: writeLines(part),
      submitted_at: audit.at,
    })
    .execute()
  await insertEntry(transaction, audit)
}

function selectDay(queries: Queries, { partnerId, day }: Pick<RegisterPart, 'partnerId' | 'day'>) {
  return queries.selectFrom('registers').where('partner_id', '=', partnerId).where('day', '=', day)
}

function writeLines({ rows }: RegisterPart): string {
  return JSON.stringify(
    rows.map(({ externalId, accountNumber, amount }) => [
      externalId,
      accountNumber,
      String(amount.minorUnits),
      amount.currency,
    ]),
  )
}

function readIds(text: string): readonly string[] {
  const lines: unknown = JSON.parse(text)
  const ids = Array.isArray(lines) ? lines.map((line: unknown) => (Array.isArray(line) ? line[0] : undefined)) : []
  if (Array.isArray(lines) && ids.every((id) => typeof id === 'string')) return ids
  throw new StoreError('STORE_CORRUPT', 'The lines of a stored register cannot be read.')
}
