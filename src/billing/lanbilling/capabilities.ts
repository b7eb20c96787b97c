import { NO_CAPABILITIES } from '../absent.ts'
import type { Capabilities } from '../port.ts'
import { MAX_REFERENCE_LENGTH } from './posting-writes.ts'

/** What a LANBilling can do, with where each answer comes from; docs/vendors/lanbilling.md says more. */
export function lanbillingCapabilities(
  told: Pick<Capabilities, 'honoursExternalId' | 'selfServiceOrders' | 'tickets'>,
): Capabilities {
  return {
    ...NO_CAPABILITIES,
    // ExternPayment refuses a receipt that it has when `notexists` is set, as it always is here. Terminals and cash desks need
    // not set it, so that the billing keeps nothing apart by itself.
    honoursExternalId: told.honoursExternalId,
    // ExternCheckPayment by the whole receipt, over all agreements.
    reconcile: 'exact',
    // ExternCancelPayment by the receipt.
    cancellations: true,
    // No operation takes money of an agreement by a reference; Transfer between agreements has none.
    transfers: false,
    maxReferenceLength: MAX_REFERENCE_LENGTH,
    payments: true,
    // getVgroups.
    services: true,
    // getTarif, getTarifsExt2.
    tariffs: true,
    // What was charged is shown as sums of a report for a time, without records or a place in an order.
    statements: false,
    // Sbss*. Classes and statuses are the installation's own, so that somebody has to say what they are.
    tickets: told.tickets,
    // ClientPromisePayment answers nothing and keeps nothing beside it: what is there is read.
    promisedPayments: true,
    promiseReferences: false,
    // Hardware is the network's; documents are made by the office's own templates, which no operation prints by itself.
    devices: false,
    deviceChanges: false,
    documents: false,
    // What may be connected is no list: the tariffs of a service are, and they are `availableTariffs`.
    offerings: false,
    coverage: false,
    // insupdAccount writes the whole person, over what somebody else has just changed, and so it is with login and password.
    profileChanges: false,
    credentialChanges: false,
    // Plans of tariffs and times of blocks, found again by what they say.
    orders: true,
    orderReferences: false,
    selfServiceOrders: told.selfServiceOrders,
  }
}
