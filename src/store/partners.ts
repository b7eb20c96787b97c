import { canMakeTheSame } from '../domain/reference-template.ts'
import { TRANSFER_TEMPLATES } from '../domain/transfer.ts'
import { insertEntry } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { createNonceStore } from './partner-nonces.ts'
import { readRecord, writeLimits, writePartner } from './partner-row.ts'
import { rotateSecret } from './partner-secrets.ts'
import { createPartnerSessionStore } from './partner-sessions.ts'
import { writeTerminal } from './partner-terminal.ts'
import { type CreatePartnerVerdict, MAX_PARTNERS, type PartnerChange, type PartnerStore } from './partner-types.ts'

export function createPartnerStore(database: Database): PartnerStore {
  return {
    create: (opening, call) =>
      database.transact(async (transaction) => {
        // One at a time: two templates that fit all others may not fit each other.
        await database.lock(transaction, 'partners')
        return create(transaction, opening)
      }, call),
    find: (id, call) =>
      database.run(async (queries) => {
        const row = await queries.selectFrom('partners').selectAll().where('id', '=', id).executeTakeFirst()
        // Asked also when there is no partner: whether there is one must not show in what was done.
        const secrets = await selectSecrets(queries).where('partner_id', '=', id).execute()
        return row ? readRecord(row, secrets) : null
      }, call),
    list: () =>
      database.run(async (queries) => {
        const rows = await queries.selectFrom('partners').selectAll().orderBy('id').limit(MAX_PARTNERS).execute()
        const secrets = await selectSecrets(queries).execute()
        return rows.map((row) =>
          readRecord(
            row,
            secrets.filter(({ partner_id: owner }) => owner === row.id),
          ),
        )
      }),
    change: ({ id, change, audit }) =>
      database.transact(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('partners')
          .set({ ...writeChange(change), updated_at: audit.at })
          .where('id', '=', id)
          .executeTakeFirst()
        if (numUpdatedRows === 1n) await insertEntry(transaction, audit)
        return numUpdatedRows === 1n
      }),
    setState: (edit) =>
      database.transact(async (transaction) => {
        await database.lock(transaction, lockOf(edit.id))
        return setState(transaction, edit)
      }),
    rotate: (edit) =>
      database.transact(async (transaction) => {
        await database.lock(transaction, lockOf(edit.id))
        return rotateSecret(transaction, edit)
      }),
    ...createPartnerSessionStore(database, lockOf),
    ...createNonceStore(database),
  }
}

/** Whoever changes a partner and whoever opens a session for it take turns. */
function lockOf(id: string): string {
  return `partner ${id}`
}

function selectSecrets(queries: Queries) {
  return queries.selectFrom('partner_secrets').selectAll().orderBy('id')
}

async function create(
  transaction: Queries,
  { partner, salt, secrets, audit }: Parameters<PartnerStore['create']>[0],
): Promise<CreatePartnerVerdict> {
  const others = await transaction.selectFrom('partners').select(['id', 'reference_template']).orderBy('id').execute()
  if (others.some(({ id }) => id === partner.id)) return { kind: 'exists' }
  if (others.length >= MAX_PARTNERS) return { kind: 'too_many_partners' }
  const rival = others.find((other) => canMakeTheSame(partner.referenceTemplate, other.reference_template))
  if (rival) return { kind: 'ambiguous_template', partnerId: rival.id }
  const reserved = Object.values(TRANSFER_TEMPLATES)
  if (reserved.some((template) => canMakeTheSame(partner.referenceTemplate, template)))
    return { kind: 'reserved_template' }
  await transaction
    .insertInto('partners')
    .values({ ...writePartner(partner), salt })
    .execute()
  for (const { purpose, material } of secrets) {
    await transaction
      .insertInto('partner_secrets')
      .values({ partner_id: partner.id, purpose, material, created_at: partner.createdAt, expires_at: null })
      .execute()
  }
  await insertEntry(transaction, audit)
  return { kind: 'created' }
}

function writeChange({ name, networks, limits, terminal }: PartnerChange) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(networks === undefined ? {} : { networks: JSON.stringify(networks) }),
    ...(limits === undefined ? {} : writeLimits(limits)),
    ...(terminal === undefined ? {} : { terminal: writeTerminal(terminal) }),
  }
}

async function setState(
  transaction: Queries,
  { id, state, audit }: Parameters<PartnerStore['setState']>[0],
): Promise<'changed' | 'unchanged' | 'absent'> {
  const known = await transaction.selectFrom('partners').select('state').where('id', '=', id).executeTakeFirst()
  if (!known) return 'absent'
  if (known.state === state) return 'unchanged'
  await transaction.updateTable('partners').set({ state, updated_at: audit.at }).where('id', '=', id).execute()
  if (state === 'BLOCKED') {
    await transaction
      .updateTable('sessions')
      .set({ revoked_at: audit.at })
      .where('role', '=', 'PARTNER')
      .where('subject_id', '=', id)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', audit.at)
      .execute()
  }
  await insertEntry(transaction, audit)
  return 'changed'
}
