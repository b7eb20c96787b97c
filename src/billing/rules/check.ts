import type { Currency } from '../../domain/money.ts'
import { BillingError } from '../error.ts'
import type { BillingSystem } from '../port.ts'
import { checkBelongings } from './belongings.ts'
import { createCheck } from './bulk.ts'
import { guardSlices } from './guard.ts'
import type { Finding } from './judges.ts'
import { checkPostings, checkReads } from './slices.ts'

/** A rule of the port that an adapter has broken. */
export interface BrokenRule {
  /** Such as "services.listServices". */
  readonly method: string
  readonly rule: Finding['rule']
  /** What is wrong, with the key that it was seen at: "answered no entry for 7, an account that accounts.findAccounts knows". */
  readonly what: string
}

export interface RuleOptions {
  /** The one of the accounts. */
  readonly currency: Currency
  readonly onBroken?: ((broken: BrokenRule) => void) | undefined
}

/**
 * A billing whose answers are held against the rules of the port. What breaks one becomes a `BillingError` with the code
 * BILLING_RULE_BROKEN and a message that names it: of one key where the others are well, of the whole call otherwise. A write
 * leaves open then what it has done. What an adapter does right passes as it is.
 */
export function checkRules(billing: BillingSystem, { currency, onBroken }: RuleOptions): BillingSystem {
  const tell = (method: string, { rule, what }: Finding) => {
    onBroken?.({ method, rule, what })
    const outcome = WRITES.has(method) ? 'unknown' : 'not_applied'
    return new BillingError('BILLING_RULE_BROKEN', `${billing.name}: ${method} ${what}.`, { outcome })
  }
  const check = createCheck(tell, currency)
  const guarded = guardSlices(billing, tell)
  const checked: Omit<BillingSystem, 'name' | 'capabilities' | 'close' | Unchecked> = {
    ...checkReads(guarded, check),
    ...checkBelongings(guarded, check),
    postings: checkPostings(guarded, { check, tell }),
  }
  return { ...guarded, ...checked }
}

/**
 * Slices whose answers pass as they are: most belong to nobody's account; what is told of one in statements and promised payments is not
 * compared with the account that was asked for. A slice that is neither checked nor here is a mistake that the compiler tells.
 */
type Unchecked =
  | 'coverage'
  | 'credentials'
  | 'health'
  | 'identity'
  | 'logins'
  | 'offerings'
  | 'operators'
  | 'promisedPayments'
  | 'regions'
  | 'statements'

const WRITES: ReadonlySet<string> = new Set([
  'postings.postPayment',
  'postings.cancelPayment',
  'postings.postDebit',
  'orders.placeOrder',
  'orders.cancelOrder',
  'tickets.openTicket',
  'tickets.postTicketMessage',
  'tickets.changeTicket',
  'promisedPayments.takePromise',
  'profiles.updateProfile',
  'profiles.updateSettings',
  'devices.registerDevice',
  'devices.removeDevice',
  'logins.changeCredentials',
])
