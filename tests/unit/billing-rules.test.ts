import { expect, test } from 'vitest'
import {
  ABSENT_SLICES,
  type Account,
  assembleBilling,
  BillingError,
  type BrokenRule,
  checkRules,
  NO_CAPABILITIES,
  NO_IP_ADDRESSES,
  parseMoney,
} from '../../src/billing/public.ts'
import { account, call, checked, payment, rub, service } from '../support/checked-billing.ts'

test('a billing that keeps the rules is what it was', async () => {
  const { billing, broken } = checked()
  expect(await billing.accounts.findAccounts(['7', '8'], call)).toEqual(
    new Map([
      ['7', account('7')],
      ['8', account('8')],
    ]),
  )
  expect(await billing.services.listServices(['7'], call)).toEqual(new Map([['7', []]]))
  expect(billing.capabilities).toBe(NO_CAPABILITIES)
  expect(billing.tickets.isMessageId('1')).toBe(false)
  await billing.health.ping(call)
  await billing.close()
  expect(broken).toEqual([])
})

test('an account that is known has to have its services, if none; of one that nobody knows nothing is asked', async () => {
  const { billing, broken } = checked({ services: { ...NO_IP_ADDRESSES, listServices: async () => new Map() } })
  expect((await billing.services.listServices(['7'], call)).size).toBe(0)
  await billing.accounts.findAccounts(['7'], call)
  const error = (await billing.services.listServices(['7', '9'], call)).get('7')
  expect(error).toMatchObject({ code: 'BILLING_RULE_BROKEN', outcome: 'not_applied' })
  expect(broken).toEqual([
    {
      method: 'services.listServices',
      rule: 'EVERY_KEY',
      what: 'answered no entry for 7, an account that accounts.findAccounts knows',
    },
  ])
})

test('rows of another account never come through, and the other keys keep theirs', async () => {
  const listed = new Map([
    ['7', [service('1', '7'), service('2', '8')]],
    ['9', [service('3', '9')]],
  ])
  const { billing, broken } = checked({ services: { ...NO_IP_ADDRESSES, listServices: async () => listed } })
  const found = await billing.services.listServices(['7', '9'], call)
  expect(found.get('7')).toBeInstanceOf(BillingError)
  expect(found.get('9')).toEqual([service('3', '9')])
  expect(broken).toMatchObject([{ rule: 'OWN_ROWS', what: 'answered for 7 that 2 belongs to account 8, not to 7' }])
})

test('an answer for a key that nobody asked for is none', async () => {
  const other = new Map([['8', account('8')]])
  const accounts = { findAccounts: async () => other, findAccountsByNumber: async () => new Map() }
  const { billing } = checked({ accounts })
  await expect(billing.accounts.findAccounts(['7'], call)).rejects.toThrow('answered for 8, which nobody asked for')
})

test.each([
  ['another account', account('8'), 'its value is the account 8'],
  [
    'a balance that does not add up',
    account('7', { balance: { ...account('7').balance, spent: rub('1') } }),
    '− spent',
  ],
  ['another currency', account('7', { amountToRestore: parseMoney('1', 'USD') }), 'not in RUB'],
  ['nothing to restore as zero', account('7', { amountToRestore: rub('0') }), 'it is null'],
])('an account with %s is told', async (_name, value, words) => {
  const findAccounts = async () => new Map([['7', value]])
  const { billing, broken } = checked({ accounts: { findAccounts, findAccountsByNumber: async () => new Map() } })
  expect((await billing.accounts.findAccounts(['7'], call)).get('7')).toMatchObject({ code: 'BILLING_RULE_BROKEN' })
  expect(broken[0]?.what).toContain(words)
})

test.each([
  ['too many', [payment('3'), payment('2'), payment('1')], 'first is 2'],
  ['the oldest first', [payment('1'), payment('2')], 'the newest come first'],
  ['one from the page before', [payment('10'), payment('2')], 'the newest come first'],
  ['one twice', [payment('3'), payment('3')], 'there twice'],
  ['a day that is none', [payment('3', { paidAt: Number.NaN })], 'paidAt is NaN'],
])('a page of payments with %s is told', async (_name, payments, words) => {
  const key = { accountId: '7', first: 2, before: '10' }
  const listPayments = async () => new Map([[key, { payments, hasMore: false }]])
  const { billing } = checked({ payments: { listPayments, findPayments: async () => new Map() } })
  const found = (await billing.payments.listPayments([key], call)).get(key)
  expect(found).toMatchObject({ code: 'BILLING_RULE_BROKEN', message: expect.stringContaining(words) })
})

