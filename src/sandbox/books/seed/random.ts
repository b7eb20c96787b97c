/** Numbers that look random and are always the same. */
export interface Random {
  /** A whole number from 0 to `below` − 1. */
  whole(below: number): number
  /** From 0, inclusive, to 1, exclusive. */
  fraction(): number
  pick<T>(values: readonly [T, ...T[]]): T
}

/** Changes every invented name and amount; never change it without a reason. */
const SEED = 20_260_101

/** What a row of numbers is for. Each purpose has its own, so that a new name does not move an amount. */
type Purpose = 'profile' | 'plan' | 'history' | 'password' | 'tickets' | 'devices' | 'addresses' | 'terms'

const PURPOSES: Record<Purpose, number> = {
  profile: 1,
  plan: 2,
  history: 3,
  password: 4,
  tickets: 5,
  devices: 6,
  addresses: 7,
  terms: 8,
}

/** The row of numbers for one account and one purpose (mulberry32 from a mixed seed). */
export function createRandom(position: number, purpose: Purpose): Random {
  let state = mix(mix(SEED + PURPOSES[purpose]) ^ (position + 1))

  function next(): number {
    state = (state + 0x6d_2b_79_f5) | 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value = (value + Math.imul(value ^ (value >>> 7), value | 61)) ^ value
    return (value ^ (value >>> 14)) >>> 0
  }
  const whole = (below: number): number => Math.floor((next() / 2 ** 32) * below)
  return {
    whole,
    fraction: () => next() / 2 ** 32,
    pick: (values) => values[whole(values.length)] ?? values[0],
  }
}

/** The finaliser of murmur3: neighbouring inputs become unrelated outputs. */
function mix(input: number): number {
  let value = input | 0
  value = Math.imul(value ^ (value >>> 16), 0x85_eb_ca_6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2_b2_ae_35)
  return (value ^ (value >>> 16)) >>> 0
}
