import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createAbillsBilling } from '../../src/billing/abills/index.ts'
import type { Oddity } from '../../src/billing/adapter/oddity.ts'
import { BillingError } from '../../src/billing/error.ts'
import type { CredentialChange } from '../../src/billing/login-port.ts'
import type { BillingSystem, PaymentPageKey, StatementKey, TicketMessagePageKey } from '../../src/billing/port.ts'
import type { CancelOrder, PaymentOrder } from '../../src/billing/posting-port.ts'
import { formatMoney, type Money, parseMoney } from '../../src/domain/money.ts'
import { call } from '../conformance/subject.ts'
import { type Exchange, readSample, startExchanges } from '../support/exchanges.ts'
import { readable } from '../support/readable.ts'

/**
 * tests/samples/abills/<operation>/<case>.http: what was asked and read (### ASKED, ### EXPECTED), and in between each request
 * that must be sent with what the billing answers to it. A bug found in the field becomes a case and stays.
 */
const ROOT = new URL('../samples/abills/', import.meta.url)

interface Asked {
  readonly ids: readonly string[]
  readonly numbers: readonly string[]
  readonly numberField?: 'login' | 'contractId'
  readonly login: string
  readonly password: string
  readonly change: CredentialChange
  readonly pages: readonly PaymentPageKey[]
  readonly statements: readonly StatementKey[]
  readonly messages: readonly TicketMessagePageKey[]
  readonly references: readonly string[]
  /** The amount is decimal text in roubles, the instant RFC 3339. */
  readonly order: Omit<PaymentOrder & CancelOrder, 'amount' | 'paidAt'> & {
    readonly amount: string
    readonly paidAt: string | null
  }
}

interface Expected {
  readonly answer?: unknown
  readonly error?: { readonly code: string; readonly outcome: string }
  /** Kind, field and code of each oddity, in order. */
  readonly oddities: readonly string[]
}

const OPERATIONS: Readonly<Record<string, (billing: BillingSystem, asked: Asked) => Promise<unknown>>> = {
  accounts: (billing, { ids }) => billing.accounts.findAccounts(ids, call()),
  accountsByNumber: (billing, { numbers }) => billing.accounts.findAccountsByNumber(numbers, call()),
  agreements: (billing, { ids }) => billing.agreements.findAgreements(ids, call()),
  services: (billing, { ids }) => billing.services.listServices(ids, call()),
  tariffs: (billing, { ids }) => billing.tariffs.findTariffs(ids, call()),
  checkCredentials: (billing, { login, password }) => billing.credentials.checkCredentials({ login, password }, call()),
  changeCredentials: (billing, { change }) => billing.logins.changeCredentials(change, call()),
  async payments(billing, { pages }) {
    const found = await readable(billing.payments.listPayments(pages, call()))
    return pages.map((key) => found.get(key))
  },
  async charges(billing, { pages }) {
    const found = await readable(billing.charges.listCharges(pages, call()))
    return pages.map((key) => found.get(key))
  },
  async statements(billing, { statements }) {
    const found = await readable(billing.statements.readStatements(statements, call()))
    return statements.map((key) => found.get(key))
  },
  async findPostings(billing, { references }) {
    const keys = references.map((reference) => ({ accountId: '17', reference, since: 0, after: null }))
    const found = await readable(billing.postings.findPostings(keys, call()))
    return keys.map((key) => found.get(key))
  },
  postPayment: (billing, { order }) =>
    billing.postings.postPayment(readOrder(order), { ...call(), mayStart: () => true }),
  cancelPayment: (billing, { order }) =>
    billing.postings.cancelPayment(readOrder(order), { ...call(), mayStart: () => true }),
  promiseOffers: async (billing, { login, password, ids }) => {
    await billing.credentials.checkCredentials({ login, password }, call())
    return billing.promisedPayments.findPromiseOffers(ids, call())
  },
  takePromise: async (billing, { login, password, order }) => {
    await billing.credentials.checkCredentials({ login, password }, call())
    return billing.promisedPayments.takePromise(readOrder(order), { ...call(), mayStart: () => true })
  },
  async messages(billing, { messages }) {
    const found = await readable(billing.tickets.listMessages(messages, call()))
    return messages.map((key) => found.get(key))
  },
}

