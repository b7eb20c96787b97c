import { copyFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  account,
  allAccounts,
  balance,
  DAY_MS,
  moscow,
  newFile,
  open,
  START_AT,
  sum,
  wholeLedger,
} from './books-support.ts'

test('three months bring three charges per active service, of the whole fee, on the first of each month', () => {
  const books = open()
  const { restId, soapId } = account(books, '007123')
  const fees = books.findTariffs(books.listServices([restId]).map(({ tariffId }) => tariffId)).map(({ fee }) => fee)
  books.addPayment({ soapId, amount: 5_000_00n, classId: 2 })
  const before = account(books, '007123')
  books.advance(moscow(2027, 2, 10) - books.now())
  const charges = books.listCharges({ soapIds: [soapId], from: START_AT, limit: 100 })

  expect(charges.map(({ chargedAt }) => chargedAt)).toEqual(
    [moscow(2027, 2, 1), moscow(2027, 1, 1), moscow(2026, 12, 1)].flatMap((day) => [day, day, day]),
  )
  expect(charges.map(({ period }) => period)).toEqual(
    ['2027-01', '2026-12', '2026-11'].flatMap((period) => [period, period, period]),
  )
  expect(sum(charges)).toBe(3n * fees.reduce((total, fee) => total + fee, 0n))
  expect(balance(account(books, '007123'))).toBe(balance(before) - sum(charges))
  expect(account(books, '007123').state).toBe(0)
})

test('whoever is below the credit limit after a charge is suspended and charged no more', () => {
  const books = open()
  const { restId, soapId } = account(books, '100001')
  books.advance(moscow(2026, 12, 2) - books.now())
  // 650.00 − 750.00 is −100.00: at the limit, not below it.
  expect(account(books, '100001')).toMatchObject({ state: 0, chargedTotal: 9_750_00n })
  books.advance(31 * DAY_MS)
  expect(account(books, '100001')).toMatchObject({ state: 1, chargedTotal: 10_500_00n })
  expect(books.listServices([restId]).map(({ state }) => state)).toEqual([1, 1])
  books.advance(62 * DAY_MS)
  expect(account(books, '100001')).toMatchObject({ state: 1, chargedTotal: 10_500_00n })
  expect(books.listCharges({ soapIds: [soapId], from: moscow(2027, 1, 2), limit: 5 })).toEqual([])
})

test('a suspended account is restored by the payment that pays the whole debt, not by less', () => {
  const books = open()
  const { restId, soapId } = account(books, '100001')
  books.advance(moscow(2027, 1, 2) - books.now())
  const debt = -balance(account(books, '100001'))
  books.addPayment({ soapId, amount: debt - 1n, classId: 3 })
  expect(account(books, '100001').state).toBe(1)
  books.addPayment({ soapId, amount: 1n, classId: 3 })

  expect(debt).toBe(850_00n)
  expect(account(books, '100001').state).toBe(0)
  expect(books.listServices([restId]).map(({ state }) => state)).toEqual([0, 0])
  books.advance(31 * DAY_MS)
  expect(balance(account(books, '100001'))).toBe(-750_00n)
})

test('frozen and ended accounts are neither charged nor brought back by a payment', () => {
  const books = open()
  for (const number of ['100005', '100009']) {
    const before = account(books, number)
    books.addPayment({ soapId: before.soapId, amount: 5_000_00n, classId: 1 })
    books.advance(62 * DAY_MS)
    expect(account(books, number)).toEqual({ ...before, paidTotal: before.paidTotal + 5_000_00n })
  }
})

test('a service connected in the middle of a month pays for the days that were left of it', () => {
  const books = open()
  books.createAccount({ number: 'NEW-1', type: 'P', login: 'new-1', password: 'secret' })
  const { restId, soapId } = account(books, 'NEW-1')
  const fee = books.findTariffs(books.listServices([restId]).map(({ tariffId }) => tariffId))[0]?.fee ?? 0n
  books.addPayment({ soapId, amount: 5_000_00n, classId: 1 })
  books.advance(moscow(2027, 1, 2) - books.now())
  const charges = books.listCharges({ soapIds: [soapId], limit: 10 })

  // Connected on 22 November: nine days of thirty.
  expect(charges.map(({ amount, period }) => [amount, period])).toEqual([
    [fee, '2026-12'],
    [(fee * 9n) / 30n, '2026-11'],
  ])
  expect((fee * 9n) % 30n).toBe(0n)
})

