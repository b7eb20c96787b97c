/** How a payment of unknown outcome is looked up, surest first. */
export type Reconcile = 'exact' | 'comment' | 'statement' | 'none'

/** What the connected system can do. Clients see it as `capabilities` and hide what is not there. */
export interface Capabilities {
  /** Whether the system refuses the same external id twice by itself. */
  readonly honoursExternalId: boolean
  readonly reconcile: Reconcile
  /** Whether a payment can be taken back. */
  readonly cancellations: boolean
  /**
   * Whether money can be taken from an account for another one, in one step with the question whether it is there, under a
   * reference that finds it again.
   */
  readonly transfers: boolean
  /** The longest reference, in characters, that the billing stores beside a payment. */
  readonly maxReferenceLength: number
  readonly payments: boolean
  readonly services: boolean
  readonly tariffs: boolean
  readonly statements: boolean
  readonly tickets: boolean
  readonly devices: boolean
  /** Agreements, invoices and acts can be listed and read. */
  readonly documents: boolean
  readonly promisedPayments: boolean
  /** Whether a reference is kept beside a promised payment; elsewhere the one that runs is known by its sum and time. */
  readonly promiseReferences: boolean
  /** Whether devices can be registered and removed. */
  readonly deviceChanges: boolean
  readonly offerings: boolean
  /** Whether contacts and settings of an account can be changed from here. */
  readonly profileChanges: boolean
  /** Whether login and password can be changed from here. */
  readonly credentialChanges: boolean
  /** Whether addresses can be asked for before there is an agreement. */
  readonly coverage: boolean
  /** Orders of subscribers can be listed. */
  readonly orders: boolean
  /** Whether a reference is kept beside an order; elsewhere what the order has brought about tells that it was carried out. */
  readonly orderReferences: boolean
  /** Subscribers place orders themselves; otherwise the same wish becomes a ticket for a consultant. */
  readonly selfServiceOrders: boolean
}
