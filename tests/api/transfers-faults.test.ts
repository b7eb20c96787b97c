import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import type { FaultRule } from '../support/sandbox.ts'
import { idOf, look, moved, sumOfAll, type TransferAnswer, topUp } from '../support/transfers.ts'

let gateway: Gateway
let payer: string
let accountId: string
let sum: bigint
/** Runs before the next posting of a payment reaches the billing. */
let beforePosting: (() => Promise<void>) | null = null
/** Runs before the next debit reaches the billing. */
let beforeDebit: ((reference: string) => void) | null = null
beforeEach(async () => {
  beforePosting = null
  beforeDebit = null
  gateway = await startGateway({
    billingTimeoutMs: 600,
    operationTimeoutMs: 3000,
    wrapBilling: (connected) => ({
      ...connected,
      postings: {
        ...connected.postings,
        postDebit(order, call) {
          const run = beforeDebit
          beforeDebit = null
          run?.(order.reference)
          return connected.postings.postDebit(order, call)
        },
        async postPayment(order, call) {
          const run = beforePosting
          beforePosting = null
          await run?.()
          return connected.postings.postPayment(order, call)
        },
      },
    }),
  })
  payer = await gateway.signIn('100001')
  accountId = await idOf(gateway, '100001')
  sum = await sumOfAll(gateway)
})
afterEach(() => gateway.close())

const ORDER = { accountNumber: '007123', amount: '100.50', idempotencyKey: 'fault' }

/** Repeats until it hears an end, as a client does. */
async function insist(input: object = {}): Promise<TransferAnswer> {
  for (let turn = 0; turn < 100; turn += 1) {
    const answer = await topUp(gateway, { accountId, ...ORDER, ...input }, payer)
    if (answer.__typename !== 'TransferPending') return answer
    await delay(100)
  }
  throw new Error('It was never decided.')
}

async function assertOnce(): Promise<void> {
  const { debits, given } = await moved(gateway)
  expect([debits.length, given.map(({ amount }) => amount)]).toEqual([1, ['100.50']])
  expect(await sumOfAll(gateway)).toBe(sum)
}

const FAULTS: readonly (readonly [string, FaultRule])[] = [
  ['no answer although it was written', { faults: [{ kind: 'dropAfterApplying', times: 1 }] }],
  ['an error although it was written', { faults: [{ kind: 'errorAfterApplying', times: 1 }] }],
  ['written after the caller has left', { faults: [{ kind: 'applyLate', delayMs: 700, times: 1 }] }],
  ['no answer at all', { faults: [{ kind: 'hang', times: 1 }] }],
  ['a reset connection', { faults: [{ kind: 'reset', times: 1 }] }],
  ['HTTP 500', { faults: [{ kind: 'http500', times: 1 }] }],
  ['a truncated answer', { faults: [{ kind: 'truncated', times: 1 }] }],
]

test.each(FAULTS)(
  'P5 a debit with %s: taken once, given once, and said so in the end',
  async (_fault, rule) => {
    await gateway.sandbox.setFault('soap.AddDebit', rule)
    expect(await insist()).toMatchObject({ __typename: 'TransferDone' })
    await assertOnce()
  },
  30_000,
)

test.each(FAULTS)(
  'P5 a credit with %s: taken once, given once, and said so in the end',
  async (_fault, rule) => {
    await gateway.sandbox.setFault('soap.AddPayment', rule)
    expect(await insist()).toMatchObject({ __typename: 'TransferDone' })
    await assertOnce()
  },
  30_000,
)

test('P5 a debit that is told and did not happen gives nobody money', async () => {
  await gateway.sandbox.setFault('soap.AddDebit', { kind: 'successWithoutApplying', variant: 'echo', times: 1 })
  expect(await insist()).toMatchObject({ __typename: 'TransferDone' })
  await assertOnce()
}, 30_000)

test('P5 a debit that the billing writes twice is shown to a person, and gives nobody money before', async () => {
  await gateway.sandbox.setFault('soap.AddDebit', { kind: 'doubleCredit', times: 1 })
  await gateway.sandbox.postPayment({ number: '100001', amount: '500.00' })
  expect(await topUp(gateway, { accountId, ...ORDER }, payer)).toMatchObject({ __typename: 'TransferPending' })
  const operator = await gateway.signIn('operator')
  const stuck = await until(async () => (await listStuck(operator)).find(({ debit }) => debit?.state === 'OPERATOR'))
  expect(stuck).toMatchObject({ stage: 'DEBITING', debit: { attention: 'DOUBLED' }, credit: null, giveBack: null })
  expect((await moved(gateway)).given).toEqual([])

  // A person sees to the second row, and says that the money was taken.
  const { data } = await gateway.query<object>(
    `mutation ($input: ResolvePaymentInput!) { resolvePayment(input: $input) { __typename ... on ResolutionRefused { code } } }`,
    {
      input: {
        intentId: stuck.debit?.id,
        resolution: 'CARRIED_OUT',
        reason: 'the second row is corrected by hand',
        acknowledgesDoubt: true,
      },
    },
    operator,
  )
  expect(data).toEqual({ resolvePayment: { __typename: 'PaymentResolved' } })
  expect(await insist()).toMatchObject({ __typename: 'TransferDone' })
  expect((await moved(gateway)).given).toHaveLength(1)
  expect(await listStuck(operator)).toEqual([])
}, 30_000)

