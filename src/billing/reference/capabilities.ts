import type { Capabilities } from '../port.ts'

/** Ids in one multi-get; more are refused with 400. */
export const IDS_PER_CALL = 100

/** What the reference billing can do, with where each answer comes from. */
export function referenceCapabilities(maxConcurrency: number): Capabilities {
  return {
    // openapi.json: "at most 100". The SOAP filter takes as many agreements.
    idsPerCall: IDS_PER_CALL,
    // The system's owner decides, not the vendor.
    maxConcurrency,
    // POST /credentials/check; the gateway keeps no password.
    credentialAuthority: 'billing',
    // AddPayment credits the same receipt twice unless `notexists` is set on every call, and cash desks do not set it.
    honoursExternalId: false,
    // FindPayment compares the whole receipt.
    reconcile: 'exact',
    payments: true,
    services: true,
    tariffs: true,
    statements: true,
    tickets: true,
    devices: true,
    offerings: true,
  }
}
