import { expect, test } from 'vitest'
import { tokenOf } from '../support/partner-gateways.ts'
import { type PaymentGateways, startPaymentGateways } from '../support/payment-gateways.ts'
import { describeStores, openFreshSqlite } from '../support/stores.ts'
import { createFront, osmpDate, type Parameters, sberbankDate } from '../support/terminal-fronts.ts'

function pay(changes: Parameters = {}): Parameters {
  const order = { command: 'pay', txn_id: '1', account: '100002', sum: '10.00', txn_date: osmpDate() }
  return { ...order, ...changes }
}

async function rowsOf({ sandbox }: PaymentGateways, receipt: string) {
  return (await sandbox.ledger()).payments.filter((row) => row.receipt === receipt)
}

describeStores((openFresh) => {
  test('P6 PAY-1 copies of one payment at two gateways at once are one payment with one number', async () => {
    const gateways = await startPaymentGateways(await openFresh(), { replicas: 2 })
    const front = await createFront(gateways)
    const copies = Array.from({ length: 20 }, (_, at) => front.ask(pay(), { replica: at % 2 }))
    const answers = (await Promise.all(copies)).map(({ values }) => values)
    expect(new Set(answers.map(({ result }) => result))).toEqual(new Set(['0']))
    expect(new Set(answers.map(({ prv_txn: number }) => number)).size).toBe(1)
    expect(await rowsOf(gateways, 'osmp/1')).toHaveLength(1)
  })

  test.each([
    ['OSMP', 'AddPayment', '90'],
    ['SBERBANK', 'AddPayment', '1'],
  ] as const)(
    'P6 PAY-4 %s: while %s hangs the answer comes in time, and the repeat hears the outcome',
    async (protocol, operation, code) => {
      const gateways = await startPaymentGateways(await openFresh(), { replicas: 2, billingTimeoutMs: 6_000 })
      const front = await createFront(gateways, { front: { protocol, answerWithinMs: 3_000 } })
      const order = protocol === 'OSMP' ? pay() : SBERBANK_ORDER()
      await gateways.sandbox.setFault(`soap.${operation}`, { latency: 4_000 })
      const startedAt = performance.now()
      const first = await front.ask(order)
      expect(performance.now() - startedAt).toBeLessThan(3_000)
      expect(resultOf(first.values)).toBe(code)
      const done = protocol === 'OSMP' ? '0' : '8'
      await expect
        .poll(async () => resultOf((await front.ask(order, { replica: 1 })).values), { timeout: 20_000, interval: 200 })
        .toBe(done)
      expect(await rowsOf(gateways, 'osmp/1')).toHaveLength(1)
    },
  )
})

const SBERBANK_ORDER = (): Parameters => ({
  ACTION: 'payment',
  ACCOUNT: '100002',
  AMOUNT: '10.00',
  PAY_ID: '1',
  PAY_DATE: sberbankDate(),
})

function resultOf({ result, CODE }: Readonly<Record<string, string>>): string | undefined {
  return result ?? CODE
}

test('P6 while nothing of the billing answers a check and a payment are answered in time, and nothing is said to be kept', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), { replicas: 1, billingTimeoutMs: 9_000 })
  const front = await createFront(gateways, { front: { answerWithinMs: 3_000 } })
  await gateways.sandbox.setFault('*', 'hang')
  const startedAt = performance.now()
  const [check, order] = await Promise.all([front.ask({ command: 'check', account: '100002' }), front.ask(pay())])
  expect(performance.now() - startedAt).toBeLessThan(3_000)
  expect(check.values).toMatchObject({ result: '1' })
  expect(order.values).toMatchObject({ result: '1' })
  expect((await front.ask({ command: 'status', txn_id: '1' })).values).toMatchObject({ result: '1' })
  // It says so because nothing was kept, and what is not there may still come.
  expect((await front.ask({ command: 'cancel', txn_id: '1' })).values).toMatchObject({ result: '1' })
})

