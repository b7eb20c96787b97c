import type { AccountId } from '../../domain/account.ts'
import type { Observed } from '../../domain/observed.ts'
import type { Service, ServiceId } from '../../domain/service.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { assertBounded } from '../bound.ts'
import { seesAccount } from '../ownership.ts'
import { MAX_SERVICES_PER_ACCOUNT } from '../policies.ts'
import { assertCapable, createLoader, type Reading } from '../reading.ts'

/** A service in the hands of somebody who may see its account. */
export interface ViewedService extends Observed<Service> {
  readonly viewer: Viewer
}

export interface ServiceLoaders {
  /** All services of an account, or null when it is absent or not the viewer's. */
  listServices(viewer: Viewer, accountId: AccountId): Promise<readonly ViewedService[] | null>
  findService(
    viewer: Viewer,
    key: { readonly accountId: AccountId; readonly serviceId: ServiceId },
  ): Promise<ViewedService | null>
}

export function createServiceLoaders(reading: Reading): ServiceLoaders {
  const { services } = reading.billing
  const loader = createLoader(reading, (ids: readonly AccountId[], call) => services.listServices(ids, call))

  async function listServices(viewer: Viewer, accountId: AccountId): Promise<readonly ViewedService[] | null> {
    if (!seesAccount(viewer, accountId)) return null
    assertCapable(reading, 'services')
    const found = await loader.load(accountId)
    if (found === null) return null
    const services = assertBounded(found.value, MAX_SERVICES_PER_ACCOUNT, `services of account ${accountId}`)
    const { asOf, freshness } = found
    return services.map((value) => ({ value, asOf, freshness, viewer }))
  }

  return {
    listServices,
    async findService(viewer, { accountId, serviceId }) {
      const services = await listServices(viewer, accountId)
      return services?.find(({ value }) => value.id === serviceId) ?? null
    },
  }
}
