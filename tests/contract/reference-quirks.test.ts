import type { IncomingMessage, ServerResponse } from 'node:http'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BillingSystem } from '../../src/billing/port.ts'
import { createReferenceBilling } from '../../src/billing/reference/index.ts'
import type { CallReport } from '../../src/billing/transport/http.ts'
import { call } from '../conformance/subject.ts'
import { accountRow } from '../support/account-row.ts'
import { serve } from '../support/http-server.ts'
import { readable } from '../support/readable.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { envelope, fault } from '../support/soap-text.ts'

/** Habits that are told apart best by a server that has nothing else. */

const ACCOUNT = '17'
const PAGE = { accountId: ACCOUNT, first: 5, before: null }
const TICKET = { accountId: ACCOUNT, ticketId: '41', first: 5, after: null }
const PERIOD = { from: '2026-10-01', to: '2026-10-31' }

const ACCOUNT_ROW = accountRow(17)

/** A billing of which the SOAP side answers every operation but the login with `body`. */
async function connectSoap(body: (operation: string) => string | Promise<string>): Promise<BillingSystem> {
  async function respond(request: IncomingMessage, response: ServerResponse) {
    const operation = /<b:(\w+)/.exec(Buffer.concat(await request.toArray()).toString())?.[1] ?? ''
    if (request.url?.startsWith('/rest')) response.end(JSON.stringify([ACCOUNT_ROW]))
    else if (operation === 'Login') logIn(response)
    else response.end(await body(operation))
  }
  const { origin } = await serve((request, response) => void respond(request, response))
  return connect(origin)
}

async function connectRest(body: string): Promise<BillingSystem> {
  const { origin } = await serve((_request, response) => void response.end(body))
  return connect(origin)
}

function connect(origin: string, onCall?: (report: CallReport) => void): BillingSystem {
  return createReferenceBilling({
    restUrl: `${origin}/rest`,
    restKey: 'rest-key-5ecret',
    soapUrl: `${origin}/soap`,
    soapLogin: 'login-5ecret',
    soapPassword: 'password-5ecret',
    timeZone: 'Europe/Moscow',
    currency: 'RUB',
    timeoutMs: 2000,
    maxConcurrency: 4,
    ...(onCall === undefined ? {} : { onCall }),
  })
}

function logIn(response: ServerResponse): void {
  response.setHeader('set-cookie', 'sessnum=cookie-5ecret;Path=/')
  response.end(envelope('<b:LoginResponse xmlns:b="urn:reference-billing"/>'))
}

const answer = (rows: string) => (operation: string) =>
  envelope(`<b:${operation}Response xmlns:b="urn:reference-billing">${rows}</b:${operation}Response>`)

const CHARGE = ['recordid', 'agrmid', 'vgid', 'amount', 'chargedate', 'period', 'descr']
const TICKET_ROW = ['ticketid', 'agrmid', 'classid', 'status', 'subject', 'created', 'updated']
const MESSAGE = ['messageid', 'ticketid', 'agrmid', 'side', 'text', 'created']
const VALUES: Readonly<Record<string, string>> = {
  recordid: '7',
  ticketid: '41',
  messageid: '9',
  agrmid: '900017',
  vgid: '5',
  amount: '1',
  classid: '1',
  status: '1',
  side: '0',
  period: '2026-10',
  descr: 'x',
  subject: 's',
  text: 't',
  chargedate: '2026-10-05 00:00:00',
  created: '2026-10-05 00:00:00',
  updated: '2026-10-05 00:00:00',
}
const row = (names: readonly string[], id = '') =>
  `<ret>${names.map((name, index) => `<${name}>${VALUES[name]}${index === 0 ? id : ''}</${name}>`).join('')}</ret>`

