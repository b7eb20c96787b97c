import { readRest } from './wire.ts'

export interface AccountRow {
  readonly id: number
  readonly agrm_id: number
  readonly number: string
  readonly type: string
  readonly state: number
  readonly balance: number
  readonly credit: number
}

interface ServiceRow {
  readonly id: number
  readonly account_id: number
  readonly tariff_id: number
  readonly kind: number
  readonly state: number
  readonly connected: string
}

interface TariffRow {
  readonly id: number
  readonly name: string
  readonly kind: number
  readonly fee: number
  readonly speed: number
}

export const ACCOUNT_STATUS: Readonly<Record<number, string>> = {
  0: 'ACTIVE',
  1: 'SUSPENDED_FOR_DEBT',
  2: 'FROZEN',
  9: 'TERMINATED',
}

const SERVICE_STATUS: Readonly<Record<number, string>> = { ...ACCOUNT_STATUS, 3: 'PENDING' }

const KIND: Readonly<Record<number, string>> = {
  1: 'INTERNET',
  2: 'CABLE_TV',
  3: 'DIGITAL_TV',
  4: 'IPTV',
  5: 'MIX',
  6: 'EXTRA',
  7: 'VIDEO_SURVEILLANCE',
  8: 'INTERCOM',
}

/** The SOAP side's numbers of accounts, which never change. */
const agreementIds = new Map<string, number>()

interface KeptTariff {
  readonly tariff: { readonly kind: string; readonly speedMbps: number | null } & ShortTariff
  readonly until: number
}

interface ShortTariff {
  readonly id: string
  readonly name: string
  readonly monthlyFee: ReturnType<typeof rubles>
}

const tariffs = new Map<number, KeptTariff>()

export async function listAccounts(
  parameter: 'ids' | 'numbers',
  keys: readonly string[],
): Promise<readonly AccountRow[]> {
  const rows: readonly AccountRow[] = JSON.parse(await readRest('accounts', `${parameter}=${keys.join(';')}`))
  for (const { id, agrm_id } of rows) agreementIds.set(String(id), agrm_id)
  return rows
}

export async function findAgreementId(accountId: string): Promise<number> {
  const known = agreementIds.get(accountId)
  if (known !== undefined) return known
  const [row] = await listAccounts('ids', [accountId])
  if (row === undefined) throw new Error('No such account')
  return row.agrm_id
}

/** The services of each account with their tariffs; `short` is as much of a tariff as the list shows. */
export async function listServices(accountIds: readonly string[], tariffTtlMs: number, short = false) {
  const rows: ServiceRow[] = JSON.parse(await readRest('services', `account_ids=${accountIds.join(';')}`))
  rows.sort(compareServices)
  await readTariffs(rows, tariffTtlMs)
  const byAccount = new Map<number, object[]>()
  for (const { id, account_id, tariff_id, kind, state } of rows) {
    const tariff = tariffs.get(tariff_id)?.tariff
    const service = {
      id: writeId(`Service:${account_id}:${id}`),
      kind: KIND[kind],
      status: SERVICE_STATUS[state],
      tariff: short && tariff ? { id: tariff.id, name: tariff.name, monthlyFee: tariff.monthlyFee } : tariff,
    }
    const own = byAccount.get(account_id)
    if (own === undefined) byAccount.set(account_id, [service])
    else own.push(service)
  }
  return byAccount
}

export function writeId(text: string): string {
  return Buffer.from(text).toString('base64url')
}

/** JSON's numbers have lost nothing that two decimals show. */
export function rubles(amount: number) {
  return { amount: amount.toFixed(2), currency: 'RUB' }
}

/** What has not ended first, then what was connected last. */
function compareServices(one: ServiceRow, other: ServiceRow): number {
  const byEnd = Number(one.state === 9) - Number(other.state === 9)
  if (byEnd !== 0) return byEnd
  const [day, otherDay] = [one.connected.slice(0, 10), other.connected.slice(0, 10)]
  if (day !== otherDay) return day < otherDay ? 1 : -1
  return one.id - other.id
}

async function readTariffs(services: readonly ServiceRow[], ttlMs: number): Promise<void> {
  const now = Date.now()
  const missing = new Set<number>()
  for (const { tariff_id } of services) if ((tariffs.get(tariff_id)?.until ?? 0) <= now) missing.add(tariff_id)
  if (missing.size === 0) return
  const rows: readonly TariffRow[] = JSON.parse(await readRest('tariffs', `ids=${[...missing].join(';')}`))
  for (const { id, name, kind, fee, speed } of rows) {
    const speedMbps = speed === 0 ? null : speed
    const tariff = {
      id: writeId(`Tariff:${id}`),
      name,
      kind: KIND[kind] ?? 'UNKNOWN',
      monthlyFee: rubles(fee),
      speedMbps,
    }
    tariffs.set(id, { tariff, until: now + ttlMs })
  }
}
