import type { ForumAct } from '../../src/store/forum-types.ts'
import type { Store } from '../../src/store/store.ts'
import type { OpenFresh } from './stores.ts'

// What the tests of the forum's store share.

export const NOW = 1_790_000_000_000
export const HOUR_MS = 3_600_000
export const ANNA: ForumAct = { role: 'SUBSCRIBER', subjectId: '1', requestId: 'r-1', at: NOW }
export const BORIS: ForumAct = { ...ANNA, subjectId: '2' }
export const STAFF: ForumAct = { role: 'OPERATOR', subjectId: '1', requestId: 'r-2', at: NOW }
export const later = (act: ForumAct, byMs: number): ForumAct => ({ ...act, at: act.at + byMs })

export const TOPIC = { code: 'topic-1', topicId: null, title: 'A title', body: '**A** body' }
export const reply = (topicId: number, code: string) => ({ code, topicId, title: null, body: `reply ${code}` })

export async function open(openFresh: OpenFresh): Promise<Store> {
  return (await openFresh()).open()
}

/** The id of what was written. */
export async function written(verdict: ReturnType<Store['forum']['create']>): Promise<number> {
  const answer = await verdict
  if (answer.kind !== 'done') throw new Error(answer.kind)
  return Number(answer.post.id)
}

export async function find({ forum }: Store, id: number, includeHidden = false) {
  return (await forum.find({ ids: [id], includeHidden })).get(id) ?? null
}

export async function trail({ audit }: Store) {
  const rows = await audit.list({ afterId: 0, limit: 100 })
  return rows.map(({ actor, act, object, outcome }) => `${actor} ${act} ${object} ${outcome}`)
}

export const ids = (posts: readonly { readonly id: string }[]) => posts.map(({ id }) => Number(id))
export const PAGE = { topicId: null, words: [], after: null, includeHidden: false, limit: 100 }
