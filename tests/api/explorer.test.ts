import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { CABINET_DOCUMENT, SIGN_IN_DOCUMENT } from '../../src/server/landing-operations.ts'
import { startHarness } from './http-harness.ts'

/** What Chromium and Firefox send when a person opens an address. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8'
const POLICY_END = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

test('a browser that opens the endpoint gets Apollo Sandbox with a first document and a header', async () => {
  const { url } = await startHarness({ showPage: true })
  const page = await fetch(`${url}/graphql`, { headers: { accept: BROWSER } })
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect([page.headers.get('vary'), page.headers.get('cache-control')]).toEqual(['Accept', 'no-store'])
  const html = await page.text()
  expect(html).toContain(
    '<script src="https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js"></script>',
  )
  expect(html).toContain('<a href="/explorer">')
  const { initialState, ...options } = JSON.parse(/const options = (?<json>.*)/.exec(html)?.groups?.['json'] ?? '')
  expect(initialState).toEqual({
    document: `${SIGN_IN_DOCUMENT}\n${CABINET_DOCUMENT}`,
    variables: {},
    headers: { authorization: 'Bearer PUT_THE_ACCESS_TOKEN_HERE' },
    includeCookies: false,
  })
  expect(options).toMatchObject({ target: '#sandbox', endpointIsEditable: false, runTelemetry: false })
})

test("the sandbox's page may load from Apollo what it needs, and nothing else", async () => {
  const { url } = await startHarness({ showPage: true })
  const page = await fetch(`${url}/graphql`, { headers: { accept: BROWSER } })
  const html = await page.text()
  expect(page.headers.get('content-security-policy')).toBe(
    [
      "default-src 'none'",
      `script-src https://embeddable-sandbox.cdn.apollographql.com ${hashOf(html, /<script>(?<text>[^]*?)<\/script>/)}`,
      `style-src ${hashOf(html, /<style>(?<text>[^]*?)<\/style>/)}`,
      'frame-src https://sandbox.embed.apollographql.com',
      "connect-src 'self'",
      POLICY_END,
    ].join('; '),
  )
})

test.each([
  ['a program that takes anything', '*/*', 405],
  ['a GraphQL client', 'application/graphql-response+json', 405],
  ['a client that refuses HTML', 'application/json, text/html;q=0', 405],
  ['a client that takes HTML last', 'application/json, text/html;q=0.1', 200],
])('a GET by %s: %s', async (_name, accept, status) => {
  const { url } = await startHarness({ showPage: true })
  expect((await fetch(`${url}/graphql`, { headers: { accept } })).status).toBe(status)
})

test('a POST stays the API, whatever it accepts besides', async () => {
  const server = await startHarness({ showPage: true })
  const answer = await server.post({ query: '{ hello }' }, { accept: BROWSER })
  expect(await answer.json()).toEqual({ data: { hello: 'Hello, world' } })
})

test("the first page leads to the explorer, to the sandbox and to the gateway's health", async () => {
  const { url } = await startHarness({ showPage: true })
  const html = await (await fetch(url)).text()
  const links = [...html.matchAll(/href="(?<link>[^"]+)"/g)].map(({ groups }) => groups?.['link'] ?? '')
  expect(links).toEqual(['/explorer', '/graphql', '/health/live', '/health/ready'])
  const answers = await Promise.all(links.map((link) => fetch(url + link, { headers: { accept: BROWSER } })))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
})

test('the explorer brings the sign-in, the cabinet and its header, and a policy that allows nothing from elsewhere', async () => {
  const { url } = await startHarness({ showPage: true })
  const page = await fetch(`${url}/explorer`)
  const html = await page.text()
  const script = hashOf(html, /<script type="module">(?<text>[^]*?)<\/script>/)
  expect(page.headers.get('content-security-policy')).toBe(
    `default-src 'none'; script-src 'self' ${script}; style-src 'self' 'unsafe-inline'; font-src 'self' data:; ` +
      `img-src 'self' data:; connect-src 'self'; worker-src 'self'; ${POLICY_END}`,
  )
  expect(page.headers.get('cache-control')).toBe('no-store')
  const json = /React\.createElement\(Ruru, (?<json>.*)\)\)/.exec(html)?.groups?.['json'] ?? ''
  expect(JSON.parse(json)).toMatchObject({
    endpoint: '/graphql',
    defaultTabs: [
      { query: SIGN_IN_DOCUMENT },
      {
        query: CABINET_DOCUMENT,
        headers: JSON.stringify({ authorization: 'Bearer PUT_THE_ACCESS_TOKEN_HERE' }, null, 2),
      },
    ],
  })
  expect(html).not.toMatch(/https?:/)
})

