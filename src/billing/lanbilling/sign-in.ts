import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import { type HttpAnswer, malformed } from '../transport/answer.ts'
import type { Http, HttpRequest } from '../transport/http.ts'
import { readEnvelope, writeEnvelope } from '../transport/soap.ts'
import { findElement, writeElement, type XmlElement } from '../transport/xml.ts'
import { WRONG_PAIR } from './faults.ts'
import { readKey } from './rows.ts'
import { SOAP } from './side.ts'

export const NAMESPACE = 'urn:api3'

export interface Pair {
  readonly login: string
  readonly password: string
}

/** Tries a pair in a session of its own, which is over when the answer has been read: the gateway's own is the manager's. */
export interface SignIn {
  /** ClientLogin: the person's uid, or null for a pair that is none. */
  asSubscriber(pair: Pair, call: BillingCall): Promise<string | null>
  /** Login: whether it is a manager's. */
  asManager(pair: Pair, call: BillingCall): Promise<boolean>
}

interface Trying<T> {
  readonly operation: string
  readonly read: (answer: XmlElement) => T
}

const LOGOUT_TIMEOUT_MS = 1000

export function createSignIn({ http, path }: { readonly http: Http; readonly path: string }): SignIn {
  /** What `read` makes of the answer, or null for a pair that is none. */
  async function tryPair<T>({ operation, read }: Trying<T>, pair: Pair, call: BillingCall) {
    const content = writePair(pair)
    if (content === null) return null
    const expected = { namespace: NAMESPACE, name: `${operation}Response`, faults: () => null }
    const opened = await http.exchange(toHttp({ path, operation, content, cookie: null }), call, (answer) => {
      const reading = readEnvelope(answer, {
        ...expected,
        refusal: ({ detail }) => (detail === WRONG_PAIR ? ('wrong_pair' as const) : null),
      })
      if (reading.kind === 'refused') return null
      if (reading.kind !== 'answer') throw malformed('a login that asks for a login')
      return { value: read(reading.element), cookie: readCookie(answer) }
    })
    if (opened !== null) void logOut(opened.cookie)
    return opened
  }

  /** A session that stays is one of the subscriber's, and ends by itself. */
  async function logOut(cookie: string | null): Promise<void> {
    if (cookie === null) return
    const call = { signal: AbortSignal.timeout(LOGOUT_TIMEOUT_MS) }
    const request = toHttp({ path, operation: 'Logout', content: '', cookie })
    await http.exchange(request, call, () => undefined).catch(() => undefined)
  }

  return {
    async asSubscriber(pair, call) {
      const opened = await tryPair({ operation: 'ClientLogin', read: readPersonId }, pair, call)
      return opened?.value ?? null
    },
    asManager: async (pair, call) => (await tryPair({ operation: 'Login', read: () => null }, pair, call)) !== null,
  }
}

function readPersonId(answer: XmlElement): string {
  const row = findElement(answer, 'ret')
  if (row === null) throw malformed('ret: not there')
  return readKey(row, 'uid')
}

/** Null for control characters, which are in nobody's login or password. What is no text at all is refused as such. */
function writePair({ login, password }: Pair): string | null {
  try {
    return writeElement('login', login) + writeElement('pass', password)
  } catch (error) {
    const isText = login.isWellFormed() && password.isWellFormed()
    if (isText && error instanceof BillingError && error.code === 'BILLING_UNWRITABLE_REQUEST') return null
    throw error
  }
}

interface Sending {
  readonly path: string
  readonly operation: string
  readonly content: string
  readonly cookie: string | null
}

function toHttp({ path, operation, content, cookie }: Sending): HttpRequest {
  return {
    system: SOAP,
    operation,
    method: 'POST',
    path,
    headers: {
      'content-type': 'text/xml; charset=utf-8',
      soapaction: '""',
      ...(cookie === null ? {} : { cookie }),
    },
    body: writeEnvelope({ namespace: NAMESPACE, name: operation, content }),
    writes: false,
  }
}

function readCookie(answer: HttpAnswer): string | null {
  const lines = [answer.headers['set-cookie'] ?? []].flat()
  const found = lines.map((line) => /^\s*(sessnum=[^;]*)/.exec(line)?.[1]).find((cookie) => cookie !== undefined)
  return found ?? null
}
