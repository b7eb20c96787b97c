import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { BillingSystem } from '../../src/billing/port.ts'
import type { Account } from '../../src/domain/account.ts'
import { readPaymentQr } from '../../src/domain/payment-qr.ts'
import { accountIdOf, download } from '../support/exports.ts'
import { type Gateway, type RequestHeaders, startGateway } from '../support/gateway.ts'
import { signInMember } from '../support/members.ts'
import { seePage } from '../support/receipt-page.ts'
import { findSandboxDetails } from '../support/receipts.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway({ startAt: Date.parse('2026-11-20T12:00:00+03:00') })
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

interface Receipt {
  readonly __typename: string
  readonly number: string
  readonly amount: { readonly amount: string; readonly currency: string }
  readonly qrText: string
  readonly qrBase64: string
  readonly bankDetails: Readonly<Record<string, unknown>>
  readonly download: { readonly path: string; readonly expiresAt: string }
  readonly code?: string
}

const ASK = `query ($input: PaymentReceiptInput!) { paymentReceipt(input: $input) { __typename
  ... on PaymentReceipt { number amount { amount currency } accountNumber period qrText qrBase64
    bankDetails { payeeName personalAccount bankName bic correspondentAccount inn kpp version } download { path expiresAt } }
  ... on PaymentReceiptRefused { code field message retryable } } }`

async function ask(number: string, input: object, headers: RequestHeaders | string): Promise<Receipt> {
  return askAt(gateway, { accountId: await accountIdOf(gateway, number), ...input }, headers)
}

async function askAt(from: Gateway, input: object, headers: RequestHeaders | string): Promise<Receipt> {
  const { data, text } = await from.query<{ paymentReceipt: Receipt }>(ASK, { input }, headers)
  if (!data) throw new Error(text)
  return data.paymentReceipt
}

const AMOUNT = { amount: '1234.56', period: '2026-11' }

