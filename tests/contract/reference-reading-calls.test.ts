import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BillingSystem } from '../../src/billing/port.ts'
import { call } from '../conformance/subject.ts'
import { readable } from '../support/readable.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'

let sandbox: TestSandbox
let billing: BillingSystem
let ids: readonly string[] = []
let numbers: readonly string[] = []
let serviceIds: readonly string[] = []
let ticketKeys: readonly { readonly accountId: string; readonly ticketId: string }[] = []

const PERIOD = { from: '2026-10-01', to: '2026-10-31' }

beforeAll(async () => {
  sandbox = await startTestSandbox({ accounts: 120 })
  const accounts = sandbox.books.listAccounts({ limit: 120, offset: 0 })
  ids = accounts.map(({ restId }) => String(restId))
  numbers = accounts.map(({ number }) => number)
  serviceIds = sandbox.books.listServices(ids.map(Number)).map(({ id }) => String(id))
  ticketKeys = accounts.flatMap(({ restId, soapId }) =>
    sandbox.books
      .listTickets({ soapIds: [soapId], limit: 5 })
      .map(({ ticketId }) => ({ accountId: String(restId), ticketId: String(ticketId) })),
  )
}, 30_000)
afterAll(() => sandbox.close())
beforeEach(async () => {
  billing = connectBilling(sandbox)
  await sandbox.resetCalls()
  return () => billing.close()
})

/** Opens the session and learns the SOAP keys, as a sign-in and the first query do. */
async function warm(): Promise<void> {
  await readable(billing.accounts.findAccounts(ids, call()))
  await billing.health.ping(call())
  await sandbox.resetCalls()
}

const pages = (count: number, first = 10) =>
  ids.slice(0, count).map((accountId) => ({ accountId, first, before: null }))

