import type { Selectable } from 'kysely'
import {
  MAX_OPEN_INVITATIONS,
  MEMBER_RIGHTS,
  type Member,
  type MemberRight,
  type OpenInvitation,
} from '../domain/member.ts'
import { insertEntry } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { insertAudited } from './deliveries.ts'
import { StoreError } from './error.ts'
import type { MemberStore } from './member-types.ts'
import { readAccountRef, readRole, writeAccountRef } from './session-row.ts'
import type { AuditEntry } from './store.ts'
import type { MemberInvitationsTable, MembersTable } from './tables.ts'

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
          if (readRights(row.rights).some((right) => !rights.includes(right)))
            await endInvitations(transaction, audit, accountId)
        }
        return readMember({ ...row, rights: written })
      }, call),
    remove: ({ id, accountId }, audit, call) =>
      database.transact(async (transaction) => {
        await database.lock(transaction, lockOf(accountId))
        const ended = await transaction
          .deleteFrom('members')
          .where('id', '=', id)
          .where('account_id', '=', accountId)
          .returning('id')
          .executeTakeFirst()
        if (!ended) return false
        await insertEntry(transaction, audit)
        await endInvitations(transaction, audit, accountId)
        return true
      }, call),
    ...createInvitationStore(database),
  }
}

type Invitations = Pick<MemberStore, 'listInvitations' | 'revokeInvitation' | 'deleteInvitations'>

function createInvitationStore(database: Database): Invitations {
  return {
    listInvitations: ({ accountId, now }, call) =>
      database.run(async (queries) => {
        const rows = await queries
          .selectFrom('member_invitations')
          .selectAll()
          .where('account_id', '=', accountId)
          .where('member_id', 'is', null)
          .where('expires_at', '>', now)
          .orderBy('created_at')
          .orderBy('code_hash')
          .limit(MAX_OPEN_INVITATIONS)
          .execute()
        return rows.map(readInvitation)
      }, call),
    revokeInvitation: ({ id, accountId }, audit, call) =>
      database.transact(async (transaction) => {
        await database.lock(transaction, lockOf(accountId))
        const ended = await transaction
          .deleteFrom('member_invitations')
          .where('code_hash', '=', id)
          .where('account_id', '=', accountId)
          .where('member_id', 'is', null)
          .returning('code_hash')
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

/** Nobody knows who holds their codes: perhaps the one who is to have less. */
async function endInvitations(transaction: Queries, audit: AuditEntry, accountId: string): Promise<void> {
  const ended = await transaction
    .deleteFrom('member_invitations')
    .where('account_id', '=', accountId)
    .where('member_id', 'is', null)
    .returning('code_hash')
    .execute()
  if (ended.length === 0) return
  const outcome = `ended: ${ended.length}`
  await insertEntry(transaction, { ...audit, act: 'member-invitation', object: `account:${accountId}`, outcome })
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
  if (known && (await hasNewer(transaction, known.id, invitation.created_at))) return { kind: 'unknown' } as const
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

/** What the holder wrote later counts: an older invitation that was left over must not undo it. */
async function hasNewer(transaction: Queries, memberId: string, createdAt: number): Promise<boolean> {
  const newer = await transaction
    .selectFrom('member_invitations')
    .select('code_hash')
    .where('member_id', '=', memberId)
    .where('created_at', '>', createdAt)
    .executeTakeFirst()
  return newer !== undefined
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

/** The hash of a code of 160 random bits leads to no code: it can be told. */
function readInvitation(row: Selectable<MemberInvitationsTable>): OpenInvitation {
  const { code_hash: id, name, rights, created_at: createdAt, expires_at: expiresAt } = row
  return { id, name, rights: readRights(rights), createdAt, expiresAt }
}

function readRights(text: string): readonly MemberRight[] {
  const list: unknown = JSON.parse(text)
  const rights = Array.isArray(list) ? MEMBER_RIGHTS.filter((right) => list.includes(right)) : []
  if (rights.length > 0 && Array.isArray(list) && rights.length === list.length) return rights
  throw new StoreError('STORE_CORRUPT', 'A stored member has rights that cannot be read. Delete the row.')
}
