import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Oddity } from '../../src/billing/adapter/oddity.ts'
import type { BillingSystem, PaymentPageKey } from '../../src/billing/port.ts'
import { call } from '../conformance/subject.ts'
import { readable } from '../support/readable.ts'
import { connectBilling, type Fault, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'

let sandbox: TestSandbox
let billing: BillingSystem
/** Gives up soon, for faults that are only over when somebody does. */
let impatient: BillingSystem
let keys: readonly PaymentPageKey[] = []
let ticketKeys: readonly { readonly accountId: string; readonly ticketId: string }[] = []
let good: Awaited<ReturnType<typeof readAll>>
const oddities: Oddity[] = []

beforeAll(async () => {
  sandbox = await startTestSandbox()
  billing = connectBilling(sandbox, { onOddity: (oddity) => oddities.push(oddity) })
  impatient = connectBilling(sandbox, { timeoutMs: 200 })
  const accounts = sandbox.books.listAccounts({ limit: 10, offset: 0 })
  keys = accounts.map(({ restId }) => ({ accountId: String(restId), first: 10, before: null }))
  ticketKeys = accounts.flatMap(({ restId, soapId }) =>
    sandbox.books
      .listTickets({ soapIds: [soapId], limit: 3 })
      .map(({ ticketId }) => ({ accountId: String(restId), ticketId: String(ticketId) })),
  )
  good = await readAll()
  // The keys and the session are known before any fault is.
  await readAll(impatient)
}, 30_000)
afterAll(async () => {
  await Promise.all([billing.close(), impatient.close()])
  await sandbox.close()
})
beforeEach(() => void oddities.splice(0))
afterEach(() => sandbox.clearFaults())

const PERIOD = { from: '2026-08-01', to: '2026-10-31' }

/** What each operation of the SOAP side reads, as one list in the order of the keys. */
const readersOf = (system: BillingSystem) => ({
  async GetPayments() {
    const pages = await readable(system.payments.listPayments(keys, call()))
    return keys.flatMap((key) => pages.get(key)?.payments ?? [])
  },
  async GetCharges() {
    const pages = await readable(system.charges.listCharges(keys, call()))
    return keys.flatMap((key) => pages.get(key)?.charges ?? [])
  },
  async GetStatement() {
    const asked = keys.slice(0, 3).map(({ accountId }) => ({ accountId, period: PERIOD }))
    const statements = await readable(system.statements.readStatements(asked, call()))
    return asked.flatMap((key) => statements.get(key) ?? [])
  },
  async GetTickets() {
    const asked = keys.map((key) => ({ ...key, statuses: null }))
    const pages = await readable(system.tickets.listTickets(asked, call()))
    return asked.flatMap((key) => pages.get(key)?.tickets ?? [])
  },
  async GetTicketMessages() {
    const asked = ticketKeys.map((key) => ({ ...key, first: 10, after: null }))
    const pages = await readable(system.tickets.listMessages(asked, call()))
    return asked.flatMap((key) => pages.get(key)?.messages ?? [])
  },
})

const OPERATIONS = ['GetPayments', 'GetCharges', 'GetStatement', 'GetTickets', 'GetTicketMessages'] as const
const MONEY = ['GetPayments', 'GetCharges', 'GetStatement'] as const

async function readAll(system = billing) {
  const readers = readersOf(system)
  const [GetPayments, GetCharges, GetStatement, GetTickets, GetTicketMessages] = await Promise.all([
    readers.GetPayments(),
    readers.GetCharges(),
    readers.GetStatement(),
    readers.GetTickets(),
    readers.GetTicketMessages(),
  ])
  return { GetPayments, GetCharges, GetStatement, GetTickets, GetTicketMessages }
}

async function setFaults(fault: Fault | string, operations: readonly string[] = OPERATIONS) {
  for (const operation of operations) await sandbox.setFault(`soap.${operation}`, fault)
}

test('the answers that are spoilt below hold something', () => {
  for (const operation of OPERATIONS) expect([operation, good[operation].length > 2]).toEqual([operation, true])
})

describe('faults of every SOAP read', () => {
  test.each<readonly [string, Fault, string]>([
    ['Q5 an HTTP 500 that leaks file and line', { kind: 'http500' }, 'BILLING_FAILED'],
    ['an HTTP 503', { kind: 'unavailable' }, 'BILLING_OVERLOADED'],
    ['Q5 an HTML page with HTTP 200', { kind: 'html' }, 'BILLING_FAILED'],
    ['Q8 an empty body with HTTP 200', { kind: 'empty' }, 'BILLING_FAILED'],
    ['Q8 Q18 a fault with HTTP 200 that means nothing listed', { kind: 'faultWith200' }, 'BILLING_FAILED'],
    ['Q6 XML that is not well-formed', { kind: 'notWellFormed' }, 'BILLING_MALFORMED_ANSWER'],
    ['Q7 windows-1251 that is called utf-8', { kind: 'wrongCharset', variant: 'bytes' }, 'BILLING_MALFORMED_ANSWER'],
    ['a DOCTYPE that redefines an entity', { kind: 'doctype' }, 'BILLING_MALFORMED_ANSWER'],
    ['an answer that stops in the middle', { kind: 'truncated' }, 'BILLING_MALFORMED_ANSWER'],
    ['an answer of more than 3 MB', { kind: 'oversize' }, 'BILLING_ANSWER_TOO_LARGE'],
    ['an answer that drips without end', { kind: 'drip' }, 'BILLING_TIMEOUT'],
    ['no answer at all', { kind: 'hang' }, 'BILLING_TIMEOUT'],
    ['a connection that is reset', { kind: 'reset' }, 'BILLING_UNREACHABLE'],
    ["another operation's answer", { kind: 'wrongOperation' }, 'BILLING_MALFORMED_ANSWER'],
    ['every third field missing', { kind: 'missingFields' }, 'BILLING_MALFORMED_ANSWER'],
  ])('%s is %s %s', async (_name, fault, code) => {
    await setFaults(fault)
    const readers = readersOf(code === 'BILLING_TIMEOUT' ? impatient : billing)
    const outcomes = await Promise.allSettled(OPERATIONS.map((operation) => readers[operation]()))
    for (const [index, outcome] of outcomes.entries()) {
      expect([OPERATIONS[index], outcome]).toEqual([
        OPERATIONS[index],
        { status: 'rejected', reason: expect.objectContaining({ name: 'BillingError', code, outcome: 'not_applied' }) },
      ])
      expect(String(outcome.status === 'rejected' && outcome.reason)).not.toMatch(/mysql|Db\.pm|Ivanov|sessnum/)
    }
    await sandbox.clearFaults()
    expect(await readAll()).toEqual(good)
  })

  test.each<readonly [string, Fault]>([
    ['Q7 utf-8 that only the header calls windows-1251', { kind: 'wrongCharset', variant: 'header' }],
    ['Q7 utf-8 that only the declaration calls windows-1251', { kind: 'wrongCharset', variant: 'declaration' }],
    ['Q7 windows-1251 that says so', { kind: 'wrongCharset', variant: 'both' }],
    ['Q10 types that flip with content', { kind: 'typeFlips' }],
    ['Q11 dates in the other forms that billings print', { kind: 'dateForms' }],
  ])('%s reads the same', async (_name, fault) => {
    await setFaults(fault)
    expect(await readAll()).toEqual(good)
  })

  test('Q9 money as doubles is the same money, and the noise is counted', async () => {
    await setFaults('moneyAsDoubles')
    expect(await readAll()).toEqual(good)
    const noisy = oddities.filter(({ kind }) => kind === 'money_noise').map(({ field }) => field.split('.')[0])
    expect(new Set(noisy)).toEqual(new Set(['payments', 'charges', 'statement']))
  })

  test.each(MONEY)('Q9 money that is broken is malformed: %s', async (operation) => {
    await setFaults('moneyBroken')
    await expect(readersOf(billing)[operation]()).rejects.toMatchObject({
      code: 'BILLING_MALFORMED_ANSWER',
      outcome: 'not_applied',
    })
  })

  test('Q11 instants that are lost are null, the others are the same', async () => {
    await setFaults('zeroDates')
    const spoilt = await readAll()
    const instantsOf = ({ GetPayments, GetCharges, GetStatement, GetTickets, GetTicketMessages }: typeof good) => ({
      GetPayments: new Map(GetPayments.map(({ id, paidAt }) => [id, paidAt])),
      GetCharges: new Map(GetCharges.map(({ id, chargedAt }) => [id, chargedAt])),
      GetStatement: new Map(GetStatement.flatMap(({ entries }) => entries.map(({ id, at }) => [id, at]))),
      GetTickets: new Map(GetTickets.map(({ id, createdAt }) => [id, createdAt])),
      GetTicketMessages: new Map(GetTicketMessages.map(({ id, createdAt }) => [id, createdAt])),
    })
    const [read, truth] = [instantsOf(spoilt), instantsOf(good)]
    for (const operation of OPERATIONS) {
      expect([...read[operation].keys()]).toEqual([...truth[operation].keys()])
      const lost = [...read[operation]].filter(([, at]) => at === null)
      const kept = [...read[operation]].filter(([, at]) => at !== null)
      expect([operation, lost.length > kept.length, kept.length > 0]).toEqual([operation, true, true])
      expect(kept.filter(([id, at]) => at !== truth[operation].get(id))).toEqual([])
    }
  })

  test('Q10 unlisted codes are UNKNOWN and counted, and an entry of unlisted kind refuses its statement', async () => {
    await setFaults('unknownCodes')
    const readers = readersOf(billing)
    const words = [
      ...(await readers.GetPayments()).flatMap(({ status, method }) => [status, method]),
      ...(await readers.GetTickets()).flatMap(({ status, category }) => [status, category]),
      ...(await readers.GetTicketMessages()).map(({ author }) => author),
    ]
    expect(new Set(words)).toEqual(new Set(['UNKNOWN']))
    const fields = oddities.filter(({ kind }) => kind === 'unknown_code').map(({ field }) => field)
    expect(new Set(fields)).toEqual(
      new Set(['payments.status', 'payments.classid', 'tickets.status', 'tickets.classid', 'messages.side']),
    )
    await expect(readers.GetStatement()).rejects.toMatchObject({ code: 'BILLING_MALFORMED_ANSWER' })
  })

  test('Q13 rows of an agreement that was not asked for never reach an account', async () => {
    await setFaults('foreignRows')
    const readers = readersOf(billing)
    expect(await readers.GetPayments()).toEqual(good.GetPayments)
    expect(await readers.GetCharges()).toEqual(good.GetCharges)
    expect(await readers.GetTickets()).toEqual(good.GetTickets)
    expect(await readers.GetTicketMessages()).toEqual(good.GetTicketMessages)
    const fields = oddities.filter(({ kind }) => kind === 'foreign_row').map(({ field }) => field)
    expect(new Set(fields)).toEqual(new Set(['payments.agrmid', 'charges.agrmid', 'tickets.agrmid', 'messages.agrmid']))
    await expect(readers.GetStatement()).rejects.toMatchObject({ code: 'BILLING_MALFORMED_ANSWER' })
  })

  test('Q13 what the answer puts under another agreement is absent', async () => {
    await setFaults('foreignRows')
    const accountId = keys[1]?.accountId ?? ''
    const foreign = (rows: readonly { id: string; accountId: string }[]) =>
      rows.find((row) => row.accountId !== accountId)?.id ?? ''
    const payment = { accountId, paymentId: foreign(good.GetPayments) }
    const charge = { accountId, chargeId: foreign(good.GetCharges) }
    const ticket = { accountId, ticketId: foreign(good.GetTickets) }
    expect(await readable(billing.payments.findPayments([payment], call()))).toEqual(new Map())
    expect(await readable(billing.charges.findCharges([charge], call()))).toEqual(new Map())
    expect(await readable(billing.tickets.findTickets([ticket], call()))).toEqual(new Map())
    expect(await readable(billing.tickets.listMessages([{ ...ticket, first: 5, after: null }], call()))).toEqual(
      new Map(),
    )
  })
})
