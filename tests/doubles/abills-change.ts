import type { Account, Service, Tariff } from './abills-books.ts'
import { isDay, nextMonth } from './abills-clock.ts'
import { type Json, numberOf, printMoney, textOf } from './abills-json.ts'
import { type Call, Refusal, type Route } from './abills-routes.ts'
import {
  addSchedule,
  changeTariff,
  depositOf,
  dropSchedules,
  monthFeeOf,
  schedulesOf,
  servicesOf,
  type World,
} from './abills-world.ts'

// From one tariff to another, by the subscriber and by the office.

export const CHANGE_ROUTES: readonly Route[] = [
  { method: 'PUT', path: '/internet/:uid/', role: 'admin', answer: changeByAdmin },
  { method: 'PUT', path: '/user/internet/:id/', role: 'user', answer: changeOwn },
  { method: 'DELETE', path: '/user/internet/:id/', role: 'user', answer: cancelChange },
]

interface NoChange {
  readonly errno: number
  readonly errstr: string
}

/** What the account can pay for, but for what it has. */
export function availableTo(world: World, account: Account): Tariff[] {
  const owned = new Set(servicesOf(world, account.uid).map(({ tpId }) => tpId))
  const funds = depositOf(world, account) + account.credit
  return [...world.books.tariffs.values()].filter(
    ({ tpId, monthFee, dayFee, paymentType }) => !owned.has(tpId) && (monthFee + dayFee < funds || paymentType === 1),
  )
}

/** Why this service cannot be changed now; null where it can. */
export function refusalOfChange(world: World, account: Account, service: Service): NoChange | null {
  const group = world.books.groups.get(account.gid)
  if (!world.settings.tariffChange || group?.disableChgTp === 1) {
    return { errno: 140, errstr: 'Not allowed to change tariff plan' }
  }
  if (service.personalTp > 0n) return { errno: 4524, errstr: 'Personal tp enabled' }
  if (availableTo(world, account).length === 0) return { errno: 4525, errstr: 'No available tariffs' }
  const deposit = depositOf(world, account)
  if (deposit + account.credit < 0n) {
    const errstr = `Small deposit - deposit ${printMoney(deposit)} and credit ${printMoney(account.credit)}`
    return { errno: 4522, errstr }
  }
  const isPlanned = schedulesOf(world, account.uid, 'tp').some(({ serviceId }) => serviceId === service.id)
  return isPlanned ? { errno: 4523, errstr: 'Schedule for change already set' } : null
}

function changeOwn({ world, account, path, params }: Call): Json {
  const service = servicesOf(world, account.uid).find(({ id }) => id === path['id'])
  if (service === undefined) throw refused(4526, 'Unknown service id for change')
  const no = refusalOfChange(world, account, service)
  if (no !== null) throw refused(no.errno, no.errstr)
  const tpId = numberOf(params, 'TP_ID')
  if (tpId < 1) throw refused(141, 'Unknown tpId')
  if (tpId === service.tpId) throw refused(4521, 'This tpId already active in user')
  if (!availableTo(world, account).some((tariff) => tariff.tpId === tpId))
    throw refused(4527, 'Unknown tpId for change')
  const day = dayOfChange(world, service, { period: numberOf(params, 'PERIOD'), date: textOf(params, 'DATE') ?? '' })
  if (day === null) changeTariff(world, service, tpId)
  else plan(world, service, { tpId, day, isByAdmin: false })
  return { uid: account.uid, result: 'Successfully changed', success: 1 }
}

/** With a monthly fee the next month is the earliest; without one it may be now, which is null. */
function dayOfChange(world: World, service: Service, wish: { period: number; date: string }): string | null {
  const today = world.clock.today()
  if (wish.period === 2) {
    if (!isDay(wish.date) || wish.date <= today) throw refused(145, 'Wrong data - date')
    return wish.date
  }
  const isPaidByMonth = monthFeeOf(world, service) > 0n && service.status === 0
  return wish.period === 1 || isPaidByMonth ? nextMonth(today) : null
}

function plan(world: World, service: Service, change: { tpId: number; day: string; isByAdmin: boolean }): void {
  const { tpId, day, isByAdmin } = change
  addSchedule(world, { uid: service.uid, type: 'tp', serviceId: service.id, action: tpId, day, isByAdmin })
}

/** The number is the schedule's, not the service's. What the office planned stays. */
function cancelChange({ world, account, path }: Call): Json {
  const planned = schedulesOf(world, account.uid, 'tp').find(({ id }) => id === path['id'])
  if (planned === undefined) throw refused(4308, 'Error occurred during operation')
  if (planned.isByAdmin) throw refused(4308, 'Can not cancel change tp')
  dropSchedules(world, [planned.id])
  return { uid: account.uid, success: 1 }
}

function changeByAdmin({ world, account, params }: Call): Json {
  const [id, tpId] = [numberOf(params, 'ID'), numberOf(params, 'TP_ID')]
  if (id === 0) throw refused(1360002, 'ERR_NO_FIELD')
  if (tpId === 0) throw refused(1360003, 'ERR_NO_FIELD')
  if (!world.books.tariffs.has(tpId)) throw refused(1360015, 'ERR_NO_TARIFF')
  const service = servicesOf(world, account.uid).find((one) => one.id === id)
  if (service === undefined) throw refused(1360007, 'USER_NOT_EXIST')
  if (service.tpId === tpId) throw refused(1360008, 'ERR_TARIFF_EXISTS')
  const period = numberOf(params, 'PERIOD')
  if (period === 0) {
    service.tpId = tpId
    return { message: 'TARIFF_CHANGED', result: 'OK' }
  }
  const date = textOf(params, 'DATE') ?? ''
  if (period > 1 && date === '') throw refused(1360009, 'ERR_NO_FIELD')
  const day = period === 1 ? nextMonth(world.clock.today()) : date
  if (!isDay(day)) throw refused(1360010, 'ERR_WRONG_DATE')
  if (day <= world.clock.today()) throw refused(1360011, 'ERR_WRONG_DATE')
  const isPlanned = schedulesOf(world, account.uid, 'tp').some((row) => row.day === day && row.action === tpId)
  if (isPlanned) throw refused(1360013, 'ERR_FAILED_SET_SCHEDULE')
  plan(world, service, { tpId, day, isByAdmin: true })
  return { message: 'TARIFF_SCHEDULE_SET', result: 'OK' }
}

function refused(errno: number, errstr: string): Refusal {
  return new Refusal({ errno, errstr })
}
