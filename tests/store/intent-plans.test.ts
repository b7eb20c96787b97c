import { type Compilable, type CompiledQuery, sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import type { Engine } from '../../src/store/database.ts'
import * as changes from '../../src/store/intent-changes.ts'
import * as reading from '../../src/store/intent-reading.ts'
import { openPostgres } from '../../src/store/postgres.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { idOf, newIntent } from '../support/intents.ts'
import { describeStores, type FreshDatabase } from '../support/stores.ts'

const DAY_MS = 86_400_000
const PAGE = { kind: 'PAYMENT', from: 0, to: DAY_MS, afterId: idOf(7), limit: 9 } as const
const { selectConflicting } = changes

/** Every statement that looks for intents, with the index that it must look in. */
const STATEMENTS: readonly [index: string, (engine: Engine) => Compilable][] = [
  ['due', ({ queries, words }) => changes.updateDue(queries, { limit: 9, leaseMs: 1, words })],
  ['pkey', ({ queries, words }) => changes.updateClaimed(queries, { id: 'i', states: ['UNKNOWN'], leaseMs: 1, words })],
  [
    'pkey',
    ({ queries, words }) =>
      changes.updateMoved(queries, {
        claim: { id: 'i', fence: 1, state: 'ACCEPTED' },
        change: { to: 'SENDING', begins: true, dueInMs: 1 },
        words,
      }),
  ],
  [
    'turn',
    ({ queries, words }) => {
      const changed = sql`(select * from intents where id = 'i') as changed`
      return { compile: () => changes.updateNextInTurn(changed, words).compile(queries) }
    },
  ],
  ['key', ({ queries }) => selectConflicting(queries, newIntent(7)).known],
  ['reference', ({ queries }) => selectConflicting(queries, newIntent(7)).holder],
  ['key', ({ queries }) => reading.selectByExternalId(queries, newIntent(7))],
  [
    'record_id',
    ({ queries, words }) =>
      reading.selectTaken(queries, { kinds: ['PAYMENT'], recordIds: ['p-7'], except: 'i', words }),
  ],
  [
    'record_id',
    ({ queries, words }) =>
      reading.selectTaken(queries, { kinds: ['PAYMENT'], recordIds: ['p-7'], except: 'i', doneBefore: 9, words }),
  ],
  ['record_id', ({ queries, words }) => reading.selectShared(queries, { recordIds: ['p-7'], words })],
  [
    'record_id',
    ({ queries }) => ({
      compile: () => changes.updateSharing(sql`(select * from intents where id = 'i') as changed`).compile(queries),
    }),
  ],
  ['attention', ({ queries }) => reading.selectAttention(queries, { afterId: idOf(7), limit: 9 })],
  ['attention', ({ queries }) => reading.selectAttention(queries, { afterId: null, limit: 9 })],
  ['accepted', ({ queries }) => reading.selectPage(queries, { ...PAGE, principal: null })],
  ['accepted', ({ queries }) => reading.selectPage(queries, { ...PAGE, principal: null, afterId: null })],
  ['principal', ({ queries }) => reading.selectPage(queries, { ...PAGE, principal: 'PARTNER:t7' })],
  ['principal', ({ queries }) => reading.selectDone(queries, { principal: 'PARTNER:t7', kind: 'PAYMENT', since: 7 })],
  [
    'reference',
    ({ queries, words }) => reading.selectByReferences(queries, { kind: 'PAYMENT', references: ['t1-7'], words }),
  ],
  ['serial', ({ queries }) => reading.selectInTurn(queries, '17')],
  ['relates_to', ({ queries, words }) => reading.selectCancellations(queries, { ids: [idOf(7)], words })],
  ['due', ({ queries }) => reading.selectCounts(queries)],
  ['attention', ({ queries }) => reading.selectCounts(queries)],
]

describeStores((openFresh) => {
  test('nothing that is asked of many intents reads them all', async () => {
    const database = await openFresh()
    await (await database.open()).close()
    await fill(database)
    const engine = await openEngine(database)
    onTestFinished(() => engine.queries.destroy())
    for (const [index, build] of STATEMENTS) {
      const statement = build(engine).compile()
      const seen = { statement: statement.sql, plan: await explain(engine, statement) }
      expect(seen).toMatchObject({ plan: expect.stringContaining(NAMES[engine.kind][index] ?? `intents_${index}`) })
      expect(seen).not.toMatchObject({ plan: expect.stringMatching(WHOLE_TABLE) })
    }
  })
})

/** What is in the two small indexes may be read as a whole. */
const WHOLE_TABLE = /Seq Scan on intents|SCAN intents(?! USING (?:COVERING )?INDEX intents_(?:due|attention))/

/** Keys that the database names itself. */
const NAMES: Readonly<Record<Engine['kind'], Readonly<Record<string, string>>>> = {
  sqlite: { pkey: 'sqlite_autoindex_intents_1', key: 'sqlite_autoindex_intents_2' },
  postgres: { pkey: 'intents_pkey', key: 'intents_principal_kind_external_id_key' },
}

/** 20,000 intents of 100 principals over 20 days; one in a hundred is open, one in a thousand is for a person. */
async function fill(database: FreshDatabase): Promise<void> {
  const columns = `id, kind, principal, external_id, fingerprint, reference, account_id, account_number,
    amount_minor_units, currency, method, relates_to, state, fence, attempt, accepted_at, changed_at, due_at, absences,
    record_id, attention`
  await database.query(
    `with recursive n(i) as (select 0 union all select i + 1 from n where i < 19999)
     insert into intents (${columns})
     select 'i-' || (100000 + i), 'PAYMENT', 'PARTNER:t' || (i % 100), 'e-' || i, 'f', 't1-' || i, '17', '007123', 100,
       'RUB', 'CASH', case when i % 50 = 49 then 'i-100000' end,
       case when i % 1000 = 7 then 'OPERATOR' when i % 100 = 8 then 'UNKNOWN' else 'DONE' end, 1, 1,
       i * ${DAY_MS / 1_000}, 0, case when i % 100 = 8 then i end, 0, 'p-' || i, case when i % 1000 = 7 then 'CONFLICT' end
     from n`,
  )
  await database.query('analyze')
}

async function openEngine({ kind, url }: FreshDatabase): Promise<Engine> {
  return kind === 'sqlite' ? openSqlite(url.slice('sqlite:'.length)) : openPostgres(new URL(url), 'serving')
}

async function explain({ kind, queries }: Engine, statement: CompiledQuery): Promise<string> {
  const verb = kind === 'sqlite' ? 'explain query plan' : 'explain'
  const { rows } = await queries.executeQuery({ ...statement, sql: `${verb} ${statement.sql}` })
  return JSON.stringify(rows)
}
