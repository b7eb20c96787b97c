import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Program, startProgram } from '../support/program.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

/** The JSON bodies of the README's curl commands, as a shell would hand them over. */
const bodies = [...readme.matchAll(/^curl .* -d '(?<body>.*)'$/gm)].map(({ groups }) => groups?.['body'] ?? '')
const printedAnswer: unknown = JSON.parse(
  /```json\n(?<answer>[\s\S]*?)\n```/.exec(readme)?.groups?.['answer'] ?? 'null',
)

let gateway: Program

beforeAll(async () => {
  gateway = await startProgram()
})
afterAll(() => gateway.stop())

test('the quick start gives the answer that the README prints', async () => {
  expect(bodies).toHaveLength(2)
  const [signIn = '', query = ''] = bodies
  const signedIn = await post(signIn)
  const token = /"accessToken":"(?<token>[^"]+)"/.exec(JSON.stringify(signedIn))?.groups?.['token']
  expect(token).toMatch(/^ey/)
  expect(await post(query, token)).toEqual(printedAnswer)
})

test('the demo logins of the README are the ones that are printed at start', () => {
  const logins = [...readme.matchAll(/^\| `(\w+)` \| `demo` \| (?:an? )?(.*) \|$/gm)]
  expect(logins.length).toBeGreaterThanOrEqual(4)
  for (const [, login, who] of logins) expect(gateway.output()).toMatch(new RegExp(`${login} +demo +.*${who}`))
})

async function post(body: string, token?: string): Promise<unknown> {
  const answer = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body,
  })
  return answer.json()
}
