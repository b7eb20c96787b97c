import { DEMO_NUMBERS } from './demo.ts'

/**
 * Which seeded accounts belong to one holder. A group is derived and written as a whole, so that nobody's second
 * agreement is missing. It is known by its first position.
 */
export interface Group {
  readonly first: number
  readonly positions: readonly number[]
  readonly type: 'P' | 'O'
}

/** Demo groups as [first number, accounts, type]. */
const DEMO_GROUPS = [
  ['100001', 1, 'P'],
  ['100002', 2, 'P'],
  ['100004', 1, 'P'],
  ['100005', 1, 'P'],
  ['100009', 1, 'P'],
  ['200001', 1, 'O'],
  ['200010', 10, 'O'],
  ['007123', 1, 'P'],
] as const

/** Of twenty ordinary accounts in a row, this one and the next belong to one holder. */
const PAIR_PERIOD = 20
const PAIR_FIRST = 8

/** Every twelfth ordinary position is an organisation's. */
const ORGANIZATION_PERIOD = 12
const ORGANIZATION_PLACE = 5

/** The group that holds a position below `accounts`. */
export function groupOf(position: number, accounts: number): Group {
  if (position < DEMO_NUMBERS.length) return demoGroupOf(position)
  const ordinal = position - DEMO_NUMBERS.length
  const first = ordinal % PAIR_PERIOD === PAIR_FIRST + 1 ? position - 1 : position
  const firstOrdinal = first - DEMO_NUMBERS.length
  const paired = firstOrdinal % PAIR_PERIOD === PAIR_FIRST && first + 1 < accounts
  return {
    first,
    positions: paired ? [first, first + 1] : [first],
    type: firstOrdinal % ORGANIZATION_PERIOD === ORGANIZATION_PLACE ? 'O' : 'P',
  }
}

/** Each group once, by rising position, from `from` to below `to`. */
export function listGroups(range: { from: number; to: number }, accounts: number): Group[] {
  const groups: Group[] = []
  for (let position = range.from; position < range.to; ) {
    const group = groupOf(position, accounts)
    groups.push(group)
    position = group.first + group.positions.length
  }
  return groups
}

function demoGroupOf(position: number): Group {
  for (const [number, size, type] of DEMO_GROUPS) {
    const first = DEMO_NUMBERS.indexOf(number)
    if (position < first || position >= first + size) continue
    return { first, positions: Array.from({ length: size }, (_, place) => first + place), type }
  }
  throw new RangeError(`The demo account at ${position} belongs to nobody.`)
}
