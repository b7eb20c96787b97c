import type { Viewer } from '../../domain/viewer.ts'
import type {
  CheckoutCloseRefusalCode,
  CheckoutRefundRefusalCode,
  PaymentInitiationRefusalCode,
  ResolversTypes,
} from '../../generated/schema.ts'
import type { InitiateVerdict } from '../../payments/checkout-begin.ts'
import type { CloseVerdict } from '../../payments/checkout-close.ts'
import type { RefundVerdict } from '../../payments/checkout-refund.ts'
import type { GraphqlContext } from '../context.ts'
import { CLOSE_TEXTS, INITIATION_CONFLICT, INITIATION_PENDING, INITIATION_TEXTS, REFUND_TEXTS } from './texts.ts'

type InitiateResult = Awaited<ResolversTypes['InitiatePaymentResult']>
type CloseResult = Awaited<ResolversTypes['CloseCheckoutResult']>
type RefundResult = Awaited<ResolversTypes['RefundCheckoutResult']>

interface Details {
  readonly field?: string | null
  readonly retryable?: boolean
  readonly retryAfterSeconds?: number | null
}

function refuseInitiation(
  code: PaymentInitiationRefusalCode,
  { language }: GraphqlContext,
  { field = null, retryable = false, retryAfterSeconds = null }: Details = {},
) {
  const message = INITIATION_TEXTS[code][language]
  return { __typename: 'PaymentInitiationRefused', code, field, message, retryable, retryAfterSeconds } as const
}

export function refuseRefund(
  code: CheckoutRefundRefusalCode,
  { language }: GraphqlContext,
  { field = null, retryable = false }: Details = {},
) {
  const message = REFUND_TEXTS[code][language]
  return { __typename: 'CheckoutRefundRefused', code, field, message, retryable, currentCheckout: null } as const
}

export function refuseClose(
  code: CheckoutCloseRefusalCode,
  { language }: GraphqlContext,
  { field = null, retryable = false }: Details = {},
) {
  const message = CLOSE_TEXTS[code][language]
  return { __typename: 'CheckoutCloseRefused', code, field, message, retryable, currentCheckout: null } as const
}

export function writeInitiateVerdict(
  verdict: InitiateVerdict,
  viewer: Viewer,
  context: GraphqlContext,
): InitiateResult {
  const { language } = context
  switch (verdict.kind) {
    case 'initiated':
      return { __typename: 'PaymentInitiated', checkout: { ...verdict.checkout, viewer } }
    case 'pending': {
      const checkout = { ...verdict.checkout, viewer }
      const message = INITIATION_PENDING[language]
      return { __typename: 'PaymentInitiationPending', checkout, retryable: true, message }
    }
    case 'refused':
      return refuseInitiation(verdict.reason, context, verdict)
    case 'conflict': {
      const message = INITIATION_CONFLICT[language]
      return { __typename: 'IdempotencyConflict', payment: null, retryable: false, message }
    }
  }
}

export function writeRefundVerdict(verdict: RefundVerdict, viewer: Viewer, context: GraphqlContext): RefundResult {
  if (verdict.kind === 'refunding') {
    return { __typename: 'CheckoutRefunding', checkout: { ...verdict.checkout, viewer } }
  }
  const currentCheckout = verdict.checkout && { ...verdict.checkout, viewer }
  return { ...refuseRefund(verdict.reason, context, verdict), currentCheckout }
}

export function writeCloseVerdict(verdict: CloseVerdict, viewer: Viewer, context: GraphqlContext): CloseResult {
  if (verdict.kind === 'closed') return { __typename: 'CheckoutClosed', checkout: { ...verdict.checkout, viewer } }
  const currentCheckout = verdict.checkout && { ...verdict.checkout, viewer }
  return { ...refuseClose(verdict.reason, context, verdict), currentCheckout }
}
