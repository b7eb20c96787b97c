import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { BillingCall, BillingSystem, Bulk } from '../../src/billing/port.ts'
import type { Service } from '../../src/domain/service.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { readable } from '../support/readable.ts'

/**
 * A billing that answers one of its lists with the rows so many times over. Where an honest billing may have that many, what is shown
 * is cut and says so; where only a broken answer can, it is an answer that cannot be used.
 */
let swollen: { readonly list: string; readonly copies: number }
let gateway: Gateway
let token: string
let account: string

beforeAll(async () => {
  gateway = await startGateway({ wrapBilling: multiply })
  token = await gateway.signIn('100001')
  const { restId } = await gateway.sandbox.findAccount('100001')
  account = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
})
beforeEach(() => {
  swollen = { list: 'none', copies: 1 }
  gateway.clearReferenceData()
})
afterAll(() => gateway.close())

function times<T>(list: string, rows: readonly T[]): readonly T[] {
  return list === swollen.list ? Array.from({ length: swollen.copies }, () => rows).flat() : rows
}

/** A bulk read whose rows, somewhere in each value, are repeated. */
function swell<Q, K, V>(read: BulkQuery<Q, K, V>, repeat: (value: V) => V): BulkQuery<Q, K, V> {
  return async (keys, call) =>
    new Map([...(await readable(read(keys, call)))].map(([key, value]) => [key, repeat(value)]))
}

type BulkQuery<Q, K, V> = (keys: readonly Q[], call: BillingCall) => Promise<Bulk<K, V>>

const rows =
  (list: string) =>
  <T>(value: readonly T[]): readonly T[] =>
    times(list, value)

function multiply(real: BillingSystem): BillingSystem {
  const { tariffs, services, devices, offerings, regions, payments, charges, tickets } = real
  return {
    ...real,
    regions: {
      async listRegions(call) {
        const known = [...(await regions.listRegions(call)).values()]
        const listed = times('regions', known)
        return new Map(listed.map((region, index) => [index < known.length ? region.id : `${index}`, region]))
      },
    },
    tariffs: {
      ...tariffs,
      findTariffs: swell(
        (keys, call) => tariffs.findTariffs(keys, call),
        (tariff) => ({ ...tariff, components: times('components', ['EXTRA']) }),
      ),
      listAvailableTariffs: swell((keys, call) => tariffs.listAvailableTariffs(keys, call), rows('availableTariffs')),
      listChannels: swell((keys, call) => tariffs.listChannels(keys, call), rows('channels')),
    },
    services: {
      listServices: swell((keys, call) => services.listServices(keys, call), withEnded),
      listIpAddresses: swell((keys, call) => services.listIpAddresses(keys, call), rows('ipAddresses')),
    },
    devices: { ...devices, listDevices: swell((keys, call) => devices.listDevices(keys, call), rows('devices')) },
    offerings: {
      listServiceOfferings: swell((keys, call) => offerings.listServiceOfferings(keys, call), rows('serviceOfferings')),
      listEquipmentOfferings: swell(
        (keys, call) => offerings.listEquipmentOfferings(keys, call),
        rows('equipmentOfferings'),
      ),
    },
    payments: {
      ...payments,
      listPayments: swell(
        (keys, call) => payments.listPayments(keys, call),
        (page) => ({ ...page, payments: times('payments', page.payments) }),
      ),
    },
    charges: {
      ...charges,
      listCharges: swell(
        (keys, call) => charges.listCharges(keys, call),
        (page) => ({ ...page, charges: times('transactions', page.charges) }),
      ),
    },
    tickets: {
      ...tickets,
      listTickets: swell(
        (keys, call) => tickets.listTickets(keys, call),
        (page) => ({ ...page, tickets: times('tickets', page.tickets) }),
      ),
      listMessages: swell(
        (keys, call) => tickets.listMessages(keys, call),
        (page) => ({ ...page, messages: times('messages', page.messages) }),
      ),
    },
  }
}

const inAccount = (selection: string) => `query ($account: ID!) { account(id: $account) { ${selection} } }`
const inRegion = (selection: string) => `query ($region: ID!) { ${selection} }`

/** Lists that are short for every honest billing, and how often their rows are repeated: once too often. */
const TABLE: readonly (readonly [list: string, copies: number, document: string])[] = [
  ['ipAddresses', 17, inAccount('services { ipAddresses { address } }')],
  ['components', 11, inAccount('services { tariff { components } }')],
  ['payments', 2, inAccount('payments(first: 2) { nodes { id } }')],
  ['transactions', 2, inAccount('transactions(first: 2) { nodes { __typename } }')],
  ['tickets', 2, inAccount('tickets(first: 1) { nodes { id } }')],
  ['messages', 2, inAccount('tickets(first: 1) { nodes { messages(first: 1) { nodes { text } } } }')],
  ['regions', 101, '{ regions { name } }'],
  [
    'channels',
    501,
    inRegion('tariffs(regionId: $region, kind: IPTV, first: 1) { nodes { tvPackage { channels { name } } } }'),
  ],
]

