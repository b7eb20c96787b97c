import { expect } from 'vitest'
import type { BillingCall, Bulk, Capabilities } from '../../src/billing/port.ts'
import type { OrderWish } from '../../src/domain/service-order.ts'
import { listIds, money, NOT_APPLIED } from './kit.ts'
import { listThings } from './nothing.ts'
import { type ConformanceSubject, call, writingCall } from './subject.ts'

/** The capabilities that are there or not, and whose absence can be seen. */
export type Capability = Exclude<
  { readonly [K in keyof Capabilities]: Capabilities[K] extends boolean ? K : never }[keyof Capabilities],
  'honoursExternalId' | 'selfServiceOrders'
>

/** Proves that what the capability stands for is not there. Once for each subject: many requirements ask. */
export function proveRefusal(subject: ConformanceSubject, capability: Capability): Promise<void> {
  const proofs = PROOFS.get(subject) ?? new Map<Capability, Promise<void>>()
  PROOFS.set(subject, proofs)
  const proof = proofs.get(capability) ?? prove(subject, capability)
  proofs.set(capability, proof)
  return proof
}

/** Proves that where references of orders are kept, nobody answers what has become of a wish. */
export async function proveNotAsked({ billing, books }: ConformanceSubject): Promise<void> {
  const [{ id: accountId } = { id: '' }] = await books.accounts()
  await expect(billing.orders.findCarriedOut([wishOf(accountId)], call())).rejects.toMatchObject(NOT_APPLIED)
}

const PROOFS = new WeakMap<ConformanceSubject, Map<Capability, Promise<void>>>()

async function prove(subject: ConformanceSubject, capability: Capability): Promise<void> {
  const [accountId = ''] = await listIds(subject)
  const before = await takeSnapshot(subject, accountId)
  const { reads = [], writes = [] } = REFUSALS[capability]({ subject, billing: subject.billing, accountId })
  for (const read of reads) await expectNothing(capability, read(call()))
  for (const write of writes) {
    await expect(write(writingCall()), `a write without ${capability}`).rejects.toMatchObject(NOT_APPLIED)
  }
  expect(await takeSnapshot(subject, accountId), `the books after writes without ${capability}`).toEqual(before)
}

/** A read answers nothing, or rejects where nothing would be a lie. */
async function expectNothing(capability: Capability, answer: Promise<unknown>): Promise<void> {
  const told: unknown = await answer.catch((error: unknown) => error)
  if (told instanceof Error) expect(told, `a read without ${capability}`).toMatchObject(NOT_APPLIED)
  else expect(listThings(told), `a read without ${capability}`).toEqual([])
}

/** What the books say of an account, as far as they say anything. */
async function takeSnapshot({ books }: ConformanceSubject, accountId: string): Promise<readonly unknown[]> {
  const account = books.accounts()
  return Promise.all([
    Promise.resolve(account).then((all) => all.find(({ id }) => id === accountId)),
    books.payments?.(accountId),
    books.charges?.(accountId),
    books.debits?.(accountId),
    books.tickets?.(accountId),
    books.orders?.(accountId),
    books.promises?.(accountId),
    books.devices?.(accountId),
    books.services?.(accountId),
  ])
}

interface Asked {
  readonly subject: ConformanceSubject
  readonly billing: ConformanceSubject['billing']
  readonly accountId: string
}

interface Refused {
  readonly reads?: readonly ((given: BillingCall) => Promise<unknown>)[]
  readonly writes?: readonly ((given: ReturnType<typeof writingCall>) => Promise<unknown>)[]
}

const PERIOD = { from: '2026-01-01', to: '2026-01-31' }
const REFERENCE = 'not-to-be'

