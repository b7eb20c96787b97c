import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ComparedRead, ComparisonEnd } from '../../src/billing/cutover/comparing.ts'
import { createShadowed, listNotCompared } from '../../src/billing/cutover/shadow.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { ANNA, BORIS, createAccounts, type SecondBilling, startSecondBilling } from '../support/two-billings.ts'

const ended: { read: string; end: ComparisonEnd }[] = []
const differed: { read: string; places: readonly string[]; account: string | null }[] = []
const nameOf = ({ slice, method }: ComparedRead) => `${slice}.${method}`

let second: SecondBilling
let gateway: Gateway

beforeAll(async () => {
  second = await startSecondBilling()
  gateway = await startGateway({
    wrapBilling: (first) =>
      createShadowed(first, second.billing, {
        percent: 100,
        deadlineMs: 400,
        maxRunning: 2,
        maxWaiting: 8,
        hashAccount: (account) => `#${account.length}`,
        observer: {
          ended: (read, end) => ended.push({ read: nameOf(read), end }),
          differed: (read, places, account) => differed.push({ read: nameOf(read), places, account }),
          failed: () => {},
        },
      }),
  })
  await createAccounts(gateway.sandbox, [ANNA, BORIS])
}, 60_000)
afterAll(async () => {
  await gateway.close()
  await second.sandbox.close()
})
beforeEach(async () => {
  await second.sandbox.clearFaults()
  ended.length = 0
  differed.length = 0
})

const CABINET = `{ viewer { accounts { number balance { amount { amount } }
  payments(first: 5) { nodes { id } } tickets(first: 5) { nodes { id } } services { id } } } }`

const endOf = (name: string) => ended.filter(({ read }) => read === name).map(({ end }) => end)

test('the same people with other ids are equal, read by read', async () => {
  const token = await gateway.signIn(ANNA)
  ended.length = 0
  expect((await gateway.query(CABINET, {}, token)).errors).toEqual([])
  for (const name of ['accounts.findAccounts', 'payments.listPayments', 'tickets.listTickets', 'services.listServices'])
    await expect.poll(() => endOf(name)).toEqual(['equal'])
  expect(differed).toEqual([])
})

test('what differs is told by its place, with neither value nor number', async () => {
  await gateway.sandbox.postPayment({ number: BORIS, amount: '12.34' })
  const token = await gateway.signIn(BORIS)
  await gateway.query(CABINET, {}, token)
  await expect.poll(() => endOf('payments.listPayments')).toEqual(['different'])
  await expect.poll(() => endOf('accounts.findAccounts')).toContain('different')
  expect(differed).toContainEqual({ read: 'payments.listPayments', places: ['payments[] missing'], account: '#6' })
  expect(differed.find(({ read }) => read === 'accounts.findAccounts')?.places).toContain('balance.amount.minorUnits')
  expect(JSON.stringify(differed)).not.toMatch(/12\.?34|900002/)
})

test('a slow or broken shadow delays nobody, fails nobody, and is counted', async () => {
  const token = await gateway.signIn(ANNA)
  await gateway.query(CABINET, {}, token)
  await second.sandbox.setFault('*', { latency: 3_000 })
  ended.length = 0
  const startedAt = performance.now()
  const answers = await Promise.all(Array.from({ length: 12 }, () => gateway.query(CABINET, {}, token)))
  const tookMs = performance.now() - startedAt
  expect(answers.flatMap(({ errors }) => errors)).toEqual([])
  expect(tookMs).toBeLessThan(3_000)
  await expect.poll(() => ended.filter(({ end }) => end === 'failed').length, { timeout: 5_000 }).toBeGreaterThan(0)
  expect(ended.filter(({ end }) => end === 'dropped').length).toBeGreaterThan(0)
})

test('no write, no login and no password comes to the shadow', async () => {
  await second.sandbox.resetCalls()
  const token = await gateway.signIn(ANNA)
  const partner = await gateway.openSession({ role: 'PARTNER' })
  const pay = `mutation ($input: PayInput!) { pay(input: $input) { __typename } }`
  const input = { externalId: 'SH-1', accountNumber: ANNA, amount: '40.00' }
  expect((await gateway.query(pay, { input }, partner)).text).toContain('PaymentAccepted')
  // What was asked before may stand in the way of the first.
  const look = async () => {
    await gateway.query(CABINET, {}, token)
    return endOf('payments.listPayments')
  }
  await expect.poll(look, { timeout: 5_000, interval: 300 }).toContain('different')
  const called = Object.keys(await second.sandbox.calls())
  expect(called).toContain('soap.GetPayments')
  expect(called.filter((name) => /\.(?:Add|Cancel|Open|Change|add|remove|set|update|check|logins)/.test(name))).toEqual(
    [],
  )
  const { soapId } = await second.sandbox.findAccount(ANNA)
  expect((await second.sandbox.ledger()).payments.filter((row) => row.soapId === soapId)).toEqual([])
})

test('what is never compared is said, with what the other billing does not have', () => {
  const { capabilities } = second.billing
  const poor = { ...second.billing, capabilities: { ...capabilities, documents: false } }
  expect(listNotCompared(poor)).toContainEqual(['documents', 'the other billing does not have it'])
  expect(listNotCompared(second.billing).map(([what]) => what)).toContain('logins and passwords')
})
