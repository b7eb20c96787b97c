import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { leaveRights, signInMember } from '../support/members.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway({ checkouts: { maxOpen: 3 } })
})
afterAll(() => gateway.close())

test('P3 A9 a member pays for an organisation with the right PAY, and not with all the others', async () => {
  const owner = await checkoutClient(gateway, '200001')
  const other = await signInMember(gateway, ['VIEW', 'SUPPORT', 'ORDER', 'PROFILE'])
  const refused = await owner.initiate({}, other)
  expect(refused).toMatchObject({ __typename: 'PaymentInitiationRefused', code: 'NOT_ALLOWED', field: 'accountId' })
  expect((await gateway.acquirer.payments()).length).toBe(0)
  const document = 'mutation ($i: GrantMemberRightsInput!) { grantMemberRights(input: $i) { __typename } }'
  const { data } = await gateway.query<{ viewer: { accounts: { members: { id: string }[] }[] } }>(
    '{ viewer { accounts { ... on OrganizationAccount { members { id } } } } }',
    {},
    owner.token,
  )
  const memberId = data.viewer.accounts[0]?.members[0]?.id
  const granted = await gateway.query(
    document,
    { i: { memberId, rights: ['PAY'], currentPassword: 'demo' } },
    owner.token,
  )
  expect(granted.errors).toEqual([])
  const payer = await gateway.signIn('200001-buh')
  const begun = await owner.initiate({}, payer)
  expect(begun).toMatchObject({ __typename: 'PaymentInitiated', checkout: { state: 'OPEN' } })
  // Whoever sees the account sees it; a key is of one person.
  expect(await owner.find(begun.checkout?.id ?? '')).toMatchObject({ state: 'OPEN' })
  const same = await owner.initiate({ idempotencyKey: begun.checkout?.idempotencyKey })
  expect(same.checkout?.id).not.toBe(begun.checkout?.id)
  // Whoever loses the right hears all the same what became of what was begun before.
  await leaveRights(gateway, [])
  await expect.poll(async () => (await owner.initiate({}, payer)).code, { timeout: 10_000 }).toBe('NOT_ALLOWED')
  const { idempotencyKey } = begun.checkout ?? {}
  const again = await owner.initiate({ idempotencyKey }, payer)
  expect(again).toMatchObject({ __typename: 'PaymentInitiated', checkout: { id: begun.checkout?.id } })
  const another = await owner.initiate({ idempotencyKey, amount: '1.23' }, payer)
  expect(another).toMatchObject({ __typename: 'IdempotencyConflict' })
}, 30_000)

test('P3 strangers see nothing of it, and cannot pay for it; operators see all, and what only they may', async () => {
  const owner = await checkoutClient(gateway)
  const stranger = await gateway.signIn('100002')
  const checkout = await owner.open()
  expect(await owner.find(checkout.id, stranger)).toBeNull()
  expect(await owner.initiate({}, stranger)).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' })
  expect(await owner.find(checkout.id)).toMatchObject({ acquirerId: null })
  expect(await owner.find(checkout.id, owner.operator)).toMatchObject({ acquirerId: checkout.shopId })
  for (const [document, input] of [
    ['query { checkoutsNeedingAttention(first: 1) { nodes { id } } }', undefined],
    [
      'mutation ($i: RefundCheckoutInput!) { refundCheckout(input: $i) { __typename } }',
      { checkoutId: checkout.id, reason: 'because', idempotencyKey: 'x' },
    ],
  ] as const) {
    const { errors } = await gateway.query(document, { i: input }, owner.token)
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN')
  }
  const partner = await gateway.openSession({ role: 'PARTNER' })
  for (const token of [partner, '']) {
    const { errors } = await gateway.query(
      'mutation ($i: InitiatePaymentInput!) { initiatePayment(input: $i) { __typename } }',
      { i: owner.inputOf() },
      token,
    )
    expect(errors[0]?.extensions.code).toBe(token === '' ? 'UNAUTHENTICATED' : 'FORBIDDEN')
  }
})

test('P3 an account has no more open than it may; the list of all is a list of pages', async () => {
  const owner = await checkoutClient(gateway, '100002')
  const keys: string[] = []
  for (let place = 0; place < 3; place += 1) keys.push((await owner.open()).idempotencyKey)
  expect(await owner.initiate()).toMatchObject({ code: 'TOO_MANY_OPEN', retryable: true })
  const document = `query ($id: ID!, $after: String) { account(id: $id) { checkouts(first: 2, after: $after) {
    nodes { idempotencyKey } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`
  type Page = {
    account: {
      checkouts: { nodes: { idempotencyKey: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
    }
  }
  const first = (await gateway.query<Page>(document, { id: owner.accountId }, owner.token)).data.account.checkouts
  const after = first.pageInfo.endCursor
  const rest = (await gateway.query<Page>(document, { id: owner.accountId, after }, owner.token)).data.account.checkouts
  expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false])
  expect([...first.nodes, ...rest.nodes].map(({ idempotencyKey }) => idempotencyKey)).toEqual(keys.toReversed())
  const { errors } = await gateway.query(
    document.replace('first: 2', 'first: 101'),
    { id: owner.accountId },
    owner.token,
  )
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('P3 of a terminated agreement nothing is begun, and what was begun is still told', async () => {
  const owner = await checkoutClient(gateway, '100004')
  const { idempotencyKey, id } = await owner.open()
  await gateway.sandbox.terminateAccount('100004')
  gateway.clearReferenceData()
  expect(await owner.initiate()).toMatchObject({ code: 'ACCOUNT_CLOSED', field: 'accountId' })
  expect((await owner.initiate({ idempotencyKey })).checkout?.id).toBe(id)
})

const OFFER = '{ capabilities { checkout { methods qr minAmount { amount } maxAmount { amount currency } } } }'

test('P3 whoever makes a cabinet asks how can be paid in it', async () => {
  expect((await gateway.query(OFFER)).data).toEqual({
    capabilities: {
      checkout: {
        methods: ['BANK_CARD', 'E_WALLET', 'MOBILE', 'SBP'],
        qr: true,
        minAmount: { amount: '1.00' },
        maxAmount: { amount: '350000.00', currency: 'RUB' },
      },
    },
  })
})

test('P3 where there is no acquirer nothing can be paid, and the webhook is not there', async () => {
  const bare = await startGateway({ checkouts: { hasAcquirer: false } })
  try {
    const owner = await checkoutClient(bare)
    expect(await owner.initiate()).toMatchObject({ code: 'NOT_SUPPORTED', retryable: false })
    expect((await bare.query(OFFER)).data).toEqual({ capabilities: { checkout: null } })
    const response = await fetch(bare.url.replace('/graphql', '/webhooks/acquirer'), { method: 'POST', body: '{}' })
    expect(response.status).toBe(404)
  } finally {
    await bare.close()
  }
})
