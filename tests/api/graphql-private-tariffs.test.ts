import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { readable } from '../support/readable.ts'

/** Privately negotiated prices. The gateway keeps tariffs for everybody, so each test looks at them cold and warm. */
let gateway: Gateway
let owner: string
let stranger: string
let otherOrganization: string
let operator: string
/** The private tariff of 200001, and one that belongs to somebody else. */
let own: string
let foreign: string

beforeAll(async () => {
  gateway = await startGateway({ accounts: 120 })
  const [first, second, third, fourth] = await Promise.all(
    ['200001', '100001', '200010', 'operator'].map((login) => gateway.signIn(login)),
  )
  owner = first ?? ''
  stranger = second ?? ''
  otherOrganization = third ?? ''
  operator = fourth ?? ''
  const { restId } = await gateway.sandbox.findAccount('200001')
  const rows = gateway.sandbox.books.listTariffs(null).filter(({ ownerAccount }) => ownerAccount !== 0)
  const idOf = (isOwn: boolean) => String(rows.find(({ ownerAccount }) => (ownerAccount === restId) === isOwn)?.id)
  own = writeId({ type: 'Tariff', tariffId: idOf(true) })
  foreign = writeId({ type: 'Tariff', tariffId: idOf(false) })
})
beforeEach(() => gateway.clearReferenceData())
afterAll(() => gateway.close())

const NODE = 'query ($id: ID!) { node(id: $id) { id ... on Tariff { name isPrivate monthlyFee { amount } } } }'

test('A9 a private tariff is seen by its owner and by operators, and by nobody else, also when it is kept', async () => {
  const look = (token: string) => gateway.query<{ node: { isPrivate: boolean } | null }>(NODE, { id: own }, token)
  expect((await look(owner)).data.node?.isPrivate).toBe(true)
  const calls = await gateway.countCalls(async () => {
    expect((await look(operator)).data.node?.isPrivate).toBe(true)
    for (const token of [stranger, otherOrganization]) {
      const answer = await look(token)
      expect(answer.data.node).toBeNull()
      expect(answer.errors).toEqual([])
    }
    expect((await look(owner)).data.node?.isPrivate).toBe(true)
  })
  expect(calls).toEqual({})
})

test("A9 somebody else's private tariff looks as if it were not there", async () => {
  const absent = writeId({ type: 'Tariff', tariffId: '999999999' })
  const answers = await Promise.all([foreign, absent].map((id) => gateway.query(NODE, { id }, owner)))
  expect(answers[0]?.text).toBe(answers[1]?.text)
  expect((await gateway.query<{ node: object | null }>(NODE, { id: foreign }, operator)).data.node).not.toBeNull()
})

test('A9 no public list ever holds a private tariff, whoever asks', async () => {
  const document = `query ($regionId: ID!) { tariffs(regionId: $regionId, first: 100) { nodes { id name isPrivate } } }`
  for (const { id } of gateway.sandbox.books.listRegions()) {
    for (const headers of [{}, owner, operator]) {
      const { data } = await gateway.query<{ tariffs: { nodes: readonly { name: string; isPrivate: boolean }[] } }>(
        document,
        { regionId: writeId({ type: 'Region', regionId: String(id) }) },
        headers,
      )
      expect(data.tariffs.nodes.length).toBeGreaterThan(10)
      expect(data.tariffs.nodes.filter(({ name, isPrivate }) => isPrivate || name.includes('Корпоративный'))).toEqual(
        [],
      )
    }
  }
})

interface Service {
  readonly kind: string
  readonly tariff: { readonly id: string }
  readonly availableTariffs: readonly { readonly id: string; readonly kind: string; readonly isPrivate: boolean }[]
}

const AVAILABLE = `services { kind tariff { id } availableTariffs { id kind isPrivate freshness } }`

async function listServices(token: string): Promise<readonly Service[]> {
  const { data, errors } = await gateway.query<{ viewer: { accounts: readonly { services: readonly Service[] }[] } }>(
    `{ viewer { accounts { ${AVAILABLE} } } }`,
    {},
    token,
  )
  expect(errors).toEqual([])
  return data.viewer.accounts.flatMap(({ services }) => services)
}

test('C2 a service lists what it can be changed to, as the billing says, without what it has', async () => {
  const { restId } = await gateway.sandbox.findAccount('100001')
  const services = await listServices(stranger)
  const rows = gateway.sandbox.books.listServices([restId])
  expect(services).toHaveLength(rows.length)
  const internet = services.find(({ kind }) => kind === 'INTERNET')
  expect(internet?.availableTariffs.length).toBeGreaterThan(1)
  expect(internet?.availableTariffs.map(({ id }) => id)).not.toContain(internet?.tariff.id)
  expect(services.flatMap(({ availableTariffs }) => availableTariffs).filter(({ isPrivate }) => isPrivate)).toEqual([])
  const row = rows.find(({ kind }) => kind === 1)
  const expected = gateway.sandbox.books
    .listAvailableTariffs([row?.id ?? 0])
    .map(({ tariffId }) => writeId({ type: 'Tariff', tariffId: String(tariffId) }))
  expect(internet?.availableTariffs.map(({ id }) => id).toSorted()).toEqual(expected.toSorted())
})

