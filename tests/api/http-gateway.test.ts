import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.close())

test('"GraphQL over HTTP" is spoken as specified by the whole gateway', async () => {
  const results = await Promise.all(serverAudits({ url: gateway.url }).map(({ fn }) => fn()))
  expect(results.length).toBeGreaterThan(50)
  expect(results.filter(({ status }) => status === 'error')).toEqual([])
  // The same recommendations as in http-graphql.test.ts: docs/adr/0005-own-http-layer.md says why.
  expect(
    results
      .filter(({ status }) => status !== 'ok')
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(['572B', '5A70', '6A70', '7B9B', 'D6D5', 'FDE2'])
})

test('the whole gateway is ready, and says so without details', async () => {
  const ready = await fetch(new URL('/health/ready', gateway.url))
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', parts: { store: 'up', billing: 'up' } }])
})

test('a request id travels from the header to the error, the answer and the log', async () => {
  const { text, errors } = await gateway.query('{ account(id: "none") { id } }', {}, { requestId: 'trace-1' })
  expect(errors[0]?.extensions.requestId ?? text).toBe('trace-1')
  const lines = gateway.logLines().filter((line) => line.includes('"requestId":"trace-1"'))
  expect(lines.some((line) => line.includes('"msg":"request"'))).toBe(true)
})
