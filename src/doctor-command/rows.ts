import type { Capabilities } from '../billing/port.ts'
import type { Ability, SliceName } from './probe.ts'
import type { SliceResult } from './read-slices.ts'

/** What a capability of docs/coverage.md needs of the billing. A test holds ids and names to that page. */
export interface RowNeeds {
  readonly id: string
  readonly capability: string
  /** Without one of these there is nothing of it. */
  readonly abilities: readonly Ability[]
  /** Without one of these it can only be read. */
  readonly changes: readonly Ability[]
  /** Whether a consultant does what a subscriber cannot order, by a ticket. */
  readonly byConsultant: boolean
  readonly slices: readonly SliceName[]
}

export type RowState =
  | 'works'
  /** Read, and not changed. */
  | 'reading'
  /** Changed by a ticket to a consultant. */
  | 'consultant'
  /** A slice that it needs cannot be read just now. */
  | 'failing'
  /** Nothing was there to read it by. */
  | 'unproven'
  | 'no'

export interface RowFinding {
  readonly id: string
  readonly capability: string
  readonly state: RowState
  /** The capabilities that are missing, or the slices that failed or had nothing. */
  readonly because: readonly string[]
  /** Whether the gateway has it by itself. */
  readonly isOwn: boolean
}

type Needs = Partial<Omit<RowNeeds, 'id' | 'capability'>>

const ORDERED: Needs = { changes: ['orders', 'selfServiceOrders'], byConsultant: true }
const CATALOGUE: Needs = { ...ORDERED, abilities: ['tariffs', 'services'], slices: ['tariffs', 'services'] }
const TICKETS: Needs = { abilities: ['tickets'], slices: ['tickets', 'messages'] }
const RESET: Needs = { abilities: ['credentialChanges'], slices: ['accounts', 'profile'] }

export const ROWS: readonly RowNeeds[] = [
  row('A0', 'Ask whether an address is covered, and have a building connected', {
    abilities: ['coverage'],
    changes: ['tickets'],
    slices: ['coverage'],
  }),
  row('A1', 'Get in only by a concluded agreement that is in force', { slices: ['accounts', 'credentials'] }),
  row('A2', 'Sign in with login and password, stay signed in, sign out', { slices: ['accounts', 'credentials'] }),
  row('A3', 'Prove the agreement and choose login and password', RESET),
  row('A4', 'A lost password, by a code to the phone', RESET),
  row('A5', 'A lost password, by a code to the e-mail address', RESET),
  row('A6', 'A one-time password, then a new one', RESET),
  row('A7', 'A lost login, restored at the office by an operator', RESET),
  row('A8', 'Help, hotline and contacts for whoever cannot get in', {}),
  row('A9', 'Organisations: own fields, members, long agreements, private tariffs', {
    slices: ['accounts', 'agreements', 'profile'],
  }),
  row('A10', 'Change password, personal data and settings', {
    changes: ['credentialChanges', 'profileChanges'],
    slices: ['profile', 'settings'],
  }),
  row('A11', 'Regions, each with its tariffs and news', { abilities: ['tariffs'], slices: ['regions', 'tariffs'] }),
  row('A12', 'One brand over several legal entities: who is paid', { slices: ['operators'] }),
  row('B1', 'Balance, credit limit, credited and spent', { slices: ['accounts'] }),
  row('B2', 'A statement of a period that adds up', { abilities: ['statements'], slices: ['statement'] }),
  row('B3', 'Every operation, at any time', {
    abilities: ['payments', 'statements'],
    slices: ['payments', 'charges'],
  }),
  row('B4', 'Documents and reports to download', {
    abilities: ['documents', 'statements'],
    slices: ['documents', 'statement'],
  }),
  row('B5', 'A picture of spending', { abilities: ['statements'], slices: ['statement'] }),
  row('C1', 'Connected services with their tariffs', {
    abilities: ['services', 'tariffs'],
    slices: ['services', 'tariffs'],
  }),
  row('C2', 'Tariffs that a service can be changed to', {
    abilities: ['services', 'tariffs'],
    slices: ['services', 'availableTariffs'],
  }),
  row('C3', 'Compare tariffs, and change to another', CATALOGUE),
  row('C4', 'Ask a consultant for the change instead', TICKETS),
  row('C5', 'Three internet and three mixed packages, each to be activated', CATALOGUE),
  row('C6', 'Packages of digital and cable television', CATALOGUE),
  row('C7', 'IPTV: channels, setting up, connecting', { ...CATALOGUE, slices: ['tariffs', 'services', 'channels'] }),
  row('C8', 'Change the speed or the number of channels', {
    ...ORDERED,
    abilities: ['services', 'orders'],
    slices: ['services', 'orderTerms'],
  }),
  row('C9', 'Extra services with their prices, to connect and disconnect', {
    ...ORDERED,
    abilities: ['offerings', 'services'],
    slices: ['offerings', 'services'],
  }),
  row('C10', 'Smart home: video surveillance and intercom', {
    abilities: ['services', 'tariffs'],
    slices: ['services', 'tariffs'],
  }),
  row('C11', 'Freeze a service or the whole account', { ...ORDERED, abilities: ['services'], slices: ['services'] }),
  row('C12', 'Suspension for debt, and the sum that ends it', { slices: ['accounts'] }),
  row('C13', 'A promised payment', { abilities: ['promisedPayments'], slices: ['promiseOffers', 'promises'] }),
  row('C14', 'The own network addresses, and a change of them', {
    ...ORDERED,
    abilities: ['services'],
    slices: ['ipAddresses'],
  }),
  row('C15', 'The own devices', { abilities: ['devices'], changes: ['deviceChanges'], slices: ['devices'] }),
  row('C16', 'Equipment and its setting up, to order', { ...ORDERED, abilities: ['offerings'], slices: ['offerings'] }),
  row('P1', 'Everything is paid from the account', { abilities: ['statements'], slices: ['charges'] }),
  row('P2', 'Ways and places to pay', {}),
  row('P3', 'Pay from the cabinet by card, wallet or phone', { abilities: ['payments'], slices: ['payments'] }),
  row('P4', "A receipt that any bank's cash desk takes", { slices: ['accounts', 'operators'] }),
  row('P5', "Top up somebody else's account", { abilities: ['transfers'], slices: ['accounts'] }),
  row('P6', 'Partner terminals: check, pay, cancel, compare registries', {
    abilities: ['payments'],
    changes: ['cancellations'],
    slices: ['payments', 'ledger'],
  }),
  row('P7', 'The list of payments, and one of them', { abilities: ['payments'], slices: ['payments'] }),
  row('S1', 'Tickets about faults', TICKETS),
  row('S2', 'A visit of the installer', TICKETS),
  row('S3', 'A talk with operators as it happens', TICKETS),
  row('S4', 'News and promotions', {}),
  row('S5', 'Notices of changes', {}),
  row('S6', 'The forum', {}),
  row('S7', 'The company and its public pages', {}),
  row('S8', 'Notifications', { slices: ['accounts', 'profile'] }),
]

