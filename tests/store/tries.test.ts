import { expect, test } from 'vitest'
import { describeStores } from '../support/stores.ts'

const NOW = 1_790_000_000_000
const HOUR_MS = 3_600_000

function attempt(subject: string, now = NOW) {
  return { subject, now, windowMs: HOUR_MS, max: 3, audit: null }
}

describeStores((openFresh) => {
  test('tries are counted per subject in a sliding window', async () => {
    const { tries } = await (await openFresh()).open()
    expect(await tries.record(attempt('a'))).toEqual({ count: 1, oldestAt: NOW })
    expect(await tries.record(attempt('a', NOW + 10))).toEqual({ count: 2, oldestAt: NOW })
    expect(await tries.record(attempt('b', NOW + 10))).toEqual({ count: 1, oldestAt: NOW + 10 })
    expect(await tries.record(attempt('a', NOW + HOUR_MS - 1))).toEqual({ count: 3, oldestAt: NOW })
    expect(await tries.record(attempt('a', NOW + HOUR_MS))).toEqual({ count: 3, oldestAt: NOW + 10 })
  })

  test('tries beyond the limit are answered and not kept, so the subject is free when the oldest leaves', async () => {
    const database = await openFresh()
    const { tries } = await database.open()
    for (let turn = 0; turn < 3; turn += 1) await tries.record(attempt('a', NOW + turn))
    for (let turn = 0; turn < 50; turn += 1) {
      expect(await tries.record(attempt('a', NOW + 100 + turn))).toEqual({ count: 4, oldestAt: NOW })
    }
    // Not even that there were too many: nobody wants it audited.
    expect(await database.query('select tried_at from tries')).toHaveLength(3)
    expect(await tries.record(attempt('a', NOW + HOUR_MS))).toMatchObject({ count: 3 })
  })

  test('only the first try beyond the limit is audited, once per window', async () => {
    const { tries, audit } = await (await openFresh()).open()
    const entry = { at: NOW, actor: 'anonymous', act: 'sign-in', object: 'a', outcome: 'limited', requestId: 'r' }
    const counts: number[] = []
    const tryAt = async (at: number) => {
      const { count } = await tries.record({ ...attempt('a', at), audit: { ...entry, at } })
      counts.push(count)
    }
    for (let turn = 0; turn < 3; turn += 1) await tryAt(NOW + turn)
    await tries.record({ ...attempt('a', NOW + 3), audit: null })
    for (let turn = 3; turn < 20; turn += 1) await tryAt(NOW + turn)
    expect((await audit.list({ afterId: 0, limit: 99 })).map(({ at }) => at)).toEqual([NOW + 3])
    for (let turn = 0; turn < 20; turn += 1) await tryAt(NOW + HOUR_MS + 1_000 + turn)
    expect((await audit.list({ afterId: 0, limit: 99 })).map(({ at }) => at)).toEqual([NOW + 3, NOW + HOUR_MS + 1_003])
    expect(counts).toEqual([1, 2, 3, ...Array(17).fill(4), 1, 2, 3, ...Array(17).fill(4)])
  })

  test('one try of a subject can be taken back, and all of another in the same act', async () => {
    const { tries } = await (await openFresh()).open()
    for (const at of [NOW, NOW, NOW + 1]) await tries.record(attempt('network', at))
    for (const at of [NOW, NOW + 1]) await tries.record(attempt('login', at))
    await tries.forget([{ subject: 'network', triedAt: NOW }, { subject: 'login' }])
    expect(await tries.record(attempt('network', NOW + 2))).toEqual({ count: 3, oldestAt: NOW })
    expect(await tries.record(attempt('login', NOW + 2))).toEqual({ count: 1, oldestAt: NOW + 2 })
  })

  test('the tries under one spelling of a name can be taken back, and those under others still count', async () => {
    const { tries } = await (await openFresh()).open()
    const as = (spelling: string, at: number) => tries.record({ ...attempt('name', at), max: 9, spelling })
    for (const at of [NOW, NOW + 1]) await as('anna', at)
    await as('Anna', NOW)
    await tries.forget([{ subject: 'name', spelling: 'Anna', triedAt: NOW }])
    expect(await as('Anna', NOW + 2)).toEqual({ count: 3, oldestAt: NOW })
    await tries.forget([{ subject: 'name', spelling: 'anna' }])
    expect(await as('anna', NOW + 3)).toEqual({ count: 2, oldestAt: NOW + 2 })
    await tries.forget([{ subject: 'name' }])
    expect(await as('anna', NOW + 4)).toEqual({ count: 1, oldestAt: NOW + 4 })
  })

  test('tries that are made and taken back at once leave nothing, whatever the order of their subjects', async () => {
    const database = await openFresh()
    const stores = [await database.open(), await database.open()]
    const turns = Array.from({ length: 10 }, (_, turn) => turn)
    await Promise.all(
      turns.flatMap((turn) =>
        stores.map(async ({ tries }, index) => {
          const at = NOW + 2 * turn + index
          const [one, other] = index === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const)
          for (const subject of [one, other]) await tries.record({ ...attempt(subject, at), max: 99 })
          await tries.forget([
            { subject: one, triedAt: at },
            { subject: other, triedAt: at },
          ])
        }),
      ),
    )
    expect(await database.query('select subject from tries')).toEqual([])
  })

  test('tries at once over two connections are counted one by one', async () => {
    const database = await openFresh()
    const [first, second] = [await database.open(), await database.open()]
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, turn) =>
        (turn % 2 === 0 ? first : second).tries.record({ ...attempt('a'), max: 12 }),
      ),
    )
    const counts = answers.map(({ count }) => count).toSorted((left, right) => left - right)
    expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 13, 13, 13, 13, 13, 13, 13])
  })

  test('tries survive a restart and can be forgotten', async () => {
    const database = await openFresh()
    const first = await database.open()
    await first.tries.record(attempt('a'))
    await first.tries.record(attempt('b'))
    await first.close()
    const { tries } = await database.open()
    expect(await tries.record(attempt('a'))).toMatchObject({ count: 2 })
    await tries.forget([{ subject: 'a' }])
    expect(await tries.record(attempt('a'))).toMatchObject({ count: 1 })
    expect(await tries.record(attempt('b'))).toMatchObject({ count: 2 })
  })

  test('old tries are deleted, more than one batch of them', async () => {
    const database = await openFresh()
    const { tries } = await database.open()
    await database.query(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 2500)
       insert into tries (subject, tried_at, is_notice) select 'old', i, 0 from n`,
    )
    await tries.record(attempt('a'))
    expect(await tries.deleteBefore(NOW)).toBe(2500)
    expect(await database.query('select subject from tries')).toEqual([{ subject: 'a' }])
  })
})
