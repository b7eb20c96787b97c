import { afterAll, beforeAll, expect, test } from 'vitest'
import { listObjectTypes } from '../../src/graphql/checks.ts'
import { permissions } from '../../src/graphql/permissions.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import { findRule } from '../../src/graphql/shield.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.close())

interface Listed {
  readonly sessionId: string
  readonly device: string | null
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly isCurrent: boolean
}

const SESSIONS = '{ sessions { sessionId device createdAt lastSeenAt isCurrent } }'
const REVOKE = 'mutation ($id: ID!) { revokeSession(input: { sessionId: $id }) { revoked } }'
const VIEWER = '{ viewer { role } }'

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const PHONE =
  'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36'

async function signInFrom(login: string, userAgent: string): Promise<string> {
  const query = `mutation { signIn(input: { login: "${login}", password: "demo" }) { session { accessToken } } }`
  const headers = { 'content-type': 'application/json', 'user-agent': userAgent }
  const response = await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify({ query }) })
  const { data }: { data: { signIn: { session: { accessToken: string } } } } = JSON.parse(await response.text())
  return data.signIn.session.accessToken
}

const list = async (token: string) =>
  (await gateway.query<{ sessions: readonly Listed[] }>(SESSIONS, {}, token)).data.sessions
const codeOf = async (token: string) => (await gateway.query(VIEWER, {}, token)).errors[0]?.extensions.code ?? null

test.each(['100001', '200001-buh', 'operator'])(
  'A10 %s sees the own open sessions with their devices, ends one, and then the others',
  async (login) => {
    const here = await signInFrom(login, FIREFOX)
    const phone = await signInFrom(login, PHONE)
    const odd = await signInFrom(login, '<script>alert(1)</script>')
    const stranger = await signInFrom('100002', FIREFOX)
    const sessions = await list(here)
    expect(new Set(sessions.map(({ device }) => device))).toEqual(
      new Set(['Chrome, Android', 'Firefox, Windows', null]),
    )
    expect(sessions).toHaveLength(3)
    expect(sessions.filter(({ isCurrent }) => isCurrent).map(({ device }) => device)).toEqual(['Firefox, Windows'])
    for (const { createdAt, lastSeenAt } of sessions) expect(lastSeenAt).toBe(createdAt)

    const strangers = await list(stranger)
    const foreign = strangers.find(({ isCurrent }) => isCurrent)?.sessionId ?? ''
    expect(sessions.map(({ sessionId }) => sessionId)).not.toContain(foreign)
    for (const id of [foreign, 'no such session']) {
      expect((await gateway.query(REVOKE, { id }, here)).data).toEqual({ revokeSession: { revoked: false } })
    }
    expect(await codeOf(stranger)).toBeNull()

    const id = sessions.find(({ device }) => device === 'Chrome, Android')?.sessionId
    expect((await gateway.query(REVOKE, { id }, here)).data).toEqual({ revokeSession: { revoked: true } })
    expect((await gateway.query(REVOKE, { id }, here)).data).toEqual({ revokeSession: { revoked: false } })
    expect([await codeOf(phone), await codeOf(odd), await codeOf(here)]).toEqual(['UNAUTHENTICATED', null, null])
    const others = 'mutation { revokeOtherSessions { revokedCount } }'
    expect((await gateway.query(others, {}, here)).data).toEqual({ revokeOtherSessions: { revokedCount: 1 } })
    expect((await gateway.query(others, {}, here)).data).toEqual({ revokeOtherSessions: { revokedCount: 0 } })
    expect([await codeOf(odd), await codeOf(here), await codeOf(stranger)]).toEqual(['UNAUTHENTICATED', null, null])
    expect(await list(here)).toMatchObject([{ device: 'Firefox, Windows', isCurrent: true }])
    const ended = (await gateway.auditRows()).filter(({ act }) => act === 'revoke-session')
    expect(ended.length).toBeGreaterThanOrEqual(2)
  },
)

test('a refresh is when a session was last seen', async () => {
  const query = 'mutation { signIn(input: { login: "100004", password: "demo" }) { session { refreshToken } } }'
  const { data } = await gateway.query<{ signIn: { session: { refreshToken: string } } }>(query)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  const refresh =
    'mutation ($token: String!) { refreshSession(input: { refreshToken: $token }) { session { accessToken } } }'
  const variables = { token: data.signIn.session.refreshToken }
  const answer = await gateway.query<{ refreshSession: { session: { accessToken: string } } }>(refresh, variables)
  const [session] = await list(answer.data.refreshSession.session.accessToken)
  expect(Date.parse(session?.lastSeenAt ?? '')).toBeGreaterThan(Date.parse(session?.createdAt ?? ''))
})

test('nobody without a login has sessions to see or to end', async () => {
  const partner = await gateway.openSession({ role: 'PARTNER' })
  const restricted = await gateway.openSession({ role: 'SUBSCRIBER', scope: 'CHANGE_PASSWORD' })
  for (const token of [partner, restricted, undefined]) {
    const headers = token === undefined ? {} : { token }
    for (const document of [SESSIONS, 'mutation { revokeOtherSessions { revokedCount } }']) {
      const code = (await gateway.query(document, {}, headers)).errors[0]?.extensions.code
      expect(code).toBe(token === undefined ? 'UNAUTHENTICATED' : 'FORBIDDEN')
    }
  }
})

test('every field that is not open to everybody denies a session of a one-time password, but for changePassword', () => {
  const schema = createSchema()
  const passed: string[] = []
  let denied = 0
  for (const type of listObjectTypes(schema)) {
    for (const field of Object.keys(type.getFields())) {
      const rule = findRule(permissions, type.name, field)
      if (rule === undefined || rule.open) continue
      for (const role of ['SUBSCRIBER', 'MEMBER', 'OPERATOR'] as const) {
        if (rule.judge(authentication(true, role)) === true) passed.push(`${type.name}.${field} ${role}`)
        else denied += 1
      }
    }
  }
  expect(passed).toEqual(['SUBSCRIBER', 'MEMBER', 'OPERATOR'].map((role) => `Mutation.changePassword ${role}`))
  expect(denied).toBeGreaterThan(100)
})

function authentication(isRestricted: boolean, role: 'SUBSCRIBER' | 'MEMBER' | 'OPERATOR') {
  const viewer = { sessionId: 's', subjectId: '1', role, displayName: '', accounts: [], hasMoreAccounts: false }
  return { kind: 'viewer', viewer: { ...viewer, isRestricted } } as const
}
