import type { Selectable } from 'kysely'
import { MEMBER_RIGHTS, type Member, type MemberRight } from '../domain/member.ts'
import { insertEntry } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { insertAudited } from './deliveries.ts'
import { StoreError } from './error.ts'
import type { MemberStore } from './member-types.ts'
import { readAccountRef, readRole, writeAccountRef } from './session-row.ts'
import type { MembersTable } from './tables.ts'

export function createMemberStore(database: Database): MemberStore {
  return {
    invite: (invitation, options, call) =>
      database.transact((transaction) => invite(database, transaction, { invitation, options }), call),
    accept: (use, audit, call) =>
      database.transact((transaction) => accept(database, transaction, { use, audit }), call),
    listOfAccount: async (accountId, call) =>
      (await database.run((queries) => select(queries).where('account_id', '=', accountId).execute(), call)).map(
        readMember,
      ),
    listOfSubject: async ({ role, subjectId }) =>
      (
        await database.run((queries) =>
          select(queries).where('role', '=', role).where('subject_id', '=', subjectId).execute(),
        )
      ).map(readMember),
    find: async (id, call) => {
      const row = await database.run((queries) => select(queries).where('id', '=', id).executeTakeFirst(), call)
      return row ? readMember(row) : null
    },
    grant: ({ id, accountId, rights }, audit, call) =>
      database.transact(async (transaction) => {
        await database.lock(transaction, lockOf(accountId))
        const row = await select(transaction)
          .where('id', '=', id)
          .where('account_id', '=', accountId)
          .executeTakeFirst()
        if (!row) return null
        const written = JSON.stringify(rights)
        if (row.rights !== written) {
          await transaction.updateTable('members').set({ rights: written }).where('id', '=', id).execute()
          await insertEntry(transaction, audit)
        }
        return readMember({ ...row, rights: written })
      }, call),
    remove: ({ id, accountId }, audit, call) =>
      database.transact(async (transaction) => {
        const ended = await transaction
          .deleteFrom('members')
          .where('id', '=', id)
          .where('account_id', '=', accountId)
          .returning('id')
          .executeTakeFirst()
        if (ended) await insertEntry(transaction, audit)
        return ended !== undefined
      }, call),
    deleteInvitations: async (before) => {
      const ended = await database.run((queries) =>
        queries.deleteFrom('member_invitations').where('expires_at', '<', before).returning('code_hash').execute(),
      )
      return ended.length
    },
  }
}

type Inviting = {
  readonly invitation: Parameters<MemberStore['invite']>[0]
  readonly options: Parameters<MemberStore['invite']>[1]
}

async function invite(
  database: Database,
  transaction: Queries,
  { invitation, options: { maxOpen, audit, message, maxWaiting } }: Inviting,
): Promise<Awaited<ReturnType<MemberStore['invite']>>> {
  const { account, rights, codeHash, name, createdAt, expiresAt } = invitation
  await database.lock(transaction, lockOf(account.id))
  const open = await transaction
    .selectFrom('member_invitations')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', account.id)
    .where('member_id', 'is', null)
    .where('expires_at', '>', createdAt)
    .executeTakeFirstOrThrow()
  if (open.count >= maxOpen) return 'too_many_open'
  const messages = message === null ? [] : [message]
  if (!(await insertAudited(transaction, { messages, maxWaiting, words: database.words }))) return 'too_many_waiting'
  await transaction
    .insertInto('member_invitations')
    .values({
      code_hash: codeHash,
      account_id: account.id,
      account: writeAccountRef(account),
      name,
      rights: JSON.stringify(rights),
      created_at: createdAt,
      expires_at: expiresAt,
      member_id: null,
    })
    .execute()
  await insertEntry(transaction, audit)
  return 'kept'
}

type Accepting = {
  readonly use: Parameters<MemberStore['accept']>[0]
  readonly audit: Parameters<MemberStore['accept']>[1]
}

async function accept(database: Database, transaction: Queries, { use, audit }: Accepting) {
  const { codeHash, role, subjectId, ownAccountIds, now } = use
  const selectInvitation = () =>
    transaction.selectFrom('member_invitations').selectAll().where('code_hash', '=', codeHash).executeTakeFirst()
  const seen = await selectInvitation()
  if (!seen) return { kind: 'unknown' } as const
  await database.lock(transaction, lockOf(seen.account_id))
  const invitation = await selectInvitation()
  const members = await select(transaction).where('account_id', '=', seen.account_id).execute()
  const known = members.find((row) => row.role === role && row.subject_id === subjectId)
  if (invitation && invitation.member_id !== null && invitation.member_id === known?.id) {
    return { kind: 'accepted', member: readMember(known), isRepeat: true } as const
  }
  if (!invitation || invitation.member_id !== null || invitation.expires_at <= now) return { kind: 'unknown' } as const
  if (ownAccountIds.includes(invitation.account_id)) return { kind: 'own' } as const
  if (!known && members.length >= use.maxMembers) return { kind: 'too_many' } as const
  const { account_id, account, name, rights } = invitation
  const row = known
    ? { ...known, name, rights }
    : { id: use.memberId, account_id, account, role, subject_id: subjectId, name, rights, since: now }
  await (known
    ? transaction.updateTable('members').set({ name, rights }).where('id', '=', known.id).execute()
    : transaction.insertInto('members').values(row).execute())
  await transaction
    .updateTable('member_invitations')
    .set({ member_id: row.id })
    .where('code_hash', '=', codeHash)
    .execute()
  await insertEntry(transaction, audit)
  return { kind: 'accepted', member: readMember(row), isRepeat: false } as const
}

function select(queries: Queries) {
  return queries.selectFrom('members').selectAll().orderBy('since').orderBy('id')
}

/** Those who change the members of one account wait for each other. */
function lockOf(accountId: string): string {
  return `members ${accountId}`
}

function readMember(row: Selectable<MembersTable>): Member {
  const { id, name, since } = row
  return {
    id,
    account: readAccountRef(row.account),
    role: readRole(row.role),
    subjectId: row.subject_id,
    name,
    rights: readRights(row.rights),
    since,
  }
}

function readRights(text: string): readonly MemberRight[] {
  const list: unknown = JSON.parse(text)
  const rights = Array.isArray(list) ? MEMBER_RIGHTS.filter((right) => list.includes(right)) : []
  if (rights.length > 0 && Array.isArray(list) && rights.length === list.length) return rights
  throw new StoreError('STORE_CORRUPT', 'A stored member has rights that cannot be read. Delete the row.')
}
