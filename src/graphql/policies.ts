import { MAX_ATTACHMENTS_PER_MESSAGE } from '../domain/attachment.ts'
import { MAX_PAYEES } from '../domain/bank-details.ts'
import { CHECKOUT_METHODS } from '../domain/checkout.ts'
import { MAX_CONTACTS } from '../domain/company.ts'
import { MAX_MEMBERS, MAX_OPEN_INVITATIONS, MEMBER_RIGHTS } from '../domain/member.ts'
import { NOTIFICATION_CHANNELS, NOTIFICATION_KINDS } from '../domain/notification.ts'
import { MAX_PAYMENT_METHODS } from '../domain/payment-method.ts'
import { MAX_SPENDING_PARTS } from '../domain/spending.ts'
import { MAX_KEPT_EXPORTS } from '../domain/statement-export.ts'
import { MAX_SLOTS_PER_OPENING } from '../domain/visit.ts'
import { MAX_REGISTRY_ROWS } from '../payments/register-form.ts'
import { MAX_MISSING_ROWS } from '../payments/register-submit.ts'

/** What happens when the same mutation arrives twice. */
export type IdempotencyPolicy =
  /** Repeating it changes nothing. */
  | 'no_change'
  /** The second use of the same client's key answers what the first has done, and something else is refused. */
  | 'keyed'
  /** What came before with the same content is recognised, and nothing is kept twice. */
  | 'by_content'
  /** The object is decided once: the same decision again answers what the first has done, and another is refused. */
  | 'once_per_object'
  /** The second use of the same input is noticed: it is refused, or does nothing and answers the same person as before. */
  | 'once_per_input'
  /** It sets values whatever they were, or ends what is named: repeating it sets the same ones, or finds nothing any more. */
  | 'sets_values'
  /** Each call does its work anew, and that is harmless. */
  | 'anew'

/**
 * Every mutation has an entry, and an input that lets it keep its word, or the gateway does not start. Money will never be
 * `anew`.
 */
export const idempotencyPolicies: Readonly<Record<string, IdempotencyPolicy>> = {
  acceptInvitation: 'once_per_input',
  addTicketMessage: 'keyed',
  cancelPayment: 'keyed',
  changeLogin: 'anew',
  changePassword: 'once_per_input',
  cancelServiceOrder: 'once_per_object',
  cancelVisit: 'sets_values',
  changeServiceOption: 'keyed',
  changeTariff: 'keyed',
  closeCheckout: 'once_per_object',
  closeTicket: 'sets_values',
  connectService: 'keyed',
  createAnnouncement: 'keyed',
  createAttachmentUpload: 'anew',
  createForumTopic: 'keyed',
  createHelpArticle: 'keyed',
  createNews: 'keyed',
  createPromotion: 'keyed',
  createTicket: 'keyed',
  grantMemberRights: 'sets_values',
  initiatePayment: 'keyed',
  inviteMember: 'anew',
  disconnectService: 'keyed',
  exportStatement: 'keyed',
  freezeAccount: 'keyed',
  freezeService: 'keyed',
  openVisitSlots: 'by_content',
  moderateForumPost: 'sets_values',
  orderEquipment: 'keyed',
  orderSetUp: 'keyed',
  pay: 'keyed',
  proveAgreement: 'anew',
  rateTicket: 'sets_values',
  refreshSession: 'once_per_input',
  refundCheckout: 'keyed',
  reopenTicket: 'sets_values',
  registerDevice: 'by_content',
  removeAnnouncement: 'no_change',
  removeDevice: 'by_content',
  removeHelpArticle: 'no_change',
  removeNews: 'no_change',
  removePaymentMethod: 'no_change',
  removePromotion: 'no_change',
  removeVisitSlot: 'sets_values',
  replyToForumTopic: 'keyed',
  requestOneTimePassword: 'anew',
  requestPasswordReset: 'anew',
  resetPassword: 'once_per_input',
  requestIpChange: 'keyed',
  requestConnection: 'keyed',
  requestVisit: 'keyed',
  resolvePayment: 'once_per_object',
  resolveTransfer: 'once_per_object',
  retryFiscalReceipt: 'keyed',
  revokeInvitation: 'sets_values',
  revokeMember: 'sets_values',
  restoreLogin: 'anew',
  revokeOtherSessions: 'no_change',
  revokeSession: 'anew',
  setCredentials: 'once_per_input',
  signIn: 'anew',
  signInPartner: 'anew',
  signInWithOneTimePassword: 'once_per_input',
  signOut: 'no_change',
  submitRegistry: 'by_content',
  unfreezeAccount: 'keyed',
  unfreezeService: 'keyed',
  takePromisedPayment: 'keyed',
  topUpOther: 'keyed',
  transferBetweenAccounts: 'keyed',
  unsubscribe: 'sets_values',
  updateAnnouncement: 'no_change',
  updateBankDetails: 'no_change',
  updateCompany: 'no_change',
  updateForumReply: 'no_change',
  updateForumTopic: 'no_change',
  updateHelpArticle: 'no_change',
  updateNews: 'no_change',
  updateNotificationPreferences: 'sets_values',
  updateProfile: 'sets_values',
  updatePromotion: 'no_change',
  updateSettings: 'sets_values',
  upsertPaymentMethod: 'no_change',
  withdrawForumPost: 'sets_values',
}

