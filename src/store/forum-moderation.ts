import { MAX_PINNED_TOPICS } from '../domain/forum.ts'
import type { Database, Queries } from './database.ts'
import { type ForumRow, readForumPost } from './forum-row.ts'
import type { ForumAct, ForumModerateVerdict, ForumStore } from './forum-types.ts'
import { countReply, deleteWords, findLocked, noteForumAct, TOPICS_LOCK } from './forum-writing.ts'

type Moderation = Parameters<ForumStore['moderate']>[0]

/** What the staff does: each act that changes something is one row of the trail, with its reason. */
export function createForumModeration(database: Database): Pick<ForumStore, 'moderate'> {
  return {
    moderate: (moderation, act) =>
      database.transact(async (transaction) => {
        if (moderation.action === 'PIN') await database.lock(transaction, TOPICS_LOCK)
        const row = await findLocked(database, transaction, moderation.id)
        return row ? moderate(transaction, { row, moderation }, act) : { kind: 'absent' }
      }),
  }
}

interface Moderating {
  readonly row: ForumRow
  readonly moderation: Moderation
}

async function moderate(
  transaction: Queries,
  { row, moderation }: Moderating,
  act: ForumAct,
): Promise<ForumModerateVerdict> {
  const { action, reason } = moderation
  if (action === 'DELETE') return remove(transaction, { row, moderation }, act)
  if (row.state === 'DELETED' || row.state === 'WITHDRAWN') return { kind: 'absent' }
  const isOfTopics = action !== 'HIDE' && action !== 'RESTORE'
  if (isOfTopics && row.topic_id !== null) return { kind: 'not_a_topic' }
  const wanted = { ...row, ...effectOf(action), reason }
  if (wanted.state === row.state && wanted.locked === row.locked && wanted.pinned === row.pinned) {
    return { kind: 'done', post: readForumPost(row) }
  }
  if (action === 'PIN' && (await countPinned(transaction)) >= MAX_PINNED_TOPICS) return { kind: 'too_many_pinned' }
  const { state, locked, pinned } = wanted
  await transaction.updateTable('forum_posts').set({ state, locked, pinned, reason }).where('id', '=', row.id).execute()
  if (state !== row.state && row.topic_id !== null) {
    await countReply(transaction, row.topic_id, state === 'SHOWN' ? 1 : -1)
  }
  await noteForumAct(transaction, { row, act: action.toLowerCase(), outcome: reason }, act)
  return { kind: 'done', post: readForumPost(wanted) }
}

function effectOf(
  action: Exclude<Moderation['action'], 'DELETE'>,
): Partial<Pick<ForumRow, 'state' | 'locked' | 'pinned'>> {
  switch (action) {
    case 'HIDE':
      return { state: 'HIDDEN' }
    case 'RESTORE':
      return { state: 'SHOWN' }
    case 'LOCK':
      return { locked: 1 }
    case 'UNLOCK':
      return { locked: 0 }
    case 'PIN':
      return { pinned: 1 }
    case 'UNPIN':
      return { pinned: 0 }
  }
}

/** The texts are gone for good. What is left of the row keeps its key used up. */
async function remove(
  transaction: Queries,
  { row, moderation: { reason } }: Moderating,
  act: ForumAct,
): Promise<ForumModerateVerdict> {
  if (row.state === 'DELETED') return { kind: 'deleted' }
  await transaction
    .updateTable('forum_posts')
    .set({ state: 'DELETED', body: '', reason, pinned: 0 })
    .where((is) => is.or([is('id', '=', row.id), is('topic_id', '=', row.id)]))
    .execute()
  if (row.topic_id === null) {
    await transaction.updateTable('forum_posts').set({ title: '' }).where('id', '=', row.id).execute()
    await deleteWords(transaction, row.id)
  } else if (row.state === 'SHOWN') {
    await countReply(transaction, row.topic_id, -1)
  }
  await noteForumAct(transaction, { row, act: 'delete', outcome: reason }, act)
  return { kind: 'deleted' }
}

async function countPinned(transaction: Queries): Promise<number> {
  const { count } = await transaction
    .selectFrom('forum_posts')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('topic_id', 'is', null)
    .where('pinned', '=', 1)
    .where('state', '!=', 'DELETED')
    .executeTakeFirstOrThrow()
  return count
}
