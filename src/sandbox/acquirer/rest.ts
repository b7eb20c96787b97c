import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendReply, waitForLeave } from '../deliver.ts'
import { htmlPage, leakyError, unavailable } from '../faults/bytes.ts'
import type { Reply } from '../wire/answer.ts'
import { readJsonBody } from '../wire/body.ts'
import { decimalText, readDecimal } from '../wire/money.ts'
import { RefusalError } from '../wire/refusal.ts'
import type { AcquirerDesk } from './desk.ts'
import type { ShopFault, ShopOperation } from './faults.ts'
import { METHODS, type NewPayment, type ShopPayment, type ShopRefund, type ShopRefusal } from './types.ts'

/** What a call does; refusals of the business are answers. */
type Work = () => unknown

/** The shop's side: payments are begun and asked about, money goes back. */
export async function handleShop(
  desk: AcquirerDesk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.headers.authorization !== `Bearer ${desk.shopKey}`) throw new RefusalError(401, 'who are you?')
  const url = new URL(request.url ?? '/', 'http://acquirer')
  const [operation, work] = await readCall(desk, request, url)
  const fault = desk.faults.draw(operation)
  if (fault === 'hang') return waitForLeave(response, desk.closing)
  if (fault === 'reset') return void response.socket?.resetAndDestroy()
  if (fault === 'http500') return sendReply(response, leakyError(operation))
  if (fault === 'unavailable') return sendReply(response, unavailable())
  const answer = spoil(work(), fault)
  if (fault === 'dropAfterApplying') return void response.socket?.resetAndDestroy()
  await sendReply(response, fault === 'html' ? htmlPage() : json(answer))
}

async function readCall(
  desk: AcquirerDesk,
  request: IncomingMessage,
  { pathname, searchParams }: URL,
): Promise<readonly [ShopOperation, Work]> {
  const { ledger } = desk
  const route = `${request.method} ${pathname.replace(/^.*\/v1/, '')}`
  if (route === 'POST /payments') {
    const order = readOrder(await readJsonBody(request), keyOf(request))
    return ['createPayment', () => write(desk, ledger.create(order))]
  }
  if (route === 'POST /refunds') {
    const fields = readFields(await readJsonBody(request))
    const paymentId = readString(fields, 'paymentId')
    const order = { key: keyOf(request), paymentId, ...readAmount(fields) }
    return ['refund', () => writeAnyRefund(desk, ledger.refund(order))]
  }
  if (route === 'GET /refunds') {
    const [paymentId, key] = [searchParams.get('paymentId') ?? '', searchParams.get('key')]
    const rows = () => ledger.listRefunds(paymentId).filter((refund) => key === null || refund.key === key)
    return ['findRefund', () => ({ items: rows().map((refund) => writeAnyRefund(desk, refund)) })]
  }
  if (route === 'GET /payments') {
    const row = ledger.findByKey(searchParams.get('key') ?? '')
    return ['findCreated', () => ({ items: row === null ? [] : [write(desk, row)] })]
  }
  const id = /^GET \/payments\/([\w-]{1,64})$/.exec(route)?.[1]
  if (id === undefined) throw new RefusalError(404, 'no such resource')
  return ['findPayment', () => write(desk, ledger.find(id) ?? { status: 404, code: 'payment_not_found' })]
}

function isRefusal(value: object): value is ShopRefusal {
  return 'code' in value
}

function write(desk: AcquirerDesk, payment: ShopPayment | ShopRefusal) {
  if (isRefusal(payment)) return payment
  const { id, key, method, status } = payment
  const paymentUrl = `${desk.url()}/pay/${id}`
  return {
    id,
    key,
    status,
    cancelReason: payment.cancelReason,
    amount: writeMoney(payment.minorUnits, payment.currency),
    refunded: writeMoney(payment.refundedMinorUnits, payment.currency),
    paymentUrl,
    // What a real one leads to is the bank's app.
    qr: method === 'sbp' ? `${paymentUrl}?via=qr` : null,
    createdAt: new Date(payment.createdAt).toISOString(),
    expiresAt: new Date(payment.expiresAt).toISOString(),
    capturedAt: payment.capturedAt === null ? null : new Date(payment.capturedAt).toISOString(),
  }
}

