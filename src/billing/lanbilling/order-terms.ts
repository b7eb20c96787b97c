import type { FreezeTerms } from '../../domain/order-terms.ts'
import type { BillingCall } from '../port.ts'
import { elements, writeElement, type XmlElement } from '../transport/xml.ts'
import { readLong } from './rows.ts'
import type { BareService } from './service-rows.ts'
import type { LanSide } from './side.ts'

/** Under which terms a service is put on hold. */
export interface HoldTerms extends FreezeTerms {
  /** How many days from today it begins at the earliest. */
  readonly minDaysAhead: number
  /** Not with debt. */
  readonly needsMoney: boolean
}

/** getUserBlockTemplate; null where the service cannot be put on hold at present. */
export async function findHoldTerms(
  { soap }: LanSide,
  { id, accountId }: Pick<BareService, 'id' | 'accountId'>,
  call: BillingCall,
): Promise<HoldTerms | null> {
  const content = `<flt>${writeElement('vgid', id)}${writeElement('agrmid', accountId)}</flt>`
  const request = { name: 'getUserBlockTemplate', content, writes: false }
  const found = await soap.call(request, call, (answer) => elements(answer, 'ret').map(readTerms))
  return found.find((terms) => terms !== null) ?? null
}

/** One soapUserBlockTemplate. Without a count of how often it is still possible, it is possible. */
function readTerms(row: XmlElement): HoldTerms | null {
  const isSpent = readLong(row, 'usecount') > 0 && readLong(row, 'numavailtodestination') <= 0
  if (readLong(row, 'unavailable') === 1 || isSpent) return null
  return {
    minDays: readLong(row, 'durationmin'),
    maxDays: readLong(row, 'durationmax'),
    minDaysAhead: readLong(row, 'beginfrom'),
    maxDaysAhead: readLong(row, 'beginto'),
    needsMoney: readLong(row, 'positivebalance') === 1,
  }
}
