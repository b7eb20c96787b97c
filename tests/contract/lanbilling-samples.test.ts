import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { Oddity } from '../../src/billing/adapter/oddity.ts'
import { BillingError } from '../../src/billing/error.ts'
import { createLanbillingBilling } from '../../src/billing/lanbilling/index.ts'
import type { LoginKey } from '../../src/billing/login-port.ts'
import type { NewServiceOrder } from '../../src/billing/order-port.ts'
import type { BillingSystem, PaymentPageKey, TicketMessagePageKey, TicketPageKey } from '../../src/billing/port.ts'
import type { CancelOrder, PaymentOrder } from '../../src/billing/posting-port.ts'
import type { TicketMessageOrder } from '../../src/billing/ticket-port.ts'
import { formatMoney, type Money, parseMoney } from '../../src/domain/money.ts'
import { call, writingCall } from '../conformance/subject.ts'
import { serve } from '../support/http-server.ts'
import { type Message, readMessage } from '../support/sample-replay.ts'

/**
 * tests/samples/lanbilling/<operation>/<case>: what must be sent (request.http), what was answered, byte for byte
 * (response.http), and what was asked and read (expected.json). Whatever else has to be asked is answered by the case `plain` of
 * its operation. A bug found in the field becomes a case and stays.
 */
const ROOT = new URL('../samples/lanbilling/', import.meta.url)
const NOW = Date.parse('2026-11-22T13:00:00+03:00')

interface Asked {
  readonly ids: readonly string[]
  readonly numbers?: readonly string[]
  readonly login: string
  readonly password: string
  readonly loginKey: LoginKey
  readonly pages: readonly PaymentPageKey[]
  readonly references: readonly string[]
  readonly tickets: readonly TicketPageKey[]
  readonly messages: readonly TicketMessagePageKey[]
  readonly ticketMessage: TicketMessageOrder
  readonly serviceOrder: NewServiceOrder
  /** Amounts are decimal text in roubles, instants RFC 3339. */
  readonly order: Omit<PaymentOrder & CancelOrder, 'amount' | 'paidAt'> & {
    readonly amount: string
    readonly paidAt: string
  }
}

interface Expected {
  readonly asked: Asked
  readonly answer?: unknown
  readonly error?: { readonly code: string; readonly outcome: string }
  /** Kind, field and code of each oddity, in order. */
  readonly oddities: readonly string[]
}

type Run = (billing: BillingSystem, asked: Asked) => Promise<unknown>

const listOrders: Run = (billing, { pages }) => billing.orders.listOrders(pages, call())
const placeOrder: Run = (billing, { serviceOrder }) => billing.orders.placeOrder(serviceOrder, writingCall())

const OPERATIONS: Readonly<Record<string, Run>> = {
  getAgreements: (billing, { ids, numbers }) =>
    numbers === undefined
      ? billing.agreements.findAgreements(ids, call())
      : billing.accounts.findAccountsByNumber(numbers, call()),
  getAccount: (billing, { ids }) => billing.profiles.findProfiles(ids, call()),
  getVgroups: (billing, { ids }) => billing.services.listServices(ids, call()),
  getVgroup: (billing, { ids }) => billing.services.listIpAddresses(ids, call()),
  getTarif: (billing, { ids }) => billing.tariffs.findTariffs(ids, call()),
  getTarifsExt2: (billing, { ids }) => billing.tariffs.listTariffs(ids, call()),
  getTarifsStaff: (billing, { ids }) => billing.tariffs.listAvailableTariffs(ids, call()),
  getPayments: (billing, { pages }) => billing.payments.listPayments(pages, call()),
  ExternPayment: (billing, { order }) => billing.postings.postPayment(readOrder(order), writingCall()),
  ExternCancelPayment: (billing, { order }) => billing.postings.cancelPayment(readOrder(order), writingCall()),
  ExternCheckPayment: (billing, { references }) =>
    billing.postings.findPostings(
      references.map((reference) => ({ accountId: '9', reference, since: 0, after: null })),
      call(),
    ),
  getClientPPSettings: (billing, { ids }) => billing.promisedPayments.findPromiseOffers(ids, call()),
  getClientPromisePayments: (billing, { ids }) => billing.promisedPayments.listPromises(ids, call()),
  ClientPromisePayment: (billing, { order }) => billing.promisedPayments.takePromise(readOrder(order), writingCall()),
  getTarifsRasp: listOrders,
  getVgUserBlockSchedule: listOrders,
  getUserBlockTemplate: (billing, { ids }) => billing.orders.findOrderTerms(ids, call()),
  insClientTarifsRasp: placeOrder,
  setVgUserBlockSchedule: placeOrder,
  getSbssTickets: (billing, { tickets }) => billing.tickets.listTickets(tickets, call()),
  getSbssTicket: (billing, { messages }) => billing.tickets.listMessages(messages, call()),
  insupdSbssPost: (billing, { ticketMessage }) => billing.tickets.postTicketMessage(ticketMessage, writingCall()),
  ClientLogin: (billing, { login, password }) => billing.credentials.checkCredentials({ login, password }, call()),
  getExternAccount: (billing, { loginKey }) => billing.logins.findLogins(loginKey, call()),
}

