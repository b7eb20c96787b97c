import { createHash } from 'node:crypto'
import { FORUM_EDIT_MS, FORUM_HOURLY_LIMITS, MAX_FORUM_EDITS } from '../domain/forum.ts'
import { listForumWords } from '../domain/forum-words.ts'
import { insertEntry } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { StoreError } from './error.ts'
import { type ForumRow, readForumPost, selectForumRows } from './forum-row.ts'
import type {
  ForumAct,
  ForumChange,
  ForumChangeVerdict,
  ForumCreateVerdict,
  ForumStore,
  ForumWithdrawVerdict,
  NewForumPost,
} from './forum-types.ts'

const HOUR_MS = 3_600_000

/** What authors do. Those who write into one topic wait for each other, so that replies come in the order of their ids. */
export function createForumWriting(database: Database): Pick<ForumStore, 'create' | 'change' | 'withdraw'> {
  return {
    create: (post, act) =>
      database.transact(async (transaction) => {
        // The author first: all that count or look up what he wrote wait here.
        await database.lock(transaction, `forum author ${act.role} ${act.subjectId}`)
        await database.lock(transaction, post.topicId === null ? TOPICS_LOCK : lockOfTopic(post.topicId))
        return create(transaction, post, act)
      }),
    change: (change, act) =>
      database.transact(async (transaction) => {
        const row = await findLocked(database, transaction, change.id)
        return row ? changeText(transaction, { row, change }, act) : { kind: 'absent' }
      }),
    withdraw: (id, act) =>
      database.transact(async (transaction) => {
        const row = await findLocked(database, transaction, id)
        return row ? withdraw(transaction, row, act) : { kind: 'absent' }
      }),
  }
}

/** Who begins a topic, or pins one. */
export const TOPICS_LOCK = 'forum topics'

/** A post as it is while nobody else can change anything in its topic; also one that was deleted. */
export async function findLocked(database: Database, transaction: Queries, id: number): Promise<ForumRow | undefined> {
  const found = await findRow(transaction, id)
  if (!found) return undefined
  await database.lock(transaction, lockOfTopic(found.topic_id ?? id))
  return findRow(transaction, id)
}

/** One row more or less that everybody sees below a topic. */
export async function countReply(transaction: Queries, topicId: number, by: 1 | -1): Promise<void> {
  await transaction
    .updateTable('forum_posts')
    .set((set) => ({ reply_count: set('reply_count', '+', by) }))
    .where('id', '=', topicId)
    .execute()
}

async function writeWords(transaction: Queries, { id, title, body }: ForumRow): Promise<void> {
  const rows = listForumWords(`${title} ${body}`).map((word) => ({ word, topic_id: id }))
  if (rows.length > 0) await transaction.insertInto('forum_words').values(rows).execute()
}

/** Words are text as well: they go with it. */
export async function deleteWords(transaction: Queries, topicId: number): Promise<void> {
  await transaction.deleteFrom('forum_words').where('topic_id', '=', topicId).execute()
}

export async function noteForumAct(
  transaction: Queries,
  { row, act, outcome }: { row: Pick<ForumRow, 'id' | 'topic_id'>; act: string; outcome: string },
  { role, subjectId, requestId, at }: ForumAct,
): Promise<void> {
  const object = `${row.topic_id === null ? 'forum-topic' : 'forum-reply'}:${row.id}`
  await insertEntry(transaction, { at, actor: `${role}:${subjectId}`, act: `forum.${act}`, object, outcome, requestId })
}

function findRow(transaction: Queries, id: number): Promise<ForumRow | undefined> {
  return selectForumRows(transaction).where('post.id', '=', id).executeTakeFirst()
}

/** A known key comes first: whatever has changed since, a repetition hears what became of the first. */
async function create(transaction: Queries, post: NewForumPost, act: ForumAct): Promise<ForumCreateVerdict> {
  const authorId = await findAuthor(transaction, act)
  const createdFrom = fingerprintOf(post)
  const known = authorId === null ? undefined : await findByCode(transaction, authorId, post.code)
  if (known) {
    if (known.created_from !== createdFrom) return { kind: 'key_conflict' }
    return (await isSeen(transaction, known)) ? { kind: 'done', post: readForumPost(known) } : { kind: 'absent' }
  }
  if (post.topicId !== null) {
    const topic = await findRow(transaction, post.topicId)
    if (!topic || topic.topic_id !== null || topic.state !== 'SHOWN') return { kind: 'absent' }
    if (topic.locked === 1) return { kind: 'locked' }
  }
  const retryAfterMs = authorId === null ? null : await findWait(transaction, { authorId, post }, act)
  if (retryAfterMs !== null) return { kind: 'too_many_posts', retryAfterMs }
  const row = await insert(
    transaction,
    { post, createdFrom, authorId: authorId ?? (await addAuthor(transaction, act)) },
    act,
  )
  if (row.topic_id === null) await writeWords(transaction, row)
  else await countReply(transaction, row.topic_id, 1)
  await noteForumAct(transaction, { row, act: 'create', outcome: 'created' }, act)
  return { kind: 'done', post: readForumPost(row) }
}

interface Changing {
  readonly row: ForumRow
  readonly change: ForumChange
}

