import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { accountIdOf, download } from '../support/exports.ts'
import { type Gateway, type RequestHeaders, startGateway } from '../support/gateway.ts'
import { findSandboxDetails } from '../support/receipts.ts'

let gateway: Gateway
let operator: string
beforeAll(async () => {
  gateway = await startGateway({ accounts: 18 })
  operator = await gateway.signIn('operator')
})
afterAll(() => gateway.close())

const idOf = (operatorId: string) => writeId({ type: 'Operator', operatorId })

interface Payload {
  readonly bankDetails: { readonly version: number; readonly since: string; readonly bankName: string } | null
  readonly announcement: Readonly<Record<string, unknown>> | null
  readonly announcementNeeded: boolean
  readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[]
}

const UPDATE = `mutation ($input: UpdateBankDetailsInput!) { updateBankDetails(input: $input) {
  bankDetails { operatorId version since bankName personalAccount }
  announcement { id category invalidatesReceipts titleTexts { ru en } body publishedAt effectiveAt }
  announcementNeeded userErrors { code field message } } }`

async function update(
  input: object,
  {
    operatorId = '1',
    headers = { token: operator },
    from = gateway,
  }: {
    readonly operatorId?: string
    readonly headers?: RequestHeaders
    readonly from?: Gateway
  } = {},
): Promise<Payload> {
  const whole = { operatorId: idOf(operatorId), ...findSandboxDetails(operatorId), ...input }
  const { data, text } = await from.query<{ updateBankDetails: Payload }>(UPDATE, { input: whole }, headers)
  if (!data) throw new Error(text)
  return data.updateBankDetails
}

interface Receipt {
  readonly number: string
  readonly qrText: string
  readonly download: { readonly path: string }
  readonly bankDetails: { readonly version: number; readonly bankName: string }
}

async function receiptOf(number: string): Promise<Receipt> {
  const document = `query ($input: PaymentReceiptInput!) { paymentReceipt(input: $input) { ... on PaymentReceipt {
    number qrText download { path } bankDetails { version bankName } } } }`
  const input = { accountId: await accountIdOf(gateway, number), amount: '650.00' }
  return (await gateway.query<{ paymentReceipt: Receipt }>(document, { input }, operator)).data.paymentReceipt
}

const STATUS = `query ($number: String, $qr: String) { receiptStatus(number: $number, qr: $qr) { __typename
  ... on ReceiptStatus { status outdatedSince message bankDetails { payeeName personalAccount version } }
  ... on ReceiptStatusRefused { code message retryable retryAfterSeconds } } }`

async function statusOf(proof: Readonly<Record<string, unknown>>, headers: RequestHeaders = {}, from = gateway) {
  const { data, text } = await from.query<{ receiptStatus: Readonly<Record<string, unknown>> }>(STATUS, proof, headers)
  if (!data) throw new Error(text)
  return data.receiptStatus
}

test('P4 A12 everybody sees where the money of each operator goes to', async () => {
  const fields = 'operatorId payeeName personalAccount bankName bic correspondentAccount inn kpp version'
  const { data } = await gateway.query<{ bankDetails: readonly object[] }>(`{ bankDetails { ${fields} } }`)
  expect(data.bankDetails).toEqual(
    ['1', '2', '3'].map((id) => ({ operatorId: idOf(id), ...findSandboxDetails(id), version: 1 })),
  )
  const one = await gateway.query<{ bankDetails: readonly object[] }>(
    'query ($id: ID) { bankDetails(operatorId: $id) { payeeName } }',
    { id: idOf('2') },
  )
  expect(one.data.bankDetails).toEqual([{ payeeName: 'АО «Домлинк-Тверь»' }])
  for (const id of ['nonsense', idOf('99')]) {
    const none = await gateway.query('query ($id: ID) { bankDetails(operatorId: $id) { payeeName } }', { id })
    expect(none.data).toEqual({ bankDetails: [] })
  }
  const own = await gateway.query(
    'query ($id: ID!) { account(id: $id) { operator { inn bankDetails { inn version } } } }',
    { id: await accountIdOf(gateway, '100001') },
    await gateway.signIn('100001'),
  )
  expect(own.data).toEqual({
    account: { operator: { inn: '4028019369', bankDetails: { inn: '4028019369', version: 1 } } },
  })
})

