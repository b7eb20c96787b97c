import type { AccountId } from '../../domain/account.ts'
import type { ReadContext } from '../adapter/context.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, IdentityBilling } from '../port.ts'
import type { SoapClient } from '../transport/soap-client.ts'
import { SOAP } from './identity.ts'

/** What every slice over SOAP is made of. */
export interface SoapSide {
  readonly soap: SoapClient
  readonly identity: IdentityBilling
  readonly context: ReadContext
}

/** The agreement's key of one account; null when the billing knows no such account. */
export async function findAgreementKey(
  { identity }: Pick<SoapSide, 'identity'>,
  accountId: AccountId,
  call: BillingCall,
): Promise<string | null> {
  const key = (await identity.findForeignKeys(SOAP, [accountId], call)).get(accountId) ?? null
  if (key instanceof BillingError) throw key
  return key
}
