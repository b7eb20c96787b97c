import { expect, test } from 'vitest'
import { type BankDetails, MAX_PAYEES } from '../../src/domain/bank-details.ts'
import { SANDBOX_BANK_DETAILS, seedBankDetails } from '../../src/receipts/seed.ts'
import type { Store } from '../../src/store/store.ts'
import { bankDetailsWith } from '../support/receipts.ts'
import { describeStores } from '../support/stores.ts'

const NOW = 1_790_000_000_000

function change(
  store: Store,
  expectedVersion: number | null,
  options: { readonly operatorId?: string; readonly at?: number; readonly details?: Partial<BankDetails> } = {},
) {
  const { operatorId = '1', at = NOW, details = {} } = options
  const audit = { at, actor: 'OPERATOR:1', act: 'bank-details', object: `operator:${operatorId}`, requestId: 'r-1' }
  return store.bankDetails.change({ operatorId, expectedVersion, details: bankDetailsWith(details), audit })
}

const outcomes = async (store: Store) =>
  (await store.audit.list({ afterId: 0, limit: 100 })).map(({ object, outcome }) => `${object} ${outcome}`)

describeStores((openFresh) => {
  test('P4 each change is a version of its own, and the one before ends where it begins', async () => {
    const store = await (await openFresh()).open()
    expect(await store.bankDetails.findCurrent('1')).toBeNull()
    expect(await change(store, null)).toMatchObject({ kind: 'done', details: { version: 1, since: NOW, until: null } })
    const second = await change(store, 1, { at: NOW + 5, details: { bankName: 'Другой' } })
    expect(second).toMatchObject({ kind: 'done', details: { version: 2, since: NOW + 5, until: null } })
    // A clock that goes behind.
    const third = await change(store, 2, { at: NOW - 5, details: { bankName: 'Третий' } })
    expect(third).toMatchObject({ kind: 'done', details: { version: 3, since: NOW + 5 } })
    const [first] = await Promise.all([1, 2, 3, 4].map((id) => store.bankDetails.findLatestAlike(id)))
    expect(first).toMatchObject({ version: 1, until: NOW + 5, bankName: bankDetailsWith().bankName })
    expect(await store.bankDetails.findLatestAlike(4)).toBeNull()
    expect(await store.bankDetails.findCurrent('1')).toMatchObject({ version: 3, until: null })
    const list = async (details: BankDetails, limit = 10) =>
      (await store.bankDetails.listByAccount(details, limit)).map(({ version }) => version)
    expect(await list(bankDetailsWith())).toEqual([3, 2, 1])
    expect(await list(bankDetailsWith(), 2)).toEqual([3, 2])
    expect(await list(bankDetailsWith({ bic: '044525225' }))).toEqual([])
    expect(await outcomes(store)).toEqual(['operator:1 version 1', 'operator:1 version 2', 'operator:1 version 3'])
  })

  test('P4 what was replaced and is written anew is in force again, until it is replaced again; of another operator it is not', async () => {
    const store = await (await openFresh()).open()
    const trader = { inn: '500100732259', kpp: null }
    const steps = [trader, { ...trader, payeeName: 'ИП Б' }, trader, { ...trader, kpp: '695001001' }]
    await change(store, null, { operatorId: '2', details: trader })
    for (const [place, details] of steps.entries()) {
      await change(store, place === 0 ? null : place, { at: NOW + place, details })
    }
    const alike = async (id: number) => {
      const found = await store.bankDetails.findLatestAlike(id)
      return found && [found.operatorId, found.version, found.until]
    }
    expect(await Promise.all([1, 2, 3, 4, 5].map(alike))).toEqual([
      ['2', 1, null],
      ['1', 3, NOW + 3],
      ['1', 2, NOW + 2],
      ['1', 3, NOW + 3],
      ['1', 4, null],
    ])
  })

  test('P4 of operators that name one account those count in whom it is in force', async () => {
    const store = await (await openFresh()).open()
    await change(store, null, { operatorId: '1' })
    await change(store, null, { operatorId: '2', details: { inn: '6950031872' } })
    await change(store, 1, { operatorId: '2', details: { inn: '6950031872', bic: '042809058' } })
    const find = async (inn: string | null) =>
      (await store.bankDetails.listByAccount({ ...bankDetailsWith(), inn }, 1))[0] ?? null
    expect(await find(null)).toMatchObject({ operatorId: '1', until: null })
    expect(await find(bankDetailsWith().inn)).toMatchObject({ operatorId: '1', until: null })
    expect(await find('6950031872')).toMatchObject({ operatorId: '2', version: 1, until: NOW })
    expect(await find('7707083893')).toBeNull()
  })

  test('P4 what is repeated, or says the same, changes nothing; what another has changed is a conflict', async () => {
    const store = await (await openFresh()).open()
    await change(store, null)
    const other = { details: { bankName: 'Другой' } }
    const changed = await change(store, 1, other)
    expect(await change(store, 1, other)).toEqual(changed)
    expect(await change(store, 2, other)).toEqual(changed)
    expect(await change(store, null, other)).toMatchObject({ kind: 'version_conflict', details: { version: 2 } })
    expect(await change(store, 1)).toMatchObject({ kind: 'version_conflict', details: { version: 2 } })
    expect(await change(store, 3, { operatorId: '2' })).toEqual({ kind: 'version_conflict', details: null })
    expect(await store.bankDetails.listCurrent()).toMatchObject([{ operatorId: '1', version: 2 }])
    expect(await outcomes(store)).toEqual([
      'operator:1 version 1',
      'operator:1 version 2',
      'operator:1 unchanged: version 2',
      'operator:1 unchanged: version 2',
      'operator:1 version_conflict',
      'operator:1 version_conflict',
      'operator:2 version_conflict',
    ])
  })

  test('P4 of several who change the same version at once, in all processes, one does', async () => {
    const database = await openFresh()
    const stores = await Promise.all([database.open(), database.open(), database.open()])
    const verdicts = await Promise.all(
      stores.map((store, at) => change(store, null, { details: { bankName: `Банк ${at}` } })),
    )
    expect(verdicts.map(({ kind }) => kind).toSorted()).toEqual(['done', 'version_conflict', 'version_conflict'])
  })

  test('P4 a row is never changed or deleted, and operators are bounded', async () => {
    const database = await openFresh()
    const store = await database.open()
    for (let at = 0; at < MAX_PAYEES; at += 1) await change(store, null, { operatorId: `o-${at}` })
    expect(await change(store, null, { operatorId: 'more' })).toEqual({ kind: 'full' })
    expect(await change(store, 1, { operatorId: 'o-3', details: { bankName: 'Б' } })).toMatchObject({ kind: 'done' })
    expect(await store.bankDetails.listCurrent()).toHaveLength(MAX_PAYEES)
    await expect(database.query("update bank_details set bic = '044525225'")).rejects.toThrow(/append-only/)
    await expect(database.query('delete from bank_details')).rejects.toThrow(/append-only/)
  })

  test('the first ones are written into an empty store, and never again', async () => {
    const store = await (await openFresh()).open()
    await seedBankDetails(store.bankDetails)
    expect(await store.bankDetails.listCurrent()).toMatchObject(
      SANDBOX_BANK_DETAILS.map(({ operatorId, details }) => ({ operatorId, ...details, version: 1 })),
    )
    await change(store, 1, { details: { bankName: 'Другой' } })
    await seedBankDetails(store.bankDetails)
    expect(await store.bankDetails.findCurrent('1')).toMatchObject({ version: 2, bankName: 'Другой' })
  })
})