test('P4 S5 a change outdates receipts at once, says since when, and is announced to everybody', async () => {
  const before = await receiptOf('100001')
  const others = await receiptOf('200010')
  expect(others.bankDetails.bankName).not.toBe(before.bankDetails.bankName)
  expect(await statusOf({ number: before.number })).toMatchObject({
    status: 'VALID',
    outdatedSince: null,
    bankDetails: { payeeName: 'ООО «Кабельные сети Оки»', version: 1 },
  })
  expect(await statusOf({ qr: before.qrText })).toMatchObject({ status: 'VALID' })
  const input = { expectedVersion: 1, personalAccount: '40702810400020400703' }
  const changed = await update(input, { operatorId: '3' })
  expect(changed).toMatchObject({
    bankDetails: { version: 2, personalAccount: input.personalAccount },
    announcement: {
      category: 'BANK_DETAILS',
      invalidatesReceipts: true,
      titleTexts: { ru: expect.stringMatching(/[а-я]/), en: expect.stringMatching(/bank details/) },
      effectiveAt: changed.bankDetails?.since,
    },
    announcementNeeded: false,
    userErrors: [],
  })
  const since = changed.bankDetails?.since ?? ''
  const link = await download(gateway, before.download.path)
  expect(link).toMatchObject({ status: 410, code: 'OUTDATED_BANK_DETAILS' })
  const { errors }: { errors: readonly { message: string; extensions: object }[] } = JSON.parse(link.bytes.toString())
  expect(errors[0]).toMatchObject({
    message: expect.stringContaining(since.slice(0, 10)),
    extensions: { since, retryable: false },
  })
  for (const language of ['en', 'ru'] as const) {
    const message = expect.stringMatching(language === 'ru' ? /изменились.*новую/ : /were changed.*new one/)
    for (const proof of [{ number: before.number }, { qr: before.qrText }])
      expect(await statusOf(proof, { language })).toMatchObject({
        status: 'OUTDATED',
        outdatedSince: since,
        bankDetails: null,
        message,
      })
    const answer = await fetch(new URL(before.download.path, gateway.url), { headers: { 'accept-language': language } })
    expect(await answer.text()).toMatch(language === 'ru' ? /новую квитанцию/ : /new receipt/)
  }
  const after = await receiptOf('100001')
  expect(after).toMatchObject({ bankDetails: { version: 2 } })
  expect(after.number).not.toBe(before.number)
  expect(await statusOf({ number: after.number })).toMatchObject({ status: 'VALID' })
  expect(await download(gateway, after.download.path)).toMatchObject({ status: 200 })
  // Another operator's receipts stay what they are.
  expect(await statusOf({ number: others.number })).toMatchObject({ status: 'VALID' })
  const { data } = await gateway.query<{ announcements: { nodes: readonly object[] } }>(
    '{ announcements(category: BANK_DETAILS, first: 1) { nodes { id } } }',
  )
  expect(data.announcements.nodes).toEqual([{ id: changed.announcement?.['id'] }])
  // Who did not hear the answer repeats the change: nothing is changed or announced twice.
  expect(await update(input, { operatorId: '3' })).toEqual(changed)
  expect(await update({ ...input, expectedVersion: 2 }, { operatorId: '3' })).toEqual(changed)
})

test('P4 names are kept in one line, without what cannot be seen', async () => {
  const input = { expectedVersion: 1, bankName: ' Тверской\r\nфилиал\u0000 \u202EАО\u200B «Пример\u00A0Банк» \uD800' }
  const { bankDetails, userErrors } = await update(input, { operatorId: '1' })
  expect([bankDetails?.bankName, userErrors]).toEqual(['Тверской филиал АО «Пример Банк» \uFFFD', []])
})

test('P4 what somebody else has changed is a conflict, told with what is there now', async () => {
  const conflict = await update({ expectedVersion: null, bankName: 'Другой' }, { operatorId: '2' })
  expect(conflict).toMatchObject({
    bankDetails: { version: 1, bankName: 'Тверской филиал АО «Пример Банк»' },
    userErrors: [{ code: 'VERSION_CONFLICT', field: 'expectedVersion' }],
  })
})

test.each([
  ['INVALID_VALUE', 'payeeName', { payeeName: '' }],
  ['INVALID_ACCOUNT', 'personalAccount', { personalAccount: '407028' }],
  ['ACCOUNT_KEY_WRONG', 'personalAccount', { personalAccount: '40702810200010200603' }],
  ['INVALID_BIC', 'bic', { bic: '12' }],
  ['INVALID_CORRESPONDENT_ACCOUNT', 'correspondentAccount', { correspondentAccount: '30101810800000000059' }],
  ['CORRESPONDENT_ACCOUNT_KEY_WRONG', 'correspondentAccount', { correspondentAccount: '30101810900000000058' }],
  ['INVALID_INN', 'inn', { inn: '6950031873' }],
  ['INN_OF_ANOTHER', 'inn', { inn: '7709045124' }],
  ['INVALID_KPP', 'kpp', { kpp: null }],
  ['TOO_LONG_TOGETHER', 'payeeName', { payeeName: 'Щ'.repeat(150) }],
  ['UNKNOWN_OPERATOR', 'operatorId', { operatorId: idOf('77') }],
  ['UNKNOWN_OPERATOR', 'operatorId', { operatorId: 'nonsense' }],
])(
  'P4 bank details are refused with %s at %s, in both languages, and stay as they were',
  async (code, field, input) => {
    const options = { operatorId: '2' }
    const english = await update({ expectedVersion: 1, ...input }, { ...options, headers: { token: operator } })
    const russian = await update(
      { expectedVersion: 1, ...input },
      { ...options, headers: { token: operator, language: 'ru' } },
    )
    expect(english.userErrors).toMatchObject([{ code, field, message: expect.not.stringMatching(/[а-я]/) }])
    expect(russian.userErrors).toMatchObject([{ code, field, message: expect.stringMatching(/[а-я]/) }])
    const { data } = await gateway.query('query ($id: ID) { bankDetails(operatorId: $id) { version } }', {
      id: idOf('2'),
    })
    expect(data).toEqual({ bankDetails: [{ version: 1 }] })
  },
)

