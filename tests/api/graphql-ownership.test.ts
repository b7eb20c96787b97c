import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

/**
 * Each type and argument that carries an id, by role and by whose it is. A foreign object must look exactly like one that
 * does not exist: the whole answers are compared, not only the field.
 */
type Caller = 'person' | 'organization' | 'member' | 'operator' | 'partner' | 'anonymous'
type Verdict = 'found' | 'null' | 'UNAUTHENTICATED' | 'FORBIDDEN'

const LOGINS = { person: '100001', organization: '200001', member: '200001-buh', operator: 'operator' } as const

let gateway: Gateway
const tokens: Partial<Record<Caller, string>> = {}
const ids: Record<string, string> = {}

beforeAll(async () => {
  gateway = await startGateway()
  for (const caller of ['person', 'organization', 'member', 'operator'] as const) {
    tokens[caller] = await gateway.signIn(LOGINS[caller])
  }
  tokens.partner = await gateway.openSession({ role: 'PARTNER' })
  for (const caller of ['person', 'organization'] as const) {
    const { soapId } = await gateway.sandbox.findAccount(LOGINS[caller])
    gateway.sandbox.books.addTicket({ soapId, classId: 1, subject: 'Нет связи', side: 0, text: 'Помогите.' })
    const owned = await readOwned(caller)
    for (const [name, id] of Object.entries(owned)) ids[`${caller}'s ${name}`] = id
  }
  const { restId } = await gateway.sandbox.findAccount('100001')
  ids['absent account'] = writeId({ type: 'Account', kind: 'PERSON', accountId: '999999999' })
  ids['absent payment'] = writeId({ type: 'Payment', accountId: String(restId), paymentId: '999999999' })
  ids['absent service'] = writeId({ type: 'Service', accountId: String(restId), serviceId: '999999999' })
  ids['absent tariff'] = writeId({ type: 'Tariff', tariffId: '999999999' })
  ids['absent charge'] = writeId({ type: 'Charge', accountId: String(restId), chargeId: '999999999' })
  ids['absent device'] = writeId({ type: 'Device', accountId: String(restId), deviceId: '999999999' })
  ids['absent ticket'] = writeId({ type: 'Ticket', accountId: String(restId), ticketId: '999999999' })
  ids['absent region'] = writeId({ type: 'Region', regionId: '999999999' })
  ids['absent operator'] = writeId({ type: 'Operator', operatorId: '999999999' })
  ids['ticket of an absent account'] = writeId({ type: 'Ticket', accountId: '999999999', ticketId: '1' })
  ids['charge of an absent account'] = writeId({ type: 'Charge', accountId: '999999999', chargeId: '1' })
  ids['ticket with a key of letters'] = writeId({ type: 'Ticket', accountId: String(restId), ticketId: 'abc' })
  ids['charge with a key of letters'] = writeId({ type: 'Charge', accountId: String(restId), chargeId: 'abc' })
  ids['service offering'] = writeId({ type: 'ServiceOffering', offeringId: '61' })
  ids['account of the wrong kind'] = writeId({ type: 'Account', kind: 'ORGANIZATION', accountId: String(restId) })
  ids['account with a key of letters'] = writeId({ type: 'Account', kind: 'PERSON', accountId: 'abc' })
  ids['unknown type'] = Buffer.from('Invoice:1').toString('base64url')
  ids['malformed'] = '%%% not an id %%%'
  ids['empty'] = ''
})
afterAll(() => gateway.close())

const DENIED = { partner: 'FORBIDDEN', anonymous: 'UNAUTHENTICATED' } as const
const NOBODY = { person: 'null', organization: 'null', member: 'null', operator: 'null', ...DENIED } as const
const EVERYBODY = { person: 'found', organization: 'found', member: 'found', operator: 'found', ...DENIED } as const
const PERSONS = { ...NOBODY, person: 'found', operator: 'found' } as const
const ORGANIZATIONS = { ...EVERYBODY, person: 'null' } as const

