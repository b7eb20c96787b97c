import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BillingSystem, PaymentPageKey } from '../../src/billing/port.ts'
import type { Oddity } from '../../src/billing/reference/oddity.ts'
import type { Payment } from '../../src/domain/payment.ts'
import { connectBilling, type Fault, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { call } from './subject.ts'

let sandbox: TestSandbox
let billing: BillingSystem
/** Gives up soon, for faults that are only over when somebody does. */
let impatient: BillingSystem
let keys: readonly PaymentPageKey[] = []
let good: readonly Payment[] = []
const oddities: Oddity[] = []

beforeAll(async () => {
  sandbox = await startTestSandbox()
  billing = connectBilling(sandbox, { onOddity: (oddity) => oddities.push(oddity) })
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
beforeEach(() => void oddities.splice(0))
afterEach(() => sandbox.clearFaults())

async function readPayments(system = billing): Promise<readonly Payment[]> {
  const pages = await system.payments.listPayments(keys, call())
  return keys.flatMap((key) => pages.get(key)?.payments ?? [])
}

describe('faults of a SOAP read', () => {
  test.each<readonly [string, Fault, string]>([
    ['Q5 an HTTP 500 that leaks file and line', { kind: 'http500' }, 'BILLING_FAILED'],
    ['an HTTP 503', { kind: 'unavailable' }, 'BILLING_OVERLOADED'],
    ['Q5 an HTML page with HTTP 200', { kind: 'html' }, 'BILLING_FAILED'],
    ['Q8 an empty body with HTTP 200', { kind: 'empty' }, 'BILLING_FAILED'],
    ['Q8 a SOAP fault with HTTP 200', { kind: 'faultWith200' }, 'BILLING_FAILED'],
    ['Q6 XML that is not well-formed', { kind: 'notWellFormed' }, 'BILLING_MALFORMED_ANSWER'],
    ['Q7 windows-1251 that is called utf-8', { kind: 'wrongCharset', variant: 'bytes' }, 'BILLING_MALFORMED_ANSWER'],
    ['a DOCTYPE that redefines an entity', { kind: 'doctype' }, 'BILLING_MALFORMED_ANSWER'],
    ['an answer that stops in the middle', { kind: 'truncated' }, 'BILLING_MALFORMED_ANSWER'],
    ['an answer of more than 3 MB', { kind: 'oversize' }, 'BILLING_ANSWER_TOO_LARGE'],
    ['an answer that drips without end', { kind: 'drip' }, 'BILLING_TIMEOUT'],
    ['no answer at all', { kind: 'hang' }, 'BILLING_TIMEOUT'],
    ['a connection that is reset', { kind: 'reset' }, 'BILLING_UNREACHABLE'],
    ["another operation's answer", { kind: 'wrongOperation' }, 'BILLING_MALFORMED_ANSWER'],
    ['every third field missing', { kind: 'missingFields' }, 'BILLING_MALFORMED_ANSWER'],
    ['Q9 money that is broken', { kind: 'moneyBroken' }, 'BILLING_MALFORMED_ANSWER'],
  ])('%s is %s %s', async (_name, fault, code) => {
    await sandbox.setFault('soap.GetPayments', fault)
    const error: unknown = await readPayments(code === 'BILLING_TIMEOUT' ? impatient : billing).catch(
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ name: 'BillingError', code, outcome: 'not_applied' })
    expect(String(error)).not.toMatch(/mysql|Db\.pm|Ivanov|sessnum/)
    await sandbox.clearFaults()
    expect(await readPayments()).toEqual(good)
  })

  test.each<readonly [string, Fault]>([
    ['Q7 utf-8 that only the header calls windows-1251', { kind: 'wrongCharset', variant: 'header' }],
    ['Q7 utf-8 that only the declaration calls windows-1251', { kind: 'wrongCharset', variant: 'declaration' }],
    ['Q10 types that flip with content', { kind: 'typeFlips' }],
  ])('%s reads the same', async (_name, fault) => {
    await sandbox.setFault('soap.GetPayments', fault)
    expect(await readPayments()).toEqual(good)
  })

  test('Q9 money as doubles is the same money, and the noise is counted', async () => {
    await sandbox.setFault('soap.GetPayments', 'moneyAsDoubles')
    expect(await readPayments()).toEqual(good)
    expect(oddities.some(({ kind, field }) => kind === 'money_noise' && field === 'payments.amount')).toBe(true)
  })

  test('Q11 a date that is lost is null, and unix seconds are the same instant', async () => {
    await sandbox.setFault('soap.GetPayments', 'zeroDates')
    const read = await readPayments()
    expect(read.map(({ id }) => id)).toEqual(good.map(({ id }) => id))
    expect(read.filter(({ paidAt }) => paidAt === null).length).toBeGreaterThan(read.length / 2)
    const kept = read.flatMap(({ paidAt }, index) => (paidAt === null ? [] : [[paidAt, good[index]?.paidAt] as const]))
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.filter(([paidAt, truth]) => paidAt !== truth)).toEqual([])
  })

  test('unlisted codes are UNKNOWN and counted', async () => {
    await sandbox.setFault('soap.GetPayments', 'unknownCodes')
    const read = await readPayments()
    expect(new Set(read.flatMap(({ status, method }) => [status, method]))).toEqual(new Set(['UNKNOWN']))
    const fields = oddities.filter(({ kind }) => kind === 'unknown_code').map(({ field }) => field)
    expect(new Set(fields)).toEqual(new Set(['payments.status', 'payments.classid']))
  })

  test('rows of an agreement that was not asked for never reach an account', async () => {
    await sandbox.setFault('soap.GetPayments', 'foreignRows')
    expect(await readPayments()).toEqual(good)
    expect(oddities.some(({ kind, field }) => kind === 'foreign_row' && field === 'payments.agrmid')).toBe(true)
  })

  test('a payment that the answer puts under another agreement is absent', async () => {
    await sandbox.setFault('soap.GetPayments', 'foreignRows')
    const [one] = good
    const [, second] = keys
    const stranger = { accountId: second?.accountId ?? '', paymentId: one?.id ?? '' }
    expect(await billing.payments.findPayments([stranger], call())).toEqual(new Map())
  })
})

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
    await expect(stranger.payments.listPayments(keys, call())).rejects.toMatchObject({ code: 'BILLING_ACCESS_DENIED' })
    await expect(stranger.health.ping(call())).rejects.toMatchObject({ code: 'BILLING_ACCESS_DENIED' })
    await stranger.close()
  })

  test('closing ends the session in the billing', async () => {
    const passing = connectBilling(sandbox)
    await passing.payments.listPayments(keys, call())
    await sandbox.resetCalls()
    await passing.close()
    expect(await sandbox.calls()).toEqual({ 'soap.Logout': 1 })
  })

  test('closing does not wait for a billing that does not answer', async () => {
    const passing = connectBilling(sandbox, { timeoutMs: 60_000 })
    await passing.payments.listPayments(keys, call())
    await sandbox.setFault('soap.Logout', 'hang')
    const startedAt = performance.now()
    await passing.close()
    expect(performance.now() - startedAt).toBeLessThan(3000)
  })
})
