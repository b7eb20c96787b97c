import { formatInstant, formatOptionalInstant } from '../../domain/date.ts'
import type { Intent, IntentKind } from '../../domain/payment-intent.ts'
import type {
  MutationResolvers,
  QueryResolvers,
  ResolutionRefusalCode,
  ResolvePaymentInput,
} from '../../generated/schema.ts'
import { type NamedRecord, RETRYABLE_REFUSALS, type Resolution } from '../../payments/resolution.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { type GlobalId, readId, writeId } from '../ids.ts'
import { readAfter, readFirst, writeConnection } from '../page.ts'
import { requireViewer } from '../viewer.ts'
import { REFUSAL_TEXTS } from './texts.ts'

export const paymentIntentQueries: Pick<QueryResolvers, 'paymentIntent' | 'paymentsNeedingAttention'> = {
  paymentIntent: (_parent, { id: text }, context) => {
    const id = readId(text)
    if (id?.type !== 'PaymentIntent') return null
    return context.loaders.paymentIntents.findIntent(requireViewer(context), id.intentId)
  },
  paymentsNeedingAttention: async (_parent, args, { supervision }) => {
    const first = readFirst(args.first)
    const afterId = readAfter(args.after, LIST)
    const intents = await supervision.listAttention({ afterId, limit: first + 1 })
    return writeConnection(intents.slice(0, first), {
      list: LIST,
      positionOf: ({ id }) => id,
      hasMore: intents.length > first,
      isFirstPage: afterId === null,
    })
  },
}

const LIST = 'attention'

export const paymentIntentMutations: Pick<MutationResolvers, 'resolvePayment'> = {
  resolvePayment: async (_parent, { input }, context) => {
    const { role, subjectId } = requireViewer(context)
    const id = readId(input.intentId)
    if (id?.type !== 'PaymentIntent') return refuse('INTENT_NOT_FOUND', null, context)
    const resolution = readResolution(input)
    if (resolution === null) return refuse('INVALID_PAYMENT_ID', null, context)
    const verdict = await context.supervision.resolve({
      intentId: id.intentId,
      resolution,
      reason: input.reason,
      by: { actor: `${role}:${subjectId}`, requestId: context.caller.requestId },
    })
    if (verdict.kind === 'refused') return refuse(verdict.reason, verdict.intent, context)
    return { __typename: 'PaymentResolved', intent: verdict.intent }
  },
}

function refuse(code: ResolutionRefusalCode, intent: Intent | null, { language }: GraphqlContext) {
  const retryable = RETRYABLE_REFUSALS.some((refusal) => refusal === code)
  return {
    __typename: 'ResolutionRefused',
    code,
    retryable,
    message: REFUSAL_TEXTS[code][language],
    currentIntent: intent,
  } as const
}

/** Null when an id is no record that an order can be, or is there where nobody asks for it. */
function readResolution({ resolution, paymentId, acknowledgesDoubt }: ResolvePaymentInput): Resolution | null {
  const doubt = { acknowledgesDoubt: acknowledgesDoubt === true }
  const isNamed = typeof paymentId === 'string'
  if (resolution === 'CARRIED_OUT') {
    const record = isNamed ? readRecord(readId(paymentId)) : null
    return isNamed && record === null ? null : { kind: resolution, record, ...doubt }
  }
  if (isNamed) return null
  return resolution === 'NOT_CARRIED_OUT' ? { kind: resolution, ...doubt } : { kind: resolution }
}

function readRecord(id: GlobalId | null): NamedRecord | null {
  if (id?.type === 'Payment') {
    return { kinds: ['PAYMENT', 'CANCELLATION'], accountId: id.accountId, recordId: id.paymentId }
  }
  if (id?.type === 'ServiceOrder') {
    return { kinds: ['SERVICE_ORDER'], accountId: id.accountId, recordId: id.orderId }
  }
  if (id?.type === 'Ticket') return { kinds: ['TICKET'], accountId: id.accountId, recordId: id.ticketId }
  if (id?.type === 'Charge') return { kinds: ['DEBIT'], accountId: id.accountId, recordId: id.chargeId }
  if (id?.type === 'PromisedPayment') {
    return { kinds: ['PROMISED_PAYMENT'], accountId: id.accountId, recordId: id.promiseId }
  }
  return null
}

export const paymentIntentResolvers: Complete<'PaymentIntent'> = {
  PaymentIntent: {
    id: ({ id }) => writeId({ type: 'PaymentIntent', intentId: id }),
    attempts: ({ attempt }) => attempt,
    acceptedAt: ({ acceptedAt }, _args, { timeZone }) => formatInstant(acceptedAt, timeZone),
    changedAt: ({ changedAt }, _args, { timeZone }) => formatInstant(changedAt, timeZone),
    paidAt: ({ paidAt }, _args, { timeZone }) => formatOptionalInstant(paidAt, timeZone),
    sentAt: ({ sentAt }, _args, { timeZone }) => formatOptionalInstant(sentAt, timeZone),
    registeredAt: ({ registeredAt }, _args, { timeZone }) => formatOptionalInstant(registeredAt, timeZone),
    paymentId: ({ kind, accountId, recordId }) =>
      recordId === null || !isOfMoney(kind) ? null : writeId({ type: 'Payment', accountId, paymentId: recordId }),
    chargeId: ({ kind, accountId, recordId }) =>
      recordId === null || kind !== 'DEBIT' ? null : writeId({ type: 'Charge', accountId, chargeId: recordId }),
    relatesTo: ({ relatesTo }) => (relatesTo === null ? null : writeId({ type: 'PaymentIntent', intentId: relatesTo })),
    history: async ({ id }, _args, { loaders }) => (await loaders.paymentIntents.listHistory(id)).rows,
    hasMoreHistory: async ({ id }, _args, { loaders }) => (await loaders.paymentIntents.listHistory(id)).hasMore,
  },
}

function isOfMoney(kind: IntentKind): boolean {
  return kind === 'PAYMENT' || kind === 'CANCELLATION'
}
