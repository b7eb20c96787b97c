import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { BillingSystem } from '../../src/billing/port.ts'
import type { PaymentOrder } from '../../src/billing/posting-port.ts'
import { createReferenceBilling } from '../../src/billing/reference/index.ts'
import { call, writingCall } from '../conformance/subject.ts'
import { readable } from '../support/readable.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'

/** What the reference billing's own ways of taking payments cost; what holds for every billing is in tests/conformance. */
describe('legacy calls of postings', () => {
  let sandbox: TestSandbox
  let accounts = 0
  const opened: BillingSystem[] = []
  beforeAll(async () => {
    sandbox = await startTestSandbox()
  }, 30_000)
  afterEach(() => sandbox.clearFaults())
  afterAll(async () => {
    await Promise.all(opened.map((system) => system.close()))
    await sandbox.close()
  })
  const connect = (options: Parameters<typeof connectBilling>[1] = {}) => {
    const system = connectBilling(sandbox, options)
    opened.push(system)
    return system
  }
  async function openAccount() {
    accounts += 1
    const number = String(600_000 + accounts)
    const { restId } = await sandbox.createAccount({ number, type: 'P', login: number, password: 'x' })
    return { id: String(restId), number }
  }
  const key = async (accountId: string, reference: string) => ({
    accountId,
    reference,
    since: (await sandbox.now()) - 3_600_000,
    after: null,
  })

  test('BIL-109 Q16 after a session has expired each payment is sent twice, and one login serves them all', async () => {
    const billing = connect()
    const payers = await Promise.all(Array.from({ length: 6 }, openAccount))
    for (const [at, { id }] of payers.entries()) {
      await billing.postings.postPayment(order(id, `P-109-before-${at}`), writingCall())
    }
    await sandbox.resetCalls()
    await sandbox.expireSessions()
    await Promise.all(payers.map(({ id }, at) => billing.postings.postPayment(order(id, `P-109-${at}`), writingCall())))
    expect([(await sandbox.calls())['soap.AddPayment'], await sandbox.logins()]).toEqual([2 * payers.length, 1])
  })

  test('BIL-123 a comment is looked for from its day on, page by page, and not before', async () => {
    const billing = connect({ reconcile: 'comment' })
    const { id, number } = await openAccount()
    await billing.postings.postPayment(order(id, 'L-123'), writingCall())
    expect((await sandbox.ledger()).payments.at(-1)).toMatchObject({ receipt: 'L-123', comment: 'L-123' })
    await sandbox.advanceClock(3 * 86_400_000)
    for (let count = 0; count < 100; count += 1) await sandbox.postPayment({ number, amount: '1.00' })
    await sandbox.resetCalls()
    const asked = await key(id, 'L-123')
    expect((await readable(billing.postings.findPostings([asked], call()))).get(asked)).toEqual([])
    expect((await sandbox.calls())['soap.GetPayments']).toBe(2)
  })

  test('BIL-126 several keys of one account share what is read of its statement', async () => {
    const billing = connect({ reconcile: 'statement' })
    const { id } = await openAccount()
    await billing.postings.postPayment(order(id, 'L-126'), writingCall())
    await sandbox.resetCalls()
    await readable(billing.postings.findPostings([await key(id, 'a'), await key(id, 'b')], call()))
    expect((await sandbox.calls())['soap.GetPayments']).toBe(1)
  })

  test('BIL-319 a look-up of debits costs one call for each reference', async () => {
    const billing = connect()
    await sandbox.resetCalls()
    expect((await readable(billing.postings.findDebits(['D-1', 'D-1', 'D-2'], call()))).size).toBe(2)
    expect((await sandbox.calls())['soap.FindDebit']).toBe(2)
  })

  test('BIL-119 Q10 a reference that lost its zeros on the way is not taken for another', async () => {
    const billing = connect()
    const { id } = await openAccount()
    await billing.postings.postPayment(order(id, '000119'), writingCall())
    await sandbox.setFault('soap.FindPayment', 'typeFlips')
    await expect(readable(billing.postings.findPostings([await key(id, '000119')], call()))).rejects.toMatchObject({
      outcome: 'not_applied',
    })
  })

  test.each([
    ['dropAfterApplying', 'BILLING_UNREACHABLE'],
    ['reset', 'BILLING_UNREACHABLE'],
    ['errorAfterApplying', 'BILLING_FAILED'],
    ['html', 'BILLING_FAILED'],
    ['empty', 'BILLING_FAILED'],
    ['faultWith200', 'BILLING_FAILED'],
    ['unavailable', 'BILLING_OVERLOADED'],
    ['truncated', 'BILLING_MALFORMED_ANSWER'],
    ['wrongOperation', 'BILLING_MALFORMED_ANSWER'],
    ['doctype', 'BILLING_MALFORMED_ANSWER'],
  ])('BIL-98 a payment that meets %s is %s', async (kind, code) => {
    const billing = connect()
    const { id } = await openAccount()
    await sandbox.setFault('soap.AddPayment', kind)
    const posting = billing.postings.postPayment(order(id, `P-98-${kind}`), writingCall())
    await expect(posting).rejects.toMatchObject({ code, outcome: 'unknown' })
  })
})

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

function order(accountId: string, reference: string): PaymentOrder {
  return {
    accountId,
    amount: { minorUnits: 1000n, currency: 'RUB' },
    reference,
    method: 'TERMINAL',
    paidAt: null,
  }
}
