import type { AccountStatus } from '../../domain/account.ts'
import type { PaymentMethod } from '../../domain/payment.ts'
import type { ServiceStatus } from '../../domain/service.ts'
import type { TicketStatus } from '../../domain/ticket.ts'
import type { Codes } from '../adapter/codes.ts'

// Number of the billing → word of ours. docs/vendors/abills.md says where each is from.

export { codeOf, readCode } from '../adapter/codes.ts'

/** `disable` of a subscriber. */
export const ACCOUNT_STATUS: Codes<AccountStatus> = {
  0: 'ACTIVE',
  1: 'TERMINATED',
  3: 'FROZEN',
  4: 'SUSPENDED_FOR_DEBT',
  5: 'SUSPENDED_FOR_DEBT',
}

/** `internetStatus` of a service, and `activeService` of nothing: the table service_status as it is shipped. */
export const SERVICE_STATUS: Codes<ServiceStatus> = {
  0: 'ACTIVE',
  1: 'TERMINATED',
  2: 'PENDING',
  3: 'FROZEN',
  4: 'SUSPENDED_FOR_DEBT',
  5: 'SUSPENDED_FOR_DEBT',
}

/** GET /payments/types as it is shipped. */
export const PAYMENT_METHOD: Codes<PaymentMethod> = {
  0: 'CASH',
  1: 'BANK_TRANSFER',
  2: 'TERMINAL',
  3: 'BANK_CARD',
  7: 'TRANSFER',
}

/** The state of a message as it is shipped. */
export const TICKET_STATUS: Codes<TicketStatus> = {
  0: 'OPEN',
  1: 'CLOSED',
  2: 'CLOSED',
  3: 'IN_PROGRESS',
  5: 'WAITING',
  6: 'WAITING',
}
