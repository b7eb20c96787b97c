import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import {
  numberOf,
  positionOfNumber,
  positionOfRestId,
  positionOfSoapId,
  restIdOf,
  soapIdOf,
} from '../../src/sandbox/books/numbering.ts'
import type { AccountRow, Books } from '../../src/sandbox/books/types.ts'
import {
  account,
  allAccounts,
  balance,
  DAY_MS,
  everythingAbout,
  newFile,
  open,
  sum,
  wholeLedger,
} from './books-support.ts'

const MILLION = 1_000_000

test('accounts written on first touch are those that the seed would have written at once', () => {
  const eager = open({ accounts: 150 })
  const lazy = open({ accounts: 150, eagerAccounts: 0 })

  // Touched in another order than they were seeded in.
  for (const { number } of allAccounts(eager).toReversed()) lazy.findAccountByNumber(number)
  expect(everythingAbout(lazy, allAccounts(lazy))).toEqual(everythingAbout(eager, allAccounts(eager)))
  expect(wholeLedger(lazy)).toEqual(wholeLedger(eager))
  expect(lazy.listTariffs(null)).toEqual(eager.listTariffs(null))
})

test('an account touched months after the start has caught up with the same charges, ids and suspensions', () => {
  const eager = open({ accounts: 120 })
  const lazy = open({ accounts: 120, eagerAccounts: 0 })
  for (const books of [eager, lazy]) {
    books.advance(40 * DAY_MS)
    books.createAccount({ number: 'NEW-1', type: 'P', login: 'new-1', password: 'secret' })
    books.advance(60 * DAY_MS)
  }
  const suspended = allAccounts(eager).filter(({ state }) => state === 1)

  expect(suspended.length).toBeGreaterThan(60)
  expect(everythingAbout(lazy, allAccounts(lazy))).toEqual(everythingAbout(eager, allAccounts(eager)))
  expect(wholeLedger(lazy)).toEqual(wholeLedger(eager))
})

test('any key finds an account that has not been written yet', () => {
  const known = allAccounts(open({ accounts: 100 })).at(-1)
  if (!known) throw new Error('There are no accounts.')
  const row = open({ accounts: 100 })
    .listPayments({ soapIds: [known.soapId], limit: 50 })
    .find(({ receipt }) => receipt)

  expect(openUnwritten().findAccounts([known.restId])).toEqual([known])
  expect(openUnwritten().findAccountsBySoapId([known.soapId])).toEqual([known])
  expect(openUnwritten().findAccountByNumber(known.number)).toEqual(known)
  expect(openUnwritten().listAccounts({ limit: 1, offset: 99 })).toEqual([known])
  expect(openUnwritten().checkCredentials(known.number, 'demo')?.accounts).toEqual([known.restId])
  expect(openUnwritten().listServices([known.restId]).length).toBeGreaterThan(0)
  expect(openUnwritten().findProfiles([known.restId])).toHaveLength(1)
  expect(openUnwritten().findAgreements([known.restId])).toHaveLength(1)
  expect(openUnwritten().statement(known.soapId, 0, 8e12)?.closing).toBe(balance(known))
  expect(openUnwritten().listPayments({ recordIds: [row?.recordId ?? 0], limit: 5 })).toEqual([row])
  expect(openUnwritten().listPayments({ receipt: row?.receipt ?? '', limit: 5 })).toEqual([row])
  expect(openUnwritten().findAccountsByNumber([known.number])).toEqual([known])
  const subject = openUnwritten().checkCredentials(known.number, 'demo')
  expect(openUnwritten().findSubjects([subject?.id ?? 0])).toEqual([subject])
  expect(openUnwritten().terminateAccount(known.number)?.state).toBe(9)
  expect(openUnwritten().addPayment({ soapId: known.soapId, amount: 1n, classId: 1 }).soapId).toBe(known.soapId)
})

