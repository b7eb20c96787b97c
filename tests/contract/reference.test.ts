import { describeBillingContract } from './billing-contract.ts'
import { startReference } from './reference-subject.ts'

describeBillingContract('reference, over HTTP', startReference)
