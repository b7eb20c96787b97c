import { BooksError } from '../books/error.ts'
import type { LoginFilter } from '../books/loginTypes.ts'
import type { Books } from '../books/types.ts'
import { type Answer, oneOf, text, whole } from '../wire/answer.ts'
import { RefusalError } from '../wire/refusal.ts'
import { readIds, readWhole } from './params.ts'

const DONE: Answer = oneOf({ ok: whole(1) })

/** POST /credentials/set: what is left out stays. Always 200; ok tells. */
export function setCredentials(books: Books, { body }: { readonly body: unknown }): Answer {
  const id = readField(body, 'subject_id') ?? ''
  if (!/^\d{1,15}$/.test(id)) throw new RefusalError(400, "'subject_id' is missing or no id")
  const login = readField(body, 'login')
  const password = readField(body, 'password')
  try {
    books.setCredentials({
      subjectId: Number(id),
      ...(login === undefined ? {} : { login }),
      ...(password === undefined ? {} : { password }),
    })
    return DONE
  } catch (error) {
    if (!(error instanceof BooksError)) throw error
    return oneOf({ ok: whole(0), err: text(error.code === 'UNKNOWN_SUBJECT' ? 'unknown subject' : error.message) })
  }
}

/** Which logins GET /logins asks for: one parameter is needed, since they are not listed. */
export function readLoginFilter(query: URLSearchParams): LoginFilter {
  const login = query.get('login')
  if (login !== null) return { login }
  const restId = readWhole(query, 'account_id')
  if (restId !== null) return { restId }
  const subjectIds = readIds(query, 'subject_ids')
  if (subjectIds !== null) return { subjectIds }
  throw new RefusalError(
    400,
    "'login', 'account_id' or 'subject_ids' is missing: logins are not listed, only looked up",
  )
}

function readField(body: unknown, name: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
