import type { PaymentMethod } from '../../domain/payment.ts'
import type { OpenableCategory, TicketStatus } from '../../domain/ticket.ts'
import type { Codes } from '../adapter/codes.ts'
import type { ReadContext } from '../adapter/context.ts'
import type { BillingCall } from '../port.ts'
import type { SoapClient } from '../transport/soap-client.ts'

/** What readers of this billing need to know besides the answer. */
export interface LanContext extends ReadContext {
  /** Milliseconds since the epoch: whether a hold or a promise runs is only said by its dates. */
  readonly now: () => number
}

/** Lists that each installation keeps itself, so that their numbers mean nothing until somebody says what they mean. */
export interface OwnLists {
  readonly paymentClasses: Codes<PaymentMethod>
  readonly ticketClasses: Codes<OpenableCategory>
  readonly ticketStatuses: Codes<Exclude<TicketStatus, 'UNKNOWN'>>
}

/** What every slice is made of. */
export interface LanSide {
  readonly soap: SoapClient
  readonly context: LanContext
  readonly lists: OwnLists
  /** The gateway's own login, which the billing notes as the manager of what it posts. */
  readonly login: string
}

/** What a question is asked with. */
export interface Asking<Call extends BillingCall = BillingCall> {
  readonly side: LanSide
  readonly call: Call
}

/** The name of this side in errors. */
export const SOAP = 'soap'
