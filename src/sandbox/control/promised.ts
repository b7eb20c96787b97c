import type { PromiseRow } from '../books/promised.ts'
import type { Books } from '../books/types.ts'
import { decimalText } from '../wire/money.ts'
import { findAccount } from './books.ts'
import { bad, present, readAmount, readObject, readText } from './read.ts'

const MOST_PROMISES = 1000

/** `?account=` is the contract number. Newest first, money as decimal text. */
export function readPromises(books: Books, query: URLSearchParams): object {
  const number = query.get('account')
  if (number === null) throw bad("'account' is missing: a contract number, like ?account=100001")
  const { soapId } = findAccount(books, number)
  return { promises: books.listPromises({ soapIds: [soapId], limit: MOST_PROMISES }).map(describePromise) }
}

/** A promised payment that somebody at the office gives. */
export function postPromise(books: Books, body: unknown): object {
  const fields = readObject(body, 'a promised payment', ['number', 'amount', 'comment', 'manager'])
  const amount = readAmount(fields, 'amount')
  const { soapId } = findAccount(books, present(readText(fields, 'number'), 'number'))
  const comment = readText(fields, 'comment')
  const manager = readText(fields, 'manager') ?? 'office'
  return describePromise(books.addPromise({ soapId, amount, manager, ...(comment === undefined ? {} : { comment }) }))
}

function describePromise({ amount, fee, takenAt, endsAt, ...promise }: PromiseRow): object {
  return {
    ...promise,
    amount: decimalText(amount),
    fee: decimalText(fee),
    takenAt: new Date(takenAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
  }
}
