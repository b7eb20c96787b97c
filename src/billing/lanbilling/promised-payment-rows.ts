import type { AccountId } from '../../domain/account.ts'
import { addMoney, type Money, zeroMoney } from '../../domain/money.ts'
import type { PromisedPayment, PromisedPaymentOffer } from '../../domain/promised-payment.ts'
import { compareIds } from '../adapter/context.ts'
import { assertReadable } from '../adapter/keyed-rows.ts'
import type { BillingCall } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { element, writeElement, type XmlElement } from '../transport/xml.ts'
import { keyOf, readRows } from './pages.ts'
import { writeInstant } from './posting-writes.ts'
import { readInstant, readKey, readLong, readMoney, readOptionalKey, readOptionalMoney } from './rows.ts'
import type { LanContext, LanSide } from './side.ts'

const LIST = 'getClientPromisePayments'
/** Before anybody promised anything. */
const BEGINNING = '2000-01-01 00:00:00'
const DAY_MS = 86_400_000

/**
 * All promised payments of an agreement, newest first. One that cannot be read may be the one that runs, and is the error of
 * them all.
 */
export async function readPromises(
  { soap, context }: LanSide,
  accountId: AccountId,
  call: BillingCall,
): Promise<readonly PromisedPayment[]> {
  const parts = [
    ['agrmid', accountId],
    ['dtfrom', BEGINNING],
    // Its clock may be ahead of ours.
    ['dtto', writeInstant(context.now() + DAY_MS, context)],
  ] as const
  const content = `<flt>${parts.map(([name, value]) => writeElement(name, value)).join('')}</flt>`
  const kind = { operation: LIST, id: keyOf('recordid'), read: (row: XmlElement) => readPromise(row, context) }
  const rows = await soap.call({ name: LIST, content, writes: false }, call, (answer) =>
    readRows(answer, kind, context.onOddity),
  )
  const promises = assertReadable(rows.map(({ value }) => value))
  return promises
    .filter((promise) => promise.accountId === accountId)
    .toSorted((one, other) => compareIds(other.id, one.id))
}

/** One soapPromisePayment. It says nothing of a fee, nor whether it runs: what is left to be paid and its end tell. */
function readPromise(row: XmlElement, context: LanContext): PromisedPayment {
  const endsAt = readInstant(row, 'promtill', context)
  const isPaid = readOptionalKey(row, 'payid') !== null || readOptionalMoney(row, 'debt', context).minorUnits <= 0n
  const runs = endsAt !== null && context.now() < endsAt
  return {
    id: readKey(row, 'recordid'),
    accountId: readKey(row, 'agrmid'),
    status: isPaid ? 'PAID' : runs ? 'ACTIVE' : endsAt === null ? 'UNKNOWN' : 'EXPIRED',
    amount: readMoney(row, 'amount', context),
    fee: zeroMoney(context.currency),
    takenAt: readInstant(row, 'promdate', context),
    endsAt,
  }
}

interface Standing {
  readonly accountId: AccountId
  readonly isClosed: boolean
  readonly balance: Money
  readonly creditLimit: Money
  readonly promises: readonly PromisedPayment[]
}

/**
 * getClientPPSettings: what can be promised now. The billing says no more than that nothing can; what is known of the agreement
 * says why, as far as it does. Less than the debt would bring no service back, and nobody who owes nothing needs to promise.
 */
export async function readOffer(
  { soap, context }: LanSide,
  { accountId, ...standing }: Standing,
  call: BillingCall,
): Promise<PromisedPaymentOffer> {
  const request = { name: 'getClientPPSettings', content: writeElement('agrm', accountId), writes: false }
  return await soap.call(request, call, (answer) => {
    const row = element(answer, 'ret')
    const least = readMoney(row, 'promisemin', context)
    const maxAmount = readMoney(row, 'promisemax', context)
    if (maxAmount.minorUnits < least.minorUnits) throw malformed('promisemax: below promisemin')
    const lacking = -addMoney(standing.balance, standing.creditLimit).minorUnits
    const minAmount = { ...least, minorUnits: lacking > least.minorUnits ? lacking : least.minorUnits }
    const isOffered = readLong(row, 'promiseavailable') === 1 && minAmount.minorUnits <= maxAmount.minorUnits
    if (!isOffered || standing.isClosed || standing.balance.minorUnits >= 0n) return whyNot(standing)
    const fee = zeroMoney(context.currency)
    return { kind: 'offered', minAmount, maxAmount, fee, termDays: readLong(row, 'promisetill') }
  })
}

function whyNot({ isClosed, balance, promises }: Omit<Standing, 'accountId'>): PromisedPaymentOffer {
  const running = promises.find(({ status }) => status === 'ACTIVE')
  if (isClosed) return { kind: 'not_offered', reason: 'ACCOUNT_CLOSED', availableAt: null }
  if (running !== undefined) return { kind: 'not_offered', reason: 'ALREADY_ACTIVE', availableAt: running.endsAt }
  const reason = balance.minorUnits >= 0n ? 'NO_DEBT' : 'NOT_OFFERED'
  return { kind: 'not_offered', reason, availableAt: null }
}
