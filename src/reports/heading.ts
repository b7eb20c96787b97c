import { BillingError } from '../billing/error.ts'
import type { BillingCall, BillingSystem, Bulk } from '../billing/port.ts'
import type { Profile } from '../domain/account.ts'
import type { Operator } from '../domain/operator.ts'
import { ReportError } from './error.ts'
import type { ReportHead } from './report.ts'

/** Whom the money goes to and who holds the account. */
export type Heading = Pick<ReportHead, 'payee' | 'holder'>

export type HeadingBilling = Pick<BillingSystem, 'accounts' | 'operators' | 'profiles'>

export async function readHeading(billing: HeadingBilling, accountId: string, call: BillingCall): Promise<Heading> {
  const account = pick(await billing.accounts.findAccounts([accountId], call), accountId)
  if (account === null) throw new ReportError('ACCOUNT_NOT_FOUND', { retryable: false })
  const { operatorId } = account
  const profile = pick(await billing.profiles.findProfiles([accountId], call), accountId)
  const payee =
    operatorId === null
      ? null
      : pick<string, Operator>(await billing.operators.findOperators([operatorId], call), operatorId)
  return { payee, holder: profile === null ? null : nameOf(profile) }
}

/** As it stands on papers. */
export function nameOf(profile: Profile): string {
  if (profile.kind === 'ORGANIZATION') return profile.legalName
  return [profile.lastName, profile.firstName, profile.middleName ?? ''].filter((name) => name !== '').join(' ')
}

function pick<K, V>(found: Bulk<K, V>, key: K): V | null {
  const value = found.get(key)
  if (value instanceof BillingError) throw value
  return value ?? null
}
