import { type Account, NO_DAY, nextId, type Service } from './abills-books.ts'
import { availableTo, CHANGE_ROUTES, refusalOfChange } from './abills-change.ts'
import { daysBetween, nextMonth } from './abills-clock.ts'
import { holdupOf } from './abills-credit.ts'
import { isGiven, type Json, numberOf, textOf } from './abills-json.ts'
import { type Columns, readSum, search } from './abills-lists.ts'
import { type Call, Refusal, type Route } from './abills-routes.ts'
import {
  addService,
  depositOf,
  monthFeeOf,
  schedulesOf,
  servicesOf,
  takeMonthFee,
  tariffOf,
  type World,
} from './abills-world.ts'

// Internet: tariffs, services, and the change from one tariff to another.

const STATUS_NAMES = ['enable', 'disable', 'notActive', 'holdUp', 'disableNonPayment', 'errSmallDeposit']
const STATUS_TITLES = ['Active', 'Disabled', 'Not active', 'Hold up', 'Disabled: Non payment', 'Too small deposit']

const COLUMNS = (world: World): Columns<Service> => ({
  ID: { type: 'INT', name: 'id', isAlwaysShown: true, read: ({ id }) => id },
  UID: { type: 'INT', name: 'uid', isAlwaysShown: true, read: ({ uid }) => uid },
  TP_ID: { type: 'INT', name: 'tpId', isAlwaysShown: true, read: ({ tpId }) => tpId },
  LOGIN_STATUS: {
    type: 'INT',
    name: 'loginStatus',
    isAlwaysShown: true,
    read: ({ uid }) => ownerOf(world, uid).disable,
  },
  TP_NAME: { type: 'STR', name: 'tpName', read: (service) => tariffOf(world, service)?.name ?? '' },
  MONTH_FEE: { type: 'INT', name: 'monthFee', read: (service) => tariffOf(world, service)?.monthFee ?? 0 },
  DAY_FEE: { type: 'INT', name: 'dayFee', read: (service) => tariffOf(world, service)?.dayFee ?? 0 },
  INTERNET_STATUS: { type: 'INT', name: 'internetStatus', read: ({ status }) => status },
  CID: { type: 'STR', name: 'cid', read: ({ cid }) => cid },
  PERSONAL_TP: { type: 'INT', name: 'personalTp', read: ({ personalTp }) => personalTp },
  LOGIN: { type: 'STR', name: 'login', read: ({ uid }) => ownerOf(world, uid).login },
  DEPOSIT: { type: 'INT', name: 'deposit', read: ({ uid }) => depositOf(world, ownerOf(world, uid)) },
})

export const INTERNET_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/internet/tariffs/', role: 'admin', answer: listTariffs },
  { method: 'POST', path: '/internet/tariff/', role: 'admin', answer: addTariff },
  { method: 'POST', path: '/internet/:uid/activate/', role: 'admin', answer: activate },
  { method: 'PUT', path: '/internet/:uid/activate/', role: 'admin', answer: changeService },
  { method: 'GET', path: '/users/internet/all/', role: 'admin', answer: listServices },
  { method: 'GET', path: '/users/:uid/internet/', role: 'admin', answer: listServicesOf },
  { method: 'GET', path: '/user/internet/', role: 'user', answer: (call) => ownServices(call, STATUS_NAMES) },
  { method: 'GET', path: '/user/internet/tariffs/', role: 'user', answer: listAvailable },
  { method: 'GET', path: '/user/services/', role: 'user', answer: listAllServices },
  ...CHANGE_ROUTES,
]

function ownerOf({ books }: World, uid: number): Account {
  const account = books.accounts.get(uid)
  if (account === undefined) throw new Error(`There is no account ${uid}.`)
  return account
}

function listTariffs({ world }: Call): Json {
  return [...world.books.tariffs.values()].map((tariff) => ({
    abonDistribution: 0,
    activeDayFee: 0,
    age: 0,
    credit: tariff.credit,
    dayFee: tariff.dayFee,
    extBillAccount: 0,
    feesMethod: tariff.feesMethod,
    fine: 0,
    id: tariff.id,
    logins: 0,
    minUse: 0,
    module: 'Internet',
    monthFee: tariff.monthFee,
    name: tariff.name,
    nextTpId: 0,
    paymentType: tariff.paymentType,
    postpaidDailyFee: 0,
    postpaidMonthlyFee: 0,
    radPairs: '',
    reductionFee: 0,
    smallDepositAction: 0,
    timeTarifs: 0,
    tpGroupName: '',
    tpId: tariff.tpId,
    trafTarifs: 0,
  }))
}

function addTariff({ world, params }: Call): Json {
  for (const name of ['id', 'name']) {
    if (isGiven(params, name.toUpperCase())) continue
    throw new Refusal({
      errmsg: `Validation failed\nRequired parameter to be filled ${name}\n`,
      errno: 9,
      errors: [{ errno: 20, errstr: 'ERR_REQUIRED_PARAMETER', param: name, required: true }],
      errstr: 'VALIDATION_FAILED',
    })
  }
  const tpId = nextId(world.books, 'tariffs')
  world.books.tariffs.set(tpId, {
    tpId,
    id: numberOf(params, 'ID'),
    name: textOf(params, 'NAME') ?? '',
    monthFee: readSum(params, 'MONTH_FEE') ?? 0n,
    dayFee: readSum(params, 'DAY_FEE') ?? 0n,
    activatePrice: readSum(params, 'ACTIVATE_PRICE') ?? 0n,
    credit: readSum(params, 'CREDIT') ?? 0n,
    inSpeed: numberOf(params, 'IN_SPEED'),
    outSpeed: numberOf(params, 'OUT_SPEED'),
    comments: textOf(params, 'COMMENTS') ?? '',
    paymentType: numberOf(params, 'PAYMENT_TYPE'),
    feesMethod: 1,
  })
  return { affected: 1, insertId: tpId, total: 0, tpId, tpNum: numberOf(params, 'ID') }
}

