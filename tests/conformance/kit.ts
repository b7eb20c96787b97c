import { expect } from 'vitest'
import type { Bulk } from '../../src/billing/port.ts'
import type { Money } from '../../src/domain/money.ts'
import { NotApplicable } from './requirement-error.ts'
import type { ConformanceSubject, OpenedAccount } from './subject.ts'

/** What looks like an error of the port. By its name: an adapter from elsewhere may bring another copy of the class. */
export function isBillingError(value: unknown): value is { readonly code: string; readonly outcome: string } {
  return value instanceof Error && value.name === 'BillingError' && 'outcome' in value && 'code' in value
}

/** The answer of a bulk read of which every key can be read. The first that cannot is thrown. */
export async function read<K, V>(answer: Promise<Bulk<K, V>>): Promise<ReadonlyMap<K, V>> {
  const values = new Map<K, V>()
  for (const [key, value] of await answer) {
    if (value instanceof Error) throw value
    values.set(key, value)
  }
  return values
}

/** The value of a key that must be there. */
export async function readOne<K, V>(answer: Promise<Bulk<K, V>>, key: K): Promise<V> {
  const value = (await read(answer)).get(key)
  if (value === undefined) throw new Error(`no answer for ${JSON.stringify(key)}`)
  return value
}

export const NOT_APPLIED = { name: 'BillingError', outcome: 'not_applied' }
export const UNKNOWN = { name: 'BillingError', outcome: 'unknown' }
export const UNWRITABLE = { ...NOT_APPLIED, code: 'BILLING_UNWRITABLE_REQUEST' }
export const CANCELED = { ...NOT_APPLIED, code: 'BILLING_CANCELED' }

let counter = 0
const RUN = Math.floor(Date.now() / 1000).toString(36)

/** A reference that nobody has used, also in another run against the same billing; at most 20 characters. */
export function unique(prefix: string): string {
  counter += 1
  return `${prefix}-${RUN}-${counter}`
}

export function money({ currency }: ConformanceSubject, minorUnits: bigint): Money {
  return { minorUnits, currency }
}

export function refused(reason: string) {
  return { kind: 'refused', reason }
}

/** The ids of the accounts in the books. */
export async function listIds({ books }: ConformanceSubject): Promise<readonly string[]> {
  return (await books.accounts()).map(({ id }) => id)
}

/** Things that could be the id of an account, and are none of this billing's. */
export async function listNoIds(subject: ConformanceSubject): Promise<readonly string[]> {
  const ids = new Set(await listIds(subject))
  return [...ODD_IDS, subject.samples.unknownAccountId].filter((id) => !ids.has(id))
}

/** Things that could be an id of anything, and are none. */
export const ODD_IDS = [
  '0',
  '-1',
  '1e3',
  '1.5',
  '',
  ' ',
  '17;23',
  '17&limit=1',
  'abc',
  '９９',
  '999999999999999',
  `1${'0'.repeat(30)}`,
  '*',
]

/** What is no place in a list. */
export const BROKEN_CURSORS = ['0', '-1', '<flt/>']

/** An account with some money, paid by somebody else. */
export async function openPaid(
  subject: { readonly office: Required<Pick<ConformanceSubject['office'], 'openAccount' | 'postPayment'>> },
  amount: string,
): Promise<OpenedAccount> {
  const account = await subject.office.openAccount()
  await subject.office.postPayment({ accountId: account.id, amount })
  return account
}

/** How often an operation was called since the proof began, or null where nobody counts. */
async function countCalls(
  { calls }: ConformanceSubject,
  operation: Parameters<NonNullable<ConformanceSubject['calls']>['of']>[0],
): Promise<number | null> {
  return calls === undefined ? null : calls.of(operation)
}

/** Fails when the operation was sent another number of times; says nothing where nobody counts. */
export async function expectCalls(
  subject: ConformanceSubject,
  operation: Parameters<NonNullable<ConformanceSubject['calls']>['of']>[0],
  count: number,
): Promise<void> {
  const sent = await countCalls(subject, operation)
  if (sent !== null) expect({ operation, sent }).toEqual({ operation, sent: count })
}

/**
 * When the billing has the request, as far as it counts; `calls` have been reset before. A call that is given up earlier was
 * never sent.
 */
export async function whenSent(
  { calls }: ConformanceSubject,
  operation: Parameters<NonNullable<ConformanceSubject['calls']>['of']>[0],
): Promise<void> {
  const until = performance.now() + LONGEST_SENDING_MS
  while (performance.now() < until && ((await calls?.of(operation)) ?? 0) === 0) {
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

const LONGEST_SENDING_MS = 400

/** The first of some things that is as wanted. */
export function pick<T>(things: readonly T[], what: string, is: (thing: T) => boolean = () => true): T {
  const found = things.find(is)
  if (found === undefined) throw new NotApplicable(`there is no ${what}`)
  return found
}

/** Whether payments are looked up in statements, or can be: marks are for that. */
export function needsMarks({ billing, connections }: ConformanceSubject): boolean {
  return billing.capabilities.reconcile === 'statement' || connections?.settings.includes('reconcile') === true
}
