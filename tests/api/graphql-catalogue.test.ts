import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

/** What is on offer: regions, tariffs, channels and offerings, most of it for everybody. */
let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway({ accounts: 120 })
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

interface Money {
  readonly amount: string
  readonly currency: string
}
interface Tariff {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly isPrivate: boolean
  readonly components: readonly string[]
  readonly monthlyFee: Money
  readonly speedMbps: number | null
  readonly description: string | null
}
interface TariffPage {
  readonly nodes: readonly Tariff[]
  readonly edges: readonly { readonly cursor: string; readonly node: Tariff }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

const TARIFF = 'id name kind isPrivate components monthlyFee { amount currency } speedMbps description'
const TARIFFS = `query ($regionId: ID!, $kind: TariffKind, $first: Int!, $after: String) {
  tariffs(regionId: $regionId, kind: $kind, first: $first, after: $after) {
    nodes { ${TARIFF} } edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`

const regionId = (id: number | string) => writeId({ type: 'Region', regionId: String(id) })

async function listTariffs(region: number, variables: Readonly<Record<string, unknown>> = {}): Promise<TariffPage> {
  const { data, errors } = await gateway.query<{ tariffs: TariffPage }>(TARIFFS, {
    regionId: regionId(region),
    first: 100,
    ...variables,
  })
  expect(errors).toEqual([])
  return data.tariffs
}

test('A11 regions are there for everybody, before anybody signs in', async () => {
  const { data, errors } = await gateway.query<{ regions: readonly { id: string; name: string }[] }>(
    '{ regions { id name } }',
  )
  expect(errors).toEqual([])
  const expected = gateway.sandbox.books.listRegions().map(({ id, name }) => ({ id: regionId(id), name }))
  expect(expected.length).toBeGreaterThan(1)
  expect(data.regions).toEqual(expected)
})

test('A11 tariffs are those of the region and those of all regions, without a private one', async () => {
  for (const { id } of gateway.sandbox.books.listRegions()) {
    const { nodes } = await listTariffs(id)
    const expected = gateway.sandbox.books
      .listTariffs(null)
      .filter(({ regionId, ownerAccount }) => (regionId === 0 || regionId === id) && ownerAccount === 0)
    expect(nodes.map(({ name }) => name).toSorted()).toEqual(expected.map(({ name }) => name).toSorted())
    expect(nodes.every(({ isPrivate }) => !isPrivate)).toBe(true)
  }
  const [first, second] = [await listTariffs(1), await listTariffs(2)]
  expect(first.nodes.map(({ name }) => name)).not.toEqual(second.nodes.map(({ name }) => name))
})

test("A11 an account's region leads to the tariffs that it can choose from", async () => {
  const { data } = await gateway.query<{ viewer: { accounts: readonly { region: { id: string; name: string } }[] } }>(
    '{ viewer { accounts { region { id name } } } }',
    {},
    await gateway.signIn('100001'),
  )
  const [account] = gateway.sandbox.books.findAccounts([(await gateway.sandbox.findAccount('100001')).restId])
  const region = gateway.sandbox.books.listRegions().find(({ id }) => id === account?.regionId)
  expect(data.viewer.accounts[0]?.region).toEqual({ id: regionId(region?.id ?? 0), name: region?.name })
})

test('C5 three internet and three mix packages are on offer everywhere, and a mix says what it holds', async () => {
  for (const { id } of gateway.sandbox.books.listRegions()) {
    const internet = await listTariffs(id, { kind: 'INTERNET' })
    const mix = await listTariffs(id, { kind: 'MIX' })
    expect(internet.nodes.map(({ speedMbps }) => speedMbps)).toEqual([100, 300, 1000])
    expect(mix.nodes).toHaveLength(3)
    for (const { components } of internet.nodes) expect(components).toEqual([])
    for (const { components } of mix.nodes) expect(components).toEqual(['INTERNET', 'DIGITAL_TV'])
  }
})

test('C6 cable and digital packages differ by region', async () => {
  const cable = await listTariffs(2, { kind: 'CABLE_TV' })
  expect(cable.nodes.map(({ name }) => name)).toContain('Кабельное ТВ Тверской')
  const elsewhere = await listTariffs(1, { kind: 'CABLE_TV' })
  expect(elsewhere.nodes.map(({ name }) => name)).not.toContain('Кабельное ТВ Тверской')
  expect((await listTariffs(4, { kind: 'DIGITAL_TV' })).nodes.map(({ name }) => name)).toContain('Цифровое ТВ Тульский')
})

test('C7 a television package lists its channels by number and says how to set the equipment up', async () => {
  const document = `query ($regionId: ID!) { tariffs(regionId: $regionId, first: 100) { nodes { id name kind
    tvPackage { channelCount setUpGuide channels { number name genre isHighDefinition } } } } }`
  interface Package {
    readonly channelCount: number
    readonly setUpGuide: string | null
    readonly channels: readonly {
      readonly number: number
      readonly name: string
      readonly genre: string | null
      readonly isHighDefinition: boolean
    }[]
  }
  gateway.clearReferenceData()
  const { data, errors } = await gateway.query<{
    tariffs: { nodes: readonly { id: string; name: string; kind: string; tvPackage: Package | null }[] }
  }>(document, { regionId: regionId(1) })
  expect(errors).toEqual([])
  const expected = gateway.sandbox.books
    .listTariffs(1)
    .filter(({ ownerAccount }) => ownerAccount === 0)
    .map(({ id, name, channels, guide }) => {
      const list = gateway.sandbox.books
        .listChannels([id])
        .map(({ genre, isHd, ...row }) => ({ ...row, genre: genre === '' ? null : genre, isHighDefinition: isHd }))
        .map(({ tariffId: _tariffId, ...row }) => row)
      return [name, channels === 0 ? null : { channelCount: channels, setUpGuide: guide, channels: list }]
    })
  expect(Object.fromEntries(data.tariffs.nodes.map(({ name, tvPackage }) => [name, tvPackage]))).toEqual(
    Object.fromEntries(expected),
  )
  const packages = data.tariffs.nodes.flatMap(({ tvPackage }) => (tvPackage === null ? [] : [tvPackage]))
  for (const { channels, channelCount } of packages) expect(channels).toHaveLength(channelCount)
  expect(Math.max(...packages.map(({ channelCount }) => channelCount))).toBeGreaterThan(10)
  expect(data.tariffs.nodes.filter(({ tvPackage }) => tvPackage !== null).map(({ kind }) => kind)).toContain('IPTV')
})

test('C7 the channels of many packages are one call, and none while they are kept', async () => {
  const document = `query ($regionId: ID!) { tariffs(regionId: $regionId, kind: IPTV, first: 10) {
    nodes { tvPackage { channels { number } } } } }`
  gateway.clearReferenceData()
  const ask = () => gateway.query(document, { regionId: regionId(1) })
  const cold = await gateway.countCalls(ask)
  expect(Object.keys(cold).toSorted()).toEqual(['rest.channels', 'rest.regions', 'rest.tariffs'])
  expect(await gateway.countCalls(ask)).toEqual({})
})

test('C9 extra services have the prices of the billing, for the month and for connecting', async () => {
  const document = `query ($regionId: ID!) { serviceOfferings(regionId: $regionId, first: 100) { nodes {
    id name kind monthlyFee { amount currency } connectionFee { amount } description } } }`
  interface Offering {
    readonly name: string
    readonly kind: string
    readonly monthlyFee: Money
    readonly connectionFee: Money
  }
  const { data, errors } = await gateway.query<{ serviceOfferings: { nodes: readonly Offering[] } }>(document, {
    regionId: regionId(1),
  })
  expect(errors).toEqual([])
  const rows = gateway.sandbox.books.listOfferings([1]).filter(({ type }) => type === 'S')
  expect(
    byName(
      data.serviceOfferings.nodes.map(({ name, monthlyFee, connectionFee }) => [
        name,
        monthlyFee.amount,
        connectionFee.amount,
      ]),
    ),
  ).toEqual(byName(rows.map(({ name, fee, price }) => [name, text(fee), text(price)])))
  expect(data.serviceOfferings.nodes.length).toBeGreaterThan(4)
})

test('C10 cameras and intercoms are on offer as kinds of their own', async () => {
  const { data } = await gateway.query<{ serviceOfferings: { nodes: readonly { kind: string }[] } }>(
    'query ($regionId: ID!) { serviceOfferings(regionId: $regionId, first: 100) { nodes { kind } } }',
    { regionId: regionId(1) },
  )
  const kinds = data.serviceOfferings.nodes.map(({ kind }) => kind)
  expect(kinds).toContain('VIDEO_SURVEILLANCE')
  expect(kinds).toContain('INTERCOM')
  expect((await listTariffs(1, { kind: 'INTERCOM' })).nodes).toHaveLength(2)
})

test('C16 equipment to buy and work to order have their prices, which may differ by region', async () => {
  const document = `query ($regionId: ID!) { equipmentOfferings(regionId: $regionId, first: 100) {
    nodes { id name kind price { amount } description } } }`
  const ask = async (region: number) => {
    const { data, errors } = await gateway.query<{
      equipmentOfferings: { nodes: readonly { name: string; kind: string; price: Money }[] }
    }>(document, { regionId: regionId(region) })
    expect(errors).toEqual([])
    return data.equipmentOfferings.nodes
  }
  for (const region of [1, 3]) {
    const rows = gateway.sandbox.books.listOfferings([region]).filter(({ type }) => type !== 'S')
    expect(byName((await ask(region)).map(({ name, kind, price }) => [name, kind, price.amount]))).toEqual(
      byName(rows.map(({ name, type, price }) => [name, type === 'E' ? 'EQUIPMENT' : 'SET_UP', text(price)])),
    )
  }
  expect(await ask(1)).not.toEqual(await ask(3))
})

test('A11 paging through the tariffs of a region yields each once, also when the list is read anew in between', async () => {
  const read: string[] = []
  let after: string | null = null
  for (;;) {
    const page: TariffPage = await listTariffs(1, { first: 4, after })
    gateway.clearReferenceData()
    read.push(...page.nodes.map(({ id }) => id))
    expect(page.edges.map(({ node }) => node.id)).toEqual(page.nodes.map(({ id }) => id))
    if (!page.pageInfo.hasNextPage) break
    after = page.pageInfo.endCursor
  }
  expect(read).toEqual((await listTariffs(1)).nodes.map(({ id }) => id))
  expect(new Set(read).size).toBe(read.length)
})

test.each([
  ['a region that is not there', regionId(99)],
  ['a region with a key of letters', regionId('abc')],
  ['an id of something else', writeId({ type: 'Tariff', tariffId: '1' })],
  ['no id at all', 'nonsense'],
  ['an empty id', ''],
])('A11 %s has nothing on offer, and asking costs the billing nothing', async (_name, id) => {
  await gateway.query('{ regions { id } }')
  const document = `query ($id: ID!) { tariffs(regionId: $id, first: 5) { nodes { id } }
    serviceOfferings(regionId: $id, first: 5) { nodes { id } }
    equipmentOfferings(regionId: $id, first: 5) { nodes { id } } }`
  const calls = await gateway.countCalls(async () => {
    const { data, errors } = await gateway.query(document, { id })
    expect(errors).toEqual([])
    expect(data).toEqual({ tariffs: null, serviceOfferings: null, equipmentOfferings: null })
  })
  expect(calls).toEqual({})
})

test('reference data is CACHED with the instant of its reading, and LIVE again once it is read anew', async () => {
  const document = `query ($regionId: ID!) { tariffs(regionId: $regionId, first: 1) { nodes { asOf freshness } } }`
  const ask = async () => {
    const { data } = await gateway.query<{ tariffs: { nodes: readonly { asOf: string; freshness: string }[] } }>(
      document,
      { regionId: regionId(1) },
    )
    return data.tariffs.nodes[0]
  }
  gateway.clearReferenceData()
  const live = await ask()
  const kept = await ask()
  expect(live?.freshness).toBe('LIVE')
  expect(kept).toEqual({ asOf: live?.asOf, freshness: 'CACHED' })
  expect(Math.abs(Date.now() - Date.parse(live?.asOf ?? ''))).toBeLessThan(60_000)
  gateway.clearReferenceData()
  expect((await ask())?.freshness).toBe('LIVE')
})

test('what is kept is read without the billing, and what failed is asked for again', async () => {
  gateway.clearReferenceData()
  await gateway.sandbox.setFault('rest.regions', { kind: 'http500', times: 1 })
  const failed = await gateway.query<{ regions: null }>('{ regions { name } }')
  expect(failed.data).toEqual({ regions: null })
  expect(failed.errors.map(({ extensions }) => extensions.code)).toEqual(['BILLING_UNAVAILABLE'])
  const read = await gateway.query('{ regions { name } }')
  expect(read.errors).toEqual([])
  await gateway.sandbox.setFault('*', 'reset')
  expect((await gateway.query('{ regions { name } }')).text).toBe(read.text)
})

function text(kopecks: bigint): string {
  return `${kopecks / 100n}.${String(kopecks % 100n).padStart(2, '0')}`
}

function byName(rows: readonly (readonly string[])[]) {
  return rows.toSorted(([left = ''], [right = '']) => (left < right ? -1 : 1))
}
