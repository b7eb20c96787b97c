import { acceptSubject } from '../adapter/accept-subject.ts'
import { BillingError } from '../error.ts'
import type { AccountBilling, CredentialBilling } from '../port.ts'
import type { HttpAnswer } from '../transport/answer.ts'
import { readId, readInteger, readObject, writeJson } from '../transport/json.ts'
import { type RestClient, readRestJson } from './rest.ts'
import { readSubject, type Subject } from './subjects.ts'

/** POST /credentials/check and GET /subjects; both name accounts, which are read to see whether they are active. */
export function createCredentials(rest: RestClient, accounts: AccountBilling): CredentialBilling {
  return {
    async checkCredentials(credentials, call) {
      const body = writeJson({ login: credentials.login, password: credentials.password })
      const request = { operation: 'checkCredentials', method: 'POST', path: '/credentials/check', body } as const
      const subject = await rest.send(request, call, readCheck)
      if (subject === null) return { kind: 'refused', reason: 'WRONG_CREDENTIALS' }
      return await acceptSubject({ ...subject, subjectId: subject.id }, accounts, call)
    },

    async findSubject({ subjectId, role }, call) {
      if (role === 'PARTNER') return { kind: 'refused', reason: 'NOT_SUPPORTED' }
      const request = { operation: 'subjects', path: '/subjects', parameter: 'ids', ids: [subjectId] }
      const rows = await rest.list(request, call, { key: (row) => readId(row, 'id'), value: readSubject })
      const subject = rows.find(({ key }) => key === subjectId)?.value
      if (subject instanceof BillingError) throw subject
      // A person whose role has changed signs in anew.
      if (subject === undefined || subject.role !== role) return { kind: 'refused', reason: 'NO_ACTIVE_AGREEMENT' }
      return await acceptSubject({ ...subject, subjectId: subject.id }, accounts, call)
    },
  }
}

/** The answer to a check: the subject, or null when login and password do not fit. */
function readCheck(answer: HttpAnswer): Subject | null {
  const row = readObject(readRestJson(answer), 'answer')
  return readInteger(row, 'ok') === 1 ? readSubject(readObject(row['subject'], 'subject')) : null
}
