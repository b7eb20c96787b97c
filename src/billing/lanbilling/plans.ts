import type { AccountId } from '../../domain/account.ts'
import type { ServiceId } from '../../domain/service.ts'
import type { TariffId } from '../../domain/tariff.ts'
import { assertReadable } from '../adapter/keyed-rows.ts'
import type { BillingCall } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import type { XmlElement } from '../transport/xml.ts'
import { keyOf, readList } from './pages.ts'
import { readInstant, readKey, readOptionalKey } from './rows.ts'
import type { LanContext, LanSide } from './side.ts'

/** A change of tariff that is still to come. */
export interface PlanRow {
  readonly id: string
  readonly serviceId: ServiceId
  readonly accountId: AccountId | null
  readonly tariffId: TariffId
  /** Milliseconds since the epoch. */
  readonly changesAt: number
}

/** getTarifsRasp. One that cannot be read may be the one that is looked for, and is the error of them all. */
export async function listPlans(
  side: LanSide,
  filter: readonly [name: 'agrmid' | 'vgid', value: string],
  call: BillingCall,
): Promise<readonly PlanRow[]> {
  const rows = await readList(
    side,
    {
      operation: 'getTarifsRasp',
      filter: [filter],
      order: null,
      id: keyOf('recordid'),
      read: (row) => readPlan(row, side.context),
    },
    call,
  )
  const [name, value] = filter
  return assertReadable(rows.map((row) => row.value)).filter((plan) =>
    name === 'vgid' ? plan.serviceId === value : plan.accountId === null || plan.accountId === value,
  )
}

/** One soapTarifsRasp. */
function readPlan(row: XmlElement, context: LanContext): PlanRow {
  const changesAt = readInstant(row, 'changetime', context)
  if (changesAt === null) throw malformed('changetime: missing')
  return {
    id: readKey(row, 'recordid'),
    serviceId: readKey(row, 'vgid'),
    accountId: readOptionalKey(row, 'agrmid'),
    tariffId: readKey(row, 'taridnew'),
    changesAt,
  }
}
