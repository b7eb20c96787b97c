import { addMonths, periodText } from './calendar.ts'
import { type Database, type Row, readAmount, readInteger, readIntegerOrNull, readText } from './database.ts'
import { SERVICES_PER_ACCOUNT, slotOfService } from './numbering.ts'
import { chargeDescription, mayRestore, monthlyCharge, mustSuspend, STATE } from './rules.ts'
import { readMeta, writeMeta } from './schema.ts'
import type { ChargeRow } from './types.ts'
import { insertCharge } from './writing.ts'

/**
 * The charging of one first of a month. It reserves record ids for every account there is, so that one which is
 * derived later gets the very rows that it would have got at once.
 */
interface ChargingRun {
  readonly dueAt: number
  readonly firstRecordId: number
  /** Accounts there were, seeded and later ones. */
  readonly positions: number
}

/** Charges and suspends everybody who has been written, and sets the next due instant. Call it in a transaction. */
export function runCharging(database: Database, dueAt: number): void {
  const run = { dueAt, firstRecordId: readMeta(database, 'next_record_id'), positions: readMeta(database, 'positions') }
  database.run('INSERT INTO charging_runs VALUES (?, ?, ?)', dueAt, run.firstRecordId, run.positions)
  writeMeta(database, 'next_record_id', run.firstRecordId + run.positions * SERVICES_PER_ACCOUNT)
  writeMeta(database, 'next_due_at', addMonths(dueAt, 1))
  chargeAccounts(database, run, { from: 0, to: run.positions - 1 })
}

/** All runs since the start, for an account that has only now been written. */
export function catchUp(database: Database, position: number): void {
  for (const run of listRuns(database)) chargeAccounts(database, run, { from: position, to: position })
}

/** The account whose reserved ids hold this one; null when no run reserved it. */
export function positionOfChargeRecord(database: Database, recordId: number): number | null {
  if (!Number.isSafeInteger(recordId)) return null
  const row = database.find(
    'SELECT * FROM charging_runs WHERE first_record_id <= ? ORDER BY first_record_id DESC LIMIT 1',
    recordId,
  )
  if (!row) return null
  const run = readRun(row)
  const position = Math.floor((recordId - run.firstRecordId) / SERVICES_PER_ACCOUNT)
  return position < run.positions ? position : null
}

/** A charge outside of the monthly ones, posted now; answers its number. Call it in a transaction. */
export function chargeOnce(
  database: Database,
  { now, ...charge }: Omit<ChargeRow, 'recordId' | 'chargedAt'> & { readonly now: number },
): number {
  const recordId = readMeta(database, 'next_record_id')
  writeMeta(database, 'next_record_id', recordId + 1)
  insertCharge(database, { ...charge, recordId, chargedAt: now })
  database.run('UPDATE accounts SET charged_total = charged_total + ? WHERE soap_id = ?', charge.amount, charge.soapId)
  return recordId
}

/** Gives a suspended account its services back when its debt is paid, or promised to be. */
export function restoreIfPaid(database: Database, soapId: number): void {
  const row = database.find('SELECT * FROM accounts WHERE soap_id = ?', soapId)
  if (!row || !mayRestore({ ...readTotals(row), state: readInteger(row, 'state') })) return
  setState(database, readInteger(row, 'rest_id'), { from: STATE.suspended, to: STATE.active })
}

function chargeAccounts(database: Database, run: ChargingRun, range: { from: number; to: number }): void {
  const month = addMonths(run.dueAt, -1)
  const period = periodText(month)
  const services = database.all(
    `SELECT a.position, a.soap_id, s.id, coalesce(s.billed_from, s.connected_at) AS billed_from,
       t.fee + s.options_fee AS fee, t.name
     FROM accounts a JOIN services s ON s.rest_id = a.rest_id JOIN tariffs t ON t.id = s.tariff_id
     WHERE a.position BETWEEN ? AND ? AND a.state <> 9 AND s.state = 0 ORDER BY a.position, s.id`,
    range.from,
    range.to,
  )
  const touched = new Set<number>()
  for (const row of services) {
    const amount = monthlyCharge(
      { fee: readAmount(row, 'fee'), connectedAt: readIntegerOrNull(row, 'billed_from') },
      month,
    )
    if (amount === 0n) continue
    const position = readInteger(row, 'position')
    const serviceId = readInteger(row, 'id')
    insertCharge(database, {
      recordId: run.firstRecordId + position * SERVICES_PER_ACCOUNT + slotOfService(serviceId),
      soapId: readInteger(row, 'soap_id'),
      serviceId,
      amount,
      chargedAt: run.dueAt,
      period,
      description: chargeDescription(readText(row, 'name'), period),
    })
    database.run('UPDATE accounts SET charged_total = charged_total + ? WHERE position = ?', amount, position)
    touched.add(readInteger(row, 'soap_id'))
  }
  for (const soapId of touched) suspendIfOverdrawn(database, soapId)
}

export function suspendIfOverdrawn(database: Database, soapId: number): void {
  const row = database.find('SELECT * FROM accounts WHERE soap_id = ?', soapId)
  if (!row) return
  const account = {
    ...readTotals(row),
    creditLimit: readAmount(row, 'credit_limit'),
    state: readInteger(row, 'state'),
  }
  if (mustSuspend(account)) {
    setState(database, readInteger(row, 'rest_id'), { from: STATE.active, to: STATE.suspended })
  }
}

function setState(database: Database, restId: number, { from, to }: { from: number; to: number }): void {
  database.run('UPDATE accounts SET state = ? WHERE rest_id = ?', to, restId)
  database.run('UPDATE services SET state = ? WHERE rest_id = ? AND state = ?', to, restId, from)
}

function listRuns(database: Database): ChargingRun[] {
  return database.all('SELECT * FROM charging_runs ORDER BY due_at').map(readRun)
}

function readRun(row: Row): ChargingRun {
  return {
    dueAt: readInteger(row, 'due_at'),
    firstRecordId: readInteger(row, 'first_record_id'),
    positions: readInteger(row, 'positions'),
  }
}

function readTotals(row: Row): { paidTotal: bigint; chargedTotal: bigint; promised: bigint } {
  return {
    paidTotal: readAmount(row, 'paid_total'),
    chargedTotal: readAmount(row, 'charged_total'),
    promised: readAmount(row, 'promised'),
  }
}
