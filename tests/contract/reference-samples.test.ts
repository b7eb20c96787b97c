import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Oddity } from '../../src/billing/adapter/oddity.ts'
import { BillingError } from '../../src/billing/error.ts'
import type { CredentialChange, LoginKey } from '../../src/billing/login-port.ts'
import type { NewServiceOrder, OrderReferenceKey, ServiceOrderKey } from '../../src/billing/order-port.ts'
import type {
  BillingSystem,
  ChargePageKey,
  DeviceKey,
  DeviceOrder,
  DocumentKey,
  PaymentPageKey,
  StatementKey,
  TicketMessagePageKey,
  TicketPageKey,
} from '../../src/billing/port.ts'
import type { CancelOrder, DebitOrder, PaymentOrder } from '../../src/billing/posting-port.ts'
import { createReferenceBilling } from '../../src/billing/reference/index.ts'
import type {
  TicketChangeOrder,
  TicketMessageOrder,
  TicketOrder,
  TicketQueueKey,
} from '../../src/billing/ticket-port.ts'
import type { CoverageAddress } from '../../src/domain/coverage.ts'
import { formatMoney, type Money, parseMoney } from '../../src/domain/money.ts'
import type { ProfileChange } from '../../src/domain/profile.ts'
import type { OrderWish } from '../../src/domain/service-order.ts'
import type { SettingsChange } from '../../src/domain/settings.ts'
import { call } from '../conformance/subject.ts'
import { readable } from '../support/readable.ts'
import { readMessage, startReplay } from '../support/sample-replay.ts'

/**
 * tests/samples/reference/<operation>/<case>: what must be sent (request.http), what the billing answered, byte for byte
 * (response.http), and what was asked and read (expected.json). A bug found in the field becomes a case and stays.
 */
const ROOT = new URL('../samples/reference/', import.meta.url)

interface Asked {
  readonly ids: readonly string[]
  readonly login: string
  readonly loginKey: LoginKey
  readonly change: CredentialChange
  readonly password: string
  readonly numbers: readonly string[]
  readonly pages: readonly (PaymentPageKey & ChargePageKey)[]
  readonly statements: readonly StatementKey[]
  readonly tickets: readonly TicketPageKey[]
  readonly messages: readonly TicketMessagePageKey[]
  /** Amounts are decimal text in roubles, instants RFC 3339. */
  readonly order: Written<PaymentOrder & CancelOrder>
  readonly references: readonly string[]
  readonly ticket: TicketOrder
  readonly ticketMessage: TicketMessageOrder
  readonly ticketChange: TicketChangeOrder
  readonly queue: TicketQueueKey
  readonly wish: OrderWish
  readonly debit: Omit<DebitOrder, 'amount'> & { readonly amount: string }
  readonly serviceOrder: NewServiceOrder
  readonly orderKey: ServiceOrderKey
  readonly orderReference?: OrderReferenceKey
  readonly profile: ProfileChange
  readonly settings: SettingsChange
  readonly addresses: readonly CoverageAddress[]
  readonly device: DeviceOrder
  readonly deviceKey: DeviceKey
  readonly documentKey: DocumentKey
  readonly registry: {
    readonly from: string
    readonly to: string
    readonly after: string | null
    readonly first: number
  }
}

type Written<T> = Omit<T, 'amount' | 'paidAt'> & { readonly amount: string; readonly paidAt: string | null }

interface Expected {
  readonly asked: Asked
  readonly answer?: unknown
  readonly error?: { readonly code: string; readonly outcome: string }
  /** Kind, field and code of each oddity, in order. */
  readonly oddities: readonly string[]
}