async function changeText(
  transaction: Queries,
  { row, change: { title, body, expectedVersion } }: Changing,
  act: ForumAct,
): Promise<ForumChangeVerdict> {
  if ((row.title === null) !== (title === null) || !(await isSeen(transaction, row))) return { kind: 'absent' }
  if (!isAuthor(row, act)) return { kind: 'not_yours' }
  const isSame = row.title === title && row.body === body
  if (row.version === expectedVersion + 1 && isSame) return { kind: 'done', post: readForumPost(row) }
  if (row.version !== expectedVersion) return { kind: 'version_conflict', post: readForumPost(row) }
  if (act.at >= row.created_at + FORUM_EDIT_MS) return { kind: 'too_late' }
  const topic = row.topic_id === null ? row : await findRow(transaction, row.topic_id)
  if (topic?.locked === 1) return { kind: 'locked' }
  if (row.version > MAX_FORUM_EDITS) return { kind: 'too_many_edits' }
  const text = { title, body, version: row.version + 1, edited_at: act.at }
  await transaction.updateTable('forum_posts').set(text).where('id', '=', row.id).execute()
  if (row.topic_id === null) {
    await deleteWords(transaction, row.id)
    await writeWords(transaction, { ...row, ...text })
  }
  await noteForumAct(transaction, { row, act: 'change', outcome: 'changed' }, act)
  return { kind: 'done', post: readForumPost({ ...row, ...text }) }
}

async function withdraw(transaction: Queries, row: ForumRow, act: ForumAct): Promise<ForumWithdrawVerdict> {
  if (row.state === 'WITHDRAWN' && isAuthor(row, act)) return { kind: 'withdrawn' }
  if (!(await isSeen(transaction, row))) return { kind: 'absent' }
  if (!isAuthor(row, act)) return { kind: 'not_yours' }
  if (act.at >= row.created_at + FORUM_EDIT_MS) return { kind: 'too_late' }
  if (row.reply_count > 0) return { kind: 'answered' }
  await transaction.updateTable('forum_posts').set({ state: 'WITHDRAWN', pinned: 0 }).where('id', '=', row.id).execute()
  if (row.topic_id !== null) await countReply(transaction, row.topic_id, -1)
  await noteForumAct(transaction, { row, act: 'withdraw', outcome: 'withdrawn' }, act)
  return { kind: 'withdrawn' }
}

/** Whether everybody sees it. */
async function isSeen(transaction: Queries, { state, topic_id: topicId }: ForumRow): Promise<boolean> {
  if (state !== 'SHOWN' || topicId === null) return state === 'SHOWN'
  return (await findRow(transaction, topicId))?.state === 'SHOWN'
}

function isAuthor(row: ForumRow, { role, subjectId }: ForumAct): boolean {
  return row.role === role && row.subject_id === subjectId
}

/** How long the author has to wait for the next post of its kind; null when he need not. What is gone counts as well. */
async function findWait(
  transaction: Queries,
  { authorId, post }: { authorId: number; post: NewForumPost },
  { role, at }: ForumAct,
): Promise<number | null> {
  const { topics, replies } = FORUM_HOURLY_LIMITS[role === 'OPERATOR' ? 'staff' : 'author']
  const max = post.topicId === null ? topics : replies
  const oldestThatCounts = await transaction
    .selectFrom('forum_posts')
    .select('created_at')
    .where('author_id', '=', authorId)
    .where('created_at', '>', at - HOUR_MS)
    .where('topic_id', post.topicId === null ? 'is' : 'is not', null)
    .orderBy('created_at', 'desc')
    .offset(max - 1)
    .limit(1)
    .executeTakeFirst()
  return oldestThatCounts ? oldestThatCounts.created_at + HOUR_MS - at : null
}

async function findAuthor(transaction: Queries, { role, subjectId }: ForumAct): Promise<number | null> {
  const author = await transaction
    .selectFrom('forum_authors')
    .select('id')
    .where('role', '=', role)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst()
  return author?.id ?? null
}

async function addAuthor(transaction: Queries, { role, subjectId }: ForumAct): Promise<number> {
  const row = { role, subject_id: subjectId }
  const author = await transaction.insertInto('forum_authors').values(row).returning('id').executeTakeFirst()
  if (!author) throw silent()
  return author.id
}

function findByCode(transaction: Queries, authorId: number, code: string): Promise<ForumRow | undefined> {
  return selectForumRows(transaction)
    .where('post.author_id', '=', authorId)
    .where('post.code', '=', code)
    .executeTakeFirst()
}

async function insert(
  transaction: Queries,
  { post, createdFrom, authorId }: { post: NewForumPost; createdFrom: string; authorId: number },
  { role, subjectId, at }: ForumAct,
): Promise<ForumRow> {
  const row = await transaction
    .insertInto('forum_posts')
    .values({
      topic_id: post.topicId,
      author_id: authorId,
      code: post.code,
      created_from: createdFrom,
      title: post.title,
      body: post.body,
      state: 'SHOWN',
      reason: null,
      version: 1,
      created_at: at,
      edited_at: null,
      pinned: 0,
      locked: 0,
      reply_count: 0,
    })
    .returningAll()
    .executeTakeFirst()
  if (!row) throw silent()
  return { ...row, role, subject_id: subjectId }
}

function fingerprintOf({ topicId, title, body }: NewForumPost): string {
  return createHash('sha256')
    .update(JSON.stringify([topicId, title, body]))
    .digest('hex')
}

function lockOfTopic(id: number): string {
  return `forum topic ${id}`
}

function silent(): StoreError {
  return new StoreError('STORE_FAILED', 'The database wrote a post and does not say what. Look at its log.')
}
