import type { AccountId } from '../../domain/account.ts'
import type { Observed } from '../../domain/observed.ts'
import type { Service, ServiceId } from '../../domain/service.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { type Cut, cut } from '../bound.ts'
import { compareKeys } from '../order.ts'
import { seesAccount } from '../ownership.ts'
import { MAX_SERVICES_PER_ACCOUNT } from '../policies.ts'
import { assertCapable, createLoader, type Reading } from '../reading.ts'

/** A service in the hands of somebody who may see its account. */
export interface ViewedService extends Observed<Service> {
  readonly viewer: Viewer
}

export interface ServiceLoaders {
  /** The services of an account that matter most, or null when it is absent or not the viewer's. */
  listServices(viewer: Viewer, accountId: AccountId): Promise<Cut<ViewedService> | null> | null
  /** Any service of an account, also one that its list does not show. */
  findService(
    viewer: Viewer,
    key: { readonly accountId: AccountId; readonly serviceId: ServiceId },
  ): Promise<ViewedService | null>
}

export function createServiceLoaders(reading: Reading): ServiceLoaders {
  const { services } = reading.billing
  const loader = createLoader(reading, services.listServices.bind(services))

  function load(viewer: Viewer, accountId: AccountId): Promise<Observed<readonly Service[]> | null> | null {
    if (!seesAccount(viewer, accountId)) return null
    assertCapable(reading, 'services')
    return loader.load(accountId)
  }

  return {
    listServices(viewer, accountId) {
      const loading = load(viewer, accountId)
      return loading && showAll(loading, viewer)
    },
    async findService(viewer, { accountId, serviceId }) {
      const found = await load(viewer, accountId)
      const value = found?.value.find(({ id }) => id === serviceId)
      return found && value ? { value, asOf: found.asOf, freshness: found.freshness, viewer } : null
    },
  }
}

async function showAll(
  services: Promise<Observed<readonly Service[]> | null>,
  viewer: Viewer,
): Promise<Cut<ViewedService> | null> {
  const found = await services
  return found && show(found, viewer)
}

function show({ value: services, asOf, freshness }: Observed<readonly Service[]>, viewer: Viewer): Cut<ViewedService> {
  const sorted = services.length > 1 ? services.toSorted(compareServices) : services
  const { rows, hasMore } = cut(sorted, MAX_SERVICES_PER_ACCOUNT)
  const viewed: ViewedService[] = []
  for (const value of rows) viewed.push({ value, asOf, freshness, viewer })
  return { rows: viewed, hasMore }
}

/** What has not ended comes first, then what was connected last; a lost day is the oldest. */
function compareServices(left: Service, right: Service): number {
  const byEnd = Number(left.status === 'TERMINATED') - Number(right.status === 'TERMINATED')
  if (byEnd !== 0) return byEnd
  const [before, after] = [left.connectedOn ?? '', right.connectedOn ?? '']
  if (before !== after) return before < after ? 1 : -1
  return compareKeys(left.id, right.id)
}
