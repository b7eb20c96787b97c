import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { PaymentQrCharset } from '../../src/domain/payment-qr.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { accountIdOf } from '../support/exports.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { findSandboxDetails } from '../support/receipts.ts'

/** A gateway over a store that outlives it. */
async function startOver(storeUrl: string, receiptCharset: PaymentQrCharset): Promise<Gateway> {
  const gateway = await startGateway({ accounts: 18, storeUrl, receiptCharset })
  onTestFinished(() => gateway.close().catch(() => undefined))
  return gateway
}

async function codesOf(gateway: Gateway) {
  const document = '{ bankDetails { operatorId hasQrCode } }'
  const { data } = await gateway.query<{ bankDetails: readonly { operatorId: string; hasQrCode: boolean }[] }>(document)
  return data.bankDetails.filter(({ hasQrCode }) => !hasQrCode).map(({ operatorId }) => operatorId)
}

const warningsOf = (gateway: Gateway) => gateway.logLines().filter((line) => line.includes('RECEIPT_CHARSET'))

test('P4 bank details that lose their code by another charset are told at the start and where they are shown', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'charset-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const storeUrl = `sqlite:${join(folder, 'gateway.sqlite')}`
  const operatorId = writeId({ type: 'Operator', operatorId: '3' })
  const before = await startOver(storeUrl, 'windows-1251')
  const input = { operatorId, ...findSandboxDetails('3'), expectedVersion: 1, payeeName: 'Щ'.repeat(120) }
  const { data } = await before.query<{ updateBankDetails: { userErrors: readonly object[] } }>(
    'mutation ($input: UpdateBankDetailsInput!) { updateBankDetails(input: $input) { userErrors { code } } }',
    { input },
    await before.signIn('operator'),
  )
  expect(data.updateBankDetails.userErrors).toEqual([])
  expect(await codesOf(before)).toEqual([])
  expect(warningsOf(before)).toEqual([])
  await before.close()

  const after = await startOver(storeUrl, 'utf-8')
  expect(await codesOf(after)).toEqual([operatorId])
  const receipt = await after.query<{ paymentReceipt: { qrText: string | null } }>(
    'query ($input: PaymentReceiptInput!) { paymentReceipt(input: $input) { ... on PaymentReceipt { qrText } } }',
    { input: { accountId: await accountIdOf(after, '100001'), amount: '1.00' } },
    await after.signIn('100001'),
  )
  expect(receipt.data.paymentReceipt).toEqual({ qrText: null })
  expect(warningsOf(after).map((line): unknown => JSON.parse(line))).toMatchObject([
    { level: 40, count: 1, kind: 'utf-8' },
  ])
})
