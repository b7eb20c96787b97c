import { expect, onTestFinished, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { startGateway } from '../support/gateway.ts'
import { watch } from '../support/live-client.ts'
import { describePostgres } from '../support/stores.ts'

interface Changed {
  readonly accountBalanceChanged: { readonly amount: { readonly amount: string } }
}

describePostgres((openFresh) => {
  test('S8 what others have changed while they were not heard is looked at as soon as they are heard again', async () => {
    const database = await openFresh()
    // Looked at so seldom that whatever comes in time was not found by chance.
    const gateway = await startGateway({ storeUrl: database.url, liveIntervalMs: 600_000 })
    onTestFinished(() => gateway.close())
    const { restId } = await gateway.sandbox.findAccount('100001')
    const account = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
    const document = `subscription { accountBalanceChanged(accountId: "${account}") { amount { amount } } }`
    const live = watch<Changed>(gateway.url, document, { token: await gateway.signIn('100001') })
    const before = Number((await live.next()).data?.accountBalanceChanged.amount.amount)
    await database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'billing-gateway notices' and datname = current_database()",
    )
    await fetch(`${gateway.sandbox.url}/control/payments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ number: '100001', amount: '3.00', receipt: 'desk/gap' }),
    })
    const after = await live.next(10_000)
    expect(after.data?.accountBalanceChanged.amount.amount).toBe((before + 3).toFixed(2))
  })
})