test('P4 the holder gets a receipt whose page, code and answer say the same', async () => {
  const token = await gateway.signIn('100001')
  const receipt = await ask('100001', AMOUNT, token)
  const { version: _version, ...details } = receipt.bankDetails
  expect(receipt).toMatchObject({
    __typename: 'PaymentReceipt',
    number: expect.stringMatching(/^3-(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/),
    amount: { amount: '1234.56', currency: 'RUB' },
    accountNumber: '100001',
    period: '2026-11',
  })
  expect(details).toEqual(findSandboxDetails('3'))
  expect(Date.parse(receipt.download.expiresAt) - Date.now()).toBeLessThanOrEqual(5 * 60_000)
  const file = await download(gateway, receipt.download.path)
  expect(file.status).toBe(200)
  expect(Object.fromEntries(file.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="receipt-${receipt.number}.pdf"; filename*=UTF-8''receipt-${receipt.number}.pdf`,
    'cache-control': 'no-store',
  })
  const page = await seePage(file.bytes)
  expect(page.pageCount).toBe(1)
  expect(page.text).toContain('1 234 руб. 56 коп.')
  expect(Buffer.from(page.qrBytes ?? []).toString()).toBe(receipt.qrText)
  expect(Buffer.from(receipt.qrBase64, 'base64').toString()).toBe(receipt.qrText)
  const { data } = await gateway.query<{ account: { profile: Record<string, string> } }>(
    'query ($id: ID!) { account(id: $id) { ... on PersonAccount { profile { lastName firstName middleName address } } } }',
    { id: await accountIdOf(gateway, '100001') },
    token,
  )
  const { lastName, firstName, middleName, address } = data.account.profile
  expect(readPaymentQr(receipt.qrText)).toEqual({
    Name: details['payeeName'],
    PersonalAcc: details['personalAccount'],
    BankName: details['bankName'],
    BIC: details['bic'],
    CorrespAcc: details['correspondentAccount'],
    Sum: '123456',
    Purpose: `Оплата услуг связи по договору № 100001 за ноябрь 2026 г., квитанция № ${receipt.number}`,
    PayeeINN: details['inn'],
    KPP: details['kpp'],
    LastName: lastName,
    FirstName: firstName,
    MiddleName: middleName,
    PayerAddress: address,
    PersAcc: '100001',
    Contract: '100001',
    PaymPeriod: '112026',
    TechCode: '09',
  })
})

test('P4 members and operators get receipts too, of the payee of that account; partners and strangers do not', async () => {
  const member = await signInMember(gateway, ['VIEW'])
  expect(await ask('200001', AMOUNT, member)).toMatchObject({ __typename: 'PaymentReceipt', accountNumber: '200001' })
  const operator = await gateway.signIn('operator')
  for (const number of ['100001', '007123', '200010']) {
    const receipt = await ask(number, AMOUNT, operator)
    const { operatorId } = await accountOf(number)
    expect(receipt.bankDetails).toMatchObject(findSandboxDetails(operatorId ?? ''))
  }
  const foreign = await ask('100001', AMOUNT, await gateway.signIn('100002'))
  expect(foreign).toMatchObject({ __typename: 'PaymentReceiptRefused', code: 'ACCOUNT_NOT_FOUND' })
  for (const [token, code] of [
    [await gateway.openSession({ role: 'PARTNER' }), 'FORBIDDEN'],
    ['', 'UNAUTHENTICATED'],
  ] as const) {
    const input = { accountId: await accountIdOf(gateway, '100001'), ...AMOUNT }
    const { data, errors } = await gateway.query(ASK, { input }, token === '' ? {} : token)
    expect([data, errors[0]?.extensions.code]).toEqual([null, code])
  }
})

async function accountOf(number: string): Promise<Account> {
  const { restId } = await gateway.sandbox.findAccount(number)
  const found = (
    await gateway.billing.accounts.findAccounts([String(restId)], { signal: AbortSignal.timeout(5000) })
  ).get(String(restId))
  if (found === undefined || 'outcome' in found) throw new Error(number)
  return found
}

test('P4 the same wish is the same receipt, and however often it is asked nothing is kept', async () => {
  const token = await gateway.signIn('100002')
  const first = await ask('100002', AMOUNT, token)
  const before = await gateway.auditRows()
  const all = await Promise.all(Array.from({ length: 20 }, () => ask('100002', AMOUNT, token)))
  expect(new Set(all.map(({ number }) => number))).toEqual(new Set([first.number]))
  expect(new Set(all.map(({ qrText }) => qrText))).toEqual(new Set([first.qrText]))
  expect(await gateway.auditRows()).toEqual(before)
  const others = await Promise.all([
    ask('100003', AMOUNT, token),
    ask('100002', { ...AMOUNT, amount: '1234.57' }, token),
    ask('100002', { amount: AMOUNT.amount }, token),
    ask('100002', { ...AMOUNT, period: '2026-12' }, token),
  ])
  expect(new Set([first, ...others].map(({ number }) => number)).size).toBe(5)
})

test('P4 without an amount it is what ends a suspension, or what next month lacks; where nothing is, one has to be named', async () => {
  const { balance } = await gateway.sandbox.findAccount('100004')
  const suspended = await ask('100004', {}, await gateway.signIn('100004'))
  expect(suspended.amount).toEqual({ amount: balance.slice(1), currency: 'RUB' })
  await gateway.sandbox.postPayment({ number: '100005', amount: '99999.00' })
  const rich = await ask('100005', {}, await gateway.signIn('100005'))
  expect(rich).toMatchObject({ code: 'AMOUNT_NEEDED', field: 'amount', retryable: false })
})

test.each([
  ['INVALID_AMOUNT', 'amount', { number: '100001', amount: '0.00' }],
  ['INVALID_AMOUNT', 'amount', { number: '100001', amount: '-1.00' }],
  ['INVALID_AMOUNT', 'amount', { number: '100001', amount: '100000000.00' }],
  ['INVALID_PERIOD', 'period', { number: '100001', amount: '1.00', period: '2026-13' }],
  ['INVALID_PERIOD', 'period', { number: '100001', amount: '1.00', period: 'ноябрь' }],
  ['ACCOUNT_CLOSED', 'accountId', { number: '100009', amount: '1.00' }],
  ['ACCOUNT_NOT_FOUND', 'accountId', { number: '100001', accountId: 'nonsense', amount: '1.00' }],
])('P4 a receipt is refused with %s at %s, in both languages', async (code, field, { number, ...input }) => {
  const token = await gateway.signIn('operator')
  const english = await ask(number, input, { token })
  const russian = await ask(number, input, { token, language: 'ru' })
  expect(english).toMatchObject({ code, field, message: expect.not.stringMatching(/[а-я]/), retryable: false })
  expect(russian).toMatchObject({ code, field, message: expect.stringMatching(/[а-я]/) })
})

test.each(['1.005', '1', '1e3', 'NaN', '１.00'])('P4 the amount %s is no amount', async (amount) => {
  const input = { accountId: await accountIdOf(gateway, '100001'), amount }
  const { errors } = await gateway.query(ASK, { input }, await gateway.signIn('100001'))
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('P4 a billing that does not answer is told as such, by the answer and by the link', async () => {
  const token = await gateway.signIn('operator')
  const receipt = await ask('100001', AMOUNT, token)
  await gateway.sandbox.setFault('rest.profiles', 'http500')
  expect(await ask('100001', AMOUNT, token)).toMatchObject({ code: 'BILLING_UNAVAILABLE', retryable: true })
  expect(await download(gateway, receipt.download.path)).toMatchObject({
    status: 503,
    code: 'FILE_SERVICE_UNAVAILABLE',
  })
  await gateway.sandbox.clearFaults()
  await gateway.sandbox.setFault('rest.accounts', 'http500')
  expect(await ask('100001', AMOUNT, token)).toMatchObject({ code: 'BILLING_UNAVAILABLE', retryable: true })
})

test('P4 a link works once, and not after its time; it is in the trail under the account', async () => {
  const token = await gateway.signIn('100001')
  const { path } = (await ask('100001', AMOUNT, token)).download
  expect(await download(gateway, path, 'HEAD')).toMatchObject({ status: 405 })
  // What a browser fetches before anybody has asked for it does not use the link up.
  for (const name of ['sec-purpose', 'purpose', 'x-moz']) {
    const fetched = await fetch(new URL(path, gateway.url), { headers: { [name]: 'prefetch' } })
    expect(fetched.status).toBe(503)
  }
  expect(await download(gateway, path)).toMatchObject({ status: 200 })
  await gateway.sandbox.resetCalls()
  expect(await download(gateway, path)).toMatchObject({ status: 410, code: 'LINK_USED' })
  expect(await gateway.sandbox.calls()).toEqual({})
  expect(await download(gateway, `${path}x`)).toMatchObject({ status: 403, code: 'LINK_NOT_VALID' })
  const { restId } = await gateway.sandbox.findAccount('100001')
  expect((await gateway.auditRows()).at(-1)).toMatchObject({ act: 'download', object: `receipt:${restId}:3` })
})

test('P4 a receipt takes two calls when the amount is named, and its page two more', async () => {
  const token = await gateway.signIn('100001')
  let path = ''
  const calls = await gateway.countCalls(async () => {
    path = (await ask('100001', AMOUNT, token)).download.path
  })
  expect(calls).toEqual({ 'rest.accounts': 1, 'rest.profiles': 1 })
  expect(await gateway.countCalls(() => download(gateway, path))).toEqual({ 'rest.accounts': 1, 'rest.profiles': 1 })
})

const wrap = (change: (account: Account) => Account) => ({
  wrapBilling: (connected: BillingSystem): BillingSystem => ({
    ...connected,
    accounts: {
      ...connected.accounts,
      findAccounts: async (ids, call) => {
        const found = await connected.accounts.findAccounts(ids, call)
        return new Map(Array.from(found, ([id, one]) => [id, 'outcome' in one ? one : change(one)]))
      },
    },
  }),
})

test('P4 an operator without bank details, an account without operator or in dollars: each is refused by name', async () => {
  const dollars = { minorUnits: 100n, currency: 'USD' } as const
  for (const [code, options] of [
    ['NO_BANK_DETAILS', { hasBankDetails: false }],
    ['NO_BANK_DETAILS', wrap((account) => ({ ...account, operatorId: null }))],
    ['CURRENCY_NOT_SUPPORTED', wrap((account) => ({ ...account, balance: { ...account.balance, amount: dollars } }))],
  ] as const) {
    const other = await startGateway({ accounts: 18, ...options })
    try {
      const input = { accountId: await accountIdOf(other, '100001'), ...AMOUNT }
      const refused = await askAt(other, input, { token: await other.signIn('100001'), language: 'ru' })
      expect(refused).toMatchObject({ code, field: null, message: expect.stringMatching(/[а-я]/), retryable: false })
    } finally {
      await other.close()
    }
  }
})

test('P4 where banks want windows-1251, the code is in it, and the bytes for the screen as well', async () => {
  const other = await startGateway({ accounts: 18, receiptCharset: 'windows-1251' })
  try {
    const receipt = await askAt(
      other,
      { accountId: await accountIdOf(other, '100001'), ...AMOUNT },
      await other.signIn('100001'),
    )
    expect(receipt.qrText).toMatch(/^ST00011\|Name=ООО «Кабельные сети Оки»\|/)
    const bytes = Buffer.from(receipt.qrBase64, 'base64')
    expect(new TextDecoder('windows-1251').decode(bytes)).toBe(receipt.qrText)
    const page = await seePage((await download(other, receipt.download.path)).bytes)
    expect(Buffer.from(page.qrBytes ?? [])).toEqual(bytes)
  } finally {
    await other.close()
  }
})

test('P4 a contract number that is longer than its field stands whole in the purpose, and the page has its code', async () => {
  const number = `Д-${'7'.repeat(62)}`
  const other = await startGateway({ accounts: 18, ...wrap((account) => ({ ...account, number })) })
  try {
    const input = { accountId: await accountIdOf(other, '100001'), ...AMOUNT }
    const receipt = await askAt(other, input, await other.signIn('100001'))
    const { Purpose = '', PersAcc, Contract } = readPaymentQr(receipt.qrText) ?? {}
    expect([PersAcc, Contract]).toEqual([undefined, undefined])
    expect(Purpose).toContain(`№ ${number} за ноябрь 2026 г., квитанция № ${receipt.number}`)
    const page = await seePage((await download(other, receipt.download.path)).bytes)
    expect(Buffer.from(page.qrBytes ?? []).toString()).toBe(receipt.qrText)
  } finally {
    await other.close()
  }
})
