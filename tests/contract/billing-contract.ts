import { afterAll, beforeAll, describe } from 'vitest'
import { describeAccountContract } from './account-contract.ts'
import { describeCallContract } from './call-contract.ts'
import { describeCatalogueContract } from './catalogue-contract.ts'
import { describeChargeContract } from './charge-contract.ts'
import { describeCoverageContract } from './coverage-contract.ts'
import { describeCredentialContract } from './credential-contract.ts'
import { describeDeviceContract } from './device-contract.ts'
import { describeDocumentContract } from './document-contract.ts'
import { describeLoginContract } from './login-contract.ts'
import { describePaymentContract } from './payment-contract.ts'
import { describeProfileContract } from './profile-contract.ts'
import { describePromisedPaymentContract } from './promised-payment-contract.ts'
import { describeStatementContract } from './statement-contract.ts'
import type { ContractSubject } from './subject.ts'
import { describeTicketContract } from './ticket-contract.ts'

/** Whatever connects to a billing must do this. Run it for each adapter, against the real thing over the wire. */
export function describeBillingContract(name: string, setUp: () => Promise<ContractSubject>): void {
  describe(`the billing contract: ${name}`, () => {
    let subject: ContractSubject
    beforeAll(async () => {
      subject = await setUp()
    }, 30_000)
    afterAll(() => subject.close())
    const get = () => subject
    describeAccountContract(get)
    describeCatalogueContract(get)
    describePaymentContract(get)
    describeChargeContract(get)
    describeStatementContract(get)
    describeTicketContract(get)
    describeProfileContract(get)
    describeCoverageContract(get)
    describeCredentialContract(get)
    describeLoginContract(get)
    describeDeviceContract(get)
    describeDocumentContract(get)
    describePromisedPaymentContract(get)
    describeCallContract(get)
  })
}
