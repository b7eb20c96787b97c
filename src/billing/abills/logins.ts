import type { AccountId } from '../../domain/account.ts'
import type { CredentialChangeVerdict, KnownLogin, LoginBilling, LoginKey } from '../login-port.ts'
import type { BillingCall } from '../port.ts'
import { type HttpAnswer, malformed } from '../transport/answer.ts'
import { type JsonObject, readBareText, readId, writeJson } from '../transport/json.ts'
import { isNumber } from './accounts.ts'
import { readAnswerObject } from './client.ts'
import { type AbillsSide, isId } from './context.ts'
import { readRefusal } from './faults.ts'
import { listUsers, type UserFilter } from './users.ts'

/** GET /users/all, and PUT /users/:uid with a password. The login is the name of the subscriber, and stays. */
export function createLogins(side: AbillsSide): LoginBilling {
  return {
    async findLogins(key, call) {
      const question = questionOf(key)
      if (question === null) return []
      const rows = await findUsers(side, question, call)
      return rows.map(readLogin).filter((known) => !('login' in key) || known.login === key.login)
    },

    async changeCredentials({ subjectId, login, password }, call) {
      if (!isId(subjectId)) return { kind: 'refused', reason: 'SUBJECT_NOT_FOUND' }
      if (login !== null) return { kind: 'refused', reason: 'NOT_SUPPORTED' }
      if (password === null) return { kind: 'changed' }
      const path = `/users/${subjectId}`
      const request = { operation: 'changePassword', method: 'PUT', path, body: writeJson({ password }) } as const
      return await side.client.write(request, call, readChange)
    },
  }
}

interface Question {
  readonly filter: UserFilter
  readonly key: string
}

/** A subject is a subscriber, and so is an account. */
function questionOf(key: LoginKey): Question | null {
  if ('login' in key) return isNumber(key.login) ? { filter: 'LOGIN', key: key.login } : null
  const uid = 'accountId' in key ? key.accountId : key.subjectId
  return isId(uid) ? { filter: 'UID', key: uid } : null
}

async function findUsers({ client }: AbillsSide, { filter, key }: Question, call: BillingCall) {
  const rows = await listUsers(client, { filter, keys: [key], shown: [] }, call)
  return filter === 'UID' ? rows.filter((row) => readId(row, 'uid') === key) : rows
}

function readLogin(row: JsonObject): KnownLogin {
  const uid: AccountId = readId(row, 'uid')
  return { login: readBareText(row, 'login'), subjectId: uid, role: 'SUBSCRIBER', accountIds: [uid] }
}

/** Success says nothing about what was taken over; the new pair is tried. */
function readChange(answer: HttpAnswer): CredentialChangeVerdict {
  const refusal = readRefusal<CredentialChangeVerdict>(answer, CHANGE_REFUSALS)
  if (refusal !== null) return refusal
  if (Object.keys(readAnswerObject(answer)).length === 0) throw malformed('answer: says nothing')
  return { kind: 'changed' }
}

const CHANGE_REFUSALS: ReadonlyMap<number, CredentialChangeVerdict> = new Map([
  [15, { kind: 'refused', reason: 'SUBJECT_NOT_FOUND' }],
])
