import { expect, test } from 'vitest'
import { type PaymentGateways, startPaymentGateways } from '../support/payment-gateways.ts'
import { openFreshSqlite } from '../support/stores.ts'
import { createFront, type Front, type FrontLimits, osmpDate, type Parameters } from '../support/terminal-fronts.ts'

interface Row {
  readonly code: number
  readonly name: string
  readonly limits?: FrontLimits
  /** What is so before the request: the billing's state, its faults, what was paid already. */
  readonly before?: (state: { gateways: PaymentGateways; front: Front }) => Promise<unknown>
  readonly request: string | Parameters
  readonly comment?: RegExp
}

function pay(changes: Parameters = {}): Parameters {
  const order = { command: 'pay', txn_id: '1', account: '100002', sum: '10.00', txn_date: osmpDate() }
  return { ...order, ...changes }
}

/** As it stands in an address. */
function write(parameters: Parameters): string {
  return new URLSearchParams(parameters).toString()
}

function without(name: string, parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([key]) => key !== name))
}

const check = { command: 'check', txn_id: '1', account: '100002', sum: '10.00' }
const status = { command: 'status', txn_id: '1' }
const cancel = { command: 'cancel', txn_id: '1' }

async function paid({ front }: { front: Front }, changes: Parameters = {}): Promise<void> {
  expect((await front.ask(pay(changes))).values).toMatchObject({ result: '0' })
}

const down =
  (...operations: readonly string[]) =>
  async ({ gateways }: { gateways: PaymentGateways }) => {
    for (const operation of operations) await gateways.sandbox.setFault(operation, 'http500')
  }

async function pending({ gateways, front }: { gateways: PaymentGateways; front: Front }): Promise<void> {
  await gateways.sandbox.setFault('soap.AddPayment', { kind: 'reset' })
  expect((await front.ask(pay())).values).toMatchObject({ result: '90' })
}

async function misses({ front }: { front: Front }): Promise<void> {
  for (const account of ['999991', '999992']) await front.ask({ ...check, account })
}

