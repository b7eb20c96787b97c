import type { Account, Books, Posting, Schedule, Service, Tariff } from './abills-books.ts'
import { billOf, NO_DAY, nextId } from './abills-books.ts'
import { addDays, type Clock, lastOfMonth } from './abills-clock.ts'
import { printMoney, roundToCents } from './abills-json.ts'

// The work that is done in the books, whoever asks for it: the wire, a cash desk, an office, or the night.

/** How the installation is configured; what is off is refused as the real one refuses it. */
export interface Settings {
  apiKey: string
  /** Credit that a subscriber may take alone. */
  creditRule: { sum: bigint; days: number; price: bigint; monthChanges: number } | null
  /** A freeze of the whole account that a subscriber may plan. */
  holdup: { minDays: number; maxDays: number } | null
  tariffChange: boolean
  passwordChange: boolean
  profileChange: boolean
  /** Whether the key's employee may open and close messages. */
  messageRights: boolean
  sessionTimeoutMs: number
  /** More failed sign-ins of a login in a day than that lock it until the next. */
  bruteforceLimit: number
  /** Calls that are worked on at once; further ones wait. */
  capacity: number
  /** How long the work on one call takes. */
  latencyMs: number
}

export interface World {
  readonly books: Books
  readonly clock: Clock
  readonly settings: Settings
}

export interface NewPosting {
  readonly account: Account
  readonly amount: bigint
  readonly method?: number
  readonly extId?: string
  readonly dsc?: string
  readonly innerDescribe?: string
  readonly date?: string | undefined
  /** When it was written down; now, unless the books are filled with what was. */
  readonly regDate?: string
}

/** Credits the account's bill. Whether the external id is known already is the caller's question. */
export function addPayment(world: World, wish: NewPosting): Posting {
  const payment = newPosting(world, wish, 'payments')
  world.books.payments.push(payment)
  moveDeposit(world, payment.billId, wish.amount)
  return payment
}

export function takeFee(world: World, wish: NewPosting): Posting {
  const fee = newPosting(world, wish, 'fees')
  world.books.fees.push(fee)
  moveDeposit(world, fee.billId, -wish.amount)
  return fee
}

/** The row is gone, and so is the money; null where there is no such row. */
export function deletePosting(world: World, table: 'payments' | 'fees', id: number): Posting | null {
  const rows = world.books[table]
  const place = rows.findIndex((row) => row.id === id)
  const [posting] = place < 0 ? [] : rows.splice(place, 1)
  if (posting === undefined) return null
  moveDeposit(world, posting.billId, table === 'payments' ? -posting.sum : posting.sum)
  return posting
}

function newPosting(world: World, wish: NewPosting, table: string): Posting {
  const { account, amount, method = 0, extId = '', dsc = '', innerDescribe = '', date, regDate } = wish
  const bill = billOf(world.books, account)
  if (bill === undefined) throw new Error(`The account ${account.uid} has no bill.`)
  return {
    id: nextId(world.books, table),
    uid: account.uid,
    billId: bill.id,
    sum: roundToCents(amount),
    amount,
    lastDeposit: bill.deposit,
    method,
    extId,
    dsc,
    innerDescribe,
    date: date ?? world.clock.stamp(),
    regDate: regDate ?? world.clock.stamp(),
  }
}

function moveDeposit({ books }: World, billId: number, amount: bigint): void {
  const bill = books.bills.get(billId)
  if (bill !== undefined) bill.deposit += amount
}

export function depositOf({ books }: World, account: Account): bigint {
  return billOf(books, account)?.deposit ?? 0n
}

export function servicesOf({ books }: World, uid: number): Service[] {
  return books.services.filter((service) => service.uid === uid)
}

export function tariffOf({ books }: World, service: Service): Tariff | undefined {
  return books.tariffs.get(service.tpId)
}

