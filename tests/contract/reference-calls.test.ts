import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BillingSystem } from '../../src/billing/port.ts'
import { createReferenceBilling } from '../../src/billing/reference/index.ts'
import type { CallReport } from '../../src/billing/transport/http.ts'
import { call } from '../conformance/subject.ts'
import { accountRow } from '../support/account-row.ts'
import { serve } from '../support/http-server.ts'
import { readable } from '../support/readable.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'

let sandbox: TestSandbox
let billing: BillingSystem
let ids: readonly string[] = []
const reports: CallReport[] = []

beforeAll(async () => {
  sandbox = await startTestSandbox({ accounts: 250 })
  ids = sandbox.books.listAccounts({ limit: 250, offset: 0 }).map(({ restId }) => String(restId))
}, 30_000)
afterAll(() => sandbox.close())
beforeEach(async () => {
  billing = connectBilling(sandbox, { onCall: (report) => reports.push(report) })
  await sandbox.resetCalls()
  reports.splice(0)
  return () => billing.close()
})

describe('legacy calls per operation', () => {
  test('the balance of ten accounts is one call', async () => {
    expect((await readable(billing.accounts.findAccounts(ids.slice(0, 10), call()))).size).toBe(10)
    expect(await sandbox.calls()).toEqual({ 'rest.accounts': 1 })
  })

  test.each([
    ['accounts', () => billing.accounts.findAccounts(ids, call())],
    ['agreements', () => billing.agreements.findAgreements(ids, call())],
    ['profiles', () => billing.profiles.findProfiles(ids, call())],
  ])('Q13 250 %s are three calls, although a page has 25 rows by default', async (operation, read) => {
    expect((await read()).size).toBe(250)
    expect(await sandbox.calls()).toEqual({ [`rest.${operation}`]: 3 })
  })

  test('the services of ten accounts are one call, and so are their tariffs', async () => {
    const services = await readable(billing.services.listServices(ids.slice(0, 10), call()))
    const tariffIds = [...services.values()].flat().map(({ tariffId }) => tariffId)
    expect((await readable(billing.tariffs.findTariffs(tariffIds, call()))).size).toBe(new Set(tariffIds).size)
    expect(await sandbox.calls()).toEqual({ 'rest.services': 1, 'rest.tariffs': 1 })
  })

  test('the payments of ten accounts are one call once their keys and the session are known', async () => {
    const some = ids.slice(0, 10)
    const keys = some.map((accountId) => ({ accountId, first: 10, before: null }))
    await readable(billing.payments.listPayments(keys, call()))
    expect(await sandbox.calls()).toEqual({ 'rest.accounts': 1, 'soap.Login': 1, 'soap.GetPayments': 1 })
    await sandbox.resetCalls()
    expect((await readable(billing.payments.listPayments(keys, call()))).size).toBe(10)
    expect(await sandbox.calls()).toEqual({ 'soap.GetPayments': 1 })
  })

  test('the keys that an accounts read has brought are not asked for again', async () => {
    const [accountId = ''] = ids
    await readable(billing.accounts.findAccounts([accountId], call()))
    await readable(billing.payments.listPayments([{ accountId, first: 5, before: null }], call()))
    expect(await sandbox.calls()).toEqual({ 'rest.accounts': 1, 'soap.Login': 1, 'soap.GetPayments': 1 })
  })

  test('pages of any size share a call, pages of another place have their own', async () => {
    await readable(billing.accounts.findAccounts(ids, call()))
    const before = '999999'
    await sandbox.resetCalls()
    await readable(
      billing.payments.listPayments(
        ids
          .slice(0, 6)
          .map((accountId, index) => ({ accountId, first: index < 4 ? 5 : 7, before: index < 2 ? before : null })),
        call(),
      ),
    )
    expect((await sandbox.calls())['soap.GetPayments']).toBe(2)
  })

  test('hundred accounts with hundred payments each stay below the size limit, in few calls', async () => {
    await readable(billing.accounts.findAccounts(ids, call()))
    const keys = ids.slice(0, 100).map((accountId) => ({ accountId, first: 100, before: null }))
    await sandbox.resetCalls()
    expect((await readable(billing.payments.listPayments(keys, call()))).size).toBe(100)
    expect((await sandbox.calls())['soap.GetPayments']).toBe(4)
  })

  test('hundred payments by id are one call', async () => {
    const [accountId = ''] = ids
    const page = await readable(billing.payments.listPayments([{ accountId, first: 100, before: null }], call()))
    const keys = [...page.values()].flatMap(({ payments }) => payments).map(({ id }) => ({ accountId, paymentId: id }))
    await sandbox.resetCalls()
    expect((await readable(billing.payments.findPayments(keys, call()))).size).toBe(keys.length)
    expect(keys.length).toBeGreaterThan(5)
    expect(await sandbox.calls()).toEqual({ 'soap.GetPayments': 1 })
  })

  test('a sign-in is two calls, and a refused one is one', async () => {
    await billing.credentials.checkCredentials({ login: '100002', password: 'demo' }, call())
    expect(await sandbox.calls()).toEqual({ 'rest.checkCredentials': 1, 'rest.accounts': 1 })
    await sandbox.resetCalls()
    await billing.credentials.checkCredentials({ login: '100002', password: 'wrong' }, call())
    await billing.credentials.checkCredentials({ login: 'nobody', password: 'wrong' }, call())
    expect(await sandbox.calls()).toEqual({ 'rest.checkCredentials': 2 })
  })

  test('nothing to ask is no call at all', async () => {
    await readable(billing.accounts.findAccounts(['0', 'x;y', ''], call()))
    await readable(billing.services.listServices([], call()))
    await readable(billing.payments.listPayments([{ accountId: 'x', first: 1, before: null }], call()))
    expect(await sandbox.calls()).toEqual({})
  })

  test('each call is reported with its side, its operation and its end', async () => {
    await billing.health.ping(call())
    await sandbox.setFault('rest.accounts', 'html')
    await expect(billing.accounts.findAccounts(ids.slice(0, 1), call())).rejects.toThrow('HTML')
    await sandbox.clearFaults()
    const seen = reports.map(({ system, operation, code }) => `${system} ${operation} ${code ?? 'ok'}`)
    expect(seen.toSorted()).toEqual([
      'rest accounts BILLING_FAILED',
      'rest ping ok',
      'soap GetServerTime ok',
      'soap Login ok',
    ])
  })

  test('Q14 the calls at once never exceed the limit', async () => {
    const narrow = connectBilling(sandbox, { maxConcurrency: 2 })
    await sandbox.setFault('rest.accounts', { latency: 20 })
    await Promise.all(ids.slice(0, 12).map((id) => narrow.accounts.findAccounts([id], call())))
    await sandbox.clearFaults()
    const report: { operations: Record<string, { peakInFlight: number }> } = JSON.parse(
      await (await fetch(`${sandbox.url}/control/calls`)).text(),
    )
    expect(report.operations['rest.accounts']?.peakInFlight).toBe(2)
    await narrow.close()
  })
})

