import { isIP } from 'node:net'
import type { IpAddress } from '../../domain/ip-address.ts'
import type { Service, ServiceFreeze } from '../../domain/service.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, ServiceBilling } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { element, elements, findElement, findElementText, type XmlElement } from '../transport/xml.ts'
import { findById } from './by-id.ts'
import { askEach } from './each.ts'
import { isRunning, listHolds } from './holds.ts'
import { isId, readKey, readLong } from './rows.ts'
import { type BareService, listVgroups } from './service-rows.ts'
import { type LanSide, SOAP } from './side.ts'

/** getVgroups, with the hold of those that are on hold; getVgroup for addresses. */
export function createServices(side: LanSide): ServiceBilling {
  return {
    listServices: (ids, call) =>
      askEach(ids, async (id) => {
        if (!isId(id)) return undefined
        const rows = await listVgroups(side, id, call)
        return await Promise.all(rows.map((row) => complete(side, row, call)))
      }),
    listIpAddresses: (ids, call) =>
      askEach(ids, (id) =>
        findById(
          side,
          {
            operation: 'getVgroup',
            noun: 'Vgroup',
            id,
            read: (answer) => {
              const row = findElement(answer, 'ret')
              return row === null ? undefined : readAddresses(row, id, side)
            },
          },
          call,
        ),
      ),
  }
}

/** A list with a service that cannot be read says less than it seems to, so that it has its error. */
async function complete(side: LanSide, row: BareService | BillingError, call: BillingCall): Promise<Service> {
  if (row instanceof BillingError) throw row
  const { id, accountId, kind, status, tariffId, connectedOn } = row
  if (tariffId === null) throw withoutTariff(row)
  const freeze = status === 'FROZEN' ? await findFreeze(side, row, call) : null
  return { id, accountId, kind, status, tariffId, connectedOn, options: [], optionsFee: null, freeze }
}

async function findFreeze(
  side: LanSide,
  { id, accountId }: BareService,
  call: BillingCall,
): Promise<ServiceFreeze | null> {
  const holds = await listHolds(side, { serviceId: id, accountId }, call)
  const running = holds.find((hold) => isRunning(hold, side.context))
  return running === undefined ? null : { from: running.from, until: running.until }
}

/** The addresses of one soapVgroupFull: networks of a single address. Those of a whole network are told as it is written. */
function readAddresses(row: XmlElement, id: string, { context }: LanSide): readonly IpAddress[] {
  if (readKey(element(row, 'vgroup'), 'vgid') !== id) throw malformed('vgid: not the one asked for')
  return elements(row, 'staff').flatMap((staff) => {
    const network = findElement(staff, 'ipmask')
    const address = network === null ? null : findElementText(network, 'ip')
    if (network === null || address === null) return []
    const version = isIP(address)
    if (version === 0) {
      context.onOddity({ kind: 'unreadable_ip', field: 'getVgroup.ip', code: null })
      return []
    }
    const bits = readLong(network, 'mask', version === 4 ? 32 : 128)
    const isSingle = bits === (version === 4 ? 32 : 128)
    return [{ serviceId: id, address: isSingle ? address : `${address}/${bits}`, assignment: 'STATIC' as const }]
  })
}

function withoutTariff({ id }: BareService): BillingError {
  const message = `${SOAP} getVgroups: the service ${id} has no tariff.`
  return new BillingError('BILLING_MALFORMED_ANSWER', message, { outcome: 'not_applied' })
}
