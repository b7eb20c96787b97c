import type { ContentPage } from '../../domain/content.ts'
import type { ForumPost, ForumReply, ForumTopic } from '../../domain/forum.ts'
import type { ForumFilter, ForumStore } from '../../store/forum-types.ts'
import type { ForumBilling, ForumPageKey, ForumPostKey, ForumReplyPageKey, ForumTopicPageKey } from '../forum-port.ts'
import { createForumWriting } from './forum-writing.ts'
import { readRowId } from './kind.ts'

export interface ForumOptions {
  readonly store: ForumStore
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** The forum over the own store. */
export function createForum(options: ForumOptions): ForumBilling {
  const { store } = options

  async function readPage<Post extends ForumPost>(
    key: ForumPageKey,
    {
      topicId,
      words,
      pick,
    }: {
      topicId: number | null
      words: readonly string[]
      pick: (posts: readonly ForumPost[]) => readonly Post[]
    },
    signal: AbortSignal,
  ): Promise<ContentPage<Post> | null> {
    const after = key.after === null ? null : readPosition(key.after)
    if (key.after !== null && after === null) return null
    const filter: ForumFilter = { topicId, words, after, includeHidden: key.includeHidden, limit: key.first + 1 }
    const posts = pick(await store.list(filter, { signal }))
    const entries = posts.slice(0, key.first).map((item) => ({ position: writePosition(item), item }))
    return { entries, hasMore: posts.length > key.first }
  }

  return {
    listTopics: (keys, { signal }) =>
      pagesOf(keys, (key: ForumTopicPageKey) =>
        readPage(key, { topicId: null, words: key.words, pick: pickTopics }, signal),
      ),
    listReplies: (keys, { signal }) =>
      pagesOf(keys, async (key: ForumReplyPageKey) => {
        const topicId = readRowId(key.topicId)
        return topicId === null ? null : readPage(key, { topicId, words: [], pick: pickReplies }, signal)
      }),
    async findPosts(keys, { signal }) {
      const findAll = (includeHidden: boolean) => {
        const ids = keys.filter((key) => key.includeHidden === includeHidden).map(({ id }) => readRowId(id))
        return store.find({ ids: ids.filter((id) => id !== null), includeHidden }, { signal })
      }
      const [shown, all] = await Promise.all([findAll(false), findAll(true)])
      const found = new Map<ForumPostKey, ForumPost>()
      for (const key of keys) {
        const post = (key.includeHidden ? all : shown).get(readRowId(key.id) ?? 0)
        if (post !== undefined) found.set(key, post)
      }
      return found
    },
    writing: createForumWriting(options),
  }
}

/** One after the other: whoever asks for the replies to a hundred topics at once holds one connection, not all. */
async function pagesOf<Key, Page>(
  keys: readonly Key[],
  read: (key: Key) => Promise<Page | null>,
): Promise<ReadonlyMap<Key, Page>> {
  const pages = new Map<Key, Page>()
  for (const key of keys) {
    const page = await read(key)
    if (page !== null) pages.set(key, page)
  }
  return pages
}

function pickTopics(posts: readonly ForumPost[]): readonly ForumTopic[] {
  return posts.filter((post) => post.noun === 'forum-topic')
}

function pickReplies(posts: readonly ForumPost[]): readonly ForumReply[] {
  return posts.filter((post) => post.noun === 'forum-reply')
}

const POSITION = /^(?<pinned>[01])\.(?<id>[1-9]\d{0,14})$/

function writePosition(post: ForumPost): string {
  return `${post.noun === 'forum-topic' && post.isPinned ? 1 : 0}.${post.id}`
}

function readPosition(text: string): ForumFilter['after'] {
  const groups = POSITION.exec(text)?.groups
  return groups ? { isPinned: groups['pinned'] === '1', id: Number(groups['id']) } : null
}
