import { formatInstant, formatOptionalInstant } from '../../domain/date.ts'
import type { FiscalReceipt, FiscalReceiptState } from '../../domain/fiscal-receipt.ts'
import type {
  FiscalReceiptRetryRefusalCode,
  MutationResolvers,
  QueryResolvers,
  ResolversTypes,
  FiscalReceiptState as ToldState,
} from '../../generated/schema.ts'
import type { RetryReceiptVerdict } from '../../payments/fiscal-receipts.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId, writeId } from '../ids.ts'
import { giveOrder } from '../ordering.ts'
import { readAfter, readFirst, writeConnection } from '../page.ts'
import { typeNameOf } from '../type-name.ts'
import { requireViewer } from '../viewer.ts'
import { readPlace, writePlace } from '../visit/places.ts'
import { RETRY_CONFLICT, RETRY_TEXTS } from './texts.ts'

type RetryResult = Awaited<ResolversTypes['RetryFiscalReceiptResult']>

const LIST = 'fiscal receipts'

export const fiscalReceiptQueries: Required<Pick<QueryResolvers, 'fiscalReceiptsNeedingAttention'>> = {
  fiscalReceiptsNeedingAttention: async (_parent, args, { fiscalReceipts, call }) => {
    const place = readPlace(readAfter(args.after, LIST))
    const after = place && { id: place.id, createdAt: place.at }
    const page = await fiscalReceipts.listNeedingAttention({ first: readFirst(args.first), after }, call)
    return writeConnection(page.receipts, {
      list: LIST,
      positionOf: ({ id, createdAt }) => writePlace(createdAt, id),
      hasMore: page.hasMore,
      isFirstPage: place === null,
    })
  },
}

export const fiscalReceiptMutations: Required<Pick<MutationResolvers, 'retryFiscalReceipt'>> = {
  retryFiscalReceipt: async (_parent, { input }, context) => {
    const { role, subjectId } = requireViewer(context)
    const id = readId(input.receiptId)
    if (id?.type !== 'FiscalReceipt') return refuse('RECEIPT_NOT_FOUND', context, { field: 'receiptId' })
    const { idempotencyKey, contact = null, takesConfiguredTerms = false } = input
    const order = { receiptId: id.receiptId, idempotencyKey, contact, takesConfiguredTerms }
    const by = { actor: `${role}:${subjectId}`, requestId: context.caller.requestId }
    const verdict = await giveOrder(() => context.fiscalReceipts.retry(order, { by, call: context.call }))
    return writeVerdict(verdict, context)
  },
}

function writeVerdict(verdict: RetryReceiptVerdict, context: GraphqlContext): RetryResult {
  switch (verdict.kind) {
    case 'retried':
      return { __typename: 'FiscalReceiptRetried', receipt: verdict.receipt }
    case 'conflict': {
      const message = RETRY_CONFLICT[context.language]
      return { __typename: 'IdempotencyConflict', payment: null, retryable: false, message }
    }
    case 'invalid':
      return refuse('INVALID_VALUE', context, verdict)
    case 'not_found':
      return refuse('RECEIPT_NOT_FOUND', context, { field: 'receiptId' })
    case 'not_failed':
      return refuse('NOT_FAILED', context, verdict)
  }
}

function refuse(
  code: FiscalReceiptRetryRefusalCode,
  { language }: GraphqlContext,
  { field = null, receipt = null }: { readonly field?: string | null; readonly receipt?: FiscalReceipt | null },
) {
  const message = RETRY_TEXTS[code][language]
  return {
    __typename: 'FiscalReceiptRetryRefused',
    code,
    field,
    retryable: false,
    message,
    currentReceipt: receipt,
  } as const
}

const STATES: Readonly<Record<FiscalReceiptState, ToldState>> = {
  WAITING: 'PENDING',
  SENDING: 'PENDING',
  ACCEPTED: 'PENDING',
  REGISTERED: 'REGISTERED',
  FAILED: 'FAILED',
}

export const fiscalReceiptResolvers: Complete<'FiscalReceipt' | 'FiscalReceiptProblem' | 'RetryFiscalReceiptResult'> = {
  RetryFiscalReceiptResult: { __resolveType: typeNameOf },
  FiscalReceipt: {
    id: ({ id }) => writeId({ type: 'FiscalReceipt', receiptId: id }),
    state: ({ state }) => STATES[state],
    fiscalSign: ({ record }) => record?.fiscalSign ?? null,
    documentNumber: ({ record }) => record?.documentNumber ?? null,
    driveNumber: ({ record }) => record?.driveNumber ?? null,
    registeredAt: ({ record }, _args, { timeZone }) => formatOptionalInstant(record?.registeredAt ?? null, timeZone),
    link: ({ record }) => record?.link ?? null,
  },
  FiscalReceiptProblem: {
    receipt: (receipt) => receipt,
    auditObject: ({ id }) => `fiscal-receipt:${id}`,
    createdAt: ({ createdAt }, _args, { timeZone }) => formatInstant(createdAt, timeZone),
    changedAt: ({ changedAt }, _args, { timeZone }) => formatInstant(changedAt, timeZone),
  },
}