function row(id: string, capability: string, needs: Needs): RowNeeds {
  return { id, capability, abilities: [], changes: [], byConsultant: false, slices: [], ...needs }
}

/** What is there once for all: where there is none of it, nothing is known of what needs it. */
const NEEDS_SOME: readonly SliceName[] = ['agreements', 'regions', 'operators']

/** Which of them this installation will have. */
export function findRows(capabilities: Capabilities, results: readonly SliceResult[]): readonly RowFinding[] {
  const bySlice = new Map(results.map((result) => [result.slice, result]))
  return ROWS.map((needs) => {
    const { id, capability, abilities, changes, slices } = needs
    const isOwn = abilities.length + changes.length + slices.length === 0
    return { id, capability, isOwn, ...judge(needs, capabilities, bySlice) }
  })
}

function judge(
  { abilities, changes, byConsultant, slices }: RowNeeds,
  capabilities: Capabilities,
  bySlice: ReadonlyMap<SliceName, SliceResult>,
): Pick<RowFinding, 'state' | 'because'> {
  const missing = abilities.filter((ability) => !capabilities[ability])
  if (missing.length > 0) return { state: 'no', because: missing }
  const states = slices.map((slice) => ({ slice, state: bySlice.get(slice)?.state ?? 'skipped' }))
  const failing = states.filter(({ state }) => state === 'failed' || state === 'unreadable')
  if (failing.length > 0) return { state: 'failing', because: failing.map(({ slice }) => slice) }
  const unproven = states.filter(
    ({ slice, state }) =>
      state === 'skipped' ||
      state === 'subscriber_only' ||
      ((state === 'empty' || state === 'refused') && NEEDS_SOME.includes(slice)),
  )
  if (unproven.length > 0) return { state: 'unproven', because: unproven.map(({ slice }) => slice) }
  const unchanged = changes.filter((ability) => !capabilities[ability])
  if (unchanged.length === 0) return { state: 'works', because: [] }
  return { state: byConsultant && capabilities.tickets ? 'consultant' : 'reading', because: unchanged }
}
