import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { signIn } from '../support/gateway-http.ts'
import { type PaymentGateways, startPaymentGateways } from '../support/payment-gateways.ts'
import { describeStores } from '../support/stores.ts'
import { moved, sumOfAll, TOP_UP, type TransferAnswer } from '../support/transfers.ts'

async function accountIdOf({ sandbox }: PaymentGateways, number: string): Promise<string> {
  const { restId } = await sandbox.findAccount(number)
  return writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
}

describeStores((openFresh) => {
  test('P5 one key pressed many times at two gateways is one transfer, whatever is lost', async () => {
    const gateways = await startPaymentGateways(await openFresh(), { operationTimeoutMs: 3_000, billingTimeoutMs: 600 })
    const token = await signIn(gateways.urls[0] ?? '', { login: '100001', password: 'demo' })
    const accountId = await accountIdOf(gateways, '100001')
    const sum = await sumOfAll(gateways, 18)
    await gateways.sandbox.setFault('soap.AddDebit', { kind: 'dropAfterApplying', times: 1 })
    await gateways.sandbox.setFault('soap.AddPayment', { kind: 'dropAfterApplying', times: 1 })
    const press = async (amount = '100.50'): Promise<TransferAnswer> => {
      const input = { accountId, accountNumber: '007123', amount, idempotencyKey: 'many' }
      const { data } = await gateways.query(TOP_UP, { input }, { token })
      const found: { answer: TransferAnswer } = JSON.parse(JSON.stringify(data))
      return found.answer
    }
    const answers = await Promise.all(Array.from({ length: 8 }, () => press()))
    const ids = new Set(answers.map(({ transfer }) => transfer?.id))
    expect(ids.size).toBe(1)
    expect(await press('100.51')).toMatchObject({ __typename: 'TransferConflict' })
    let last = await press()
    for (let turn = 0; turn < 100 && last.__typename === 'TransferPending'; turn += 1) {
      await delay(100)
      last = await press()
    }
    expect(last).toMatchObject({ __typename: 'TransferDone' })
    const { debits, given } = await moved(gateways)
    expect([debits.length, given.length]).toEqual([1, 1])
    expect(await sumOfAll(gateways, 18)).toBe(sum)
  }, 60_000)

  test('P5 what a gateway has accepted before it died another one carries out', async () => {
    const gateways = await startPaymentGateways(await openFresh(), { billingTimeoutMs: 600 })
    const { store, sandbox } = gateways
    const [from, to] = [await sandbox.findAccount('100001'), await sandbox.findAccount('007123')]
    const sum = await sumOfAll(gateways, 18)
    // All that is left of a process that died right after the transfer was durable.
    const accepted = await store.transfers.accept(
      {
        id: '01999999-9999-7999-8999-999999999999',
        kind: 'TOP_UP',
        principal: 'SUBSCRIBER:1',
        externalId: 'left',
        fingerprint: 'left',
        fromAccountId: String(from.restId),
        fromAccountNumber: from.number,
        toAccountId: String(to.restId),
        toAccountNumber: to.number,
        amount: { minorUnits: 10_050n, currency: 'RUB' },
      },
      {
        leaseMs: 200,
        audit: { actor: 'SUBSCRIBER:1', act: 'transfer', object: 'transfer:left', outcome: 'accepted', requestId: '' },
        limits: { dayStart: 0, maxMinorUnitsPerDay: 1_000_000n, maxPerMinute: 10 },
      },
    )
    expect(accepted.kind).toBe('created')
    for (let turn = 0; turn < 100; turn += 1) {
      const transfer = await store.transfers.find('01999999-9999-7999-8999-999999999999')
      if (transfer?.state === 'DONE') break
      await delay(100)
    }
    const { debits, given } = await moved(gateways)
    expect([debits.length, given.length]).toEqual([1, 1])
    expect(debits[0]?.receipt).toBe('transfer/01999999-9999-7999-8999-999999999999')
    expect(await sumOfAll(gateways, 18)).toBe(sum)
  }, 60_000)
})
