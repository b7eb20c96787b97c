import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BillingSystem } from '../../src/billing/port.ts'
import { call } from '../conformance/subject.ts'
import { readable } from '../support/readable.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'

/** What the seeded books of the sandbox must hold, so that reading them proves anything. */
describe('what the sandbox is seeded with', () => {
  let sandbox: TestSandbox
  let billing: BillingSystem
  let ids: readonly string[] = []
  beforeAll(async () => {
    sandbox = await startTestSandbox({ accounts: 130 })
    billing = connectBilling(sandbox)
    ids = sandbox.books.listAccounts({ limit: 130, offset: 0 }).map(({ restId }) => String(restId))
  }, 30_000)
  afterAll(async () => {
    await billing.close()
    await sandbox.close()
  })

  test('BIL-4 agreements with and without an end, a term and words of their own', async () => {
    const found = [...(await readable(billing.agreements.findAgreements(ids, call()))).values()]
    for (const field of ['endsOn', 'termMonths', 'terms'] as const) {
      expect(new Set(found.map((agreement) => agreement[field] === null))).toEqual(new Set([true, false]))
    }
  })

  test('BIL-76 equipment and work are told apart', async () => {
    const found = await readable(billing.offerings.listEquipmentOfferings(['1'], call()))
    expect(new Set(found.get('1')?.map(({ kind }) => kind))).toEqual(new Set(['EQUIPMENT', 'SET_UP']))
  })

  test('BIL-77 addresses of both assignments, services without any, and accounts without devices', async () => {
    const services = [...(await readable(billing.services.listServices(ids, call()))).values()].flat()
    const serviceIds = services.map(({ id }) => id)
    const found = [...(await readable(billing.services.listIpAddresses(serviceIds, call()))).values()]
    expect(new Set(found.flat().map(({ assignment }) => assignment))).toEqual(new Set(['DYNAMIC', 'STATIC']))
    expect(found.some((list) => list.length === 0)).toBe(true)
    const devices = [...(await readable(billing.devices.listDevices(ids, call()))).values()]
    expect(devices.some((list) => list.length === 0)).toBe(true)
  })

  test('BIL-74 every tariff with television has channels, and no other', async () => {
    const all = sandbox.books.listTariffs(null).map(({ id }) => String(id))
    const channels = await readable(billing.tariffs.listChannels(all, call()))
    const tariffs = await readable(billing.tariffs.findTariffs(all, call()))
    for (const [id, { tvPackage }] of tariffs) expect([id, tvPackage !== null]).toEqual([id, channels.has(id)])
  })

  test('B4 organisations have an invoice and an act for each month, of the same sum; persons have none', async () => {
    const accounts = sandbox.books.listAccounts({ limit: 130, offset: 0 })
    const found = await readable(billing.documents.listDocuments(ids, call()))
    const papersOf = (type: 'P' | 'O') =>
      accounts
        .filter((account) => account.type === type)
        .flatMap(({ restId }) => found.get(String(restId)) ?? [])
        .filter(({ kind }) => kind !== 'AGREEMENT')
    expect(papersOf('P')).toEqual([])
    const months = Map.groupBy(papersOf('O'), ({ accountId, from }) => `${accountId} ${from}`)
    for (const papers of months.values()) {
      expect(new Set(papers.map(({ kind }) => kind))).toEqual(new Set(['ACT', 'INVOICE']))
      const [one, other] = papers.map(({ amount }) => amount?.minorUnits)
      expect([papers.length, one]).toEqual([2, other])
    }
    expect(months.size).toBeGreaterThan(10)
  })
})
