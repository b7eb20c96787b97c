import { billOf, type Posting } from './abills-books.ts'
import { isGiven, type Json, type Params, parseMoney, textOf } from './abills-json.ts'
import { type Columns, search } from './abills-lists.ts'
import { type Call, Refusal, type Route } from './abills-routes.ts'
import { addPayment, deletePosting, takeFee, type World } from './abills-world.ts'

// Money that comes in and money that is taken.

const LIMITS = { FROM_DATE: '>=', TO_DATE: '<=' }
const MAX_SUM = 99_999_999_000_000n

const COLUMNS = (world: World): Columns<Posting> => ({
  ID: { type: 'INT', name: 'id', isAlwaysShown: true, read: ({ id }) => id },
  UID: { type: 'INT', name: 'uid', isAlwaysShown: true, read: ({ uid }) => uid },
  SUM: { type: 'INT', name: 'sum', isAlwaysShown: true, read: ({ sum }) => sum },
  METHOD: { type: 'INT', name: 'method', isAlwaysShown: true, read: ({ method }) => method },
  REG_DATE: { type: 'DATE', name: 'regDate', isAlwaysShown: true, read: ({ regDate }) => regDate },
  INNER_DESCRIBE: { type: 'STR', name: 'innerDescribe', isAlwaysShown: true, read: (row) => row.innerDescribe },
  EXT_ID: { type: 'STR', name: 'extId', read: ({ extId }) => extId },
  DSC: { type: 'STR', name: 'dsc', read: ({ dsc }) => dsc },
  DATETIME: { type: 'DATE', name: 'datetime', read: ({ date }) => date },
  LAST_DEPOSIT: { type: 'INT', name: 'lastDeposit', read: ({ lastDeposit }) => lastDeposit },
  BILL_ID: { type: 'INT', name: 'billId', read: ({ billId }) => billId },
  LOGIN: { type: 'STR', name: 'login', read: ({ uid }) => world.books.accounts.get(uid)?.login ?? '' },
  DATE: { type: 'DATE', read: ({ date }) => date.slice(0, 10) },
  MONTH: { type: 'DATE', read: ({ date }) => date.slice(0, 7) },
  FROM_DATE: { type: 'DATE', read: ({ date }) => date.slice(0, 10) },
  TO_DATE: { type: 'DATE', read: ({ date }) => date.slice(0, 10) },
})

/** A charge always says what for. */
const FEE_COLUMNS = (world: World): Columns<Posting> => ({
  ...COLUMNS(world),
  DSC: { type: 'STR', name: 'dsc', isAlwaysShown: true, read: ({ dsc }) => dsc },
})

export const PAYMENT_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/payments/', role: 'admin', answer: listPayments },
  { method: 'GET', path: '/payments/types/', role: 'admin', answer: () => PAYMENT_TYPES },
  { method: 'GET', path: '/payments/users/:uid/', role: 'admin', answer: listPayments },
  { method: 'POST', path: '/payments/users/:uid/', role: 'admin', answer: pay },
  { method: 'DELETE', path: '/payments/users/:uid/:id/', role: 'admin', answer: cancelPayment },
  { method: 'GET', path: '/fees/', role: 'admin', answer: listFees },
  { method: 'GET', path: '/fees/users/:uid/', role: 'admin', answer: listFees },
  { method: 'POST', path: '/fees/users/:uid/', role: 'admin', answer: charge },
  { method: 'DELETE', path: '/fees/users/:uid/:id/', role: 'admin', answer: cancelFee },
  { method: 'GET', path: '/user/payments/', role: 'user', answer: listOwnPayments },
  { method: 'GET', path: '/user/fees/', role: 'user', answer: listOwnFees },
]

const TYPE_NAMES = [
  '$lang{CASH}',
  '$lang{BANK}',
  '$lang{EXTERNAL_PAYMENTS}',
  'Credit Card',
  '$lang{BONUS}',
  '$lang{CORRECTION}',
  '$lang{COMPENSATION}',
  '$lang{MONEY_TRANSFER}',
  '$lang{RECALCULATE}',
]
const PAYMENT_TYPES: Json = TYPE_NAMES.map((name, id) => ({ color: '', defaultPayment: 0, feesType: 0, id, name }))

function listPayments({ world, path, params }: Call): Json {
  const listing = { columns: COLUMNS(world), sort: 'ID', isDescending: true }
  return search(world.books.payments, listing, within(params, path)).shown
}

function listFees({ world, path, params }: Call): Json {
  const listing = { columns: FEE_COLUMNS(world), sort: 'ID', isDescending: true }
  return search(world.books.fees, listing, within(params, path)).shown
}

/** The account of the path wins, and the days of a period are limits. */
function within(params: Params, { uid }: Readonly<Record<string, number>>): Params {
  const limited: Record<string, unknown> = { ...params }
  for (const [name, operator] of Object.entries(LIMITS)) {
    const day = textOf(params, name)
    if (day !== undefined && day !== '_SHOW') limited[name] = operator + day
  }
  return uid === undefined ? limited : { ...limited, UID: String(uid) }
}

