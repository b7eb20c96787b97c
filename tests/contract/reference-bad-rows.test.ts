import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import type { BillingSystem, Bulk } from '../../src/billing/port.ts'
import { createReferenceBilling } from '../../src/billing/reference/index.ts'
import { call } from '../conformance/subject.ts'
import { accountRow } from '../support/account-row.ts'
import { startAuth } from '../support/auth.ts'
import { serve } from '../support/http-server.ts'
import { connectBilling, startTestSandbox } from '../support/sandbox.ts'
import { envelope } from '../support/soap-text.ts'

const IDS = ['17', '18', '19']
const page = (accountId: string) => ({ accountId, first: 2, before: null })

describe('one row that cannot be read', () => {
  test('BIL-80 spoils its own account and no other', async () => {
    const { billing } = await connect({ account: (id) => (id === '18' ? { state: null } : {}) })
    expect(tell(await billing.accounts.findAccounts(IDS, call()))).toEqual({ 17: 'read', 18: MALFORMED, 19: 'read' })
    const numbers = IDS.map((id) => `1000${id}`)
    expect(tell(await billing.accounts.findAccountsByNumber(numbers, call()))).toEqual({
      100017: 'read',
      100018: MALFORMED,
      100019: 'read',
    })
    await billing.close()
  })

  test('BIL-81 does not keep anybody from the payments of that account', async () => {
    const { billing } = await connect({ account: (id) => (id === '18' ? { state: null, currency: 'EUR' } : {}) })
    const keys = IDS.map(page)
    const pages = await billing.payments.listPayments(keys, call())
    expect(keys.map((key) => pages.get(key))).toEqual(IDS.map(() => ({ payments: [], hasMore: false })))
    await billing.close()
  })

  test('BIL-82 without the number by which the other system knows it, only that account has no payments', async () => {
    const { billing } = await connect({ account: (id) => (id === '18' ? { agrm_id: null } : {}) })
    const keys = IDS.map(page)
    const pages = await billing.payments.listPayments(keys, call())
    expect(keys.map((key) => pages.get(key) instanceof BillingError)).toEqual([false, true, false])
    await billing.close()
  })

  test('BIL-83 does not lock out whoever has another account, and says that there are more', async () => {
    const { billing } = await connect({ account: (id) => (id === '17' ? {} : { state: null }) })
    expect(await billing.credentials.checkCredentials({ login: 'a', password: 'b' }, call())).toMatchObject({
      kind: 'accepted',
      accounts: [{ id: '17' }],
      hasMoreAccounts: true,
    })
    await billing.close()
  })

  test('BIL-83 is the error of a sign-in that has no other, and never a refusal', async () => {
    const { billing } = await connect({ account: (id) => (id === '17' ? { state: 9 } : { state: null }) })
    await expect(billing.credentials.checkCredentials({ login: 'a', password: 'b' }, call())).rejects.toMatchObject({
      code: 'BILLING_MALFORMED_ANSWER',
    })
    await billing.close()
  })

  test('BIL-84 makes the whole answer unreadable when it does not say whose it is', async () => {
    const { billing } = await connect({ account: (id) => (id === '18' ? { id: null } : {}) })
    await expect(billing.accounts.findAccounts(IDS, call())).rejects.toMatchObject({ code: 'BILLING_MALFORMED_ANSWER' })
    await billing.close()
  })

  test('BIL-85 is the error of the list or page that it belongs to', async () => {
    const services = [17, 18, 19].map((id) => ({
      id,
      account_id: id,
      kind: 1,
      state: id === 18 ? [] : 0,
      tariff_id: 1,
      connected: '',
    }))
    const { billing } = await connect({ services, payments: payment(900_017, '1.00') + payment(900_018, '1,00') })
    expect(tell(await billing.services.listServices(IDS, call()))).toEqual({ 17: 'read', 18: MALFORMED, 19: 'read' })
    const keys = IDS.map(page)
    const pages = await billing.payments.listPayments(keys, call())
    expect(keys.map((key) => pages.get(key) instanceof BillingError)).toEqual([false, true, false])
    const single = IDS.map((accountId) => ({ accountId, paymentId: `${900_000 + Number(accountId)}` }))
    const found = await billing.payments.findPayments(single, call())
    expect(single.map((key) => found.get(key) instanceof BillingError)).toEqual([false, true, false])
    await billing.close()
  })
})

