import { readAccount } from './accounts.ts'
import { DAY_MS, periodText } from './calendar.ts'
import { chargeOnce, restoreIfPaid, suspendIfOverdrawn } from './charging.ts'
import { type Database, type Row, readAmount, readInteger, readTextOrNull } from './database.ts'
import { BooksError, type BooksErrorCode } from './error.ts'
import { offerOf, PROMISE, PROMISE_REASON, PROMISE_STATUS, type PromiseOffer } from './promisedRules.ts'
import { balanceOf } from './rules.ts'
import type { Touch } from './touch.ts'
import { checkInteger } from './values.ts'

export interface PromiseRow {
  readonly promiseId: number
  readonly soapId: number
  /** One of PROMISE_STATUS. */
  readonly status: number
  readonly amount: bigint
  readonly fee: bigint
  readonly takenAt: number
  readonly endsAt: number
  readonly comment: string | null
  /** The login that took it. */
  readonly manager: string | null
}

export interface NewPromise {
  readonly soapId: number
  readonly amount: bigint
  readonly comment?: string
  readonly manager?: string
}

export interface PromiseFilter {
  readonly soapIds?: readonly number[]
  readonly promiseIds?: readonly number[]
  readonly beforeId?: number
  /** Rows per account. */
  readonly limit: number
}

export interface PromiseBooks {
  /** Newest first within an account. */
  listPromises(filter: PromiseFilter): PromiseRow[]
  /** One for each account that there is. */
  listPromiseOffers(soapIds: readonly number[]): PromiseOffer[]
  /** Charges the fee, and gives a suspended account its services back until the term ends or the debt is paid. */
  addPromise(promise: NewPromise): PromiseRow
}

const ROWS_MAX = 10_000

export function createPromiseReads(
  database: Database,
  { touch, now }: { touch: Touch; now: () => number },
): Pick<PromiseBooks, 'listPromises' | 'listPromiseOffers'> {
  return {
    listPromises: ({ soapIds, promiseIds, beforeId, limit }) => {
      checkInteger('limit', limit, { from: 1, to: ROWS_MAX })
      touch.soapIds(soapIds ?? [])
      return database
        .all(
          `SELECT * FROM (
             SELECT *, row_number() OVER (PARTITION BY soap_id ORDER BY promise_id DESC) AS place FROM promises
             WHERE (?1 IS NULL OR soap_id IN (SELECT value FROM json_each(?1)))
               AND (?2 IS NULL OR promise_id IN (SELECT value FROM json_each(?2))) AND promise_id < ?3
           ) WHERE place <= ?4 ORDER BY soap_id, promise_id DESC`,
          soapIds === undefined ? null : JSON.stringify(soapIds),
          promiseIds === undefined ? null : JSON.stringify(promiseIds),
          beforeId ?? Number.MAX_SAFE_INTEGER,
          limit,
        )
        .map(readPromise)
    },
    listPromiseOffers: (soapIds) => {
      touch.soapIds(soapIds)
      return soapIds.flatMap((soapId) => findOffer(database, soapId, now()) ?? [])
    },
  }
}

