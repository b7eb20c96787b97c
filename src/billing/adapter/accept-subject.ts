import type { Account, AccountRef } from '../../domain/account.ts'
import { MAX_VIEWER_ACCOUNTS } from '../../domain/viewer.ts'
import { BillingError } from '../error.ts'
import type { AccountBilling, BillingCall, CredentialVerdict } from '../port.ts'
import { keepReadable } from './keyed-rows.ts'

/** The accounts of one subject that are looked at: a few calls. Nobody chooses among more by hand. */
const MAX_ACCOUNTS_READ = 500

/** Whom the billing knows by a login or an id. */
export interface KnownSubject {
  readonly subjectId: string
  readonly role: 'SUBSCRIBER' | 'MEMBER' | 'OPERATOR'
  readonly displayName: string
  /** Of all agreements, ended ones included. */
  readonly accountIds: readonly string[]
}

/**
 * Lets somebody in whose password fits, or who comes again without one, when an agreement of his has not ended: the
 * accounts are read to see that. One that cannot be read is left out and told of by `hasMoreAccounts`; when there is no
 * other, that is the error of the call. Whoever is not found is refused, and who cannot be read is the error of the call.
 */
export async function acceptSubject(
  subject: KnownSubject | BillingError | undefined,
  accounts: Pick<AccountBilling, 'findAccounts'>,
  call: BillingCall,
): Promise<CredentialVerdict> {
  if (subject instanceof BillingError) throw subject
  if (subject === undefined) return { kind: 'refused', reason: 'NO_ACTIVE_AGREEMENT' }
  const { subjectId, role, displayName } = subject
  if (role === 'OPERATOR') {
    return { kind: 'accepted', subjectId, role, displayName, accounts: [], hasMoreAccounts: false }
  }
  const read = subject.accountIds.slice(0, MAX_ACCOUNTS_READ)
  const found = [...(await accounts.findAccounts(read, call)).values()]
  const active = chooseAccounts(keepReadable(found))
  const unreadable = found.find((account) => account instanceof BillingError)
  // Nobody is refused for a row that says nothing, and nobody is kept out of the accounts beside it.
  if (active.length === 0 && unreadable !== undefined) throw unreadable
  if (active.length === 0) return { kind: 'refused', reason: 'NO_ACTIVE_AGREEMENT' }
  const isCut = active.length > MAX_VIEWER_ACCOUNTS || subject.accountIds.length > MAX_ACCOUNTS_READ
  return {
    kind: 'accepted',
    subjectId,
    role,
    displayName,
    accounts: active.slice(0, MAX_VIEWER_ACCOUNTS),
    hasMoreAccounts: isCut || unreadable !== undefined,
  }
}

/** Accounts of agreements that have not ended, by contract number. An unknown state lets in: a guess must not lock out. */
function chooseAccounts(accounts: readonly Account[]): readonly AccountRef[] {
  return accounts
    .filter(({ status }) => status !== 'TERMINATED')
    .map(({ id, kind, number, keys }) => ({ id, kind, number, keys }))
    .toSorted((one, other) => (one.number < other.number ? -1 : Number(one.number > other.number)))
}
