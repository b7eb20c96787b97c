import { expect, test } from 'vitest'
import { openSocket, rawPost, startHarness } from './http-harness.ts'

const HELLO = JSON.stringify({ query: '{ hello }' })
const MEGABYTE = JSON.stringify({ query: `{ hello } # ${'x'.repeat(1024 * 1024)}` })

interface BadInput {
  readonly name: string
  readonly bytes: string | Buffer
  readonly status: number
  readonly code: string
}

function chunked(body: string): Buffer {
  const head = rawPost('', { 'transfer-encoding': 'chunked', 'content-length': '' })
  return Buffer.concat([head, Buffer.from(`${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`)])
}

function withHeader(name: string, value: string): Buffer {
  return rawPost(HELLO, { [name]: value })
}

const MEDIA: readonly BadInput[] = [
  ['no content type', ''],
  ['text/plain', 'text/plain'],
  ['a form', 'application/x-www-form-urlencoded'],
  ['multipart', 'multipart/form-data; boundary=x'],
  ['application/graphql', 'application/graphql'],
  ['a type that only begins like JSON', 'application/jsonx'],
  ['JSON in another charset', 'application/json; charset=iso-8859-1'],
  ['JSON in UTF-16', 'application/json; charset=utf-16'],
  ['JSON with an unknown parameter', 'application/json; version=1'],
  ['two content types', 'application/json, text/plain'],
].map(([name = '', type = '']) => ({
  name,
  bytes: withHeader('content-type', type),
  status: 415,
  code: 'UNSUPPORTED_MEDIA_TYPE',
}))

const BODIES: readonly BadInput[] = [
  { name: 'an empty body', bytes: rawPost(''), status: 400, code: 'MALFORMED_JSON' },
  { name: 'no JSON', bytes: rawPost('{ "not a JSON'), status: 400, code: 'MALFORMED_JSON' },
  { name: 'something after the JSON', bytes: rawPost(`${HELLO}x`), status: 400, code: 'MALFORMED_JSON' },
  { name: 'a byte order mark', bytes: rawPost(`\uFEFF${HELLO}`), status: 400, code: 'MALFORMED_JSON' },
  { name: 'deep nesting that does not end', bytes: rawPost('['.repeat(60_000)), status: 400, code: 'MALFORMED_JSON' },
  {
    name: 'bytes that are not UTF-8',
    bytes: rawPost(Buffer.from('{"query":"{\xe9}"}', 'latin1')),
    status: 400,
    code: 'INVALID_UTF8',
  },
  {
    name: 'an overlong form in UTF-8',
    bytes: rawPost(Buffer.from([0x22, 0xc0, 0xaf, 0x22])),
    status: 400,
    code: 'INVALID_UTF8',
  },
  { name: 'a batch', bytes: rawPost(`[${HELLO},${HELLO}]`), status: 400, code: 'BATCHING_NOT_SUPPORTED' },
  { name: 'an empty batch', bytes: rawPost('[]'), status: 400, code: 'BATCHING_NOT_SUPPORTED' },
  ...[
    'null',
    '1',
    '"{ hello }"',
    '{}',
    '{"query":""}',
    '{"query":null}',
    '{"query":1}',
    '{"query":{"kind":"Document"}}',
    '{"query":["{ hello }"]}',
    '{"query":"{ hello }","variables":[]}',
    '{"query":"{ hello }","variables":"{}"}',
    '{"query":"{ hello }","operationName":1}',
    '{"query":"{ hello }","extensions":true}',
    '{"extensions":{"persistedQuery":1}}',
  ].map((body) => ({ name: body, bytes: rawPost(body), status: 400, code: 'INVALID_REQUEST_PARAMETERS' })),
]

