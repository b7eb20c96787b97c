import { partial } from '../../domain/partial.ts'
import { chunk } from '../adapter/chunk.ts'
import { type KeyedRow, type RowReader, type RowReading, readKeyedRow } from '../adapter/keyed-rows.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import type { HttpAnswer } from '../transport/answer.ts'
import type { Http, HttpRequest } from '../transport/http.ts'
import { type JsonObject, readArray, readJson, readObject } from '../transport/json.ts'
import { IDS_PER_CALL } from './capabilities.ts'
import { assertNoRestFault } from './faults.ts'

/** Without `limit` the billing silently gives 25 rows; 500 is the most that it takes. */
const PAGE_ROWS = 500
/** More pages than any honest answer to one batch has. */
const MAX_PAGES = 20
const SYSTEM = 'rest'

export interface ListRequest {
  readonly operation: string
  readonly path: string
  /** The query parameter that takes the keys. */
  readonly parameter: string
  readonly ids: readonly string[]
  /** What can be a key; anything else is not asked for. Ids unless said otherwise. */
  readonly isKey?: (key: string) => boolean
  /** Keys in one call, where their rows are many; as many as the billing takes unless said otherwise. */
  readonly idsPerCall?: number
}

export interface RestClient {
  /** The rows of any number of ids: batches side by side, the pages of a batch one after the other. */
  list<T>(request: ListRequest, call: BillingCall, reading: RestReading<T>): Promise<readonly KeyedRow<T>[]>
  /** All rows of something that there are few of, page by page. `path` may hold a query. */
  listAll<T>(request: AllRequest, call: BillingCall, reading: RestReading<T>): Promise<readonly KeyedRow<T>[]>
  /** One request and one answer. */
  send<T>(request: RestRequest, call: BillingCall, read: (answer: HttpAnswer) => T): Promise<T>
  /** The same for what changes the billing: a lost answer leaves open whether it did. */
  write<T>(request: RestRequest, call: BillingCall, read: (answer: HttpAnswer) => T): Promise<T>
}

export type RestReading<T> = RowReading<JsonObject, T>

export type AllRequest = Pick<ListRequest, 'operation' | 'path'>

export type RestRequest = Pick<HttpRequest, 'operation' | 'method' | 'path' | 'body'>

/** The REST side. `basePath` has no slash at its end. */
export function createRestClient(options: {
  readonly http: Http
  readonly basePath: string
  readonly key: string
  readonly onOddity: OnOddity
}): RestClient {
  const { http, basePath, key, onOddity } = options
  function readPages<T>(request: AllRequest, call: BillingCall, reading: RestReading<T>) {
    const name = { system: SYSTEM, operation: request.operation }
    return listPages(client, request, { call, reader: { name, reading, onOddity } })
  }
  function readBatch<T>(
    { operation, path, parameter }: ListRequest,
    ids: readonly string[],
    { call, reading }: { readonly call: BillingCall; readonly reading: RestReading<T> },
  ) {
    return readPages(
      { operation, path: `${path}?${parameter}=${ids.map(encodeURIComponent).join(';')}` },
      call,
      reading,
    )
  }
  function toHttp(request: RestRequest, writes: boolean): HttpRequest {
    const headers = { 'x-api-key': key, ...(request.body === null ? {} : { 'content-type': 'application/json' }) }
    return { ...request, system: SYSTEM, path: basePath + request.path, headers, writes }
  }
  const client: RestClient = {
    send: (request, call, read) => http.exchange(toHttp(request, false), call, read),
    write: (request, call, read) => http.exchange(toHttp(request, true), call, read),
    list(request, call, reading) {
      const batches = splitIds(request)
      const [first] = batches
      if (batches.length === 1 && first !== undefined) return readBatch(request, first, { call, reading })
      return Promise.all(batches.map((ids) => readBatch(request, ids, { call, reading }))).then((lists) => lists.flat())
    },
    listAll: readPages,
  }
  return client
}

/** What can be an id on the REST side; anything else is not asked for, and never gets between the separators. */
export function isRestId(id: string): boolean {
  return /^[1-9]\d{0,14}$/.test(id)
}

/** One page of a list: written apart from sending, so that it can be compared with samples. */
function writePage({ operation, path }: AllRequest, offset: number): RestRequest {
  const page = `limit=${PAGE_ROWS}${offset === 0 ? '' : `&offset=${offset}`}`
  return { operation, method: 'GET', path: `${path}${path.includes('?') ? '&' : '?'}${page}`, body: null }
}

/** The JSON of an answer that is not one of the billing's own error objects. */
export function readRestJson(answer: HttpAnswer): unknown {
  const value = readJson(answer)
  assertNoRestFault(value)
  return value
}

/** The rows of one page. */
function readRows<T>(reader: RowReader<JsonObject, T>, answer: HttpAnswer): readonly KeyedRow<T>[] {
  const rows: KeyedRow<T>[] = []
  for (const row of readArray(readRestJson(answer), 'answer')) rows.push(readKeyedRow(readObject(row, 'row'), reader))
  return rows
}

/** Distinct valid keys in batches that the billing accepts. */
function splitIds({ ids, isKey = isRestId, idsPerCall = IDS_PER_CALL }: ListRequest): readonly (readonly string[])[] {
  return chunk([...new Set(ids)].filter(isKey), idsPerCall)
}

async function listPages<T>(
  client: RestClient,
  request: AllRequest,
  { call, reader }: { readonly call: BillingCall; readonly reader: RowReader<JsonObject, T> },
): Promise<readonly KeyedRow<T>[]> {
  const rows: KeyedRow<T>[] = []
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = writePage(request, page * PAGE_ROWS)
    const more = await client.send(query, call, partial(readRows, reader))
    if (more.length < PAGE_ROWS) return page === 0 ? more : [...rows, ...more]
    rows.push(...more)
  }
  throw new BillingError('BILLING_ANSWER_TOO_LARGE', `rest ${request.operation}: more than ${MAX_PAGES} pages.`, {
    outcome: 'not_applied',
  })
}