describe('legacy calls of the reading side', () => {
  test('fifty accounts by number are one call, and their SOAP keys are known then', async () => {
    expect((await readable(billing.accounts.findAccountsByNumber(numbers.slice(0, 50), call()))).size).toBe(50)
    expect(await sandbox.calls()).toEqual({ 'rest.accounts': 1 })
    await readable(billing.charges.listCharges(pages(10), call()))
    expect(await sandbox.calls()).toEqual({ 'rest.accounts': 1, 'soap.Login': 1, 'soap.GetCharges': 1 })
  })

  test('more numbers than a call takes are split', async () => {
    expect((await readable(billing.accounts.findAccountsByNumber(numbers, call()))).size).toBe(120)
    expect(await sandbox.calls()).toEqual({ 'rest.accounts': 2 })
  })

  test('the charges of ten accounts are one call', async () => {
    await warm()
    expect((await readable(billing.charges.listCharges(pages(10), call()))).size).toBe(10)
    expect(await sandbox.calls()).toEqual({ 'soap.GetCharges': 1 })
  })

  test('hundred charges by id are one call', async () => {
    await warm()
    const read = await readable(billing.charges.listCharges(pages(10), call()))
    const keys = [...read.values()]
      .flatMap(({ charges }) => charges)
      .slice(0, 100)
      .map(({ accountId, id }) => ({ accountId, chargeId: id }))
    expect(keys.length).toBeGreaterThan(50)
    await sandbox.resetCalls()
    expect((await readable(billing.charges.findCharges(keys, call()))).size).toBe(keys.length)
    expect(await sandbox.calls()).toEqual({ 'soap.GetCharges': 1 })
  })

  test('the tickets of ten accounts are one call, and so are those in some states', async () => {
    await warm()
    expect((await readable(billing.tickets.listTickets(pages(10).map(withStatuses(null)), call()))).size).toBe(10)
    expect(await sandbox.calls()).toEqual({ 'soap.GetTickets': 1 })
    await sandbox.resetCalls()
    // The order in which states are named makes no difference.
    const keys = pages(10).map((key, index) =>
      withStatuses(index % 2 === 0 ? ['OPEN', 'WAITING'] : ['WAITING', 'OPEN'])(key),
    )
    expect((await readable(billing.tickets.listTickets(keys, call()))).size).toBe(10)
    expect(await sandbox.calls()).toEqual({ 'soap.GetTickets': 1 })
  })

  test('the messages of ten tickets are one call, and those of tickets by id are two', async () => {
    await warm()
    const keys = ticketKeys.slice(0, 10).map((key) => ({ ...key, first: 20, after: null }))
    expect((await readable(billing.tickets.listMessages(keys, call()))).size).toBe(10)
    expect(await sandbox.calls()).toEqual({ 'soap.GetTicketMessages': 1 })
    await readable(billing.tickets.findTickets(keys, call()))
    expect(await sandbox.calls()).toEqual({ 'soap.GetTicketMessages': 1, 'soap.GetTickets': 1 })
  })

  test('a statement is one call, and the same one asked for twice still is', async () => {
    await warm()
    const keys = [ids[0], ids[0], ids[1]].map((accountId = '') => ({ accountId, period: { ...PERIOD } }))
    expect((await readable(billing.statements.readStatements(keys.slice(0, 2), call()))).size).toBe(2)
    expect(await sandbox.calls()).toEqual({ 'soap.GetStatement': 1 })
    await sandbox.resetCalls()
    expect((await readable(billing.statements.readStatements(keys, call()))).size).toBe(3)
    expect(await sandbox.calls()).toEqual({ 'soap.GetStatement': 2 })
  })

  test('the devices of ten accounts are one call, and so are the addresses of ten services', async () => {
    await readable(billing.devices.listDevices(ids.slice(0, 10), call()))
    await readable(billing.services.listIpAddresses(serviceIds.slice(0, 10), call()))
    await readable(billing.tariffs.listAvailableTariffs(serviceIds.slice(0, 10), call()))
    expect(await sandbox.calls()).toEqual({ 'rest.devices': 1, 'rest.ips': 1, 'rest.availableTariffs': 1 })
  })

  test('the documents of ten accounts are one call, and the file of one is another', async () => {
    const found = await readable(billing.documents.listDocuments(ids.slice(0, 10), call()))
    expect(await sandbox.calls()).toEqual({ 'rest.documents': 1 })
    const [document] = [...found.values()].flat()
    const key = { accountId: document?.accountId ?? '', documentId: document?.id ?? '' }
    expect((await billing.documents.readDocument(key, call()))?.document).toEqual(document)
    expect(await sandbox.calls()).toEqual({ 'rest.documents': 1, 'rest.documentContent': 1 })
  })

  test('what is the same for everybody is one call each, tariffs one for each region', async () => {
    await billing.regions.listRegions(call())
    await readable(billing.operators.findOperators(['1', '2', '3'], call()))
    await readable(billing.offerings.listServiceOfferings(['1', '2', '3', '4'], call()))
    await readable(billing.tariffs.listChannels(['11', '12', '13', '41'], call()))
    await readable(billing.tariffs.listTariffs(['1', '2', '1'], call()))
    expect(await sandbox.calls()).toEqual({
      'rest.regions': 1,
      'rest.operators': 1,
      'rest.offerings': 1,
      'rest.channels': 1,
      'rest.tariffs': 2,
    })
  })

  test('payments, charges, tickets and a statement side by side ask for the SOAP keys once', async () => {
    const [one] = pages(1)
    if (one === undefined) throw new Error('no account')
    await Promise.all([
      billing.payments.listPayments([one], call()),
      billing.charges.listCharges([one], call()),
      billing.tickets.listTickets([{ ...one, statuses: null }], call()),
      billing.statements.readStatements([{ accountId: one.accountId, period: PERIOD }], call()),
    ])
    expect(await sandbox.calls()).toEqual({
      'rest.accounts': 1,
      'soap.Login': 1,
      'soap.GetPayments': 1,
      'soap.GetCharges': 1,
      'soap.GetTickets': 1,
      'soap.GetStatement': 1,
    })
  })

  test('who leaves while the SOAP keys are looked up takes nobody along', async () => {
    const [one] = pages(1)
    if (one === undefined) throw new Error('no account')
    await sandbox.setFault('rest.accounts', { latency: 100 })
    const leaving = new AbortController()
    const left = billing.payments.listPayments([one], { signal: leaving.signal })
    const stays = billing.charges.listCharges([one], call())
    leaving.abort()
    await expect(left).rejects.toMatchObject({ code: 'BILLING_CANCELED', outcome: 'not_applied' })
    expect((await stays).size).toBe(1)
    await sandbox.clearFaults()
    expect(await sandbox.calls()).toEqual({ 'rest.accounts': 1, 'soap.Login': 1, 'soap.GetCharges': 1 })
  })

  test('keys that could not be looked up are looked up anew', async () => {
    await sandbox.setFault('rest.accounts', { kind: 'html', times: 1 })
    await expect(billing.charges.listCharges(pages(1), call())).rejects.toMatchObject({
      code: 'BILLING_FAILED',
    })
    expect((await readable(billing.charges.listCharges(pages(1), call()))).size).toBe(1)
    await sandbox.clearFaults()
  })

  test('Q13 a page of SOAP rows is as long as asked for, although the billing gives 25 by default', async () => {
    const truth = sandbox.books.listAccounts({ limit: 120, offset: 0 }).map(({ restId, soapId }) => ({
      accountId: String(restId),
      count: sandbox.books.listCharges({ soapIds: [soapId], limit: 1000 }).length,
    }))
    const longest = truth.toSorted((one, other) => other.count - one.count)[0] ?? { accountId: '', count: 0 }
    expect(longest.count).toBeGreaterThan(25)
    const key = { accountId: longest.accountId, first: 100, before: null }
    const page = (await readable(billing.charges.listCharges([key], call()))).get(key)
    expect(page?.charges).toHaveLength(longest.count)
  })

  test('Q18 what would mean "any" is never sent: no call at all', async () => {
    await warm()
    for (const no of ['0', '-1', '', ' ']) {
      const key = { accountId: ids[0] ?? '', first: 5, before: no }
      await readable(billing.payments.listPayments([key], call()))
      await readable(billing.charges.listCharges([key], call()))
      await readable(billing.tickets.listTickets([{ ...key, statuses: null }], call()))
      await readable(billing.payments.findPayments([{ accountId: key.accountId, paymentId: no }], call()))
      await readable(billing.charges.findCharges([{ accountId: key.accountId, chargeId: no }], call()))
      await readable(billing.tickets.findTickets([{ accountId: key.accountId, ticketId: no }], call()))
      await readable(billing.tickets.listMessages([{ ...key, ticketId: no, after: null }], call()))
      await readable(billing.tickets.listMessages([{ ...key, ticketId: '20001', after: no }], call()))
      await readable(billing.statements.readStatements([{ accountId: no, period: PERIOD }], call()))
      await readable(billing.tariffs.listTariffs([no], call()))
      await readable(billing.accounts.findAccountsByNumber([''], call()))
    }
    await readable(billing.tickets.listTickets(pages(1).map(withStatuses([])), call()))
    expect(await sandbox.calls()).toEqual({})
  })
})

function withStatuses(statuses: readonly ('OPEN' | 'WAITING')[] | null) {
  return <K extends object>(key: K) => ({ ...key, statuses })
}