function activate({ world, account, params }: Call): Json {
  const tpId = numberOf(params, 'TP_ID')
  if (!world.books.tariffs.has(tpId)) throw new Refusal({ errno: 1360015, errstr: 'ERR_NO_TARIFF' })
  const service = addService(world, account.uid, tpId)
  service.status = numberOf(params, 'STATUS')
  if (service.status === 0) takeMonthFee(world, service, world.clock.today())
  return { id: service.id, result: 'Successfully added', uid: account.uid }
}

function changeService({ world, account, params }: Call): Json {
  const service = servicesOf(world, account.uid).find(({ id }) => id === numberOf(params, 'ID'))
  if (service === undefined) throw new Refusal({ errno: 1360007, errstr: 'USER_NOT_EXIST' })
  if ('STATUS' in params) service.status = numberOf(params, 'STATUS')
  if ('TP_ID' in params) service.tpId = numberOf(params, 'TP_ID')
  return { id: service.id, result: 'Successfully changed', uid: account.uid }
}

function listServices({ world, params }: Call): Json {
  return search(world.books.services, { columns: COLUMNS(world), sort: 'ID', isDescending: false }, params).shown
}

const SHOWN = { CID: '_SHOW', INTERNET_STATUS: '_SHOW', TP_NAME: '_SHOW', MONTH_FEE: '_SHOW', DAY_FEE: '_SHOW' }

function listServicesOf({ world, account, params }: Call): Json {
  const listing = { columns: COLUMNS(world), sort: 'ID', isDescending: false }
  return search(servicesOf(world, account.uid), listing, { ...params, ...SHOWN }).shown
}

function listAllServices(call: Call): Json {
  return { abon: [], internet: ownServices(call, STATUS_TITLES), iptv: [] }
}

function ownServices({ world, account }: Call, names: readonly string[]): Json {
  return servicesOf(world, account.uid).map((service) => ({
    abonDistribution: 0,
    activatePrice: 0,
    canChangeTp: refusalOfChange(world, account, service) === null,
    cid: service.cid,
    dayFee: tariffOf(world, service)?.dayFee ?? 0,
    holdup: holdupOf(world, account.uid),
    id: service.id,
    inSpeed: 0,
    internetExpire: NO_DAY,
    internetStatus: service.status,
    ip: '0.0.0.0',
    ipNum: 0,
    loginStatus: account.disable,
    macDiscovery: false,
    monthFee: monthFeeOf(world, service),
    nextAbon: nextFee(world, account, service),
    originalDayFee: 0,
    originalMonthFee: 0,
    outSpeed: 0,
    personalTp: service.personalTp,
    schedule: plannedChange(world, service),
    serviceHoldup: true,
    statusName: names[service.status] ?? '',
    tpAge: 0,
    tpComments: tariffOf(world, service)?.comments ?? '',
    tpId: service.tpId,
    tpName: tariffOf(world, service)?.name ?? '',
    tpReductionFee: 0,
    tvUserPortal: 0,
    uid: service.uid,
  }))
}

/** There is none for whom nothing will be taken. */
function nextFee(world: World, account: Account, service: Service): Json {
  const [today, sum] = [world.clock.today(), monthFeeOf(world, service)]
  const isPaid = depositOf(world, account) + account.credit > 0n || tariffOf(world, service)?.paymentType === 1
  if (service.status !== 0 || account.disable !== 0 || sum === 0n || !isPaid) return undefined
  const abonDate = nextMonth(today)
  return { abonDate, activateDate: `${today.slice(0, 8)}01`, daysToFee: daysBetween(today, abonDate), sum }
}

function plannedChange(world: World, service: Service): Json {
  const planned = schedulesOf(world, service.uid, 'tp').find(({ serviceId }) => serviceId === service.id)
  const tariff = world.books.tariffs.get(planned?.action ?? 0)
  if (planned === undefined) return undefined
  return {
    canCancel: !planned.isByAdmin,
    date: planned.createdOn,
    dateFrom: planned.day,
    dayFee: tariff?.dayFee ?? 0,
    inSpeed: 0,
    monthFee: tariff?.monthFee ?? 0,
    outSpeed: 0,
    sheduleId: planned.id,
    tpComments: tariff?.comments ?? '',
    tpId: planned.action,
    tpName: tariff?.name ?? '',
  }
}

function listAvailable({ world, account }: Call): Json {
  if (!world.settings.tariffChange) throw new Refusal(NO_CHANGE)
  if (world.books.groups.get(account.gid)?.disableChgTp === 1) {
    throw new Refusal({ errno: 4505, errstr: 'Not allowed to change tariff plan' })
  }
  return availableTo(world, account).map(({ tpId, id, name, monthFee, dayFee, activatePrice, comments }) => ({
    activatePrice,
    canChangeTp: true,
    comments,
    dayFee,
    id,
    inSpeed: 0,
    monthFee,
    name,
    originalDayFee: 0,
    originalMonthFee: 0,
    outSpeed: 0,
    popular: 0,
    reductionFee: 0,
    serviceId: 0,
    tpAge: 0,
    tpComments: comments,
    tpFee: monthFee + dayFee,
    tpId,
    tpName: name,
  }))
}

const NO_CHANGE: Json = {
  error: 4504,
  errstr: 'Not allowed to change tariff plan',
  message: 'NOT_ALLOWED_TO_CHANGE_TP',
  messageTitle: 'ERROR',
  messageType: 'err',
}
