import { readAccount, readService } from './accounts.ts'
import { readTariff } from './catalogue.ts'
import { type Database, readAmount, readInteger, readIntegerOrNull, readText } from './database.ts'
import { slotOfService } from './numbering.ts'
import { accruedSince } from './orderRules.ts'
import { STATE } from './rules.ts'
import type { AccountRow, ServiceRow, TariffRow } from './types.ts'

/** A service with what it is charged by. */
export interface BilledService extends ServiceRow {
  readonly tariff: TariffRow
  readonly fee: bigint
  readonly billedFrom: number | null
}

/** Some billings take the same order again and again. */
export function isCareless(database: Database): boolean {
  const row = database.find("SELECT value FROM meta WHERE name = 'careless_orders'")
  return row !== null && readInteger(row, 'value') === 1
}

export function accruedOf({ fee, billedFrom, state }: BilledService, now: number): bigint {
  return state === STATE.active ? accruedSince(fee, { billedFrom, now }) : 0n
}

export function findAccount(database: Database, soapId: number): AccountRow | null {
  const row = database.find('SELECT * FROM accounts WHERE soap_id = ?', soapId)
  return row && readAccount(row)
}

export function findTariff(database: Database, id: number | null): TariffRow | null {
  const row = id === null ? null : database.find('SELECT * FROM tariffs WHERE id = ?', id)
  return row && readTariff(row)
}

/** The place of the next service of an account, those that have ended included. */
export function nextSlot(database: Database, restId: number): number {
  const last = database.find('SELECT max(id) AS id FROM services WHERE rest_id = ?', restId)
  const id = last && readIntegerOrNull(last, 'id')
  return id === null ? 0 : slotOfService(id) + 1
}

/** The services of an account that have not ended. */
export function listServices(database: Database, restId: number): BilledService[] {
  const rows = database.all('SELECT * FROM services WHERE rest_id = ? AND state <> 9 ORDER BY id', restId)
  return rows.flatMap((row) => {
    const service = readService(row)
    const tariff = findTariff(database, service.tariffId)
    if (tariff === null) return []
    const billedFrom = readIntegerOrNull(row, 'billed_from') ?? service.connectedAt
    return [{ ...service, tariff, fee: tariff.fee + service.optionsFee, billedFrom }]
  })
}

export function findService(database: Database, id: number | null, account: AccountRow): BilledService | null {
  return listServices(database, account.restId).find((service) => service.id === id) ?? null
}

export function findOffering(database: Database, id: number, regionId: number) {
  const row = database.find('SELECT * FROM offerings WHERE id = ? AND region_id = ?', id, regionId)
  return row && { id: readInteger(row, 'id'), type: readText(row, 'type'), price: readAmount(row, 'price') }
}

export function offeringName(database: Database, id: number): string {
  const row = database.find('SELECT name FROM offerings WHERE id = ? LIMIT 1', id)
  return row ? readText(row, 'name') : String(id)
}

export function isOffered(database: Database, id: number): boolean {
  return database.find('SELECT 1 FROM offerings WHERE id = ? LIMIT 1', id) !== null
}
