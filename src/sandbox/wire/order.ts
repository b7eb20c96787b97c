/** A whole number → another one that looks random, 0 to 2³²−1; the same one every time. */
export function scramble(value: number): number {
  let mixed = (value ^ 0x9e3779b9) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** The rows in no order that anybody could rely on, the same one every time. */
export function shuffled<T>(rows: readonly T[], key: (row: T) => number): T[] {
  return rows.toSorted((one, other) => scramble(key(other)) - scramble(key(one)) || key(other) - key(one))
}

/** A sequence of numbers in [0, 1) that depends on the seed alone (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = scramble(seed)
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A text → a whole number to scramble or to seed with. */
export function textKey(value: string): number {
  let key = 0x811c9dc5
  for (const byte of Buffer.from(value, 'utf8')) key = Math.imul(key ^ byte, 0x01000193) >>> 0
  return key
}
