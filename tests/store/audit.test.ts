import { expect, test } from 'vitest'
import { describeStores } from '../support/stores.ts'

const ENTRY = {
  at: 1_790_000_000_000,
  actor: 'SUBSCRIBER:p-1',
  act: 'sign-out',
  object: 'session:s1',
  outcome: 'ended',
  requestId: 'r-1',
}

describeStores((openFresh) => {
  test('audit rows are listed in order, page by page', async () => {
    const { audit } = await (await openFresh()).open()
    for (const requestId of ['r-1', 'r-2', 'r-3']) await audit.append({ ...ENTRY, requestId })
    const first = await audit.list({ afterId: 0, limit: 2 })
    expect(first).toEqual([
      { ...ENTRY, id: 1, requestId: 'r-1' },
      { ...ENTRY, id: 2, requestId: 'r-2' },
    ])
    expect(await audit.list({ afterId: 2, limit: 2 })).toEqual([{ ...ENTRY, id: 3, requestId: 'r-3' }])
  })

  test('the database itself refuses to change or delete audit rows', async () => {
    const database = await openFresh()
    const { audit } = await database.open()
    await audit.append(ENTRY)
    await expect(database.query(`update audit set actor = 'nobody'`)).rejects.toThrow('append-only')
    await expect(database.query('delete from audit')).rejects.toThrow('append-only')
    expect(await audit.list({ afterId: 0, limit: 10 })).toEqual([{ ...ENTRY, id: 1 }])
  })

  test('line breaks, NUL and endless text of a client cannot forge or break a row', async () => {
    const { audit } = await (await openFresh()).open()
    await audit.append({ ...ENTRY, requestId: `a\nb\0c\uD800${'x'.repeat(5000)}` })
    const [row] = await audit.list({ afterId: 0, limit: 10 })
    expect(row?.requestId).toBe(`a\uFFFDb\uFFFDc\uFFFD${'x'.repeat(194)}`)
  })
})
