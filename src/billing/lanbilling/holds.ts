import type { ServiceId } from '../../domain/service.ts'
import { byId } from '../adapter/context.ts'
import { assertReadable } from '../adapter/keyed-rows.ts'
import type { BillingCall } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { findElementText, writeElement, type XmlElement } from '../transport/xml.ts'
import { keyOf, readRows } from './pages.ts'
import { readDay, readInstant, readKey } from './rows.ts'
import type { LanContext, LanSide } from './side.ts'

/** A hold of a service, planned, running or ended. */
export interface HoldRow {
  readonly id: string
  readonly serviceId: ServiceId
  /** Days, yyyy-MM-dd: the first, and the one on which the service is given again. */
  readonly from: string
  readonly until: string
  /** Milliseconds since the epoch. */
  readonly beginsAt: number
  readonly endsAt: number
  readonly createdAt: number | null
  readonly comment: string | null
}

const OPERATION = 'getVgUserBlockSchedule'

/**
 * All holds of a service, or of all services of an agreement, by their ids. One that cannot be read may be the one that runs,
 * and is the error of them all.
 */
export async function listHolds(
  { soap, context }: LanSide,
  { serviceId, accountId }: { readonly serviceId: ServiceId | null; readonly accountId: string },
  call: BillingCall,
): Promise<readonly HoldRow[]> {
  const parts = [
    ['recordid', 0],
    ['vgid', serviceId ?? 0],
    ['agrmid', accountId],
  ] as const
  const content = `<flt>${parts.map(([name, value]) => writeElement(name, value)).join('')}</flt>`
  const kind = { operation: OPERATION, id: keyOf('recordid'), read: (row: XmlElement) => readHold(row, context) }
  const rows = await soap.call({ name: OPERATION, content, writes: false }, call, (answer) =>
    readRows(answer, kind, context.onOddity),
  )
  const holds = assertReadable(rows.map(({ value }) => value))
  return holds.filter((hold) => serviceId === null || hold.serviceId === serviceId).toSorted(byId)
}

/** One soapVgroupsUserBlocks. */
function readHold(row: XmlElement, context: LanContext): HoldRow {
  const from = readDay(row, 'timefrom', context)
  const until = readDay(row, 'timeto', context)
  const beginsAt = readInstant(row, 'timefrom', context)
  const endsAt = readInstant(row, 'timeto', context)
  if (from === null || until === null || beginsAt === null || endsAt === null) {
    throw malformed('timefrom, timeto: a hold without its days')
  }
  return {
    id: readKey(row, 'recordid'),
    serviceId: readKey(row, 'vgid'),
    from,
    until,
    beginsAt,
    endsAt,
    createdAt: readInstant(row, 'creationdate', context),
    comment: findElementText(row, 'comment'),
  }
}

/** So far the billing's clock may be behind or ahead of ours: an end that was just written is one. */
const CLOCK_MARGIN_MS = 60_000

/** Whether a hold has begun and has not ended. */
export function isRunning(hold: HoldRow, context: Pick<LanContext, 'now'>): boolean {
  return hold.beginsAt <= context.now() && !hasEnded(hold, context)
}

export function isPlanned({ beginsAt }: HoldRow, { now }: Pick<LanContext, 'now'>): boolean {
  return beginsAt > now()
}

export function hasEnded({ beginsAt, endsAt }: HoldRow, { now }: Pick<LanContext, 'now'>): boolean {
  return beginsAt <= now() && endsAt <= now() + CLOCK_MARGIN_MS
}