test.each([
  ['ruru.js', 'text/javascript; charset=utf-8', 'export{'],
  ['ruru.css', 'text/css; charset=utf-8', '.graphiql-container'],
  ['graphqlWorker.js', 'text/javascript; charset=utf-8', 'GraphQL'],
  ['f6283f7ccaed1249d9eb.ttf', 'font/ttf', 'glyf'],
])("the explorer's file %s is sent with its type, to be kept for ever, packed or not", async (name, type, part) => {
  const { url } = await startHarness({ showPage: true })
  const path = (await folderOf(url)) + name
  const [plain, packed] = await Promise.all([
    get(url, path),
    get(url, path, { headers: { 'accept-encoding': 'gzip, br' } }),
  ])
  for (const { status, headers } of [plain, packed]) {
    expect([status, headers['content-type'], headers['x-content-type-options']]).toEqual([200, type, 'nosniff'])
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers['vary']).toBe('Accept-Encoding')
  }
  expect([plain.headers['content-encoding'], packed.headers['content-encoding']]).toEqual([undefined, 'br'])
  expect(plain.body.toString('latin1')).toContain(part)
  expect(brotliDecompressSync(packed.body)).toEqual(plain.body)
  const refused = await get(url, path, { headers: { 'accept-encoding': 'br;q=0' } })
  expect(refused.headers['content-encoding']).toBeUndefined()
  const head = await get(url, path, { method: 'HEAD' })
  expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, String(plain.body.length), 0])
})

test.each([
  '../../../package.json',
  '..%2f..%2fpackage.json',
  '%2e%2e/package.json',
  '..\\package.json',
  '/etc/passwd',
  'ruru.js/../../package.json',
  'ruru.js%00',
  'ruru.js.map',
  'ruru.js.LICENSE.txt.map',
  'RURU.JS',
  'constructor',
  '__proto__',
  'toString',
  '',
])('the explorer has no file named %j', async (name) => {
  const { url } = await startHarness({ showPage: true })
  const { status, body } = await get(url, (await folderOf(url)) + name)
  expect([status, JSON.parse(body.toString()).errors[0].extensions.code]).toEqual([404, 'NOT_FOUND'])
})

test.each(['/explorer/', '/explorer/other/ruru.js', '/explorers', '/explorer/ruru.js'])(
  'there is no %s',
  async (path) => {
    const { url } = await startHarness({ showPage: true })
    expect((await get(url, path)).status).toBe(404)
  },
)

test('the explorer is read, not written', async () => {
  const { url } = await startHarness({ showPage: true })
  const answer = await get(url, '/explorer', { method: 'DELETE' })
  expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD'])
})

test('where nothing is shown to developers there is neither explorer nor sandbox', async () => {
  const shown = await startHarness({ showPage: true })
  const hidden = await startHarness()
  const file = `${await folderOf(shown.url)}ruru.js`
  const statuses = ['/', '/explorer', file, '/graphql'].map(
    async (path) => (await get(hidden.url, path, { headers: { accept: BROWSER } })).status,
  )
  expect(await Promise.all(statuses)).toEqual([404, 404, 404, 405])
})

async function folderOf(url: string): Promise<string> {
  const { body } = await get(url, '/explorer')
  return /href="(?<folder>\/explorer\/[\w-]+\/)ruru\.js"/.exec(body.toString())?.groups?.['folder'] ?? ''
}

function hashOf(html: string, pattern: RegExp): string {
  const text = pattern.exec(html)?.groups?.['text'] ?? ''
  expect(text.length).toBeGreaterThan(50)
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** Sends the path as it is: `fetch` would tidy it up first. */
function get(url: string, path: string, options: { method?: string; headers?: Record<string, string> } = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    request(`${url}/`, { path, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).once('error', reject)
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) })
      })
    })
      .once('error', reject)
      .end()
  })
}
