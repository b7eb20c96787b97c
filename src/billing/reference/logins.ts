import { BillingError } from '../error.ts'
import type { CredentialChange, CredentialChangeVerdict, KnownLogin, LoginBilling, LoginKey } from '../login-port.ts'
import { AnswerError, type HttpAnswer } from '../transport/answer.ts'
import { type JsonObject, readInteger, readObject, readText, writeJson } from '../transport/json.ts'
import { isRestId, type ListRequest, type RestClient, readRestJson } from './rest.ts'
import { readSubject } from './subjects.ts'

/** GET /logins and POST /credentials/set. */
export function createLogins(rest: RestClient): LoginBilling {
  return {
    async findLogins(key, call) {
      const reading = { key: (row: JsonObject) => readText(row, 'login'), value: readLogin }
      const rows = await rest.list(writeLookUp(key), call, reading)
      const found: KnownLogin[] = []
      for (const { value } of rows) {
        if (value instanceof BillingError) throw value
        // A row that is about something else is nobody's business here.
        if (fits(value, key)) found.push(value)
      }
      return found
    },

    async changeCredentials(change, call) {
      if (!isRestId(change.subjectId)) return { kind: 'refused', reason: 'SUBJECT_NOT_FOUND' }
      const request = { operation: 'setCredentials', method: 'POST', path: '/credentials/set' } as const
      return await rest.write({ ...request, body: writeChange(change) }, call, readVerdict)
    },
  }
}

function writeLookUp(key: LoginKey): ListRequest {
  const request = { operation: 'logins', path: '/logins' }
  if ('login' in key) return { ...request, parameter: 'login', ids: [key.login], isKey: (text) => text.isWellFormed() }
  if ('accountId' in key) return { ...request, parameter: 'account_id', ids: [key.accountId] }
  return { ...request, parameter: 'subject_ids', ids: [key.subjectId] }
}

function fits(found: KnownLogin, key: LoginKey): boolean {
  if ('login' in key) return found.login === key.login
  return 'accountId' in key ? found.accountIds.includes(key.accountId) : found.subjectId === key.subjectId
}

function readLogin(row: JsonObject): KnownLogin {
  const { id: subjectId, role, accountIds } = readSubject(row)
  return { login: readText(row, 'login'), subjectId, role, accountIds }
}

function writeChange({ subjectId, login, password }: CredentialChange): string {
  return writeJson({
    subject_id: subjectId,
    ...(login === null ? {} : { login }),
    ...(password === null ? {} : { password }),
  })
}

/** What POST /credentials/set says instead of `ok`; all decided before any write. */
const REFUSALS = new Map<string, CredentialChangeVerdict>([
  ['unknown subject', { kind: 'refused', reason: 'SUBJECT_NOT_FOUND' }],
  ['login is taken', { kind: 'refused', reason: 'LOGIN_TAKEN' }],
  ['bad login', { kind: 'refused', reason: 'LOGIN_NOT_ACCEPTED' }],
  ['bad password', { kind: 'refused', reason: 'PASSWORD_NOT_ACCEPTED' }],
])

function readVerdict(answer: HttpAnswer): CredentialChangeVerdict {
  const row = readObject(readRestJson(answer), 'answer')
  if (readInteger(row, 'ok') === 1) return { kind: 'changed' }
  const refusal = REFUSALS.get(readText(row, 'err'))
  if (refusal === undefined) throw new AnswerError('BILLING_FAILED', 'a refusal that is not listed')
  return refusal
}