const REFUSALS: Readonly<Record<Capability, (asked: Asked) => Refused>> = {
  payments: ({ billing: { payments }, accountId }) => ({
    reads: [
      (given) => payments.listPayments([{ accountId, first: 5, before: null }], given),
      (given) => payments.findPayments([{ accountId, paymentId: '1' }], given),
    ],
  }),
  cancellations: ({ subject, billing: { postings }, accountId }) => ({
    writes: [
      (given) =>
        postings.cancelPayment(
          { accountId, paymentId: '1', amount: money(subject, 100n), reference: REFERENCE },
          given,
        ),
    ],
  }),
  transfers: ({ subject, billing: { postings }, accountId }) => ({
    reads: [(given) => postings.findDebits([REFERENCE], given)],
    writes: [
      (given) =>
        postings.postDebit({ accountId, amount: money(subject, 100n), reference: REFERENCE, description: 'x' }, given),
    ],
  }),
  services: ({ billing: { services }, accountId }) => ({
    reads: [(given) => services.listServices([accountId], given), (given) => services.listIpAddresses(['1'], given)],
  }),
  tariffs: ({ billing: { tariffs } }) => ({
    reads: [
      (given) => tariffs.findTariffs(['1'], given),
      (given) => tariffs.listTariffs(['1'], given),
      (given) => tariffs.listAvailableTariffs(['1'], given),
      (given) => tariffs.listChannels(['1'], given),
    ],
  }),
  statements: ({ billing: { statements }, accountId }) => ({
    reads: [(given) => statements.readStatements([{ accountId, period: PERIOD }], given)],
  }),
  tickets: (asked) => refuseTickets(asked),
  devices: ({ billing: { devices }, accountId }) => ({ reads: [(given) => devices.listDevices([accountId], given)] }),
  deviceChanges: ({ billing: { devices }, accountId }) => ({
    writes: [
      (given) =>
        devices.registerDevice({ accountId, name: null, macAddress: '02:ab:cd:00:00:0f', serialNumber: null }, given),
      (given) => devices.removeDevice({ accountId, deviceId: '1' }, given),
    ],
  }),
  documents: ({ billing: { documents }, accountId }) => ({
    reads: [
      (given) => documents.listDocuments([accountId], given),
      (given) => documents.readDocument({ accountId, documentId: '1' }, given),
    ],
  }),
  promisedPayments: ({ subject, billing: { promisedPayments }, accountId }) => ({
    reads: [
      (given) => promisedPayments.findPromiseOffers([accountId], given),
      (given) => promisedPayments.listPromises([accountId], given),
    ],
    writes: [
      (given) => promisedPayments.takePromise({ accountId, amount: money(subject, 100n), reference: REFERENCE }, given),
    ],
  }),
  promiseReferences: ({ billing: { promisedPayments }, accountId }) => ({
    reads: [async (given) => listReferences(await promisedPayments.listPromises([accountId], given))],
  }),
  offerings: ({ billing: { offerings } }) => ({
    reads: [
      (given) => offerings.listServiceOfferings(['1'], given),
      (given) => offerings.listEquipmentOfferings(['1'], given),
    ],
  }),
  profileChanges: ({ billing: { profiles }, accountId }) => ({
    writes: [
      (given) => profiles.updateProfile(accountId, { email: 'not@example.com' }, given),
      (given) => profiles.updateSettings(accountId, { acceptsAdvertising: false }, given),
    ],
  }),
  credentialChanges: ({ billing: { logins } }) => ({
    writes: [
      async (given) => {
        const verdict = await logins.changeCredentials({ subjectId: '1', login: null, password: 'not to be' }, given)
        // A refusal that names the reason is as good as a rejection.
        if (verdict.kind === 'refused' && verdict.reason === 'NOT_SUPPORTED') throw asNotApplied()
      },
    ],
  }),
  coverage: ({ billing: { coverage } }) => ({
    reads: [(given) => coverage.findCoverage([{ regionId: '1', city: 'Нигде', street: 'Мира', house: '1' }], given)],
  }),
  orders: (asked) => refuseOrders(asked),
  orderReferences: ({ billing: { orders }, accountId }) => ({
    writes: [(given) => orders.findByReference([{ accountId, reference: REFERENCE }], given)],
  }),
}

function asNotApplied(): Error {
  return Object.assign(new Error('NOT_SUPPORTED'), NOT_APPLIED)
}

function listReferences(answer: Bulk<string, readonly { readonly reference: string | null }[] | Error>) {
  return [...answer.values()].flatMap((found) =>
    found instanceof Error ? [] : found.flatMap(({ reference }) => reference ?? []),
  )
}

function refuseTickets({ billing: { tickets }, accountId }: Asked): Refused {
  const page = { first: 5, before: null, statuses: null }
  const key = { accountId, ticketId: '1' }
  const order = { accountId, contact: null, category: 'FAULT', subject: 'x', text: 'x', reference: REFERENCE } as const
  const message = { ...key, author: 'SUBSCRIBER', authorName: null, text: 'x', reference: REFERENCE } as const
  return {
    reads: [
      (given) => tickets.listTickets([{ ...page, accountId }], given),
      (given) => tickets.findTickets([key], given),
      (given) => tickets.listMessages([{ ...key, first: 5, after: null }], given),
      (given) => tickets.listHistory([{ ...key, first: 5, after: null }], given),
      (given) => tickets.listTicketQueue({ ...page, categories: null }, given),
    ],
    writes: [
      (given) => tickets.openTicket(order, given),
      (given) => tickets.postTicketMessage(message, given),
      (given) => tickets.changeTicket({ ...key, author: 'SUBSCRIBER', change: { status: 'CLOSED' } }, given),
      // An empty list would say that it has not been opened.
      (given) => tickets.findTicketsByReference([{ accountId, reference: REFERENCE }], given),
      (given) => tickets.findMessagesByReference([{ ...key, reference: REFERENCE }], given),
    ],
  }
}

function wishOf(accountId: string): OrderWish {
  return {
    accountId,
    action: 'FREEZE_ACCOUNT',
    serviceId: null,
    tariffId: null,
    offeringId: null,
    option: null,
    value: null,
    from: '2030-01-01',
    until: '2030-01-31',
    atNextPeriod: false,
  }
}

function refuseOrders({ billing: { orders }, accountId }: Asked): Refused {
  const wish = wishOf(accountId)
  return {
    reads: [
      (given) => orders.listOrders([{ accountId, first: 5, before: null }], given),
      (given) => orders.findOrders([{ accountId, orderId: '1' }], given),
      (given) => orders.findOrderTerms([accountId], given),
    ],
    writes: [
      (given) => orders.placeOrder({ ...wish, reference: REFERENCE }, given),
      (given) => orders.cancelOrder({ accountId, orderId: '1' }, given),
      (given) => orders.quoteOrders([wish], given),
    ],
  }
}
