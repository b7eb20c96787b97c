import { privateTariffIdOf, restIdOf } from '../numbering.ts'
import type { TariffRow } from '../types.ts'
import { negotiatedTariff, publicTariff, regionalTariff } from './catalogue.ts'
import { DEMO_NUMBERS } from './demo.ts'
import { type Group, listGroups } from './groups.ts'
import { createRandom, type Random } from './random.ts'

/** How somebody pays. Months are counted from the beginning of the history, 0–11. */
type Habit =
  /** Exactly the fee, every month. */
  | { readonly kind: 'steady'; readonly lastExtra: bigint }
  /** Whatever is missing, often rounded up, at times forgotten; `monthsAhead` at once. */
  | { readonly kind: 'usual'; readonly monthsAhead: number }
  /** As usual, and nothing from this month on. */
  | { readonly kind: 'debtor'; readonly from: number }
  | { readonly kind: 'frozen'; readonly from: number }
  | { readonly kind: 'terminated'; readonly from: number }

/** What an account has and how its holder behaves. */
export interface Plan {
  readonly tariffs: readonly TariffRow[]
  readonly creditLimit: bigint
  readonly habit: Habit
  /** The first month with the account open. */
  readonly joinMonth: number
}

/** Only the first organisations have negotiated tariffs, so that the list of all tariffs stays short. */
const PRIVATE_TARIFF_POSITIONS = 200

/** The demo organisation may choose between two tariffs of its own. */
const BIGGEST_CUSTOMER = '200001'

const DEMO_PLANS: Readonly<Record<string, Omit<Plan, 'joinMonth'>>> = {
  '100001': { tariffs: publicTariffs(2, 61), creditLimit: 100_00n, habit: { kind: 'steady', lastExtra: 650_00n } },
  '100002': { tariffs: publicTariffs(12, 62), creditLimit: 0n, habit: { kind: 'steady', lastExtra: 120_50n } },
  '100003': { tariffs: publicTariffs(1, 81), creditLimit: 0n, habit: { kind: 'steady', lastExtra: 0n } },
  '100004': { tariffs: publicTariffs(3, 31), creditLimit: 0n, habit: { kind: 'debtor', from: 9 } },
  '100005': { tariffs: publicTariffs(11), creditLimit: 100_00n, habit: { kind: 'frozen', from: 10 } },
  '100009': { tariffs: publicTariffs(2, 22), creditLimit: 0n, habit: { kind: 'terminated', from: 7 } },
  '007123': { tariffs: publicTariffs(2, 41, 71), creditLimit: 0n, habit: { kind: 'steady', lastExtra: 300_00n } },
}

/** The account's plan; whoever lives in a region with tariffs of its own takes those. */
export function planOf(position: number, group: Group, regionId: number): Plan {
  const demo = DEMO_PLANS[DEMO_NUMBERS[position] ?? '']
  if (demo) return { ...demo, joinMonth: 0 }
  const random = createRandom(position, 'plan')
  const isDemo = position < DEMO_NUMBERS.length
  const tariffs = group.type === 'O' ? organizationTariffs(position, random) : personTariffs(random, regionId)
  const creditLimit = random.pick(group.type === 'O' ? [0n, 1_000_00n, 5_000_00n] : [0n, 0n, 100_00n, 300_00n])
  const joinMonth = random.whole(20) === 0 ? 1 + random.whole(8) : 0
  const habit = habitOf(random)
  return isDemo
    ? { tariffs, creditLimit, habit: { kind: 'steady', lastExtra: 1_000_00n }, joinMonth: 0 }
    : { tariffs, creditLimit, habit, joinMonth }
}

/** The negotiated tariffs of a sandbox of so many accounts; at most ten or so. */
export function listPrivateTariffs(accounts: number): TariffRow[] {
  return listGroups({ from: 0, to: Math.min(accounts, PRIVATE_TARIFF_POSITIONS) }, accounts).flatMap(
    ({ first, type }) => {
      const present = type === 'O' ? findPrivateTariff(first) : null
      if (present === null) return []
      return DEMO_NUMBERS[first] === BIGGEST_CUSTOMER ? [present, negotiate(first, 1)] : [present]
    },
  )
}

/** The tariff that the organisation at this position has negotiated, and takes. */
function findPrivateTariff(position: number): TariffRow | null {
  const isOwner = DEMO_NUMBERS[position] === BIGGEST_CUSTOMER || position >= DEMO_NUMBERS.length
  return isOwner && position < PRIVATE_TARIFF_POSITIONS ? negotiate(position, 0) : null
}

/** `place` 0 is what it has, 1 what it may change to: three times as much. */
function negotiate(position: number, place: 0 | 1): TariffRow {
  const step = position % 7
  const times = place === 0 ? 1 : 3
  const speed = times * (500 + 100 * step)
  return negotiatedTariff({
    id: privateTariffIdOf(position, place),
    name: `Корпоративный ${speed}`,
    fee: BigInt(times) * (4_990_00n + BigInt(step) * 1_250_35n),
    speed,
    ownerAccount: restIdOf(position),
  })
}

function organizationTariffs(position: number, random: Random): TariffRow[] {
  const access = findPrivateTariff(position) ?? publicTariff(random.pick([2, 3]))
  const extras = publicTariffs(...(random.whole(2) === 0 ? [61] : []), ...(random.whole(4) === 0 ? [72] : []))
  return [access, ...extras]
}

function personTariffs(random: Random, regionId: number): TariffRow[] {
  const main = random.fraction()
  const ids: number[] = []
  if (main < 0.45) ids.push(random.pick([1, 2, 3]))
  else if (main < 0.8) ids.push(random.pick([11, 12, 13]))
  else if (main < 0.88) ids.push(random.pick([1, 2, 3]), random.pick([31, 32]))
  else if (main < 0.95) ids.push(random.pick([1, 2, 3]), random.pick([41, 42]))
  else ids.push(random.pick([21, 22]))
  if (random.fraction() < 0.3) ids.push(random.pick([61, 62, 63, 64]))
  if (random.fraction() < 0.2) ids.push(random.pick([81, 82]))
  if (random.fraction() < 0.05) ids.push(71)
  return publicTariffs(...ids).map((tariff) => regionalTariff(tariff, regionId))
}

function habitOf(random: Random): Habit {
  const chance = random.fraction()
  if (chance < 0.06) return { kind: 'debtor', from: 6 + random.whole(5) }
  if (chance < 0.075) return { kind: 'frozen', from: 9 + random.whole(3) }
  if (chance < 0.09) return { kind: 'terminated', from: 9 + random.whole(3) }
  return { kind: 'usual', monthsAhead: chance < 0.18 ? 3 : 1 }
}

function publicTariffs(...ids: number[]): TariffRow[] {
  return ids.map((id) => publicTariff(id))
}
