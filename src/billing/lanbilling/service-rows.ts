import type { AccountId } from '../../domain/account.ts'
import type { ServiceId, ServiceStatus } from '../../domain/service.ts'
import type { TariffId, TariffKind } from '../../domain/tariff.ts'
import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import type { XmlElement } from '../transport/xml.ts'
import { AGENT_KIND, readCode, SERVICE_STATUS } from './codes.ts'
import { keyOf, type Listing, readList } from './pages.ts'
import { isId, readDay, readKey, readLong, readOptionalKey } from './rows.ts'
import type { LanContext, LanSide } from './side.ts'

/** A vgroup, which is what the gateway calls a service. */
export interface BareService {
  readonly id: ServiceId
  readonly accountId: AccountId
  readonly kind: TariffKind
  readonly status: ServiceStatus
  /** Null for one that has none yet. */
  readonly tariffId: TariffId | null
  readonly connectedOn: string | null
  /** The agent that it is served by, which changes of tariff have to name. */
  readonly agentKey: string | null
}

const OPERATION = 'getVgroups'

function listing(filter: Listing<BareService>['filter'], context: LanContext): Listing<BareService> {
  return {
    operation: OPERATION,
    filter,
    order: { column: 'vg_id', newestFirst: false },
    id: keyOf('vgid'),
    read: (row) => readVgroup(row, context),
  }
}

/** One soapVgroupBrief. */
function readVgroup(row: XmlElement, context: LanContext): BareService {
  const { onOddity } = context
  return {
    id: readKey(row, 'vgid'),
    accountId: readKey(row, 'agrmid'),
    kind: readCode(AGENT_KIND, readLong(row, 'agenttype'), { field: `${OPERATION}.agenttype`, onOddity }),
    status: readCode(SERVICE_STATUS, readLong(row, 'blocked'), { field: `${OPERATION}.blocked`, onOddity }),
    tariffId: readOptionalKey(row, 'tarid'),
    connectedOn: readDay(row, 'accondate', context) ?? readDay(row, 'creationdate', context),
    agentKey: readOptionalKey(row, 'id'),
  }
}

/** The services of an agreement, disconnected ones included, by their ids; what cannot be read with its error. */
export async function listVgroups(
  side: LanSide,
  accountId: AccountId,
  call: BillingCall,
): Promise<readonly (BareService | BillingError)[]> {
  const rows = await readList(side, listing([['agrmid', accountId]], side.context), call)
  return rows.flatMap(({ value }) => {
    if (value instanceof BillingError || value.accountId === accountId) return [value]
    side.context.onOddity({ kind: 'foreign_row', field: `${OPERATION}.agrmid`, code: null })
    return []
  })
}

/** The service of an id; undefined when there is none. */
export async function findVgroup(side: LanSide, id: ServiceId, call: BillingCall): Promise<BareService | undefined> {
  if (!isId(id)) return undefined
  const rows = await readList(side, listing([['vgid', id]], side.context), call)
  for (const { value } of rows) {
    if (value instanceof BillingError) throw value
    if (value.id === id) return value
  }
  return undefined
}