function readOrder({ amount, paidAt, ...order }: Asked['order']) {
  return { ...order, amount: parseMoney(amount, 'RUB'), paidAt: paidAt === null ? null : Date.parse(paidAt) }
}

const cases = readdirSync(ROOT).flatMap((operation) =>
  readdirSync(new URL(`${operation}/`, ROOT)).map((name) => [operation, name.replace(/\.http$/, '')] as const),
)

describe('samples of ABillS', () => {
  test('every operation has a sample', () => {
    expect(new Set(cases.map(([operation]) => operation))).toEqual(new Set(Object.keys(OPERATIONS)))
  })

  test.each(cases)('%s: %s', async (operation, name) => {
    const sample = readSample(readFileSync(new URL(`${operation}/${name}.http`, ROOT)))
    const asked: Asked = JSON.parse(sample.asked)
    const expected: Expected = JSON.parse(sample.expected)
    const replay = await startExchanges(sample.exchanges)
    const oddities: Oddity[] = []
    const billing = connect({ origin: replay.origin, asked, onOddity: (oddity) => void oddities.push(oddity) })
    const run = OPERATIONS[operation]
    if (run === undefined) throw new Error(`no operation ${operation}`)

    const outcome = await run(billing, asked).then(
      (answer) => ({ answer: toPlain(answer) }),
      (error: unknown) => ({ error: toFailure(error) }),
    )
    await billing.close()

    expect(replay.received.map(describeRequest)).toEqual(
      sample.exchanges.map(({ request }) => describeRequest(request)),
    )
    expect({ ...outcome, oddities: oddities.map(describeOddity) }).toEqual(expected)
  })
})

/** What is said by the request itself: its first line, who asks, and the body. */
function describeRequest({ start, headers, body }: Exchange['request']): string {
  const who = ['key', 'usersid'].flatMap((name) => (headers[name] === undefined ? [] : [`${name}: ${headers[name]}`]))
  return [start.replace(' HTTP/1.1', ''), ...who, body.toString().trim()].join('\n')
}

function describeOddity({ kind, field, code }: Oddity): string {
  return [kind, field, ...(code === null ? [] : [code])].join(' ')
}

function connect({
  origin,
  asked,
  onOddity,
}: {
  readonly origin: string
  readonly asked: Asked
  readonly onOddity: (oddity: Oddity) => void
}): BillingSystem {
  return createAbillsBilling({
    url: `${origin}/api.cgi`,
    key: 'sample-key',
    timeZone: 'Europe/Moscow',
    currency: 'RUB',
    timeoutMs: 5000,
    maxConcurrency: 1,
    ...(asked.numberField === undefined ? {} : { numberField: asked.numberField }),
    onOddity,
  })
}

function toFailure(error: unknown) {
  if (!(error instanceof BillingError)) throw error
  return { code: error.code, outcome: error.outcome }
}

const INSTANTS = new Set(['paidAt', 'chargedAt', 'createdAt', 'endsAt', 'takenAt', 'availableAt'])

/** Maps as objects, money as text, instants as RFC 3339: what can be written in a sample. */
function toPlain(value: unknown): unknown {
  const text = JSON.stringify(value instanceof Map ? Object.fromEntries(value) : value, (key, part: unknown) => {
    if (part instanceof BillingError) return { error: toFailure(part) }
    if (isMoney(part)) return `${formatMoney(part)} ${part.currency}`
    return INSTANTS.has(key) && typeof part === 'number' ? new Date(part).toISOString() : part
  })
  const plain: unknown = text === undefined ? null : JSON.parse(text)
  return plain
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'minorUnits' in value && 'currency' in value
}
