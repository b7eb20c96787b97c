import type { Capabilities } from './capabilities.ts'
import { BillingError } from './error.ts'
import type { LoginBilling } from './login-port.ts'
import type { OrderBilling } from './order-port.ts'
import type {
  AgreementBilling,
  BillingSystem,
  Bulk,
  ChargeBilling,
  CoverageBilling,
  DeviceBilling,
  DocumentBilling,
  IdentityBilling,
  OfferingBilling,
  OperatorBilling,
  PaymentBilling,
  ProfileBilling,
  RegionBilling,
  ServiceBilling,
  StatementBilling,
  TariffBilling,
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

export const NO_SETTINGS: Pick<ProfileBilling, 'findSettings'> = { findSettings: nothing }

export const NO_CHANNELS: Pick<TariffBilling, 'listChannels'> = { listChannels: nothing }

export const NO_IP_ADDRESSES: Pick<ServiceBilling, 'listIpAddresses'> = { listIpAddresses: emptyLists }

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

export const NO_CANCELLATIONS: Pick<PostingBilling, 'cancelPayment'> = { cancelPayment: refuse('cancelPayment') }

/** Marks are for look-ups in statements (`reconcile`); elsewhere nobody asks for them. */
export const NO_MARKS: Pick<PostingBilling, 'findMarks'> = { findMarks: nothing }

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

/** Where logins are not told and not changed; people sign in all the same. */
export const NO_LOGINS: LoginBilling = {
  findLogins: async () => [],
  changeCredentials: async () => ({ kind: 'refused', reason: 'NOT_SUPPORTED' }),
}

/** Where one system holds everything, an account has no other keys. */
export const NO_FOREIGN_KEYS: IdentityBilling = { findForeignKeys: nothing, remember() {} }

/** An account that is the same in every system, of no region or operator, and not suspended. */
export const PLAIN_ACCOUNT = { keys: {}, regionId: null, operatorId: null, amountToRestore: null } as const

/** A service as its tariff makes it, without a hold. What the port learns of services later stands here first. */
export const PLAIN_SERVICE = { options: [], optionsFee: null, freeze: null } as const

/** A tariff for everybody that is one thing, without television. */
export const PLAIN_TARIFF = { ownerAccountId: null, components: [], tvPackage: null, description: null } as const

export const NO_PROFILES: ProfileBilling = { findProfiles: nothing, ...NO_SETTINGS, ...NO_PROFILE_CHANGES }

export const NO_SERVICES: ServiceBilling = { listServices: emptyLists, ...NO_IP_ADDRESSES }

export const NO_TARIFFS: TariffBilling = {
  findTariffs: nothing,
  listTariffs: nothing,
  listAvailableTariffs: emptyLists,
  ...NO_CHANNELS,
}

export const NO_PAYMENTS: PaymentBilling = {
  listPayments: async (keys) => new Map(keys.map((key) => [key, { payments: [], hasMore: false }])),
  findPayments: nothing,
}

/** No money is taken: whoever pays is told that it was not applied. */
export const NO_POSTINGS: PostingBilling = {
  postPayment: refuse('postPayment'),
  findPostings: refuse('findPostings'),
  listPostings: refuse('listPostings'),
  ...NO_MARKS,
  ...NO_CANCELLATIONS,
  ...NO_TRANSFERS,
}

/**
 * Everything but accounts, credentials and health, which no billing can do without. What an adapter serves stands after
 * these, so that it grows slice by slice and is whole from the first day.
 */
export const ABSENT_SLICES = {
  agreements: NO_AGREEMENTS,
  profiles: NO_PROFILES,
  tariffs: NO_TARIFFS,
  services: NO_SERVICES,
  payments: NO_PAYMENTS,
  postings: NO_POSTINGS,
  charges: NO_CHARGES,
  statements: NO_STATEMENTS,
  tickets: NO_TICKETS,
  orders: NO_ORDERS,
  promisedPayments: NO_PROMISED_PAYMENTS,
  devices: NO_DEVICES,
  documents: NO_DOCUMENTS,
  offerings: NO_OFFERINGS,
  regions: NO_REGIONS,
  coverage: NO_COVERAGE,
  operators: NO_OPERATORS,
  logins: NO_LOGINS,
  identity: NO_FOREIGN_KEYS,
} as const satisfies Partial<BillingSystem>

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
