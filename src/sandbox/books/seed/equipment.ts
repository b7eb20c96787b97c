import { DAY_MS } from '../calendar.ts'
import { deviceIdOf } from '../numbering.ts'
import { KIND, STATE } from '../rules.ts'
import type { AddressRow, DeviceRow, ServiceRow } from '../types.ts'
import { createRandom, type Random } from './random.ts'

/** The networks that are kept free for documentation: what is invented here reaches nobody. They are small, so that
 * many accounts share an address. */
export const DYNAMIC_NETWORKS = ['192.0.2', '198.51.100'] as const
export const STATIC_NETWORK = '203.0.113'
const IPV6_NETWORK = '2001:db8'

/** The extra that makes the addresses of an account's internet static. */
export const STATIC_ADDRESS_TARIFF_ID = 61

const CONNECTED_KINDS: readonly number[] = [KIND.internet, KIND.mix, KIND.iptv]

/** The addresses of an account's services, whether served or suspended; closed services have given theirs back. */
export function deriveAddresses(position: number, services: readonly ServiceRow[]): AddressRow[] {
  const random = createRandom(position, 'addresses')
  const isStatic = services.some(({ tariffId }) => tariffId === STATIC_ADDRESS_TARIFF_ID)
  return services
    .filter(({ kind, state }) => CONNECTED_KINDS.includes(kind) && state !== STATE.closed)
    .flatMap((service) => addressesOf(service, isStatic && service.kind !== KIND.iptv ? 1 : 0, random))
}

function addressesOf({ id, kind }: ServiceRow, type: 0 | 1, random: Random): AddressRow[] {
  const host = 1 + random.whole(254)
  const network = type === 1 ? STATIC_NETWORK : random.pick(DYNAMIC_NETWORKS)
  const blocks = [1 + random.whole(0xff_fe), 1 + random.whole(0xff_fe)].map((block) => block.toString(16))
  const hasIpv6 = random.whole(4) === 0 && kind !== KIND.iptv
  const ipv4: AddressRow = { serviceId: id, ip: `${network}.${host}`, type }
  return hasIpv6 ? [ipv4, { serviceId: id, ip: `${IPV6_NETWORK}:${blocks.join(':')}::1`, type }] : [ipv4]
}

interface DeviceKind {
  readonly names: readonly [string, ...string[]]
  readonly hasMac: boolean
}

/** What stands at the subscriber's, by the kind of service that needs it. */
const DEVICE_KINDS: Readonly<Record<number, DeviceKind>> = {
  [KIND.internet]: { names: ['Роутер AX-1800', 'Роутер N-300', ''], hasMac: true },
  [KIND.mix]: { names: ['Роутер AX-1800', 'Роутер N-300'], hasMac: true },
  [KIND.digital]: { names: ['ТВ-приставка DVB-C', ''], hasMac: false },
  [KIND.iptv]: { names: ['ТВ-приставка IPTV-4K', 'Приставка в спальне'], hasMac: true },
  [KIND.video]: { names: ['Камера уличная 4 Мп'], hasMac: true },
}

/** Routers, set-top boxes and cameras; whoever brought an own one and never registered it has none. */
export function deriveDevices(
  position: number,
  { services, openedAt }: { services: readonly ServiceRow[]; openedAt: number },
): DeviceRow[] {
  const random = createRandom(position, 'devices')
  return services.flatMap(({ kind, restId }, slot) => {
    const deviceKind = DEVICE_KINDS[kind]
    if (!deviceKind || random.whole(5) === 0) return []
    const hasSerial = !deviceKind.hasMac || random.whole(2) === 0
    return {
      id: deviceIdOf(position, slot),
      restId,
      name: random.pick(deviceKind.names),
      mac: deviceKind.hasMac ? createMac(position, slot, random) : '',
      serial: hasSerial ? `SN${String(10_000_000 + random.whole(89_999_999))}` : '',
      registeredAt: random.whole(12) === 0 ? null : openedAt + random.whole(3) * DAY_MS,
    }
  })
}

/** A locally administered address, unique, in one of the spellings that people use. */
function createMac(position: number, slot: number, random: Random): string {
  const tail = (position * 256 + slot * 16 + random.whole(16)).toString(16).padStart(8, '0')
  const octets = `0a${(16 + random.whole(240)).toString(16)}${tail}`.match(/../g) ?? []
  return random.pick([octets.join('').toUpperCase(), octets.join(':'), octets.join('-')])
}
