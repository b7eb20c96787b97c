import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HttpAnswer } from '../../src/billing/transport/answer.ts'
import { readText } from '../../src/billing/transport/charset.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { compareEnvelopes, compareReaders } from '../support/soap-agreement.ts'

let sandbox: TestSandbox
let questions: Readonly<Record<string, string>>
beforeAll(async () => {
  sandbox = await startTestSandbox({ accounts: 20 })
  const { soapId } = await sandbox.findAccount('100001')
  const filter = `<flt><agrmid>${soapId}</agrmid><pgsize>20</pgsize></flt>`
  const period = '<dtfrom>2026-06-01 00:00:00</dtfrom><dtto>2026-12-01 00:00:00</dtto>'
  questions = {
    GetServerTime: '',
    GetPayments: filter,
    GetCharges: filter,
    GetTickets: filter,
    GetStatement: `<agrmid>${soapId}</agrmid>${period}`,
  }
}, 30_000)
afterAll(() => sandbox.close())

test.each(['utf-8', 'windows-1251'])(
  'SOAP-READ the sandbox answers in %s are read alike, most of them quickly',
  async (charset) => {
    const cookie = await logIn()
    for (const [operation, content] of Object.entries(questions)) {
      const answer = await ask(operation, content, { cookie, 'accept-charset': charset })
      expect(compareEnvelopes(answer, `${operation}Response`)).toBeNull()
      expect([operation, compareReaders(`${operation}Response`, readText(answer))]).toEqual([operation, 'equal'])
    }
  },
)

test.each([
  'html',
  'empty',
  'http500',
  'unavailable',
  'truncated',
  'missingFields',
  'moneyBroken',
  'foreignRows',
  'faultWith200',
  'notWellFormed',
  'wrongCharset',
  'doctype',
  'wrongOperation',
  'typeFlips',
  'zeroDates',
  'moneyAsDoubles',
  'unknownCodes',
])('SOAP-READ answers with the fault %s are read or refused alike', async (kind) => {
  const cookie = await logIn()
  await sandbox.setFault('*', kind)
  for (const [operation, content] of Object.entries(questions)) {
    const answer = await ask(operation, content, { cookie })
    expect(compareEnvelopes(answer, `${operation}Response`)).toBeNull()
  }
  await sandbox.clearFaults()
})

test('SOAP-READ a fault is a fault with a shape, too', async () => {
  const answer = await ask('GetPayments', '<flt/>', { cookie: 'sessnum=0123456789abcdef' })
  expect(answer.status).toBe(500)
  expect(compareEnvelopes(answer, 'GetPaymentsResponse')).toBeNull()
})

async function logIn(): Promise<string> {
  const { headers } = await ask('Login', '<login>gateway</login><pass>gateway</pass>', {})
  return String(headers['set-cookie']).split(';')[0] ?? ''
}

async function ask(operation: string, content: string, headers: Record<string, string>): Promise<HttpAnswer> {
  const body =
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:b="urn:reference-billing"><s:Body>' +
    `<b:${operation}>${content}</b:${operation}></s:Body></s:Envelope>`
  const answer = await fetch(sandbox.soapUrl, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', ...headers },
    body,
  })
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: new Uint8Array(await answer.arrayBuffer()),
  }
}
