import type { Capabilities } from '../port.ts'
import { MAX_REFERENCE_LENGTH } from './posting-orders.ts'

/** openapi.json: ids in one multi-get, "at most 100"; more are refused with 400. The SOAP filter takes as many agreements. */
export const IDS_PER_CALL = 100

/** What the reference billing can do, with where each answer comes from. */
export function referenceCapabilities(told: Pick<Capabilities, 'honoursExternalId' | 'reconcile'>): Capabilities {
  return {
    // AddPayment credits the same receipt twice unless `notexists` is set on every call, and cash desks do not set it.
    honoursExternalId: told.honoursExternalId,
    // FindPayment compares the whole receipt, where it can be used.
    reconcile: told.reconcile,
    // CancelPayment.
    cancellations: true,
    maxReferenceLength: MAX_REFERENCE_LENGTH,
    payments: true,
    services: true,
    tariffs: true,
    statements: true,
    tickets: true,
    devices: true,
    // POST /devices/add and /devices/remove.
    deviceChanges: true,
    offerings: true,
    coverage: true,
    orders: true,
    selfServiceOrders: true,
  }
}
