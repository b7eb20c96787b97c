/** A receipt's document as the registrar keeps it. */
export interface ReceiptDocument {
  readonly uuid: string
  readonly groupCode: string
  readonly externalId: string
  readonly operation: 'sell' | 'sell_refund'
  readonly kopecks: bigint
  /** Phone or e-mail of the buyer. */
  readonly client: string
  readonly itemName: string
  readonly vat: string
  /** Milliseconds since the epoch. */
  readonly takenAt: number
  /** When a cash register gets to it. */
  readonly dueAt: number
  /** `done`, or the type of the error with which it fails. */
  readonly fate: Fate
  /** FD. */
  readonly number: number
}

export const FATES = ['done', 'timeout', 'driver', 'system', 'otherTotal'] as const
export type Fate = (typeof FATES)[number]

/**
 * What can befall a call: `unavailable`, `html`, `hang`, `expiredToken` and `refuse` before anything is done, `dropAfterTaking` and
 * `errorAfterTaking` when the document is kept, `takenWithoutUuid` only where it was kept before; the rest befall the next document.
 */
export const REGISTRAR_FAULTS = [
  'unavailable',
  'html',
  'hang',
  'expiredToken',
  'refuse',
  'dropAfterTaking',
  'errorAfterTaking',
  'takenWithoutUuid',
  'failTimeout',
  'failDriver',
  'failSystem',
  'otherTotal',
] as const
export type RegistrarFault = (typeof REGISTRAR_FAULTS)[number]

export interface FaultOrder {
  readonly kind: RegistrarFault
  /** How often it strikes; null for always. */
  readonly times: number | null
}

/** Documents that are durable when they are taken, and worked on in their own time. */
export interface RegistrarBooks {
  findByExternalId(groupCode: string, externalId: string): ReceiptDocument | null
  findByUuid(groupCode: string, uuid: string): ReceiptDocument | null
  take(document: Omit<ReceiptDocument, 'uuid' | 'number'>): ReceiptDocument
  /** In the order in which they were taken. */
  list(limit: number): readonly ReceiptDocument[]
  close(): void
}
