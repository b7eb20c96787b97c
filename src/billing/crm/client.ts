import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import { AnswerError, assertStatus, type HttpAnswer } from '../transport/answer.ts'
import { abortCode } from '../transport/deadline.ts'
import type { Http, HttpRequest, SendingCall } from '../transport/http.ts'
import { type JsonObject, readArray, readJson, readObject, readOptionalText } from '../transport/json.ts'

export const CRM = 'crm'

/** crm.md: at most 100 rows in a list, and 50 values of one parameter. */
export const ROWS_PER_PAGE = 100
export const VALUES_PER_CALL = 50

/** More pages than any honest answer has. */
const MAX_PAGES = 20

export interface CrmQuery {
  readonly operation: string
  /** Below the base address, as it goes on the wire. */
  readonly path: string
  readonly parameters: readonly (readonly [name: string, value: string])[]
}

export interface CrmPage {
  readonly items: readonly JsonObject[]
  readonly hasMore: boolean
}

/** What an error of the CRM says. All of 400 to 499 are decided before anything is written. */
export interface CrmFault {
  readonly status: number
  readonly code: string
}

export interface CrmWrite {
  readonly operation: string
  readonly method: 'POST' | 'PATCH'
  readonly path: string
  readonly body: JsonObject
}

export interface CrmClient {
  /** Throws for a caller who has left, and after the end: also where nothing would be sent. */
  assertOpen(call: BillingCall): void
  close(): void
  /** One page, of at most `limit` rows. A fault that `onFault` has a page for is that page. */
  page(
    query: CrmQuery & { readonly limit: number },
    call: BillingCall,
    onFault?: (fault: CrmFault) => CrmPage | null,
  ): Promise<CrmPage>
  /** All pages of something that there is little of. */
  all(query: CrmQuery, call: BillingCall): Promise<readonly JsonObject[]>
  /** One object; null when there is none. */
  find(operation: string, path: string, call: BillingCall): Promise<JsonObject | null>
  /** Sent once. `answer` reads what was written, `refusal` what a listed fault means. */
  write<T>(
    write: CrmWrite,
    call: SendingCall,
    reading: { readonly answer: (written: JsonObject) => T; readonly refusal: (fault: CrmFault) => T | null },
  ): Promise<T>
}

type Asked = Pick<HttpRequest, 'operation' | 'path'>

export function createCrmClient(options: {
  readonly http: Http
  readonly basePath: string
  readonly token: string
}): CrmClient {
  const { http, basePath, token } = options
  const toHttp = (request: Pick<HttpRequest, 'operation' | 'method' | 'path' | 'body' | 'writes'>): HttpRequest => ({
    ...request,
    system: CRM,
    path: basePath + request.path,
    headers: { 'x-api-token': token, ...(request.body === null ? {} : { 'content-type': 'application/json' }) },
  })
  const get = <T>(what: Asked, call: BillingCall, read: (answer: HttpAnswer) => T) =>
    http.exchange(toHttp({ ...what, method: 'GET', body: null, writes: false }), call, read)

  const page: CrmClient['page'] = ({ operation, path, parameters, limit }, call, onFault) =>
    get({ operation, path: writePath(path, [...parameters, ['limit', String(limit)]]) }, call, (answer) => {
      const fault = findFault(answer)
      const instead = fault && onFault?.(fault)
      if (instead) return instead
      if (fault) throw failureOf(fault)
      return readPage(answer).page
    })

  let isClosed = false
  return {
    assertOpen({ signal }) {
      const told = { outcome: 'not_applied' } as const
      if (isClosed) throw new BillingError('BILLING_UNREACHABLE', 'crm: closed.', told)
      if (signal.aborted) throw new BillingError(abortCode(signal), 'crm: aborted before sending.', told)
    },
    close() {
      isClosed = true
    },
    page,
    async all({ operation, path, parameters }, call) {
      const items: JsonObject[] = []
      let cursor: string | null = null
      for (let count = 0; count < MAX_PAGES; count += 1) {
        const place: CrmQuery['parameters'] = cursor === null ? [] : [['cursor', cursor]]
        const all = [...parameters, ...place, ['limit', String(ROWS_PER_PAGE)] as const]
        const read = await get({ operation, path: writePath(path, all) }, call, (answer) => {
          const fault = findFault(answer)
          if (fault) throw failureOf(fault)
          return readPage(answer)
        })
        items.push(...read.page.items)
        if (read.next === null) return items
        cursor = read.next
      }
      return await get({ operation, path }, call, () => {
        throw new AnswerError('BILLING_ANSWER_TOO_LARGE', `more than ${MAX_PAGES} pages`)
      })
    },
    find: (operation, path, call) =>
      get({ operation, path }, call, (answer) => {
        const fault = findFault(answer)
        if (fault?.status === 404) return null
        if (fault) throw failureOf(fault)
        return readObject(readJson(answer), operation)
      }),
    write: ({ operation, method, path, body }, call, { answer: readAnswer, refusal }) =>
      http.exchange(toHttp({ operation, method, path, body: JSON.stringify(body), writes: true }), call, (answer) => {
        const fault = findFault(answer)
        const refused = fault && refusal(fault)
        if (refused !== null) return refused
        if (fault) throw failureOf(fault)
        return readAnswer(readObject(readJson(answer), operation))
      }),
  }
}

function writePath(path: string, parameters: CrmQuery['parameters']): string {
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return query === '' ? path : `${path}?${query}`
}

function readPage(answer: HttpAnswer): { readonly page: CrmPage; readonly next: string | null } {
  const list = readObject(readJson(answer), 'list')
  const items = readArray(list['items'], 'items').map((item) => readObject(item, 'item'))
  const next = readOptionalText(list, 'next')
  return { page: { items, hasMore: next !== null }, next }
}

/** The CRM's own error, which comes with a status of 400 to 499 and says its code; null for anything else. */
function findFault(answer: HttpAnswer): CrmFault | null {
  const { status } = answer
  if (status < 400 || status > 499) return null
  try {
    const { error }: JsonObject = readObject(JSON.parse(new TextDecoder().decode(answer.body)), 'answer')
    const { code } = readObject(error, 'error')
    return typeof code === 'string' ? { status, code } : null
  } catch {
    // A page of whatever stands between: its status promises nothing.
    assertStatus(answer)
    return null
  }
}

const CODES: Readonly<Record<string, 'BILLING_ACCESS_DENIED' | 'BILLING_OVERLOADED'>> = {
  UNAUTHORIZED: 'BILLING_ACCESS_DENIED',
  TOO_MANY_REQUESTS: 'BILLING_OVERLOADED',
}

function failureOf({ status, code }: CrmFault): AnswerError {
  const known = Object.hasOwn(CODES, code) ? CODES[code] : undefined
  return new AnswerError(known ?? 'BILLING_FAILED', `status ${status} ${code.slice(0, 40)}`, { outcome: 'not_applied' })
}
