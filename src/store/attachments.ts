import type { Selectable } from 'kysely'
import { type Attachment, type AttachmentState, MEDIA_TYPES, type MediaType } from '../domain/attachment.ts'
import type { AttachmentStore, Binding } from './attachment-types.ts'
import type { Database, Queries } from './database.ts'
import { StoreError } from './error.ts'
import type { AttachmentsTable } from './tables.ts'

export function createAttachmentStore(database: Database): AttachmentStore {
  return {
    insert: async (attachment, call) => {
      await database.run((queries) => queries.insertInto('attachments').values(writeRow(attachment)).execute(), call)
    },
    find: async (id, call) => {
      const row = await database.run(
        (queries) => queries.selectFrom('attachments').selectAll().where('id', '=', id).executeTakeFirst(),
        call,
      )
      return row ? readRow(row) : null
    },
    store: async ({ id, mediaType, file }, call) => {
      const stored = await database.run(
        (queries) =>
          queries
            .updateTable('attachments')
            .set({ state: 'STORED', media_type: mediaType, file })
            .where('id', '=', id)
            .where('state', '=', 'AWAITING')
            .returning('id')
            .executeTakeFirst(),
        call,
      )
      return stored !== undefined
    },
    attach: (binding, call) => database.transact((transaction) => attach(database, transaction, binding), call),
    release: async (reference) => {
      await database.run((queries) =>
        queries
          .updateTable('attachments')
          .set({ state: 'STORED', reference: null })
          .where('reference', '=', reference)
          .where('state', '=', 'ATTACHED')
          .execute(),
      )
    },
    listOfMessages: async (references, call) => {
      if (references.length === 0) return new Map()
      const rows = await database.run(
        (queries) =>
          queries
            .selectFrom('attachments')
            .selectAll()
            .where('reference', 'in', references)
            .where('state', '=', 'ATTACHED')
            .orderBy('created_at')
            .orderBy('id')
            .execute(),
        call,
      )
      return Map.groupBy(rows.map(readRow), ({ reference }) => reference ?? '')
    },
    discard: (before, limit) => database.transact((transaction) => discard(transaction, before, limit)),
    listFiles: async (ids) => {
      if (ids.length === 0) return new Map()
      const rows = await database.run((queries) =>
        queries.selectFrom('attachments').select(['id', 'file']).where('id', 'in', ids).execute(),
      )
      return new Map(rows.map(({ id, file }) => [id, file]))
    },
    delete: async (id) => {
      await database.run((queries) =>
        queries.deleteFrom('attachments').where('id', '=', id).where('state', '=', 'DELETING').execute(),
      )
    },
  }
}

async function attach(database: Database, transaction: Queries, binding: Binding): Promise<boolean> {
  const { ids, accountId, ticketId, actor, reference, notBefore } = binding
  await database.lock(transaction, `attachments ${accountId}`)
  const rows = await transaction.selectFrom('attachments').selectAll().where('id', 'in', ids).execute()
  const isFree = (row: Selectable<AttachmentsTable>) =>
    row.account_id === accountId &&
    row.ticket_id === ticketId &&
    row.actor === actor &&
    ((row.state === 'STORED' && row.created_at >= notBefore) ||
      (row.state === 'ATTACHED' && row.reference === reference))
  if (rows.length !== ids.length || !rows.every(isFree)) return false
  const taken = await transaction
    .updateTable('attachments')
    .set({ state: 'ATTACHED', reference })
    .where('id', 'in', ids)
    .where('state', 'in', ['STORED', 'ATTACHED'])
    .returning('id')
    .execute()
  // Only what discards files does not wait for the lock.
  if (taken.length !== ids.length) throw new StoreError('STORE_FAILED', 'A file was discarded while it was attached.')
  return true
}

/** What nobody can be using any more: an order for the message would have been kept within the day. */
async function discard(transaction: Queries, before: number, limit: number): Promise<readonly Attachment[]> {
  const stale = await transaction
    .selectFrom('attachments')
    .select('attachments.id')
    .where((is) =>
      is.or([
        is('state', '=', 'DELETING'),
        is.and([is('state', 'in', ['AWAITING', 'STORED']), is('created_at', '<', before)]),
        is.and([
          is('state', '=', 'ATTACHED'),
          is('created_at', '<', before),
          is.not(
            is.exists(
              is
                .selectFrom('intents')
                .select('intents.id')
                .where('intents.kind', '=', 'TICKET_MESSAGE')
                .whereRef('intents.reference', '=', 'attachments.reference')
                .where('intents.state', '<>', 'REJECTED'),
            ),
          ),
        ]),
      ]),
    )
    .orderBy('created_at')
    .limit(limit)
    .execute()
  if (stale.length === 0) return []
  const ids = stale.map(({ id }) => id)
  const rows = await transaction
    .updateTable('attachments')
    .set({ state: 'DELETING', reference: null })
    .where('id', 'in', ids)
    .returningAll()
    .execute()
  return rows.map(readRow)
}

function writeRow(attachment: Attachment): Selectable<AttachmentsTable> {
  return {
    id: attachment.id,
    account_id: attachment.accountId,
    ticket_id: attachment.ticketId,
    actor: attachment.actor,
    file_name: attachment.fileName,
    size_bytes: attachment.sizeBytes,
    state: attachment.state,
    media_type: attachment.mediaType,
    file: attachment.file,
    reference: attachment.reference,
    created_at: attachment.createdAt,
  }
}

function readRow(row: Selectable<AttachmentsTable>): Attachment {
  return {
    id: row.id,
    accountId: row.account_id,
    ticketId: row.ticket_id,
    actor: row.actor,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    state: readState(row.state),
    mediaType: row.media_type === null ? null : readMediaType(row.media_type),
    file: row.file,
    reference: row.reference,
    createdAt: row.created_at,
  }
}

const STATES: readonly AttachmentState[] = ['AWAITING', 'STORED', 'ATTACHED', 'DELETING']

function readState(text: string): AttachmentState {
  return STATES.find((state) => state === text) ?? corrupt('state')
}

function readMediaType(text: string): MediaType {
  return MEDIA_TYPES.find((type) => type === text) ?? corrupt('media type')
}

function corrupt(what: string): never {
  throw new StoreError(
    'STORE_CORRUPT',
    `A stored attachment has an unreadable ${what}. A newer program may have written it.`,
  )
}
