import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { FaultTable } from '../../src/billing/transport/soap.ts'
import { createSoapClient } from '../../src/billing/transport/soap-client.ts'
import { elementText } from '../../src/billing/transport/xml.ts'
import { call, serve, until } from '../support/http-server.ts'
import { envelope, fault } from '../support/soap-text.ts'

const faults: FaultTable = ({ detail }) =>
  detail === 'log in' ? { code: 'BILLING_ACCESS_DENIED', outcome: 'not_applied', sessionExpired: true } : null

describe('Q16 the session', () => {
  test('one login serves all callers, and its cookie goes with every call', async () => {
    const legacy = await startLegacy()
    await Promise.all(Array.from({ length: 8 }, () => legacy.ask()))
    await legacy.ask()
    expect(legacy.seen).toEqual(['Login', ...Array.from({ length: 9 }, () => 'Ask s1')])
  })

  test('when it expires in mid-flow, all callers together log in once and ask once more', async () => {
    const legacy = await startLegacy()
    await legacy.ask()
    legacy.expire()
    await Promise.all(Array.from({ length: 4 }, () => legacy.ask()))
    expect(legacy.seen.filter((line) => line === 'Login')).toHaveLength(2)
    expect(legacy.seen.filter((line) => line === 'Ask s2')).toHaveLength(4)
  })

  test('a late refusal of the old session does not end the new one', async () => {
    const legacy = await startLegacy()
    await legacy.ask()
    legacy.expire()
    const releaseAnswer = legacy.holdNextAnswer()
    const slow = legacy.ask()
    await until(() => legacy.seen.length === 3)
    await legacy.ask()
    releaseAnswer()
    expect(await slow).toBe('1')
    expect(legacy.seen.filter((line) => line === 'Login')).toHaveLength(2)
  })

  test('a write is repeated as well, since the fault says that it was not begun', async () => {
    const legacy = await startLegacy()
    await legacy.ask()
    legacy.expire()
    expect(await legacy.ask({ writes: true })).toBe('1')
    expect(legacy.seen).toEqual(['Login', 'Ask s1', 'Ask s1', 'Login', 'Ask s2'])
  })

  test('a session that is refused at once is not opened for ever', async () => {
    const legacy = await startLegacy({ neverAccept: true })
    await expect(legacy.ask({ writes: true })).rejects.toMatchObject({
      code: 'BILLING_ACCESS_DENIED',
      outcome: 'not_applied',
    })
    expect(legacy.seen).toEqual(['Login', 'Ask s1', 'Login', 'Ask s2'])
  })

  test('a login goes on for the others when the one who began it leaves', async () => {
    const legacy = await startLegacy({ holdLogin: true })
    const impatient = new AbortController()
    const first = legacy.ask({ signal: impatient.signal })
    const second = legacy.ask()
    await until(() => legacy.seen.length === 1)
    impatient.abort()
    await expect(first).rejects.toMatchObject({ code: 'BILLING_CANCELED', outcome: 'not_applied' })
    legacy.releaseLogin()
    expect(await second).toBe('1')
    expect(legacy.seen).toEqual(['Login', 'Ask s1'])
  })

  test('a waiter is bound by its own deadline, not by that of the login', async () => {
    const legacy = await startLegacy({ holdLogin: true })
    await expect(legacy.ask({ signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
      code: 'BILLING_TIMEOUT',
      outcome: 'not_applied',
    })
    legacy.releaseLogin()
  })

  test('a login that never ends is ended by the time limit of the transport, and the next caller tries again', async () => {
    const legacy = await startLegacy({ holdLogin: true, timeoutMs: 80 })
    await expect(legacy.ask()).rejects.toMatchObject({ code: 'BILLING_TIMEOUT', outcome: 'not_applied' })
    legacy.releaseLogin()
    expect(await legacy.ask()).toBe('1')
  })

  test('a refused login is told to all who wait, and not kept', async () => {
    const legacy = await startLegacy({ refuseLogins: 1 })
    const asked = await Promise.allSettled([legacy.ask({ writes: true }), legacy.ask()])
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(asked[0]).toMatchObject({ reason: { code: 'BILLING_FAILED', outcome: 'not_applied' } })
    expect(await legacy.ask()).toBe('1')
    expect(legacy.seen).toEqual(['Login', 'Login', 'Ask s2'])
  })

  test('a login without a cookie is malformed', async () => {
    const legacy = await startLegacy({ noCookie: true })
    await expect(legacy.ask()).rejects.toMatchObject({ code: 'BILLING_MALFORMED_ANSWER' })
  })
})

describe('a write', () => {
  test('is asked whether it may start once for each sending, and not for the login', async () => {
    const legacy = await startLegacy()
    const asked: string[][] = []
    const mayStart = () => asked.push([...legacy.seen]) > 0
    expect(await legacy.write({ mayStart })).toBe('1')
    legacy.expire()
    expect(await legacy.write({ mayStart })).toBe('1')
    expect(asked.map((seen) => seen.length)).toEqual([1, 2, 4])
    expect(legacy.seen).toEqual(['Login', 'Ask s1', 'Ask s1', 'Login', 'Ask s2'])
  })

  test('Q16 that may not start again after the session has expired is not sent again', async () => {
    const legacy = await startLegacy()
    await legacy.ask()
    legacy.expire()
    const answers = [true, false]
    await expect(legacy.write({ mayStart: () => answers.shift() ?? false })).rejects.toMatchObject({
      code: 'BILLING_CANCELED',
      outcome: 'not_applied',
    })
    expect(legacy.seen).toEqual(['Login', 'Ask s1', 'Ask s1', 'Login'])
  })

  test('Q16 login and both sendings have the time limit of one call', async () => {
    const legacy = await startLegacy({ delayMs: 150, timeoutMs: 400 })
    await legacy.ask()
    legacy.expire()
    const startedAt = performance.now()
    // Three exchanges of 150 ms, of which each alone would be in time.
    await expect(legacy.write({})).rejects.toMatchObject({ code: 'BILLING_TIMEOUT', outcome: 'unknown' })
    expect(performance.now() - startedAt).toBeLessThan(600)
  })

  test('reads a listed refusal as a value, whatever the status, and leaves other faults unknown', async () => {
    const legacy = await startLegacy({ refuseWrites: 'no such account' })
    expect(await legacy.write({})).toBe('refused')
    const other = await startLegacy({ refuseWrites: 'Internal error' })
    await expect(other.write({})).rejects.toMatchObject({ code: 'BILLING_FAILED', outcome: 'unknown' })
  })
})

interface Habits {
  readonly refuseWrites?: string
  /** Before each answer. */
  readonly delayMs?: number
  readonly neverAccept?: boolean
  readonly holdLogin?: boolean
  readonly refuseLogins?: number
  readonly noCookie?: boolean
  readonly timeoutMs?: number
}

/** A server with sessions s1, s2, …; only the newest is alive. */
async function startLegacy(habits: Habits = {}) {
  const seen: string[] = []
  const release = Promise.withResolvers<void>()
  let logins = 0
  let alive = ''
  let held: Promise<void> | null = null
  const answerLogin = async (): Promise<[number, Record<string, string>, string]> => {
    seen.push('Login')
    logins += 1
    alive = `s${logins}`
    const mine = logins
    if (habits.holdLogin) await release.promise
    if (mine <= (habits.refuseLogins ?? 0)) return [500, {}, fault('error', 'no such user')]
    const cookies = habits.noCookie ? {} : { 'set-cookie': `sess=s${mine}; Path=/; Max-Age=600` }
    return [200, cookies, envelope('<b:LoginResponse xmlns:b="urn:test"/>')]
  }
  const answerAsk = (session: string): [number, Record<string, string>, string] => {
    seen.push(`Ask ${session}`)
    if (habits.refuseWrites !== undefined) return [200, {}, fault('error', habits.refuseWrites)]
    return habits.neverAccept || session !== alive
      ? [500, {}, fault('error', 'log in')]
      : [200, {}, envelope('<b:AskResponse xmlns:b="urn:test"><ret>1</ret></b:AskResponse>')]
  }
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const isLogin = Buffer.concat(await request.toArray()).includes('Login')
    const session = /sess=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
    const answering = isLogin ? null : held
    if (!isLogin) held = null
    const [status, headers, body] = isLogin ? await answerLogin() : answerAsk(session)
    await answering
    if (habits.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, habits.delayMs))
    response.writeHead(status, headers).end(body)
  }
  const answerRequest: RequestListener = (request, response) => void respond(request, response)
  const { http } = await serve(answerRequest, habits.timeoutMs === undefined ? {} : { timeoutMs: habits.timeoutMs })
  const client = createSoapClient({
    http,
    path: '/soap',
    namespace: 'urn:test',
    faults,
    login: { name: 'Login', content: '', writes: false },
    logout: { name: 'Logout', content: '', writes: false },
  })
  return {
    seen,
    expire: () => void (alive = ''),
    releaseLogin: () => release.resolve(),
    holdNextAnswer() {
      const answer = Promise.withResolvers<void>()
      held = answer.promise
      return () => answer.resolve()
    },
    write: ({ mayStart = () => true }: { mayStart?: () => boolean }) =>
      client.write(
        { name: 'Ask', content: '' },
        { ...call(), mayStart },
        {
          answer: (element) => elementText(element, 'ret'),
          refusal: ({ detail }) => (detail === 'no such account' ? 'refused' : null),
        },
      ),
    ask: ({ writes = false, signal = call().signal }: { writes?: boolean; signal?: AbortSignal } = {}) =>
      client.call({ name: 'Ask', content: '', writes }, { signal }, (element) => elementText(element, 'ret')),
  }
}
