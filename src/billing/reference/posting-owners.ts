import { BillingError } from '../error.ts'
import type { Posting } from '../posting-port.ts'
import type { RecordRow } from './agreement-records.ts'
import { SOAP } from './identity.ts'
import { type PostingRow, toPosting } from './posting-rows.ts'
import type { Lookup } from './posting-side.ts'

/** Rows of any agreements with their accounts, or the error of the first that has one: in parts they are of no use. */
export async function nameOwners(
  rows: readonly RecordRow<PostingRow>[],
  { side, call }: Lookup,
): Promise<readonly Posting[]> {
  const agreementKeys = [...new Set(rows.map(({ agreementKey }) => agreementKey))]
  const accountIds = await side.identity.findAccountIds(agreementKeys, call)
  return rows.map(({ agreementKey, value }) => {
    if (value instanceof BillingError) throw value
    const accountId = accountIds.get(agreementKey) ?? ownerless()
    if (accountId instanceof BillingError) throw accountId
    return toPosting(value, accountId, side.habits)
  })
}

/** Money on an account that nobody knows is not passed over. */
function ownerless(): BillingError {
  const message = `${SOAP} payments: a row of an agreement that belongs to no account.`
  return new BillingError('BILLING_MALFORMED_ANSWER', message, { outcome: 'not_applied' })
}
