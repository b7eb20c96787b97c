import { BillingError } from '../billing/error.ts'
import type { BillingCall, BillingSystem, Bulk } from '../billing/port.ts'
import type { Account } from '../domain/account.ts'
import type { Money } from '../domain/money.ts'

export type RecommendingBilling = Pick<BillingSystem, 'capabilities' | 'services' | 'tariffs'>

/** What ends a suspension for debt; otherwise what next month's fees lack. Null when nothing does, or nobody can say it. */
export async function recommendAmount(
  billing: RecommendingBilling,
  account: Account,
  call: BillingCall,
): Promise<Money | null> {
  const { amountToRestore, balance } = account
  if (amountToRestore !== null && amountToRestore.minorUnits > 0n) return amountToRestore
  if (!billing.capabilities.services || !billing.capabilities.tariffs) return null
  const services = await readOne(() => billing.services.listServices([account.id], call), account.id)
  if (services === null || services === 'failed') return null
  const charged = services.filter(({ status }) => status === 'ACTIVE' || status === 'SUSPENDED_FOR_DEBT')
  const tariffs = await readAll(() =>
    billing.tariffs.findTariffs([...new Set(charged.map(({ tariffId }) => tariffId))], call),
  )
  let lacking = -balance.amount.minorUnits
  for (const { tariffId } of charged) {
    const tariff = tariffs?.get(tariffId)
    if (tariff === undefined || tariff instanceof BillingError) return null
    lacking += tariff.monthlyFee.minorUnits
  }
  return lacking > 0n ? { minorUnits: lacking, currency: balance.amount.currency } : null
}

/** The value of a key, null where there is none. */
export async function readOne<V>(read: () => Promise<Bulk<string, V>>, key: string): Promise<V | null | 'failed'> {
  const found = await readAll(read)
  const value = found === null ? 'failed' : (found.get(key) ?? null)
  return value instanceof BillingError ? 'failed' : value
}

/** Null when the billing did not answer. */
async function readAll<V>(read: () => Promise<Bulk<string, V>>): Promise<Bulk<string, V> | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof BillingError) return null
    throw error
  }
}