describe('Q15 one or many, or none, in any order', () => {
  const READS: readonly (readonly [
    string,
    readonly string[],
    (billing: BillingSystem) => Promise<readonly unknown[]>,
  ])[] = [
    [
      'GetCharges',
      CHARGE,
      async ({ charges }) => (await readable(charges.listCharges([PAGE], call()))).values().next().value?.charges ?? [],
    ],
    [
      'GetTickets',
      TICKET_ROW,
      async ({ tickets }) =>
        (await readable(tickets.listTickets([{ ...PAGE, statuses: null }], call()))).values().next().value?.tickets ??
        [],
    ],
    [
      'GetTicketMessages',
      MESSAGE,
      async ({ tickets }) =>
        (await readable(tickets.listMessages([TICKET], call()))).values().next().value?.messages ?? [],
    ],
  ]

  test.each(READS)(
    'Q15 %s: no element is an empty list, one is a list, and so are many',
    async (_name, names, read) => {
      for (const [rows, count] of [
        ['', 0],
        [row(names), 1],
        [row(names) + row(names, '1') + row(names, '2'), 3],
      ] as const) {
        const billing = await connectSoap(answer(rows))
        expect(await read(billing)).toHaveLength(count)
        await billing.close()
      }
    },
  )

  test.each(READS)('Q15 %s: the order of the elements does not matter', async (_name, names, read) => {
    const billing = await connectSoap(answer(row(names)))
    const turned = await connectSoap(answer(row(names.toReversed())))
    expect(await read(turned)).toEqual(await read(billing))
    await Promise.all([billing.close(), turned.close()])
  })

  test('Q15 GetStatement: two statements where one is due are refused', async () => {
    const one = '<agrmid>900017</agrmid><opening>0</opening><credits>0</credits><debits>0</debits><closing>0</closing>'
    const billing = await connectSoap(answer(`<ret>${one}</ret><ret>${one}</ret>`))
    await expect(
      readable(billing.statements.readStatements([{ accountId: ACCOUNT, period: PERIOD }], call())),
    ).rejects.toMatchObject({ code: 'BILLING_MALFORMED_ANSWER' })
    await billing.close()
  })

  test.each(['', '<entry/>', '<entry>[]</entry>'])('Q15 Q10 a statement of %j has no entries', async (entries) => {
    const sums = '<opening>1</opening><credits>0</credits><debits>0</debits><closing>1</closing>'
    const billing = await connectSoap(answer(`<ret><agrmid>900017</agrmid>${sums}${entries}</ret>`))
    const read = await readable(billing.statements.readStatements([{ accountId: ACCOUNT, period: PERIOD }], call()))
    expect([...read.values()].map((statement) => statement.entries)).toEqual([[]])
    await billing.close()
  })

  test('Q15 REST: an object where a list is due is refused, whatever it holds', async () => {
    const billing = await connectRest(JSON.stringify(ACCOUNT_ROW))
    await expect(billing.accounts.findAccounts([ACCOUNT], call())).rejects.toMatchObject({
      code: 'BILLING_MALFORMED_ANSWER',
    })
    await billing.close()
  })
})

test('Q13 rows of a page come in no order, and are shown newest first', async () => {
  const billing = await connectSoap(answer(row(CHARGE, '2') + row(CHARGE) + row(CHARGE, '9')))
  const pages = await readable(billing.charges.listCharges([PAGE], call()))
  expect([...pages.values()].flatMap(({ charges }) => charges).map(({ id }) => id)).toEqual(['79', '72', '7'])
  await billing.close()
})

test('Q9 half a kopeck is refused on both sides, where no sum would tell of it', async () => {
  const malformed = { code: 'BILLING_MALFORMED_ANSWER' }
  const soap = await connectSoap(answer(row(CHARGE).replace('<amount>1<', '<amount>0.005<')))
  await expect(readable(soap.charges.listCharges([PAGE], call()))).rejects.toMatchObject(malformed)
  const offering = { id: 1, region_id: 1, type: 'E', kind: 1, name: 'x', fee: 0, price: 0.005, descr: '' }
  const rest = await connectRest(JSON.stringify([offering]))
  await expect(readable(rest.offerings.listEquipmentOfferings(['1'], call()))).rejects.toMatchObject(malformed)
  await Promise.all([soap.close(), rest.close()])
})

test.each(['[]', '""', 'null', '0', '{}'])('Q10 a subject that has become %s lets nobody in', async (subject) => {
  const billing = await connectRest(`{"ok": 1, "subject": ${subject}}`)
  await expect(billing.credentials.checkCredentials({ login: 'a', password: 'b' }, call())).rejects.toMatchObject({
    code: 'BILLING_MALFORMED_ANSWER',
    outcome: 'not_applied',
  })
  await billing.close()
})