export function monthFeeOf(world: World, service: Service): bigint {
  return service.personalTp > 0n ? service.personalTp : (tariffOf(world, service)?.monthFee ?? 0n)
}

export function schedulesOf({ books }: World, uid: number, type: Schedule['type']): Schedule[] {
  return books.schedules.filter((row) => row.uid === uid && row.type === type)
}

export function addSchedule(world: World, row: Omit<Schedule, 'id' | 'createdOn'>): Schedule {
  const schedule = { ...row, id: nextId(world.books, 'schedules'), createdOn: world.clock.today() }
  world.books.schedules.push(schedule)
  return schedule
}

export function dropSchedules({ books }: World, ids: readonly number[]): void {
  books.schedules = books.schedules.filter(({ id }) => !ids.includes(id))
}

export function addService(world: World, uid: number, tpId: number): Service {
  const service = { id: nextId(world.books, 'services'), uid, tpId, status: 0, cid: '', personalTp: 0n }
  world.books.services.push(service)
  return service
}

/** The fee of a month, taken at once, named as the billing names it. */
export function takeMonthFee(world: World, service: Service, from: string): void {
  const [account, tariff] = [world.books.accounts.get(service.uid), tariffOf(world, service)]
  const amount = monthFeeOf(world, service)
  if (account === undefined || tariff === undefined || amount === 0n) return
  const period = `${from.slice(0, 8)}01-${lastOfMonth(from)}`
  const dsc = `Internet: M/F ${tariff.name} (${tariff.tpId}) ${service.id}(${period})`
  takeFee(world, { account, amount, method: 1, dsc, date: `${from} 00:00:00` })
}

/** The change that a subscriber or the office made takes effect at once. */
export function changeTariff(world: World, service: Service, tpId: number): void {
  service.tpId = tpId
  if (service.status === 0) takeMonthFee(world, service, world.clock.today())
}

/** A freeze is of the account, and of each of its services with it. */
export function setStatus(world: World, uid: number, status: number): void {
  const account = world.books.accounts.get(uid)
  if (account === undefined) return
  account.disable = status
  for (const service of servicesOf(world, uid)) service.status = status
}

/** The work of every night since the last one: planned changes, credits that end, fees of a new month. */
export function settle(world: World): void {
  const { books, clock } = world
  const today = clock.today()
  if (books.settledOn === '') books.settledOn = today
  while (books.settledOn < today) {
    books.settledOn = addDays(books.settledOn, 1)
    settleDay(world, books.settledOn)
  }
}

function settleDay(world: World, day: string): void {
  const { books } = world
  const due = books.schedules.filter((row) => row.day <= day)
  for (const { uid, type, serviceId, action } of due) {
    const service = books.services.find(({ id }) => id === serviceId)
    if (type === 'status') setStatus(world, uid, action)
    else if (service !== undefined) service.tpId = action
  }
  dropSchedules(
    world,
    due.map(({ id }) => id),
  )
  for (const account of books.accounts.values()) {
    if (account.creditDate !== NO_DAY && account.creditDate < day) {
      account.credit = 0n
      account.creditDate = NO_DAY
    }
  }
  if (!day.endsWith('-01')) return
  for (const service of books.services) if (service.status === 0) takeMonthFee(world, service, day)
}

/** What a person would read off the books, for a test to compare. */
export function readBalance(world: World, uid: number): string {
  const account = world.books.accounts.get(uid)
  if (account === undefined) throw new Error(`There is no account ${uid}.`)
  return printMoney(depositOf(world, account))
}

export function readHoldup(world: World, uid: number): { from: string; to: string; isRunning: boolean } | null {
  const rows = schedulesOf(world, uid, 'status')
  const [from, to] = [
    rows.find(({ action }) => action === 3)?.day ?? '',
    rows.find(({ action }) => action === 0)?.day ?? '',
  ]
  const isRunning = world.books.accounts.get(uid)?.disable === 3
  return rows.length === 0 && !isRunning ? null : { from, to, isRunning }
}
