/** Chance that any run can repeat: the same seed draws the same numbers, on every machine. */
export interface Random {
  /** At least 0, less than 1. */
  readonly next: () => number
  readonly chance: (probability: number) => boolean
  /** A whole number, both ends included. */
  readonly between: (min: number, max: number) => number
  readonly pick: <Item>(items: readonly [Item, ...Item[]]) => Item
}

/**
 * sfc32 by Chris Doty-Humphrey: 128 bits of state, passes PractRand, a handful of 32-bit operations for a number. The seed
 * is spread over the state by splitmix32, so that neighbouring seeds have nothing in common.
 */
export function createRandom(seed: number): Random {
  let spread = seed | 0
  const [low, high] = [seed | 0, Math.floor(seed / 0x1_0000_0000) | 0]
  function split(): number {
    spread = (spread + 0x9e3779b9) | 0
    let mixed = spread ^ (spread >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return mixed ^ (mixed >>> 15)
  }
  let a = split() ^ high
  let b = split()
  let c = split() ^ low
  let counter = 1

  function next(): number {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 0x1_0000_0000
  }
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next()

  const below = (end: number) => Math.floor(next() * end)
  return {
    next,
    chance: (probability) => probability > 0 && next() < probability,
    between: (min, max) => min + below(max - min + 1),
    pick: (items) => items[below(items.length)] ?? items[0],
  }
}
