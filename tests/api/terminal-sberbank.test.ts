import { expect, test } from 'vitest'
import { readDate } from '../../src/terminals/values.ts'
import { type PaymentGateways, startPaymentGateways } from '../support/payment-gateways.ts'
import { openFreshSqlite } from '../support/stores.ts'
import { createFront, type Front, type FrontLimits, type Parameters, sberbankDate } from '../support/terminal-fronts.ts'

interface State {
  readonly gateways: PaymentGateways
  readonly front: Front
}

interface Row {
  readonly code: number
  readonly name: string
  readonly limits?: FrontLimits
  readonly before?: (state: State) => Promise<unknown>
  readonly request: string | Parameters
  readonly message?: RegExp
}

function pay(changes: Parameters = {}): Parameters {
  const order = { ACTION: 'payment', ACCOUNT: '100002', AMOUNT: '10.00', PAY_ID: '1', PAY_DATE: sberbankDate() }
  return { ...order, ...changes }
}

/** As it stands in an address. */
function write(parameters: Parameters): string {
  return new URLSearchParams(parameters).toString()
}

function without(name: string, parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([key]) => key !== name))
}

const check = { ACTION: 'check', ACCOUNT: '100002' }

async function paid({ front }: State, changes: Parameters = {}): Promise<void> {
  expect((await front.ask(pay(changes))).values).toMatchObject({ CODE: '0' })
}

async function pending({ gateways, front }: State): Promise<void> {
  await gateways.sandbox.setFault('soap.AddPayment', { kind: 'reset' })
  expect((await front.ask(pay())).values).toMatchObject({ CODE: '1' })
}

const down = ({ gateways }: State) => gateways.sandbox.setFault('rest.accounts', 'http500')

/** Takes the payment back, as the bank's engineers do by hand: the protocol has no word for it. */
async function canceled({ gateways, front }: State, account: string): Promise<void> {
  const { values } = await front.ask(pay({ ACCOUNT: account }))
  expect(values).toMatchObject({ CODE: '0' })
  const partner = await gateways.partners.find(front.partnerId)
  if (partner === null) throw new Error('There is no partner.')
  expect(await gateways.cancel(partner.partner, '1')).toBe(true)
}

const ROWS: readonly Row[] = [
  { code: 0, name: 'check', request: check },
  { code: 0, name: 'a check with a sum', request: { ...check, AMOUNT: '10.00' } },
  { code: 0, name: 'payment', request: pay() },
  {
    code: 0,
    name: 'an answer of the billing that was lost, and found in its books',
    before: ({ gateways }) => gateways.sandbox.setFault('soap.AddPayment', 'dropAfterApplying'),
    request: pay(),
  },
  { code: 1, name: 'a check while the billing is down', before: down, request: check },
  { code: 1, name: 'payment while the billing is down', before: down, request: pay() },
  { code: 1, name: 'a repeat of what is under way', before: pending, request: pay() },
  {
    code: 1,
    name: 'too many within a minute',
    limits: { perMinute: 1 },
    before: (state) => paid(state, { PAY_ID: '2' }),
    request: pay(),
  },
  { code: 2, name: 'no action', request: without('ACTION', pay()) },
  { code: 2, name: 'an unknown action', request: pay({ ACTION: 'cancel' }) },
  { code: 2, name: 'an action in small letters', request: { action: 'check', ACCOUNT: '100002' } },
  { code: 2, name: 'an action twice', request: `ACTION=check&${write(pay())}` },
  { code: 3, name: 'a check for nobody', request: { ...check, ACCOUNT: '999999' } },
  { code: 3, name: 'payment for nobody', request: pay({ ACCOUNT: '999999' }) },
  { code: 4, name: 'no account', request: without('ACCOUNT', pay()) },
  { code: 4, name: 'a check without an account', request: { ACTION: 'check' } },
  { code: 4, name: 'an account twice', request: `${write(pay())}&ACCOUNT=100001` },
  { code: 4, name: 'an account of 10 kB', request: pay({ ACCOUNT: '1'.repeat(10_000) }) },
  { code: 4, name: 'an account with a control character', request: pay({ ACCOUNT: '10\u000b0002' }) },
  { code: 5, name: 'a check for a terminated agreement', request: { ...check, ACCOUNT: '100009' } },
  { code: 5, name: 'payment for a terminated agreement', request: pay({ ACCOUNT: '100009' }) },
  { code: 6, name: 'no id', request: without('PAY_ID', pay()) },
  { code: 6, name: 'an id that cannot be kept', request: pay({ PAY_ID: '1 2' }) },
  {
    code: 6,
    name: 'the same id for another sum',
    before: paid,
    request: pay({ AMOUNT: '11.00' }),
    message: /used for something else/,
  },
  { code: 6, name: 'the same id for another account', before: paid, request: pay({ ACCOUNT: '100001' }) },
  {
    code: 7,
    name: 'more than the day takes',
    limits: { max: '15.00', perDay: '15.00' },
    before: (state) => paid(state, { PAY_ID: '2' }),
    request: pay(),
  },
  {
    code: 7,
    name: 'a repeat of what was taken back',
    before: (state) => canceled(state, '100001'),
    request: pay({ ACCOUNT: '100001' }),
    message: /canceled since/,
  },
  { code: 8, name: 'a repeat', before: paid, request: pay() },
  {
    code: 8,
    name: 'a repeat at another time',
    before: paid,
    request: pay({ PAY_DATE: sberbankDate(Date.now() - 5_000) }),
  },
  { code: 8, name: 'a repeat without a date', before: paid, request: without('PAY_DATE', pay()) },
  {
    code: 8,
    name: 'a repeat with a date that is none',
    before: paid,
    request: pay({ PAY_DATE: '30.02.2026_12:00:00' }),
  },
  {
    code: 8,
    name: 'a repeat while the billing is down',
    before: async (state) => {
      await paid(state)
      await down(state)
    },
    request: pay(),
  },
  ...['', '0', '0.00', '10,00', '-10', '1e3', '10.005', '10.00 '].map((AMOUNT) => ({
    code: 9,
    name: `the sum ${JSON.stringify(AMOUNT)}`,
    request: pay({ AMOUNT }),
  })),
  { code: 9, name: 'no sum', request: without('AMOUNT', pay()) },
  { code: 9, name: 'a check with a sum that is none', request: { ...check, AMOUNT: 'ten' } },
  { code: 10, name: 'below the smallest sum', request: pay({ AMOUNT: '0.99' }) },
  { code: 10, name: 'a check for less than the smallest sum', request: { ...check, AMOUNT: '0.99' } },
  { code: 11, name: 'above the largest sum', request: pay({ AMOUNT: '15000.01' }) },
  ...[
    '',
    '28.11.2026 12:00:00',
    '30.02.2026_12:00:00',
    '28.11.2026_24:00:00',
    '01.01.2020_00:00:00',
    '20261128120000',
  ].map((date) => ({
    code: 12,
    name: `the date ${JSON.stringify(date)}`,
    request: pay({ PAY_DATE: date }),
  })),
  { code: 12, name: 'no date', request: without('PAY_DATE', pay()) },
]