export const MAX_PAGE_SIZE = 100
export const MAX_STATEMENT_PAGE_SIZE = 1000
/** More than one person may have open. */
const MAX_SESSIONS = 20
export const MAX_ACCOUNTS_PER_QUERY = 50
// An honest billing may have more of these: the list is cut, and a field beside it says so.
export const MAX_SERVICES_PER_ACCOUNT = 50
export const MAX_DEVICES_PER_ACCOUNT = 50
export const MAX_AVAILABLE_TARIFFS = 100
// Only a broken answer has more of these: it is refused, since a list that was cut would look complete.
export const MAX_ADDRESSES_PER_SERVICE = 16
const MAX_SERVICE_OPTIONS = 2
export const MAX_TARIFF_COMPONENTS = 10
export const MAX_CHANNELS = 500
export const MAX_REGIONS = 100

/** Tariffs that are compared at once: each is a question of its own to some billing systems. */
export const MAX_COMPARED_TARIFFS = 20
/** A history may have more of these: the newest are shown, and a field beside them says so. */
export const MAX_HISTORY = 50
/** What is wrong with one form; an editor who has more to mend hears of the rest after that. */
export const MAX_FORM_ERRORS = 20

/**
 * The most elements that each list can have, by which the cost of an operation is reckoned before it runs. A list without
 * an entry keeps the gateway from starting.
 */
