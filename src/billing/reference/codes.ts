import type { AccountKind, AccountStatus, AgreementStatus } from '../../domain/account.ts'
import type { CoverageStatus } from '../../domain/coverage.ts'
import type { DocumentKind } from '../../domain/document.ts'
import type { IpAssignment } from '../../domain/ip-address.ts'
import type { EquipmentOfferingKind } from '../../domain/offering.ts'
import type { PaymentMethod, PaymentStatus } from '../../domain/payment.ts'
import type { NoPromiseReason, PromisedPaymentStatus } from '../../domain/promised-payment.ts'
import type { ServiceStatus } from '../../domain/service.ts'
import type { OrderAction, OrderRefusal, ServiceOptionName, ServiceOrderStatus } from '../../domain/service-order.ts'
import type { InvoiceDelivery } from '../../domain/settings.ts'
import type { StatementEntry } from '../../domain/statement.ts'
import type { TariffKind } from '../../domain/tariff.ts'
import type { TicketAuthor, TicketCategory, TicketStatus } from '../../domain/ticket.ts'
import type { Codes } from '../adapter/codes.ts'

// Number or letter of the billing → word of ours. The contract's descriptions list exactly these.

export { codeOf, codesOf, findCode, readCode } from '../adapter/codes.ts'

export const ACCOUNT_STATUS: Codes<AccountStatus> = {
  0: 'ACTIVE',
  1: 'SUSPENDED_FOR_DEBT',
  2: 'FROZEN',
  9: 'TERMINATED',
}

export const ACCOUNT_KIND: Codes<AccountKind> = { P: 'PERSON', O: 'ORGANIZATION' }

export const AGREEMENT_STATUS: Codes<AgreementStatus> = { 1: 'ACTIVE', 9: 'TERMINATED' }

export const SERVICE_STATUS: Codes<ServiceStatus> = {
  0: 'ACTIVE',
  1: 'SUSPENDED_FOR_DEBT',
  2: 'FROZEN',
  3: 'PENDING',
  9: 'TERMINATED',
}

export const TARIFF_KIND: Codes<TariffKind> = {
  1: 'INTERNET',
  2: 'CABLE_TV',
  3: 'DIGITAL_TV',
  4: 'IPTV',
  5: 'MIX',
  6: 'EXTRA',
  7: 'VIDEO_SURVEILLANCE',
  8: 'INTERCOM',
}

export const PAYMENT_STATUS: Codes<PaymentStatus> = { 1: 'DONE', 2: 'CANCELED' }

export const PAYMENT_METHOD: Codes<PaymentMethod> = {
  1: 'CASH',
  2: 'BANK_CARD',
  3: 'TERMINAL',
  4: 'BANK_TRANSFER',
  5: 'MOBILE',
  6: 'E_WALLET',
  7: 'SBP',
  8: 'TRANSFER',
}

export const PROMISED_PAYMENT_STATUS: Codes<PromisedPaymentStatus> = { 1: 'ACTIVE', 2: 'PAID', 3: 'EXPIRED' }

/** 0 is an offer. */
export const NO_PROMISE_REASON: Codes<NoPromiseReason> = {
  1: 'NO_DEBT',
  2: 'ALREADY_ACTIVE',
  3: 'TOO_SOON',
  4: 'NOT_OFFERED',
  5: 'ACCOUNT_CLOSED',
}

export const STATEMENT_KIND: Codes<StatementEntry['kind']> = { 1: 'PAYMENT', 2: 'CHARGE' }

export const TICKET_CATEGORY: Codes<TicketCategory> = {
  1: 'FAULT',
  2: 'CHANGE_REQUEST',
  3: 'CONSULTATION',
  4: 'VISIT',
  5: 'CONNECTION',
}

export const TICKET_STATUS: Codes<TicketStatus> = { 1: 'OPEN', 2: 'IN_PROGRESS', 3: 'WAITING', 9: 'CLOSED' }

export const TICKET_AUTHOR: Codes<TicketAuthor> = { 0: 'SUBSCRIBER', 1: 'OPERATOR' }

export const IP_ASSIGNMENT: Codes<IpAssignment> = { 0: 'DYNAMIC', 1: 'STATIC' }

export const ORDER_ACTION: Codes<OrderAction> = {
  1: 'CHANGE_TARIFF',
  2: 'CONNECT_SERVICE',
  3: 'DISCONNECT_SERVICE',
  4: 'CHANGE_OPTION',
  5: 'FREEZE_SERVICE',
  6: 'UNFREEZE_SERVICE',
  7: 'FREEZE_ACCOUNT',
  8: 'UNFREEZE_ACCOUNT',
  9: 'CHANGE_IP',
  10: 'BUY_EQUIPMENT',
  11: 'SET_UP',
}

export const ORDER_STATUS: Codes<ServiceOrderStatus> = {
  0: 'ACKNOWLEDGED',
  1: 'PENDING',
  2: 'IN_PROGRESS',
  3: 'COMPLETED',
  4: 'CANCELLED',
  5: 'FAILED',
}

export const ORDER_OPTION: Codes<ServiceOptionName> = { 1: 'SPEED', 2: 'CHANNELS' }

/** The number in "Order refused (N)", and of an order that has failed. */
export const ORDER_REFUSAL: Codes<OrderRefusal> = {
  1: 'DEBT',
  2: 'NOT_ENOUGH_MONEY',
  3: 'TOO_EARLY',
  4: 'CONFLICTING_ORDER',
  5: 'NOT_OFFERED_IN_REGION',
  6: 'PRIVATE_TARIFF',
  7: 'AGREEMENT_ENDED',
  8: 'NOT_APPLICABLE',
  9: 'PERIOD_NOT_ALLOWED',
  10: 'VALUE_NOT_ALLOWED',
  11: 'NOT_FOUND',
}
export const COVERAGE_STATE: Codes<CoverageStatus> = { 1: 'COVERED', 2: 'PLANNED', 3: 'NOT_COVERED' }

export const SETTINGS_LANGUAGE: Codes<'RU' | 'EN'> = { ru: 'RU', en: 'EN' }

export const INVOICE_DELIVERY: Codes<Exclude<InvoiceDelivery, 'UNKNOWN'>> = { E: 'EMAIL', P: 'PAPER', N: 'NONE' }

export const DOCUMENT_KIND: Codes<DocumentKind> = { A: 'AGREEMENT', I: 'INVOICE', C: 'ACT' }

/** The letter of a service among the offerings; all other letters are equipment or work. */
export const SERVICE_OFFERING = 'S'

export const EQUIPMENT_KIND: Codes<EquipmentOfferingKind> = { E: 'EQUIPMENT', W: 'SET_UP' }
