import type { Resolvers } from '../generated/schema.ts'
import { accessMutations, accessQueries } from './access/resolvers.ts'
import { accountQueries, accountResolvers } from './account/resolvers.ts'
import { agreementResolvers } from './agreement/resolvers.ts'
import { announcementMutations, announcementQueries, announcementResolvers } from './announcement/resolvers.ts'
import { attachmentMutations, attachmentResolvers } from './attachment/resolvers.ts'
import { auditEntryQueries, auditEntryResolvers } from './audit-entry/resolvers.ts'
import { bankDetailsMutations, bankDetailsQueries, bankDetailsResolvers } from './bank-details/resolvers.ts'
import { capabilityQueries } from './capabilities/resolvers.ts'
import { chargeResolvers } from './charge/resolvers.ts'
import { checkoutMutations, checkoutQueries, checkoutResolvers } from './checkout/resolvers.ts'
import { companyMutations, companyQueries, companyResolvers } from './company/resolvers.ts'
import { connectionMutations, connectionQueries, connectionResolvers } from './connection/resolvers.ts'
import { deviceMutations, deviceResolvers } from './device/resolvers.ts'
import { documentResolvers } from './document/resolvers.ts'
import { fiscalReceiptMutations, fiscalReceiptQueries, fiscalReceiptResolvers } from './fiscal-receipt/resolvers.ts'
import { forumMutations } from './forum/mutations.ts'
import { forumQueries, forumResolvers } from './forum/resolvers.ts'
import { helpArticleMutations, helpArticleQueries, helpArticleResolvers } from './help-article/resolvers.ts'
import { memberMutations, memberResolvers } from './member/resolvers.ts'
import { moneyResolvers } from './money/resolvers.ts'
import { newsMutations, newsQueries, newsResolvers } from './news/resolvers.ts'
import { nodeQueries, nodeResolvers } from './node/resolvers.ts'
import { notificationMutations, notificationQueries, notificationResolvers } from './notification/resolvers.ts'
import { offeringQueries, offeringResolvers } from './offering/resolvers.ts'
import { operatorResolvers } from './operator/resolvers.ts'
import { partnerMutations, partnerQueries, partnerResolvers } from './partner/resolvers.ts'
import { partnerPaymentMutations, partnerPaymentQueries, partnerPaymentResolvers } from './partner-payment/resolvers.ts'
import { paymentQueries, paymentResolvers } from './payment/resolvers.ts'
import { paymentIntentMutations, paymentIntentQueries, paymentIntentResolvers } from './payment-intent/resolvers.ts'
import { paymentMethodMutations, paymentMethodQueries, paymentMethodResolvers } from './payment-method/resolvers.ts'
import {
  paymentRegistryMutations,
  paymentRegistryQueries,
  paymentRegistryResolvers,
} from './payment-registry/resolvers.ts'
import { profileMutations, profileResolvers } from './profile/resolvers.ts'
import { promisedPaymentMutations, promisedPaymentResolvers } from './promised-payment/resolvers.ts'
import { promotionMutations, promotionQueries, promotionResolvers } from './promotion/resolvers.ts'
import { receiptQueries, receiptResolvers } from './receipt/resolvers.ts'
import { regionQueries, regionResolvers } from './region/resolvers.ts'
import { DateScalar, DateTime, Decimal } from './scalars.ts'
import { serviceResolvers } from './service/resolvers.ts'
import { serviceOrderMutations } from './service-order/mutations.ts'
import { serviceOrderQueries, serviceOrderResolvers } from './service-order/resolvers.ts'
import { sessionMutations, sessionQueries, sessionResolvers } from './session/resolvers.ts'
import { spendingResolvers } from './spending/resolvers.ts'
import { statementResolvers } from './statement/resolvers.ts'
import {
  statementExportMutations,
  statementExportQueries,
  statementExportResolvers,
} from './statement-export/resolvers.ts'
import { subscriptionResolvers } from './subscription/resolvers.ts'
import { tariffQueries, tariffResolvers } from './tariff/resolvers.ts'
import { createTicketResolvers, ticketMutations } from './ticket/create.ts'
import { ticketQueries, ticketResolvers } from './ticket/resolvers.ts'
import { ticketWriteMutations, ticketWriteResolvers } from './ticket/writes.ts'
import { transactionResolvers } from './transaction/resolvers.ts'
import { transferCaseMutations, transferCaseQueries, transferCaseResolvers } from './transfer/cases.ts'
import { transferMutations, transferQueries, transferResolvers } from './transfer/resolvers.ts'
import { visitMutations, visitQueries, visitResolvers } from './visit/resolvers.ts'
import { visitSlotMutations, visitSlotQueries, visitSlotResolvers } from './visit/slots.ts'

