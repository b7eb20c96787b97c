import type { HttpAnswer } from '../../billing/transport/answer.ts'
import { type CallReport, createHttp, type Http, type HttpRequest } from '../../billing/transport/http.ts'
import { createSession, type Session } from '../../billing/transport/session.ts'
import { FiscalError } from '../error.ts'
import { toFiscalError } from '../exchange.ts'
import type { FiscalCall, FiscalCompany, FiscalRegistrar } from '../port.ts'
import { OPERATION_PATH } from './codes.ts'
import { readRegistration, readReport, readToken, TOKEN_REFUSED } from './read.ts'
import { fitsContact, MAX_ITEM_NAME, writeDocument, writeLogin } from './write.ts'

export interface AtolOptions {
  /** With the version of the service at its end: https://online.atol.ru/possystem/v4 */
  readonly url: string
  readonly login: string
  readonly password: string
  /** The group of cash registers. */
  readonly group: string
  readonly company: FiscalCompany
  /** IANA zone in which the service writes its dates. */
  readonly timeZone: string
  /** The longest that one call may take, waiting for a connection included. */
  readonly timeoutMs: number
  readonly onCall?: ((report: CallReport) => void) | undefined
}

const SYSTEM = 'atol'
const MAX_CONCURRENCY = 4
const MAX_WAITING = 100
const MAX_ANSWER_BYTES = 256 * 1024
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

/** ATOL Online, service v4. A token lasts a day, or until the service says otherwise; everybody who waits shares one login. */
export function createAtol(options: AtolOptions): FiscalRegistrar {
  const { company, timeZone, timeoutMs } = options
  const { origin, pathname } = new URL(options.url)
  const basePath = pathname.replace(/\/+$/, '')
  const http = createHttp({
    origin,
    timeoutMs,
    maxConcurrency: MAX_CONCURRENCY,
    maxWaiting: MAX_WAITING,
    maxAnswerBytes: MAX_ANSWER_BYTES,
    onCall: options.onCall,
  })
  const session = createSession(SYSTEM, () => logIn(http, options, basePath))
  const group = encodeURIComponent(options.group)
  const send = <T>(request: AtolRequest, call: FiscalCall, read: (answer: HttpAnswer) => T | typeof TOKEN_REFUSED) =>
    exchange({ http, session }, { ...request, path: `${basePath}/${group}${request.path}` }, { call, read })

  return {
    name: SYSTEM,
    capabilities: { maxItemNameLength: MAX_ITEM_NAME },
    async register(document, call) {
      if (!fitsContact(document)) return { kind: 'refused', reason: 'CONTACT_NOT_ACCEPTED', vendorCode: 'unsent' }
      const operation = OPERATION_PATH[document.operation]
      const body = writeDocument(document, { company, timeZone })
      return send({ operation, method: 'POST', path: `/${operation}`, body, writes: true }, call, readRegistration)
    },
    async findDocument(documentId, call) {
      const path = `/report/${encodeURIComponent(documentId)}`
      return send({ operation: 'report', method: 'GET', path, body: null, writes: false }, call, (answer) =>
        readReport(answer, { documentId, timeZone }),
      )
    },
    close: () => http.close(),
  }
}

type AtolRequest = Pick<HttpRequest, 'operation' | 'method' | 'path' | 'body' | 'writes'>

/** Once more with a new token when the service knows this one no more; nothing else is repeated. */
async function exchange<T>(
  { http, session }: { readonly http: Http; readonly session: Session },
  request: AtolRequest,
  { call, read }: { readonly call: FiscalCall; readonly read: (answer: HttpAnswer) => T | typeof TOKEN_REFUSED },
): Promise<T> {
  try {
    for (let tries = 0; tries < 2; tries += 1) {
      const token = await session.open(call.signal)
      const headers = { token, ...(request.body === null ? {} : JSON_TYPE) }
      const value = await http.exchange({ ...request, system: SYSTEM, headers }, call, read)
      if (value !== TOKEN_REFUSED) return value
      session.expire(token)
    }
  } catch (error) {
    throw toFiscalError(error)
  }
  const message = `${SYSTEM} ${request.operation}: a new token is not known either.`
  throw new FiscalError('FISCAL_ACCESS_DENIED', message, { outcome: 'not_applied' })
}

function logIn(http: Http, options: AtolOptions, basePath: string): Promise<string> {
  const request: HttpRequest = {
    system: SYSTEM,
    operation: 'getToken',
    method: 'POST',
    path: `${basePath}/getToken`,
    headers: JSON_TYPE,
    body: writeLogin(options),
    // A token that nobody heard of does no harm.
    writes: false,
  }
  return http.exchange(request, { signal: AbortSignal.timeout(options.timeoutMs) }, readToken)
}
