import { LRUCache } from 'lru-cache'
import type { AccountId } from '../../domain/account.ts'
import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import type { PostingCall } from '../posting-port.ts'
import type { HttpAnswer } from '../transport/answer.ts'
import { type JsonObject, readId, writeJson } from '../transport/json.ts'
import { type AbillsClient, type AbillsRequest, readAnswerObject, SYSTEM } from './client.ts'
import { isId } from './context.ts'
import { findFault } from './faults.ts'

/** A question that only a subscriber may ask. */
export interface SubscriberQuestion extends Pick<AbillsRequest, 'operation' | 'path'> {
  readonly uid: AccountId
}

/** A write that only a subscriber may send. */
interface SubscriberWish extends AbillsRequest {
  readonly uid: AccountId
}

/**
 * What a subscriber does by himself goes with a session of his own (USERSID) in place of the gateway's key: the billing knows
 * no other way to take a credit, to put a service on hold or to change a tariff by the provider's rules. A session is opened
 * by a sign-in, and kept in memory for as long as the billing knows it; where the key may read passwords, it is opened again
 * by that.
 */
export interface SubscriberSessions {
  /** Of a sign-in that has just succeeded. */
  remember(uid: AccountId, session: string): void
  /** Whether somebody has signed in. */
  knows(uid: AccountId): boolean
  /** Whether there is one, or one could be opened. */
  isOpen(uid: AccountId, call: BillingCall): Promise<boolean>
  /** A question; rejects with `not_applied` where there is no session and none can be opened. */
  ask<T>(question: SubscriberQuestion, call: BillingCall, read: (answer: HttpAnswer) => T): Promise<T>
  /**
   * A write. Sent a second time with a new session only after the billing has refused the first for its session: that is
   * looked at before anything else.
   */
  tell<T>(wish: SubscriberWish, call: PostingCall, read: (answer: HttpAnswer) => T): Promise<T>
}

/** People who are in the cabinet at one time. */
const MAX_SESSIONS = 10_000
/** The billing locks a login after some wrong passwords: one that it has told wrongly itself is not tried all day. */
const REFUSED_FOR_MS = 86_400_000

export function createSubscriberSessions(
  client: AbillsClient,
  { opensByPassword }: { readonly opensByPassword: boolean },
): SubscriberSessions {
  const kept = new LRUCache<AccountId, string>({ max: MAX_SESSIONS })
  const refused = new LRUCache<AccountId, true>({ max: MAX_SESSIONS, ttl: REFUSED_FOR_MS })

  async function open(uid: AccountId, call: BillingCall): Promise<string> {
    const known = isId(uid) ? kept.get(uid) : undefined
    if (known !== undefined) return known
    if (!opensByPassword || !isId(uid) || refused.has(uid)) throw noSession()
    const credentials = await readCredentials(client, uid, call)
    const opened = await logIn(client, credentials, call)
    if (opened === null) refused.set(uid, true)
    if (opened === null || opened.uid !== uid) throw noSession()
    kept.set(uid, opened.session)
    return opened.session
  }

  async function run<T>(
    uid: AccountId,
    { call, send }: { readonly call: BillingCall; readonly send: (session: string) => Promise<Answered<T>> },
  ): Promise<T> {
    const session = await open(uid, call)
    const first = await send(session)
    if (first.kind === 'read') return first.value
    if (kept.get(uid) === session) kept.delete(uid)
    const second = await send(await open(uid, call))
    if (second.kind === 'read') return second.value
    throw noSession()
  }

  return {
    remember(uid, session) {
      kept.set(uid, session)
      refused.delete(uid)
    },
    knows: (uid) => kept.has(uid),
    async isOpen(uid, call) {
      try {
        await open(uid, call)
        return true
      } catch (error) {
        if (error instanceof BillingError && error.code === 'BILLING_ACCESS_DENIED') return false
        throw error
      }
    },
    ask: ({ uid, ...question }, call, read) =>
      run(uid, {
        call,
        send: (session) =>
          client.send({ ...question, method: 'GET', body: null, session }, call, (answer) =>
            readUnlessEnded(answer, read),
          ),
      }),
    tell: ({ uid, ...request }, call, read) =>
      run(uid, {
        call,
        send: (session) => client.write({ ...request, session }, call, (answer) => readUnlessEnded(answer, read)),
      }),
  }
}

type Answered<T> = { readonly kind: 'read'; readonly value: T } | { readonly kind: 'ended' }

/** "Access denied" with 401: the session is not known, or not any more. */
function readUnlessEnded<T>(answer: HttpAnswer, read: (answer: HttpAnswer) => T): Answered<T> {
  if (answer.status === 401 && findFault(answer)?.number === 10) return { kind: 'ended' }
  return { kind: 'read', value: read(answer) }
}

function noSession(): BillingError {
  const message = `${SYSTEM}: no session of the subscriber; it is opened by a sign-in.`
  return new BillingError('BILLING_ACCESS_DENIED', message, { outcome: 'not_applied' })
}

interface Credentials {
  readonly login: string
  readonly password: string
}

/** GET /users/:uid with `showPassword`, which tells no password to a key without the right to that. */
async function readCredentials(client: AbillsClient, uid: AccountId, call: BillingCall): Promise<Credentials> {
  const path = `/users/${uid}?SHOW_PASSWORD=1`
  return await client.send({ operation: 'userPassword', method: 'GET', path, body: null }, call, (answer) => {
    const row = readAnswerObject(answer)
    const [login, password] = [row['login'], row['password']].map(textOf)
    if (readId(row, 'uid') !== uid || !login || !password) throw noSession()
    return { login, password }
  })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

export interface OpenedSession {
  readonly uid: AccountId
  readonly session: string
}

/** "Wrong login or password or auth token". */
const WRONG = 10001

/** POST /users/login; null when login and password do not fit. It goes without the key. */
export async function logIn(
  client: AbillsClient,
  { login, password }: Credentials,
  call: BillingCall,
): Promise<OpenedSession | null> {
  const body = writeJson({ login, password })
  const request: AbillsRequest = { operation: 'logIn', method: 'POST', path: '/users/login', body, session: '' }
  return await client.send(request, call, (answer) => {
    if (findFault(answer)?.number === WRONG) return null
    return readOpened(readAnswerObject(answer))
  })
}

function readOpened(row: JsonObject): OpenedSession {
  return { uid: readId(row, 'uid'), session: textOf(row['sid']) }
}
