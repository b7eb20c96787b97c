import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { leaveRights, signInMember } from '../support/members.ts'
import { between, idOf, moved, readTransfer, sumOfAll, TOP_UP, topUp } from '../support/transfers.ts'

let gateway: Gateway
let payer: string
let accountId: string
beforeEach(async () => {
  gateway = await startGateway({ billingTimeoutMs: 600, operationTimeoutMs: 5000 })
  payer = await gateway.signIn('100001')
  accountId = await idOf(gateway, '100001')
})
afterEach(() => gateway.close())

let keys = 0
const order = (input: object = {}) => ({
  accountId,
  accountNumber: '007123',
  amount: '10.00',
  idempotencyKey: `key-${(keys += 1)}`,
  ...input,
})

async function assertNothingMoved(sum: bigint): Promise<void> {
  expect(await moved(gateway)).toEqual({ debits: [], given: [] })
  expect(await sumOfAll(gateway)).toBe(sum)
}

test('P5 what cannot be meant is refused before anything is kept, and the key stays free', async () => {
  const sum = await sumOfAll(gateway)
  await gateway.sandbox.resetCalls()
  const cases: readonly (readonly [object, object])[] = [
    [{ idempotencyKey: '' }, { code: 'INVALID_VALUE', field: 'idempotencyKey' }],
    [{ idempotencyKey: 'a b' }, { code: 'INVALID_VALUE', field: 'idempotencyKey' }],
    [{ accountNumber: '' }, { code: 'INVALID_VALUE', field: 'accountNumber' }],
    [{ accountNumber: ' 007123' }, { code: 'INVALID_VALUE', field: 'accountNumber' }],
    [{ accountNumber: '9'.repeat(65) }, { code: 'INVALID_VALUE', field: 'accountNumber' }],
    [{ amount: '0.00' }, { code: 'INVALID_VALUE', field: 'amount' }],
    [{ amount: '-1.00' }, { code: 'INVALID_VALUE', field: 'amount' }],
    [{ amount: '15000.01' }, { code: 'AMOUNT_TOO_LARGE', field: 'amount' }],
    [{ accountNumber: '100001' }, { code: 'SAME_ACCOUNT', field: 'accountNumber' }],
    [{ accountId: 'nothing' }, { code: 'ACCOUNT_NOT_FOUND', field: 'accountId' }],
    [{ accountId: await idOf(gateway, '100002') }, { code: 'ACCOUNT_NOT_FOUND', field: 'accountId' }],
  ]
  for (const [input, answer] of cases) {
    expect(await topUp(gateway, order(input), payer)).toMatchObject({
      __typename: 'TransferRefused',
      retryable: false,
      keptTransfer: null,
      ...answer,
    })
  }
  // None of these is worth a call of the billing.
  expect(await gateway.sandbox.calls()).toEqual({})
  for (const amount of ['10', '10.005', '1e3', '10,45', 'NaN']) {
    const { errors } = await gateway.query(TOP_UP, { input: order({ amount }) }, payer)
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
  }
  await assertNothingMoved(sum)
  expect(await topUp(gateway, order({ amount: '0.00' }), payer)).toMatchObject({
    message:
      'This value is empty, too long, not more than zero, or has characters, or a card number, that cannot be used.',
  })
  expect((await topUp(gateway, order({ amount: '0.00' }), { token: payer, language: 'ru' })).message).toMatch(
    /^Значение/,
  )
})

test('P5 a number that nobody has, or that is closed, is told as that and as nothing more', async () => {
  const sum = await sumOfAll(gateway)
  const nobody = await topUp(gateway, order({ accountNumber: '999999' }), payer)
  expect(nobody).toMatchObject({ code: 'RECIPIENT_NOT_FOUND', field: 'accountNumber', keptTransfer: null })
  const closed = await topUp(gateway, order({ accountNumber: '100009' }), payer)
  expect(closed).toMatchObject({ code: 'RECIPIENT_CLOSED', field: 'accountNumber', keptTransfer: null })
  // Text: a number without its zeros is another one.
  expect(await topUp(gateway, order({ accountNumber: '7123' }), payer)).toMatchObject({ code: 'RECIPIENT_NOT_FOUND' })
  await assertNothingMoved(sum)
})

