import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { startPaymentGateways } from '../support/payment-gateways.ts'
import { describePostgres, type FreshDatabase } from '../support/stores.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'
import { createFront, osmpDate, type Parameters } from '../support/terminal-fronts.ts'

/** The store of the gateways, which can be made to hang as a machine without power does. */
async function openHanging(database: FreshDatabase) {
  const url = new URL(database.url)
  const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port || 5432) })
  const behind = database.url.replace(url.host, `127.0.0.1:${proxy.port}`)
  const open = async () => {
    const store = await openStore(behind)
    onTestFinished(() => store.close())
    return store
  }
  return { proxy, database: { ...database, url: behind, open } }
}

const ANSWER_WITHIN_MS = 3_000

describePostgres((openFresh) => {
  test('P6 while the store hangs a network hears in its time that nothing was decided', {
    timeout: 60_000,
  }, async () => {
    const { proxy, database } = await openHanging(await openFresh())
    const gateways = await startPaymentGateways(database, { replicas: 1, sessionCacheMs: 5_000 })
    onTestFinished(() => proxy.cut())
    const start = (partnerId: string, needsPassword = false) =>
      createFront(gateways, { partnerId, front: { answerWithinMs: ANSWER_WITHIN_MS, needsPassword } })
    const unknown = await start('unknown')
    const secret = await start('secret', true)
    const plain = await start('plain')
    // Who these two are is remembered.
    expect((await secret.ask(order())).status).toBe(401)
    expect((await plain.ask({ command: 'status', txn_id: '1' })).status).toBe(200)
    proxy.hang()
    const cases = [
      unknown.ask(order()),
      secret.ask(order(), { headers: { authorization: `Basic ${btoa(`secret:${secret.secret}`)}` } }),
      // The trail has to hear of a wrong address.
      plain.ask(order(), { headers: { 'x-forwarded-for': '203.0.113.9' } }),
    ]
    const startedAt = performance.now()
    for (const answer of await Promise.all(cases)) {
      expect(answer).toMatchObject({ status: 503, values: { result: '1' } })
    }
    expect(performance.now() - startedAt).toBeLessThan(ANSWER_WITHIN_MS)
  })
})

function order(): Parameters {
  return { command: 'pay', txn_id: '1', account: '100002', sum: '10.00', txn_date: osmpDate() }
}
