import { NO_CAPABILITIES } from '../absent.ts'
import type { Capabilities } from '../port.ts'

/** What an ABillS billing can do, with where each answer comes from; docs/vendors/abills.md says more. */
export function abillsCapabilities(told: Pick<Capabilities, 'selfServiceOrders' | 'maxReferenceLength'>): Capabilities {
  return {
    ...NO_CAPABILITIES,
    // `checkExtId` is asked for on every payment of ours, and looked at under a lock; cash desks and payment systems that
    // write past the API need not ask, so that the billing alone keeps nothing apart.
    honoursExternalId: false,
    // GET /payments?EXT_ID=…, whole and over all accounts.
    reconcile: 'exact',
    // DELETE /payments/users/:uid/:id. The row is gone then.
    cancellations: true,
    // A fee has no external id, and is taken whether the money is there or not.
    transfers: false,
    // As much of an external id as the installation's table keeps.
    maxReferenceLength: told.maxReferenceLength,
    payments: true,
    services: true,
    tariffs: true,
    statements: true,
    // The module Msgs.
    tickets: true,
    // The credit that a subscriber takes alone; nothing can be kept beside it.
    promisedPayments: true,
    promiseReferences: false,
    // Hardware addresses belong to services, not to accounts, and nobody but staff sets them.
    devices: false,
    deviceChanges: false,
    // Invoices can be listed by the subscriber alone, and the documents themselves by nobody.
    documents: false,
    // What can be connected has no list for anybody but staff, nor regions.
    offerings: false,
    // POST and PUT of `pi` answer alike whether they took a contact or not, and settings are not kept.
    profileChanges: false,
    // PUT /users/:uid with a password; the login stays.
    credentialChanges: true,
    coverage: false,
    // What is planned is the only list of orders that there is.
    orders: true,
    orderReferences: false,
    // By the provider's own rules, which the billing keeps.
    selfServiceOrders: told.selfServiceOrders,
  }
}
