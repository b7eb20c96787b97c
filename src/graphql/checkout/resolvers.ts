import { BillingError } from '../../billing/error.ts'
import { type Checkout, isPayable } from '../../domain/checkout.ts'
import { formatInstant, formatOptionalInstant } from '../../domain/date.ts'
import { parseMoney } from '../../domain/money.ts'
import type { IntentId } from '../../domain/payment-intent.ts'
import { rightsOn, seesEveryAccount, type Viewer } from '../../domain/viewer.ts'
import type { MutationResolvers, QueryResolvers, ResolversTypes } from '../../generated/schema.ts'
import type { AccountRefusal, CheckoutRequest, PaidAccount } from '../../payments/checkout-begin.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { type GlobalId, readId, writeId } from '../ids.ts'
import type { Text } from '../language.ts'
import { giveOrder } from '../ordering.ts'
import { seesAccount } from '../ownership.ts'
import { readAfter, readFirst, writeConnection } from '../page.ts'
import { findAccountById } from '../ticket/account.ts'
import { typeNameOf } from '../type-name.ts'
import { requireViewer } from '../viewer.ts'
import { readPlace, writePlace } from '../visit/places.ts'
import { CHECKOUT_TEXTS, TIME_IS_OVER } from './texts.ts'
import { refuseClose, refuseRefund, writeCloseVerdict, writeInitiateVerdict, writeRefundVerdict } from './verdicts.ts'

/** A checkout in the hands of somebody who may see its account. */
export interface ViewedCheckout extends Checkout {
  readonly viewer: Viewer
}

type CheckoutConnection = Awaited<ResolversTypes['CheckoutConnection']>

const ATTENTION = 'checkout attention'

export const checkoutQueries: Required<Pick<QueryResolvers, 'checkout' | 'checkoutsNeedingAttention'>> = {
  checkout: async (_parent, { id: text }, context) => {
    const viewer = requireViewer(context)
    const id = readId(text)
    if (id?.type !== 'Checkout') return null
    const checkout = await context.checkouts.find(id.checkoutId, context.call)
    return checkout !== null && seesAccount(viewer, checkout.accountId) ? { ...checkout, viewer } : null
  },
  checkoutsNeedingAttention: async (_parent, args, context) => {
    const viewer = requireViewer(context)
    const afterId = readAfter(args.after, ATTENTION)
    const page = await context.checkouts.listAttention({ first: readFirst(args.first), afterId }, context.call)
    return writeConnection(
      page.checkouts.map((checkout) => ({ ...checkout, viewer })),
      { list: ATTENTION, positionOf: ({ id }) => id, hasMore: page.hasMore, isFirstPage: afterId === null },
    )
  },
}

export const checkoutMutations: Required<
  Pick<MutationResolvers, 'initiatePayment' | 'refundCheckout' | 'closeCheckout'>
> = {
  initiatePayment: async (_parent, { input }, context) => {
    const viewer = requireViewer(context)
    const id = readId(input.accountId)
    const accountId = id?.type === 'Account' ? id.accountId : ''
    const { method, returnUrl, receiptContact, idempotencyKey } = input
    const amount = parseMoney(input.amount, context.checkouts.currency)
    const order = { accountId, method, amount, returnUrl, receiptContact, idempotencyKey }
    const request = { ...requestOf(context, viewer), see: () => seePaid(id, context) }
    return writeInitiateVerdict(await giveOrder(() => context.checkouts.initiate(order, request)), viewer, context)
  },
  refundCheckout: async (_parent, { input }, context) => {
    const viewer = requireViewer(context)
    const { reason, idempotencyKey, acknowledgesDoubt } = input
    const id = readId(input.checkoutId)
    if (id?.type !== 'Checkout') return refuseRefund('CHECKOUT_NOT_FOUND', context, { field: 'checkoutId' })
    const order = { checkoutId: id.checkoutId, reason, idempotencyKey, acknowledgesDoubt: acknowledgesDoubt ?? false }
    const verdict = await giveOrder(() => context.checkouts.refund(order, requestOf(context, viewer)))
    return writeRefundVerdict(verdict, viewer, context)
  },
  closeCheckout: async (_parent, { input }, context) => {
    const viewer = requireViewer(context)
    const { reason, acknowledgesDoubt } = input
    const id = readId(input.checkoutId)
    if (id?.type !== 'Checkout') return refuseClose('CHECKOUT_NOT_FOUND', context, { field: 'checkoutId' })
    const payment = input.paymentId ? readId(input.paymentId) : null
    if (payment !== null && payment.type !== 'Payment') {
      return refuseClose('INVALID_VALUE', context, { field: 'paymentId' })
    }
    const order = { checkoutId: id.checkoutId, payment, reason, acknowledgesDoubt: acknowledgesDoubt ?? false }
    const verdict = await giveOrder(() => context.checkouts.close(order, requestOf(context, viewer)))
    return writeCloseVerdict(verdict, viewer, context)
  },
}

