import { type GraphQLResponse, HeaderMap } from '@apollo/server'
import { expect, test } from 'vitest'
import { startHarness } from './http-harness.ts'

/** What stands behind the HTTP layer, breaking the rules that it normally keeps. */
function broken(answer: () => Promise<GraphQLResponse>) {
  return { executeOperation: answer, executeHTTPGraphQLRequest: () => Promise.reject(new Error('not asked')) }
}

async function* parts() {
  yield { hasNext: false, incremental: [{ data: { name: 'secret' } }] }
}

test.each([
  [
    'fails',
    broken(async () => {
      throw new Error('secret in /srv/gateway/src/store.ts')
    }),
  ],
  [
    'throws what is no error',
    broken(async () => {
      // oxlint-disable-next-line typescript/only-throw-error -- whatever is thrown must not leak
      throw 'secret'
    }),
  ],
  [
    'answers in parts',
    broken(async () => ({
      http: { headers: new HeaderMap() },
      body: {
        kind: 'incremental',
        initialResult: { hasNext: true, data: { name: 'secret' } },
        subsequentResults: parts(),
      },
    })),
  ],
])('when what stands behind %s, the client gets an incident id and the log the rest', async (_case, apollo) => {
  const server = await startHarness({ apollo })
  const answer = await server.post({ query: '{ hello }' }, { 'x-request-id': 'one' })
  const text = await answer.text()
  expect(answer.status).toBe(500)
  const { errors } = JSON.parse(text)
  expect(errors).toEqual([
    {
      message: expect.any(String),
      extensions: {
        code: 'INTERNAL_SERVER_ERROR',
        retryable: true,
        requestId: 'one',
        incidentId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    },
  ])
  expect(text).not.toMatch(/secret|srv|\.ts/)
  expect(server.logLines()).toContainEqual(
    expect.objectContaining({ requestId: 'one', incidentId: errors[0].extensions.incidentId, errorName: 'Error' }),
  )
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200)
})

test('an answer that cannot be written closes its connection and nothing else', async () => {
  const headers = new HeaderMap([['x-bad', 'a\r\nset-cookie: stolen']])
  const apollo = broken(async () => ({ http: { headers }, body: { kind: 'single', singleResult: {} } }))
  const server = await startHarness({ apollo })
  await expect(server.post({ query: '{ hello }' })).rejects.toThrow('fetch failed')
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200)
})
