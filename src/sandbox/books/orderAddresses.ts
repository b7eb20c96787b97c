import { type Database, readInteger, readText } from './database.ts'
import { KIND } from './rules.ts'
import { DYNAMIC_NETWORKS, STATIC_NETWORK } from './seed/equipment.ts'
import type { AddressRow } from './types.ts'

/** Another address of the same network for each; the last number moves on, and never stays. */
export function changeAddresses(
  database: Database,
  { serviceId, seed }: { readonly serviceId: number; readonly seed: number },
): void {
  replaceAddresses(database, serviceId, ({ ip, type }) => ({ ip: nextAddress(ip, seed), type }))
}

/** With the extra for it the addresses of an account's internet are static, and without it they are not. */
export function setAddressType(
  database: Database,
  { restId, type, seed }: { readonly restId: number; readonly type: 0 | 1; readonly seed: number },
): void {
  const services = database.all(
    'SELECT DISTINCT service_id FROM addresses JOIN services ON id = service_id WHERE rest_id = ? AND kind IN (?, ?)',
    restId,
    KIND.internet,
    KIND.mix,
  )
  const network = type === 1 ? STATIC_NETWORK : DYNAMIC_NETWORKS[0]
  for (const row of services) {
    replaceAddresses(database, readInteger(row, 'service_id'), (address) => {
      if (address.type === type) return address
      const { ip } = address
      return { ip: nextAddress(ip.includes(':') ? ip : `${network}.${ip.slice(ip.lastIndexOf('.') + 1)}`, seed), type }
    })
  }
}

type Address = Pick<AddressRow, 'ip' | 'type'>

function replaceAddresses(database: Database, serviceId: number, change: (address: Address) => Address): void {
  const rows = database.all('SELECT ip, type FROM addresses WHERE service_id = ? ORDER BY ip', serviceId)
  database.run('DELETE FROM addresses WHERE service_id = ?', serviceId)
  for (const row of rows) {
    const { ip, type } = change({ ip: readText(row, 'ip'), type: readInteger(row, 'type') === 1 ? 1 : 0 })
    database.run('INSERT INTO addresses VALUES (?, ?, ?)', serviceId, ip, type)
  }
}

function nextAddress(ip: string, orderId: number): string {
  if (ip.includes(':'))
    return `2001:db8:${(1 + (orderId % 0xff_fe)).toString(16)}:${ip.split(':')[2] === '1' ? 2 : 1}::1`
  const [network, host] = [ip.slice(0, ip.lastIndexOf('.')), Number(ip.slice(ip.lastIndexOf('.') + 1))]
  return `${network}.${1 + ((host + (orderId % 200)) % 254)}`
}