const OPERATIONS: Readonly<Record<string, (billing: BillingSystem, asked: Asked) => Promise<unknown>>> = {
  accounts: (billing, { ids }) => billing.accounts.findAccounts(ids, call()),
  agreements: (billing, { ids }) => billing.agreements.findAgreements(ids, call()),
  profiles: (billing, { ids }) => billing.profiles.findProfiles(ids, call()),
  tariffs: (billing, { ids }) => billing.tariffs.findTariffs(ids, call()),
  services: (billing, { ids }) => billing.services.listServices(ids, call()),
  accountsByNumber: (billing, { numbers }) => billing.accounts.findAccountsByNumber(numbers, call()),
  regions: (billing) => billing.regions.listRegions(call()),
  operators: (billing, { ids }) => billing.operators.findOperators(ids, call()),
  tariffsByRegion: (billing, { ids }) => billing.tariffs.listTariffs(ids, call()),
  availableTariffs: (billing, { ids }) => billing.tariffs.listAvailableTariffs(ids, call()),
  channels: (billing, { ids }) => billing.tariffs.listChannels(ids, call()),
  ips: (billing, { ids }) => billing.services.listIpAddresses(ids, call()),
  devices: (billing, { ids }) => billing.devices.listDevices(ids, call()),
  documents: (billing, { ids }) => billing.documents.listDocuments(ids, call()),
  documentContent: async (billing, { documentKey }) => {
    const found = await billing.documents.readDocument(documentKey, call())
    return found && { document: found.document, text: Buffer.from(found.bytes).toString('latin1') }
  },
  addDevice: (billing, { device }) => billing.devices.registerDevice(device, call()),
  removeDevice: (billing, { deviceKey }) => billing.devices.removeDevice(deviceKey, call()),
  serviceOfferings: (billing, { ids }) => billing.offerings.listServiceOfferings(ids, call()),
  equipmentOfferings: (billing, { ids }) => billing.offerings.listEquipmentOfferings(ids, call()),
  logins: (billing, { loginKey }) => billing.logins.findLogins(loginKey, call()),
  setCredentials: (billing, { change }) => billing.logins.changeCredentials(change, call()),
  checkCredentials: (billing, { login, password }) => billing.credentials.checkCredentials({ login, password }, call()),
  async GetPayments(billing, { pages }) {
    const found = await readable(billing.payments.listPayments(pages, call()))
    return pages.map((key) => found.get(key))
  },
  async GetCharges(billing, { pages }) {
    const found = await readable(billing.charges.listCharges(pages, call()))
    return pages.map((key) => found.get(key))
  },
  async GetStatement(billing, { statements }) {
    const found = await readable(billing.statements.readStatements(statements, call()))
    return statements.map((key) => found.get(key))
  },
  async GetTickets(billing, { tickets }) {
    const found = await readable(billing.tickets.listTickets(tickets, call()))
    return tickets.map((key) => found.get(key))
  },
  AddPayment: (billing, { order }) =>
    billing.postings.postPayment(readOrder(order), { ...call(), mayStart: () => true }),
  CancelPayment: (billing, { order }) =>
    billing.postings.cancelPayment(readOrder(order), { ...call(), mayStart: () => true }),
  AddPromise: (billing, { order }) =>
    billing.promisedPayments.takePromise(readOrder(order), { ...call(), mayStart: () => true }),
  GetPromises: (billing, { ids }) => billing.promisedPayments.listPromises(ids, call()),
  GetOrderTerms: (billing, { ids }) => billing.orders.findOrderTerms(ids, call()),
  GetPromiseOffers: (billing, { ids }) => billing.promisedPayments.findPromiseOffers(ids, call()),
  async FindPayment(billing, { references }) {
    const keys = references.map((reference) => ({ accountId: '17', reference, since: 0, after: null }))
    const found = await readable(billing.postings.findPostings(keys, call()))
    return keys.map((key) => found.get(key))
  },
  AddDebit: (billing, { debit }) =>
    billing.postings.postDebit(
      { ...debit, amount: parseMoney(debit.amount, 'RUB') },
      { ...call(), mayStart: () => true },
    ),
  async FindDebit(billing, { references }) {
    const found = await readable(billing.postings.findDebits(references, call()))
    return references.map((reference) => found.get(reference))
  },
  GetRegistryPayments: (billing, { registry: { from, to, ...page } }) =>
    billing.postings.listPostings({ from: Date.parse(from), to: Date.parse(to), ...page }, call()),
  AddOrder: (billing, { serviceOrder }) => billing.orders.placeOrder(serviceOrder, { ...call(), mayStart: () => true }),
  CancelOrder: (billing, { orderKey }) => billing.orders.cancelOrder(orderKey, { ...call(), mayStart: () => true }),
  async QuoteOrders(billing, { wish }) {
    return (await readable(billing.orders.quoteOrders([wish], call()))).get(wish)
  },
  async GetOrders(billing, { pages, orderReference }) {
    if (orderReference) {
      return (await readable(billing.orders.findByReference([orderReference], call()))).get(orderReference)
    }
    const found = await readable(billing.orders.listOrders(pages, call()))
    return pages.map((key) => found.get(key))
  },
  updateProfile: (billing, { ids: [id = ''], profile }) => billing.profiles.updateProfile(id, profile, call()),
  settings: (billing, { ids }) => billing.profiles.findSettings(ids, call()),
  updateSettings: (billing, { ids: [id = ''], settings }) => billing.profiles.updateSettings(id, settings, call()),
  async coverage(billing, { addresses }) {
    const found = await readable(billing.coverage.findCoverage(addresses, call()))
    return addresses.map((address) => found.get(address))
  },
  OpenTicket: (billing, { ticket }) => billing.tickets.openTicket(ticket, { ...call(), mayStart: () => true }),
  async FindTicket(billing, { references }) {
    const keys = references.map((reference) => ({ reference, accountId: null }))
    const found = await readable(billing.tickets.findTicketsByReference(keys, call()))
    return new Map(keys.map((key) => [key.reference, found.get(key)]))
  },
  AddTicketMessage: (billing, { ticketMessage }) =>
    billing.tickets.postTicketMessage(ticketMessage, { ...call(), mayStart: () => true }),
  async FindTicketMessage(billing, { references }) {
    const keys = references.map((reference) => ({ reference, accountId: '1', ticketId: '1' }))
    const found = await readable(billing.tickets.findMessagesByReference(keys, call()))
    return new Map(keys.map((key) => [key.reference, found.get(key)]))
  },
  ChangeTicket: (billing, { ticketChange }) => billing.tickets.changeTicket(ticketChange, call()),
  GetTicketQueue: (billing, { queue }) => billing.tickets.listTicketQueue(queue, call()),
  async GetTicketStates(billing, { messages }) {
    const found = await readable(billing.tickets.listHistory(messages, call()))
    return messages.map((key) => found.get(key))
  },
  async GetTicketMessages(billing, { messages }) {
    const found = await readable(billing.tickets.listMessages(messages, call()))
    return messages.map((key) => found.get(key))
  },
}