test.each(TABLE)('%s with more rows than promised are no list that was cut, but a typed error', async (...row) => {
  const [list, copies, document] = row
  const variables = { account, region: writeId({ type: 'Region', regionId: '1' }) }
  const healthy = await gateway.query(document, variables, token)
  expect(healthy.errors).toEqual([])
  swollen = { list, copies }
  gateway.clearReferenceData()
  const { data, errors } = await gateway.query(document, variables, token)
  expect(new Set(errors.map(({ path }) => path?.at(-1)))).toEqual(new Set([list]))
  expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BILLING_BAD_ANSWER']))
  expect(JSON.stringify(data)).toContain('null')
})

test.each([
  ['devices', 51, 50, 'hasMoreDevices', (selection: string) => selection],
  ['availableTariffs', 101, 100, 'hasMoreAvailableTariffs', (selection: string) => `services { ${selection} }`],
] as const)('%s of an honest billing with %i times as many are cut at %i, and say so', async (...row) => {
  const [list, copies, max, flag, place] = row
  const document = inAccount(place(`${list} { id } ${flag}`))
  const ask = async () => {
    const { data, errors } = await gateway.query(document, { account }, token)
    expect(errors).toEqual([])
    return JSON.stringify(data)
  }
  const healthy = await ask()
  expect(healthy).toContain(`"${flag}":false`)
  expect(healthy).not.toContain(`"${flag}":true`)
  swollen = { list, copies }
  const long = await ask()
  expect(long).toContain(`"${flag}":true`)
  expect(long.match(/\[(?:\{"id":"[^"]+"\},?)+\]/g)?.map((found) => found.split('"id"').length - 1)).toContain(max)
})

test('services of an account with sixty ended ones: those that are given come first, and the others by their day', async () => {
  const document = inAccount('services { id status connectedOn } hasMoreServices')
  interface Row {
    readonly id: string
    readonly status: string
    readonly connectedOn: string
  }
  const ask = async () => {
    const { data, errors } = await gateway.query<{
      account: { services: readonly Row[]; hasMoreServices: boolean }
    }>(document, { account }, token)
    expect(errors).toEqual([])
    return data.account
  }
  const healthy = await ask()
  expect(healthy.hasMoreServices).toBe(false)
  expect(healthy.services.some(({ status }) => status === 'ACTIVE')).toBe(true)
  swollen = { list: 'services', copies: 60 }
  const { services, hasMoreServices } = await ask()
  expect(hasMoreServices).toBe(true)
  expect(services).toHaveLength(50)
  const given = services.filter(({ status }) => status !== 'TERMINATED')
  expect(services.slice(0, given.length)).toEqual(healthy.services.filter(({ status }) => status !== 'TERMINATED'))
  const days = services.slice(given.length).map(({ connectedOn }) => connectedOn)
  expect(days.length).toBeGreaterThan(40)
  expect(days).toEqual(days.toSorted().toReversed())
})

test('a service that its list does not show is still there by its id', async () => {
  swollen = { list: 'services', copies: 60 }
  const { restId } = await gateway.sandbox.findAccount('100001')
  const id = writeId({ type: 'Service', accountId: String(restId), serviceId: 'ended-0' })
  const shown = await gateway.query<{ account: { services: readonly { id: string }[] } }>(
    inAccount('services { id }'),
    { account },
    token,
  )
  expect(shown.data.account.services).toHaveLength(50)
  expect(shown.data.account.services).not.toContainEqual({ id })
  const { data, errors } = await gateway.query(
    'query ($id: ID!) { node(id: $id) { id ... on Service { status } } }',
    { id },
    token,
  )
  expect({ data, errors }).toEqual({ data: { node: { id, status: 'TERMINATED' } }, errors: [] })
})

test('whether there are more services or devices is not known when the call fails', async () => {
  await gateway.sandbox.setFault('rest.services', 'http500')
  await gateway.sandbox.setFault('rest.devices', 'http500')
  const { data, errors } = await gateway.query(inAccount('number hasMoreServices hasMoreDevices'), { account }, token)
  await gateway.sandbox.clearFaults()
  expect(data).toEqual({ account: { number: '100001', hasMoreServices: null, hasMoreDevices: null } })
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BILLING_UNAVAILABLE', 'BILLING_UNAVAILABLE'])
})

test.each([
  ['serviceOfferings', 'serviceOfferings'],
  ['equipmentOfferings', 'equipmentOfferings'],
])('%s with more rows than a page holds go on with the next page', async (list, field) => {
  swollen = { list, copies: 101 }
  const document = inRegion(`page: ${field}(regionId: $region, first: 100) { nodes { id } pageInfo { hasNextPage } }`)
  const { data, errors } = await gateway.query<{ page: { nodes: readonly unknown[] } }>(document, {
    region: writeId({ type: 'Region', regionId: '1' }),
  })
  expect(errors).toEqual([])
  expect(data.page.nodes).toHaveLength(100)
  expect(data).toMatchObject({ page: { pageInfo: { hasNextPage: true } } })
})

/** As many services that have ended, each a day older than the one before, in no order. */
function withEnded(services: readonly Service[]): readonly Service[] {
  const [first] = services
  if (swollen.list !== 'services' || !first) return services
  const ended = Array.from({ length: swollen.copies }, (_, index): Service => {
    const connectedOn = new Date(Date.UTC(2020, 0, (index * 17) % 60)).toISOString().slice(0, 10)
    return { ...first, id: `ended-${index}`, status: 'TERMINATED', connectedOn }
  })
  return [...ended, ...services]
}
