import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { BillingCall, BillingSystem } from '../../src/billing/port.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

/**
 * A billing that answers one of its lists with the rows so many times over: one row more than a list may have is an answer that
 * cannot be used, since a list that was cut short would look complete.
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
  return async (keys, call) => new Map([...(await read(keys, call))].map(([key, value]) => [key, repeat(value)]))
}

type BulkQuery<Q, K, V> = (keys: readonly Q[], call: BillingCall) => Promise<ReadonlyMap<K, V>>

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
      listServices: swell((keys, call) => services.listServices(keys, call), rows('services')),
      listIpAddresses: swell((keys, call) => services.listIpAddresses(keys, call), rows('ipAddresses')),
    },
    devices: { listDevices: swell((keys, call) => devices.listDevices(keys, call), rows('devices')) },
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

/** How often the rows of each list are repeated: once too often. */
const TABLE: readonly (readonly [list: string, copies: number, document: string])[] = [
  ['services', 51, inAccount('services { id }')],
  ['devices', 51, inAccount('devices { id }')],
  ['ipAddresses', 17, inAccount('services { ipAddresses { address } }')],
  ['availableTariffs', 101, inAccount('services { availableTariffs { id } }')],
  ['components', 11, inAccount('services { tariff { components } }')],
  ['payments', 2, inAccount('payments(first: 2) { nodes { id } }')],
  ['transactions', 2, inAccount('transactions(first: 2) { nodes { __typename } }')],
  ['tickets', 2, inAccount('tickets(first: 1) { nodes { id } }')],
  ['messages', 2, inAccount('tickets(first: 1) { nodes { messages(first: 1) { nodes { text } } } }')],
  ['regions', 101, '{ regions { name } }'],
  ['serviceOfferings', 101, inRegion('serviceOfferings(regionId: $region) { name }')],
  ['equipmentOfferings', 101, inRegion('equipmentOfferings(regionId: $region) { name }')],
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
