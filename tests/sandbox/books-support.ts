import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { BooksOptions } from '../../src/sandbox/books/bookOptions.ts'
import { openBooks } from '../../src/sandbox/books/open.ts'
import type { AccountRow, Books, ChargeRow, PaymentRow } from '../../src/sandbox/books/types.ts'

/** 2026-11-22 15:30 in Moscow. */
export const START_AT = Date.UTC(2026, 10, 22, 12, 30)

export const DAY_MS = 86_400_000

/** Midnight of a day in Moscow, 1-based month. */
export function moscow(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) - 3 * 3_600_000
}

/** A path in a new directory that goes when the test ends. */
export function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'books-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'books.sqlite')
}

/** Real books in a real file; the clock stands unless the test moves it. They are closed when the test ends. */
export function open(options: Partial<BooksOptions> = {}): Books {
  const books = openBooks({ file: newFile(), accounts: 100, startAt: START_AT, elapsed: () => 0, ...options })
  onTestFinished(() => books.close())
  return books
}

export function account(books: Books, number: string): AccountRow {
  const found = books.findAccountByNumber(number)
  if (!found) throw new Error(`There is no account ${number}.`)
  return found
}

export function balance({ paidTotal, chargedTotal }: AccountRow): bigint {
  return paidTotal - chargedTotal
}

export function allAccounts(books: Books): AccountRow[] {
  const found: AccountRow[] = []
  for (let page = books.listAccounts({ limit: 500, offset: 0 }); page.length > 0; ) {
    found.push(...page)
    page = books.listAccounts({ limit: 500, offset: found.length })
  }
  return found
}

/** The whole ledger, page by page. */
export function wholeLedger(books: Books, limit = 5000): { payments: PaymentRow[]; charges: ChargeRow[] } {
  const payments: PaymentRow[] = []
  const charges: ChargeRow[] = []
  let afterId = 0
  for (;;) {
    const page = books.ledger({ afterId, limit })
    const ids = [...page.payments, ...page.charges].map(({ recordId }) => recordId)
    if (ids.length === 0) return { payments, charges }
    payments.push(...page.payments)
    charges.push(...page.charges)
    afterId = Math.max(...ids)
  }
}

export function sum(rows: readonly { readonly amount: bigint }[]): bigint {
  return rows.reduce((total, { amount }) => total + amount, 0n)
}

/** Everything that the books say of these accounts. */
export function everythingAbout(books: Books, accounts: readonly AccountRow[]): object {
  const restIds = accounts.map(({ restId }) => restId)
  const soapIds = accounts.map(({ soapId }) => soapId)
  const services = books.listServices(restIds)
  const serviceIds = services.map(({ id }) => id)
  const tickets = books.listTickets({ soapIds, limit: 1000 })
  return {
    accounts,
    agreements: books.findAgreements(restIds),
    profiles: books.findProfiles(restIds),
    services,
    addresses: books.listAddresses(serviceIds),
    devices: books.listDevices(restIds),
    availableTariffs: books.listAvailableTariffs(serviceIds),
    tickets,
    messages: books.listTicketMessages({ ticketIds: tickets.map(({ ticketId }) => ticketId), limit: 1000 }),
    payments: books.listPayments({ soapIds, limit: 1000 }),
    charges: books.listCharges({ soapIds, limit: 1000 }),
    subjects: accounts.map(({ number }) => books.checkCredentials(number, 'demo')),
  }
}
