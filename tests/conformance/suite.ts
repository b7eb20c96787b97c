import type { Requirement } from './requirement.ts'
import { ACCOUNT_REQUIREMENTS } from './requirements/accounts.ts'
import { BELONGING_REQUIREMENTS } from './requirements/belongings.ts'
import { CALL_REQUIREMENTS } from './requirements/calls.ts'
import { CANCEL_REQUIREMENTS } from './requirements/cancels.ts'
import { CATALOGUE_REQUIREMENTS } from './requirements/catalogue.ts'
import { CHARGE_REQUIREMENTS } from './requirements/charges.ts'
import { DEBIT_REQUIREMENTS } from './requirements/debits.ts'
import { IDENTITY_REQUIREMENTS } from './requirements/identity.ts'
import { LEDGER_REQUIREMENTS } from './requirements/ledger.ts'
import { LOOKUP_REQUIREMENTS } from './requirements/lookups.ts'
import { ORDER_TROUBLE_REQUIREMENTS } from './requirements/order-troubles.ts'
import { ORDER_REQUIREMENTS } from './requirements/orders.ts'
import { PAYMENT_REQUIREMENTS } from './requirements/payments.ts'
import { PEOPLE_REQUIREMENTS } from './requirements/people.ts'
import { POSTING_TROUBLE_REQUIREMENTS } from './requirements/posting-troubles.ts'
import { POSTING_REQUIREMENTS } from './requirements/postings.ts'
import { PROFILE_REQUIREMENTS } from './requirements/profiles.ts'
import { PROMISE_REQUIREMENTS } from './requirements/promises.ts'
import { STATEMENT_REQUIREMENTS } from './requirements/statements.ts'
import { TICKET_MESSAGE_REQUIREMENTS } from './requirements/ticket-messages.ts'
import { TICKET_OPENING_REQUIREMENTS } from './requirements/ticket-writing.ts'
import { TICKET_REQUIREMENTS } from './requirements/tickets.ts'

const ALL: readonly Requirement[] = [
  ...ACCOUNT_REQUIREMENTS,
  ...PROFILE_REQUIREMENTS,
  ...CATALOGUE_REQUIREMENTS,
  ...BELONGING_REQUIREMENTS,
  ...PEOPLE_REQUIREMENTS,
  ...IDENTITY_REQUIREMENTS,
  ...PAYMENT_REQUIREMENTS,
  ...CHARGE_REQUIREMENTS,
  ...STATEMENT_REQUIREMENTS,
  ...POSTING_REQUIREMENTS,
  ...POSTING_TROUBLE_REQUIREMENTS,
  ...CANCEL_REQUIREMENTS,
  ...DEBIT_REQUIREMENTS,
  ...LOOKUP_REQUIREMENTS,
  ...LEDGER_REQUIREMENTS,
  ...PROMISE_REQUIREMENTS,
  ...TICKET_REQUIREMENTS,
  ...TICKET_OPENING_REQUIREMENTS,
  ...TICKET_MESSAGE_REQUIREMENTS,
  ...ORDER_REQUIREMENTS,
  ...ORDER_TROUBLE_REQUIREMENTS,
  ...CALL_REQUIREMENTS,
]

const TURNS: readonly Requirement['turn'][] = ['USUAL', 'LATE', 'LAST']

/** All that a billing must do, in the order in which it is proved. */
export const REQUIREMENTS: readonly Requirement[] = TURNS.flatMap((turn) => ALL.filter((one) => one.turn === turn))

/** "POSTINGS" of "POSTINGS-20.htmlPage". */
export function sliceOf({ id }: Pick<Requirement, 'id'>): string {
  return id.slice(0, id.indexOf('-'))
}