const TABLE: readonly (readonly [field: string, id: string, verdicts: Readonly<Record<Caller, Verdict>>])[] = [
  ['account', "person's account", PERSONS],
  ['account', "organization's account", ORGANIZATIONS],
  ['account', 'absent account', NOBODY],
  ['account', 'account of the wrong kind', NOBODY],
  ['account', 'account with a key of letters', NOBODY],
  ['account', "person's payment", NOBODY],
  ['account', 'malformed', NOBODY],
  ['payment', "person's payment", PERSONS],
  ['payment', "organization's payment", ORGANIZATIONS],
  ['payment', 'absent payment', NOBODY],
  ['payment', "person's account", NOBODY],
  ['payment', 'empty', NOBODY],
  ['node', "person's account", PERSONS],
  ['node', "organization's account", ORGANIZATIONS],
  ['node', "person's payment", PERSONS],
  ['node', "organization's payment", ORGANIZATIONS],
  ['node', "person's service", PERSONS],
  ['node', "organization's service", ORGANIZATIONS],
  ['node', "person's tariff", EVERYBODY],
  ['node', "organization's private tariff", ORGANIZATIONS],
  ['ticket', "person's ticket", PERSONS],
  ['ticket', "organization's ticket", ORGANIZATIONS],
  ['ticket', 'absent ticket', NOBODY],
  ['ticket', 'ticket of an absent account', NOBODY],
  ['ticket', 'ticket with a key of letters', NOBODY],
  ['ticket', "person's account", NOBODY],
  ['ticket', 'malformed', NOBODY],
  ['node', "person's charge", PERSONS],
  ['node', "organization's charge", ORGANIZATIONS],
  ['node', "person's device", PERSONS],
  ['node', "organization's device", ORGANIZATIONS],
  ['node', "person's ticket", PERSONS],
  ['node', "organization's ticket", ORGANIZATIONS],
  ['node', "person's region", EVERYBODY],
  ['node', "person's operator", EVERYBODY],
  ['node', 'absent charge', NOBODY],
  ['node', 'charge of an absent account', NOBODY],
  ['node', 'charge with a key of letters', NOBODY],
  ['node', 'absent device', NOBODY],
  ['node', 'absent ticket', NOBODY],
  ['node', 'absent region', NOBODY],
  ['node', 'absent operator', NOBODY],
  ['node', 'service offering', NOBODY],
  ['node', 'absent account', NOBODY],
  ['node', 'absent payment', NOBODY],
  ['node', 'absent service', NOBODY],
  ['node', 'absent tariff', NOBODY],
  ['node', 'account of the wrong kind', NOBODY],
  ['node', 'unknown type', NOBODY],
  ['node', 'malformed', NOBODY],
  ['node', 'empty', NOBODY],
]

describe.each(TABLE)('%s(id: %s)', (field, name, verdicts) => {
  test.each(Object.entries(verdicts))('for %s: %s', async (caller, verdict) => {
    const id = ids[name]
    const { data, errors } = await ask(field, id ?? 'none', isCaller(caller) ? tokens[caller] : undefined)
    expect(data?.[field]?.id ?? null).toBe(verdict === 'found' ? id : null)
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(
      verdict === 'found' || verdict === 'null' ? [] : [verdict],
    )
  })
})

test('a foreign object and an absent one cannot be told apart by anything in the answer', async () => {
  const pairs = [
    ['account', "organization's account", 'absent account'],
    ['payment', "organization's payment", 'absent payment'],
    ['node', "organization's service", 'absent service'],
    ['node', "organization's private tariff", 'absent tariff'],
    ['node', "organization's charge", 'absent charge'],
    ['node', "organization's device", 'absent device'],
    ['node', "organization's ticket", 'absent ticket'],
    ['ticket', "organization's ticket", 'absent ticket'],
  ] as const
  for (const [field, foreign, absent] of pairs) {
    const answers = await Promise.all([foreign, absent].map((name) => ask(field, ids[name] ?? '', tokens.person)))
    expect(answers[0]?.text).toBe(answers[1]?.text)
    expect(answers[0]?.status).toBe(answers[1]?.status)
  }
})

test.each([
  ['Payment', "organization's payment"],
  ['Charge', "organization's charge"],
  ['Ticket', "organization's ticket"],
  ['Device', "organization's device"],
  ['Service', "organization's service"],
])("a %s of somebody else's account under an own account's id is absent", async (type, name) => {
  const { restId } = await gateway.sandbox.findAccount('100001')
  const foreign = Buffer.from(ids[name] ?? '', 'base64url')
    .toString()
    .split(':')
  expect(foreign).toHaveLength(3)
  const id = Buffer.from([type, restId, foreign[2]].join(':')).toString('base64url')
  for (const token of [tokens.person, tokens.operator]) {
    const { data, errors } = await ask('node', id, token)
    expect(errors).toEqual([])
    expect(data).toEqual({ node: null })
  }
})

