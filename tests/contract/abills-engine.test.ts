import { expect, onTestFinished, test } from 'vitest'
import { startSmall } from '../doubles/abills-client.ts'
import { newIntent } from '../support/intents.ts'
import { createTestPayments } from '../support/payments.ts'
import { openFreshSqlite } from '../support/stores.ts'
import { connectTo } from './abills-gateway.ts'

// The engine over the adapter over the wire: whatever the billing does with a call, the money is there once.

const POST = 'POST /payments/users/:uid/'
const BY = { actor: 'PARTNER:t1', requestId: 'r-1' }

test.each([
  ['the answer is lost after the work', { kind: 'lostAnswer' }],
  ['the work is done when the caller has given up', { kind: 'lateWrite', delayMs: 300 }],
  ['the connection drops before the work', { kind: 'dropped' }],
  ['a page of HTML comes after the work', { kind: 'html', isApplied: true }],
  ['a page of HTML comes instead of the work', { kind: 'html', isApplied: false }],
  ['an unknown error comes after the work', { kind: 'badGateway', isApplied: true }],
  ['an unknown error comes instead of the work', { kind: 'badGateway', isApplied: false }],
  ['an empty list comes instead of the work', { kind: 'emptyList' }],
  ['no body comes after the work', { kind: 'emptyBody', isApplied: true }],
  ['the server is busy', { kind: 'busy' }],
  ['the answer ends in the middle', { kind: 'cut' }],
] as const)('when %s a payment is done once', { timeout: 30_000 }, async (_, fault) => {
  const { double } = await startSmall()
  const { billing } = connectTo(double, { timeoutMs: 800 })
  const store = await (await openFreshSqlite()).open()
  onTestFinished(() => store.close())
  const { engine } = createTestPayments(store, billing)
  double.break(POST, fault)
  const amount = { minorUnits: 1050n, currency: 'RUB' } as const
  const order = newIntent(1, { accountId: '2', accountNumber: 'luch500', amount })
  await engine.submit(order, { by: BY, waitMs: 0 })
  await expect
    .poll(
      async () => {
        await engine.recover()
        await engine.idle()
        return (await store.intents.find(order.id))?.state
      },
      { timeout: 20_000, interval: 50 },
    )
    .toBe('DONE')
  await double.idle()
  expect([...double.books.payments].filter(({ extId }) => extId === order.reference)).toHaveLength(1)
  expect(double.balanceOf(2)).toBe('-469.5')
})

test('a payment whose reference somebody else has posted already is no second one', { timeout: 30_000 }, async () => {
  const { double } = await startSmall()
  const { billing } = connectTo(double)
  const store = await (await openFreshSqlite()).open()
  onTestFinished(() => store.close())
  const { engine } = createTestPayments(store, billing)
  const amount = { minorUnits: 1050n, currency: 'RUB' } as const
  const order = newIntent(1, { accountId: '2', accountNumber: 'luch500', amount })
  double.office.pay(2, '10.50', { extId: order.reference })
  await engine.submit(order, { by: BY, waitMs: 2000 })
  await engine.idle()
  expect([...double.books.payments].filter(({ extId }) => extId === order.reference)).toHaveLength(1)
})