const cases = readdirSync(ROOT).flatMap((operation) =>
  readdirSync(new URL(`${operation}/`, ROOT)).map((name) => [operation, name] as const),
)

describe('samples of LANBilling', () => {
  test('every operation that the adapter reads has a sample', () => {
    expect(new Set(cases.map(([operation]) => operation))).toEqual(new Set(Object.keys(OPERATIONS)))
  })

  test.each(cases)('%s: %s', async (operation, name) => {
    const folder = new URL(`${operation}/${name}/`, ROOT)
    const expected: Expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'))
    const request = readMessage(readFileSync(new URL('request.http', folder)))
    const replay = await startReplay({ operation, name })
    const oddities: Oddity[] = []
    const billing = connect(replay.origin, (oddity) => oddities.push(oddity))
    const run = OPERATIONS[operation]
    if (run === undefined) throw new Error(`no operation ${operation}`)

    const outcome = await run(billing, expected.asked).then(
      (answer) => ({ answer: toPlain(answer) }),
      (error: unknown) => ({ error: toFailure(error) }),
    )
    await billing.close()

    expect(replay.received[0]).toMatchObject({ headers: request.headers, body: request.body.toString().trim() })
    expect(outcome).toEqual(expected.error === undefined ? { answer: expected.answer } : { error: expected.error })
    expect(oddities.map(({ kind, field, code }) => [kind, field, ...(code === null ? [] : [code])].join(' '))).toEqual(
      expected.oddities,
    )
  })
})

/** Answers the sampled operation with the sampled bytes, and every other one as plainly as it can. */
async function startReplay(sampled: { readonly operation: string; readonly name: string }) {
  const received: { readonly headers: object; readonly body: string }[] = []
  const respond = async (request: IncomingMessage, answer: ServerResponse) => {
    const body = Buffer.concat(await request.toArray()).toString()
    const operation = /<\w+:Body><\w+:(\w+)>/.exec(body)?.[1] ?? ''
    if (operation === 'Login' || operation === 'Logout') {
      answer.setHeader('set-cookie', 'sessnum=sample;Domain=127.0.0.1;Path=/;Version=1;Max-Age=600;HttpOnly')
      answer.end(envelope(`<ns1:${operation}Response></ns1:${operation}Response>`))
      return
    }
    const isSampled = operation === sampled.operation
    if (isSampled) received.push({ headers: request.headers, body })
    const { start, headers, body: bytes } = readAnswer(operation, isSampled ? sampled.name : 'plain')
    answer.writeHead(Number(start.split(' ')[1]), headers).end(bytes)
  }
  const { origin } = await serve((request, answer) => void respond(request, answer))
  return { origin, received }
}

function readAnswer(operation: string, name: string): Message {
  return readMessage(readFileSync(new URL(`${operation}/${name}/response.http`, ROOT)))
}

function envelope(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="urn:api3"><SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`
}

function connect(url: string, onOddity: (oddity: Oddity) => void): BillingSystem {
  return createLanbillingBilling({
    url,
    login: 'manager',
    password: 'secret',
    timeZone: 'Europe/Moscow',
    currency: 'RUB',
    timeoutMs: 5000,
    maxConcurrency: 4,
    paymentClasses: { 0: 'CASH', 1: 'BANK_CARD' },
    ticketClasses: { 1: 'FAULT' },
    ticketStatuses: { 1: 'OPEN', 2: 'IN_PROGRESS', 4: 'CLOSED' },
    now: () => NOW,
    onOddity,
  })
}

function readOrder({ amount, paidAt, ...order }: Asked['order']) {
  return { ...order, amount: parseMoney(amount, 'RUB'), paidAt: Date.parse(paidAt) }
}

function toFailure(error: unknown) {
  if (!(error instanceof BillingError)) throw error
  return { code: error.code, outcome: error.outcome }
}

const INSTANTS = /At$/

/** Maps as lists of their values, money as text, instants as RFC 3339: what can be written in expected.json. */
function toPlain(value: unknown): unknown {
  const text = JSON.stringify(value instanceof Map ? [...value.values()] : value, (key, part: unknown) => {
    if (part instanceof BillingError) return { error: toFailure(part) }
    if (isMoney(part)) return `${formatMoney(part)} ${part.currency}`
    return INSTANTS.test(key) && typeof part === 'number' ? new Date(part).toISOString() : part
  })
  const plain: unknown = JSON.parse(text)
  return plain
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'minorUnits' in value && 'currency' in value
}
