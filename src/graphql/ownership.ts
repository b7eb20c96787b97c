import type { AccountId } from '../domain/account.ts'
import { findOwnAccount, seesEveryAccount, type Viewer } from '../domain/viewer.ts'

/**
 * The one question of ownership. Every loader asks it before it loads; whoever may not see an account gets the same
 * answer as for an account that does not exist, and no call is made.
 */
export function seesAccount(viewer: Viewer, accountId: AccountId): boolean {
  if (seesEveryAccount(viewer)) return true
  return viewer.role !== 'PARTNER' && findOwnAccount(viewer, accountId) !== null
}