export const listBounds: Readonly<Record<string, number>> = {
  'AccountDocumentConnection.edges': MAX_PAGE_SIZE,
  'AccountDocumentConnection.nodes': MAX_PAGE_SIZE,
  'AuditEntryConnection.edges': MAX_PAGE_SIZE,
  'AuditEntryConnection.nodes': MAX_PAGE_SIZE,
  'AnnouncementConnection.edges': MAX_PAGE_SIZE,
  'AnnouncementConnection.nodes': MAX_PAGE_SIZE,
  'AnnouncementPayload.userErrors': MAX_FORM_ERRORS,
  'BankDetailsPayload.userErrors': MAX_FORM_ERRORS,
  'ForumReplyConnection.edges': MAX_PAGE_SIZE,
  'ForumReplyConnection.nodes': MAX_PAGE_SIZE,
  'ForumTopicConnection.edges': MAX_PAGE_SIZE,
  'ForumTopicConnection.nodes': MAX_PAGE_SIZE,
  'ForumReplyPayload.userErrors': MAX_FORM_ERRORS,
  'ForumTopicPayload.userErrors': MAX_FORM_ERRORS,
  'ModerateForumPostPayload.userErrors': MAX_FORM_ERRORS,
  'WithdrawForumPostPayload.userErrors': MAX_FORM_ERRORS,
  'HelpArticleConnection.edges': MAX_PAGE_SIZE,
  'HelpArticleConnection.nodes': MAX_PAGE_SIZE,
  'HelpArticlePayload.userErrors': MAX_FORM_ERRORS,
  ...paged('NewsConnection'),
  'NewsPayload.userErrors': MAX_FORM_ERRORS,
  ...paged('PromotionConnection'),
  'PromotionPayload.userErrors': MAX_FORM_ERRORS,
  ...paged('FiscalReceiptProblemConnection'),
  ...paged('CheckoutConnection'),
  'CheckoutCapabilities.methods': CHECKOUT_METHODS.length,
  'Company.contacts': MAX_CONTACTS,
  'CompanyPayload.userErrors': MAX_FORM_ERRORS,
  'PaymentMethodPayload.userErrors': MAX_FORM_ERRORS,
  'Query.bankDetails': MAX_PAYEES,
  'Query.paymentMethods': MAX_PAYMENT_METHODS,
  'RemoveContentPayload.userErrors': MAX_FORM_ERRORS,
  'OrganizationAccount.devices': MAX_DEVICES_PER_ACCOUNT,
  'PersonAccount.devices': MAX_DEVICES_PER_ACCOUNT,
  'Query.accounts': MAX_ACCOUNTS_PER_QUERY,
  'EquipmentOfferingConnection.edges': MAX_PAGE_SIZE,
  'EquipmentOfferingConnection.nodes': MAX_PAGE_SIZE,
  'ServiceOfferingConnection.edges': MAX_PAGE_SIZE,
  'ServiceOfferingConnection.nodes': MAX_PAGE_SIZE,
  'Query.regions': MAX_REGIONS,
  'Service.adjustableOptions': MAX_SERVICE_OPTIONS,
  'Service.availableTariffs': MAX_AVAILABLE_TARIFFS,
  'Service.options': MAX_SERVICE_OPTIONS,
  'Service.ipAddresses': MAX_ADDRESSES_PER_SERVICE,
  'Query.compareTariffs': MAX_COMPARED_TARIFFS,
  'ServiceOrderConnection.edges': MAX_PAGE_SIZE,
  'ServiceOrderConnection.nodes': MAX_PAGE_SIZE,
  'Spending.parts': MAX_SPENDING_PARTS,
  'StatementEntryConnection.edges': MAX_STATEMENT_PAGE_SIZE,
  'StatementEntryConnection.nodes': MAX_STATEMENT_PAGE_SIZE,
  'Tariff.components': MAX_TARIFF_COMPONENTS,
  ...paged('TariffConnection'),
  ...paged('TicketConnection'),
  'TicketMessageConnection.edges': MAX_PAGE_SIZE,
  'TicketMessageConnection.nodes': MAX_PAGE_SIZE,
  'TicketMessage.attachments': MAX_ATTACHMENTS_PER_MESSAGE,
  'TicketStatusChangeConnection.edges': MAX_PAGE_SIZE,
  'TicketStatusChangeConnection.nodes': MAX_PAGE_SIZE,
  'TransactionConnection.edges': MAX_PAGE_SIZE,
  'TransactionConnection.nodes': MAX_PAGE_SIZE,
  'TvPackage.channels': MAX_CHANNELS,
  'InvitationAccepted.rights': MEMBER_RIGHTS.length,
  'Member.rights': MEMBER_RIGHTS.length,
  'MemberInvitation.rights': MEMBER_RIGHTS.length,
  'MemberInvited.rights': MEMBER_RIGHTS.length,
  'OrganizationAccount.invitations': MAX_OPEN_INVITATIONS,
  'OrganizationAccount.members': MAX_MEMBERS,
  'OrganizationAccount.services': MAX_SERVICES_PER_ACCOUNT,
  'PaymentIntent.history': MAX_HISTORY,
  'PaymentIntentConnection.edges': MAX_PAGE_SIZE,
  'PaymentIntentConnection.nodes': MAX_PAGE_SIZE,
  'PaymentConnection.edges': MAX_PAGE_SIZE,
  'PaymentConnection.nodes': MAX_PAGE_SIZE,
  'PaymentRegistry.edges': MAX_PAGE_SIZE,
  'PaymentRegistry.nodes': MAX_PAGE_SIZE,
  'PersonAccount.services': MAX_SERVICES_PER_ACCOUNT,
  'RefreshSessionPayload.userErrors': 1,
  'RegistryJudged.missingInPartner': MAX_MISSING_ROWS,
  'RegistryJudged.rows': MAX_REGISTRY_ROWS,
  'SignInPartnerPayload.userErrors': 1,
  'SignInPayload.userErrors': 1,
  'CodeRequestPayload.userErrors': 1,
  'CredentialsPayload.userErrors': 1,
  'RestoreLoginPayload.userErrors': 1,
  'SignInWithOneTimePasswordPayload.userErrors': 1,
  'Query.sessions': MAX_SESSIONS,
  'Query.statementExports': MAX_KEPT_EXPORTS,
  'NotificationChoice.channels': NOTIFICATION_CHANNELS.length,
  'NotificationPreferences.availableChannels': NOTIFICATION_CHANNELS.length,
  'NotificationPreferences.choices': NOTIFICATION_KINDS.length,
  'UpdateNotificationPreferencesPayload.userErrors': MAX_FORM_ERRORS,
  'UpdateProfilePayload.userErrors': MAX_FORM_ERRORS,
  'UpdateSettingsPayload.userErrors': MAX_FORM_ERRORS,
  'Viewer.accounts': 50,
  'TransferCase.history': MAX_HISTORY,
  ...paged('TransferCaseConnection'),
  ...paged('TransferConnection'),
  ...paged('VisitConnection'),
  ...paged('VisitSlotConnection'),
  'VisitSlotsOpened.slots': MAX_SLOTS_PER_OPENING,
}

function paged(connection: string): Readonly<Record<string, number>> {
  return { [`${connection}.edges`]: MAX_PAGE_SIZE, [`${connection}.nodes`]: MAX_PAGE_SIZE }
}
