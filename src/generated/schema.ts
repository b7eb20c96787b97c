import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ViewedAccount as ViewedAccountParent, ObservedAccount as ObservedAccountParent, ObservedPerson as ObservedPersonParent, ObservedOrganization as ObservedOrganizationParent, ObservedSettings as ObservedSettingsParent } from '../graphql/account/loaders.ts';
import type { Attachment as AttachmentParent } from '../domain/attachment.ts';
import type { AuditRow as AuditRowParent } from '../store/store.ts';
import type { BankDetailsVersion as BankDetailsVersionParent } from '../domain/bank-details.ts';
import type { Receipt as ReceiptParent } from '../domain/receipt.ts';
import type { ObservedAgreement as ObservedAgreementParent } from '../graphql/agreement/loaders.ts';
import type { ViewedCheckout as ViewedCheckoutParent } from '../graphql/checkout/resolvers.ts';
import type { ViewedCharge as ViewedChargeParent } from '../graphql/charge/loaders.ts';
import type { ViewedDocument as ViewedDocumentParent } from '../graphql/document/loaders.ts';
import type { FiscalReceipt as FiscalReceiptParent } from '../domain/fiscal-receipt.ts';
import type { Device as DeviceParent } from '../domain/device.ts';
import type { PromisedPayment as PromisedPaymentParent } from '../domain/promised-payment.ts';
import type { EquipmentOffering as EquipmentOfferingParent, ServiceOffering as ServiceOfferingParent } from '../domain/offering.ts';
import type { IpAddress as IpAddressParent } from '../domain/ip-address.ts';
import type { Operator as OperatorParent } from '../domain/operator.ts';
import type { Region as RegionParent } from '../domain/region.ts';
import type { ViewedSpending as ViewedSpendingParent, ViewedPart as ViewedPartParent } from '../graphql/spending/loaders.ts';
import type { ObservedStatement as ObservedStatementParent } from '../graphql/statement/loaders.ts';
import type { StatementExport as StatementExportParent, ExportFailure as ExportFailureParent } from '../domain/statement-export.ts';
import type { Download as DownloadParent } from '../reports/reports.ts';
import type { StatementEntry as StatementEntryParent } from '../domain/statement.ts';
import type { ServiceOption as ServiceOptionParent, ServiceFreeze as ServiceFreezeParent } from '../domain/service.ts';
import type { OptionTerms as OptionTermsParent, FreezeTerms as FreezeTermsParent } from '../domain/order-terms.ts';
import type { ViewedServiceOrder as ViewedServiceOrderParent } from '../graphql/service-order/loaders.ts';
import type { AcceptedParent as AcceptedParentParent, RefusedParent as RefusedParentParent, CancelledParent as CancelledParentParent, QuotedParent as QuotedParentParent } from '../graphql/service-order/verdicts.ts';
import type { TicketParent as TicketParentParent } from '../graphql/service-order/consultant.ts';
import type { ComparisonParent as ComparisonParentParent } from '../graphql/service-order/compare.ts';
import type { ViewedTicket as ViewedTicketParent } from '../graphql/ticket/loaders.ts';
import type { OpenedTicket as OpenedTicketParent } from '../graphql/ticket/create.ts';
import type { TicketMessage as TicketMessageParent, TicketStatusChange as TicketStatusChangeParent } from '../domain/ticket.ts';
import type { AddedMessage as AddedMessageParent } from '../graphql/ticket/writes.ts';
import type { TvChannel as TvChannelParent } from '../domain/tariff.ts';
import type { HeldTelevision as HeldTelevisionParent, ObservedTariff as ObservedTariffParent } from '../graphql/tariff/loaders.ts';
import type { ViewedService as ViewedServiceParent } from '../graphql/service/loaders.ts';
import type { Partner as PartnerParent } from '../domain/partner.ts';
import type { PartnerPayment as PartnerPaymentParent } from '../payments/partner-payments.ts';
import type { ViewedRegistry as ViewedRegistryParent } from '../graphql/payment-registry/resolvers.ts';
import type { ObservedPayment as ObservedPaymentParent } from '../graphql/payment/loaders.ts';
import type { Intent as IntentParent } from '../domain/payment-intent.ts';
import type { PaymentMethod as PaymentMethodParent } from '../domain/payment-method.ts';
import type { Announcement as AnnouncementParent } from '../domain/announcement.ts';
import type { Company as CompanyParent, Contact as ContactParent } from '../domain/company.ts';
import type { HelpArticle as HelpArticleParent } from '../domain/help-article.ts';
import type { ForumAuthor as ForumAuthorParent, ForumReply as ForumReplyParent, ForumTopic as ForumTopicParent } from '../domain/forum.ts';
import type { LocalizedText as LocalizedTextParent } from '../domain/localized-text.ts';
import type { News as NewsParent } from '../domain/news.ts';
import type { Promotion as PromotionParent } from '../domain/promotion.ts';
import type { Member as MemberParent, OpenInvitation as OpenInvitationParent } from '../domain/member.ts';
import type { NotificationPreferences as NotificationPreferencesParent } from '../domain/notification.ts';
import type { Money as MoneyParent } from '../domain/money.ts';
import type { Transfer as TransferParent } from '../domain/transfer.ts';
import type { ViewedVisit as ViewedVisitParent } from '../graphql/visit/resolvers.ts';
import type { VisitSlot as VisitSlotParent } from '../domain/visit.ts';
import type { Viewer as ViewerParent } from '../domain/viewer.ts';
import type { GraphqlContext } from '../graphql/context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar day as "yyyy-MM-dd", in the provider's time zone. */
  Date: { input: string; output: string; }
  /** An instant as RFC 3339 text with milliseconds and offset, in the provider's time zone, e.g. "2026-11-22T13:00:00.000+03:00". */
  DateTime: { input: string; output: string; }
  /** A decimal number as text with exactly two decimals, e.g. "600.45" or "-0.05". Never a float: keep it as text or as whole kopecks. */
  Decimal: { input: string; output: string; }
};

/** The code of an invitation. */
export type AcceptInvitationInput = {
  /** The code, as the holder was shown it. */
  readonly code: Scalars['String']['input'];
};

/** What came of bringing a code. */
export type AcceptInvitationResult = InvitationAccepted | MemberRefused;

/** A way or a place to pay. */
export type AcceptedPaymentMethod = {
  readonly __typename?: 'AcceptedPaymentMethod';
  /** Whether it is for persons or organisations only; null for both. */
  readonly accountKind?: Maybe<AccountKind>;
  /** The natural key, e.g. "sbp". */
  readonly code: Scalars['String']['output'];
  /** Where and how, and what it costs: plain text, or Markdown. Never HTML. */
  readonly description: Scalars['String']['output'];
  /** The description in both languages, for editing. */
  readonly descriptionTexts: LocalizedText;
  /** Opaque global id, for removing. */
  readonly id: Scalars['ID']['output'];
  /** What kind of way it is. */
  readonly kind: PaymentMethodKind;
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** The name in both languages, for editing. */
  readonly nameTexts: LocalizedText;
  /** The global id of the operator whose accounts it is for; null for all operators. */
  readonly operatorId?: Maybe<Scalars['ID']['output']>;
  /** Its place in the list; the smallest is shown first. */
  readonly order: Scalars['Int']['output'];
  /** The global id of the region it is for; null for all regions. */
  readonly regionId?: Maybe<Scalars['ID']['output']>;
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Where to read on or to pay. */
  readonly url?: Maybe<Scalars['String']['output']>;
  /** Counts up with each change; name it when you change this. */
  readonly version: Scalars['Int']['output'];
};

/** What is wrong with a form about login, password or codes. */
export type AccessUserError = {
  readonly __typename?: 'AccessUserError';
  /** A stable code for programs. */
  readonly code: AccessUserErrorCode;
  /** The input field that is meant, or null when the whole form is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`: Russian or English, and English when neither is asked for. */
  readonly message: Scalars['String']['output'];
};

/** Why a form about login, password or codes was not accepted. */
export type AccessUserErrorCode =
  /** There is no agreement in force with this number. Only operators hear it. */
  | 'AGREEMENT_NOT_FOUND'
  /** The billing system does not answer just now, or did not do it; the code works on. Try again later. */
  | 'BILLING_UNAVAILABLE'
  /** The value is empty, too long or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** This login cannot be chosen: its form, or it is a contract number of somebody else, be it with other capital letters. */
  | 'LOGIN_NOT_ALLOWED'
  /** Somebody has this login, or the same with capital letters. */
  | 'LOGIN_TAKEN'
  /**
   * The billing system took the change, or may have, and cannot be asked whether it holds. After a change of password all
   * sessions have ended but one that made it. Try to sign in with what was chosen; if that fails, repeat it: the code works on.
   */
  | 'NOT_CONFIRMED'
  /** The billing system does not let login or password be changed from here; see `capabilities`. */
  | 'NOT_SUPPORTED'
  /** The new password is the login, repeated or with digits beside it. */
  | 'PASSWORD_IS_LOGIN'
  /** The billing system does not take this password. */
  | 'PASSWORD_NOT_ACCEPTED'
  /** The new password has characters that cannot be used, such as control characters. */
  | 'PASSWORD_NOT_USABLE'
  /** The new password is one of those that are guessed first. */
  | 'PASSWORD_TOO_COMMON'
  /** The new password has more than 128 characters; one such as an emoji counts as two. */
  | 'PASSWORD_TOO_LONG'
  /** The new password has fewer than 8 characters. */
  | 'PASSWORD_TOO_SHORT'
  /** Too many tries; wait for the time that `retryAfterSeconds` says. */
  | 'TOO_MANY_TRIES'
  /** The code is wrong, expired or used. */
  | 'WRONG_CODE'
  /** The present password is wrong. */
  | 'WRONG_PASSWORD';

/**
 * A billing account: one agreement, one balance. Fields that need their own call to the billing system are nullable, so that one
 * that fails leaves the others readable.
 */
export type Account = {
  /** The agreement behind the account. */
  readonly agreement?: Maybe<Agreement>;
  /** What must be paid to end a suspension for debt; null when nothing is suspended. */
  readonly amountToRestore?: Maybe<Money>;
  /** When the billing system said so (status and balance). */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** What was paid in, what was charged, and what is left. */
  readonly balance?: Maybe<Balance>;
  /** Payments begun in the cabinet, newest first, also those of which nothing came. What is on the account is in `payments`. */
  readonly checkouts?: Maybe<CheckoutConnection>;
  /** Registered equipment, what was registered last first. At most 50; see `hasMoreDevices`. */
  readonly devices?: Maybe<ReadonlyArray<Device>>;
  /** The agreement, and invoices and acts where there are any, those issued last first. */
  readonly documents?: Maybe<AccountDocumentConnection>;
  /** For how long `freezeAccount` can put all services on hold; null when nothing can be, and when the billing system does not answer. */
  readonly freezeTerms?: Maybe<FreezeTerms>;
  /** How old status and balance are. */
  readonly freshness?: Maybe<Freshness>;
  /** True when the account has more equipment than `devices` shows; null when the billing system does not answer. */
  readonly hasMoreDevices?: Maybe<Scalars['Boolean']['output']>;
  /** True when the account has more services than `services` shows; null when the billing system does not answer. */
  readonly hasMoreServices?: Maybe<Scalars['Boolean']['output']>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** The contract number that the subscriber knows and pays to. Text: it may begin with zeros. */
  readonly number: Scalars['String']['output'];
  /** The legal entity that receives the money. */
  readonly operator?: Maybe<Operator>;
  /** What was ordered, newest first. */
  readonly orders?: Maybe<ServiceOrderConnection>;
  /** The payments received, newest first in the order of posting. */
  readonly payments?: Maybe<PaymentConnection>;
  /** The promised payment that runs, or null when none does. */
  readonly promisedPayment?: Maybe<PromisedPayment>;
  /** What the account may promise to pay, so that services come back at once; or why nothing. */
  readonly promisedPaymentOffer?: Maybe<PromisedPaymentOfferResult>;
  /** Where the account is served. */
  readonly region?: Maybe<Region>;
  /**
   * The services of the account, terminated ones included: those that are not terminated first, then those connected last. At most 50; see
   * `hasMoreServices`.
   */
  readonly services?: Maybe<ReadonlyArray<Service>>;
  /** What the holder has chosen: language, invoices, offers. */
  readonly settings?: Maybe<AccountSettings>;
  /** What was charged in a period, divided for a chart. By SERVICE and KIND at most 2,000 charges can be divided; a period with more is refused. */
  readonly spending?: Maybe<Spending>;
  /** What was paid in and charged in a period. */
  readonly statement?: Maybe<Statement>;
  /** Whether services are given. */
  readonly status?: Maybe<AccountStatus>;
  /** Tickets, newest first. */
  readonly tickets?: Maybe<TicketConnection>;
  /** Payments and charges together, newest first in the order of posting; null when either cannot be read, since a list of only one of them would mislead. */
  readonly transactions?: Maybe<TransactionConnection>;
  /** The transfers that the account has paid, newest first. */
  readonly transfers?: Maybe<TransferConnection>;
  /** Visits of masters, newest first. */
  readonly visits?: Maybe<VisitConnection>;
};


/**
 * A billing account: one agreement, one balance. Fields that need their own call to the billing system are nullable, so that one
 * that fails leaves the others readable.
 */
export type AccountCheckoutsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/**
 * A billing account: one agreement, one balance. Fields that need their own call to the billing system are nullable, so that one
 * that fails leaves the others readable.
 */
export type AccountDocumentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  kind?: InputMaybe<ReadonlyArray<DocumentKind>>;
};


/**
 * A billing account: one agreement, one balance. Fields that need their own call to the billing system are nullable, so that one
 * that fails leaves the others readable.
 */
export type AccountOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/**
 * A billing account: one agreement, one balance. Fields that need their own call to the billing system are nullable, so that one
 * that fails leaves the others readable.
 */
export type AccountPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/**
 * A billing account: one agreement, one balance. Fields that need their own call to the billing system are nullable, so that one
 * that fails leaves the others readable.
 */
export type AccountSpendingArgs = {
  groupBy: SpendingGroupBy;
  period: PeriodInput;
};


/**
 * A billing account: one agreement, one balance. Fields that need their own call to the billing system are nullable, so that one
 * that fails leaves the others readable.
 */
export type AccountStatementArgs = {
  period: PeriodInput;
};


/**
 * A billing account: one agreement, one balance. Fields that need their own call to the billing system are nullable, so that one
 * that fails leaves the others readable.
 */
export type AccountTicketsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  status?: InputMaybe<ReadonlyArray<TicketStatus>>;
};


/**
 * A billing account: one agreement, one balance. Fields that need their own call to the billing system are nullable, so that one
 * that fails leaves the others readable.
 */
export type AccountTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/**
 * A billing account: one agreement, one balance. Fields that need their own call to the billing system are nullable, so that one
 * that fails leaves the others readable.
 */
export type AccountTransfersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/**
 * A billing account: one agreement, one balance. Fields that need their own call to the billing system are nullable, so that one
 * that fails leaves the others readable.
 */
export type AccountVisitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** A paper of an account: its agreement, an invoice, an act. */
export type AccountDocument = Node & {
  readonly __typename?: 'AccountDocument';
  /** Its sum; null where it has none, as an agreement. */
  readonly amount?: Maybe<Money>;
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Where to fetch it as a PDF. Each time it is asked for, this is a new link. */
  readonly download: Download;
  /** How old the data is. */
  readonly freshness: Freshness;
  /** The first day that it is about; null where it is about no period. */
  readonly from?: Maybe<Scalars['Date']['output']>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** The day on which it was issued; null when the billing has lost it. */
  readonly issuedOn?: Maybe<Scalars['Date']['output']>;
  /** What it is. */
  readonly kind: DocumentKind;
  /** Its number, as the accounting department knows it. */
  readonly number: Scalars['String']['output'];
  /** The last day that it is about; null where it is about no period. */
  readonly to?: Maybe<Scalars['Date']['output']>;
};

/** A page of documents, those issued last first. */
export type AccountDocumentConnection = {
  readonly __typename?: 'AccountDocumentConnection';
  /** The documents of this page with their cursors. */
  readonly edges: ReadonlyArray<AccountDocumentEdge>;
  /** The documents of this page. */
  readonly nodes: ReadonlyArray<AccountDocument>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A document in a page. */
export type AccountDocumentEdge = {
  readonly __typename?: 'AccountDocumentEdge';
  /** The position, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The document. */
  readonly node: AccountDocument;
};

/** Whether an account is a person's or an organisation's. */
export type AccountKind =
  /** An organisation's. */
  | 'ORGANIZATION'
  /** A person's. */
  | 'PERSON';

/** What the holder of an account has chosen. */
export type AccountSettings = {
  readonly __typename?: 'AccountSettings';
  /** Whether offers are welcome. */
  readonly acceptsAdvertising: Scalars['Boolean']['output'];
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** How old the data is. */
  readonly freshness: Freshness;
  /** How invoices come. */
  readonly invoiceDelivery: InvoiceDelivery;
  /** In which language the provider writes. */
  readonly language: SettingsLanguage;
};

/** Whether an account is served. */
export type AccountStatus =
  /** Services are given. */
  | 'ACTIVE'
  /** The subscriber has put the account on hold. */
  | 'FROZEN'
  /** Services are off until the debt is paid. */
  | 'SUSPENDED_FOR_DEBT'
  /** The agreement has ended. */
  | 'TERMINATED'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/** One open session of a person. */
export type ActiveSession = {
  readonly __typename?: 'ActiveSession';
  /** When it was opened. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The program and system that opened it, e.g. "Firefox, Windows", as far as it told; null when it did not. */
  readonly device?: Maybe<Scalars['String']['output']>;
  /** True for the session of this request. */
  readonly isCurrent: Scalars['Boolean']['output'];
  /** When it was opened or last refreshed: to ten minutes or so when it was used. */
  readonly lastSeenAt: Scalars['DateTime']['output'];
  /** To be given to `revokeSession`; it grants no access. */
  readonly sessionId: Scalars['ID']['output'];
};

/** A message for a ticket. */
export type AddTicketMessageInput = {
  /** At most 5 files that you have sent for this ticket; see `createAttachmentUpload`. */
  readonly attachmentIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** A key of your own for this message, new for each, e.g. a UUID; 8–64 letters, digits, dots, hyphens and underscores. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The message: at most 2000 characters, plain, in several lines if need be. */
  readonly text: Scalars['String']['input'];
  /** The global id of the ticket. */
  readonly ticketId: Scalars['ID']['input'];
};

/** What came of a message. */
export type AddTicketMessageResult = TicketChangeRefused | TicketMessagePending | TicketMessagePosted;

/** The values that an option of a service can have: `min`, `min + step`, and so on up to `max`. */
export type AdjustableOption = {
  readonly __typename?: 'AdjustableOption';
  /** What it is now. */
  readonly current: Scalars['Int']['output'];
  /** The most. */
  readonly max: Scalars['Int']['output'];
  /** The least: what the tariff gives. Megabits per second, or a number of channels. */
  readonly min: Scalars['Int']['output'];
  /** What can be changed. */
  readonly option: ServiceOptionName;
  /** From one value to the next. */
  readonly step: Scalars['Int']['output'];
  /** What each step above `min` costs a month, on top of the tariff. `serviceOrderQuote` tells the whole. */
  readonly stepFee: Money;
};

/** The contract behind an account. */
export type Agreement = {
  readonly __typename?: 'Agreement';
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** The day it was concluded; null when the billing system has lost it. */
  readonly concludedOn?: Maybe<Scalars['Date']['output']>;
  /** The last day: of the present term, which may have been renewed, or of an agreement that was ended. Null when no end is known. */
  readonly endsOn?: Maybe<Scalars['Date']['output']>;
  /** How old the data is. */
  readonly freshness: Freshness;
  /** The contract number. */
  readonly number: Scalars['String']['output'];
  /** Whether the contract is in force. */
  readonly status: AgreementStatus;
  /** How many months a fixed term has; null when the agreement has none. */
  readonly termMonths?: Maybe<Scalars['Int']['output']>;
  /** Privately negotiated terms, in words; null for the standard ones. */
  readonly terms?: Maybe<Scalars['String']['output']>;
};

/** What proves that somebody has an agreement in hand. */
export type AgreementProof = {
  /** The day on which it was concluded. */
  readonly concludedOn: Scalars['Date']['input'];
  /** The last name of its holder, or the tax number (INN) of an organisation. */
  readonly holder: Scalars['String']['input'];
};

/** Whether a contract is in force. */
export type AgreementStatus =
  /** In force. */
  | 'ACTIVE'
  /** Ended. */
  | 'TERMINATED'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/** A notice that something changes. */
export type Announcement = Node & {
  readonly __typename?: 'Announcement';
  /** The text: plain, or Markdown. Never HTML: do not render it as such. */
  readonly body: Scalars['String']['output'];
  /** The text in both languages, for editing. */
  readonly bodyTexts: LocalizedText;
  /** What changes. */
  readonly category: AnnouncementCategory;
  /** When the change takes effect; null when the text says it. */
  readonly effectiveAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** True when the provider's bank details change: receipts printed before must not be paid any more. */
  readonly invalidatesReceipts: Scalars['Boolean']['output'];
  /** When it was published. */
  readonly publishedAt: Scalars['DateTime']['output'];
  /** The global id of the region it is for; null for all regions. */
  readonly regionId?: Maybe<Scalars['ID']['output']>;
  /** The title, in the language of `Accept-Language` where it is written in it. */
  readonly title: Scalars['String']['output'];
  /** The title in both languages, for editing. */
  readonly titleTexts: LocalizedText;
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Counts up with each change; name it when you change this. */
  readonly version: Scalars['Int']['output'];
};

/** What changes. */
export type AnnouncementCategory =
  /** The provider's bank details. Receipts printed before are not valid any more. */
  | 'BANK_DETAILS'
  /** Network settings. */
  | 'NETWORK_SETTINGS'
  /** How subscribers are served. */
  | 'SERVICE_PROCEDURE'
  /** Tariffs and prices. */
  | 'TARIFFS';

/** A page of announcements. */
export type AnnouncementConnection = {
  readonly __typename?: 'AnnouncementConnection';
  /** The announcements of this page with their cursors. */
  readonly edges: ReadonlyArray<AnnouncementEdge>;
  /** The announcements of this page. */
  readonly nodes: ReadonlyArray<Announcement>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** What an announcement says. */
export type AnnouncementContentInput = {
  /** The text; 1–10000 characters in each language. */
  readonly body: LocalizedTextInput;
  /** What changes. */
  readonly category: AnnouncementCategory;
  /** When the change takes effect; null when the text says it. */
  readonly effectiveAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** When subscribers see it first. */
  readonly publishedAt: Scalars['DateTime']['input'];
  /** The global id of the region it is for; null for all regions. */
  readonly regionId?: InputMaybe<Scalars['ID']['input']>;
  /** The title; 1–200 characters in each language, in one line. */
  readonly title: LocalizedTextInput;
};

/** One of a page of announcements. */
export type AnnouncementEdge = {
  readonly __typename?: 'AnnouncementEdge';
  /** Its position, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The item itself. */
  readonly node: Announcement;
};

/** The answer to an edit of an announcement. */
export type AnnouncementPayload = {
  readonly __typename?: 'AnnouncementPayload';
  /** As it is now: after the edit, or as somebody else has left it; null when there is none. */
  readonly announcement?: Maybe<Announcement>;
  /** Why nothing was changed; empty on success. */
  readonly userErrors: ReadonlyArray<ContentUserError>;
};

/** A file of a message. */
export type Attachment = {
  readonly __typename?: 'Attachment';
  /** The path, on the address of this API, under which it can be saved for five minutes. Whoever knows it can: keep it to yourself. */
  readonly downloadUrl: Scalars['String']['output'];
  /** Its name, with an ending that goes with its type. */
  readonly fileName: Scalars['String']['output'];
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** Its type, judged by its bytes: image/png, image/jpeg, image/gif, image/webp, application/pdf or text/plain. */
  readonly mediaType: Scalars['String']['output'];
  /** How many bytes it has. */
  readonly sizeBytes: Scalars['Int']['output'];
};

/** Where a file is to be sent, once. */
export type AttachmentUpload = {
  readonly __typename?: 'AttachmentUpload';
  /** What to name in `addTicketMessage` when the file has been sent. */
  readonly attachmentId: Scalars['ID']['output'];
  /** Until when it may be sent. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /**
   * The path, on the address of this API, to which the bytes are sent by POST, without any form around them. It answers 201, or
   * another status with a code of its own: the type is judged by the bytes, and only PNG, JPEG, GIF and WebP images, PDF and plain
   * text are taken.
   */
  readonly uploadUrl: Scalars['String']['output'];
};

/** One sensitive act. It is never changed and never deleted. */
export type AuditEntry = {
  readonly __typename?: 'AuditEntry';
  /** What was done: a short stable word. */
  readonly act: Scalars['String']['output'];
  /** Who did it: role and id, "gateway" for what it does by itself, or "anonymous". */
  readonly actor: Scalars['String']['output'];
  /** When it happened. */
  readonly happenedAt: Scalars['DateTime']['output'];
  /** To what. Never personal data. */
  readonly object: Scalars['String']['output'];
  /** What came of it; of a resolution with the operator's reason. */
  readonly outcome: Scalars['String']['output'];
  /** The `x-request-id` of the request; empty for what the gateway does by itself. */
  readonly requestId: Scalars['String']['output'];
};

/** A page of the audit trail. */
export type AuditEntryConnection = {
  readonly __typename?: 'AuditEntryConnection';
  /** The entries of this page with their cursors. */
  readonly edges: ReadonlyArray<AuditEntryEdge>;
  /** The entries of this page. */
  readonly nodes: ReadonlyArray<AuditEntry>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** One of a page of the audit trail. */
export type AuditEntryEdge = {
  readonly __typename?: 'AuditEntryEdge';
  /** Its position, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The entry itself. */
  readonly node: AuditEntry;
};

/** What to look for in the audit trail. Texts are compared as a whole; what is left out does not matter. */
export type AuditFilter = {
  /** What, e.g. "payment" or "sign-in". */
  readonly act?: InputMaybe<Scalars['String']['input']>;
  /** Who, e.g. "OPERATOR:7" or "PARTNER:terminals". */
  readonly actor?: InputMaybe<Scalars['String']['input']>;
  /** The first instant. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** To what, as the `object` of another entry says it. */
  readonly object?: InputMaybe<Scalars['String']['input']>;
  /** The instant after the last. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The money of an account. `amount` is always `credited` − `spent`, where those are known. */
export type Balance = {
  readonly __typename?: 'Balance';
  /** What is left; negative is debt. */
  readonly amount: Money;
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** How far below zero the balance may go before services are suspended. */
  readonly creditLimit: Money;
  /** Everything paid in since the agreement began; null where the billing system keeps no such total. */
  readonly credited?: Maybe<Money>;
  /** How old the figures are. */
  readonly freshness: Freshness;
  /** Everything charged since the agreement began; null where the billing system keeps no such total. */
  readonly spent?: Maybe<Money>;
};

/** Where an operator's money goes to. */
export type BankDetails = {
  readonly __typename?: 'BankDetails';
  /** The payee's bank. */
  readonly bankName: Scalars['String']['output'];
  /** The bank's code (BIC), 9 digits. */
  readonly bic: Scalars['String']['output'];
  /** The bank's correspondent account, 20 digits. */
  readonly correspondentAccount: Scalars['String']['output'];
  /**
   * Whether receipts have their QR code. False where payee and bank are together longer than it may hold in the charset that the provider has set by
   * now: receipts are printed without one then, and whoever takes them types. Write shorter names.
   */
  readonly hasQrCode: Scalars['Boolean']['output'];
  /** The payee's taxpayer number (INN). */
  readonly inn: Scalars['String']['output'];
  /** The payee's tax registration reason code (KPP); null for a sole trader. */
  readonly kpp?: Maybe<Scalars['String']['output']>;
  /** The global id of the operator. */
  readonly operatorId: Scalars['ID']['output'];
  /** The payee, as the bank knows it. */
  readonly payeeName: Scalars['String']['output'];
  /** The payee's account, 20 digits. */
  readonly personalAccount: Scalars['String']['output'];
  /** In force from this instant on. */
  readonly since: Scalars['DateTime']['output'];
  /** Counts up with each change; name it when you change this. */
  readonly version: Scalars['Int']['output'];
};

/** Why bank details were not accepted. */
export type BankDetailsErrorCode =
  /** The key of the account does not fit it and the bank: a digit of one of them is wrong. */
  | 'ACCOUNT_KEY_WRONG'
  /** The billing system, which knows the operator, does not answer just now. */
  | 'BILLING_UNAVAILABLE'
  /** The key of the correspondent account does not fit it and the bank: a digit of one of them is wrong. */
  | 'CORRESPONDENT_ACCOUNT_KEY_WRONG'
  /** It is the taxpayer number of somebody else than the operator. */
  | 'INN_OF_ANOTHER'
  /** It is no rouble account: 20 digits, with 810 in the sixth to eighth place. */
  | 'INVALID_ACCOUNT'
  /** It is no code of a Russian bank: 9 digits, beginning with 04. */
  | 'INVALID_BIC'
  /** It is no correspondent account of this bank: 20 digits, beginning with 301 and ending as the bank's code does. */
  | 'INVALID_CORRESPONDENT_ACCOUNT'
  /** It is no taxpayer number: 10 or 12 digits of which the last ones check the others. */
  | 'INVALID_INN'
  /** It is no reason code, or is missing, or the taxpayer is a sole trader, who has none. */
  | 'INVALID_KPP'
  /** The value is empty, too long or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** Payee and bank are together longer than the QR code of a receipt may hold: shorten one of them. */
  | 'TOO_LONG_TOGETHER'
  /** There are bank details of as many operators as there may be. */
  | 'TOO_MANY'
  /** There is no such operator. */
  | 'UNKNOWN_OPERATOR'
  /** Somebody has changed them meanwhile. */
  | 'VERSION_CONFLICT';

/** The answer to `updateBankDetails`. */
export type BankDetailsPayload = {
  readonly __typename?: 'BankDetailsPayload';
  /** What subscribers were told of the change; null when nothing had been in force before, and when it could not be published here. */
  readonly announcement?: Maybe<Announcement>;
  /** True when receipts are outdated by now and subscribers have not been told: write an announcement of the category BANK_DETAILS where content is managed. */
  readonly announcementNeeded: Scalars['Boolean']['output'];
  /** As they are now: after the change, or as somebody else has left them; null when there are none. */
  readonly bankDetails?: Maybe<BankDetails>;
  /** Why nothing was changed; empty on success. */
  readonly userErrors: ReadonlyArray<BankDetailsUserError>;
};

/** What is wrong with bank details. */
export type BankDetailsUserError = {
  readonly __typename?: 'BankDetailsUserError';
  /** A stable code for programs. */
  readonly code: BankDetailsErrorCode;
  /** The input field that is meant; null when none is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
};

/** A cancellation. */
export type CancelPaymentInput = {
  /** Your id of the payment. */
  readonly externalId: Scalars['String']['input'];
  /** Your own key of this cancellation, made and kept before the first try: 1–64 letters, digits and `._:-`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why; it is kept in the audit trail. */
  readonly reason?: InputMaybe<CancelPaymentReason>;
};

/** Why a payment is to be taken back. */
export type CancelPaymentReason =
  /** The payer wants it. */
  | 'PAYER_ASKED'
  /** A terminal or a network did something wrong. */
  | 'TECHNICAL_FAILURE'
  /** It went to another account than was meant. */
  | 'WRONG_ACCOUNT'
  /** It is another amount than was taken. */
  | 'WRONG_AMOUNT';

/** The answer to `cancelPayment`. */
export type CancelPaymentResult = CancellationPending | CancellationRefused | IdempotencyConflict | PaymentCanceled;

/** An order to cancel. */
export type CancelServiceOrderInput = {
  /** The order. */
  readonly orderId: Scalars['ID']['input'];
};

/** Why an order was not canceled. */
export type CancelServiceOrderRefusalCode =
  /** The billing system does not answer just now; repeat it later. */
  | 'BILLING_UNAVAILABLE'
  /** You may see the account, and order nothing for it. */
  | 'NOT_ALLOWED'
  /** The order is absent or not yours. */
  | 'ORDER_NOT_FOUND'
  /** It is being carried out, or has ended. */
  | 'TOO_LATE';

/** The order was not canceled. */
export type CancelServiceOrderRefused = {
  readonly __typename?: 'CancelServiceOrderRefused';
  /** A stable code for programs. */
  readonly code: CancelServiceOrderRefusalCode;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Whether the same may have another outcome later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** The answer to `cancelServiceOrder`. */
export type CancelServiceOrderResult = CancelServiceOrderRefused | ServiceOrderCancelled | ServiceOrderPending;

/** Which visit is given up. */
export type CancelVisitInput = {
  /** The global id of the visit. */
  readonly visitId: Scalars['ID']['input'];
  /** For operators: the slot is taken back as well, e.g. since the crew is ill, and nobody else can book it. */
  readonly withdrawSlot?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What came of giving up a visit. */
export type CancelVisitResult = VisitCancelled | VisitRefused;

/** The cancellation is kept and will be carried out if it can be; what the billing system says of it is not known yet. Repeat it, or ask `paymentByExternalId`, until it is decided. */
export type CancellationPending = PaymentAnswer & {
  readonly __typename?: 'CancellationPending';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** The payment; never null here. */
  readonly payment?: Maybe<PartnerPayment>;
  /** Whether the same order may have another outcome later. Repeat it then, with the same ids. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** Why a cancellation was refused. */
export type CancellationRefusalCode =
  /** The money is no longer on the account. */
  | 'ALREADY_SPENT'
  /** An employee of the provider has found that it was not carried out, and has closed it. */
  | 'CLOSED_BY_OPERATOR'
  /** The field that `field` names is empty, too long or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** The billing system takes no payments back. */
  | 'NOT_SUPPORTED'
  /** Too much is being worked on; repeat it in a moment. */
  | 'OVERLOADED'
  /** The payment was refused: there is nothing to take back. */
  | 'PAYMENT_NOT_DONE'
  /** You took no payment with this id, or the billing system has it no more. */
  | 'PAYMENT_NOT_FOUND'
  /** The payment itself is not decided yet; repeat it later. */
  | 'PAYMENT_PENDING'
  /** The time in which it could be taken back is over. */
  | 'TOO_LATE';

/** The money stays where it is. */
export type CancellationRefused = PaymentAnswer & {
  readonly __typename?: 'CancellationRefused';
  /** A stable code for programs. */
  readonly code: CancellationRefusalCode;
  /** The input field that is meant, or null when it is none of them. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** The payment; null when there is none of yours. */
  readonly payment?: Maybe<PartnerPayment>;
  /** Whether the same order may have another outcome later. Repeat it then, with the same ids. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** What the connected billing system can do. */
export type Capabilities = {
  readonly __typename?: 'Capabilities';
  /** How accounts can be paid for from the cabinet, by `initiatePayment`; null where nothing can be paid there. */
  readonly checkout?: Maybe<CheckoutCapabilities>;
  /** Addresses can be asked for before there is an agreement. */
  readonly coverage: Scalars['Boolean']['output'];
  /** Login and password can be changed and restored here; otherwise the office does it. */
  readonly credentialChanges: Scalars['Boolean']['output'];
  /** Equipment can be registered and removed. */
  readonly deviceChanges: Scalars['Boolean']['output'];
  /** Registered equipment can be listed. */
  readonly devices: Scalars['Boolean']['output'];
  /** Agreements, invoices and acts can be listed and fetched. */
  readonly documents: Scalars['Boolean']['output'];
  /** The forum can be written in here; otherwise it is held by another system, and can only be read here. */
  readonly forum: Scalars['Boolean']['output'];
  /** News, promotions, announcements, help, the company's page and ways to pay can all be edited here; otherwise some are managed elsewhere. */
  readonly managesContent: Scalars['Boolean']['output'];
  /** Extra services and equipment can be listed with their prices. */
  readonly offerings: Scalars['Boolean']['output'];
  /** Orders of subscribers can be listed. */
  readonly orders: Scalars['Boolean']['output'];
  /** Payments can be listed. */
  readonly payments: Scalars['Boolean']['output'];
  /** Contacts and settings of an account can be changed here; otherwise the office does it. */
  readonly profileChanges: Scalars['Boolean']['output'];
  /** Promised payments can be offered and taken. */
  readonly promisedPayments: Scalars['Boolean']['output'];
  /** Nothing can be changed in the billing just now, and nothing be paid: works are going on. What would is refused with the error READ_ONLY; show it as not available for a while, and go on showing data. */
  readonly readOnly: Scalars['Boolean']['output'];
  /** Subscribers place orders themselves; otherwise the same wish becomes a ticket for a consultant. */
  readonly selfServiceOrders: Scalars['Boolean']['output'];
  /** Services can be listed. */
  readonly services: Scalars['Boolean']['output'];
  /** Statements and charges can be read. */
  readonly statements: Scalars['Boolean']['output'];
  /** Tariffs can be read. */
  readonly tariffs: Scalars['Boolean']['output'];
  /** Tickets can be read. */
  readonly tickets: Scalars['Boolean']['output'];
  /** Money can be transferred from one account to another. */
  readonly transfers: Scalars['Boolean']['output'];
};

/** The present password and a new login. */
export type ChangeLoginInput = {
  /** The present password. */
  readonly currentPassword: Scalars['String']['input'];
  /** The login: a contract number of one's own, or 3–64 small Latin letters, digits and `. _ @ -` with a letter among them. */
  readonly newLogin: Scalars['String']['input'];
};

/** The present and the new password. */
export type ChangePasswordInput = {
  /** The present password. Left out only in a session that was opened with a one-time password. */
  readonly currentPassword?: InputMaybe<Scalars['String']['input']>;
  /** The new password: 8–128 characters, neither made of the login and digits nor one of the commonest passwords. */
  readonly newPassword: Scalars['String']['input'];
};

/** Another speed, or another number of channels. */
export type ChangeServiceOptionInput = {
  /** When. */
  readonly effective?: OrderEffective;
  /** The price that the subscriber was shown, without what is charged besides (`accruedCharge`). When it is another by now, the order is refused with PRICE_CHANGED. */
  readonly expectedPrice?: InputMaybe<Scalars['Decimal']['input']>;
  /**
   * All that the subscriber agreed to be charged at once: `total` of the quote. When it would be more by now, since the price or the days so far have grown, the
   * order is refused with PRICE_CHANGED; less is taken.
   */
  readonly expectedTotal?: InputMaybe<Scalars['Decimal']['input']>;
  /** Your own key of this order, made and kept before the first try: 1–64 letters, digits and `._:-`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** What is to be changed. */
  readonly option: ServiceOptionName;
  /** To order the same once more: the id of the order that ALREADY_ORDERED named. Leave it out at first. It has no meaning where consultants order. */
  readonly orderAgainAfter?: InputMaybe<Scalars['ID']['input']>;
  /** The service. */
  readonly serviceId: Scalars['ID']['input'];
  /** What it is to be: megabits per second, or a number of channels; `Service.adjustableOptions` tells what can be had. */
  readonly value: Scalars['Int']['input'];
};

/** Another tariff. */
export type ChangeTariffInput = {
  /** When. */
  readonly effective: OrderEffective;
  /** The price that the subscriber was shown, without what is charged besides (`accruedCharge`). When it is another by now, the order is refused with PRICE_CHANGED. */
  readonly expectedPrice?: InputMaybe<Scalars['Decimal']['input']>;
  /**
   * All that the subscriber agreed to be charged at once: `total` of the quote. When it would be more by now, since the price or the days so far have grown, the
   * order is refused with PRICE_CHANGED; less is taken.
   */
  readonly expectedTotal?: InputMaybe<Scalars['Decimal']['input']>;
  /** Your own key of this order, made and kept before the first try: 1–64 letters, digits and `._:-`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** To order the same once more: the id of the order that ALREADY_ORDERED named. Leave it out at first. It has no meaning where consultants order. */
  readonly orderAgainAfter?: InputMaybe<Scalars['ID']['input']>;
  /** The service. */
  readonly serviceId: Scalars['ID']['input'];
  /** The tariff that it is to have. */
  readonly tariffId: Scalars['ID']['input'];
};

/** What came of a change. */
export type ChangeTicketResult = TicketChangeRefused | TicketChanged;

/** Money charged to an account, for a service or by itself. */
export type Charge = Node & {
  readonly __typename?: 'Charge';
  /** The account that paid. */
  readonly account: Account;
  /** How much. */
  readonly amount: Money;
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** The instant of charging, or null when the billing system does not know. */
  readonly chargedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What was charged for, in the billing's words. */
  readonly description: Scalars['String']['output'];
  /** How old the data is. */
  readonly freshness: Freshness;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** The month that was charged for, as "yyyy-MM"; null for one-off charges. */
  readonly period?: Maybe<Scalars['String']['output']>;
  /** The service that was charged for; null for charges of the account, and when the billing system does not answer. */
  readonly service?: Maybe<Service>;
};

/** The answer to `checkAccount`. */
export type CheckAccountResult = CheckRefused | PayableAccount;

/** Why an account was not shown. */
export type CheckRefusalCode =
  /** The agreement has ended; no payments are taken for it. */
  | 'ACCOUNT_CLOSED'
  /** Nobody has this number. */
  | 'ACCOUNT_NOT_FOUND'
  /** The billing system does not answer just now; try later. */
  | 'BILLING_UNAVAILABLE'
  /** The number is empty, too long or has characters that no number has. */
  | 'INVALID_VALUE'
  /** Too many checks; wait for the time that `retryAfterSeconds` says. */
  | 'TOO_MANY_TRIES';

/** No payment can be taken for the account, or nobody knows just now. */
export type CheckRefused = {
  readonly __typename?: 'CheckRefused';
  /** A stable code for programs. */
  readonly code: CheckRefusalCode;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** After how many seconds another check makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** Whether the same order may have another outcome later. Repeat it then, with the same ids. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** A payment that is begun in the cabinet and paid on a page of an acquirer. */
export type Checkout = {
  readonly __typename?: 'Checkout';
  /** The number of the account that is paid for. */
  readonly accountNumber: Scalars['String']['output'];
  /** The acquirer's own id of it, for talking to the acquirer. For operators; null for everybody else, and until the acquirer has answered. */
  readonly acquirerId?: Maybe<Scalars['String']['output']>;
  /** How much. */
  readonly amount: Money;
  /** Why a person must look; null when nobody must, and for everybody but operators. */
  readonly attention?: Maybe<CheckoutAttention>;
  /** When the acquirer took the money; null until then, and when it does not say. */
  readonly capturedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When its state changed last. */
  readonly changedAt: Scalars['DateTime']['output'];
  /** When it was begun. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The order by which the money goes to the account. For operators; null for everybody else, and until the money was taken. */
  readonly credit?: Maybe<PaymentIntent>;
  /** Until when it can be paid; null when the acquirer does not say. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why nothing was taken; null unless the state says that. */
  readonly failure?: Maybe<CheckoutFailure>;
  /** The receipt by 54-FZ of the payment; null until the money has come to its end, and where no receipts are made. */
  readonly fiscalReceipt?: Maybe<FiscalReceipt>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** Your own key of it. */
  readonly idempotencyKey: Scalars['String']['output'];
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** How it is paid. */
  readonly method: CheckoutMethod;
  /** The payment in the billing system; null until the money is on the account. */
  readonly payment?: Maybe<Payment>;
  /** What to draw as a QR code, for an app of a bank to scan; opened as a link on a telephone it leads to that app. Only of SBP, and while it can be paid. */
  readonly qrPayload?: Maybe<Scalars['String']['output']>;
  /** The page where it can be paid; null when it cannot be paid any more, or not yet, or by nothing but `qrPayload`. */
  readonly redirectUrl?: Maybe<Scalars['String']['output']>;
  /** The order by which the money goes back, the last when there were several. For operators; null for everybody else, and where there is none. */
  readonly refund?: Maybe<PaymentIntent>;
  /** The receipt by 54-FZ of what was given back; null until it was, and where no receipts are made. */
  readonly refundReceipt?: Maybe<FiscalReceipt>;
  /** How far it has come. */
  readonly state: CheckoutState;
};

/** Why a person must look at a payment of the cabinet. */
export type CheckoutAttention =
  /** The acquirer has answered the beginning with the id of another payment. It was refused, and is not sent again: ask the acquirer's support, and say `closeCheckout`. */
  | 'ACQUIRER_ID_TAKEN'
  /** The acquirer has taken another amount, or another currency, than was asked for. Nothing was put on the account. Refund it. */
  | 'AMOUNT_DIFFERS'
  /** The reference of this payment is taken by something else. Nothing was put on the account. */
  | 'CREDIT_CONFLICT'
  /** The billing system has refused the money for good: `credit` says why. Refund it. */
  | 'CREDIT_REFUSED'
  /** The acquirer does not know the payment that it has begun. It is asked on; ask the acquirer's support. */
  | 'NOT_KNOWN_TO_ACQUIRER'
  /** It was begun at an acquirer that the gateway is not connected to any more. Nobody asks what has come of it. */
  | 'OTHER_ACQUIRER'
  /** It is on the account, and somebody has refunded it, or a part of it, at the acquirer since. Nothing was changed: take it back in the billing system where that is right, and say `closeCheckout`. */
  | 'REFUNDED_AFTER_CREDIT'
  /** It was refunded at the acquirer before it was put on the account. Refund what is left of it; when nothing is left, that is noted. */
  | 'REFUNDED_ELSEWHERE'
  /** The acquirer has refused the refund: `refund` says why. Try again when that is mended. */
  | 'REFUND_REFUSED';

/** How accounts can be paid for from the cabinet. */
export type CheckoutCapabilities = {
  readonly __typename?: 'CheckoutCapabilities';
  /** The most that can be paid. */
  readonly maxAmount: Money;
  /** The ways to pay that there are. Hide the others. */
  readonly methods: ReadonlyArray<CheckoutMethod>;
  /** The least that can be paid. */
  readonly minAmount: Money;
  /** Whether a payment by SBP comes with the content of a QR code. */
  readonly qr: Scalars['Boolean']['output'];
};

/** Why a payment of the cabinet was not closed. */
export type CheckoutCloseRefusalCode =
  /** The acquirer does not answer, or does not say that it has the money. */
  | 'ACQUIRER_UNAVAILABLE'
  /** The billing system does not answer just now. */
  | 'BILLING_UNAVAILABLE'
  /** Somebody else, or the gateway, has changed it meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** There is no such checkout. */
  | 'CHECKOUT_NOT_FOUND'
  /** The gateway's own payment order is not decided, and the money may still come by it: settle that first (`resolvePayment`). */
  | 'CREDIT_NOT_SETTLED'
  /** The field that `field` names is missing or cannot be used. */
  | 'INVALID_VALUE'
  /** The acquirer says something else now of what it has taken than it did before, or is not connected any more; or the billing system has the gateway's own order beside this payment. Say `acknowledgesDoubt` when you have considered that. */
  | 'IN_DOUBT'
  /** It does not wait for a person, or it is going back. */
  | 'NOT_WAITING'
  /** The payment is of another account, does not count, or is of another amount than was taken or was paid more than a day before; say `acknowledgesDoubt` when that is right. */
  | 'PAYMENT_DIFFERS'
  /** The billing system has no such payment on this account. */
  | 'PAYMENT_NOT_FOUND'
  /** This payment is the money of something else. */
  | 'PAYMENT_TAKEN'
  /** A part of it has gone back at the acquirer; say `acknowledgesDoubt` when you have considered that. */
  | 'REFUNDED_ELSEWHERE';

/** Nothing was closed; `code` tells why. */
export type CheckoutCloseRefused = {
  readonly __typename?: 'CheckoutCloseRefused';
  /** A stable code for programs. */
  readonly code: CheckoutCloseRefusalCode;
  /** As it is now; null when there is none. */
  readonly currentCheckout?: Maybe<Checkout>;
  /** The input field that is meant, or null when none is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the operator, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Whether the same may pass later without anybody doing anything. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** It is done, and nobody has to look at it any more. */
export type CheckoutClosed = {
  readonly __typename?: 'CheckoutClosed';
  /** As it is now. */
  readonly checkout: Checkout;
};

/** A page of payments begun in the cabinet. */
export type CheckoutConnection = {
  readonly __typename?: 'CheckoutConnection';
  /** The checkouts of this page with their cursors. */
  readonly edges: ReadonlyArray<CheckoutEdge>;
  /** The checkouts of this page. */
  readonly nodes: ReadonlyArray<Checkout>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** One of a page of payments begun in the cabinet. */
export type CheckoutEdge = {
  readonly __typename?: 'CheckoutEdge';
  /** Its position, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The checkout itself. */
  readonly node: Checkout;
};

/** Why nothing was taken. */
export type CheckoutFailure =
  /** The acquirer does not take this amount. */
  | 'AMOUNT_NOT_ACCEPTED'
  /** The payer has said no. */
  | 'CANCELED_BY_PAYER'
  /** The payer's bank has said no. */
  | 'DECLINED_BY_BANK'
  /** Nobody has paid in time. */
  | 'EXPIRED'
  /** There was not enough money. */
  | 'INSUFFICIENT_FUNDS'
  /** It cannot be paid in this way just now. */
  | 'METHOD_NOT_AVAILABLE'
  /** The acquirer has refused it. */
  | 'NOT_ACCEPTED'
  /** The fiscal receipt cannot be sent there. */
  | 'RECEIPT_CONTACT_NOT_ACCEPTED'
  /** The acquirer does not say. */
  | 'UNKNOWN';

/** How a payment in the cabinet can be paid. */
export type CheckoutMethod =
  /** By bank card. */
  | 'BANK_CARD'
  /** By e-wallet. */
  | 'E_WALLET'
  /** From the balance of a mobile telephone. */
  | 'MOBILE'
  /** By the Faster Payments System, from an account with any bank in it. */
  | 'SBP';

/** Why a payment of the cabinet was not given back. */
export type CheckoutRefundRefusalCode =
  /** The acquirer does not answer, or does not say that it has the money. */
  | 'ACQUIRER_UNAVAILABLE'
  /** The billing system does not answer just now, so that nobody knows whether it has the money. */
  | 'BILLING_UNAVAILABLE'
  /** Somebody else, or the gateway, has changed it meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** There is no such checkout. */
  | 'CHECKOUT_NOT_FOUND'
  /** The billing system has the money, or may have: settle its payment order first. */
  | 'CREDITED'
  /** The key was used for something else. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The field that `field` names cannot be used. */
  | 'INVALID_VALUE'
  /**
   * The billing system's rows do not tell whether it has the money; or the acquirer says something else than it did before: another
   * amount or currency, that it has gone back or was canceled. Say `acknowledgesDoubt` when you have considered both. An answer
   * of the acquirer that contradicts itself stays in doubt.
   */
  | 'IN_DOUBT'
  /** It does not wait for a person: nothing was taken, or the money is on its way to the account or there. */
  | 'NOT_WAITING'
  /** The gateway has too much to do. */
  | 'OVERLOADED'
  /** The acquirer has refused the refund of this key: `refund` of `currentCheckout` says why while it is the last. Another try needs a new key. */
  | 'REFUND_REFUSED';

/** Nothing goes back by this order; `code` tells why. */
export type CheckoutRefundRefused = {
  readonly __typename?: 'CheckoutRefundRefused';
  /** A stable code for programs. */
  readonly code: CheckoutRefundRefusalCode;
  /** As it is now; null when there is none. */
  readonly currentCheckout?: Maybe<Checkout>;
  /** The input field that is meant, or null when none is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the operator, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Whether the same may pass later without anybody doing anything. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** It goes back, or has gone: `checkout.state` tells. */
export type CheckoutRefunding = {
  readonly __typename?: 'CheckoutRefunding';
  /** As it is now. */
  readonly checkout: Checkout;
};

/** How far a payment in the cabinet has come. */
export type CheckoutState =
  /** The payer has said no. Nothing was taken. */
  | 'CANCELED'
  /** It was paid, and the money is on its way to the account. */
  | 'CAPTURED'
  /** It is kept; the acquirer has not answered yet. */
  | 'CREATED'
  /** The bank has said no. Nothing was taken. */
  | 'DECLINED'
  /** The money is on the account. */
  | 'DONE'
  /** Nobody has paid in time. Nothing was taken. */
  | 'EXPIRED'
  /** It can be paid, or could be until `expiresAt`: then `redirectUrl` and `qrPayload` are null, and the acquirer is asked what has come of it. */
  | 'OPEN'
  /** It was paid, and could not be put on the account. The provider's people see to it. */
  | 'OPERATOR'
  /** It was given back. */
  | 'REFUNDED'
  /** It is being given back. */
  | 'REFUNDING'
  /** The acquirer would not begin it. */
  | 'REFUSED';

/** Which payment of the cabinet is closed, and why. */
export type CloseCheckoutInput = {
  /** Whether you have considered that the payment is of another amount than was taken, or that a part of it has gone back at the acquirer. */
  readonly acknowledgesDoubt?: InputMaybe<Scalars['Boolean']['input']>;
  /** The global id of the checkout. */
  readonly checkoutId: Scalars['ID']['input'];
  /** The global id of the payment by which the money is on the account. Needed in `OPERATOR`; without meaning in `DONE`. */
  readonly paymentId?: InputMaybe<Scalars['ID']['input']>;
  /** Why, for the audit trail: 3–120 characters, in one line, without card numbers. */
  readonly reason: Scalars['String']['input'];
};

/** What came of closing a payment. */
export type CloseCheckoutResult = CheckoutCloseRefused | CheckoutClosed;

/** Which ticket is over. */
export type CloseTicketInput = {
  /** The global id of the ticket. */
  readonly ticketId: Scalars['ID']['input'];
};

/** How a code is sent. */
export type CodeChannel =
  /** By e-mail: a code for oneself goes to the address of the agreement. */
  | 'EMAIL'
  /** By SMS: a code for oneself goes to the phone of the agreement. */
  | 'SMS';

/** The answer to a request for a code. */
export type CodeRequestPayload = {
  readonly __typename?: 'CodeRequestPayload';
  /** For how many seconds a code works, when one is on its way. */
  readonly expiresInSeconds?: Maybe<Scalars['Int']['output']>;
  /** True when a code is on its way if what was told is right. Whether it is right is not told. */
  readonly requested: Scalars['Boolean']['output'];
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** Why no code was asked for; empty on success. */
  readonly userErrors: ReadonlyArray<AccessUserError>;
};

/** The provider as it presents itself. Texts are plain, or Markdown; never HTML. */
export type Company = {
  readonly __typename?: 'Company';
  /** Who the provider is. */
  readonly about: Scalars['String']['output'];
  /** `about` in both languages, for editing. */
  readonly aboutTexts: LocalizedText;
  /** How to become a subscriber. */
  readonly connection?: Maybe<Scalars['String']['output']>;
  /** `connection` in both languages, for editing. */
  readonly connectionTexts?: Maybe<LocalizedText>;
  /** How to reach the provider, the hotline first; at most 50. */
  readonly contacts: ReadonlyArray<Contact>;
  /** The brand's name. */
  readonly name: Scalars['String']['output'];
  /** The name in both languages, for editing. */
  readonly nameTexts: LocalizedText;
  /** How to pay, for those who are not signed in; `paymentMethods` has what fits an account. */
  readonly payment?: Maybe<Scalars['String']['output']>;
  /** `payment` in both languages, for editing. */
  readonly paymentTexts?: Maybe<LocalizedText>;
  /** What it costs, in words; the tariffs themselves are in `tariffs`. */
  readonly prices?: Maybe<Scalars['String']['output']>;
  /** `prices` in both languages, for editing. */
  readonly pricesTexts?: Maybe<LocalizedText>;
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Counts up with each change; name it when you change this. */
  readonly version: Scalars['Int']['output'];
};


/** The provider as it presents itself. Texts are plain, or Markdown; never HTML. */
export type CompanyContactsArgs = {
  kind?: InputMaybe<ContactKind>;
  regionId?: InputMaybe<Scalars['ID']['input']>;
};

/** What the company's page says. */
export type CompanyContentInput = {
  /** Who the provider is; 1–5000 characters in each language. */
  readonly about: LocalizedTextInput;
  /** How to become a subscriber; at most 5000 characters in each language. */
  readonly connection?: InputMaybe<LocalizedTextInput>;
  /** How to reach the provider, in the order in which it is shown; at most 50. */
  readonly contacts: ReadonlyArray<ContactInput>;
  /** The brand's name; 1–200 characters in each language. */
  readonly name: LocalizedTextInput;
  /** How to pay; at most 5000 characters in each language. */
  readonly payment?: InputMaybe<LocalizedTextInput>;
  /** What it costs, in words; at most 5000 characters in each language. */
  readonly prices?: InputMaybe<LocalizedTextInput>;
};

/** The answer to `updateCompany`. */
export type CompanyPayload = {
  readonly __typename?: 'CompanyPayload';
  /** As it is now: after the edit, or as somebody else has left it; null when there is none. */
  readonly company?: Maybe<Company>;
  /** Why nothing was changed; empty on success. */
  readonly userErrors: ReadonlyArray<ContentUserError>;
};

/** A service to connect: an offering or a television tariff, and not both. */
export type ConnectServiceInput = {
  /** The account. */
  readonly accountId: Scalars['ID']['input'];
  /** The price that the subscriber was shown. When it is another by now, the order is refused with PRICE_CHANGED. */
  readonly expectedPrice?: InputMaybe<Scalars['Decimal']['input']>;
  /** Your own key of this order, made and kept before the first try: 1–64 letters, digits and `._:-`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The id of a service offering. */
  readonly offeringId?: InputMaybe<Scalars['ID']['input']>;
  /** To order the same once more: the id of the order that ALREADY_ORDERED named. Leave it out at first. It has no meaning where consultants order. */
  readonly orderAgainAfter?: InputMaybe<Scalars['ID']['input']>;
  /** The id of a television tariff. */
  readonly tariffId?: InputMaybe<Scalars['ID']['input']>;
};

/** An address, as people write it: "ул. Мира", "улица Мира" and "Мира" are the same. */
export type ConnectionAddressInput = {
  /** Apartment or office, at most 20 characters. */
  readonly apartment?: InputMaybe<Scalars['String']['input']>;
  /** City or village, at most 80 characters. */
  readonly city: Scalars['String']['input'];
  /** House with letter and building, e.g. "12а" or "12 к. 3"; at most 20 characters. */
  readonly house: Scalars['String']['input'];
  /** The global id of the region; see `regions`. */
  readonly regionId: Scalars['ID']['input'];
  /** Street, at most 120 characters. */
  readonly street: Scalars['String']['input'];
};

/** What is known of an address. */
export type ConnectionAvailability = {
  readonly __typename?: 'ConnectionAvailability';
  /** The same for people, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** For which day the connection is planned; null where none is told. */
  readonly plannedOn?: Maybe<Scalars['Date']['output']>;
  /** Whether the network reaches it. */
  readonly status: ConnectionAvailabilityStatus;
};

/** What is known of an address, or why it was not looked for. */
export type ConnectionAvailabilityResult = ConnectionAvailability | ConnectionRefused;

/** Whether the network reaches an address. */
export type ConnectionAvailabilityStatus =
  /** It does: a connection can be ordered. */
  | 'COVERED'
  /** It does not, and nobody plans it. */
  | 'NOT_COVERED'
  /** Not yet; it is planned. */
  | 'PLANNED'
  /** The provider's list has no such address, or more than one that it could be. A request can be left all the same. */
  | 'UNKNOWN_ADDRESS';

/** The request is kept and will reach the provider's people; its number is not known yet. Repeat it to learn the number. */
export type ConnectionPending = {
  readonly __typename?: 'ConnectionPending';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Whether the same may pass later without anybody doing anything: always true. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** Why a request to be connected, or a question about an address, was not accepted. */
export type ConnectionRefusalCode =
  /** The billing system does not answer just now; try later. */
  | 'BILLING_UNAVAILABLE'
  /** The provider's people have closed it before it was opened. */
  | 'CLOSED_BY_OPERATOR'
  /** The key was used for something else. */
  | 'IDEMPOTENCY_CONFLICT'
  /** It is no telephone number. */
  | 'INVALID_PHONE'
  /** The value is empty, too long or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** The billing system cannot be asked for addresses; see `capabilities`. */
  | 'NOT_SUPPORTED'
  /** Too much is being worked on; try in a moment. */
  | 'OVERLOADED'
  /** Too many tries; wait for the time that `retryAfterSeconds` says. */
  | 'TOO_MANY_TRIES'
  /** There is no such region. */
  | 'UNKNOWN_REGION';

/** The request, or the question, was not accepted; nothing was done. */
export type ConnectionRefused = {
  readonly __typename?: 'ConnectionRefused';
  /** A stable code for programs. */
  readonly code: ConnectionRefusalCode;
  /** The input field that is meant, e.g. `address.house`; null when none is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** Whether the same may pass later without anybody doing anything. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** The request is with the provider's people. */
export type ConnectionRequested = {
  readonly __typename?: 'ConnectionRequested';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** The number to name on the telephone. */
  readonly number: Scalars['String']['output'];
};

/** One way to reach the provider. */
export type Contact = {
  readonly __typename?: 'Contact';
  /** When somebody answers; null when that is always or not known. */
  readonly hours?: Maybe<Scalars['String']['output']>;
  /** The hours in both languages, for editing. */
  readonly hoursTexts?: Maybe<LocalizedText>;
  /** What kind of contact it is. */
  readonly kind: ContactKind;
  /** What it is for, e.g. "Technical support". */
  readonly label: Scalars['String']['output'];
  /** The label in both languages, for editing. */
  readonly labelTexts: LocalizedText;
  /** The global id of the region it is for; null for all regions. */
  readonly regionId?: Maybe<Scalars['ID']['output']>;
  /** The number, address or link itself. */
  readonly value: Scalars['String']['output'];
  /** The value in both languages, for editing. */
  readonly valueTexts: LocalizedText;
};

/** One way to reach the provider. */
export type ContactInput = {
  /** When somebody answers; at most 200 characters in each language. */
  readonly hours?: InputMaybe<LocalizedTextInput>;
  /** What kind of contact it is. */
  readonly kind: ContactKind;
  /** What it is for; 1–200 characters in each language. */
  readonly label: LocalizedTextInput;
  /** The global id of the region it is for; null for all regions. */
  readonly regionId?: InputMaybe<Scalars['ID']['input']>;
  /** The number, address or link itself; 1–300 characters. One language is enough where it is the same in both. */
  readonly value: LocalizedTextInput;
};

/** What kind of contact it is. */
export type ContactKind =
  /** An e-mail address. */
  | 'EMAIL'
  /** The telephone number for everything. */
  | 'HOTLINE'
  /** A chat in a messenger. */
  | 'MESSENGER'
  /** An office to come to. */
  | 'OFFICE'
  /** Another telephone number. */
  | 'PHONE'
  /** A web page. */
  | 'WEBSITE';

/** Why an edit of content was not accepted. */
export type ContentErrorCode =
  /** The `idempotencyKey` was used for something else. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The value is empty, too long, out of range or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** What should be changed is not there, or not any more. */
  | 'NOT_FOUND'
  /** This content is managed in another system; see `capabilities`. */
  | 'NOT_MANAGED'
  /** There are as many of them as there may be. */
  | 'TOO_MANY'
  /** There is no such operator. */
  | 'UNKNOWN_OPERATOR'
  /** There is no such region. */
  | 'UNKNOWN_REGION'
  /** Somebody has changed it since: the answer holds it as it is now. */
  | 'VERSION_CONFLICT';

/** What is wrong with an edit of content. */
export type ContentUserError = {
  readonly __typename?: 'ContentUserError';
  /** A stable code for programs. */
  readonly code: ContentErrorCode;
  /** The input field that is meant, with dots between, e.g. `content.title.en`; null when the whole edit is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
};

/** What to write, and a key that makes it happen once. */
export type CreateAnnouncementInput = {
  /** What it says. */
  readonly content: AnnouncementContentInput;
  /** Made by the client for this one item, 8–64 letters, digits, dots, hyphens or underscores; the same for every try. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** A file that is to be sent. */
export type CreateAttachmentUploadInput = {
  /** Its name, 1–120 characters. Folders before it are left out. */
  readonly fileName: Scalars['String']['input'];
  /** Exactly how many bytes it has, 1–10485760; a plain text at most 1048576. */
  readonly sizeBytes: Scalars['Int']['input'];
  /** The global id of the ticket. */
  readonly ticketId: Scalars['ID']['input'];
};

/** Where a file may be sent. */
export type CreateAttachmentUploadResult = AttachmentUpload | TicketChangeRefused;

/** What to write, and a key that makes it happen once. */
export type CreateForumTopicInput = {
  /** The first post: 1–5000 characters of Markdown. */
  readonly body: Scalars['String']['input'];
  /** Made by the client for this one topic, 8–64 letters, digits, dots, hyphens or underscores; the same for every try. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** What it is about: 3–150 characters in one line. */
  readonly title: Scalars['String']['input'];
};

/** What to write, and a key that makes it happen once. */
export type CreateHelpArticleInput = {
  /** What it says. */
  readonly content: HelpArticleContentInput;
  /** Made by the client for this one item, 8–64 letters, digits, dots, hyphens or underscores; the same for every try. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** What to write, and a key that makes it happen once. */
export type CreateNewsInput = {
  /** What it says. */
  readonly content: NewsContentInput;
  /** Made by the client for this one item, 8–64 letters, digits, dots, hyphens or underscores; the same for every try. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** What to write, and a key that makes it happen once. */
export type CreatePromotionInput = {
  /** What it says. */
  readonly content: PromotionContentInput;
  /** Made by the client for this one item, 8–64 letters, digits, dots, hyphens or underscores; the same for every try. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** What a new ticket is about. */
export type CreateTicketInput = {
  /** The global id of the account. */
  readonly accountId: Scalars['ID']['input'];
  /** What kind of matter it is, other than UNKNOWN. */
  readonly category: TicketCategory;
  /** A key of your own for this ticket, new for each, e.g. a UUID; 8–64 letters, digits, dots, hyphens and underscores. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** What it is about, in a few words: 3–120 characters in one line. */
  readonly subject: Scalars['String']['input'];
  /** The first message: at most 2000 characters, plain, in several lines if need be. */
  readonly text: Scalars['String']['input'];
};

/** What came of a new ticket. */
export type CreateTicketResult = TicketOpened | TicketPending | TicketRefused;

/** The answer to a change of login or password. */
export type CredentialsPayload = {
  readonly __typename?: 'CredentialsPayload';
  /** True when the billing system has them and lets in with them. */
  readonly changed: Scalars['Boolean']['output'];
  /** The login to sign in with from now on; null when nothing was changed. */
  readonly login?: Maybe<Scalars['String']['output']>;
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** A whole session in place of that of a one-time password; null otherwise. */
  readonly session?: Maybe<Session>;
  /** Why nothing was changed; empty on success. */
  readonly userErrors: ReadonlyArray<AccessUserError>;
};

/** ISO 4217 currency codes that the provider works with. */
export type CurrencyCode =
  /** Euro. */
  | 'EUR'
  /** Russian rouble. */
  | 'RUB'
  /** United States dollar. */
  | 'USD';

/** A piece of the subscriber's equipment that is registered with the provider. */
export type Device = Node & {
  readonly __typename?: 'Device';
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** Hardware address as "aa:bb:cc:dd:ee:ff"; null for equipment known by its serial number. */
  readonly macAddress?: Maybe<Scalars['String']['output']>;
  /** What the subscriber or the provider calls it. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The day it was registered, or null when the billing system does not know. */
  readonly registeredOn?: Maybe<Scalars['Date']['output']>;
  /** Serial number; null for equipment known by its hardware address. */
  readonly serialNumber?: Maybe<Scalars['String']['output']>;
};

/** Why a device was not registered or removed. */
export type DeviceRefusalCode =
  /** There is no such account, or it is not yours. */
  | 'ACCOUNT_NOT_FOUND'
  /** The agreement has ended. */
  | 'AGREEMENT_ENDED'
  /** The billing system does not answer just now; nothing was changed. */
  | 'BILLING_UNAVAILABLE'
  /** The billing system does not take this device. */
  | 'DEVICE_NOT_ACCEPTED'
  /** There is no such device, or it is not yours. */
  | 'DEVICE_NOT_FOUND'
  /** These are not twelve hexadecimal digits. */
  | 'INVALID_MAC_ADDRESS'
  /** The serial number is too short, too long, without a digit or has characters that cannot be used. */
  | 'INVALID_SERIAL_NUMBER'
  /** Neither or both of address and serial number are given, or the name is too long or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** Zeros, broadcast or a group address: no device has it. */
  | 'MAC_ADDRESS_NOT_OF_A_DEVICE'
  /** You may see the account, and order nothing for it. */
  | 'NOT_ALLOWED'
  /** The connected billing system cannot do this; see `capabilities`. */
  | 'NOT_SUPPORTED'
  /** The billing system did not say what it has done, and it does not show yet. Repeat the request in a moment. */
  | 'OUTCOME_UNKNOWN'
  /** The device is registered with another account. Whose is not told; the provider helps. */
  | 'REGISTERED_ELSEWHERE'
  /** The account has as many devices as it may have. Remove one first. */
  | 'TOO_MANY_DEVICES';

/** Why a device was not registered or removed. */
export type DeviceRefused = {
  readonly __typename?: 'DeviceRefused';
  /** A stable code for programs. */
  readonly code: DeviceRefusalCode;
  /** The input field that is meant, or null when the whole request is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** True when the very same request may pass later; repeating it does no harm. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** The device is registered for the account, by this request or before. */
export type DeviceRegistered = {
  readonly __typename?: 'DeviceRegistered';
  /** The device, as the billing system has it. */
  readonly device: Device;
};

/** The device is not registered, or not any more. */
export type DeviceRemoved = {
  readonly __typename?: 'DeviceRemoved';
  /** The global id that was given. */
  readonly deviceId: Scalars['ID']['output'];
};

/** A service to disconnect. */
export type DisconnectServiceInput = {
  /** When. */
  readonly effective: OrderEffective;
  /**
   * All that the subscriber agreed to be charged at once: `total` of the quote. When it would be more by now, since the price or the days so far have grown, the
   * order is refused with PRICE_CHANGED; less is taken.
   */
  readonly expectedTotal?: InputMaybe<Scalars['Decimal']['input']>;
  /** Your own key of this order, made and kept before the first try: 1–64 letters, digits and `._:-`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** To order the same once more: the id of the order that ALREADY_ORDERED named. Leave it out at first. It has no meaning where consultants order. */
  readonly orderAgainAfter?: InputMaybe<Scalars['ID']['input']>;
  /** The service. */
  readonly serviceId: Scalars['ID']['input'];
};

/** What a document is. */
export type DocumentKind =
  /** An act: a certificate of what was rendered in a period. */
  | 'ACT'
  /** The agreement itself. */
  | 'AGREEMENT'
  /** An invoice to be paid. */
  | 'INVOICE'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/** A link that works once, for five minutes, for whoever has it: keep it as you would keep the file. */
export type Download = {
  readonly __typename?: 'Download';
  /** Until when it works. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** A path of this gateway, to be put behind the address under which you reach it: "/downloads/…". GET it without any token. */
  readonly path: Scalars['String']['output'];
};

/** Equipment to buy, or work to order. */
export type EquipmentOffering = {
  readonly __typename?: 'EquipmentOffering';
  /** What the provider says about it. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Opaque id, for ordering. */
  readonly id: Scalars['ID']['output'];
  /** Equipment or work. */
  readonly kind: EquipmentOfferingKind;
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** The price, once. */
  readonly price: Money;
};

/** A page of equipment and work. */
export type EquipmentOfferingConnection = {
  readonly __typename?: 'EquipmentOfferingConnection';
  /** The offerings of this page with their cursors. */
  readonly edges: ReadonlyArray<EquipmentOfferingEdge>;
  /** The offerings of this page. */
  readonly nodes: ReadonlyArray<EquipmentOffering>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** An offering in a page. */
export type EquipmentOfferingEdge = {
  readonly __typename?: 'EquipmentOfferingEdge';
  /** The position of this offering, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The offering. */
  readonly node: EquipmentOffering;
};

/** Equipment or work. */
export type EquipmentOfferingKind =
  /** A thing that is bought. */
  | 'EQUIPMENT'
  /** Setting equipment up at the subscriber's. */
  | 'SET_UP'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/** The kind of a file. */
export type ExportFormat =
  /** Lines of values (RFC 4180), UTF-8: separated by commas in English; by semicolons, with decimal commas, in Russian. For programs. */
  | 'CSV'
  /** Pages to print, A4. */
  | 'PDF'
  /** A sheet of Excel or LibreOffice, with dates and amounts that can be calculated with. */
  | 'XLSX';

/** The language in which a file is written. */
export type ExportLanguage =
  /** English. */
  | 'EN'
  /** Russian. */
  | 'RU';

/** A statement as a file. */
export type ExportStatementInput = {
  /** The account. */
  readonly accountId: Scalars['ID']['input'];
  /** The kind of file. */
  readonly format: ExportFormat;
  /** The first day. */
  readonly from: Scalars['Date']['input'];
  /** A text of your choice, 1–64 printable ASCII characters, the same for each repetition of the same order. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The language of headings; left out, that of the request (`Accept-Language`). */
  readonly language?: InputMaybe<ExportLanguage>;
  /** The last day, not before the first; at most 3,660 days in all. */
  readonly to: Scalars['Date']['input'];
};

/** An export, or why there is none. */
export type ExportStatementResult = IdempotencyConflict | StatementExportOrdered | StatementExportRefused;

/** Why a receipt came to nothing. */
export type FiscalFailure =
  /** It was registered with another amount than was paid. Nothing registers it again: make a correction at the registrar. */
  | 'AMOUNT_DIFFERS'
  /** The registrar takes none for this e-mail address or telephone number: try again with another one. */
  | 'CONTACT_NOT_ACCEPTED'
  /** The registrar refuses something else of it: see its configuration, then try again. */
  | 'DOCUMENT_NOT_ACCEPTED'
  /** No cash register has registered it, however often it was tried. Trying again makes a new document. */
  | 'NOT_REGISTERED'
  /** The registrar has a document under this name and does not say which: look for it there. */
  | 'NOT_TRACEABLE';

/** Whether money came in or went back. */
export type FiscalOperation =
  /** A sale: money came in. */
  | 'SELL'
  /** A refund of a sale: money went back. */
  | 'SELL_REFUND';

/** A receipt by 54-FZ: the provider's cash register registers it and sends it to the address that was given with the payment. */
export type FiscalReceipt = {
  readonly __typename?: 'FiscalReceipt';
  /** How much. */
  readonly amount: Money;
  /** The number of the fiscal document (FD); null until it is registered. */
  readonly documentNumber?: Maybe<Scalars['String']['output']>;
  /** The number of the fiscal drive (FN); null until it is registered. */
  readonly driveNumber?: Maybe<Scalars['String']['output']>;
  /** The fiscal sign (FPD); null until it is registered. */
  readonly fiscalSign?: Maybe<Scalars['String']['output']>;
  /** Opaque id. */
  readonly id: Scalars['ID']['output'];
  /** A page on which it can be seen; null until it is registered, and when there is none. */
  readonly link?: Maybe<Scalars['String']['output']>;
  /** Whether money came in or went back. */
  readonly operation: FiscalOperation;
  /** When the cash register registered it; null until then. */
  readonly registeredAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far it has come. */
  readonly state: FiscalReceiptState;
};

/** A receipt that needs a person. */
export type FiscalReceiptProblem = {
  readonly __typename?: 'FiscalReceiptProblem';
  /** The number of the account that was paid for. */
  readonly accountNumber: Scalars['String']['output'];
  /** How often the registrar was asked to take it. */
  readonly attempts: Scalars['Int']['output'];
  /** What happened to it is in `auditEntries(object:)` under this name. */
  readonly auditObject: Scalars['String']['output'];
  /** When its state changed last. */
  readonly changedAt: Scalars['DateTime']['output'];
  /** When its payment came to its end. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Why it came to nothing; null for one that is merely late. */
  readonly failure?: Maybe<FiscalFailure>;
  /** The receipt itself. */
  readonly receipt: FiscalReceipt;
};

/** A page of receipts that need a person. */
export type FiscalReceiptProblemConnection = {
  readonly __typename?: 'FiscalReceiptProblemConnection';
  /** The receipts of this page with their cursors. */
  readonly edges: ReadonlyArray<FiscalReceiptProblemEdge>;
  /** The receipts of this page. */
  readonly nodes: ReadonlyArray<FiscalReceiptProblem>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** One of a page of receipts that need a person. */
export type FiscalReceiptProblemEdge = {
  readonly __typename?: 'FiscalReceiptProblemEdge';
  /** Its position, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The receipt and what is wrong with it. */
  readonly node: FiscalReceiptProblem;
};

/** It is tried again, now or by the same key before. */
export type FiscalReceiptRetried = {
  readonly __typename?: 'FiscalReceiptRetried';
  /** As it is now. */
  readonly receipt: FiscalReceipt;
};

/** Why a receipt is not tried again. */
export type FiscalReceiptRetryRefusalCode =
  /** The field that `field` names cannot be used. */
  | 'INVALID_VALUE'
  /** It is registered, or on its way. */
  | 'NOT_FAILED'
  /** There is no such receipt. */
  | 'RECEIPT_NOT_FOUND';

/** Nothing is tried again; `code` tells why. */
export type FiscalReceiptRetryRefused = {
  readonly __typename?: 'FiscalReceiptRetryRefused';
  /** A stable code for programs. */
  readonly code: FiscalReceiptRetryRefusalCode;
  /** As it is now; null when there is none. */
  readonly currentReceipt?: Maybe<FiscalReceipt>;
  /** The input field that is meant, or null when none is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the operator, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Whether the same may pass later without anybody doing anything. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** How far a receipt has come. */
export type FiscalReceiptState =
  /** It came to nothing so far. The provider's people see to it; the payment counts all the same. */
  | 'FAILED'
  /** It is on its way; usually it takes less than a minute, and it never holds up the payment. */
  | 'PENDING'
  /** It is registered. */
  | 'REGISTERED';

/** Who wrote something in the forum. It tells neither login nor agreement nor name: only that it is the same person again. */
export type ForumAuthor = {
  readonly __typename?: 'ForumAuthor';
  /** One of the provider's people. */
  readonly isStaff: Scalars['Boolean']['output'];
  /** It is you. */
  readonly isViewer: Scalars['Boolean']['output'];
  /** What to show, in the language of `Accept-Language`, e.g. "Subscriber 17". */
  readonly name: Scalars['String']['output'];
};

/** Why a post was not written or changed. */
export type ForumErrorCode =
  /** The topic has replies, and cannot be withdrawn. */
  | 'ANSWERED'
  /** The idempotency key was used for something else. */
  | 'IDEMPOTENCY_CONFLICT'
  /** A value is empty, too short, too long or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** Only topics are locked and pinned. */
  | 'NOT_A_TOPIC'
  /** It is not there, or not any more. */
  | 'NOT_FOUND'
  /** The forum is held by another system: write there. */
  | 'NOT_MANAGED'
  /** Somebody else wrote it. */
  | 'NOT_YOURS'
  /** The time in which it could be changed is over. */
  | 'TOO_LATE'
  /** It was changed as often as it may be. */
  | 'TOO_MANY_EDITS'
  /** As many topics are pinned as may be. */
  | 'TOO_MANY_PINNED'
  /** You have written much in this hour. */
  | 'TOO_MANY_POSTS'
  /** The topic is locked. */
  | 'TOPIC_LOCKED'
  /** It was changed meanwhile; the payload has it as it is now. */
  | 'VERSION_CONFLICT';

/** What an operator can do to a post. */
export type ForumModeration =
  /** The text is erased for good; with a topic all its replies are. */
  | 'DELETE'
  /** Nobody but operators sees it any more. */
  | 'HIDE'
  /** Nobody can answer the topic any more. For topics only. */
  | 'LOCK'
  /** The topic stands before the others; at most 10 do. For topics only. */
  | 'PIN'
  /** What was hidden is seen again. */
  | 'RESTORE'
  /** The topic can be answered again. For topics only. */
  | 'UNLOCK'
  /** The topic stands in its place again. For topics only. */
  | 'UNPIN';

/** Who sees a post. */
export type ForumPostState =
  /** Operators only: one of them has hidden it. */
  | 'HIDDEN'
  /** Everybody. */
  | 'SHOWN'
  /** Operators only: its author has taken it away. */
  | 'WITHDRAWN';

/** An answer in a topic of the forum. */
export type ForumReply = Node & {
  readonly __typename?: 'ForumReply';
  /** Who wrote it. */
  readonly author: ForumAuthor;
  /** The reply as it was written: Markdown. Do not render it as HTML. */
  readonly body: Scalars['String']['output'];
  /** The reply as HTML that is safe to show: without scripts, pictures and styles; links are absolute. */
  readonly bodyHtml: Scalars['String']['output'];
  /** When it was written. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Until when you may change or withdraw it; null when it is not yours. */
  readonly editableUntil?: Maybe<Scalars['DateTime']['output']>;
  /** When its author last changed it; null when never. */
  readonly editedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** What the operator gave as the reason of what was done to it last. For operators only, null for others. */
  readonly moderationReason?: Maybe<Scalars['String']['output']>;
  /** Who sees it: SHOWN, but for operators. */
  readonly state: ForumPostState;
  /** Counts up with each change; name it when you change this. */
  readonly version: Scalars['Int']['output'];
};

/** A page of replies. */
export type ForumReplyConnection = {
  readonly __typename?: 'ForumReplyConnection';
  /** The replies of this page with their cursors. */
  readonly edges: ReadonlyArray<ForumReplyEdge>;
  /** The replies of this page. */
  readonly nodes: ReadonlyArray<ForumReply>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** One of a page of replies. */
export type ForumReplyEdge = {
  readonly __typename?: 'ForumReplyEdge';
  /** Its position, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The item itself. */
  readonly node: ForumReply;
};

/** The answer to what was written as a reply. */
export type ForumReplyPayload = {
  readonly __typename?: 'ForumReplyPayload';
  /** As it is now; null when there is none. */
  readonly reply?: Maybe<ForumReply>;
  /** Why nothing was changed; empty on success. */
  readonly userErrors: ReadonlyArray<ForumUserError>;
};

/** A topic of the forum: what somebody has begun to talk about. */
export type ForumTopic = Node & {
  readonly __typename?: 'ForumTopic';
  /** Who wrote it. */
  readonly author: ForumAuthor;
  /** The first post as it was written: Markdown. Do not render it as HTML. */
  readonly body: Scalars['String']['output'];
  /** The first post as HTML that is safe to show: without scripts, pictures and styles; links are absolute. */
  readonly bodyHtml: Scalars['String']['output'];
  /** When it was begun. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Until when you may change it; null when it is not yours. A topic with replies cannot be withdrawn. */
  readonly editableUntil?: Maybe<Scalars['DateTime']['output']>;
  /** When its author last changed it; null when never. */
  readonly editedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** Nobody can answer it any more. */
  readonly isLocked: Scalars['Boolean']['output'];
  /** Stands before the others. */
  readonly isPinned: Scalars['Boolean']['output'];
  /** What the operator gave as the reason of what was done to it last. For operators only, null for others. */
  readonly moderationReason?: Maybe<Scalars['String']['output']>;
  /** The replies, the oldest first. Replies that come in meanwhile stand at the end. */
  readonly replies?: Maybe<ForumReplyConnection>;
  /** How many replies everybody sees. */
  readonly replyCount: Scalars['Int']['output'];
  /** Who sees it: SHOWN, but for operators. */
  readonly state: ForumPostState;
  /** What it is about. */
  readonly title: Scalars['String']['output'];
  /** Counts up with each change; name it when you change this. */
  readonly version: Scalars['Int']['output'];
};


/** A topic of the forum: what somebody has begun to talk about. */
export type ForumTopicRepliesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  includeHidden?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A page of topics. */
export type ForumTopicConnection = {
  readonly __typename?: 'ForumTopicConnection';
  /** The topics of this page with their cursors. */
  readonly edges: ReadonlyArray<ForumTopicEdge>;
  /** The topics of this page. */
  readonly nodes: ReadonlyArray<ForumTopic>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** One of a page of topics. */
export type ForumTopicEdge = {
  readonly __typename?: 'ForumTopicEdge';
  /** Its position, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The item itself. */
  readonly node: ForumTopic;
};

/** The answer to what was written as a topic. */
export type ForumTopicPayload = {
  readonly __typename?: 'ForumTopicPayload';
  /** As it is now; null when there is none. */
  readonly topic?: Maybe<ForumTopic>;
  /** Why nothing was changed; empty on success. */
  readonly userErrors: ReadonlyArray<ForumUserError>;
};

/** Why a post was not written or changed. */
export type ForumUserError = {
  readonly __typename?: 'ForumUserError';
  /** A stable code for programs. */
  readonly code: ForumErrorCode;
  /** The input field that is meant, or null when none is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
};

/** A hold of an account. */
export type FreezeAccountInput = {
  /** The account. */
  readonly accountId: Scalars['ID']['input'];
  /**
   * All that the subscriber agreed to be charged at once: `total` of the quote. When it would be more by now, since the price or the days so far have grown, the
   * order is refused with PRICE_CHANGED; less is taken.
   */
  readonly expectedTotal?: InputMaybe<Scalars['Decimal']['input']>;
  /** The first day without services: today or later; `Account.freezeTerms` tells the bounds. */
  readonly from: Scalars['Date']['input'];
  /** Your own key of this order, made and kept before the first try: 1–64 letters, digits and `._:-`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** To order the same once more: the id of the order that ALREADY_ORDERED named. Leave it out at first. It has no meaning where consultants order. */
  readonly orderAgainAfter?: InputMaybe<Scalars['ID']['input']>;
  /** The day on which they are given again. */
  readonly until: Scalars['Date']['input'];
};

/** A hold of a service. */
export type FreezeServiceInput = {
  /**
   * All that the subscriber agreed to be charged at once: `total` of the quote. When it would be more by now, since the price or the days so far have grown, the
   * order is refused with PRICE_CHANGED; less is taken.
   */
  readonly expectedTotal?: InputMaybe<Scalars['Decimal']['input']>;
  /** The first day without the service: today or later; `Service.freezeTerms` tells the bounds. */
  readonly from: Scalars['Date']['input'];
  /** Your own key of this order, made and kept before the first try: 1–64 letters, digits and `._:-`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** To order the same once more: the id of the order that ALREADY_ORDERED named. Leave it out at first. It has no meaning where consultants order. */
  readonly orderAgainAfter?: InputMaybe<Scalars['ID']['input']>;
  /** The service. */
  readonly serviceId: Scalars['ID']['input'];
  /** The day on which it is given again. */
  readonly until: Scalars['Date']['input'];
};

/** For how long services can be put on hold. */
export type FreezeTerms = {
  readonly __typename?: 'FreezeTerms';
  /** The most days from `from` to `until`. */
  readonly maxDays: Scalars['Int']['output'];
  /** How many days from today `from` may be at the most. */
  readonly maxDaysAhead: Scalars['Int']['output'];
  /** The fewest days from `from` to `until`. */
  readonly minDays: Scalars['Int']['output'];
};

/** How old a piece of data is. */
export type Freshness =
  /** Read a short while ago and kept. */
  | 'CACHED'
  /** Just read from the billing system. */
  | 'LIVE'
  /** The billing system does not answer; this is the last that is known. */
  | 'STALE';

/** Who may do what from now on. */
export type GrantMemberRightsInput = {
  /** The present password of whoever is signed in. Holders need it to add a right; operators do not. */
  readonly currentPassword?: InputMaybe<Scalars['String']['input']>;
  /** The id of the member. */
  readonly memberId: Scalars['ID']['input'];
  /** All that they may do from now on; `VIEW` goes without saying. */
  readonly rights: ReadonlyArray<MemberRight>;
};

/** An answer that needs no support agent. */
export type HelpArticle = Node & {
  readonly __typename?: 'HelpArticle';
  /** The text: plain, or Markdown. Never HTML: do not render it as such. */
  readonly body: Scalars['String']['output'];
  /** The text in both languages, for editing. */
  readonly bodyTexts: LocalizedText;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** Its place among the articles; the smallest is shown first. */
  readonly order: Scalars['Int']['output'];
  /** The title, in the language of `Accept-Language` where it is written in it. */
  readonly title: Scalars['String']['output'];
  /** The title in both languages, for editing. */
  readonly titleTexts: LocalizedText;
  /** What it is about. */
  readonly topic: HelpTopic;
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Counts up with each change; name it when you change this. */
  readonly version: Scalars['Int']['output'];
};

/** A page of help articles. */
export type HelpArticleConnection = {
  readonly __typename?: 'HelpArticleConnection';
  /** The help articles of this page with their cursors. */
  readonly edges: ReadonlyArray<HelpArticleEdge>;
  /** The help articles of this page. */
  readonly nodes: ReadonlyArray<HelpArticle>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** What a help article says. */
export type HelpArticleContentInput = {
  /** The text; 1–10000 characters in each language. */
  readonly body: LocalizedTextInput;
  /** Its place among the articles, 0–9999; the smallest is shown first. */
  readonly order?: Scalars['Int']['input'];
  /** The title; 1–200 characters in each language, in one line. */
  readonly title: LocalizedTextInput;
  /** What it is about. */
  readonly topic: HelpTopic;
};

/** One of a page of help articles. */
export type HelpArticleEdge = {
  readonly __typename?: 'HelpArticleEdge';
  /** Its position, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The item itself. */
  readonly node: HelpArticle;
};

/** The answer to an edit of a help article. */
export type HelpArticlePayload = {
  readonly __typename?: 'HelpArticlePayload';
  /** As it is now: after the edit, or as somebody else has left it; null when there is none. */
  readonly helpArticle?: Maybe<HelpArticle>;
  /** Why nothing was changed; empty on success. */
  readonly userErrors: ReadonlyArray<ContentUserError>;
};

/** What a help article is about. */
export type HelpTopic =
  /** Signing in does not work. */
  | 'CANNOT_LOG_IN'
  /** Becoming a subscriber. */
  | 'CONNECTION'
  /** Agreements and papers. */
  | 'DOCUMENTS'
  /** Setting up routers and receivers. */
  | 'EQUIPMENT'
  /** Anything else. */
  | 'OTHER'
  /** Paying. */
  | 'PAYMENT'
  /** Using services. */
  | 'SERVICES'
  /** Choosing and changing tariffs. */
  | 'TARIFFS';

/** The id was used before for something else. Nothing was done. Make a new id for a new payment. */
export type IdempotencyConflict = PaymentAnswer & {
  readonly __typename?: 'IdempotencyConflict';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** What the id stands for; null when that is not yours. */
  readonly payment?: Maybe<PartnerPayment>;
  /** Whether the same order may have another outcome later. Repeat it then, with the same ids. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** What is to be paid in the cabinet, and how. */
export type InitiatePaymentInput = {
  /** The global id of the account. */
  readonly accountId: Scalars['ID']['input'];
  /** How much, in the currency of the account. */
  readonly amount: Scalars['Decimal']['input'];
  /** Your own id of this payment: 1–64 Latin letters, digits and `._:-`. Made before the first try, and the same for each repeat. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** How it is paid. */
  readonly method: CheckoutMethod;
  /** Where the fiscal receipt goes to: an e-mail address of at most 64 characters, which is all that a receipt has room for, or a telephone number. */
  readonly receiptContact: Scalars['String']['input'];
  /** Where the payer's browser goes afterwards, whatever has come of it: a page of the cabinet, over https, of an origin that the provider has allowed. */
  readonly returnUrl: Scalars['String']['input'];
};

/** What came of beginning a payment. */
export type InitiatePaymentResult = IdempotencyConflict | PaymentInitiated | PaymentInitiationPending | PaymentInitiationRefused;

/** You are a member now. */
export type InvitationAccepted = {
  readonly __typename?: 'InvitationAccepted';
  /** The contract number of the organisation's account. */
  readonly accountNumber: Scalars['String']['output'];
  /** What you may do. */
  readonly rights: ReadonlyArray<MemberRight>;
};

/** The code works no more. */
export type InvitationRevoked = {
  readonly __typename?: 'InvitationRevoked';
  /** The id that was given. */
  readonly invitationId: Scalars['ID']['output'];
};

/** Whom to invite, and to what. */
export type InviteMemberInput = {
  /** The global id of the organisation's account. */
  readonly accountId: Scalars['ID']['input'];
  /** The present password of whoever is signed in. Holders need it; operators do not. */
  readonly currentPassword?: InputMaybe<Scalars['String']['input']>;
  /** Where to send the code by e-mail. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** What to call them, 2–100 characters. */
  readonly name: Scalars['String']['input'];
  /** Where to send the code by SMS, written as in `UpdateProfileInput`. Give this or `email`, or neither. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** What they may do; `VIEW` goes without saying. */
  readonly rights: ReadonlyArray<MemberRight>;
};

/** What came of an invitation. */
export type InviteMemberResult = MemberInvited | MemberRefused;

/** How invoices come. */
export type InvoiceDelivery =
  /** By e-mail. */
  | 'EMAIL'
  /** Not at all. */
  | 'NONE'
  /** On paper. */
  | 'PAPER'
  /** The billing system says something that this gateway does not know yet. It cannot be chosen. */
  | 'UNKNOWN';

/** An address on the internet. */
export type IpAddress = {
  readonly __typename?: 'IpAddress';
  /** The address, e.g. "203.0.113.7". */
  readonly address: Scalars['String']['output'];
  /** Whether it stays the same. */
  readonly assignment: IpAssignment;
};

/** Whether an address stays the same. */
export type IpAssignment =
  /** It may change with each connection. */
  | 'DYNAMIC'
  /** It stays the same. */
  | 'STATIC'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/** A text in both languages, for those who edit it. Everybody else reads one text, chosen by `Accept-Language`. */
export type LocalizedText = {
  readonly __typename?: 'LocalizedText';
  /** The English text, or null when there is none. */
  readonly en?: Maybe<Scalars['String']['output']>;
  /** The Russian text, or null when there is none. */
  readonly ru?: Maybe<Scalars['String']['output']>;
};

/** A text in one or both languages; readers of a missing language get the other. Plain text or Markdown; no control characters. */
export type LocalizedTextInput = {
  /** The English text. */
  readonly en?: InputMaybe<Scalars['String']['input']>;
  /** The Russian text. */
  readonly ru?: InputMaybe<Scalars['String']['input']>;
};

/** Somebody with a login of their own who acts for an organisation. */
export type Member = {
  readonly __typename?: 'Member';
  /** Opaque id, for `grantMemberRights` and `revokeMember`. */
  readonly id: Scalars['ID']['output'];
  /** As the holder has called them. */
  readonly name: Scalars['String']['output'];
  /** What they may do. */
  readonly rights: ReadonlyArray<MemberRight>;
  /** Since when they are a member. */
  readonly since: Scalars['DateTime']['output'];
};

/** The member as they are now. */
export type MemberChanged = {
  readonly __typename?: 'MemberChanged';
  /** The member. */
  readonly member: Member;
};

/** An invitation that nobody has used yet. Its code is not shown again. */
export type MemberInvitation = {
  readonly __typename?: 'MemberInvitation';
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Until when it can be used. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** Opaque id, for `revokeInvitation`. */
  readonly id: Scalars['ID']['output'];
  /** As the holder has called whom they invite. */
  readonly name: Scalars['String']['output'];
  /** What the member will be allowed. */
  readonly rights: ReadonlyArray<MemberRight>;
};

/** The invitation waits. */
export type MemberInvited = {
  readonly __typename?: 'MemberInvited';
  /** The code to hand over. No query shows it again. */
  readonly code: Scalars['String']['output'];
  /** Until when it can be used. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** What the member will be allowed. */
  readonly rights: ReadonlyArray<MemberRight>;
  /** By which way the code is sent as well; null when it is for you to hand over. */
  readonly sentBy?: Maybe<CodeChannel>;
};

/** Why nothing was done about a member. */
export type MemberRefusalCode =
  /** The billing system does not answer just now; nothing was changed. */
  | 'BILLING_UNAVAILABLE'
  /** The code is unknown, expired or used already. */
  | 'CODE_NOT_VALID'
  /** The connected billing system cannot check a password: the provider's office does it. */
  | 'DONE_BY_OFFICE'
  /** The value is empty, too long or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** Only the accounts of organisations have members. */
  | 'NOT_AN_ORGANIZATION'
  /** There is no such account or member, or it is not yours to decide about. */
  | 'NOT_FOUND'
  /** There is no such way to reach people here: hand the code over yourself. */
  | 'NOT_SUPPORTED'
  /** You hold the account yourself; the code works on for somebody else. */
  | 'OWN_ACCOUNT'
  /** The holder's present password is needed, and none was given. */
  | 'PASSWORD_NEEDED'
  /** There are as many members, or waiting invitations, as there may be. */
  | 'TOO_MANY_MEMBERS'
  /** Too many tries; wait for the time that `retryAfterSeconds` says. */
  | 'TOO_MANY_TRIES'
  /** The present password is wrong. */
  | 'WRONG_PASSWORD';

/** Nothing was done. */
export type MemberRefused = {
  readonly __typename?: 'MemberRefused';
  /** A stable code for programs. */
  readonly code: MemberRefusalCode;
  /** The input field that is meant, or null when none is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
};

/** What came of a change of rights. */
export type MemberResult = MemberChanged | MemberRefused;

/** They are a member no more. */
export type MemberRevoked = {
  readonly __typename?: 'MemberRevoked';
  /** The id that was given. */
  readonly memberId: Scalars['ID']['output'];
};

/** What a member of an organisation may do. */
export type MemberRight =
  /** Order: tariffs, services, holds, equipment, visits, and promised payments. */
  | 'ORDER'
  /** Pay from the account to others: `topUpOther`, `transferBetweenAccounts`. */
  | 'PAY'
  /** Change the settings of the account. Telephone and e-mail are the holder's: codes for a new password go there. */
  | 'PROFILE'
  /** Open tickets and answer in them. */
  | 'SUPPORT'
  /** See the account with everything on it. Every member may. */
  | 'VIEW';

/** What to do to which post, and why. */
export type ModerateForumPostInput = {
  /** What to do. */
  readonly action: ForumModeration;
  /** The global id of the topic or reply. */
  readonly id: Scalars['ID']['input'];
  /** Why: 3–150 characters in one line, for the audit trail and other operators. No personal data. */
  readonly reason: Scalars['String']['input'];
};

/** What came of moderating a post. */
export type ModerateForumPostPayload = {
  readonly __typename?: 'ModerateForumPostPayload';
  /** The global id of what was deleted; null when nothing was. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** The reply as it is now; null when it was a topic, when it is deleted, or when nothing was done. */
  readonly reply?: Maybe<ForumReply>;
  /** The topic as it is now; null when it was a reply, when it is deleted, or when nothing was done. */
  readonly topic?: Maybe<ForumTopic>;
  /** Why nothing was changed; empty on success. */
  readonly userErrors: ReadonlyArray<ForumUserError>;
};

/** An amount of money. */
export type Money = {
  readonly __typename?: 'Money';
  /** The amount, with two decimals. */
  readonly amount: Scalars['Decimal']['output'];
  /** The currency of the amount. */
  readonly currency: CurrencyCode;
};

/** The mutations. Each tells its idempotency policy in its description. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Becomes a member with the code of an invitation. It works once; the same person may repeat it. A member's rights become those of the invitation, unless they have used a newer one (`CODE_NOT_VALID`). The account is among `viewer { accounts }` within five seconds. At most 20 tries an hour from one network. */
  readonly acceptInvitation: AcceptInvitationResult;
  /**
   * Writes into a ticket, as the subscriber or, for operators, as the provider. Repeating it with the same `idempotencyKey` answers
   * what the first has done, and never writes twice. At most 120 messages of one account an hour.
   */
  readonly addTicketMessage: AddTicketMessageResult;
  /**
   * Takes a payment back, when the billing system lets it: the money may be spent, or the time for it over. Repeating it with
   * the same `idempotencyKey` gives the first answer; a second key while one cancellation stands gives the answer of that one.
   * For partners, one in an operation.
   */
  readonly cancelPayment: CancelPaymentResult;
  /** Cancels an order that nobody has begun to carry out. Repeating it changes nothing. */
  readonly cancelServiceOrder: CancelServiceOrderResult;
  /** Gives a visit up before it begins; the slot is free again. Repeating it changes nothing. */
  readonly cancelVisit: CancelVisitResult;
  /**
   * Sets another login; sessions go on, and a message tells of it. At most ten logins are tried an hour. Repeating it changes
   * nothing more. One in an operation.
   */
  readonly changeLogin: CredentialsPayload;
  /**
   * Sets a new password; all other sessions of the person end, and a message tells of it where the agreement's contacts are. After a one-time password this session ends as well, and the
   * answer brings a new one. Repeating it with the former password is refused. One in an operation.
   */
  readonly changePassword: CredentialsPayload;
  /** Changes the speed of a service or the number of its channels. Repeating it with the same `idempotencyKey` never orders twice; but see `changeTariff` for ALREADY_ORDERED. */
  readonly changeServiceOption: ServiceOrderResult;
  /**
   * Changes the tariff of a service, now or on the first day of the next period. Like all orders: repeat it with the same `idempotencyKey` until you
   * hear an answer; repeating it never orders twice and gives the first answer. The very same under another key, by whomever of the account, is refused with
   * ALREADY_ORDERED for ten minutes, unless the first was canceled or has failed. That refusal binds no key: the same key sent again later than that
   * places the order. So take ALREADY_ORDERED for an answer, and let what repeats by itself give up within ten minutes of its first try. One order in an
   * operation.
   */
  readonly changeTariff: ServiceOrderResult;
  /**
   * Ends what waits for a person without giving anything back: in `OPERATOR` the money stays on the account by the payment that
   * `paymentId` names, which the billing system is asked for; in `DONE` what was refunded at the acquirer has been seen,
   * in `REFUSED` that. For operators. Repeating it answers the same.
   */
  readonly closeCheckout: CloseCheckoutResult;
  /** Closes a ticket. Repeating it changes nothing: one that is closed already stays so. */
  readonly closeTicket: ChangeTicketResult;
  /** Connects an extra service or a television package. Television that you watch already is changed with `changeTariff`. Repeating it with the same `idempotencyKey` never orders twice; but see `changeTariff` for ALREADY_ORDERED. */
  readonly connectService: ServiceOrderResult;
  /** Writes an announcement. For operators. Repeating it with the same `idempotencyKey` answers the one that was made. */
  readonly createAnnouncement: AnnouncementPayload;
  /**
   * Lets you send one file for a ticket: POST its bytes as they are to `uploadUrl`, then name `attachmentId` in `addTicketMessage`.
   * Repeating it announces another file, which does no harm. At most 60 files of one account an hour; what is attached to nothing is deleted after a day.
   */
  readonly createAttachmentUpload: CreateAttachmentUploadResult;
  /**
   * Begins a topic. For whoever is signed in. Repeating it with the same `idempotencyKey` answers the topic that was made. At most 5
   * topics of one person an hour.
   */
  readonly createForumTopic: ForumTopicPayload;
  /** Writes a help article. For operators. Repeating it with the same `idempotencyKey` answers the one that was made. */
  readonly createHelpArticle: HelpArticlePayload;
  /** Writes a piece of news. For operators. Repeating it with the same `idempotencyKey` answers the one that was made. */
  readonly createNews: NewsPayload;
  /** Writes a promotion. For operators. Repeating it with the same `idempotencyKey` answers the one that was made. */
  readonly createPromotion: PromotionPayload;
  /**
   * Opens a ticket: a fault, a wish for a change, a question, a visit of the master, another connection. Repeating it with the same
   * `idempotencyKey` answers what the first has done; something else under the same key is refused. At most 20 tickets of one account an hour.
   */
  readonly createTicket: CreateTicketResult;
  /** Disconnects a service, now or on the first day of the next period. Repeating it with the same `idempotencyKey` never orders twice; but see `changeTariff` for ALREADY_ORDERED. */
  readonly disconnectService: ServiceOrderResult;
  /**
   * Orders a statement as a file. It is made in the background; ask `statementExport` for it, and then fetch it by its `download`.
   * At most 3 wait or are being made for one person at the same time, and at most 20 are kept. Repeating it with the same
   * `idempotencyKey` answers what it has ordered, and something else is refused.
   */
  readonly exportStatement: ExportStatementResult;
  /** Puts all services of an account on hold for a time, for a long trip. Repeating it with the same `idempotencyKey` never orders twice; but see `changeTariff` for ALREADY_ORDERED. */
  readonly freezeAccount: ServiceOrderResult;
  /** Puts a service on hold for a time, in which it costs nothing. Repeating it with the same `idempotencyKey` never orders twice; but see `changeTariff` for ALREADY_ORDERED. */
  readonly freezeService: ServiceOrderResult;
  /** Changes what a member may do, for the holder. It sets the rights, so that repeating it does no harm; it acts within five seconds. A right more takes the holder's present password; one less ends all open invitations of the account. One in an operation. */
  readonly grantMemberRights: MemberResult;
  /**
   * Begins a payment by bank card, e-wallet, mobile balance or SBP: send the payer's browser to `Checkout.redirectUrl`, or show `qrPayload`
   * as a QR code. Card numbers are typed on the page of the acquirer and nowhere else. Make `idempotencyKey` before the first
   * try and repeat it until you have an answer; the same key never begins a second payment. Whoever comes back to `returnUrl` has
   * not paid for that reason: `checkout` or `paymentStatusChanged` tells.
   */
  readonly initiatePayment: InitiatePaymentResult;
  /**
   * Invites somebody to act for an organisation, for its holder. The code is shown once: hand it over yourself, or have it sent by SMS or e-mail
   * as well. Whoever brings it within seven days, signed in with a login of their own, becomes a member. Nobody looks up whom a message
   * reaches: the answer tells nothing about them. Repeating it makes another invitation; at most 20 wait at the same time, and at most 3
   * messages an hour go to one recipient. It takes the holder's present password, whose wrong tries count with the sign-ins, and a message tells
   * of it where the agreement's contacts are. One in an operation.
   */
  readonly inviteMember: InviteMemberResult;
  /** Hides, restores, locks, pins or deletes a topic or a reply. For operators. Repeating it changes nothing. */
  readonly moderateForumPost: ModerateForumPostPayload;
  /** Opens slots of a crew; for operators. Repeating it opens no second ones; slots of one crew cannot overlap, also in different regions. */
  readonly openVisitSlots: OpenVisitSlotsResult;
  /** Buys equipment, to be paid from the account when it is handed over. Repeating it with the same `idempotencyKey` never orders twice; but see `changeTariff` for ALREADY_ORDERED. */
  readonly orderEquipment: ServiceOrderResult;
  /** Orders work at the subscriber's, to be paid from the account when it is done. Repeating it with the same `idempotencyKey` never orders twice; but see `changeTariff` for ALREADY_ORDERED. */
  readonly orderSetUp: ServiceOrderResult;
  /**
   * Takes a payment for an account. Repeat it with the same `externalId` until you hear an answer: repeating it never pays
   * twice and gives the first answer, also when the billing system does not answer or your limits have changed since. For
   * partners, one in an operation.
   */
  readonly pay: PayResult;
  /**
   * Sends a code to the phone of an agreement whose number, region, day and holder are all told rightly, for `setCredentials`.
   * The answer is the same when they are not. At most three codes an hour and agreement; repeating it sends another. One in an
   * operation.
   */
  readonly proveAgreement: CodeRequestPayload;
  /** Says how well a closed ticket was dealt with. Repeating it changes nothing; another rating replaces the first. Operators give none. */
  readonly rateTicket: ChangeTicketResult;
  /**
   * Exchanges a refresh token for a new pair. Each refresh token works once: using one a second time ends the whole session,
   * since somebody else may hold it. One in an operation.
   */
  readonly refreshSession: RefreshSessionPayload;
  /**
   * Gives back what the acquirer has taken and the billing system has refused. For operators; only while the checkout waits for a
   * person. What is left is asked of the acquirer; where nothing is, that is noted. Repeating the same key answers the same.
   */
  readonly refundCheckout: RefundCheckoutResult;
  /**
   * Registers a piece of equipment, so that the provider lets it in. Repeating it, in whatever spelling and however many press at
   * once, gets the same answer; the device is never there twice. One in an operation.
   */
  readonly registerDevice: RegisterDeviceResult;
  /** Takes an announcement away. For operators. Repeating it changes nothing. */
  readonly removeAnnouncement: RemoveContentPayload;
  /** Removes a registered device. Repeating it changes nothing: one that is not there any more counts as removed. */
  readonly removeDevice: RemoveDeviceResult;
  /** Takes a help article away. For operators. Repeating it changes nothing. */
  readonly removeHelpArticle: RemoveContentPayload;
  /** Takes a piece of news away. For operators. Repeating it changes nothing. */
  readonly removeNews: RemoveContentPayload;
  /** Takes a way to pay away. For operators. Repeating it changes nothing. */
  readonly removePaymentMethod: RemoveContentPayload;
  /** Takes a promotion away. For operators. Repeating it changes nothing. */
  readonly removePromotion: RemoveContentPayload;
  /**
   * Takes back a slot that is not booked, and nobody can book it any more; for operators. Visits that were given up still tell when they would
   * have been. Repeating it changes nothing.
   */
  readonly removeVisitSlot: RemoveVisitSlotResult;
  /** Opens a closed ticket again. Repeating it changes nothing: one that is not closed stays as it is. */
  readonly reopenTicket: ChangeTicketResult;
  /**
   * Answers a topic. For whoever is signed in. Repeating it with the same `idempotencyKey` answers the reply that was made. At most 30
   * replies of one person an hour.
   */
  readonly replyToForumTopic: ForumReplyPayload;
  /**
   * Asks to be connected: the provider calls back. For everybody; there is no account yet. At most 3 requests an hour for one telephone number
   * and 10 from one network. Repeating it with the same `idempotencyKey` and telephone answers what the first has done.
   */
  readonly requestConnection: RequestConnectionResult;
  /** Gives a service other IP addresses. Repeating it with the same `idempotencyKey` never orders twice; but see `changeTariff` for ALREADY_ORDERED. */
  readonly requestIpChange: ServiceOrderResult;
  /**
   * Sends a one-time password, as `requestPasswordReset` sends a code, with the same limits: they count together. Repeating it
   * sends another. One in an operation.
   */
  readonly requestOneTimePassword: CodeRequestPayload;
  /**
   * Sends a code to the phone of the agreement, or to its e-mail address when that is given. The answer is the same for a login
   * that does not exist. At most three codes an hour and login; a new code replaces the one before, and repeating it sends
   * another. One in an operation.
   */
  readonly requestPasswordReset: CodeRequestPayload;
  /**
   * Calls the master for a slot, at the price that the subscriber has seen. However many ask for a slot at once, one gets it. Repeating it
   * with the same `idempotencyKey` answers the same visit. A ticket of the category VISIT tells the provider's people. At most three visits
   * of an account are to come at a time.
   */
  readonly requestVisit: RequestVisitResult;
  /**
   * Sets a password of the person's own choice with the code that was sent; all sessions of the person end, and a message tells of it where
   * the agreement's contacts are. At most five wrong
   * codes an hour and login, however many codes were sent. A code works once. One in an operation.
   */
  readonly resetPassword: CredentialsPayload;
  /** Decides about a payment, a cancellation or another order that waits for a person. For operators. Repeating the same decision answers the same; another one is refused. */
  readonly resolvePayment: ResolvePaymentResult;
  /** Decides about a transfer whose money was taken and could not be given back. For operators. Repeating the same decision answers the same. */
  readonly resolveTransfer: ResolveTransferResult;
  /**
   * For operators, at the office: the login of an agreement whose holder has shown passport and agreement, and a one-time
   * password for it. Repeating it replaces the one-time password. One in an operation.
   */
  readonly restoreLogin: RestoreLoginPayload;
  /**
   * Lets a receipt be tried again that came to nothing, and sends it elsewhere when `contact` says so. For operators. Repeating the
   * same key tries nothing again and answers what has come of it.
   */
  readonly retryFiscalReceipt: RetryFiscalReceiptResult;
  /** Takes back an invitation that nobody has used yet, for the holder: its code works no more. Repeating it finds nothing (`NOT_FOUND`). */
  readonly revokeInvitation: RevokeInvitationResult;
  /** Ends a membership, for the holder; it acts within five seconds. All open invitations of the account end as well: whoever leaves may hold one. Repeating it finds nobody (`NOT_FOUND`). */
  readonly revokeMember: RevokeMemberResult;
  /** Ends all sessions but the one of this request. Repeating it ends none. */
  readonly revokeOtherSessions: RevokeOtherSessionsPayload;
  /** Ends one session of whoever is signed in; it stops working within five seconds. Repeating it finds no such session. */
  readonly revokeSession: RevokeSessionPayload;
  /**
   * Sets login and password of the person's own choice for a proven agreement; all sessions of the person end, and a message tells of it.
   * A code works once. One in an operation.
   */
  readonly setCredentials: CredentialsPayload;
  /**
   * Opens a session with the login (usually the contract number) and the password that the provider's office issued. There is no
   * sign-up: a concluded agreement comes first. At most 20 tries per login and hour, and one in an operation. Repeating it opens
   * another session; the twenty-first of one person ends the one that was not refreshed for longest.
   */
  readonly signIn: SignInPayload;
  /**
   * Opens a session for a partner: a network of terminals or a bank that takes payments for the provider. It lasts ten minutes
   * and has no refresh token: sign in again before it ends. Whether the partner is unknown, blocked, calls from an address that
   * is not its own or gives a wrong secret, the answer is the same. At most 100 failed tries per partner and hour, and one in an
   * operation. Repeating it opens another session.
   */
  readonly signInPartner: SignInPartnerPayload;
  /**
   * Opens a session in which only `changePassword` can be called, for 15 minutes. The password works once; wrong ones count with
   * wrong codes. One in an operation.
   */
  readonly signInWithOneTimePassword: SignInWithOneTimePasswordPayload;
  /** Ends the session of the access token in the request. Its tokens stop working within five seconds; repeating it with them finds nobody signed in (`UNAUTHENTICATED`). */
  readonly signOut: SignOutPayload;
  /**
   * Hands in your own register of a day, and tells of each row what the billing system has: by its ledger where that can be read
   * just now. A day of more than 400 payments comes in parts. Repeating a part changes nothing and tells how things stand by then;
   * a part with other rows takes the place of the former one. For partners.
   */
  readonly submitRegistry: SubmitRegistryResult;
  /**
   * Takes a promised payment: services that are off for debt come back at once, until the term ends or the debt is paid; its fee is
   * charged. At most one runs for an account, however many press at once. Repeating it with the same `idempotencyKey` never takes a
   * second one and tells what became of the first. One in an operation.
   */
  readonly takePromisedPayment: TakePromisedPaymentResult;
  /**
   * Pays from an account of yours to the account of another subscriber. Nothing is told of who that is: only whether money can be taken for
   * the number. Repeating it with the same `idempotencyKey` never pays twice and tells what became of the first. For the holder, and
   * members with the right PAY. One in an operation.
   */
  readonly topUpOther: TransferResult;
  /**
   * Moves money between two accounts of yours; you hold the one that pays, or have the right PAY on it, and see the other one. Repeating it
   * with the same `idempotencyKey` never moves it twice and tells what became of the first. One in an operation.
   */
  readonly transferBetweenAccounts: TransferResult;
  /** Ends the hold of an account today, before its time. Repeating it with the same `idempotencyKey` never orders twice; but see `changeTariff` for ALREADY_ORDERED. */
  readonly unfreezeAccount: ServiceOrderResult;
  /** Ends the hold of a service today, before its time. A hold that has not begun is canceled with `cancelServiceOrder`. Repeating it with the same `idempotencyKey` never orders twice; but see `changeTariff` for ALREADY_ORDERED. */
  readonly unfreezeService: ServiceOrderResult;
  /**
   * Ends the e-mails about an account for whoever got one of them: the token stands at the end of each. Nobody has to sign in. Repeating it changes
   * nothing. It is a mutation, so that programs which open every link of an e-mail end nothing: a page behind the link asks, and then calls it.
   */
  readonly unsubscribe: UnsubscribePayload;
  /** Replaces what an announcement says. For operators. Repeating it changes nothing. */
  readonly updateAnnouncement: AnnouncementPayload;
  /**
   * Writes an operator's bank details, as a whole and at once. For operators. From then on receipts that were made before are refused as outdated,
   * and an announcement says so. Repeating it changes nothing. Without `expectedVersion` there must be none yet.
   */
  readonly updateBankDetails: BankDetailsPayload;
  /** Writes the company's page as a whole. For operators. Repeating it changes nothing. */
  readonly updateCompany: CompanyPayload;
  /** Changes an own reply, within 30 minutes. Repeating it changes nothing. */
  readonly updateForumReply: ForumReplyPayload;
  /** Changes an own topic, within 30 minutes. Repeating it changes nothing. */
  readonly updateForumTopic: ForumTopicPayload;
  /** Replaces what a help article says. For operators. Repeating it changes nothing. */
  readonly updateHelpArticle: HelpArticlePayload;
  /** Replaces what a piece of news says. For operators. Repeating it changes nothing. */
  readonly updateNews: NewsPayload;
  /**
   * Chooses what you want to hear of an account, and how. It sets values, so that repeating it does no harm. What happened before a kind was chosen is
   * not told. Messages go to the telephone and e-mail of the account's holder; to whoever acts for the holder they go where their own account says.
   * Operators choose for the holder.
   */
  readonly updateNotificationPreferences: UpdateNotificationPreferencesPayload;
  /**
   * Changes the profile of an account. Holders change telephone and e-mail by themselves; names, tax numbers and the address stand in the
   * agreement, and only operators change them. It sets values, so that repeating it does no harm; one that arrives late overwrites what came
   * meanwhile. What the billing system has afterwards is read again: see `userErrors`. Telephone and e-mail take the present password, since
   * codes for a new one go there; a message tells of it where the former ones are. One in an operation.
   */
  readonly updateProfile: UpdateProfilePayload;
  /** Replaces what a promotion says. For operators. Repeating it changes nothing. */
  readonly updatePromotion: PromotionPayload;
  /** Changes the settings of an account. It sets values, so that repeating it does no harm. What the billing system has afterwards is read again: see `userErrors`. */
  readonly updateSettings: UpdateSettingsPayload;
  /**
   * Writes a way to pay, by its `code`. For operators. Repeating it changes nothing. Without `expectedVersion` there must be
   * none with that code yet.
   */
  readonly upsertPaymentMethod: PaymentMethodPayload;
  /** Takes an own reply away, or an own topic that nobody has answered, within 30 minutes. Repeating it changes nothing. */
  readonly withdrawForumPost: WithdrawForumPostPayload;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationAcceptInvitationArgs = {
  input: AcceptInvitationInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationAddTicketMessageArgs = {
  input: AddTicketMessageInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationCancelPaymentArgs = {
  input: CancelPaymentInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationCancelServiceOrderArgs = {
  input: CancelServiceOrderInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationCancelVisitArgs = {
  input: CancelVisitInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationChangeLoginArgs = {
  input: ChangeLoginInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationChangeServiceOptionArgs = {
  input: ChangeServiceOptionInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationChangeTariffArgs = {
  input: ChangeTariffInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationCloseCheckoutArgs = {
  input: CloseCheckoutInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationCloseTicketArgs = {
  input: CloseTicketInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationConnectServiceArgs = {
  input: ConnectServiceInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationCreateAnnouncementArgs = {
  input: CreateAnnouncementInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationCreateAttachmentUploadArgs = {
  input: CreateAttachmentUploadInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationCreateForumTopicArgs = {
  input: CreateForumTopicInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationCreateHelpArticleArgs = {
  input: CreateHelpArticleInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationCreateNewsArgs = {
  input: CreateNewsInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationCreatePromotionArgs = {
  input: CreatePromotionInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationCreateTicketArgs = {
  input: CreateTicketInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationDisconnectServiceArgs = {
  input: DisconnectServiceInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationExportStatementArgs = {
  input: ExportStatementInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationFreezeAccountArgs = {
  input: FreezeAccountInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationFreezeServiceArgs = {
  input: FreezeServiceInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationGrantMemberRightsArgs = {
  input: GrantMemberRightsInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationInitiatePaymentArgs = {
  input: InitiatePaymentInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationInviteMemberArgs = {
  input: InviteMemberInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationModerateForumPostArgs = {
  input: ModerateForumPostInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationOpenVisitSlotsArgs = {
  input: OpenVisitSlotsInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationOrderEquipmentArgs = {
  input: OrderEquipmentInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationOrderSetUpArgs = {
  input: OrderSetUpInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationPayArgs = {
  input: PayInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationProveAgreementArgs = {
  input: ProveAgreementInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRateTicketArgs = {
  input: RateTicketInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRefundCheckoutArgs = {
  input: RefundCheckoutInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRegisterDeviceArgs = {
  input: RegisterDeviceInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRemoveAnnouncementArgs = {
  input: RemoveAnnouncementInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRemoveDeviceArgs = {
  input: RemoveDeviceInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRemoveHelpArticleArgs = {
  input: RemoveHelpArticleInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRemoveNewsArgs = {
  input: RemoveNewsInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRemovePaymentMethodArgs = {
  input: RemovePaymentMethodInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRemovePromotionArgs = {
  input: RemovePromotionInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRemoveVisitSlotArgs = {
  input: RemoveVisitSlotInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationReopenTicketArgs = {
  input: ReopenTicketInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationReplyToForumTopicArgs = {
  input: ReplyToForumTopicInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRequestConnectionArgs = {
  input: RequestConnectionInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRequestIpChangeArgs = {
  input: RequestIpChangeInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRequestOneTimePasswordArgs = {
  input: RequestOneTimePasswordInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRequestPasswordResetArgs = {
  input: RequestPasswordResetInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRequestVisitArgs = {
  input: RequestVisitInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationResolvePaymentArgs = {
  input: ResolvePaymentInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationResolveTransferArgs = {
  input: ResolveTransferInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRestoreLoginArgs = {
  input: RestoreLoginInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRetryFiscalReceiptArgs = {
  input: RetryFiscalReceiptInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRevokeInvitationArgs = {
  input: RevokeInvitationInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRevokeMemberArgs = {
  input: RevokeMemberInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRevokeSessionArgs = {
  input: RevokeSessionInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationSetCredentialsArgs = {
  input: SetCredentialsInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationSignInArgs = {
  input: SignInInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationSignInPartnerArgs = {
  input: SignInPartnerInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationSignInWithOneTimePasswordArgs = {
  input: SignInWithOneTimePasswordInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationSubmitRegistryArgs = {
  input: SubmitRegistryInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationTakePromisedPaymentArgs = {
  input: TakePromisedPaymentInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationTopUpOtherArgs = {
  input: TopUpOtherInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationTransferBetweenAccountsArgs = {
  input: TransferBetweenAccountsInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUnfreezeAccountArgs = {
  input: UnfreezeAccountInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUnfreezeServiceArgs = {
  input: UnfreezeServiceInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUnsubscribeArgs = {
  input: UnsubscribeInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUpdateAnnouncementArgs = {
  input: UpdateAnnouncementInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUpdateBankDetailsArgs = {
  input: UpdateBankDetailsInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUpdateCompanyArgs = {
  input: UpdateCompanyInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUpdateForumReplyArgs = {
  input: UpdateForumReplyInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUpdateForumTopicArgs = {
  input: UpdateForumTopicInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUpdateHelpArticleArgs = {
  input: UpdateHelpArticleInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUpdateNewsArgs = {
  input: UpdateNewsInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUpdateNotificationPreferencesArgs = {
  input: UpdateNotificationPreferencesInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUpdatePromotionArgs = {
  input: UpdatePromotionInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUpdateSettingsArgs = {
  input: UpdateSettingsInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationUpsertPaymentMethodArgs = {
  input: UpsertPaymentMethodInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationWithdrawForumPostArgs = {
  input: WithdrawForumPostInput;
};

/** News of the provider. */
export type News = Node & {
  readonly __typename?: 'News';
  /** The text: plain, or Markdown. Never HTML: do not render it as such. */
  readonly body: Scalars['String']['output'];
  /** The text in both languages, for editing. */
  readonly bodyTexts: LocalizedText;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** When it was published. */
  readonly publishedAt: Scalars['DateTime']['output'];
  /** The global id of the region it is for; null for all regions. */
  readonly regionId?: Maybe<Scalars['ID']['output']>;
  /** The title, in the language of `Accept-Language` where it is written in it. */
  readonly title: Scalars['String']['output'];
  /** The title in both languages, for editing. */
  readonly titleTexts: LocalizedText;
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Counts up with each change; name it when you change this. */
  readonly version: Scalars['Int']['output'];
};

/** A page of news. */
export type NewsConnection = {
  readonly __typename?: 'NewsConnection';
  /** The news of this page with their cursors. */
  readonly edges: ReadonlyArray<NewsEdge>;
  /** The news of this page. */
  readonly nodes: ReadonlyArray<News>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** What a piece of news says. */
export type NewsContentInput = {
  /** The text; 1–10000 characters in each language. */
  readonly body: LocalizedTextInput;
  /** When subscribers see it first. */
  readonly publishedAt: Scalars['DateTime']['input'];
  /** The global id of the region it is for; null for all regions. */
  readonly regionId?: InputMaybe<Scalars['ID']['input']>;
  /** The title; 1–200 characters in each language, in one line. */
  readonly title: LocalizedTextInput;
};

/** One of a page of news. */
export type NewsEdge = {
  readonly __typename?: 'NewsEdge';
  /** Its position, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The item itself. */
  readonly node: News;
};

/** The answer to an edit of a piece of news. */
export type NewsPayload = {
  readonly __typename?: 'NewsPayload';
  /** As it is now: after the edit, or as somebody else has left it; null when there is none. */
  readonly news?: Maybe<News>;
  /** Why nothing was changed; empty on success. */
  readonly userErrors: ReadonlyArray<ContentUserError>;
};

/** An object with a global id. */
export type Node = {
  /** Opaque global id. Keep it as it is; it grants no access by itself. */
  readonly id: Scalars['ID']['output'];
};

/** One kind of notification, and how it is told. */
export type NotificationChoice = {
  readonly __typename?: 'NotificationChoice';
  /** By which ways; none when it is not told. */
  readonly channels: ReadonlyArray<CodeChannel>;
  /** What is told. */
  readonly kind: NotificationKind;
};

/** How one kind is to be told from now on. */
export type NotificationChoiceInput = {
  /** By which ways; none when it is not to be told. */
  readonly channels: ReadonlyArray<CodeChannel>;
  /** What is told. */
  readonly kind: NotificationKind;
};

/** Why a choice of notifications was not accepted. */
export type NotificationErrorCode =
  /** There is no such account, or it is not yours. */
  | 'ACCOUNT_NOT_FOUND'
  /** The provider cannot reach people by this way. */
  | 'CHANNEL_NOT_SUPPORTED'
  /** A kind is named twice, the amount is out of range, or a time is none. */
  | 'INVALID_VALUE'
  /** You act for the holder and have no account of your own: nobody knows where to reach you. */
  | 'NO_CONTACT';

/** What can be told. */
export type NotificationKind =
  /** The balance fell below the threshold. */
  | 'LOW_BALANCE'
  /** An order was carried out, or could not be. */
  | 'ORDER_DONE'
  /** A payment was received, whoever took it. */
  | 'PAYMENT_RECEIVED'
  /** The provider's people have answered in a ticket. */
  | 'TICKET_ANSWERED';

/** A language of messages. */
export type NotificationLanguage =
  /** English. */
  | 'EN'
  /** Russian. */
  | 'RU';

/** What you want to hear of an account, and how. */
export type NotificationPreferences = {
  readonly __typename?: 'NotificationPreferences';
  /** By which ways the provider can reach people at all. */
  readonly availableChannels: ReadonlyArray<CodeChannel>;
  /** Each kind with the ways by which it is told. */
  readonly choices: ReadonlyArray<NotificationChoice>;
  /** In which language messages are written. */
  readonly language: NotificationLanguage;
  /** A balance below this is low. It is told once, and again only after it was above. */
  readonly lowBalance: Money;
  /** The hours in which nothing is sent; what comes up meanwhile is sent afterwards. Null when any time is right. */
  readonly quietHours?: Maybe<QuietHours>;
};

/** What is wrong with a choice of notifications. */
export type NotificationUserError = {
  readonly __typename?: 'NotificationUserError';
  /** A stable code for programs. */
  readonly code: NotificationErrorCode;
  /** The input field that is meant, or null when the whole change is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
};

/** Slots of a crew. */
export type OpenVisitSlotsInput = {
  /** Who comes, 1–80 characters. */
  readonly crew: Scalars['String']['input'];
  /** What a visit costs, in the currency of the accounts. */
  readonly price: Scalars['Decimal']['input'];
  /** The global id of the region. */
  readonly regionId: Scalars['ID']['input'];
  /** 1–100 times that do not overlap. */
  readonly slots: ReadonlyArray<VisitSlotTimeInput>;
};

/** What came of opening slots. */
export type OpenVisitSlotsResult = VisitRefused | VisitSlotsOpened;

/** The legal entity that serves an account and receives its money. One brand may stand for several. */
export type Operator = Node & {
  readonly __typename?: 'Operator';
  /** Where its money goes to; null when nobody has entered it yet. */
  readonly bankDetails?: Maybe<BankDetails>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** Taxpayer number (INN). */
  readonly inn: Scalars['String']['output'];
  /** Tax registration reason code (KPP). */
  readonly kpp?: Maybe<Scalars['String']['output']>;
  /** The registered name. */
  readonly name: Scalars['String']['output'];
};

/** When a change takes effect. */
export type OrderEffective =
  /** On the first day of the next period. */
  | 'NEXT_PERIOD'
  /** At once. The days of this month under the old terms are charged at once, too. */
  | 'NOW';

/** Equipment to buy. */
export type OrderEquipmentInput = {
  /** The account that pays. */
  readonly accountId: Scalars['ID']['input'];
  /** The price that the subscriber was shown. When it is another by now, the order is refused with PRICE_CHANGED. */
  readonly expectedPrice?: InputMaybe<Scalars['Decimal']['input']>;
  /** Your own key of this order, made and kept before the first try: 1–64 letters, digits and `._:-`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The id of an equipment offering of the kind EQUIPMENT. */
  readonly offeringId: Scalars['ID']['input'];
  /** To order the same once more: the id of the order that ALREADY_ORDERED named. Leave it out at first. It has no meaning where consultants order. */
  readonly orderAgainAfter?: InputMaybe<Scalars['ID']['input']>;
};

/** Work to be done. */
export type OrderSetUpInput = {
  /** The account that pays. */
  readonly accountId: Scalars['ID']['input'];
  /** The price that the subscriber was shown. When it is another by now, the order is refused with PRICE_CHANGED. */
  readonly expectedPrice?: InputMaybe<Scalars['Decimal']['input']>;
  /** Your own key of this order, made and kept before the first try: 1–64 letters, digits and `._:-`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The id of an equipment offering of the kind SET_UP. */
  readonly offeringId: Scalars['ID']['input'];
  /** To order the same once more: the id of the order that ALREADY_ORDERED named. Leave it out at first. It has no meaning where consultants order. */
  readonly orderAgainAfter?: InputMaybe<Scalars['ID']['input']>;
};

/** The account of an organisation or a sole trader. */
export type OrganizationAccount = Account & Node & {
  readonly __typename?: 'OrganizationAccount';
  /** The agreement behind the account. */
  readonly agreement?: Maybe<Agreement>;
  /** What must be paid to end a suspension for debt; null when nothing is suspended. */
  readonly amountToRestore?: Maybe<Money>;
  /** When the billing system said so (status and balance). */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** What was paid in, what was charged, and what is left. */
  readonly balance?: Maybe<Balance>;
  /** Payments begun in the cabinet, newest first, also those of which nothing came. What is on the account is in `payments`. */
  readonly checkouts?: Maybe<CheckoutConnection>;
  /** Registered equipment, what was registered last first. At most 50; see `hasMoreDevices`. */
  readonly devices?: Maybe<ReadonlyArray<Device>>;
  /** The agreement, and invoices and acts where there are any, those issued last first. */
  readonly documents?: Maybe<AccountDocumentConnection>;
  /** For how long `freezeAccount` can put all services on hold; null when nothing can be, and when the billing system does not answer. */
  readonly freezeTerms?: Maybe<FreezeTerms>;
  /** How old status and balance are. */
  readonly freshness?: Maybe<Freshness>;
  /** True when the account has more equipment than `devices` shows; null when the billing system does not answer. */
  readonly hasMoreDevices?: Maybe<Scalars['Boolean']['output']>;
  /** True when the account has more services than `services` shows; null when the billing system does not answer. */
  readonly hasMoreServices?: Maybe<Scalars['Boolean']['output']>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** The invitations that nobody has used yet, the oldest first, at most 20. For the holder and for operators; null for everybody else. */
  readonly invitations?: Maybe<ReadonlyArray<MemberInvitation>>;
  /** Who acts for the organisation beside its holder, in the order in which they joined, at most 50. For the holder and for operators; null for everybody else. */
  readonly members?: Maybe<ReadonlyArray<Member>>;
  /** The contract number that the subscriber knows and pays to. Text: it may begin with zeros. */
  readonly number: Scalars['String']['output'];
  /** The legal entity that receives the money. */
  readonly operator?: Maybe<Operator>;
  /** What was ordered, newest first. */
  readonly orders?: Maybe<ServiceOrderConnection>;
  /** The payments received, newest first in the order of posting. */
  readonly payments?: Maybe<PaymentConnection>;
  /** The organisation that holds the agreement. */
  readonly profile?: Maybe<OrganizationProfile>;
  /** The promised payment that runs, or null when none does. */
  readonly promisedPayment?: Maybe<PromisedPayment>;
  /** What the account may promise to pay, so that services come back at once; or why nothing. */
  readonly promisedPaymentOffer?: Maybe<PromisedPaymentOfferResult>;
  /** Where the account is served. */
  readonly region?: Maybe<Region>;
  /**
   * The services of the account, terminated ones included: those that are not terminated first, then those connected last. At most 50; see
   * `hasMoreServices`.
   */
  readonly services?: Maybe<ReadonlyArray<Service>>;
  /** What the holder has chosen: language, invoices, offers. */
  readonly settings?: Maybe<AccountSettings>;
  /** What was charged in a period, divided for a chart. By SERVICE and KIND at most 2,000 charges can be divided; a period with more is refused. */
  readonly spending?: Maybe<Spending>;
  /** What was paid in and charged in a period. */
  readonly statement?: Maybe<Statement>;
  /** Whether services are given. */
  readonly status?: Maybe<AccountStatus>;
  /** Tickets, newest first. */
  readonly tickets?: Maybe<TicketConnection>;
  /** Payments and charges together, newest first in the order of posting; null when either cannot be read, since a list of only one of them would mislead. */
  readonly transactions?: Maybe<TransactionConnection>;
  /** The transfers that the account has paid, newest first. */
  readonly transfers?: Maybe<TransferConnection>;
  /** Visits of masters, newest first. */
  readonly visits?: Maybe<VisitConnection>;
};


/** The account of an organisation or a sole trader. */
export type OrganizationAccountCheckoutsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The account of an organisation or a sole trader. */
export type OrganizationAccountDocumentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  kind?: InputMaybe<ReadonlyArray<DocumentKind>>;
};


/** The account of an organisation or a sole trader. */
export type OrganizationAccountOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The account of an organisation or a sole trader. */
export type OrganizationAccountPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The account of an organisation or a sole trader. */
export type OrganizationAccountSpendingArgs = {
  groupBy: SpendingGroupBy;
  period: PeriodInput;
};


/** The account of an organisation or a sole trader. */
export type OrganizationAccountStatementArgs = {
  period: PeriodInput;
};


/** The account of an organisation or a sole trader. */
export type OrganizationAccountTicketsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  status?: InputMaybe<ReadonlyArray<TicketStatus>>;
};


/** The account of an organisation or a sole trader. */
export type OrganizationAccountTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The account of an organisation or a sole trader. */
export type OrganizationAccountTransfersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The account of an organisation or a sole trader. */
export type OrganizationAccountVisitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** An organisation that holds an agreement. */
export type OrganizationProfile = {
  readonly __typename?: 'OrganizationProfile';
  /** Where the services are given. */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** E-mail address. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** How old the data is. */
  readonly freshness: Freshness;
  /** Taxpayer number (INN): 10 digits for a company, 12 for a sole trader. */
  readonly inn: Scalars['String']['output'];
  /** Tax registration reason code (KPP); sole traders have none. */
  readonly kpp?: Maybe<Scalars['String']['output']>;
  /** The registered name. */
  readonly legalName: Scalars['String']['output'];
  /** Telephone in the international form, e.g. "+74951234567". */
  readonly phone?: Maybe<Scalars['String']['output']>;
};

/** Where a page stands in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The cursor of the last edge, to be given as `after` for the next page; null when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** True when there is more after `endCursor`. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** True when this page was asked for with `after`. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first edge, or null when the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Somebody who takes payments for the provider. */
export type Partner = {
  readonly __typename?: 'Partner';
  /** How much it may post. */
  readonly limits: PartnerLimits;
  /** The partner's name. */
  readonly name: Scalars['String']['output'];
  /** The code under which the provider knows the partner, and with which it signs in. */
  readonly partnerId: Scalars['String']['output'];
  /** How the provider books the partner's payments. */
  readonly paymentMethod: PaymentMethod;
};

/** How much a partner may post. */
export type PartnerLimits = {
  readonly __typename?: 'PartnerLimits';
  /** The largest amount of one payment. */
  readonly maxAmount: Money;
  /** The largest sum of a day, from midnight in the provider's time zone. */
  readonly maxAmountPerDay: Money;
  /**
   * The most contract numbers within an hour that nobody has, in `checkAccount` and `pay` together; for each 100 payments done
   * in that hour there are 2 more. Beyond it nothing is told of any number.
   */
  readonly maxMissesPerHour: Scalars['Int']['output'];
  /** The most payments within a minute. */
  readonly maxPaymentsPerMinute: Scalars['Int']['output'];
  /** The smallest amount of one payment. */
  readonly minAmount: Money;
};

/** A payment that you took. */
export type PartnerPayment = {
  readonly __typename?: 'PartnerPayment';
  /** When the gateway accepted it: by this instant it belongs to a day of the registry. It never changes. */
  readonly acceptedAt: Scalars['DateTime']['output'];
  /** The contract number that was paid to. */
  readonly accountNumber: Scalars['String']['output'];
  /** How much. */
  readonly amount: Money;
  /** Your id of it. */
  readonly externalId: Scalars['String']['output'];
  /** The gateway's own id of the payment, for questions to the provider. */
  readonly id: Scalars['ID']['output'];
  /** When the payer paid, as you said; null when you did not. */
  readonly paidAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The instant under which the billing system has it: your `paidAt` where you gave one, otherwise when it was first registered
   * there. Null before it is done, and when the billing system does not say. It never changes either.
   */
  readonly registeredAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far it has come. */
  readonly state: PartnerPaymentState;
};

/** How far a payment has come. */
export type PartnerPaymentState =
  /** The money was taken back. */
  | 'CANCELED'
  /** The money was on the account, and a cancellation is not decided yet. */
  | 'CANCELING'
  /** The money is on the account. */
  | 'DONE'
  /** Kept, and not decided yet. */
  | 'PENDING'
  /** The billing system refused it; no money was moved. */
  | 'REJECTED';

/** A partner's session. */
export type PartnerSession = {
  readonly __typename?: 'PartnerSession';
  /** Send it as `Authorization: Bearer …`. */
  readonly accessToken: Scalars['String']['output'];
  /** When the access token stops working; sign in again before. */
  readonly accessTokenExpiresAt: Scalars['DateTime']['output'];
  /** Who has signed in. */
  readonly partner: Partner;
};

/** A payment. */
export type PayInput = {
  /** The contract number, exactly as the payer knows it. */
  readonly accountNumber: Scalars['String']['input'];
  /** How much, in the currency of your limits: more than zero, with two decimals. */
  readonly amount: Scalars['Decimal']['input'];
  /** Your own id of this payment, made and kept before the first try: 1–64 letters, digits and `._:-`. It is yours for ever: nobody else's payments are meant by it. */
  readonly externalId: Scalars['String']['input'];
  /** When the payer paid: at most 45 days ago. Left out, it is now. */
  readonly paidAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The answer to `pay`. */
export type PayResult = IdempotencyConflict | PaymentAccepted | PaymentPending | PaymentRefused;

/** An account that can be paid to. */
export type PayableAccount = {
  readonly __typename?: 'PayableAccount';
  /** The contract number, as it was asked for. */
  readonly accountNumber: Scalars['String']['output'];
  /** The largest amount that you may take. */
  readonly maxAmount: Money;
  /** The smallest amount that you may take. */
  readonly minAmount: Money;
  /** The payer's name with all but a few letters hidden, for the payer to recognise; null when it is not known just now. */
  readonly payerName?: Maybe<Scalars['String']['output']>;
  /** What restores the service after a suspension for debt, otherwise what the next month's fees lack; null when nothing does, or when that is not known just now. */
  readonly recommendedAmount?: Maybe<Money>;
};

/** Money received for an account. */
export type Payment = Node & {
  readonly __typename?: 'Payment';
  /** How much. */
  readonly amount: Money;
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** The payer's own id of this payment, e.g. a terminal's receipt number. */
  readonly externalId?: Maybe<Scalars['String']['output']>;
  /** The receipt by 54-FZ, where the payment was begun in the cabinet and receipts are made; null for every other payment: whoever took it gave the receipt. */
  readonly fiscalReceipt?: Maybe<FiscalReceipt>;
  /** How old the data is. */
  readonly freshness: Freshness;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** How it was paid. */
  readonly method: PaymentMethod;
  /** When it was paid, or null when the billing system does not know. */
  readonly paidAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it counts. */
  readonly status: PaymentStatus;
};

/** The money is on the account, exactly once. Of a payment that has been canceled since, `payment.state` and `message` say so: print a receipt only while the state is `DONE`. */
export type PaymentAccepted = PaymentAnswer & {
  readonly __typename?: 'PaymentAccepted';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** The payment; never null here. */
  readonly payment?: Maybe<PartnerPayment>;
  /** Whether the same order may have another outcome later. Repeat it then, with the same ids. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** What every answer to `pay` and to `cancelPayment` tells, so that one selection reads them all. */
export type PaymentAnswer = {
  /** What to tell the person, in the language of `Accept-Language`: Russian or English, and English when neither is asked for. */
  readonly message: Scalars['String']['output'];
  /** The payment; null when there is none of yours. */
  readonly payment?: Maybe<PartnerPayment>;
  /** Whether the same order may have another outcome later. Repeat it then, with the same ids. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** Why a person must look at a payment. */
export type PaymentAttention =
  /** The billing system's rows do not tell whether one of them is this payment. */
  | 'AMBIGUOUS'
  /** The billing system refused it, and has it all the same. */
  | 'APPLIED_AFTER_REFUSAL'
  /** The billing system cannot be asked what came of it. */
  | 'CANNOT_LOOK_UP'
  /** For too long no attempt could be sent. Nothing was sent. */
  | 'CANNOT_SEND'
  /** The billing system holds this reference with another account, another amount, or canceled. */
  | 'CONFLICT'
  /** The billing system holds this payment more than once. */
  | 'DOUBLED'
  /** Another payment that was carried out names the same payment of the billing system: one of the two is not there. */
  | 'RECORD_SHARED'
  /** Attempt after attempt was lost. */
  | 'TOO_MANY_ATTEMPTS'
  /** The billing system could not be reached for too long. */
  | 'TOO_OLD';

/** The money was taken back. */
export type PaymentCanceled = PaymentAnswer & {
  readonly __typename?: 'PaymentCanceled';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** The payment, now canceled; never null here. */
  readonly payment?: Maybe<PartnerPayment>;
  /** Whether the same order may have another outcome later. Repeat it then, with the same ids. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** A page of payments. */
export type PaymentConnection = {
  readonly __typename?: 'PaymentConnection';
  /** The payments of this page with their cursors. */
  readonly edges: ReadonlyArray<PaymentEdge>;
  /** The payments of this page. */
  readonly nodes: ReadonlyArray<Payment>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A payment in a page. */
export type PaymentEdge = {
  readonly __typename?: 'PaymentEdge';
  /** The position of this payment, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The payment. */
  readonly node: Payment;
};

/** The acquirer has it. Of a repeat `checkout` says what has come of the first. */
export type PaymentInitiated = {
  readonly __typename?: 'PaymentInitiated';
  /** As it is now. */
  readonly checkout: Checkout;
};

/** It is kept, and the acquirer does not answer. Repeat it with the same key, or look at `checkout`: the page may come in a moment. Nothing can be paid twice. */
export type PaymentInitiationPending = {
  readonly __typename?: 'PaymentInitiationPending';
  /** As it is now. */
  readonly checkout: Checkout;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Whether the same order may have another outcome later. Always true. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** Why no payment was begun. */
export type PaymentInitiationRefusalCode =
  /** The agreement has ended. */
  | 'ACCOUNT_CLOSED'
  /** There is no such account, or it is not yours. */
  | 'ACCOUNT_NOT_FOUND'
  /** The acquirer does not take this amount. */
  | 'AMOUNT_NOT_ACCEPTED'
  /** More than what can be paid in this way. */
  | 'AMOUNT_TOO_LARGE'
  /** Less than what can be paid in this way. */
  | 'AMOUNT_TOO_SMALL'
  /** The billing system does not answer, and so nobody knows whether there is such an account. Only operators hear this. */
  | 'BILLING_UNAVAILABLE'
  /** The field that `field` names has the number of a bank card in it. It was not kept. Card numbers are typed on the page of the acquirer. */
  | 'CARD_NUMBER_NOT_ALLOWED'
  /** The field that `field` names is empty, too long, out of range or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** It cannot be paid in this way here, or not now. */
  | 'METHOD_NOT_AVAILABLE'
  /** The acquirer has refused it. */
  | 'NOT_ACCEPTED'
  /** You may see the account, and not pay for it. */
  | 'NOT_ALLOWED'
  /** Nothing can be paid from the cabinet here. */
  | 'NOT_SUPPORTED'
  /** The fiscal receipt cannot be sent there. */
  | 'RECEIPT_CONTACT_NOT_ACCEPTED'
  /** The provider has not allowed to come back to this address. */
  | 'RETURN_URL_NOT_ALLOWED'
  /** The account has as many that can still be paid as it may have. Pay one of them, or wait until they expire. */
  | 'TOO_MANY_OPEN'
  /** Too many tries; wait for the time that `retryAfterSeconds` says. */
  | 'TOO_MANY_TRIES';

/** No payment was begun; `code` tells why. */
export type PaymentInitiationRefused = {
  readonly __typename?: 'PaymentInitiationRefused';
  /** A stable code for programs. */
  readonly code: PaymentInitiationRefusalCode;
  /** The input field that is meant, or null when none is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** Whether the same may pass later without anybody doing anything. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** An order to move money, as the gateway follows it until the billing system has carried it out. */
export type PaymentIntent = {
  readonly __typename?: 'PaymentIntent';
  /** When the gateway accepted it. */
  readonly acceptedAt: Scalars['DateTime']['output'];
  /** The number of the account. */
  readonly accountNumber: Scalars['String']['output'];
  /** How much. */
  readonly amount: Money;
  /** How often it was sent to the billing system. */
  readonly attempts: Scalars['Int']['output'];
  /** Why a person must look; null when nobody must. */
  readonly attention?: Maybe<PaymentAttention>;
  /** When its state last changed. */
  readonly changedAt: Scalars['DateTime']['output'];
  /** The global id of the charge in the billing system, of a debit; null while it is not known. */
  readonly chargeId?: Maybe<Scalars['ID']['output']>;
  /** The orderer's own id of it. */
  readonly externalId: Scalars['String']['output'];
  /** Whether there were more acts than `history` shows. */
  readonly hasMoreHistory: Scalars['Boolean']['output'];
  /** What happened to it, the oldest first; the newest 50 acts when there were more. */
  readonly history: ReadonlyArray<AuditEntry>;
  /** Opaque id. */
  readonly id: Scalars['ID']['output'];
  /** What the billing system is to do. */
  readonly kind: PaymentIntentKind;
  /** How the payer paid; null for what is no payment. */
  readonly method?: Maybe<PaymentMethod>;
  /** When the payer paid, by the orderer. */
  readonly paidAt?: Maybe<Scalars['DateTime']['output']>;
  /** The global id of the payment in the billing system, for `payment`; null while it is not known. */
  readonly paymentId?: Maybe<Scalars['ID']['output']>;
  /** Who ordered it: role and id. */
  readonly principal: Scalars['String']['output'];
  /** What the billing system stores with the payment. */
  readonly reference: Scalars['String']['output'];
  /** Why it was not carried out; null unless it was rejected. */
  readonly refusal?: Maybe<PaymentIntentRefusal>;
  /** When the billing system registered the payment first. */
  readonly registeredAt?: Maybe<Scalars['DateTime']['output']>;
  /** The id of the order that this one takes back or follows from; null for payments that stand by themselves. */
  readonly relatesTo?: Maybe<Scalars['ID']['output']>;
  /** When it was last sent. */
  readonly sentAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far it has come. */
  readonly state: PaymentIntentState;
};

/** A page of orders to move money. */
export type PaymentIntentConnection = {
  readonly __typename?: 'PaymentIntentConnection';
  /** The orders of this page with their cursors. */
  readonly edges: ReadonlyArray<PaymentIntentEdge>;
  /** The orders of this page. */
  readonly nodes: ReadonlyArray<PaymentIntent>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** One of a page of orders to move money. */
export type PaymentIntentEdge = {
  readonly __typename?: 'PaymentIntentEdge';
  /** Its position, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The order itself. */
  readonly node: PaymentIntent;
};

/** What the billing system is to do. */
export type PaymentIntentKind =
  /** Take one posted payment back. */
  | 'CANCELLATION'
  /** Take money from an account that owns it, for another account: the first half of a transfer. */
  | 'DEBIT'
  /** Post money to an account. */
  | 'PAYMENT'
  /** Let an account promise a payment, so that its services come back for some days. No money moves but its fee. */
  | 'PROMISED_PAYMENT'
  /** Give the money of a payment in the cabinet back. The acquirer does that, and not the billing system. */
  | 'REFUND'
  /** Take an order of a subscriber. */
  | 'SERVICE_ORDER'
  /** Open a ticket; it costs nothing. */
  | 'TICKET'
  /** Write a message into a ticket; it costs nothing. */
  | 'TICKET_MESSAGE';

/** Why an order to move money was not carried out. */
export type PaymentIntentRefusal =
  /** The agreement has ended. */
  | 'ACCOUNT_CLOSED'
  /** A transfer: the account that pays is on hold. */
  | 'ACCOUNT_FROZEN'
  /** There is no such account. */
  | 'ACCOUNT_NOT_FOUND'
  /** An order: the agreement has ended. */
  | 'AGREEMENT_ENDED'
  /** A promised payment runs already. */
  | 'ALREADY_ACTIVE'
  /** A refund: less is left of the payment than was to go back. */
  | 'ALREADY_REFUNDED'
  /** The money is no longer on the account. */
  | 'ALREADY_SPENT'
  /** The billing system does not take this amount. */
  | 'AMOUNT_NOT_ACCEPTED'
  /** An operator has found that it was not carried out. */
  | 'CLOSED_BY_OPERATOR'
  /** An order: another one of the service is under way. */
  | 'CONFLICTING_ORDER'
  /** An order: the account is in debt. */
  | 'DEBT'
  /** An order: it changes nothing, or nothing of that kind can be changed so now. */
  | 'NOT_APPLICABLE'
  /** An order or a transfer: the balance does not cover it. A refund: the provider's own money at the acquirer does not. */
  | 'NOT_ENOUGH_MONEY'
  /** An order: there is no such service, tariff or offering. */
  | 'NOT_FOUND'
  /** The billing system offers this account no promised payment. */
  | 'NOT_OFFERED'
  /** An order: it is not offered in the region. */
  | 'NOT_OFFERED_IN_REGION'
  /** A refund: the acquirer does not give this payment back. */
  | 'NOT_REFUNDABLE'
  /** Nothing is owed, so that nothing can be promised. */
  | 'NO_DEBT'
  /** There is no payment to take back. */
  | 'PAYMENT_NOT_FOUND'
  /** An order: it cannot last so long, or begin then. */
  | 'PERIOD_NOT_ALLOWED'
  /** An order: the tariff is private, of somebody else. */
  | 'PRIVATE_TARIFF'
  /** An order: it cannot be done so soon after the last one. */
  | 'TOO_EARLY'
  /** The time in which it could be taken back has passed. */
  | 'TOO_LATE'
  /** The last promised payment was too short a time ago. */
  | 'TOO_SOON'
  /** An order: the option cannot have this value. */
  | 'VALUE_NOT_ALLOWED';

/** How far an order to move money has come. */
export type PaymentIntentState =
  /** It is kept, and was not sent yet. */
  | 'ACCEPTED'
  /** It was carried out, for good. */
  | 'DONE'
  /** Only a person can tell. */
  | 'OPERATOR'
  /** It was not carried out and will not be. */
  | 'REJECTED'
  /** It is being sent. */
  | 'SENDING'
  /** It was sent, and nobody knows what came of it; the gateway finds out by itself. */
  | 'UNKNOWN';

/** How money was paid. */
export type PaymentMethod =
  /** A bank card. */
  | 'BANK_CARD'
  /** A bank transfer. */
  | 'BANK_TRANSFER'
  /** Cash at a desk. */
  | 'CASH'
  /** An electronic wallet. */
  | 'E_WALLET'
  /** From the balance of a mobile telephone. */
  | 'MOBILE'
  /** The faster payments system (SBP). */
  | 'SBP'
  /** A payment terminal. */
  | 'TERMINAL'
  /** Money from the account of another subscriber, or from another account of the same one. */
  | 'TRANSFER'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/** What kind of way to pay it is. */
export type PaymentMethodKind =
  /** A cash machine of a bank. */
  | 'ATM'
  /** A bank card, from the cabinet. */
  | 'BANK_CARD'
  /** A terminal of a bank or a payment network. */
  | 'BANK_TERMINAL'
  /** A bank transfer by the provider's bank details. */
  | 'BANK_TRANSFER'
  /** A bank's cash desk, with a receipt. */
  | 'CASH_DESK'
  /** An electronic wallet, from the cabinet. */
  | 'E_WALLET'
  /** From the balance of a mobile telephone. */
  | 'MOBILE'
  /** An office of the provider. */
  | 'OFFICE'
  /** A terminal of the provider. */
  | 'OWN_TERMINAL'
  /** The faster payments system (SBP). */
  | 'SBP'
  /** A shop that takes payments. */
  | 'SHOP';

/** The answer to `upsertPaymentMethod`. */
export type PaymentMethodPayload = {
  readonly __typename?: 'PaymentMethodPayload';
  /** As it is now: after the edit, or as somebody else has left it; null when there is none. */
  readonly paymentMethod?: Maybe<AcceptedPaymentMethod>;
  /** Why nothing was changed; empty on success. */
  readonly userErrors: ReadonlyArray<ContentUserError>;
};

/** The payment is kept and will be carried out, once; what the billing system says of it is not known yet. Give no money back. Repeat it, or ask `paymentByExternalId`, until it is decided. */
export type PaymentPending = PaymentAnswer & {
  readonly __typename?: 'PaymentPending';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** The payment; never null here. */
  readonly payment?: Maybe<PartnerPayment>;
  /** Whether the same order may have another outcome later. Repeat it then, with the same ids. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** A payment that somebody follows: a partner's own, or one begun in the cabinet. */
export type PaymentProgress = Checkout | PartnerPayment;

/** A receipt. It may be paid by until the bank details that it was made from are replaced: `receiptStatus` tells. */
export type PaymentReceipt = {
  readonly __typename?: 'PaymentReceipt';
  /** The contract number that is paid to. */
  readonly accountNumber: Scalars['String']['output'];
  /** What is to be paid. */
  readonly amount: Money;
  /** Where the money goes to, and which version of it this is. */
  readonly bankDetails: BankDetails;
  /** Where to fetch the PDF, once, within minutes. Once the bank details have changed it answers 410 with `OUTDATED_BANK_DETAILS`. */
  readonly download: Download;
  /** Its own number, which is printed on it and goes with the payment. */
  readonly number: Scalars['String']['output'];
  /** The month that is paid for, as yyyy-MM; null when none was named. */
  readonly period?: Maybe<Scalars['String']['output']>;
  /** The bytes of the QR code in base64, in the charset that the provider has set (UTF-8 unless it has set another); null as `qrText` is. */
  readonly qrBase64?: Maybe<Scalars['String']['output']>;
  /**
   * The text of the QR code, to be shown on a screen: encode `qrBase64`, or this text as UTF-8 when it begins with `ST00012`. Null when the payee's
   * name and bank, or all values together, are longer than such a code may hold; the form has no code then either.
   */
  readonly qrText?: Maybe<Scalars['String']['output']>;
};

/** What to pay. */
export type PaymentReceiptInput = {
  /** The global id of the account. */
  readonly accountId: Scalars['ID']['input'];
  /** Roubles, from 0.01 to 99999999.99; left out, what ends a suspension for debt, or else what next month's fees lack. */
  readonly amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** The month that is paid for, as yyyy-MM. It is printed and stands in the QR code; left out, none does. */
  readonly period?: InputMaybe<Scalars['String']['input']>;
};

/** Why there is no receipt. */
export type PaymentReceiptRefusalCode =
  /** The agreement has ended. */
  | 'ACCOUNT_CLOSED'
  /** There is no such account, or it is not yours. */
  | 'ACCOUNT_NOT_FOUND'
  /** No amount was named, and none is recommended just now: name one. */
  | 'AMOUNT_NEEDED'
  /** The billing system does not answer just now. */
  | 'BILLING_UNAVAILABLE'
  /** The account is not kept in roubles; banks take such receipts in roubles only. */
  | 'CURRENCY_NOT_SUPPORTED'
  /** The amount is zero, negative or too large. */
  | 'INVALID_AMOUNT'
  /** The period is no month as yyyy-MM. */
  | 'INVALID_PERIOD'
  /** Nobody has entered bank details of the operator of this account yet. */
  | 'NO_BANK_DETAILS';

/** There is no receipt. */
export type PaymentReceiptRefused = {
  readonly __typename?: 'PaymentReceiptRefused';
  /** A stable code for programs. */
  readonly code: PaymentReceiptRefusalCode;
  /** The input field that is meant, e.g. `amount`; null when none is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Whether the same may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** The receipt, or why there is none. */
export type PaymentReceiptResult = PaymentReceipt | PaymentReceiptRefused;

/** Why a payment was refused. */
export type PaymentRefusalCode =
  /** The agreement has ended; no payments are taken for it. */
  | 'ACCOUNT_CLOSED'
  /** Nobody has this number. */
  | 'ACCOUNT_NOT_FOUND'
  /** The billing system does not take this amount. */
  | 'AMOUNT_NOT_ACCEPTED'
  /** Above your largest amount. */
  | 'AMOUNT_TOO_LARGE'
  /** Below your smallest amount. */
  | 'AMOUNT_TOO_SMALL'
  /** The billing system does not answer just now; repeat it later. */
  | 'BILLING_UNAVAILABLE'
  /** An employee of the provider has found that it was not carried out, and has closed it. */
  | 'CLOSED_BY_OPERATOR'
  /** You take payments in another currency than this account's. */
  | 'CURRENCY_NOT_TAKEN'
  /** The sum of your payments of this day would be too large. */
  | 'DAY_LIMIT_REACHED'
  /** The field that `field` names is empty, too long, out of range or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** Too much is being worked on; repeat it in a moment. */
  | 'OVERLOADED'
  /** Too many payments within a minute; repeat it later. */
  | 'TOO_MANY_PAYMENTS'
  /** Too many payments to numbers that nobody has; repeat it later. */
  | 'TOO_MANY_TRIES';

/** Nothing was paid, and nothing will be under this id unless it is repeated. */
export type PaymentRefused = PaymentAnswer & {
  readonly __typename?: 'PaymentRefused';
  /** A stable code for programs. */
  readonly code: PaymentRefusalCode;
  /** The input field that is meant, or null when it is none of them. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** The payment that the billing system refused; null when it was refused before, and the id is still unused. */
  readonly payment?: Maybe<PartnerPayment>;
  /** Whether the same order may have another outcome later. Repeat it then, with the same ids. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** A page of the payments of a day. */
export type PaymentRegistry = {
  readonly __typename?: 'PaymentRegistry';
  /** The day. */
  readonly date: Scalars['Date']['output'];
  /** The payments of this page with their cursors. */
  readonly edges: ReadonlyArray<PaymentRegistryEdge>;
  /** The payments of this page. */
  readonly nodes: ReadonlyArray<PartnerPayment>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /**
   * SHA-256, as hexadecimal text, over the done payments of the whole day; null when it has more than 100,000 payments. One line for
   * each: external id, contract number and amount with two decimals, with tabs between, and a line feed after each line; the lines
   * sorted by external id, byte by byte; all in UTF-8.
   */
  readonly sha256?: Maybe<Scalars['String']['output']>;
  /** What the whole day comes to; null when it has more than 100,000 payments. */
  readonly totals?: Maybe<PaymentRegistryTotals>;
};

/** A payment in a page of the registry. */
export type PaymentRegistryEdge = {
  readonly __typename?: 'PaymentRegistryEdge';
  /** The position of this payment, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The payment. */
  readonly node: PartnerPayment;
};

/** A number of payments and their sum. */
export type PaymentRegistryTotal = {
  readonly __typename?: 'PaymentRegistryTotal';
  /** Their sum. */
  readonly amount: Money;
  /** How many payments. */
  readonly count: Scalars['Int']['output'];
};

/** What the payments of a day come to. Each counts in one place. */
export type PaymentRegistryTotals = {
  readonly __typename?: 'PaymentRegistryTotals';
  /** Taken back. */
  readonly canceled: PaymentRegistryTotal;
  /** On the accounts; what is being canceled counts here until it is. */
  readonly done: PaymentRegistryTotal;
  /** Not decided yet. */
  readonly pending: PaymentRegistryTotal;
  /** Refused by the billing system. */
  readonly rejected: PaymentRegistryTotal;
};

/** What can be found out about a payment that waits for a person. */
export type PaymentResolution =
  /** What is wrong with a decided order has been seen, and mended where it had to be. */
  | 'ACKNOWLEDGE'
  /** The billing system has carried it out: a payment named by `paymentId` is this order, or a look-up finds the order, ticket or promised payment. */
  | 'CARRIED_OUT'
  /** The gateway is to ask the billing system once more and go on by itself. */
  | 'LOOK_UP_AGAIN'
  /** It was not carried out and will not be. Refused while the billing system may still do it. */
  | 'NOT_CARRIED_OUT';

/** The decision stands. */
export type PaymentResolved = {
  readonly __typename?: 'PaymentResolved';
  /** The order as it is now. */
  readonly intent: PaymentIntent;
};

/** Whether a payment counts. */
export type PaymentStatus =
  /** The payment was taken back. */
  | 'CANCELED'
  /** The money is on the account. */
  | 'DONE'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/** A period of whole days in the provider's time zone: at most 366 of them. */
export type PeriodInput = {
  /** The first day. */
  readonly from: Scalars['Date']['input'];
  /** The last day; it belongs to the period and is not before the first. */
  readonly to: Scalars['Date']['input'];
};

/** The account of a person. */
export type PersonAccount = Account & Node & {
  readonly __typename?: 'PersonAccount';
  /** The agreement behind the account. */
  readonly agreement?: Maybe<Agreement>;
  /** What must be paid to end a suspension for debt; null when nothing is suspended. */
  readonly amountToRestore?: Maybe<Money>;
  /** When the billing system said so (status and balance). */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** What was paid in, what was charged, and what is left. */
  readonly balance?: Maybe<Balance>;
  /** Payments begun in the cabinet, newest first, also those of which nothing came. What is on the account is in `payments`. */
  readonly checkouts?: Maybe<CheckoutConnection>;
  /** Registered equipment, what was registered last first. At most 50; see `hasMoreDevices`. */
  readonly devices?: Maybe<ReadonlyArray<Device>>;
  /** The agreement, and invoices and acts where there are any, those issued last first. */
  readonly documents?: Maybe<AccountDocumentConnection>;
  /** For how long `freezeAccount` can put all services on hold; null when nothing can be, and when the billing system does not answer. */
  readonly freezeTerms?: Maybe<FreezeTerms>;
  /** How old status and balance are. */
  readonly freshness?: Maybe<Freshness>;
  /** True when the account has more equipment than `devices` shows; null when the billing system does not answer. */
  readonly hasMoreDevices?: Maybe<Scalars['Boolean']['output']>;
  /** True when the account has more services than `services` shows; null when the billing system does not answer. */
  readonly hasMoreServices?: Maybe<Scalars['Boolean']['output']>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** The contract number that the subscriber knows and pays to. Text: it may begin with zeros. */
  readonly number: Scalars['String']['output'];
  /** The legal entity that receives the money. */
  readonly operator?: Maybe<Operator>;
  /** What was ordered, newest first. */
  readonly orders?: Maybe<ServiceOrderConnection>;
  /** The payments received, newest first in the order of posting. */
  readonly payments?: Maybe<PaymentConnection>;
  /** The person who holds the agreement. */
  readonly profile?: Maybe<PersonProfile>;
  /** The promised payment that runs, or null when none does. */
  readonly promisedPayment?: Maybe<PromisedPayment>;
  /** What the account may promise to pay, so that services come back at once; or why nothing. */
  readonly promisedPaymentOffer?: Maybe<PromisedPaymentOfferResult>;
  /** Where the account is served. */
  readonly region?: Maybe<Region>;
  /**
   * The services of the account, terminated ones included: those that are not terminated first, then those connected last. At most 50; see
   * `hasMoreServices`.
   */
  readonly services?: Maybe<ReadonlyArray<Service>>;
  /** What the holder has chosen: language, invoices, offers. */
  readonly settings?: Maybe<AccountSettings>;
  /** What was charged in a period, divided for a chart. By SERVICE and KIND at most 2,000 charges can be divided; a period with more is refused. */
  readonly spending?: Maybe<Spending>;
  /** What was paid in and charged in a period. */
  readonly statement?: Maybe<Statement>;
  /** Whether services are given. */
  readonly status?: Maybe<AccountStatus>;
  /** Tickets, newest first. */
  readonly tickets?: Maybe<TicketConnection>;
  /** Payments and charges together, newest first in the order of posting; null when either cannot be read, since a list of only one of them would mislead. */
  readonly transactions?: Maybe<TransactionConnection>;
  /** The transfers that the account has paid, newest first. */
  readonly transfers?: Maybe<TransferConnection>;
  /** Visits of masters, newest first. */
  readonly visits?: Maybe<VisitConnection>;
};


/** The account of a person. */
export type PersonAccountCheckoutsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The account of a person. */
export type PersonAccountDocumentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  kind?: InputMaybe<ReadonlyArray<DocumentKind>>;
};


/** The account of a person. */
export type PersonAccountOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The account of a person. */
export type PersonAccountPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The account of a person. */
export type PersonAccountSpendingArgs = {
  groupBy: SpendingGroupBy;
  period: PeriodInput;
};


/** The account of a person. */
export type PersonAccountStatementArgs = {
  period: PeriodInput;
};


/** The account of a person. */
export type PersonAccountTicketsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  status?: InputMaybe<ReadonlyArray<TicketStatus>>;
};


/** The account of a person. */
export type PersonAccountTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The account of a person. */
export type PersonAccountTransfersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The account of a person. */
export type PersonAccountVisitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** A person who holds an agreement. */
export type PersonProfile = {
  readonly __typename?: 'PersonProfile';
  /** Where the services are given. */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** E-mail address. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Given name. */
  readonly firstName: Scalars['String']['output'];
  /** How old the data is. */
  readonly freshness: Freshness;
  /** Family name. */
  readonly lastName: Scalars['String']['output'];
  /** Patronymic, where there is one. */
  readonly middleName?: Maybe<Scalars['String']['output']>;
  /** Telephone in the international form, e.g. "+79261234567". */
  readonly phone?: Maybe<Scalars['String']['output']>;
};

/** Why a change of a profile or of settings was not accepted, or not taken over. */
export type ProfileErrorCode =
  /** There is no such account, or it is not yours. */
  | 'ACCOUNT_NOT_FOUND'
  /** The billing system does not answer just now; nothing was changed. */
  | 'BILLING_UNAVAILABLE'
  /** The field stands in the agreement: the provider's office changes it. */
  | 'CHANGED_BY_OFFICE'
  /** It is no e-mail address. */
  | 'INVALID_EMAIL'
  /** It is no telephone number. */
  | 'INVALID_PHONE'
  /** It is no taxpayer number or reason code: the digits do not check, or they do not go together. */
  | 'INVALID_TAX_NUMBER'
  /** The value is empty, too long or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** Nothing is to be changed. */
  | 'NOTHING_TO_CHANGE'
  /** You may see the account, and not change it; or the field is the holder's alone, as telephone and e-mail are. */
  | 'NOT_ALLOWED'
  /** It was sent, and nobody knows whether it was taken over: look again later. */
  | 'NOT_CONFIRMED'
  /** The billing system reported success and kept what it had. */
  | 'NOT_TAKEN_OVER'
  /** Such a holder has no such field. */
  | 'NO_SUCH_FIELD'
  /** Telephone and e-mail are changed with the present password, and none was given. */
  | 'PASSWORD_NEEDED'
  /** Too many wrong passwords; wait for the time that `retryAfterSeconds` says. */
  | 'TOO_MANY_TRIES'
  /** The present password is wrong. */
  | 'WRONG_PASSWORD';

/** What is wrong with a change of a profile or of settings. */
export type ProfileUserError = {
  readonly __typename?: 'ProfileUserError';
  /** A stable code for programs. */
  readonly code: ProfileErrorCode;
  /** The input field that is meant, or null when the whole change is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
};

/** A sum that counts as money for services alone, until its term ends. It is no payment: balance and statement do not have it, only its fee. */
export type PromisedPayment = Node & {
  readonly __typename?: 'PromisedPayment';
  /** The sum that was promised. */
  readonly amount: Money;
  /** When its term ends, or ended. */
  readonly endsAt?: Maybe<Scalars['DateTime']['output']>;
  /** What was charged for it. */
  readonly fee: Money;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** Whether it runs. */
  readonly status: PromisedPaymentStatus;
  /** When it was taken. */
  readonly takenAt?: Maybe<Scalars['DateTime']['output']>;
};

/** The `idempotencyKey` was used for another account, sum or fee. Nothing was done; make a new key. */
export type PromisedPaymentConflict = {
  readonly __typename?: 'PromisedPaymentConflict';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Always false. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** Why an account may promise nothing just now. */
export type PromisedPaymentNotOffered = {
  readonly __typename?: 'PromisedPaymentNotOffered';
  /** From when one may be taken again; null when that is not known. */
  readonly availableFrom?: Maybe<Scalars['DateTime']['output']>;
  /** A stable code for programs. */
  readonly code: PromisedPaymentRefusalCode;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
};

/** What an account may promise just now. */
export type PromisedPaymentOffer = {
  readonly __typename?: 'PromisedPaymentOffer';
  /** What is charged for it, at once. */
  readonly fee: Money;
  /** The largest sum. */
  readonly maxAmount: Money;
  /** The least sum: what brings services back, the fee included. */
  readonly minAmount: Money;
  /** How many days it lasts from the moment it is taken. Whoever is still in debt then is suspended again. */
  readonly termDays: Scalars['Int']['output'];
};

/** What an account may promise just now, or why nothing. */
export type PromisedPaymentOfferResult = PromisedPaymentNotOffered | PromisedPaymentOffer;

/** It is kept, and what the billing system says of it is not known yet. Repeat it with the same `idempotencyKey` until it is decided. */
export type PromisedPaymentPending = {
  readonly __typename?: 'PromisedPaymentPending';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Always true: the same order will have another outcome later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** Why there is no promised payment. */
export type PromisedPaymentRefusalCode =
  /** There is no such account, or it is not yours. */
  | 'ACCOUNT_NOT_FOUND'
  /** The agreement has ended. */
  | 'AGREEMENT_ENDED'
  /** One runs already. */
  | 'ALREADY_ACTIVE'
  /** The sum is not within the offer. */
  | 'AMOUNT_NOT_OFFERED'
  /** The billing system does not answer just now; nothing was kept. */
  | 'BILLING_UNAVAILABLE'
  /** A person has found that it was not carried out, and closed it. */
  | 'CLOSED_BY_OPERATOR'
  /** The fee is another by now. Show the offer once more. */
  | 'FEE_CHANGED'
  /** The `idempotencyKey` is empty, too long or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** You may see the account, and order nothing for it. */
  | 'NOT_ALLOWED'
  /** The provider offers none to this account: the debt is too large, or it is on hold. */
  | 'NOT_OFFERED'
  /** The connected billing system knows none; see `capabilities`. */
  | 'NOT_SUPPORTED'
  /** Nothing is owed. */
  | 'NO_DEBT'
  /** Too much is being worked on; nothing was kept. */
  | 'OVERLOADED'
  /** The last one was taken too short a time ago; see `availableFrom`. */
  | 'TOO_SOON';

/** Why none was taken. */
export type PromisedPaymentRefused = {
  readonly __typename?: 'PromisedPaymentRefused';
  /** From when one may be taken again; null when that is not known. */
  readonly availableFrom?: Maybe<Scalars['DateTime']['output']>;
  /** A stable code for programs. */
  readonly code: PromisedPaymentRefusalCode;
  /** The input field that is meant, or null when the whole order is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** True when the very same order, with the same `idempotencyKey`, may pass later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** Whether a promised payment runs. */
export type PromisedPaymentStatus =
  /** It runs: services are given. */
  | 'ACTIVE'
  /** Its term has ended. */
  | 'EXPIRED'
  /** The debt was paid in time. */
  | 'PAID'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/** It was taken, exactly once. */
export type PromisedPaymentTaken = {
  readonly __typename?: 'PromisedPaymentTaken';
  /** As the billing system has it now; null when that cannot be read just now. */
  readonly promisedPayment?: Maybe<PromisedPayment>;
};

/** A special offer for a time. */
export type Promotion = Node & {
  readonly __typename?: 'Promotion';
  /** The text: plain, or Markdown. Never HTML: do not render it as such. */
  readonly body: Scalars['String']['output'];
  /** The text in both languages, for editing. */
  readonly bodyTexts: LocalizedText;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** The global id of the region it is for; null for all regions. */
  readonly regionId?: Maybe<Scalars['ID']['output']>;
  /** The title, in the language of `Accept-Language` where it is written in it. */
  readonly title: Scalars['String']['output'];
  /** The title in both languages, for editing. */
  readonly titleTexts: LocalizedText;
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** From when on it is valid. */
  readonly validFrom: Scalars['DateTime']['output'];
  /** When it ends; null until further notice. */
  readonly validTo?: Maybe<Scalars['DateTime']['output']>;
  /** Counts up with each change; name it when you change this. */
  readonly version: Scalars['Int']['output'];
};

/** A page of promotions. */
export type PromotionConnection = {
  readonly __typename?: 'PromotionConnection';
  /** The promotions of this page with their cursors. */
  readonly edges: ReadonlyArray<PromotionEdge>;
  /** The promotions of this page. */
  readonly nodes: ReadonlyArray<Promotion>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** What a promotion says. */
export type PromotionContentInput = {
  /** The text; 1–10000 characters in each language. */
  readonly body: LocalizedTextInput;
  /** The global id of the region it is for; null for all regions. */
  readonly regionId?: InputMaybe<Scalars['ID']['input']>;
  /** The title; 1–200 characters in each language, in one line. */
  readonly title: LocalizedTextInput;
  /** From when on it is valid. */
  readonly validFrom: Scalars['DateTime']['input'];
  /** When it ends, after `validFrom`; null until further notice. */
  readonly validTo?: InputMaybe<Scalars['DateTime']['input']>;
};

/** One of a page of promotions. */
export type PromotionEdge = {
  readonly __typename?: 'PromotionEdge';
  /** Its position, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The item itself. */
  readonly node: Promotion;
};

/** The answer to an edit of a promotion. */
export type PromotionPayload = {
  readonly __typename?: 'PromotionPayload';
  /** As it is now: after the edit, or as somebody else has left it; null when there is none. */
  readonly promotion?: Maybe<Promotion>;
  /** Why nothing was changed; empty on success. */
  readonly userErrors: ReadonlyArray<ContentUserError>;
};

/** What stands in an agreement and is known to its holder. */
export type ProveAgreementInput = {
  /** The contract number, with its zeros. */
  readonly agreementNumber: Scalars['String']['input'];
  /** What proves that the asker has the agreement in hand. */
  readonly proof: AgreementProof;
  /** The region in which the agreement was concluded, from `regions`. */
  readonly regionId: Scalars['ID']['input'];
};

/** The queries. Every field is guarded: what is not yours looks absent. */
export type Query = {
  readonly __typename?: 'Query';
  /** An account by its global id, or null when it is absent or not yours. */
  readonly account?: Maybe<Account>;
  /** Accounts by contract number, at most 50, in the order asked for; null for a number that nobody has. For operators. */
  readonly accounts?: Maybe<ReadonlyArray<Maybe<Account>>>;
  /** Notices of changes, the newest first: of a region and of all regions. Public. */
  readonly announcements?: Maybe<AnnouncementConnection>;
  /** The audit trail, the newest first: who did what to what, and what came of it. For operators. */
  readonly auditEntries: AuditEntryConnection;
  /** Where the money of each operator goes to, those in force; at most 50. Public. */
  readonly bankDetails: ReadonlyArray<BankDetails>;
  /** What the connected billing system can do. Hide what it cannot. */
  readonly capabilities: Capabilities;
  /**
   * Whether an account can be paid to, and what its payer may see before paying: a masked name and a recommended amount, and
   * nothing else. For partners. Checks are counted, and those of numbers that nobody has more strictly.
   */
  readonly checkAccount?: Maybe<CheckAccountResult>;
  /** A payment that was begun in the cabinet, by its global id, or null when it is absent or of an account that is not yours. */
  readonly checkout?: Maybe<Checkout>;
  /** Payments begun in the cabinet that need a person, oldest first: money was taken and could not be put on the account. For operators. */
  readonly checkoutsNeedingAttention: CheckoutConnection;
  /** The provider: who it is, how to be connected, how to reach it. Public; null until somebody has written it. */
  readonly company?: Maybe<Company>;
  /**
   * What a service would cost with other tariffs, beside what it costs now. Ask it before `changeTariff`: what it says is what is charged. Null when
   * the service is absent or not yours.
   */
  readonly compareTariffs?: Maybe<ReadonlyArray<TariffComparison>>;
  /** Whether the network reaches an address. For everybody, signed in or not; at most 60 questions an hour from one network. */
  readonly connectionAvailability: ConnectionAvailabilityResult;
  /** Equipment to buy and work to order in a region, each with its price; null for a region that is not there. Public. */
  readonly equipmentOfferings?: Maybe<EquipmentOfferingConnection>;
  /** Receipts of payments in the cabinet that need a person, oldest first: those that came to nothing, and those that are not registered a day after their payment. For operators. */
  readonly fiscalReceiptsNeedingAttention: FiscalReceiptProblemConnection;
  /** A topic of the forum by its global id, or null when it is absent or hidden. Public. */
  readonly forumTopic?: Maybe<ForumTopic>;
  /** Topics of the forum: pinned ones first, then the newest first. Public. Topics that come in meanwhile move no page. */
  readonly forumTopics?: Maybe<ForumTopicConnection>;
  /** Help, in the order in which it should be shown. Public: it is there for those who cannot sign in, too. */
  readonly helpArticles?: Maybe<HelpArticleConnection>;
  /** News, the newest first: of a region and of all regions. Public. */
  readonly news?: Maybe<NewsConnection>;
  /** Any object by its global id, or null when it is absent or not yours. */
  readonly node?: Maybe<Node>;
  /**
   * What you want to hear of an account, for its holder and for whoever acts for the holder, each for themselves; operators see what the holder has
   * chosen. Null for an account that is not yours.
   */
  readonly notificationPreferences?: Maybe<NotificationPreferences>;
  /** The partner that is signed in: a way to try address, token and signature without moving money. */
  readonly partner?: Maybe<Partner>;
  /** A payment by its global id, or null when it is absent or not yours. */
  readonly payment?: Maybe<Payment>;
  /** A payment of yours by your own id of it, or null: other partners' payments are as absent as those that do not exist. For partners. */
  readonly paymentByExternalId?: Maybe<PartnerPayment>;
  /** An order to move money by its id, or null when there is none. For operators. */
  readonly paymentIntent?: Maybe<PaymentIntent>;
  /** How and where an account can be paid, in the order in which it should be shown; at most 50. Null when the account is absent or not yours. */
  readonly paymentMethods?: Maybe<ReadonlyArray<AcceptedPaymentMethod>>;
  /**
   * A receipt to pay by at the cash desk of any Russian bank: the form PD-4 as a PDF, with the QR code of GOST R 56042-2014 in it. For whoever may
   * see the account. Nothing is kept: the same account, amount and period give the same receipt with the same number, until the operator's bank
   * details change; each answer brings a new link.
   */
  readonly paymentReceipt: PaymentReceiptResult;
  /**
   * Your payments of one day, in the order in which the gateway accepted them, with sums and a hash over the whole day to hold
   * against your own books. For partners.
   */
  readonly paymentRegistry?: Maybe<PaymentRegistry>;
  /** Payments and cancellations that wait for a person, the oldest first: those that only a person can decide, and decided ones with which something is wrong. For operators. */
  readonly paymentsNeedingAttention: PaymentIntentConnection;
  /** Special offers that are valid now, the newest first: of a region and of all regions. Public. */
  readonly promotions?: Maybe<PromotionConnection>;
  /**
   * Whether a receipt may still be paid by: what it says of the payee is what the operator's bank details say now. Name either the number on it or the text of
   * its QR code. Public; at most 60 an hour from one network. It tells nothing of the payer.
   */
  readonly receiptStatus: ReceiptStatusResult;
  /** The regions that the provider serves; at most 100. Choose one first: tariffs and news differ by region. Public. */
  readonly regions?: Maybe<ReadonlyArray<Region>>;
  /** The extra services that can be connected in a region, each with its price; null for a region that is not there. Public. */
  readonly serviceOfferings?: Maybe<ServiceOfferingConnection>;
  /** An order by its global id, or null when it is absent or not yours. */
  readonly serviceOrder?: Maybe<ServiceOrder>;
  /** What an order would cost and when it would be carried out, or why it would be refused. Nothing is ordered. */
  readonly serviceOrderQuote: ServiceOrderQuoteResult;
  /** The open sessions of whoever is signed in, the one seen last first; at most 20. */
  readonly sessions: ReadonlyArray<ActiveSession>;
  /**
   * An export that you have ordered, by its id, or null when it is not yours, deleted, or of an account that you may not see any
   * more. Ask every second or two until its state is DONE or FAILED.
   */
  readonly statementExport?: Maybe<StatementExport>;
  /** The exports that you have ordered and that are not deleted yet, the newest first; at most 20. */
  readonly statementExports: ReadonlyArray<StatementExport>;
  /** The tariffs that anybody may choose in a region, without privately negotiated ones; null for a region that is not there. Public. */
  readonly tariffs?: Maybe<TariffConnection>;
  /** A ticket by its global id, or null when it is absent or not yours. */
  readonly ticket?: Maybe<Ticket>;
  /**
   * The tickets of all accounts, newest first; for operators. Requests of people without an account are not among them: the
   * provider's people find them in the helpdesk itself.
   */
  readonly tickets?: Maybe<TicketConnection>;
  /** A transfer by its global id, for whoever sees the account that pays it; null when it is absent or not yours. */
  readonly transfer?: Maybe<Transfer>;
  /** A transfer with its orders, or null when there is none. For operators. */
  readonly transferCase?: Maybe<TransferCase>;
  /** Transfers that wait for a person, the oldest first: money that was taken and could not be given back, and those of which an order waits for a person. For operators. */
  readonly transfersNeedingAttention: TransferCaseConnection;
  /** Who is asking, or null without an access token. A token that is expired or invalid is an error. */
  readonly viewer?: Maybe<Viewer>;
  /** A visit by its global id, or null when it is absent or not yours. */
  readonly visit?: Maybe<Visit>;
  /** When a master can come: slots of a region that nobody has taken, by their beginning; at most 62 days. */
  readonly visitSlots: VisitSlotConnection;
  /** The visits of a day that stand, by their beginning, as crews need them; for operators. */
  readonly visits: VisitConnection;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryAccountsArgs = {
  numbers: ReadonlyArray<Scalars['String']['input']>;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryAnnouncementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  category?: InputMaybe<AnnouncementCategory>;
  first: Scalars['Int']['input'];
  includeHidden?: InputMaybe<Scalars['Boolean']['input']>;
  regionId?: InputMaybe<Scalars['ID']['input']>;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryAuditEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditFilter>;
  first: Scalars['Int']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryBankDetailsArgs = {
  operatorId?: InputMaybe<Scalars['ID']['input']>;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryCheckAccountArgs = {
  accountNumber: Scalars['String']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryCheckoutArgs = {
  id: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryCheckoutsNeedingAttentionArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryCompareTariffsArgs = {
  effective?: OrderEffective;
  serviceId: Scalars['ID']['input'];
  tariffIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryConnectionAvailabilityArgs = {
  address: ConnectionAddressInput;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryEquipmentOfferingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  regionId: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryFiscalReceiptsNeedingAttentionArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryForumTopicArgs = {
  id: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryForumTopicsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  includeHidden?: InputMaybe<Scalars['Boolean']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryHelpArticlesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  includeHidden?: InputMaybe<Scalars['Boolean']['input']>;
  topic?: InputMaybe<HelpTopic>;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryNewsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  includeHidden?: InputMaybe<Scalars['Boolean']['input']>;
  regionId?: InputMaybe<Scalars['ID']['input']>;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryNotificationPreferencesArgs = {
  accountId: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryPaymentArgs = {
  id: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryPaymentByExternalIdArgs = {
  externalId: Scalars['String']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryPaymentIntentArgs = {
  id: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryPaymentMethodsArgs = {
  accountId: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryPaymentReceiptArgs = {
  input: PaymentReceiptInput;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryPaymentRegistryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  date: Scalars['Date']['input'];
  first: Scalars['Int']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryPaymentsNeedingAttentionArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryPromotionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  includeHidden?: InputMaybe<Scalars['Boolean']['input']>;
  regionId?: InputMaybe<Scalars['ID']['input']>;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryReceiptStatusArgs = {
  number?: InputMaybe<Scalars['String']['input']>;
  qr?: InputMaybe<Scalars['String']['input']>;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryServiceOfferingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  regionId: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryServiceOrderArgs = {
  id: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryServiceOrderQuoteArgs = {
  input: ServiceOrderQuoteInput;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryStatementExportArgs = {
  id: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryTariffsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  kind?: InputMaybe<TariffKind>;
  regionId: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryTicketArgs = {
  id: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryTicketsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  category?: InputMaybe<ReadonlyArray<TicketCategory>>;
  first: Scalars['Int']['input'];
  status?: InputMaybe<ReadonlyArray<TicketStatus>>;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryTransferArgs = {
  id: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryTransferCaseArgs = {
  id: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryTransfersNeedingAttentionArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryVisitArgs = {
  id: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryVisitSlotsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  from: Scalars['DateTime']['input'];
  regionId: Scalars['ID']['input'];
  to: Scalars['DateTime']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryVisitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  date: Scalars['Date']['input'];
  first: Scalars['Int']['input'];
  regionId: Scalars['ID']['input'];
};

/** The hours in which nothing is sent, in the provider's time zone. */
export type QuietHours = {
  readonly __typename?: 'QuietHours';
  /** From when, as "22:00". */
  readonly from: Scalars['String']['output'];
  /** Until when, as "08:00"; on the next day when it is the earlier one. */
  readonly until: Scalars['String']['output'];
};

/** Hours in which nothing is sent, in the provider's time zone. */
export type QuietHoursInput = {
  /** From when, as "22:00". */
  readonly from: Scalars['String']['input'];
  /** Until when, as "08:00"; on the next day when it is the earlier one. */
  readonly until: Scalars['String']['input'];
};

/** How well a ticket was dealt with. */
export type RateTicketInput = {
  /** From 1, badly, to 5, very well. */
  readonly rating: Scalars['Int']['input'];
  /** The global id of the ticket. */
  readonly ticketId: Scalars['ID']['input'];
};

/** Whether a receipt may still be paid by. */
export type ReceiptStatus = {
  readonly __typename?: 'ReceiptStatus';
  /** What a valid receipt says of the payee: compare it with the paper. Null unless it is VALID. */
  readonly bankDetails?: Maybe<BankDetails>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Since when other bank details are in force; null unless it is OUTDATED. */
  readonly outdatedSince?: Maybe<Scalars['DateTime']['output']>;
  /** What it is. */
  readonly status: ReceiptStatusCode;
};

/** What a receipt is worth. */
export type ReceiptStatusCode =
  /** The bank details have changed since it was made: it must not be paid by. A new one is to be had by `paymentReceipt`. */
  | 'OUTDATED'
  /** It is no receipt of this provider, or something in it was misread. */
  | 'UNKNOWN'
  /** Its bank details are in force. */
  | 'VALID';

/** Why nothing is told of a receipt. */
export type ReceiptStatusRefusalCode =
  /** Exactly one of `number` and `qr` has to be named. */
  | 'INVALID_VALUE'
  /** Too many questions from this network within an hour. */
  | 'TOO_MANY_TRIES';

/** Nothing is told. */
export type ReceiptStatusRefused = {
  readonly __typename?: 'ReceiptStatusRefused';
  /** A stable code for programs. */
  readonly code: ReceiptStatusRefusalCode;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** When to ask again, in seconds; null when that is not known. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** Whether the same may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** What is known of a receipt. */
export type ReceiptStatusResult = ReceiptStatus | ReceiptStatusRefused;

/** A refresh token. */
export type RefreshSessionInput = {
  /** The refresh token of the last answer. */
  readonly refreshToken: Scalars['String']['input'];
};

/** The answer to `refreshSession`. */
export type RefreshSessionPayload = {
  readonly __typename?: 'RefreshSessionPayload';
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** The session with new tokens, or null when `userErrors` tells why not. */
  readonly session?: Maybe<Session>;
  /** Why the session was not refreshed; empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which payment of the cabinet is given back, and why. */
export type RefundCheckoutInput = {
  /**
   * Whether you have considered what is in doubt: needed where a row of the billing system differs from the refused payment, where
   * it cannot be asked, and where the acquirer says something else of what it has taken than it did before.
   */
  readonly acknowledgesDoubt?: InputMaybe<Scalars['Boolean']['input']>;
  /** The global id of the checkout. */
  readonly checkoutId: Scalars['ID']['input'];
  /** Your own id of this refund: 1–64 Latin letters, digits and `._:-`. The same for each repeat. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why, for the audit trail: 3–120 characters, in one line, without card numbers. */
  readonly reason: Scalars['String']['input'];
};

/** What came of giving a payment back. */
export type RefundCheckoutResult = CheckoutRefundRefused | CheckoutRefunding;

/** A part of the country with its own tariffs and news. */
export type Region = Node & {
  readonly __typename?: 'Region';
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** The name of the region. */
  readonly name: Scalars['String']['output'];
};

/** What to register: exactly one of `macAddress` and `serialNumber`. */
export type RegisterDeviceInput = {
  /** The account that it is for: one of `viewer { accounts }`, or any for operators. */
  readonly accountId: Scalars['ID']['input'];
  /**
   * Hardware address in any usual spelling: `AA:BB:CC:DD:EE:FF`, `aa-bb-cc-dd-ee-ff`, `AABB.CCDD.EEFF`, `AABBCCDDEEFF`. Zeros, broadcast and
   * group addresses are refused.
   */
  readonly macAddress?: InputMaybe<Scalars['String']['input']>;
  /** What to call it, at most 64 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Serial number: 4–32 Latin letters, digits, points, slashes and dashes, with a digit among them. Blanks and small letters make no difference. */
  readonly serialNumber?: InputMaybe<Scalars['String']['input']>;
};

/** What became of a registration. */
export type RegisterDeviceResult = DeviceRefused | DeviceRegistered;

/** By what a row was judged. */
export type RegistryJudge =
  /** By what the billing system answered to the gateway at the time: its ledger could not be read just now, or not so far. */
  | 'GATEWAY'
  /** By the billing system's own ledger, read just now. */
  | 'LEDGER';

/** What the billing system has of a register. */
export type RegistryJudged = {
  readonly __typename?: 'RegistryJudged';
  /** The day. */
  readonly date: Scalars['Date']['output'];
  /** True when all parts of the day are here. */
  readonly isComplete: Scalars['Boolean']['output'];
  /** Done payments of the day that none of its parts has: at most 100 of them, and none before the register is complete. */
  readonly missingInPartner: ReadonlyArray<RegistryRow>;
  /** How many such payments there are. */
  readonly missingInPartnerCount: Scalars['Int']['output'];
  /** Of how many. */
  readonly of: Scalars['Int']['output'];
  /** Which part. */
  readonly part: Scalars['Int']['output'];
  /** One verdict for each row, in the order of the rows. */
  readonly rows: ReadonlyArray<RegistryRow>;
  /** The hash of the rows of this part, as `paymentRegistry` makes it of a day. */
  readonly sha256: Scalars['String']['output'];
};

/** Why a register was not taken. */
export type RegistryRefusalCode =
  /** The value that `field` names is out of range, comes twice, or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** Too many registers within an hour; wait for the time that `retryAfterSeconds` says. */
  | 'TOO_MANY_TRIES';

/** The register was not taken. */
export type RegistryRefused = {
  readonly __typename?: 'RegistryRefused';
  /** A stable code for programs. */
  readonly code: RegistryRefusalCode;
  /** Which value is meant, e.g. "rows.3.amount", rows being counted from 0; null when it is none of them. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** Whether the same order may have another outcome later. Repeat it then, with the same ids. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** A payment as the two books have it. */
export type RegistryRow = {
  readonly __typename?: 'RegistryRow';
  /** Your id of it. */
  readonly externalId: Scalars['String']['output'];
  /** By what it was judged. */
  readonly judgedBy: RegistryJudge;
  /** The payment as the gateway knows it; null when it does not. */
  readonly payment?: Maybe<PartnerPayment>;
  /**
   * Whether handing the same register in again may tell more: for what is `PENDING`, and for what is `NOT_CHECKED` where the billing
   * system can be asked for a payment at all.
   */
  readonly retryable: Scalars['Boolean']['output'];
  /** How the books compare. */
  readonly verdict: RegistryVerdict;
};

/** A payment in your books. */
export type RegistryRowInput = {
  /** The contract number that was paid to. */
  readonly accountNumber: Scalars['String']['input'];
  /** How much, with two decimals. */
  readonly amount: Scalars['Decimal']['input'];
  /** Your id of it, once in a register. */
  readonly externalId: Scalars['String']['input'];
};

/** How the two books compare. */
export type RegistryVerdict =
  /** Both have it, for different accounts. */
  | 'ACCOUNT_MISMATCH'
  /** Both have it, with different amounts, or the billing system has it more than once. */
  | 'AMOUNT_MISMATCH'
  /** Both have the same. */
  | 'MATCHED'
  /** The billing system does not have it, or has it no more: it was refused, canceled or never came. */
  | 'MISSING_IN_BILLING'
  /** The billing system has it, and you do not. */
  | 'MISSING_IN_PARTNER'
  /**
   * The gateway does not know it, and the billing system could not be asked for it: it may be there or not. Hand the register in
   * again where `retryable` says so, and give no money back for it until then.
   */
  | 'NOT_CHECKED'
  /** It, or its cancellation, is not decided yet; hand the register in again later. */
  | 'PENDING';

/** What to remove. */
export type RemoveAnnouncementInput = {
  /** The version that was read. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The global id. */
  readonly id: Scalars['ID']['input'];
};

/** The answer to a removal. */
export type RemoveContentPayload = {
  readonly __typename?: 'RemoveContentPayload';
  /** The global id of what is gone, or null when `userErrors` tells why not. */
  readonly removedId?: Maybe<Scalars['ID']['output']>;
  /** Why nothing was removed; empty on success. */
  readonly userErrors: ReadonlyArray<ContentUserError>;
};

/** Which device to remove. */
export type RemoveDeviceInput = {
  /** The global id of the device. */
  readonly deviceId: Scalars['ID']['input'];
};

/** What became of a removal. */
export type RemoveDeviceResult = DeviceRefused | DeviceRemoved;

/** What to remove. */
export type RemoveHelpArticleInput = {
  /** The version that was read. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The global id. */
  readonly id: Scalars['ID']['input'];
};

/** What to remove. */
export type RemoveNewsInput = {
  /** The version that was read. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The global id. */
  readonly id: Scalars['ID']['input'];
};

/** What to remove. */
export type RemovePaymentMethodInput = {
  /** The version that was read. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The global id. */
  readonly id: Scalars['ID']['input'];
};

/** What to remove. */
export type RemovePromotionInput = {
  /** The version that was read. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The global id. */
  readonly id: Scalars['ID']['input'];
};

/** Which slot is taken back. */
export type RemoveVisitSlotInput = {
  /** The id of the slot. */
  readonly slotId: Scalars['ID']['input'];
};

/** What came of taking back a slot. */
export type RemoveVisitSlotResult = VisitRefused | VisitSlotRemoved;

/** Which ticket is not over after all. */
export type ReopenTicketInput = {
  /** The global id of the ticket. */
  readonly ticketId: Scalars['ID']['input'];
};

/** What to answer, and a key that makes it happen once. */
export type ReplyToForumTopicInput = {
  /** The reply: 1–5000 characters of Markdown. */
  readonly body: Scalars['String']['input'];
  /** Made by the client for this one reply, 8–64 letters, digits, dots, hyphens or underscores; the same for every try. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The global id of the topic. */
  readonly topicId: Scalars['ID']['input'];
};

/** Who wants to be connected, and where. */
export type RequestConnectionInput = {
  /** Where. */
  readonly address: ConnectionAddressInput;
  /** What else the provider should know, at most 1000 characters. */
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  /** A key of your own for this request, new for each, e.g. a UUID; 8–64 letters, digits, dots, hyphens and underscores. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Whom to ask for, 2–100 characters. */
  readonly name: Scalars['String']['input'];
  /** Where to call back: in the international form, or a Russian number as people write it. */
  readonly phone: Scalars['String']['input'];
};

/** What came of a request to be connected. */
export type RequestConnectionResult = ConnectionPending | ConnectionRefused | ConnectionRequested;

/** Other IP addresses. */
export type RequestIpChangeInput = {
  /** The price that the subscriber was shown. When it is another by now, the order is refused with PRICE_CHANGED. */
  readonly expectedPrice?: InputMaybe<Scalars['Decimal']['input']>;
  /** Your own key of this order, made and kept before the first try: 1–64 letters, digits and `._:-`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** To order the same once more: the id of the order that ALREADY_ORDERED named. Leave it out at first. It has no meaning where consultants order. */
  readonly orderAgainAfter?: InputMaybe<Scalars['ID']['input']>;
  /** The service. */
  readonly serviceId: Scalars['ID']['input'];
};

/** For whom a one-time password is asked for, and by which way it is sent. */
export type RequestOneTimePasswordInput = {
  /** How to send it. */
  readonly channel: CodeChannel;
  /** The e-mail address of the agreement; needed for EMAIL. Nothing is sent to any other address. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** The login; 1–64 characters. */
  readonly login: Scalars['String']['input'];
};

/** For whom a code is asked for, and by which way it is sent. */
export type RequestPasswordResetInput = {
  /** How to send it. */
  readonly channel: CodeChannel;
  /** The e-mail address of the agreement; needed for EMAIL. Nothing is sent to any other address. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** The login; 1–64 characters. */
  readonly login: Scalars['String']['input'];
};

/** When a master is to come. */
export type RequestVisitInput = {
  /** The global id of the account. */
  readonly accountId: Scalars['ID']['input'];
  /** What the master should know: at most 500 characters, plain. */
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  /** The price that the subscriber has seen and agreed to. When it is another by now, nothing is booked. */
  readonly expectedPrice: Scalars['Decimal']['input'];
  /** A key of your own for this visit, new for each, e.g. a UUID; 8–64 letters, digits, dots, hyphens and underscores. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Whom the master calls, e.g. +7 912 123-45-67. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** The id of the slot. */
  readonly slotId: Scalars['ID']['input'];
};

/** What came of a request for a visit. */
export type RequestVisitResult = VisitRefused | VisitRequested;

/** Login, code and new password. */
export type ResetPasswordInput = {
  /** The code; blanks and hyphens do not matter. */
  readonly code: Scalars['String']['input'];
  /** The login for which the code was asked for, written in the same way. */
  readonly login: Scalars['String']['input'];
  /** The new password: 8–128 characters, neither made of the login and digits nor one of the commonest passwords. */
  readonly newPassword: Scalars['String']['input'];
};

/** Why a decision about a payment was not taken. */
export type ResolutionRefusalCode =
  /** Another payment of the account is under way, and here they go one by one. */
  | 'ACCOUNT_BUSY'
  /** It was decided already, and otherwise. */
  | 'ALREADY_DECIDED'
  /** The billing system does not answer just now. */
  | 'BILLING_UNAVAILABLE'
  /** The billing system cannot be asked what came of it. */
  | 'CANNOT_LOOK_UP'
  /** The billing system shows that it was carried out. */
  | 'CARRIED_OUT_IN_BILLING'
  /** Somebody else, or the gateway, has changed it meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** There is no such order. */
  | 'INTENT_NOT_FOUND'
  /** `paymentId` is missing, not wanted, or no id of a record that this order can be. */
  | 'INVALID_PAYMENT_ID'
  /** The reason is too short, too long, or has characters or a card number in it that are not kept. */
  | 'INVALID_REASON'
  /** The billing system's rows do not tell; say `acknowledgesDoubt` when you have considered them. */
  | 'IN_DOUBT'
  /** The billing system shows nothing that was carried out. */
  | 'NOT_CARRIED_OUT_IN_BILLING'
  /** An attempt that was given up may still be applied by the billing system. */
  | 'NOT_SETTLED'
  /** The order does not wait for this decision. */
  | 'NOT_WAITING'
  /** The payment or record has another account, amount or reference, or does not count. */
  | 'PAYMENT_DIFFERS'
  /** The billing system has no such payment. */
  | 'PAYMENT_NOT_FOUND'
  /** The payment or record belongs to another order. */
  | 'PAYMENT_TAKEN';

/** The decision was not taken. */
export type ResolutionRefused = {
  readonly __typename?: 'ResolutionRefused';
  /** A stable code for programs. */
  readonly code: ResolutionRefusalCode;
  /** The order as it is now; null when there is none. */
  readonly currentIntent?: Maybe<PaymentIntent>;
  /** What to tell the operator, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Whether the same may pass later without anybody doing anything. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** What was found out about a payment that waits for a person. */
export type ResolvePaymentInput = {
  /** Whether you have considered what the billing system shows to the contrary: needed to take a payment or record that differs from a conflicting order for it, to take one of several, and to close an order of which the rows do not tell. */
  readonly acknowledgesDoubt?: InputMaybe<Scalars['Boolean']['input']>;
  /** The id of the order. */
  readonly intentId: Scalars['ID']['input'];
  /** With `CARRIED_OUT` only: the global id of the payment in the billing system that this order is. Required for payments and cancellations. For a service order, a ticket or a promised payment leave it out, since the billing system is looked up, or name the one of several records that it is. */
  readonly paymentId?: InputMaybe<Scalars['ID']['input']>;
  /** Why, for the audit trail: 3–120 characters, in one line, without card numbers. */
  readonly reason: Scalars['String']['input'];
  /** What was found out. */
  readonly resolution: PaymentResolution;
};

/** What came of a decision. */
export type ResolvePaymentResult = PaymentResolved | ResolutionRefused;

/** A decision about a transfer whose money was taken and could not be given back. */
export type ResolveTransferInput = {
  /** Why, for the audit trail: 3–120 characters. */
  readonly reason: Scalars['String']['input'];
  /** What is to be done, or was done. */
  readonly resolution: TransferResolution;
  /** The global id of the transfer. */
  readonly transferId: Scalars['ID']['input'];
};

/** What came of a decision about a transfer. */
export type ResolveTransferResult = TransferResolutionRefused | TransferResolved;

/** Which agreement's login is restored. */
export type RestoreLoginInput = {
  /** The contract number, with its zeros. */
  readonly agreementNumber: Scalars['String']['input'];
  /** Under which number the office noted that it saw passport and agreement; 1–100 characters, kept for ever. Never the passport's own number. */
  readonly documentReference: Scalars['String']['input'];
};

/** The answer to `restoreLogin`. */
export type RestoreLoginPayload = {
  readonly __typename?: 'RestoreLoginPayload';
  /** When the one-time password stops working. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The login; null when `userErrors` tells why not. */
  readonly login?: Maybe<Scalars['String']['output']>;
  /** To be told to the person, once: it is kept nowhere in plain text. */
  readonly oneTimePassword?: Maybe<Scalars['String']['output']>;
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** Why nothing was restored; empty on success. */
  readonly userErrors: ReadonlyArray<AccessUserError>;
};

/** A session in which only `changePassword` can be called. It is not refreshed. */
export type RestrictedSession = {
  readonly __typename?: 'RestrictedSession';
  /** Send it as `Authorization: Bearer …` with `changePassword`. */
  readonly accessToken: Scalars['String']['output'];
  /** When it stops working. */
  readonly accessTokenExpiresAt: Scalars['DateTime']['output'];
};

/** A receipt that is to be tried again. */
export type RetryFiscalReceiptInput = {
  /** Where it goes to instead: an e-mail address of at most 64 characters or a telephone number; left out, where it was to go before. */
  readonly contact?: InputMaybe<Scalars['String']['input']>;
  /** A text of your choice, 1–64 printable ASCII characters, the same for each repetition of the same order. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The id of the receipt. */
  readonly receiptId: Scalars['ID']['input'];
  /**
   * Whether a sale that the registrar has refused or given up is sent by the VAT, system of taxation and settlement that are configured now: when those
   * by which it was made were a mistake. Otherwise it keeps those of the day on which the money came; a refund always has those of its sale.
   */
  readonly takesConfiguredTerms?: Scalars['Boolean']['input'];
};

/** What came of trying again. */
export type RetryFiscalReceiptResult = FiscalReceiptRetried | FiscalReceiptRetryRefused | IdempotencyConflict;

/** Which invitation is taken back. */
export type RevokeInvitationInput = {
  /** The global id of the organisation's account. */
  readonly accountId: Scalars['ID']['input'];
  /** The id of the invitation. */
  readonly invitationId: Scalars['ID']['input'];
};

/** What came of taking an invitation back. */
export type RevokeInvitationResult = InvitationRevoked | MemberRefused;

/** Whose membership ends. */
export type RevokeMemberInput = {
  /** The id of the member. */
  readonly memberId: Scalars['ID']['input'];
};

/** What came of the end of a membership. */
export type RevokeMemberResult = MemberRefused | MemberRevoked;

/** The answer to `revokeOtherSessions`. */
export type RevokeOtherSessionsPayload = {
  readonly __typename?: 'RevokeOtherSessionsPayload';
  /** How many sessions this call has ended. */
  readonly revokedCount: Scalars['Int']['output'];
};

/** Which session to end. */
export type RevokeSessionInput = {
  /** The session, from `sessions`. */
  readonly sessionId: Scalars['ID']['input'];
};

/** The answer to `revokeSession`. */
export type RevokeSessionPayload = {
  readonly __typename?: 'RevokeSessionPayload';
  /** True when this call has ended it; false when there is no such open session. */
  readonly revoked: Scalars['Boolean']['output'];
};

/** In which role a session acts. */
export type Role =
  /** Somebody who acts for an organisation. */
  | 'MEMBER'
  /** An employee of the provider. */
  | 'OPERATOR'
  /** A payment terminal network or a bank. */
  | 'PARTNER'
  /** The holder of one or more agreements: a person, or an organisation's main login. */
  | 'SUBSCRIBER';

/** A service connected to an account. */
export type Service = Node & {
  readonly __typename?: 'Service';
  /** What `changeServiceOption` can change, and to which values, for drawing its form; empty where there is nothing of the kind, null when the billing system does not answer. At most 2. */
  readonly adjustableOptions?: Maybe<ReadonlyArray<AdjustableOption>>;
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /**
   * The tariffs that this service can be changed to, the subscriber's private ones included. At most 100; see
   * `hasMoreAvailableTariffs`.
   */
  readonly availableTariffs?: Maybe<ReadonlyArray<Tariff>>;
  /** The day it was connected, or null when the billing system does not know. */
  readonly connectedOn?: Maybe<Scalars['Date']['output']>;
  /** The hold that is in force; null when there is none, or the billing system does not say from when until when. */
  readonly freeze?: Maybe<ServiceFreeze>;
  /** For how long `freezeService` can put it on hold; null when nothing of the account can be, and when the billing system does not answer. */
  readonly freezeTerms?: Maybe<FreezeTerms>;
  /** How old the data is. */
  readonly freshness: Freshness;
  /** True when there are more tariffs to change to than `availableTariffs` shows, or one cannot be read at present; null when the billing system does not answer. */
  readonly hasMoreAvailableTariffs?: Maybe<Scalars['Boolean']['output']>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** The addresses of this service; empty where addresses mean nothing. At most 16: an answer with more is an error. */
  readonly ipAddresses?: Maybe<ReadonlyArray<IpAddress>>;
  /** What is given. */
  readonly kind: TariffKind;
  /** What was ordered instead of the tariff's own speed and number of channels, by `changeServiceOption`. */
  readonly options: ReadonlyArray<ServiceOption>;
  /** What the options cost a month on top of the tariff; null when there are none. */
  readonly optionsFee?: Maybe<Money>;
  /** Whether it is given now. */
  readonly status: ServiceStatus;
  /** The price plan, or null when the billing system does not answer. */
  readonly tariff?: Maybe<Tariff>;
};

/** A hold of a service. */
export type ServiceFreeze = {
  readonly __typename?: 'ServiceFreeze';
  /** The first day without the service. */
  readonly from: Scalars['Date']['output'];
  /** The day on which it is given again. */
  readonly until: Scalars['Date']['output'];
};

/** An extra service that can be connected. */
export type ServiceOffering = {
  readonly __typename?: 'ServiceOffering';
  /** What connecting it costs, once. */
  readonly connectionFee: Money;
  /** What the provider says about it. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Opaque id, for ordering. */
  readonly id: Scalars['ID']['output'];
  /** What it is for. */
  readonly kind: TariffKind;
  /** The fee of a whole month. */
  readonly monthlyFee: Money;
  /** Its name. */
  readonly name: Scalars['String']['output'];
};

/** A page of extra services. */
export type ServiceOfferingConnection = {
  readonly __typename?: 'ServiceOfferingConnection';
  /** The offerings of this page with their cursors. */
  readonly edges: ReadonlyArray<ServiceOfferingEdge>;
  /** The offerings of this page. */
  readonly nodes: ReadonlyArray<ServiceOffering>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** An offering in a page. */
export type ServiceOfferingEdge = {
  readonly __typename?: 'ServiceOfferingEdge';
  /** The position of this offering, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The offering. */
  readonly node: ServiceOffering;
};

/** What was ordered instead of a tariff's own. */
export type ServiceOption = {
  readonly __typename?: 'ServiceOption';
  /** What was changed. */
  readonly option: ServiceOptionName;
  /** What it is: megabits per second, or a number of channels. */
  readonly value: Scalars['Int']['output'];
};

/** What can be changed of a service beside its tariff. */
export type ServiceOptionName =
  /** How many television channels. */
  | 'CHANNELS'
  /** Downstream speed, in megabits per second. */
  | 'SPEED';

/** What a subscriber has ordered (TMF622 product order). */
export type ServiceOrder = Node & {
  readonly __typename?: 'ServiceOrder';
  /** What is charged besides, when it is carried out: the days of the month under the old terms, as many as have passed by then. */
  readonly accruedCharge: Money;
  /** What it changes. */
  readonly action: ServiceOrderAction;
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** When it was carried out, canceled or given up; null while it is open. */
  readonly closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When something is next done about it; null when it has ended. */
  readonly dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it failed; null when it did not. */
  readonly failure?: Maybe<ServiceOrderRefusalCode>;
  /** How old the data is. */
  readonly freshness: Freshness;
  /** The first day of a hold; null for all other orders. */
  readonly from?: Maybe<Scalars['Date']['output']>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** Whether it can still be canceled. */
  readonly isCancelable: Scalars['Boolean']['output'];
  /** What the service costs a month afterwards; zero for orders that are about no service. */
  readonly monthlyFee: Money;
  /** The number to name on the telephone. */
  readonly number: Scalars['String']['output'];
  /** The offering that was ordered, for comparing with the id of an offering; null for orders without one. */
  readonly offeringId?: Maybe<Scalars['ID']['output']>;
  /** The option that is to be changed; null for all other orders. */
  readonly option?: Maybe<ServiceOptionName>;
  /** When it was placed. */
  readonly placedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What is charged for it, once, when it is carried out. */
  readonly price: Money;
  /** The service that it is about; of a service that is connected, once it is. Null for orders that are about no service, and when the billing system does not answer. */
  readonly service?: Maybe<Service>;
  /** How far it has come. */
  readonly status: ServiceOrderStatus;
  /** The tariff that was ordered; null for orders without one, and when the billing system does not answer. */
  readonly tariff?: Maybe<Tariff>;
  /** The day on which the service is given again after a hold; null for all other orders. */
  readonly until?: Maybe<Scalars['Date']['output']>;
  /** What the option is to be: megabits per second, or a number of channels; null for all other orders. */
  readonly value?: Maybe<Scalars['Int']['output']>;
};

/** The billing system has the order, exactly once. */
export type ServiceOrderAccepted = {
  readonly __typename?: 'ServiceOrderAccepted';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** The order as it is now; null when it cannot be read just now. */
  readonly order?: Maybe<ServiceOrder>;
  /** The global id of the order. */
  readonly orderId: Scalars['ID']['output'];
};

/** What an order changes. */
export type ServiceOrderAction =
  /** Equipment is bought. */
  | 'BUY_EQUIPMENT'
  /** The IP addresses of a service. */
  | 'CHANGE_IP'
  /** The speed of a service or the number of its channels. */
  | 'CHANGE_OPTION'
  /** The tariff of a service. */
  | 'CHANGE_TARIFF'
  /** A service is connected. */
  | 'CONNECT_SERVICE'
  /** A service is disconnected. */
  | 'DISCONNECT_SERVICE'
  /** All services of the account are put on hold. */
  | 'FREEZE_ACCOUNT'
  /** A service is put on hold. */
  | 'FREEZE_SERVICE'
  /** Work is done at the subscriber's. */
  | 'SET_UP'
  /** The hold of the account ends before its time. */
  | 'UNFREEZE_ACCOUNT'
  /** The hold of a service ends before its time. */
  | 'UNFREEZE_SERVICE'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/**
 * The provider places orders of subscribers itself: the wish is a ticket now, exactly once, and a consultant will answer there. While it is open, the same wish
 * of anybody for the account answers it again. What the billing system would refuse is refused, and becomes no ticket.
 */
export type ServiceOrderBecameTicket = {
  readonly __typename?: 'ServiceOrderBecameTicket';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** The number to name on the telephone. */
  readonly number: Scalars['String']['output'];
  /** The ticket; null when it cannot be read just now. */
  readonly ticket?: Maybe<Ticket>;
};

/** The order is canceled, and costs nothing. */
export type ServiceOrderCancelled = {
  readonly __typename?: 'ServiceOrderCancelled';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** The order as it is now; null when it cannot be read just now. */
  readonly order?: Maybe<ServiceOrder>;
};

/** A page of orders. */
export type ServiceOrderConnection = {
  readonly __typename?: 'ServiceOrderConnection';
  /** The orders of this page with their cursors. */
  readonly edges: ReadonlyArray<ServiceOrderEdge>;
  /** The orders of this page. */
  readonly nodes: ReadonlyArray<ServiceOrder>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** An order in a page. */
export type ServiceOrderEdge = {
  readonly __typename?: 'ServiceOrderEdge';
  /** The position of this order, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The order. */
  readonly node: ServiceOrder;
};

/** The order is kept and will be placed, once; what the billing system says of it is not known yet. Repeat it with the same key until it is decided. */
export type ServiceOrderPending = {
  readonly __typename?: 'ServiceOrderPending';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Whether the same order may have another outcome later: always true here. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** What an order would cost. */
export type ServiceOrderQuote = {
  readonly __typename?: 'ServiceOrderQuote';
  /** What is charged besides, at the same time: the days of the month under the old terms. One day more at each midnight, until it is carried out. */
  readonly accruedCharge: Money;
  /** What the service costs a month now; zero for orders that are about no service. */
  readonly currentMonthlyFee: Money;
  /** When it would be carried out, or first worked on. */
  readonly dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the service costs a month afterwards; zero for orders that are about no service. */
  readonly monthlyFee: Money;
  /** What is charged for it, once, when it is carried out. Give it as `expectedPrice`. */
  readonly price: Money;
  /** Both together: all that is charged when it is carried out. Show it, and give it as `expectedTotal`. */
  readonly total: Money;
};

/** What would be ordered. Fields that mean nothing to the action are left out. */
export type ServiceOrderQuoteInput = {
  /** The account; may be left out where a service is named. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** What would be changed. */
  readonly action: ServiceOrderAction;
  /** When it would take effect. */
  readonly effective?: OrderEffective;
  /** The first day of a hold. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** The offering. */
  readonly offeringId?: InputMaybe<Scalars['ID']['input']>;
  /** The option that would be changed. */
  readonly option?: InputMaybe<ServiceOptionName>;
  /** The service that it is about. */
  readonly serviceId?: InputMaybe<Scalars['ID']['input']>;
  /** The tariff. */
  readonly tariffId?: InputMaybe<Scalars['ID']['input']>;
  /** The day on which the service would be given again. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
  /** What it would be: megabits per second, or a number of channels. */
  readonly value?: InputMaybe<Scalars['Int']['input']>;
};

/** The answer to `serviceOrderQuote`. */
export type ServiceOrderQuoteResult = ServiceOrderQuote | ServiceOrderRefused;

/** Why an order is refused, or has failed. */
export type ServiceOrderRefusalCode =
  /** The agreement has ended. */
  | 'AGREEMENT_ENDED'
  /** Somebody has ordered the very same for the account within ten minutes, or it is not known yet what became of it; see `placedOrder`. Give `orderAgainAfter` to order it once more. The refusal binds no key: repeated after those ten minutes, the same key orders. */
  | 'ALREADY_ORDERED'
  /** The billing system does not answer just now; repeat it later. */
  | 'BILLING_UNAVAILABLE'
  /** An employee of the provider has found that it was not placed, and has closed it. */
  | 'CLOSED_BY_OPERATOR'
  /** Another order that is not carried out yet stands in the way. */
  | 'CONFLICTING_ORDER'
  /** The account is suspended for debt: pay first. */
  | 'DEBT'
  /** The field that `field` names is empty, too long, out of range or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** You may see the account, and order nothing for it. */
  | 'NOT_ALLOWED'
  /** It would change nothing, or the service cannot be changed so in the state that it is in. */
  | 'NOT_APPLICABLE'
  /** The account has not enough money for it. */
  | 'NOT_ENOUGH_MONEY'
  /** Account, service, tariff or offering is absent or not yours. */
  | 'NOT_FOUND'
  /** It is not offered where the account is served. */
  | 'NOT_OFFERED_IN_REGION'
  /** The connected billing system takes no orders of this kind. */
  | 'NOT_SUPPORTED'
  /** Too much is being worked on; repeat it in a moment. */
  | 'OVERLOADED'
  /** The hold begins too early or too late (`field` is `from`), or is too short or too long (`field` is `until`); see `allowedPeriod`. */
  | 'PERIOD_NOT_ALLOWED'
  /** The price is not `expectedPrice` any more, or the whole is more than `expectedTotal`. Show the new one first. */
  | 'PRICE_CHANGED'
  /** The tariff was negotiated for somebody else. */
  | 'PRIVATE_TARIFF'
  /** The last change was too short a time ago; see `earliestOn`. */
  | 'TOO_EARLY'
  /** Too many wishes within an hour; repeat it later. */
  | 'TOO_MANY_TRIES'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN'
  /** The option cannot have this value; see `allowedValues`. */
  | 'VALUE_NOT_ALLOWED';

/** Nothing was ordered. */
export type ServiceOrderRefused = {
  readonly __typename?: 'ServiceOrderRefused';
  /** Of PERIOD_NOT_ALLOWED: how long a hold can be; null for all others, and when it cannot be read just now. */
  readonly allowedPeriod?: Maybe<FreezeTerms>;
  /** Of VALUE_NOT_ALLOWED: the values that the option can have; null for all others, where the service has no such option, and when they cannot be read just now. */
  readonly allowedValues?: Maybe<AdjustableOption>;
  /** A stable code for programs. */
  readonly code: ServiceOrderRefusalCode;
  /** The day from which it is no longer TOO_EARLY, when it is known. */
  readonly earliestOn?: Maybe<Scalars['Date']['output']>;
  /** The input field that is meant, or null when it is none of them. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Of ALREADY_ORDERED: the order that was placed; null when it cannot be read just now. */
  readonly placedOrder?: Maybe<ServiceOrder>;
  /** Of ALREADY_ORDERED: the id of the order that was placed, for `orderAgainAfter`; null while nobody knows yet what became of it. */
  readonly placedOrderId?: Maybe<Scalars['ID']['output']>;
  /** Whether the same order, with the same key, may be taken later without anything else being chosen. False for what was decided after the order was kept: make a new key then. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** The answer to everything that places an order. */
export type ServiceOrderResult = IdempotencyConflict | ServiceOrderAccepted | ServiceOrderBecameTicket | ServiceOrderPending | ServiceOrderRefused;

/** How far an order has come. */
export type ServiceOrderStatus =
  /** The provider has it, and nobody has begun to work on it. */
  | 'ACKNOWLEDGED'
  /** It was canceled before anybody began. */
  | 'CANCELLED'
  /** It is carried out; a hold has ended. */
  | 'COMPLETED'
  /** It could not be carried out, and cost nothing; `failure` says why. */
  | 'FAILED'
  /** The provider works on it; a hold is in force. */
  | 'IN_PROGRESS'
  /** It waits for its day. */
  | 'PENDING'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/** Whether a service is given now. */
export type ServiceStatus =
  /** It is given. */
  | 'ACTIVE'
  /** On hold by the subscriber's wish. */
  | 'FROZEN'
  /** Ordered and not yet given. */
  | 'PENDING'
  /** Off until the debt is paid. */
  | 'SUSPENDED_FOR_DEBT'
  /** Ended. */
  | 'TERMINATED'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/** A session: what to send with later requests. */
export type Session = {
  readonly __typename?: 'Session';
  /** Send it as `Authorization: Bearer …`. */
  readonly accessToken: Scalars['String']['output'];
  /** When the access token stops working; refresh before. */
  readonly accessTokenExpiresAt: Scalars['DateTime']['output'];
  /** Exchange it once at `refreshSession`. Keep it as safe as a password. */
  readonly refreshToken: Scalars['String']['output'];
  /** When the session ends if it is not refreshed. */
  readonly refreshTokenExpiresAt: Scalars['DateTime']['output'];
  /** Who has signed in. */
  readonly viewer: Viewer;
};

/** Login and password for a proven agreement. */
export type SetCredentialsInput = {
  /** The contract number, as it was proven. */
  readonly agreementNumber: Scalars['String']['input'];
  /** The code; blanks and hyphens do not matter. */
  readonly code: Scalars['String']['input'];
  /** The login: the contract number, or 3–64 small Latin letters, digits and `. _ @ -` with a letter among them. */
  readonly login: Scalars['String']['input'];
  /** The password: 8–128 characters, neither made of the login and digits nor one of the commonest passwords. */
  readonly password: Scalars['String']['input'];
};

/** A language in which the provider writes. */
export type SettingsLanguage =
  /** English. */
  | 'EN'
  /** Russian. */
  | 'RU'
  /** The billing system says something that this gateway does not know yet. It cannot be chosen. */
  | 'UNKNOWN';

/** Login and password. */
export type SignInInput = {
  /** The login, usually the contract number; 1–64 characters. */
  readonly login: Scalars['String']['input'];
  /** The password; 1–256 characters. */
  readonly password: Scalars['String']['input'];
};

/** A partner's id and secret. */
export type SignInPartnerInput = {
  /** The partner's id: 2–40 small letters, digits and single hyphens. */
  readonly partnerId: Scalars['String']['input'];
  /** The partner's secret; 1–256 characters. */
  readonly secret: Scalars['String']['input'];
};

/** The answer to `signInPartner`. */
export type SignInPartnerPayload = {
  readonly __typename?: 'SignInPartnerPayload';
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** The new session, or null when `userErrors` tells why not. */
  readonly session?: Maybe<PartnerSession>;
  /** Why no session was opened; empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The answer to `signIn`. */
export type SignInPayload = {
  readonly __typename?: 'SignInPayload';
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** The new session, or null when `userErrors` tells why not. */
  readonly session?: Maybe<Session>;
  /** Why no session was opened; empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Login and one-time password. */
export type SignInWithOneTimePasswordInput = {
  /** The login for which it was asked for, written in the same way. */
  readonly login: Scalars['String']['input'];
  /** The one-time password; blanks, hyphens and the case of letters do not matter. */
  readonly oneTimePassword: Scalars['String']['input'];
};

/** The answer to `signInWithOneTimePassword`. */
export type SignInWithOneTimePasswordPayload = {
  readonly __typename?: 'SignInWithOneTimePasswordPayload';
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** The session, or null when `userErrors` tells why not. */
  readonly session?: Maybe<RestrictedSession>;
  /** Why no session was opened; empty on success. */
  readonly userErrors: ReadonlyArray<AccessUserError>;
};

/** The answer to `signOut`. */
export type SignOutPayload = {
  readonly __typename?: 'SignOutPayload';
  /** True when the session is ended. */
  readonly signedOut: Scalars['Boolean']['output'];
};

/** What was charged in a period, in parts ready for a chart. The parts add up to `total`, which is what the statement of the same period calls `debited`. */
export type Spending = {
  readonly __typename?: 'Spending';
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** How old the data is. */
  readonly freshness: Freshness;
  /** The first day. */
  readonly from: Scalars['Date']['output'];
  /** By what it is divided. */
  readonly groupBy: SpendingGroupBy;
  /**
   * By SERVICE and by KIND the largest first, what belongs to none last; at most 50, the smallest taken together. By MONTH in
   * the order of the calendar, months without charges included.
   */
  readonly parts: ReadonlyArray<SpendingPart>;
  /** The last day. */
  readonly to: Scalars['Date']['output'];
  /** Everything charged. */
  readonly total: Money;
};

/** By what charges are divided. */
export type SpendingGroupBy =
  /** By the kind of that service. */
  | 'KIND'
  /** By the month in which it was charged. */
  | 'MONTH'
  /** By the service that was charged for. */
  | 'SERVICE';

/** One part of what was charged. */
export type SpendingPart = {
  readonly __typename?: 'SpendingPart';
  /** How much. */
  readonly amount: Money;
  /** How many charges it is made of. */
  readonly chargeCount: Scalars['Int']['output'];
  /** The kind of service, by KIND; null for charges of the account itself. */
  readonly kind?: Maybe<TariffKind>;
  /** What to write beside it, in the language of the `Accept-Language` header: a tariff's name, a kind of service, a month. */
  readonly label: Scalars['String']['output'];
  /** The month in which it was charged, by MONTH, as "yyyy-MM"; null where the billing has lost the date. */
  readonly month?: Maybe<Scalars['String']['output']>;
  /** Its share of `total` in percent, e.g. "12.50". All shares together are 100.00, or 0.00 when nothing was charged. */
  readonly percent: Scalars['Decimal']['output'];
  /** The service, by SERVICE; null for charges of the account itself, and for what was taken together. */
  readonly service?: Maybe<Service>;
};

/** What was paid in and charged in a period. `opening` + `credited` − `debited` is always `closing`. */
export type Statement = {
  readonly __typename?: 'Statement';
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** The balance after the last day. */
  readonly closing: Money;
  /** Everything paid in. */
  readonly credited: Money;
  /** Everything charged. */
  readonly debited: Money;
  /** Payments and charges, oldest first; null when `first` or `after` cannot be used, which leaves the sums readable. */
  readonly entries?: Maybe<StatementEntryConnection>;
  /** How old the data is. */
  readonly freshness: Freshness;
  /** The first day. */
  readonly from: Scalars['Date']['output'];
  /** The balance before the first day. */
  readonly opening: Money;
  /** The last day. */
  readonly to: Scalars['Date']['output'];
};


/** What was paid in and charged in a period. `opening` + `credited` − `debited` is always `closing`. */
export type StatementEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** One line of a statement. */
export type StatementEntry = {
  readonly __typename?: 'StatementEntry';
  /** How much; always positive. */
  readonly amount: Money;
  /** The instant, or null when the billing system does not know. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** What it was, in the billing's words. */
  readonly description: Scalars['String']['output'];
  /** Whether money came or went. */
  readonly kind: StatementEntryKind;
};

/** A page of a statement. */
export type StatementEntryConnection = {
  readonly __typename?: 'StatementEntryConnection';
  /** The entries of this page with their cursors. */
  readonly edges: ReadonlyArray<StatementEntryEdge>;
  /** The entries of this page. */
  readonly nodes: ReadonlyArray<StatementEntry>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many entries the whole period has. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An entry in a page. */
export type StatementEntryEdge = {
  readonly __typename?: 'StatementEntryEdge';
  /** The position of this entry, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: StatementEntry;
};

/** Whether money came or went. */
export type StatementEntryKind =
  /** Money went. */
  | 'CHARGE'
  /** Money came. */
  | 'PAYMENT';

/** A statement that becomes a file. */
export type StatementExport = {
  readonly __typename?: 'StatementExport';
  /** The contract number of the account. */
  readonly accountNumber: Scalars['String']['output'];
  /** When it was ordered. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Where to fetch the file; null while there is none. Each time it is asked for, this is a new link. */
  readonly download?: Maybe<Download>;
  /** Payments and charges written so far; all of them when it is done. */
  readonly entryCount: Scalars['Int']['output'];
  /** When the file is deleted; null while there is none. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it came to nothing; null otherwise. */
  readonly failure?: Maybe<StatementExportFailure>;
  /** When it was done or came to nothing; null before. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The kind of file. */
  readonly format: ExportFormat;
  /** The first day. */
  readonly from: Scalars['Date']['output'];
  /** Opaque id, for `statementExport`. */
  readonly id: Scalars['ID']['output'];
  /** The language of headings. */
  readonly language: ExportLanguage;
  /** How much is done, 0–100. */
  readonly progress: Scalars['Int']['output'];
  /** The size of the file in bytes; null while there is none. */
  readonly sizeBytes?: Maybe<Scalars['Int']['output']>;
  /** Whether it waits, is being made, is there, or came to nothing. */
  readonly state: StatementExportState;
  /** The last day. */
  readonly to: Scalars['Date']['output'];
};

/** Why an export came to nothing. */
export type StatementExportFailure = {
  readonly __typename?: 'StatementExportFailure';
  /** Why. */
  readonly code: StatementExportFailureCode;
  /** The same in words, in the language of the `Accept-Language` header. */
  readonly message: Scalars['String']['output'];
};

/** Why an export came to nothing. */
export type StatementExportFailureCode =
  /** The billing system knows no such account any more. */
  | 'ACCOUNT_NOT_FOUND'
  /** The billing system did not answer, however often it was asked. */
  | 'BILLING_UNAVAILABLE'
  /** The file could not be written. */
  | 'FILE_NOT_WRITTEN'
  /** The balances of the parts of the period did not fit together, however often they were read. */
  | 'STATEMENT_DOES_NOT_ADD_UP'
  /** More payments and charges than a file may hold: order a shorter period. */
  | 'TOO_MANY_ENTRIES';

/** The export is ordered, now or by the same key before. */
export type StatementExportOrdered = {
  readonly __typename?: 'StatementExportOrdered';
  /** The export. */
  readonly export: StatementExport;
};

/** Why nothing was ordered. */
export type StatementExportRefusalCode =
  /** There is no such account, or it is not yours. */
  | 'ACCOUNT_NOT_FOUND'
  /** The billing system does not answer. */
  | 'BILLING_UNAVAILABLE'
  /** The value is empty, too long or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** The connected billing system has no statements. */
  | 'NOT_SUPPORTED'
  /** The days are not in their order, too many, or no days that any books tell of. */
  | 'PERIOD_NOT_ALLOWED'
  /** Three of yours wait or are being made. */
  | 'TOO_MANY_AT_ONCE'
  /** Twenty of yours are kept; each is deleted a day after it was made. */
  | 'TOO_MANY_KEPT';

/** Nothing was ordered. */
export type StatementExportRefused = {
  readonly __typename?: 'StatementExportRefused';
  /** Why. */
  readonly code: StatementExportRefusalCode;
  /** Which field of the input it is about, or null. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** The reason in words, in the language of the `Accept-Language` header. */
  readonly message: Scalars['String']['output'];
  /** Whether the same order may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** Whether an export waits, is being made, is there, or came to nothing. */
export type StatementExportState =
  /** The file can be fetched. */
  | 'DONE'
  /** It came to nothing; order it anew with another key. */
  | 'FAILED'
  /** It waits for its turn. */
  | 'QUEUED'
  /** It is being made. */
  | 'RUNNING';

/** The register of a day, or a part of it. */
export type SubmitRegistryInput = {
  /** The day, in the provider's time zone, on which the payments were accepted (`acceptedAt`): not in the future, and at most 62 days ago. */
  readonly date: Scalars['Date']['input'];
  /** How many parts there are, at most 100. When it differs from before, the former parts of the day are forgotten. */
  readonly of?: InputMaybe<Scalars['Int']['input']>;
  /** Which part of the day's register this is, from 1. Left out, it is the only one. */
  readonly part?: InputMaybe<Scalars['Int']['input']>;
  /** Your payments that are done, at most 400; none for a day without any. */
  readonly rows: ReadonlyArray<RegistryRowInput>;
};

/** The answer to `submitRegistry`. */
export type SubmitRegistryResult = RegistryJudged | RegistryRefused;

/**
 * What changes, told as it is seen: over a WebSocket (`graphql-transport-ws`) or as server-sent events. Whatever is done through this gateway is told
 * within a second; what is changed in the billing system itself, within the interval at which the gateway looks. A subscription ends
 * with `UNAUTHENTICATED` when the token that opened it has expired: refresh the session and subscribe again.
 */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /** The balance of an account: as it is, then each time that it has changed. */
  readonly accountBalanceChanged: Balance;
  /** A payment of your own: a partner's, or one begun in the cabinet. As it is, then each change of its state; ends when nothing more can change. */
  readonly paymentStatusChanged: PaymentProgress;
  /**
   * The twenty newest orders of an account as they are, oldest first, then each one that is new or has changed. Whoever subscribes again after a broken
   * connection hears first how they are now, and so misses no end of an order.
   */
  readonly serviceOrderUpdated: ServiceOrder;
  /** The messages of a ticket as they come, each once and in their order. */
  readonly ticketMessageAdded: TicketMessageAdded;
  /**
   * The twenty newest tickets of an account as they are, oldest first, then each one that is new or has changed. Whoever subscribes again after a broken
   * connection hears first how they are now.
   */
  readonly ticketUpdated: Ticket;
};


/**
 * What changes, told as it is seen: over a WebSocket (`graphql-transport-ws`) or as server-sent events. Whatever is done through this gateway is told
 * within a second; what is changed in the billing system itself, within the interval at which the gateway looks. A subscription ends
 * with `UNAUTHENTICATED` when the token that opened it has expired: refresh the session and subscribe again.
 */
export type SubscriptionAccountBalanceChangedArgs = {
  accountId: Scalars['ID']['input'];
};


/**
 * What changes, told as it is seen: over a WebSocket (`graphql-transport-ws`) or as server-sent events. Whatever is done through this gateway is told
 * within a second; what is changed in the billing system itself, within the interval at which the gateway looks. A subscription ends
 * with `UNAUTHENTICATED` when the token that opened it has expired: refresh the session and subscribe again.
 */
export type SubscriptionPaymentStatusChangedArgs = {
  externalId: Scalars['String']['input'];
};


/**
 * What changes, told as it is seen: over a WebSocket (`graphql-transport-ws`) or as server-sent events. Whatever is done through this gateway is told
 * within a second; what is changed in the billing system itself, within the interval at which the gateway looks. A subscription ends
 * with `UNAUTHENTICATED` when the token that opened it has expired: refresh the session and subscribe again.
 */
export type SubscriptionServiceOrderUpdatedArgs = {
  accountId: Scalars['ID']['input'];
};


/**
 * What changes, told as it is seen: over a WebSocket (`graphql-transport-ws`) or as server-sent events. Whatever is done through this gateway is told
 * within a second; what is changed in the billing system itself, within the interval at which the gateway looks. A subscription ends
 * with `UNAUTHENTICATED` when the token that opened it has expired: refresh the session and subscribe again.
 */
export type SubscriptionTicketMessageAddedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  ticketId: Scalars['ID']['input'];
};


/**
 * What changes, told as it is seen: over a WebSocket (`graphql-transport-ws`) or as server-sent events. Whatever is done through this gateway is told
 * within a second; what is changed in the billing system itself, within the interval at which the gateway looks. A subscription ends
 * with `UNAUTHENTICATED` when the token that opened it has expired: refresh the session and subscribe again.
 */
export type SubscriptionTicketUpdatedArgs = {
  accountId: Scalars['ID']['input'];
};

/** What to promise. */
export type TakePromisedPaymentInput = {
  /** The account: one of `viewer { accounts }`, or any for operators. */
  readonly accountId: Scalars['ID']['input'];
  /** The sum, from the `minAmount` to the `maxAmount` of the offer. */
  readonly amount: Scalars['Decimal']['input'];
  /** The fee that the subscriber has seen and agreed to: that of the offer. When it is another by now, nothing is taken. */
  readonly fee: Scalars['Decimal']['input'];
  /** Made by the client before the first try and kept until the answer: 1–64 Latin letters, digits and `._:-`, such as a UUID. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** What became of it. */
export type TakePromisedPaymentResult = PromisedPaymentConflict | PromisedPaymentPending | PromisedPaymentRefused | PromisedPaymentTaken;

/** A price plan. */
export type Tariff = Node & {
  readonly __typename?: 'Tariff';
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** What a tariff of kind MIX holds; empty for all others. At most 10: an answer with more is an error. */
  readonly components: ReadonlyArray<TariffKind>;
  /** What the provider says about it. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** How old the data is. */
  readonly freshness: Freshness;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** True for a tariff that was negotiated with one subscriber; nobody else sees it. */
  readonly isPrivate: Scalars['Boolean']['output'];
  /** What it is for. */
  readonly kind: TariffKind;
  /** The fee of a whole month. */
  readonly monthlyFee: Money;
  /** The name that the provider gave it. */
  readonly name: Scalars['String']['output'];
  /** Downstream speed in megabits per second; null where speed means nothing. */
  readonly speedMbps?: Maybe<Scalars['Int']['output']>;
  /** The television package, for tariffs that hold one. */
  readonly tvPackage?: Maybe<TvPackage>;
};

/** A service with another tariff, beside what it costs now. */
export type TariffComparison = {
  readonly __typename?: 'TariffComparison';
  /** What would be charged with the change for the days of this month under the old tariff; null when the change is refused. */
  readonly accruedCharge?: Maybe<Money>;
  /** What the service costs a month now; null when the change is refused. */
  readonly currentMonthlyFee?: Maybe<Money>;
  /** When it would be changed; null when the change is refused. */
  readonly dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it would cost a month; null when the change is refused. */
  readonly monthlyFee?: Maybe<Money>;
  /** How much less it would cost a month; negative when it would cost more, null when the change is refused. */
  readonly monthlySaving?: Maybe<Money>;
  /** What the change itself costs, once; null when the change is refused. */
  readonly price?: Maybe<Money>;
  /** Why the change is refused; null when it is not. */
  readonly refusal?: Maybe<ServiceOrderRefused>;
  /** The tariff that it is compared with; null when it is absent, not for you, or cannot be read at present. */
  readonly tariff?: Maybe<Tariff>;
  /** Both together: all that would be charged with the change. Show it, and give it as `expectedTotal`; null when the change is refused. */
  readonly total?: Maybe<Money>;
  /** The same over twelve months. */
  readonly yearlySaving?: Maybe<Money>;
};

/** A page of tariffs. */
export type TariffConnection = {
  readonly __typename?: 'TariffConnection';
  /** The tariffs of this page with their cursors. */
  readonly edges: ReadonlyArray<TariffEdge>;
  /** The tariffs of this page. */
  readonly nodes: ReadonlyArray<Tariff>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A tariff in a page. */
export type TariffEdge = {
  readonly __typename?: 'TariffEdge';
  /** The position of this tariff, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The tariff. */
  readonly node: Tariff;
};

/** What a price plan or a service is for. */
export type TariffKind =
  /** Analogue cable television. */
  | 'CABLE_TV'
  /** Digital cable television. */
  | 'DIGITAL_TV'
  /** An extra service, such as a fixed address. */
  | 'EXTRA'
  /** Smart home: intercom. */
  | 'INTERCOM'
  /** Access to the internet. */
  | 'INTERNET'
  /** Television over the internet. */
  | 'IPTV'
  /** Internet and television together. */
  | 'MIX'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN'
  /** Smart home: cameras. */
  | 'VIDEO_SURVEILLANCE';

/** A question, a wish or a fault that the provider's people deal with. */
export type Ticket = Node & {
  readonly __typename?: 'Ticket';
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** What kind of matter it is. */
  readonly category: TicketCategory;
  /** When it was opened. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** How old the data is. */
  readonly freshness: Freshness;
  /** The states that it has had, oldest first. */
  readonly history?: Maybe<TicketStatusChangeConnection>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** The messages, oldest first. */
  readonly messages?: Maybe<TicketMessageConnection>;
  /** The number to name on the telephone. */
  readonly number: Scalars['String']['output'];
  /** How well it was dealt with, from 1 to 5; null where the subscriber has not said. */
  readonly rating?: Maybe<Scalars['Int']['output']>;
  /** Whose turn it is. */
  readonly status: TicketStatus;
  /** What it is about, in a few words. */
  readonly subject: Scalars['String']['output'];
  /** When anything last changed. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
};


/** A question, a wish or a fault that the provider's people deal with. */
export type TicketHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** A question, a wish or a fault that the provider's people deal with. */
export type TicketMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** Who wrote a message. */
export type TicketAuthor =
  /** The provider. */
  | 'OPERATOR'
  /** The subscriber. */
  | 'SUBSCRIBER'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/** What kind of matter a ticket is. */
export type TicketCategory =
  /** Something should be changed. */
  | 'CHANGE_REQUEST'
  /** An address to be connected. */
  | 'CONNECTION'
  /** A question. */
  | 'CONSULTATION'
  /** Something does not work. */
  | 'FAULT'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN'
  /** A visit of the master. */
  | 'VISIT';

/** Why a ticket was not changed. */
export type TicketChangeRefusalCode =
  /** One of the files is not there: it was not sent yet, is in another message, is too old, or is not yours. */
  | 'ATTACHMENT_NOT_FOUND'
  /** The billing system does not answer just now; try later. */
  | 'BILLING_UNAVAILABLE'
  /** The provider's people have stopped it before it was written. */
  | 'CLOSED_BY_OPERATOR'
  /** The key was used for something else. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The value is empty, too long, out of range or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** You may see the ticket, and not do this to it. */
  | 'NOT_ALLOWED'
  /** It was sent, and could not be confirmed. Look at the ticket in a few minutes. */
  | 'NOT_CONFIRMED'
  /** The billing system takes no tickets; see `capabilities`. */
  | 'NOT_SUPPORTED'
  /** The billing system reported success and changed nothing. */
  | 'NOT_TAKEN_OVER'
  /** Too much is being worked on; try in a moment. */
  | 'OVERLOADED'
  /** The ticket is closed; open it again first. */
  | 'TICKET_CLOSED'
  /** The ticket is not closed yet. */
  | 'TICKET_NOT_CLOSED'
  /** There is no such ticket, or it is not yours. */
  | 'TICKET_NOT_FOUND'
  /** Too many tries; wait for the time that `retryAfterSeconds` says. */
  | 'TOO_MANY_TRIES';

/** The ticket was not changed, or nobody knows; `code` tells. */
export type TicketChangeRefused = {
  readonly __typename?: 'TicketChangeRefused';
  /** A stable code for programs. */
  readonly code: TicketChangeRefusalCode;
  /** The input field that is meant, or null when none is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** Whether the same may pass later without anybody doing anything. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** The ticket is as it was asked for. */
export type TicketChanged = {
  readonly __typename?: 'TicketChanged';
  /** The ticket as it is now. */
  readonly ticket: Ticket;
};

/** A page of tickets. */
export type TicketConnection = {
  readonly __typename?: 'TicketConnection';
  /** The tickets of this page with their cursors. */
  readonly edges: ReadonlyArray<TicketEdge>;
  /** The tickets of this page. */
  readonly nodes: ReadonlyArray<Ticket>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A ticket in a page. */
export type TicketEdge = {
  readonly __typename?: 'TicketEdge';
  /** The position of this ticket, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The ticket. */
  readonly node: Ticket;
};

/** One message of a ticket. */
export type TicketMessage = {
  readonly __typename?: 'TicketMessage';
  /** The files that came with it; null when they cannot be read just now. */
  readonly attachments?: Maybe<ReadonlyArray<Attachment>>;
  /** Who wrote it. */
  readonly author: TicketAuthor;
  /** The name of the writer, as the provider shows it. */
  readonly authorName?: Maybe<Scalars['String']['output']>;
  /** When it was written. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The text; plain. */
  readonly text: Scalars['String']['output'];
};

/** A message that has come. */
export type TicketMessageAdded = {
  readonly __typename?: 'TicketMessageAdded';
  /** To go on behind this message after a broken connection. */
  readonly cursor: Scalars['String']['output'];
  /** What was written, and by whom. */
  readonly ticketMessage: TicketMessage;
};

/** A page of messages. */
export type TicketMessageConnection = {
  readonly __typename?: 'TicketMessageConnection';
  /** The messages of this page with their cursors. */
  readonly edges: ReadonlyArray<TicketMessageEdge>;
  /** The messages of this page. */
  readonly nodes: ReadonlyArray<TicketMessage>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A message in a page. */
export type TicketMessageEdge = {
  readonly __typename?: 'TicketMessageEdge';
  /** The position of this message, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The message. */
  readonly node: TicketMessage;
};

/** The message is kept and will be written. Repeat the request to learn what became of it. */
export type TicketMessagePending = {
  readonly __typename?: 'TicketMessagePending';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Whether the same may pass later without anybody doing anything: always true. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** The message stands in the ticket. */
export type TicketMessagePosted = {
  readonly __typename?: 'TicketMessagePosted';
  /** The ticket; null when the billing system does not answer just now. */
  readonly ticket?: Maybe<Ticket>;
};

/** The ticket is open. */
export type TicketOpened = {
  readonly __typename?: 'TicketOpened';
  /** The number to name on the telephone. */
  readonly number: Scalars['String']['output'];
  /** The ticket; null when the billing system does not answer just now. */
  readonly ticket?: Maybe<Ticket>;
};

/** The ticket is kept and will be opened; its number is not known yet. Repeat the request to learn it. */
export type TicketPending = {
  readonly __typename?: 'TicketPending';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Whether the same may pass later without anybody doing anything: always true. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** Why no ticket was opened. */
export type TicketRefusalCode =
  /** There is no such account, or it is not yours. */
  | 'ACCOUNT_NOT_FOUND'
  /** The billing system does not answer just now; try later. */
  | 'BILLING_UNAVAILABLE'
  /** The provider's people have closed it before it was opened. */
  | 'CLOSED_BY_OPERATOR'
  /** The key was used for something else. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The value is empty, too short, too long or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** You may see the account, and open no tickets for it. */
  | 'NOT_ALLOWED'
  /** The billing system takes no tickets; see `capabilities`. */
  | 'NOT_SUPPORTED'
  /** Too much is being worked on; try in a moment. */
  | 'OVERLOADED'
  /** Too many tries; wait for the time that `retryAfterSeconds` says. */
  | 'TOO_MANY_TRIES';

/** No ticket was opened. */
export type TicketRefused = {
  readonly __typename?: 'TicketRefused';
  /** A stable code for programs. */
  readonly code: TicketRefusalCode;
  /** The input field that is meant, or null when none is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** Whether the same may pass later without anybody doing anything. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** Whose turn it is. */
export type TicketStatus =
  /** It is done. */
  | 'CLOSED'
  /** The provider is working on it. */
  | 'IN_PROGRESS'
  /** Nobody has looked at it yet. */
  | 'OPEN'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN'
  /** The provider waits for the subscriber. */
  | 'WAITING';

/** A state that a ticket has had from an instant on. */
export type TicketStatusChange = {
  readonly __typename?: 'TicketStatusChange';
  /** Who brought it about. */
  readonly author: TicketAuthor;
  /** Since when. */
  readonly changedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The state. */
  readonly status: TicketStatus;
};

/** A page of a ticket's states. */
export type TicketStatusChangeConnection = {
  readonly __typename?: 'TicketStatusChangeConnection';
  /** The states of this page with their cursors. */
  readonly edges: ReadonlyArray<TicketStatusChangeEdge>;
  /** The states of this page. */
  readonly nodes: ReadonlyArray<TicketStatusChange>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A state in a page. */
export type TicketStatusChangeEdge = {
  readonly __typename?: 'TicketStatusChangeEdge';
  /** The position of this state, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The state. */
  readonly node: TicketStatusChange;
};

/** What to pay to another subscriber. */
export type TopUpOtherInput = {
  /** The account that pays: one of `viewer { accounts }`. */
  readonly accountId: Scalars['ID']['input'];
  /** The contract number that receives, as its holder knows it. Text: `007123` is not `7123`. */
  readonly accountNumber: Scalars['String']['input'];
  /** How much, with two decimals, in the currency of the account. */
  readonly amount: Scalars['Decimal']['input'];
  /** Made by the client before the first try and kept until the answer: 1–64 Latin letters, digits and `._:-`, such as a UUID. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** A payment or a charge. */
export type Transaction = Charge | Payment;

/** A page of payments and charges, newest first in the order of posting. */
export type TransactionConnection = {
  readonly __typename?: 'TransactionConnection';
  /** The transactions of this page with their cursors. */
  readonly edges: ReadonlyArray<TransactionEdge>;
  /** The transactions of this page. */
  readonly nodes: ReadonlyArray<Transaction>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A payment or charge in a page. */
export type TransactionEdge = {
  readonly __typename?: 'TransactionEdge';
  /** The position, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The payment or charge. */
  readonly node: Transaction;
};

/** Money on its way from one account to another, as the payer sees it. */
export type Transfer = {
  readonly __typename?: 'Transfer';
  /** When it was accepted. */
  readonly acceptedAt: Scalars['DateTime']['output'];
  /** How much. */
  readonly amount: Money;
  /** When its state last changed. */
  readonly changedAt: Scalars['DateTime']['output'];
  /** Why it was refused or given back; null otherwise. */
  readonly code?: Maybe<TransferRefusalCode>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** To another subscriber, or between accounts of whoever ordered it. */
  readonly kind: TransferKind;
  /** The number that receives, masked, as the payer's statement shows it. */
  readonly recipient: Scalars['String']['output'];
  /** How far it has come. */
  readonly state: TransferState;
};

/** What to move between two accounts. */
export type TransferBetweenAccountsInput = {
  /** How much, with two decimals, in the currency of both accounts. */
  readonly amount: Scalars['Decimal']['input'];
  /** The account that pays: one of `viewer { accounts }`. */
  readonly fromAccountId: Scalars['ID']['input'];
  /** Made by the client before the first try and kept until the answer: 1–64 Latin letters, digits and `._:-`, such as a UUID. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The account that receives: another one of `viewer { accounts }`. */
  readonly toAccountId: Scalars['ID']['input'];
};

/** A transfer with the orders that it consists of, for operators. Their histories are in `paymentIntent`; that of the transfer itself is in `auditTrail` under the object `transfer:` and its id. */
export type TransferCase = {
  readonly __typename?: 'TransferCase';
  /** When it was accepted. */
  readonly acceptedAt: Scalars['DateTime']['output'];
  /** How much. */
  readonly amount: Money;
  /** When its stage last changed. */
  readonly changedAt: Scalars['DateTime']['output'];
  /** The order that gives it to the recipient; null while there is none. */
  readonly credit?: Maybe<PaymentIntent>;
  /** The order that takes the money from the payer; null while there is none. */
  readonly debit?: Maybe<PaymentIntent>;
  /** The contract number that pays. */
  readonly fromAccountNumber: Scalars['String']['output'];
  /** The last order that gives it back to the payer; null while there is none. */
  readonly giveBack?: Maybe<PaymentIntent>;
  /** What happened to it, the oldest first; the newest 50 acts when there were more. */
  readonly history: ReadonlyArray<AuditEntry>;
  /** The global id of the transfer. */
  readonly id: Scalars['ID']['output'];
  /** Who ordered it: role and id. */
  readonly principal: Scalars['String']['output'];
  /** What is under way, or how it has ended. */
  readonly stage: TransferStage;
  /** The contract number that receives. */
  readonly toAccountNumber: Scalars['String']['output'];
};

/** A page of transfers that wait for a person. */
export type TransferCaseConnection = {
  readonly __typename?: 'TransferCaseConnection';
  /** The transfers of this page with their cursors. */
  readonly edges: ReadonlyArray<TransferCaseEdge>;
  /** The transfers of this page. */
  readonly nodes: ReadonlyArray<TransferCase>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A transfer that waits for a person, in a page. */
export type TransferCaseEdge = {
  readonly __typename?: 'TransferCaseEdge';
  /** The position of this transfer, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The transfer. */
  readonly node: TransferCase;
};

/** The `idempotencyKey` was used for another transfer. Nothing was done; make a new key. */
export type TransferConflict = {
  readonly __typename?: 'TransferConflict';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Always false. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** A page of the transfers that an account has paid. */
export type TransferConnection = {
  readonly __typename?: 'TransferConnection';
  /** The transfers of this page with their cursors. */
  readonly edges: ReadonlyArray<TransferEdge>;
  /** The transfers of this page. */
  readonly nodes: ReadonlyArray<Transfer>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** The money was taken from the one account and is on the other, exactly once. */
export type TransferDone = {
  readonly __typename?: 'TransferDone';
  /** The transfer. */
  readonly transfer: Transfer;
};

/** A transfer in a page. */
export type TransferEdge = {
  readonly __typename?: 'TransferEdge';
  /** The position of this transfer, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The transfer. */
  readonly node: Transfer;
};

/** Whom a transfer goes to. */
export type TransferKind =
  /** Between accounts of whoever ordered it. */
  | 'OWN'
  /** To another subscriber. */
  | 'TOP_UP';

/** It is kept and will be carried out, or its money be given back; how it ends is not known yet. Repeat it with the same `idempotencyKey`, or ask `transfer`. */
export type TransferPending = {
  readonly __typename?: 'TransferPending';
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Always true: the same order will have another outcome later. */
  readonly retryable: Scalars['Boolean']['output'];
  /** The transfer as far as it has come. */
  readonly transfer: Transfer;
};

/** Why a transfer did not take place. */
export type TransferRefusalCode =
  /** The account that pays is on hold. */
  | 'ACCOUNT_FROZEN'
  /** There is no such account, or it is not yours. */
  | 'ACCOUNT_NOT_FOUND'
  /** The agreement of the account that pays has ended. */
  | 'AGREEMENT_ENDED'
  /** The billing system does not take this amount. */
  | 'AMOUNT_NOT_ACCEPTED'
  /** More than one transfer may be. */
  | 'AMOUNT_TOO_LARGE'
  /** The billing system does not answer just now; nothing was kept. */
  | 'BILLING_UNAVAILABLE'
  /** A person has found that it was not carried out, and closed it. */
  | 'CLOSED_BY_OPERATOR'
  /** The accounts are in different currencies. */
  | 'CURRENCY_MISMATCH'
  /** The account would transfer more in one day than it may. */
  | 'DAY_LIMIT_REACHED'
  /** The accounts are with different legal entities of the provider; see `Operator`. */
  | 'DIFFERENT_OPERATOR'
  /** The field that `field` names is empty, too long, zero, negative, or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** You may see the account, and pay nothing from it. */
  | 'NOT_ALLOWED'
  /** The account does not own as much. Its credit limit and a promised payment are no money that can be given away. */
  | 'NOT_ENOUGH_MONEY'
  /** The connected billing system cannot do it surely; see `capabilities`. */
  | 'NOT_SUPPORTED'
  /** No money is taken for the number that is to receive: its agreement has ended. */
  | 'RECIPIENT_CLOSED'
  /** Nobody has the number that is to receive. */
  | 'RECIPIENT_NOT_FOUND'
  /** It is one and the same account. */
  | 'SAME_ACCOUNT'
  /** Too many transfers of the account within a minute. */
  | 'TOO_MANY_TRANSFERS'
  /** Too many numbers that nobody has; see `retryAfterSeconds`. */
  | 'TOO_MANY_TRIES';

/** Nothing has left the account that pays, or all of it was given back. */
export type TransferRefused = {
  readonly __typename?: 'TransferRefused';
  /** A stable code for programs. */
  readonly code: TransferRefusalCode;
  /** The input field that is meant, or null when the whole order is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What was kept of it; null when nothing was, so that the key is free. Its state is RETURNED when the money was taken and given back. */
  readonly keptTransfer?: Maybe<Transfer>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** How long to wait before the next try; null when that is not known. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** True when the very same order, with the same `idempotencyKey`, may pass later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** What is done about a transfer whose money was taken and could not be given back. */
export type TransferResolution =
  /** The payer has it back in some other way, in cash say. It ends as RETURNED, and the account's statement shows what was taken alone. */
  | 'GIVEN_BACK_BY_HAND'
  /** What stood in the way is mended: give it back to the payer's account. */
  | 'GIVE_BACK_AGAIN'
  /** The recipient has it all the same: the billing system applied what it had refused. */
  | 'RECIPIENT_HAS_IT';

/** Why a decision about a transfer was not taken. */
export type TransferResolutionRefusalCode =
  /** It was decided already, and otherwise: see `history`. */
  | 'ALREADY_DECIDED'
  /** The billing system does not answer just now. */
  | 'BILLING_UNAVAILABLE'
  /** The money was given back to the account in the billing system. Where the transfer still waits choose GIVE_BACK_AGAIN, which finds it there; whatever was paid out by hand as well was paid twice. */
  | 'CARRIED_OUT_IN_BILLING'
  /** Somebody else has changed it meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** The billing system shows that the recipient has the money: choose RECIPIENT_HAS_IT. */
  | 'GIVEN_IN_BILLING'
  /** The reason is too short, too long, or has characters or a card number in it that are not kept. */
  | 'INVALID_REASON'
  /** The billing system does not show that the recipient has the money. */
  | 'NOT_CARRIED_OUT_IN_BILLING'
  /** Nothing was taken from the payer, so that there is nothing to give. GIVEN_BACK_BY_HAND closes it. */
  | 'NOT_TAKEN'
  /** It does not wait for this decision. When one of its orders waits for a person, decide about that: `resolvePayment`. */
  | 'NOT_WAITING'
  /** There is no such transfer. */
  | 'TRANSFER_NOT_FOUND';

/** The decision was not taken. */
export type TransferResolutionRefused = {
  readonly __typename?: 'TransferResolutionRefused';
  /** A stable code for programs. */
  readonly code: TransferResolutionRefusalCode;
  /** What to tell the operator, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** Whether the same may pass later without anybody doing anything. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** The decision stands. */
export type TransferResolved = {
  readonly __typename?: 'TransferResolved';
  /** The transfer as it is now. */
  readonly transferCase: TransferCase;
};

/** What became of a transfer. */
export type TransferResult = TransferConflict | TransferDone | TransferPending | TransferRefused;

/** What is under way with a transfer, or how it has ended. */
export type TransferStage =
  /** It was taken, and is being given to the recipient. */
  | 'CREDITING'
  /** The money is being taken from the payer. */
  | 'DEBITING'
  /** It was taken and given. */
  | 'DONE'
  /** It was taken, and neither given nor given back: a person must see to it. */
  | 'OPERATOR'
  /** It was never taken. */
  | 'REFUSED'
  /** It was taken and given back, to the account or by hand. */
  | 'RETURNED'
  /** The recipient cannot be given it, and it is being given back. */
  | 'RETURNING';

/** How far a transfer has come, for the payer. */
export type TransferState =
  /** The money is on the other account. */
  | 'DONE'
  /** It is not decided yet. */
  | 'PENDING'
  /** It was refused; nothing has left the account. */
  | 'REFUSED'
  /** The recipient could not be given the money, and it is back on the account; or the provider has given it back in another way, which the statement does not show. */
  | 'RETURNED';

/** A television channel. */
export type TvChannel = {
  readonly __typename?: 'TvChannel';
  /** What it shows, e.g. "Кино". */
  readonly genre?: Maybe<Scalars['String']['output']>;
  /** True for high definition. */
  readonly isHighDefinition: Scalars['Boolean']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** Its number on the remote control. */
  readonly number: Scalars['Int']['output'];
};

/** The television of a tariff. */
export type TvPackage = {
  readonly __typename?: 'TvPackage';
  /** How many channels there are. */
  readonly channelCount: Scalars['Int']['output'];
  /** The channels in the order of their numbers, at most 500: an answer with more is an error. Null when the billing system does not answer. */
  readonly channels?: Maybe<ReadonlyArray<TvChannel>>;
  /** How to set the equipment up. */
  readonly setUpGuide?: Maybe<Scalars['String']['output']>;
};

/** The end of a hold. */
export type UnfreezeAccountInput = {
  /** The account. */
  readonly accountId: Scalars['ID']['input'];
  /** Your own key of this order, made and kept before the first try: 1–64 letters, digits and `._:-`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** To order the same once more: the id of the order that ALREADY_ORDERED named. Leave it out at first. It has no meaning where consultants order. */
  readonly orderAgainAfter?: InputMaybe<Scalars['ID']['input']>;
};

/** The end of a hold. */
export type UnfreezeServiceInput = {
  /** Your own key of this order, made and kept before the first try: 1–64 letters, digits and `._:-`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** To order the same once more: the id of the order that ALREADY_ORDERED named. Leave it out at first. It has no meaning where consultants order. */
  readonly orderAgainAfter?: InputMaybe<Scalars['ID']['input']>;
  /** The service. */
  readonly serviceId: Scalars['ID']['input'];
};

/** The token of an e-mail. */
export type UnsubscribeInput = {
  /** As it stands in the e-mail. */
  readonly token: Scalars['String']['input'];
};

/** The answer to `unsubscribe`. */
export type UnsubscribePayload = {
  readonly __typename?: 'UnsubscribePayload';
  /** True when no more such e-mails come; false when the token is none of ours. */
  readonly unsubscribed: Scalars['Boolean']['output'];
};

/** What to write instead. */
export type UpdateAnnouncementInput = {
  /** What it says from now on, as a whole. */
  readonly content: AnnouncementContentInput;
  /** The version that was read. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The global id. */
  readonly id: Scalars['ID']['input'];
};

/** Bank details to write. */
export type UpdateBankDetailsInput = {
  /** The payee's bank: 1–45 characters, in one line. */
  readonly bankName: Scalars['String']['input'];
  /** The bank's code (BIC), 9 digits. */
  readonly bic: Scalars['String']['input'];
  /** The bank's correspondent account, 20 digits; its key has to fit the bank. */
  readonly correspondentAccount: Scalars['String']['input'];
  /** The version that was read; null when there are none yet. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The operator's taxpayer number (INN), as the billing system has it. */
  readonly inn: Scalars['String']['input'];
  /** The tax registration reason code (KPP); null for a sole trader, and for nobody else. */
  readonly kpp?: InputMaybe<Scalars['String']['input']>;
  /** The global id of the operator. */
  readonly operatorId: Scalars['ID']['input'];
  /** The payee, as the bank knows it: 1–160 characters, in one line. */
  readonly payeeName: Scalars['String']['input'];
  /** The payee's rouble account, 20 digits; its key has to fit the bank. Blanks do not matter, here and below. */
  readonly personalAccount: Scalars['String']['input'];
};

/** What to write on the company's page. */
export type UpdateCompanyInput = {
  /** What it says from now on, as a whole. */
  readonly content: CompanyContentInput;
  /** The version that was read; null when there is no page yet. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** What to write instead. */
export type UpdateForumReplyInput = {
  /** The reply as a whole: 1–5000 characters of Markdown. */
  readonly body: Scalars['String']['input'];
  /** The version that was read. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The global id of the reply. */
  readonly id: Scalars['ID']['input'];
};

/** What to write instead. */
export type UpdateForumTopicInput = {
  /** The first post as a whole: 1–5000 characters of Markdown. */
  readonly body: Scalars['String']['input'];
  /** The version that was read. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The global id of the topic. */
  readonly id: Scalars['ID']['input'];
  /** What it is about: 3–150 characters in one line. */
  readonly title: Scalars['String']['input'];
};

/** What to write instead. */
export type UpdateHelpArticleInput = {
  /** What it says from now on, as a whole. */
  readonly content: HelpArticleContentInput;
  /** The version that was read. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The global id. */
  readonly id: Scalars['ID']['input'];
};

/** What to write instead. */
export type UpdateNewsInput = {
  /** What it says from now on, as a whole. */
  readonly content: NewsContentInput;
  /** The version that was read. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The global id. */
  readonly id: Scalars['ID']['input'];
};

/** What is to become otherwise. What is left out stays. */
export type UpdateNotificationPreferencesInput = {
  /** The global id of the account. */
  readonly accountId: Scalars['ID']['input'];
  /** The kinds that are chosen anew, each once; the others stay. */
  readonly choices?: InputMaybe<ReadonlyArray<NotificationChoiceInput>>;
  /** In which language messages are written. */
  readonly language?: InputMaybe<NotificationLanguage>;
  /** A balance below this is low: from -1000000 to 1000000. */
  readonly lowBalance?: InputMaybe<Scalars['Decimal']['input']>;
  /** The hours in which nothing is sent; null when any time is right. */
  readonly quietHours?: InputMaybe<QuietHoursInput>;
};

/** The answer to `updateNotificationPreferences`. */
export type UpdateNotificationPreferencesPayload = {
  readonly __typename?: 'UpdateNotificationPreferencesPayload';
  /** What is wanted now; null when nothing was changed. */
  readonly preferences?: Maybe<NotificationPreferences>;
  /** What was not accepted, and nothing was changed. Empty when everything is as wanted. */
  readonly userErrors: ReadonlyArray<NotificationUserError>;
};

/** What is to become otherwise in a profile. What is left out stays; null empties a field that may be empty. */
export type UpdateProfileInput = {
  /** The global id of the account. */
  readonly accountId: Scalars['ID']['input'];
  /** Where the services are given, at most 200 characters. For operators. */
  readonly address?: InputMaybe<Scalars['String']['input']>;
  /** The present password of whoever is signed in. Holders need it to change telephone or e-mail; operators do not. */
  readonly currentPassword?: InputMaybe<Scalars['String']['input']>;
  /** E-mail address, at most 254 characters. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** Given name of a person, at most 100 characters. For operators. */
  readonly firstName?: InputMaybe<Scalars['String']['input']>;
  /** Taxpayer number (INN) of an organisation, 10 or 12 digits of which the last ones check the others. For operators. */
  readonly inn?: InputMaybe<Scalars['String']['input']>;
  /** Tax registration reason code (KPP) of an organisation; sole traders have none. For operators. */
  readonly kpp?: InputMaybe<Scalars['String']['input']>;
  /** Family name of a person, at most 100 characters. For operators. */
  readonly lastName?: InputMaybe<Scalars['String']['input']>;
  /** Registered name of an organisation, at most 200 characters. For operators. */
  readonly legalName?: InputMaybe<Scalars['String']['input']>;
  /** Patronymic of a person, at most 100 characters. For operators. */
  readonly middleName?: InputMaybe<Scalars['String']['input']>;
  /** Telephone: in the international form, or a Russian one as people write it, e.g. "8 (912) 123-45-67". */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `updateProfile`. */
export type UpdateProfilePayload = {
  readonly __typename?: 'UpdateProfilePayload';
  /** The account with its profile as it is now; null when nothing was tried. */
  readonly account?: Maybe<Account>;
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** What was not accepted, and nothing was done; or which fields the billing system did not take over, and the others are changed. Empty when everything is as wanted. */
  readonly userErrors: ReadonlyArray<ProfileUserError>;
};

/** What to write instead. */
export type UpdatePromotionInput = {
  /** What it says from now on, as a whole. */
  readonly content: PromotionContentInput;
  /** The version that was read. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The global id. */
  readonly id: Scalars['ID']['input'];
};

/** What is to become otherwise in the settings. What is left out stays. */
export type UpdateSettingsInput = {
  /** Whether offers are welcome. */
  readonly acceptsAdvertising?: InputMaybe<Scalars['Boolean']['input']>;
  /** The global id of the account. */
  readonly accountId: Scalars['ID']['input'];
  /** How invoices come. */
  readonly invoiceDelivery?: InputMaybe<InvoiceDelivery>;
  /** In which language the provider writes. */
  readonly language?: InputMaybe<SettingsLanguage>;
};

/** The answer to `updateSettings`. */
export type UpdateSettingsPayload = {
  readonly __typename?: 'UpdateSettingsPayload';
  /** The settings as they are now; null when nothing was tried, or when they could not be read again. */
  readonly settings?: Maybe<AccountSettings>;
  /** What was not accepted, and nothing was done; or which fields the billing system did not take over, and the others are changed. Empty when everything is as wanted. */
  readonly userErrors: ReadonlyArray<ProfileUserError>;
};

/** A way to pay to write. */
export type UpsertPaymentMethodInput = {
  /** Whether it is for persons or organisations only; null for both. */
  readonly accountKind?: InputMaybe<AccountKind>;
  /** The natural key, 1–64 letters, digits, dots, hyphens or underscores. */
  readonly code: Scalars['String']['input'];
  /** Where and how, and what it costs; 1–5000 characters in each language. */
  readonly description: LocalizedTextInput;
  /** The version that was read; null when there is none with that code yet. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** What kind of way it is. */
  readonly kind: PaymentMethodKind;
  /** Its name; 1–200 characters in each language, in one line. */
  readonly name: LocalizedTextInput;
  /** The global id of the operator whose accounts it is for; null for all operators. */
  readonly operatorId?: InputMaybe<Scalars['ID']['input']>;
  /** Its place in the list, 0–9999; the smallest is shown first. */
  readonly order?: Scalars['Int']['input'];
  /** The global id of the region it is for; null for all regions. */
  readonly regionId?: InputMaybe<Scalars['ID']['input']>;
  /** Where to read on or to pay: an https address of at most 500 characters. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
};

/** What is wrong with one field of a form. */
export type UserError = {
  readonly __typename?: 'UserError';
  /** A stable code for programs. */
  readonly code: UserErrorCode;
  /** The input field that is meant, or null when the whole form is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`: Russian or English, and English when neither is asked for. */
  readonly message: Scalars['String']['output'];
};

/** Why a form was not accepted. */
export type UserErrorCode =
  /** The billing system does not answer just now; try later. */
  | 'BILLING_UNAVAILABLE'
  /** The value is empty, too long or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** The refresh token is unknown, expired, used twice or revoked: sign in again. */
  | 'SESSION_ENDED'
  /** Too many tries; wait for the time that `retryAfterSeconds` says. */
  | 'TOO_MANY_TRIES'
  /** Login and password do not fit, or there is no active agreement. */
  | 'WRONG_CREDENTIALS';

/** The person or operator who is signed in. */
export type Viewer = {
  readonly __typename?: 'Viewer';
  /** The accounts whose agreements were in force when the session was opened or last refreshed, at most 50, in a stable order. Operators hold none and use `account`. */
  readonly accounts: ReadonlyArray<Account>;
  /** The name to greet with. */
  readonly displayName: Scalars['String']['output'];
  /** True when there are more accounts than `accounts` lists. */
  readonly hasMoreAccounts: Scalars['Boolean']['output'];
  /** In which role the session acts. */
  readonly role: Role;
};

/** A visit of a master. */
export type Visit = {
  readonly __typename?: 'Visit';
  /** The contract number of the account. */
  readonly accountNumber: Scalars['String']['output'];
  /** What he was told, the telephone number included; null when nothing was said. */
  readonly comment?: Maybe<Scalars['String']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** The price that was agreed to. */
  readonly price: Money;
  /** When he comes. */
  readonly slot: VisitSlot;
  /** Whether he comes. */
  readonly status: VisitStatus;
  /** The ticket by which the provider's people know of it; null while it is not opened yet, or the billing system does not answer. */
  readonly ticket?: Maybe<Ticket>;
};

/** The master does not come. */
export type VisitCancelled = {
  readonly __typename?: 'VisitCancelled';
  /** The visit as it is now. */
  readonly visit: Visit;
};

/** A page of visits. */
export type VisitConnection = {
  readonly __typename?: 'VisitConnection';
  /** The visits of this page with their cursors. */
  readonly edges: ReadonlyArray<VisitEdge>;
  /** The visits of this page. */
  readonly nodes: ReadonlyArray<Visit>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A visit in a page. */
export type VisitEdge = {
  readonly __typename?: 'VisitEdge';
  /** The position of this visit, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The visit. */
  readonly node: Visit;
};

/** Why nothing was done. */
export type VisitRefusalCode =
  /** There is no such account, or it is not yours. */
  | 'ACCOUNT_NOT_FOUND'
  /** The billing system does not answer just now; try later. */
  | 'BILLING_UNAVAILABLE'
  /** The key was used for something else. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The value is empty, too long, out of range or has characters that cannot be used. */
  | 'INVALID_VALUE'
  /** You may see the account, and order nothing for it. */
  | 'NOT_ALLOWED'
  /** The billing system takes no tickets, so that nobody would hear of the visit. */
  | 'NOT_SUPPORTED'
  /** Only operators take slots back. */
  | 'OPERATORS_ONLY'
  /** The price is another by now. Look at the slots once more. */
  | 'PRICE_CHANGED'
  /** There is no such region. */
  | 'REGION_NOT_FOUND'
  /** The slot is booked; it stays while the visit stands. */
  | 'SLOT_BOOKED'
  /** There is no such slot, or it has begun. */
  | 'SLOT_NOT_FOUND'
  /** The slot is of another region than the account. */
  | 'SLOT_OF_OTHER_REGION'
  /** The crew has another slot at that time, here or in another region, or the same one at another price. */
  | 'SLOT_OVERLAPS'
  /** Somebody else has taken the slot. */
  | 'SLOT_TAKEN'
  /** The visit has begun. */
  | 'TOO_LATE'
  /** Too many tries; wait for the time that `retryAfterSeconds` says. */
  | 'TOO_MANY_TRIES'
  /** The account has as many visits to come as it may have. */
  | 'TOO_MANY_VISITS'
  /** There is no such visit, or it is not yours. */
  | 'VISIT_NOT_FOUND';

/** Nothing was done; `code` tells why. */
export type VisitRefused = {
  readonly __typename?: 'VisitRefused';
  /** A stable code for programs. */
  readonly code: VisitRefusalCode;
  /** The input field that is meant, or null when none is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What to tell the person, in the language of `Accept-Language`. */
  readonly message: Scalars['String']['output'];
  /** After how many seconds another try makes sense, when there were too many. */
  readonly retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  /** Whether the same may pass later without anybody doing anything. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** The master comes. */
export type VisitRequested = {
  readonly __typename?: 'VisitRequested';
  /** The visit. */
  readonly visit: Visit;
};

/** When a master can come. */
export type VisitSlot = {
  readonly __typename?: 'VisitSlot';
  /** Who comes. */
  readonly crew: Scalars['String']['output'];
  /** The end. */
  readonly endsAt: Scalars['DateTime']['output'];
  /** Its id, for `requestVisit`. */
  readonly id: Scalars['ID']['output'];
  /** What the visit costs. */
  readonly price: Money;
  /** The beginning. */
  readonly startsAt: Scalars['DateTime']['output'];
};

/** A page of slots. */
export type VisitSlotConnection = {
  readonly __typename?: 'VisitSlotConnection';
  /** The slots of this page with their cursors. */
  readonly edges: ReadonlyArray<VisitSlotEdge>;
  /** The slots of this page. */
  readonly nodes: ReadonlyArray<VisitSlot>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A slot in a page. */
export type VisitSlotEdge = {
  readonly __typename?: 'VisitSlotEdge';
  /** The position of this slot, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The slot. */
  readonly node: VisitSlot;
};

/** The slot is not there any more. */
export type VisitSlotRemoved = {
  readonly __typename?: 'VisitSlotRemoved';
  /** The id of the slot. */
  readonly slotId: Scalars['ID']['output'];
};

/** When a crew can come. */
export type VisitSlotTimeInput = {
  /** The end, 15 minutes to 12 hours later. */
  readonly endsAt: Scalars['DateTime']['input'];
  /** The beginning, at a whole minute in the future. */
  readonly startsAt: Scalars['DateTime']['input'];
};

/** The slots can be booked. */
export type VisitSlotsOpened = {
  readonly __typename?: 'VisitSlotsOpened';
  /** The slots in the order in which they were given. */
  readonly slots: ReadonlyArray<VisitSlot>;
};

/** Whether a master comes. */
export type VisitStatus =
  /** He comes, or has come. */
  | 'BOOKED'
  /** It was given up. */
  | 'CANCELLED';

/** What to take away. */
export type WithdrawForumPostInput = {
  /** The global id of the topic or reply. */
  readonly id: Scalars['ID']['input'];
};

/** What came of taking a post away. */
export type WithdrawForumPostPayload = {
  readonly __typename?: 'WithdrawForumPostPayload';
  /** Why nothing was changed; empty on success. */
  readonly userErrors: ReadonlyArray<ForumUserError>;
  /** The global id of what is gone; null when nothing is. */
  readonly withdrawnId?: Maybe<Scalars['ID']['output']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AcceptInvitationResult:
    | ( InvitationAccepted )
    | ( MemberRefused )
  ;
  AddTicketMessageResult:
    | ( TicketChangeRefused )
    | ( TicketMessagePending )
    | ( AddedMessageParent )
  ;
  CancelPaymentResult:
    | ( Omit<CancellationPending, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( Omit<CancellationRefused, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( Omit<IdempotencyConflict, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( Omit<PaymentCanceled, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
  ;
  CancelServiceOrderResult:
    | ( CancelServiceOrderRefused )
    | ( CancelledParentParent )
    | ( ServiceOrderPending )
  ;
  CancelVisitResult:
    | ( Omit<VisitCancelled, 'visit'> & { visit: _RefType['Visit'] } )
    | ( VisitRefused )
  ;
  ChangeTicketResult:
    | ( TicketChangeRefused )
    | ( Omit<TicketChanged, 'ticket'> & { ticket: _RefType['Ticket'] } )
  ;
  CheckAccountResult:
    | ( CheckRefused )
    | ( Omit<PayableAccount, 'maxAmount' | 'minAmount' | 'recommendedAmount'> & { maxAmount: _RefType['Money'], minAmount: _RefType['Money'], recommendedAmount?: Maybe<_RefType['Money']> } )
  ;
  CloseCheckoutResult:
    | ( Omit<CheckoutCloseRefused, 'currentCheckout'> & { currentCheckout?: Maybe<_RefType['Checkout']> } )
    | ( Omit<CheckoutClosed, 'checkout'> & { checkout: _RefType['Checkout'] } )
  ;
  ConnectionAvailabilityResult:
    | ( ConnectionAvailability )
    | ( ConnectionRefused )
  ;
  CreateAttachmentUploadResult:
    | ( AttachmentUpload )
    | ( TicketChangeRefused )
  ;
  CreateTicketResult:
    | ( OpenedTicketParent )
    | ( TicketPending )
    | ( TicketRefused )
  ;
  ExportStatementResult:
    | ( Omit<IdempotencyConflict, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( Omit<StatementExportOrdered, 'export'> & { export: _RefType['StatementExport'] } )
    | ( StatementExportRefused )
  ;
  InitiatePaymentResult:
    | ( Omit<IdempotencyConflict, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( Omit<PaymentInitiated, 'checkout'> & { checkout: _RefType['Checkout'] } )
    | ( Omit<PaymentInitiationPending, 'checkout'> & { checkout: _RefType['Checkout'] } )
    | ( PaymentInitiationRefused )
  ;
  InviteMemberResult:
    | ( MemberInvited )
    | ( MemberRefused )
  ;
  MemberResult:
    | ( Omit<MemberChanged, 'member'> & { member: _RefType['Member'] } )
    | ( MemberRefused )
  ;
  OpenVisitSlotsResult:
    | ( VisitRefused )
    | ( Omit<VisitSlotsOpened, 'slots'> & { slots: ReadonlyArray<_RefType['VisitSlot']> } )
  ;
  PayResult:
    | ( Omit<IdempotencyConflict, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( Omit<PaymentAccepted, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( Omit<PaymentPending, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( Omit<PaymentRefused, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
  ;
  PaymentProgress:
    | ( ViewedCheckoutParent )
    | ( PartnerPaymentParent )
  ;
  PaymentReceiptResult:
    | ( ReceiptParent )
    | ( PaymentReceiptRefused )
  ;
  PromisedPaymentOfferResult:
    | ( PromisedPaymentNotOffered )
    | ( Omit<PromisedPaymentOffer, 'fee' | 'maxAmount' | 'minAmount'> & { fee: _RefType['Money'], maxAmount: _RefType['Money'], minAmount: _RefType['Money'] } )
  ;
  ReceiptStatusResult:
    | ( Omit<ReceiptStatus, 'bankDetails'> & { bankDetails?: Maybe<_RefType['BankDetails']> } )
    | ( ReceiptStatusRefused )
  ;
  RefundCheckoutResult:
    | ( Omit<CheckoutRefundRefused, 'currentCheckout'> & { currentCheckout?: Maybe<_RefType['Checkout']> } )
    | ( Omit<CheckoutRefunding, 'checkout'> & { checkout: _RefType['Checkout'] } )
  ;
  RegisterDeviceResult:
    | ( DeviceRefused )
    | ( Omit<DeviceRegistered, 'device'> & { device: _RefType['Device'] } )
  ;
  RemoveDeviceResult:
    | ( DeviceRefused )
    | ( DeviceRemoved )
  ;
  RemoveVisitSlotResult:
    | ( VisitRefused )
    | ( VisitSlotRemoved )
  ;
  RequestConnectionResult:
    | ( ConnectionPending )
    | ( ConnectionRefused )
    | ( ConnectionRequested )
  ;
  RequestVisitResult:
    | ( VisitRefused )
    | ( Omit<VisitRequested, 'visit'> & { visit: _RefType['Visit'] } )
  ;
  ResolvePaymentResult:
    | ( Omit<PaymentResolved, 'intent'> & { intent: _RefType['PaymentIntent'] } )
    | ( Omit<ResolutionRefused, 'currentIntent'> & { currentIntent?: Maybe<_RefType['PaymentIntent']> } )
  ;
  ResolveTransferResult:
    | ( TransferResolutionRefused )
    | ( Omit<TransferResolved, 'transferCase'> & { transferCase: _RefType['TransferCase'] } )
  ;
  RetryFiscalReceiptResult:
    | ( Omit<FiscalReceiptRetried, 'receipt'> & { receipt: _RefType['FiscalReceipt'] } )
    | ( Omit<FiscalReceiptRetryRefused, 'currentReceipt'> & { currentReceipt?: Maybe<_RefType['FiscalReceipt']> } )
    | ( Omit<IdempotencyConflict, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
  ;
  RevokeInvitationResult:
    | ( InvitationRevoked )
    | ( MemberRefused )
  ;
  RevokeMemberResult:
    | ( MemberRefused )
    | ( MemberRevoked )
  ;
  ServiceOrderQuoteResult:
    | ( QuotedParentParent )
    | ( RefusedParentParent )
  ;
  ServiceOrderResult:
    | ( Omit<IdempotencyConflict, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( AcceptedParentParent )
    | ( TicketParentParent )
    | ( ServiceOrderPending )
    | ( RefusedParentParent )
  ;
  SubmitRegistryResult:
    | ( Omit<RegistryJudged, 'missingInPartner' | 'rows'> & { missingInPartner: ReadonlyArray<_RefType['RegistryRow']>, rows: ReadonlyArray<_RefType['RegistryRow']> } )
    | ( RegistryRefused )
  ;
  TakePromisedPaymentResult:
    | ( PromisedPaymentConflict )
    | ( PromisedPaymentPending )
    | ( PromisedPaymentRefused )
    | ( Omit<PromisedPaymentTaken, 'promisedPayment'> & { promisedPayment?: Maybe<_RefType['PromisedPayment']> } )
  ;
  Transaction:
    | ( ViewedChargeParent )
    | ( ObservedPaymentParent )
  ;
  TransferResult:
    | ( TransferConflict )
    | ( Omit<TransferDone, 'transfer'> & { transfer: _RefType['Transfer'] } )
    | ( Omit<TransferPending, 'transfer'> & { transfer: _RefType['Transfer'] } )
    | ( Omit<TransferRefused, 'keptTransfer'> & { keptTransfer?: Maybe<_RefType['Transfer']> } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Account:
    | ( ViewedAccountParent )
    | ( ViewedAccountParent )
  ;
  Node:
    | ( ViewedDocumentParent )
    | ( AnnouncementParent )
    | ( ViewedChargeParent )
    | ( DeviceParent )
    | ( ForumReplyParent )
    | ( ForumTopicParent )
    | ( HelpArticleParent )
    | ( NewsParent )
    | ( OperatorParent )
    | ( ViewedAccountParent )
    | ( ObservedPaymentParent )
    | ( ViewedAccountParent )
    | ( PromisedPaymentParent )
    | ( PromotionParent )
    | ( RegionParent )
    | ( ViewedServiceParent )
    | ( ViewedServiceOrderParent )
    | ( ObservedTariffParent )
    | ( ViewedTicketParent )
  ;
  PaymentAnswer:
    | ( Omit<CancellationPending, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( Omit<CancellationRefused, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( Omit<IdempotencyConflict, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( Omit<PaymentAccepted, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( Omit<PaymentCanceled, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( Omit<PaymentPending, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
    | ( Omit<PaymentRefused, 'payment'> & { payment?: Maybe<_RefType['PartnerPayment']> } )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptInvitationInput: AcceptInvitationInput;
  AcceptInvitationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AcceptInvitationResult']>;
  AcceptedPaymentMethod: ResolverTypeWrapper<PaymentMethodParent>;
  AccessUserError: ResolverTypeWrapper<AccessUserError>;
  AccessUserErrorCode: AccessUserErrorCode;
  Account: ResolverTypeWrapper<ViewedAccountParent>;
  AccountDocument: ResolverTypeWrapper<ViewedDocumentParent>;
  AccountDocumentConnection: ResolverTypeWrapper<Omit<AccountDocumentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AccountDocumentEdge']>, nodes: ReadonlyArray<ResolversTypes['AccountDocument']> }>;
  AccountDocumentEdge: ResolverTypeWrapper<Omit<AccountDocumentEdge, 'node'> & { node: ResolversTypes['AccountDocument'] }>;
  AccountKind: AccountKind;
  AccountSettings: ResolverTypeWrapper<ObservedSettingsParent>;
  AccountStatus: AccountStatus;
  ActiveSession: ResolverTypeWrapper<ActiveSession>;
  AddTicketMessageInput: AddTicketMessageInput;
  AddTicketMessageResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddTicketMessageResult']>;
  AdjustableOption: ResolverTypeWrapper<OptionTermsParent>;
  Agreement: ResolverTypeWrapper<ObservedAgreementParent>;
  AgreementProof: AgreementProof;
  AgreementStatus: AgreementStatus;
  Announcement: ResolverTypeWrapper<AnnouncementParent>;
  AnnouncementCategory: AnnouncementCategory;
  AnnouncementConnection: ResolverTypeWrapper<Omit<AnnouncementConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AnnouncementEdge']>, nodes: ReadonlyArray<ResolversTypes['Announcement']> }>;
  AnnouncementContentInput: AnnouncementContentInput;
  AnnouncementEdge: ResolverTypeWrapper<Omit<AnnouncementEdge, 'node'> & { node: ResolversTypes['Announcement'] }>;
  AnnouncementPayload: ResolverTypeWrapper<Omit<AnnouncementPayload, 'announcement'> & { announcement?: Maybe<ResolversTypes['Announcement']> }>;
  Attachment: ResolverTypeWrapper<AttachmentParent>;
  AttachmentUpload: ResolverTypeWrapper<AttachmentUpload>;
  AuditEntry: ResolverTypeWrapper<AuditRowParent>;
  AuditEntryConnection: ResolverTypeWrapper<Omit<AuditEntryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AuditEntryEdge']>, nodes: ReadonlyArray<ResolversTypes['AuditEntry']> }>;
  AuditEntryEdge: ResolverTypeWrapper<Omit<AuditEntryEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  AuditFilter: AuditFilter;
  Balance: ResolverTypeWrapper<ObservedAccountParent>;
  BankDetails: ResolverTypeWrapper<BankDetailsVersionParent>;
  BankDetailsErrorCode: BankDetailsErrorCode;
  BankDetailsPayload: ResolverTypeWrapper<Omit<BankDetailsPayload, 'announcement' | 'bankDetails'> & { announcement?: Maybe<ResolversTypes['Announcement']>, bankDetails?: Maybe<ResolversTypes['BankDetails']> }>;
  BankDetailsUserError: ResolverTypeWrapper<BankDetailsUserError>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CancelPaymentInput: CancelPaymentInput;
  CancelPaymentReason: CancelPaymentReason;
  CancelPaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelPaymentResult']>;
  CancelServiceOrderInput: CancelServiceOrderInput;
  CancelServiceOrderRefusalCode: CancelServiceOrderRefusalCode;
  CancelServiceOrderRefused: ResolverTypeWrapper<CancelServiceOrderRefused>;
  CancelServiceOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelServiceOrderResult']>;
  CancelVisitInput: CancelVisitInput;
  CancelVisitResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelVisitResult']>;
  CancellationPending: ResolverTypeWrapper<Omit<CancellationPending, 'payment'> & { payment?: Maybe<ResolversTypes['PartnerPayment']> }>;
  CancellationRefusalCode: CancellationRefusalCode;
  CancellationRefused: ResolverTypeWrapper<Omit<CancellationRefused, 'payment'> & { payment?: Maybe<ResolversTypes['PartnerPayment']> }>;
  Capabilities: ResolverTypeWrapper<Omit<Capabilities, 'checkout'> & { checkout?: Maybe<ResolversTypes['CheckoutCapabilities']> }>;
  ChangeLoginInput: ChangeLoginInput;
  ChangePasswordInput: ChangePasswordInput;
  ChangeServiceOptionInput: ChangeServiceOptionInput;
  ChangeTariffInput: ChangeTariffInput;
  ChangeTicketResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeTicketResult']>;
  Charge: ResolverTypeWrapper<ViewedChargeParent>;
  CheckAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CheckAccountResult']>;
  CheckRefusalCode: CheckRefusalCode;
  CheckRefused: ResolverTypeWrapper<CheckRefused>;
  Checkout: ResolverTypeWrapper<ViewedCheckoutParent>;
  CheckoutAttention: CheckoutAttention;
  CheckoutCapabilities: ResolverTypeWrapper<Omit<CheckoutCapabilities, 'maxAmount' | 'minAmount'> & { maxAmount: ResolversTypes['Money'], minAmount: ResolversTypes['Money'] }>;
  CheckoutCloseRefusalCode: CheckoutCloseRefusalCode;
  CheckoutCloseRefused: ResolverTypeWrapper<Omit<CheckoutCloseRefused, 'currentCheckout'> & { currentCheckout?: Maybe<ResolversTypes['Checkout']> }>;
  CheckoutClosed: ResolverTypeWrapper<Omit<CheckoutClosed, 'checkout'> & { checkout: ResolversTypes['Checkout'] }>;
  CheckoutConnection: ResolverTypeWrapper<Omit<CheckoutConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['CheckoutEdge']>, nodes: ReadonlyArray<ResolversTypes['Checkout']> }>;
  CheckoutEdge: ResolverTypeWrapper<Omit<CheckoutEdge, 'node'> & { node: ResolversTypes['Checkout'] }>;
  CheckoutFailure: CheckoutFailure;
  CheckoutMethod: CheckoutMethod;
  CheckoutRefundRefusalCode: CheckoutRefundRefusalCode;
  CheckoutRefundRefused: ResolverTypeWrapper<Omit<CheckoutRefundRefused, 'currentCheckout'> & { currentCheckout?: Maybe<ResolversTypes['Checkout']> }>;
  CheckoutRefunding: ResolverTypeWrapper<Omit<CheckoutRefunding, 'checkout'> & { checkout: ResolversTypes['Checkout'] }>;
  CheckoutState: CheckoutState;
  CloseCheckoutInput: CloseCheckoutInput;
  CloseCheckoutResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CloseCheckoutResult']>;
  CloseTicketInput: CloseTicketInput;
  CodeChannel: CodeChannel;
  CodeRequestPayload: ResolverTypeWrapper<CodeRequestPayload>;
  Company: ResolverTypeWrapper<CompanyParent>;
  CompanyContentInput: CompanyContentInput;
  CompanyPayload: ResolverTypeWrapper<Omit<CompanyPayload, 'company'> & { company?: Maybe<ResolversTypes['Company']> }>;
  ConnectServiceInput: ConnectServiceInput;
  ConnectionAddressInput: ConnectionAddressInput;
  ConnectionAvailability: ResolverTypeWrapper<ConnectionAvailability>;
  ConnectionAvailabilityResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConnectionAvailabilityResult']>;
  ConnectionAvailabilityStatus: ConnectionAvailabilityStatus;
  ConnectionPending: ResolverTypeWrapper<ConnectionPending>;
  ConnectionRefusalCode: ConnectionRefusalCode;
  ConnectionRefused: ResolverTypeWrapper<ConnectionRefused>;
  ConnectionRequested: ResolverTypeWrapper<ConnectionRequested>;
  Contact: ResolverTypeWrapper<ContactParent>;
  ContactInput: ContactInput;
  ContactKind: ContactKind;
  ContentErrorCode: ContentErrorCode;
  ContentUserError: ResolverTypeWrapper<ContentUserError>;
  CreateAnnouncementInput: CreateAnnouncementInput;
  CreateAttachmentUploadInput: CreateAttachmentUploadInput;
  CreateAttachmentUploadResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateAttachmentUploadResult']>;
  CreateForumTopicInput: CreateForumTopicInput;
  CreateHelpArticleInput: CreateHelpArticleInput;
  CreateNewsInput: CreateNewsInput;
  CreatePromotionInput: CreatePromotionInput;
  CreateTicketInput: CreateTicketInput;
  CreateTicketResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateTicketResult']>;
  CredentialsPayload: ResolverTypeWrapper<Omit<CredentialsPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  CurrencyCode: CurrencyCode;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Device: ResolverTypeWrapper<DeviceParent>;
  DeviceRefusalCode: DeviceRefusalCode;
  DeviceRefused: ResolverTypeWrapper<DeviceRefused>;
  DeviceRegistered: ResolverTypeWrapper<Omit<DeviceRegistered, 'device'> & { device: ResolversTypes['Device'] }>;
  DeviceRemoved: ResolverTypeWrapper<DeviceRemoved>;
  DisconnectServiceInput: DisconnectServiceInput;
  DocumentKind: DocumentKind;
  Download: ResolverTypeWrapper<DownloadParent>;
  EquipmentOffering: ResolverTypeWrapper<EquipmentOfferingParent>;
  EquipmentOfferingConnection: ResolverTypeWrapper<Omit<EquipmentOfferingConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['EquipmentOfferingEdge']>, nodes: ReadonlyArray<ResolversTypes['EquipmentOffering']> }>;
  EquipmentOfferingEdge: ResolverTypeWrapper<Omit<EquipmentOfferingEdge, 'node'> & { node: ResolversTypes['EquipmentOffering'] }>;
  EquipmentOfferingKind: EquipmentOfferingKind;
  ExportFormat: ExportFormat;
  ExportLanguage: ExportLanguage;
  ExportStatementInput: ExportStatementInput;
  ExportStatementResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ExportStatementResult']>;
  FiscalFailure: FiscalFailure;
  FiscalOperation: FiscalOperation;
  FiscalReceipt: ResolverTypeWrapper<FiscalReceiptParent>;
  FiscalReceiptProblem: ResolverTypeWrapper<FiscalReceiptParent>;
  FiscalReceiptProblemConnection: ResolverTypeWrapper<Omit<FiscalReceiptProblemConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['FiscalReceiptProblemEdge']>, nodes: ReadonlyArray<ResolversTypes['FiscalReceiptProblem']> }>;
  FiscalReceiptProblemEdge: ResolverTypeWrapper<Omit<FiscalReceiptProblemEdge, 'node'> & { node: ResolversTypes['FiscalReceiptProblem'] }>;
  FiscalReceiptRetried: ResolverTypeWrapper<Omit<FiscalReceiptRetried, 'receipt'> & { receipt: ResolversTypes['FiscalReceipt'] }>;
  FiscalReceiptRetryRefusalCode: FiscalReceiptRetryRefusalCode;
  FiscalReceiptRetryRefused: ResolverTypeWrapper<Omit<FiscalReceiptRetryRefused, 'currentReceipt'> & { currentReceipt?: Maybe<ResolversTypes['FiscalReceipt']> }>;
  FiscalReceiptState: FiscalReceiptState;
  ForumAuthor: ResolverTypeWrapper<ForumAuthorParent>;
  ForumErrorCode: ForumErrorCode;
  ForumModeration: ForumModeration;
  ForumPostState: ForumPostState;
  ForumReply: ResolverTypeWrapper<ForumReplyParent>;
  ForumReplyConnection: ResolverTypeWrapper<Omit<ForumReplyConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ForumReplyEdge']>, nodes: ReadonlyArray<ResolversTypes['ForumReply']> }>;
  ForumReplyEdge: ResolverTypeWrapper<Omit<ForumReplyEdge, 'node'> & { node: ResolversTypes['ForumReply'] }>;
  ForumReplyPayload: ResolverTypeWrapper<Omit<ForumReplyPayload, 'reply'> & { reply?: Maybe<ResolversTypes['ForumReply']> }>;
  ForumTopic: ResolverTypeWrapper<ForumTopicParent>;
  ForumTopicConnection: ResolverTypeWrapper<Omit<ForumTopicConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ForumTopicEdge']>, nodes: ReadonlyArray<ResolversTypes['ForumTopic']> }>;
  ForumTopicEdge: ResolverTypeWrapper<Omit<ForumTopicEdge, 'node'> & { node: ResolversTypes['ForumTopic'] }>;
  ForumTopicPayload: ResolverTypeWrapper<Omit<ForumTopicPayload, 'topic'> & { topic?: Maybe<ResolversTypes['ForumTopic']> }>;
  ForumUserError: ResolverTypeWrapper<ForumUserError>;
  FreezeAccountInput: FreezeAccountInput;
  FreezeServiceInput: FreezeServiceInput;
  FreezeTerms: ResolverTypeWrapper<FreezeTermsParent>;
  Freshness: Freshness;
  GrantMemberRightsInput: GrantMemberRightsInput;
  HelpArticle: ResolverTypeWrapper<HelpArticleParent>;
  HelpArticleConnection: ResolverTypeWrapper<Omit<HelpArticleConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['HelpArticleEdge']>, nodes: ReadonlyArray<ResolversTypes['HelpArticle']> }>;
  HelpArticleContentInput: HelpArticleContentInput;
  HelpArticleEdge: ResolverTypeWrapper<Omit<HelpArticleEdge, 'node'> & { node: ResolversTypes['HelpArticle'] }>;
  HelpArticlePayload: ResolverTypeWrapper<Omit<HelpArticlePayload, 'helpArticle'> & { helpArticle?: Maybe<ResolversTypes['HelpArticle']> }>;
  HelpTopic: HelpTopic;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IdempotencyConflict: ResolverTypeWrapper<Omit<IdempotencyConflict, 'payment'> & { payment?: Maybe<ResolversTypes['PartnerPayment']> }>;
  InitiatePaymentInput: InitiatePaymentInput;
  InitiatePaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['InitiatePaymentResult']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  InvitationAccepted: ResolverTypeWrapper<InvitationAccepted>;
  InvitationRevoked: ResolverTypeWrapper<InvitationRevoked>;
  InviteMemberInput: InviteMemberInput;
  InviteMemberResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['InviteMemberResult']>;
  InvoiceDelivery: InvoiceDelivery;
  IpAddress: ResolverTypeWrapper<IpAddressParent>;
  IpAssignment: IpAssignment;
  LocalizedText: ResolverTypeWrapper<LocalizedTextParent>;
  LocalizedTextInput: LocalizedTextInput;
  Member: ResolverTypeWrapper<MemberParent>;
  MemberChanged: ResolverTypeWrapper<Omit<MemberChanged, 'member'> & { member: ResolversTypes['Member'] }>;
  MemberInvitation: ResolverTypeWrapper<OpenInvitationParent>;
  MemberInvited: ResolverTypeWrapper<MemberInvited>;
  MemberRefusalCode: MemberRefusalCode;
  MemberRefused: ResolverTypeWrapper<MemberRefused>;
  MemberResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MemberResult']>;
  MemberRevoked: ResolverTypeWrapper<MemberRevoked>;
  MemberRight: MemberRight;
  ModerateForumPostInput: ModerateForumPostInput;
  ModerateForumPostPayload: ResolverTypeWrapper<Omit<ModerateForumPostPayload, 'reply' | 'topic'> & { reply?: Maybe<ResolversTypes['ForumReply']>, topic?: Maybe<ResolversTypes['ForumTopic']> }>;
  Money: ResolverTypeWrapper<MoneyParent>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  News: ResolverTypeWrapper<NewsParent>;
  NewsConnection: ResolverTypeWrapper<Omit<NewsConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['NewsEdge']>, nodes: ReadonlyArray<ResolversTypes['News']> }>;
  NewsContentInput: NewsContentInput;
  NewsEdge: ResolverTypeWrapper<Omit<NewsEdge, 'node'> & { node: ResolversTypes['News'] }>;
  NewsPayload: ResolverTypeWrapper<Omit<NewsPayload, 'news'> & { news?: Maybe<ResolversTypes['News']> }>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NotificationChoice: ResolverTypeWrapper<NotificationChoice>;
  NotificationChoiceInput: NotificationChoiceInput;
  NotificationErrorCode: NotificationErrorCode;
  NotificationKind: NotificationKind;
  NotificationLanguage: NotificationLanguage;
  NotificationPreferences: ResolverTypeWrapper<NotificationPreferencesParent>;
  NotificationUserError: ResolverTypeWrapper<NotificationUserError>;
  OpenVisitSlotsInput: OpenVisitSlotsInput;
  OpenVisitSlotsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OpenVisitSlotsResult']>;
  Operator: ResolverTypeWrapper<OperatorParent>;
  OrderEffective: OrderEffective;
  OrderEquipmentInput: OrderEquipmentInput;
  OrderSetUpInput: OrderSetUpInput;
  OrganizationAccount: ResolverTypeWrapper<ViewedAccountParent>;
  OrganizationProfile: ResolverTypeWrapper<ObservedOrganizationParent>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Partner: ResolverTypeWrapper<PartnerParent>;
  PartnerLimits: ResolverTypeWrapper<Omit<PartnerLimits, 'maxAmount' | 'maxAmountPerDay' | 'minAmount'> & { maxAmount: ResolversTypes['Money'], maxAmountPerDay: ResolversTypes['Money'], minAmount: ResolversTypes['Money'] }>;
  PartnerPayment: ResolverTypeWrapper<PartnerPaymentParent>;
  PartnerPaymentState: PartnerPaymentState;
  PartnerSession: ResolverTypeWrapper<Omit<PartnerSession, 'partner'> & { partner: ResolversTypes['Partner'] }>;
  PayInput: PayInput;
  PayResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PayResult']>;
  PayableAccount: ResolverTypeWrapper<Omit<PayableAccount, 'maxAmount' | 'minAmount' | 'recommendedAmount'> & { maxAmount: ResolversTypes['Money'], minAmount: ResolversTypes['Money'], recommendedAmount?: Maybe<ResolversTypes['Money']> }>;
  Payment: ResolverTypeWrapper<ObservedPaymentParent>;
  PaymentAccepted: ResolverTypeWrapper<Omit<PaymentAccepted, 'payment'> & { payment?: Maybe<ResolversTypes['PartnerPayment']> }>;
  PaymentAnswer: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['PaymentAnswer']>;
  PaymentAttention: PaymentAttention;
  PaymentCanceled: ResolverTypeWrapper<Omit<PaymentCanceled, 'payment'> & { payment?: Maybe<ResolversTypes['PartnerPayment']> }>;
  PaymentConnection: ResolverTypeWrapper<Omit<PaymentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['PaymentEdge']>, nodes: ReadonlyArray<ResolversTypes['Payment']> }>;
  PaymentEdge: ResolverTypeWrapper<Omit<PaymentEdge, 'node'> & { node: ResolversTypes['Payment'] }>;
  PaymentInitiated: ResolverTypeWrapper<Omit<PaymentInitiated, 'checkout'> & { checkout: ResolversTypes['Checkout'] }>;
  PaymentInitiationPending: ResolverTypeWrapper<Omit<PaymentInitiationPending, 'checkout'> & { checkout: ResolversTypes['Checkout'] }>;
  PaymentInitiationRefusalCode: PaymentInitiationRefusalCode;
  PaymentInitiationRefused: ResolverTypeWrapper<PaymentInitiationRefused>;
  PaymentIntent: ResolverTypeWrapper<IntentParent>;
  PaymentIntentConnection: ResolverTypeWrapper<Omit<PaymentIntentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['PaymentIntentEdge']>, nodes: ReadonlyArray<ResolversTypes['PaymentIntent']> }>;
  PaymentIntentEdge: ResolverTypeWrapper<Omit<PaymentIntentEdge, 'node'> & { node: ResolversTypes['PaymentIntent'] }>;
  PaymentIntentKind: PaymentIntentKind;
  PaymentIntentRefusal: PaymentIntentRefusal;
  PaymentIntentState: PaymentIntentState;
  PaymentMethod: PaymentMethod;
  PaymentMethodKind: PaymentMethodKind;
  PaymentMethodPayload: ResolverTypeWrapper<Omit<PaymentMethodPayload, 'paymentMethod'> & { paymentMethod?: Maybe<ResolversTypes['AcceptedPaymentMethod']> }>;
  PaymentPending: ResolverTypeWrapper<Omit<PaymentPending, 'payment'> & { payment?: Maybe<ResolversTypes['PartnerPayment']> }>;
  PaymentProgress: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PaymentProgress']>;
  PaymentReceipt: ResolverTypeWrapper<ReceiptParent>;
  PaymentReceiptInput: PaymentReceiptInput;
  PaymentReceiptRefusalCode: PaymentReceiptRefusalCode;
  PaymentReceiptRefused: ResolverTypeWrapper<PaymentReceiptRefused>;
  PaymentReceiptResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PaymentReceiptResult']>;
  PaymentRefusalCode: PaymentRefusalCode;
  PaymentRefused: ResolverTypeWrapper<Omit<PaymentRefused, 'payment'> & { payment?: Maybe<ResolversTypes['PartnerPayment']> }>;
  PaymentRegistry: ResolverTypeWrapper<ViewedRegistryParent>;
  PaymentRegistryEdge: ResolverTypeWrapper<Omit<PaymentRegistryEdge, 'node'> & { node: ResolversTypes['PartnerPayment'] }>;
  PaymentRegistryTotal: ResolverTypeWrapper<Omit<PaymentRegistryTotal, 'amount'> & { amount: ResolversTypes['Money'] }>;
  PaymentRegistryTotals: ResolverTypeWrapper<Omit<PaymentRegistryTotals, 'canceled' | 'done' | 'pending' | 'rejected'> & { canceled: ResolversTypes['PaymentRegistryTotal'], done: ResolversTypes['PaymentRegistryTotal'], pending: ResolversTypes['PaymentRegistryTotal'], rejected: ResolversTypes['PaymentRegistryTotal'] }>;
  PaymentResolution: PaymentResolution;
  PaymentResolved: ResolverTypeWrapper<Omit<PaymentResolved, 'intent'> & { intent: ResolversTypes['PaymentIntent'] }>;
  PaymentStatus: PaymentStatus;
  PeriodInput: PeriodInput;
  PersonAccount: ResolverTypeWrapper<ViewedAccountParent>;
  PersonProfile: ResolverTypeWrapper<ObservedPersonParent>;
  ProfileErrorCode: ProfileErrorCode;
  ProfileUserError: ResolverTypeWrapper<ProfileUserError>;
  PromisedPayment: ResolverTypeWrapper<PromisedPaymentParent>;
  PromisedPaymentConflict: ResolverTypeWrapper<PromisedPaymentConflict>;
  PromisedPaymentNotOffered: ResolverTypeWrapper<PromisedPaymentNotOffered>;
  PromisedPaymentOffer: ResolverTypeWrapper<Omit<PromisedPaymentOffer, 'fee' | 'maxAmount' | 'minAmount'> & { fee: ResolversTypes['Money'], maxAmount: ResolversTypes['Money'], minAmount: ResolversTypes['Money'] }>;
  PromisedPaymentOfferResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PromisedPaymentOfferResult']>;
  PromisedPaymentPending: ResolverTypeWrapper<PromisedPaymentPending>;
  PromisedPaymentRefusalCode: PromisedPaymentRefusalCode;
  PromisedPaymentRefused: ResolverTypeWrapper<PromisedPaymentRefused>;
  PromisedPaymentStatus: PromisedPaymentStatus;
  PromisedPaymentTaken: ResolverTypeWrapper<Omit<PromisedPaymentTaken, 'promisedPayment'> & { promisedPayment?: Maybe<ResolversTypes['PromisedPayment']> }>;
  Promotion: ResolverTypeWrapper<PromotionParent>;
  PromotionConnection: ResolverTypeWrapper<Omit<PromotionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['PromotionEdge']>, nodes: ReadonlyArray<ResolversTypes['Promotion']> }>;
  PromotionContentInput: PromotionContentInput;
  PromotionEdge: ResolverTypeWrapper<Omit<PromotionEdge, 'node'> & { node: ResolversTypes['Promotion'] }>;
  PromotionPayload: ResolverTypeWrapper<Omit<PromotionPayload, 'promotion'> & { promotion?: Maybe<ResolversTypes['Promotion']> }>;
  ProveAgreementInput: ProveAgreementInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QuietHours: ResolverTypeWrapper<QuietHours>;
  QuietHoursInput: QuietHoursInput;
  RateTicketInput: RateTicketInput;
  ReceiptStatus: ResolverTypeWrapper<Omit<ReceiptStatus, 'bankDetails'> & { bankDetails?: Maybe<ResolversTypes['BankDetails']> }>;
  ReceiptStatusCode: ReceiptStatusCode;
  ReceiptStatusRefusalCode: ReceiptStatusRefusalCode;
  ReceiptStatusRefused: ResolverTypeWrapper<ReceiptStatusRefused>;
  ReceiptStatusResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReceiptStatusResult']>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: ResolverTypeWrapper<Omit<RefreshSessionPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  RefundCheckoutInput: RefundCheckoutInput;
  RefundCheckoutResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefundCheckoutResult']>;
  Region: ResolverTypeWrapper<RegionParent>;
  RegisterDeviceInput: RegisterDeviceInput;
  RegisterDeviceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterDeviceResult']>;
  RegistryJudge: RegistryJudge;
  RegistryJudged: ResolverTypeWrapper<Omit<RegistryJudged, 'missingInPartner' | 'rows'> & { missingInPartner: ReadonlyArray<ResolversTypes['RegistryRow']>, rows: ReadonlyArray<ResolversTypes['RegistryRow']> }>;
  RegistryRefusalCode: RegistryRefusalCode;
  RegistryRefused: ResolverTypeWrapper<RegistryRefused>;
  RegistryRow: ResolverTypeWrapper<Omit<RegistryRow, 'payment'> & { payment?: Maybe<ResolversTypes['PartnerPayment']> }>;
  RegistryRowInput: RegistryRowInput;
  RegistryVerdict: RegistryVerdict;
  RemoveAnnouncementInput: RemoveAnnouncementInput;
  RemoveContentPayload: ResolverTypeWrapper<RemoveContentPayload>;
  RemoveDeviceInput: RemoveDeviceInput;
  RemoveDeviceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveDeviceResult']>;
  RemoveHelpArticleInput: RemoveHelpArticleInput;
  RemoveNewsInput: RemoveNewsInput;
  RemovePaymentMethodInput: RemovePaymentMethodInput;
  RemovePromotionInput: RemovePromotionInput;
  RemoveVisitSlotInput: RemoveVisitSlotInput;
  RemoveVisitSlotResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveVisitSlotResult']>;
  ReopenTicketInput: ReopenTicketInput;
  ReplyToForumTopicInput: ReplyToForumTopicInput;
  RequestConnectionInput: RequestConnectionInput;
  RequestConnectionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestConnectionResult']>;
  RequestIpChangeInput: RequestIpChangeInput;
  RequestOneTimePasswordInput: RequestOneTimePasswordInput;
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestVisitInput: RequestVisitInput;
  RequestVisitResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestVisitResult']>;
  ResetPasswordInput: ResetPasswordInput;
  ResolutionRefusalCode: ResolutionRefusalCode;
  ResolutionRefused: ResolverTypeWrapper<Omit<ResolutionRefused, 'currentIntent'> & { currentIntent?: Maybe<ResolversTypes['PaymentIntent']> }>;
  ResolvePaymentInput: ResolvePaymentInput;
  ResolvePaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResolvePaymentResult']>;
  ResolveTransferInput: ResolveTransferInput;
  ResolveTransferResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResolveTransferResult']>;
  RestoreLoginInput: RestoreLoginInput;
  RestoreLoginPayload: ResolverTypeWrapper<RestoreLoginPayload>;
  RestrictedSession: ResolverTypeWrapper<RestrictedSession>;
  RetryFiscalReceiptInput: RetryFiscalReceiptInput;
  RetryFiscalReceiptResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetryFiscalReceiptResult']>;
  RevokeInvitationInput: RevokeInvitationInput;
  RevokeInvitationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeInvitationResult']>;
  RevokeMemberInput: RevokeMemberInput;
  RevokeMemberResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeMemberResult']>;
  RevokeOtherSessionsPayload: ResolverTypeWrapper<RevokeOtherSessionsPayload>;
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionPayload: ResolverTypeWrapper<RevokeSessionPayload>;
  Role: Role;
  Service: ResolverTypeWrapper<ViewedServiceParent>;
  ServiceFreeze: ResolverTypeWrapper<ServiceFreezeParent>;
  ServiceOffering: ResolverTypeWrapper<ServiceOfferingParent>;
  ServiceOfferingConnection: ResolverTypeWrapper<Omit<ServiceOfferingConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ServiceOfferingEdge']>, nodes: ReadonlyArray<ResolversTypes['ServiceOffering']> }>;
  ServiceOfferingEdge: ResolverTypeWrapper<Omit<ServiceOfferingEdge, 'node'> & { node: ResolversTypes['ServiceOffering'] }>;
  ServiceOption: ResolverTypeWrapper<ServiceOptionParent>;
  ServiceOptionName: ServiceOptionName;
  ServiceOrder: ResolverTypeWrapper<ViewedServiceOrderParent>;
  ServiceOrderAccepted: ResolverTypeWrapper<AcceptedParentParent>;
  ServiceOrderAction: ServiceOrderAction;
  ServiceOrderBecameTicket: ResolverTypeWrapper<TicketParentParent>;
  ServiceOrderCancelled: ResolverTypeWrapper<CancelledParentParent>;
  ServiceOrderConnection: ResolverTypeWrapper<Omit<ServiceOrderConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ServiceOrderEdge']>, nodes: ReadonlyArray<ResolversTypes['ServiceOrder']> }>;
  ServiceOrderEdge: ResolverTypeWrapper<Omit<ServiceOrderEdge, 'node'> & { node: ResolversTypes['ServiceOrder'] }>;
  ServiceOrderPending: ResolverTypeWrapper<ServiceOrderPending>;
  ServiceOrderQuote: ResolverTypeWrapper<QuotedParentParent>;
  ServiceOrderQuoteInput: ServiceOrderQuoteInput;
  ServiceOrderQuoteResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ServiceOrderQuoteResult']>;
  ServiceOrderRefusalCode: ServiceOrderRefusalCode;
  ServiceOrderRefused: ResolverTypeWrapper<RefusedParentParent>;
  ServiceOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ServiceOrderResult']>;
  ServiceOrderStatus: ServiceOrderStatus;
  ServiceStatus: ServiceStatus;
  Session: ResolverTypeWrapper<Omit<Session, 'viewer'> & { viewer: ResolversTypes['Viewer'] }>;
  SetCredentialsInput: SetCredentialsInput;
  SettingsLanguage: SettingsLanguage;
  SignInInput: SignInInput;
  SignInPartnerInput: SignInPartnerInput;
  SignInPartnerPayload: ResolverTypeWrapper<Omit<SignInPartnerPayload, 'session'> & { session?: Maybe<ResolversTypes['PartnerSession']> }>;
  SignInPayload: ResolverTypeWrapper<Omit<SignInPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  SignInWithOneTimePasswordInput: SignInWithOneTimePasswordInput;
  SignInWithOneTimePasswordPayload: ResolverTypeWrapper<SignInWithOneTimePasswordPayload>;
  SignOutPayload: ResolverTypeWrapper<SignOutPayload>;
  Spending: ResolverTypeWrapper<ViewedSpendingParent>;
  SpendingGroupBy: SpendingGroupBy;
  SpendingPart: ResolverTypeWrapper<ViewedPartParent>;
  Statement: ResolverTypeWrapper<ObservedStatementParent>;
  StatementEntry: ResolverTypeWrapper<StatementEntryParent>;
  StatementEntryConnection: ResolverTypeWrapper<Omit<StatementEntryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['StatementEntryEdge']>, nodes: ReadonlyArray<ResolversTypes['StatementEntry']> }>;
  StatementEntryEdge: ResolverTypeWrapper<Omit<StatementEntryEdge, 'node'> & { node: ResolversTypes['StatementEntry'] }>;
  StatementEntryKind: StatementEntryKind;
  StatementExport: ResolverTypeWrapper<StatementExportParent>;
  StatementExportFailure: ResolverTypeWrapper<ExportFailureParent>;
  StatementExportFailureCode: StatementExportFailureCode;
  StatementExportOrdered: ResolverTypeWrapper<Omit<StatementExportOrdered, 'export'> & { export: ResolversTypes['StatementExport'] }>;
  StatementExportRefusalCode: StatementExportRefusalCode;
  StatementExportRefused: ResolverTypeWrapper<StatementExportRefused>;
  StatementExportState: StatementExportState;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  SubmitRegistryInput: SubmitRegistryInput;
  SubmitRegistryResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SubmitRegistryResult']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TakePromisedPaymentInput: TakePromisedPaymentInput;
  TakePromisedPaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TakePromisedPaymentResult']>;
  Tariff: ResolverTypeWrapper<ObservedTariffParent>;
  TariffComparison: ResolverTypeWrapper<ComparisonParentParent>;
  TariffConnection: ResolverTypeWrapper<Omit<TariffConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['TariffEdge']>, nodes: ReadonlyArray<ResolversTypes['Tariff']> }>;
  TariffEdge: ResolverTypeWrapper<Omit<TariffEdge, 'node'> & { node: ResolversTypes['Tariff'] }>;
  TariffKind: TariffKind;
  Ticket: ResolverTypeWrapper<ViewedTicketParent>;
  TicketAuthor: TicketAuthor;
  TicketCategory: TicketCategory;
  TicketChangeRefusalCode: TicketChangeRefusalCode;
  TicketChangeRefused: ResolverTypeWrapper<TicketChangeRefused>;
  TicketChanged: ResolverTypeWrapper<Omit<TicketChanged, 'ticket'> & { ticket: ResolversTypes['Ticket'] }>;
  TicketConnection: ResolverTypeWrapper<Omit<TicketConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['TicketEdge']>, nodes: ReadonlyArray<ResolversTypes['Ticket']> }>;
  TicketEdge: ResolverTypeWrapper<Omit<TicketEdge, 'node'> & { node: ResolversTypes['Ticket'] }>;
  TicketMessage: ResolverTypeWrapper<TicketMessageParent>;
  TicketMessageAdded: ResolverTypeWrapper<Omit<TicketMessageAdded, 'ticketMessage'> & { ticketMessage: ResolversTypes['TicketMessage'] }>;
  TicketMessageConnection: ResolverTypeWrapper<Omit<TicketMessageConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['TicketMessageEdge']>, nodes: ReadonlyArray<ResolversTypes['TicketMessage']> }>;
  TicketMessageEdge: ResolverTypeWrapper<Omit<TicketMessageEdge, 'node'> & { node: ResolversTypes['TicketMessage'] }>;
  TicketMessagePending: ResolverTypeWrapper<TicketMessagePending>;
  TicketMessagePosted: ResolverTypeWrapper<AddedMessageParent>;
  TicketOpened: ResolverTypeWrapper<OpenedTicketParent>;
  TicketPending: ResolverTypeWrapper<TicketPending>;
  TicketRefusalCode: TicketRefusalCode;
  TicketRefused: ResolverTypeWrapper<TicketRefused>;
  TicketStatus: TicketStatus;
  TicketStatusChange: ResolverTypeWrapper<TicketStatusChangeParent>;
  TicketStatusChangeConnection: ResolverTypeWrapper<Omit<TicketStatusChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['TicketStatusChangeEdge']>, nodes: ReadonlyArray<ResolversTypes['TicketStatusChange']> }>;
  TicketStatusChangeEdge: ResolverTypeWrapper<Omit<TicketStatusChangeEdge, 'node'> & { node: ResolversTypes['TicketStatusChange'] }>;
  TopUpOtherInput: TopUpOtherInput;
  Transaction: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Transaction']>;
  TransactionConnection: ResolverTypeWrapper<Omit<TransactionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['TransactionEdge']>, nodes: ReadonlyArray<ResolversTypes['Transaction']> }>;
  TransactionEdge: ResolverTypeWrapper<Omit<TransactionEdge, 'node'> & { node: ResolversTypes['Transaction'] }>;
  Transfer: ResolverTypeWrapper<TransferParent>;
  TransferBetweenAccountsInput: TransferBetweenAccountsInput;
  TransferCase: ResolverTypeWrapper<TransferParent>;
  TransferCaseConnection: ResolverTypeWrapper<Omit<TransferCaseConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['TransferCaseEdge']>, nodes: ReadonlyArray<ResolversTypes['TransferCase']> }>;
  TransferCaseEdge: ResolverTypeWrapper<Omit<TransferCaseEdge, 'node'> & { node: ResolversTypes['TransferCase'] }>;
  TransferConflict: ResolverTypeWrapper<TransferConflict>;
  TransferConnection: ResolverTypeWrapper<Omit<TransferConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['TransferEdge']>, nodes: ReadonlyArray<ResolversTypes['Transfer']> }>;
  TransferDone: ResolverTypeWrapper<Omit<TransferDone, 'transfer'> & { transfer: ResolversTypes['Transfer'] }>;
  TransferEdge: ResolverTypeWrapper<Omit<TransferEdge, 'node'> & { node: ResolversTypes['Transfer'] }>;
  TransferKind: TransferKind;
  TransferPending: ResolverTypeWrapper<Omit<TransferPending, 'transfer'> & { transfer: ResolversTypes['Transfer'] }>;
  TransferRefusalCode: TransferRefusalCode;
  TransferRefused: ResolverTypeWrapper<Omit<TransferRefused, 'keptTransfer'> & { keptTransfer?: Maybe<ResolversTypes['Transfer']> }>;
  TransferResolution: TransferResolution;
  TransferResolutionRefusalCode: TransferResolutionRefusalCode;
  TransferResolutionRefused: ResolverTypeWrapper<TransferResolutionRefused>;
  TransferResolved: ResolverTypeWrapper<Omit<TransferResolved, 'transferCase'> & { transferCase: ResolversTypes['TransferCase'] }>;
  TransferResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TransferResult']>;
  TransferStage: TransferStage;
  TransferState: TransferState;
  TvChannel: ResolverTypeWrapper<TvChannelParent>;
  TvPackage: ResolverTypeWrapper<HeldTelevisionParent>;
  UnfreezeAccountInput: UnfreezeAccountInput;
  UnfreezeServiceInput: UnfreezeServiceInput;
  UnsubscribeInput: UnsubscribeInput;
  UnsubscribePayload: ResolverTypeWrapper<UnsubscribePayload>;
  UpdateAnnouncementInput: UpdateAnnouncementInput;
  UpdateBankDetailsInput: UpdateBankDetailsInput;
  UpdateCompanyInput: UpdateCompanyInput;
  UpdateForumReplyInput: UpdateForumReplyInput;
  UpdateForumTopicInput: UpdateForumTopicInput;
  UpdateHelpArticleInput: UpdateHelpArticleInput;
  UpdateNewsInput: UpdateNewsInput;
  UpdateNotificationPreferencesInput: UpdateNotificationPreferencesInput;
  UpdateNotificationPreferencesPayload: ResolverTypeWrapper<Omit<UpdateNotificationPreferencesPayload, 'preferences'> & { preferences?: Maybe<ResolversTypes['NotificationPreferences']> }>;
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: ResolverTypeWrapper<Omit<UpdateProfilePayload, 'account'> & { account?: Maybe<ResolversTypes['Account']> }>;
  UpdatePromotionInput: UpdatePromotionInput;
  UpdateSettingsInput: UpdateSettingsInput;
  UpdateSettingsPayload: ResolverTypeWrapper<Omit<UpdateSettingsPayload, 'settings'> & { settings?: Maybe<ResolversTypes['AccountSettings']> }>;
  UpsertPaymentMethodInput: UpsertPaymentMethodInput;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<ViewerParent>;
  Visit: ResolverTypeWrapper<ViewedVisitParent>;
  VisitCancelled: ResolverTypeWrapper<Omit<VisitCancelled, 'visit'> & { visit: ResolversTypes['Visit'] }>;
  VisitConnection: ResolverTypeWrapper<Omit<VisitConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['VisitEdge']>, nodes: ReadonlyArray<ResolversTypes['Visit']> }>;
  VisitEdge: ResolverTypeWrapper<Omit<VisitEdge, 'node'> & { node: ResolversTypes['Visit'] }>;
  VisitRefusalCode: VisitRefusalCode;
  VisitRefused: ResolverTypeWrapper<VisitRefused>;
  VisitRequested: ResolverTypeWrapper<Omit<VisitRequested, 'visit'> & { visit: ResolversTypes['Visit'] }>;
  VisitSlot: ResolverTypeWrapper<VisitSlotParent>;
  VisitSlotConnection: ResolverTypeWrapper<Omit<VisitSlotConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['VisitSlotEdge']>, nodes: ReadonlyArray<ResolversTypes['VisitSlot']> }>;
  VisitSlotEdge: ResolverTypeWrapper<Omit<VisitSlotEdge, 'node'> & { node: ResolversTypes['VisitSlot'] }>;
  VisitSlotRemoved: ResolverTypeWrapper<VisitSlotRemoved>;
  VisitSlotTimeInput: VisitSlotTimeInput;
  VisitSlotsOpened: ResolverTypeWrapper<Omit<VisitSlotsOpened, 'slots'> & { slots: ReadonlyArray<ResolversTypes['VisitSlot']> }>;
  VisitStatus: VisitStatus;
  WithdrawForumPostInput: WithdrawForumPostInput;
  WithdrawForumPostPayload: ResolverTypeWrapper<WithdrawForumPostPayload>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptInvitationInput: AcceptInvitationInput;
  AcceptInvitationResult: ResolversUnionTypes<ResolversParentTypes>['AcceptInvitationResult'];
  AcceptedPaymentMethod: PaymentMethodParent;
  AccessUserError: AccessUserError;
  Account: ViewedAccountParent;
  AccountDocument: ViewedDocumentParent;
  AccountDocumentConnection: Omit<AccountDocumentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AccountDocumentEdge']>, nodes: ReadonlyArray<ResolversParentTypes['AccountDocument']> };
  AccountDocumentEdge: Omit<AccountDocumentEdge, 'node'> & { node: ResolversParentTypes['AccountDocument'] };
  AccountSettings: ObservedSettingsParent;
  ActiveSession: ActiveSession;
  AddTicketMessageInput: AddTicketMessageInput;
  AddTicketMessageResult: ResolversUnionTypes<ResolversParentTypes>['AddTicketMessageResult'];
  AdjustableOption: OptionTermsParent;
  Agreement: ObservedAgreementParent;
  AgreementProof: AgreementProof;
  Announcement: AnnouncementParent;
  AnnouncementConnection: Omit<AnnouncementConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AnnouncementEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Announcement']> };
  AnnouncementContentInput: AnnouncementContentInput;
  AnnouncementEdge: Omit<AnnouncementEdge, 'node'> & { node: ResolversParentTypes['Announcement'] };
  AnnouncementPayload: Omit<AnnouncementPayload, 'announcement'> & { announcement?: Maybe<ResolversParentTypes['Announcement']> };
  Attachment: AttachmentParent;
  AttachmentUpload: AttachmentUpload;
  AuditEntry: AuditRowParent;
  AuditEntryConnection: Omit<AuditEntryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AuditEntryEdge']>, nodes: ReadonlyArray<ResolversParentTypes['AuditEntry']> };
  AuditEntryEdge: Omit<AuditEntryEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  AuditFilter: AuditFilter;
  Balance: ObservedAccountParent;
  BankDetails: BankDetailsVersionParent;
  BankDetailsPayload: Omit<BankDetailsPayload, 'announcement' | 'bankDetails'> & { announcement?: Maybe<ResolversParentTypes['Announcement']>, bankDetails?: Maybe<ResolversParentTypes['BankDetails']> };
  BankDetailsUserError: BankDetailsUserError;
  Boolean: Scalars['Boolean']['output'];
  CancelPaymentInput: CancelPaymentInput;
  CancelPaymentResult: ResolversUnionTypes<ResolversParentTypes>['CancelPaymentResult'];
  CancelServiceOrderInput: CancelServiceOrderInput;
  CancelServiceOrderRefused: CancelServiceOrderRefused;
  CancelServiceOrderResult: ResolversUnionTypes<ResolversParentTypes>['CancelServiceOrderResult'];
  CancelVisitInput: CancelVisitInput;
  CancelVisitResult: ResolversUnionTypes<ResolversParentTypes>['CancelVisitResult'];
  CancellationPending: Omit<CancellationPending, 'payment'> & { payment?: Maybe<ResolversParentTypes['PartnerPayment']> };
  CancellationRefused: Omit<CancellationRefused, 'payment'> & { payment?: Maybe<ResolversParentTypes['PartnerPayment']> };
  Capabilities: Omit<Capabilities, 'checkout'> & { checkout?: Maybe<ResolversParentTypes['CheckoutCapabilities']> };
  ChangeLoginInput: ChangeLoginInput;
  ChangePasswordInput: ChangePasswordInput;
  ChangeServiceOptionInput: ChangeServiceOptionInput;
  ChangeTariffInput: ChangeTariffInput;
  ChangeTicketResult: ResolversUnionTypes<ResolversParentTypes>['ChangeTicketResult'];
  Charge: ViewedChargeParent;
  CheckAccountResult: ResolversUnionTypes<ResolversParentTypes>['CheckAccountResult'];
  CheckRefused: CheckRefused;
  Checkout: ViewedCheckoutParent;
  CheckoutCapabilities: Omit<CheckoutCapabilities, 'maxAmount' | 'minAmount'> & { maxAmount: ResolversParentTypes['Money'], minAmount: ResolversParentTypes['Money'] };
  CheckoutCloseRefused: Omit<CheckoutCloseRefused, 'currentCheckout'> & { currentCheckout?: Maybe<ResolversParentTypes['Checkout']> };
  CheckoutClosed: Omit<CheckoutClosed, 'checkout'> & { checkout: ResolversParentTypes['Checkout'] };
  CheckoutConnection: Omit<CheckoutConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['CheckoutEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Checkout']> };
  CheckoutEdge: Omit<CheckoutEdge, 'node'> & { node: ResolversParentTypes['Checkout'] };
  CheckoutRefundRefused: Omit<CheckoutRefundRefused, 'currentCheckout'> & { currentCheckout?: Maybe<ResolversParentTypes['Checkout']> };
  CheckoutRefunding: Omit<CheckoutRefunding, 'checkout'> & { checkout: ResolversParentTypes['Checkout'] };
  CloseCheckoutInput: CloseCheckoutInput;
  CloseCheckoutResult: ResolversUnionTypes<ResolversParentTypes>['CloseCheckoutResult'];
  CloseTicketInput: CloseTicketInput;
  CodeRequestPayload: CodeRequestPayload;
  Company: CompanyParent;
  CompanyContentInput: CompanyContentInput;
  CompanyPayload: Omit<CompanyPayload, 'company'> & { company?: Maybe<ResolversParentTypes['Company']> };
  ConnectServiceInput: ConnectServiceInput;
  ConnectionAddressInput: ConnectionAddressInput;
  ConnectionAvailability: ConnectionAvailability;
  ConnectionAvailabilityResult: ResolversUnionTypes<ResolversParentTypes>['ConnectionAvailabilityResult'];
  ConnectionPending: ConnectionPending;
  ConnectionRefused: ConnectionRefused;
  ConnectionRequested: ConnectionRequested;
  Contact: ContactParent;
  ContactInput: ContactInput;
  ContentUserError: ContentUserError;
  CreateAnnouncementInput: CreateAnnouncementInput;
  CreateAttachmentUploadInput: CreateAttachmentUploadInput;
  CreateAttachmentUploadResult: ResolversUnionTypes<ResolversParentTypes>['CreateAttachmentUploadResult'];
  CreateForumTopicInput: CreateForumTopicInput;
  CreateHelpArticleInput: CreateHelpArticleInput;
  CreateNewsInput: CreateNewsInput;
  CreatePromotionInput: CreatePromotionInput;
  CreateTicketInput: CreateTicketInput;
  CreateTicketResult: ResolversUnionTypes<ResolversParentTypes>['CreateTicketResult'];
  CredentialsPayload: Omit<CredentialsPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Device: DeviceParent;
  DeviceRefused: DeviceRefused;
  DeviceRegistered: Omit<DeviceRegistered, 'device'> & { device: ResolversParentTypes['Device'] };
  DeviceRemoved: DeviceRemoved;
  DisconnectServiceInput: DisconnectServiceInput;
  Download: DownloadParent;
  EquipmentOffering: EquipmentOfferingParent;
  EquipmentOfferingConnection: Omit<EquipmentOfferingConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['EquipmentOfferingEdge']>, nodes: ReadonlyArray<ResolversParentTypes['EquipmentOffering']> };
  EquipmentOfferingEdge: Omit<EquipmentOfferingEdge, 'node'> & { node: ResolversParentTypes['EquipmentOffering'] };
  ExportStatementInput: ExportStatementInput;
  ExportStatementResult: ResolversUnionTypes<ResolversParentTypes>['ExportStatementResult'];
  FiscalReceipt: FiscalReceiptParent;
  FiscalReceiptProblem: FiscalReceiptParent;
  FiscalReceiptProblemConnection: Omit<FiscalReceiptProblemConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['FiscalReceiptProblemEdge']>, nodes: ReadonlyArray<ResolversParentTypes['FiscalReceiptProblem']> };
  FiscalReceiptProblemEdge: Omit<FiscalReceiptProblemEdge, 'node'> & { node: ResolversParentTypes['FiscalReceiptProblem'] };
  FiscalReceiptRetried: Omit<FiscalReceiptRetried, 'receipt'> & { receipt: ResolversParentTypes['FiscalReceipt'] };
  FiscalReceiptRetryRefused: Omit<FiscalReceiptRetryRefused, 'currentReceipt'> & { currentReceipt?: Maybe<ResolversParentTypes['FiscalReceipt']> };
  ForumAuthor: ForumAuthorParent;
  ForumReply: ForumReplyParent;
  ForumReplyConnection: Omit<ForumReplyConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ForumReplyEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ForumReply']> };
  ForumReplyEdge: Omit<ForumReplyEdge, 'node'> & { node: ResolversParentTypes['ForumReply'] };
  ForumReplyPayload: Omit<ForumReplyPayload, 'reply'> & { reply?: Maybe<ResolversParentTypes['ForumReply']> };
  ForumTopic: ForumTopicParent;
  ForumTopicConnection: Omit<ForumTopicConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ForumTopicEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ForumTopic']> };
  ForumTopicEdge: Omit<ForumTopicEdge, 'node'> & { node: ResolversParentTypes['ForumTopic'] };
  ForumTopicPayload: Omit<ForumTopicPayload, 'topic'> & { topic?: Maybe<ResolversParentTypes['ForumTopic']> };
  ForumUserError: ForumUserError;
  FreezeAccountInput: FreezeAccountInput;
  FreezeServiceInput: FreezeServiceInput;
  FreezeTerms: FreezeTermsParent;
  GrantMemberRightsInput: GrantMemberRightsInput;
  HelpArticle: HelpArticleParent;
  HelpArticleConnection: Omit<HelpArticleConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['HelpArticleEdge']>, nodes: ReadonlyArray<ResolversParentTypes['HelpArticle']> };
  HelpArticleContentInput: HelpArticleContentInput;
  HelpArticleEdge: Omit<HelpArticleEdge, 'node'> & { node: ResolversParentTypes['HelpArticle'] };
  HelpArticlePayload: Omit<HelpArticlePayload, 'helpArticle'> & { helpArticle?: Maybe<ResolversParentTypes['HelpArticle']> };
  ID: Scalars['ID']['output'];
  IdempotencyConflict: Omit<IdempotencyConflict, 'payment'> & { payment?: Maybe<ResolversParentTypes['PartnerPayment']> };
  InitiatePaymentInput: InitiatePaymentInput;
  InitiatePaymentResult: ResolversUnionTypes<ResolversParentTypes>['InitiatePaymentResult'];
  Int: Scalars['Int']['output'];
  InvitationAccepted: InvitationAccepted;
  InvitationRevoked: InvitationRevoked;
  InviteMemberInput: InviteMemberInput;
  InviteMemberResult: ResolversUnionTypes<ResolversParentTypes>['InviteMemberResult'];
  IpAddress: IpAddressParent;
  LocalizedText: LocalizedTextParent;
  LocalizedTextInput: LocalizedTextInput;
  Member: MemberParent;
  MemberChanged: Omit<MemberChanged, 'member'> & { member: ResolversParentTypes['Member'] };
  MemberInvitation: OpenInvitationParent;
  MemberInvited: MemberInvited;
  MemberRefused: MemberRefused;
  MemberResult: ResolversUnionTypes<ResolversParentTypes>['MemberResult'];
  MemberRevoked: MemberRevoked;
  ModerateForumPostInput: ModerateForumPostInput;
  ModerateForumPostPayload: Omit<ModerateForumPostPayload, 'reply' | 'topic'> & { reply?: Maybe<ResolversParentTypes['ForumReply']>, topic?: Maybe<ResolversParentTypes['ForumTopic']> };
  Money: MoneyParent;
  Mutation: Record<PropertyKey, never>;
  News: NewsParent;
  NewsConnection: Omit<NewsConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['NewsEdge']>, nodes: ReadonlyArray<ResolversParentTypes['News']> };
  NewsContentInput: NewsContentInput;
  NewsEdge: Omit<NewsEdge, 'node'> & { node: ResolversParentTypes['News'] };
  NewsPayload: Omit<NewsPayload, 'news'> & { news?: Maybe<ResolversParentTypes['News']> };
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NotificationChoice: NotificationChoice;
  NotificationChoiceInput: NotificationChoiceInput;
  NotificationPreferences: NotificationPreferencesParent;
  NotificationUserError: NotificationUserError;
  OpenVisitSlotsInput: OpenVisitSlotsInput;
  OpenVisitSlotsResult: ResolversUnionTypes<ResolversParentTypes>['OpenVisitSlotsResult'];
  Operator: OperatorParent;
  OrderEquipmentInput: OrderEquipmentInput;
  OrderSetUpInput: OrderSetUpInput;
  OrganizationAccount: ViewedAccountParent;
  OrganizationProfile: ObservedOrganizationParent;
  PageInfo: PageInfo;
  Partner: PartnerParent;
  PartnerLimits: Omit<PartnerLimits, 'maxAmount' | 'maxAmountPerDay' | 'minAmount'> & { maxAmount: ResolversParentTypes['Money'], maxAmountPerDay: ResolversParentTypes['Money'], minAmount: ResolversParentTypes['Money'] };
  PartnerPayment: PartnerPaymentParent;
  PartnerSession: Omit<PartnerSession, 'partner'> & { partner: ResolversParentTypes['Partner'] };
  PayInput: PayInput;
  PayResult: ResolversUnionTypes<ResolversParentTypes>['PayResult'];
  PayableAccount: Omit<PayableAccount, 'maxAmount' | 'minAmount' | 'recommendedAmount'> & { maxAmount: ResolversParentTypes['Money'], minAmount: ResolversParentTypes['Money'], recommendedAmount?: Maybe<ResolversParentTypes['Money']> };
  Payment: ObservedPaymentParent;
  PaymentAccepted: Omit<PaymentAccepted, 'payment'> & { payment?: Maybe<ResolversParentTypes['PartnerPayment']> };
  PaymentAnswer: ResolversInterfaceTypes<ResolversParentTypes>['PaymentAnswer'];
  PaymentCanceled: Omit<PaymentCanceled, 'payment'> & { payment?: Maybe<ResolversParentTypes['PartnerPayment']> };
  PaymentConnection: Omit<PaymentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['PaymentEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Payment']> };
  PaymentEdge: Omit<PaymentEdge, 'node'> & { node: ResolversParentTypes['Payment'] };
  PaymentInitiated: Omit<PaymentInitiated, 'checkout'> & { checkout: ResolversParentTypes['Checkout'] };
  PaymentInitiationPending: Omit<PaymentInitiationPending, 'checkout'> & { checkout: ResolversParentTypes['Checkout'] };
  PaymentInitiationRefused: PaymentInitiationRefused;
  PaymentIntent: IntentParent;
  PaymentIntentConnection: Omit<PaymentIntentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['PaymentIntentEdge']>, nodes: ReadonlyArray<ResolversParentTypes['PaymentIntent']> };
  PaymentIntentEdge: Omit<PaymentIntentEdge, 'node'> & { node: ResolversParentTypes['PaymentIntent'] };
  PaymentMethodPayload: Omit<PaymentMethodPayload, 'paymentMethod'> & { paymentMethod?: Maybe<ResolversParentTypes['AcceptedPaymentMethod']> };
  PaymentPending: Omit<PaymentPending, 'payment'> & { payment?: Maybe<ResolversParentTypes['PartnerPayment']> };
  PaymentProgress: ResolversUnionTypes<ResolversParentTypes>['PaymentProgress'];
  PaymentReceipt: ReceiptParent;
  PaymentReceiptInput: PaymentReceiptInput;
  PaymentReceiptRefused: PaymentReceiptRefused;
  PaymentReceiptResult: ResolversUnionTypes<ResolversParentTypes>['PaymentReceiptResult'];
  PaymentRefused: Omit<PaymentRefused, 'payment'> & { payment?: Maybe<ResolversParentTypes['PartnerPayment']> };
  PaymentRegistry: ViewedRegistryParent;
  PaymentRegistryEdge: Omit<PaymentRegistryEdge, 'node'> & { node: ResolversParentTypes['PartnerPayment'] };
  PaymentRegistryTotal: Omit<PaymentRegistryTotal, 'amount'> & { amount: ResolversParentTypes['Money'] };
  PaymentRegistryTotals: Omit<PaymentRegistryTotals, 'canceled' | 'done' | 'pending' | 'rejected'> & { canceled: ResolversParentTypes['PaymentRegistryTotal'], done: ResolversParentTypes['PaymentRegistryTotal'], pending: ResolversParentTypes['PaymentRegistryTotal'], rejected: ResolversParentTypes['PaymentRegistryTotal'] };
  PaymentResolved: Omit<PaymentResolved, 'intent'> & { intent: ResolversParentTypes['PaymentIntent'] };
  PeriodInput: PeriodInput;
  PersonAccount: ViewedAccountParent;
  PersonProfile: ObservedPersonParent;
  ProfileUserError: ProfileUserError;
  PromisedPayment: PromisedPaymentParent;
  PromisedPaymentConflict: PromisedPaymentConflict;
  PromisedPaymentNotOffered: PromisedPaymentNotOffered;
  PromisedPaymentOffer: Omit<PromisedPaymentOffer, 'fee' | 'maxAmount' | 'minAmount'> & { fee: ResolversParentTypes['Money'], maxAmount: ResolversParentTypes['Money'], minAmount: ResolversParentTypes['Money'] };
  PromisedPaymentOfferResult: ResolversUnionTypes<ResolversParentTypes>['PromisedPaymentOfferResult'];
  PromisedPaymentPending: PromisedPaymentPending;
  PromisedPaymentRefused: PromisedPaymentRefused;
  PromisedPaymentTaken: Omit<PromisedPaymentTaken, 'promisedPayment'> & { promisedPayment?: Maybe<ResolversParentTypes['PromisedPayment']> };
  Promotion: PromotionParent;
  PromotionConnection: Omit<PromotionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['PromotionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Promotion']> };
  PromotionContentInput: PromotionContentInput;
  PromotionEdge: Omit<PromotionEdge, 'node'> & { node: ResolversParentTypes['Promotion'] };
  PromotionPayload: Omit<PromotionPayload, 'promotion'> & { promotion?: Maybe<ResolversParentTypes['Promotion']> };
  ProveAgreementInput: ProveAgreementInput;
  Query: Record<PropertyKey, never>;
  QuietHours: QuietHours;
  QuietHoursInput: QuietHoursInput;
  RateTicketInput: RateTicketInput;
  ReceiptStatus: Omit<ReceiptStatus, 'bankDetails'> & { bankDetails?: Maybe<ResolversParentTypes['BankDetails']> };
  ReceiptStatusRefused: ReceiptStatusRefused;
  ReceiptStatusResult: ResolversUnionTypes<ResolversParentTypes>['ReceiptStatusResult'];
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: Omit<RefreshSessionPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  RefundCheckoutInput: RefundCheckoutInput;
  RefundCheckoutResult: ResolversUnionTypes<ResolversParentTypes>['RefundCheckoutResult'];
  Region: RegionParent;
  RegisterDeviceInput: RegisterDeviceInput;
  RegisterDeviceResult: ResolversUnionTypes<ResolversParentTypes>['RegisterDeviceResult'];
  RegistryJudged: Omit<RegistryJudged, 'missingInPartner' | 'rows'> & { missingInPartner: ReadonlyArray<ResolversParentTypes['RegistryRow']>, rows: ReadonlyArray<ResolversParentTypes['RegistryRow']> };
  RegistryRefused: RegistryRefused;
  RegistryRow: Omit<RegistryRow, 'payment'> & { payment?: Maybe<ResolversParentTypes['PartnerPayment']> };
  RegistryRowInput: RegistryRowInput;
  RemoveAnnouncementInput: RemoveAnnouncementInput;
  RemoveContentPayload: RemoveContentPayload;
  RemoveDeviceInput: RemoveDeviceInput;
  RemoveDeviceResult: ResolversUnionTypes<ResolversParentTypes>['RemoveDeviceResult'];
  RemoveHelpArticleInput: RemoveHelpArticleInput;
  RemoveNewsInput: RemoveNewsInput;
  RemovePaymentMethodInput: RemovePaymentMethodInput;
  RemovePromotionInput: RemovePromotionInput;
  RemoveVisitSlotInput: RemoveVisitSlotInput;
  RemoveVisitSlotResult: ResolversUnionTypes<ResolversParentTypes>['RemoveVisitSlotResult'];
  ReopenTicketInput: ReopenTicketInput;
  ReplyToForumTopicInput: ReplyToForumTopicInput;
  RequestConnectionInput: RequestConnectionInput;
  RequestConnectionResult: ResolversUnionTypes<ResolversParentTypes>['RequestConnectionResult'];
  RequestIpChangeInput: RequestIpChangeInput;
  RequestOneTimePasswordInput: RequestOneTimePasswordInput;
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestVisitInput: RequestVisitInput;
  RequestVisitResult: ResolversUnionTypes<ResolversParentTypes>['RequestVisitResult'];
  ResetPasswordInput: ResetPasswordInput;
  ResolutionRefused: Omit<ResolutionRefused, 'currentIntent'> & { currentIntent?: Maybe<ResolversParentTypes['PaymentIntent']> };
  ResolvePaymentInput: ResolvePaymentInput;
  ResolvePaymentResult: ResolversUnionTypes<ResolversParentTypes>['ResolvePaymentResult'];
  ResolveTransferInput: ResolveTransferInput;
  ResolveTransferResult: ResolversUnionTypes<ResolversParentTypes>['ResolveTransferResult'];
  RestoreLoginInput: RestoreLoginInput;
  RestoreLoginPayload: RestoreLoginPayload;
  RestrictedSession: RestrictedSession;
  RetryFiscalReceiptInput: RetryFiscalReceiptInput;
  RetryFiscalReceiptResult: ResolversUnionTypes<ResolversParentTypes>['RetryFiscalReceiptResult'];
  RevokeInvitationInput: RevokeInvitationInput;
  RevokeInvitationResult: ResolversUnionTypes<ResolversParentTypes>['RevokeInvitationResult'];
  RevokeMemberInput: RevokeMemberInput;
  RevokeMemberResult: ResolversUnionTypes<ResolversParentTypes>['RevokeMemberResult'];
  RevokeOtherSessionsPayload: RevokeOtherSessionsPayload;
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionPayload: RevokeSessionPayload;
  Service: ViewedServiceParent;
  ServiceFreeze: ServiceFreezeParent;
  ServiceOffering: ServiceOfferingParent;
  ServiceOfferingConnection: Omit<ServiceOfferingConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ServiceOfferingEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ServiceOffering']> };
  ServiceOfferingEdge: Omit<ServiceOfferingEdge, 'node'> & { node: ResolversParentTypes['ServiceOffering'] };
  ServiceOption: ServiceOptionParent;
  ServiceOrder: ViewedServiceOrderParent;
  ServiceOrderAccepted: AcceptedParentParent;
  ServiceOrderBecameTicket: TicketParentParent;
  ServiceOrderCancelled: CancelledParentParent;
  ServiceOrderConnection: Omit<ServiceOrderConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ServiceOrderEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ServiceOrder']> };
  ServiceOrderEdge: Omit<ServiceOrderEdge, 'node'> & { node: ResolversParentTypes['ServiceOrder'] };
  ServiceOrderPending: ServiceOrderPending;
  ServiceOrderQuote: QuotedParentParent;
  ServiceOrderQuoteInput: ServiceOrderQuoteInput;
  ServiceOrderQuoteResult: ResolversUnionTypes<ResolversParentTypes>['ServiceOrderQuoteResult'];
  ServiceOrderRefused: RefusedParentParent;
  ServiceOrderResult: ResolversUnionTypes<ResolversParentTypes>['ServiceOrderResult'];
  Session: Omit<Session, 'viewer'> & { viewer: ResolversParentTypes['Viewer'] };
  SetCredentialsInput: SetCredentialsInput;
  SignInInput: SignInInput;
  SignInPartnerInput: SignInPartnerInput;
  SignInPartnerPayload: Omit<SignInPartnerPayload, 'session'> & { session?: Maybe<ResolversParentTypes['PartnerSession']> };
  SignInPayload: Omit<SignInPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  SignInWithOneTimePasswordInput: SignInWithOneTimePasswordInput;
  SignInWithOneTimePasswordPayload: SignInWithOneTimePasswordPayload;
  SignOutPayload: SignOutPayload;
  Spending: ViewedSpendingParent;
  SpendingPart: ViewedPartParent;
  Statement: ObservedStatementParent;
  StatementEntry: StatementEntryParent;
  StatementEntryConnection: Omit<StatementEntryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['StatementEntryEdge']>, nodes: ReadonlyArray<ResolversParentTypes['StatementEntry']> };
  StatementEntryEdge: Omit<StatementEntryEdge, 'node'> & { node: ResolversParentTypes['StatementEntry'] };
  StatementExport: StatementExportParent;
  StatementExportFailure: ExportFailureParent;
  StatementExportOrdered: Omit<StatementExportOrdered, 'export'> & { export: ResolversParentTypes['StatementExport'] };
  StatementExportRefused: StatementExportRefused;
  String: Scalars['String']['output'];
  SubmitRegistryInput: SubmitRegistryInput;
  SubmitRegistryResult: ResolversUnionTypes<ResolversParentTypes>['SubmitRegistryResult'];
  Subscription: Record<PropertyKey, never>;
  TakePromisedPaymentInput: TakePromisedPaymentInput;
  TakePromisedPaymentResult: ResolversUnionTypes<ResolversParentTypes>['TakePromisedPaymentResult'];
  Tariff: ObservedTariffParent;
  TariffComparison: ComparisonParentParent;
  TariffConnection: Omit<TariffConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['TariffEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Tariff']> };
  TariffEdge: Omit<TariffEdge, 'node'> & { node: ResolversParentTypes['Tariff'] };
  Ticket: ViewedTicketParent;
  TicketChangeRefused: TicketChangeRefused;
  TicketChanged: Omit<TicketChanged, 'ticket'> & { ticket: ResolversParentTypes['Ticket'] };
  TicketConnection: Omit<TicketConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['TicketEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Ticket']> };
  TicketEdge: Omit<TicketEdge, 'node'> & { node: ResolversParentTypes['Ticket'] };
  TicketMessage: TicketMessageParent;
  TicketMessageAdded: Omit<TicketMessageAdded, 'ticketMessage'> & { ticketMessage: ResolversParentTypes['TicketMessage'] };
  TicketMessageConnection: Omit<TicketMessageConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['TicketMessageEdge']>, nodes: ReadonlyArray<ResolversParentTypes['TicketMessage']> };
  TicketMessageEdge: Omit<TicketMessageEdge, 'node'> & { node: ResolversParentTypes['TicketMessage'] };
  TicketMessagePending: TicketMessagePending;
  TicketMessagePosted: AddedMessageParent;
  TicketOpened: OpenedTicketParent;
  TicketPending: TicketPending;
  TicketRefused: TicketRefused;
  TicketStatusChange: TicketStatusChangeParent;
  TicketStatusChangeConnection: Omit<TicketStatusChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['TicketStatusChangeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['TicketStatusChange']> };
  TicketStatusChangeEdge: Omit<TicketStatusChangeEdge, 'node'> & { node: ResolversParentTypes['TicketStatusChange'] };
  TopUpOtherInput: TopUpOtherInput;
  Transaction: ResolversUnionTypes<ResolversParentTypes>['Transaction'];
  TransactionConnection: Omit<TransactionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['TransactionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Transaction']> };
  TransactionEdge: Omit<TransactionEdge, 'node'> & { node: ResolversParentTypes['Transaction'] };
  Transfer: TransferParent;
  TransferBetweenAccountsInput: TransferBetweenAccountsInput;
  TransferCase: TransferParent;
  TransferCaseConnection: Omit<TransferCaseConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['TransferCaseEdge']>, nodes: ReadonlyArray<ResolversParentTypes['TransferCase']> };
  TransferCaseEdge: Omit<TransferCaseEdge, 'node'> & { node: ResolversParentTypes['TransferCase'] };
  TransferConflict: TransferConflict;
  TransferConnection: Omit<TransferConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['TransferEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Transfer']> };
  TransferDone: Omit<TransferDone, 'transfer'> & { transfer: ResolversParentTypes['Transfer'] };
  TransferEdge: Omit<TransferEdge, 'node'> & { node: ResolversParentTypes['Transfer'] };
  TransferPending: Omit<TransferPending, 'transfer'> & { transfer: ResolversParentTypes['Transfer'] };
  TransferRefused: Omit<TransferRefused, 'keptTransfer'> & { keptTransfer?: Maybe<ResolversParentTypes['Transfer']> };
  TransferResolutionRefused: TransferResolutionRefused;
  TransferResolved: Omit<TransferResolved, 'transferCase'> & { transferCase: ResolversParentTypes['TransferCase'] };
  TransferResult: ResolversUnionTypes<ResolversParentTypes>['TransferResult'];
  TvChannel: TvChannelParent;
  TvPackage: HeldTelevisionParent;
  UnfreezeAccountInput: UnfreezeAccountInput;
  UnfreezeServiceInput: UnfreezeServiceInput;
  UnsubscribeInput: UnsubscribeInput;
  UnsubscribePayload: UnsubscribePayload;
  UpdateAnnouncementInput: UpdateAnnouncementInput;
  UpdateBankDetailsInput: UpdateBankDetailsInput;
  UpdateCompanyInput: UpdateCompanyInput;
  UpdateForumReplyInput: UpdateForumReplyInput;
  UpdateForumTopicInput: UpdateForumTopicInput;
  UpdateHelpArticleInput: UpdateHelpArticleInput;
  UpdateNewsInput: UpdateNewsInput;
  UpdateNotificationPreferencesInput: UpdateNotificationPreferencesInput;
  UpdateNotificationPreferencesPayload: Omit<UpdateNotificationPreferencesPayload, 'preferences'> & { preferences?: Maybe<ResolversParentTypes['NotificationPreferences']> };
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: Omit<UpdateProfilePayload, 'account'> & { account?: Maybe<ResolversParentTypes['Account']> };
  UpdatePromotionInput: UpdatePromotionInput;
  UpdateSettingsInput: UpdateSettingsInput;
  UpdateSettingsPayload: Omit<UpdateSettingsPayload, 'settings'> & { settings?: Maybe<ResolversParentTypes['AccountSettings']> };
  UpsertPaymentMethodInput: UpsertPaymentMethodInput;
  UserError: UserError;
  Viewer: ViewerParent;
  Visit: ViewedVisitParent;
  VisitCancelled: Omit<VisitCancelled, 'visit'> & { visit: ResolversParentTypes['Visit'] };
  VisitConnection: Omit<VisitConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['VisitEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Visit']> };
  VisitEdge: Omit<VisitEdge, 'node'> & { node: ResolversParentTypes['Visit'] };
  VisitRefused: VisitRefused;
  VisitRequested: Omit<VisitRequested, 'visit'> & { visit: ResolversParentTypes['Visit'] };
  VisitSlot: VisitSlotParent;
  VisitSlotConnection: Omit<VisitSlotConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['VisitSlotEdge']>, nodes: ReadonlyArray<ResolversParentTypes['VisitSlot']> };
  VisitSlotEdge: Omit<VisitSlotEdge, 'node'> & { node: ResolversParentTypes['VisitSlot'] };
  VisitSlotRemoved: VisitSlotRemoved;
  VisitSlotTimeInput: VisitSlotTimeInput;
  VisitSlotsOpened: Omit<VisitSlotsOpened, 'slots'> & { slots: ReadonlyArray<ResolversParentTypes['VisitSlot']> };
  WithdrawForumPostInput: WithdrawForumPostInput;
  WithdrawForumPostPayload: WithdrawForumPostPayload;
};

export type AcceptInvitationResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AcceptInvitationResult'] = ResolversParentTypes['AcceptInvitationResult']> = {
  __resolveType: TypeResolveFn<'InvitationAccepted' | 'MemberRefused', ParentType, ContextType>;
};

export type AcceptedPaymentMethodResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AcceptedPaymentMethod'] = ResolversParentTypes['AcceptedPaymentMethod']> = {
  accountKind?: Resolver<Maybe<ResolversTypes['AccountKind']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  descriptionTexts?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PaymentMethodKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nameTexts?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  operatorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  regionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AccessUserErrorResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AccessUserError'] = ResolversParentTypes['AccessUserError']> = {
  code?: Resolver<ResolversTypes['AccessUserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AccountResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  __resolveType: TypeResolveFn<'OrganizationAccount' | 'PersonAccount', ParentType, ContextType>;
};

export type AccountDocumentResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AccountDocument'] = ResolversParentTypes['AccountDocument']> = {
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  download?: Resolver<ResolversTypes['Download'], ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issuedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DocumentKind'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountDocumentConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AccountDocumentConnection'] = ResolversParentTypes['AccountDocumentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccountDocumentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AccountDocument']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AccountDocumentEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AccountDocumentEdge'] = ResolversParentTypes['AccountDocumentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AccountDocument'], ParentType, ContextType>;
};

export type AccountSettingsResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AccountSettings'] = ResolversParentTypes['AccountSettings']> = {
  acceptsAdvertising?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  invoiceDelivery?: Resolver<ResolversTypes['InvoiceDelivery'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['SettingsLanguage'], ParentType, ContextType>;
};

export type ActiveSessionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ActiveSession'] = ResolversParentTypes['ActiveSession']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isCurrent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AddTicketMessageResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AddTicketMessageResult'] = ResolversParentTypes['AddTicketMessageResult']> = {
  __resolveType: TypeResolveFn<'TicketChangeRefused' | 'TicketMessagePending' | 'TicketMessagePosted', ParentType, ContextType>;
};

export type AdjustableOptionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AdjustableOption'] = ResolversParentTypes['AdjustableOption']> = {
  current?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  min?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  option?: Resolver<ResolversTypes['ServiceOptionName'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stepFee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type AgreementResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Agreement'] = ResolversParentTypes['Agreement']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  concludedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  endsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AgreementStatus'], ParentType, ContextType>;
  termMonths?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  terms?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AnnouncementResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Announcement'] = ResolversParentTypes['Announcement']> = {
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bodyTexts?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['AnnouncementCategory'], ParentType, ContextType>;
  effectiveAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invalidatesReceipts?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  regionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  titleTexts?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AnnouncementConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AnnouncementConnection'] = ResolversParentTypes['AnnouncementConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AnnouncementEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Announcement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AnnouncementEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AnnouncementEdge'] = ResolversParentTypes['AnnouncementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Announcement'], ParentType, ContextType>;
};

export type AnnouncementPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AnnouncementPayload'] = ResolversParentTypes['AnnouncementPayload']> = {
  announcement?: Resolver<Maybe<ResolversTypes['Announcement']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ContentUserError']>, ParentType, ContextType>;
};

export type AttachmentResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Attachment'] = ResolversParentTypes['Attachment']> = {
  downloadUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AttachmentUploadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AttachmentUpload'] = ResolversParentTypes['AttachmentUpload']> = {
  attachmentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  uploadUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  act?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  happenedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  object?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditEntryConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AuditEntryConnection'] = ResolversParentTypes['AuditEntryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AuditEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEntryEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AuditEntryEdge'] = ResolversParentTypes['AuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type BalanceResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Balance'] = ResolversParentTypes['Balance']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  creditLimit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credited?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  spent?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type BankDetailsResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['BankDetails'] = ResolversParentTypes['BankDetails']> = {
  bankName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bic?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  correspondentAccount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hasQrCode?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  inn?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kpp?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  operatorId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payeeName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  personalAccount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BankDetailsPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['BankDetailsPayload'] = ResolversParentTypes['BankDetailsPayload']> = {
  announcement?: Resolver<Maybe<ResolversTypes['Announcement']>, ParentType, ContextType>;
  announcementNeeded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  bankDetails?: Resolver<Maybe<ResolversTypes['BankDetails']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['BankDetailsUserError']>, ParentType, ContextType>;
};

export type BankDetailsUserErrorResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['BankDetailsUserError'] = ResolversParentTypes['BankDetailsUserError']> = {
  code?: Resolver<ResolversTypes['BankDetailsErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CancelPaymentResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CancelPaymentResult'] = ResolversParentTypes['CancelPaymentResult']> = {
  __resolveType: TypeResolveFn<'CancellationPending' | 'CancellationRefused' | 'IdempotencyConflict' | 'PaymentCanceled', ParentType, ContextType>;
};

export type CancelServiceOrderRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CancelServiceOrderRefused'] = ResolversParentTypes['CancelServiceOrderRefused']> = {
  code?: Resolver<ResolversTypes['CancelServiceOrderRefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelServiceOrderResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CancelServiceOrderResult'] = ResolversParentTypes['CancelServiceOrderResult']> = {
  __resolveType: TypeResolveFn<'CancelServiceOrderRefused' | 'ServiceOrderCancelled' | 'ServiceOrderPending', ParentType, ContextType>;
};

export type CancelVisitResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CancelVisitResult'] = ResolversParentTypes['CancelVisitResult']> = {
  __resolveType: TypeResolveFn<'VisitCancelled' | 'VisitRefused', ParentType, ContextType>;
};

export type CancellationPendingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CancellationPending'] = ResolversParentTypes['CancellationPending']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['PartnerPayment']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancellationRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CancellationRefused'] = ResolversParentTypes['CancellationRefused']> = {
  code?: Resolver<ResolversTypes['CancellationRefusalCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['PartnerPayment']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CapabilitiesResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Capabilities'] = ResolversParentTypes['Capabilities']> = {
  checkout?: Resolver<Maybe<ResolversTypes['CheckoutCapabilities']>, ParentType, ContextType>;
  coverage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  credentialChanges?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  deviceChanges?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  devices?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  documents?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  forum?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  managesContent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  offerings?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  orders?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  payments?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  profileChanges?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  promisedPayments?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  readOnly?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  selfServiceOrders?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  services?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  statements?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  tariffs?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  tickets?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transfers?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ChangeTicketResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ChangeTicketResult'] = ResolversParentTypes['ChangeTicketResult']> = {
  __resolveType: TypeResolveFn<'TicketChangeRefused' | 'TicketChanged', ParentType, ContextType>;
};

export type ChargeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Charge'] = ResolversParentTypes['Charge']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  chargedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  service?: Resolver<Maybe<ResolversTypes['Service']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheckAccountResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CheckAccountResult'] = ResolversParentTypes['CheckAccountResult']> = {
  __resolveType: TypeResolveFn<'CheckRefused' | 'PayableAccount', ParentType, ContextType>;
};

export type CheckRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CheckRefused'] = ResolversParentTypes['CheckRefused']> = {
  code?: Resolver<ResolversTypes['CheckRefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheckoutResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Checkout'] = ResolversParentTypes['Checkout']> = {
  accountNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  acquirerId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  attention?: Resolver<Maybe<ResolversTypes['CheckoutAttention']>, ParentType, ContextType>;
  capturedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  credit?: Resolver<Maybe<ResolversTypes['PaymentIntent']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['CheckoutFailure']>, ParentType, ContextType>;
  fiscalReceipt?: Resolver<Maybe<ResolversTypes['FiscalReceipt']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  idempotencyKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['CheckoutMethod'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  qrPayload?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  redirectUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['PaymentIntent']>, ParentType, ContextType>;
  refundReceipt?: Resolver<Maybe<ResolversTypes['FiscalReceipt']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CheckoutState'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheckoutCapabilitiesResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CheckoutCapabilities'] = ResolversParentTypes['CheckoutCapabilities']> = {
  maxAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  methods?: Resolver<ReadonlyArray<ResolversTypes['CheckoutMethod']>, ParentType, ContextType>;
  minAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  qr?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CheckoutCloseRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CheckoutCloseRefused'] = ResolversParentTypes['CheckoutCloseRefused']> = {
  code?: Resolver<ResolversTypes['CheckoutCloseRefusalCode'], ParentType, ContextType>;
  currentCheckout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheckoutClosedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CheckoutClosed'] = ResolversParentTypes['CheckoutClosed']> = {
  checkout?: Resolver<ResolversTypes['Checkout'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheckoutConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CheckoutConnection'] = ResolversParentTypes['CheckoutConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CheckoutEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Checkout']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CheckoutEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CheckoutEdge'] = ResolversParentTypes['CheckoutEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Checkout'], ParentType, ContextType>;
};

export type CheckoutRefundRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CheckoutRefundRefused'] = ResolversParentTypes['CheckoutRefundRefused']> = {
  code?: Resolver<ResolversTypes['CheckoutRefundRefusalCode'], ParentType, ContextType>;
  currentCheckout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheckoutRefundingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CheckoutRefunding'] = ResolversParentTypes['CheckoutRefunding']> = {
  checkout?: Resolver<ResolversTypes['Checkout'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CloseCheckoutResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CloseCheckoutResult'] = ResolversParentTypes['CloseCheckoutResult']> = {
  __resolveType: TypeResolveFn<'CheckoutCloseRefused' | 'CheckoutClosed', ParentType, ContextType>;
};

export type CodeRequestPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CodeRequestPayload'] = ResolversParentTypes['CodeRequestPayload']> = {
  expiresInSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  requested?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['AccessUserError']>, ParentType, ContextType>;
};

export type CompanyResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Company'] = ResolversParentTypes['Company']> = {
  about?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  aboutTexts?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  connection?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  connectionTexts?: Resolver<Maybe<ResolversTypes['LocalizedText']>, ParentType, ContextType>;
  contacts?: Resolver<ReadonlyArray<ResolversTypes['Contact']>, ParentType, ContextType, Partial<CompanyContactsArgs>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nameTexts?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  paymentTexts?: Resolver<Maybe<ResolversTypes['LocalizedText']>, ParentType, ContextType>;
  prices?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pricesTexts?: Resolver<Maybe<ResolversTypes['LocalizedText']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CompanyPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CompanyPayload'] = ResolversParentTypes['CompanyPayload']> = {
  company?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ContentUserError']>, ParentType, ContextType>;
};

export type ConnectionAvailabilityResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ConnectionAvailability'] = ResolversParentTypes['ConnectionAvailability']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  plannedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ConnectionAvailabilityStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConnectionAvailabilityResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ConnectionAvailabilityResult'] = ResolversParentTypes['ConnectionAvailabilityResult']> = {
  __resolveType: TypeResolveFn<'ConnectionAvailability' | 'ConnectionRefused', ParentType, ContextType>;
};

export type ConnectionPendingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ConnectionPending'] = ResolversParentTypes['ConnectionPending']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConnectionRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ConnectionRefused'] = ResolversParentTypes['ConnectionRefused']> = {
  code?: Resolver<ResolversTypes['ConnectionRefusalCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConnectionRequestedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ConnectionRequested'] = ResolversParentTypes['ConnectionRequested']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContactResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Contact'] = ResolversParentTypes['Contact']> = {
  hours?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hoursTexts?: Resolver<Maybe<ResolversTypes['LocalizedText']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ContactKind'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  labelTexts?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  regionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  valueTexts?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
};

export type ContentUserErrorResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ContentUserError'] = ResolversParentTypes['ContentUserError']> = {
  code?: Resolver<ResolversTypes['ContentErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CreateAttachmentUploadResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CreateAttachmentUploadResult'] = ResolversParentTypes['CreateAttachmentUploadResult']> = {
  __resolveType: TypeResolveFn<'AttachmentUpload' | 'TicketChangeRefused', ParentType, ContextType>;
};

export type CreateTicketResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CreateTicketResult'] = ResolversParentTypes['CreateTicketResult']> = {
  __resolveType: TypeResolveFn<'TicketOpened' | 'TicketPending' | 'TicketRefused', ParentType, ContextType>;
};

export type CredentialsPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CredentialsPayload'] = ResolversParentTypes['CredentialsPayload']> = {
  changed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  login?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['AccessUserError']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DeviceResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Device'] = ResolversParentTypes['Device']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  macAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  registeredOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  serialNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeviceRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['DeviceRefused'] = ResolversParentTypes['DeviceRefused']> = {
  code?: Resolver<ResolversTypes['DeviceRefusalCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeviceRegisteredResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['DeviceRegistered'] = ResolversParentTypes['DeviceRegistered']> = {
  device?: Resolver<ResolversTypes['Device'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeviceRemovedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['DeviceRemoved'] = ResolversParentTypes['DeviceRemoved']> = {
  deviceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DownloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Download'] = ResolversParentTypes['Download']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EquipmentOfferingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['EquipmentOffering'] = ResolversParentTypes['EquipmentOffering']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['EquipmentOfferingKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type EquipmentOfferingConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['EquipmentOfferingConnection'] = ResolversParentTypes['EquipmentOfferingConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EquipmentOfferingEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['EquipmentOffering']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EquipmentOfferingEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['EquipmentOfferingEdge'] = ResolversParentTypes['EquipmentOfferingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['EquipmentOffering'], ParentType, ContextType>;
};

export type ExportStatementResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ExportStatementResult'] = ResolversParentTypes['ExportStatementResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'StatementExportOrdered' | 'StatementExportRefused', ParentType, ContextType>;
};

export type FiscalReceiptResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['FiscalReceipt'] = ResolversParentTypes['FiscalReceipt']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  documentNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  driveNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fiscalSign?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  link?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  operation?: Resolver<ResolversTypes['FiscalOperation'], ParentType, ContextType>;
  registeredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['FiscalReceiptState'], ParentType, ContextType>;
};

export type FiscalReceiptProblemResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['FiscalReceiptProblem'] = ResolversParentTypes['FiscalReceiptProblem']> = {
  accountNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  auditObject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['FiscalFailure']>, ParentType, ContextType>;
  receipt?: Resolver<ResolversTypes['FiscalReceipt'], ParentType, ContextType>;
};

export type FiscalReceiptProblemConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['FiscalReceiptProblemConnection'] = ResolversParentTypes['FiscalReceiptProblemConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FiscalReceiptProblemEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['FiscalReceiptProblem']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FiscalReceiptProblemEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['FiscalReceiptProblemEdge'] = ResolversParentTypes['FiscalReceiptProblemEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FiscalReceiptProblem'], ParentType, ContextType>;
};

export type FiscalReceiptRetriedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['FiscalReceiptRetried'] = ResolversParentTypes['FiscalReceiptRetried']> = {
  receipt?: Resolver<ResolversTypes['FiscalReceipt'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FiscalReceiptRetryRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['FiscalReceiptRetryRefused'] = ResolversParentTypes['FiscalReceiptRetryRefused']> = {
  code?: Resolver<ResolversTypes['FiscalReceiptRetryRefusalCode'], ParentType, ContextType>;
  currentReceipt?: Resolver<Maybe<ResolversTypes['FiscalReceipt']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ForumAuthorResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ForumAuthor'] = ResolversParentTypes['ForumAuthor']> = {
  isStaff?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isViewer?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ForumReplyResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ForumReply'] = ResolversParentTypes['ForumReply']> = {
  author?: Resolver<ResolversTypes['ForumAuthor'], ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bodyHtml?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  editableUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  editedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moderationReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ForumPostState'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ForumReplyConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ForumReplyConnection'] = ResolversParentTypes['ForumReplyConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ForumReplyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ForumReply']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ForumReplyEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ForumReplyEdge'] = ResolversParentTypes['ForumReplyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ForumReply'], ParentType, ContextType>;
};

export type ForumReplyPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ForumReplyPayload'] = ResolversParentTypes['ForumReplyPayload']> = {
  reply?: Resolver<Maybe<ResolversTypes['ForumReply']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ForumUserError']>, ParentType, ContextType>;
};

export type ForumTopicResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ForumTopic'] = ResolversParentTypes['ForumTopic']> = {
  author?: Resolver<ResolversTypes['ForumAuthor'], ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bodyHtml?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  editableUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  editedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isLocked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isPinned?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  moderationReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  replies?: Resolver<Maybe<ResolversTypes['ForumReplyConnection']>, ParentType, ContextType, RequireFields<ForumTopicRepliesArgs, 'first' | 'includeHidden'>>;
  replyCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ForumPostState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ForumTopicConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ForumTopicConnection'] = ResolversParentTypes['ForumTopicConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ForumTopicEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ForumTopic']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ForumTopicEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ForumTopicEdge'] = ResolversParentTypes['ForumTopicEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ForumTopic'], ParentType, ContextType>;
};

export type ForumTopicPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ForumTopicPayload'] = ResolversParentTypes['ForumTopicPayload']> = {
  topic?: Resolver<Maybe<ResolversTypes['ForumTopic']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ForumUserError']>, ParentType, ContextType>;
};

export type ForumUserErrorResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ForumUserError'] = ResolversParentTypes['ForumUserError']> = {
  code?: Resolver<ResolversTypes['ForumErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type FreezeTermsResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['FreezeTerms'] = ResolversParentTypes['FreezeTerms']> = {
  maxDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxDaysAhead?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type HelpArticleResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['HelpArticle'] = ResolversParentTypes['HelpArticle']> = {
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bodyTexts?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  titleTexts?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  topic?: Resolver<ResolversTypes['HelpTopic'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HelpArticleConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['HelpArticleConnection'] = ResolversParentTypes['HelpArticleConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['HelpArticleEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['HelpArticle']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type HelpArticleEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['HelpArticleEdge'] = ResolversParentTypes['HelpArticleEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['HelpArticle'], ParentType, ContextType>;
};

export type HelpArticlePayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['HelpArticlePayload'] = ResolversParentTypes['HelpArticlePayload']> = {
  helpArticle?: Resolver<Maybe<ResolversTypes['HelpArticle']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ContentUserError']>, ParentType, ContextType>;
};

export type IdempotencyConflictResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['IdempotencyConflict'] = ResolversParentTypes['IdempotencyConflict']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['PartnerPayment']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InitiatePaymentResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['InitiatePaymentResult'] = ResolversParentTypes['InitiatePaymentResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'PaymentInitiated' | 'PaymentInitiationPending' | 'PaymentInitiationRefused', ParentType, ContextType>;
};

export type InvitationAcceptedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['InvitationAccepted'] = ResolversParentTypes['InvitationAccepted']> = {
  accountNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rights?: Resolver<ReadonlyArray<ResolversTypes['MemberRight']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvitationRevokedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['InvitationRevoked'] = ResolversParentTypes['InvitationRevoked']> = {
  invitationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InviteMemberResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['InviteMemberResult'] = ResolversParentTypes['InviteMemberResult']> = {
  __resolveType: TypeResolveFn<'MemberInvited' | 'MemberRefused', ParentType, ContextType>;
};

export type IpAddressResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['IpAddress'] = ResolversParentTypes['IpAddress']> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  assignment?: Resolver<ResolversTypes['IpAssignment'], ParentType, ContextType>;
};

export type LocalizedTextResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['LocalizedText'] = ResolversParentTypes['LocalizedText']> = {
  en?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ru?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MemberResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rights?: Resolver<ReadonlyArray<ResolversTypes['MemberRight']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type MemberChangedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['MemberChanged'] = ResolversParentTypes['MemberChanged']> = {
  member?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MemberInvitationResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['MemberInvitation'] = ResolversParentTypes['MemberInvitation']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rights?: Resolver<ReadonlyArray<ResolversTypes['MemberRight']>, ParentType, ContextType>;
};

export type MemberInvitedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['MemberInvited'] = ResolversParentTypes['MemberInvited']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rights?: Resolver<ReadonlyArray<ResolversTypes['MemberRight']>, ParentType, ContextType>;
  sentBy?: Resolver<Maybe<ResolversTypes['CodeChannel']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MemberRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['MemberRefused'] = ResolversParentTypes['MemberRefused']> = {
  code?: Resolver<ResolversTypes['MemberRefusalCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MemberResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['MemberResult'] = ResolversParentTypes['MemberResult']> = {
  __resolveType: TypeResolveFn<'MemberChanged' | 'MemberRefused', ParentType, ContextType>;
};

export type MemberRevokedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['MemberRevoked'] = ResolversParentTypes['MemberRevoked']> = {
  memberId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ModerateForumPostPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ModerateForumPostPayload'] = ResolversParentTypes['ModerateForumPostPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  reply?: Resolver<Maybe<ResolversTypes['ForumReply']>, ParentType, ContextType>;
  topic?: Resolver<Maybe<ResolversTypes['ForumTopic']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ForumUserError']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptInvitation?: Resolver<ResolversTypes['AcceptInvitationResult'], ParentType, ContextType, RequireFields<MutationAcceptInvitationArgs, 'input'>>;
  addTicketMessage?: Resolver<ResolversTypes['AddTicketMessageResult'], ParentType, ContextType, RequireFields<MutationAddTicketMessageArgs, 'input'>>;
  cancelPayment?: Resolver<ResolversTypes['CancelPaymentResult'], ParentType, ContextType, RequireFields<MutationCancelPaymentArgs, 'input'>>;
  cancelServiceOrder?: Resolver<ResolversTypes['CancelServiceOrderResult'], ParentType, ContextType, RequireFields<MutationCancelServiceOrderArgs, 'input'>>;
  cancelVisit?: Resolver<ResolversTypes['CancelVisitResult'], ParentType, ContextType, RequireFields<MutationCancelVisitArgs, 'input'>>;
  changeLogin?: Resolver<ResolversTypes['CredentialsPayload'], ParentType, ContextType, RequireFields<MutationChangeLoginArgs, 'input'>>;
  changePassword?: Resolver<ResolversTypes['CredentialsPayload'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  changeServiceOption?: Resolver<ResolversTypes['ServiceOrderResult'], ParentType, ContextType, RequireFields<MutationChangeServiceOptionArgs, 'input'>>;
  changeTariff?: Resolver<ResolversTypes['ServiceOrderResult'], ParentType, ContextType, RequireFields<MutationChangeTariffArgs, 'input'>>;
  closeCheckout?: Resolver<ResolversTypes['CloseCheckoutResult'], ParentType, ContextType, RequireFields<MutationCloseCheckoutArgs, 'input'>>;
  closeTicket?: Resolver<ResolversTypes['ChangeTicketResult'], ParentType, ContextType, RequireFields<MutationCloseTicketArgs, 'input'>>;
  connectService?: Resolver<ResolversTypes['ServiceOrderResult'], ParentType, ContextType, RequireFields<MutationConnectServiceArgs, 'input'>>;
  createAnnouncement?: Resolver<ResolversTypes['AnnouncementPayload'], ParentType, ContextType, RequireFields<MutationCreateAnnouncementArgs, 'input'>>;
  createAttachmentUpload?: Resolver<ResolversTypes['CreateAttachmentUploadResult'], ParentType, ContextType, RequireFields<MutationCreateAttachmentUploadArgs, 'input'>>;
  createForumTopic?: Resolver<ResolversTypes['ForumTopicPayload'], ParentType, ContextType, RequireFields<MutationCreateForumTopicArgs, 'input'>>;
  createHelpArticle?: Resolver<ResolversTypes['HelpArticlePayload'], ParentType, ContextType, RequireFields<MutationCreateHelpArticleArgs, 'input'>>;
  createNews?: Resolver<ResolversTypes['NewsPayload'], ParentType, ContextType, RequireFields<MutationCreateNewsArgs, 'input'>>;
  createPromotion?: Resolver<ResolversTypes['PromotionPayload'], ParentType, ContextType, RequireFields<MutationCreatePromotionArgs, 'input'>>;
  createTicket?: Resolver<ResolversTypes['CreateTicketResult'], ParentType, ContextType, RequireFields<MutationCreateTicketArgs, 'input'>>;
  disconnectService?: Resolver<ResolversTypes['ServiceOrderResult'], ParentType, ContextType, RequireFields<MutationDisconnectServiceArgs, 'input'>>;
  exportStatement?: Resolver<ResolversTypes['ExportStatementResult'], ParentType, ContextType, RequireFields<MutationExportStatementArgs, 'input'>>;
  freezeAccount?: Resolver<ResolversTypes['ServiceOrderResult'], ParentType, ContextType, RequireFields<MutationFreezeAccountArgs, 'input'>>;
  freezeService?: Resolver<ResolversTypes['ServiceOrderResult'], ParentType, ContextType, RequireFields<MutationFreezeServiceArgs, 'input'>>;
  grantMemberRights?: Resolver<ResolversTypes['MemberResult'], ParentType, ContextType, RequireFields<MutationGrantMemberRightsArgs, 'input'>>;
  initiatePayment?: Resolver<ResolversTypes['InitiatePaymentResult'], ParentType, ContextType, RequireFields<MutationInitiatePaymentArgs, 'input'>>;
  inviteMember?: Resolver<ResolversTypes['InviteMemberResult'], ParentType, ContextType, RequireFields<MutationInviteMemberArgs, 'input'>>;
  moderateForumPost?: Resolver<ResolversTypes['ModerateForumPostPayload'], ParentType, ContextType, RequireFields<MutationModerateForumPostArgs, 'input'>>;
  openVisitSlots?: Resolver<ResolversTypes['OpenVisitSlotsResult'], ParentType, ContextType, RequireFields<MutationOpenVisitSlotsArgs, 'input'>>;
  orderEquipment?: Resolver<ResolversTypes['ServiceOrderResult'], ParentType, ContextType, RequireFields<MutationOrderEquipmentArgs, 'input'>>;
  orderSetUp?: Resolver<ResolversTypes['ServiceOrderResult'], ParentType, ContextType, RequireFields<MutationOrderSetUpArgs, 'input'>>;
  pay?: Resolver<ResolversTypes['PayResult'], ParentType, ContextType, RequireFields<MutationPayArgs, 'input'>>;
  proveAgreement?: Resolver<ResolversTypes['CodeRequestPayload'], ParentType, ContextType, RequireFields<MutationProveAgreementArgs, 'input'>>;
  rateTicket?: Resolver<ResolversTypes['ChangeTicketResult'], ParentType, ContextType, RequireFields<MutationRateTicketArgs, 'input'>>;
  refreshSession?: Resolver<ResolversTypes['RefreshSessionPayload'], ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  refundCheckout?: Resolver<ResolversTypes['RefundCheckoutResult'], ParentType, ContextType, RequireFields<MutationRefundCheckoutArgs, 'input'>>;
  registerDevice?: Resolver<ResolversTypes['RegisterDeviceResult'], ParentType, ContextType, RequireFields<MutationRegisterDeviceArgs, 'input'>>;
  removeAnnouncement?: Resolver<ResolversTypes['RemoveContentPayload'], ParentType, ContextType, RequireFields<MutationRemoveAnnouncementArgs, 'input'>>;
  removeDevice?: Resolver<ResolversTypes['RemoveDeviceResult'], ParentType, ContextType, RequireFields<MutationRemoveDeviceArgs, 'input'>>;
  removeHelpArticle?: Resolver<ResolversTypes['RemoveContentPayload'], ParentType, ContextType, RequireFields<MutationRemoveHelpArticleArgs, 'input'>>;
  removeNews?: Resolver<ResolversTypes['RemoveContentPayload'], ParentType, ContextType, RequireFields<MutationRemoveNewsArgs, 'input'>>;
  removePaymentMethod?: Resolver<ResolversTypes['RemoveContentPayload'], ParentType, ContextType, RequireFields<MutationRemovePaymentMethodArgs, 'input'>>;
  removePromotion?: Resolver<ResolversTypes['RemoveContentPayload'], ParentType, ContextType, RequireFields<MutationRemovePromotionArgs, 'input'>>;
  removeVisitSlot?: Resolver<ResolversTypes['RemoveVisitSlotResult'], ParentType, ContextType, RequireFields<MutationRemoveVisitSlotArgs, 'input'>>;
  reopenTicket?: Resolver<ResolversTypes['ChangeTicketResult'], ParentType, ContextType, RequireFields<MutationReopenTicketArgs, 'input'>>;
  replyToForumTopic?: Resolver<ResolversTypes['ForumReplyPayload'], ParentType, ContextType, RequireFields<MutationReplyToForumTopicArgs, 'input'>>;
  requestConnection?: Resolver<ResolversTypes['RequestConnectionResult'], ParentType, ContextType, RequireFields<MutationRequestConnectionArgs, 'input'>>;
  requestIpChange?: Resolver<ResolversTypes['ServiceOrderResult'], ParentType, ContextType, RequireFields<MutationRequestIpChangeArgs, 'input'>>;
  requestOneTimePassword?: Resolver<ResolversTypes['CodeRequestPayload'], ParentType, ContextType, RequireFields<MutationRequestOneTimePasswordArgs, 'input'>>;
  requestPasswordReset?: Resolver<ResolversTypes['CodeRequestPayload'], ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'input'>>;
  requestVisit?: Resolver<ResolversTypes['RequestVisitResult'], ParentType, ContextType, RequireFields<MutationRequestVisitArgs, 'input'>>;
  resetPassword?: Resolver<ResolversTypes['CredentialsPayload'], ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  resolvePayment?: Resolver<ResolversTypes['ResolvePaymentResult'], ParentType, ContextType, RequireFields<MutationResolvePaymentArgs, 'input'>>;
  resolveTransfer?: Resolver<ResolversTypes['ResolveTransferResult'], ParentType, ContextType, RequireFields<MutationResolveTransferArgs, 'input'>>;
  restoreLogin?: Resolver<ResolversTypes['RestoreLoginPayload'], ParentType, ContextType, RequireFields<MutationRestoreLoginArgs, 'input'>>;
  retryFiscalReceipt?: Resolver<ResolversTypes['RetryFiscalReceiptResult'], ParentType, ContextType, RequireFields<MutationRetryFiscalReceiptArgs, 'input'>>;
  revokeInvitation?: Resolver<ResolversTypes['RevokeInvitationResult'], ParentType, ContextType, RequireFields<MutationRevokeInvitationArgs, 'input'>>;
  revokeMember?: Resolver<ResolversTypes['RevokeMemberResult'], ParentType, ContextType, RequireFields<MutationRevokeMemberArgs, 'input'>>;
  revokeOtherSessions?: Resolver<ResolversTypes['RevokeOtherSessionsPayload'], ParentType, ContextType>;
  revokeSession?: Resolver<ResolversTypes['RevokeSessionPayload'], ParentType, ContextType, RequireFields<MutationRevokeSessionArgs, 'input'>>;
  setCredentials?: Resolver<ResolversTypes['CredentialsPayload'], ParentType, ContextType, RequireFields<MutationSetCredentialsArgs, 'input'>>;
  signIn?: Resolver<ResolversTypes['SignInPayload'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signInPartner?: Resolver<ResolversTypes['SignInPartnerPayload'], ParentType, ContextType, RequireFields<MutationSignInPartnerArgs, 'input'>>;
  signInWithOneTimePassword?: Resolver<ResolversTypes['SignInWithOneTimePasswordPayload'], ParentType, ContextType, RequireFields<MutationSignInWithOneTimePasswordArgs, 'input'>>;
  signOut?: Resolver<ResolversTypes['SignOutPayload'], ParentType, ContextType>;
  submitRegistry?: Resolver<ResolversTypes['SubmitRegistryResult'], ParentType, ContextType, RequireFields<MutationSubmitRegistryArgs, 'input'>>;
  takePromisedPayment?: Resolver<ResolversTypes['TakePromisedPaymentResult'], ParentType, ContextType, RequireFields<MutationTakePromisedPaymentArgs, 'input'>>;
  topUpOther?: Resolver<ResolversTypes['TransferResult'], ParentType, ContextType, RequireFields<MutationTopUpOtherArgs, 'input'>>;
  transferBetweenAccounts?: Resolver<ResolversTypes['TransferResult'], ParentType, ContextType, RequireFields<MutationTransferBetweenAccountsArgs, 'input'>>;
  unfreezeAccount?: Resolver<ResolversTypes['ServiceOrderResult'], ParentType, ContextType, RequireFields<MutationUnfreezeAccountArgs, 'input'>>;
  unfreezeService?: Resolver<ResolversTypes['ServiceOrderResult'], ParentType, ContextType, RequireFields<MutationUnfreezeServiceArgs, 'input'>>;
  unsubscribe?: Resolver<ResolversTypes['UnsubscribePayload'], ParentType, ContextType, RequireFields<MutationUnsubscribeArgs, 'input'>>;
  updateAnnouncement?: Resolver<ResolversTypes['AnnouncementPayload'], ParentType, ContextType, RequireFields<MutationUpdateAnnouncementArgs, 'input'>>;
  updateBankDetails?: Resolver<ResolversTypes['BankDetailsPayload'], ParentType, ContextType, RequireFields<MutationUpdateBankDetailsArgs, 'input'>>;
  updateCompany?: Resolver<ResolversTypes['CompanyPayload'], ParentType, ContextType, RequireFields<MutationUpdateCompanyArgs, 'input'>>;
  updateForumReply?: Resolver<ResolversTypes['ForumReplyPayload'], ParentType, ContextType, RequireFields<MutationUpdateForumReplyArgs, 'input'>>;
  updateForumTopic?: Resolver<ResolversTypes['ForumTopicPayload'], ParentType, ContextType, RequireFields<MutationUpdateForumTopicArgs, 'input'>>;
  updateHelpArticle?: Resolver<ResolversTypes['HelpArticlePayload'], ParentType, ContextType, RequireFields<MutationUpdateHelpArticleArgs, 'input'>>;
  updateNews?: Resolver<ResolversTypes['NewsPayload'], ParentType, ContextType, RequireFields<MutationUpdateNewsArgs, 'input'>>;
  updateNotificationPreferences?: Resolver<ResolversTypes['UpdateNotificationPreferencesPayload'], ParentType, ContextType, RequireFields<MutationUpdateNotificationPreferencesArgs, 'input'>>;
  updateProfile?: Resolver<ResolversTypes['UpdateProfilePayload'], ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  updatePromotion?: Resolver<ResolversTypes['PromotionPayload'], ParentType, ContextType, RequireFields<MutationUpdatePromotionArgs, 'input'>>;
  updateSettings?: Resolver<ResolversTypes['UpdateSettingsPayload'], ParentType, ContextType, RequireFields<MutationUpdateSettingsArgs, 'input'>>;
  upsertPaymentMethod?: Resolver<ResolversTypes['PaymentMethodPayload'], ParentType, ContextType, RequireFields<MutationUpsertPaymentMethodArgs, 'input'>>;
  withdrawForumPost?: Resolver<ResolversTypes['WithdrawForumPostPayload'], ParentType, ContextType, RequireFields<MutationWithdrawForumPostArgs, 'input'>>;
};

export type NewsResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['News'] = ResolversParentTypes['News']> = {
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bodyTexts?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  regionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  titleTexts?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NewsConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['NewsConnection'] = ResolversParentTypes['NewsConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['NewsEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['News']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NewsEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['NewsEdge'] = ResolversParentTypes['NewsEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['News'], ParentType, ContextType>;
};

export type NewsPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['NewsPayload'] = ResolversParentTypes['NewsPayload']> = {
  news?: Resolver<Maybe<ResolversTypes['News']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ContentUserError']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'AccountDocument' | 'Announcement' | 'Charge' | 'Device' | 'ForumReply' | 'ForumTopic' | 'HelpArticle' | 'News' | 'Operator' | 'OrganizationAccount' | 'Payment' | 'PersonAccount' | 'PromisedPayment' | 'Promotion' | 'Region' | 'Service' | 'ServiceOrder' | 'Tariff' | 'Ticket', ParentType, ContextType>;
};

export type NotificationChoiceResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['NotificationChoice'] = ResolversParentTypes['NotificationChoice']> = {
  channels?: Resolver<ReadonlyArray<ResolversTypes['CodeChannel']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['NotificationKind'], ParentType, ContextType>;
};

export type NotificationPreferencesResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['NotificationPreferences'] = ResolversParentTypes['NotificationPreferences']> = {
  availableChannels?: Resolver<ReadonlyArray<ResolversTypes['CodeChannel']>, ParentType, ContextType>;
  choices?: Resolver<ReadonlyArray<ResolversTypes['NotificationChoice']>, ParentType, ContextType>;
  language?: Resolver<ResolversTypes['NotificationLanguage'], ParentType, ContextType>;
  lowBalance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  quietHours?: Resolver<Maybe<ResolversTypes['QuietHours']>, ParentType, ContextType>;
};

export type NotificationUserErrorResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['NotificationUserError'] = ResolversParentTypes['NotificationUserError']> = {
  code?: Resolver<ResolversTypes['NotificationErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OpenVisitSlotsResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['OpenVisitSlotsResult'] = ResolversParentTypes['OpenVisitSlotsResult']> = {
  __resolveType: TypeResolveFn<'VisitRefused' | 'VisitSlotsOpened', ParentType, ContextType>;
};

export type OperatorResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Operator'] = ResolversParentTypes['Operator']> = {
  bankDetails?: Resolver<Maybe<ResolversTypes['BankDetails']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inn?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kpp?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrganizationAccountResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['OrganizationAccount'] = ResolversParentTypes['OrganizationAccount']> = {
  agreement?: Resolver<Maybe<ResolversTypes['Agreement']>, ParentType, ContextType>;
  amountToRestore?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  balance?: Resolver<Maybe<ResolversTypes['Balance']>, ParentType, ContextType>;
  checkouts?: Resolver<Maybe<ResolversTypes['CheckoutConnection']>, ParentType, ContextType, RequireFields<OrganizationAccountCheckoutsArgs, 'first'>>;
  devices?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Device']>>, ParentType, ContextType>;
  documents?: Resolver<Maybe<ResolversTypes['AccountDocumentConnection']>, ParentType, ContextType, RequireFields<OrganizationAccountDocumentsArgs, 'first'>>;
  freezeTerms?: Resolver<Maybe<ResolversTypes['FreezeTerms']>, ParentType, ContextType>;
  freshness?: Resolver<Maybe<ResolversTypes['Freshness']>, ParentType, ContextType>;
  hasMoreDevices?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  hasMoreServices?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invitations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['MemberInvitation']>>, ParentType, ContextType>;
  members?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Member']>>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operator?: Resolver<Maybe<ResolversTypes['Operator']>, ParentType, ContextType>;
  orders?: Resolver<Maybe<ResolversTypes['ServiceOrderConnection']>, ParentType, ContextType, RequireFields<OrganizationAccountOrdersArgs, 'first'>>;
  payments?: Resolver<Maybe<ResolversTypes['PaymentConnection']>, ParentType, ContextType, RequireFields<OrganizationAccountPaymentsArgs, 'first'>>;
  profile?: Resolver<Maybe<ResolversTypes['OrganizationProfile']>, ParentType, ContextType>;
  promisedPayment?: Resolver<Maybe<ResolversTypes['PromisedPayment']>, ParentType, ContextType>;
  promisedPaymentOffer?: Resolver<Maybe<ResolversTypes['PromisedPaymentOfferResult']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['Region']>, ParentType, ContextType>;
  services?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Service']>>, ParentType, ContextType>;
  settings?: Resolver<Maybe<ResolversTypes['AccountSettings']>, ParentType, ContextType>;
  spending?: Resolver<Maybe<ResolversTypes['Spending']>, ParentType, ContextType, RequireFields<OrganizationAccountSpendingArgs, 'groupBy' | 'period'>>;
  statement?: Resolver<Maybe<ResolversTypes['Statement']>, ParentType, ContextType, RequireFields<OrganizationAccountStatementArgs, 'period'>>;
  status?: Resolver<Maybe<ResolversTypes['AccountStatus']>, ParentType, ContextType>;
  tickets?: Resolver<Maybe<ResolversTypes['TicketConnection']>, ParentType, ContextType, RequireFields<OrganizationAccountTicketsArgs, 'first'>>;
  transactions?: Resolver<Maybe<ResolversTypes['TransactionConnection']>, ParentType, ContextType, RequireFields<OrganizationAccountTransactionsArgs, 'first'>>;
  transfers?: Resolver<Maybe<ResolversTypes['TransferConnection']>, ParentType, ContextType, RequireFields<OrganizationAccountTransfersArgs, 'first'>>;
  visits?: Resolver<Maybe<ResolversTypes['VisitConnection']>, ParentType, ContextType, RequireFields<OrganizationAccountVisitsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrganizationProfileResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['OrganizationProfile'] = ResolversParentTypes['OrganizationProfile']> = {
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  inn?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kpp?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  legalName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PartnerResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Partner'] = ResolversParentTypes['Partner']> = {
  limits?: Resolver<ResolversTypes['PartnerLimits'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  partnerId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  paymentMethod?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
};

export type PartnerLimitsResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PartnerLimits'] = ResolversParentTypes['PartnerLimits']> = {
  maxAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  maxAmountPerDay?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  maxMissesPerHour?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxPaymentsPerMinute?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PartnerPaymentResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PartnerPayment'] = ResolversParentTypes['PartnerPayment']> = {
  acceptedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  accountNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  paidAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  registeredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PartnerPaymentState'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PartnerSessionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PartnerSession'] = ResolversParentTypes['PartnerSession']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
};

export type PayResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PayResult'] = ResolversParentTypes['PayResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'PaymentAccepted' | 'PaymentPending' | 'PaymentRefused', ParentType, ContextType>;
};

export type PayableAccountResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PayableAccount'] = ResolversParentTypes['PayableAccount']> = {
  accountNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  maxAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  minAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  payerName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recommendedAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fiscalReceipt?: Resolver<Maybe<ResolversTypes['FiscalReceipt']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
  paidAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentAcceptedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentAccepted'] = ResolversParentTypes['PaymentAccepted']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['PartnerPayment']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentAnswerResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentAnswer'] = ResolversParentTypes['PaymentAnswer']> = {
  __resolveType: TypeResolveFn<'CancellationPending' | 'CancellationRefused' | 'IdempotencyConflict' | 'PaymentAccepted' | 'PaymentCanceled' | 'PaymentPending' | 'PaymentRefused', ParentType, ContextType>;
};

export type PaymentCanceledResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentCanceled'] = ResolversParentTypes['PaymentCanceled']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['PartnerPayment']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentConnection'] = ResolversParentTypes['PaymentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PaymentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Payment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PaymentEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentEdge'] = ResolversParentTypes['PaymentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
};

export type PaymentInitiatedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentInitiated'] = ResolversParentTypes['PaymentInitiated']> = {
  checkout?: Resolver<ResolversTypes['Checkout'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentInitiationPendingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentInitiationPending'] = ResolversParentTypes['PaymentInitiationPending']> = {
  checkout?: Resolver<ResolversTypes['Checkout'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentInitiationRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentInitiationRefused'] = ResolversParentTypes['PaymentInitiationRefused']> = {
  code?: Resolver<ResolversTypes['PaymentInitiationRefusalCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentIntentResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentIntent'] = ResolversParentTypes['PaymentIntent']> = {
  acceptedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  accountNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  attention?: Resolver<Maybe<ResolversTypes['PaymentAttention']>, ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  chargeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hasMoreHistory?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  history?: Resolver<ReadonlyArray<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PaymentIntentKind'], ParentType, ContextType>;
  method?: Resolver<Maybe<ResolversTypes['PaymentMethod']>, ParentType, ContextType>;
  paidAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  paymentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  principal?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['PaymentIntentRefusal']>, ParentType, ContextType>;
  registeredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  relatesTo?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PaymentIntentState'], ParentType, ContextType>;
};

export type PaymentIntentConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentIntentConnection'] = ResolversParentTypes['PaymentIntentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PaymentIntentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['PaymentIntent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PaymentIntentEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentIntentEdge'] = ResolversParentTypes['PaymentIntentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PaymentIntent'], ParentType, ContextType>;
};

export type PaymentMethodPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentMethodPayload'] = ResolversParentTypes['PaymentMethodPayload']> = {
  paymentMethod?: Resolver<Maybe<ResolversTypes['AcceptedPaymentMethod']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ContentUserError']>, ParentType, ContextType>;
};

export type PaymentPendingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentPending'] = ResolversParentTypes['PaymentPending']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['PartnerPayment']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentProgressResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentProgress'] = ResolversParentTypes['PaymentProgress']> = {
  __resolveType: TypeResolveFn<'Checkout' | 'PartnerPayment', ParentType, ContextType>;
};

export type PaymentReceiptResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentReceipt'] = ResolversParentTypes['PaymentReceipt']> = {
  accountNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  bankDetails?: Resolver<ResolversTypes['BankDetails'], ParentType, ContextType>;
  download?: Resolver<ResolversTypes['Download'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  qrBase64?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  qrText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentReceiptRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentReceiptRefused'] = ResolversParentTypes['PaymentReceiptRefused']> = {
  code?: Resolver<ResolversTypes['PaymentReceiptRefusalCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentReceiptResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentReceiptResult'] = ResolversParentTypes['PaymentReceiptResult']> = {
  __resolveType: TypeResolveFn<'PaymentReceipt' | 'PaymentReceiptRefused', ParentType, ContextType>;
};

export type PaymentRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentRefused'] = ResolversParentTypes['PaymentRefused']> = {
  code?: Resolver<ResolversTypes['PaymentRefusalCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['PartnerPayment']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentRegistryResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentRegistry'] = ResolversParentTypes['PaymentRegistry']> = {
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['PaymentRegistryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['PartnerPayment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sha256?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  totals?: Resolver<Maybe<ResolversTypes['PaymentRegistryTotals']>, ParentType, ContextType>;
};

export type PaymentRegistryEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentRegistryEdge'] = ResolversParentTypes['PaymentRegistryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PartnerPayment'], ParentType, ContextType>;
};

export type PaymentRegistryTotalResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentRegistryTotal'] = ResolversParentTypes['PaymentRegistryTotal']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PaymentRegistryTotalsResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentRegistryTotals'] = ResolversParentTypes['PaymentRegistryTotals']> = {
  canceled?: Resolver<ResolversTypes['PaymentRegistryTotal'], ParentType, ContextType>;
  done?: Resolver<ResolversTypes['PaymentRegistryTotal'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['PaymentRegistryTotal'], ParentType, ContextType>;
  rejected?: Resolver<ResolversTypes['PaymentRegistryTotal'], ParentType, ContextType>;
};

export type PaymentResolvedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PaymentResolved'] = ResolversParentTypes['PaymentResolved']> = {
  intent?: Resolver<ResolversTypes['PaymentIntent'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonAccountResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PersonAccount'] = ResolversParentTypes['PersonAccount']> = {
  agreement?: Resolver<Maybe<ResolversTypes['Agreement']>, ParentType, ContextType>;
  amountToRestore?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  balance?: Resolver<Maybe<ResolversTypes['Balance']>, ParentType, ContextType>;
  checkouts?: Resolver<Maybe<ResolversTypes['CheckoutConnection']>, ParentType, ContextType, RequireFields<PersonAccountCheckoutsArgs, 'first'>>;
  devices?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Device']>>, ParentType, ContextType>;
  documents?: Resolver<Maybe<ResolversTypes['AccountDocumentConnection']>, ParentType, ContextType, RequireFields<PersonAccountDocumentsArgs, 'first'>>;
  freezeTerms?: Resolver<Maybe<ResolversTypes['FreezeTerms']>, ParentType, ContextType>;
  freshness?: Resolver<Maybe<ResolversTypes['Freshness']>, ParentType, ContextType>;
  hasMoreDevices?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  hasMoreServices?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operator?: Resolver<Maybe<ResolversTypes['Operator']>, ParentType, ContextType>;
  orders?: Resolver<Maybe<ResolversTypes['ServiceOrderConnection']>, ParentType, ContextType, RequireFields<PersonAccountOrdersArgs, 'first'>>;
  payments?: Resolver<Maybe<ResolversTypes['PaymentConnection']>, ParentType, ContextType, RequireFields<PersonAccountPaymentsArgs, 'first'>>;
  profile?: Resolver<Maybe<ResolversTypes['PersonProfile']>, ParentType, ContextType>;
  promisedPayment?: Resolver<Maybe<ResolversTypes['PromisedPayment']>, ParentType, ContextType>;
  promisedPaymentOffer?: Resolver<Maybe<ResolversTypes['PromisedPaymentOfferResult']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['Region']>, ParentType, ContextType>;
  services?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Service']>>, ParentType, ContextType>;
  settings?: Resolver<Maybe<ResolversTypes['AccountSettings']>, ParentType, ContextType>;
  spending?: Resolver<Maybe<ResolversTypes['Spending']>, ParentType, ContextType, RequireFields<PersonAccountSpendingArgs, 'groupBy' | 'period'>>;
  statement?: Resolver<Maybe<ResolversTypes['Statement']>, ParentType, ContextType, RequireFields<PersonAccountStatementArgs, 'period'>>;
  status?: Resolver<Maybe<ResolversTypes['AccountStatus']>, ParentType, ContextType>;
  tickets?: Resolver<Maybe<ResolversTypes['TicketConnection']>, ParentType, ContextType, RequireFields<PersonAccountTicketsArgs, 'first'>>;
  transactions?: Resolver<Maybe<ResolversTypes['TransactionConnection']>, ParentType, ContextType, RequireFields<PersonAccountTransactionsArgs, 'first'>>;
  transfers?: Resolver<Maybe<ResolversTypes['TransferConnection']>, ParentType, ContextType, RequireFields<PersonAccountTransfersArgs, 'first'>>;
  visits?: Resolver<Maybe<ResolversTypes['VisitConnection']>, ParentType, ContextType, RequireFields<PersonAccountVisitsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonProfileResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PersonProfile'] = ResolversParentTypes['PersonProfile']> = {
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  lastName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  middleName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProfileUserErrorResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ProfileUserError'] = ResolversParentTypes['ProfileUserError']> = {
  code?: Resolver<ResolversTypes['ProfileErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PromisedPaymentResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PromisedPayment'] = ResolversParentTypes['PromisedPayment']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  endsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  fee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PromisedPaymentStatus'], ParentType, ContextType>;
  takenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PromisedPaymentConflictResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PromisedPaymentConflict'] = ResolversParentTypes['PromisedPaymentConflict']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PromisedPaymentNotOfferedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PromisedPaymentNotOffered'] = ResolversParentTypes['PromisedPaymentNotOffered']> = {
  availableFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['PromisedPaymentRefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PromisedPaymentOfferResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PromisedPaymentOffer'] = ResolversParentTypes['PromisedPaymentOffer']> = {
  fee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  maxAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  minAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  termDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PromisedPaymentOfferResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PromisedPaymentOfferResult'] = ResolversParentTypes['PromisedPaymentOfferResult']> = {
  __resolveType: TypeResolveFn<'PromisedPaymentNotOffered' | 'PromisedPaymentOffer', ParentType, ContextType>;
};

export type PromisedPaymentPendingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PromisedPaymentPending'] = ResolversParentTypes['PromisedPaymentPending']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PromisedPaymentRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PromisedPaymentRefused'] = ResolversParentTypes['PromisedPaymentRefused']> = {
  availableFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['PromisedPaymentRefusalCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PromisedPaymentTakenResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PromisedPaymentTaken'] = ResolversParentTypes['PromisedPaymentTaken']> = {
  promisedPayment?: Resolver<Maybe<ResolversTypes['PromisedPayment']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PromotionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Promotion'] = ResolversParentTypes['Promotion']> = {
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bodyTexts?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  regionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  titleTexts?: Resolver<ResolversTypes['LocalizedText'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PromotionConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PromotionConnection'] = ResolversParentTypes['PromotionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PromotionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Promotion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PromotionEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PromotionEdge'] = ResolversParentTypes['PromotionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Promotion'], ParentType, ContextType>;
};

export type PromotionPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PromotionPayload'] = ResolversParentTypes['PromotionPayload']> = {
  promotion?: Resolver<Maybe<ResolversTypes['Promotion']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ContentUserError']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'id'>>;
  accounts?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Account']>>>, ParentType, ContextType, RequireFields<QueryAccountsArgs, 'numbers'>>;
  announcements?: Resolver<Maybe<ResolversTypes['AnnouncementConnection']>, ParentType, ContextType, RequireFields<QueryAnnouncementsArgs, 'first' | 'includeHidden'>>;
  auditEntries?: Resolver<ResolversTypes['AuditEntryConnection'], ParentType, ContextType, RequireFields<QueryAuditEntriesArgs, 'first'>>;
  bankDetails?: Resolver<ReadonlyArray<ResolversTypes['BankDetails']>, ParentType, ContextType, Partial<QueryBankDetailsArgs>>;
  capabilities?: Resolver<ResolversTypes['Capabilities'], ParentType, ContextType>;
  checkAccount?: Resolver<Maybe<ResolversTypes['CheckAccountResult']>, ParentType, ContextType, RequireFields<QueryCheckAccountArgs, 'accountNumber'>>;
  checkout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType, RequireFields<QueryCheckoutArgs, 'id'>>;
  checkoutsNeedingAttention?: Resolver<ResolversTypes['CheckoutConnection'], ParentType, ContextType, RequireFields<QueryCheckoutsNeedingAttentionArgs, 'first'>>;
  company?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType>;
  compareTariffs?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TariffComparison']>>, ParentType, ContextType, RequireFields<QueryCompareTariffsArgs, 'effective' | 'serviceId'>>;
  connectionAvailability?: Resolver<ResolversTypes['ConnectionAvailabilityResult'], ParentType, ContextType, RequireFields<QueryConnectionAvailabilityArgs, 'address'>>;
  equipmentOfferings?: Resolver<Maybe<ResolversTypes['EquipmentOfferingConnection']>, ParentType, ContextType, RequireFields<QueryEquipmentOfferingsArgs, 'first' | 'regionId'>>;
  fiscalReceiptsNeedingAttention?: Resolver<ResolversTypes['FiscalReceiptProblemConnection'], ParentType, ContextType, RequireFields<QueryFiscalReceiptsNeedingAttentionArgs, 'first'>>;
  forumTopic?: Resolver<Maybe<ResolversTypes['ForumTopic']>, ParentType, ContextType, RequireFields<QueryForumTopicArgs, 'id'>>;
  forumTopics?: Resolver<Maybe<ResolversTypes['ForumTopicConnection']>, ParentType, ContextType, RequireFields<QueryForumTopicsArgs, 'first' | 'includeHidden'>>;
  helpArticles?: Resolver<Maybe<ResolversTypes['HelpArticleConnection']>, ParentType, ContextType, RequireFields<QueryHelpArticlesArgs, 'first' | 'includeHidden'>>;
  news?: Resolver<Maybe<ResolversTypes['NewsConnection']>, ParentType, ContextType, RequireFields<QueryNewsArgs, 'first' | 'includeHidden'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  notificationPreferences?: Resolver<Maybe<ResolversTypes['NotificationPreferences']>, ParentType, ContextType, RequireFields<QueryNotificationPreferencesArgs, 'accountId'>>;
  partner?: Resolver<Maybe<ResolversTypes['Partner']>, ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentArgs, 'id'>>;
  paymentByExternalId?: Resolver<Maybe<ResolversTypes['PartnerPayment']>, ParentType, ContextType, RequireFields<QueryPaymentByExternalIdArgs, 'externalId'>>;
  paymentIntent?: Resolver<Maybe<ResolversTypes['PaymentIntent']>, ParentType, ContextType, RequireFields<QueryPaymentIntentArgs, 'id'>>;
  paymentMethods?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AcceptedPaymentMethod']>>, ParentType, ContextType, RequireFields<QueryPaymentMethodsArgs, 'accountId'>>;
  paymentReceipt?: Resolver<ResolversTypes['PaymentReceiptResult'], ParentType, ContextType, RequireFields<QueryPaymentReceiptArgs, 'input'>>;
  paymentRegistry?: Resolver<Maybe<ResolversTypes['PaymentRegistry']>, ParentType, ContextType, RequireFields<QueryPaymentRegistryArgs, 'date' | 'first'>>;
  paymentsNeedingAttention?: Resolver<ResolversTypes['PaymentIntentConnection'], ParentType, ContextType, RequireFields<QueryPaymentsNeedingAttentionArgs, 'first'>>;
  promotions?: Resolver<Maybe<ResolversTypes['PromotionConnection']>, ParentType, ContextType, RequireFields<QueryPromotionsArgs, 'first' | 'includeHidden'>>;
  receiptStatus?: Resolver<ResolversTypes['ReceiptStatusResult'], ParentType, ContextType, Partial<QueryReceiptStatusArgs>>;
  regions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Region']>>, ParentType, ContextType>;
  serviceOfferings?: Resolver<Maybe<ResolversTypes['ServiceOfferingConnection']>, ParentType, ContextType, RequireFields<QueryServiceOfferingsArgs, 'first' | 'regionId'>>;
  serviceOrder?: Resolver<Maybe<ResolversTypes['ServiceOrder']>, ParentType, ContextType, RequireFields<QueryServiceOrderArgs, 'id'>>;
  serviceOrderQuote?: Resolver<ResolversTypes['ServiceOrderQuoteResult'], ParentType, ContextType, RequireFields<QueryServiceOrderQuoteArgs, 'input'>>;
  sessions?: Resolver<ReadonlyArray<ResolversTypes['ActiveSession']>, ParentType, ContextType>;
  statementExport?: Resolver<Maybe<ResolversTypes['StatementExport']>, ParentType, ContextType, RequireFields<QueryStatementExportArgs, 'id'>>;
  statementExports?: Resolver<ReadonlyArray<ResolversTypes['StatementExport']>, ParentType, ContextType>;
  tariffs?: Resolver<Maybe<ResolversTypes['TariffConnection']>, ParentType, ContextType, RequireFields<QueryTariffsArgs, 'first' | 'regionId'>>;
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType, RequireFields<QueryTicketArgs, 'id'>>;
  tickets?: Resolver<Maybe<ResolversTypes['TicketConnection']>, ParentType, ContextType, RequireFields<QueryTicketsArgs, 'first'>>;
  transfer?: Resolver<Maybe<ResolversTypes['Transfer']>, ParentType, ContextType, RequireFields<QueryTransferArgs, 'id'>>;
  transferCase?: Resolver<Maybe<ResolversTypes['TransferCase']>, ParentType, ContextType, RequireFields<QueryTransferCaseArgs, 'id'>>;
  transfersNeedingAttention?: Resolver<ResolversTypes['TransferCaseConnection'], ParentType, ContextType, RequireFields<QueryTransfersNeedingAttentionArgs, 'first'>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  visit?: Resolver<Maybe<ResolversTypes['Visit']>, ParentType, ContextType, RequireFields<QueryVisitArgs, 'id'>>;
  visitSlots?: Resolver<ResolversTypes['VisitSlotConnection'], ParentType, ContextType, RequireFields<QueryVisitSlotsArgs, 'first' | 'from' | 'regionId' | 'to'>>;
  visits?: Resolver<ResolversTypes['VisitConnection'], ParentType, ContextType, RequireFields<QueryVisitsArgs, 'date' | 'first' | 'regionId'>>;
};

export type QuietHoursResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['QuietHours'] = ResolversParentTypes['QuietHours']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReceiptStatusResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ReceiptStatus'] = ResolversParentTypes['ReceiptStatus']> = {
  bankDetails?: Resolver<Maybe<ResolversTypes['BankDetails']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outdatedSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReceiptStatusCode'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReceiptStatusRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ReceiptStatusRefused'] = ResolversParentTypes['ReceiptStatusRefused']> = {
  code?: Resolver<ResolversTypes['ReceiptStatusRefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReceiptStatusResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ReceiptStatusResult'] = ResolversParentTypes['ReceiptStatusResult']> = {
  __resolveType: TypeResolveFn<'ReceiptStatus' | 'ReceiptStatusRefused', ParentType, ContextType>;
};

export type RefreshSessionPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RefreshSessionPayload'] = ResolversParentTypes['RefreshSessionPayload']> = {
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RefundCheckoutResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RefundCheckoutResult'] = ResolversParentTypes['RefundCheckoutResult']> = {
  __resolveType: TypeResolveFn<'CheckoutRefundRefused' | 'CheckoutRefunding', ParentType, ContextType>;
};

export type RegionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Region'] = ResolversParentTypes['Region']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterDeviceResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RegisterDeviceResult'] = ResolversParentTypes['RegisterDeviceResult']> = {
  __resolveType: TypeResolveFn<'DeviceRefused' | 'DeviceRegistered', ParentType, ContextType>;
};

export type RegistryJudgedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RegistryJudged'] = ResolversParentTypes['RegistryJudged']> = {
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  missingInPartner?: Resolver<ReadonlyArray<ResolversTypes['RegistryRow']>, ParentType, ContextType>;
  missingInPartnerCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  of?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  part?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ResolversTypes['RegistryRow']>, ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegistryRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RegistryRefused'] = ResolversParentTypes['RegistryRefused']> = {
  code?: Resolver<ResolversTypes['RegistryRefusalCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegistryRowResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RegistryRow'] = ResolversParentTypes['RegistryRow']> = {
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  judgedBy?: Resolver<ResolversTypes['RegistryJudge'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['PartnerPayment']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['RegistryVerdict'], ParentType, ContextType>;
};

export type RemoveContentPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RemoveContentPayload'] = ResolversParentTypes['RemoveContentPayload']> = {
  removedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ContentUserError']>, ParentType, ContextType>;
};

export type RemoveDeviceResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RemoveDeviceResult'] = ResolversParentTypes['RemoveDeviceResult']> = {
  __resolveType: TypeResolveFn<'DeviceRefused' | 'DeviceRemoved', ParentType, ContextType>;
};

export type RemoveVisitSlotResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RemoveVisitSlotResult'] = ResolversParentTypes['RemoveVisitSlotResult']> = {
  __resolveType: TypeResolveFn<'VisitRefused' | 'VisitSlotRemoved', ParentType, ContextType>;
};

export type RequestConnectionResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RequestConnectionResult'] = ResolversParentTypes['RequestConnectionResult']> = {
  __resolveType: TypeResolveFn<'ConnectionPending' | 'ConnectionRefused' | 'ConnectionRequested', ParentType, ContextType>;
};

export type RequestVisitResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RequestVisitResult'] = ResolversParentTypes['RequestVisitResult']> = {
  __resolveType: TypeResolveFn<'VisitRefused' | 'VisitRequested', ParentType, ContextType>;
};

export type ResolutionRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ResolutionRefused'] = ResolversParentTypes['ResolutionRefused']> = {
  code?: Resolver<ResolversTypes['ResolutionRefusalCode'], ParentType, ContextType>;
  currentIntent?: Resolver<Maybe<ResolversTypes['PaymentIntent']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ResolvePaymentResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ResolvePaymentResult'] = ResolversParentTypes['ResolvePaymentResult']> = {
  __resolveType: TypeResolveFn<'PaymentResolved' | 'ResolutionRefused', ParentType, ContextType>;
};

export type ResolveTransferResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ResolveTransferResult'] = ResolversParentTypes['ResolveTransferResult']> = {
  __resolveType: TypeResolveFn<'TransferResolutionRefused' | 'TransferResolved', ParentType, ContextType>;
};

export type RestoreLoginPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RestoreLoginPayload'] = ResolversParentTypes['RestoreLoginPayload']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  login?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  oneTimePassword?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['AccessUserError']>, ParentType, ContextType>;
};

export type RestrictedSessionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RestrictedSession'] = ResolversParentTypes['RestrictedSession']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RetryFiscalReceiptResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RetryFiscalReceiptResult'] = ResolversParentTypes['RetryFiscalReceiptResult']> = {
  __resolveType: TypeResolveFn<'FiscalReceiptRetried' | 'FiscalReceiptRetryRefused' | 'IdempotencyConflict', ParentType, ContextType>;
};

export type RevokeInvitationResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RevokeInvitationResult'] = ResolversParentTypes['RevokeInvitationResult']> = {
  __resolveType: TypeResolveFn<'InvitationRevoked' | 'MemberRefused', ParentType, ContextType>;
};

export type RevokeMemberResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RevokeMemberResult'] = ResolversParentTypes['RevokeMemberResult']> = {
  __resolveType: TypeResolveFn<'MemberRefused' | 'MemberRevoked', ParentType, ContextType>;
};

export type RevokeOtherSessionsPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RevokeOtherSessionsPayload'] = ResolversParentTypes['RevokeOtherSessionsPayload']> = {
  revokedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RevokeSessionPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RevokeSessionPayload'] = ResolversParentTypes['RevokeSessionPayload']> = {
  revoked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ServiceResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Service'] = ResolversParentTypes['Service']> = {
  adjustableOptions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AdjustableOption']>>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  availableTariffs?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Tariff']>>, ParentType, ContextType>;
  connectedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  freeze?: Resolver<Maybe<ResolversTypes['ServiceFreeze']>, ParentType, ContextType>;
  freezeTerms?: Resolver<Maybe<ResolversTypes['FreezeTerms']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  hasMoreAvailableTariffs?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ipAddresses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['IpAddress']>>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TariffKind'], ParentType, ContextType>;
  options?: Resolver<ReadonlyArray<ResolversTypes['ServiceOption']>, ParentType, ContextType>;
  optionsFee?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ServiceStatus'], ParentType, ContextType>;
  tariff?: Resolver<Maybe<ResolversTypes['Tariff']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ServiceFreezeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceFreeze'] = ResolversParentTypes['ServiceFreeze']> = {
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type ServiceOfferingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOffering'] = ResolversParentTypes['ServiceOffering']> = {
  connectionFee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TariffKind'], ParentType, ContextType>;
  monthlyFee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ServiceOfferingConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOfferingConnection'] = ResolversParentTypes['ServiceOfferingConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ServiceOfferingEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ServiceOffering']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ServiceOfferingEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOfferingEdge'] = ResolversParentTypes['ServiceOfferingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ServiceOffering'], ParentType, ContextType>;
};

export type ServiceOptionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOption'] = ResolversParentTypes['ServiceOption']> = {
  option?: Resolver<ResolversTypes['ServiceOptionName'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ServiceOrderResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOrder'] = ResolversParentTypes['ServiceOrder']> = {
  accruedCharge?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  action?: Resolver<ResolversTypes['ServiceOrderAction'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['ServiceOrderRefusalCode']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCancelable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  monthlyFee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  offeringId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  option?: Resolver<Maybe<ResolversTypes['ServiceOptionName']>, ParentType, ContextType>;
  placedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  service?: Resolver<Maybe<ResolversTypes['Service']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ServiceOrderStatus'], ParentType, ContextType>;
  tariff?: Resolver<Maybe<ResolversTypes['Tariff']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ServiceOrderAcceptedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOrderAccepted'] = ResolversParentTypes['ServiceOrderAccepted']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['ServiceOrder']>, ParentType, ContextType>;
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ServiceOrderBecameTicketResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOrderBecameTicket'] = ResolversParentTypes['ServiceOrderBecameTicket']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ServiceOrderCancelledResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOrderCancelled'] = ResolversParentTypes['ServiceOrderCancelled']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['ServiceOrder']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ServiceOrderConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOrderConnection'] = ResolversParentTypes['ServiceOrderConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ServiceOrderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ServiceOrder']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ServiceOrderEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOrderEdge'] = ResolversParentTypes['ServiceOrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ServiceOrder'], ParentType, ContextType>;
};

export type ServiceOrderPendingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOrderPending'] = ResolversParentTypes['ServiceOrderPending']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ServiceOrderQuoteResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOrderQuote'] = ResolversParentTypes['ServiceOrderQuote']> = {
  accruedCharge?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  currentMonthlyFee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  monthlyFee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ServiceOrderQuoteResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOrderQuoteResult'] = ResolversParentTypes['ServiceOrderQuoteResult']> = {
  __resolveType: TypeResolveFn<'ServiceOrderQuote' | 'ServiceOrderRefused', ParentType, ContextType>;
};

export type ServiceOrderRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOrderRefused'] = ResolversParentTypes['ServiceOrderRefused']> = {
  allowedPeriod?: Resolver<Maybe<ResolversTypes['FreezeTerms']>, ParentType, ContextType>;
  allowedValues?: Resolver<Maybe<ResolversTypes['AdjustableOption']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['ServiceOrderRefusalCode'], ParentType, ContextType>;
  earliestOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  placedOrder?: Resolver<Maybe<ResolversTypes['ServiceOrder']>, ParentType, ContextType>;
  placedOrderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ServiceOrderResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceOrderResult'] = ResolversParentTypes['ServiceOrderResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'ServiceOrderAccepted' | 'ServiceOrderBecameTicket' | 'ServiceOrderPending' | 'ServiceOrderRefused', ParentType, ContextType>;
};

export type SessionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refreshTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export type SignInPartnerPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['SignInPartnerPayload'] = ResolversParentTypes['SignInPartnerPayload']> = {
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['PartnerSession']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SignInPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['SignInPayload'] = ResolversParentTypes['SignInPayload']> = {
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SignInWithOneTimePasswordPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['SignInWithOneTimePasswordPayload'] = ResolversParentTypes['SignInWithOneTimePasswordPayload']> = {
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['RestrictedSession']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['AccessUserError']>, ParentType, ContextType>;
};

export type SignOutPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['SignOutPayload'] = ResolversParentTypes['SignOutPayload']> = {
  signedOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SpendingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Spending'] = ResolversParentTypes['Spending']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  groupBy?: Resolver<ResolversTypes['SpendingGroupBy'], ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['SpendingPart']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type SpendingPartResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['SpendingPart'] = ResolversParentTypes['SpendingPart']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  chargeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['TariffKind']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  month?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  percent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  service?: Resolver<Maybe<ResolversTypes['Service']>, ParentType, ContextType>;
};

export type StatementResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Statement'] = ResolversParentTypes['Statement']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  closing?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credited?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  debited?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  entries?: Resolver<Maybe<ResolversTypes['StatementEntryConnection']>, ParentType, ContextType, RequireFields<StatementEntriesArgs, 'first'>>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  opening?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type StatementEntryResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['StatementEntry'] = ResolversParentTypes['StatementEntry']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['StatementEntryKind'], ParentType, ContextType>;
};

export type StatementEntryConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['StatementEntryConnection'] = ResolversParentTypes['StatementEntryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StatementEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['StatementEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StatementEntryEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['StatementEntryEdge'] = ResolversParentTypes['StatementEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StatementEntry'], ParentType, ContextType>;
};

export type StatementExportResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['StatementExport'] = ResolversParentTypes['StatementExport']> = {
  accountNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  download?: Resolver<Maybe<ResolversTypes['Download']>, ParentType, ContextType>;
  entryCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['StatementExportFailure']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  format?: Resolver<ResolversTypes['ExportFormat'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['ExportLanguage'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sizeBytes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['StatementExportState'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type StatementExportFailureResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['StatementExportFailure'] = ResolversParentTypes['StatementExportFailure']> = {
  code?: Resolver<ResolversTypes['StatementExportFailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StatementExportOrderedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['StatementExportOrdered'] = ResolversParentTypes['StatementExportOrdered']> = {
  export?: Resolver<ResolversTypes['StatementExport'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StatementExportRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['StatementExportRefused'] = ResolversParentTypes['StatementExportRefused']> = {
  code?: Resolver<ResolversTypes['StatementExportRefusalCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubmitRegistryResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['SubmitRegistryResult'] = ResolversParentTypes['SubmitRegistryResult']> = {
  __resolveType: TypeResolveFn<'RegistryJudged' | 'RegistryRefused', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  accountBalanceChanged?: SubscriptionResolver<ResolversTypes['Balance'], "accountBalanceChanged", ParentType, ContextType, RequireFields<SubscriptionAccountBalanceChangedArgs, 'accountId'>>;
  paymentStatusChanged?: SubscriptionResolver<ResolversTypes['PaymentProgress'], "paymentStatusChanged", ParentType, ContextType, RequireFields<SubscriptionPaymentStatusChangedArgs, 'externalId'>>;
  serviceOrderUpdated?: SubscriptionResolver<ResolversTypes['ServiceOrder'], "serviceOrderUpdated", ParentType, ContextType, RequireFields<SubscriptionServiceOrderUpdatedArgs, 'accountId'>>;
  ticketMessageAdded?: SubscriptionResolver<ResolversTypes['TicketMessageAdded'], "ticketMessageAdded", ParentType, ContextType, RequireFields<SubscriptionTicketMessageAddedArgs, 'ticketId'>>;
  ticketUpdated?: SubscriptionResolver<ResolversTypes['Ticket'], "ticketUpdated", ParentType, ContextType, RequireFields<SubscriptionTicketUpdatedArgs, 'accountId'>>;
};

export type TakePromisedPaymentResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TakePromisedPaymentResult'] = ResolversParentTypes['TakePromisedPaymentResult']> = {
  __resolveType: TypeResolveFn<'PromisedPaymentConflict' | 'PromisedPaymentPending' | 'PromisedPaymentRefused' | 'PromisedPaymentTaken', ParentType, ContextType>;
};

export type TariffResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Tariff'] = ResolversParentTypes['Tariff']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  components?: Resolver<ReadonlyArray<ResolversTypes['TariffKind']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isPrivate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TariffKind'], ParentType, ContextType>;
  monthlyFee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  speedMbps?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  tvPackage?: Resolver<Maybe<ResolversTypes['TvPackage']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TariffComparisonResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TariffComparison'] = ResolversParentTypes['TariffComparison']> = {
  accruedCharge?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  currentMonthlyFee?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  monthlyFee?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  monthlySaving?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['ServiceOrderRefused']>, ParentType, ContextType>;
  tariff?: Resolver<Maybe<ResolversTypes['Tariff']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  yearlySaving?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type TariffConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TariffConnection'] = ResolversParentTypes['TariffConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TariffEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Tariff']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TariffEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TariffEdge'] = ResolversParentTypes['TariffEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Tariff'], ParentType, ContextType>;
};

export type TicketResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Ticket'] = ResolversParentTypes['Ticket']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['TicketCategory'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  history?: Resolver<Maybe<ResolversTypes['TicketStatusChangeConnection']>, ParentType, ContextType, RequireFields<TicketHistoryArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  messages?: Resolver<Maybe<ResolversTypes['TicketMessageConnection']>, ParentType, ContextType, RequireFields<TicketMessagesArgs, 'first'>>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rating?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TicketStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TicketChangeRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketChangeRefused'] = ResolversParentTypes['TicketChangeRefused']> = {
  code?: Resolver<ResolversTypes['TicketChangeRefusalCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TicketChangedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketChanged'] = ResolversParentTypes['TicketChanged']> = {
  ticket?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TicketConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketConnection'] = ResolversParentTypes['TicketConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TicketEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Ticket']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TicketEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketEdge'] = ResolversParentTypes['TicketEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType>;
};

export type TicketMessageResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketMessage'] = ResolversParentTypes['TicketMessage']> = {
  attachments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Attachment']>>, ParentType, ContextType>;
  author?: Resolver<ResolversTypes['TicketAuthor'], ParentType, ContextType>;
  authorName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TicketMessageAddedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketMessageAdded'] = ResolversParentTypes['TicketMessageAdded']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ticketMessage?: Resolver<ResolversTypes['TicketMessage'], ParentType, ContextType>;
};

export type TicketMessageConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketMessageConnection'] = ResolversParentTypes['TicketMessageConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TicketMessageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['TicketMessage']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TicketMessageEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketMessageEdge'] = ResolversParentTypes['TicketMessageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TicketMessage'], ParentType, ContextType>;
};

export type TicketMessagePendingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketMessagePending'] = ResolversParentTypes['TicketMessagePending']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TicketMessagePostedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketMessagePosted'] = ResolversParentTypes['TicketMessagePosted']> = {
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TicketOpenedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketOpened'] = ResolversParentTypes['TicketOpened']> = {
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TicketPendingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketPending'] = ResolversParentTypes['TicketPending']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TicketRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketRefused'] = ResolversParentTypes['TicketRefused']> = {
  code?: Resolver<ResolversTypes['TicketRefusalCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TicketStatusChangeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketStatusChange'] = ResolversParentTypes['TicketStatusChange']> = {
  author?: Resolver<ResolversTypes['TicketAuthor'], ParentType, ContextType>;
  changedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TicketStatus'], ParentType, ContextType>;
};

export type TicketStatusChangeConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketStatusChangeConnection'] = ResolversParentTypes['TicketStatusChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TicketStatusChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['TicketStatusChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TicketStatusChangeEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TicketStatusChangeEdge'] = ResolversParentTypes['TicketStatusChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TicketStatusChange'], ParentType, ContextType>;
};

export type TransactionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Transaction'] = ResolversParentTypes['Transaction']> = {
  __resolveType: TypeResolveFn<'Charge' | 'Payment', ParentType, ContextType>;
};

export type TransactionConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TransactionConnection'] = ResolversParentTypes['TransactionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TransactionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Transaction']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TransactionEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TransactionEdge'] = ResolversParentTypes['TransactionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
};

export type TransferResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Transfer'] = ResolversParentTypes['Transfer']> = {
  acceptedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['TransferRefusalCode']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransferKind'], ParentType, ContextType>;
  recipient?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TransferState'], ParentType, ContextType>;
};

export type TransferCaseResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TransferCase'] = ResolversParentTypes['TransferCase']> = {
  acceptedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  credit?: Resolver<Maybe<ResolversTypes['PaymentIntent']>, ParentType, ContextType>;
  debit?: Resolver<Maybe<ResolversTypes['PaymentIntent']>, ParentType, ContextType>;
  fromAccountNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  giveBack?: Resolver<Maybe<ResolversTypes['PaymentIntent']>, ParentType, ContextType>;
  history?: Resolver<ReadonlyArray<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  principal?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stage?: Resolver<ResolversTypes['TransferStage'], ParentType, ContextType>;
  toAccountNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TransferCaseConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TransferCaseConnection'] = ResolversParentTypes['TransferCaseConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TransferCaseEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['TransferCase']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TransferCaseEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TransferCaseEdge'] = ResolversParentTypes['TransferCaseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TransferCase'], ParentType, ContextType>;
};

export type TransferConflictResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TransferConflict'] = ResolversParentTypes['TransferConflict']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransferConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TransferConnection'] = ResolversParentTypes['TransferConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TransferEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Transfer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TransferDoneResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TransferDone'] = ResolversParentTypes['TransferDone']> = {
  transfer?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransferEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TransferEdge'] = ResolversParentTypes['TransferEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType>;
};

export type TransferPendingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TransferPending'] = ResolversParentTypes['TransferPending']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transfer?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransferRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TransferRefused'] = ResolversParentTypes['TransferRefused']> = {
  code?: Resolver<ResolversTypes['TransferRefusalCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  keptTransfer?: Resolver<Maybe<ResolversTypes['Transfer']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransferResolutionRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TransferResolutionRefused'] = ResolversParentTypes['TransferResolutionRefused']> = {
  code?: Resolver<ResolversTypes['TransferResolutionRefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransferResolvedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TransferResolved'] = ResolversParentTypes['TransferResolved']> = {
  transferCase?: Resolver<ResolversTypes['TransferCase'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransferResultResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TransferResult'] = ResolversParentTypes['TransferResult']> = {
  __resolveType: TypeResolveFn<'TransferConflict' | 'TransferDone' | 'TransferPending' | 'TransferRefused', ParentType, ContextType>;
};

export type TvChannelResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TvChannel'] = ResolversParentTypes['TvChannel']> = {
  genre?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isHighDefinition?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TvPackageResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TvPackage'] = ResolversParentTypes['TvPackage']> = {
  channelCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  channels?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TvChannel']>>, ParentType, ContextType>;
  setUpGuide?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UnsubscribePayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['UnsubscribePayload'] = ResolversParentTypes['UnsubscribePayload']> = {
  unsubscribed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type UpdateNotificationPreferencesPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['UpdateNotificationPreferencesPayload'] = ResolversParentTypes['UpdateNotificationPreferencesPayload']> = {
  preferences?: Resolver<Maybe<ResolversTypes['NotificationPreferences']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['NotificationUserError']>, ParentType, ContextType>;
};

export type UpdateProfilePayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['UpdateProfilePayload'] = ResolversParentTypes['UpdateProfilePayload']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProfileUserError']>, ParentType, ContextType>;
};

export type UpdateSettingsPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['UpdateSettingsPayload'] = ResolversParentTypes['UpdateSettingsPayload']> = {
  settings?: Resolver<Maybe<ResolversTypes['AccountSettings']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProfileUserError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  accounts?: Resolver<ReadonlyArray<ResolversTypes['Account']>, ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hasMoreAccounts?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type VisitResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Visit'] = ResolversParentTypes['Visit']> = {
  accountNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  slot?: Resolver<ResolversTypes['VisitSlot'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['VisitStatus'], ParentType, ContextType>;
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
};

export type VisitCancelledResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['VisitCancelled'] = ResolversParentTypes['VisitCancelled']> = {
  visit?: Resolver<ResolversTypes['Visit'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VisitConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['VisitConnection'] = ResolversParentTypes['VisitConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['VisitEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Visit']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type VisitEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['VisitEdge'] = ResolversParentTypes['VisitEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Visit'], ParentType, ContextType>;
};

export type VisitRefusedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['VisitRefused'] = ResolversParentTypes['VisitRefused']> = {
  code?: Resolver<ResolversTypes['VisitRefusalCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VisitRequestedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['VisitRequested'] = ResolversParentTypes['VisitRequested']> = {
  visit?: Resolver<ResolversTypes['Visit'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VisitSlotResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['VisitSlot'] = ResolversParentTypes['VisitSlot']> = {
  crew?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type VisitSlotConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['VisitSlotConnection'] = ResolversParentTypes['VisitSlotConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['VisitSlotEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['VisitSlot']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type VisitSlotEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['VisitSlotEdge'] = ResolversParentTypes['VisitSlotEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['VisitSlot'], ParentType, ContextType>;
};

export type VisitSlotRemovedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['VisitSlotRemoved'] = ResolversParentTypes['VisitSlotRemoved']> = {
  slotId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VisitSlotsOpenedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['VisitSlotsOpened'] = ResolversParentTypes['VisitSlotsOpened']> = {
  slots?: Resolver<ReadonlyArray<ResolversTypes['VisitSlot']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WithdrawForumPostPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['WithdrawForumPostPayload'] = ResolversParentTypes['WithdrawForumPostPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ForumUserError']>, ParentType, ContextType>;
  withdrawnId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphqlContext> = {
  AcceptInvitationResult?: AcceptInvitationResultResolvers<ContextType>;
  AcceptedPaymentMethod?: AcceptedPaymentMethodResolvers<ContextType>;
  AccessUserError?: AccessUserErrorResolvers<ContextType>;
  Account?: AccountResolvers<ContextType>;
  AccountDocument?: AccountDocumentResolvers<ContextType>;
  AccountDocumentConnection?: AccountDocumentConnectionResolvers<ContextType>;
  AccountDocumentEdge?: AccountDocumentEdgeResolvers<ContextType>;
  AccountSettings?: AccountSettingsResolvers<ContextType>;
  ActiveSession?: ActiveSessionResolvers<ContextType>;
  AddTicketMessageResult?: AddTicketMessageResultResolvers<ContextType>;
  AdjustableOption?: AdjustableOptionResolvers<ContextType>;
  Agreement?: AgreementResolvers<ContextType>;
  Announcement?: AnnouncementResolvers<ContextType>;
  AnnouncementConnection?: AnnouncementConnectionResolvers<ContextType>;
  AnnouncementEdge?: AnnouncementEdgeResolvers<ContextType>;
  AnnouncementPayload?: AnnouncementPayloadResolvers<ContextType>;
  Attachment?: AttachmentResolvers<ContextType>;
  AttachmentUpload?: AttachmentUploadResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  Balance?: BalanceResolvers<ContextType>;
  BankDetails?: BankDetailsResolvers<ContextType>;
  BankDetailsPayload?: BankDetailsPayloadResolvers<ContextType>;
  BankDetailsUserError?: BankDetailsUserErrorResolvers<ContextType>;
  CancelPaymentResult?: CancelPaymentResultResolvers<ContextType>;
  CancelServiceOrderRefused?: CancelServiceOrderRefusedResolvers<ContextType>;
  CancelServiceOrderResult?: CancelServiceOrderResultResolvers<ContextType>;
  CancelVisitResult?: CancelVisitResultResolvers<ContextType>;
  CancellationPending?: CancellationPendingResolvers<ContextType>;
  CancellationRefused?: CancellationRefusedResolvers<ContextType>;
  Capabilities?: CapabilitiesResolvers<ContextType>;
  ChangeTicketResult?: ChangeTicketResultResolvers<ContextType>;
  Charge?: ChargeResolvers<ContextType>;
  CheckAccountResult?: CheckAccountResultResolvers<ContextType>;
  CheckRefused?: CheckRefusedResolvers<ContextType>;
  Checkout?: CheckoutResolvers<ContextType>;
  CheckoutCapabilities?: CheckoutCapabilitiesResolvers<ContextType>;
  CheckoutCloseRefused?: CheckoutCloseRefusedResolvers<ContextType>;
  CheckoutClosed?: CheckoutClosedResolvers<ContextType>;
  CheckoutConnection?: CheckoutConnectionResolvers<ContextType>;
  CheckoutEdge?: CheckoutEdgeResolvers<ContextType>;
  CheckoutRefundRefused?: CheckoutRefundRefusedResolvers<ContextType>;
  CheckoutRefunding?: CheckoutRefundingResolvers<ContextType>;
  CloseCheckoutResult?: CloseCheckoutResultResolvers<ContextType>;
  CodeRequestPayload?: CodeRequestPayloadResolvers<ContextType>;
  Company?: CompanyResolvers<ContextType>;
  CompanyPayload?: CompanyPayloadResolvers<ContextType>;
  ConnectionAvailability?: ConnectionAvailabilityResolvers<ContextType>;
  ConnectionAvailabilityResult?: ConnectionAvailabilityResultResolvers<ContextType>;
  ConnectionPending?: ConnectionPendingResolvers<ContextType>;
  ConnectionRefused?: ConnectionRefusedResolvers<ContextType>;
  ConnectionRequested?: ConnectionRequestedResolvers<ContextType>;
  Contact?: ContactResolvers<ContextType>;
  ContentUserError?: ContentUserErrorResolvers<ContextType>;
  CreateAttachmentUploadResult?: CreateAttachmentUploadResultResolvers<ContextType>;
  CreateTicketResult?: CreateTicketResultResolvers<ContextType>;
  CredentialsPayload?: CredentialsPayloadResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Device?: DeviceResolvers<ContextType>;
  DeviceRefused?: DeviceRefusedResolvers<ContextType>;
  DeviceRegistered?: DeviceRegisteredResolvers<ContextType>;
  DeviceRemoved?: DeviceRemovedResolvers<ContextType>;
  Download?: DownloadResolvers<ContextType>;
  EquipmentOffering?: EquipmentOfferingResolvers<ContextType>;
  EquipmentOfferingConnection?: EquipmentOfferingConnectionResolvers<ContextType>;
  EquipmentOfferingEdge?: EquipmentOfferingEdgeResolvers<ContextType>;
  ExportStatementResult?: ExportStatementResultResolvers<ContextType>;
  FiscalReceipt?: FiscalReceiptResolvers<ContextType>;
  FiscalReceiptProblem?: FiscalReceiptProblemResolvers<ContextType>;
  FiscalReceiptProblemConnection?: FiscalReceiptProblemConnectionResolvers<ContextType>;
  FiscalReceiptProblemEdge?: FiscalReceiptProblemEdgeResolvers<ContextType>;
  FiscalReceiptRetried?: FiscalReceiptRetriedResolvers<ContextType>;
  FiscalReceiptRetryRefused?: FiscalReceiptRetryRefusedResolvers<ContextType>;
  ForumAuthor?: ForumAuthorResolvers<ContextType>;
  ForumReply?: ForumReplyResolvers<ContextType>;
  ForumReplyConnection?: ForumReplyConnectionResolvers<ContextType>;
  ForumReplyEdge?: ForumReplyEdgeResolvers<ContextType>;
  ForumReplyPayload?: ForumReplyPayloadResolvers<ContextType>;
  ForumTopic?: ForumTopicResolvers<ContextType>;
  ForumTopicConnection?: ForumTopicConnectionResolvers<ContextType>;
  ForumTopicEdge?: ForumTopicEdgeResolvers<ContextType>;
  ForumTopicPayload?: ForumTopicPayloadResolvers<ContextType>;
  ForumUserError?: ForumUserErrorResolvers<ContextType>;
  FreezeTerms?: FreezeTermsResolvers<ContextType>;
  HelpArticle?: HelpArticleResolvers<ContextType>;
  HelpArticleConnection?: HelpArticleConnectionResolvers<ContextType>;
  HelpArticleEdge?: HelpArticleEdgeResolvers<ContextType>;
  HelpArticlePayload?: HelpArticlePayloadResolvers<ContextType>;
  IdempotencyConflict?: IdempotencyConflictResolvers<ContextType>;
  InitiatePaymentResult?: InitiatePaymentResultResolvers<ContextType>;
  InvitationAccepted?: InvitationAcceptedResolvers<ContextType>;
  InvitationRevoked?: InvitationRevokedResolvers<ContextType>;
  InviteMemberResult?: InviteMemberResultResolvers<ContextType>;
  IpAddress?: IpAddressResolvers<ContextType>;
  LocalizedText?: LocalizedTextResolvers<ContextType>;
  Member?: MemberResolvers<ContextType>;
  MemberChanged?: MemberChangedResolvers<ContextType>;
  MemberInvitation?: MemberInvitationResolvers<ContextType>;
  MemberInvited?: MemberInvitedResolvers<ContextType>;
  MemberRefused?: MemberRefusedResolvers<ContextType>;
  MemberResult?: MemberResultResolvers<ContextType>;
  MemberRevoked?: MemberRevokedResolvers<ContextType>;
  ModerateForumPostPayload?: ModerateForumPostPayloadResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  News?: NewsResolvers<ContextType>;
  NewsConnection?: NewsConnectionResolvers<ContextType>;
  NewsEdge?: NewsEdgeResolvers<ContextType>;
  NewsPayload?: NewsPayloadResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  NotificationChoice?: NotificationChoiceResolvers<ContextType>;
  NotificationPreferences?: NotificationPreferencesResolvers<ContextType>;
  NotificationUserError?: NotificationUserErrorResolvers<ContextType>;
  OpenVisitSlotsResult?: OpenVisitSlotsResultResolvers<ContextType>;
  Operator?: OperatorResolvers<ContextType>;
  OrganizationAccount?: OrganizationAccountResolvers<ContextType>;
  OrganizationProfile?: OrganizationProfileResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Partner?: PartnerResolvers<ContextType>;
  PartnerLimits?: PartnerLimitsResolvers<ContextType>;
  PartnerPayment?: PartnerPaymentResolvers<ContextType>;
  PartnerSession?: PartnerSessionResolvers<ContextType>;
  PayResult?: PayResultResolvers<ContextType>;
  PayableAccount?: PayableAccountResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentAccepted?: PaymentAcceptedResolvers<ContextType>;
  PaymentAnswer?: PaymentAnswerResolvers<ContextType>;
  PaymentCanceled?: PaymentCanceledResolvers<ContextType>;
  PaymentConnection?: PaymentConnectionResolvers<ContextType>;
  PaymentEdge?: PaymentEdgeResolvers<ContextType>;
  PaymentInitiated?: PaymentInitiatedResolvers<ContextType>;
  PaymentInitiationPending?: PaymentInitiationPendingResolvers<ContextType>;
  PaymentInitiationRefused?: PaymentInitiationRefusedResolvers<ContextType>;
  PaymentIntent?: PaymentIntentResolvers<ContextType>;
  PaymentIntentConnection?: PaymentIntentConnectionResolvers<ContextType>;
  PaymentIntentEdge?: PaymentIntentEdgeResolvers<ContextType>;
  PaymentMethodPayload?: PaymentMethodPayloadResolvers<ContextType>;
  PaymentPending?: PaymentPendingResolvers<ContextType>;
  PaymentProgress?: PaymentProgressResolvers<ContextType>;
  PaymentReceipt?: PaymentReceiptResolvers<ContextType>;
  PaymentReceiptRefused?: PaymentReceiptRefusedResolvers<ContextType>;
  PaymentReceiptResult?: PaymentReceiptResultResolvers<ContextType>;
  PaymentRefused?: PaymentRefusedResolvers<ContextType>;
  PaymentRegistry?: PaymentRegistryResolvers<ContextType>;
  PaymentRegistryEdge?: PaymentRegistryEdgeResolvers<ContextType>;
  PaymentRegistryTotal?: PaymentRegistryTotalResolvers<ContextType>;
  PaymentRegistryTotals?: PaymentRegistryTotalsResolvers<ContextType>;
  PaymentResolved?: PaymentResolvedResolvers<ContextType>;
  PersonAccount?: PersonAccountResolvers<ContextType>;
  PersonProfile?: PersonProfileResolvers<ContextType>;
  ProfileUserError?: ProfileUserErrorResolvers<ContextType>;
  PromisedPayment?: PromisedPaymentResolvers<ContextType>;
  PromisedPaymentConflict?: PromisedPaymentConflictResolvers<ContextType>;
  PromisedPaymentNotOffered?: PromisedPaymentNotOfferedResolvers<ContextType>;
  PromisedPaymentOffer?: PromisedPaymentOfferResolvers<ContextType>;
  PromisedPaymentOfferResult?: PromisedPaymentOfferResultResolvers<ContextType>;
  PromisedPaymentPending?: PromisedPaymentPendingResolvers<ContextType>;
  PromisedPaymentRefused?: PromisedPaymentRefusedResolvers<ContextType>;
  PromisedPaymentTaken?: PromisedPaymentTakenResolvers<ContextType>;
  Promotion?: PromotionResolvers<ContextType>;
  PromotionConnection?: PromotionConnectionResolvers<ContextType>;
  PromotionEdge?: PromotionEdgeResolvers<ContextType>;
  PromotionPayload?: PromotionPayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QuietHours?: QuietHoursResolvers<ContextType>;
  ReceiptStatus?: ReceiptStatusResolvers<ContextType>;
  ReceiptStatusRefused?: ReceiptStatusRefusedResolvers<ContextType>;
  ReceiptStatusResult?: ReceiptStatusResultResolvers<ContextType>;
  RefreshSessionPayload?: RefreshSessionPayloadResolvers<ContextType>;
  RefundCheckoutResult?: RefundCheckoutResultResolvers<ContextType>;
  Region?: RegionResolvers<ContextType>;
  RegisterDeviceResult?: RegisterDeviceResultResolvers<ContextType>;
  RegistryJudged?: RegistryJudgedResolvers<ContextType>;
  RegistryRefused?: RegistryRefusedResolvers<ContextType>;
  RegistryRow?: RegistryRowResolvers<ContextType>;
  RemoveContentPayload?: RemoveContentPayloadResolvers<ContextType>;
  RemoveDeviceResult?: RemoveDeviceResultResolvers<ContextType>;
  RemoveVisitSlotResult?: RemoveVisitSlotResultResolvers<ContextType>;
  RequestConnectionResult?: RequestConnectionResultResolvers<ContextType>;
  RequestVisitResult?: RequestVisitResultResolvers<ContextType>;
  ResolutionRefused?: ResolutionRefusedResolvers<ContextType>;
  ResolvePaymentResult?: ResolvePaymentResultResolvers<ContextType>;
  ResolveTransferResult?: ResolveTransferResultResolvers<ContextType>;
  RestoreLoginPayload?: RestoreLoginPayloadResolvers<ContextType>;
  RestrictedSession?: RestrictedSessionResolvers<ContextType>;
  RetryFiscalReceiptResult?: RetryFiscalReceiptResultResolvers<ContextType>;
  RevokeInvitationResult?: RevokeInvitationResultResolvers<ContextType>;
  RevokeMemberResult?: RevokeMemberResultResolvers<ContextType>;
  RevokeOtherSessionsPayload?: RevokeOtherSessionsPayloadResolvers<ContextType>;
  RevokeSessionPayload?: RevokeSessionPayloadResolvers<ContextType>;
  Service?: ServiceResolvers<ContextType>;
  ServiceFreeze?: ServiceFreezeResolvers<ContextType>;
  ServiceOffering?: ServiceOfferingResolvers<ContextType>;
  ServiceOfferingConnection?: ServiceOfferingConnectionResolvers<ContextType>;
  ServiceOfferingEdge?: ServiceOfferingEdgeResolvers<ContextType>;
  ServiceOption?: ServiceOptionResolvers<ContextType>;
  ServiceOrder?: ServiceOrderResolvers<ContextType>;
  ServiceOrderAccepted?: ServiceOrderAcceptedResolvers<ContextType>;
  ServiceOrderBecameTicket?: ServiceOrderBecameTicketResolvers<ContextType>;
  ServiceOrderCancelled?: ServiceOrderCancelledResolvers<ContextType>;
  ServiceOrderConnection?: ServiceOrderConnectionResolvers<ContextType>;
  ServiceOrderEdge?: ServiceOrderEdgeResolvers<ContextType>;
  ServiceOrderPending?: ServiceOrderPendingResolvers<ContextType>;
  ServiceOrderQuote?: ServiceOrderQuoteResolvers<ContextType>;
  ServiceOrderQuoteResult?: ServiceOrderQuoteResultResolvers<ContextType>;
  ServiceOrderRefused?: ServiceOrderRefusedResolvers<ContextType>;
  ServiceOrderResult?: ServiceOrderResultResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SignInPartnerPayload?: SignInPartnerPayloadResolvers<ContextType>;
  SignInPayload?: SignInPayloadResolvers<ContextType>;
  SignInWithOneTimePasswordPayload?: SignInWithOneTimePasswordPayloadResolvers<ContextType>;
  SignOutPayload?: SignOutPayloadResolvers<ContextType>;
  Spending?: SpendingResolvers<ContextType>;
  SpendingPart?: SpendingPartResolvers<ContextType>;
  Statement?: StatementResolvers<ContextType>;
  StatementEntry?: StatementEntryResolvers<ContextType>;
  StatementEntryConnection?: StatementEntryConnectionResolvers<ContextType>;
  StatementEntryEdge?: StatementEntryEdgeResolvers<ContextType>;
  StatementExport?: StatementExportResolvers<ContextType>;
  StatementExportFailure?: StatementExportFailureResolvers<ContextType>;
  StatementExportOrdered?: StatementExportOrderedResolvers<ContextType>;
  StatementExportRefused?: StatementExportRefusedResolvers<ContextType>;
  SubmitRegistryResult?: SubmitRegistryResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TakePromisedPaymentResult?: TakePromisedPaymentResultResolvers<ContextType>;
  Tariff?: TariffResolvers<ContextType>;
  TariffComparison?: TariffComparisonResolvers<ContextType>;
  TariffConnection?: TariffConnectionResolvers<ContextType>;
  TariffEdge?: TariffEdgeResolvers<ContextType>;
  Ticket?: TicketResolvers<ContextType>;
  TicketChangeRefused?: TicketChangeRefusedResolvers<ContextType>;
  TicketChanged?: TicketChangedResolvers<ContextType>;
  TicketConnection?: TicketConnectionResolvers<ContextType>;
  TicketEdge?: TicketEdgeResolvers<ContextType>;
  TicketMessage?: TicketMessageResolvers<ContextType>;
  TicketMessageAdded?: TicketMessageAddedResolvers<ContextType>;
  TicketMessageConnection?: TicketMessageConnectionResolvers<ContextType>;
  TicketMessageEdge?: TicketMessageEdgeResolvers<ContextType>;
  TicketMessagePending?: TicketMessagePendingResolvers<ContextType>;
  TicketMessagePosted?: TicketMessagePostedResolvers<ContextType>;
  TicketOpened?: TicketOpenedResolvers<ContextType>;
  TicketPending?: TicketPendingResolvers<ContextType>;
  TicketRefused?: TicketRefusedResolvers<ContextType>;
  TicketStatusChange?: TicketStatusChangeResolvers<ContextType>;
  TicketStatusChangeConnection?: TicketStatusChangeConnectionResolvers<ContextType>;
  TicketStatusChangeEdge?: TicketStatusChangeEdgeResolvers<ContextType>;
  Transaction?: TransactionResolvers<ContextType>;
  TransactionConnection?: TransactionConnectionResolvers<ContextType>;
  TransactionEdge?: TransactionEdgeResolvers<ContextType>;
  Transfer?: TransferResolvers<ContextType>;
  TransferCase?: TransferCaseResolvers<ContextType>;
  TransferCaseConnection?: TransferCaseConnectionResolvers<ContextType>;
  TransferCaseEdge?: TransferCaseEdgeResolvers<ContextType>;
  TransferConflict?: TransferConflictResolvers<ContextType>;
  TransferConnection?: TransferConnectionResolvers<ContextType>;
  TransferDone?: TransferDoneResolvers<ContextType>;
  TransferEdge?: TransferEdgeResolvers<ContextType>;
  TransferPending?: TransferPendingResolvers<ContextType>;
  TransferRefused?: TransferRefusedResolvers<ContextType>;
  TransferResolutionRefused?: TransferResolutionRefusedResolvers<ContextType>;
  TransferResolved?: TransferResolvedResolvers<ContextType>;
  TransferResult?: TransferResultResolvers<ContextType>;
  TvChannel?: TvChannelResolvers<ContextType>;
  TvPackage?: TvPackageResolvers<ContextType>;
  UnsubscribePayload?: UnsubscribePayloadResolvers<ContextType>;
  UpdateNotificationPreferencesPayload?: UpdateNotificationPreferencesPayloadResolvers<ContextType>;
  UpdateProfilePayload?: UpdateProfilePayloadResolvers<ContextType>;
  UpdateSettingsPayload?: UpdateSettingsPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Visit?: VisitResolvers<ContextType>;
  VisitCancelled?: VisitCancelledResolvers<ContextType>;
  VisitConnection?: VisitConnectionResolvers<ContextType>;
  VisitEdge?: VisitEdgeResolvers<ContextType>;
  VisitRefused?: VisitRefusedResolvers<ContextType>;
  VisitRequested?: VisitRequestedResolvers<ContextType>;
  VisitSlot?: VisitSlotResolvers<ContextType>;
  VisitSlotConnection?: VisitSlotConnectionResolvers<ContextType>;
  VisitSlotEdge?: VisitSlotEdgeResolvers<ContextType>;
  VisitSlotRemoved?: VisitSlotRemovedResolvers<ContextType>;
  VisitSlotsOpened?: VisitSlotsOpenedResolvers<ContextType>;
  WithdrawForumPostPayload?: WithdrawForumPostPayloadResolvers<ContextType>;
};