export const checkoutResolvers: Complete<
  'Checkout' | 'InitiatePaymentResult' | 'RefundCheckoutResult' | 'CloseCheckoutResult' | 'PaymentProgress'
> = {
  InitiatePaymentResult: { __resolveType: typeNameOf },
  RefundCheckoutResult: { __resolveType: typeNameOf },
  CloseCheckoutResult: { __resolveType: typeNameOf },
  PaymentProgress: { __resolveType: (progress) => ('intent' in progress ? 'PartnerPayment' : 'Checkout') },
  Checkout: {
    id: ({ id }) => writeId({ type: 'Checkout', checkoutId: id }),
    message: (checkout, _args, { language }) => textOf(checkout)[language],
    redirectUrl: (checkout) => (isPayable(checkout, Date.now()) ? checkout.redirectUrl : null),
    qrPayload: (checkout) => (isPayable(checkout, Date.now()) ? checkout.qrPayload : null),
    attention: ({ attention, viewer }) => (seesEveryAccount(viewer) ? attention : null),
    acquirerId: ({ acquirerId, viewer }) => (seesEveryAccount(viewer) ? acquirerId : null),
    payment: async ({ accountId, creditId, state, viewer, ...closed }, _args, { supervision, loaders }) => {
      if (state !== 'DONE') return null
      const credit = creditId === null || closed.paymentId !== null ? null : await supervision.findIntent(creditId)
      const paymentId = closed.paymentId ?? credit?.recordId ?? null
      return paymentId === null ? null : loaders.payments.findPayment(viewer, { accountId, paymentId })
    },
    fiscalReceipt: ({ id }, _args, { loaders }) => loaders.fiscalReceipts.findOfCheckout(id, 'SELL'),
    refundReceipt: ({ id }, _args, { loaders }) => loaders.fiscalReceipts.findOfCheckout(id, 'SELL_REFUND'),
    credit: ({ creditId, viewer }, _args, context) => findIntent(creditId, viewer, context),
    refund: ({ refundId, viewer }, _args, context) => findIntent(refundId, viewer, context),
    expiresAt: ({ expiresAt }, _args, { timeZone }) => formatOptionalInstant(expiresAt, timeZone),
    createdAt: ({ createdAt }, _args, { timeZone }) => formatInstant(createdAt, timeZone),
    changedAt: ({ changedAt }, _args, { timeZone }) => formatInstant(changedAt, timeZone),
    capturedAt: ({ capturedAt }, _args, { timeZone }) => formatOptionalInstant(capturedAt, timeZone),
  },
}

/** When the time is over, the acquirer may still say that it was paid in the last moment. */
function textOf(checkout: Checkout): Text {
  const isOver = checkout.state === 'OPEN' && !isPayable(checkout, Date.now())
  return isOver ? TIME_IS_OVER : CHECKOUT_TEXTS[checkout.state]
}

/** The checkouts of an account, newest first. */
export async function listCheckouts(
  { id: accountId, viewer }: ViewedAccount,
  args: { readonly first: number; readonly after?: string | null },
  context: GraphqlContext,
): Promise<CheckoutConnection> {
  const list = `checkouts:${accountId}`
  const place = readPlace(readAfter(args.after, list))
  const before = place && { id: place.id, createdAt: place.at }
  const page = await context.checkouts.listOfAccount({ accountId, first: readFirst(args.first), before }, context.call)
  return writeConnection(
    page.checkouts.map((checkout) => ({ ...checkout, viewer })),
    {
      list,
      positionOf: ({ id, createdAt }) => writePlace(createdAt, id),
      hasMore: page.hasMore,
      isFirstPage: place === null,
    },
  )
}

/** Who asks for a payment of the cabinet. */
export function principalOf({ role, subjectId }: Viewer): string {
  return `${role}:${subjectId}`
}

function requestOf({ caller, call }: GraphqlContext, viewer: Viewer): CheckoutRequest {
  return { principal: principalOf(viewer), requestId: caller.requestId, call }
}

async function seePaid(id: GlobalId | null, context: GraphqlContext): Promise<PaidAccount | AccountRefusal> {
  const account = id?.type === 'Account' ? await findAccountById(id.accountId, context, id.kind) : null
  if (account === null) return 'ACCOUNT_NOT_FOUND'
  if (account === 'unavailable') return 'BILLING_UNAVAILABLE'
  if (!rightsOn(account.viewer, account.id).includes('PAY')) return 'NOT_ALLOWED'
  return { number: account.number, isClosed: () => isClosed(account, context) }
}

/** Where the billing does not answer nobody is kept from paying: what it refuses later goes back. */
async function isClosed({ id, viewer }: ViewedAccount, { loaders }: GraphqlContext): Promise<boolean> {
  try {
    return (await loaders.accounts.findState(viewer, id))?.value.status === 'TERMINATED'
  } catch (error) {
    if (error instanceof BillingError) return false
    throw error
  }
}

async function findIntent(id: IntentId | null, viewer: Viewer, { loaders }: GraphqlContext) {
  return id === null ? null : loaders.paymentIntents.findIntent(viewer, id)
}
