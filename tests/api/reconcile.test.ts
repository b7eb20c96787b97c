import { expect, test } from 'vitest'
import type { Reconciliation } from '../../src/payments/reconcile-report.ts'
import { writeDetails } from '../../src/payments/service-order-details.ts'
import { writeTicketDetails } from '../../src/payments/ticket-desk.ts'
import { openBooks, runReconcile } from '../support/books.ts'
import { ASK_A_PERSON, acceptIntent, moveIntent, newIntent } from '../support/intents.ts'
import { DEBTOR } from '../support/promised-payments.ts'

const DAY_MS = 86_400_000

function rub(minorUnits: bigint) {
  return { minorUnits, currency: 'RUB' } as const
}

function differencesOf({ differences }: Reconciliation): readonly string[] {
  return differences.map(({ kind, intentId, reference }) => `${kind} ${intentId ?? '-'} ${reference ?? '-'}`)
}

test('P6 PAY-5 a day on which everything was carried out once has no differences, whoever else writes rows', async () => {
  const books = await openBooks()
  await books.pay(1)
  const taken = await books.pay(2)
  await books.cancel(taken, 3)
  await books.sandbox.postPayment({ number: '100001', amount: '600.45', receipt: 'cash-1' })
  const result = await books.reconcile(books.today())
  expect(differencesOf(result)).toEqual([])
  // Two payments and a cancellation; what was taken back is not in the sum.
  expect(result).toMatchObject({ matched: 3, matchedMinorUnits: 60_045n, openCount: 0, rejected: 0 })
  expect(result.foreignRows).toBeGreaterThan(0)
})

test('P6 PAY-1 a payment that the billing credited twice is found, and the command ends with 1', async () => {
  const books = await openBooks()
  await books.sandbox.setFault('soap.AddPayment', 'doubleCredit')
  const { id } = await books.pay(1)
  await books.sandbox.clearFaults()
  await books.pay(2)
  const { code, output, complaint } = await runReconcile(['--date', books.today()], books.environment)
  expect({ code, complaint }).toEqual({ code: 1, complaint: '' })
  expect(output).toMatch(/Differences: +1\n/)
  expect(output).toMatch(new RegExp(`DOUBLED +intent ${id} .*reference "t1-1".*expected 600\\.45 +found 600\\.45`))
  const json = await runReconcile(['--date', books.today(), '--json'], books.environment)
  expect(json.code).toBe(1)
  expect(JSON.parse(json.output)).toMatchObject({
    day: books.today(),
    currency: 'RUB',
    differenceCounts: { DOUBLED: 1, MISSING_IN_BILLING: 0 },
    differences: [{ kind: 'DOUBLED', intentId: id, expected: '600.45', found: '600.45' }],
  })
})

test('P6 PAY-5 what orders, promises and tickets leave in the billing is no difference, and the report says that they are not compared', async () => {
  const books = await openBooks()
  await books.pay(1)
  const chargesBefore = (await books.sandbox.ledger()).charges.length
  const { restId } = await books.sandbox.findAccount('100001')
  await books.sandbox.postPayment({ number: '100001', amount: '9000.00' })
  const accountId = String(restId)
  const nothing = { serviceId: null, tariffId: null, option: null, value: null, from: null, until: null }
  const wish = { action: 'BUY_EQUIPMENT', accountId, offeringId: '202', atNextPeriod: false, ...nothing } as const
  const order = { kind: 'SERVICE_ORDER', method: null, details: writeDetails(wish), amount: rub(1n) } as const
  expect((await books.pay(2, order)).state).toBe('DONE')
  const text = { category: 'FAULT', subject: 'Нет интернета', text: 'Второй день.', contact: null } as const
  const ticket = { kind: 'TICKET', method: null, details: writeTicketDetails(text), amount: rub(0n) } as const
  expect((await books.pay(3, ticket)).state).toBe('DONE')
  const debtor = await books.sandbox.findAccount(DEBTOR)
  const promise = {
    kind: 'PROMISED_PAYMENT',
    accountId: String(debtor.restId),
    accountNumber: DEBTOR,
    method: null,
    amount: rub(300_000n),
  } as const
  expect((await books.pay(4, promise)).state).toBe('DONE')
  const day = books.today()
  const result = await books.reconcile(day)
  expect(differencesOf(result)).toEqual([])
  expect(result).toMatchObject({
    matched: 1,
    matchedMinorUnits: 60_045n,
    compared: ['PAYMENT', 'CANCELLATION'],
    uncompared: { SERVICE_ORDER: 1, PROMISED_PAYMENT: 1, TICKET: 1 },
  })
  const { code, output } = await runReconcile(['--date', day], books.environment)
  expect(code).toBe(0)
  expect(output).toMatch(/Compared: +PAYMENT, CANCELLATION\n/)
  expect(output).toMatch(/Not compared: SERVICE_ORDER 1, PROMISED_PAYMENT 1, TICKET 1\n/)
  // The promise was charged at once; what was bought is, when it has been brought.
  await books.sandbox.advanceClock(3 * DAY_MS + 1000)
  await books.sandbox.orders('100001')
  expect((await books.sandbox.ledger()).charges.length - chargesBefore).toBeGreaterThanOrEqual(2)
  expect(differencesOf(await books.reconcile(books.today()))).toEqual([])
})

