import { LRUCache } from 'lru-cache'
import type { AccountId } from '../../domain/account.ts'
import { readLegacyDay, readLegacyInstant } from '../../domain/date.ts'
import { isSameMoney, type Money, zeroMoney } from '../../domain/money.ts'
import { readAmount } from '../adapter/context.ts'
import { indexRows } from '../adapter/keyed-rows.ts'
import { assertAmount, assertReference } from '../adapter/writing.ts'
import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import type {
  FoundPromise,
  PromisedPaymentBilling,
  PromiseOrder,
  TakePromiseVerdict,
} from '../promised-payment-port.ts'
import { type HttpAnswer, malformed } from '../transport/answer.ts'
import { type JsonObject, readDecimal, readId, readOptionalText, writeJson } from '../transport/json.ts'
import { readAnswerObject, SYSTEM } from './client.ts'
import { type AbillsContext, type AbillsSide, isId } from './context.ts'
import { readRefusal } from './faults.ts'
import { findOffers, NO_CREDIT } from './promise-offers.ts'
import { readRows } from './rows.ts'
import type { SubscriberSessions } from './sessions.ts'
import { distinctIds, listUsers } from './users.ts'

/**
 * The credit that subscribers take by themselves: one sum for everybody, for some days, as often in a month as the
 * installation lets them. GET and POST /user/credit go with the subscriber's session; what runs is told by the credit of the
 * account and the day of its end.
 */
export function createPromisedPayments(side: AbillsSide, sessions: SubscriberSessions): PromisedPaymentBilling {
  const ours = new LRUCache<string, Money>({ max: MAX_OURS })
  const { client, context } = side
  const promiseSide = { ...side, sessions }
  return {
    findPromiseOffers: (ids, call) => findOffers(ids, promiseSide, call),

    async listPromises(ids, call) {
      const keys = distinctIds(ids)
      const rows = await listUsers(client, { filter: 'UID', keys, shown: ['CREDIT', 'CREDIT_DATE'] }, call)
      const value = (row: JsonObject) => readRunning(row, { context, ours })
      const keyed = readRows(rows, {
        noun: 'users',
        key: (row) => readId(row, 'uid'),
        value,
        onOddity: context.onOddity,
      })
      return indexRows(keyed, { asked: new Set(keys), field: 'users.uid', onOddity: context.onOddity })
    },

    async takePromise(order, call) {
      assertAmount(order, context)
      assertReference(order.reference, MAX_REFERENCE_LENGTH)
      if (!isId(order.accountId)) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      const offer = (await findOffers([order.accountId], promiseSide, call)).get(order.accountId)
      if (offer instanceof BillingError) throw offer
      if (offer === undefined) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      if (offer.kind === 'not_offered') return { kind: 'refused', reason: offer.reason }
      // The sum is the installation's, and no question of the request.
      if (!isSameMoney(offer.maxAmount, order.amount)) return { kind: 'refused', reason: 'AMOUNT_NOT_ACCEPTED' }
      const request = { operation: 'takeCredit', method: 'POST', path: '/user/credit', body: writeJson({}) } as const
      const refused = await sessions.tell({ uid: order.accountId, ...request }, call, (answer) =>
        readTaken(answer, order, context),
      )
      if (refused !== null) return refused
      return await readBack(order, offer.fee, call)
    },
  }

  /** What runs now is what was taken just now: the answer named account and sum, and the sum runs. */
  async function readBack(order: PromiseOrder, fee: Money, call: BillingCall): Promise<TakePromiseVerdict> {
    const rows = await listUsers(
      client,
      { filter: 'UID', keys: [order.accountId], shown: ['CREDIT', 'CREDIT_DATE'] },
      call,
    ).catch((cause: unknown) => inDoubt(cause))
    const row = rows.find((found) => readId(found, 'uid') === order.accountId)
    const until = row === undefined ? null : readEnd(row, context)
    if (row === undefined || until === null) return inDoubt(null)
    ours.set(promiseId(order.accountId, until), fee)
    const [found] = readRunning(row, { context, ours })
    if (found === undefined || !isSameMoney(found.promise.amount, order.amount)) return inDoubt(null)
    return { kind: 'taken', promise: found.promise }
  }
}

/** Of those that were taken through this process, to tell them from what staff give; what it forgets is nobody's. */
const MAX_OURS = 10_000
/** References of promises are kept nowhere; this is as long as any is. */
const MAX_REFERENCE_LENGTH = 255

/** Null when the answer names the account and the sum that were asked for. */
function readTaken(answer: HttpAnswer, order: PromiseOrder, context: AbillsContext): TakePromiseVerdict | null {
  const reason = readRefusal(answer, NO_CREDIT)
  if (reason !== null) return { kind: 'refused', reason }
  const row = readAnswerObject(answer)
  if (readId(row, 'uid') !== order.accountId) throw malformed('uid: not the one asked for')
  const sum = readAmount(readDecimal(row, 'creditSum'), 'credit.creditSum', context)
  if (!isSameMoney(sum, order.amount)) throw malformed('creditSum: not the one asked for')
  return null
}

interface Running {
  readonly context: AbillsContext
  /** The fees of those that are known to be ours, by id. */
  readonly ours: LRUCache<string, Money>
}

/** A credit without an end is the account's own, and no promise. What was charged for one is known of ours alone. */
function readRunning(row: JsonObject, { context, ours }: Running): readonly FoundPromise[] {
  const amount = readAmount(readDecimal(row, 'credit'), 'users.credit', context)
  const until = readEnd(row, context)
  if (amount.minorUnits <= 0n || until === null) return []
  const accountId = readId(row, 'uid')
  const id = promiseId(accountId, until)
  const fee = ours.get(id)
  const promise = {
    id,
    accountId,
    status: 'ACTIVE',
    amount,
    fee: fee ?? zeroMoney(context.currency),
    takenAt: null,
    endsAt: readLegacyInstant(until, context.timeZone),
  } as const
  return [{ promise, reference: null, origin: fee === undefined ? 'unknown' : 'ours' }]
}

function readEnd(row: JsonObject, { timeZone }: AbillsContext): string | null {
  return readLegacyDay(readOptionalText(row, 'creditDate') ?? '', timeZone)
}

/** There is one at a time, and its day tells it from the next. */
function promiseId(accountId: AccountId, until: string): string {
  return `credit-${accountId}-${until.replaceAll('-', '')}`
}

function inDoubt(cause: unknown): never {
  const code = cause instanceof BillingError ? cause.code : 'BILLING_MALFORMED_ANSWER'
  const message = `${SYSTEM} takeCredit: taken, and it does not run.`
  throw new BillingError(code, message, { outcome: 'unknown', ...(cause === null ? {} : { cause }) })
}
