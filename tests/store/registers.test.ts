import { expect, test } from 'vitest'
import type { RegisterPart } from '../../src/store/register-types.ts'
import type { AuditEntry, Store } from '../../src/store/store.ts'
import { describeStores } from '../support/stores.ts'

const AUDIT: AuditEntry = {
  at: 1_790_000_000_000,
  actor: 'PARTNER:kiosk',
  act: 'payment-register',
  object: 'register:kiosk',
  outcome: 'x',
  requestId: 'r-1',
}

function partOf(ids: readonly string[], change: Partial<RegisterPart> = {}): RegisterPart {
  const rows = ids.map((externalId) => ({
    externalId,
    accountNumber: '100001',
    amount: { minorUnits: 2n ** 60n, currency: 'RUB' as const },
  }))
  return { partnerId: 'kiosk', day: '2026-09-21', part: 1, of: 1, sha256: ids.join('+'), rows, ...change }
}

function put(store: Store, ids: readonly string[], change: Partial<RegisterPart> = {}) {
  return store.registers.put(partOf(ids, change), AUDIT)
}

async function trail(store: Store): Promise<number> {
  return (await store.audit.list({ afterId: 0, limit: 100 })).length
}

describeStores((openFresh) => {
  test('the parts of a day come together, and those of others stay apart', async () => {
    const store = await (await openFresh()).open()
    expect(await put(store, ['b'], { part: 2, of: 2 })).toEqual([{ part: 2, externalIds: ['b'] }])
    await put(store, ['x'], { partnerId: 'bank', of: 2 })
    await put(store, ['y'], { day: '2026-09-22', of: 2 })
    expect(await put(store, ['a', 'c'], { of: 2 })).toEqual([
      { part: 1, externalIds: ['a', 'c'] },
      { part: 2, externalIds: ['b'] },
    ])
  })

  test('the same part again changes nothing and is not audited; another content takes its place and is', async () => {
    const store = await (await openFresh()).open()
    await put(store, ['a'])
    await put(store, ['a'])
    expect(await trail(store)).toBe(1)
    expect(await put(store, ['b'])).toEqual([{ part: 1, externalIds: ['b'] }])
    expect(await trail(store)).toBe(2)
  })

  test('a register that is divided otherwise forgets its former parts', async () => {
    const store = await (await openFresh()).open()
    await put(store, ['a'], { part: 1, of: 3 })
    await put(store, ['b'], { part: 3, of: 3 })
    expect(await put(store, ['c'], { part: 1, of: 2 })).toEqual([{ part: 1, externalIds: ['c'] }])
  })

  test('of two parts that come at once one finds the register complete', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const answers = await Promise.all([put(one, ['a'], { part: 1, of: 2 }), put(other, ['b'], { part: 2, of: 2 })])
    expect(answers.map(({ length }) => length).toSorted((left, right) => left - right)).toEqual([1, 2])
  })

  test('what was handed in can be read from the database, amounts and all', async () => {
    const database = await openFresh()
    await put(await database.open(), ['a'])
    const [row] = await database.query('select lines from registers')
    expect(JSON.parse(String(row?.['lines']))).toEqual([['a', '100001', '1152921504606846976', 'RUB']])
  })
})