test('what one caller has loaded is not there for the next', async () => {
  const document = `query ($account: ID!, $payment: ID!) {
    account(id: $account) { balance { amount { amount } } services { id } payments(first: 5) { nodes { id } } }
    payment(id: $payment) { id } }`
  const variables = { account: ids["person's account"], payment: ids["person's payment"] }
  const read = (token: string | undefined) => gateway.query(document, variables, token === undefined ? {} : { token })
  const calls = await gateway.countCalls(async () => {
    const { data, errors } = await read(tokens.person)
    expect(errors).toEqual([])
    expect(data).toMatchObject({
      account: {
        balance: { amount: { amount: expect.any(String) } },
        services: expect.arrayContaining([{ id: ids["person's service"] }]),
        payments: { nodes: expect.arrayContaining([{ id: ids["person's payment"] }]) },
      },
      payment: { id: ids["person's payment"] },
    })
  })
  expect(Object.keys(calls)).toEqual(expect.arrayContaining(['rest.accounts', 'rest.services', 'soap.GetPayments']))
  const stranger = await gateway.countCalls(async () => {
    const { data, errors } = await read(tokens.organization)
    expect(errors).toEqual([])
    expect(data).toEqual({ account: null, payment: null })
  })
  expect(stranger).toEqual({})
})

function ask(field: string, id: string, token: string | undefined) {
  const document = `query ($id: ID!) { ${field}(id: $id) { id } }`
  const headers = token === undefined ? {} : { token }
  return gateway.query<Record<string, { id: string } | null> | null>(document, { id }, headers)
}

function isCaller(name: string): name is Caller {
  return Object.hasOwn(NOBODY, name)
}

async function readOwned(caller: 'person' | 'organization'): Promise<Record<string, string>> {
  const document = `{ viewer { accounts { id number payments(first: 1) { nodes { id } }
    transactions(first: 50) { nodes { ... on Charge { id } } } devices { id } region { id } operator { id }
    tickets(first: 1) { nodes { id } } services { id tariff { id name } } } } }`
  const { data } = await gateway.query<{
    viewer: {
      accounts: readonly {
        id: string
        number: string
        payments: { nodes: readonly { id: string }[] }
        transactions: { nodes: readonly { id?: string }[] }
        devices: readonly { id: string }[]
        tickets: { nodes: readonly { id: string }[] }
        region: { id: string }
        operator: { id: string }
        services: readonly { id: string; tariff: { id: string } }[]
      }[]
    }
  }>(document, {}, tokens[caller])
  const account = data.viewer.accounts.find(({ number }) => number === LOGINS[caller])
  const tariffs = account?.services.map(({ tariff }) => tariff.id) ?? []
  return {
    account: account?.id ?? '',
    payment: account?.payments.nodes[0]?.id ?? '',
    service: account?.services[0]?.id ?? '',
    charge: account?.transactions.nodes.find(({ id }) => id !== undefined)?.id ?? '',
    device: account?.devices[0]?.id ?? '',
    ticket: account?.tickets.nodes[0]?.id ?? '',
    region: account?.region.id ?? '',
    operator: account?.operator.id ?? '',
    tariff: tariffs[0] ?? '',
    'private tariff': (await findPrivate(tariffs)) ?? '',
  }
}

/** The sandbox's own word for who owns a tariff, read without the gateway. */
async function findPrivate(tariffIds: readonly string[]): Promise<string | undefined> {
  const response = await fetch(`${gateway.sandbox.restUrl}/tariffs?limit=500`, {
    headers: { 'x-api-key': 'sandbox-key' },
  })
  const rows: readonly { id: number; owner_account: number }[] = JSON.parse(await response.text())
  const owned = rows.filter(({ owner_account }) => owner_account !== 0).map(({ id }) => String(id))
  return tariffIds.find((id) => owned.some((tariffId) => writeId({ type: 'Tariff', tariffId }) === id))
}
