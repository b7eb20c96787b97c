import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

/**
 * Each call of the reading side, failing in each way: the fields that need it are null, each with its typed error, and
 * everything else is exactly as without the fault.
 */
const DOCUMENT = `query ($region: ID!, $period: PeriodInput!) {
  viewer { accounts { number balance { amount { amount } } agreement { terms }
    region { name } operator { name } devices { id macAddress }
    services { id tariff { name } availableTariffs { name } ipAddresses { address } }
    statement(period: $period) { closing { amount } entries(first: 5) { nodes { amount { amount } } } }
    transactions(first: 5) { nodes { __typename } }
    tickets(first: 5) { nodes { subject messages(first: 5) { nodes { text } } } } } }
  regions { name }
  tariffs(regionId: $region, first: 5, kind: IPTV) { nodes { name tvPackage { channelCount channels { name } } } }
  serviceOfferings(regionId: $region, first: 9) { nodes { name monthlyFee { amount } } }
  equipmentOfferings(regionId: $region, first: 9) { nodes { name price { amount } } } }`

/** Which fields need which call. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'rest.agreements': ['agreement'],
  'rest.operators': ['operator'],
  'rest.devices': ['devices'],
  'rest.services': ['services'],
  'rest.ips': ['ipAddresses'],
  'rest.availableTariffs': ['availableTariffs'],
  'rest.channels': ['channels'],
  'rest.offerings': ['serviceOfferings', 'equipmentOfferings'],
  'soap.GetStatement': ['statement'],
  'soap.GetCharges': ['transactions'],
  'soap.GetPayments': ['transactions'],
  'soap.GetTickets': ['tickets'],
  'soap.GetTicketMessages': ['messages'],
  'rest.tariffs': ['tariff', 'tariffs', 'availableTariffs'],
  // What is on offer in a region needs to know that the region is there.
  'rest.regions': ['region', 'regions', 'tariffs', 'serviceOfferings', 'equipmentOfferings'],
}

const CODES: Readonly<Record<string, string>> = {
  http500: 'BILLING_UNAVAILABLE',
  unavailable: 'BILLING_OVERLOADED',
  html: 'BILLING_UNAVAILABLE',
  empty: 'BILLING_UNAVAILABLE',
  faultWith200: 'BILLING_UNAVAILABLE',
  reset: 'BILLING_UNAVAILABLE',
  hang: 'BILLING_TIMEOUT',
  truncated: 'BILLING_BAD_ANSWER',
  notWellFormed: 'BILLING_BAD_ANSWER',
  oversize: 'BILLING_BAD_ANSWER',
  wrongOperation: 'BILLING_BAD_ANSWER',
}

/** Each of this one's services has tariffs that it can be changed to. */
const LOGIN = '007123'

let gateway: Gateway
let token: string
let variables: Readonly<Record<string, unknown>>
let healthy: unknown

beforeAll(async () => {
  gateway = await startGateway({ billingTimeoutMs: 400 })
  token = await gateway.signIn(LOGIN)
  const { soapId } = await gateway.sandbox.findAccount(LOGIN)
  gateway.sandbox.books.addTicket({ soapId, classId: 1, subject: 'Нет связи', side: 0, text: 'Помогите.' })
  variables = { region: writeId({ type: 'Region', regionId: '1' }), period: { from: day(-60), to: day(0) } }
  const answer = await gateway.query(DOCUMENT, variables, token)
  if (answer.errors.length > 0) throw new Error(answer.text)
  healthy = answer.data
})
beforeEach(async () => {
  await gateway.sandbox.clearFaults()
  gateway.clearReferenceData()
})
afterAll(() => gateway.close())

describe.each(Object.entries(FIELDS))('%s', (operation, fields) => {
  test.each(Object.entries(CODES).filter(([fault]) => !isReadable(operation, fault)))(
    '%s reads as %s and leaves everything else readable',
    async (fault, code) => {
      await gateway.sandbox.setFault(operation, fault)
      const headers = { token, requestId: 'fault-1' }
      const { data, errors, status, text } = await gateway.query(DOCUMENT, variables, headers)
      expect(status).toBe(200)
      expect(data).toEqual(without(healthy, fields))
      expect(new Set(errors.map(({ path }) => path?.at(-1)))).toEqual(new Set(fields))
      expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set([code]))
      expect(errors.every(({ extensions }) => extensions.retryable)).toBe(true)
      expect(text).not.toMatch(/DBD|mysql|Db\.pm|<html|errno|soap|agrm|vgid|Get[A-Z]|ECONN|127\.0\.0\.1/i)
    },
  )

  test('oddities that are known to be harmless are read as if nothing were wrong', async () => {
    const kinds = ['typeFlips', 'foreignRows', 'moneyAsDoubles'].filter((kind) => !isUnreadable(operation, kind))
    for (const kind of kinds) {
      gateway.clearReferenceData()
      await gateway.sandbox.setFault(operation, kind)
      const { data, errors } = await gateway.query(DOCUMENT, variables, token)
      expect(errors).toEqual([])
      expect(data).toEqual(healthy)
    }
  })
})

test('a statement with a stranger among its rows does not add up, and is not shown', async () => {
  await gateway.sandbox.setFault('soap.GetStatement', 'foreignRows')
  const { data, errors } = await gateway.query(DOCUMENT, variables, token)
  expect(data).toEqual(without(healthy, ['statement']))
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BILLING_BAD_ANSWER'])
})

test('reference data that is kept survives the whole billing going down', async () => {
  const document = `query ($region: ID!) { regions { name } serviceOfferings(regionId: $region, first: 9) { nodes { name } }
    tariffs(regionId: $region, first: 5) { nodes { name tvPackage { channels { name } } } } }`
  const kept = await gateway.query(document, variables)
  await gateway.sandbox.setFault('*', 'reset')
  expect((await gateway.query(document, variables)).text).toBe(kept.text)
})

/** A region has an id and a name and nothing else: so has many another row, and nobody can tell them apart. */
function isReadable(operation: string, fault: string): boolean {
  return operation === 'rest.regions' && fault === 'wrongOperation'
}

/** The one answer whose rows have to add up. */
function isUnreadable(operation: string, kind: string): boolean {
  return operation === 'soap.GetStatement' && kind === 'foreignRows'
}

/** The same data with some fields null. */
function without(value: unknown, fields: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((element) => without(element, fields))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, fields.includes(name) ? null : without(inner, fields)]),
  )
}

/** A day of the billing's zone, so many days from now. */
function day(offset: number): string {
  return new Date(gateway.sandbox.books.now() + offset * 86_400_000 + 3 * 3_600_000).toISOString().slice(0, 10)
}
