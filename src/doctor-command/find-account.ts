import type { BillingCall, BillingSystem } from '../billing/port.ts'
import type { Account, AccountId } from '../domain/account.ts'
import { valueOf } from './probe.ts'

/** Where the samples are taken from. */
export type FoundAccount =
  | { readonly kind: 'found'; readonly account: Account; readonly by: 'number' | 'ledger' | 'tickets' }
  /** The billing has no account of the number that was given. */
  | { readonly kind: 'unknown' }
  /** None was given, and the billing lists nothing that names one. */
  | { readonly kind: 'none' }

const MONTH_MS = 30 * 86_400_000

/** The account of the number; without one, an account that the billing's own lists name. */
export async function findAccount(
  billing: BillingSystem,
  asked: { readonly number: string | null; readonly now: number },
  call: BillingCall,
): Promise<FoundAccount> {
  if (asked.number !== null) {
    const account = valueOf(await billing.accounts.findAccountsByNumber([asked.number], call), asked.number)
    return account === null ? { kind: 'unknown' } : { kind: 'found', account, by: 'number' }
  }
  const lists = [
    { by: 'ledger', ids: await orNone(listPayers(billing, asked.now, call)) },
    { by: 'tickets', ids: await orNone(listAskers(billing, call)) },
  ] as const
  for (const { by, ids } of lists) {
    const accounts = ids.length === 0 ? null : await orNone(readAccounts(billing, ids, call))
    const account = accounts?.find(({ status }) => status === 'ACTIVE') ?? accounts?.[0]
    if (account !== undefined) return { kind: 'found', account, by }
  }
  return { kind: 'none' }
}

/** A list that cannot be read names nobody; that it cannot be read is told where the slices are. */
async function orNone<T>(reading: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await reading
  } catch {
    return []
  }
}

const ENOUGH = 10

async function readAccounts(billing: BillingSystem, ids: readonly AccountId[], call: BillingCall) {
  const found = await billing.accounts.findAccounts(ids, call)
  return ids.flatMap((id) => valueOf(found, id) ?? [])
}

async function listPayers({ capabilities, postings }: BillingSystem, now: number, call: BillingCall) {
  if (!capabilities.payments) return []
  const key = { from: now - MONTH_MS, to: now + 86_400_000, after: null, first: 100 }
  const page = await postings.listPostings(key, call)
  return distinct(page.postings.map(({ payment }) => payment.accountId))
}

async function listAskers({ capabilities, tickets }: BillingSystem, call: BillingCall) {
  if (!capabilities.tickets) return []
  const page = await tickets.listTicketQueue({ first: 20, before: null, statuses: null, categories: null }, call)
  return distinct(page.tickets.map(({ accountId }) => accountId))
}

function distinct(ids: readonly AccountId[]): readonly AccountId[] {
  return [...new Set(ids)].slice(0, ENOUGH)
}
