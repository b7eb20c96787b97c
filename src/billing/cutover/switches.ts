import type { Slices } from '../assemble.ts'
import type { Capabilities } from '../capabilities.ts'

/** What another billing can serve, as BILLING_SLICES calls it, with the slices of the port that go together. */
export const SWITCHES = {
  agreements: ['agreements'],
  devices: ['devices'],
  documents: ['documents'],
  money: ['payments', 'postings', 'charges', 'statements', 'promisedPayments'],
  profiles: ['profiles'],
  services: ['services', 'tariffs', 'offerings', 'orders'],
  tickets: ['tickets'],
} as const satisfies Readonly<Record<string, readonly (keyof Slices)[]>>

export type Switch = keyof typeof SWITCHES

const NAMES: readonly string[] = Object.keys(SWITCHES)

export function isSwitch(name: string): name is Switch {
  return NAMES.includes(name)
}

/** Why a slice of the port cannot be switched by itself: each that is in no switch. */
const STAYING: Readonly<Record<Exclude<keyof Slices, (typeof SWITCHES)[Switch][number]>, string>> = {
  accounts: 'stays with BILLING_MODULE: it says which accounts there are',
  identity: 'stays with the accounts',
  credentials: 'stays with the accounts, to whom people sign in',
  logins: 'stays with the accounts, to whom people sign in',
  regions: 'stays with the accounts, which name regions',
  coverage: 'stays with the regions',
  operators: 'stays with the accounts, which name operators',
  health: 'is asked of every billing that serves something',
}

/** What is wrong with a name in BILLING_SLICES. */
export function explainNoSwitch(name: string): string {
  const entry = Object.entries(STAYING).find(([slice]) => slice === name)
  if (entry) return entry[1]
  const group = Object.entries(SWITCHES).find(([, slices]) => slices.some((slice) => slice === name))
  return group ? `goes with others: write ${group[0]}=…` : `is none of ${NAMES.join(', ')}`
}

/** Without these capabilities a billing has nothing to serve a switch with. */
export const NEEDED: Readonly<Record<Switch, readonly (keyof Capabilities)[]>> = {
  agreements: [],
  devices: ['devices'],
  documents: ['documents'],
  money: ['payments'],
  profiles: [],
  services: ['services', 'tariffs'],
  tickets: ['tickets'],
}