test('P6 what a front takes is a payment as any other: it is found, counted and seen in the registry by the API', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite())
  const front = await createFront(gateways)
  const paid = await front.ask(pay({ txn_id: '20261128000017' }))
  expect(paid.values).toEqual({
    osmp_txn_id: '20261128000017',
    prv_txn: expect.stringMatching(/^[1-9]\d{0,18}$/),
    sum: '10.00',
    result: '0',
    comment: 'Платёж зачислен.',
  })
  const token = await tokenOf(gateways.urls[0] ?? '', { partnerId: 'osmp', secret: front.secret }).catch(() => null)
  // Its addresses hold for the API as well.
  expect(token).toBeNull()
  await gateways.partners.change(
    { id: 'osmp', change: { networks: ['198.51.100.0/24', '127.0.0.1'] } },
    { actor: 'test' },
  )
  const here = await tokenOf(gateways.urls[0] ?? '', { partnerId: 'osmp', secret: front.secret })
  const { data } = await gateways.query(
    'query ($id: String!) { paymentByExternalId(externalId: $id) { state accountNumber amount { amount } } }',
    { id: '20261128000017' },
    { token: here },
  )
  expect(data).toEqual({
    paymentByExternalId: { state: 'DONE', accountNumber: '100002', amount: { amount: '10.00' } },
  })
  expect(await rowsOf(gateways, 'osmp/20261128000017')).toMatchObject([{ amount: '10.00' }])
  const trail = await gateways.store.audit.list({ afterId: 0, limit: 100 })
  expect(trail.some(({ actor, act }) => actor === 'PARTNER:osmp' && act === 'payment')).toBe(true)
})

test('P6 a payment from before the gateway is taken for done under the id that it has in the billing', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite())
  const front = await createFront(gateways)
  await gateways.sandbox.postPayment({ number: '100002', amount: '10.00', receipt: 'osmp/77' })
  expect((await front.ask(pay({ txn_id: '77' }))).values).toMatchObject({ result: '0' })
  expect(await rowsOf(gateways, 'osmp/77')).toHaveLength(1)
})

test('P6 an id of another network is as absent as one that never was', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), { replicas: 1 })
  const one = await createFront(gateways, { partnerId: 'one' })
  const other = await createFront(gateways, { partnerId: 'other' })
  const paid = await one.ask(pay())
  const ofAnother = await other.ask({ command: 'status', txn_id: '1' })
  const ofNobody = await other.ask({ command: 'status', txn_id: '2' })
  expect(ofAnother.values).toEqual({ ...ofNobody.values, osmp_txn_id: '1' })
  expect(ofAnother.values['prv_txn']).toBeUndefined()
  expect((await other.ask({ command: 'cancel', txn_id: '1' })).values).toMatchObject({ result: '1' })
  const own = await other.ask(pay())
  expect(own.values).toMatchObject({ result: '0' })
  expect(own.values['prv_txn']).not.toBe(paid.values['prv_txn'])
})

test('P6 the dates of a network are in its zone, by default in that of the billing', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), { replicas: 1 })
  const east = await createFront(gateways, { partnerId: 'east', front: { timeZone: 'Asia/Yekaterinburg' } })
  const here = await createFront(gateways, { partnerId: 'here' })
  const at = Math.floor(Date.now() / 1000) * 1000 - 60_000
  await east.ask(pay({ txn_date: osmpDate(at + 2 * 3_600_000) }))
  await here.ask(pay({ txn_date: osmpDate(at) }))
  const paidAt = [...(await rowsOf(gateways, 'east/1')), ...(await rowsOf(gateways, 'here/1'))].map((row) => row.paidAt)
  expect(paidAt.map((text) => Date.parse(text))).toEqual([at, at])
})

test('P6 a form that is posted says the same as an address, and both together never twice the same', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), { replicas: 1 })
  const front = await createFront(gateways)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const form = new URLSearchParams(pay()).toString()
  const posted = await front.ask('', { method: 'POST', headers, body: form })
  expect(posted.values).toMatchObject({ result: '0' })
  const addressed = await front.ask(pay(), { method: 'POST' })
  expect(addressed.values).toEqual(posted.values)
  const both = await front.ask('account=100002', { method: 'POST', headers, body: form })
  expect(both.values).toMatchObject({ result: '4' })
})
