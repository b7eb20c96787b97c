import type { Account } from '../../domain/account.ts'
import { BillingError } from '../error.ts'
import type { AccountBilling, BillingCall, CredentialBilling, CredentialVerdict } from '../port.ts'
import { readBareText, readId } from '../transport/json.ts'
import { isNumber } from './accounts.ts'
import type { AbillsSide } from './context.ts'
import { logIn, type SubscriberSessions } from './sessions.ts'
import { listUsers } from './users.ts'

interface CredentialParts {
  readonly side: AbillsSide
  readonly accounts: AccountBilling
  readonly sessions: SubscriberSessions
}

/**
 * POST /users/login. A login holds one account, whose uid is the subject as well. Staff have a sign-in of their own, which
 * answers with a cookie for their pages and is none of ours: whoever is an operator must be so in the gateway.
 */
export function createCredentials({ side, accounts, sessions }: CredentialParts): CredentialBilling {
  async function accept(uid: string, call: BillingCall): Promise<CredentialVerdict> {
    const account = (await accounts.findAccounts([uid], call)).get(uid)
    if (account instanceof BillingError) throw account
    if (account === undefined || account.status === 'TERMINATED')
      return { kind: 'refused', reason: 'NO_ACTIVE_AGREEMENT' }
    return {
      kind: 'accepted',
      subjectId: uid,
      role: 'SUBSCRIBER',
      displayName: (await findName(side, uid, call)) ?? account.number,
      accounts: [toRef(account)],
      hasMoreAccounts: false,
    }
  }

  return {
    async checkCredentials({ login, password }, call) {
      const opened = await logIn(side.client, { login: await findLogin(login, { side, call }), password }, call)
      if (opened === null) return { kind: 'refused', reason: 'WRONG_CREDENTIALS' }
      const verdict = await accept(opened.uid, call)
      if (verdict.kind === 'accepted' && opened.session !== '') sessions.remember(opened.uid, opened.session)
      return verdict
    },

    async findSubject({ subjectId, role }, call) {
      if (role !== 'SUBSCRIBER') return { kind: 'refused', reason: 'NOT_SUPPORTED' }
      return await accept(subjectId, call)
    },
  }
}

/** Whoever knows a contract by its number signs in with that; the billing itself asks for the login. */
async function findLogin(typed: string, { side, call }: { side: AbillsSide; call: BillingCall }): Promise<string> {
  const { client, context } = side
  if (context.numberField !== 'contractId' || !isNumber(typed)) return typed
  const rows = await listUsers(client, { filter: 'CONTRACT_ID', keys: [typed], shown: ['CONTRACT_ID'] }, call)
  const [row, ...others] = rows.filter((found) => readBareText(found, 'contractId').trim() === typed)
  return row === undefined || others.length > 0 ? typed : readBareText(row, 'login')
}

/** The name in full, of which blanks alone may be there. */
async function findName({ client }: AbillsSide, uid: string, call: BillingCall): Promise<string | null> {
  const rows = await listUsers(client, { filter: 'UID', keys: [uid], shown: ['FIO'] }, call)
  const row = rows.find((found) => readId(found, 'uid') === uid)
  const name = row?.['fio'] === undefined ? '' : readBareText(row, 'fio').replace(/\s+/g, ' ').trim()
  return name === '' ? null : name
}

function toRef({ id, kind, number, keys }: Account) {
  return { id, kind, number, keys }
}
