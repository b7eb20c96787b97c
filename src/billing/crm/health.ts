import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import type { CrmClient } from './client.ts'

/** GET /ping, which needs no token and says whether the one that came is good. */
export async function pingCrm(client: CrmClient, call: BillingCall): Promise<void> {
  const answer = await client.find('ping', '/ping', call)
  if (answer?.['tokenAccepted'] === true) return
  throw new BillingError('BILLING_ACCESS_DENIED', 'crm ping: the token is not accepted.', { outcome: 'not_applied' })
}
