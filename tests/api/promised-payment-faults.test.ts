import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { DEBTOR, promiseClient, type TakeAnswer } from '../support/promised-payments.ts'
import type { FaultRule } from '../support/sandbox.ts'

/** So early in a month that a term ends within it. */
const START_AT = Date.UTC(2026, 10, 3, 9)

const SPOILT: readonly (readonly [string, FaultRule])[] = [
  ['a page instead of an answer', { faults: [{ kind: 'html', times: 1 }] }],
  ['a connection that is reset', { faults: [{ kind: 'reset', times: 1 }] }],
  ["somebody else's row in the answer", { faults: [{ kind: 'foreignRows', times: 1 }] }],
  ['broken money in the answer', { faults: [{ kind: 'moneyBroken', times: 1 }] }],
  ['a session that has ended', { faults: [{ kind: 'expiredSession', times: 1 }] }],
]

/** A billing that keeps a reference beside each promised payment, and one that keeps none. */
describe.each([
  ['keeps references', 'exact'],
  ['keeps none', 'statement'],
] as const)('a billing that %s', (_name, reconcile) => {
  let gateway: Gateway
  let client: Awaited<ReturnType<typeof promiseClient>>
  beforeEach(async () => {
    gateway = await startGateway({
      billingTimeoutMs: 400,
      operationTimeoutMs: 4000,
      startAt: START_AT,
      reference: { reconcile },
    })
    client = await promiseClient(gateway)
  })
  afterEach(() => gateway.close())

  /** What the billing itself has. */
  async function books() {
    const { soapId } = await gateway.sandbox.findAccount(DEBTOR)
    return gateway.sandbox.books.listPromises({ soapIds: [soapId], limit: 100 })
  }

  async function fees(): Promise<number> {
    const { soapId } = await gateway.sandbox.findAccount(DEBTOR)
    const charges = gateway.sandbox.books.listCharges({ soapIds: [soapId], limit: 100 })
    return charges.filter(({ serviceId }) => serviceId === null).length
  }

  /** Repeats the order as a client does, until it is decided. */
  async function insist(order: object): Promise<TakeAnswer> {
    let answer: TakeAnswer = { __typename: 'PromisedPaymentPending' }
    await expect
      .poll(
        async () => {
          answer = await client.take(order)
          return answer.__typename
        },
        { timeout: 15_000, interval: 200 },
      )
      .not.toBe('PromisedPaymentPending')
    return answer
  }

  /** What everybody sees of an account that has taken one, once. */
  const ONCE = { answer: 'PromisedPaymentTaken', status: 'ACTIVE', taken: 1, fees: 1, account: 'ACTIVE' }

  async function summarize(answer: TakeAnswer): Promise<typeof ONCE> {
    return {
      answer: answer.__typename,
      status: answer.promisedPayment?.status ?? '',
      taken: (await books()).length,
      fees: await fees(),
      account: (await client.look()).status,
    }
  }

  const FAULTS: readonly (readonly [string, FaultRule])[] = [
    ['an error although it was written', { faults: [{ kind: 'errorAfterApplying', times: 1 }] }],
    ['no answer although it was written', { faults: [{ kind: 'dropAfterApplying', times: 1 }] }],
    ['success although nothing changed', { faults: [{ kind: 'successWithoutApplying', variant: 'echo', times: 1 }] }],
    ['success about nothing', { faults: [{ kind: 'successWithoutApplying', variant: 'empty', times: 1 }] }],
    ['written after the caller has left', { faults: [{ kind: 'applyLate', delayMs: 700, times: 1 }] }],
    ...(reconcile === 'exact' ? SPOILT : []),
  ]

  test.each(FAULTS)(
    'C13 %s: taken once, and said so in the end',
    async (_fault, rule) => {
      const order = await client.orderOf({ idempotencyKey: 'fault' })
      await gateway.sandbox.setFault('soap.AddPromise', rule)
      expect(await summarize(await insist(order))).toEqual(ONCE)
    },
    30_000,
  )

  test('C13 records that cannot be read for a while delay it, and do nothing else', async () => {
    const order = await client.orderOf({ idempotencyKey: 'unread' })
    await gateway.sandbox.setFault('soap.AddPromise', { kind: 'dropAfterApplying', times: 1 })
    await gateway.sandbox.setFault('soap.GetPromises', { faults: [{ kind: 'http500', times: 3 }] })
    expect(await summarize(await insist(order))).toEqual(ONCE)
  }, 30_000)

  test('C13 several people press while answers are lost: one is taken, and nobody is told of two', async () => {
    const order = await client.orderOf()
    await gateway.sandbox.setFault('soap.AddPromise', { faults: [{ kind: 'dropAfterApplying', times: 2 }] })
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, index) => insist({ ...order, idempotencyKey: `press-${index}` })),
    )
    const taken = answers.filter(({ __typename }) => __typename === 'PromisedPaymentTaken')
    expect(taken).toHaveLength(1)
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([undefined, 'ALREADY_ACTIVE']))
    expect(await books()).toHaveLength(1)
    expect(await fees()).toBe(1)
  }, 60_000)

  test('C13 the office gives one while ours is on its way: it is not taken for ours', async () => {
    const order = await client.orderOf({ idempotencyKey: 'office' })
    await gateway.sandbox.setFault('soap.AddPromise', { kind: 'reset', times: 1 })
    const first = client.take(order)
    const { soapId } = await gateway.sandbox.findAccount(DEBTOR)
    await expect.poll(async () => (await gateway.sandbox.calls())['soap.AddPromise'] ?? 0).toBeGreaterThan(0)
    gateway.sandbox.books.addPromise({ soapId, amount: 300_000n, manager: 'office' })
    await first
    expect(await insist(order)).toMatchObject({ __typename: 'PromisedPaymentRefused', code: 'ALREADY_ACTIVE' })
    expect(await books()).toHaveLength(1)
  }, 30_000)

  test('C13 every step is in the audit trail', async () => {
    const order = await client.orderOf({ idempotencyKey: 'audited' })
    expect(await summarize(await client.take(order))).toEqual(ONCE)
    const rows = (await gateway.auditRows()).filter(({ act }) => act === 'promised-payment')
    expect(rows.map(({ outcome }) => outcome)).toEqual(['accepted', 'SENDING begun', 'DONE done'])
    expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set(['OPERATOR:100']))
  })
})