/** Every noun's resolvers, put together. */
export const resolvers: Resolvers = {
  Query: {
    ...accessQueries,
    ...accountQueries,
    ...auditEntryQueries,
    ...bankDetailsQueries,
    ...capabilityQueries,
    ...checkoutQueries,
    ...promotionQueries,
    ...paymentMethodQueries,
    ...newsQueries,
    ...fiscalReceiptQueries,
    ...forumQueries,
    ...helpArticleQueries,
    ...companyQueries,
    ...connectionQueries,
    ...announcementQueries,
    ...nodeQueries,
    ...notificationQueries,
    ...offeringQueries,
    ...partnerPaymentQueries,
    ...partnerQueries,
    ...paymentRegistryQueries,
    ...paymentIntentQueries,
    ...paymentQueries,
    ...receiptQueries,
    ...regionQueries,
    ...serviceOrderQueries,
    ...sessionQueries,
    ...statementExportQueries,
    ...tariffQueries,
    ...ticketQueries,
    ...transferCaseQueries,
    ...transferQueries,
    ...visitQueries,
    ...visitSlotQueries,
  },
  Subscription: subscriptionResolvers,
  Mutation: {
    ...accessMutations,
    ...announcementMutations,
    ...checkoutMutations,
    ...bankDetailsMutations,
    ...companyMutations,
    ...connectionMutations,
    ...deviceMutations,
    ...fiscalReceiptMutations,
    ...forumMutations,
    ...helpArticleMutations,
    ...memberMutations,
    ...newsMutations,
    ...notificationMutations,
    ...partnerMutations,
    ...partnerPaymentMutations,
    ...paymentRegistryMutations,
    ...paymentIntentMutations,
    ...paymentMethodMutations,
    ...profileMutations,
    ...promisedPaymentMutations,
    ...promotionMutations,
    ...serviceOrderMutations,
    ...sessionMutations,
    ...statementExportMutations,
    ...ticketMutations,
    ...ticketWriteMutations,
    ...transferCaseMutations,
    ...transferMutations,
    ...attachmentMutations,
    ...visitMutations,
    ...visitSlotMutations,
  },
  ...accountResolvers,
  ...agreementResolvers,
  ...auditEntryResolvers,
  ...bankDetailsResolvers,
  ...promotionResolvers,
  ...paymentMethodResolvers,
  ...newsResolvers,
  ...forumResolvers,
  ...helpArticleResolvers,
  ...companyResolvers,
  ...announcementResolvers,
  ...chargeResolvers,
  ...checkoutResolvers,
  ...connectionResolvers,
  ...deviceResolvers,
  ...documentResolvers,
  ...fiscalReceiptResolvers,
  ...memberResolvers,
  ...moneyResolvers,
  ...nodeResolvers,
  ...notificationResolvers,
  ...offeringResolvers,
  ...operatorResolvers,
  ...partnerPaymentResolvers,
  ...partnerResolvers,
  ...paymentRegistryResolvers,
  ...paymentIntentResolvers,
  ...paymentResolvers,
  ...profileResolvers,
  ...promisedPaymentResolvers,
  ...receiptResolvers,
  ...regionResolvers,
  ...serviceOrderResolvers,
  ...serviceResolvers,
  ...sessionResolvers,
  ...spendingResolvers,
  ...statementResolvers,
  ...statementExportResolvers,
  ...tariffResolvers,
  ...createTicketResolvers,
  ...ticketWriteResolvers,
  ...attachmentResolvers,
  ...visitResolvers,
  ...visitSlotResolvers,
  ...ticketResolvers,
  ...transactionResolvers,
  ...transferCaseResolvers,
  ...transferResolvers,
  Date: DateScalar,
  DateTime,
  Decimal,
}
