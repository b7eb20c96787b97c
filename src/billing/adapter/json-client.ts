import { BillingError } from '../error.ts'
import type { BillingCall, Bulk } from '../port.ts'
import type { Http, HttpRequest, SendingCall } from '../transport/http.ts'
import { readArray, readJson, readObject, writeJson } from '../transport/json.ts'
import { chunk } from './chunk.ts'
import { compareIds, isNumericId, type ReadContext } from './context.ts'
import { groupRows, indexAll, indexRows, type KeyedRow, type RowReader, readKeyedRow } from './keyed-rows.ts'
import { pathOf } from './open-http.ts'
import { jsonRow, type Row } from './row.ts'

/** More pages than any honest answer to one batch has. */
const MAX_PAGES = 100

/** One question over HTTP that is answered with JSON. */
export interface JsonRequest {
  /** As logs and metrics call it. */
  readonly operation: string
  /** Path and query below the client's address, already encoded. */
  readonly path: string
  /** The fields of a POST; a GET without them. */
  readonly body?: Readonly<Record<string, string | number>>
  /** Statuses outside 2xx that answer the question as well, such as a 404 for what is not there. Their bodies are not read. */
  readonly refusals?: readonly number[]
}

export type JsonAnswer =
  /** `row` reads the JSON as one object; what oddities call it by is the request's operation. */
  | { readonly kind: 'answer'; readonly value: unknown; readonly row: () => Row }
  | { readonly kind: 'refused'; readonly status: number }

/** Rows of one kind, all that there are. */
export interface AllRows<T> {
  /** What logs, metrics and oddities call them by: "plans". */
  readonly noun: string
  /** Below the client's address; may have a query. */
  readonly path: string
  /** The field that tells whose row it is, or which. */
  readonly field: string
  /** Reads one row; what it throws makes this row unreadable, and no other. */
  readonly read: (row: Row) => T
}

/** Rows of one kind by keys of which one call takes many. */
export interface KeyedRows<T> extends AllRows<T> {
  /** The parameter of the query that takes the keys. */
  readonly parameter: string
  readonly keys: readonly string[]
  /**
   * What the keys are: `id`, the default, for numbers, of which 17 and "0017" are the same; `text` for what has to be exactly
   * as it is written, such as contract numbers. What cannot be a key is not asked for, and counts as not there.
   */
  readonly keysAre?: 'id' | 'text'
}

/** How one call takes many keys, and gives many rows. */
export interface BulkHabits {
  /** As many keys as the service takes in one call. */
  readonly keysPerCall: number
  /** What stands between two keys; a comma unless said otherwise. */
  readonly separator?: string
  /** How to ask for the next rows, where a call has only so many. Without it a call answers with all of them. */
  readonly pages?: {
    /** Rows of a full page: one with fewer is the last. */
    readonly rows: number
    /** The part of the query that asks for what comes after so many rows: `(offset) => 'limit=500&offset=' + offset`. */
    readonly query: (offset: number) => string
  }
}

/** One HTTP service that speaks JSON. Every rejection is a `BillingError`. */
export interface JsonClient {
  /** Asks; `read` gets the JSON, or the status alone when it is one of `refusals`. */
  read<T>(request: JsonRequest, call: BillingCall, read: (answer: JsonAnswer) => T): Promise<T>
  /** The same for what changes the billing: a lost answer is `unknown`, and nothing is repeated. */
  write<T>(request: JsonRequest, call: SendingCall, read: (answer: JsonAnswer) => T): Promise<T>
  /** One row for each key that is there. */
  find<T>(request: KeyedRows<T>, call: BillingCall): Promise<Bulk<string, T>>
  /** The rows of each key, none as well, in the order of their ids and each once. */
  list<T>(request: KeyedRows<T> & RowId<T>, call: BillingCall): Promise<Bulk<string, readonly T[]>>
  /** All rows by their ids, in the order of these. */
  all<T>(request: AllRows<T>, call: BillingCall): Promise<Bulk<string, T>>
}

/** What tells the rows of one key apart. */
export interface RowId<T> {
  readonly id: (row: T) => string
}

export interface JsonClientOptions {
  readonly http: Http
  /** What all paths stand below. */
  readonly url: string
  /** They say who asks. */
  readonly headers: Readonly<Record<string, string>>
  readonly context: ReadContext
  readonly bulk: BulkHabits
  /** What reports of calls name the service by; "rest" unless said otherwise. */
  readonly system?: string
}