const ROWS: readonly Row[] = [
  { code: 0, name: 'check', request: check },
  { code: 0, name: 'a check that does not say how much it will be', request: { ...check, sum: '0.00' } },
  { code: 0, name: 'a check without an id', request: without('txn_id', check) },
  {
    code: 0,
    name: 'a check under the id of what is under way, whose account has been closed since',
    before: async ({ gateways, front }) => {
      await gateways.sandbox.createAccount({ number: '600001', type: 'P', login: '600001', password: 'x' })
      await gateways.sandbox.setFault('soap.AddPayment', 'reset')
      expect((await front.ask(pay({ account: '600001' }))).values).toMatchObject({ result: '90' })
      await gateways.sandbox.terminateAccount('600001')
      const another = await front.ask({ ...check, account: '600001', txn_id: '2' })
      expect(another.values).toMatchObject({ result: '79' })
    },
    request: { ...check, account: '600001' },
  },
  { code: 0, name: 'pay', request: pay() },
  { code: 0, name: 'pay without kopecks', request: pay({ sum: '10' }) },
  { code: 0, name: 'a repeat', before: paid, request: pay() },
  { code: 0, name: 'a repeat at another time', before: paid, request: pay({ txn_date: osmpDate(Date.now() - 5_000) }) },
  { code: 0, name: 'a repeat without a date', before: paid, request: without('txn_date', pay()) },
  { code: 0, name: 'a repeat with a date that is none', before: paid, request: pay({ txn_date: '20260230120000' }) },
  {
    code: 0,
    name: 'a payment of before the gateway, with a date that is none',
    before: ({ gateways, front }) =>
      gateways.sandbox.postPayment({ number: '100002', amount: '10.00', receipt: `${front.partnerId}/1` }),
    request: pay({ txn_date: '0' }),
  },
  {
    code: 0,
    name: 'a check of a payment of before the gateway, for an agreement that has ended since',
    before: async ({ gateways, front }) => {
      await gateways.sandbox.createAccount({ number: '600002', type: 'P', login: '600002', password: 'x' })
      await gateways.sandbox.postPayment({ number: '600002', amount: '10.00', receipt: `${front.partnerId}/1` })
      await gateways.sandbox.terminateAccount('600002')
    },
    request: { ...check, account: '600002' },
  },
  {
    code: 0,
    name: 'a repeat while the billing is down',
    before: async (state) => {
      await paid(state)
      await down('rest.accounts', 'soap.AddPayment')(state)
    },
    request: pay(),
  },
  { code: 0, name: 'the status of what is paid', before: paid, request: status },
  { code: 0, name: 'cancel', before: (state) => paid(state, { account: '100001' }), request: cancel },
  { code: 1, name: 'a check while the billing is down', before: down('rest.accounts'), request: check },
  { code: 1, name: 'pay while the billing is down', before: down('rest.accounts'), request: pay() },
  {
    code: 1,
    name: 'too many within a minute',
    limits: { perMinute: 1 },
    before: (s) => paid(s, { txn_id: '2' }),
    request: pay(),
  },
  { code: 1, name: 'the status of what has not come', request: status, comment: /has not come yet/ },
  { code: 4, name: 'no account', request: without('account', pay()) },
  { code: 4, name: 'an empty account', request: pay({ account: '' }) },
  { code: 4, name: 'an account with a control character', request: pay({ account: '1000\u000002' }) },
  { code: 4, name: 'an account of 10 kB', request: pay({ account: '1'.repeat(10_000) }) },
  { code: 4, name: 'an account between blanks', request: pay({ account: ' 100002 ' }) },
  { code: 4, name: 'an account twice', request: `${write(pay())}&account=100002` },
  {
    code: 4,
    name: 'an account that is no utf-8',
    request: `${write(without('account', pay()))}&account=%CF%F0`,
  },
  {
    code: 4,
    name: 'an account with half an escape',
    request: `${write(without('account', pay()))}&account=10%2`,
  },
  { code: 5, name: 'a check for nobody', request: { ...check, account: '999999' } },
  { code: 5, name: 'pay for nobody', request: pay({ account: '999999' }) },
  {
    code: 7,
    name: 'more than the day takes',
    limits: { max: '15.00', perDay: '15.00' },
    before: (s) => paid(s, { txn_id: '2' }),
    request: pay(),
  },
  {
    code: 7,
    name: 'cancel what is spent',
    before: (s) => paid(s, { account: '100004', sum: '5.00' }),
    request: cancel,
  },
  {
    code: 7,
    name: 'cancel what is too old',
    before: async (state) => {
      await paid(state, { account: '100001' })
      await state.gateways.sandbox.advanceClock(4 * 86_400_000)
    },
    request: cancel,
  },
  { code: 8, name: 'cancel where the billing does not', before: paid, request: cancel },
  { code: 79, name: 'a check for a terminated agreement', request: { ...check, account: '100009' } },
  { code: 79, name: 'pay for a terminated agreement', request: pay({ account: '100009' }) },
  {
    code: 79,
    name: 'the status of what was refused',
    before: async ({ front }) => front.ask(pay({ account: '100009' })),
    request: status,
  },
  {
    code: 0,
    name: 'an answer of the billing that was lost, and found in its books',
    before: async ({ gateways }) => gateways.sandbox.setFault('soap.AddPayment', 'dropAfterApplying'),
    request: pay(),
  },
  { code: 90, name: 'a repeat of what is under way', before: pending, request: pay() },
  { code: 90, name: 'the same without a date', before: pending, request: without('txn_date', pay()) },
  { code: 90, name: 'the status of what is under way', before: pending, request: status },
  { code: 90, name: 'cancel what is under way', before: pending, request: cancel },
  {
    code: 90,
    name: 'a cancellation whose answer was lost',
    before: async (state) => {
      await paid(state, { account: '100001' })
      await state.gateways.sandbox.setFault('soap.CancelPayment', 'reset')
    },
    request: cancel,
  },
  {
    code: 90,
    name: 'a repeat of what is about to be taken back',
    before: async (state) => {
      await paid(state)
      await state.gateways.sandbox.setFault('soap.CancelPayment', 'reset')
      await state.front.ask(cancel)
    },
    request: pay(),
  },
  { code: 241, name: 'below the smallest sum', request: pay({ sum: '0.99' }) },
  { code: 241, name: 'nothing', request: pay({ sum: '0' }) },
  { code: 241, name: 'a check for less than the smallest sum', request: { ...check, sum: '0.99' } },
  { code: 242, name: 'above the largest sum', request: pay({ sum: '15000.01' }) },
  { code: 242, name: 'a check for more than the largest sum', request: { ...check, sum: '15000.01' } },
  {
    code: 243,
    name: 'a check after too many numbers that nobody has',
    limits: { misses: 2 },
    before: misses,
    request: check,
  },
  { code: 300, name: 'no command', request: without('command', pay()) },
  { code: 300, name: 'an unknown command', request: pay({ command: 'refund' }) },
  { code: 300, name: 'a command twice', request: `command=check&${write(pay())}` },
  { code: 300, name: 'no id', request: without('txn_id', pay()) },
  { code: 300, name: 'an id that cannot be kept', request: pay({ txn_id: 'a/b' }) },
  { code: 300, name: 'an id of 10 kB', request: pay({ txn_id: '1'.repeat(10_000) }) },
  ...['', '10,00', '-10.00', '+10.00', '1e3', '10.001', '010.00', '10.', '.5', 'NaN', '٣٤', '9'.repeat(30)].map(
    (sum) => ({
      code: 300,
      name: `the sum ${JSON.stringify(sum)}`,
      request: pay({ sum }),
    }),
  ),
  { code: 300, name: 'no sum', request: without('sum', pay()) },
  ...[
    '',
    '20260230120000',
    '2026-11-28 12:00:00',
    '20261128240000',
    '00000000000000',
    '20200101000000',
    '1790000000',
  ].map((date) => ({
    code: 300,
    name: `the date ${JSON.stringify(date)}`,
    request: pay({ txn_date: date }),
  })),
  { code: 300, name: 'no date', request: without('txn_date', pay()) },
  {
    code: 300,
    name: 'the same id for another sum',
    before: paid,
    request: pay({ sum: '11.00' }),
    comment: /used for something else/,
  },
  { code: 300, name: 'the same id for another account', before: paid, request: pay({ account: '100001' }) },
  {
    code: 300,
    name: 'a check under the id of another account',
    before: paid,
    request: { ...check, account: '100001' },
  },
  {
    code: 300,
    name: 'a repeat of what was taken back',
    before: async (state) => {
      await paid(state, { account: '100001' })
      expect((await state.front.ask(cancel)).values).toMatchObject({ result: '0' })
    },
    request: pay({ account: '100001' }),
    comment: /canceled since/,
  },
  { code: 1, name: 'cancel what has not come, and may still come', request: cancel },
  { code: 300, name: 'status without an id', request: { command: 'status' } },
]

