import { afterAll, beforeAll, expect, test } from 'vitest'
import { REGISTER_DEVICE } from '../support/devices.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { DEBTOR, TAKE } from '../support/promised-payments.ts'

/** A billing that knows no promised payments, and whose devices only the office changes. */
let gateway: Gateway
let token: string
let accountId: string
beforeAll(async () => {
  gateway = await startGateway({
    wrapBilling: (connected) => ({
      ...connected,
      capabilities: { ...connected.capabilities, promisedPayments: false, deviceChanges: false },
    }),
  })
  token = await gateway.signIn(DEBTOR)
  const { data } = await gateway.query<{ viewer: { accounts: readonly { id: string }[] } }>(
    '{ viewer { accounts { id } } }',
    {},
    token,
  )
  accountId = data.viewer.accounts[0]?.id ?? ''
})
afterAll(() => gateway.close())

test('C13 C15 what the billing cannot do is said by capabilities, refused with a code, and never sent', async () => {
  const calls = await gateway.countCalls(async () => {
    const abilities = await gateway.query('{ capabilities { promisedPayments deviceChanges devices } }')
    expect(abilities.data).toEqual({
      capabilities: { promisedPayments: false, deviceChanges: false, devices: true },
    })
    const order = { accountId, amount: '500.00', fee: '30.00', idempotencyKey: 'none' }
    const taken = await gateway.query(TAKE, { input: order }, token)
    expect([taken.errors, taken.data]).toMatchObject([[], { answer: { code: 'NOT_SUPPORTED', retryable: false } }])
    const device = { accountId, macAddress: '02:00:00:00:00:01' }
    const registered = await gateway.query(REGISTER_DEVICE, { input: device }, token)
    expect([registered.errors, registered.data]).toMatchObject([[], { answer: { code: 'NOT_SUPPORTED' } }])
  })
  expect(calls).toEqual({})
})

test('C13 the fields of an account that has none are null, with an error that names the reason', async () => {
  const { data, errors } = await gateway.query(
    'query ($id: ID!) { account(id: $id) { number promisedPayment { id } promisedPaymentOffer { __typename } } }',
    { id: accountId },
    token,
  )
  expect(data).toEqual({ account: { number: DEBTOR, promisedPayment: null, promisedPaymentOffer: null } })
  expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['NOT_SUPPORTED_BY_BILLING']))
})
