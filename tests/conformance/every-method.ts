import type { BillingCall, BillingSystem } from '../../src/billing/port.ts'
import type { OrderWish } from '../../src/domain/service-order.ts'
import { listIds, money, needsMarks } from './kit.ts'
import { NO_WISH } from './orders.ts'
import type { ConformanceSubject } from './subject.ts'

/** One call of a method, by its slice. */
export interface Method {
  readonly slice: string
  readonly invoke: (call: BillingCall) => Promise<unknown>
}

type Calling = (call: BillingCall) => Promise<unknown>
type Slice = keyof Omit<BillingSystem, 'name' | 'capabilities' | 'close' | 'identity'>

/**
 * Every method of the slices that are there, with something that can be asked of any billing. What a capability says is not
 * there is left out: that it is not has been proved.
 */
export async function listMethods(subject: ConformanceSubject): Promise<readonly Method[]> {
  const { billing } = subject
  const [id = '', other = ''] = await listIds(subject)
  const numbers = (await subject.books.accounts()).slice(0, 2).map(({ number }) => number)
  const order = billing.capabilities.orders ? await subject.samples.order?.() : undefined
  const asked: Asked = { subject, billing, id, ids: [id, other], numbers, wish: order?.wish ?? null }
  const methods = { ...readingMethods(asked), ...writingMethods(asked) } satisfies Readonly<
    Record<Slice, readonly Calling[]>
  >
  return Object.entries(methods).flatMap(([slice, list]) => list.map((invoke) => ({ slice, invoke })))
}

interface Asked {
  readonly subject: ConformanceSubject
  readonly billing: BillingSystem
  readonly id: string
  readonly ids: readonly string[]
  readonly numbers: readonly string[]
  /** An order that can be placed; null where none is known. */
  readonly wish: OrderWish | null
}

const PERIOD = { from: '2026-01-01', to: '2026-01-31' }
const NAME = 'not-to-be'

function when(isThere: boolean, ...methods: readonly Calling[]): readonly Calling[] {
  return isThere ? methods : []
}

function readingMethods({ billing, id, ids, numbers, subject: { books, logins } }: Asked) {
  const can = billing.capabilities
  const page = { accountId: id, first: 5, before: null }
  const credentials = logins.person ?? { login: 'nobody', password: 'nothing' }
  return {
    accounts: [
      (call) => billing.accounts.findAccounts(ids, call),
      (call) => billing.accounts.findAccountsByNumber(numbers, call),
    ],
    // No capability tells of these: where the books have none, there is nothing to call.
    regions: when(books.regions !== undefined, (call) => billing.regions.listRegions(call)),
    operators: when(books.operators !== undefined, (call) => billing.operators.findOperators(['1'], call)),
    agreements: when(books.agreement !== undefined, (call) => billing.agreements.findAgreements(ids, call)),
    coverage: when(can.coverage, (call) =>
      billing.coverage.findCoverage([{ regionId: '1', city: 'Москва', street: 'Мира', house: '5' }], call),
    ),
    tariffs: when(
      can.tariffs,
      (call) => billing.tariffs.findTariffs(['1'], call),
      (call) => billing.tariffs.listTariffs(['1'], call),
      (call) => billing.tariffs.listAvailableTariffs(['1'], call),
      // Not listChannels: where there is no television nobody has to be asked.
    ),
    services: when(
      can.services,
      (call) => billing.services.listServices(ids, call),
      ...when(books.addresses !== undefined, (call) => billing.services.listIpAddresses(['1'], call)),
    ),
    documents: when(
      can.documents,
      (call) => billing.documents.listDocuments(ids, call),
      (call) => billing.documents.readDocument({ accountId: id, documentId: '1' }, call),
    ),
    offerings: when(
      can.offerings,
      (call) => billing.offerings.listServiceOfferings(['1'], call),
      (call) => billing.offerings.listEquipmentOfferings(['1'], call),
    ),
    charges: when(
      books.charges !== undefined,
      (call) => billing.charges.listCharges([page], call),
      (call) => billing.charges.findCharges([{ accountId: id, chargeId: '1' }], call),
    ),
    statements: when(can.statements, (call) =>
      billing.statements.readStatements([{ accountId: id, period: PERIOD }], call),
    ),
    payments: when(
      can.payments,
      (call) => billing.payments.listPayments([page], call),
      (call) => billing.payments.findPayments([{ accountId: id, paymentId: '1' }], call),
    ),
    credentials: [
      (call) => billing.credentials.checkCredentials(credentials, call),
      (call) => billing.credentials.findSubject({ subjectId: '1', role: 'SUBSCRIBER' }, call),
    ],
    health: [(call) => billing.health.ping(call)],
  } satisfies Readonly<Record<string, readonly Calling[]>>
}

