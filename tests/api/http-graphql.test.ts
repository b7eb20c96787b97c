import { serverAudits } from 'graphql-http'
import { expect, test } from 'vitest'
import { openSocket, rawPost, startHarness } from './http-harness.ts'

/** Recommendations of "GraphQL over HTTP" that are not followed, on purpose: docs/adr/0005-own-http-layer.md says why. */
const NOT_FOLLOWED = ['572B', '5A70', '6A70', '7B9B', 'D6D5', 'FDE2']

function query(document: string): Buffer {
  return rawPost(JSON.stringify({ query: document }))
}

test('"GraphQL over HTTP" is spoken as specified', async () => {
  const { url } = await startHarness()
  const results = await Promise.all(serverAudits({ url: `${url}/graphql` }).map(({ fn }) => fn()))
  expect(results.length).toBeGreaterThan(50)
  expect(results.filter(({ status }) => status === 'error')).toEqual([])
  const notFollowed = results.filter(({ status }) => status !== 'ok').map(({ id }) => id)
  expect(notFollowed.toSorted()).toEqual(NOT_FOLLOWED)
})

test('an operation with variables is executed and answered in JSON, uncached', async () => {
  const server = await startHarness()
  const answer = await server.post({
    query: 'query A { hello } query Greet($name: String) { hello(name: $name) }',
    operationName: 'Greet',
    variables: { name: 'Ёж 🦔' },
  })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ data: { hello: 'Hello, Ёж 🦔' } })
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'; frame-ancestors 'none'"),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
})

test('an answer that the client cannot accept is refused before anything runs', async () => {
  const server = await startHarness()
  const mutation = { query: 'mutation { touch }' }
  expect((await server.post(mutation, { accept: 'text/html' })).status).toBe(406)
  expect(await (await server.post(mutation)).json()).toEqual({ data: { touch: 1 } })
})

test.each([
  ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
  ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json; charset=utf-8'],
  ['text/html, application/json;q=0.5', 'application/json; charset=utf-8'],
  ['*/*', 'application/json; charset=utf-8'],
])('Accept: %s is answered in %s, refusals too', async (accept, contentType) => {
  const server = await startHarness()
  const answer = await server.post({ query: '{ hello }' }, { accept })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, contentType])
  const refusal = await server.post([], { accept })
  expect([refusal.status, refusal.headers.get('content-type')]).toEqual([400, contentType])
})

test('the context gets the token, the language, the caller and the request id', async () => {
  const server = await startHarness()
  const headers = { authorization: 'Bearer token', 'accept-language': 'ru', 'x-request-id': 'Terminal-7.42_a' }
  const answer = await server.post({ query: '{ hello }' }, headers)
  expect(answer.headers.get('x-request-id')).toBe('Terminal-7.42_a')
  expect(server.requests).toMatchObject([
    {
      authorization: 'Bearer token',
      acceptLanguage: 'ru',
      caller: { address: '127.0.0.1', requestId: 'Terminal-7.42_a' },
    },
  ])
})

test.each(['', 'a b', 'x'.repeat(65), 'a/b', '<script>', 'a, b'])(
  'the request id "%s" is replaced',
  async (requestId) => {
    const server = await startHarness()
    const answer = await server.post({ query: '{ hello }' }, { 'x-request-id': requestId })
    const replaced = answer.headers.get('x-request-id')
    expect(replaced).toMatch(/^[0-9a-f-]{36}$/)
    expect(server.requests[0]?.caller.requestId).toBe(replaced)
  },
)

test.each([
  { trustedProxies: [], expected: '127.0.0.1' },
  { trustedProxies: ['10.0.0.0/8'], expected: '127.0.0.1' },
  { trustedProxies: ['127.0.0.1'], expected: '192.0.2.2' },
  { trustedProxies: ['127.0.0.0/8', '192.0.2.2'], expected: '198.51.100.1' },
])('with the proxies $trustedProxies the client is $expected', async ({ trustedProxies, expected }) => {
  const server = await startHarness({ trustedProxies })
  await server.post({ query: '{ hello }' }, { 'x-forwarded-for': '198.51.100.1, 192.0.2.2' })
  expect(server.requests[0]?.caller.address).toBe(expected)
})

test('requests on one connection are answered in order, also when they are sent at once', async () => {
  const server = await startHarness()
  const socket = openSocket(server.port)
  socket.write(Buffer.concat([query('{ slow }'), query('{ first: hello }'), rawPost('['), query('{ last: hello }')]))
  await server.slowRuns(1)
  server.release()
  expect((await socket.answer(1)).body).toContain('"slow":"done"')
  expect((await socket.answer(2)).body).toContain('"first"')
  expect((await socket.answer(3)).status).toBe(400)
  expect((await socket.answer(4)).body).toContain('"last"')
  socket.write(query('{ kept: hello }'))
  expect((await socket.answer(5)).body).toContain('"kept"')
})

