import { assembleBilling } from '../../src/billing/assemble.ts'
import type { BillingSystem, TicketMessagePageKey } from '../../src/billing/port.ts'
import type { OrderTerms } from '../../src/domain/order-terms.ts'
import { createMaker, type TestBillingOptions } from './execution-rows.ts'
import { createRows } from './execution-shared-rows.ts'

/**
 * A billing without a wire: whatever it is asked for is made from a hash of seed, slice and key, so that it says the same
 * however the questions are batched. The adapters and their wires have suites of their own.
 */
export function createTestBilling(options: TestBillingOptions): BillingSystem {
  const make = createMaker(options)
  const { bulk, dice } = make
  const { account, payment, charge, ticket, serviceOrder, tariff } = createRows(make)
  const idsOf = (kind: string, accountId: string, count: number) =>
    Array.from({ length: dice(kind, accountId) % (count + 1) }, (_, index) => `${kind}${accountId}.${index}`)
  return assembleBilling({
    name: 'test',
    capabilities: {
      honoursExternalId: true,
      reconcile: 'exact',
      cancellations: true,
      transfers: true,
      maxReferenceLength: 64,
      payments: true,
      services: true,
      tariffs: true,
      statements: true,
      tickets: dice('capable', 'tickets') % 6 !== 0,
      promisedPayments: true,
      promiseReferences: true,
      profileChanges: true,
      orderReferences: true,
      devices: true,
      documents: true,
      deviceChanges: true,
      offerings: true,
      credentialChanges: true,
      orders: true,
      selfServiceOrders: true,
      coverage: true,
    },
    shared: [],
    slices: {
      accounts: {
        findAccounts: bulk('accounts', (id: string) => id, account),
        findAccountsByNumber: bulk(
          'numbers',
          (number: string) => number,
          (number) => account(number.slice(3)),
        ),
      },
      agreements: { findAgreements: bulk('agreements', (id: string) => id, make.agreement) },
      profiles: {
        findProfiles: bulk('profiles', (id: string) => id, make.profile),
        findSettings: bulk(
          'settings',
          (id: string) => id,
          () => ({ language: 'RU', invoiceDelivery: 'EMAIL', acceptsAdvertising: true }),
        ),
        updateProfile: async () => ({ kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }),
        updateSettings: async () => ({ kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }),
      },
      coverage: { findCoverage: async () => new Map() },
      tariffs: {
        findTariffs: bulk('tariffs', (id: string) => id, tariff),
        listTariffs: bulk(
          'regionTariffs',
          (id: string) => id,
          (id) => ['t1', 't2', `t${id}`].map(tariff),
        ),
        listAvailableTariffs: bulk(
          'available',
          (id: string) => id,
          (id) => idsOf('t', id, 4),
        ),
        listChannels: bulk('channels', (id: string) => id, make.channels),
      },
      services: {
        listServices: bulk(
          'services',
          (id: string) => id,
          (id) => idsOf('s', id, 4).map((key) => make.service(key, id)),
        ),
        listIpAddresses: bulk('addresses', (id: string) => id, make.addresses),
      },
      payments: {
        listPayments: bulk(
          'payments',
          ({ accountId, first, before }) => `${accountId} ${first} ${before}`,
          ({ accountId, first, before }) => ({
            payments: before === null ? idsOf('p', accountId, first).map((id) => payment(id, accountId)) : [],
            hasMore: dice('more', accountId) % 2 === 0,
          }),
        ),
        findPayments: bulk(
          'payment',
          (key) => key.paymentId,
          ({ paymentId, accountId }) => payment(paymentId, accountId),
        ),
      },
      postings: {
        postPayment: async () => ({ kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }),
        cancelPayment: async () => ({ kind: 'refused', reason: 'PAYMENT_NOT_FOUND' }),
        postDebit: async () => ({ kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }),
        findDebits: async (references) => new Map(references.map((reference) => [reference, []])),
        findPostings: async (keys) => new Map(keys.map((key) => [key, []])),
        findMarks: async (ids) => new Map(ids.map((id) => [id, null])),
        listPostings: async () => ({ postings: [], hasMore: false }),
      },
      charges: {
        listCharges: bulk(
          'charges',
          ({ accountId, first, before }) => `${accountId} ${first} ${before}`,
          ({ accountId, first, before }) => ({
            charges: before === null ? idsOf('c', accountId, first).map((id) => charge(id, accountId)) : [],
            hasMore: false,
          }),
        ),
        findCharges: bulk(
          'charge',
          (key) => key.chargeId,
          ({ chargeId, accountId }) => charge(chargeId, accountId),
        ),
      },
      statements: {
        readStatements: bulk(
          'statements',
          (key) => `${key.accountId} ${key.period.from} ${key.period.to}`,
          make.statement,
        ),
      },
      tickets: {
        openTicket: async () => ({ kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }),
        postTicketMessage: async () => ({ kind: 'refused', reason: 'TICKET_NOT_FOUND' }),
        changeTicket: async () => ({ kind: 'refused', reason: 'TICKET_NOT_FOUND' }),
        findMessagesByReference: async (keys) => new Map(keys.map((key) => [key, []])),
        listTicketQueue: async () => ({ tickets: [], hasMore: false }),
        isMessageId: () => true,
        listHistory: bulk(
          'history',
          (key: TicketMessagePageKey) => key.ticketId,
          () => ({ changes: [], hasMore: false }),
        ),
        findTicketsByReference: async (keys) => new Map(keys.map((key) => [key, []])),
        listTickets: bulk(
          'tickets',
          ({ accountId, first, before }) => `${accountId} ${first} ${before}`,
          ({ accountId, first, before }) => ({
            tickets: before === null ? idsOf('k', accountId, first).map((id) => ticket(id, accountId)) : [],
            hasMore: true,
          }),
        ),
        findTickets: bulk(
          'ticket',
          (key) => key.ticketId,
          ({ ticketId, accountId }) => ticket(ticketId, accountId),
        ),
        listMessages: bulk('messages', (key: TicketMessagePageKey) => key.ticketId, make.messages),
      },
      orders: {
        findOrderTerms: bulk(
          'orderTerms',
          (id: string) => id,
          (id) => make.odd(`terms ${id}`, orderTerms(make, id, idsOf('s', id, 4))),
        ),
        quoteOrders: bulk('quotes', (wish) => JSON.stringify(wish), make.quote),
        placeOrder: async () => ({ kind: 'refused', reason: 'DEBT', earliestOn: null }),
        cancelOrder: async () => ({ kind: 'refused', reason: 'TOO_LATE' }),
        listOrders: bulk(
          'orders',
          ({ accountId, first, before }) => `${accountId} ${first} ${before}`,
          ({ accountId, first, before }) => ({
            orders: before === null ? idsOf('o', accountId, first).map((id) => serviceOrder(id, accountId)) : [],
            hasMore: true,
          }),
        ),
        findOrders: bulk(
          'order',
          (key) => key.orderId,
          ({ orderId, accountId }) => serviceOrder(orderId, accountId),
        ),
        findCarriedOut: async (wishes) => new Map(wishes.map((wish) => [wish, null])),
        findByReference: async (keys) => new Map(keys.map((key) => [key, []])),
      },
      promisedPayments: {
        findPromiseOffers: bulk('promiseOffers', (id: string) => id, make.promiseOffer),
        listPromises: bulk('promises', (id: string) => id, make.promises),
        takePromise: async () => ({ kind: 'refused', reason: 'NO_DEBT' }),
      },
      devices: {
        listDevices: bulk('devices', (id: string) => id, make.devices),
        registerDevice: async () => ({ kind: 'refused', reason: 'TOO_MANY_DEVICES' }),
        removeDevice: async () => ({ kind: 'absent' }),
      },
      documents: {
        listDocuments: bulk(
          'documents',
          (id: string) => id,
          (accountId) => [{ ...PAPER, id: `p${accountId}`, accountId }],
        ),
        readDocument: async () => null,
      },
      offerings: {
        listServiceOfferings: bulk('serviceOfferings', (id: string) => id, make.serviceOfferings),
        listEquipmentOfferings: bulk('equipmentOfferings', (id: string) => id, make.equipmentOfferings),
      },
      regions: { listRegions: async () => new Map(['r1', 'r2'].map((id) => [id, { id, name: `Region ${id}` }])) },
      operators: {
        findOperators: bulk(
          'operators',
          (id: string) => id,
          (id) => ({ id, name: `Operator ${id}`, inn: '7700000000', kpp: null }),
        ),
      },
      logins: {
        findLogins: async () => [],
        changeCredentials: async () => ({ kind: 'refused', reason: 'NOT_SUPPORTED' }),
      },
      credentials: { checkCredentials: refuse, findSubject: refuse },
      identity: {
        findForeignKeys: async (_system, ids) => new Map(ids.map((id) => [id, id])),
        remember: () => {},
      },
      health: { ping: async () => undefined },
    },
  })
}

async function refuse() {
  return { kind: 'refused', reason: 'WRONG_CREDENTIALS' } as const
}

const PAPER = { kind: 'INVOICE', number: '7', issuedOn: '2026-11-01', amount: null, from: null, to: null } as const
function orderTerms(
  { dice, money }: Pick<ReturnType<typeof createMaker>, 'dice' | 'money'>,
  accountId: string,
  serviceIds: readonly string[],
): OrderTerms {
  const range = { option: 'SPEED', min: 100, max: 200, step: 50 } as const
  return {
    options: serviceIds.map((serviceId) => ({
      ...range,
      serviceId,
      current: 100 + 50 * (dice('current', serviceId) % 3),
      stepFee: money(`step ${serviceId}`),
    })),
    freeze: dice('terms', accountId) % 4 === 0 ? null : { minDays: 7, maxDays: 180, maxDaysAhead: 90 },
  }
}
