import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Intent } from '../../src/domain/payment-intent.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { writeDetails } from '../../src/payments/service-order-details.ts'
import { writeTicketDetails } from '../../src/payments/ticket-desk.ts'
import type { IntentChange, NewIntent } from '../../src/store/intent-store.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { acceptIntent, BEGIN, moveIntent, newIntent } from '../support/intents.ts'
import { DEBTOR } from '../support/promised-payments.ts'
import { MID_MONTH } from '../support/service-orders.ts'

/**
 * What operators decide about orders, tickets and promised payments that wait for a person: no payment is named there, so
 * the billing is looked up.
 */
let gateway: Gateway
let operator: string

beforeEach(async () => {
  gateway = await startGateway({ startAt: MID_MONTH, billingTimeoutMs: 2000 })
  operator = await gateway.signIn('operator')
  await gateway.sandbox.postPayment({ number: '100001', amount: '9000.00' })
})
afterEach(() => gateway.close())

const RESOLVE = `mutation ($input: ResolvePaymentInput!) { resolvePayment(input: $input) {
  __typename
  ... on PaymentResolved { intent { kind state attention refusal paymentId history { outcome actor } } }
  ... on ResolutionRefused { code retryable message currentIntent { state } }
} }`

interface Resolved {
  readonly resolvePayment: Readonly<Record<string, unknown>> & {
    readonly intent?: { readonly history: readonly { readonly outcome: string; readonly actor: string }[] }
  }
}

const CALL = { signal: AbortSignal.timeout(600_000), mayStart: () => true }
const TEXT = { category: 'FAULT', subject: 'Нет интернета', text: 'Второй день.', contact: null } as const

/** One kind of order: what an intent of it says, how the billing carries it out, and what it then has. */
interface Kind {
  readonly order: () => Promise<Partial<NewIntent>>
  readonly carryOut: (intent: Intent) => Promise<string>
  readonly count: () => Promise<number>
  readonly globalId: (intent: Intent, recordId: string) => string
  /** The same reference with something else than was asked for. */
  readonly differ: (intent: Intent) => Promise<string>
}

async function idOf(number: string): Promise<string> {
  return String((await gateway.sandbox.findAccount(number)).restId)
}

function wishOf(accountId: string, offeringId: string) {
  const nothing = { serviceId: null, tariffId: null, option: null, value: null, from: null, until: null } as const
  return { action: 'BUY_EQUIPMENT', accountId, offeringId, atNextPeriod: false, ...nothing } as const
}

async function placeOrder({ accountId, reference }: Intent, offeringId: string): Promise<string> {
  const verdict = await gateway.billing.orders.placeOrder({ ...wishOf(accountId, offeringId), reference }, CALL)
  if (verdict.kind !== 'placed') throw new Error(verdict.reason)
  return verdict.order.id
}

async function openTicket(accountId: string, reference: string): Promise<string> {
  const verdict = await gateway.billing.tickets.openTicket({ ...TEXT, accountId, reference }, CALL)
  if (verdict.kind !== 'opened') throw new Error(verdict.reason)
  return verdict.ticket.id
}

async function takePromise({ accountId, reference }: Intent, minorUnits: bigint): Promise<string> {
  const amount = { minorUnits, currency: 'RUB' } as const
  const verdict = await gateway.billing.promisedPayments.takePromise({ accountId, amount, reference }, CALL)
  if (verdict.kind !== 'taken') throw new Error(verdict.reason)
  return verdict.promise.id
}

const PROMISED = 300_000n

const KINDS: Readonly<Record<'SERVICE_ORDER' | 'TICKET' | 'PROMISED_PAYMENT', Kind>> = {
  SERVICE_ORDER: {
    order: async () => {
      const accountId = await idOf('100001')
      return {
        kind: 'SERVICE_ORDER',
        accountId,
        accountNumber: '100001',
        details: writeDetails(wishOf(accountId, '202')),
      }
    },
    carryOut: (intent) => placeOrder(intent, '202'),
    count: async () => (await gateway.sandbox.orders('100001')).length,
    globalId: ({ accountId }, orderId) => writeId({ type: 'ServiceOrder', accountId, orderId }),
    differ: (intent) => placeOrder(intent, '201'),
  },
  TICKET: {
    order: async () => ({
      kind: 'TICKET',
      accountId: await idOf('100001'),
      accountNumber: '100001',
      amount: { minorUnits: 0n, currency: 'RUB' },
      details: writeTicketDetails(TEXT),
    }),
    carryOut: ({ accountId, reference }) => openTicket(accountId, reference),
    count: async () => (await gateway.sandbox.ticketsByExternalId(newIntent(1).reference)).length,
    globalId: ({ accountId }, ticketId) => writeId({ type: 'Ticket', accountId, ticketId }),
    differ: async ({ reference }) => openTicket(await idOf('100002'), reference),
  },
  PROMISED_PAYMENT: {
    order: async () => ({
      kind: 'PROMISED_PAYMENT',
      accountId: await idOf(DEBTOR),
      accountNumber: DEBTOR,
      amount: { minorUnits: PROMISED, currency: 'RUB' },
    }),
    carryOut: (intent) => takePromise(intent, PROMISED),
    count: async () => {
      const accountId = await idOf(DEBTOR)
      const listed = (await gateway.billing.promisedPayments.listPromises([accountId], CALL)).get(accountId)
      return Array.isArray(listed) ? listed.length : 0
    },
    globalId: ({ accountId }, promiseId) => writeId({ type: 'PromisedPayment', accountId, promiseId }),
    differ: (intent) => takePromise(intent, PROMISED - 10_000n),
  },
}