const SIZES: readonly BadInput[] = [
  { name: 'one byte over 64 KB', bytes: rawPost(' '.repeat(65_537)), status: 413, code: 'PAYLOAD_TOO_LARGE' },
  { name: '1 MB with a content length', bytes: rawPost(MEGABYTE), status: 413, code: 'PAYLOAD_TOO_LARGE' },
  { name: '1 MB in chunks', bytes: chunked(MEGABYTE), status: 413, code: 'PAYLOAD_TOO_LARGE' },
  {
    name: '1 MB of the wrong type',
    bytes: rawPost(MEGABYTE, { 'content-type': 'text/plain' }),
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  {
    name: '1 MB announced and held back',
    bytes: rawPost('', { 'content-length': '1048576', expect: '100-continue' }),
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
  },
  {
    name: 'a compressed body',
    bytes: withHeader('content-encoding', 'gzip'),
    status: 415,
    code: 'UNSUPPORTED_CONTENT_ENCODING',
  },
  {
    name: 'headers over 16 KB',
    bytes: withHeader('x-long', 'x'.repeat(17_000)),
    status: 431,
    code: 'HEADERS_TOO_LARGE',
  },
  {
    name: 'a path over 16 KB',
    bytes: `GET /${'x'.repeat(17_000)} HTTP/1.1\r\nhost: gateway\r\n\r\n`,
    status: 431,
    code: 'HEADERS_TOO_LARGE',
  },
]

const HEADERS: readonly BadInput[] = [
  ...['text/html', 'image/*', 'application/json;q=0', 'application/json; charset=iso-8859-1', 'nonsense'].map(
    (accept) => ({
      name: `Accept: ${accept}`,
      bytes: withHeader('accept', accept),
      status: 406,
      code: 'NOT_ACCEPTABLE',
    }),
  ),
  ...['99', '60001', '0', '-1', '1e3', '1000ms', '1000, 2000', '９００'].map((deadline) => ({
    name: `x-timeout-ms: ${deadline}`,
    bytes: withHeader('x-timeout-ms', deadline),
    status: 400,
    code: 'INVALID_DEADLINE',
  })),
  { name: 'an unknown expectation', bytes: withHeader('expect', 'a miracle'), status: 417, code: 'EXPECTATION_FAILED' },
  { name: 'no host', bytes: withHeader('host', ''), status: 400, code: 'BAD_HTTP_REQUEST' },
]

const TARGETS: readonly BadInput[] = [
  ...['/nowhere', '/graphql/', '/GRAPHQL', '/graphql/../health/live', '/..%2f..%2fetc/passwd', '//graphql', '/'].map(
    (path) => ({
      name: `GET ${path}`,
      bytes: `GET ${path} HTTP/1.1\r\nhost: gateway\r\n\r\n`,
      status: 404,
      code: 'NOT_FOUND',
    }),
  ),
  ...['GET', 'PUT', 'DELETE', 'PATCH', 'TRACE'].map((method) => ({
    name: `${method} /graphql`,
    bytes: `${method} /graphql?query=%7Bhello%7D HTTP/1.1\r\nhost: gateway\r\n\r\n`,
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
  })),
  {
    name: 'POST /health/live',
    bytes: 'POST /health/live HTTP/1.1\r\nhost: gateway\r\ncontent-length: 0\r\n\r\n',
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
  },
]

const WIRE: readonly BadInput[] = [
  ['words', 'hello, is anybody there?\r\n\r\n'],
  ['a TLS greeting', Buffer.from('16030100a5010000a10303', 'hex')],
  ['an unknown method', 'BREW / HTTP/1.1\r\nhost: gateway\r\n\r\n'],
  ['an unknown version', 'GET / HTTP/9.9\r\nhost: gateway\r\n\r\n'],
  ['a target that is no path', 'GET nowhere HTTP/1.1\r\nhost: gateway\r\n\r\n'],
  ['CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\nhost: example.com\r\n\r\n'],
  ['a length and chunks', withHeader('transfer-encoding', 'chunked')],
  ['a negative length', withHeader('content-length', '-1')],
  ['two lengths', rawPost(HELLO, { 'content-length': '5', 'Content-Length': '6' })],
  ['a NUL in a header', withHeader('x-test', 'a\0b')],
  ['a line break in a header', withHeader('x-test', 'a\rb')],
  ['a blank before the colon', rawPost(HELLO, { 'x-test ': 'a' })],
  ['a folded header', withHeader('x-test', 'a\r\n b')],
  ['a chunk without a size', rawPost('zz\r\n', { 'transfer-encoding': 'chunked', 'content-length': '' })],
].map(([name = '', bytes = '']) => ({ name: String(name), bytes, status: 400, code: 'BAD_HTTP_REQUEST' }))

test.each([...MEDIA, ...BODIES, ...SIZES, ...HEADERS, ...TARGETS, ...WIRE])(
  '$name is answered with $status $code, and the next request as usual',
  async ({ bytes, status, code }) => {
    const server = await startHarness()
    const socket = openSocket(server.port)
    socket.write(bytes)
    const answer = await socket.answer()

    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('x-powered-by')).toBeNull()
    const { errors, ...rest } = JSON.parse(answer.body)
    expect(rest).toEqual({})
    expect(errors).toEqual([
      {
        message: expect.stringMatching(/^[A-Z].*\.$/),
        extensions: { code, retryable: false, requestId: answer.headers.get('x-request-id') },
      },
    ])
    expect(answer.body).not.toMatch(/node_modules|node:|\.[jt]s\b|\bat |HPE_|ERR_|Error\b|passwd/)
    expect(server.requests).toEqual([])

    const next = await server.post({ query: '{ hello }' })
    expect(await next.json()).toEqual({ data: { hello: 'Hello, world' } })
  },
)

test.each([
  ['exactly 64 KB', rawPost(HELLO.padEnd(65_536, ' '))],
  ['chunks without a length', chunked(HELLO)],
  ['a charset in capitals', withHeader('content-type', 'Application/JSON;charset="UTF-8"')],
  ['an identity encoding', withHeader('content-encoding', 'identity')],
  [
    'variables that nest deeply',
    rawPost(`{"query":"{ hello }","variables":{"x":${'['.repeat(9_000)}${']'.repeat(9_000)}}}`),
  ],
  ['a property called __proto__', rawPost(`{"query":"{ hello }","__proto__":{"variables":1}}`)],
  ['a whole URL as target', String(rawPost(HELLO)).replace('/graphql', 'http://gateway/graphql')],
])('%s is not bad input', async (_name, bytes) => {
  const server = await startHarness()
  const socket = openSocket(server.port)
  socket.write(bytes)
  const { status, body } = await socket.answer()
  expect({ status, body: JSON.parse(body) }).toEqual({ status: 200, body: { data: { hello: 'Hello, world' } } })
})

test('a body that waits for permission gets it', async () => {
  const server = await startHarness()
  const socket = openSocket(server.port)
  socket.write(rawPost('', { 'content-length': String(HELLO.length), expect: '100-continue' }))
  socket.write(HELLO)
  expect((await socket.answer()).status).toBe(200)
  socket.destroy()
  expect(await socket.closed).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/)
})

test('refusals come in Russian to those who ask for it', async () => {
  const server = await startHarness()
  const answer = await server.post([], { 'accept-language': 'ru-RU,ru;q=0.9,en;q=0.8' })
  expect(JSON.parse(await answer.text()).errors[0].message).toBe(
    'Несколько операций в одном запросе не поддерживаются: отправьте один объект JSON.',
  )
})