/** Call it in a transaction. */
export function addPromise(database: Database, wanted: NewPromise, now: number): PromiseRow {
  const { soapId, amount, comment = null, manager = null } = wanted
  const offer = findOffer(database, soapId, now)
  if (offer === null) throw new BooksError('UNKNOWN_ACCOUNT', `Agreement not found (${soapId})`)
  const refusal = REFUSALS[offer.reason]
  if (refusal) throw new BooksError(refusal.code, `${refusal.text} (${soapId})`)
  if (amount < offer.minAmount || amount > offer.maxAmount) {
    throw new BooksError('PROMISE_REFUSED', `Promised amount is not offered (${soapId})`)
  }
  const { fee, termDays } = PROMISE
  const endsAt = now + termDays * DAY_MS
  database.run(
    `INSERT INTO promises (soap_id, status, amount, fee, taken_at, ends_at, comment, manager)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    soapId,
    PROMISE_STATUS.active,
    amount,
    fee,
    now,
    endsAt,
    comment,
    manager,
  )
  database.run('UPDATE accounts SET promised = ? WHERE soap_id = ?', amount, soapId)
  const description = 'Плата за обещанный платёж'
  chargeOnce(database, { soapId, serviceId: null, amount: fee, period: periodText(now), description, now })
  restoreIfPaid(database, soapId)
  const row = database.find('SELECT * FROM promises WHERE soap_id = ? AND status = 1', soapId)
  if (!row) throw new Error('The promise that was just written is not there.')
  return readPromise(row)
}

/** When the next term ends; null when none runs. */
export function nextPromiseEnd(database: Database): number | null {
  const row = database.find('SELECT min(ends_at) AS due FROM promises WHERE status = 1')
  return row && row['due'] !== null ? readInteger(row, 'due') : null
}

/** Ends the terms that are over at that instant, and suspends who is still in debt. Call it in a transaction. */
export function endPromises(database: Database, dueAt: number): void {
  for (const row of database.all('SELECT * FROM promises WHERE status = 1 AND ends_at <= ? ORDER BY ends_at', dueAt)) {
    const { promiseId, soapId } = readPromise(row)
    endPromise(database, { promiseId, soapId, status: PROMISE_STATUS.expired })
    suspendIfOverdrawn(database, soapId)
  }
}

/** A promise is kept as soon as nothing is owed any more. Call it after money has come, in its transaction. */
export function keepPromiseIfPaid(database: Database, soapId: number): void {
  const promise = database.find('SELECT * FROM promises WHERE soap_id = ? AND status = 1', soapId)
  const account = promise && database.find('SELECT * FROM accounts WHERE soap_id = ?', soapId)
  if (!promise || !account || balanceOf(readAccount(account)) < 0n) return
  endPromise(database, { promiseId: readInteger(promise, 'promise_id'), soapId, status: PROMISE_STATUS.paid })
}

function endPromise(database: Database, end: { promiseId: number; soapId: number; status: number }): void {
  database.run('UPDATE promises SET status = ? WHERE promise_id = ?', end.status, end.promiseId)
  database.run('UPDATE accounts SET promised = 0 WHERE soap_id = ?', end.soapId)
}

function findOffer(database: Database, soapId: number, now: number): PromiseOffer | null {
  const account = database.find('SELECT * FROM accounts WHERE soap_id = ?', soapId)
  if (!account) return null
  const last = database.find('SELECT * FROM promises WHERE soap_id = ? ORDER BY promise_id DESC LIMIT 1', soapId)
  const promise = last && readPromise(last)
  return offerOf(readAccount(account), {
    isActive: promise?.status === PROMISE_STATUS.active,
    lastTakenAt: promise?.takenAt ?? null,
    now,
  })
}

const REFUSALS: Readonly<Record<number, { readonly code: BooksErrorCode; readonly text: string }>> = {
  [PROMISE_REASON.closed]: { code: 'ACCOUNT_CLOSED', text: 'Agreement is closed' },
  [PROMISE_REASON.noDebt]: { code: 'PROMISE_REFUSED', text: 'Agreement has no debt' },
  [PROMISE_REASON.active]: { code: 'PROMISE_REFUSED', text: 'Promised payment is active already' },
  [PROMISE_REASON.tooSoon]: { code: 'PROMISE_REFUSED', text: 'Promised payment too soon' },
  [PROMISE_REASON.notOffered]: { code: 'PROMISE_REFUSED', text: 'Promised payment is not offered' },
}

function readPromise(row: Row): PromiseRow {
  return {
    promiseId: readInteger(row, 'promise_id'),
    soapId: readInteger(row, 'soap_id'),
    status: readInteger(row, 'status'),
    amount: readAmount(row, 'amount'),
    fee: readAmount(row, 'fee'),
    takenAt: readInteger(row, 'taken_at'),
    endsAt: readInteger(row, 'ends_at'),
    comment: readTextOrNull(row, 'comment'),
    manager: readTextOrNull(row, 'manager'),
  }
}