export function createJsonClient(options: JsonClientOptions): JsonClient {
  const { bulk, context, system = 'rest' } = options
  const { onOddity } = context
  const send = createSend(options)

  async function readRows<T>({ noun, path, field, read }: AllRows<T>, isText: boolean, call: BillingCall) {
    const reader: RowReader<Row, T> = {
      name: { system, operation: noun },
      reading: { key: (row) => (isText ? row.text(field) : row.id(field)), value: read },
      onOddity,
    }
    const toRow = (value: unknown) => readKeyedRow(jsonRow(readObject(value, 'row'), noun, context), reader)
    const rows: KeyedRow<T>[] = []
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const request = { operation: noun, path: withPage(path, bulk, page) }
      const more = await send(request, { call, writes: false, read: (answer) => readList(answer).map(toRow) })
      rows.push(...more)
      if (more.length < (bulk.pages?.rows ?? Number.POSITIVE_INFINITY)) return rows
    }
    const message = `${system} ${noun}: more than ${MAX_PAGES} pages.`
    throw new BillingError('BILLING_ANSWER_TOO_LARGE', message, { outcome: 'not_applied' })
  }

  /** Batches side by side, the pages of a batch one after the other. */
  async function readKeys<T>(request: KeyedRows<T>, call: BillingCall) {
    const isText = request.keysAre === 'text'
    const keys = [...new Set(request.keys)].filter(isText ? isTextKey : isNumericId)
    const batches = chunk(keys, bulk.keysPerCall).map((batch) => {
      const query = `${request.parameter}=${batch.map(encodeURIComponent).join(bulk.separator ?? ',')}`
      return readRows({ ...request, path: `${request.path}?${query}` }, isText, call)
    })
    return { keys, rows: (await Promise.all(batches)).flat() }
  }

  return {
    read: async (request, call, read) => await send(request, { call, writes: false, read }),
    write: async (request, call, read) => await send(request, { call, writes: true, read }),
    async find(request, call) {
      const { keys, rows } = await readKeys(request, call)
      return indexRows(rows, { asked: new Set(keys), field: `${request.noun}.${request.field}`, onOddity })
    },
    async list(request, call) {
      const { keys, rows } = await readKeys(request, call)
      const { noun, field, id } = request
      const compare = (one: Parameters<typeof id>[0], other: Parameters<typeof id>[0]) => compareIds(id(one), id(other))
      return groupRows(rows, keys, { noun, ownerField: field, onOddity, id, compare })
    },
    async all(request, call) {
      const rows = await readRows(request, false, call)
      return indexAll(rows, { field: `${request.noun}.${request.field}`, onOddity })
    },
  }
}

/** Letters, digits and what stands between them in numbers of contracts; nothing that could separate two of them. */
function isTextKey(text: string): boolean {
  return /^[\p{L}\p{N}](?:[\p{L}\p{N} /._№-]{0,38}[\p{L}\p{N}])?$/u.test(text)
}

interface Sending<T> {
  readonly call: SendingCall
  readonly writes: boolean
  readonly read: (answer: JsonAnswer) => T
}

function createSend({ http, url, headers, context, system = 'rest' }: JsonClientOptions) {
  const basePath = pathOf(url)
  return <T>(request: JsonRequest, { call, writes, read }: Sending<T>): Promise<T> => {
    const { operation, path, body, refusals = [] } = request
    const wire: HttpRequest = {
      system,
      operation,
      method: body === undefined ? 'GET' : 'POST',
      path: basePath + path,
      headers: { accept: 'application/json', ...headers, ...(body && { 'content-type': 'application/json' }) },
      body: body === undefined ? null : writeJson(body),
      writes,
    }
    return http.exchange(wire, call, (answer) => {
      if (refusals.includes(answer.status)) return read({ kind: 'refused', status: answer.status })
      const value = readJson(answer)
      return read({ kind: 'answer', value, row: () => jsonRow(readObject(value, 'answer'), operation, context) })
    })
  }
}

function withPage(path: string, { pages }: BulkHabits, page: number): string {
  if (pages === undefined) return path
  return `${path}${path.includes('?') ? '&' : '?'}${pages.query(page * pages.rows)}`
}

function readList(answer: JsonAnswer): readonly unknown[] {
  return readArray(answer.kind === 'answer' ? answer.value : null, 'answer')
}
