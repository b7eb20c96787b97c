import { formatInstant, formatOptionalInstant } from '../../domain/date.ts'
import type { MutationResolvers, PartnerPaymentState, QueryResolvers } from '../../generated/schema.ts'
import type { PartnerPayment } from '../../payments/partner-payments.ts'
import type { Complete } from '../complete.ts'
import { giveOrder } from '../ordering.ts'
import { typeNameOf } from '../type-name.ts'
import { readAmount, writeRequest } from './request.ts'
import { writeCancelVerdict, writeCheckVerdict, writePayVerdict } from './verdicts.ts'

export const partnerPaymentQueries: Required<Pick<QueryResolvers, 'checkAccount' | 'paymentByExternalId'>> = {
  checkAccount: async (_parent, { accountNumber }, context) => {
    const request = writeRequest(context)
    const verdict = await context.partnerPayments.checkAccount(accountNumber, request)
    return writeCheckVerdict(verdict, { limits: request.partner.limits, language: context.language })
  },
  paymentByExternalId: (_parent, { externalId }, context) =>
    context.partnerPayments.findPayment(externalId, writeRequest(context)),
}

export const partnerPaymentMutations: Required<Pick<MutationResolvers, 'cancelPayment' | 'pay'>> = {
  pay: async (_parent, { input }, context) => {
    const { externalId, accountNumber } = input
    const request = writeRequest(context)
    const amount = readAmount(input.amount, request)
    const paidAt = typeof input.paidAt === 'string' ? Date.parse(input.paidAt) : null
    const order = { externalId, accountNumber, amount, paidAt }
    return writePayVerdict(await giveOrder(() => context.partnerPayments.pay(order, request)), context.language)
  },
  cancelPayment: async (_parent, { input }, context) => {
    const { externalId, idempotencyKey, reason = null } = input
    const order = { externalId, idempotencyKey, reason }
    const verdict = await giveOrder(() => context.partnerPayments.cancelPayment(order, writeRequest(context)))
    return writeCancelVerdict(verdict, context.language)
  },
}

export const partnerPaymentResolvers: Complete<
  'CancelPaymentResult' | 'CheckAccountResult' | 'PartnerPayment' | 'PaymentAnswer' | 'PayResult'
> = {
  CheckAccountResult: { __resolveType: typeNameOf },
  PayResult: { __resolveType: typeNameOf },
  CancelPaymentResult: { __resolveType: typeNameOf },
  PaymentAnswer: { __resolveType: typeNameOf },
  PartnerPayment: {
    id: ({ intent }) => intent.id,
    externalId: ({ intent }) => intent.externalId,
    accountNumber: ({ intent }) => intent.accountNumber,
    amount: ({ intent }) => intent.amount,
    state: (payment) => stateOf(payment),
    acceptedAt: ({ intent }, _args, { timeZone }) => formatInstant(intent.acceptedAt, timeZone),
    registeredAt: ({ intent: { registeredAt } }, _args, { timeZone }) => formatOptionalInstant(registeredAt, timeZone),
    paidAt: ({ intent: { paidAt } }, _args, { timeZone }) => formatOptionalInstant(paidAt, timeZone),
  },
}

function stateOf({ intent, cancellation }: PartnerPayment): PartnerPaymentState {
  switch (intent.state) {
    case 'DONE':
      if (cancellation === null) return 'DONE'
      return cancellation.state === 'DONE' ? 'CANCELED' : 'CANCELING'
    case 'REJECTED':
      return 'REJECTED'
    case 'ACCEPTED':
    case 'SENDING':
    case 'UNKNOWN':
    case 'OPERATOR':
      return 'PENDING'
  }
}
