import { assertReadable } from '../adapter/keyed-rows.ts'
import type { KnownLogin, LoginBilling, LoginKey } from '../login-port.ts'
import type { BillingCall } from '../port.ts'
import { findAgreement, listAgreements } from './agreement-rows.ts'
import { findPerson } from './people.ts'
import type { LanSide } from './side.ts'

/**
 * The login of a person, by the person. No list of the interface finds a person by the login without the password, so that
 * nobody is found by it; and no operation changes a login or a password alone: insupdAccount wants the whole person, with what
 * somebody else may just have changed.
 */
export function createLogins(side: LanSide): LoginBilling {
  return {
    async findLogins(key, call) {
      const uid = await findHolder(side, key, call)
      if (uid === null) return []
      const [person, agreements] = await Promise.all([findPerson(side, uid, call), listAgreements(side, uid, call)])
      if (person === undefined || person.login === '') return []
      const accountIds = assertReadable(agreements).map(({ id }) => id)
      const known: KnownLogin = { login: person.login, subjectId: uid, role: 'SUBSCRIBER', accountIds }
      return [known]
    },
    changeCredentials: async () => ({ kind: 'refused', reason: 'NOT_SUPPORTED' }),
  }
}

async function findHolder(side: LanSide, key: LoginKey, call: BillingCall): Promise<string | null> {
  if ('login' in key) return null
  if ('subjectId' in key) return key.subjectId
  return (await findAgreement(side, key.accountId, call))?.personId ?? null
}
