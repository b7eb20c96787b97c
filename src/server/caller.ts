import { randomUUID } from 'node:crypto'
import { BlockList, isIP, isIPv4 } from 'node:net'

const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/

/** The client's own request id when it is one and harmless in logs and headers, otherwise a new one. */
export function readRequestId(values: readonly string[] = []): string {
  const [id] = values
  return values.length === 1 && id !== undefined && REQUEST_ID.test(id) ? id : randomUUID()
}

export type AddressReader = (peer: string | undefined, forwardedFor: string | undefined) => string

/**
 * Reads the client's network address. `x-forwarded-for` is believed only from a trusted proxy, from right to left up to
 * the first hop that is not one: whatever stands further left may have been invented by the client.
 * `trustedProxies` are addresses or networks ("10.0.0.0/8"); anything else is a RangeError.
 */
export function createAddressReader(trustedProxies: readonly string[]): AddressReader {
  const trusted = new BlockList()
  for (const proxy of trustedProxies) addNetwork(trusted, proxy)
  const isTrusted = (address: string): boolean => trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
  return (peer, forwardedFor) => {
    let address = plainAddress(peer ?? '')
    if (trustedProxies.length === 0 || forwardedFor === undefined) return address
    for (const hop of forwardedFor.split(',').toReversed()) {
      const claimed = plainAddress(withoutPort(hop.trim()))
      if (isIP(address) === 0 || !isTrusted(address) || isIP(claimed) === 0) break
      address = claimed
    }
    return address
  }
}

function addNetwork(list: BlockList, network: string): void {
  const [address = '', prefix, ...rest] = network.split('/')
  const family = isIPv4(address) ? 'ipv4' : 'ipv6'
  const bits = family === 'ipv4' ? 32 : 128
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits)
  if (isIP(address) === 0 || !isPrefix || rest.length > 0) {
    throw new RangeError(`Not an address or a network: ${JSON.stringify(network)}`)
  }
  list.addSubnet(address, prefix === undefined ? bits : Number(prefix), family)
}

/** Some proxies write 192.0.2.1:5678 and [2001:db8::1]:5678. */
function withoutPort(hop: string): string {
  const groups = /^(?:\[(?<v6>[^\]]+)\]|(?<v4>[\d.]+))(?::\d{1,5})?$/.exec(hop)?.groups
  return groups?.['v6'] ?? groups?.['v4'] ?? hop
}

/** An IPv4 client on a dual-stack socket appears as ::ffff:192.0.2.1; limits must count it as one and the same. */
function plainAddress(address: string): string {
  const mapped = address.toLowerCase().startsWith('::ffff:') ? address.slice('::ffff:'.length) : ''
  return isIPv4(mapped) ? mapped : address
}
