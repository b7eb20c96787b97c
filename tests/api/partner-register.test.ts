import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { startPaymentGateways } from '../support/payment-gateways.ts'
import { dayOf, type Row, readRegistry, submitRegister } from '../support/registers.ts'
import { describeStores } from '../support/stores.ts'
import { createTerminal, type Terminal } from '../support/terminals.ts'

let gateway: Gateway
let made = 0

beforeAll(async () => {
  gateway = await startGateway({ accounts: 18 })
})
afterAll(() => gateway.close())

/** A partner of each test's own, so that no day has payments of another test. */
function newTerminal(): Promise<Terminal> {
  made += 1
  return createTerminal(gateway, { partnerId: `net-${made}` })
}

async function payRow(terminal: Terminal, row: Row): Promise<string> {
  const { payment } = await terminal.pay(row)
  if (payment?.state !== 'DONE') throw new Error(JSON.stringify(payment))
  return dayOf(payment)
}

function rowOf(externalId: string, amount = '10.00', accountNumber = '100001'): Row {
  return { externalId, accountNumber, amount }
}

describeStores((openFresh) => {
  test('P6 the same books match row by row, by the billing’s ledger, and their hash is the registry’s', async () => {
    const gateways = await startPaymentGateways(await openFresh())
    const kiosk = await gateways.terminal()
    const rows = [rowOf('m-2', '12.00'), rowOf('m-1')]
    let date = ''
    for (const row of rows) date = await payRow(kiosk, row)
    const answer = await submitRegister(kiosk, { date, rows })
    expect(answer).toMatchObject({ __typename: 'RegistryJudged', isComplete: true, missingInPartnerCount: 0 })
    expect(answer.rows).toEqual(
      rows.map(({ externalId }) => ({
        externalId,
        verdict: 'MATCHED',
        judgedBy: 'LEDGER',
        retryable: false,
        payment: { externalId, state: 'DONE' },
      })),
    )
    expect(answer.sha256).toBe((await readRegistry(kiosk, { date })).sha256)
  })
})

test('P6 each difference between the two books has its verdict', async () => {
  const terminal = await newTerminal()
  let date = ''
  for (const id of ['same', 'amount', 'account', 'canceled', 'forgotten']) date = await payRow(terminal, rowOf(id))
  await terminal.cancel({ externalId: 'canceled', idempotencyKey: 'k' })
  await terminal.pay(rowOf('refused', '10.00', '100009'))
  const answer = await submitRegister(terminal, {
    date,
    rows: [
      rowOf('same'),
      rowOf('amount', '10.01'),
      rowOf('account', '10.00', '100002'),
      rowOf('canceled'),
      rowOf('refused', '10.00', '100009'),
      rowOf('never'),
      rowOf('never-and-nobody', '10.00', '999999'),
    ],
  })
  expect(answer.rows?.map(({ externalId, verdict, judgedBy }) => `${externalId} ${verdict} ${judgedBy}`)).toEqual([
    'same MATCHED LEDGER',
    'amount AMOUNT_MISMATCH LEDGER',
    'account ACCOUNT_MISMATCH LEDGER',
    'canceled MISSING_IN_BILLING LEDGER',
    'refused MISSING_IN_BILLING LEDGER',
    'never MISSING_IN_BILLING LEDGER',
    'never-and-nobody MISSING_IN_BILLING LEDGER',
  ])
  expect(answer).toMatchObject({
    isComplete: true,
    missingInPartnerCount: 1,
    missingInPartner: [{ externalId: 'forgotten', verdict: 'MISSING_IN_PARTNER', judgedBy: 'LEDGER' }],
  })
})

test('P6 what the ledger says counts more than what the gateway was told', async () => {
  const terminal = await newTerminal()
  let date = ''
  for (const id of ['here', 'taken', 'taken-and-forgotten']) date = await payRow(terminal, rowOf(id))
  const rows = (await gateway.sandbox.ledger()).payments
  for (const id of ['taken', 'taken-and-forgotten']) {
    const row = rows.find(({ receipt }) => receipt === `${terminal.partnerId}/${id}`)
    // A cash desk takes it back in the old system itself, and nobody tells the gateway.
    if (row) gateway.sandbox.books.cancelPayment({ recordId: row.recordId, soapId: row.soapId })
  }
  // And another has posted a payment of this partner that never came this way.
  await gateway.sandbox.postPayment({ number: '100001', amount: '4.00', receipt: `${terminal.partnerId}/desk` })
  const answer = await submitRegister(terminal, { date, rows: [rowOf('here'), rowOf('taken'), rowOf('desk', '4.00')] })
  expect(answer.rows).toMatchObject([
    { verdict: 'MATCHED', judgedBy: 'LEDGER' },
    { verdict: 'MISSING_IN_BILLING', judgedBy: 'LEDGER', payment: { state: 'DONE' } },
    { verdict: 'MATCHED', judgedBy: 'LEDGER', payment: null },
  ])
  expect(answer).toMatchObject({ missingInPartner: [], missingInPartnerCount: 0 })
})

test('P6 money that the billing credited twice is no match', async () => {
  const terminal = await newTerminal()
  const date = await payRow(terminal, rowOf('twice'))
  await gateway.sandbox.postPayment({ number: '100001', amount: '10.00', receipt: `${terminal.partnerId}/twice` })
  const answer = await submitRegister(terminal, { date, rows: [rowOf('twice')] })
  expect(answer.rows).toMatchObject([{ verdict: 'AMOUNT_MISMATCH', judgedBy: 'LEDGER' }])
})