test('P5 a debit of another amount gives nobody money, whatever a person says of it', async () => {
  const { soapId } = await gateway.sandbox.findAccount('100001')
  beforeDebit = (receipt) =>
    void gateway.sandbox.books.addDebit({ soapId, amount: 1000n, receipt, description: 'Перевод' })
  expect(await topUp(gateway, { accountId, ...ORDER }, payer)).toMatchObject({ __typename: 'TransferPending' })
  const operator = await gateway.signIn('operator')
  const stuck = await until(async () => (await listStuck(operator)).find(({ debit }) => debit?.state === 'OPERATOR'))
  expect(stuck).toMatchObject({ stage: 'DEBITING', debit: { attention: 'CONFLICT' } })
  for (const acknowledgesDoubt of [false, true]) {
    const { data } = await gateway.query<object>(
      `mutation ($input: ResolvePaymentInput!) { answer: resolvePayment(input: $input) { ... on ResolutionRefused { code } } }`,
      {
        input: { intentId: stuck.debit?.id, resolution: 'CARRIED_OUT', reason: 'seen in the books', acknowledgesDoubt },
      },
      operator,
    )
    expect(data).toEqual({ answer: { code: 'PAYMENT_DIFFERS' } })
  }
  const { debits, given } = await moved(gateway)
  expect([debits.length, given.length]).toEqual([1, 0])
}, 30_000)

