import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.close())

test('smoke', async () => {
  const token = await gateway.signIn('100002')
  const a = await gateway.query(
    '{ viewer { displayName role accounts { __typename id number status balance { amount { amount currency } asOf freshness } agreement { number status concludedOn endsOn } services { id kind status tariff { name monthlyFee { amount } } connectedOn } payments(first: 2) { nodes { id amount { amount } paidAt externalId method status } pageInfo { hasNextPage endCursor } } ... on PersonAccount { profile { lastName phone } } } } }',
    {},
    token,
  )
  console.log(JSON.stringify(JSON.parse(a.text), null, 1))
  console.log(await gateway.sandbox.calls())
  expect(a.errors).toEqual([])
})