test('P5 whoever guesses numbers hears nothing more after ten, hit or miss; own accounts stay open', async () => {
  for (let number = 0; number < 9; number += 1) {
    expect(await topUp(gateway, order({ accountNumber: `9999${number}` }), payer)).toMatchObject({
      code: 'RECIPIENT_NOT_FOUND',
    })
  }
  // A hit is no guess, however often.
  for (let count = 0; count < 3; count += 1) {
    expect(await topUp(gateway, order({ amount: '1.00' }), payer)).toMatchObject({ __typename: 'TransferDone' })
  }
  expect(await topUp(gateway, order({ accountNumber: '99999' }), payer)).toMatchObject({ code: 'RECIPIENT_NOT_FOUND' })
  await gateway.sandbox.resetCalls()
  for (const accountNumber of ['99998', '007123']) {
    const answer = await topUp(gateway, order({ accountNumber }), payer)
    expect(answer).toMatchObject({ code: 'TOO_MANY_TRIES', retryable: true, keptTransfer: null })
    expect(answer.retryAfterSeconds).toBeGreaterThan(3000)
  }
  expect(await gateway.sandbox.calls()).toEqual({})
  const rows = await gateway.auditRows()
  expect(rows.filter(({ act }) => act === 'transfer-number')).toMatchObject([{ outcome: 'limited' }])
  // Somebody else is not held to it.
  const other = await gateway.signIn('100002')
  await gateway.sandbox.postPayment({ number: '100002', amount: '100.00' })
  const theirs = order({ accountId: await idOf(gateway, '100002') })
  expect(await topUp(gateway, theirs, other)).toMatchObject({ __typename: 'TransferDone' })
})

test('P5 the billing refuses what the payer does not own, and a payer on hold; nothing moves, and the key tells so for good', async () => {
  const sum = await sumOfAll(gateway)
  const poor = order({ amount: '9999.00' })
  const refused = await topUp(gateway, poor, payer)
  expect(refused).toMatchObject({
    __typename: 'TransferRefused',
    code: 'NOT_ENOUGH_MONEY',
    retryable: false,
    keptTransfer: { state: 'REFUSED', code: 'NOT_ENOUGH_MONEY' },
  })
  await assertNothingMoved(sum)
  await gateway.sandbox.postPayment({ number: '100001', amount: '10000.00' })
  expect(await topUp(gateway, poor, payer)).toEqual(refused)
  expect(await topUp(gateway, order({ amount: '9999.00' }), payer)).toMatchObject({ __typename: 'TransferDone' })

  const frozen = await gateway.signIn('100005')
  await gateway.sandbox.postPayment({ number: '100005', amount: '1000.00' })
  const held = order({ accountId: await idOf(gateway, '100005') })
  expect(await topUp(gateway, held, frozen)).toMatchObject({
    code: 'ACCOUNT_FROZEN',
    keptTransfer: { state: 'REFUSED' },
  })
})

test('P5 a credit limit and a promised payment are no money to give away', async () => {
  const debtor = await gateway.signIn('100004')
  const from = await idOf(gateway, '100004')
  expect(await topUp(gateway, order({ accountId: from, amount: '0.01' }), debtor)).toMatchObject({
    code: 'NOT_ENOUGH_MONEY',
  })
})

test('P5 the sum of a day holds however many come at once; what is refused gives its part back', async () => {
  await gateway.sandbox.postPayment({ number: '100001', amount: '40000.00' })
  const answers = await Promise.all([1, 2, 3, 4].map(() => topUp(gateway, order({ amount: '10000.00' }), payer)))
  expect(answers.filter(({ __typename: type }) => type === 'TransferDone')).toHaveLength(3)
  const limited = answers.find(({ __typename: type }) => type === 'TransferRefused')
  expect(limited).toMatchObject({ code: 'DAY_LIMIT_REACHED', retryable: false, keptTransfer: null })
  expect((await moved(gateway)).debits).toHaveLength(3)

  const other = await gateway.signIn('100002')
  const from = await idOf(gateway, '100002')
  for (let count = 0; count < 3; count += 1) {
    // More than the account owns: each would use up half of the day.
    const poor = order({ accountId: from, amount: '15000.00' })
    expect(await topUp(gateway, poor, other)).toMatchObject({ code: 'NOT_ENOUGH_MONEY' })
  }
})

test('P5 members transfer with the right PAY alone, operators and strangers not at all', async () => {
  await gateway.sandbox.postPayment({ number: '200001', amount: '1000.00' })
  const from = await idOf(gateway, '200001', 'ORGANIZATION')
  const ofOrganization = (input: object = {}) => order({ accountId: from, ...input })
  const seen = await signInMember(gateway, ['ORDER', 'SUPPORT', 'PROFILE'])
  expect(await topUp(gateway, ofOrganization(), seen)).toMatchObject({ code: 'NOT_ALLOWED', field: 'accountId' })
  const own = { fromAccountId: from, toAccountId: from, amount: '1.00', idempotencyKey: 'm' }
  expect(await between(gateway, own, seen)).toMatchObject({ code: 'NOT_ALLOWED', field: 'fromAccountId' })
  expect(await topUp(gateway, ofOrganization(), await gateway.signIn('operator'))).toMatchObject({
    code: 'NOT_ALLOWED',
  })
  expect(await topUp(gateway, ofOrganization(), payer)).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' })
  const { errors } = await gateway.query(TOP_UP, { input: ofOrganization() })
  expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
  const partner = await gateway.openSession({ role: 'PARTNER' })
  expect((await gateway.query(TOP_UP, { input: ofOrganization() }, partner)).errors[0]?.extensions.code).toBe(
    'FORBIDDEN',
  )

  const owner = await gateway.signIn('200001')
  const done = await topUp(gateway, ofOrganization(), owner)
  expect(done).toMatchObject({ __typename: 'TransferDone' })
  const id = done.transfer?.id ?? ''
  expect(await readTransfer(gateway, id, seen)).toMatchObject({ state: 'DONE' })
  // Neither strangers nor the recipient see a transfer; the recipient sees a payment.
  for (const login of ['100001', '007123']) {
    expect(await readTransfer(gateway, id, await gateway.signIn(login))).toBeNull()
  }
})

