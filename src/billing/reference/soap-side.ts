import type { IdentityBilling } from '../port.ts'
import type { SoapClient } from '../transport/soap-client.ts'
import type { ReadContext } from './context.ts'

/** What every slice over SOAP is made of. */
export interface SoapSide {
  readonly soap: SoapClient
  readonly identity: IdentityBilling
  readonly context: ReadContext
}
