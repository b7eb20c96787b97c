import type { Books, DeviceRow } from '../books/types.ts'
import { findAccount } from './books.ts'
import { bad } from './read.ts'

/** `?account=` is the contract number. */
export function readDevices(books: Books, query: URLSearchParams): object {
  const number = query.get('account')
  if (number === null) throw bad("'account' is missing: a contract number, like ?account=100001")
  return { devices: books.listDevices([findAccount(books, number).restId]).map(describeDevice) }
}

function describeDevice({ registeredAt, ...device }: DeviceRow): object {
  return { ...device, registeredAt: registeredAt === null ? null : new Date(registeredAt).toISOString() }
}
