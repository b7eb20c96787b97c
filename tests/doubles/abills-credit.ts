import type { Schedule } from './abills-books.ts'
import { addDays, daysBetween, isDay } from './abills-clock.ts'
import { type Json, printCents, textOf } from './abills-json.ts'
import { type Call, Refusal, type Route } from './abills-routes.ts'
import { addSchedule, dropSchedules, schedulesOf, setStatus, takeFee, type World } from './abills-world.ts'

// What a subscriber may do alone with money that is not there yet, and with a time away.

export const CREDIT_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/user/credit/', role: 'user', answer: offerCredit },
  { method: 'POST', path: '/user/credit/', role: 'user', answer: takeCredit },
  { method: 'GET', path: '/user/:id/holdup/', role: 'user', answer: showHoldup },
  { method: 'POST', path: '/user/:id/holdup/', role: 'user', answer: planHoldup },
  { method: 'DELETE', path: '/user/:id/holdup/', role: 'user', answer: endHoldup },
]

/** This corner has an error key of its own. */
function assertCredit({ world, account }: Call) {
  const { books, clock, settings } = world
  const rule = settings.creditRule
  if (rule === null) throw new Refusal({ error: 4302, errstr: 'ERR_NO_CREDIT_CHANGE_ACCESS' })
  if (books.groups.get(account.gid)?.allowCredit !== 1 || account.disable !== 0) {
    throw new Refusal({ error: 4303, errstr: 'ERR_NO_CREDIT_CHANGE_ACCESS' })
  }
  const month = clock.today().slice(0, 7)
  const taken = books.credits.filter(({ uid, at }) => uid === account.uid && at.startsWith(month)).length
  if (rule.monthChanges > 0 && taken >= rule.monthChanges) {
    throw new Refusal({ monthChanges: rule.monthChanges, error: 4304, errstr: 'ERR_CREDIT_CHANGE_LIMIT_REACH' })
  }
  if (account.credit > 0n && account.credit >= rule.sum) {
    throw new Refusal({ error: 4305, errstr: 'ERR_CREDIT_UNAVAILABLE' })
  }
  return rule
}

function offerCredit(call: Call): Json {
  const { sum, days, price, monthChanges } = assertCredit(call)
  return {
    creditChgPrice: printCents(price),
    creditDays: days,
    creditMonthChanges: monthChanges,
    creditSum: printCents(sum),
    openCreditModal: '',
    reduction: '',
    uid: call.account.uid,
  }
}

/** The price is charged at once. */
function takeCredit(call: Call): Json {
  const { sum, days, price, monthChanges } = assertCredit(call)
  const { world, account } = call
  account.credit = sum
  account.creditDate = addDays(world.clock.today(), days)
  world.books.credits.push({ uid: account.uid, sum, at: world.clock.stamp(), until: account.creditDate })
  if (price > 0n) takeFee(world, { account, amount: price, method: 5, dsc: 'Credit Enable' })
  return {
    creditDays: days,
    creditMonthChanges: monthChanges,
    creditSum: printCents(sum),
    reduction: '',
    uid: account.uid,
  }
}

/** As a service shows it: nothing where none is planned. */
export function holdupOf(world: World, uid: number): Json {
  if (world.settings.holdup === null) return { error: 4403, errstr: 'ERR_NO_SERVICE_HOLDUP_ACCESS' }
  const { planned, from, to } = plannedHoldup(world, uid)
  if (planned.length === 0) return undefined
  const dateTo = to?.day ?? '-'
  if (world.books.accounts.get(uid)?.disable === 3) return { canCancel: false, dateFrom: '', dateTo, paused: true }
  const delIds = planned.map(({ id }) => id).join(', ')
  return {
    canCancel: true,
    dateFrom: from?.day ?? '0000-00-00',
    dateTo,
    del: 1,
    delIds: planned.length > 1 ? delIds : '',
  }
}

interface Holdup {
  readonly planned: readonly Schedule[]
  readonly from: Schedule | undefined
  readonly to: Schedule | undefined
}

function plannedHoldup(world: World, uid: number): Holdup {
  const planned = schedulesOf(world, uid, 'status')
  return { planned, from: planned.find(({ action }) => action === 3), to: planned.find(({ action }) => action === 0) }
}

function assertHoldup({ settings }: World) {
  if (settings.holdup === null) throw new Refusal({ errno: 4402, errstr: 'ERR_INTERNET_ID_NOT_DEFINED' })
  return settings.holdup
}

/** The number in the path is not looked at: the freeze is of the account. */
function showHoldup({ world, account }: Call): Json {
  assertHoldup(world)
  return holdupOf(world, account.uid) ?? {}
}

function planHoldup({ world, account, params }: Call): Json {
  const rule = assertHoldup(world)
  const known = plannedHoldup(world, account.uid)
  const fromDate = known.from?.day ?? textOf(params, 'FROM_DATE') ?? ''
  const toDate = known.to?.day ?? textOf(params, 'TO_DATE') ?? ''
  if (!isDay(fromDate)) throw refused(4426, `Wrong param fromDate ${fromDate}`)
  if (!isDay(toDate)) throw refused(4427, `Wrong param toDate ${toDate}`)
  const days = daysBetween(fromDate, toDate)
  if (days > rule.maxDays) throw refused(1_000_020, 'ERR_HOLD_UP_MAX_PERIOD')
  if (days < rule.minDays) throw refused(1_000_019, 'ERR_HOLD_UP_MIN_PERIOD')
  if (daysBetween(world.clock.today(), fromDate) < 1) throw refused(4423, `Wrong param fromDate ${fromDate}`)
  if (days < 1) throw refused(4424, `Wrong param toDate ${toDate}`)
  if (known.planned.length > 0) throw refused(7, 'ERROR_DUPLICATE')
  const row = { uid: account.uid, type: 'status', serviceId: 0, isByAdmin: false } satisfies Partial<Schedule>
  addSchedule(world, { ...row, action: 3, day: fromDate })
  addSchedule(world, { ...row, action: 0, day: toDate })
  return { msg: 'HOLDUP_ADDED', success: 1 }
}

function endHoldup({ world, account }: Call): Json {
  assertHoldup(world)
  const { planned } = plannedHoldup(world, account.uid)
  if (planned.length === 0) throw refused(4418, 'ERR_DEL_HOLDUP')
  dropSchedules(
    world,
    planned.map(({ id }) => id),
  )
  if (account.disable !== 3) return { msg: 'Holdup deleted', success: 1 }
  setStatus(world, account.uid, 0)
  return { msg: 'Service activate', success: 1 }
}

function refused(errno: number, errstr: string): Refusal {
  return new Refusal({ errno, errstr })
}
