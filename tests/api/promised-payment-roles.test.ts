import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AccountRef } from '../../src/domain/account.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { leaveRights, signInMember } from '../support/members.ts'
import { DEBTOR, TAKE, type TakeAnswer } from '../support/promised-payments.ts'

/** The books in which a demo organisation owes something, early in a month. */
const START_AT = Date.UTC(2026, 10, 3, 9)
const ORGANIZATION = '200001'

let gateway: Gateway
beforeEach(async () => {
  gateway = await startGateway({ startAt: START_AT })
})
afterEach(() => gateway.close())

async function accountIdOf(number: string, kind: AccountRef['kind']): Promise<string> {
  const { restId } = await gateway.sandbox.findAccount(number)
  return writeId({ type: 'Account', kind, accountId: String(restId) })
}

/** The organisation is left with a small debt: its books are charged until it has one. */
async function bringIntoDebt(number: string): Promise<void> {
  for (let month = 0; month < 24; month += 1) {
    const { balance } = await gateway.sandbox.findAccount(number)
    if (balance.startsWith('-')) {
      const owed = Number(balance) * -1
      if (owed > 500) await gateway.sandbox.postPayment({ number, amount: (owed - 500).toFixed(2) })
      return
    }
    await gateway.sandbox.advanceClock(31 * 86_400_000)
  }
  throw new Error(`${number} never owes anything.`)
}

const ROLES = [
  ['anonymous', 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
  ['a stranger', 'ACCOUNT_NOT_FOUND', 'ACCOUNT_NOT_FOUND'],
  ['the owner', 'PromisedPaymentTaken', 'ACCOUNT_NOT_FOUND'],
  ['a member who may order', 'ACCOUNT_NOT_FOUND', 'PromisedPaymentTaken'],
  ['a member who may look', 'ACCOUNT_NOT_FOUND', 'NOT_ALLOWED'],
  ['a member without that account', 'ACCOUNT_NOT_FOUND', 'ACCOUNT_NOT_FOUND'],
  ['a partner', 'FORBIDDEN', 'FORBIDDEN'],
  ['an operator', 'PromisedPaymentTaken', 'PromisedPaymentTaken'],
] as const

async function tokenOf(caller: string): Promise<string | undefined> {
  const logins: Readonly<Record<string, string>> = {
    'a stranger': '100002',
    'the owner': DEBTOR,
    'a member who may look': '200001-buh',
    'an operator': 'operator',
  }
  const login = logins[caller]
  if (login !== undefined) return gateway.signIn(login)
  if (caller === 'a member who may order') return signInMember(gateway, ['ORDER'])
  if (caller === 'a partner') return gateway.openSession({ role: 'PARTNER' })
  return caller === 'anonymous' ? undefined : gateway.openSession({ role: 'MEMBER', accounts: [] })
}

test.each(ROLES)('C13 %s: %s for a person, %s for an organisation', async (caller, forPerson, forOrganization) => {
  await bringIntoDebt(ORGANIZATION)
  const token = await tokenOf(caller)
  const headers = token === undefined ? {} : { token }
  for (const [number, kind, expected] of [
    [DEBTOR, 'PERSON', forPerson],
    [ORGANIZATION, 'ORGANIZATION', forOrganization],
  ] as const) {
    const accountId = await accountIdOf(number, kind)
    const input = { accountId, amount: '3000.00', fee: '30.00', idempotencyKey: `role-${kind}` }
    const { data, errors } = await gateway.query<{ answer: TakeAnswer } | null>(TAKE, { input }, headers)
    expect(errors[0]?.extensions.code ?? data?.answer.code ?? data?.answer.__typename).toBe(expected)
    const { soapId } = await gateway.sandbox.findAccount(number)
    const taken = gateway.sandbox.books.listPromises({ soapIds: [soapId], limit: 9 })
    expect(taken).toHaveLength(expected === 'PromisedPaymentTaken' ? 1 : 0)

    const seen = await gateway.query<{ account: { promisedPayment: object | null } | null } | null>(
      'query ($id: ID!) { account(id: $id) { promisedPayment { id } promisedPaymentOffer { __typename } } }',
      { id: accountId },
      headers,
    )
    const account = seen.data?.account ?? null
    expect(account !== null && account.promisedPayment !== null).toBe(expected === 'PromisedPaymentTaken')
    expect(account === null).toBe(expected !== 'PromisedPaymentTaken' && expected !== 'NOT_ALLOWED')
  }
})

test('C13 whoever loses the right hears all the same what became of the order', async () => {
  await bringIntoDebt(ORGANIZATION)
  const member = await signInMember(gateway, ['ORDER'])
  const accountId = await accountIdOf(ORGANIZATION, 'ORGANIZATION')
  const take = async (idempotencyKey: string) => {
    const input = { accountId, amount: '3000.00', fee: '30.00', idempotencyKey }
    const { data } = await gateway.query<{ answer: TakeAnswer }>(TAKE, { input }, member)
    return data.answer
  }
  expect(await take('kept')).toMatchObject({
    __typename: 'PromisedPaymentTaken',
    promisedPayment: { status: 'ACTIVE' },
  })
  await leaveRights(gateway, [])
  await expect.poll(async () => (await take('new')).code, { timeout: 10_000 }).toBe('NOT_ALLOWED')
  expect(await take('kept')).toMatchObject({
    __typename: 'PromisedPaymentTaken',
    promisedPayment: { status: 'ACTIVE' },
  })
}, 60_000)

test('C13 an operation takes one, whatever its aliases ask for', async () => {
  const input = { accountId: await accountIdOf(DEBTOR, 'PERSON'), amount: '3000.00', fee: '30.00', idempotencyKey: 'a' }
  const { errors } = await gateway.query(
    `mutation ($input: TakePromisedPaymentInput!) { a: takePromisedPayment(input: $input) { __typename }
      b: takePromisedPayment(input: $input) { __typename } }`,
    { input },
    await gateway.signIn(DEBTOR),
  )
  expect(errors).toHaveLength(1)
  const { soapId } = await gateway.sandbox.findAccount(DEBTOR)
  expect(gateway.sandbox.books.listPromises({ soapIds: [soapId], limit: 9 })).toEqual([])
})