test('P4 only operators write bank details, and every change is in the trail', async () => {
  const input = { operatorId: idOf('1'), ...findSandboxDetails('1'), expectedVersion: 1, bankName: 'Чужой банк' }
  for (const token of [
    await gateway.signIn('100001'),
    await gateway.signIn('200001-buh'),
    await gateway.openSession({ role: 'PARTNER' }),
    undefined,
  ]) {
    const { data, errors } = await gateway.query(UPDATE, { input }, token ?? {})
    expect(data).toBeNull()
    expect(errors[0]?.extensions.code).toBe(token === undefined ? 'UNAUTHENTICATED' : 'FORBIDDEN')
  }
  await update({ expectedVersion: 2, bankName: 'Новый банк' }, { operatorId: '1' })
  expect((await gateway.auditRows()).filter(({ object }) => object === 'operator:1')).toMatchObject([
    { act: 'bank-details', actor: expect.stringMatching(/^OPERATOR:/), outcome: 'version 2' },
    { act: 'bank-details', actor: expect.stringMatching(/^OPERATOR:/), outcome: 'version 3' },
  ])
})

test('P4 the status of what is no receipt is UNKNOWN, and one proof has to be named', async () => {
  const { number, qrText } = await receiptOf('100002')
  for (const proof of [
    { number: '' },
    { number: `${number}7` },
    { number: 'x'.repeat(10_000) },
    { qr: 'https://provider.example' },
    { qr: qrText.replace(/BIC=\d+/, 'BIC=044525225') },
    { qr: qrText.replace(/PayeeINN=\d+/, 'PayeeINN=7707083893') },
    { qr: 'ST00012|PersonalAcc=1' },
  ])
    expect(await statusOf(proof, { language: 'ru' })).toMatchObject({ status: 'UNKNOWN', bankDetails: null })
  for (const proof of [{}, { number, qr: qrText }])
    expect(await statusOf(proof)).toMatchObject({ __typename: 'ReceiptStatusRefused', code: 'INVALID_VALUE' })
})

test('P4 the status tells nothing of the payer, and is told sixty times an hour', async () => {
  const other = await startGateway({ accounts: 18 })
  try {
    const known = await receiptOf('100001')
    const first = await statusOf({ number: known.number }, {}, other)
    // A number of another gateway: without its secret nobody makes one.
    expect(first).toMatchObject({ status: 'UNKNOWN' })
    expect(JSON.stringify(await statusOf({ qr: known.qrText }, {}, other))).not.toMatch(/100001|650/)
    for (let asked = 2; asked < 60; asked += 1) await statusOf({ number: 'x' }, {}, other)
    expect(await statusOf({ number: 'x' }, {}, other)).toMatchObject({
      code: 'TOO_MANY_TRIES',
      retryable: true,
      retryAfterSeconds: expect.any(Number),
    })
  } finally {
    await other.close()
  }
})

test('P4 the first bank details of an operator outdate nothing and announce nothing; elsewhere managed content is asked for', async () => {
  const empty = await startGateway({
    accounts: 18,
    hasBankDetails: false,
    supplyContent: (own) => ({ ...own, announcements: { ...own.announcements, editing: null } }),
  })
  try {
    const headers = { token: await empty.signIn('operator') }
    const options = { headers, from: empty }
    expect(await update({}, options)).toMatchObject({
      bankDetails: { version: 1 },
      announcement: null,
      announcementNeeded: false,
    })
    expect(await update({ expectedVersion: 1, bankName: 'Другой' }, options)).toMatchObject({
      bankDetails: { version: 2 },
      announcement: null,
      announcementNeeded: true,
    })
    await empty.sandbox.setFault('rest.operators', 'http500')
    empty.clearReferenceData()
    const unavailable = await update({ expectedVersion: 2 }, { ...options, operatorId: '2' })
    expect(unavailable.userErrors).toMatchObject([{ code: 'BILLING_UNAVAILABLE', field: null }])
  } finally {
    await empty.close()
  }
})
