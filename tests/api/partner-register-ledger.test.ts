import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { dayOf, type Row, submitRegister } from '../support/registers.ts'
import { createTerminal, type Terminal } from '../support/terminals.ts'

let gateway: Gateway
let made = 0

beforeAll(async () => {
  gateway = await startGateway({ accounts: 18 })
})
afterAll(() => gateway.close())
afterEach(() => gateway.sandbox.clearFaults())

const PAGES = 'soap.GetRegistryPayments'
const LOOK_UP = 'soap.FindPayment'

function newTerminal(): Promise<Terminal> {
  made += 1
  return createTerminal(gateway, { partnerId: `led-${made}` })
}

function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' }).format(new Date())
}

/** Payments that the terminals still posted straight to the billing. */
async function postDirectly(terminal: Terminal, count: number): Promise<Row[]> {
  const rows = Array.from({ length: count }, (_, index) => ({
    externalId: `pre-${index + 1}`,
    accountNumber: index % 2 === 0 ? '100001' : '100002',
    amount: `${index + 1}.00`,
  }))
  for (const row of rows) await postCopy(terminal, row)
  return rows
}

function postCopy(terminal: Terminal, { externalId, accountNumber: number, amount }: Row): Promise<void> {
  return gateway.sandbox.postPayment({ number, amount, receipt: `${terminal.partnerId}/${externalId}` })
}

async function rowsOf(terminal: Terminal, externalId: string): Promise<number> {
  const { payments } = await gateway.sandbox.ledger()
  return payments.filter(({ receipt }) => receipt === `${terminal.partnerId}/${externalId}`).length
}

test('P6 payments of a cut-over day that never came through the gateway are judged by the pages of the day', async () => {
  const terminal = await newTerminal()
  const rows = await postDirectly(terminal, 30)
  await gateway.sandbox.resetCalls()
  const answer = await submitRegister(terminal, { date: today(), rows })
  const calls = await gateway.sandbox.calls()
  expect(answer.rows?.map(({ externalId, verdict, judgedBy }) => `${externalId} ${verdict} ${judgedBy}`)).toEqual(
    rows.map(({ externalId }) => `${externalId} MATCHED LEDGER`),
  )
  expect(calls[LOOK_UP]).toBeUndefined()
})

test('P6 a row that the billing could not be asked for is not checked, and never missing', async () => {
  const terminal = await newTerminal()
  const rows = await postDirectly(terminal, 3)
  for (const operation of [PAGES, LOOK_UP]) await gateway.sandbox.setFault(operation, 'http500')
  const register = { date: today(), rows: [...rows, { externalId: 'never', accountNumber: '100001', amount: '1.00' }] }
  const dark = await submitRegister(terminal, register)
  expect(dark.rows?.map(({ verdict, judgedBy, retryable }) => `${verdict} ${judgedBy} ${retryable}`)).toEqual(
    register.rows.map(() => 'NOT_CHECKED GATEWAY true'),
  )
  await gateway.sandbox.clearFaults()
  const light = await submitRegister(terminal, register)
  expect(light.rows?.map(({ verdict, judgedBy, retryable }) => `${verdict} ${judgedBy} ${retryable}`)).toEqual([
    ...rows.map(() => 'MATCHED LEDGER false'),
    'MISSING_IN_BILLING LEDGER false',
  ])
})

test.each([
  ['pages', PAGES],
  ['look-ups', LOOK_UP],
])('P6 what one way to the ledger does not tell for want of %s, the other does', async (_what, operation) => {
  const terminal = await newTerminal()
  const rows = await postDirectly(terminal, 3)
  await gateway.sandbox.setFault(operation, 'http500')
  const answer = await submitRegister(terminal, { date: today(), rows })
  expect(answer.rows?.map(({ verdict, judgedBy }) => `${verdict} ${judgedBy}`)).toEqual(
    rows.map(() => 'MATCHED LEDGER'),
  )
})

test('P6 pages that never come leave time for look-ups, and the answer comes before the operation’s time is over', async () => {
  const slow = await startGateway({ accounts: 18, operationTimeoutMs: 3_000, billingTimeoutMs: 20_000 })
  onTestFinished(() => slow.close())
  const terminal = await createTerminal(slow, { partnerId: 'slow' })
  const row = { externalId: 's-1', accountNumber: '100001', amount: '10.00' }
  const { payment } = await terminal.pay(row)
  await slow.sandbox.setFault(PAGES, 'hang')
  const date = payment === null ? '' : dayOf(payment)
  const answer = await submitRegister(terminal, { date, rows: [row] })
  expect(answer.rows).toMatchObject([{ verdict: 'MATCHED', judgedBy: 'LEDGER' }])
  await slow.sandbox.setFault(LOOK_UP, 'hang')
  const dark = await submitRegister(terminal, { date, rows: [row, { ...row, externalId: 's-2' }] })
  expect(dark.rows).toMatchObject([
    { verdict: 'MATCHED', judgedBy: 'GATEWAY' },
    { verdict: 'NOT_CHECKED', judgedBy: 'GATEWAY' },
  ])
})

