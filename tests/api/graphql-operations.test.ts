import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'

/** The documents of bench/operations, with their variables filled in as its README says. */
interface Operation {
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
}

let gateway: Gateway
let subscriber: string
let operator: string
let fill: Readonly<Record<string, unknown>>

beforeAll(async () => {
  gateway = await startGateway({ accounts: 120 })
  subscriber = await gateway.signIn('100001')
  operator = await gateway.signIn('operator')
  const { data } = await gateway.query<{ viewer: { accounts: { id: string }[] } }>(
    '{ viewer { accounts { id payments(first: 1) { nodes { id } } } } }',
    {},
    subscriber,
  )
  const accounts = gateway.sandbox.books.listAccounts({ limit: 50, offset: 20 })
  fill = {
    '{accountId}': data.viewer.accounts[0]?.id,
    '{fiftyNumbers}': accounts.map(({ number }) => number),
    '{from}': day(-365),
    '{to}': day(0),
  }
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

const COLD = {
  tiny: { 'rest.accounts': 1 },
  cabinet: { 'rest.accounts': 1, 'rest.services': 1, 'rest.tariffs': 1, 'soap.GetPayments': 1, 'soap.GetTickets': 1 },
  list: { 'rest.accounts': 1, 'rest.services': 1, 'rest.tariffs': 1 },
  statement: { 'soap.GetStatement': 1 },
} as const
type Name = keyof typeof COLD
const NAMES = ['tiny', 'cabinet', 'list', 'statement'] as const

describe.each(NAMES)('legacy calls of %s', (name) => {
  test(`cold: ${sum(COLD[name])}`, async () => {
    gateway.clearReferenceData()
    expect(await countCalls(name)).toEqual(COLD[name])
  })

  test('with the reference data kept: all but those of the tariffs', async () => {
    await run(name)
    const { 'rest.tariffs': _tariffs, ...others }: Readonly<Record<string, number>> = COLD[name]
    expect(await countCalls(name)).toEqual(others)
  })
})

test('legacy calls of a warm cabinet are all in flight at once: it takes one round trip', async () => {
  await run('cabinet')
  for (const operation of Object.keys(COLD.cabinet)) await gateway.sandbox.setFault(operation, { latency: 300 })
  await gateway.sandbox.resetCalls()
  const startedAt = performance.now()
  const answered = run('cabinet')
  await expect.poll(() => gateway.sandbox.inFlight(), { timeout: 250, interval: 10 }).toBe(4)
  await answered
  expect(performance.now() - startedAt).toBeLessThan(600)
  expect(Object.keys(await gateway.sandbox.calls()).toSorted()).toEqual([
    'rest.accounts',
    'rest.services',
    'soap.GetPayments',
    'soap.GetTickets',
  ])
})

test('legacy calls of a cold cabinet: the tariffs are asked for as soon as the services are known', async () => {
  gateway.clearReferenceData()
  for (const operation of Object.keys(COLD.cabinet)) await gateway.sandbox.setFault(operation, { latency: 400 })
  await gateway.sandbox.setFault('rest.services', { latency: 1 })
  await gateway.sandbox.resetCalls()
  const answered = run('cabinet')
  await expect.poll(() => gateway.sandbox.inFlight(), { timeout: 350, interval: 10 }).toBe(4)
  expect(await gateway.sandbox.calls()).toEqual(COLD.cabinet)
  await answered
})

test('legacy calls for the same tariffs by several requests at once: one', async () => {
  gateway.clearReferenceData()
  await gateway.sandbox.setFault('rest.tariffs', { latency: 150 })
  const calls = await gateway.countCalls(() => Promise.all([run('cabinet'), run('cabinet'), run('cabinet')]))
  expect(calls['rest.tariffs']).toBe(1)
})

test('the answers hold what they were asked for', async () => {
  const tiny = await run('tiny')
  expect(tiny).toMatchObject({ account: { number: '100001', balance: { amount: { currency: 'RUB' } } } })
  const cabinet = await run('cabinet')
  expect(cabinet).toMatchObject({ account: { services: [{ tariff: { monthlyFee: { currency: 'RUB' } } }, {}] } })
  const list = await run('list')
  expect(list['accounts']).toHaveLength(50)
  expect(await run('statement')).toMatchObject({
    account: { statement: { entries: { totalCount: expect.any(Number) } } },
  })
})

function sum(calls: Readonly<Record<string, number>>): number {
  return Object.values(calls).reduce((all, one) => all + one, 0)
}

async function countCalls(name: Name) {
  return await gateway.countCalls(() => run(name))
}

async function run(name: Name): Promise<Readonly<Record<string, unknown>>> {
  const { document, variables } = readOperation(name)
  const token = name === 'list' ? operator : subscriber
  const { data, errors } = await gateway.query<Readonly<Record<string, unknown>>>(document, variables, token)
  expect(errors).toEqual([])
  expect(JSON.stringify(data)).not.toMatch(/"(?:account|services|tariff|payments|tickets|statement)":null/)
  return data
}

function readOperation(name: Name): Operation {
  const folder = new URL('../../bench/operations/', import.meta.url)
  const variables: Readonly<Record<string, unknown>> = JSON.parse(
    readFileSync(new URL(`${name}.variables.json`, folder), 'utf8'),
    (_key, value: unknown) => (typeof value === 'string' ? (fill[value] ?? value) : value),
  )
  return { document: readFileSync(new URL(`${name}.graphql`, folder), 'utf8'), variables }
}

/** A day of the billing's zone, so many days from now. */
function day(offset: number): string {
  const instant = gateway.sandbox.books.now() + offset * 86_400_000 + 3 * 3_600_000
  return new Date(instant).toISOString().slice(0, 10)
}
