import type { ChargeKey, ChargePageKey } from '../../billing/port.ts'
import type { Charge, ChargePage } from '../../domain/charge.ts'
import type { Observed } from '../../domain/observed.ts'
import type { ServiceId } from '../../domain/service.ts'
import type { Viewer } from '../../domain/viewer.ts'
import type { AccountLoaders, ViewedAccount } from '../account/loaders.ts'
import { assertBounded } from '../bound.ts'
import { seesAccount } from '../ownership.ts'
import { assertCapable, createLoader, type Reading, writePageKey } from '../reading.ts'

/** A charge in the hands of somebody who may see its account. */
export interface ViewedCharge extends Observed<Charge> {
  readonly account: ViewedAccount
}

export interface ChargeLoaders {
  listPage(viewer: Viewer, key: ChargePageKey): Promise<Observed<ChargePage> | null>
  /** The service that a charge was for; null where it is none, and for a charge that is not there. */
  findServiceId(viewer: Viewer, key: ChargeKey): Promise<ServiceId | null>
  findCharge(viewer: Viewer, key: ChargeKey): Promise<ViewedCharge | null>
}

export function createChargeLoaders(reading: Reading, accounts: AccountLoaders): ChargeLoaders {
  const { charges } = reading.billing
  const pages = createLoader(reading, charges.listCharges.bind(charges), writePageKey)
  const single = createLoader(reading, charges.findCharges.bind(charges), writeChargeKey)
  return {
    async listPage(viewer, key) {
      if (!seesAccount(viewer, key.accountId)) return null
      assertCapable(reading, 'statements')
      const page = await pages.load(key)
      if (page) assertBounded(page.value.charges, key.first, `charges of account ${key.accountId}`)
      return page
    },
    async findServiceId(viewer, key) {
      if (!seesAccount(viewer, key.accountId)) return null
      assertCapable(reading, 'statements')
      return (await single.load(key))?.value.serviceId ?? null
    },
    async findCharge(viewer, key) {
      if (!seesAccount(viewer, key.accountId)) return null
      assertCapable(reading, 'statements')
      const [found, account] = await Promise.all([
        single.load(key),
        accounts.findAccount(viewer, { id: key.accountId }),
      ])
      return found && account && { ...found, account }
    },
  }
}

function writeChargeKey({ accountId, chargeId }: ChargeKey): string {
  return `${accountId}:${chargeId}`
}
