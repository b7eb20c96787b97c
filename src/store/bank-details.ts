import { type Generated, type Selectable, sql } from 'kysely'
import { type BankDetails, type BankDetailsVersion, MAX_PAYEES } from '../domain/bank-details.ts'
import { insertEntry } from './audit.ts'
import type { BankDetailsChange, BankDetailsStore, BankDetailsVerdict } from './bank-details-types.ts'
import type { Database, Queries } from './database.ts'
import { StoreError } from './error.ts'

export interface BankDetailsTable {
  id: Generated<number>
  operator_id: string
  /** Counts up from 1 for each operator. */
  version: number
  payee_name: string
  personal_account: string
  bank_name: string
  bic: string
  correspondent_account: string
  inn: string
  kpp: string | null
  since: number
}

export function createBankDetailsStore(database: Database): BankDetailsStore {
  return {
    listCurrent: async (call) => {
      const rows = await database.run(
        (queries) => selectCurrent(queries).orderBy('bank_details.id').limit(MAX_PAYEES).execute(),
        call,
      )
      return rows.map(readRow).toSorted((left, right) => (left.operatorId < right.operatorId ? -1 : 1))
    },
    findCurrent: (operatorId, call) => database.run((queries) => findCurrent(queries, operatorId), call),
    findLatestAlike: async (id, call) => {
      const row = await database.run((queries) => selectAlike(queries, id).executeTakeFirst(), call)
      return row ? readRow(row) : null
    },
    listByAccount: async ({ personalAccount, bic, correspondentAccount, inn }, limit, call) => {
      const rows = await database.run((queries) => {
        const all = select(queries)
          .where('bank_details.personal_account', '=', personalAccount)
          .where('bank_details.bic', '=', bic)
          .where('bank_details.correspondent_account', '=', correspondentAccount)
        const own = inn === null ? all : all.where('bank_details.inn', '=', inn)
        const isOutdated = sql`case when next.id is null then 0 else 1 end`
        return own.orderBy(isOutdated).orderBy('bank_details.id', 'desc').limit(limit).execute()
      }, call)
      return rows.map(readRow)
    },
    change: (change, call) =>
      database.transact(async (transaction) => {
        await database.lock(transaction, 'bank details')
        const { verdict, outcome } = await decide(transaction, change)
        await insertEntry(transaction, { ...change.audit, outcome })
        return verdict
      }, call),
    fillEmpty: (items, since) =>
      database.transact(async (transaction) => {
        await database.lock(transaction, 'bank details')
        const first = await transaction.selectFrom('bank_details').select('id').limit(1).executeTakeFirst()
        if (first) return
        for (const item of items) await insert(transaction, { ...item, version: 1, since })
      }),
  }
}

/** Changes of all operators wait for each other: they are few, and each may look first and write then. */
async function decide(
  transaction: Queries,
  { operatorId, expectedVersion, details, audit }: BankDetailsChange,
): Promise<{ readonly verdict: BankDetailsVerdict; readonly outcome: string }> {
  const known = await findCurrent(transaction, operatorId)
  const version = known?.version ?? 0
  const isNext = (expectedVersion ?? 0) === version
  if (known !== null && saysTheSame(known, details) && (isNext || (expectedVersion ?? 0) === version - 1)) {
    return { verdict: { kind: 'done', details: known }, outcome: `unchanged: version ${version}` }
  }
  if (!isNext) return { verdict: { kind: 'version_conflict', details: known }, outcome: 'version_conflict' }
  if (known === null && (await countOperators(transaction)) >= MAX_PAYEES) {
    return { verdict: { kind: 'full' }, outcome: 'full' }
  }
  // Clocks of replicas differ: a version never begins before the one that it replaces.
  const since = Math.max(audit.at, known?.since ?? 0)
  const written = await insert(transaction, { operatorId, details, version: version + 1, since })
  return { verdict: { kind: 'done', details: written }, outcome: `version ${written.version}` }
}

function saysTheSame(known: BankDetails, details: BankDetails): boolean {
  return FIELDS.every((field) => known[field] === details[field])
}

const FIELDS = ['payeeName', 'personalAccount', 'bankName', 'bic', 'correspondentAccount', 'inn', 'kpp'] as const

async function countOperators(transaction: Queries): Promise<number> {
  const { count } = await transaction
    .selectFrom('bank_details')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('version', '=', 1)
    .executeTakeFirstOrThrow()
  return count
}

interface NewVersion {
  readonly operatorId: string
  readonly details: BankDetails
  readonly version: number
  readonly since: number
}

async function insert(
  transaction: Queries,
  { operatorId, details, version, since }: NewVersion,
): Promise<BankDetailsVersion> {
  const row = await transaction
    .insertInto('bank_details')
    .values({
      operator_id: operatorId,
      version,
      payee_name: details.payeeName,
      personal_account: details.personalAccount,
      bank_name: details.bankName,
      bic: details.bic,
      correspondent_account: details.correspondentAccount,
      inn: details.inn,
      kpp: details.kpp,
      since,
    })
    .returningAll()
    .executeTakeFirst()
  if (!row)
    throw new StoreError('STORE_FAILED', 'The database wrote bank details and does not say what. Look at its log.')
  return readRow({ ...row, until: null })
}

/** Each version with the instant at which the next one of its operator replaced it. */
function select(queries: Queries) {
  return queries
    .selectFrom('bank_details')
    .leftJoin('bank_details as next', (join) =>
      join
        .onRef('next.operator_id', '=', 'bank_details.operator_id')
        .on('next.version', '=', sql<number>`bank_details.version + 1`),
    )
    .selectAll('bank_details')
    .select('next.since as until')
}

function selectAlike(queries: Queries, id: number) {
  return select(queries)
    .innerJoin('bank_details as named', (join) =>
      join
        .onRef('named.operator_id', '=', 'bank_details.operator_id')
        .onRef('named.payee_name', '=', 'bank_details.payee_name')
        .onRef('named.personal_account', '=', 'bank_details.personal_account')
        .onRef('named.bank_name', '=', 'bank_details.bank_name')
        .onRef('named.bic', '=', 'bank_details.bic')
        .onRef('named.correspondent_account', '=', 'bank_details.correspondent_account')
        .onRef('named.inn', '=', 'bank_details.inn')
        // Neither has one, or both have the same.
        .on(sql<boolean>`coalesce(named.kpp, '') = coalesce(bank_details.kpp, '')`),
    )
    .where('named.id', '=', id)
    .orderBy('bank_details.version', 'desc')
    .limit(1)
}

function selectCurrent(queries: Queries) {
  return select(queries).where('next.id', 'is', null)
}

async function findCurrent(queries: Queries, operatorId: string): Promise<BankDetailsVersion | null> {
  const row = await selectCurrent(queries).where('bank_details.operator_id', '=', operatorId).executeTakeFirst()
  return row ? readRow(row) : null
}

function readRow(row: Selectable<BankDetailsTable> & { readonly until: number | null }): BankDetailsVersion {
  return {
    id: row.id,
    operatorId: row.operator_id,
    version: row.version,
    payeeName: row.payee_name,
    personalAccount: row.personal_account,
    bankName: row.bank_name,
    bic: row.bic,
    correspondentAccount: row.correspondent_account,
    inn: row.inn,
    kpp: row.kpp,
    since: row.since,
    until: row.until,
  }
}
