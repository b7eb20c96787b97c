import { onTestFinished } from 'vitest'
import { type AbillsDouble, type AbillsOptions, startAbillsDouble } from './abills.ts'

// Calls as a test makes them, with nothing between the test and the wire.

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed body; undefined where it is no JSON. */
  readonly json: unknown
}

export interface Caller {
  readonly double: AbillsDouble
  /** As staff. */
  readonly get: (path: string) => Promise<Answer>
  readonly send: (method: string, path: string, body: unknown) => Promise<Answer>
  /** As a subscriber who signs in first. */
  readonly signIn: (login: string, password: string) => Promise<Subscriber>
  readonly call: (request: AnyCall) => Promise<Answer>
}

export interface Subscriber {
  readonly sid: string
  readonly get: (path: string) => Promise<Answer>
  readonly send: (method: string, path: string, body?: unknown) => Promise<Answer>
}

interface AnyCall {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
}

/** Its clock stands on a morning of November, when the test does not say otherwise. */
const START = Date.parse('2026-11-22T09:30:00Z')

export async function startCaller(options: AbillsOptions = {}): Promise<Caller> {
  const double = await startAbillsDouble({ startAt: START, ...options })
  onTestFinished(() => double.close())
  const call = async ({ path, ...init }: AnyCall): Promise<Answer> => {
    const response = await fetch(double.url + path, init)
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: parsed(text) }
  }
  const staff = { KEY: double.apiKey }
  return {
    double,
    call,
    get: (path) => call({ method: 'GET', path, headers: staff }),
    send: (method, path, body) => call({ method, path, headers: staff, body: JSON.stringify(body) }),
    signIn: async (login, password) => {
      const body = JSON.stringify({ login, password })
      const { json } = await call({ method: 'POST', path: '/users/login', body })
      const sid = String(Reflect.get(Object(json), 'sid'))
      const own = { USERSID: sid }
      return {
        sid,
        get: (path) => call({ method: 'GET', path, headers: own }),
        send: (method, path, sent) =>
          call({ method, path, headers: own, ...(sent === undefined ? {} : { body: JSON.stringify(sent) }) }),
      }
    },
  }
}

/** A fresh installation with two tariffs and one subscriber, who has the first of them and has paid nothing yet. */
export async function startSmall(options: AbillsOptions = {}): Promise<Caller> {
  const caller = await startCaller({ isEmpty: true, ...options })
  const { send } = caller
  await send('POST', '/groups', { gid: 1, name: 'Дома', allowCredit: 1 })
  await send('POST', '/internet/tariff', { id: 501, name: 'Луч 50', monthFee: 480, inSpeed: 51_200, outSpeed: 51_200 })
  await send('POST', '/internet/tariff', { id: 502, name: 'Луч 250', monthFee: 720.5, inSpeed: 256_000 })
  await send('POST', '/users', { login: 'luch500', password: 'Parol500', createBill: 1, gid: 1 })
  await send('POST', '/internet/2/activate', { tpId: 2, status: 0 })
  return caller
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}
