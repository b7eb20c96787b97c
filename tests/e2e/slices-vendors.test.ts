import { expect, onTestFinished, test } from 'vitest'
import { startLanbillingDouble } from '../doubles/lanbilling.ts'
import { post, signIn } from '../support/gateway-http.ts'
import { createPartner, pay, signInPartner } from '../support/partner-client.ts'
import { startProgram } from '../support/program.ts'
import { startTestSandbox } from '../support/sandbox.ts'
import { addressOf, createAccounts } from '../support/two-billings.ts'

test('money is kept by a billing of another kind, joined by the contract number', async () => {
  const lan = await startLanbillingDouble()
  const sandbox = await startTestSandbox({ accounts: 20 })
  const { agreements, payments } = lan.books.state
  const { number, agrmid } = agreements[0] ?? { number: '', agrmid: 0 }
  await createAccounts(sandbox, [number])
  const gateway = await startProgram({
    ...addressOf(sandbox, ''),
    NEW_LANBILLING_URL: lan.url,
    NEW_LANBILLING_LOGIN: lan.login,
    NEW_LANBILLING_PASSWORD: lan.password,
    BILLING_SLICES: 'money=NEW:lanbilling',
  })
  onTestFinished(async () => {
    await gateway.stop()
    await sandbox.close()
    await lan.close()
  })
  const partner = await createPartner('kiosk', { DATA_DIR: gateway.dataDir })
  const { signal } = new AbortController()
  const token = (await signInPartner(gateway.url, partner, signal)) ?? ''
  const before = payments.length
  const order = { externalId: 'L-1', accountNumber: number, amount: '55.00' }
  for (let times = 0; times < 2; times += 1) {
    expect(await pay(order, { url: gateway.url, token, signal })).toMatchObject({ typename: 'PaymentAccepted' })
  }
  expect(payments.length).toBe(before + 1)
  expect(payments.at(-1)).toMatchObject({ agrmid })
  const query =
    '{ capabilities { transfers } viewer { accounts { number balance { amount { amount } } payments(first: 1) { nodes { amount { amount } } } } } }'
  const mine = await post<object>(
    gateway.url,
    { query },
    { token: await signIn(gateway.url, { login: number, password: 'demo' }) },
  )
  expect(mine.errors).toEqual([])
  expect(mine.data).toMatchObject({
    viewer: { accounts: [{ number, payments: { nodes: [{ amount: { amount: '55.00' } }] } }] },
  })
}, 120_000)
