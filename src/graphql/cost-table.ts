/** What the parts of an operation cost, and how much one operation may cost. */
export const OPERATION_COSTS = {
  /** A cabinet's first screen with fifty accounts takes a quarter of it. */
  max: 1_000_000,
  /** An object of the answer: somebody has to find it, judge it and put it together. */
  object: 10,
  /** A value of an object. */
  leaf: 1,
  /** A call of the billing that the same operation has not made yet: 24 of them are all that fit. */
  billingRead: 40_000,
  /** One more key of a read that few billing systems answer in bulk. */
  billingKey: 1_000,
} as const

/** What a field asks the billing for. */
export interface BillingRead {
  /** Fields with the same word here share one bulk call, for however many objects. */
  readonly read: string
  /** Arguments that make it another call. */
  readonly by?: readonly string[]
  /** True when each object is likely to take a call of its own. */
  readonly isKeyed?: true
}

/** Its price, whether it is there already, the order itself, and whether it is kept. */
const ORDER_READS: readonly BillingRead[] = [
  { read: 'orderQuotes' },
  { read: 'orderReference' },
  { read: 'orderPlacement' },
  { read: 'order' },
]

/** The fields that cause calls, those of interfaces for all that implement them. Content is our own and causes none. */
export const billingReads: Readonly<Record<string, readonly BillingRead[]>> = {
  'Query.account': [{ read: 'accounts' }],
  'Query.accounts': [{ read: 'accountsByNumber' }],
  'Query.checkAccount': [
    { read: 'accountsByNumber', by: ['accountNumber'] },
    { read: 'profiles', by: ['accountNumber'] },
    { read: 'services', by: ['accountNumber'] },
    { read: 'tariffs', by: ['accountNumber'] },
  ],
  'Query.connectionAvailability': [{ read: 'coverage', by: ['address'] }],
  'Query.equipmentOfferings': [{ read: 'equipmentOfferings' }],
  'Query.node': [{ read: 'node' }],
  'Query.payment': [{ read: 'payment' }],
  'Query.paymentReceipt': [
    { read: 'receiptAccount', by: ['input'] },
    { read: 'receiptProfile', by: ['input'] },
    { read: 'receiptServices', by: ['input'] },
    { read: 'receiptTariffs', by: ['input'] },
  ],
  'Query.paymentMethods': [{ read: 'accounts' }],
  'Query.regions': [{ read: 'regions' }],
  'Query.serviceOfferings': [{ read: 'serviceOfferings' }],
  'Query.compareTariffs': [
    { read: 'services' },
    { read: 'availableTariffs' },
    { read: 'orderQuotes', by: ['effective'] },
  ],
  'Query.serviceOrder': [{ read: 'order' }],
  'Query.serviceOrderQuote': [{ read: 'orderQuotes', by: ['input'] }],
  'Query.tariffs': [{ read: 'regionTariffs', by: ['regionId'] }],
  'Query.ticket': [{ read: 'ticket' }],
  'Query.tickets': [{ read: 'ticketQueue', by: ['status', 'category', 'first', 'after'] }],
  'Mutation.cancelPayment': [{ read: 'payment' }, { read: 'cancellation' }],
  'Mutation.changeLogin': [{ read: 'logins' }, { read: 'credentials' }],
  'Mutation.changePassword': [{ read: 'logins' }, { read: 'credentials' }],
  'Mutation.resetPassword': [{ read: 'logins' }, { read: 'credentials' }],
  'Mutation.restoreLogin': [{ read: 'accountsByNumber' }, { read: 'logins' }],
  'Mutation.setCredentials': [{ read: 'accountsByNumber' }, { read: 'logins' }, { read: 'credentials' }],
  'Mutation.signInWithOneTimePassword': [{ read: 'logins' }, { read: 'credentials' }],
  'Mutation.addTicketMessage': [{ read: 'accounts' }, { read: 'ticketWriting' }],
  'Mutation.createAttachmentUpload': [{ read: 'ticket' }],
  'Mutation.requestVisit': [{ read: 'accounts' }, { read: 'ticketOpening' }],
  'Mutation.cancelVisit': [{ read: 'ticketOpening' }, { read: 'ticketWriting' }],
  'Mutation.openVisitSlots': [{ read: 'regions' }],
  'Mutation.closeTicket': [{ read: 'ticketWriting' }, { read: 'ticket' }],
  'Mutation.reopenTicket': [{ read: 'ticketWriting' }, { read: 'ticket' }],
  'Mutation.rateTicket': [{ read: 'ticketWriting' }, { read: 'ticket' }],
  'Mutation.createTicket': [{ read: 'accounts' }, { read: 'ticketOpening' }],
  'Mutation.exportStatement': [{ read: 'accounts' }],
  'Mutation.pay': [{ read: 'accountsByNumber' }, { read: 'postings' }, { read: 'posting' }],
  'Mutation.registerDevice': [{ read: 'accounts' }, { read: 'devices' }, { read: 'addDevice' }],
  'Mutation.removeDevice': [{ read: 'devices' }, { read: 'removeDevice' }],
  'Mutation.submitRegistry': [{ read: 'accountsByNumber' }, { read: 'ledger' }, { read: 'postings' }],
  'Mutation.initiatePayment': [{ read: 'accounts' }, { read: 'acquirer' }],
  'Mutation.refundCheckout': [{ read: 'acquirer' }, { read: 'postings' }, { read: 'refund' }],
  'Mutation.closeCheckout': [{ read: 'acquirer' }, { read: 'payments' }],
  'Mutation.requestConnection': [{ read: 'regions' }, { read: 'ticketOpening' }],
  'Mutation.takePromisedPayment': [
    { read: 'accounts' },
    { read: 'promiseOffers' },
    { read: 'promises' },
    { read: 'promise' },
  ],
  'Mutation.topUpOther': [{ read: 'accountsByNumber' }, { read: 'debit' }, { read: 'posting' }, { read: 'postings' }],
  'Mutation.transferBetweenAccounts': [
    { read: 'accounts' },
    { read: 'debit' },
    { read: 'posting' },
    { read: 'postings' },
  ],
  'Mutation.resolveTransfer': [{ read: 'postings' }],
  'Mutation.resolvePayment': [{ read: 'payment' }, { read: 'postings' }],
  'Mutation.changeServiceOption': ORDER_READS,
  'Mutation.changeTariff': ORDER_READS,
  'Mutation.connectService': ORDER_READS,
  'Mutation.disconnectService': ORDER_READS,
  'Mutation.freezeAccount': ORDER_READS,
  'Mutation.freezeService': ORDER_READS,
  'Mutation.orderEquipment': ORDER_READS,
  'Mutation.orderSetUp': ORDER_READS,
  'Mutation.requestIpChange': ORDER_READS,
  'Mutation.unfreezeAccount': ORDER_READS,
  'Mutation.unfreezeService': ORDER_READS,
  'Mutation.cancelServiceOrder': [{ read: 'orderCancellation' }, { read: 'order' }],
  'Mutation.updateBankDetails': [{ read: 'operators' }],
  'Mutation.updateProfile': [{ read: 'accounts' }, { read: 'profileUpdate' }, { read: 'profiles' }],
  'Mutation.updateSettings': [{ read: 'accounts' }, { read: 'settingsUpdate' }, { read: 'settings' }],
  'Account.agreement': [{ read: 'agreements' }],
  'Account.amountToRestore': [{ read: 'accounts' }],
  'Account.asOf': [{ read: 'accounts' }],
  'Account.balance': [{ read: 'accounts' }],
  'Account.devices': [{ read: 'devices' }],
  'Account.documents': [{ read: 'documents' }],
  'Account.freshness': [{ read: 'accounts' }],
  'Account.hasMoreDevices': [{ read: 'devices' }],
  'Account.hasMoreServices': [{ read: 'services' }],
  'Account.orders': [{ read: 'orders', by: ['first', 'after'] }],
  'Account.operator': [{ read: 'accounts' }, { read: 'operators' }],
  'Account.payments': [{ read: 'payments', by: ['first', 'after'] }],
  'Account.promisedPayment': [{ read: 'promises' }],
  'Account.promisedPaymentOffer': [{ read: 'promiseOffers' }],
  'Account.region': [{ read: 'accounts' }, { read: 'regions' }],
  'Account.services': [{ read: 'services' }],
  'Account.freezeTerms': [{ read: 'orderTerms' }],
  'Account.settings': [{ read: 'settings' }],
  'Account.spending': [
    { read: 'statement', by: ['period'], isKeyed: true },
    { read: 'chargesById', by: ['period'] },
    { read: 'services' },
  ],
  'Account.statement': [{ read: 'statement', by: ['period'], isKeyed: true }],
  'Account.status': [{ read: 'accounts' }],
  'Account.tickets': [{ read: 'tickets', by: ['status', 'first', 'after'] }],
  'Account.transactions': [
    { read: 'payments', by: ['first', 'after'] },
    { read: 'charges', by: ['first', 'after'] },
  ],
  'Charge.service': [{ read: 'services' }],
  // Each of them one call of the store besides.
  'Checkout.payment': [{ read: 'payment', isKeyed: true }],
  'Checkout.credit': [{ read: 'credits', isKeyed: true }],
  'Checkout.refund': [{ read: 'refunds', isKeyed: true }],
  // No call of the billing, but one of the store for each topic.
  'ForumTopic.replies': [{ read: 'forumReplies', by: ['first', 'after'], isKeyed: true }],
  'OrganizationAccount.profile': [{ read: 'profiles' }],
  'PersonAccount.profile': [{ read: 'profiles' }],
  'Service.adjustableOptions': [{ read: 'orderTerms' }],
  'Service.availableTariffs': [{ read: 'availableTariffs' }, { read: 'tariffs' }],
  'Service.hasMoreAvailableTariffs': [{ read: 'availableTariffs' }],
  'Service.ipAddresses': [{ read: 'ipAddresses' }],
  'Service.freezeTerms': [{ read: 'orderTerms' }],
  'Service.tariff': [{ read: 'tariffs' }],
  'ServiceOrder.service': [{ read: 'services' }],
  'ServiceOrder.tariff': [{ read: 'tariffs' }],
  'ServiceOrderRefused.allowedPeriod': [{ read: 'orderTerms' }],
  'ServiceOrderRefused.allowedValues': [{ read: 'orderTerms' }],
  'ServiceOrderRefused.field': [{ read: 'orderTerms' }],
  'ServiceOrderRefused.placedOrder': [{ read: 'order' }],
  'ServiceOrderAccepted.order': [{ read: 'order' }],
  'ServiceOrderBecameTicket.ticket': [{ read: 'ticket' }],
  'ServiceOrderCancelled.order': [{ read: 'order' }],
  'SpendingPart.label': [{ read: 'tariffs' }],
  'TariffComparison.tariff': [{ read: 'tariffs' }],
  'Ticket.history': [{ read: 'ticketHistory', by: ['first', 'after'], isKeyed: true }],
  'Ticket.messages': [{ read: 'messages', by: ['first', 'after'], isKeyed: true }],
  'TicketOpened.ticket': [{ read: 'ticket' }],
  'TicketMessagePosted.ticket': [{ read: 'ticket' }],
  'Visit.ticket': [{ read: 'ticket' }],
  'TvPackage.channels': [{ read: 'channels' }],
}

/** Values that cost more than others: texts of strangers, of thousands of characters, and what is made of them. */
export const leafCosts: Readonly<Record<string, number>> = {
  'ForumReply.body': 300,
  'ForumReply.bodyHtml': 1_000,
  'ForumTopic.body': 300,
  'ForumTopic.bodyHtml': 1_000,
}

/**
 * How long a list without `first` is expected to be, where that is far below its bound: nobody can ask for fewer, so that
 * its bound would refuse honest operations. Bounds still hold for what is answered.
 */
export const expectedSizes: Readonly<Record<string, number>> = {
  'OrganizationAccount.services': 8,
  'PaymentIntent.history': 8,
  'PersonAccount.services': 8,
  'Service.availableTariffs': 12,
  'Query.compareTariffs': 12,
  'Spending.parts': 12,
  'TvPackage.channels': 150,
}

/** Lists that are as long as one of their own arguments. Those of a connection are as long as its `first`. */
export const sizingArguments: Readonly<Record<string, string>> = { 'Query.accounts': 'numbers' }