test('P5 who asks for more than he owns tries out no numbers for long', async () => {
  const asked = Array.from({ length: 22 }, () => order({ amount: '14999.00' }))
  const codes: unknown[] = []
  for (const one of asked) codes.push((await topUp(gateway, one, payer)).code)
  // Ten a minute, and twice as many where another minute begins meanwhile.
  expect(codes.slice(0, 10)).toEqual(Array(10).fill('NOT_ENOUGH_MONEY'))
  expect(codes.at(-1)).toBe('TOO_MANY_TRANSFERS')

  const [principal] = (await gateway.auditRows()).flatMap(({ act, actor }) => (act === 'transfer' ? [actor] : []))
  const look = { subject: `transfer-recipient:${principal}`, windowMs: 3_600_000, max: 50, audit: null }
  for (let number = 0; number < 49; number += 1) {
    await gateway.store.tries.record({ ...look, spelling: `3000${number}`, now: Date.now() })
  }
  // A number that was looked at before is none more.
  expect(await topUp(gateway, order(), payer)).toMatchObject({ code: 'TOO_MANY_TRANSFERS' })
  await gateway.sandbox.resetCalls()
  for (const accountNumber of ['100002', '99998']) {
    const answer = await topUp(gateway, order({ accountNumber }), payer)
    expect(answer).toMatchObject({ code: 'TOO_MANY_TRIES', retryable: true, keptTransfer: null })
  }
  expect(await gateway.sandbox.calls()).toEqual({})
}, 60_000)

test('P5 no money moves from one legal entity of the provider to another, and that counts as a look', async () => {
  const sum = await sumOfAll(gateway)
  // Of the group 200010, which another company serves.
  for (let count = 0; count < 10; count += 1) {
    expect(await topUp(gateway, order({ accountNumber: '200010' }), payer)).toMatchObject({
      code: 'DIFFERENT_OPERATOR',
      field: 'accountNumber',
      retryable: false,
      keptTransfer: null,
    })
  }
  expect(await topUp(gateway, order(), payer)).toMatchObject({ code: 'TOO_MANY_TRIES' })
  await assertNothingMoved(sum)
})

test('P5 whoever loses the right hears all the same what became of what was given before', async () => {
  await gateway.sandbox.postPayment({ number: '200001', amount: '1000.00' })
  const from = await idOf(gateway, '200001', 'ORGANIZATION')
  const member = await signInMember(gateway, ['PAY'])
  const given = order({ accountId: from })
  await gateway.sandbox.setFault('soap.AddPayment', { faults: [{ kind: 'hang', times: 1 }] })
  await topUp(gateway, given, member)
  await leaveRights(gateway, [])
  await expect
    .poll(async () => (await topUp(gateway, order({ accountId: from }), member)).code, { timeout: 10_000 })
    .toBe('NOT_ALLOWED')
  // Those that were let in before count as well.
  const taken = (await moved(gateway)).debits.length
  await expect
    .poll(async () => (await topUp(gateway, given, member)).__typename, { timeout: 20_000 })
    .toBe('TransferDone')
  // What is no account's id, or another one's, is another transfer.
  for (const change of [{ amount: '10.01' }, { accountId }, { accountId: 'nothing' }]) {
    expect(await topUp(gateway, { ...given, ...change }, member)).toMatchObject({ __typename: 'TransferConflict' })
  }
  expect((await moved(gateway)).debits).toHaveLength(taken)
}, 60_000)

test('P5 the transfers of an account come in pages, newest first', async () => {
  for (const amount of ['1.00', '2.00', '3.00']) await topUp(gateway, order({ amount }), payer)
  const document = `query ($id: ID!, $after: String) { account(id: $id) { transfers(first: 2, after: $after) {
    nodes { amount { amount } recipient state } pageInfo { hasNextPage endCursor } } } }`
  type Page = {
    account: { transfers: { nodes: readonly object[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
  }
  const first = await gateway.query<Page>(document, { id: accountId }, payer)
  expect(first.data.account.transfers).toMatchObject({
    nodes: [{ amount: { amount: '3.00' } }, { amount: { amount: '2.00' } }],
    pageInfo: { hasNextPage: true },
  })
  const after = first.data.account.transfers.pageInfo.endCursor
  const second = await gateway.query<Page>(document, { id: accountId, after }, payer)
  expect(second.data.account.transfers).toMatchObject({
    nodes: [{ amount: { amount: '1.00' }, recipient: '00****3', state: 'DONE' }],
    pageInfo: { hasNextPage: false },
  })
  const { errors } = await gateway.query(document.replace('first: 2', 'first: 101'), { id: accountId }, payer)
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
})
