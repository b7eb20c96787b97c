import { writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { array, assert as assertProperty, bigInt, constantFrom, integer, oneof, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import type { BooksOptions } from '../../src/sandbox/books/bookOptions.ts'
import { openBooks } from '../../src/sandbox/books/open.ts'
import type { Books } from '../../src/sandbox/books/types.ts'
import { account, allAccounts, balance, DAY_MS, newFile, open, START_AT, sum, wholeLedger } from './books-support.ts'

const NEW_ACCOUNT = { number: 'NEW-1', type: 'P', login: 'new-1', password: 'secret' } as const

test('opening plus credits minus debits is closing, over any payments, advances and periods', () => {
  const step = oneof(
    record({ amount: bigInt({ min: 1n, max: 3_000_00n }), backDays: integer({ min: 0, max: 90 }) }),
    record({ days: integer({ min: 0, max: 45 }) }),
  )
  const period = record({ from: integer({ min: -400, max: 300 }), days: integer({ min: 0, max: 500 }) })
  const numbers = constantFrom('100001', '100004', '200001', '007123')
  assertProperty(
    property(
      array(step, { maxLength: 12 }),
      array(period, { minLength: 1, maxLength: 4 }),
      numbers,
      (steps, periods, number) => {
        const books = openBooks({ file: ':memory:', accounts: 18, startAt: START_AT, elapsed: () => 0 })
        const { soapId } = account(books, number)
        for (const move of steps) {
          if ('days' in move) books.advance(move.days * DAY_MS)
          else
            books.addPayment({ soapId, amount: move.amount, classId: 2, paidAt: books.now() - move.backDays * DAY_MS })
        }
        const payments = books.listPayments({ soapIds: [soapId], limit: 1000 }).filter(({ status }) => status === 1)
        const charges = books.listCharges({ soapIds: [soapId], limit: 1000 })
        const balanceAt = (instant: number): bigint =>
          sum(payments.filter(({ paidAt }) => paidAt < instant)) -
          sum(charges.filter(({ chargedAt }) => chargedAt < instant))
        for (const { from, days } of periods) {
          const [begin, end] = [START_AT + from * DAY_MS, START_AT + (from + days) * DAY_MS]
          const statement = books.statement(soapId, begin, end)
          if (!statement) throw new Error('There is no statement.')
          expect(statement.opening + statement.credits - statement.debits).toBe(statement.closing)
          expect(statement.opening).toBe(balanceAt(begin))
          expect(statement.closing).toBe(balanceAt(end))
          expect(statement.credits).toBe(sum(statement.payments))
          expect(statement.debits).toBe(sum(statement.charges))
        }
        expect(books.statement(soapId, 0, books.now() + 1)?.closing).toBe(balance(account(books, number)))
        books.close()
      },
    ),
    { numRuns: 60 },
  )
})

test('a statement takes rows from its first instant on and up to its last, oldest first, without canceled payments', () => {
  const books = open()
  const { soapId } = account(books, '100001')
  const [at, end] = [START_AT - 1000, START_AT + 1000]
  for (const paidAt of [end, end - 1, at, at - 1]) books.addPayment({ soapId, amount: 1_00n, classId: 1, paidAt })

  expect(books.statement(soapId, at, end)?.payments.map(({ paidAt }) => paidAt)).toEqual([at, end - 1])
  expect(books.statement(soapId, at, at)).toMatchObject({ credits: 0n, payments: [] })
  expect(books.statement(1, at, end)).toBeNull()
  const canceled = wholeLedger(books).payments.find(({ status }) => status === 2)
  const statement = books.statement(canceled?.soapId ?? 0, 0, START_AT)
  expect(statement?.payments.length).toBeGreaterThan(0)
  expect(statement?.payments.every(({ status }) => status === 1)).toBe(true)
})

test('payments are paged newest first per account, by the limit and the last id seen', () => {
  const books = open()
  const soapIds = ['100001', '100002', '200010'].map((number) => account(books, number).soapId)
  const page = books.listPayments({ soapIds, limit: 3 })

  for (const soapId of soapIds) {
    const whole = books.listPayments({ soapIds: [soapId], limit: 1000 }).map(({ recordId }) => recordId)
    expect(whole).toEqual(whole.toSorted((left, right) => right - left))
    expect(page.filter((row) => row.soapId === soapId).map(({ recordId }) => recordId)).toEqual(whole.slice(0, 3))
    const seen: number[] = []
    for (;;) {
      const last = seen.at(-1)
      const next = books.listPayments({
        soapIds: [soapId],
        limit: 5,
        ...(last === undefined ? {} : { beforeId: last }),
      })
      if (next.length === 0) break
      seen.push(...next.map(({ recordId }) => recordId))
    }
    expect(seen).toEqual(whole)
  }
})

test('rows can be asked for by time, from inclusive and to exclusive', () => {
  const books = open()
  const { soapId } = account(books, '100001')
  const [newest, older] = books.listPayments({ soapIds: [soapId], limit: 2 })
  const range = { soapIds: [soapId], from: older?.paidAt ?? 0, to: newest?.paidAt ?? 0, limit: 10 }

  expect(books.listPayments(range)).toEqual([older])
  expect(books.listCharges({ ...range, from: 0, to: 1 })).toEqual([])
})

test('the same receipt credits twice, and both rows are found by it', () => {
  const books = open()
  const before = account(books, '100001')
  const payment = { soapId: before.soapId, amount: 100_01n, classId: 3, receipt: 'TERM-1', comment: 'к', manager: 'Т1' }
  const rows = [books.addPayment(payment), books.addPayment(payment)]

  expect(books.listPayments({ receipt: 'TERM-1', limit: 10 })).toEqual(rows.toReversed())
  expect(rows[0]).toEqual({
    ...payment,
    recordId: (rows[1]?.recordId ?? 0) - 1,
    status: 1,
    paidAt: START_AT,
    postedAt: START_AT,
  })
  expect(account(books, '100001').paidTotal).toBe(before.paidTotal + 200_02n)
})

test('the ledger holds every row once, whatever the page', () => {
  const books = open()
  books.addPayment({ soapId: account(books, '100001').soapId, amount: 1n, classId: 1 })
  books.advance(40 * DAY_MS)
  const whole = wholeLedger(books, 100_000)

  expect(wholeLedger(books, 37)).toEqual(whole)
  expect(
    books.ledger({ afterId: 0, limit: 37 }).payments.length + books.ledger({ afterId: 0, limit: 37 }).charges.length,
  ).toBe(37)
  for (const { soapId, paidTotal, chargedTotal } of allAccounts(books)) {
    const mine = (row: { soapId: number }): boolean => row.soapId === soapId
    expect(paidTotal).toBe(sum(whole.payments.filter((row) => mine(row) && row.status === 1)))
    expect(chargedTotal).toBe(sum(whole.charges.filter(mine)))
  }
})

test('a new agreement has account, holder, login and an internet service, and signs in at once', () => {
  const books = open()
  const created = books.createAccount({ ...NEW_ACCOUNT, type: 'O' })

  expect(account(books, 'NEW-1')).toEqual(created)
  expect(created).toMatchObject({
    number: 'NEW-1',
    type: 'O',
    state: 0,
    paidTotal: 0n,
    chargedTotal: 0n,
    openedAt: START_AT,
  })
  expect(books.findAccountsBySoapId([created.soapId])).toEqual([created])
  expect(books.findAgreements([created.restId])).toEqual([
    {
      restId: created.restId,
      number: 'NEW-1',
      state: 1,
      concludedOn: '2026-11-22',
      endsOn: null,
      termMonths: 0,
      terms: '',
    },
  ])
  expect(books.findProfiles([created.restId])[0]?.company).not.toBe('')
  expect(books.listServices([created.restId]).map(({ kind, state }) => [kind, state])).toEqual([[1, 0]])
  const subject = books.checkCredentials('new-1', 'secret')
  expect(subject).toMatchObject({ type: 'O', accounts: [created.restId] })
  expect(books.findSubjects([subject?.id ?? 0])).toEqual([subject])
  expect(books.checkCredentials('new-1', 'demo')).toBeNull()
  expect(books.listAccounts({ limit: 5, offset: 100 })).toEqual([created])
})

test('taken numbers and logins, and empty ones, are refused and leave no trace', () => {
  const books = open()
  books.createAccount(NEW_ACCOUNT)
  const refusals = [
    [{ ...NEW_ACCOUNT, login: 'other' }, 'NUMBER_TAKEN'],
    [{ ...NEW_ACCOUNT, number: 'NEW-2' }, 'LOGIN_TAKEN'],
    [{ ...NEW_ACCOUNT, number: 'NEW-2', login: '200001-buh' }, 'LOGIN_TAKEN'],
    [{ ...NEW_ACCOUNT, number: '', login: 'other' }, 'INVALID_VALUE'],
    [{ ...NEW_ACCOUNT, number: 'NEW-2', login: ' x' }, 'INVALID_VALUE'],
    [{ ...NEW_ACCOUNT, number: 'NEW-2', login: 'other', password: '' }, 'INVALID_VALUE'],
  ] as const
  for (const [wanted, code] of refusals) {
    expect(() => books.createAccount(wanted)).toThrow(expect.objectContaining({ name: 'BooksError', code }))
  }
  expect(allAccounts(books)).toHaveLength(101)
  expect(books.createAccount({ ...NEW_ACCOUNT, number: 'NEW-2', login: 'other' }).number).toBe('NEW-2')
})

test('the end of an agreement ends account and services today; the login stays and another end changes nothing', () => {
  const books = open()
  const { restId } = account(books, '100001')
  const ended = books.terminateAccount('100001')
  books.advance(40 * DAY_MS)

  expect(ended).toMatchObject({ state: 9, paidTotal: 9_650_00n })
  expect(books.terminateAccount('100001')).toEqual(ended)
  expect(account(books, '100001')).toEqual(ended)
  expect(books.listServices([restId]).map(({ state }) => state)).toEqual([9, 9])
  expect(books.findAgreements([restId])[0]).toMatchObject({ state: 9, endsOn: '2026-11-22' })
  expect(books.checkCredentials('100001', 'demo')?.accounts).toEqual([restId])
  expect(books.terminateAccount('unheard-of')).toBeNull()
})

test('a payment that cannot be is refused and changes nothing', () => {
  const books = open()
  const before = account(books, '100001')
  const ledger = wholeLedger(books)
  const payment = { soapId: before.soapId, amount: 1_00n, classId: 1 }
  const refusals = [
    [{ ...payment, amount: 0n }, 'INVALID_AMOUNT'],
    [{ ...payment, amount: -1n }, 'INVALID_AMOUNT'],
    [{ ...payment, amount: 10n ** 20n }, 'INVALID_AMOUNT'],
    [{ ...payment, classId: 0 }, 'INVALID_VALUE'],
    [{ ...payment, paidAt: Number.NaN }, 'INVALID_VALUE'],
    [{ ...payment, soapId: 1 }, 'UNKNOWN_ACCOUNT'],
    [{ ...payment, soapId: before.restId }, 'UNKNOWN_ACCOUNT'],
    [{ ...payment, soapId: Number.NaN }, 'UNKNOWN_ACCOUNT'],
  ] as const
  for (const [wanted, code] of refusals) {
    expect(() => books.addPayment(wanted)).toThrow(expect.objectContaining({ name: 'BooksError', code }))
  }
  expect(account(books, '100001')).toEqual(before)
  expect(wholeLedger(books)).toEqual(ledger)
})

test('ids that nobody has find nothing, in books of either kind', () => {
  const ids = [-1, 0, 1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 9_999_999, 1e300]
  for (const eagerAccounts of [100, 0]) {
    const books = open({ eagerAccounts })
    expect(books.findAccounts(ids)).toEqual([])
    expect(books.findAccountsBySoapId(ids)).toEqual([])
    expect(books.findAgreements(ids)).toEqual([])
    expect(books.findTariffs(ids.filter((id) => id !== 1))).toEqual([])
    expect(books.findSubjects(ids)).toEqual([])
    expect(books.listPayments({ recordIds: [...ids, 1e15].filter((id) => id !== 1), limit: 5 })).toEqual([])
    expect(books.listPayments({ soapIds: ids, limit: 5 })).toEqual([])
    expect(books.listPayments({ soapIds: [], limit: 5 })).toEqual([])
    expect(books.findAccountByNumber('')).toBeNull()
    expect(books.findAccountByNumber("1' OR '1'='1")).toBeNull()
    expect(books.findAccountByNumber('9'.repeat(400))).toBeNull()
  }
})

test('pages without a size, or with an absurd one, are refused', () => {
  const books = open()
  const invalidValue = expect.objectContaining({ name: 'BooksError', code: 'INVALID_VALUE' })
  for (const limit of [0, -1, 1.5, Number.NaN, 1e9]) {
    expect(() => books.listAccounts({ limit, offset: 0 })).toThrow(invalidValue)
    expect(() => books.listPayments({ limit })).toThrow(invalidValue)
    expect(() => books.listCharges({ limit })).toThrow(invalidValue)
    expect(() => books.ledger({ afterId: 0, limit })).toThrow(invalidValue)
  }
  expect(() => books.listAccounts({ limit: 1, offset: -1 })).toThrow(invalidValue)
  expect(() => books.ledger({ afterId: -1, limit: 1 })).toThrow(invalidValue)
  expect(() => books.statement(1, 5, 4)).toThrow(invalidValue)
  expect(() => books.statement(1, Number.NaN, 4)).toThrow(invalidValue)
})

test('books that cannot be opened say why', () => {
  const other = newFile()
  const database = new DatabaseSync(other)
  database.exec('CREATE TABLE something (id INTEGER)')
  database.close()
  const text = newFile()
  writeFileSync(text, 'This is not a database, however long one looks at it. '.repeat(20))
  const seeded = newFile()
  open({ file: seeded }).close()
  const old = newFile()
  open({ file: old }).close()
  const older = new DatabaseSync(old)
  older.exec('PRAGMA user_version = 1')
  older.close()

  expect(refusal({ file: other })).toThrow(expect.objectContaining({ name: 'BooksError', code: 'UNUSABLE_FILE' }))
  expect(refusal({ file: text })).toThrow(expect.objectContaining({ name: 'BooksError', code: 'UNUSABLE_FILE' }))
  expect(refusal({ file: '/nowhere/at/all/books.sqlite' })).toThrow(expect.objectContaining({ code: 'UNUSABLE_FILE' }))
  expect(refusal({ file: old })).toThrow(/version 1, this program reads 7.* delete the file/)
  expect(refusal({ file: seeded, accounts: 101 })).toThrow(/seeded with 100 accounts, not 101/)
  for (const accounts of [0, 17, 1_000_001, 20.5, Number.NaN]) {
    expect(refusal({ accounts })).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }))
  }
  expect(refusal({ startAt: Number.NaN })).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }))
})

test('closing twice is closing once', () => {
  const books = open()
  books.close()

  expect(() => books.close()).not.toThrow()
})

function refusal(options: Partial<BooksOptions>): () => Books {
  return () => open(options)
}