function writingMethods(asked: Asked) {
  const { billing, id, ids } = asked
  const can = billing.capabilities
  const amount = money(asked.subject, 100n)
  const order = { accountId: id, amount, reference: NAME, method: 'SBP', paidAt: null } as const
  const device = { accountId: id, name: null, macAddress: null, serialNumber: NAME }
  return {
    profiles: [
      (call) => billing.profiles.findProfiles(ids, call),
      ...when(
        can.profileChanges,
        // Where there are none that could be changed, nobody has to be asked.
        (call) => billing.profiles.findSettings(ids, call),
        (call) => billing.profiles.updateProfile(id, { email: 'a@example.com' }, call),
        (call) => billing.profiles.updateSettings(id, { language: 'EN' }, call),
      ),
    ],
    promisedPayments: when(
      can.promisedPayments,
      (call) => billing.promisedPayments.findPromiseOffers(ids, call),
      (call) => billing.promisedPayments.listPromises(ids, call),
      (call) => billing.promisedPayments.takePromise(order, { ...call, mayStart: () => true }),
    ),
    devices: [
      ...when(can.devices, (call) => billing.devices.listDevices(ids, call)),
      ...when(
        can.deviceChanges,
        (call) => billing.devices.registerDevice(device, call),
        (call) => billing.devices.removeDevice({ accountId: id, deviceId: '1' }, call),
      ),
    ],
    tickets: when(can.tickets, ...ticketMethods(asked)),
    orders: when(can.orders, ...orderMethods(asked)),
    postings: [
      (call) => billing.postings.postPayment(order, { ...call, mayStart: () => true }),
      ...when(needsMarks(asked.subject), (call) => billing.postings.findMarks(ids, call)),
      (call) => billing.postings.listPostings({ from: 0, to: 1, after: null, first: 1 }, call),
      ...when(can.reconcile !== 'none', (call) =>
        billing.postings.findPostings([{ accountId: id, reference: NAME, since: 0, after: null }], call),
      ),
      ...when(can.cancellations, (call) =>
        billing.postings.cancelPayment({ ...order, paymentId: '1' }, { ...call, mayStart: () => true }),
      ),
      ...when(
        can.transfers,
        (call) => billing.postings.postDebit({ ...order, description: NAME }, { ...call, mayStart: () => true }),
        (call) => billing.postings.findDebits([NAME], call),
      ),
    ],
    logins: when(
      can.credentialChanges,
      (call) => billing.logins.findLogins({ login: NAME }, call),
      (call) => billing.logins.changeCredentials({ subjectId: '1', login: null, password: null }, call),
    ),
  } satisfies Readonly<Record<string, readonly Calling[]>>
}

function ticketMethods({ billing: { tickets }, id }: Asked): readonly Calling[] {
  const key = { accountId: id, ticketId: '20001' }
  const page = { first: 5, before: null, statuses: null }
  const order = { accountId: id, contact: null, category: 'FAULT', subject: NAME, text: NAME, reference: NAME } as const
  const message = { ...key, author: 'OPERATOR', authorName: null, text: NAME, reference: NAME } as const
  return [
    (call) => tickets.listTickets([{ ...page, accountId: id }], call),
    (call) => tickets.findTickets([key], call),
    (call) => tickets.listMessages([{ ...key, first: 5, after: null }], call),
    (call) => tickets.listHistory([{ ...key, first: 5, after: null }], call),
    (call) => tickets.listTicketQueue({ ...page, categories: null }, call),
    (call) => tickets.findTicketsByReference([{ reference: NAME, accountId: id }], call),
    (call) => tickets.findMessagesByReference([{ ...key, reference: NAME }], call),
    (call) => tickets.postTicketMessage(message, { ...call, mayStart: () => true }),
    (call) => tickets.changeTicket({ ...key, author: 'OPERATOR', change: { status: 'CLOSED' } }, call),
    (call) => tickets.openTicket(order, { ...call, mayStart: () => true }),
  ]
}

function orderMethods({ subject, billing: { capabilities, orders }, id, ...asked }: Asked): readonly Calling[] {
  const wish = asked.wish ?? ({ ...NO_WISH, accountId: id, action: 'CHANGE_IP', serviceId: '1' } as const)
  const orderId = subject.samples.unknownOrderId ?? '1'
  return [
    (call) => orders.quoteOrders([wish], call),
    (call) => orders.findOrderTerms([id], call),
    (call) => orders.placeOrder({ ...wish, reference: NAME }, { ...call, mayStart: () => true }),
    (call) => orders.cancelOrder({ accountId: id, orderId }, { ...call, mayStart: () => true }),
    (call) => orders.listOrders([{ accountId: id, first: 5, before: null }], call),
    (call) => orders.findOrders([{ accountId: id, orderId }], call),
    ...when(capabilities.orderReferences, (call) => orders.findByReference([{ accountId: id, reference: NAME }], call)),
  ]
}
