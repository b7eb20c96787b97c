import { addMoney, type Currency, type Money, zeroMoney } from './money.ts'

/** Money that went, and to which part it counts; null for what belongs to none. */
export interface Spent {
  readonly key: string | null
  readonly amount: Money
}

export interface SpendingPart extends Spent {
  readonly chargeCount: number
  /** In hundredths of a percent; those of all parts are 10,000 together, or 0 when nothing was spent. */
  readonly basisPoints: number
}

/** More than a chart can show. */
export const MAX_SPENDING_PARTS = 50

const NOTHING = { chargeCount: 0 } as const
const WHOLE = 10_000n

/** The sum of each key, the largest first, what belongs to none last; `keys` have a part even when nothing was spent. */
export function divideSpending(
  spent: readonly Spent[],
  { currency, keys = [] }: { readonly currency: Currency; readonly keys?: readonly string[] },
): readonly SpendingPart[] {
  const sums = new Map<string | null, Omit<SpendingPart, 'basisPoints'>>()
  for (const key of keys) sums.set(key, { key, amount: zeroMoney(currency), ...NOTHING })
  for (const { key, amount } of spent) {
    const sum = sums.get(key) ?? { key, amount: zeroMoney(currency), ...NOTHING }
    sums.set(key, { key, amount: addMoney(sum.amount, amount), chargeCount: sum.chargeCount + 1 })
  }
  return share([...sums.values()].toSorted(compareParts))
}

/** The first parts, and those after them as one that belongs to none, when there are more than `max`. */
export function gatherSmallParts(parts: readonly SpendingPart[], max: number): readonly SpendingPart[] {
  if (parts.length <= max) return parts
  const isOwn = ({ key }: SpendingPart) => key !== null
  const shown = parts.filter(isOwn).slice(0, max - 1)
  const rest = parts.filter((part) => !shown.includes(part))
  const [first, ...others] = rest
  if (first === undefined) return shown
  const together = others.reduce(
    (sum, { amount, chargeCount, basisPoints }) => ({
      key: null,
      amount: addMoney(sum.amount, amount),
      chargeCount: sum.chargeCount + chargeCount,
      basisPoints: sum.basisPoints + basisPoints,
    }),
    { ...first, key: null },
  )
  return [...shown, together]
}

function compareParts(one: Spent, other: Spent): number {
  const byNone = Number(one.key === null) - Number(other.key === null)
  if (byNone !== 0) return byNone
  if (one.amount.minorUnits !== other.amount.minorUnits) return one.amount.minorUnits > other.amount.minorUnits ? -1 : 1
  return (one.key ?? '') < (other.key ?? '') ? -1 : 1
}

/** What rounding down leaves goes to those that lost most by it, so that a chart closes. */
function share(parts: readonly Omit<SpendingPart, 'basisPoints'>[]): readonly SpendingPart[] {
  const total = parts.reduce((sum, { amount }) => sum + amount.minorUnits, 0n)
  if (total <= 0n) return parts.map((part) => ({ ...part, basisPoints: 0 }))
  const floors = parts.map(({ amount }) => (amount.minorUnits * WHOLE) / total)
  const lost = parts.map(({ amount }) => (amount.minorUnits * WHOLE) % total)
  const left = Number(WHOLE - floors.reduce((sum, floor) => sum + floor, 0n))
  const favoured = lost
    .map((amount, at) => ({ amount, at }))
    .toSorted((one, other) => (one.amount === other.amount ? one.at - other.at : one.amount > other.amount ? -1 : 1))
    .slice(0, left)
    .map(({ at }) => at)
  return parts.map((part, at) => ({ ...part, basisPoints: Number(floors[at] ?? 0n) + Number(favoured.includes(at)) }))
}
