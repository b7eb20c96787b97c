import { type Account, NO_DAY, newPerson } from './abills-books.ts'
import { decamelize, type Json, type Params } from './abills-json.ts'
import type { World } from './abills-world.ts'

// Which path is whose, who may call it, and what every refusal looks like.

export interface Call {
  readonly world: World
  /** Numbers of the path by their names. */
  readonly path: Readonly<Record<string, number>>
  readonly params: Params
  /** The account of the path, or of the session. */
  readonly account: Account
  readonly sid: string
}

export interface Route {
  readonly method: string
  /** "/users/:uid/pi/", always with a slash at its end. */
  readonly path: string
  readonly role: 'admin' | 'user' | 'public'
  answer(call: Call): Json
}

export interface Request {
  readonly method: string
  /** Behind /api.cgi, without the query. */
  readonly path: string
  readonly query: Params
  readonly body: string
  readonly key: string
  readonly sid: string
  readonly address: string
}

export interface Reply {
  readonly status: number
  readonly body: Json
}

/** What the billing says instead of an answer. */
export class Refusal extends Error {
  readonly status: number
  readonly body: Json
  constructor(body: Json, status = 400) {
    super('refused')
    this.status = status
    this.body = body
  }
}

const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']
const NO_ROUTE: Reply = { status: 404, body: { errno: 2, errstr: 'No such route' } }
const DENIED: Reply = { status: 401, body: { errno: 10, errstr: 'Access denied' } }
const DIGITS = /^\d+$/
/** Stands in calls that are about no account. */
const NOBODY: Account = Object.freeze({
  uid: 0,
  login: '',
  password: '',
  billId: 0,
  companyId: 0,
  gid: 0,
  credit: 0n,
  creditDate: NO_DAY,
  activate: NO_DAY,
  expire: NO_DAY,
  registration: NO_DAY,
  reduction: 0,
  disable: 0,
  deleted: 0,
  person: newPerson(),
})

/** An answer with `errno` or `error` is a 400, whoever made it. */
export function answerCall(world: World, routes: readonly Route[], request: Request): Reply {
  if (!METHODS.includes(request.method)) {
    return { status: 405, body: { errno: 25, errstr: 'Method not allowed', methods: METHODS } }
  }
  try {
    const params = readParams(request)
    const found = findRoute(routes, request)
    if (found === undefined) return NO_ROUTE
    const account = admit(world, { request, found })
    if (account === null) return DENIED
    const call = { world, path: found.path, params, account: account ?? NOBODY, sid: request.sid }
    const body = found.route.answer(call)
    return { status: isRefusal(body) ? 400 : 200, body }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: error.status, body: error.body }
  }
}

export function findRoute(
  routes: readonly Route[],
  { method, path }: Pick<Request, 'method' | 'path'>,
): Found | undefined {
  for (const route of routes) {
    if (route.method !== method) continue
    const numbers = matchPath(route.path, path)
    if (numbers !== null) return { route, path: numbers }
  }
  return undefined
}

interface Found {
  readonly route: Route
  readonly path: Readonly<Record<string, number>>
}

function matchPath(template: string, path: string): Record<string, number> | null {
  const [expected, given] = [template.split('/').filter(Boolean), path.split('/').filter(Boolean)]
  if (expected.length !== given.length) return null
  const numbers: Record<string, number> = {}
  for (const [place, part] of expected.entries()) {
    const text = given[place] ?? ''
    if (part.startsWith(':') && DIGITS.test(text)) numbers[part.slice(1)] = Number(text)
    else if (part !== text) return null
  }
  return numbers
}

/** The account that the call is about; undefined where it is about none, null where the caller may not. */
function admit(world: World, { request, found }: { request: Request; found: Found }): Account | null | undefined {
  const { route, path } = found
  if (route.role === 'public') return undefined
  if (route.role === 'user') return findSession(world, request)
  if (request.key !== world.settings.apiKey) return null
  const uid = path['uid']
  if (uid === undefined) return undefined
  const account = world.books.accounts.get(uid)
  if (account === undefined) throw new Refusal({ errno: 15, errstr: `User not found with uid ${uid}`, uid })
  return account
}

/** A session ends when it was not used for long, and when it comes from another address. */
function findSession({ books, clock, settings }: World, { sid, address }: Request): Account | null {
  const session = books.sessions.get(sid)
  if (session === undefined) return null
  if (session.usedAt + settings.sessionTimeoutMs < clock.now() || session.address !== address) {
    books.sessions.delete(sid)
    return null
  }
  session.usedAt = clock.now()
  return books.accounts.get(session.uid) ?? null
}

function readParams({ method, query, body }: Request): Params {
  if (method === 'GET' || method === 'DELETE') return shownWhereEmpty(renamed(query))
  if (body === '') return {}
  const parsed = parseJson(body)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Refusal({ errno: 6, errstr: 'Wrong request type. Please check of request type body.' })
  }
  return renamed(parsed)
}

function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text)
    return parsed
  } catch {
    throw new Refusal({ errno: 1, errstr: 'There was an error parsing the body' })
  }
}

/** Names in capitals with underscores, all the way down. */
function renamed(value: object): Params {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [decamelize(name), renamedValue(inner)]))
}

function renamedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => renamedValue(item))
  return typeof value === 'object' && value !== null ? renamed(value) : value
}

function shownWhereEmpty(params: Params): Params {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value === '' ? '_SHOW' : value]))
}

function isRefusal(body: Json): boolean {
  return typeof body === 'object' && !Array.isArray(body) && ('errno' in body || 'error' in body)
}
