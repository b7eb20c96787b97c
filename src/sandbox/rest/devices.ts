import { BooksError } from '../books/error.ts'
import type { Books } from '../books/types.ts'
import { type Answer, oneOf, text, whole } from '../wire/answer.ts'
import { RefusalError } from '../wire/refusal.ts'
import type { RestOperation } from './operations.ts'
import { deviceRow } from './rows.ts'

// What cannot be done is told as wrong credentials are: HTTP 200 with "ok":0 and a text.

export const addDevice: RestOperation = {
  method: 'POST',
  path: '/devices/add',
  run: (books, { body }) =>
    answer(() =>
      books.addDevice({
        restId: readNumber(body, 'account_id'),
        name: readText(body, 'name'),
        mac: readText(body, 'mac'),
        serial: readText(body, 'serial'),
      }),
    ),
}

export const removeDevice: RestOperation = {
  method: 'POST',
  path: '/devices/remove',
  run: (books, { body }) =>
    answer(() => books.removeDevice({ restId: readNumber(body, 'account_id'), id: readNumber(body, 'id') })),
}

/** The answer about a device that somebody else has; null where nobody has any. */
export function strangersDevice(books: Books, accounts: readonly number[]): Answer | null {
  const [row] = books.listDevices(accounts)
  return row === undefined ? null : answer(() => row)
}

function answer(work: () => ReturnType<Books['addDevice']>): Answer {
  try {
    return oneOf({ ok: whole(1), device: { kind: 'row', row: deviceRow(work()) } })
  } catch (error) {
    if (!(error instanceof BooksError)) throw error
    return oneOf({ ok: whole(0), err: text(error.message) })
  }
}

/** A number, also as text. */
function readNumber(body: unknown, name: string): number {
  const value = readField(body, name)
  if ((typeof value === 'string' || typeof value === 'number') && /^\d{1,15}$/.test(String(value))) return Number(value)
  throw new RefusalError(400, `'${name}' is missing or no number`)
}

/** Empty when it is missing. */
function readText(body: unknown, name: string): string {
  const value = readField(body, name) ?? ''
  if (typeof value !== 'string') throw new RefusalError(400, `'${name}' is no string`)
  return value
}

function readField(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
}
