import type { DebitRow } from '../books/debits.ts'
import type { AccountRow, Books, ChargeRow, PaymentRow } from '../books/types.ts'
import { decimalText } from '../wire/money.ts'
import { RefusalError } from '../wire/refusal.ts'
import { bad, present, readAmount, readChoice, readInstantField, readNumber, readObject, readText } from './read.ts'

const MOST_LEDGER_ROWS = 10_000
const DEFAULT_LEDGER_ROWS = 1000
const LONGEST_ADVANCE_MS = 3660 * 86_400_000

/** Both ids, money as decimal text, state. */
export function describeAccount(account: AccountRow): object {
  return {
    restId: account.restId,
    soapId: account.soapId,
    number: account.number,
    type: account.type,
    state: account.state,
    balance: decimalText(account.paidTotal - account.chargedTotal),
    paidTotal: decimalText(account.paidTotal),
    chargedTotal: decimalText(account.chargedTotal),
    creditLimit: decimalText(account.creditLimit),
    promised: decimalText(account.promised),
    regionId: account.regionId,
    operatorId: account.operatorId,
    openedAt: new Date(account.openedAt).toISOString(),
  }
}

export function findAccount(books: Books, number: string): AccountRow {
  const account = books.findAccountByNumber(number)
  if (account === null) throw new RefusalError(404, `no account with number '${number.slice(0, 60)}'`)
  return account
}

export function createAccount(books: Books, body: unknown): object {
  const fields = readObject(body, 'an account', ['number', 'type', 'login', 'password'])
  const number = present(readText(fields, 'number'), 'number')
  if (!/^[\p{L}\p{N}/-]{1,32}$/u.test(number)) throw bad("'number' must be 1 to 32 letters, digits, '-' or '/'")
  if (books.findAccountByNumber(number) !== null) throw new RefusalError(409, `account '${number}' exists already`)
  const account = books.createAccount({
    number,
    type: readChoice(fields, 'type', ['P', 'O']) ?? 'P',
    login: readText(fields, 'login') ?? number,
    password: present(readText(fields, 'password'), 'password'),
  })
  return describeAccount(account)
}

/** A payment of a foreign writer: the cash desk posts without asking anybody. */
export function postPayment(books: Books, body: unknown): object {
  const known = ['number', 'amount', 'classId', 'paidAt', 'receipt', 'comment', 'manager']
  const fields = readObject(body, 'a payment', known)
  const amount = readAmount(fields, 'amount')
  const account = findAccount(books, present(readText(fields, 'number'), 'number'))
  const paidAt = readInstantField(fields, 'paidAt')
  const receipt = readText(fields, 'receipt')
  const comment = readText(fields, 'comment')
  const payment = books.addPayment({
    soapId: account.soapId,
    amount,
    classId: readNumber(fields, 'classId', { min: 1, max: 99 }) ?? 1,
    ...(paidAt === undefined ? {} : { paidAt }),
    ...(receipt === undefined ? {} : { receipt }),
    ...(comment === undefined ? {} : { comment }),
    manager: readText(fields, 'manager') ?? 'cashdesk',
  })
  return describePayment(payment)
}

/** A page of the ledger, money as decimal text; `nextAfterId` is null on the last page. */
export function readLedger(books: Books, query: URLSearchParams): object {
  const afterId = readQuery(query, 'afterId', Number.MAX_SAFE_INTEGER) ?? 0
  const limit = readQuery(query, 'limit', MOST_LEDGER_ROWS) ?? DEFAULT_LEDGER_ROWS
  if (limit === 0) throw bad("'limit' must be at least 1")
  const { payments, charges } = books.ledger({ afterId, limit })
  const lastId = [...payments, ...charges].reduce((last, { recordId }) => Math.max(last, recordId), 0)
  return {
    payments: payments.map(describePayment),
    charges: charges.map(describeCharge),
    nextAfterId: payments.length + charges.length === 0 ? null : lastId,
  }
}

export function advanceClock(books: Books, body: unknown): object {
  const fields = readObject(body, 'an advance', ['advanceMs', 'advanceDays'])
  const advanceMs = readNumber(fields, 'advanceMs', { min: 0, max: LONGEST_ADVANCE_MS })
  const advanceDays = readNumber(fields, 'advanceDays', { min: 0, max: LONGEST_ADVANCE_MS / 86_400_000 })
  if ((advanceMs === undefined) === (advanceDays === undefined)) throw bad("give either 'advanceMs' or 'advanceDays'")
  books.advance(advanceMs ?? (advanceDays ?? 0) * 86_400_000)
  return { now: new Date(books.now()).toISOString() }
}

function describePayment(payment: PaymentRow): object {
  return {
    ...payment,
    amount: decimalText(payment.amount),
    paidAt: new Date(payment.paidAt).toISOString(),
    postedAt: new Date(payment.postedAt).toISOString(),
  }
}

function describeCharge(charge: ChargeRow): object {
  return { ...charge, amount: decimalText(charge.amount), chargedAt: new Date(charge.chargedAt).toISOString() }
}

/** A page of the debits, oldest first; they are among the charges of the ledger as well. */
export function readDebits(books: Books, query: URLSearchParams): object {
  const afterId = readQuery(query, 'afterId', Number.MAX_SAFE_INTEGER) ?? 0
  const debits = books.listDebits({ afterId, limit: MOST_LEDGER_ROWS })
  return { debits: debits.map(describeDebit), nextAfterId: debits.at(-1)?.recordId ?? null }
}

function describeDebit({ receipt, manager, ...charge }: DebitRow): object {
  return { ...describeCharge(charge), receipt, manager }
}

function readQuery(query: URLSearchParams, name: string, max: number): number | undefined {
  const value = query.get(name)
  if (value === null) return undefined
  return readNumber({ [name]: /^\d+$/.test(value) ? Number(value) : value }, name, { min: 0, max })
}