describe('Q13 pages', () => {
  test('a full page is followed by the next until one is not full, and a row on two pages counts once', async () => {
    const paths: string[] = []
    const { origin } = await serve((request, response) => {
      paths.push(request.url ?? '')
      const offset = Number(new URL(request.url ?? '', 'http://x').searchParams.get('offset') ?? '0')
      const rows = Array.from({ length: Math.min(500, 1020 - offset) }, (_, index) => serviceRow(offset + index + 1))
      response.end(JSON.stringify(offset === 500 ? [...rows.slice(0, 499), serviceRow(1)] : rows))
    })
    const paged = connectTo(origin)
    const services = await readable(paged.services.listServices(['17', '23'], call()))
    expect(paths).toEqual([
      '/rest/services?account_ids=17;23&limit=500',
      '/rest/services?account_ids=17;23&limit=500&offset=500',
      '/rest/services?account_ids=17;23&limit=500&offset=1000',
    ])
    expect(services.get('17')).toHaveLength(1019)
    expect(services.get('23')).toEqual([])
    await paged.close()
  })

  test('a billing that never ends its pages is given up', async () => {
    let calls = 0
    const { origin } = await serve((_request, response) => {
      calls += 1
      response.end(JSON.stringify(Array.from({ length: 500 }, (_, index) => serviceRow(index + 1))))
    })
    const endless = connectTo(origin)
    await expect(endless.services.listServices(['17'], call())).rejects.toMatchObject({
      code: 'BILLING_ANSWER_TOO_LARGE',
    })
    expect(calls).toBe(20)
    await endless.close()
  })
})

test('a person with more accounts than a session lists gets the first fifty by number', async () => {
  const { origin } = await serve((request, response) => {
    const url = new URL(request.url ?? '', 'http://x')
    const asked = url.searchParams.get('ids')?.split(';').map(Number) ?? []
    const subject = { id: 5, type: 'O', name: 'Large', accounts: Array.from({ length: 60 }, (_, index) => 100 + index) }
    const answer = url.pathname === '/rest/accounts' ? asked.map(numberedRow) : { ok: 1, subject }
    response.end(JSON.stringify(answer))
  })
  const large = connectTo(origin)
  const verdict = await large.credentials.checkCredentials({ login: 'l', password: 'p' }, call())
  if (verdict.kind !== 'accepted') throw new Error('not let in')
  expect(verdict.hasMoreAccounts).toBe(true)
  // Of the sixty, numbered 741 to 800, the agreements 750 and 780 have ended.
  const numbers = Array.from({ length: 60 }, (_, index) => String(741 + index)).filter(
    (number) => !/^7[58]0$/.test(number),
  )
  expect(verdict.accounts.map(({ number }) => number)).toEqual(numbers.slice(0, 50))
  await large.close()
})

function connectTo(origin: string): BillingSystem {
  return createReferenceBilling({ ...sandbox.billingOptions, restUrl: `${origin}/rest/`, soapUrl: `${origin}/soap` })
}

function serviceRow(id: number) {
  return { id, account_id: 17, tariff_id: 1, kind: 1, state: 0, connected: '2026-01-01 00:00:00' }
}

/** Numbers fall as ids rise. */
function numberedRow(id: number) {
  return { ...accountRow(id), number: String(900 - id), type: 'O', state: id % 30 === 0 ? 9 : 0 }
}
