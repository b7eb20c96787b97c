import type { AccountId } from '../../domain/account.ts'
import type { IpAddress } from '../../domain/ip-address.ts'
import type { ServiceId } from '../../domain/service.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { assertBounded } from '../bound.ts'
import { seesAccount } from '../ownership.ts'
import { MAX_ADDRESSES_PER_SERVICE } from '../policies.ts'
import { assertCapable, createLoader, type Reading } from '../reading.ts'

export interface IpAddressLoaders {
  /** The addresses of a service, or null when its account is not the viewer's. The service is one of that account. */
  listIpAddresses(
    viewer: Viewer,
    key: { readonly accountId: AccountId; readonly serviceId: ServiceId },
  ): Promise<readonly IpAddress[] | null>
}

export function createIpAddressLoaders(reading: Reading): IpAddressLoaders {
  const { services } = reading.billing
  const loader = createLoader(reading, services.listIpAddresses.bind(services))
  return {
    async listIpAddresses(viewer, { accountId, serviceId }) {
      if (!seesAccount(viewer, accountId)) return null
      assertCapable(reading, 'services')
      const found = await loader.load(serviceId)
      return found && assertBounded(found.value, MAX_ADDRESSES_PER_SERVICE, `addresses of service ${serviceId}`)
    },
  }
}
