import { expect, test } from 'vitest'
import { AcquirerError } from '../../src/acquiring/error.ts'
import type { Acquirer, PaymentOrder } from '../../src/acquiring/port.ts'
import { formatMoney, parseMoney } from '../../src/domain/money.ts'
import { call } from '../support/http-server.ts'

/** An acquirer over the wire, and the other side of it. */
export interface AcquirerSubject {
  readonly acquirer: Acquirer
  /** The payer pays, or is refused for lack of money, on the acquirer's page. */
  pay(acquirerId: string): Promise<void>
  lackMoney(acquirerId: string): Promise<void>
  /** Of the next call that begins a payment, or gives money back, the work is done and the answer is lost. */
  loseAnswer(operation: 'createPayment' | 'refund'): Promise<void>
  /** Refunds that are asked for from now on. */
  setRefunds(mode: 'done' | 'pending' | 'no_money'): Promise<void>
  settleRefunds(): Promise<void>
  /** The decimal amounts that the acquirer has for all payments that were begun with a description. */
  judge(description: string): Promise<readonly { amount: string; refunds: readonly string[] }[]>
  /** A notification as this acquirer sends it. */
  readonly hint: (acquirerId: string) => Uint8Array
}

export function order(wanted: Partial<PaymentOrder> = {}): PaymentOrder {
  const idempotenceKey = crypto.randomUUID()
  return {
    idempotenceKey,
    amount: parseMoney('150.05', 'RUB'),
    method: 'BANK_CARD',
    description: `Оплата услуг связи ${idempotenceKey}`,
    returnUrl: 'https://cabinet.example/paid',
    receiptContact: { kind: 'EMAIL', value: 'payer@example.com' },
    receipt: null,
    metadata: { checkoutId: idempotenceKey, accountNumber: '100001' },
    ...wanted,
  }
}

