import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

/** What hangs on an account besides money lists: where it is, who serves it, its debt, its addresses and its devices. */
let gateway: Gateway
let operator: string
beforeAll(async () => {
  gateway = await startGateway({ accounts: 120 })
  operator = await gateway.signIn('operator')
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

interface Accounts<T> {
  readonly accounts: readonly (T | null)[]
}

async function readAccounts<T>(numbers: readonly string[], selection: string) {
  const document = `query ($numbers: [String!]!) { accounts(numbers: $numbers) { number ${selection} } }`
  return await gateway.query<Accounts<T & { readonly number: string }> | null>(document, { numbers }, operator)
}

async function readOne<T>(number: string, selection: string): Promise<T> {
  const { data, errors } = await readAccounts<T>([number], selection)
  expect(errors).toEqual([])
  const account = data?.accounts[0]
  if (!account) throw new Error(`no account ${number}`)
  return account
}

test('A12 an account names the legal entity that serves it, and the same brand has several', async () => {
  const numbers = gateway.sandbox.books.listAccounts({ limit: 50, offset: 0 }).map(({ number }) => number)
  const { data, errors } = await readAccounts<{ operator: { id: string; name: string; inn: string; kpp: string } }>(
    numbers,
    'operator { id name inn kpp }',
  )
  expect(errors).toEqual([])
  expect(data?.accounts).toHaveLength(numbers.length)
  const operators = gateway.sandbox.books.listOperators()
  for (const account of data?.accounts ?? []) {
    const row = gateway.sandbox.books.findAccountByNumber(account?.number ?? '')
    const expected = operators.find(({ id }) => id === row?.operatorId)
    expect(account?.operator).toEqual({
      ...expected,
      id: writeId({ type: 'Operator', operatorId: String(expected?.id) }),
    })
  }
  expect(new Set(data?.accounts.map((account) => account?.operator.inn)).size).toBeGreaterThan(1)
})

test('A11 fifty accounts find their regions and operators with one call each, and with none while they are kept', async () => {
  const numbers = gateway.sandbox.books.listAccounts({ limit: 50, offset: 10 }).map(({ number }) => number)
  gateway.clearReferenceData()
  const ask = () => readAccounts(numbers, 'region { name } operator { name }')
  expect(await gateway.countCalls(ask)).toEqual({ 'rest.accounts': 1, 'rest.regions': 1, 'rest.operators': 1 })
  expect(await gateway.countCalls(ask)).toEqual({ 'rest.accounts': 1 })
})

interface Debt {
  readonly status: string
  readonly amountToRestore: { readonly amount: string; readonly currency: string } | null
  readonly services: readonly { readonly status: string }[]
}
const DEBT = 'status amountToRestore { amount currency } services { status }'

test('C12 a kopeck less than the amount to restore changes nothing, the rest of it ends the suspension', async () => {
  const owed = await readOne<Debt>('100004', DEBT)
  expect(owed.status).toBe('SUSPENDED_FOR_DEBT')
  expect(owed.services.map(({ status }) => status)).toContain('SUSPENDED_FOR_DEBT')
  const kopecks = BigInt(owed.amountToRestore?.amount.replace('.', '') ?? 0)
  expect(kopecks).toBeGreaterThan(1n)
  await gateway.sandbox.postPayment({ number: '100004', amount: text(kopecks - 1n), classId: 1 })
  expect(await readOne<Debt>('100004', DEBT)).toMatchObject({
    status: 'SUSPENDED_FOR_DEBT',
    amountToRestore: { amount: '0.01', currency: 'RUB' },
  })
  await gateway.sandbox.postPayment({ number: '100004', amount: '0.01', classId: 1 })
  const restored = await readOne<Debt>('100004', DEBT)
  expect(restored).toMatchObject({ status: 'ACTIVE', amountToRestore: null })
  expect(new Set(restored.services.map(({ status }) => status))).toEqual(new Set(['ACTIVE']))
})

test('C12 paying exactly the amount at once restores every indebted account', async () => {
  const numbers = gateway.sandbox.books
    .listAccounts({ limit: 100, offset: 0 })
    .filter(({ state, number }) => state === 1 && number !== '100004')
    .map(({ number }) => number)
  expect(numbers.length).toBeGreaterThan(1)
  for (const number of numbers) {
    const { amountToRestore } = await readOne<Debt>(number, DEBT)
    await gateway.sandbox.postPayment({ number, amount: amountToRestore?.amount ?? '0', classId: 1 })
    expect(await readOne<Debt>(number, DEBT)).toMatchObject({ status: 'ACTIVE', amountToRestore: null })
  }
})

test.each(['100001', '100005', '100009'])('C12 %s owes nothing: there is no amount to restore', async (number) => {
  expect((await readOne<Debt>(number, DEBT)).amountToRestore).toBeNull()
})

test('C14 the addresses of a service are those of the billing, and services without any have an empty list', async () => {
  const numbers = gateway.sandbox.books.listAccounts({ limit: 50, offset: 0 }).map(({ number }) => number)
  interface Service {
    readonly id: string
    readonly ipAddresses: readonly { readonly address: string; readonly assignment: string }[]
  }
  const calls = await gateway.countCalls(async () => {
    const { data, errors } = await readAccounts<{ services: readonly Service[] }>(
      numbers,
      'services { id ipAddresses { address assignment } }',
    )
    expect(errors).toEqual([])
    const seen = new Set<string>()
    for (const account of data?.accounts ?? []) {
      const restId = gateway.sandbox.books.findAccountByNumber(account?.number ?? '')?.restId ?? 0
      for (const { id } of gateway.sandbox.books.listServices([restId])) {
        const expected = gateway.sandbox.books.listAddresses([id]).map(({ ip, type }) => ({
          address: ip,
          assignment: type === 1 ? 'STATIC' : 'DYNAMIC',
        }))
        const globalId = writeId({ type: 'Service', accountId: String(restId), serviceId: String(id) })
        const found = account?.services.find((service) => service.id === globalId)?.ipAddresses
        expect(found?.toSorted(byText)).toEqual(expected.toSorted(byText))
        seen.add(expected[0]?.assignment ?? 'none')
      }
    }
    expect(seen).toEqual(new Set(['STATIC', 'DYNAMIC', 'none']))
  })
  expect(calls).toEqual({ 'rest.accounts': 1, 'rest.services': 1, 'rest.ips': expect.any(Number) })
})

test('C15 registered devices are listed, with one spelling of their hardware addresses, and each is found by its id', async () => {
  const token = await gateway.signIn('100001')
  const { restId } = await gateway.sandbox.findAccount('100001')
  const rows = gateway.sandbox.books.listDevices([restId])
  interface Device {
    readonly id: string
    readonly macAddress: string | null
    readonly serialNumber: string | null
  }
  const { data, errors } = await gateway.query<{ viewer: { accounts: readonly { devices: readonly Device[] }[] } }>(
    '{ viewer { accounts { devices { id name macAddress serialNumber registeredOn } } } }',
    {},
    token,
  )
  expect(errors).toEqual([])
  const devices = data.viewer.accounts[0]?.devices ?? []
  expect(devices.length).toBeGreaterThan(0)
  expect(devices.map(({ id, macAddress, serialNumber }) => ({ id, macAddress, serialNumber }))).toEqual(
    rows.map(({ id, mac, serial }) => ({
      id: writeId({ type: 'Device', accountId: String(restId), deviceId: String(id) }),
      macAddress:
        mac === ''
          ? null
          : (mac
              .toLowerCase()
              .replace(/[^0-9a-f]/g, '')
              .match(/../g)
              ?.join(':') ?? null),
      serialNumber: serial === '' ? null : serial,
    })),
  )
  const document = `query ($id: ID!) { node(id: $id) { ... on Device { id name macAddress serialNumber registeredOn } } }`
  expect(devices.length).toBeGreaterThan(0)
  for (const device of devices) {
    expect((await gateway.query(document, { id: device.id }, token)).data).toEqual({ node: device })
  }
})

test('C10 connected smart-home services are kinds of their own', async () => {
  const { services } = await readOne<{ services: readonly { kind: string; tariff: { name: string } }[] }>(
    '007123',
    'services { kind tariff { name } }',
  )
  expect(services.find(({ kind }) => kind === 'VIDEO_SURVEILLANCE')?.tariff.name).toMatch(/Видеонаблюдение/)
  const other = await readOne<{ services: readonly { kind: string }[] }>('100003', 'services { kind }')
  expect(other.services.map(({ kind }) => kind)).toContain('INTERCOM')
})

describe('accounts(numbers)', () => {
  test('keeps the order, answers duplicates each time and null for a number that nobody has', async () => {
    const numbers = ['200001', '999999', '100001', '200001', '007123', '7123', '', '100001;100002', '1'.repeat(200)]
    const { data, errors } = await readAccounts<{ balance: { amount: { amount: string } } }>(
      numbers,
      'balance { amount { amount } }',
    )
    expect(errors).toEqual([])
    expect(data?.accounts.map((account) => account?.number ?? null)).toEqual([
      '200001',
      null,
      '100001',
      '200001',
      '007123',
      null,
      null,
      null,
      null,
    ])
    expect(data?.accounts[0]).toEqual(data?.accounts[3])
    expect(data?.accounts[2]?.balance.amount.amount).toBe((await gateway.sandbox.findAccount('100001')).balance)
  })

  test('fifty numbers are one call, their balances included', async () => {
    const numbers = gateway.sandbox.books.listAccounts({ limit: 50, offset: 30 }).map(({ number }) => number)
    const calls = await gateway.countCalls(async () => {
      const { data } = await readAccounts(numbers, 'status balance { credited { amount } }')
      expect(data?.accounts.map((account) => account?.number)).toEqual(numbers)
    })
    expect(calls).toEqual({ 'rest.accounts': 1 })
  })

  test.each([
    ['no number', []],
    ['fifty-one numbers', Array.from({ length: 51 }, (_, index) => String(100_001 + index))],
    ['fifty-one times the same', Array.from({ length: 51 }, () => '100001')],
  ])('%s is refused with a text that helps', async (_name, numbers) => {
    const calls = await gateway.countCalls(async () => {
      const { data, errors } = await readAccounts(numbers, '__typename')
      expect(data).toEqual({ accounts: null })
      expect(errors.map(({ message }) => message)).toEqual(['`numbers` must hold from 1 to 50 contract numbers.'])
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false })
    })
    expect(calls).toEqual({})
  })

  test.each([
    ['a subscriber', () => gateway.signIn('100001'), 'FORBIDDEN'],
    ['a member', () => gateway.signIn('200001-buh'), 'FORBIDDEN'],
    ['a partner', () => gateway.openSession({ role: 'PARTNER' }), 'FORBIDDEN'],
    ['a stale token', async () => 'stale', 'UNAUTHENTICATED'],
  ])('%s may not ask, not even for an own number', async (_name, tokenOf, code) => {
    const token = await tokenOf()
    const calls = await gateway.countCalls(async () => {
      const { data, errors } = await gateway.query('{ accounts(numbers: ["100001"]) { number } }', {}, token)
      expect(data).toEqual({ accounts: null })
      expect(errors.map(({ extensions }) => extensions.code)).toEqual([code])
    })
    expect(calls).toEqual({})
  })

  test.each([
    ['a number instead of text', '{ accounts(numbers: [100001]) { number } }', 400],
    ['a null among the numbers', '{ accounts(numbers: ["100001", null]) { number } }', 400],
    ['no numbers at all', '{ accounts { number } }', 400],
  ])('%s is refused before anything runs', async (_name, document, status) => {
    expect((await gateway.query(document, {}, operator)).status).toBe(status)
  })

  test('with the accounts down the whole list fails, with one error', async () => {
    await gateway.sandbox.setFault('rest.accounts', 'http500')
    const { data, errors } = await readAccounts(['100001', '100002'], '__typename')
    expect(data).toEqual({ accounts: null })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BILLING_UNAVAILABLE'])
  })
})

function text(kopecks: bigint): string {
  return `${kopecks / 100n}.${String(kopecks % 100n).padStart(2, '0')}`
}

function byText(one: { readonly address: string }, other: { readonly address: string }): number {
  return one.address < other.address ? -1 : 1
}