test('P6 a day that was read to its end judges its rows, also when the day after it could not be read', async () => {
  const wrapBilling = (billing: BillingSystem): BillingSystem => ({
    ...billing,
    postings: {
      ...billing.postings,
      listPostings: (key, call) => {
        if (key.from < Date.parse(`${today()}T21:00:00Z`)) return billing.postings.listPostings(key, call)
        throw new BillingError('BILLING_UNREACHABLE', 'not now', { outcome: 'not_applied' })
      },
    },
  })
  const halved = await startGateway({ accounts: 18, wrapBilling })
  onTestFinished(() => halved.close())
  const terminal = await createTerminal(halved, { partnerId: 'halved' })
  await halved.sandbox.setFault(LOOK_UP, 'http500')
  await halved.sandbox.postPayment({ number: '100001', amount: '3.00', receipt: 'halved/h-1' })
  const rows = [{ externalId: 'h-1', accountNumber: '100001', amount: '3.00' }]
  const answer = await submitRegister(terminal, { date: today(), rows })
  expect(answer.rows).toMatchObject([{ verdict: 'MATCHED', judgedBy: 'LEDGER' }])
})

test('P6 an account that could not be looked up is not another account', async () => {
  const terminal = await newTerminal()
  const rows = await postDirectly(terminal, 1)
  await gateway.sandbox.setFault('rest.accounts', 'http500')
  const answer = await submitRegister(terminal, { date: today(), rows })
  expect(answer.rows).toMatchObject([{ verdict: 'NOT_CHECKED', retryable: true }])
})

test('P6 a second row in the ledger is seen however long after the payment it comes, also in the night after its day', async () => {
  const late = [30 * 60_000, 12 * 3_600_000]
  for (const [index, advanceMs] of late.entries()) {
    const terminal = await newTerminal()
    const row = { externalId: `d-${index}`, accountNumber: '100001', amount: '10.00' }
    const { payment } = await terminal.pay(row)
    const date = payment === null ? '' : dayOf(payment)
    await gateway.sandbox.advanceClock(advanceMs)
    await postCopy(terminal, row)
    expect(await rowsOf(terminal, row.externalId)).toBe(2)
    const answer = await submitRegister(terminal, { date, rows: [row] })
    expect(answer.rows).toMatchObject([{ verdict: 'AMOUNT_MISMATCH', judgedBy: 'LEDGER' }])
  }
})

test('P6 of more rows than can be looked up the rest is not checked, and handing in again gets further', async () => {
  const terminal = await newTerminal()
  const rows = Array.from({ length: 150 }, (_, index) => ({
    externalId: `n-${index}`,
    accountNumber: '100001',
    amount: '1.00',
  }))
  const checked = new Set<string>()
  for (let round = 0; round < 20 && checked.size < rows.length; round += 1) {
    const answer = await submitRegister(terminal, { date: today(), rows })
    const missing = answer.rows?.filter(({ verdict }) => verdict === 'MISSING_IN_BILLING') ?? []
    expect(missing).toHaveLength(100)
    expect(answer.rows?.filter(({ verdict, retryable }) => verdict === 'NOT_CHECKED' && retryable)).toHaveLength(50)
    for (const { externalId } of missing) checked.add(externalId)
  }
  expect(checked.size).toBe(rows.length)
})

test('P6 a register does not tell which contract numbers somebody has', async () => {
  const terminal = await newTerminal()
  const rows = ['100001', '999999', '100002', '888888'].map((accountNumber, index) => ({
    externalId: `g-${index}`,
    accountNumber,
    amount: '1.00',
  }))
  const read = async () =>
    (await submitRegister(terminal, { date: today(), rows })).rows?.map(({ externalId: _id, ...row }) => row)
  const [first, ...others] = (await read()) ?? []
  for (const other of others) expect(other).toEqual(first)
  await gateway.sandbox.setFault(LOOK_UP, 'http500')
  const [dark, ...rest] = (await read()) ?? []
  for (const other of rest) expect(other).toEqual(dark)
  expect(dark).not.toEqual(first)
})
