import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let client: Awaited<ReturnType<typeof checkoutClient>>
beforeAll(async () => {
  gateway = await startGateway()
  client = await checkoutClient(gateway)
})
afterAll(() => gateway.close())

for (const method of ['BANK_CARD', 'E_WALLET', 'MOBILE', 'SBP']) {
  test(`P3 ${method}: what is paid on the page of the acquirer is on the account once, and is a payment there`, async () => {
    const before = (await client.credits()).length
    const checkout = await client.open({ method, amount: '150.40' })
    expect(checkout).toMatchObject({ amount: { amount: '150.40', currency: 'RUB' }, failure: null, attention: null })
    expect(checkout.qrPayload === null).toBe(method !== 'SBP')
    await gateway.acquirer.choose(checkout.shopId, 'pay')
    const done = await client.until(checkout.id, 'DONE')
    expect(done).toMatchObject({ redirectUrl: null, qrPayload: null, message: 'Paid. The money is on the account.' })
    const credits = (await client.credits()).slice(before)
    expect(credits).toMatchObject([{ amount: '150.40' }])
    const { data } = await gateway.query<{ checkout: { payment: { method: string; externalId: string } } }>(
      'query ($id: ID!) { checkout(id: $id) { payment { method status externalId amount { amount } } } }',
      { id: checkout.id },
      client.token,
    )
    expect(data.checkout.payment).toMatchObject({ method, status: 'DONE', externalId: credits[0]?.receipt })
  })
}