const CODES = [0, 1, 4, 5, 7, 8, 79, 90, 241, 242, 243, 300]

test.each(CODES)('P6 OSMP answers %d to what the table says', { timeout: 60_000 }, async (code) => {
  const rows = ROWS.filter((row) => row.code === code)
  const gateways = await startPaymentGateways(await openFreshSqlite(), {
    replicas: 1,
    payTimeoutMs: 4_000,
    settings: { settleMs: 60_000 },
    cancellations: code !== 8,
  })
  for (const [at, { name, limits, before, request, comment }] of rows.entries()) {
    await gateways.sandbox.clearFaults()
    const partnerId = `row-${at}`
    const front = await createFront(gateways, {
      partnerId,
      front: { answerWithinMs: 4_000 },
      ...(limits ? { limits } : {}),
    })
    await before?.({ gateways, front })
    const { status: httpStatus, values } = await front.ask(request, { headers: { 'accept-language': 'en' } })
    const { payments } = await gateways.sandbox.ledger()
    const isEnd = ![0, 1, 90].includes(code) && before === undefined
    // What is an end and no success has put nothing into the books.
    const posted = payments.filter(({ receipt }) => isEnd && receipt?.startsWith(`${partnerId}/`))
    expect({ name, httpStatus, values, posted }).toMatchObject({
      name,
      httpStatus: 200,
      values: { result: String(code), comment: expect.stringMatching(comment ?? /./) },
      posted: [],
    })
  }
  expect(rows.length).toBeGreaterThan(0)
})

test('the table has no other codes', () => {
  expect(ROWS.filter(({ code }) => !CODES.includes(code))).toEqual([])
})
