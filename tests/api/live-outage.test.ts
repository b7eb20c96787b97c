import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { writeId } from '../../src/graphql/ids.ts'
import { openEvents } from '../support/event-client.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { watch } from '../support/live-client.ts'
import { describeStores, type OpenFresh } from '../support/stores.ts'

/** Longer than a session is remembered without asking the store. */
const FORGOTTEN_MS = 6_000

interface Scene {
  readonly gateway: Gateway
  /** Takes the sessions away from the gateway, and gives them back. */
  readonly store: { cut(): Promise<unknown>; mend(): Promise<unknown> }
  readonly token: string
  readonly query: string
  /** Pays at the cash desk. */
  readonly pay: (amount: string) => Promise<unknown>
}

async function start(openFresh: OpenFresh): Promise<Scene> {
  const database = await openFresh()
  const gateway = await startGateway({ storeUrl: database.url })
  onTestFinished(() => gateway.close())
  const token = await gateway.signIn('100001')
  const { restId } = await gateway.sandbox.findAccount('100001')
  const account = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
  return {
    gateway,
    store: {
      cut: () => database.query('alter table sessions rename to sessions_away'),
      mend: () => database.query('alter table sessions_away rename to sessions'),
    },
    token,
    query: `subscription { accountBalanceChanged(accountId: "${account}") { amount { amount } } }`,
    pay: (amount) =>
      fetch(`${gateway.sandbox.url}/control/payments`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ number: '100001', amount, receipt: `desk/${amount}` }),
      }),
  }
}

interface Changed {
  readonly accountBalanceChanged: { readonly amount: { readonly amount: string } }
}

describeStores((openFresh) => {
  test('who watches hears late of what happens while the store is away, and nothing is lost', {
    timeout: 40_000,
  }, async () => {
    const { gateway, store, token, query, pay } = await start(openFresh)
    const socket = watch<Changed>(gateway.url, query, { token })
    const stream = await openEvents<Changed>(gateway.url, { query }, { token })
    const before = Number((await socket.next()).data?.accountBalanceChanged.amount.amount)
    await stream.next()
    await store.cut()
    await delay(FORGOTTEN_MS)
    await pay('12.50')
    await delay(2_500)
    await store.mend()
    for (const live of [socket, stream]) {
      const { data, errors } = await live.next(10_000)
      expect(errors).toBeUndefined()
      expect(data?.accountBalanceChanged.amount.amount).toBe((before + 12.5).toFixed(2))
    }
    await pay('1.25')
    expect((await socket.next()).data?.accountBalanceChanged.amount.amount).toBe((before + 13.75).toFixed(2))
  })

  test('while the store is away new clients are told to come again, and no token is called wrong', {
    timeout: 40_000,
  }, async () => {
    const { gateway, store, token, query } = await start(openFresh)
    const open = await openSocket(gateway, token)
    await store.cut()
    await delay(FORGOTTEN_MS)
    expect(await watch(gateway.url, query, { token }).ended).toBe(1013)
    open.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }))
    const [message] = await once(open, 'message')
    expect(JSON.parse(String(message))).toMatchObject({
      type: 'error',
      id: '1',
      payload: [{ extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } }],
    })
    const refused = await openEvents(gateway.url, { query }, { token })
    await refused.ended
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1'])
    expect(JSON.parse(refused.text())).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] })
    await store.mend()
    open.send(JSON.stringify({ id: '2', type: 'subscribe', payload: { query } }))
    const [answer] = await once(open, 'message')
    expect(JSON.parse(String(answer))).toMatchObject({ type: 'next', id: '2', payload: { data: {} } })
  })

  test('who watches a payment goes on when the store is back', { timeout: 40_000 }, async () => {
    const database = await openFresh()
    const gateway = await startGateway({ storeUrl: database.url, billingTimeoutMs: 1_000 })
    onTestFinished(() => gateway.close())
    const token = await gateway.openSession({ role: 'PARTNER' })
    await gateway.sandbox.setFault('soap.AddPayment', { kind: 'dropAfterApplying', times: 1 })
    await gateway.sandbox.setFault('soap.FindPayment', { kind: 'http500', times: 3 })
    const input = { externalId: 'outage-1', accountNumber: '100002', amount: '10.00' }
    const pay = 'mutation ($input: PayInput!) { pay(input: $input) { __typename } }'
    const paying = gateway.query(pay, { input }, token)
    while ((await gateway.store.intents.count()).UNKNOWN === 0) await delay(20)
    const query = 'subscription { paymentStatusChanged(externalId: "outage-1") { ... on PartnerPayment { state } } }'
    const live = watch<{ paymentStatusChanged: { state: string } }>(gateway.url, query, { token })
    expect((await live.next()).data?.paymentStatusChanged.state).not.toBe('DONE')
    await database.query('alter table intents rename to intents_away')
    await delay(2_000)
    await database.query('alter table intents_away rename to intents')
    for (let last = ''; last !== 'DONE'; ) {
      const { data, errors } = await live.next(20_000)
      expect(errors).toBeUndefined()
      last = data?.paymentStatusChanged.state ?? 'none'
    }
    expect(await live.ended).toBe('complete')
    await paying
  })
})

async function openSocket({ url }: Gateway, token: string): Promise<WebSocket> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws')
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }))
  await once(socket, 'message')
  return socket
}
