import type { AccountId, AccountStatus } from '../../domain/account.ts'
import { readLegacyDay } from '../../domain/date.ts'
import { addMoney, type Money, subtractMoney, zeroMoney } from '../../domain/money.ts'
import type { NoPromiseReason, PromisedPaymentOffer } from '../../domain/promised-payment.ts'
import { readAmount } from '../adapter/context.ts'
import { findEach } from '../adapter/find-each.ts'
import { indexRows } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, Bulk } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readDecimal, readId, readInteger, readOptionalText } from '../transport/json.ts'
import { readAnswerObject } from './client.ts'
import { ACCOUNT_STATUS, readCode } from './codes.ts'
import { type AbillsContext, type AbillsSide, readBalance } from './context.ts'
import { type Refusals, readRefusal } from './faults.ts'
import { readRows } from './rows.ts'
import type { SubscriberSessions } from './sessions.ts'
import { distinctIds, listUsers } from './users.ts'

export interface PromiseSide extends AbillsSide {
  readonly sessions: SubscriberSessions
}

/** "No access", for the installation, the group or somebody switched off; as many as a month lets; one that runs. */
export const NO_CREDIT: Refusals<NoPromiseReason> = new Map<number, NoPromiseReason>([
  [4302, 'NOT_OFFERED'],
  [4303, 'NOT_OFFERED'],
  [4304, 'TOO_SOON'],
  [4305, 'ALREADY_ACTIVE'],
])

/** What is known of an account before anybody asks for a credit. */
interface Debtor {
  /** Why none is needed or had; null where the billing itself is to say. */
  readonly reason: NoPromiseReason | null
  /** What is missing to be served. */
  readonly missing: Money
}

/**
 * What each account may promise. Most of them owe nothing or have promised already, which the gateway's key can see; of those
 * that are left the billing is asked with the subscriber's session.
 */
export async function findOffers(
  ids: readonly AccountId[],
  side: PromiseSide,
  call: BillingCall,
): Promise<Bulk<AccountId, PromisedPaymentOffer>> {
  const { client, context } = side
  const keys = distinctIds(ids)
  const shown = ['DEPOSIT', 'CREDIT', 'CREDIT_DATE', 'LOGIN_STATUS']
  const rows = await listUsers(client, { filter: 'UID', keys, shown }, call)
  const value = (row: JsonObject) => readDebtor(row, context)
  const { onOddity } = context
  const keyed = readRows(rows, { noun: 'users', key: (row) => readId(row, 'uid'), value, onOddity })
  const debtors = indexRows(keyed, { asked: new Set(keys), field: 'users.uid', onOddity })
  return await findEach([...debtors.keys()], async (uid) => {
    const debtor = debtors.get(uid)
    if (debtor === undefined || debtor instanceof BillingError) throw debtor ?? new Error('no account')
    if (debtor.reason !== null) return { kind: 'not_offered', reason: debtor.reason, availableAt: null }
    return limit(await askOffer(uid, side, call), debtor.missing)
  })
}

function readDebtor(row: JsonObject, context: AbillsContext): Debtor {
  const { onOddity, timeZone, currency } = context
  const balance = readBalance(readDecimal(row, 'deposit'), 'users.deposit', context)
  const credit = readAmount(readDecimal(row, 'credit'), 'users.credit', context)
  const status = readCode(ACCOUNT_STATUS, readInteger(row, 'loginStatus'), { field: 'users.loginStatus', onOddity })
  const ends = readLegacyDay(readOptionalText(row, 'creditDate') ?? '', timeZone)
  const missing = subtractMoney(zeroMoney(currency), addMoney(balance, credit))
  const reason = reasonOf(status, { runs: credit.minorUnits > 0n && ends !== null, owes: missing.minorUnits > 0n })
  // The new credit stands in the place of the old one.
  return { reason, missing: addMoney(missing, credit) }
}

function reasonOf(
  status: AccountStatus,
  { runs, owes }: { readonly runs: boolean; readonly owes: boolean },
): NoPromiseReason | null {
  if (status === 'TERMINATED') return 'ACCOUNT_CLOSED'
  if (runs) return 'ALREADY_ACTIVE'
  if (!owes) return 'NO_DEBT'
  return status === 'FROZEN' ? 'NOT_OFFERED' : null
}

/** A sum that does not bring services back is none to promise. */
function limit(offer: PromisedPaymentOffer, missing: Money): PromisedPaymentOffer {
  if (offer.kind === 'not_offered') return offer
  const covers = offer.maxAmount.minorUnits >= addMoney(missing, offer.fee).minorUnits
  return covers ? offer : { kind: 'not_offered', reason: 'NOT_OFFERED', availableAt: null }
}

/** GET /user/credit: one sum for everybody. */
function askOffer(
  uid: AccountId,
  { sessions, context }: PromiseSide,
  call: BillingCall,
): Promise<PromisedPaymentOffer> {
  return sessions.ask({ uid, operation: 'credit', path: '/user/credit' }, call, (answer) => {
    const reason = readRefusal(answer, NO_CREDIT)
    if (reason !== null) return { kind: 'not_offered', reason, availableAt: null }
    const row = readAnswerObject(answer)
    if (readId(row, 'uid') !== uid) throw malformed('uid: not the one asked for')
    const sum = readAmount(readDecimal(row, 'creditSum'), 'credit.creditSum', context)
    const fee = readAmount(readDecimal(row, 'creditChgPrice'), 'credit.creditChgPrice', context)
    if (sum.minorUnits <= 0n || fee.minorUnits < 0n) throw malformed('creditSum: no sum')
    return { kind: 'offered', minAmount: sum, maxAmount: sum, fee, termDays: readInteger(row, 'creditDays') }
  })
}
