import type { OrderRefused, ServiceOrderKey } from '../../billing/order-port.ts'
import type { OrderQuote, OrderWish } from '../../domain/service-order.ts'
import type { Viewer } from '../../domain/viewer.ts'
import type { ResolversTypes } from '../../generated/schema.ts'
import { type PlaceRefused, refuseOrder } from '../../payments/service-order-refusals.ts'
import type { CancelVerdict, PlaceVerdict } from '../../payments/service-orders.ts'
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
  /** What the answer is about, where it is one wish. */
  readonly wish?: OrderWish | null
}

export function writePlaceVerdict(verdict: PlaceVerdict, reader: Reader): ServiceOrderResult {
  const { viewer, language } = reader
  switch (verdict.kind) {
    case 'accepted':
      return { __typename: 'ServiceOrderAccepted', key: verdict.key, viewer, message: ACCEPTED[language] }
    case 'pending':
      return { __typename: 'ServiceOrderPending', retryable: true, message: PENDING[language] }
    case 'refused':
      return writeRefusal(verdict, reader)
    case 'conflict':
      return { __typename: 'IdempotencyConflict', payment: null, retryable: false, message: CONFLICT[language] }
  }
}

/** A refusal, and who may look at what it names. */
export interface RefusedParent {
  readonly __typename: 'ServiceOrderRefused'
  readonly code: PlaceRefused['reason']
  readonly field: string | null
  readonly retryable: boolean
  readonly earliestOn: string | null
  readonly placed: ServiceOrderKey | null
  /** What was wished for; null when it could not even be read. */
  readonly wish: OrderWish | null
  readonly viewer: Viewer
  readonly message: string
}

export function writeRefusal(
  { reason, retryable, field, earliestOn, placed }: PlaceRefused,
  { viewer, language, wish = null }: Reader,
): RefusedParent {
  const message = REFUSAL_TEXTS[reason][language]
  return {
    __typename: 'ServiceOrderRefused',
    code: reason,
    field,
    retryable,
    earliestOn,
    placed,
    wish,
    viewer,
    message,
  }
}

/** What the billing answers to a quote. */
export function writeQuoteRefusal({ reason, earliestOn }: OrderRefused, reader: Reader): RefusedParent {
  return writeRefusal(refuseOrder(reason, { earliestOn }), reader)
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
