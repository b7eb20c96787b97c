import type { Account, AccountRef } from '../../domain/account.ts'
import { MAX_VIEWER_ACCOUNTS } from '../../domain/viewer.ts'
import { keepReadable } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { AccountBilling, BillingCall, CredentialBilling, CredentialVerdict } from '../port.ts'
import type { HttpAnswer } from '../transport/answer.ts'
import { readId, readInteger, readObject, writeJson } from '../transport/json.ts'
import { type RestClient, readRestJson } from './rest.ts'
import { readSubject, type Subject } from './subjects.ts'

/** The accounts of one subject that are looked at: five calls. Nobody chooses among more by hand. */
const MAX_ACCOUNTS_READ = 500

/**
 * POST /credentials/check and GET /subjects; both name accounts, which are read to see whether they are active. One that
 * cannot be read is left out and told of by `hasMoreAccounts`; when there is no other, that is the error of the call.
 */
export function createCredentials(rest: RestClient, accounts: AccountBilling): CredentialBilling {
  async function accept(subject: Subject, call: BillingCall): Promise<CredentialVerdict> {
    const { id: subjectId, role, displayName } = subject
    if (role === 'OPERATOR') {
      return { kind: 'accepted', subjectId, role, displayName, accounts: [], hasMoreAccounts: false }
    }
    const read = subject.accountIds.slice(0, MAX_ACCOUNTS_READ)
    const found = [...(await accounts.findAccounts(read, call)).values()]
    const active = chooseAccounts(keepReadable(found))
    const unreadable = found.find((account) => account instanceof BillingError)
    // Nobody is refused for a row that says nothing, and nobody is kept out of the accounts beside it.
    if (active.length === 0 && unreadable !== undefined) throw unreadable
    if (active.length === 0) return { kind: 'refused', reason: 'NO_ACTIVE_AGREEMENT' }
    const isCut = active.length > MAX_VIEWER_ACCOUNTS || subject.accountIds.length > MAX_ACCOUNTS_READ
    return {
      kind: 'accepted',
      subjectId,
      role,
      displayName,
      accounts: active.slice(0, MAX_VIEWER_ACCOUNTS),
      hasMoreAccounts: isCut || unreadable !== undefined,
    }
  }

  return {
    async checkCredentials(credentials, call) {
      const body = writeJson({ login: credentials.login, password: credentials.password })
      const request = { operation: 'checkCredentials', method: 'POST', path: '/credentials/check', body } as const
      const subject = await rest.send(request, call, readCheck)
      if (subject === null) return { kind: 'refused', reason: 'WRONG_CREDENTIALS' }
      return await accept(subject, call)
    },

    async findSubject({ subjectId, role }, call) {
      if (role === 'PARTNER') return { kind: 'refused', reason: 'NOT_SUPPORTED' }
      const request = { operation: 'subjects', path: '/subjects', parameter: 'ids', ids: [subjectId] }
      const rows = await rest.list(request, call, { key: (row) => readId(row, 'id'), value: readSubject })
      const subject = rows.find(({ key }) => key === subjectId)?.value
      if (subject instanceof BillingError) throw subject
      // A person whose role has changed signs in anew.
      if (subject === undefined || subject.role !== role) return { kind: 'refused', reason: 'NO_ACTIVE_AGREEMENT' }
      return await accept(subject, call)
    },
  }
}

/** The answer to a check: the subject, or null when login and password do not fit. */
function readCheck(answer: HttpAnswer): Subject | null {
  const row = readObject(readRestJson(answer), 'answer')
  return readInteger(row, 'ok') === 1 ? readSubject(readObject(row['subject'], 'subject')) : null
}

/** Accounts of agreements that have not ended, by contract number. An unknown state lets in: a guess must not lock out. */
function chooseAccounts(accounts: readonly Account[]): readonly AccountRef[] {
  return accounts
    .filter(({ status }) => status !== 'TERMINATED')
    .map(({ id, kind, number, keys }) => ({ id, kind, number, keys }))
    .toSorted((one, other) => (one.number < other.number ? -1 : Number(one.number > other.number)))
}
