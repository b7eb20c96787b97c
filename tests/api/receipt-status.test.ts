import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BankDetails } from '../../src/domain/bank-details.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { accountIdOf, download } from '../support/exports.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { findSandboxDetails } from '../support/receipts.ts'

// One paper has a number and a code; whoever asks about it hears the same by either.

let gateway: Gateway
let operator: string
beforeAll(async () => {
  gateway = await startGateway({ accounts: 18 })
  operator = await gateway.signIn('operator')
})
afterAll(() => gateway.close())

/** Writes the sandbox's details of an operator with these changes; answers since when they are in force. */
async function update(operatorId: string, expectedVersion: number, changes: Partial<BankDetails> = {}) {
  interface Payload {
    readonly bankDetails: { readonly version: number; readonly since: string }
    readonly userErrors: readonly object[]
  }
  const id = writeId({ type: 'Operator', operatorId })
  const input = { operatorId: id, expectedVersion, ...findSandboxDetails(operatorId), ...changes }
  const { data } = await gateway.query<{ updateBankDetails: Payload }>(
    `mutation ($input: UpdateBankDetailsInput!) { updateBankDetails(input: $input) {
      bankDetails { version since } userErrors { code } } }`,
    { input },
    operator,
  )
  expect(data.updateBankDetails).toMatchObject({ bankDetails: { version: expectedVersion + 1 }, userErrors: [] })
  return data.updateBankDetails.bankDetails.since
}

interface Paper {
  readonly number: string
  readonly qrText: string
  readonly download: { readonly path: string }
}

async function print(): Promise<Paper> {
  const input = { accountId: await accountIdOf(gateway, '100001'), amount: '650.00' }
  const { data } = await gateway.query<{ paymentReceipt: Paper }>(
    `query ($input: PaymentReceiptInput!) { paymentReceipt(input: $input) {
      ... on PaymentReceipt { number qrText download { path } } } }`,
    { input },
    operator,
  )
  return data.paymentReceipt
}

async function statusOf(proof: { readonly number: string } | { readonly qr: string }) {
  const { data } = await gateway.query<{ receiptStatus: { status: string; outdatedSince: string | null } }>(
    `query ($number: String, $qr: String) { receiptStatus(number: $number, qr: $qr) {
      ... on ReceiptStatus { status outdatedSince } } }`,
    proof,
  )
  return data.receiptStatus
}

/** By number and by code. */
const judge = async ({ number, qrText }: Paper) => [await statusOf({ number }), await statusOf({ qr: qrText })]

const VALID = { status: 'VALID', outdatedSince: null }

test('P4 number and code of a paper get one verdict, whatever of the payee has changed, and again when it is as it was', async () => {
  const first = await print()
  expect(await judge(first)).toEqual([VALID, VALID])
  let version = 1
  for (const changes of [
    { payeeName: 'ООО «Другое»' },
    { bankName: 'Другой банк' },
    { kpp: '402801002' },
    { personalAccount: '40702810400020400703' },
  ]) {
    const since = await update('3', version, changes)
    const outdated = { status: 'OUTDATED', outdatedSince: since }
    expect(await judge(first)).toEqual([outdated, outdated])
    expect((await download(gateway, first.download.path)).status).toBe(410)
    const second = await print()
    expect(await judge(second)).toEqual([VALID, VALID])
    const restoredSince = await update('3', version + 1)
    expect(await judge(first)).toEqual([VALID, VALID])
    const replaced = { status: 'OUTDATED', outdatedSince: restoredSince }
    expect(await judge(second)).toEqual([replaced, replaced])
    version += 2
  }
  // What the first link leads to is printed from details that are in force.
  const again = await download(gateway, first.download.path)
  expect([again.status, Object.fromEntries(again.headers)['content-disposition']]).toEqual([
    200,
    expect.stringContaining(first.number),
  ])
})

test('P4 a code in other capitals, quotes and blanks is that of the same payee', async () => {
  const { qrText } = await print()
  const written = qrText
    .replace('ООО «Кабельные сети Оки»', 'ооо  "КАБЕЛЬНЫЕ СЕТИ ОКИ"')
    .replace('«Образец»', '“Образец”')
  expect(written).not.toBe(qrText)
  expect(await statusOf({ qr: written })).toEqual(VALID)
  expect(await statusOf({ qr: qrText.replace('сети Оки', 'сети Волги') })).toMatchObject({ status: 'OUTDATED' })
  expect(await statusOf({ qr: qrText.replace(/KPP=\d+\|/, '') })).toEqual(VALID)
})

test('P4 a receipt stays what it is when another operator names the same account, and leaves it again', async () => {
  const { payeeName, personalAccount, bankName, bic, correspondentAccount, inn } = findSandboxDetails('1')
  const second = findSandboxDetails('2')
  const read = async (payee: string) => {
    const bank = `PersonalAcc=${personalAccount}|BankName=${bankName}|BIC=${bic}|CorrespAcc=${correspondentAccount}`
    return (await statusOf({ qr: `ST00012|${payee}|${bank}` })).status
  }
  const payees = [
    `Name=${payeeName}|PayeeINN=${inn}`,
    `Name=${payeeName}`,
    `Name=${second.payeeName}|PayeeINN=${second.inn}`,
  ]
  const readAll = () => Promise.all(payees.map(read))
  expect(await readAll()).toEqual(['VALID', 'VALID', 'UNKNOWN'])
  await update('2', 1, { personalAccount, bankName, bic, correspondentAccount })
  expect(await readAll()).toEqual(['VALID', 'VALID', 'VALID'])
  await update('2', 2)
  expect(await readAll()).toEqual(['VALID', 'VALID', 'OUTDATED'])
})