test('P6 while the ledger cannot be read the gateway’s own books judge, and the answer says so', async () => {
  const terminal = await newTerminal()
  const date = await payRow(terminal, rowOf('g-1'))
  await payRow(terminal, rowOf('g-2'))
  for (const operation of ['soap.GetRegistryPayments', 'soap.FindPayment']) {
    await gateway.sandbox.setFault(operation, 'http500')
  }
  const answer = await submitRegister(terminal, { date, rows: [rowOf('g-1'), rowOf('g-3')] })
  await gateway.sandbox.clearFaults()
  expect(answer).toMatchObject({
    rows: [
      { verdict: 'MATCHED', judgedBy: 'GATEWAY' },
      { verdict: 'NOT_CHECKED', judgedBy: 'GATEWAY' },
    ],
    missingInPartner: [{ externalId: 'g-2', judgedBy: 'GATEWAY' }],
  })
})

test('P6 a large day comes in parts, and what is missing is known when all are here', async () => {
  const terminal = await newTerminal()
  let date = ''
  for (const id of ['p-1', 'p-2', 'p-3']) date = await payRow(terminal, rowOf(id))
  const first = await submitRegister(terminal, { date, rows: [rowOf('p-1')], part: 1, of: 2 })
  expect(first).toMatchObject({ isComplete: false, missingInPartner: [], missingInPartnerCount: 0 })
  const second = await submitRegister(terminal, { date, rows: [rowOf('p-3')], part: 2, of: 2 })
  expect(second).toMatchObject({ isComplete: true, missingInPartner: [{ externalId: 'p-2' }] })
  const mended = await submitRegister(terminal, { date, rows: [rowOf('p-1'), rowOf('p-2')], part: 1, of: 2 })
  expect(mended).toMatchObject({ isComplete: true, missingInPartner: [], missingInPartnerCount: 0 })
  const divided = await submitRegister(terminal, { date, rows: [], part: 1, of: 3 })
  expect(divided).toMatchObject({ isComplete: false })
})

test('P6 the same register again is judged again and kept once; the trail names its content', async () => {
  const terminal = await newTerminal()
  const date = await payRow(terminal, rowOf('i-1'))
  const register = { date, rows: [rowOf('i-1')] }
  const first = await submitRegister(terminal, register)
  expect(await submitRegister(terminal, register)).toEqual(first)
  await submitRegister(terminal, { date, rows: [rowOf('i-1', '11.00')] })
  const rows = (await gateway.auditRows()).filter(({ object }) => object.startsWith(`register:${terminal.partnerId}:`))
  expect(rows).toMatchObject([
    {
      actor: `PARTNER:${terminal.partnerId}`,
      object: `register:${terminal.partnerId}:${date}:1/1`,
      outcome: first.sha256,
    },
    { outcome: expect.not.stringMatching(String(first.sha256)) },
  ])
})

test('P6 four hundred rows with the longest ids fit into a request, and are judged', async () => {
  const terminal = await newTerminal()
  const date = await payRow(terminal, rowOf('first'))
  const longest = 64 - `${terminal.partnerId}/`.length
  const rows = Array.from({ length: 399 }, (_, index) => rowOf(String(index).padStart(longest, 'x'), '999999999.99'))
  const answer = await submitRegister(terminal, { date, rows: [rowOf('first'), ...rows] })
  expect(answer.rows).toHaveLength(400)
  expect(answer.rows?.[0]).toMatchObject({ verdict: 'MATCHED', judgedBy: 'LEDGER' })
  const verdicts = new Set(answer.rows?.slice(1).map(({ verdict }) => verdict))
  expect(verdicts).toEqual(new Set(['MISSING_IN_BILLING', 'NOT_CHECKED']))
  const tooMany = await submitRegister(terminal, {
    date,
    rows: Array.from({ length: 401 }, (_, at) => rowOf(`r${at}`)),
  })
  expect(tooMany).toMatchObject({ __typename: 'RegistryRefused', code: 'INVALID_VALUE', field: 'rows' })
})

const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

test.each([
  ['date', { date: '2100-01-01' }],
  ['date', { date: '2020-01-01' }],
  ['part', { part: 0 }],
  ['part', { part: 3, of: 2 }],
  ['of', { of: 0 }],
  ['of', { of: 101 }],
  ['rows.1.externalId', { rows: [rowOf('a'), rowOf('a')] }],
  ['rows.0.externalId', { rows: [rowOf('')] }],
  ['rows.0.externalId', { rows: [rowOf('x'.repeat(10_000))] }],
  ['rows.0.accountNumber', { rows: [rowOf('a', '1.00', '')] }],
  ['rows.0.amount', { rows: [rowOf('a', '0.00')] }],
  ['rows.0.amount', { rows: [rowOf('a', '-1.00')] }],
])('P6 a register whose %s cannot be used is refused by that name', async (field, change) => {
  const terminal = await newTerminal()
  expect(await submitRegister(terminal, { date: YESTERDAY, rows: [], ...change })).toEqual({
    __typename: 'RegistryRefused',
    code: 'INVALID_VALUE',
    field,
    retryable: false,
    message: expect.any(String),
  })
})
