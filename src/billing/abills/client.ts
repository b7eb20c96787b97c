import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import type { PostingCall } from '../posting-port.ts'
import type { HttpAnswer } from '../transport/answer.ts'
import { malformed } from '../transport/answer.ts'
import type { Http, HttpRequest } from '../transport/http.ts'
import { type JsonObject, readArray, readId, readJson, readObject } from '../transport/json.ts'
import { assertNoFault, findFault } from './faults.ts'

export const SYSTEM = 'abills'

/** Without PAGE_ROWS the billing silently gives 25 rows. Of one account there are seldom more than this. */
const PAGE_ROWS = 500
/** More rows than any honest answer has. */
const MAX_ROWS = 20_000
/** How often a list is read anew that has changed while it was read. */
const MAX_READINGS = 3

/** One request. The key of the gateway goes with it, or the session of a subscriber instead. */
export interface AbillsRequest {
  readonly operation: string
  readonly method: HttpRequest['method']
  /** Below the API's own path, with its query. */
  readonly path: string
  readonly body: string | null
  /** Null for the gateway's own key; '' for neither, where the operation is open to everybody. */
  readonly session?: string | null
}

/** A question for a list. Every parameter is one that the billing filters by or shows. */
export interface ListRequest {
  readonly operation: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Rows in one answer, and in all of them; as many as are honest for one account unless said otherwise. */
  readonly pageRows?: number
  readonly maxRows?: number
  /** Errors that mean that there is nothing to list, by their numbers. */
  readonly emptyFor?: readonly number[]
}

export type Until = () => (row: JsonObject) => boolean

export interface AbillsClient {
  /** One request and one answer. */
  send<T>(request: AbillsRequest, call: BillingCall, read: (answer: HttpAnswer) => T): Promise<T>
  /** The same for what changes the billing: a lost answer leaves open whether it did. */
  write<T>(request: AbillsRequest, call: PostingCall | BillingCall, read: (answer: HttpAnswer) => T): Promise<T>
  /** All rows of a list, page by page, each once. `until` makes what ends a reading as soon as a row says so. */
  list(request: ListRequest, call: BillingCall, until?: Until): Promise<readonly JsonObject[]>
}

/** `basePath` has no slash at its end. */
export function createAbillsClient(options: {
  readonly http: Http
  readonly basePath: string
  readonly key: string
}): AbillsClient {
  const { http, basePath, key } = options

  function toHttp({ session = null, ...request }: AbillsRequest, writes: boolean): HttpRequest {
    const who = session === null ? { key } : session === '' ? {} : { usersid: session }
    const headers = { ...who, ...(request.body === null ? {} : { 'content-type': 'application/json' }) }
    return { ...request, system: SYSTEM, path: basePath + request.path, headers, writes }
  }

  const client: AbillsClient = {
    send: (request, call, read) => http.exchange(toHttp(request, false), call, read),
    write: (request, call, read) => http.exchange(toHttp(request, true), call, read),
    async list(request, call, until = () => () => false) {
      for (let reading = 0; reading < MAX_READINGS; reading += 1) {
        const rows = await readPages(client, request, { call, until: until() })
        if (rows !== null) return rows
      }
      throw unsteady(request)
    },
  }
  return client
}

interface Reading {
  readonly call: BillingCall
  readonly until: (row: JsonObject) => boolean
}

/**
 * The pages of a list one after the other. The page parameter is an offset: a row that comes in front moves the others on,
 * which brings a row twice, and one that goes moves them back, which would hide one. So each page begins with the last row of
 * the one before, and the reading is void (null) when that row is not there.
 */
async function readPages(
  client: AbillsClient,
  request: ListRequest,
  { call, until }: Reading,
): Promise<readonly JsonObject[] | null> {
  const { pageRows = PAGE_ROWS, maxRows = MAX_ROWS } = request
  const rows = new Map<string, JsonObject>()
  let last: string | null = null
  while (rows.size < maxRows) {
    const offset: number = last === null ? 0 : rows.size - 1
    const page = writePage(request, offset)
    const more: readonly KeyedObject[] = await client.send(page, call, (answer) => readPage(answer, request))
    if (last !== null && !more.some(({ key }) => key === last)) return null
    const known = rows.size
    for (const { key, row } of more) if (!rows.has(key)) rows.set(key, row)
    // A full page of what is known already: the list does not page, and what comes after stays unseen.
    if (rows.size === known && more.length >= pageRows) throw unpaged(request)
    if (more.length < pageRows || more.some(({ row }) => until(row))) return [...rows.values()]
    last = more.at(-1)?.key ?? null
  }
  throw new BillingError('BILLING_ANSWER_TOO_LARGE', `${SYSTEM} ${request.operation}: more than ${maxRows} rows.`, {
    outcome: 'not_applied',
  })
}

/** What tells the rows of a list apart: the id of what has one, and the uid of subscribers. */
function keyOf(row: JsonObject): string {
  return readId(row, row['id'] === undefined ? 'uid' : 'id')
}

/** One page of a list: written apart from sending, so that it can be compared with samples. */
function writePage({ operation, path, query, pageRows = PAGE_ROWS }: ListRequest, offset: number): AbillsRequest {
  const entries = [...Object.entries(query), ['PAGE_ROWS', String(pageRows)], ['PG', String(offset)]]
  const written = entries.map(([name = '', value = '']) => `${name}=${writeValue(value)}`)
  return { operation, method: 'GET', path: `${path}?${written.join('&')}`, body: null }
}

/** The separator of a multi-get stays as it is. */
function writeValue(value: string): string {
  return encodeURIComponent(value).replaceAll('%3B', ';')
}

interface KeyedObject {
  readonly key: string
  readonly row: JsonObject
}

function readPage(answer: HttpAnswer, { emptyFor = [] }: ListRequest): readonly KeyedObject[] {
  const fault = emptyFor.length === 0 ? null : findFault(answer)
  if (fault !== null && emptyFor.includes(fault.number)) return []
  return readRows(answer).map((row) => ({ key: keyOf(row), row }))
}

/** The rows of an answer: a list, an object that holds it as `list`, or an empty object in place of an empty list. */
function readRows(answer: HttpAnswer): readonly JsonObject[] {
  const value = readAnswer(answer)
  const list = Array.isArray(value) ? value : findList(readObject(value, 'answer'))
  return readArray(list, 'answer').map((row) => readObject(row, 'row'))
}

function findList(row: JsonObject): unknown {
  if (Array.isArray(row['list'])) return row['list']
  if (Object.keys(row).length === 0) return []
  throw malformed('answer: no list')
}

/** The JSON of an answer that is not one of the billing's errors. */
export function readAnswer(answer: HttpAnswer): unknown {
  assertNoFault(answer)
  return readJson(answer)
}

/** The object of an answer that is not one of the billing's errors. */
export function readAnswerObject(answer: HttpAnswer): JsonObject {
  return readObject(readAnswer(answer), 'answer')
}

function unpaged({ operation }: ListRequest): BillingError {
  const message = `${SYSTEM} ${operation}: the next page is the one before again.`
  return new BillingError('BILLING_ANSWER_TOO_LARGE', message, { outcome: 'not_applied' })
}

function unsteady({ operation }: ListRequest): BillingError {
  const message = `${SYSTEM} ${operation}: the list changed each time that it was read.`
  return new BillingError('BILLING_OVERLOADED', message, { outcome: 'not_applied' })
}
