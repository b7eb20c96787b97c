import { assertReadable } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { KnownLogin, LoginBilling, LoginKey } from '../login-port.ts'
import type { BillingCall } from '../port.ts'
import { elements, writeElement } from '../transport/xml.ts'
import { findAgreement, listAgreements } from './agreement-rows.ts'
import { findPerson } from './people.ts'
import { readKey } from './rows.ts'
import type { LanSide } from './side.ts'

/** What `id` of getExternAccount says that `str` is: the login of a person. */
const BY_LOGIN = 1

/**
 * The login of a person, by the person or, with getExternAccount, by itself. No operation changes a login or a password alone:
 * insupdAccount wants the whole person, with what somebody else may just have changed.
 */
export function createLogins(side: LanSide): LoginBilling {
  return {
    async findLogins(key, call) {
      const uid = await findHolder(side, key, call)
      if (uid === null) return []
      const [person, agreements] = await Promise.all([findPerson(side, uid, call), listAgreements(side, uid, call)])
      if (person === undefined || person.login === '') return []
      if ('login' in key && person.login !== key.login) return []
      const accountIds = assertReadable(agreements).map(({ id }) => id)
      const known: KnownLogin = { login: person.login, subjectId: uid, role: 'SUBSCRIBER', accountIds }
      return [known]
    },
    changeCredentials: async () => ({ kind: 'refused', reason: 'NOT_SUPPORTED' }),
  }
}

async function findHolder(side: LanSide, key: LoginKey, call: BillingCall): Promise<string | null> {
  if ('login' in key) return await findByLogin(side, key.login, call)
  if ('subjectId' in key) return key.subjectId
  return (await findAgreement(side, key.accountId, call))?.personId ?? null
}

/** The account of that answer need not say whose it is; its agreements do. */
async function findByLogin({ soap }: LanSide, login: string, call: BillingCall): Promise<string | null> {
  const content = writeLogin(login)
  if (content === null) return null
  const request = { name: 'getExternAccount', content, writes: false }
  const found = await soap.ask<{ readonly uid: string | null }>(request, call, {
    answer(answer) {
      const agreements = elements(answer, 'ret').flatMap((row) => elements(row, 'agreements'))
      const [agreement] = agreements
      return { uid: agreement === undefined ? null : readKey(agreement, 'uid') }
    },
    refusal: ({ detail }) => (detail === `Account not found (${login})` ? { uid: null } : null),
  })
  return found.uid
}

/** Null for what is nobody's login, since it cannot be written. */
function writeLogin(login: string): string | null {
  try {
    return writeElement('id', BY_LOGIN) + writeElement('str', login)
  } catch (error) {
    if (error instanceof BillingError) return null
    throw error
  }
}