test('charging that falls due while time goes by is done when the books are next read, as of its own instant', () => {
  let elapsed = 1_000_000
  const books = open({ elapsed: () => elapsed })
  const { soapId } = account(books, '100001')
  expect(books.now()).toBe(START_AT)
  elapsed += moscow(2026, 12, 1) - START_AT - 1
  expect(account(books, '100001').chargedTotal).toBe(9_000_00n)
  elapsed += 1.5
  expect(books.now()).toBe(moscow(2026, 12, 1))
  expect(account(books, '100001').chargedTotal).toBe(9_750_00n)
  elapsed += 40 * DAY_MS
  expect(books.statement(soapId, 0, moscow(2026, 12, 1))?.closing).toBe(650_00n)
  expect(books.listCharges({ soapIds: [soapId], from: START_AT, limit: 10 }).map(({ chargedAt }) => chargedAt)).toEqual(
    [moscow(2027, 1, 1), moscow(2027, 1, 1), moscow(2026, 12, 1), moscow(2026, 12, 1)],
  )
})

test('a payment after a charging that time has made due is posted behind it', () => {
  let elapsed = 0
  const books = open({ elapsed: () => elapsed })
  const { soapId } = account(books, '100001')
  elapsed = 40 * DAY_MS
  const payment = books.addPayment({ soapId, amount: 1_00n, classId: 1 })
  const [charge] = books.listCharges({ soapIds: [soapId], limit: 1 })

  expect(charge?.chargedAt).toBe(moscow(2027, 1, 1))
  expect(payment.recordId).toBeGreaterThan(charge?.recordId ?? Number.POSITIVE_INFINITY)
  expect(payment.postedAt).toBe(START_AT + 40 * DAY_MS)
})

test('one long advance and many short ones lead to the same books', () => {
  const [one, many] = [open(), open()]
  one.advance(100 * DAY_MS)
  for (let day = 0; day < 100; day++) many.advance(DAY_MS)

  expect(one.now()).toBe(many.now())
  expect(allAccounts(one)).toEqual(allAccounts(many))
  expect(wholeLedger(one)).toEqual(wholeLedger(many))
})

test('a restart continues: clock, accounts, rows and ids', () => {
  const file = newFile()
  const first = open({ file })
  const { soapId } = account(first, '100001')
  first.advance(20 * DAY_MS)
  const paid = first.addPayment({ soapId, amount: 12_34n, classId: 3, receipt: 'A-1' })
  const before = { accounts: allAccounts(first), ledger: wholeLedger(first), now: first.now() }
  first.close()
  const second = open({ file, startAt: moscow(2030, 1, 1), elapsed: () => 5 })

  expect({ accounts: allAccounts(second), ledger: wholeLedger(second), now: second.now() }).toEqual(before)
  expect(second.addPayment({ soapId, amount: 1n, classId: 1 }).recordId).toBe(paid.recordId + 1)
  second.advance(31 * DAY_MS)
  expect(second.listCharges({ soapIds: [soapId], from: moscow(2027, 1, 1), limit: 9 })).toHaveLength(2)
})

test('what was written before a sudden end is there afterwards, and the clock is not behind it', () => {
  const file = newFile()
  let elapsed = 0
  const first = open({ file, elapsed: () => elapsed })
  const { soapId } = account(first, '100001')
  elapsed = 3 * DAY_MS
  const paid = first.addPayment({ soapId, amount: 12_34n, classId: 3, receipt: 'A-1' })
  // The first books stay open: what is on the disk now is what a sudden end would leave.
  const left = newFile()
  copyFileSync(file, left)
  copyFileSync(`${file}-wal`, `${left}-wal`)
  const second = open({ file: left })

  expect(second.listPayments({ receipt: 'A-1', limit: 5 })).toEqual([paid])
  expect(second.now()).toBe(paid.postedAt)
})

test('a second program is kept off books that are in use', () => {
  const file = newFile()
  open({ file })
  expect(() => open({ file })).toThrow(expect.objectContaining({ name: 'BooksError', code: 'UNUSABLE_FILE' }))
  expect(() => open({ file })).toThrow('in use by another sandbox')
})

test('the files of the books are for their owner only', () => {
  const file = newFile()
  open({ file }).addPayment({ soapId: account(open(), '100001').soapId, amount: 1n, classId: 1 })
  expect([file, `${file}-wal`].map((name) => statSync(name).mode & 0o777)).toEqual([0o600, 0o600])
})

test('the clock refuses to go back, to stand on a fraction or to leap for decades', () => {
  const books = open()
  for (const milliseconds of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 4000 * DAY_MS]) {
    expect(() => books.advance(milliseconds)).toThrow(
      expect.objectContaining({ name: 'BooksError', code: 'INVALID_VALUE' }),
    )
  }
  expect(books.now()).toBe(START_AT)
})
