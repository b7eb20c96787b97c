import { partial } from '../../domain/partial.ts'
import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import { type HttpAnswer, malformed } from './answer.ts'
import { startDeadline } from './deadline.ts'
import type { AnswerShapes } from './directed-xml-shapes.ts'
import type { Http, HttpRequest, SendingCall } from './http.ts'
import { createSession, type Session } from './session.ts'
import { type FaultTable, readEnvelope, type SoapFault, type SoapReading, writeEnvelope } from './soap.ts'
import type { XmlElement } from './xml.ts'

export interface SoapRequest {
  /** The operation's element; its answer is `<name>Response`. */
  readonly name: string
  /** The operation's parts, already escaped. */
  readonly content: string
  /** True when the operation changes the billing. */
  readonly writes: boolean
}

export type WritingCall = SendingCall & { readonly mayStart: () => boolean }

/** How the answer to a write, or to a question, becomes a value. */
export interface WriteReading<T> {
  readonly answer: (element: XmlElement) => T
  /** A fault that was decided before any write and is a business refusal, or an answer; null for every other one. */
  readonly refusal: (fault: SoapFault) => T | null
}

export interface SoapClient {
  /** Sends one operation within the shared session and reads its answer; every rejection is a `BillingError`. */
  call<T>(request: SoapRequest, call: BillingCall, read: (element: XmlElement) => T): Promise<T>
  /** As `call`, for a question that some faults answer: "not found" is no failure of a search. */
  ask<T>(request: SoapRequest, call: BillingCall, reading: WriteReading<T>): Promise<T>
  /**
   * Sends one operation that changes the billing. `mayStart` is asked before each sending: a second one comes only after
   * the fault that the session has expired, which the table lists as decided before any write. Waiting, login and both
   * sendings together have the time limit of one call.
   */
  write<T>(request: Omit<SoapRequest, 'writes'>, call: WritingCall, reading: WriteReading<T>): Promise<T>
  /** Ends the session in the billing, as far as that is possible. */
  logOut(): Promise<void>
}

export interface SoapOptions {
  readonly http: Http
  readonly path: string
  readonly namespace: string
  /** What faults mean whatever was asked. Without it none is known, and each leaves open what a write has done. */
  readonly faults?: FaultTable
  /** From the bundled WSDL, so that answers are read quickly. */
  readonly shapes?: AnswerShapes
  /** Sent with every request, such as `authorization`. */
  readonly headers?: Readonly<Record<string, string>>
  /** Opens a session that is kept by cookies. Without one there is no session, and `headers` say who asks. */
  readonly login?: SoapRequest
  readonly logout?: SoapRequest
}

type Reading<T> = Pick<WriteReading<T>, 'answer'> & Partial<WriteReading<T>>

/** Ends no earlier than the transport's own time limit: a shared login must outlive the callers that leave. */
const NOBODY = new AbortController().signal
const LOGOUT_TIMEOUT_MS = 1000
const NONE_LISTED: FaultTable = () => null

/**
 * A SOAP 1.1 client, document/literal. Where there is a session it is one login for all callers, and one repeat after the
 * session has expired.
 */
export function createSoapClient(options: SoapOptions): SoapClient {
  const { http } = options
  const session = options.login === undefined ? null : openSession(options, options.login)

  async function attempt<T>(request: SoapRequest, call: SendingCall, reading: Reading<T>) {
    const opening = session === null ? null : session.open(call.signal)
    const key = opening instanceof Promise ? await opening : opening
    const read = partial(readAttempt<T>, { options, request, reading })
    const found = await http.exchange(toHttp(options, request, key), call, read)
    if (found === null && key !== null) session?.expire(key)
    return found
  }

  async function send<T>(request: SoapRequest, call: SendingCall, reading: Reading<T>): Promise<T> {
    const first = await attempt(request, call, reading)
    // The fault says that nothing was done without a session, so that a write may be repeated as well.
    const found = first === null && session !== null ? await attempt(request, call, reading) : first
    if (found !== null) return found.value
    const message = `soap ${request.name}: a session just opened is refused.`
    throw new BillingError('BILLING_ACCESS_DENIED', message, { outcome: 'not_applied' })
  }

  return {
    call: (request, call, read) => send(request, call, { answer: read }),
    ask: send,
    async write(request, call, reading) {
      const deadline = startDeadline(call.signal, http.timeoutMs)
      try {
        return await send(
          { ...request, writes: true },
          { ...call, signal: deadline.signal, mayStart: () => call.mayStart() },
          reading,
        )
      } finally {
        deadline.stop()
      }
    },
    async logOut() {
      const key = session?.current() ?? null
      if (session === null || key === null) return
      session.expire(key)
      if (options.logout === undefined) return
      const call = { signal: AbortSignal.timeout(LOGOUT_TIMEOUT_MS) }
      try {
        await http.exchange(toHttp(options, options.logout, key), call, () => undefined)
      } catch {
        // The session ends by itself in the billing; the gateway is closing and has nobody left to tell.
      }
    },
  }
}

interface Attempt<T> {
  readonly options: SoapOptions
  readonly request: SoapRequest
  readonly reading: Reading<T>
}

/** Null where the billing has forgotten the session. */
function readAttempt<T>({ options, request, reading }: Attempt<T>, answer: HttpAnswer): { readonly value: T } | null {
  const { namespace, faults = NONE_LISTED, shapes } = options
  const { refusal } = reading
  const name = `${request.name}Response`
  const envelope = readEnvelope(answer, { namespace, name, faults, shape: shapes?.get(name), refusal })
  if (envelope.kind === 'refused') return { value: envelope.refusal }
  return envelope.kind === 'answer' ? { value: reading.answer(envelope.element) } : null
}

function openSession(options: SoapOptions, login: SoapRequest): Session {
  const { http, namespace, faults = NONE_LISTED } = options
  return createSession(`soap ${login.name}`, () =>
    http.exchange(toHttp(options, login, null), { signal: NOBODY }, (answer) => {
      readAnswer(readEnvelope(answer, { namespace, name: `${login.name}Response`, faults }))
      return readCookies(answer)
    }),
  )
}

function toHttp({ namespace, path, headers }: SoapOptions, request: SoapRequest, cookies: string | null): HttpRequest {
  return {
    system: 'soap',
    operation: request.name,
    method: 'POST',
    path,
    headers: {
      'content-type': 'text/xml; charset=utf-8',
      soapaction: '""',
      ...headers,
      ...(cookies === null ? {} : { cookie: cookies }),
    },
    body: writeEnvelope({ namespace, name: request.name, content: request.content }),
    writes: request.writes,
  }
}

function readAnswer(reading: SoapReading): XmlElement {
  if (reading.kind === 'answer') return reading.element
  throw malformed('a login that asks for a login')
}

/** All cookies of a login as one request header; attributes such as Path and Max-Age are dropped. */
function readCookies(answer: HttpAnswer): string {
  const lines = [answer.headers['set-cookie'] ?? []].flat()
  const cookies = lines.map((line) => line.split(';', 1)[0]?.trim() ?? '').filter((cookie) => cookie.includes('='))
  if (cookies.length === 0) throw malformed('a login without a cookie')
  return cookies.join('; ')
}
