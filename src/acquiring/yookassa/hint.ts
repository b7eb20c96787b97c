import { BlockList, isIP } from 'node:net'
import { readObject, readOptionalText } from '../../billing/transport/json.ts'
import type { Hint, HintRequest } from '../port.ts'

/**
 * The addresses from which YooKassa sends its notifications, by its own page. They keep out what is noise, and prove nothing:
 * a notification is never believed, whoever it comes from.
 */
export const YOOKASSA_NETWORKS = [
  '185.71.76.0/27',
  '185.71.77.0/27',
  '77.75.153.0/25',
  '77.75.154.128/25',
  '77.75.156.11/32',
  '77.75.156.35/32',
  '2a02:5180::/32',
] as const

/** Reads which payment a notification is about. With networks, one from elsewhere is none. */
export function createHintReader(networks: readonly string[]): (request: HintRequest) => Hint | null {
  const known = new BlockList()
  for (const network of networks) {
    const [address = '', prefix = isIP(address) === 6 ? '128' : '32'] = network.split('/')
    known.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return ({ body, address }) => {
    if (networks.length > 0 && !comesFrom(known, address)) return null
    try {
      const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
      const notification = readObject(value, 'notification')
      const event = readOptionalText(notification, 'event') ?? ''
      if (notification['type'] !== 'notification' || !/^(?:payment|refund)\.[a-z_]{1,40}$/.test(event)) return null
      const object = readObject(notification['object'], 'object')
      const id = readOptionalText(object, event.startsWith('refund.') ? 'payment_id' : 'id') ?? ''
      return /^[\w-]{1,64}$/.test(id) ? { acquirerId: id } : null
    } catch {
      return null
    }
  }
}

function comesFrom(known: BlockList, address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  const family = isIP(plain)
  return family !== 0 && known.check(plain, family === 6 ? 'ipv6' : 'ipv4')
}