test('P5 a recipient who closes between the check and the credit: the money comes back, and both statements show it', async () => {
  beforePosting = () => gateway.sandbox.terminateAccount('007123')
  const operator = await gateway.signIn('operator')
  const before = await look(gateway, '007123', operator)
  const answer = await insist()
  expect(answer).toMatchObject({
    __typename: 'TransferRefused',
    code: 'RECIPIENT_CLOSED',
    retryable: false,
    keptTransfer: { state: 'RETURNED', code: 'RECIPIENT_CLOSED' },
  })
  const from = await look(gateway, '100001', operator)
  expect(from.charges[0]).toEqual({ amount: '100.50', description: 'Перевод на счёт 00****3' })
  expect(from.payments[0]).toMatchObject({ amount: '100.50', method: 'TRANSFER' })
  expect(from.payments[0]?.externalId).toMatch(/^transfer-back\//)
  expect(await look(gateway, '007123', operator)).toEqual(before)
  expect(await sumOfAll(gateway)).toBe(sum)
  expect(await insist()).toEqual(answer)
  // Whoever has paid it out as well has paid it twice, and must not hear that this was right.
  for (const [resolution, code] of [
    ['GIVEN_BACK_BY_HAND', 'CARRIED_OUT_IN_BILLING'],
    ['GIVE_BACK_AGAIN', 'CARRIED_OUT_IN_BILLING'],
  ]) {
    const input = { transferId: answer.keptTransfer?.id, resolution }
    expect(await decide(operator, input)).toEqual({ __typename: 'TransferResolutionRefused', code, retryable: false })
  }
}, 30_000)

test('P5 what comes back meets the same faults, and comes back once', async () => {
  beforePosting = async () => {
    await gateway.sandbox.terminateAccount('007123')
    beforePosting = () => gateway.sandbox.setFault('soap.AddPayment', { kind: 'dropAfterApplying', times: 1 })
  }
  expect(await insist()).toMatchObject({ code: 'RECIPIENT_CLOSED', keptTransfer: { state: 'RETURNED' } })
  const { debits, given } = await moved(gateway)
  expect([debits.length, given.length]).toEqual([1, 1])
  expect(await sumOfAll(gateway)).toBe(sum)
}, 30_000)

test('P5 money that can be given neither to the one nor back to the other is shown to a person, who has it given back', async () => {
  beforePosting = async () => {
    await gateway.sandbox.terminateAccount('007123')
    await gateway.sandbox.terminateAccount('100001')
  }
  await topUp(gateway, { accountId, ...ORDER }, payer)
  const operator = await gateway.signIn('operator')
  const stuck = await until(async () => (await listStuck(operator)).find(({ stage }) => stage === 'OPERATOR'))
  expect(stuck).toMatchObject({
    fromAccountNumber: '100001',
    toAccountNumber: '007123',
    debit: { kind: 'DEBIT', state: 'DONE' },
    credit: { state: 'REJECTED', refusal: 'ACCOUNT_CLOSED' },
    giveBack: { state: 'REJECTED', refusal: 'ACCOUNT_CLOSED' },
  })
  expect(stuck.history.map(({ outcome }) => outcome)).toEqual([
    'accepted',
    'CREDITING debited',
    'RETURNING ACCOUNT_CLOSED',
    'OPERATOR not given back ACCOUNT_CLOSED',
  ])
  const transferId = stuck.id
  expect(await decide(operator, { transferId, resolution: 'GIVEN_BACK_BY_HAND', reason: 'x' })).toMatchObject({
    code: 'INVALID_REASON',
  })
  // It is tried once more, and the payer's agreement has still ended.
  expect(await decide(operator, { transferId, resolution: 'GIVE_BACK_AGAIN' })).toMatchObject({
    transferCase: { stage: 'RETURNING' },
  })
  await until(async () => (await listStuck(operator)).find(({ stage }) => stage === 'OPERATOR'))
  const byHand = await decide(operator, { transferId, resolution: 'GIVEN_BACK_BY_HAND' })
  expect(byHand).toMatchObject({ transferCase: { stage: 'RETURNED' } })
  expect(await decide(operator, { transferId, resolution: 'GIVEN_BACK_BY_HAND' })).toEqual(byHand)
  expect(await decide(operator, { transferId, resolution: 'GIVE_BACK_AGAIN' })).toMatchObject({
    code: 'ALREADY_DECIDED',
  })
  expect(await listStuck(operator)).toEqual([])
  const { debits, given } = await moved(gateway)
  expect([debits.length, given.length]).toEqual([1, 0])
}, 30_000)

test('P5 what the recipient was given after all is given to nobody else, and is so ended', async () => {
  beforePosting = async () => {
    await gateway.sandbox.terminateAccount('007123')
    await gateway.sandbox.terminateAccount('100001')
  }
  await topUp(gateway, { accountId, ...ORDER }, payer)
  const operator = await gateway.signIn('operator')
  const stuck = await until(async () => (await listStuck(operator)).find(({ stage }) => stage === 'OPERATOR'))
  const transferId = stuck.id
  expect(await decide(operator, { transferId, resolution: 'RECIPIENT_HAS_IT' })).toMatchObject({
    code: 'NOT_CARRIED_OUT_IN_BILLING',
  })
  // The billing applies what it had refused.
  const [debit] = (await moved(gateway)).debits
  const { soapId } = await gateway.sandbox.findAccount('007123')
  gateway.sandbox.books.addPayment({ soapId, classId: 1, amount: 10050n, receipt: debit?.receipt ?? '' })
  for (const resolution of ['GIVE_BACK_AGAIN', 'GIVEN_BACK_BY_HAND']) {
    expect(await decide(operator, { transferId, resolution })).toMatchObject({ code: 'GIVEN_IN_BILLING' })
  }
  expect(await decide(operator, { transferId, resolution: 'RECIPIENT_HAS_IT' })).toMatchObject({
    transferCase: { stage: 'DONE' },
  })
  expect(await insist()).toMatchObject({ __typename: 'TransferDone' })
  await assertOnce()
}, 30_000)

interface Case {
  readonly id: string
  readonly stage: string
  readonly history: readonly { readonly outcome: string }[]
  readonly debit: { readonly id: string; readonly state: string } | null
}

async function decide(token: string, input: object): Promise<object> {
  const { data } = await gateway.query<{ answer: object }>(
    `mutation ($input: ResolveTransferInput!) { answer: resolveTransfer(input: $input) { __typename
      ... on TransferResolved { transferCase { stage } } ... on TransferResolutionRefused { code retryable } } }`,
    { input: { reason: 'the agreements have ended', ...input } },
    token,
  )
  return data.answer
}

async function listStuck(token: string): Promise<readonly Case[]> {
  const { data, errors } = await gateway.query<{ found: { nodes: readonly Case[] } }>(
    `{ found: transfersNeedingAttention(first: 10) { nodes { id stage fromAccountNumber toAccountNumber
      debit { id kind state attention } credit { state refusal } giveBack { state refusal }
      history { outcome } } } }`,
    {},
    token,
  )
  expect(errors).toEqual([])
  return data.found.nodes
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let turn = 0; turn < 100; turn += 1) {
    const found = await look()
    if (found !== undefined) return found
    await delay(100)
  }
  throw new Error('It never came.')
}