const SETTLED: readonly IntentChange[] = [BEGIN, { to: 'UNKNOWN', dueInMs: 60_000, settledInMs: 0 }]

describe.each(Object.entries(KINDS))('%s', (name, kind) => {
  /** One whose attempts were all lost, so that a person must judge. */
  async function leave(before: readonly IntentChange[] = SETTLED) {
    const order = newIntent(1, { method: null, paidAt: null, ...(await kind.order()) })
    const accepted = await acceptIntent(gateway.store.intents, order)
    const attention = { to: 'OPERATOR', dueInMs: null, attention: 'TOO_MANY_ATTEMPTS' } as const
    const intent = await moveIntent(gateway.store.intents, accepted, ...before, attention)
    const intentId = writeId({ type: 'PaymentIntent', intentId: intent.id })
    async function resolve(input: Readonly<Record<string, unknown>>, language = 'en') {
      const variables = { input: { intentId, reason: 'seen in the billing', ...input } }
      const headers = { token: operator, language, requestId: randomUUID() }
      const { data, text } = await gateway.query<Resolved | null>(RESOLVE, variables, headers)
      if (!data) throw new Error(text)
      return data.resolvePayment
    }
    return { intent, resolve }
  }

  const CARRIED_OUT = { resolution: 'CARRIED_OUT' }
  const NOT_CARRIED_OUT = { resolution: 'NOT_CARRIED_OUT' }

  test('PAY-2 carried out is decided by what the billing has, and the same again answers the same', async () => {
    const { intent, resolve } = await leave()
    const recordId = await kind.carryOut(intent)
    const first = await resolve(CARRIED_OUT)
    expect(first).toMatchObject({
      __typename: 'PaymentResolved',
      intent: { kind: name, state: 'DONE', attention: null, refusal: null, paymentId: null },
    })
    expect(first.intent?.history.at(-1)?.outcome).toBe(`DONE CARRIED_OUT ${recordId}: seen in the billing`)
    expect(first.intent?.history.at(-1)?.actor).toMatch(/^OPERATOR:/)
    expect(await gateway.store.intents.find(intent.id)).toMatchObject({ recordId, state: 'DONE' })
    expect(await resolve(CARRIED_OUT)).toEqual(first)
    expect(await resolve({ ...CARRIED_OUT, paymentId: kind.globalId(intent, recordId) })).toEqual(first)
    expect(await resolve({ ...CARRIED_OUT, paymentId: kind.globalId(intent, '999999') })).toMatchObject({
      code: 'ALREADY_DECIDED',
    })
    expect(await resolve(NOT_CARRIED_OUT)).toMatchObject({ code: 'ALREADY_DECIDED', retryable: false })
    expect(await kind.count()).toBe(1)
  })

  test('PAY-2 what the billing has is not closed as not carried out', async () => {
    const { intent, resolve } = await leave()
    await kind.carryOut(intent)
    for (const acknowledgesDoubt of [false, true]) {
      expect(await resolve({ ...NOT_CARRIED_OUT, acknowledgesDoubt }, 'ru')).toMatchObject({
        __typename: 'ResolutionRefused',
        code: 'CARRIED_OUT_IN_BILLING',
        retryable: false,
        message: expect.stringMatching(/[а-я]/),
        currentIntent: { state: 'OPERATOR' },
      })
    }
  })

  test('PAY-2 what the billing has not is not taken for carried out, and closed as not carried out', async () => {
    const { resolve } = await leave()
    for (const acknowledgesDoubt of [false, true]) {
      expect(await resolve({ ...CARRIED_OUT, acknowledgesDoubt }, 'ru')).toMatchObject({
        __typename: 'ResolutionRefused',
        code: 'NOT_CARRIED_OUT_IN_BILLING',
        retryable: false,
        message: expect.stringMatching(/[а-я]/),
        currentIntent: { state: 'OPERATOR' },
      })
    }
    const closed = await resolve(NOT_CARRIED_OUT)
    expect(closed).toMatchObject({ intent: { state: 'REJECTED', refusal: 'CLOSED_BY_OPERATOR' } })
    expect(await resolve(NOT_CARRIED_OUT)).toEqual(closed)
    expect(await kind.count()).toBe(0)
  })

  test('PAY-1 it is not closed while an attempt may still be carried out', async () => {
    const { resolve } = await leave([BEGIN, { to: 'UNKNOWN', dueInMs: 60_000, settledInMs: 60_000 }])
    expect(await resolve(NOT_CARRIED_OUT)).toMatchObject({ code: 'NOT_SETTLED', retryable: true })
  })

  test('PAY-5 a record that differs is taken only by somebody who says so, and may name it', async () => {
    const { intent, resolve } = await leave()
    const recordId = await kind.differ(intent)
    expect(await resolve(CARRIED_OUT)).toMatchObject({ code: 'IN_DOUBT', retryable: false })
    expect(await resolve(NOT_CARRIED_OUT)).toMatchObject({ code: 'IN_DOUBT' })
    const insisted = { ...CARRIED_OUT, acknowledgesDoubt: true }
    const other = { ...insisted, paymentId: kind.globalId(intent, '999999') }
    expect(await resolve(other)).toMatchObject({ code: 'PAYMENT_DIFFERS' })
    const done = await resolve({ ...insisted, paymentId: kind.globalId(intent, recordId) })
    expect(done).toMatchObject({ intent: { state: 'DONE' } })
    expect(done.intent?.history.at(-1)?.outcome).toBe(
      `DONE CARRIED_OUT ${recordId} though it differs: seen in the billing`,
    )
  })

  test('no payment passes for it, and a billing that does not answer decides nothing', async () => {
    const { intent, resolve } = await leave()
    const paymentId = writeId({ type: 'Payment', accountId: intent.accountId, paymentId: '1' })
    expect(await resolve({ ...CARRIED_OUT, paymentId })).toMatchObject({ code: 'INVALID_PAYMENT_ID' })
    expect(await resolve({ ...CARRIED_OUT, paymentId: 'none' })).toMatchObject({ code: 'INVALID_PAYMENT_ID' })
    await gateway.sandbox.setFault('*', 'unavailable')
    for (const verdict of [CARRIED_OUT, NOT_CARRIED_OUT]) {
      expect(await resolve(verdict)).toMatchObject({ code: 'BILLING_UNAVAILABLE', retryable: true })
    }
    expect((await gateway.store.intents.find(intent.id))?.state).toBe('OPERATOR')
  })
})