/** What every acquirer keeps, whoever it is. `subject` is asked within each test. */
export function describeAcquirer(subject: () => AcquirerSubject): void {
  const contact = { kind: 'EMAIL', value: 'payer@example.com' } as const

  async function begin(wanted = order()) {
    const verdict = await subject().acquirer.createPayment(wanted, call())
    if (verdict.kind !== 'created') throw new Error(`refused: ${verdict.reason}`)
    return verdict.payment
  }

  async function paid(wanted = order()) {
    const { acquirerId } = await begin(wanted)
    await subject().pay(acquirerId)
    return acquirerId
  }

  const find = ({ idempotenceKey }: PaymentOrder, acquirerId: string) =>
    subject().acquirer.findPayment({ acquirerId, idempotenceKey }, call())

  test('a payment is begun open, with a page to pay it on, and the amount to the kopeck', async () => {
    const payment = await begin()
    expect(payment).toMatchObject({ status: 'OPEN', amount: parseMoney('150.05', 'RUB'), qrPayload: null })
    expect(payment.redirectUrl).toMatch(/^https?:\/\//)
  })

  test('a payment by SBP has the content of a QR code', async () => {
    expect((await begin(order({ method: 'SBP' }))).qrPayload).toMatch(/^https?:\/\//)
  })

  test.each(['BANK_CARD', 'E_WALLET', 'MOBILE', 'SBP'] as const)('%s is taken', async (method) => {
    const wanted = order({ method })
    await begin(wanted)
    expect(await subject().judge(wanted.description)).toHaveLength(1)
  })

  test('the same key again is the same payment', async () => {
    const wanted = order()
    const [first, ...more] = await Promise.all([begin(wanted), begin(wanted), begin(wanted)])
    expect(new Set(more.map(({ acquirerId }) => acquirerId))).toEqual(new Set([first.acquirerId]))
    expect(await subject().judge(wanted.description)).toHaveLength(1)
  })

  test('after a lost answer the outcome is unknown, and the same key finds what was begun', async () => {
    const wanted = order()
    await subject().loseAnswer('createPayment')
    const error: unknown = await begin(wanted).catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(AcquirerError)
    expect(error).toMatchObject({ outcome: 'unknown' })
    await begin(wanted)
    expect(await subject().judge(wanted.description)).toHaveLength(1)
  })

  test('what was begun can be found by its key, also without the key being sent again', async () => {
    const wanted = order()
    const { acquirerId } = await begin(wanted)
    const window = { from: Date.now() - 3_600_000, to: Date.now() + 3_600_000 }
    const found = await subject().acquirer.findCreated({ idempotenceKey: wanted.idempotenceKey, ...window }, call())
    expect(found).toMatchObject({ acquirerId, amount: wanted.amount, status: 'OPEN' })
    const other = { idempotenceKey: crypto.randomUUID(), ...window }
    expect(await subject().acquirer.findCreated(other, call())).toBeNull()
  })

  test('a paid payment is captured in full, with its time', async () => {
    const wanted = order()
    const acquirerId = await paid(wanted)
    expect(await find(wanted, acquirerId)).toMatchObject({
      acquirerId,
      status: 'CAPTURED',
      cancelReason: null,
      amount: parseMoney('150.05', 'RUB'),
      refunded: parseMoney('0', 'RUB'),
      capturedAt: expect.closeTo(Date.now(), -6),
    })
  })

  test('a declined one says why, and nothing was taken', async () => {
    const wanted = order()
    const { acquirerId } = await begin(wanted)
    await subject().lackMoney(acquirerId)
    expect(await find(wanted, acquirerId)).toMatchObject({
      status: 'CANCELED',
      cancelReason: 'INSUFFICIENT_FUNDS',
      capturedAt: null,
    })
  })

  test('a payment that nobody has begun is absent', async () => {
    expect(await find(order(), crypto.randomUUID())).toBeNull()
  })

  test('a payment that was begun with another key is somebody else’s, paid or not', async () => {
    const acquirerId = await paid()
    const error = { code: 'ACQUIRER_MALFORMED_ANSWER', outcome: 'not_applied' }
    await expect(find(order(), acquirerId)).rejects.toMatchObject(error)
    const open = await begin()
    await expect(find(order(), open.acquirerId)).rejects.toMatchObject(error)
  })

  test('money goes back once for one key, also when an answer was lost', async () => {
    const wanted = order()
    const acquirerId = await paid(wanted)
    const refund = {
      idempotenceKey: crypto.randomUUID(),
      acquirerId,
      amount: wanted.amount,
      receiptContact: contact,
      receipt: null,
    }
    await subject().loseAnswer('refund')
    await expect(subject().acquirer.refund(refund, call())).rejects.toMatchObject({ outcome: 'unknown' })
    expect(await subject().acquirer.findRefund(refund, call())).toMatchObject({ status: 'DONE', amount: wanted.amount })
    expect(await subject().acquirer.refund(refund, call())).toMatchObject({ kind: 'taken', refund: { status: 'DONE' } })
    expect(await subject().judge(wanted.description)).toEqual([{ amount: '150.05', refunds: ['150.05'] }])
    expect(await find(wanted, acquirerId)).toMatchObject({
      status: 'CAPTURED',
      refunded: wanted.amount,
    })
  })

  test('more than is left does not go back', async () => {
    const wanted = order()
    const acquirerId = await paid(wanted)
    const part = { acquirerId, amount: parseMoney('100.00', 'RUB'), receiptContact: contact, receipt: null }
    await subject().acquirer.refund({ ...part, idempotenceKey: crypto.randomUUID() }, call())
    expect(await subject().acquirer.refund({ ...part, idempotenceKey: crypto.randomUUID() }, call())).toEqual({
      kind: 'refused',
      reason: 'ALREADY_REFUNDED',
    })
    expect((await subject().judge(wanted.description))[0]?.refunds).toEqual(['100.00'])
  })

  test('a refund on its way is pending until it is done', async () => {
    const wanted = order()
    const acquirerId = await paid(wanted)
    const refund = {
      idempotenceKey: crypto.randomUUID(),
      acquirerId,
      amount: wanted.amount,
      receiptContact: contact,
      receipt: null,
    }
    await subject().setRefunds('pending')
    expect(await subject().acquirer.refund(refund, call())).toMatchObject({ refund: { status: 'PENDING' } })
    await subject().setRefunds('done')
    await subject().settleRefunds()
    expect(await subject().acquirer.findRefund(refund, call())).toMatchObject({ status: 'DONE' })
  })

  test('a shop without money is told so', async () => {
    const wanted = order()
    const acquirerId = await paid(wanted)
    const refund = {
      idempotenceKey: crypto.randomUUID(),
      acquirerId,
      amount: wanted.amount,
      receiptContact: contact,
      receipt: null,
    }
    await subject().setRefunds('no_money')
    expect(await subject().acquirer.refund(refund, call())).toEqual({ kind: 'refused', reason: 'NOT_ENOUGH_MONEY' })
    await subject().setRefunds('done')
  })

  test('money of a payment that is not there does not go back', async () => {
    const refund = {
      idempotenceKey: crypto.randomUUID(),
      acquirerId: crypto.randomUUID(),
      receiptContact: contact,
      receipt: null,
    }
    const verdict = await subject().acquirer.refund({ ...refund, amount: parseMoney('1.00', 'RUB') }, call())
    expect(verdict).toEqual({ kind: 'refused', reason: 'PAYMENT_NOT_FOUND' })
    expect(await subject().acquirer.findRefund(refund, call())).toBeNull()
  })

  test('a call that may not start leaves nothing behind', async () => {
    const wanted = order()
    await expect(subject().acquirer.createPayment(wanted, { ...call(), mayStart: () => false })).rejects.toMatchObject({
      code: 'ACQUIRER_CANCELED',
      outcome: 'not_applied',
    })
    expect(await subject().judge(wanted.description)).toEqual([])
  })

  test('a notification names its payment, and rubbish names none', () => {
    const { acquirer, hint } = subject()
    const read = (body: Uint8Array) => acquirer.readHint({ headers: {}, body, address: '127.0.0.1' })
    expect(read(hint('2f9c1d4e-000f-5000-8000-1d2c3b4a5968'))).toEqual({
      acquirerId: '2f9c1d4e-000f-5000-8000-1d2c3b4a5968',
    })
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"object":7}',
      '{"object":{"id":{"a":1}}}',
      '{"object":{"id":"a b"}}',
    ]) {
      expect(read(Buffer.from(text))).toBeNull()
    }
    expect(read(Uint8Array.of(0xff, 0xfe))).toBeNull()
  })

  test('a method, an amount and a description within what it says of itself', () => {
    const { methods, minAmount, maxAmount, keysKeptMs, maxDescriptionLength } = subject().acquirer.capabilities
    expect(methods.length).toBeGreaterThan(0)
    expect(minAmount.minorUnits).toBeLessThan(maxAmount.minorUnits)
    expect([formatMoney(minAmount), keysKeptMs > 0, maxDescriptionLength > 0]).toEqual(['1.00', true, true])
  })
}
