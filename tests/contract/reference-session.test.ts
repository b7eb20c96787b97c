import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { BillingSystem, PaymentPageKey } from '../../src/billing/port.ts'
import type { Payment } from '../../src/domain/payment.ts'
import { call } from '../conformance/subject.ts'
import { readable } from '../support/readable.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'

let sandbox: TestSandbox
let billing: BillingSystem
/** Gives up soon, for faults that are only over when somebody does. */
let impatient: BillingSystem
let keys: readonly PaymentPageKey[] = []
let good: readonly Payment[] = []

beforeAll(async () => {
  sandbox = await startTestSandbox()
  billing = connectBilling(sandbox)
  impatient = connectBilling(sandbox, { timeoutMs: 200 })
  const accounts = sandbox.books.listAccounts({ limit: 10, offset: 0 })
  keys = accounts.map(({ restId }) => ({ accountId: String(restId), first: 10, before: null }))
  good = await readPayments()
  // The keys and the session are known before any fault is.
  await readPayments(impatient)
}, 30_000)
afterAll(async () => {
  await Promise.all([billing.close(), impatient.close()])
  await sandbox.close()
})
afterEach(() => sandbox.clearFaults())

async function readPayments(system = billing): Promise<readonly Payment[]> {
  const pages = await readable(system.payments.listPayments(keys, call()))
  return keys.flatMap((key) => pages.get(key)?.payments ?? [])
}

describe('Q16 the session over the wire', () => {
  test('a session that has expired is opened again once for all waiters', async () => {
    await readPayments()
    await sandbox.resetCalls()
    await sandbox.expireSessions()
    const reads = await Promise.all([readPayments(), readPayments(), readPayments(), readPayments()])
    expect(reads).toEqual([good, good, good, good])
    expect(await sandbox.logins()).toBe(1)
    expect(await sandbox.calls()).toEqual({ 'soap.Login': 1, 'soap.GetPayments': 8 })
  })

  test('a session that ends at this very call is opened again, and the call repeated once', async () => {
    await sandbox.resetCalls()
    await sandbox.setFault('soap.GetPayments', { kind: 'expiredSession', times: 1 })
    expect(await readPayments()).toEqual(good)
    expect(await sandbox.calls()).toEqual({ 'soap.Login': 1, 'soap.GetPayments': 2 })
  })

  test('a session that ends at every call is access denied after one repeat', async () => {
    await sandbox.resetCalls()
    await sandbox.setFault('soap.GetPayments', 'expiredSession')
    await expect(readPayments()).rejects.toMatchObject({ code: 'BILLING_ACCESS_DENIED', outcome: 'not_applied' })
    expect((await sandbox.calls())['soap.GetPayments']).toBe(2)
  })

  test.each([
    ['html', 'BILLING_FAILED'],
    ['empty', 'BILLING_FAILED'],
    ['faultWith200', 'BILLING_FAILED'],
    ['truncated', 'BILLING_MALFORMED_ANSWER'],
    ['wrongOperation', 'BILLING_MALFORMED_ANSWER'],
    ['hang', 'BILLING_TIMEOUT'],
    ['reset', 'BILLING_UNREACHABLE'],
  ])('a login that meets %s is %s, and the next one works', async (kind, code) => {
    await sandbox.expireSessions()
    await sandbox.setFault('soap.Login', { kind, times: 1 })
    const system = code === 'BILLING_TIMEOUT' ? impatient : billing
    await expect(readPayments(system)).rejects.toMatchObject({ code, outcome: 'not_applied' })
    expect(await readPayments(billing)).toEqual(good)
  })

  test('credentials that the billing refuses are access denied, in a ping as well', async () => {
    const stranger = connectBilling(sandbox, { soapPassword: 'wrong & <odd>' })
    await expect(stranger.payments.listPayments(keys, call())).rejects.toMatchObject({
      code: 'BILLING_ACCESS_DENIED',
    })
    await expect(stranger.health.ping(call())).rejects.toMatchObject({ code: 'BILLING_ACCESS_DENIED' })
    await stranger.close()
  })

  test('closing ends the session in the billing', async () => {
    const passing = connectBilling(sandbox)
    await readable(passing.payments.listPayments(keys, call()))
    await sandbox.resetCalls()
    await passing.close()
    expect(await sandbox.calls()).toEqual({ 'soap.Logout': 1 })
  })

  test('closing does not wait for a billing that does not answer', async () => {
    const passing = connectBilling(sandbox, { timeoutMs: 60_000 })
    await readable(passing.payments.listPayments(keys, call()))
    await sandbox.setFault('soap.Logout', 'hang')
    const startedAt = performance.now()
    await passing.close()
    expect(performance.now() - startedAt).toBeLessThan(3000)
  })
})