test('BIL-86 pages of one account with different sizes come from one call, each with its own end', async () => {
  const rows = [3, 2, 1].map((amount) => payment(900_017, `${amount}.00`, amount)).join('')
  const { billing, calls } = await connect({ payments: rows })
  const keys = [1, 2, 5].map((first) => ({ accountId: '17', first, before: null }))
  const pages = await billing.payments.listPayments(keys, call())
  expect(keys.map((key) => pages.get(key))).toMatchObject([
    { payments: [{ id: '3' }], hasMore: true },
    { payments: [{ id: '3' }, { id: '2' }], hasMore: true },
    { payments: [{ id: '3' }, { id: '2' }, { id: '1' }], hasMore: false },
  ])
  expect(calls.filter((name) => name === 'GetPayments')).toHaveLength(1)
  await billing.close()
})

test('BIL-87 after a restart one subscriber has the payments in one call while the accounts are down', async () => {
  const sandbox = await startTestSandbox({ accounts: 20 })
  const before = connectBilling(sandbox)
  const started = connectBilling(sandbox)
  const { auth, another } = await startAuth({ billing: before })
  const opened = await auth.signIn({ login: '100001', password: 'demo' }, REQUEST)
  if (opened.kind !== 'opened') throw new Error('not let in')
  await sandbox.setFault('rest.accounts', 'http500')
  await sandbox.resetCalls()
  const replica = await another({ billing: started })
  const verdict = await replica.authenticate(`Bearer ${opened.session.accessToken}`)
  const [account] = verdict.kind === 'viewer' ? verdict.viewer.accounts : []
  const key = page(account?.id ?? '')
  expect((await started.payments.listPayments([key], call())).get(key)).toMatchObject({ hasMore: true })
  expect(await sandbox.calls()).toEqual({ 'soap.Login': 1, 'soap.GetPayments': 1 })
  await Promise.all([before.close(), started.close()])
  await sandbox.close()
})

const REQUEST = { caller: { address: '192.0.2.1', requestId: 'r-1' }, call: call() }
const MALFORMED = 'BILLING_MALFORMED_ANSWER not_applied'

function tell(answer: Bulk<string, unknown>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...answer].map(([key, value]) => [key, value instanceof BillingError ? `${value.code} ${value.outcome}` : 'read']),
  )
}

interface Legacy {
  /** What is different in an account's row. */
  readonly account?: (id: string) => object
  readonly services?: readonly object[]
  /** The rows of every GetPayments. */
  readonly payments?: string
}

/** A billing that answers whatever a test wants. */
async function connect(legacy: Legacy): Promise<{ billing: BillingSystem; calls: readonly string[] }> {
  const calls: string[] = []
  const { origin } = await serve((request, answer) => void respond(legacy, { request, answer, calls }))
  const billing = createReferenceBilling({
    restUrl: `${origin}/rest`,
    restKey: 'key',
    soapUrl: `${origin}/soap`,
    soapLogin: 'gateway',
    soapPassword: 'gateway',
    timeZone: 'Europe/Moscow',
    currency: 'RUB',
    timeoutMs: 5000,
    maxConcurrency: 4,
  })
  return { billing, calls }
}

async function respond(
  { account = () => ({}), services = [], payments = '' }: Legacy,
  { request, answer, calls }: { request: IncomingMessage; answer: ServerResponse; calls: string[] },
): Promise<void> {
  const body = Buffer.concat(await request.toArray()).toString()
  const operation = /<b:(\w+)>/.exec(body)?.[1]
  if (operation !== undefined) {
    calls.push(operation)
    answer.setHeader('set-cookie', 'sessnum=1')
    const content = operation === 'GetPayments' ? payments : ''
    answer.end(envelope(`<b:${operation}Response xmlns:b="urn:reference-billing">${content}</b:${operation}Response>`))
    return
  }
  const path = request.url ?? ''
  if (path.includes('/credentials/check')) {
    answer.end(JSON.stringify({ ok: 1, subject: { id: 1, type: 'P', name: 'A', accounts: IDS } }))
  } else if (path.includes('/services')) answer.end(JSON.stringify(services))
  else answer.end(JSON.stringify(IDS.map((id) => ({ ...accountRow(id), ...account(id) }))))
}

function payment(agreement: number, amount: string, id = agreement): string {
  return (
    `<ret><recordid>${id}</recordid><agrmid>${agreement}</agrmid><status>1</status><amount>${amount}</amount>` +
    '<currency>RUB</currency><classid>1</classid><paydate>2026-11-22 13:00:00</paydate></ret>'
  )
}
