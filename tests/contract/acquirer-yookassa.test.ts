import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AcquirerError } from '../../src/acquiring/error.ts'
import type { Acquirer } from '../../src/acquiring/port.ts'
import { YOOKASSA_NETWORKS } from '../../src/acquiring/yookassa/hint.ts'
import { createYookassa, type YookassaOptions } from '../../src/acquiring/yookassa/index.ts'
import { parseMoney } from '../../src/domain/money.ts'
import { startYookassaDouble, type YookassaDouble } from '../doubles/yookassa.ts'
import type { Fault } from '../doubles/yookassa-wire.ts'
import { call } from '../support/http-server.ts'
import { TERMS } from '../support/receipt-rules.ts'
import { type AcquirerSubject, describeAcquirer, order } from './acquirer-contract.ts'

let double: YookassaDouble
let acquirer: Acquirer

const connect = (options: Partial<YookassaOptions> = {}) =>
  createYookassa({
    url: double.url,
    shopId: double.shopId,
    secretKey: double.secretKey,
    methods: ['BANK_CARD', 'E_WALLET', 'MOBILE', 'SBP'],
    sbp: 'qr',
    notificationNetworks: [],
    timeoutMs: 500,
    ...options,
  })

beforeAll(async () => {
  double = await startYookassaDouble()
  acquirer = connect()
})
afterAll(async () => {
  await acquirer.close()
  await double.close()
})

const notification = (event: string, object: object) =>
  Buffer.from(JSON.stringify({ type: 'notification', event, object }))
const failure = (promise: Promise<unknown>) => promise.catch((error: unknown) => error)
const contact = { kind: 'EMAIL', value: 'payer@example.com' } as const
const keyed = (idempotenceKey: string) => double.payments.filter(({ body }) => metadataOf(body) === idempotenceKey)
const metadataOf = (body: Readonly<Record<string, unknown>>) => Reflect.get(Object(body['metadata']), 'checkoutId')

async function begin(wanted = order()) {
  const verdict = await acquirer.createPayment(wanted, call())
  if (verdict.kind !== 'created') throw new Error(verdict.reason)
  return verdict.payment
}

