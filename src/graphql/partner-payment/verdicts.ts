import type { PartnerLimits } from '../../domain/partner.ts'
import type { ResolversTypes } from '../../generated/schema.ts'
import type { CancelVerdict, CheckVerdict, PartnerPayment, PayVerdict } from '../../payments/partner-payments.ts'
import type { Language, Text } from '../language.ts'
import {
  CANCEL_TEXTS,
  CANCELED,
  CANCELING,
  CHECK_TEXTS,
  CONFLICT,
  PAID,
  PAID_AND_CANCELED,
  PAID_AND_CANCELING,
  PAY_TEXTS,
  PENDING,
} from './texts.ts'

type CheckAccountResult = Awaited<ResolversTypes['CheckAccountResult']>
type PayResult = Awaited<ResolversTypes['PayResult']>
type CancelPaymentResult = Awaited<ResolversTypes['CancelPaymentResult']>

export function writeCheckVerdict(
  verdict: CheckVerdict,
  { limits, language }: { limits: PartnerLimits; language: Language },
): CheckAccountResult {
  if (verdict.kind === 'payable') {
    const { accountNumber, payerName, recommendedAmount } = verdict
    const { minAmount, maxAmount } = limits
    return { __typename: 'PayableAccount', accountNumber, payerName, recommendedAmount, minAmount, maxAmount }
  }
  const { reason, retryable, retryAfterSeconds } = verdict
  const message = CHECK_TEXTS[reason][language]
  return { __typename: 'CheckRefused', code: reason, retryable, retryAfterSeconds, message }
}

export function writePayVerdict(verdict: PayVerdict, language: Language): PayResult {
  switch (verdict.kind) {
    case 'accepted':
      return { __typename: 'PaymentAccepted', payment: verdict.payment, ...say(paidText(verdict.payment), language) }
    case 'pending':
      return { __typename: 'PaymentPending', payment: verdict.payment, ...say(PENDING, language, true) }
    case 'refused': {
      const { reason, retryable, field, payment } = verdict
      return {
        __typename: 'PaymentRefused',
        code: reason,
        field,
        payment,
        ...say(PAY_TEXTS[reason], language, retryable),
      }
    }
    case 'conflict':
      return { __typename: 'IdempotencyConflict', payment: verdict.payment, ...say(CONFLICT, language) }
  }
}

/** The answer stays that of the first time; what a terminal shows of it must not be a payment that is gone. */
function paidText({ cancellation }: PartnerPayment): Text {
  if (cancellation === null) return PAID
  return cancellation.state === 'DONE' ? PAID_AND_CANCELED : PAID_AND_CANCELING
}

export function writeCancelVerdict(verdict: CancelVerdict, language: Language): CancelPaymentResult {
  switch (verdict.kind) {
    case 'canceled':
      return { __typename: 'PaymentCanceled', payment: verdict.payment, ...say(CANCELED, language) }
    case 'pending':
      return { __typename: 'CancellationPending', payment: verdict.payment, ...say(CANCELING, language, true) }
    case 'refused': {
      const { reason, retryable, field, payment } = verdict
      return {
        __typename: 'CancellationRefused',
        code: reason,
        field,
        payment,
        ...say(CANCEL_TEXTS[reason], language, retryable),
      }
    }
    case 'conflict':
      return { __typename: 'IdempotencyConflict', payment: verdict.payment, ...say(CONFLICT, language) }
  }
}

function say(text: Text, language: Language, retryable = false): { message: string; retryable: boolean } {
  return { message: text[language], retryable }
}
