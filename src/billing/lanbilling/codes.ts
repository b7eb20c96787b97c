import type { AccountKind } from '../../domain/account.ts'
import type { PaymentStatus } from '../../domain/payment.ts'
import type { ServiceStatus } from '../../domain/service.ts'
import type { TariffKind } from '../../domain/tariff.ts'
import type { TicketAuthor } from '../../domain/ticket.ts'
import type { Codes } from '../adapter/codes.ts'

// Number of the billing → word of ours.

export { codeOf, findCode, readCode } from '../adapter/codes.ts'

/** lanbilling.wsdl, soapAccount: type. */
export const ACCOUNT_KIND: Codes<AccountKind> = { 1: 'ORGANIZATION', 2: 'PERSON' }

/** lanbilling.wsdl, soapVgroupBrief: blocked. What the office stops (3) and spent traffic (5) have no word of ours. */
export const SERVICE_STATUS: Codes<ServiceStatus> = {
  0: 'ACTIVE',
  1: 'SUSPENDED_FOR_DEBT',
  2: 'FROZEN',
  4: 'SUSPENDED_FOR_DEBT',
  10: 'TERMINATED',
}

/** lanbilling.wsdl, soapVgroupBrief: agenttype. Telephony (7 to 12) is an extra beside the internet: it has no word of its own. */
export const AGENT_KIND: Codes<TariffKind> = {
  1: 'INTERNET',
  2: 'INTERNET',
  3: 'INTERNET',
  4: 'INTERNET',
  5: 'INTERNET',
  6: 'INTERNET',
  7: 'EXTRA',
  8: 'EXTRA',
  9: 'EXTRA',
  10: 'EXTRA',
  11: 'EXTRA',
  12: 'EXTRA',
  13: 'EXTRA',
}

/** lanbilling.wsdl, soapTarif: type. Telephony is 3 and 4. */
export const TARIFF_KIND: Codes<TariffKind> = {
  0: 'INTERNET',
  1: 'INTERNET',
  2: 'INTERNET',
  3: 'EXTRA',
  4: 'EXTRA',
  5: 'EXTRA',
}

/** lanbilling.wsdl, soapPayment: status. */
export const PAYMENT_STATUS: Codes<PaymentStatus> = { 1: 'DONE', 2: 'CANCELED' }

/** lanbilling.wsdl, soapSbssTicket: authortype. */
export const TICKET_AUTHOR: Codes<Exclude<TicketAuthor, 'UNKNOWN'>> = { 0: 'OPERATOR', 1: 'SUBSCRIBER' }
