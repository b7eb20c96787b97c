import { BlockList, isIP, isIPv4 } from 'node:net'

export interface NetworkSet {
  /** False also for a text that is no address. */
  has(address: string): boolean
}

/** Addresses and networks ("192.0.2.7", "10.0.0.0/8", "2001:db8::/32"). Anything else is a RangeError that quotes it. */
export function createNetworkSet(networks: readonly string[]): NetworkSet {
  const list = new BlockList()
  for (const network of networks) addNetwork(list, network)
  return {
    has(address) {
      const family = isIP(address)
      return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6')
    },
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
