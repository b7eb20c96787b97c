import type { OrderRefused, ServiceOrderKey } from '../../billing/order-port.ts'
import type { OrderQuote } from '../../domain/service-order.ts'
import type { Viewer } from '../../domain/viewer.ts'
import type { ResolversTypes } from '../../generated/schema.ts'
import type { CancelVerdict, PlaceRefused, PlaceVerdict } from '../../payments/service-orders.ts'
import type { Language } from '../language.ts'
import { ACCEPTED, CANCEL_TEXTS, CANCELING, CANCELLED, CONFLICT, PENDING, REFUSAL_TEXTS } from './texts.ts'

type ServiceOrderResult = Awaited<ResolversTypes['ServiceOrderResult']>
type CancelServiceOrderResult = Awaited<ResolversTypes['CancelServiceOrderResult']>

/** An order that the billing has, and who may look at it. */
export interface AcceptedParent {
  readonly __typename: 'ServiceOrderAccepted'
  readonly key: ServiceOrderKey
  readonly viewer: Viewer
  readonly message: string
}

export interface CancelledParent {
  readonly __typename: 'ServiceOrderCancelled'
  readonly key: ServiceOrderKey
  readonly viewer: Viewer
  readonly message: string
}

export interface QuotedParent extends OrderQuote {
  readonly __typename: 'ServiceOrderQuote'
}

/** For whom an answer is written. */
export interface Reader {
  readonly viewer: Viewer
  readonly language: Language
}

export function writePlaceVerdict(verdict: PlaceVerdict, { viewer, language }: Reader): ServiceOrderResult {
  switch (verdict.kind) {
    case 'accepted':
      return { __typename: 'ServiceOrderAccepted', key: verdict.key, viewer, message: ACCEPTED[language] }
    case 'pending':
      return { __typename: 'ServiceOrderPending', retryable: true, message: PENDING[language] }
    case 'refused':
      return writeRefusal(verdict, language)
    case 'conflict':
      return { __typename: 'IdempotencyConflict', payment: null, retryable: false, message: CONFLICT[language] }
  }
}

export function writeRefusal(
  {
    reason,
    retryable = true,
    field = null,
    earliestOn,
  }: Partial<PlaceRefused> & Pick<PlaceRefused, 'reason' | 'earliestOn'>,
  language: Language,
) {
  const message = REFUSAL_TEXTS[reason][language]
  return { __typename: 'ServiceOrderRefused', code: reason, field, retryable, earliestOn, message } as const
}

/** A refusal to a quote: the same may be taken later. */
export function writeQuoteRefusal(
  { reason, earliestOn }: Pick<OrderRefused, 'reason' | 'earliestOn'>,
  language: Language,
) {
  return writeRefusal({ reason, earliestOn }, language)
}

export function writeCancelVerdict(
  verdict: CancelVerdict,
  { key, reader: { viewer, language } }: { key: ServiceOrderKey; reader: Reader },
): CancelServiceOrderResult {
  switch (verdict.kind) {
    case 'cancelled':
      return { __typename: 'ServiceOrderCancelled', key, viewer, message: CANCELLED[language] }
    case 'pending':
      return { __typename: 'ServiceOrderPending', retryable: true, message: CANCELING[language] }
    case 'refused': {
      const { reason } = verdict
      const retryable = reason === 'BILLING_UNAVAILABLE'
      return {
        __typename: 'CancelServiceOrderRefused',
        code: reason,
        retryable,
        message: CANCEL_TEXTS[reason][language],
      }
    }
  }
}
