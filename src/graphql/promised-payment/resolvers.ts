import { formatOptionalInstant } from '../../domain/date.ts'
import type { PromisedPaymentOffer } from '../../domain/promised-payment.ts'
import type { MutationResolvers, ResolversTypes } from '../../generated/schema.ts'
import type { TakeVerdict } from '../../payments/promised-payments.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId, writeId } from '../ids.ts'
import { giveOrder, mayOrderFor, minorUnitsOf } from '../ordering.ts'
import { typeNameOf } from '../type-name.ts'
import { requireViewer } from '../viewer.ts'
import { codeOf, PROMISE_CONFLICT, PROMISE_PENDING, PROMISE_TEXTS } from './texts.ts'

type OfferResult = Awaited<ResolversTypes['PromisedPaymentOfferResult']>
type TakeResult = Awaited<ResolversTypes['TakePromisedPaymentResult']>

export const promisedPaymentMutations: Required<Pick<MutationResolvers, 'takePromisedPayment'>> = {
  takePromisedPayment: async (_parent, { input }, context) => {
    const viewer = requireViewer(context)
    const id = readId(input.accountId)
    if (id?.type !== 'Account') return refuse({ reason: 'ACCOUNT_NOT_FOUND', field: 'accountId' }, context)
    const { accountId, kind } = id
    const order = {
      accountId,
      see: async () => {
        const account = await context.loaders.accounts.findAccount(viewer, { id: accountId, kind })
        if (account === null) return 'ACCOUNT_NOT_FOUND'
        return mayOrderFor(account) ? account : 'NOT_ALLOWED'
      },
      amountMinorUnits: minorUnitsOf(input.amount),
      feeMinorUnits: minorUnitsOf(input.fee),
      idempotencyKey: input.idempotencyKey,
    }
    const principal = `${viewer.role}:${viewer.subjectId}`
    const request = { principal, requestId: context.caller.requestId, call: context.call }
    return writeVerdict(await giveOrder(() => context.promisedPayments.take(order, request)), context)
  },
}

/** The offer of an account, or why there is none. */
export async function findOffer(
  { id, viewer }: ViewedAccount,
  _args: unknown,
  context: GraphqlContext,
): Promise<OfferResult | null> {
  const offer = await context.loaders.promisedPayments.findOffer(viewer, id)
  return offer && writeOffer(offer, context)
}

function writeOffer(offer: PromisedPaymentOffer, { language, timeZone }: GraphqlContext): OfferResult {
  if (offer.kind === 'offered') {
    const { minAmount, maxAmount, fee, termDays } = offer
    return { __typename: 'PromisedPaymentOffer', minAmount, maxAmount, fee, termDays }
  }
  const code = codeOf(offer.reason)
  return {
    __typename: 'PromisedPaymentNotOffered',
    code,
    message: PROMISE_TEXTS[code][language],
    availableFrom: formatOptionalInstant(offer.availableAt, timeZone),
  }
}

async function writeVerdict(verdict: TakeVerdict, context: GraphqlContext): Promise<TakeResult> {
  const { language, loaders } = context
  switch (verdict.kind) {
    case 'taken': {
      const found = loaders.promisedPayments.find(requireViewer(context), verdict)
      // It was taken, whatever becomes of reading it.
      return { __typename: 'PromisedPaymentTaken', promisedPayment: await found.catch(() => null) }
    }
    case 'pending':
      return { __typename: 'PromisedPaymentPending', retryable: true, message: PROMISE_PENDING[language] }
    case 'conflict':
      return { __typename: 'PromisedPaymentConflict', retryable: false, message: PROMISE_CONFLICT[language] }
    case 'refused':
      return refuse(verdict, context)
  }
}

function refuse(
  told: Pick<Extract<TakeVerdict, { kind: 'refused' }>, 'reason'> & {
    readonly field: string | null
    readonly retryable?: boolean
    readonly availableAt?: number | null
  },
  { language, timeZone }: GraphqlContext,
): TakeResult {
  const { reason, field, retryable = false, availableAt = null } = told
  const code = codeOf(reason)
  return {
    __typename: 'PromisedPaymentRefused',
    code,
    field,
    retryable,
    message: PROMISE_TEXTS[code][language],
    availableFrom: formatOptionalInstant(availableAt, timeZone),
  }
}

export const promisedPaymentResolvers: Complete<
  'PromisedPayment' | 'PromisedPaymentOfferResult' | 'TakePromisedPaymentResult'
> = {
  PromisedPaymentOfferResult: { __resolveType: typeNameOf },
  TakePromisedPaymentResult: { __resolveType: typeNameOf },
  PromisedPayment: {
    id: ({ id, accountId }) => writeId({ type: 'PromisedPayment', accountId, promiseId: id }),
    takenAt: ({ takenAt }, _args, { timeZone }) => formatOptionalInstant(takenAt, timeZone),
    endsAt: ({ endsAt }, _args, { timeZone }) => formatOptionalInstant(endsAt, timeZone),
  },
}