test('P6 PAY-5 a row that was taken back in the billing itself is found', async () => {
  const books = await openBooks()
  const { id, recordId } = await books.pay(1)
  books.sandbox.books.cancelPayment({ recordId: Number(recordId), soapId: books.soapId })
  expect(differencesOf(await books.reconcile(books.today()))).toEqual([`CANCELED_IN_BILLING ${id} t1-1`])
})

test('P6 PAY-5 a payment that is done and of which the billing has no row is found', async () => {
  const books = await openBooks()
  const paid = await books.pay(1)
  const { accountId } = paid
  const lost = await acceptIntent(books.store.intents, { ...newIntent(2), accountId })
  await moveIntent(books.store.intents, lost, { to: 'DONE', dueInMs: null, recordId: '99999999' })
  expect(differencesOf(await books.reconcile(books.today()))).toEqual([`MISSING_IN_BILLING ${lost.id} t1-2`])
})

test('P6 PAY-5 a row with our login, and none of the cash desk, needs an intent', async () => {
  const books = await openBooks()
  const { soapId } = books
  const common = { soapId, amount: 100n, classId: 2 }
  books.sandbox.books.addPayment({ ...common, receipt: 'stray', manager: 'gateway' })
  books.sandbox.books.addPayment({ ...common, receipt: 'desk', manager: 'cashdesk' })
  expect(differencesOf(await books.reconcile(books.today()))).toEqual(['WITHOUT_INTENT - stray'])
})

test('P6 PAY-2 a row of a payment that was answered as rejected is found', async () => {
  const books = await openBooks()
  const closed = await acceptIntent(books.store.intents, newIntent(1))
  await moveIntent(books.store.intents, closed, ASK_A_PERSON, {
    to: 'REJECTED',
    dueInMs: null,
    refusal: 'CLOSED_BY_OPERATOR',
  })
  books.sandbox.books.addPayment({
    soapId: books.soapId,
    amount: 60_045n,
    classId: 2,
    receipt: closed.reference,
    manager: 'gateway',
  })
  expect(differencesOf(await books.reconcile(books.today()))).toEqual(['WITHOUT_INTENT - t1-1'])
})

test('P6 PAY-5 midnight between acceptance and posting is no difference, neither on the one day nor on the other', async () => {
  const books = await openBooks()
  const accepted = books.today()
  await books.sandbox.advanceClock(DAY_MS)
  const { id } = await books.pay(1)
  const [before, after] = [await books.reconcile(accepted), await books.reconcile(books.today())]
  expect([...differencesOf(before), ...differencesOf(after)]).toEqual([])
  expect(before.matched).toBe(1)
  // And a second row of the next day is found on that day, though the payment is of the day before.
  books.sandbox.books.addPayment({
    soapId: books.soapId,
    amount: 60_045n,
    classId: 2,
    receipt: 't1-1',
    manager: 'gateway',
  })
  expect(differencesOf(await books.reconcile(books.today()))).toEqual([`DOUBLED ${id} t1-1`])
})

test('P6 PAY-4 what is not decided yet is listed apart and is no difference', async () => {
  const books = await openBooks()
  const open = await acceptIntent(books.store.intents, newIntent(1))
  await moveIntent(books.store.intents, open, ASK_A_PERSON)
  const { code, output } = await runReconcile(['--date', books.today()], books.environment)
  expect(code).toBe(0)
  expect(output).toMatch(new RegExp(`Open: +1.*\n +OPERATOR +PAYMENT +intent ${open.id}.*CONFLICT`))
})

test('more payments than fit on a page of either side are compared to the last', async () => {
  const books = await openBooks()
  for (let number = 1; number <= 230; number += 1) await books.pay(number)
  for (let number = 0; number < 600; number += 1) {
    books.sandbox.books.addPayment({ soapId: books.soapId, amount: 1n, classId: 1, manager: 'cashdesk' })
  }
  books.sandbox.books.addPayment({ soapId: books.soapId, amount: 60_045n, classId: 2, receipt: 't1-7', manager: 'x' })
  const result = await books.reconcile(books.today())
  expect(result.matched).toBe(230)
  expect(result.rows).toBeGreaterThanOrEqual(831)
  expect(result.differences.map(({ kind, reference }) => `${kind} ${reference}`)).toEqual(['DOUBLED t1-7'])
})

test('the command explains itself, and tells mistakes with exit code 2', async () => {
  const help = await runReconcile(['--help'])
  expect(help.code).toBe(0)
  expect(help.output).toContain('--date')
  for (const options of [['--date', '2026-02-30'], ['--date', '2999-01-01'], ['--wrong'], ['extra']]) {
    const { code, complaint } = await runReconcile(options, { DATA_DIR: '/tmp/none' })
    expect({ code, hint: complaint.includes('--help') }).toEqual({ code: 2, hint: true })
  }
  expect((await runReconcile([], { BILLING_TIME_ZONE: 'Nowhere' })).code).toBe(2)
  expect((await runReconcile([], { SANDBOX_PORT: '0' })).code).toBe(2)
})

test('the command ends with 3 when the billing or the store cannot be read, and makes no store', async () => {
  const books = await openBooks()
  await books.sandbox.setFault('soap.GetRegistryPayments', 'http500')
  const billing = await runReconcile(['--date', books.today()], books.environment)
  expect(billing.code).toBe(3)
  expect(billing.complaint).toContain('The billing could not be read')
  const store = await runReconcile([], { ...books.environment, STORE_URL: 'sqlite:/tmp/none/there/is/none.sqlite' })
  expect(store.code).toBe(3)
  expect(store.complaint).toContain('There is no store')
})
