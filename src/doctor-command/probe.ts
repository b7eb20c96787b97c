import { BillingError } from '../billing/error.ts'
import type { BillingCall, BillingSystem, Bulk, Capabilities } from '../billing/port.ts'
import type { Account } from '../domain/account.ts'
import type { RegionId } from '../domain/region.ts'
import type { Service } from '../domain/service.ts'
import type { Ticket } from '../domain/ticket.ts'

/** The parts of what a billing holds that are read one by one. */
export const SLICE_NAMES = [
  'credentials',
  'accounts',
  'agreements',
  'profile',
  'settings',
  'regions',
  'operators',
  'tariffs',
  'services',
  'availableTariffs',
  'channels',
  'ipAddresses',
  'payments',
  'ledger',
  'charges',
  'statement',
  'tickets',
  'messages',
  'ticketQueue',
  'promiseOffers',
  'promises',
  'orderTerms',
  'orders',
  'devices',
  'documents',
  'offerings',
  'coverage',
] as const

export type SliceName = (typeof SLICE_NAMES)[number]

/** The capabilities that are there or not. */
export type Ability = {
  [Name in keyof Capabilities]: Capabilities[Name] extends boolean ? Name : never
}[keyof Capabilities]

/** What probes read by, and what they leave for those that come after. */
export interface Ground {
  readonly billing: BillingSystem
  readonly timeZone: string
  /** Null where there is no account to read by. */
  readonly account: Account | null
  /** The days of the statement that is read. */
  readonly period: { readonly from: string; readonly to: string }
  readonly now: number
  regionIds: readonly RegionId[]
  services: readonly Service[]
  tickets: readonly Ticket[]
  /** Instants of the newest payments. */
  paidAt: readonly number[]
}

/** How many there are; null for something that there must be and is not. */
export type Count = number | null

export interface Probe {
  readonly slice: SliceName
  /** What the capability table must promise for it to be read; null for what every billing has. */
  readonly ability: Ability | null
  /** Null for what needs no account. */
  readonly run: (ground: Ground, call: BillingCall) => Promise<Count>
  readonly needsAccount: boolean
}

/** The value of a key; an error of the key is thrown. */
export function valueOf<K, V>(bulk: Bulk<K, V>, key: K): V | null {
  const value = bulk.get(key)
  if (value instanceof BillingError) throw value
  return value ?? null
}

/** The values of all keys that the billing knows. */
export function valuesOf<K, V>(bulk: Bulk<K, V>): readonly V[] {
  return [...bulk.values()].map((value) => {
    if (value instanceof BillingError) throw value
    return value
  })
}
