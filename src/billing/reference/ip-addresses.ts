import { isIP } from 'node:net'
import type { IpAddress } from '../../domain/ip-address.ts'
import type { ReadContext } from '../adapter/context.ts'
import { groupRows } from '../adapter/keyed-rows.ts'
import type { ServiceBilling } from '../port.ts'
import { type JsonObject, readId, readInteger, readText } from '../transport/json.ts'
import { IP_ASSIGNMENT, readCode } from './codes.ts'
import { isRestId, type RestClient } from './rest.ts'

/** GET /ips. The billing does not tell a service without addresses from a service that is not there. */
export function createListIpAddresses(rest: RestClient, context: ReadContext): ServiceBilling['listIpAddresses'] {
  return async (ids, call) => {
    const request = { operation: 'ips', path: '/ips', parameter: 'service_ids', ids }
    const rows = await rest.list(request, call, {
      key: (row) => readId(row, 'service_id'),
      value: (row) => readIpAddress(row, context),
    })
    const addresses = rows.flatMap(({ key, value }) => (value === null ? [] : [{ key, value }]))
    return groupRows(addresses, ids.filter(isRestId), {
      noun: 'ips',
      ownerField: 'service_id',
      onOddity: context.onOddity,
      id: ({ address }) => address,
      compare: (one, other) => (one.address < other.address ? -1 : Number(one.address > other.address)),
    })
  }
}

/**
 * One row of GET /ips, or null for a text that is no address. Such a row is left out and counted rather than refused:
 * nothing is decided by an address, and one that somebody mistyped must not hide all the others of the answer.
 */
function readIpAddress(row: JsonObject, { onOddity }: ReadContext): IpAddress | null {
  const serviceId = readId(row, 'service_id')
  const assignment = readCode(IP_ASSIGNMENT, readInteger(row, 'type'), { field: 'ips.type', onOddity })
  const address = readAddress(readText(row, 'ip').trim())
  if (address !== null) return { serviceId, address, assignment }
  onOddity({ kind: 'unreadable_ip', field: 'ips.ip', code: null })
  return null
}

/** IPv4 as it is; IPv6 in its shortest form with small letters (RFC 5952), so that equal addresses are equal texts. */
function readAddress(text: string): string | null {
  if (isIP(text) === 4) return text
  if (isIP(text) !== 6 || text.includes('%')) return null
  return new URL(`http://[${text}]`).hostname.slice(1, -1)
}