function readOrder({ amount, paidAt, ...order }: Asked['order']) {
  return {
    ...order,
    amount: parseMoney(amount, 'RUB'),
    paidAt: paidAt === null ? null : Date.parse(paidAt),
  }
}

const cases = readdirSync(ROOT).flatMap((operation) =>
  readdirSync(new URL(`${operation}/`, ROOT)).map((name) => [operation, name] as const),
)

describe('samples of the reference billing', () => {
  test('every operation that the adapter reads has a sample', () => {
    expect(new Set(cases.map(([operation]) => operation))).toEqual(new Set(Object.keys(OPERATIONS)))
  })

  test.each(cases)('%s: %s', async (operation, name) => {
    const folder = new URL(`${operation}/${name}/`, ROOT)
    const expected: Expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'))
    const request = readMessage(readFileSync(new URL('request.http', folder)))
    const response = readMessage(readFileSync(new URL('response.http', folder)))
    const replay = await startReplay(request.start, response)
    const oddities: Oddity[] = []
    const billing = connect(replay.origin, (oddity) => oddities.push(oddity))
    const run = OPERATIONS[operation]
    if (run === undefined) throw new Error(`no operation ${operation}`)

    const outcome = await run(billing, expected.asked).then(
      (answer) => ({ answer: toPlain(answer) }),
      (error: unknown) => ({ error: toFailure(error) }),
    )
    await billing.close()

    expect(replay.received).toHaveLength(1)
    expect(replay.received[0]).toMatchObject({
      start: request.start,
      headers: request.headers,
      body: request.body.toString().trim(),
    })
    expect(outcome).toEqual(expected.error === undefined ? { answer: expected.answer } : { error: expected.error })
    expect(oddities.map(({ kind, field, code }) => [kind, field, ...(code === null ? [] : [code])].join(' '))).toEqual(
      expected.oddities,
    )
  })
})

function connect(origin: string, onOddity: (oddity: Oddity) => void): BillingSystem {
  return createReferenceBilling({
    restUrl: `${origin}/rest`,
    restKey: 'sample-key',
    soapUrl: `${origin}/soap`,
    soapLogin: 'gateway',
    soapPassword: 'gateway',
    timeZone: 'Europe/Moscow',
    currency: 'RUB',
    timeoutMs: 5000,
    maxConcurrency: 4,
    onOddity,
  })
}

function toFailure(error: unknown) {
  if (!(error instanceof BillingError)) throw error
  return { code: error.code, outcome: error.outcome }
}

const INSTANTS = new Set([
  'paidAt',
  'chargedAt',
  'at',
  'createdAt',
  'changedAt',
  'updatedAt',
  'placedAt',
  'dueAt',
  'closedAt',
  'takenAt',
  'endsAt',
  'availableAt',
])

/** Maps as objects, money as text, instants as RFC 3339: what can be written in expected.json. */
function toPlain(value: unknown): unknown {
  const text = JSON.stringify(value instanceof Map ? Object.fromEntries(value) : value, (key, part: unknown) => {
    if (part instanceof BillingError) return { error: toFailure(part) }
    if (isMoney(part)) return `${formatMoney(part)} ${part.currency}`
    return INSTANTS.has(key) && typeof part === 'number' ? new Date(part).toISOString() : part
  })
  const plain: unknown = JSON.parse(text)
  return plain
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'minorUnits' in value && 'currency' in value
}