test('C9 of an order that the billing took twice either may be named, and it stays in sight until it is mended', async () => {
  const order = newIntent(1, { method: null, ...(await KINDS.SERVICE_ORDER.order()) })
  const accepted = await acceptIntent(gateway.store.intents, order)
  const intent = await moveIntent(gateway.store.intents, accepted, ...SETTLED, {
    to: 'OPERATOR',
    dueInMs: null,
    attention: 'DOUBLED',
  })
  await gateway.sandbox.setFault('soap.AddOrder', { kind: 'doubleCredit', times: 1 })
  await KINDS.SERVICE_ORDER.carryOut(intent)
  expect(await KINDS.SERVICE_ORDER.count()).toBe(2)
  const [newest] = await gateway.sandbox.orders('100001')
  const input = {
    intentId: writeId({ type: 'PaymentIntent', intentId: intent.id }),
    resolution: 'CARRIED_OUT',
    reason: 'the office cancels the first',
  }
  const ask = async (changes: object) =>
    (await gateway.query<Resolved>(RESOLVE, { input: { ...input, ...changes } }, operator)).data.resolvePayment
  expect(await ask({})).toMatchObject({ code: 'IN_DOUBT' })
  const paymentId = KINDS.SERVICE_ORDER.globalId(intent, String(newest?.orderId))
  expect(await ask({ paymentId, acknowledgesDoubt: true })).toMatchObject({
    intent: { state: 'DONE', attention: 'DOUBLED' },
  })
  expect((await gateway.store.intents.find(intent.id))?.recordId).toBe(String(newest?.orderId))
  expect(await ask({ resolution: 'ACKNOWLEDGE' })).toMatchObject({ intent: { state: 'DONE', attention: null } })
})
