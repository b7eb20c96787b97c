import type { AccountId } from '../../domain/account.ts'
import { readLegacyDay } from '../../domain/date.ts'
import { type Money, zeroMoney } from '../../domain/money.ts'
import { readAmount } from '../adapter/context.ts'
import type { BillingCall } from '../port.ts'
import { type HttpAnswer, malformed } from '../transport/answer.ts'
import { type JsonObject, readArray, readDecimal, readId, readObject, readOptionalText } from '../transport/json.ts'
import { type AbillsClient, readAnswer, readAnswerObject } from './client.ts'
import { type AbillsContext, isId } from './context.ts'
import { findFault, toAnswerError } from './faults.ts'
import type { SubscriberSessions } from './sessions.ts'
import { findExisting } from './users.ts'

/** A service as its subscriber is shown it. */
export interface OwnService {
  readonly uid: AccountId
  /** Its number in the module of the internet. */
  readonly id: string
  readonly tariffId: string
  readonly monthlyFee: Money
  /** The day on which the next fee is taken; null where none will be. */
  readonly nextFeeOn: string | null
  readonly planned: PlannedTariff | null
}

/** A change of the tariff that waits for its day. */
export interface PlannedTariff {
  /** The number of the plan. */
  readonly id: string
  readonly tariffId: string
  readonly from: string
  readonly monthlyFee: Money
}

/** A tariff that a subscriber may change to. */
export interface OfferedTariff {
  readonly id: string
  readonly monthlyFee: Money
  /** Charged once. */
  readonly price: Money
}

/** A hold that is planned or in force. */
export interface Hold {
  /** Null when it has begun: the billing shows its end alone then. */
  readonly from: string | null
  readonly until: string
}

interface Asking {
  readonly sessions: SubscriberSessions
  readonly context: AbillsContext
  readonly call: BillingCall
}

/** GET /user/internet; null where there is no such account. */
export async function listOwnServices(
  uid: AccountId,
  { sessions, client, context, call }: Asking & { readonly client: AbillsClient },
): Promise<readonly OwnService[] | null> {
  // Whoever has never signed in may be nobody.
  if (!isId(uid) || (!sessions.knows(uid) && !(await findExisting([uid], client, call)).has(uid))) return null
  const question = { operation: 'ownServices', path: '/user/internet' }
  return await sessions.ask({ uid, ...question }, call, (answer) =>
    rowsOf(answer).map((row) => {
      if (readId(row, 'uid') !== uid) throw malformed('uid: not the one asked for')
      return readOwnService(row, context)
    }),
  )
}

function readOwnService(row: JsonObject, context: AbillsContext): OwnService {
  const nextFee = row['nextAbon'] === undefined ? null : readObject(row['nextAbon'], 'nextAbon')
  return {
    uid: readId(row, 'uid'),
    id: readId(row, 'id'),
    tariffId: readId(row, 'tpId'),
    monthlyFee: readAmount(readDecimal(row, 'monthFee'), 'internet.monthFee', context),
    nextFeeOn: nextFee === null ? null : readLegacyDay(readOptionalText(nextFee, 'abonDate') ?? '', context.timeZone),
    planned: readPlanned(row, context),
  }
}

function readPlanned(row: JsonObject, context: AbillsContext): PlannedTariff | null {
  if (row['schedule'] === undefined) return null
  const plan = readObject(row['schedule'], 'schedule')
  const from = readLegacyDay(readOptionalText(plan, 'dateFrom') ?? '', context.timeZone)
  if (from === null) throw malformed('schedule.dateFrom: no day')
  return {
    // The billing's own spelling.
    id: readId(plan, 'sheduleId'),
    tariffId: readId(plan, 'tpId'),
    from,
    monthlyFee: readAmount(readDecimal(plan, 'monthFee'), 'schedule.monthFee', context),
  }
}

/** "Not allowed to change tariff plan", by the installation, the group of subscribers or the group of tariffs. */
const NOT_OFFERED: readonly number[] = [140, 4504, 4505, 4506]

/** GET /user/internet/tariffs: what a subscriber may change to, the present one left out. */
export function listOffered(uid: AccountId, { sessions, context, call }: Asking): Promise<readonly OfferedTariff[]> {
  const question = { operation: 'offeredTariffs', path: '/user/internet/tariffs' }
  return sessions.ask({ uid, ...question }, call, (answer) => {
    const fault = findFault(answer)
    if (fault !== null && NOT_OFFERED.includes(fault.number)) return []
    if (fault !== null) throw toAnswerError(fault)
    const rows = rowsOf(answer).filter((row) => row['canChangeTp'] !== false)
    return rows.map((row) => ({
      id: readId(row, 'tpId'),
      monthlyFee: readAmount(readDecimal(row, 'monthFee'), 'tariffs.monthFee', context),
      price: readPrice(row, context),
    }))
  })
}

function readPrice(row: JsonObject, context: AbillsContext): Money {
  if (row['activatePrice'] === undefined) return zeroMoney(context.currency)
  return readAmount(readDecimal(row, 'activatePrice'), 'tariffs.activatePrice', context)
}

/** Holds are not for this installation, this group or so new a subscriber: then there is none. */
const NO_HOLDS: readonly number[] = [4402, 4403, 4404, 4405]

/** GET /user/:id/holdup: an empty object where nothing is planned. */
export function findHold(uid: AccountId, pathId: string, { sessions, context, call }: Asking): Promise<Hold | null> {
  const question = { operation: 'hold', path: `/user/${pathId}/holdup` }
  return sessions.ask({ uid, ...question }, call, (answer) => {
    const fault = findFault(answer)
    if (fault !== null && NO_HOLDS.includes(fault.number)) return null
    if (fault !== null) throw toAnswerError(fault)
    return readHold(answer, context)
  })
}

function readHold(answer: HttpAnswer, { timeZone }: AbillsContext): Hold | null {
  const value = readAnswer(answer)
  // The billing writes an empty object as an empty list now and then.
  if (Array.isArray(value) && value.length === 0) return null
  const row = readAnswerObject(answer)
  if (Object.keys(row).length === 0) return null
  const dayOf = (field: string) => {
    const text = readOptionalText(row, field) ?? ''
    return text === '-' ? null : readLegacyDay(text, timeZone)
  }
  const until = dayOf('dateTo')
  if (until === null) throw malformed('dateTo: no day')
  return { from: dayOf('dateFrom'), until }
}

function rowsOf(answer: HttpAnswer): readonly JsonObject[] {
  return readArray(readAnswer(answer), 'answer').map((row) => readObject(row, 'row'))
}