test("C2 an operator sees for a service what its subscriber sees, and not other people's private tariffs", async () => {
  const numbers = ['200001', '100001']
  const { data, errors } = await gateway.query<{ accounts: readonly { services: readonly Service[] }[] }>(
    `query ($numbers: [String!]!) { accounts(numbers: $numbers) { ${AVAILABLE} } }`,
    { numbers },
    operator,
  )
  expect(errors).toEqual([])
  const idsOf = (services: readonly Service[] = []) =>
    services.map(({ availableTariffs }) => availableTariffs.map(({ id }) => id))
  expect(idsOf(data.accounts[0]?.services)).toEqual(idsOf(await listServices(owner)))
  expect(idsOf(data.accounts[1]?.services)).toEqual(idsOf(await listServices(stranger)))
  expect(idsOf(data.accounts[0]?.services).flat()).not.toContain(foreign)
})

test('A9 privately negotiated terms and the length of the term are read by those who see the agreement', async () => {
  const document = `{ viewer { accounts { number agreement { number endsOn termMonths terms } } } }`
  interface Terms {
    readonly endsOn: string | null
    readonly termMonths: number | null
    readonly terms: string | null
  }
  const read = async (login: string) => {
    const { data, errors } = await gateway.query<{
      viewer: { accounts: readonly { number: string; agreement: Terms }[] }
    }>(document, {}, await gateway.signIn(login))
    expect(errors).toEqual([])
    return data.viewer.accounts.find(({ number }) => number === login.slice(0, 6))?.agreement
  }
  const { restId } = await gateway.sandbox.findAccount('200001')
  const [row] = gateway.sandbox.books.findAgreements([restId])
  expect(row?.terms).toMatch(/\S/)
  for (const login of ['200001', '200001-buh']) {
    expect(await read(login)).toMatchObject({ endsOn: row?.endsOn, termMonths: row?.termMonths, terms: row?.terms })
  }
  expect(await read('100001')).toMatchObject({ endsOn: null, termMonths: null, terms: null })
})

test('A9 a billing that forgets who owns what gives no private tariff away either', async () => {
  const everyId = gateway.sandbox.books.listTariffs(null).map(({ id }) => String(id))
  const { restId } = await gateway.sandbox.findAccount('200001')
  const owned = gateway.sandbox.books
    .listTariffs(null)
    .filter(({ ownerAccount }) => ownerAccount === restId)
    .map(({ id }) => writeId({ type: 'Tariff', tariffId: String(id) }))
  expect(owned).toContain(own)
  const careless = await startGateway({
    accounts: 120,
    wrapBilling: (real) => ({
      ...real,
      tariffs: {
        ...real.tariffs,
        async listTariffs(regionIds, call) {
          const all = [...(await readable(real.tariffs.findTariffs(everyId, call))).values()]
          return new Map(regionIds.map((id) => [id, all]))
        },
        listAvailableTariffs: async (serviceIds) => new Map(serviceIds.map((id) => [id, everyId])),
      },
    }),
  })
  try {
    interface Private {
      readonly id: string
      readonly isPrivate: boolean
    }
    interface Answer {
      readonly tariffs: { readonly nodes: readonly Private[] }
      readonly account: { readonly services: readonly { readonly availableTariffs: readonly Private[] }[] }
    }
    const { data, errors } = await careless.query<Answer>(
      `query ($region: ID!, $id: ID!) { tariffs(regionId: $region, first: 100) { nodes { id isPrivate } }
        account(id: $id) { services { availableTariffs { id isPrivate } } } }`,
      {
        region: writeId({ type: 'Region', regionId: '1' }),
        id: writeId({ type: 'Account', kind: 'ORGANIZATION', accountId: String(restId) }),
      },
      await careless.signIn('operator'),
    )
    expect(errors).toEqual([])
    expect(data.tariffs.nodes.length).toBeGreaterThan(10)
    expect(data.tariffs.nodes.filter(({ isPrivate }) => isPrivate)).toEqual([])
    const offered = data.account.services.flatMap(({ availableTariffs }) => availableTariffs)
    expect(new Set(offered.filter(({ isPrivate }) => isPrivate).map(({ id }) => id))).toEqual(new Set(owned))
  } finally {
    await careless.close()
  }
})