test('bytes that are no request do not touch the answer before them', async () => {
  const server = await startHarness()
  const socket = openSocket(server.port)
  socket.write(Buffer.concat([rawPost(JSON.stringify({ query: '{ slow }' })), Buffer.from('nonsense\r\n\r\n')]))
  await server.slowRuns(1)
  server.release()
  expect((await socket.answer(1)).body).toContain('"slow":"done"')
  expect((await socket.answer(2)).body).toContain('BAD_HTTP_REQUEST')
})

test('HEAD and OPTIONS are answered without a body', async () => {
  const { url } = await startHarness()
  const head = await fetch(`${url}/health/live`, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '17', ''])
  const refused = await fetch(`${url}/graphql`, { method: 'HEAD' })
  expect([refused.status, refused.headers.get('allow'), await refused.text()]).toEqual([405, 'POST, OPTIONS', ''])
  const options = await fetch(`${url}/graphql`, { method: 'OPTIONS' })
  expect([options.status, options.headers.get('allow'), await options.text()]).toEqual([204, 'POST, OPTIONS', ''])
})

const PREFLIGHT = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }

test('pages of an allowed origin may call and read refusals, others may not', async () => {
  const server = await startHarness({ allowedOrigins: ['https://cabinet.example'] })
  const ask = (origin: string): Promise<Response> =>
    fetch(`${server.url}/graphql`, { method: 'OPTIONS', headers: { origin, ...PREFLIGHT } })
  const allowed = await ask('https://cabinet.example')
  expect(allowed.status).toBe(204)
  expect(Object.fromEntries(allowed.headers)).toMatchObject({
    'access-control-allow-origin': 'https://cabinet.example',
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': expect.stringContaining('authorization, content-type'),
    vary: 'Origin',
  })
  expect(allowed.headers.get('access-control-allow-credentials')).toBeNull()
  const refusal = await server.post([], { origin: 'https://cabinet.example' })
  expect([refusal.status, refusal.headers.get('access-control-allow-origin')]).toEqual([400, 'https://cabinet.example'])
  for (const origin of ['https://cabinet.example.evil', 'http://cabinet.example', 'null']) {
    expect((await ask(origin)).headers.get('access-control-allow-origin')).toBeNull()
  }
})

test('without allowed origins no page of another origin may call', async () => {
  const server = await startHarness()
  const headers = { origin: 'https://cabinet.example', ...PREFLIGHT }
  const answer = await fetch(`${server.url}/graphql`, { method: 'OPTIONS', headers })
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})

test.each(['*', 'cabinet.example', 'https://cabinet.example/'])('the origin %s is refused at start', async (origin) => {
  await expect(startHarness({ allowedOrigins: [origin] })).rejects.toThrow(RangeError)
})

test('a page for developers is shown only where it is wanted', async () => {
  const shown = await startHarness({ showPage: true })
  const page = await fetch(`${shown.url}/`)
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-[^']+'/)
  expect(await page.text()).toContain(`curl ${shown.url}/graphql`)
  const hidden = await startHarness()
  expect((await fetch(`${hidden.url}/`)).status).toBe(404)
})

test('each request leaves one line in the log, without variables, tokens, paths or addresses', async () => {
  const server = await startHarness()
  const query = 'query ($name: String) { hello(name: $name) }'
  const secrets = { authorization: 'Bearer CANARY', 'x-forwarded-for': '203.0.113.9', 'x-request-id': 'one' }
  await server.post({ query, variables: { name: 'CANARY' } }, secrets)
  await server.post([], { 'x-request-id': 'two' })
  await fetch(`${server.url}/CANARY?token=CANARY`, { headers: { 'x-request-id': 'three' } })
  await server.stop()
  const lines = server.logLines().filter(({ msg }) => msg === 'request')
  expect(lines).toMatchObject([
    { requestId: 'one', operation: 'graphql', status: 200, durationMs: expect.any(Number) },
    { requestId: 'two', operation: 'graphql', status: 400, code: 'BATCHING_NOT_SUPPORTED' },
    { requestId: 'three', operation: 'none', status: 404, code: 'NOT_FOUND' },
  ])
  expect(JSON.stringify(server.logLines())).not.toMatch(/CANARY|127\.0\.0\.1|203\.0\.113\.9/)
})