/** The subscriber sees all at once and the oldest first. */
function listOwnPayments({ world, account, params }: Call): Json {
  const rows = world.books.payments.filter(({ uid }) => uid === account.uid).slice(0, rowsOf(params))
  return rows.map(({ date, dsc, extId, id, sum, uid }) => ({ datetime: date, dsc, extId, id, sum, uid }))
}

function listOwnFees({ world, account, params }: Call): Json {
  const rows = world.books.fees.filter(({ uid }) => uid === account.uid).slice(0, rowsOf(params))
  return rows.map(({ date, dsc, id, sum, uid }) => ({ datetime: date, dsc, id, sum, uid }))
}

function rowsOf(params: Params): number {
  return Number(textOf(params, 'PAGE_ROWS')) || 10_000
}

function pay(call: Call): Json {
  const { world, account, params } = call
  const amount = readAmount(params, { errno: 10067, file: 'Payments.pm line 103' })
  if (amount > MAX_SUM) {
    const errstr = `Payment sum is bigger than allowed - ${textOf(params, 'SUM')} > 99999999`
    throw new Refusal({ errno: 10068, errstr })
  }
  assertBill(call, 10069)
  // The check looks at what it was told to look for, which need not be what the payment is then known by.
  const known = isGiven(params, 'CHECK_EXT_ID') ? textOf(params, 'CHECK_EXT_ID') : undefined
  if (known !== undefined && world.books.payments.some(({ extId }) => extId.toLowerCase() === known.toLowerCase())) {
    throw new Refusal({ errno: 10071, errstr: 'Payments error - 7, errstr - 7' })
  }
  const { id } = addPayment(world, {
    account,
    amount,
    method: Number(textOf(params, 'METHOD')) || 0,
    extId: textOf(params, 'EXT_ID') ?? '',
    dsc: textOf(params, 'DESCRIBE') ?? '',
    innerDescribe: textOf(params, 'INNER_DESCRIBE') ?? '',
    date: textOf(params, 'DATE'),
  })
  return { insertId: id, paymentId: id, uid: account.uid }
}

function charge(call: Call): Json {
  const { world, account, params } = call
  const amount = readAmount(params, { errno: 10102, file: 'Fees.pm line 135' })
  assertBill(call, 10101)
  const { id } = takeFee(world, {
    account,
    amount,
    method: Number(textOf(params, 'METHOD')) || 0,
    dsc: textOf(params, 'DESCRIBE') ?? '',
    innerDescribe: textOf(params, 'INNER_DESCRIBE') ?? '',
  })
  return { feeId: id, result: 'OK' }
}

/** A comma is no digit, which stops the program in the middle; 1e3 is a thousand. */
function readAmount(params: Params, { errno, file }: { errno: number; file: string }): bigint {
  const text = textOf(params, 'SUM') ?? ''
  const tooSmall = { errno, errstr: "Wrong param sum, it's empty or must be bigger than zero" }
  if (!isGiven(params, 'SUM') || !/[0-9.]/.test(text)) throw new Refusal(tooSmall)
  const amount = parseMoney(text)
  if (amount === null) {
    const what = `Argument "${text}" isn't numeric in numeric le (<=) at ../Abills/Api/Controllers/Admin/${file}.\n`
    throw new Refusal({ debuginfo: what, errno: 20, errstr: 'Unknown error, please try later' }, 502)
  }
  if (amount <= 0n) throw new Refusal(tooSmall)
  return amount
}

/** Money goes to a bill, and the bill has to be the account's. */
function assertBill({ world, account, params }: Call, errno: number): void {
  const given = textOf(params, 'BILL_ID') ?? '--'
  const bill = billOf(world.books, account)
  const isRight = bill !== undefined && (String(bill.id) === given || isGiven(params, 'SKIP_BILL_ID_CHECK'))
  if (isRight) return
  throw new Refusal({ errno, errstr: `User not found with uid - ${account.uid} and billId - ${given}` })
}

function cancelPayment({ world, path }: Call): Json {
  const [uid, id] = [path['uid'] ?? 0, path['id'] ?? 0]
  const isThere = world.books.payments.some((row) => row.id === id && row.uid === uid)
  if (!isThere) throw new Refusal({ errno: 10122, errstr: `Payment with id ${id} and uid ${uid} does not exist` })
  deletePosting(world, 'payments', id)
  return { paymentId: id, result: `Successfully deleted payment for user ${uid} and payment id ${id}`, uid }
}

function cancelFee({ world, path }: Call): Json {
  const [uid, id] = [path['uid'] ?? 0, path['id'] ?? 0]
  const isThere = world.books.fees.some((row) => row.id === id && row.uid === uid)
  if (!isThere) throw new Refusal({ errno: 10128, errstr: `Fee with id ${id} and uid ${uid} does not exist` })
  deletePosting(world, 'fees', id)
  return { paymentId: id, result: `Successfully deleted fee for user ${uid} and fee id ${id}`, uid }
}
