import { randomUUID } from 'node:crypto'
import { isIP, isIPv4 } from 'node:net'
import { createNetworkSet } from '../auth/networks.ts'

const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/

/** The client's own request id when it is one and harmless in logs and headers, otherwise a new one. */
export function readRequestId(values: readonly string[] = []): string {
  const [id] = values
  return values.length === 1 && id !== undefined && REQUEST_ID.test(id) ? id : randomUUID()
}

/** A header that may have come several times, as one text. */
export function joinValues(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header
}

export type AddressReader = (peer: string | undefined, forwardedFor: string | undefined) => string

/**
 * Reads the client's network address. `x-forwarded-for` is believed only from a trusted proxy, from right to left up to
 * the first hop that is not one: whatever stands further left may have been invented by the client.
 * `trustedProxies` are addresses or networks ("10.0.0.0/8"); anything else is a RangeError.
 */
export function createAddressReader(trustedProxies: readonly string[]): AddressReader {
  const trusted = createNetworkSet(trustedProxies)
  return (peer, forwardedFor) => {
    let address = plainAddress(peer ?? '')
    if (trustedProxies.length === 0 || forwardedFor === undefined) return address
    for (const hop of forwardedFor.split(',').toReversed()) {
      const claimed = plainAddress(withoutPort(hop.trim()))
      if (!trusted.has(address) || isIP(claimed) === 0) break
      address = claimed
    }
    return address
  }
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
