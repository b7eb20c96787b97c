import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { between, idOf, look, moved, readTransfer, sumOfAll, topUp } from '../support/transfers.ts'

let gateway: Gateway
let operator: string
let payer: string
let accountId: string
beforeEach(async () => {
  gateway = await startGateway({ billingTimeoutMs: 600, operationTimeoutMs: 5000 })
  operator = await gateway.signIn('operator')
  payer = await gateway.signIn('100001')
  accountId = await idOf(gateway, '100001')
})
afterEach(() => gateway.close())

const order = (input: object = {}) => ({
  accountId,
  accountNumber: '007123',
  amount: '100.50',
  idempotencyKey: 'top-up-1',
  ...input,
})

test('P5 a subscriber tops up another one: one debit, one credit, and the sum over all accounts stays', async () => {
  const sum = await sumOfAll(gateway)
  const before = [await look(gateway, '100001', operator), await look(gateway, '007123', operator)]

  const answer = await topUp(gateway, order(), payer)
  expect(answer).toMatchObject({
    __typename: 'TransferDone',
    transfer: { kind: 'TOP_UP', state: 'DONE', code: null, amount: { amount: '100.50' }, recipient: '00****3' },
  })

  const [from, to] = [await look(gateway, '100001', operator), await look(gateway, '007123', operator)]
  expect(Number(from?.balance)).toBeCloseTo(Number(before[0]?.balance) - 100.5, 2)
  expect(Number(to?.balance)).toBeCloseTo(Number(before[1]?.balance) + 100.5, 2)
  expect(from?.charges[0]).toEqual({ amount: '100.50', description: 'Перевод на счёт 00****3' })
  expect(to?.payments[0]).toMatchObject({ amount: '100.50', method: 'TRANSFER' })
  expect(to?.payments[0]?.externalId).toMatch(/^transfer\/[0-9a-f-]{36}$/)
  expect(await sumOfAll(gateway)).toBe(sum)
  const { debits, given } = await moved(gateway)
  expect([debits.length, given.length]).toEqual([1, 1])
  expect(debits[0]?.receipt).toBe(given[0]?.receipt)

  const again = await topUp(gateway, order(), payer)
  expect(again).toEqual(answer)
  expect(await topUp(gateway, order({ amount: '100.51' }), payer)).toMatchObject({ __typename: 'TransferConflict' })
  expect((await moved(gateway)).debits).toHaveLength(1)
  expect(await readTransfer(gateway, answer.transfer?.id ?? '', payer)).toMatchObject({ state: 'DONE' })
})

test('P5 a subscriber moves money between own accounts', async () => {
  const token = await gateway.signIn('100002')
  const [fromAccountId, toAccountId] = [await idOf(gateway, '100002'), await idOf(gateway, '100003')]
  await gateway.sandbox.postPayment({ number: '100002', amount: '500.00' })
  const input = { fromAccountId, toAccountId, amount: '10.00', idempotencyKey: 'own-1' }
  const sum = await sumOfAll(gateway)
  expect(await between(gateway, input, token)).toMatchObject({
    __typename: 'TransferDone',
    transfer: { kind: 'OWN', state: 'DONE' },
  })
  expect(await sumOfAll(gateway)).toBe(sum)
  const same = { ...input, toAccountId: fromAccountId, idempotencyKey: 'own-2' }
  expect(await between(gateway, same, token)).toMatchObject({ code: 'SAME_ACCOUNT', field: 'toAccountId' })
  const foreign = { ...input, toAccountId: accountId, idempotencyKey: 'own-3' }
  expect(await between(gateway, foreign, token)).toMatchObject({ code: 'ACCOUNT_NOT_FOUND', field: 'toAccountId' })
  expect(await between(gateway, { ...input, fromAccountId: accountId, idempotencyKey: 'own-4' }, token)).toMatchObject({
    code: 'ACCOUNT_NOT_FOUND',
    field: 'fromAccountId',
  })
})
