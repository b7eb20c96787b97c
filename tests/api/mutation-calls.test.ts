import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { receiveMessages } from '../support/messages.ts'
import { MID_MONTH, ORDER_MUTATIONS, type OrderMutation, readCabinet } from '../support/service-orders.ts'
import { TOP_UP } from '../support/transfers.ts'

// What a change costs in legacy calls, for those that no test beside their behaviour counts.

const DAY_MS = 86_400_000
let gateway: Gateway
let token: string
let accountId: string
beforeAll(async () => {
  gateway = await startGateway({ startAt: MID_MONTH })
  token = await gateway.signIn('007123')
  await gateway.sandbox.postPayment({ number: '007123', amount: '20000.00' })
  accountId = (await readCabinet(gateway, token)).id
})
afterAll(() => gateway.close())

/** The billing's day, so many days from now, in its zone. */
const day = async (ahead: number) =>
  new Date((await gateway.sandbox.now()) + 3 * 3_600_000 + ahead * DAY_MS).toISOString().slice(0, 10)

async function serviceOf(kind: string): Promise<string> {
  const found = (await readCabinet(gateway, token)).services.find((each) => each.kind === kind)
  if (!found) throw new Error(`no ${kind}`)
  return found.id
}

const tariff = (id: number) => writeId({ type: 'Tariff', tariffId: String(id) })
const extra = (id: number) => writeId({ type: 'ServiceOffering', offeringId: String(id) })
const thing = (id: number) => writeId({ type: 'EquipmentOffering', offeringId: String(id) })

/** In an order in which each can be taken. */
const INPUTS: readonly (readonly [OrderMutation, () => Promise<Readonly<Record<string, unknown>>>])[] = [
  ['connectService', async () => ({ accountId, offeringId: extra(64) })],
  ['disconnectService', async () => ({ serviceId: await serviceOf('EXTRA'), effective: 'NOW' })],
  [
    'changeServiceOption',
    async () => ({ serviceId: await serviceOf('INTERNET'), option: 'SPEED', value: 400, effective: 'NOW' }),
  ],
  ['changeTariff', async () => ({ serviceId: await serviceOf('IPTV'), tariffId: tariff(32), effective: 'NOW' })],
  ['requestIpChange', async () => ({ serviceId: await serviceOf('INTERNET') })],
  ['orderEquipment', async () => ({ accountId, offeringId: thing(202) })],
  ['orderSetUp', async () => ({ accountId, offeringId: thing(301) })],
  ['freezeService', async () => ({ serviceId: await serviceOf('INTERNET'), from: await day(0), until: await day(60) })],
  ['unfreezeService', async () => ({ serviceId: await serviceOf('INTERNET') })],
  ['freezeAccount', async () => ({ accountId, from: await day(0), until: await day(60) })],
  ['unfreezeAccount', async () => ({ accountId })],
]

test('every mutation that orders has its legacy calls counted', () => {
  expect(INPUTS.map(([name]) => name).toSorted()).toEqual(Object.keys(ORDER_MUTATIONS).toSorted())
})

describe('legacy calls of an order', () => {
  test.each(INPUTS)('legacy calls of %s: its price, its reference, itself, and whether it is kept', async (...row) => {
    const [name, inputOf] = row
    const input = { ...(await inputOf()), idempotencyKey: randomUUID() }
    const document = `mutation ($input: ${ORDER_MUTATIONS[name]}!) { answer: ${name}(input: $input) { __typename } }`
    const run = async () => {
      const { data } = await gateway.query(document, { input }, token)
      expect(data).toEqual({ answer: { __typename: 'ServiceOrderAccepted' } })
    }
    expect(await gateway.countCalls(run)).toEqual({ 'soap.QuoteOrders': 1, 'soap.GetOrders': 2, 'soap.AddOrder': 1 })
    // A repeat is answered from what is kept here.
    expect(await gateway.countCalls(run)).toEqual({})
  })
})

test('legacy calls of the list of sessions, of ending them and of leaving: none', async () => {
  const [here, there] = [await gateway.signIn('100001'), await gateway.signIn('100001')]
  const calls = await gateway.countCalls(async () => {
    const listed = await gateway.query<{ sessions: readonly { sessionId: string; isCurrent: boolean }[] }>(
      '{ sessions { sessionId isCurrent } }',
      {},
      here,
    )
    const other = listed.data.sessions.find(({ isCurrent }) => !isCurrent)?.sessionId
    const revoke = 'mutation ($id: ID!) { revokeSession(input: { sessionId: $id }) { revoked } }'
    expect((await gateway.query(revoke, { id: other }, here)).data).toEqual({ revokeSession: { revoked: true } })
    await gateway.query('mutation { revokeOtherSessions { revokedCount } }', {}, here)
    expect((await gateway.query('mutation { signOut { signedOut } }', {}, here)).errors).toEqual([])
    expect((await gateway.query('{ viewer { role } }', {}, there)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })
  expect(calls).toEqual({})
})

test('legacy calls of a sign-in: the password, and whether an agreement stands; of a refresh: the person and that', async () => {
  const document = `mutation { signIn(input: { login: "100002", password: "demo" }) { session { refreshToken } } }`
  const opened: string[] = []
  const signIn = async () => {
    const { data } = await gateway.query<{ signIn: { session: { refreshToken: string } } }>(document)
    opened.push(data.signIn.session.refreshToken)
  }
  expect(await gateway.countCalls(signIn)).toEqual({ 'rest.checkCredentials': 1, 'rest.accounts': 1 })
  const refresh = `mutation ($token: String!) { refreshSession(input: { refreshToken: $token }) { session { accessToken } } }`
  const calls = await gateway.countCalls(() => gateway.query(refresh, { token: opened[0] }))
  expect(calls).toEqual({ 'rest.subjects': 1, 'rest.accounts': 1 })
})

test('legacy calls of a code by e-mail: none before its message, which costs three; of a wrong code: none', async () => {
  const email = gateway.sandbox.books.findProfiles([(await gateway.sandbox.findAccount('100004')).restId])[0]?.email
  const asking = `mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { requested } }`
  const calls = await gateway.countCalls(async () => {
    await gateway.query(asking, { input: { login: '100004', channel: 'EMAIL', email } })
    await receiveMessages(gateway)
  })
  expect(calls).toEqual({ 'rest.logins': 1, 'rest.accounts': 1, 'rest.profiles': 1 })
  const reset = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { changed } }`
  const input = { login: '100004', code: '00000000', newPassword: 'зимний вечер 8' }
  expect(await gateway.countCalls(() => gateway.query(reset, { input }))).toEqual({})
})

test('legacy calls of a transfer: both accounts, the debit looked up, taken and read back with its owner, the credit looked up and posted', async () => {
  const input = { accountId, accountNumber: '100001', amount: '1.00', idempotencyKey: randomUUID() }
  const run = async () => {
    const { data } = await gateway.query(TOP_UP, { input }, token)
    expect(data).toMatchObject({ answer: { __typename: 'TransferDone' } })
  }
  expect(await gateway.countCalls(run)).toEqual({
    // The second names the owner of the row that is read back.
    'rest.accounts': 2,
    'soap.FindDebit': 2,
    'soap.AddDebit': 1,
    'soap.FindPayment': 1,
    'soap.AddPayment': 1,
  })
  expect(await gateway.countCalls(run)).toEqual({})
})
