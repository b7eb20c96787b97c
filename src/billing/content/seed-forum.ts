import type { ForumAct, ForumStore } from '../../store/forum-types.ts'

/** When all of it was written: the same at every start. */
const WRITTEN_AT = Date.parse('2026-02-03T19:20:00+03:00')
const MINUTE_MS = 60_000

/** Nobody who could sign in: invented people have ids of their own. */
const ASKER = { role: 'SUBSCRIBER', subjectId: 'seed-1' } as const
const NEIGHBOUR = { role: 'SUBSCRIBER', subjectId: 'seed-2' } as const
const STAFF = { role: 'OPERATOR', subjectId: 'seed-3' } as const

type Author = typeof ASKER | typeof NEIGHBOUR | typeof STAFF

interface Talk {
  readonly author: Author
  readonly title: string
  readonly body: string
  readonly replies: readonly { readonly author: Author; readonly body: string }[]
}

const TALKS: readonly Talk[] = [
  {
    author: STAFF,
    title: 'Правила форума',
    body: 'Пишите о связи и помогайте соседям. **Не публикуйте** номера договоров, телефоны и адреса: их увидят все.',
    replies: [],
  },
  {
    author: ASKER,
    title: 'Какой роутер выбрать для гигабита?',
    body: 'Подключаю тариф на *1 Гбит/с*. Старый роутер отдаёт по Wi-Fi не больше 90 Мбит/с. Что посоветуете?',
    replies: [
      { author: NEIGHBOUR, body: 'Смотрите, чтобы было:\n\n- гигабитные порты\n- Wi-Fi 6\n- диапазон 5 ГГц' },
      { author: STAFF, body: 'Скорость лучше измерять по кабелю: по Wi-Fi она зависит от стен и соседей.' },
    ],
  },
]

/**
 * Invented talk for developers; never for production. Each post has a key, so that it is written once: what was moderated
 * since stays so.
 */
export async function seedForum(store: ForumStore): Promise<void> {
  for (const [index, { author, title, body, replies }] of TALKS.entries()) {
    const code = `seed-forum-${index + 1}`
    const topic = await store.create({ code, topicId: null, title, body }, actOf(author, index))
    if (topic.kind !== 'done') continue
    for (const [place, reply] of replies.entries()) {
      const post = { code: `${code}-${place + 1}`, topicId: Number(topic.post.id), title: null, body: reply.body }
      await store.create(post, actOf(reply.author, index + place + 1))
    }
  }
}

function actOf(author: Author, minutes: number): ForumAct {
  return { ...author, requestId: 'seed', at: WRITTEN_AT + minutes * MINUTE_MS }
}
