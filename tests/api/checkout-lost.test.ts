import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Acquirer } from '../../src/acquiring/port.ts'
import { createYookassa } from '../../src/acquiring/yookassa/index.ts'
import type { Checkout } from '../../src/domain/checkout.ts'
import { type CheckoutDesk, checkoutSettings } from '../../src/payments/checkout-desk.ts'
import { driveCheckout } from '../../src/payments/checkout-drive.ts'
import { SYSTEM_CLOCK } from '../../src/payments/clock.ts'
import { startYookassaDouble, type YookassaDouble } from '../doubles/yookassa.ts'
import { GATEWAY_RECEIPTS, TERMS } from '../support/receipt-rules.ts'
import { describeStores, type FreshDatabase } from '../support/stores.ts'

const DAY_MS = 86_400_000
const AUDIT = { actor: 'x', act: 'checkout', object: 'checkout:x', outcome: 'x', requestId: 'r-1' }

let double: YookassaDouble
let acquirer: Acquirer
beforeAll(async () => {
  double = await startYookassaDouble()
  acquirer = createYookassa({
    url: double.url,
    shopId: double.shopId,
    secretKey: double.secretKey,
    methods: ['BANK_CARD'],
    sbp: 'qr',
    notificationNetworks: [],
    timeoutMs: 500,
  })
})
afterAll(async () => {
  await acquirer.close()
  await double.close()
})

const creditsNothing = () => Promise.reject(new Error('nothing is credited here'))

/** A checkout whose beginning is asked for under a driver, and the means to let a day pass. */
async function begin(database: FreshDatabase, given: Partial<Pick<CheckoutDesk, 'acquirer' | 'engine'>> = {}) {
  const store = await database.open()
  const settings = checkoutSettings({ requestTimeoutMs: 500 })
  const desk: CheckoutDesk = {
    acquirer: given.acquirer ?? acquirer,
    checkouts: store.checkouts,
    intents: store.intents,
    payments: { findPayments: creditsNothing },
    tries: store.tries,
    engine: given.engine ?? { submit: creditsNothing, submitHeld: creditsNothing, lookUp: creditsNothing },
    clock: SYSTEM_CLOCK,
    settings,
    observer: { moved() {}, unanswered() {}, misdated() {}, failed() {} },
    receiptRules: { maker: 'NOBODY', terms: TERMS },
    returnUrls: { origins: [], allowsLocalhost: true },
  }
  const id = crypto.randomUUID()
  const created = await store.checkouts.create(
    {
      id,
      principal: 'SUBSCRIBER:1',
      idempotencyKey: id,
      fingerprint: 'f',
      accountId: '17',
      accountNumber: '007123',
      amount: { minorUnits: 15_005n, currency: 'RUB' },
      method: 'BANK_CARD',
      returnUrl: 'https://cabinet.example/paid',
      receiptContact: { kind: 'EMAIL', value: 'anna@example.com' },
      ...GATEWAY_RECEIPTS,
      acquirer: 'yookassa',
    },
    { leaseMs: settings.leaseMs, maxOpen: 20, audit: AUDIT },
  )
  if (created.kind !== 'created') throw new Error(created.kind)
  async function drive(): Promise<Checkout | null> {
    const claimed = await store.checkouts.claim(id, { states: ['CREATED', 'OPEN'], leaseMs: settings.leaseMs })
    return claimed && driveCheckout(desk, claimed)
  }
  return {
    drive,
    async passDay() {
      double.advance(DAY_MS)
      // The double's clock goes on, and the store's past moves back by as much.
      await database.query(`update checkouts set created_at = created_at - ${DAY_MS} where id = '${id}'`)
    },
    begun: () => double.payments.filter(({ body }) => Reflect.get(Object(body['metadata']), 'checkoutId') === id),
  }
}

describeStores((openFresh) => {
  test('P3 a payment whose beginning was not heard of for longer than keys are kept is found, and none is begun', async () => {
    const checkout = await begin(await openFresh())
    double.break('POST /payments', { kind: 'drop' })
    expect(await checkout.drive()).toMatchObject({ state: 'CREATED' })
    await checkout.passDay()
    onTestFinished(() => double.advance(-DAY_MS))
    const found = await checkout.drive()
    expect(found).toMatchObject({ state: 'OPEN', acquirerId: checkout.begun()[0]?.id })
    expect(checkout.begun()).toHaveLength(1)
  })

  test('P3 what is captured after a day is credited as soon as there is room, not an hour later', async () => {
    const checkout = await begin(await openFresh(), {
      engine: { submit: async () => ({ kind: 'overloaded' }), submitHeld: creditsNothing, lookUp: creditsNothing },
    })
    await checkout.drive()
    await checkout.passDay()
    onTestFinished(() => double.advance(-DAY_MS))
    double.pay(checkout.begun()[0]?.id ?? '')
    const waits = await checkout.drive()
    expect(waits?.state).toBe('OPEN')
    expect((waits?.dueAt ?? Infinity) - Date.now()).toBeLessThan(61_000)
  })

  test('P3 a lost beginning is looked for through a long list, for longer than one call may take', async () => {
    const findCreated: Acquirer['findCreated'] = async (wanted, call) => {
      // As the pages before the one that has it.
      await new Promise((resolve) => setTimeout(resolve, 900))
      call.signal.throwIfAborted()
      return acquirer.findCreated(wanted, call)
    }
    const checkout = await begin(await openFresh(), { acquirer: { ...acquirer, findCreated } })
    double.break('POST /payments', { kind: 'drop' })
    await checkout.drive()
    await checkout.passDay()
    onTestFinished(() => double.advance(-DAY_MS))
    expect(await checkout.drive()).toMatchObject({ state: 'OPEN', acquirerId: checkout.begun()[0]?.id })
  })

  test('P3 one that was never begun expires, and is not begun a day late', async () => {
    const checkout = await begin(await openFresh())
    double.break('POST /payments', { kind: 'proxy', status: 502 })
    await checkout.drive()
    await checkout.passDay()
    onTestFinished(() => double.advance(-DAY_MS))
    double.break('GET /payments', { kind: 'internal' })
    expect(await checkout.drive()).toMatchObject({ state: 'CREATED' })
    expect(await checkout.drive()).toMatchObject({ state: 'EXPIRED', failure: 'EXPIRED' })
    expect(checkout.begun()).toEqual([])
  })
})
