import type { Capabilities } from '../port.ts'
import { MAX_REFERENCE_LENGTH } from './posting-orders.ts'

/** openapi.json: ids in one multi-get, "at most 100"; more are refused with 400. The SOAP filter takes as many agreements. */
export const IDS_PER_CALL = 100

/** What the reference billing can do, with where each answer comes from. */
export function referenceCapabilities(
  told: Pick<Capabilities, 'honoursExternalId' | 'reconcile' | 'promiseReferences' | 'selfServiceOrders'>,
): Capabilities {
  return {
    // AddPayment credits the same receipt twice unless `notexists` is set on every call, and cash desks do not set it.
    honoursExternalId: told.honoursExternalId,
    // FindPayment compares the whole receipt, where it can be used.
    reconcile: told.reconcile,
    // CancelPayment.
    cancellations: true,
    // AddDebit, and FindDebit, which compares the whole receipt as FindPayment does and can be used where that can.
    transfers: told.reconcile === 'exact',
    maxReferenceLength: MAX_REFERENCE_LENGTH,
    payments: true,
    // AddPromise. Its comment is there to be read again.
    promisedPayments: true,
    promiseReferences: told.promiseReferences,
    services: true,
    tariffs: true,
    statements: true,
    tickets: true,
    devices: true,
    documents: true,
    // POST /devices/add and /devices/remove.
    deviceChanges: true,
    offerings: true,
    // PUT of the profile and of the settings.
    profileChanges: true,
    credentialChanges: true,
    orders: true,
    // AddOrder keeps an extid.
    orderReferences: true,
    // AddOrder can be used by anybody; whether subscribers may is the provider's policy.
    selfServiceOrders: told.selfServiceOrders,
    coverage: true,
  }
}
