import { BillingError } from '../../billing/error.ts'
import { formatInstant } from '../../domain/date.ts'
import { writePaymentQr } from '../../domain/payment-qr.ts'
import { paymentOf, type Receipt } from '../../domain/receipt.ts'
import type {
  PaymentReceiptInput,
  PaymentReceiptRefusalCode,
  QueryResolvers,
  ReceiptStatusCode,
  ReceiptStatusRefusalCode,
  ResolversTypes,
} from '../../generated/schema.ts'
import type { IssueVerdict } from '../../receipts/receipts.ts'
import type { ReceiptProof, StatusVerdict } from '../../receipts/status.ts'
import { writeCabinetRequest } from '../cabinet.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId } from '../ids.ts'
import { typeNameOf } from '../type-name.ts'
import { requireViewer } from '../viewer.ts'
import { RECEIPT_TEXTS, STATUS_REFUSAL_TEXTS, STATUS_TEXTS } from './texts.ts'

export const receiptQueries: Required<Pick<QueryResolvers, 'paymentReceipt' | 'receiptStatus'>> = {
  paymentReceipt: async (_parent, { input }, context) => {
    const verdict = await issue(input, context)
    if (verdict.kind === 'issued') return verdict.receipt
    const code = verdict.reason
    const message = RECEIPT_TEXTS[code][context.language]
    const retryable = code === 'BILLING_UNAVAILABLE'
    return { __typename: 'PaymentReceiptRefused', code, field: FIELDS[code] ?? null, message, retryable }
  },
  receiptStatus: async (_parent, args, context) => {
    const proof = readProof(args)
    if (proof === null) return refuseStatus('INVALID_VALUE', context)
    return writeStatus(await context.receipts.judge(proof, writeCabinetRequest(context)), context)
  },
}

export const receiptResolvers: Complete<'PaymentReceipt' | 'PaymentReceiptResult' | 'ReceiptStatusResult'> = {
  PaymentReceiptResult: {
    __resolveType: (result) => ('details' in result ? 'PaymentReceipt' : 'PaymentReceiptRefused'),
  },
  ReceiptStatusResult: { __resolveType: typeNameOf },
  PaymentReceipt: {
    period: ({ key }) => key.month,
    bankDetails: ({ details }) => details,
    qrText: (receipt, _args, context) => writeQr(receipt, context)?.text ?? null,
    qrBase64: (receipt, _args, context) => {
      const written = writeQr(receipt, context)
      return written && Buffer.from(written.bytes).toString('base64')
    },
    download: ({ key }, _args, context) => context.reports.writeLink({ kind: 'receipt', key }, requireViewer(context)),
  },
}

const FIELDS: Readonly<Partial<Record<PaymentReceiptRefusalCode, string>>> = {
  ACCOUNT_NOT_FOUND: 'accountId',
  ACCOUNT_CLOSED: 'accountId',
  INVALID_AMOUNT: 'amount',
  AMOUNT_NEEDED: 'amount',
  INVALID_PERIOD: 'period',
}

async function issue(input: PaymentReceiptInput, context: GraphqlContext): Promise<IssueVerdict> {
  const id = readId(input.accountId)
  if (id?.type !== 'Account') return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
  const key = { id: id.accountId, kind: id.kind }
  const account = await context.loaders.accounts.findAccount(requireViewer(context), key).catch((error: unknown) => {
    if (error instanceof BillingError) return 'unavailable' as const
    throw error
  })
  if (account === 'unavailable') return { kind: 'refused', reason: 'BILLING_UNAVAILABLE' }
  if (account === null) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
  const { amount = null, period: month = null } = input
  return context.receipts.issue({ accountId: account.id, amount, month }, context.call)
}

/** Null only where the payee's names, or all fields together, are longer than a code may hold. */
function writeQr(receipt: Receipt, { receipts }: GraphqlContext) {
  const payment = writePaymentQr(paymentOf(receipt), receipts.charset)
  return payment.kind === 'written' ? payment : null
}

function readProof({
  number,
  qr,
}: {
  readonly number?: string | null
  readonly qr?: string | null
}): ReceiptProof | null {
  if (typeof number === 'string') return typeof qr === 'string' ? null : { number }
  return typeof qr === 'string' ? { qr } : null
}

type StatusResult = Awaited<ResolversTypes['ReceiptStatusResult']>

function writeStatus(verdict: StatusVerdict, context: GraphqlContext): StatusResult {
  const say = (status: Exclude<ReceiptStatusCode, 'OUTDATED'>) => {
    const message = STATUS_TEXTS[status][context.language]
    return { __typename: 'ReceiptStatus', status, outdatedSince: null, bankDetails: null, message } as const
  }
  switch (verdict.kind) {
    case 'valid':
      return { ...say('VALID'), bankDetails: verdict.details }
    case 'outdated':
      return writeOutdated(formatInstant(verdict.since, context.timeZone), context)
    case 'unknown':
      return say('UNKNOWN')
    case 'too_many_tries':
      return refuseStatus('TOO_MANY_TRIES', context, verdict.retryAfterSeconds)
  }
}

function writeOutdated(outdatedSince: string, { language }: GraphqlContext): StatusResult {
  const status = 'OUTDATED'
  const message = STATUS_TEXTS[status][language].replace('{since}', outdatedSince.slice(0, 'yyyy-MM-dd'.length))
  return { __typename: 'ReceiptStatus', status, outdatedSince, bankDetails: null, message }
}

function refuseStatus(
  code: ReceiptStatusRefusalCode,
  { language }: GraphqlContext,
  retryAfterSeconds: number | null = null,
) {
  const message = STATUS_REFUSAL_TEXTS[code][language]
  return {
    __typename: 'ReceiptStatusRefused',
    code,
    message,
    retryable: retryAfterSeconds !== null,
    retryAfterSeconds,
  } as const
}
