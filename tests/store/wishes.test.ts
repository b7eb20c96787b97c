import { expect, test } from 'vitest'
import { describeStores } from '../support/stores.ts'

describeStores((openFresh) => {
  test('C9 of all who claim one wish at once, in two processes, one holds it, and the others hear who', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const claims = Array.from({ length: 10 }, (_, at) =>
      (at % 2 === 0 ? one : other).wishes.claim({ wish: 'w', intentId: `i-${at}`, over: null }),
    )
    const holders = new Set((await Promise.all(claims)).map(({ intentId }) => intentId))
    expect(holders.size).toBe(1)
    expect(await database.query('select count(*) as wishes from wishes')).toEqual([{ wishes: expect.anything() }])
  })

  test('C9 a wish is taken over from the holder that was named, and from nobody else', async () => {
    const { wishes } = await (await openFresh()).open()
    expect(await wishes.claim({ wish: 'w', intentId: 'a', over: null })).toEqual({ intentId: 'a', ageMs: 0 })
    expect(await wishes.claim({ wish: 'w', intentId: 'b', over: 'x' })).toMatchObject({ intentId: 'a' })
    expect(await wishes.claim({ wish: 'w', intentId: 'b', over: 'a' })).toMatchObject({ intentId: 'b' })
    expect(await wishes.claim({ wish: 'w', intentId: 'c', over: 'a' })).toMatchObject({ intentId: 'b' })
    expect(await wishes.claim({ wish: 'v', intentId: 'c', over: null })).toMatchObject({ intentId: 'c' })
  })

  test('C9 a wish is given up by its holder alone, and its age is told by the store', async () => {
    const database = await openFresh()
    const { wishes } = await database.open()
    await wishes.claim({ wish: 'w', intentId: 'a', over: null })
    await wishes.release({ wish: 'w', intentId: 'b' })
    await database.query('update wishes set claimed_at = claimed_at - 60000')
    const { intentId, ageMs } = await wishes.claim({ wish: 'w', intentId: 'b', over: null })
    expect(intentId).toBe('a')
    expect(ageMs).toBeGreaterThanOrEqual(60_000)
    expect(ageMs).toBeLessThan(70_000)
    await wishes.release({ wish: 'w', intentId: 'a' })
    expect(await wishes.claim({ wish: 'w', intentId: 'b', over: null })).toMatchObject({ intentId: 'b' })
  })

  test('C9 wishes of a time that no intent is left of are swept away', async () => {
    const database = await openFresh()
    const { wishes } = await database.open()
    await wishes.claim({ wish: 'old', intentId: 'a', over: null })
    await database.query('update wishes set claimed_at = 0')
    await wishes.claim({ wish: 'new', intentId: 'b', over: null })
    expect(await database.query('select wish from wishes')).toEqual([{ wish: 'new' }])
  })
})
