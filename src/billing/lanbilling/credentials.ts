import type { AccountRef } from '../../domain/account.ts'
import { MAX_VIEWER_ACCOUNTS } from '../../domain/viewer.ts'
import { keepReadable } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, CredentialBilling, CredentialVerdict } from '../port.ts'
import { isClosed, listAgreements } from './agreement-rows.ts'
import { findPerson } from './people.ts'
import type { LanSide } from './side.ts'
import type { SignIn } from './sign-in.ts'

interface CredentialParts {
  readonly side: LanSide
  readonly signIn: SignIn
  /** Logins of managers that may sign in as operators. */
  readonly operators: readonly string[]
}

/** So that no number of a subscriber is ever taken for a manager. */
const OPERATOR = 'm-'

/**
 * ClientLogin for a person, whose agreements are the accounts; Login for the managers that are listed. A manager may have the
 * login of a subscriber, and is the manager then.
 */
export function createCredentials({ side, signIn, operators }: CredentialParts): CredentialBilling {
  async function accept(uid: string, call: BillingCall): Promise<CredentialVerdict> {
    const [person, agreements] = await Promise.all([findPerson(side, uid, call), listAgreements(side, uid, call)])
    if (person === undefined) return { kind: 'refused', reason: 'NO_ACTIVE_AGREEMENT' }
    const active = keepReadable(agreements)
      .filter((agreement) => !isClosed(agreement, side.context))
      .map(({ id, number }): AccountRef => ({ id, kind: person.kind, number, keys: {} }))
      .toSorted((one, other) => (one.number < other.number ? -1 : Number(one.number > other.number)))
    const unreadable = agreements.find((agreement) => agreement instanceof BillingError)
    // Nobody is refused for a row that says nothing, and nobody is kept out of the agreements beside it.
    if (active.length === 0 && unreadable !== undefined) throw unreadable
    if (active.length === 0) return { kind: 'refused', reason: 'NO_ACTIVE_AGREEMENT' }
    return {
      kind: 'accepted',
      subjectId: uid,
      role: 'SUBSCRIBER',
      displayName: person.name.trim() || (active[0]?.number ?? ''),
      accounts: active.slice(0, MAX_VIEWER_ACCOUNTS),
      hasMoreAccounts: active.length > MAX_VIEWER_ACCOUNTS || unreadable !== undefined,
    }
  }

  return {
    async checkCredentials(pair, call) {
      if (operators.includes(pair.login) && (await signIn.asManager(pair, call))) return acceptOperator(pair.login)
      const uid = await signIn.asSubscriber(pair, call)
      return uid === null ? { kind: 'refused', reason: 'WRONG_CREDENTIALS' } : await accept(uid, call)
    },

    async findSubject({ subjectId, role }, call) {
      if (role === 'SUBSCRIBER') return await accept(subjectId, call)
      if (role !== 'OPERATOR') return { kind: 'refused', reason: 'NOT_SUPPORTED' }
      // Whether a manager still is one cannot be asked without the password.
      const login = operators.find((listed) => subjectId === OPERATOR + listed)
      return login === undefined ? { kind: 'refused', reason: 'NO_ACTIVE_AGREEMENT' } : acceptOperator(login)
    },
  }
}

function acceptOperator(login: string): CredentialVerdict {
  const subjectId = OPERATOR + login
  return { kind: 'accepted', subjectId, role: 'OPERATOR', displayName: login, accounts: [], hasMoreAccounts: false }
}