test('addresses, tariffs to choose from, tickets and messages are found although their account has not been written yet', () => {
  const eager = open({ accounts: 100 })
  const later = allAccounts(eager).slice(18)
  const services = eager.listServices(later.map(({ restId }) => restId))
  const address = eager.listAddresses(services.map(({ id }) => id)).at(-1)
  const available = eager.listAvailableTariffs(services.map(({ id }) => id)).at(-1)
  const ticket = eager.listTickets({ soapIds: later.map(({ soapId }) => soapId), limit: 9 }).at(-1)
  if (!address || !available || !ticket) throw new Error('There is nothing to look for.')

  expect(openUnwritten().listAddresses([address.serviceId])).toContainEqual(address)
  expect(openUnwritten().listAvailableTariffs([available.serviceId])).toContainEqual(available)
  expect(openUnwritten().listTickets({ ticketIds: [ticket.ticketId], limit: 1 })).toEqual([ticket])
  expect(openUnwritten().listTicketMessages({ ticketIds: [ticket.ticketId], limit: 99 })).toEqual(
    eager.listTicketMessages({ ticketIds: [ticket.ticketId], limit: 99 }),
  )
  expect(openUnwritten().addTicketMessage(ticket.ticketId, { side: 0, text: 'Ещё здесь?' }).soapId).toBe(ticket.soapId)
  const opened = openUnwritten().addTicket({ soapId: ticket.soapId, classId: 1, subject: 'А', side: 0, text: 'Б' })
  expect(opened.soapId).toBe(ticket.soapId)
})

test('a charge of a later month is found by its id although its account has not been written yet', () => {
  const eager = open({ accounts: 100 })
  eager.advance(10 * DAY_MS)
  const charge = wholeLedger(eager).charges.at(-1)
  const lazy = open({ accounts: 100, eagerAccounts: 0 })
  lazy.advance(10 * DAY_MS)

  expect(charge?.period).toBe('2026-11')
  expect(lazy.listCharges({ recordIds: [charge?.recordId ?? 0], limit: 1 })).toEqual([charge])
})

test('numbers and logins of accounts that have not been written yet are taken', () => {
  const number = allAccounts(open({ accounts: 100 })).at(-1)?.number ?? ''
  const lazy = open({ accounts: 100, eagerAccounts: 0 })
  const wanted = { number: 'NEW-1', type: 'P', login: 'new-1', password: 'secret' } as const

  expect(() => lazy.createAccount({ ...wanted, number })).toThrow(expect.objectContaining({ code: 'NUMBER_TAKEN' }))
  expect(() => lazy.createAccount({ ...wanted, login: number })).toThrow(
    expect.objectContaining({ code: 'LOGIN_TAKEN' }),
  )
})

test('a million accounts are there within two seconds, found by any key, and few of them are written', () => {
  const file = newFile()
  const begun = performance.now()
  const books = open({ accounts: MILLION, file })
  expect(performance.now() - begun).toBeLessThan(2000)

  const found: AccountRow[] = []
  for (const offset of [17, 20_000, 123_456, 499_999, 777_777, MILLION - 3]) {
    found.push(...books.listAccounts({ limit: 3, offset }))
  }
  expect(found).toHaveLength(18)
  expect(books.listAccounts({ limit: 10, offset: MILLION })).toEqual([])
  for (const row of found) {
    expect(books.findAccounts([row.restId])).toEqual([row])
    expect(books.findAccountsBySoapId([row.soapId])).toEqual([row])
    expect(books.findAccountByNumber(row.number)).toEqual(row)
    const payments = books.listPayments({ soapIds: [row.soapId], limit: 1000 })
    const charges = books.listCharges({ soapIds: [row.soapId], limit: 1000 })
    expect(sum(payments.filter(({ status }) => status === 1)) - sum(charges)).toBe(balance(row))
  }
  books.advance(31 * DAY_MS)
  expect(balance(account(books, '100001'))).toBe(650_00n - 750_00n)
  books.close()

  const database = new DatabaseSync(file, { readOnly: true })
  expect(Number(database.prepare('SELECT count(*) AS count FROM accounts').get()?.['count'])).toBeLessThan(60)
  database.close()
  expect(statSync(file).size).toBeLessThan(5_000_000)
})

test('each of a million accounts is found again from its number and from its id on either side', () => {
  const lost: number[] = []
  for (let position = 0; position < MILLION; position++) {
    const found =
      positionOfRestId(restIdOf(position)) === position &&
      positionOfSoapId(soapIdOf(position)) === position &&
      positionOfNumber(numberOf(position)) === position
    if (!found) lost.push(position)
  }

  expect(lost).toEqual([])
})

/** Books of which only the demo accounts are written yet. */
function openUnwritten(): Books {
  return open({ accounts: 100, eagerAccounts: 0 })
}
