import type { BillingCall, Reconcile } from '../port.ts'
import type { ReferenceIdentity } from './identity.ts'
import type { SoapSide } from './soap-side.ts'

/** How this installation writes payments and looks for them. */
export interface PostingHabits {
  /** The gateway's own login on the SOAP side, which the billing notes as the manager of what it posts. */
  readonly login: string
  readonly reconcile: Reconcile
  /** Whether AddPayment is asked to refuse a receipt that is there already. */
  readonly duplicateCheck: boolean
}

/** What the postings slice is made of. */
export interface PostingSide extends SoapSide {
  readonly habits: PostingHabits
  readonly identity: ReferenceIdentity
}

export interface Lookup {
  readonly side: PostingSide
  readonly call: BillingCall
}
