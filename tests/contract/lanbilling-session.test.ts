import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { call, writingCall } from '../conformance/subject.ts'
import { type LanbillingTest, lanbillingOrder, startLanbillingTest } from '../support/lanbilling.ts'

let lan: LanbillingTest
let ids: readonly string[] = []
beforeAll(async () => {
  lan = await startLanbillingTest()
  ids = lan.double.books.state.agreements.slice(0, 24).map(({ agrmid }) => String(agrmid))
})
afterAll(() => lan.close())
beforeEach(async () => {
  lan.double.mend()
  await lan.billing.health.ping(call())
  lan.resetCalls()
})

test('a session that has ended is opened once for all who wait, and every call is made again', async () => {
  lan.double.endSessions()
  const found = await Promise.all([
    lan.billing.agreements.findAgreements(ids, call()),
    lan.billing.payments.listPayments([{ accountId: '9', first: 5, before: null }], call()),
    lan.billing.services.listServices(ids.slice(0, 3), call()),
  ])
  expect(found.map(({ size }) => size)).toEqual([24, 1, 3])
  expect(lan.calls()['Login']).toBe(1)
})

test('a payment that meets the end of the session is posted once, after the login', async () => {
  lan.double.break('ExternPayment', { kind: 'sessionLost', when: 'before' })
  const verdict = await lan.billing.postings.postPayment(lanbillingOrder('9', 'S-1'), writingCall())
  expect(verdict).toMatchObject({ kind: 'posted' })
  expect(lan.calls()).toMatchObject({ Login: 1, ExternPayment: 2 })
  expect(lan.double.books.state.payments.filter(({ receipt }) => receipt === 'S-1')).toHaveLength(1)
})

test('a session that ends with the write leaves the payment posted, since the record is read anew', async () => {
  lan.double.break('ExternPayment', { kind: 'sessionLost', when: 'after' })
  const verdict = await lan.billing.postings.postPayment(lanbillingOrder('9', 'S-2'), writingCall())
  expect(verdict).toMatchObject({ kind: 'posted', payment: { externalId: 'S-2' } })
  expect(lan.double.books.state.payments.filter(({ receipt }) => receipt === 'S-2')).toHaveLength(1)
})

test('whoever signs in does so in a session of his own, and the gateway keeps its own', async () => {
  const { billing } = lan
  expect(await billing.credentials.checkCredentials({ login: 'ivanova', password: 'pass-5' }, call())).toMatchObject({
    kind: 'accepted',
    subjectId: '5',
  })
  await billing.health.ping(call())
  expect(lan.calls()['Login']).toBeUndefined()
})

test('a session of a subscriber is over when the password has been tried', async () => {
  const before = lan.double.sessionCount
  await lan.billing.credentials.checkCredentials({ login: 'ivanova', password: 'pass-5' }, call())
  await lan.double.settled()
  expect(lan.double.sessionCount).toBe(before)
})

test('a manager is an operator only where the provider lists the login, and is found again without a password', async () => {
  const pair = { login: lan.double.login, password: lan.double.password }
  const listing = lan.connect({ operators: [pair.login] })
  const verdict = await listing.credentials.checkCredentials(pair, call())
  expect(verdict).toMatchObject({ kind: 'accepted', role: 'OPERATOR', subjectId: 'm-manager', accounts: [] })
  const subject = { subjectId: 'm-manager', role: 'OPERATOR' } as const
  expect(await listing.credentials.findSubject(subject, call())).toEqual(verdict)
  expect(await lan.billing.credentials.checkCredentials(pair, call())).toEqual({
    kind: 'refused',
    reason: 'WRONG_CREDENTIALS',
  })
  expect(await lan.billing.credentials.findSubject(subject, call())).toMatchObject({ kind: 'refused' })
  const wrong = { ...pair, password: 'pass-5' }
  expect(await listing.credentials.checkCredentials(wrong, call())).toMatchObject({ reason: 'WRONG_CREDENTIALS' })
})

test('a login of the gateway that is refused is access denied, for reads and for writes alike', async () => {
  const stranger = lan.connect({ password: 'wrong & <odd>' })
  const denied = { code: 'BILLING_ACCESS_DENIED', outcome: 'not_applied' }
  await expect(stranger.health.ping(call())).rejects.toMatchObject(denied)
  const posting = stranger.postings.postPayment(lanbillingOrder('9', 'S-3'), writingCall())
  await expect(posting).rejects.toMatchObject(denied)
})

test('many keys are asked for one by one, no more at once than was allowed', async () => {
  const narrow = lan.connect({ maxConcurrency: 3 })
  lan.double.latencyMs = 5
  const found = await narrow.agreements.findAgreements(ids, call())
  lan.double.latencyMs = 0
  expect(found.size).toBe(ids.length)
  expect(lan.calls()['getAgreements']).toBe(ids.length)
})
