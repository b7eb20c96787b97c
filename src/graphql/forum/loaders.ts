import DataLoader from 'dataloader'
import type { ForumPostKey, ForumReplyPageKey, ForumTopicPageKey } from '../../billing/forum-port.ts'
import type { ContentPage } from '../../domain/content.ts'
import type { ForumPost, ForumReply, ForumTopic } from '../../domain/forum.ts'
import type { Reading } from '../reading.ts'

/** The loaders of the forum: everybody's, but for what is hidden. Whether the reader may see that is judged before. */
export interface ForumLoaders {
  /** Null after a position that cannot be. */
  listTopics(key: ForumTopicPageKey): Promise<ContentPage<ForumTopic> | null>
  listReplies(key: ForumReplyPageKey): Promise<ContentPage<ForumReply> | null>
  findPost(key: ForumPostKey): Promise<ForumPost | null>
}

export function createForumLoaders({ call, content: { forum } }: Reading): ForumLoaders {
  const topics = loaderOf((keys: readonly ForumTopicPageKey[]) => forum.listTopics(keys, call))
  const replies = loaderOf((keys: readonly ForumReplyPageKey[]) => forum.listReplies(keys, call))
  const posts = loaderOf((keys: readonly ForumPostKey[]) => forum.findPosts(keys, call))
  return {
    listTopics: (key) => topics.load(key),
    listReplies: (key) => replies.load(key),
    findPost: (key) => posts.load(key),
  }
}

/** Keys of one loader have the same fields in the same order. */
function loaderOf<Key extends object, Value>(
  fetch: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): DataLoader<Key, Value | null, string> {
  return new DataLoader<Key, Value | null, string>(
    async (keys) => {
      const found = await fetch(keys)
      return keys.map((key) => found.get(key) ?? null)
    },
    { cacheKeyFn: (key) => JSON.stringify(Object.values(key)) },
  )
}