function writeAnyRefund({ ledger }: AcquirerDesk, refund: ShopRefund | ShopRefusal) {
  if (isRefusal(refund)) return refund
  const { id, key, paymentId, status, refundedAt } = refund
  const currency = ledger.find(paymentId)?.currency ?? 'RUB'
  const amount = writeMoney(refund.minorUnits, currency)
  return { id, key, paymentId, status, amount, refundedAt: refundedAt && new Date(refundedAt).toISOString() }
}

function writeMoney(minorUnits: bigint, currency: string) {
  return { value: decimalText(minorUnits), currency }
}

/** An answer that is wrong in one thing. */
function spoil(answer: unknown, fault: ShopFault | null): unknown {
  if (fault === 'notFound') return { status: 404, code: 'payment_not_found' }
  if (typeof answer !== 'object' || answer === null) return answer
  if ('items' in answer && Array.isArray(answer.items)) return { items: answer.items.map((row) => spoil(row, fault)) }
  if (!('amount' in answer)) return answer
  const { amount }: { amount: unknown } = answer
  if (fault === 'wrongAmount') return { ...answer, amount: { ...Object(amount), value: '1.00' } }
  if (fault === 'wrongCurrency') return { ...answer, amount: { ...Object(amount), currency: 'USD' } }
  if (fault === 'unknownStatus') return { ...answer, status: 'waiting_for_the_moon' }
  if (fault === 'wrongId') return { ...answer, id: 'somebody-elses' }
  const strange = { id: 'somebody-elses', paymentId: 'somebody-elses', key: 'somebody-elses' }
  return fault === 'wrongPayment' ? { ...answer, ...strange } : answer
}

function json(answer: unknown): Reply {
  const isRefused = typeof answer === 'object' && answer !== null && isRefusal(answer)
  const body = Buffer.from(JSON.stringify(isRefused ? { code: answer.code } : answer))
  return {
    status: isRefused ? answer.status : 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body,
  }
}

type Fields = Readonly<Record<string, unknown>>

function readFields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new RefusalError(400, 'not an object')
  return { ...value }
}

function readOrder(value: unknown, key: string): NewPayment {
  const fields = readFields(value)
  const method = METHODS.find((known) => known === fields['method'])
  if (method === undefined) throw new RefusalError(400, 'method: unknown')
  const returnUrl = readString(fields, 'returnUrl')
  if (!/^https?:$/.test(URL.parse(returnUrl)?.protocol ?? '')) throw new RefusalError(400, 'returnUrl: no address')
  return {
    key,
    body: JSON.stringify(fields),
    ...readAmount(fields),
    method,
    description: readString(fields, 'description'),
    returnUrl,
    receipt: JSON.stringify(fields['receipt'] ?? null),
    metadata: JSON.stringify(fields['metadata'] ?? null),
  }
}

function readAmount(fields: Fields): { readonly minorUnits: bigint; readonly currency: string } {
  const amount = readFields(fields['amount'])
  const minorUnits = readDecimal(readString(amount, 'value'))
  if (minorUnits === null || minorUnits <= 0n) throw new RefusalError(400, 'amount: not above zero')
  return { minorUnits, currency: readString(amount, 'currency') }
}

function readString(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value !== 'string' || value === '' || value.length > 2_000) throw new RefusalError(400, `${name}: no text`)
  return value
}

function keyOf({ headers }: IncomingMessage): string {
  const key = headers['idempotence-key']
  if (typeof key !== 'string' || !/^[\w-]{1,64}$/.test(key)) throw new RefusalError(400, 'idempotence-key: missing')
  return key
}
