import type { Capabilities } from '../port.ts'

/** openapi.json: ids in one multi-get, "at most 100"; more are refused with 400. The SOAP filter takes as many agreements. */
export const IDS_PER_CALL = 100

/** What the reference billing can do, with where each answer comes from. */
export function referenceCapabilities(): Capabilities {
  return {
    // AddPayment credits the same receipt twice unless `notexists` is set on every call, and cash desks do not set it.
    honoursExternalId: false,
    // FindPayment compares the whole receipt.
    reconcile: 'exact',
    // CancelPayment.
    cancellations: true,
    // billing.wsdl, Receipt: xsd:maxLength 64.
    maxReferenceLength: 64,
    payments: true,
    services: true,
    tariffs: true,
    statements: true,
    tickets: true,
    devices: true,
    offerings: true,
  }
}
