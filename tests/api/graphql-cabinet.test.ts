import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.close())

interface Money {
  readonly amount: string
  readonly currency: string
}

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) {
    session { accessToken refreshToken viewer { role displayName accounts { number balance { amount { amount } } } } }
    userErrors { code field message }
    retryAfterSeconds
  }
}`

interface SignIn {
  readonly signIn: {
    readonly session: {
      readonly accessToken: string
      readonly refreshToken: string
      readonly viewer: {
        readonly role: string
        readonly accounts: readonly { readonly number: string; readonly balance: { readonly amount: Money } }[]
      }
    } | null
    readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[]
  }
}

const signIn = (login: string, password = 'demo') => gateway.query<SignIn>(SIGN_IN, { input: { login, password } })

test('A2 a subscriber signs in with the contract number and sees every agreement of the person at once', async () => {
  const { data, errors } = await signIn('100002')
  expect(errors).toEqual([])
  expect(data.signIn.userErrors).toEqual([])
  expect(data.signIn.session?.viewer.role).toBe('SUBSCRIBER')
  expect(data.signIn.session?.viewer.accounts.map(({ number }) => number)).toEqual(['100002', '100003'])
  const balance = (await gateway.sandbox.findAccount('100002')).balance
  expect(data.signIn.session?.viewer.accounts[0]?.balance.amount.amount).toBe(balance)
})

test('A2 organisations, their members and operators sign in the same way, each in a role of its own', async () => {
  const roles = await Promise.all(
    ['200001', '200001-buh', 'operator'].map(async (login) => (await signIn(login)).data.signIn.session?.viewer.role),
  )
  expect(roles).toEqual(['SUBSCRIBER', 'MEMBER', 'OPERATOR'])
})

test('A2 a wrong password and an unknown login get the same refusal, as a value', async () => {
  const [wrong, unknown] = [await signIn('100001', 'wrong'), await signIn('999999', 'wrong')]
  expect(wrong.data).toEqual(unknown.data)
  expect(wrong.errors).toEqual([])
  expect(wrong.data.signIn).toMatchObject({ session: null, userErrors: [{ code: 'WRONG_CREDENTIALS', field: null }] })
})

test('A2 a session goes on with its refresh token, once, and ends at sign-out', async () => {
  const { data } = await signIn('100004')
  const refresh = (refreshToken: string | undefined) =>
    gateway.query<{
      refreshSession: {
        session: { accessToken: string; refreshToken: string; viewer: { accounts: { number: string }[] } } | null
        userErrors: { code: string }[]
      }
    }>(
      `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) {
        session { accessToken refreshToken viewer { accounts { number } } } userErrors { code field } } }`,
      { input: { refreshToken } },
    )
  const second = (await refresh(data.signIn.session?.refreshToken)).data.refreshSession.session
  expect(second?.viewer.accounts).toEqual([{ number: '100004' }])
  const signOut = await gateway.query('mutation { signOut { signedOut } }', {}, second?.accessToken)
  expect(signOut.data).toEqual({ signOut: { signedOut: true } })
  const ended = (await refresh(second?.refreshToken)).data.refreshSession
  expect(ended).toMatchObject({ session: null, userErrors: [{ code: 'SESSION_ENDED', field: 'refreshToken' }] })
  const viewer = await gateway.query('{ viewer { role } }', {}, second?.accessToken)
  expect(viewer.data).toEqual({ viewer: null })
  expect(viewer.errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
})

test('A1 an agreement created in billing signs in at once, a terminated one does not', async () => {
  expect((await signIn('777001', 'first')).data.signIn.userErrors[0]?.code).toBe('WRONG_CREDENTIALS')
  await gateway.sandbox.createAccount({ number: '777001', type: 'P', login: '777001', password: 'first' })
  const created = await signIn('777001', 'first')
  expect(created.data.signIn.session?.viewer.accounts.map(({ number }) => number)).toEqual(['777001'])
  const document = '{ viewer { accounts { number agreement { number status concludedOn endsOn freshness } } } }'
  const agreement = await gateway.query<{
    viewer: { accounts: readonly { agreement: Record<string, unknown> }[] }
  }>(document, {}, created.data.signIn.session?.accessToken)
  expect(agreement.data.viewer.accounts[0]?.agreement).toMatchObject({
    number: '777001',
    status: 'ACTIVE',
    endsOn: null,
    freshness: 'LIVE',
  })
  await gateway.sandbox.terminateAccount('777001')
  const refused = await signIn('777001', 'first')
  expect(refused.data.signIn).toMatchObject({ session: null, userErrors: [{ code: 'WRONG_CREDENTIALS' }] })
})

test('B1 credited, spent, balance and credit limit agree with the billing to the kopeck', async () => {
  const document = `{ viewer { accounts { number balance {
    amount { amount currency } creditLimit { amount } credited { amount } spent { amount } asOf freshness } } } }`
  for (const number of ['100001', '100004', '200001', '007123']) {
    const { data, errors } = await gateway.query<{
      viewer: { accounts: readonly { number: string; balance: Record<string, unknown> }[] }
    }>(document, {}, await gateway.signIn(number))
    expect(errors).toEqual([])
    const books = await gateway.sandbox.findAccount(number)
    const account = data.viewer.accounts.find((candidate) => candidate.number === number)
    expect(account?.balance).toMatchObject({
      amount: { amount: books.balance, currency: 'RUB' },
      creditLimit: { amount: books.creditLimit },
      credited: { amount: books.paidTotal },
      spent: { amount: books.chargedTotal },
      freshness: 'LIVE',
    })
  }
})

test('B1 a payment at the cash desk is in the next balance and the next list of payments', async () => {
  const token = await gateway.signIn('100001')
  const document = `{ viewer { accounts { balance { credited { amount } } payments(first: 1) {
    nodes { amount { amount } method externalId status } } } } }`
  interface Answer {
    viewer: {
      accounts: readonly { balance: { credited: Money }; payments: { nodes: readonly Record<string, unknown>[] } }[]
    }
  }
  const before = await gateway.query<Answer>(document, {}, token)
  await gateway.sandbox.postPayment({ number: '100001', amount: '123.45', receipt: 'DESK-1', classId: 1 })
  const after = await gateway.query<Answer>(document, {}, token)
  const kopecks = (answer: typeof before) =>
    Number(answer.data.viewer.accounts[0]?.balance.credited.amount.replace('.', ''))
  expect(kopecks(after) - kopecks(before)).toBe(12_345)
  expect(after.data.viewer.accounts[0]?.payments.nodes[0]).toEqual({
    amount: { amount: '123.45' },
    method: 'CASH',
    externalId: 'DESK-1',
    status: 'DONE',
  })
})

test('C1 connected services with their tariffs, also of a suspended and of a frozen account', async () => {
  const document = `{ viewer { accounts { status services { kind status connectedOn tariff {
    name kind monthlyFee { amount currency } speedMbps } } } } }`
  interface Answer {
    viewer: { accounts: readonly { status: string; services: readonly Record<string, unknown>[] }[] }
  }
  const read = async (login: string) =>
    (await gateway.query<Answer>(document, {}, await gateway.signIn(login))).data.viewer.accounts[0]
  expect((await read('100002'))?.services[0]).toMatchObject({
    kind: 'MIX',
    status: 'ACTIVE',
    tariff: { kind: 'MIX', monthlyFee: { amount: '850.00', currency: 'RUB' } },
  })
  const indebted = await read('100004')
  expect(indebted?.status).toBe('SUSPENDED_FOR_DEBT')
  expect(new Set(indebted?.services.map(({ status }) => status))).toEqual(new Set(['SUSPENDED_FOR_DEBT']))
  const frozen = await read('100005')
  expect(frozen?.status).toBe('FROZEN')
  expect(new Set(frozen?.services.map(({ status }) => status))).toEqual(new Set(['FROZEN']))
})

test('A9 an organisation has fields of its own and keeps its zeros', async () => {
  const document = `{ viewer { accounts { __typename ... on OrganizationAccount {
    profile { legalName inn kpp phone address asOf freshness } } } } }`
  const { data } = await gateway.query<{
    viewer: { accounts: readonly { __typename: string; profile: { inn: string; legalName: string } }[] }
  }>(document, {}, await gateway.signIn('200001'))
  expect(data.viewer.accounts[0]?.__typename).toBe('OrganizationAccount')
  expect(data.viewer.accounts[0]?.profile.inn).toMatch(/^(?:\d{10}|\d{12})$/)
  expect(data.viewer.accounts[0]?.profile.legalName).toMatch(/\S/)
})

test('the capabilities of the billing are told to everybody', async () => {
  const { data } = await gateway.query('{ capabilities { payments services tariffs } }')
  expect(data).toEqual({ capabilities: { payments: true, services: true, tariffs: true } })
})
