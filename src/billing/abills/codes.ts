import type { AccountStatus } from '../../domain/account.ts'
import type { PaymentMethod } from '../../domain/payment.ts'
import type { ServiceStatus } from '../../domain/service.ts'
import type { TicketStatus } from '../../domain/ticket.ts'
import type { OnOddity } from '../adapter/oddity.ts'

/** Number of the billing → word of ours. docs/vendors/abills.md says where each is from. */
type Codes<Word> = Readonly<Record<string, Word>>

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

export function readCode<Word>(
  codes: Codes<Word>,
  code: number,
  { field, onOddity }: { readonly field: string; readonly onOddity: OnOddity },
): Word | 'UNKNOWN' {
  const word = codes[String(code)]
  if (word !== undefined) return word
  onOddity({ kind: 'unknown_code', field, code: String(code) })
  return 'UNKNOWN'
}

/** The number of a word, the smallest of several; null where no number means it. */
export function findCode<Word>(codes: Codes<Word>, word: Word): number | null {
  const entry = Object.entries(codes).find(([, meaning]) => meaning === word)
  return entry === undefined ? null : Number(entry[0])
}
