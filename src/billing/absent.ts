import type { Capabilities } from './capabilities.ts'
import { BillingError } from './error.ts'
import type { OrderBilling } from './order-port.ts'
import type {
  AgreementBilling,
  Bulk,
  ChargeBilling,
  CoverageBilling,
  DeviceBilling,
  DocumentBilling,
  IdentityBilling,
  OfferingBilling,
  OperatorBilling,
  ProfileBilling,
  RegionBilling,
  StatementBilling,
  TicketBilling,
} from './port.ts'
import type { PostingBilling } from './posting-port.ts'
import type { PromisedPaymentBilling } from './promised-payment-port.ts'

/**
 * Slices of what a billing does not have, so that an adapter writes only what it serves. Reads answer that nothing is there;
 * writes, and questions to which nothing would be a lie, reject with BILLING_NOT_SUPPORTED and `not_applied`. They belong to
 * a capability table that says so: who asks all the same is a mistake of ours.
 */
export function notSupported(what: string): BillingError {
  return new BillingError('BILLING_NOT_SUPPORTED', `${what}: the connected billing has no such thing.`, {
    outcome: 'not_applied',
  })
}

/** A method that nobody calls where the capabilities are believed. */
function refuse(what: string): () => Promise<never> {
  return () => Promise.reject(notSupported(what))
}

const nothing = async <K, V>(): Promise<Bulk<K, V>> => new Map()
const emptyLists = async <K>(keys: readonly K[]): Promise<Bulk<K, readonly never[]>> =>
  new Map(keys.map((key) => [key, []]))

export const NO_AGREEMENTS: AgreementBilling = { findAgreements: nothing }

export const NO_REGIONS: RegionBilling = { listRegions: async () => new Map() }

export const NO_OPERATORS: OperatorBilling = { findOperators: nothing }

export const NO_OFFERINGS: OfferingBilling = { listServiceOfferings: emptyLists, listEquipmentOfferings: emptyLists }

export const NO_COVERAGE: CoverageBilling = { findCoverage: refuse('coverage') }

export const NO_PROFILE_CHANGES: Pick<ProfileBilling, 'updateProfile' | 'updateSettings'> = {
  updateProfile: refuse('updateProfile'),
  updateSettings: refuse('updateSettings'),
}

export const NO_CHARGES: ChargeBilling = {
  listCharges: async (keys) => new Map(keys.map((key) => [key, { charges: [], hasMore: false }])),
  findCharges: nothing,
}

export const NO_STATEMENTS: StatementBilling = { readStatements: refuse('readStatements') }

export const NO_DEVICES: DeviceBilling = {
  listDevices: emptyLists,
  registerDevice: refuse('registerDevice'),
  removeDevice: refuse('removeDevice'),
}

export const NO_DOCUMENTS: DocumentBilling = { listDocuments: emptyLists, readDocument: async () => null }

export const NO_TRANSFERS: Pick<PostingBilling, 'postDebit' | 'findDebits'> = {
  postDebit: refuse('postDebit'),
  findDebits: refuse('findDebits'),
}

export const NO_PROMISED_PAYMENTS: PromisedPaymentBilling = {
  findPromiseOffers: refuse('findPromiseOffers'),
  listPromises: emptyLists,
  takePromise: refuse('takePromise'),
}

export const NO_ORDERS: OrderBilling = {
  quoteOrders: refuse('quoteOrders'),
  findOrderTerms: nothing,
  placeOrder: refuse('placeOrder'),
  cancelOrder: refuse('cancelOrder'),
  listOrders: async (keys) => new Map(keys.map((key) => [key, { orders: [], hasMore: false }])),
  findOrders: nothing,
  findByReference: refuse('findByReference'),
  findCarriedOut: refuse('findCarriedOut'),
}

export const NO_TICKETS: TicketBilling = {
  listTickets: async (keys) => new Map(keys.map((key) => [key, { tickets: [], hasMore: false }])),
  findTickets: nothing,
  listMessages: nothing,
  listHistory: nothing,
  isMessageId: () => false,
  openTicket: refuse('openTicket'),
  findTicketsByReference: refuse('findTicketsByReference'),
  postTicketMessage: refuse('postTicketMessage'),
  findMessagesByReference: refuse('findMessagesByReference'),
  changeTicket: refuse('changeTicket'),
  listTicketQueue: async () => ({ tickets: [], hasMore: false }),
}

/** Where one system holds everything, an account has no other keys. */
export const NO_FOREIGN_KEYS: IdentityBilling = { findForeignKeys: nothing, remember() {} }

/** A billing that has nothing yet: an adapter's table says what it can, and stands after this. */
export const NO_CAPABILITIES: Capabilities = {
  honoursExternalId: false,
  reconcile: 'none',
  cancellations: false,
  transfers: false,
  maxReferenceLength: 64,
  payments: false,
  services: false,
  tariffs: false,
  statements: false,
  tickets: false,
  devices: false,
  documents: false,
  promisedPayments: false,
  promiseReferences: false,
  deviceChanges: false,
  offerings: false,
  profileChanges: false,
  credentialChanges: false,
  coverage: false,
  orders: false,
  orderReferences: false,
  selfServiceOrders: false,
}