const CODES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

test.each(CODES)('P6 the protocol of Sberbank answers %d to what the table says', { timeout: 60_000 }, async (code) => {
  const rows = ROWS.filter((row) => row.code === code)
  const gateways = await startPaymentGateways(await openFreshSqlite(), {
    replicas: 1,
    payTimeoutMs: 4_000,
    settings: { settleMs: 60_000 },
  })
  for (const [at, { name, limits, before, request, message }] of rows.entries()) {
    await gateways.sandbox.clearFaults()
    const front = await createFront(gateways, {
      partnerId: `row-${at}`,
      front: { protocol: 'SBERBANK', answerWithinMs: 4_000 },
      ...(limits ? { limits } : {}),
    })
    await before?.({ gateways, front })
    const { status: httpStatus, values } = await front.ask(request, { headers: { 'accept-language': 'en' } })
    const { payments } = await gateways.sandbox.ledger()
    const isEnd = ![0, 1].includes(code) && before === undefined
    // What is an end and no success has put nothing into the books.
    const posted = payments.filter(({ receipt }) => isEnd && receipt?.startsWith(`row-${at}/`))
    expect({ name, httpStatus, values, posted }).toMatchObject({
      name,
      httpStatus: 200,
      values: { CODE: String(code), MESSAGE: expect.stringMatching(message ?? /./) },
      posted: [],
    })
  }
  expect(rows.length).toBeGreaterThan(0)
})

test('the table has no other codes', () => {
  expect(ROWS.filter(({ code }) => !CODES.includes(code))).toEqual([])
})

test('P6 a duplicate is answered with the first registration, a check with a masked name and what to pay', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), { replicas: 2 })
  const front = await createFront(gateways, { front: { protocol: 'SBERBANK' } })
  const date = sberbankDate(Date.now() - 86_400_000)
  const first = await front.ask(pay({ PAY_DATE: date }))
  expect(first.values).toMatchObject({ CODE: '0', AMOUNT: '10.00', REG_DATE: expect.not.stringMatching(date) })
  const registeredAt = readDate(first.values['REG_DATE'] ?? null, 'dd.MM.yyyy_HH:mm:ss', 'Europe/Moscow')
  expect(Math.abs((registeredAt ?? 0) - Date.now())).toBeLessThan(60_000)
  expect(first.values['EXT_ID']).toMatch(/^[1-9]\d{0,18}$/)
  const again = await front.ask(pay(), { replica: 1 })
  expect({ ...again.values, MESSAGE: '' }).toEqual({ ...first.values, CODE: '8', MESSAGE: '' })
  const { values } = await front.ask({ ACTION: 'check', ACCOUNT: '100004' })
  expect(Object.keys(values)).toEqual(['CODE', 'MESSAGE', 'FIO', 'REC_SUM'])
  expect(values).toMatchObject({ FIO: expect.stringContaining('***'), REC_SUM: expect.stringMatching(/^\d+\.\d\d$/) })
})
