import { afterAll, beforeAll, describe } from 'vitest'
import { describeAccountContract } from './account-contract.ts'
import { describeCallContract } from './call-contract.ts'
import { describeCredentialContract } from './credential-contract.ts'
import { describePaymentContract } from './payment-contract.ts'
import type { ContractSubject } from './subject.ts'

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
    describePaymentContract(get)
    describeCredentialContract(get)
    describeCallContract(get)
  })
}
