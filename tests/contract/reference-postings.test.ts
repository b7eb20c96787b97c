import { expect, test } from 'vitest'
import { createReferenceBilling } from '../../src/billing/reference/index.ts'
import { describePostingContract } from './posting-contract.ts'
import { startReferencePostings } from './reference-posting-subject.ts'

describePostingContract('reference', startReferencePostings)

test.each([
  [{}, false],
  [{ duplicateCheck: true }, false],
  [{ honoursExternalId: true }, true],
  [{ honoursExternalId: true, duplicateCheck: false }, false],
])(
  'that the billing keeps receipts apart is believed only when told, and only with the check: %j is %j',
  async (told, honours) => {
    const billing = createReferenceBilling({
      restUrl: 'http://127.0.0.1:1/rest',
      restKey: 'key',
      soapUrl: 'http://127.0.0.1:1/soap',
      soapLogin: 'login',
      soapPassword: 'password',
      timeZone: 'Europe/Moscow',
      currency: 'RUB',
      timeoutMs: 1000,
      maxConcurrency: 1,
      ...told,
    })
    expect(billing.capabilities.honoursExternalId).toBe(honours)
    await billing.close()
  },
)