test.each([
  ['an Error of another kind', async () => Promise.reject(new TypeError('fetch failed')), 'TypeError: fetch failed'],
  [
    'an error at once',
    () => {
      throw new RangeError('no')
    },
    'RangeError: no',
  ],
])('%s becomes a BillingError that says so', async (_name, ping, words) => {
  const { billing, broken } = checked({ health: { ping } })
  await expect(billing.health.ping(call)).rejects.toMatchObject({ code: 'BILLING_RULE_BROKEN', outcome: 'not_applied' })
  expect(broken[0]?.what).toContain(words)
})

test('what is nothing at all is told of its own key, and the other keys keep theirs', async () => {
  const nothing: Account = JSON.parse('null')
  const bare: Account = JSON.parse('{ "id": "8" }')
  const findAccounts = async () =>
    new Map([
      ['7', nothing],
      ['8', bare],
      ['9', account('9')],
    ])
  const { billing, broken } = checked({ accounts: { findAccounts, findAccountsByNumber: async () => new Map() } })
  const found = await billing.accounts.findAccounts(['7', '8', '9'], call)
  expect(found.get('7')).toMatchObject({ code: 'BILLING_RULE_BROKEN', message: expect.stringContaining('is null') })
  expect(found.get('8')).toMatchObject({ code: 'BILLING_RULE_BROKEN' })
  expect(found.get('9')).toEqual(account('9'))
  expect(broken.map(({ rule }) => rule)).toEqual(['VALUES', 'VALUES'])
})

class Health {
  #pings = 0

  get pings(): number {
    return this.#pings
  }

  async ping(): Promise<void> {
    this.#pings += 1
  }
}

test('a slice may be an instance of a class', async () => {
  const health = new Health()
  const { billing, broken } = checked({ health })
  await billing.health.ping(call)
  expect(health.pings).toBe(1)
  expect(broken).toEqual([])
})

test('a method that does not listen to its signal is let go soon after it, and a write leaves open what it has done', async () => {
  const broken: BrokenRule[] = []
  const deaf = assembleBilling({
    name: 'deaf',
    capabilities: NO_CAPABILITIES,
    slices: {
      ...ABSENT_SLICES,
      accounts: { findAccounts: never, findAccountsByNumber: never },
      credentials: { checkCredentials: never, findSubject: never },
      health: { ping: never },
      logins: { ...ABSENT_SLICES.logins, changeCredentials: never },
    },
    shared: [],
  })
  const { accounts, logins } = checkRules(deaf, { currency: 'RUB', onBroken: (one) => broken.push(one) })
  const ended = { signal: AbortSignal.timeout(10), mayStart: () => true }
  await expect(accounts.findAccounts(['1'], ended)).rejects.toMatchObject({
    code: 'BILLING_RULE_BROKEN',
    outcome: 'not_applied',
  })
  const change = { subjectId: '1', login: 'a', password: 'b' }
  await expect(logins.changeCredentials(change, ended)).rejects.toMatchObject({ outcome: 'unknown' })
  expect(broken.map(({ method }) => method)).toEqual(['accounts.findAccounts', 'logins.changeCredentials'])
})

test('tickets of another account do not come through either', async () => {
  const ticket = {
    id: '1',
    accountId: '8',
    number: '1',
    subject: 'x',
    category: 'FAULT',
    status: 'OPEN',
    createdAt: 0,
    updatedAt: null,
    rating: null,
  } as const
  const { billing, broken } = checked({
    tickets: {
      ...ABSENT_SLICES.tickets,
      listTickets: async (keys) => new Map(keys.map((key) => [key, { tickets: [ticket], hasMore: false }])),
      findTickets: async (keys) => new Map(keys.map((key) => [key, ticket])),
    },
  })
  const page = { accountId: '7', first: 5, before: null, statuses: null }
  const one = { accountId: '7', ticketId: '1' }
  const error = { code: 'BILLING_RULE_BROKEN' }
  expect((await billing.tickets.listTickets([page], call)).get(page)).toMatchObject(error)
  expect((await billing.tickets.findTickets([one], call)).get(one)).toMatchObject(error)
  expect(broken.map(({ rule }) => rule)).toEqual(['OWN_ROWS', 'OWN_ROWS'])
})

function never(): Promise<never> {
  return new Promise(() => {})
}
