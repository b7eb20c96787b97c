import { array, assert, asyncProperty, boolean, constantFrom, nat, record } from 'fast-check'
import { expect, test } from 'vitest'
import { startPaymentGateways } from '../support/payment-gateways.ts'
import { describeStores, openFreshSqlite } from '../support/stores.ts'

describeStores((openFresh) => {
  test('P6 PAY-1 PAY-2 twenty repeats at once over two gateways are one row, and all answers are the same', async () => {
    const { sandbox, terminal } = await startPaymentGateways(await openFresh())
    const kiosk = await terminal()
    const order = { externalId: 'race-1', accountNumber: '100002', amount: '12.34' }
    const answers = await Promise.all(Array.from({ length: 20 }, () => kiosk.pay(order)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ __typename: 'PaymentAccepted', payment: { state: 'DONE' } })
    const { payments } = await sandbox.ledger()
    expect(payments.filter(({ receipt }) => receipt === 'kiosk/race-1')).toMatchObject([{ amount: '12.34', status: 1 }])
  })

  test('P6 PAY-6 of one id with two amounts at once one is paid, and all others are conflicts', async () => {
    const { sandbox, terminal } = await startPaymentGateways(await openFresh())
    const kiosk = await terminal()
    const orders = Array.from({ length: 12 }, (_, index) => ({
      externalId: 'race-2',
      accountNumber: '100002',
      amount: index % 2 === 0 ? '10.00' : '20.00',
    }))
    const answers = await Promise.all(orders.map(async (order) => ({ order, answer: await kiosk.pay(order) })))
    const { payments } = await sandbox.ledger()
    const rows = payments.filter(({ receipt }) => receipt === 'kiosk/race-2')
    expect(rows).toHaveLength(1)
    for (const { order, answer } of answers) {
      const won = order.amount === rows[0]?.amount
      expect(answer.__typename).toBe(won ? 'PaymentAccepted' : 'IdempotencyConflict')
      expect(answer.payment?.amount.amount).toBe(rows[0]?.amount)
    }
  })

  test('P6 PAY-10 of a burst over two gateways exactly what the limits allow is paid, and no repeat is refused by a limit', async () => {
    const { sandbox, terminal } = await startPaymentGateways(await openFresh())
    const small = await terminal({ partnerId: 'small', limits: { max: '50.00', perDay: '50.00' } })
    const burst = () =>
      Promise.all(
        Array.from({ length: 24 }, (_, index) =>
          small.pay({ externalId: `b-${index % 12}`, accountNumber: '100002', amount: '10.00' }),
        ),
      )
    const [first, again] = [await burst(), await burst()]
    const { payments } = await sandbox.ledger()
    expect(payments.filter(({ receipt }) => receipt?.startsWith('small/b-'))).toHaveLength(5)
    for (const answers of [first, again]) {
      expect(answers.filter(({ __typename }) => __typename === 'PaymentAccepted')).toHaveLength(10)
      const refused = answers.filter(({ __typename }) => __typename === 'PaymentRefused')
      expect(refused.map(({ code }) => code)).toEqual(Array(14).fill('DAY_LIMIT_REACHED'))
    }
    // Twins have heard the same, though one of them may have come first to a limit and the other to a place.
    for (let index = 0; index < 12; index += 1) expect(first[index]?.__typename).toBe(first[index + 12]?.__typename)
  })

  test('P6 many cancellations at once, under two keys, take the money back once', async () => {
    const { sandbox, terminal } = await startPaymentGateways(await openFresh())
    const kiosk = await terminal()
    const before = await sandbox.findAccount('100002')
    await kiosk.pay({ externalId: 'race-3', accountNumber: '100002', amount: '10.00' })
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        kiosk.cancel({ externalId: 'race-3', idempotencyKey: `c-${index % 2}` }),
      ),
    )
    // One that was refused a place beside another, or answered while it stood, hears of the one that stands.
    const final = await kiosk.cancel({ externalId: 'race-3', idempotencyKey: 'c-0' })
    expect(final).toMatchObject({ __typename: 'PaymentCanceled', payment: { state: 'CANCELED' } })
    for (const { __typename } of answers) expect(['PaymentCanceled', 'CancellationPending']).toContain(__typename)
    const { payments } = await sandbox.ledger()
    expect(payments.filter(({ receipt }) => receipt === 'kiosk/race-3')).toMatchObject([{ status: 2 }])
    expect((await sandbox.findAccount('100002')).balance).toBe(before.balance)
  })
})

test('PAY-1 PAY-5 whatever terminals do at once, the ledger has what was answered done, row by row', async () => {
  const { sandbox, terminal } = await startPaymentGateways(await openFreshSqlite())
  const kiosk = await terminal()
  const numbers = ['100002', '100003']
  let run = 0
  const act = record({
    id: nat({ max: 3 }),
    account: constantFrom(...numbers),
    amount: constantFrom('1.00', '2.00'),
    cancels: boolean(),
  })
  await assert(
    asyncProperty(array(act, { minLength: 2, maxLength: 10 }), async (acts) => {
      run += 1
      const idOf = (id: number) => `f-${run}-${id}`
      await Promise.all(
        acts.map(({ id, account, amount, cancels }) =>
          cancels
            ? kiosk.cancel({ externalId: idOf(id), idempotencyKey: idOf(id) })
            : kiosk.pay({ externalId: idOf(id), accountNumber: account, amount }),
        ),
      )
      const rows = (await sandbox.ledger()).payments.filter(({ receipt }) => receipt?.startsWith(`kiosk/f-${run}-`))
      for (const id of new Set(acts.map((one) => idOf(one.id)))) {
        const own = rows.filter(({ receipt }) => receipt === `kiosk/${id}`)
        const payment = await kiosk.find(id)
        expect(own.length).toBe(payment === null ? 0 : 1)
        if (payment === null) continue
        expect(own[0]).toMatchObject({
          amount: payment.amount.amount,
          status: payment.state === 'CANCELED' ? 2 : 1,
          soapId: (await sandbox.findAccount(payment.accountNumber)).soapId,
        })
      }
    }),
    { numRuns: 15, interruptAfterTimeLimit: 20_000 },
  )
}, 40_000)
