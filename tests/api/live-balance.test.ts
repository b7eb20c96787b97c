import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { watch } from '../support/live-client.ts'

let gateway: Gateway
let token: string
let accountId: string
beforeAll(async () => {
  gateway = await startGateway()
  token = await gateway.signIn('100001')
  accountId = await idOf('100001')
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

const BALANCE = `subscription ($account: ID!) {
  accountBalanceChanged(accountId: $account) { amount { amount currency } freshness } }`

interface Changed {
  readonly accountBalanceChanged: { readonly amount: { readonly amount: string }; readonly freshness: string }
}

async function idOf(number: string): Promise<string> {
  const { restId } = await gateway.sandbox.findAccount(number)
  return writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
}

/** At the cash desk: nobody tells the gateway. */
function payAtTheDesk(number: string, amount: string, receipt: string) {
  return fetch(`${gateway.sandbox.url}/control/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number, amount, receipt }),
  })
}

test('S8 a balance is told as it is, and again when somebody has paid at the cash desk', async () => {
  const live = watch<Changed>(gateway.url, BALANCE, { variables: { account: accountId }, token })
  const { data } = await live.next()
  const before = Number(data?.accountBalanceChanged.amount.amount)
  const answer = await payAtTheDesk('100001', '120.50', 'desk/1')
  expect(answer.status).toBeLessThan(300)
  const after = await live.next()
  expect(after.data?.accountBalanceChanged).toMatchObject({
    amount: { amount: (before + 120.5).toFixed(2) },
    freshness: 'LIVE',
  })
})

test('S8 an account that is not mine is as absent as one that is not there', async () => {
  for (const account of [await idOf('100002'), 'nonsense']) {
    const live = watch(gateway.url, BALANCE, { variables: { account }, token })
    expect(await live.ended).toMatchObject([{ extensions: { code: 'OBJECT_NOT_FOUND' } }])
  }
})

test('S8 nobody watches without a token, nor with a wrong one', async () => {
  const anonymous = watch(gateway.url, BALANCE, { variables: { account: accountId } })
  expect(await anonymous.ended).toBe(4403)
  const wrong = watch(gateway.url, BALANCE, { variables: { account: accountId }, token: 'wrong' })
  expect(await wrong.ended).toBe(4403)
})
