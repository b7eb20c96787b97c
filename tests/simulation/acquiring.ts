import { type AcquirerBooks, createAcquirerBooks } from './acquirer-books.ts'
import type { CheckoutPlan } from './plan-checkouts.ts'
import type { Random } from './random.ts'
import { createWeather } from './weather.ts'
import type { Weather } from './wire.ts'
import type { World } from './world.ts'

/** What the processes of one world share of its acquirer. */
export interface Acquiring {
  readonly plan: CheckoutPlan
  readonly books: AcquirerBooks
  readonly weather: () => Weather
  /** Ids in the order of time, the same in every run of the world. */
  readonly newId: () => string
}

export function createAcquiring(world: Omit<World, 'acquiring'>, yonder: Random): Acquiring | null {
  const { plan: whole, scheduler, isStormy, note } = world
  const plan = whole.checkouts
  if (plan === null) return null
  let lastId = 0
  const { calmAtMs } = whole
  return {
    plan,
    books: createAcquirerBooks({ plan, scheduler, random: yonder, isStormy, calmAtMs, note }),
    weather: createWeather({ ...world, random: yonder, plan: { ...whole, outages: plan.outages } }),
    newId: () => `00000000-0000-7000-8000-${(lastId += 1).toString(16).padStart(12, '0')}`,
  }
}