describe('Q12 errors within a 200', () => {
  test.each([
    ['{"errno":10,"errstr":"ERR_ACCESS_DENY"}', 'BILLING_FAILED'],
    ['{"error":"ERR_WRONG_SQL","errors":[]}', 'BILLING_FAILED'],
    ['{"errno":0,"error":0}', 'BILLING_FAILED'],
    ['{"result":{"errno":4}}', 'BILLING_MALFORMED_ANSWER'],
    ['[{"errno":4,"errstr":"_{ERR_NOT_EXIST}_"}]', 'BILLING_MALFORMED_ANSWER'],
    ['{}', 'BILLING_MALFORMED_ANSWER'],
    ['null', 'BILLING_MALFORMED_ANSWER'],
    ['"ERR"', 'BILLING_MALFORMED_ANSWER'],
  ])('Q12 %s is never read as an empty list', async (body, code) => {
    const billing = await connectRest(body)
    const reads = [
      billing.accounts.findAccounts([ACCOUNT], call()),
      billing.devices.listDevices([ACCOUNT], call()),
      billing.regions.listRegions(call()),
      billing.operators.findOperators(['1'], call()),
      billing.services.listIpAddresses(['1'], call()),
      billing.tariffs.listTariffs(['1'], call()),
    ]
    for (const outcome of await Promise.allSettled(reads)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'BillingError', code } })
    }
    await billing.close()
  })
})

describe('Q18 faults whose meaning is only in the detail text', () => {
  test.each([
    ['User not found or password incorrect', 'BILLING_ACCESS_DENIED'],
    ['Authorization required', 'BILLING_ACCESS_DENIED'],
    ['Agreement not found (900017)', 'BILLING_FAILED'],
    ['authorization required by Ivanov', 'BILLING_FAILED'],
    ['', 'BILLING_FAILED'],
  ])('Q18 a fault that says %j is %s, and its text stays inside', async (detail, code) => {
    const billing = await connectSoap(() => fault('error', detail))
    const reads = [
      billing.charges.listCharges([PAGE], call()),
      billing.tickets.listTickets([{ ...PAGE, statuses: null }], call()),
      billing.tickets.listMessages([TICKET], call()),
      billing.statements.readStatements([{ accountId: ACCOUNT, period: PERIOD }], call()),
    ]
    const outcomes = await Promise.allSettled(reads)
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code, outcome: 'not_applied' } })
      expect(inspect(outcome)).not.toMatch(/900017|Ivanov/)
    }
    await billing.close()
  })
})

describe('Q17 secrets in URLs and bodies', () => {
  let sandbox: TestSandbox
  beforeAll(async () => {
    sandbox = await startTestSandbox({ accounts: 20 })
  }, 30_000)
  afterAll(() => sandbox.close())

  test.each(['html', 'http500', 'truncated', 'hang', 'reset', 'faultWith200', 'missingFields'])(
    'Q17 neither the error nor the report of a call that meets %s holds a key, a password, a cookie or an id',
    async (kind) => {
      const reports: CallReport[] = []
      const billing = connectBilling(sandbox, { timeoutMs: 150, onCall: (report) => reports.push(report) })
      const account = sandbox.books.listAccounts({ limit: 1, offset: 0 })[0]
      const accountId = String(account?.restId)
      await readable(billing.charges.listCharges([{ accountId, first: 1, before: null }], call()))
      await sandbox.setFault('*', kind)
      const outcomes = await Promise.allSettled([
        readable(billing.accounts.findAccountsByNumber([account?.number ?? ''], call())),
        readable(billing.devices.listDevices([accountId], call())),
        readable(billing.charges.listCharges([{ accountId, first: 1, before: null }], call())),
        billing.credentials.checkCredentials({ login: 'login-5ecret', password: 'password-5ecret' }, call()),
      ])
      await sandbox.clearFaults()
      await billing.close()
      expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']))
      expect(reports.length).toBeGreaterThan(4)
      const told = inspect([outcomes, reports], { depth: 10 })
      const secrets = ['sandbox-key', '5ecret', 'sessnum', accountId, account?.number, String(account?.soapId)]
      expect(secrets.filter((secret = '') => told.includes(secret))).toEqual([])
    },
  )

  test('Q17 a login that is refused tells neither login nor password', async () => {
    const reports: CallReport[] = []
    const billing = await connectSoap(() => '')
    const stranger = connect(new URL(sandbox.url).origin, (report) => reports.push(report))
    const refused = await Promise.allSettled([stranger.health.ping(call()), billing.health.ping(call())])
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(inspect([refused, reports], { depth: 10 })).not.toContain('5ecret')
    await Promise.all([billing.close(), stranger.close()])
  })
})

test('Q14 the SOAP calls at once never exceed the limit either', async () => {
  let running = 0
  let peak = 0
  const billing = await connectSoap(async (operation) => {
    running += 1
    peak = Math.max(peak, running)
    await new Promise((resolve) => setTimeout(resolve, 10))
    running -= 1
    return answer('')(operation)
  })
  await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      billing.charges.listCharges([{ ...PAGE, before: String(100 + index) }], call()),
    ),
  )
  expect(peak).toBe(4)
  await billing.close()
})
