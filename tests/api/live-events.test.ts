import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let token: string
let query: string
beforeAll(async () => {
  gateway = await startGateway()
  token = await gateway.signIn('100001')
  const { restId } = await gateway.sandbox.findAccount('100001')
  const account = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
  query = `subscription { accountBalanceChanged(accountId: "${account}") { amount { amount } } }`
})
afterAll(() => gateway.close())

function post(body: object, headers: Readonly<Record<string, string>> = {}, signal?: AbortSignal): Promise<Response> {
  return fetch(gateway.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      ...headers,
    },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  })
}

/** The data of the next event of a stream. */
async function* eventsOf(response: Response): AsyncGenerator<{ readonly event: string; readonly data: string }> {
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString()
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, event, data] = /^event: (\w+)\ndata: ?(.*)$/s.exec(text.slice(0, end)) ?? []
      text = text.slice(end + 2)
      if (event !== undefined) yield { event, data: data ?? '' }
    }
  }
}

test('S8 the same subscription comes as server-sent events', async () => {
  const response = await post({ query })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const events = eventsOf(response)
  const { value: first } = await events.next()
  const before = Number(JSON.parse(first?.data ?? '').data.accountBalanceChanged.amount.amount)
  const paid = { number: '100001', amount: '7.25', receipt: 'desk/sse' }
  await fetch(`${gateway.sandbox.url}/control/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(paid),
  })
  const { value: second } = await events.next()
  expect(second?.event).toBe('next')
  expect(JSON.parse(second?.data ?? '').data.accountBalanceChanged.amount.amount).toBe((before + 7.25).toFixed(2))
  await events.return(undefined)
})

test('a refusal before anything came is JSON with a status of its own', async () => {
  const response = await post({ query: 'subscription { nothing }' })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
  const query = await post({ query: '{ viewer { displayName } }' })
  expect(await query.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
})

test('a client that leaves is watched for no longer', async () => {
  const leaving = new AbortController()
  const response = await post({ query }, {}, leaving.signal)
  await eventsOf(response).next()
  leaving.abort()
  await delay(700)
  expect(await gateway.countCalls(() => delay(2_500))).toEqual({})
})

test('a client that leaves while its subscription opens is not watched for at all', async () => {
  const operator = await gateway.openSession({ role: 'OPERATOR' })
  await gateway.sandbox.setFault('rest.accounts', { latency: 500 })
  const leaving = new AbortController()
  const opening = post({ query }, { authorization: `Bearer ${operator}` }, leaving.signal)
  opening.catch(() => undefined)
  await delay(200)
  leaving.abort()
  await expect(opening).rejects.toThrow('aborted')
  await delay(1_000)
  await gateway.sandbox.clearFaults()
  expect(await gateway.countCalls(() => delay(2_500))).toEqual({})
})

test('the rest of the gateway answers while a client reads nothing', async () => {
  const { port } = new URL(gateway.url)
  const socket = connect(Number(port), '127.0.0.1')
  await once(socket, 'connect')
  socket.pause()
  const body = JSON.stringify({ query })
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\nAuthorization: Bearer ${token}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
  await delay(300)
  const answer = await gateway.query('{ company { name { text } } }', {}, token)
  expect(answer.status).toBeLessThan(500)
  socket.destroy()
})
