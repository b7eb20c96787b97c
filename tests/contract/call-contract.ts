import { expect, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import type { BillingCall, BillingSystem } from '../../src/billing/port.ts'
import { readable } from '../support/readable.ts'
import { type ContractSubject, call } from './subject.ts'

/** What holds for every method: nothing to ask, cancelation, and the end. */
export function describeCallContract(get: () => ContractSubject): void {
  test('BIL-30 no keys, no answer, no error', async () => {
    const { billing } = get()
    expect(await readable(billing.accounts.findAccounts([], call()))).toEqual(new Map())
    expect(await readable(billing.agreements.findAgreements([], call()))).toEqual(new Map())
    expect(await readable(billing.profiles.findProfiles([], call()))).toEqual(new Map())
    expect(await readable(billing.tariffs.findTariffs([], call()))).toEqual(new Map())
    expect(await readable(billing.services.listServices([], call()))).toEqual(new Map())
    expect(await readable(billing.payments.listPayments([], call()))).toEqual(new Map())
    expect(await readable(billing.payments.findPayments([], call()))).toEqual(new Map())
    expect(await readable(billing.accounts.findAccountsByNumber([], call()))).toEqual(new Map())
    expect(await readable(billing.operators.findOperators([], call()))).toEqual(new Map())
    expect(await readable(billing.tariffs.listTariffs([], call()))).toEqual(new Map())
    expect(await readable(billing.tariffs.listAvailableTariffs([], call()))).toEqual(new Map())
    expect(await readable(billing.tariffs.listChannels([], call()))).toEqual(new Map())
    expect(await readable(billing.services.listIpAddresses([], call()))).toEqual(new Map())
    expect(await readable(billing.devices.listDevices([], call()))).toEqual(new Map())
    expect(await readable(billing.offerings.listServiceOfferings([], call()))).toEqual(new Map())
    expect(await readable(billing.offerings.listEquipmentOfferings([], call()))).toEqual(new Map())
    expect(await readable(billing.charges.listCharges([], call()))).toEqual(new Map())
    expect(await readable(billing.charges.findCharges([], call()))).toEqual(new Map())
    expect(await readable(billing.statements.readStatements([], call()))).toEqual(new Map())
    expect(await readable(billing.tickets.listTickets([], call()))).toEqual(new Map())
    expect(await readable(billing.tickets.findTickets([], call()))).toEqual(new Map())
    expect(await readable(billing.tickets.listMessages([], call()))).toEqual(new Map())
  })

  test('BIL-31 a call whose caller has left rejects with a BillingError and applies nothing', async () => {
    for (const [name, method] of everyMethod(get())) {
      const error: unknown = await method({ signal: AbortSignal.abort() }).catch((reason: unknown) => reason)
      expect([name, error]).toEqual([
        name,
        expect.objectContaining({ name: 'BillingError', code: 'BILLING_CANCELED', outcome: 'not_applied' }),
      ])
    }
  })

  test('BIL-32 a call whose deadline has passed is a timeout', async () => {
    const signal = AbortSignal.abort(new DOMException('too late', 'TimeoutError'))
    for (const [name, method] of everyMethod(get())) {
      const error: unknown = await method({ signal }).catch((reason: unknown) => reason)
      expect([name, error]).toEqual([
        name,
        expect.objectContaining({ name: 'BillingError', code: 'BILLING_TIMEOUT', outcome: 'not_applied' }),
      ])
    }
  })

  test('BIL-33 the foreign keys of an account are found, distinct, and only on sides that exist', async () => {
    const { billing, accounts } = get()
    const ids = accounts.map(({ id }) => id)
    const found = await readable(billing.identity.findForeignKeys('soap', [...ids, '999999999', '0'], call()))
    expect(new Set(found.keys())).toEqual(new Set(ids))
    expect(new Set(found.values()).size).toBe(ids.length)
    expect(await readable(billing.identity.findForeignKeys('nowhere', ids, call()))).toEqual(new Map())
  })

  test('BIL-34 a billing that can be reached answers a ping', async () => {
    await expect(get().billing.health.ping(call())).resolves.toBeUndefined()
  })

  test('BIL-35 the system has a name, and says how a payment can be looked up', () => {
    const { capabilities, name } = get().billing
    expect(name).toMatch(/^[a-z][a-z0-9-]*$/)
    expect(['exact', 'comment', 'statement', 'none']).toContain(capabilities.reconcile)
  })

  // Last, because it is the end.
  test('BIL-36 after closing, every call rejects with a BillingError, and closing again is nothing', async () => {
    const { billing } = get()
    await billing.close()
    await billing.close()
    for (const [name, method] of everyMethod(get())) {
      const error: unknown = await method(call()).catch((reason: unknown) => reason)
      expect([name, error instanceof BillingError, String(error)]).toEqual([
        name,
        true,
        expect.stringContaining('closed'),
      ])
    }
  })
}

type Method = (call: BillingCall) => Promise<unknown>

function everyMethod(subject: ContractSubject): readonly (readonly [string, Method])[] {
  const { billing, accounts, logins } = subject
  const [{ id } = { id: '' }, { id: other } = { id: '' }] = accounts
  const ids = [id, other]
  const numbers = accounts.slice(0, 2).map(({ number }) => number)
  const regionIds = subject.catalogue.regions.map((region) => region.id)
  const period = { from: '2026-01-01', to: '2026-01-31' }
  const ticketKey = { accountId: id, ticketId: '20001' }
  const key = { accountId: id, first: 5, before: null }
  const paymentKey = { accountId: id, paymentId: subject.payments(id)[0]?.id ?? '' }
  const order = {
    accountId: id,
    amount: { minorUnits: 100n, currency: 'RUB' },
    reference: 'BIL-36',
    method: 'SBP',
    paidAt: null,
  } as const
  const wish = {
    accountId: id,
    action: 'CHANGE_IP',
    serviceId: '1',
    tariffId: null,
    offeringId: null,
    option: null,
    value: null,
    from: null,
    until: null,
    atNextPeriod: false,
  } as const
  const ticketOrder = {
    accountId: id,
    contact: null,
    category: 'FAULT',
    subject: 'BIL-36',
    text: 'BIL-36',
    reference: 'BIL-36',
  } as const
  const ticketMessage = {
    ...ticketKey,
    author: 'OPERATOR',
    authorName: null,
    text: 'BIL-36',
    reference: 'BIL-36',
  } as const
  const methods: {
    readonly [Name in keyof Omit<BillingSystem, 'name' | 'capabilities' | 'close' | 'identity'>]: readonly Method[]
  } = {
    accounts: [
      (given) => billing.accounts.findAccounts(ids, given),
      (given) => billing.accounts.findAccountsByNumber(numbers, given),
    ],
    regions: [(given) => billing.regions.listRegions(given)],
    operators: [(given) => billing.operators.findOperators(['1'], given)],
    agreements: [(given) => billing.agreements.findAgreements(ids, given)],
    profiles: [
      (given) => billing.profiles.findProfiles(ids, given),
      (given) => billing.profiles.findSettings(ids, given),
      (given) => billing.profiles.updateProfile(id, { email: 'a@example.com' }, given),
      (given) => billing.profiles.updateSettings(id, { language: 'EN' }, given),
    ],
    coverage: [
      (given) => billing.coverage.findCoverage([{ regionId: '1', city: 'Москва', street: 'Мира', house: '5' }], given),
    ],
    tariffs: [
      (given) => billing.tariffs.findTariffs(['1'], given),
      (given) => billing.tariffs.listTariffs(regionIds, given),
      (given) => billing.tariffs.listAvailableTariffs(['1'], given),
      (given) => billing.tariffs.listChannels(['1'], given),
    ],
    services: [
      (given) => billing.services.listServices(ids, given),
      (given) => billing.services.listIpAddresses(['1'], given),
    ],
    promisedPayments: [
      (given) => billing.promisedPayments.findPromiseOffers(ids, given),
      (given) => billing.promisedPayments.listPromises(ids, given),
      (given) => billing.promisedPayments.takePromise(order, { ...given, mayStart: () => true }),
    ],
    devices: [
      (given) => billing.devices.listDevices(ids, given),
      (given) =>
        billing.devices.registerDevice({ accountId: id, name: null, macAddress: null, serialNumber: 'BIL-36' }, given),
      (given) => billing.devices.removeDevice({ accountId: id, deviceId: '1' }, given),
    ],
    documents: [
      (given) => billing.documents.listDocuments(ids, given),
      (given) => billing.documents.readDocument({ accountId: id, documentId: '1' }, given),
    ],
    offerings: [
      (given) => billing.offerings.listServiceOfferings(regionIds, given),
      (given) => billing.offerings.listEquipmentOfferings(regionIds, given),
    ],
    charges: [
      (given) => billing.charges.listCharges([key], given),
      (given) => billing.charges.findCharges([{ accountId: id, chargeId: '1' }], given),
    ],
    statements: [(given) => billing.statements.readStatements([{ accountId: id, period }], given)],
    tickets: [
      (given) => billing.tickets.listTickets([{ ...key, statuses: null }], given),
      (given) => billing.tickets.findTickets([ticketKey], given),
      (given) => billing.tickets.listMessages([{ ...ticketKey, first: 5, after: null }], given),
      (given) => billing.tickets.findTicketsByReference([{ reference: 'BIL-36', accountId: id }], given),
      (given) => billing.tickets.listHistory([{ ...ticketKey, first: 5, after: null }], given),
      (given) => billing.tickets.listTicketQueue({ first: 5, before: null, statuses: null, categories: null }, given),
      (given) => billing.tickets.findMessagesByReference([{ ...ticketKey, reference: 'BIL-36' }], given),
      (given) => billing.tickets.postTicketMessage(ticketMessage, { ...given, mayStart: () => true }),
      (given) =>
        billing.tickets.changeTicket({ ...ticketKey, author: 'OPERATOR', change: { status: 'CLOSED' } }, given),
      (given) => billing.tickets.openTicket(ticketOrder, { ...given, mayStart: () => true }),
    ],
    orders: [
      (given) => billing.orders.quoteOrders([wish], given),
      (given) => billing.orders.findOrderTerms([id], given),
      (given) => billing.orders.placeOrder({ ...wish, reference: 'BIL-36' }, { ...given, mayStart: () => true }),
      (given) => billing.orders.cancelOrder({ accountId: id, orderId: '1' }, { ...given, mayStart: () => true }),
      (given) => billing.orders.listOrders([key], given),
      (given) => billing.orders.findOrders([{ accountId: id, orderId: '1' }], given),
      (given) => billing.orders.findByReference([{ accountId: id, reference: 'BIL-36' }], given),
    ],
    payments: [
      (given) => billing.payments.listPayments([key], given),
      (given) => billing.payments.findPayments([paymentKey], given),
    ],
    postings: [
      (given) => billing.postings.postPayment(order, { ...given, mayStart: () => true }),
      (given) => billing.postings.cancelPayment({ ...order, paymentId: '1' }, { ...given, mayStart: () => true }),
      (given) => billing.postings.findPostings([{ accountId: id, reference: 'BIL-36', since: 0, after: null }], given),
      (given) => billing.postings.postDebit({ ...order, description: 'BIL-36' }, { ...given, mayStart: () => true }),
      (given) => billing.postings.findDebits(['BIL-36'], given),
      (given) => billing.postings.findMarks(ids, given),
      (given) => billing.postings.listPostings({ from: 0, to: 1, after: null, first: 1 }, given),
    ],
    credentials: [
      (given) => billing.credentials.checkCredentials(logins.person, given),
      (given) => billing.credentials.findSubject({ subjectId: '1', role: 'SUBSCRIBER' }, given),
    ],
    logins: [
      (given) => billing.logins.findLogins({ login: logins.person.login }, given),
      (given) => billing.logins.changeCredentials({ subjectId: '1', login: null, password: null }, given),
    ],
    health: [(given) => billing.health.ping(given)],
  }
  return Object.entries(methods).flatMap(([name, list]) => list.map((method) => [name, method] as const))
}