describe('YooKassa', () => {
  describeAcquirer(
    (): AcquirerSubject => ({
      acquirer,
      pay: async (id) => double.pay(id),
      lackMoney: async (id) => double.cancel(id, 'insufficient_funds'),
      loseAnswer: async (operation) =>
        double.break(operation === 'refund' ? 'POST /refunds' : 'POST /payments', { kind: 'drop' }),
      setRefunds: async (mode) => {
        double.refunds = mode === 'no_money' ? 'insufficient_funds' : mode === 'done' ? 'succeeded' : 'pending'
      },
      settleRefunds: async () => double.settleRefunds(),
      async judge(description) {
        return double.payments
          .filter(({ body }) => body['description'] === description)
          .map(({ id, amount }) => ({
            amount,
            refunds: double.refundList
              .filter(({ paymentId, status }) => paymentId === id && status !== 'canceled')
              .map((refund) => refund.amount),
          }))
      },
      hint: (id) => notification('payment.succeeded', { id, status: 'succeeded' }),
    }),
  )

  test('the balance of a telephone is paid on the page, where the payer chooses it and types the number', async () => {
    const wanted = order({ method: 'MOBILE' })
    expect(await begin(wanted)).toMatchObject({ redirectUrl: expect.stringContaining('https://'), qrPayload: null })
    const [kept] = keyed(wanted.metadata['checkoutId'] ?? '')
    expect(kept?.body).not.toHaveProperty('payment_method_data')
  })

  test('SBP has a page where the shop does not have codes of its own', async () => {
    const other = connect({ sbp: 'redirect' })
    const verdict = await other.createPayment(order({ method: 'SBP' }), call())
    await other.close()
    expect(other.capabilities.qr).toBe(false)
    expect(verdict).toMatchObject({ payment: { redirectUrl: expect.stringContaining('https://'), qrPayload: null } })
  })

  const LOST: readonly [string, Fault, string][] = [
    ['202 processing', { kind: 'processing' }, 'ACQUIRER_OVERLOADED unknown'],
    ['500 of its own', { kind: 'internal' }, 'ACQUIRER_FAILED unknown'],
    ['429 of its own', { kind: 'tooMany' }, 'ACQUIRER_OVERLOADED not_applied'],
    ['502 of a proxy', { kind: 'proxy', status: 502 }, 'ACQUIRER_FAILED unknown'],
    ['429 of a proxy', { kind: 'proxy', status: 429 }, 'ACQUIRER_OVERLOADED unknown'],
    ['404 of a proxy', { kind: 'proxy', status: 404 }, 'ACQUIRER_FAILED unknown'],
    ['a page with 200', { kind: 'html' }, 'ACQUIRER_FAILED unknown'],
    ['JSON that is cut off', { kind: 'cut' }, 'ACQUIRER_MALFORMED_ANSWER unknown'],
    ['a lost answer', { kind: 'drop' }, 'ACQUIRER_UNREACHABLE unknown'],
    ['no answer', { kind: 'hang' }, 'ACQUIRER_TIMEOUT unknown'],
  ]

  test.each(LOST)('%s: a typed error, and the same key begins one payment', async (_name, fault, told) => {
    const wanted = order()
    const [code, outcome] = told.split(' ')
    double.break('POST /payments', fault)
    const error = await failure(acquirer.createPayment(wanted, call()))
    expect(error).toBeInstanceOf(AcquirerError)
    expect(error).toMatchObject({ code, outcome })
    expect(String(error)).not.toMatch(/payer@|test_secret|100001/)
    await begin(wanted)
    expect(keyed(wanted.idempotenceKey)).toHaveLength(1)
  })

  test.each(LOST)('%s of a refund: money goes back once', async (_name, fault, told) => {
    const wanted = order()
    const [code, outcome] = told.split(' ')
    const { acquirerId } = await begin(wanted)
    double.pay(acquirerId)
    const refund = {
      idempotenceKey: crypto.randomUUID(),
      acquirerId,
      amount: wanted.amount,
      receiptContact: contact,
      receipt: null,
    }
    double.break('POST /refunds', fault)
    expect(await failure(acquirer.refund(refund, call()))).toMatchObject({ code, outcome })
    expect(await acquirer.refund(refund, call())).toMatchObject({ kind: 'taken' })
    expect(double.refundList.filter(({ paymentId }) => paymentId === acquirerId)).toHaveLength(1)
  })

  test.each([
    ['an amount that is too large', { amount: parseMoney('900000.00', 'RUB') }, 'AMOUNT_NOT_ACCEPTED'],
    ['another currency', { amount: parseMoney('10.00', 'USD') }, 'AMOUNT_NOT_ACCEPTED'],
  ])('%s is refused for good', async (_name, change, reason) => {
    expect(await acquirer.createPayment(order(change), call())).toEqual({ kind: 'refused', reason })
  })

  test('a shop without rights is refused for good, and one with a wrong key is an error of access', async () => {
    double.break('POST /payments', { kind: 'forbidden' })
    expect(await acquirer.createPayment(order(), call())).toEqual({ kind: 'refused', reason: 'NOT_ACCEPTED' })
    const stranger = connect({ secretKey: 'wrong' })
    expect(await failure(stranger.createPayment(order(), call()))).toMatchObject({
      code: 'ACQUIRER_ACCESS_DENIED',
      outcome: 'not_applied',
    })
    await stranger.close()
  })

  test('the payment of somebody else in answer to a beginning is no answer, and the same key begins one payment', async () => {
    const stranger = await begin()
    const wanted = order()
    double.break('POST /payments', { kind: 'mixUp', id: stranger.acquirerId })
    const error = { code: 'ACQUIRER_MALFORMED_ANSWER', outcome: 'unknown' }
    expect(await failure(acquirer.createPayment(wanted, call()))).toMatchObject(error)
    expect((await begin(wanted)).acquirerId).not.toBe(stranger.acquirerId)
    expect(keyed(wanted.idempotenceKey)).toHaveLength(1)
  })

  test('the same key with another order is no refusal: there may be a payment', async () => {
    const wanted = order()
    await begin(wanted)
    const other = acquirer.createPayment({ ...wanted, amount: parseMoney('1.00', 'RUB') }, call())
    expect(await failure(other)).toMatchObject({ code: 'ACQUIRER_FAILED', outcome: 'unknown' })
    expect(keyed(wanted.idempotenceKey)).toHaveLength(1)
  })

  test('a payment whose answer was lost for longer than keys are kept is found among hundreds, and none is begun', async () => {
    const wanted = order()
    const at = Date.now()
    double.break('POST /payments', { kind: 'drop' })
    await failure(acquirer.createPayment(wanted, call()))
    for (let other = 0; other < 120; other += 1) await begin()
    double.advance(25 * 3_600_000)
    double.maxLimit = 50
    const window = { from: at - 600_000, to: at + 600_000 }
    const found = await acquirer.findCreated({ idempotenceKey: wanted.idempotenceKey, ...window }, call())
    expect(found).toMatchObject({ acquirerId: keyed(wanted.idempotenceKey)[0]?.id, amount: wanted.amount })
    const early = { from: at - 7_200_000, to: at - 3_600_000 }
    expect(await acquirer.findCreated({ idempotenceKey: wanted.idempotenceKey, ...early }, call())).toBeNull()
    // What a repeat would do by now, and why nothing is sent again.
    await begin(wanted)
    expect(keyed(wanted.idempotenceKey)).toHaveLength(2)
    double.maxLimit = 100
  })

  test('a refund is found for as long as its payment is kept', async () => {
    const wanted = order()
    const { acquirerId } = await begin(wanted)
    double.pay(acquirerId)
    const refund = {
      idempotenceKey: crypto.randomUUID(),
      acquirerId,
      amount: wanted.amount,
      receiptContact: contact,
      receipt: null,
    }
    await acquirer.refund(refund, call())
    double.advance(400 * 86_400_000)
    expect(await acquirer.findRefund(refund, call())).toMatchObject({ status: 'DONE', amount: wanted.amount })
    expect(await acquirer.findRefund({ ...refund, idempotenceKey: crypto.randomUUID() }, call())).toBeNull()
  })

  test.each([
    ['3d_secure_failed', 'DECLINED_BY_BANK'],
    ['general_decline', 'DECLINED_BY_BANK'],
    ['expired_on_confirmation', 'EXPIRED'],
    ['internal_timeout', 'EXPIRED'],
    ['a_reason_of_next_year', 'UNKNOWN'],
  ])('canceled for %s reads as %s', async (reason, cancelReason) => {
    const wanted = order()
    const { acquirerId } = await begin(wanted)
    double.cancel(acquirerId, reason)
    expect(await acquirer.findPayment({ ...wanted, acquirerId }, call())).toMatchObject({
      status: 'CANCELED',
      cancelReason,
    })
  })

  test('a description of 129 characters, a lone surrogate and too many metadata are never sent', async () => {
    const bad = [
      order({ description: 'ж'.repeat(129) }),
      order({ description: '\ud800' }),
      order({ metadata: { ['n'.repeat(33)]: 'x' } }),
      order({ metadata: Object.fromEntries(Array.from({ length: 16 }, (_, at) => [`n${at}`, 'x'])) }),
    ]
    const before = double.payments.length
    for (const wanted of bad) {
      expect(await failure(acquirer.createPayment(wanted, call()))).toMatchObject({
        code: 'ACQUIRER_UNWRITABLE_REQUEST',
        outcome: 'not_applied',
      })
    }
    expect(double.payments).toHaveLength(before)
  })

  test('receipts go along only where they are made there, and a refused contact is told', async () => {
    const wanted = order({ receiptContact: { kind: 'PHONE', value: '+79121234567' } })
    await begin(wanted)
    expect(keyed(wanted.idempotenceKey)[0]?.body).not.toHaveProperty('receipt')
    const receipted = order({ receiptContact: { kind: 'PHONE', value: '+79121234567' }, receipt: TERMS })
    await acquirer.createPayment(receipted, call())
    expect(keyed(receipted.idempotenceKey)[0]?.body['receipt']).toEqual({
      customer: { phone: '79121234567' },
      tax_system_code: 1,
      items: [
        {
          description: receipted.description,
          quantity: '1.00',
          amount: { value: '150.05', currency: 'RUB' },
          vat_code: 12,
          payment_mode: 'advance',
          payment_subject: 'payment',
        },
      ],
    })
    const refused = order({ receiptContact: { kind: 'EMAIL', value: 'nobody' }, receipt: TERMS })
    expect(await acquirer.createPayment(refused, call())).toEqual({
      kind: 'refused',
      reason: 'RECEIPT_CONTACT_NOT_ACCEPTED',
    })
  })

  test('notifications of refunds name the payment, those from elsewhere are passed over where that is wished', () => {
    const choosy = connect({ notificationNetworks: YOOKASSA_NETWORKS })
    const body = notification('refund.succeeded', { id: 'refund-1', payment_id: 'payment-1', status: 'succeeded' })
    const from = (address: string) => choosy.readHint({ headers: {}, body, address })
    expect(from('185.71.76.5')).toEqual({ acquirerId: 'payment-1' })
    expect(from('::ffff:77.75.156.11')).toEqual({ acquirerId: 'payment-1' })
    expect(from('2a02:5180:0:1::7')).toEqual({ acquirerId: 'payment-1' })
    expect([from('185.71.76.32'), from('10.0.0.1'), from('not an address')]).toEqual([null, null, null])
    const odd = [
      notification('payout.succeeded', { id: 'x' }),
      notification('payment.succeeded', { id: 'x'.repeat(65) }),
      notification('refund.succeeded', { id: 'refund-1' }),
      Buffer.from('{"type":"payment","event":"payment.succeeded","object":{"id":"payment-1"}}'),
      Buffer.from('{"type":"notification","event":{"a":1},"object":{"id":"payment-1"}}'),
    ]
    for (const text of odd) expect(acquirer.readHint({ headers: {}, body: text, address: '' })).toBeNull()
  })
})
