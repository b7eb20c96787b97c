import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { describeStores } from '../support/stores.ts'

const RUN = { name: 'reconciliation', day: '2026-11-27', leaseMs: 60_000 }

describeStores((openFresh) => {
  test('of many processes that want the work of a day exactly one gets it', async () => {
    const database = await openFresh()
    const stores = await Promise.all(Array.from({ length: 4 }, () => database.open()))
    const claims = await Promise.all(stores.map(({ dailyRuns }) => dailyRuns.claim(RUN)))
    expect(claims.filter((claim) => claim !== null)).toEqual([{ name: RUN.name, day: RUN.day, claim: 1 }])
  })

  test('what is done is not done again, and everybody can read what came of it', async () => {
    const database = await openFresh()
    const { dailyRuns } = await database.open()
    expect(await dailyRuns.findLast(RUN.name)).toBeNull()
    const startedAt = Date.now()
    const claim = await dailyRuns.claim(RUN)
    expect(claim && (await dailyRuns.finish(claim, '{"a":1}'))).toBe(true)
    expect(await dailyRuns.claim({ ...RUN, leaseMs: 0 })).toBeNull()
    const last = await (await database.open()).dailyRuns.findLast(RUN.name)
    expect(last).toMatchObject({ day: RUN.day, result: '{"a":1}' })
    expect(Math.abs((last?.finishedAt ?? 0) - startedAt)).toBeLessThan(60_000)
    const next = await dailyRuns.claim({ ...RUN, day: '2026-11-28' })
    expect(next).not.toBeNull()
    expect((await dailyRuns.findLast(RUN.name))?.day).toBe('2026-11-27')
    expect(await dailyRuns.findLast('other')).toBeNull()
  })

  test('the work of a process that died is taken up when its lease ends, and its own end does not count', async () => {
    const { dailyRuns } = await (await openFresh()).open()
    const died = await dailyRuns.claim({ ...RUN, leaseMs: 20 })
    await delay(60)
    const taken = await dailyRuns.claim(RUN)
    expect(taken?.claim).toBe(2)
    expect(died && (await dailyRuns.finish(died, '{}'))).toBe(false)
    expect(taken && (await dailyRuns.finish(taken, '{}'))).toBe(true)
    expect(taken && (await dailyRuns.finish(taken, '{}'))).toBe(false)
  })
})
