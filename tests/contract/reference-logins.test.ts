import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { BillingSystem } from '../../src/billing/port.ts'
import { call } from '../conformance/subject.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'

let sandbox: TestSandbox
let billing: BillingSystem
let subjectId = ''

beforeAll(async () => {
  sandbox = await startTestSandbox()
  billing = connectBilling(sandbox, { timeoutMs: 300 })
  const [known] = await billing.logins.findLogins({ login: '100001' }, call())
  subjectId = known?.subjectId ?? ''
}, 30_000)
afterAll(async () => {
  await billing.close()
  await sandbox.close()
})
afterEach(() => sandbox.clearFaults())

const signsIn = (password: string) => sandbox.books.checkCredentials('100001', password) !== null
const change = (password: string) => billing.logins.changeCredentials({ subjectId, login: null, password }, call())

describe('a change of credentials of which something went wrong', () => {
  test.each([
    ['http500', 'BILLING_FAILED', false],
    ['unavailable', 'BILLING_OVERLOADED', false],
    ['html', 'BILLING_FAILED', false],
    ['empty', 'BILLING_FAILED', false],
    ['faultWith200', 'BILLING_FAILED', false],
    ['reset', 'BILLING_UNREACHABLE', false],
    ['hang', 'BILLING_TIMEOUT', false],
    ['errorAfterApplying', 'BILLING_FAILED', true],
    ['dropAfterApplying', 'BILLING_UNREACHABLE', true],
    ['truncated', 'BILLING_MALFORMED_ANSWER', true],
    ['oversize', 'BILLING_ANSWER_TOO_LARGE', true],
    ['drip', 'BILLING_TIMEOUT', true],
    ['missingFields', 'BILLING_MALFORMED_ANSWER', true],
    ['wrongOperation', 'BILLING_MALFORMED_ANSWER', true],
  ])('by %s is %s of unknown outcome, sent once', async (kind, code, isApplied) => {
    const password = `after ${kind}`
    await sandbox.setFault('rest.setCredentials', kind)
    await sandbox.resetCalls()
    await expect(change(password)).rejects.toMatchObject({ code, outcome: 'unknown' })
    expect(await sandbox.calls()).toEqual({ 'rest.setCredentials': 1 })
    await sandbox.clearFaults()
    expect(signsIn(password)).toBe(isApplied)
    // Written once more it is as it was meant, whatever came of it before.
    expect(await change(password)).toEqual({ kind: 'changed' })
    expect(signsIn(password)).toBe(true)
  })

  test('success that did nothing looks like success, and only a sign-in tells', async () => {
    await sandbox.setFault('rest.setCredentials', 'successWithoutApplying')
    expect(await change('never written')).toEqual({ kind: 'changed' })
    expect(signsIn('never written')).toBe(false)
  })

  test('numbers as texts and texts as numbers are read alike', async () => {
    await sandbox.setFault('*', 'typeFlips')
    expect(await change('whatever it takes')).toEqual({ kind: 'changed' })
    expect(await billing.logins.findLogins({ login: '100001' }, call())).toMatchObject([{ login: '100001', subjectId }])
  })
})

describe('legacy calls of logins', () => {
  test('legacy calls: each look-up is one, each change is one, and what cannot be there is none', async () => {
    await sandbox.resetCalls()
    await billing.logins.findLogins({ login: '100001' }, call())
    await billing.logins.findLogins({ subjectId }, call())
    await change('one more time')
    expect(await sandbox.calls()).toEqual({ 'rest.logins': 2, 'rest.setCredentials': 1 })
    await sandbox.resetCalls()
    await billing.logins.findLogins({ accountId: 'no;such' }, call())
    await billing.logins.changeCredentials({ subjectId: 'no;such', login: null, password: 'x' }, call())
    expect(await sandbox.calls()).toEqual({})
  })

  test.each(['foreignRows', 'wrongOperation', 'missingFields'])(
    'rows that are spoilt by %s give nobody away',
    async (kind) => {
      await sandbox.setFault('rest.logins', kind)
      const found = await billing.logins.findLogins({ login: '100001' }, call()).catch(() => [])
      expect(found.filter(({ login }) => login !== '100001')).toEqual([])
    },
  )
})
