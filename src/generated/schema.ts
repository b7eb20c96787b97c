import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ViewedAccount as ViewedAccountParent, ObservedAccount as ObservedAccountParent, ObservedPerson as ObservedPersonParent, ObservedOrganization as ObservedOrganizationParent } from '../graphql/account/loaders.ts';
import type { ObservedAgreement as ObservedAgreementParent } from '../graphql/agreement/loaders.ts';
import type { ViewedService as ViewedServiceParent } from '../graphql/service/loaders.ts';
import type { ObservedTariff as ObservedTariffParent } from '../graphql/tariff/loaders.ts';
import type { ObservedPayment as ObservedPaymentParent } from '../graphql/payment/loaders.ts';
import type { Money as MoneyParent } from '../domain/money.ts';
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

/**
 * A billing account: one agreement, one balance. Fields that need their own call to the billing system are nullable, so that one
 * that fails leaves the others readable.
 */
export type Account = {
  /** The agreement behind the account. */
  readonly agreement?: Maybe<Agreement>;
  /** When the billing system said so (status and balance). */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** What was paid in, what was charged, and what is left. */
  readonly balance?: Maybe<Balance>;
  /** How old status and balance are. */
  readonly freshness?: Maybe<Freshness>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** The contract number that the subscriber knows and pays to. Text: it may begin with zeros. */
  readonly number: Scalars['String']['output'];
  /** The payments received, newest first in the order of posting. */
  readonly payments?: Maybe<PaymentConnection>;
  /** All services of the account, terminated ones included; at most 50. */
  readonly services?: Maybe<ReadonlyArray<Service>>;
  /** Whether services are given. */
  readonly status?: Maybe<AccountStatus>;
};


/**
 * A billing account: one agreement, one balance. Fields that need their own call to the billing system are nullable, so that one
 * that fails leaves the others readable.
 */
export type AccountPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
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

/** The contract behind an account. */
export type Agreement = {
  readonly __typename?: 'Agreement';
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** The day it was concluded. */
  readonly concludedOn: Scalars['Date']['output'];
  /** The last day of a fixed term, or null when it has no end. */
  readonly endsOn?: Maybe<Scalars['Date']['output']>;
  /** How old the data is. */
  readonly freshness: Freshness;
  /** The contract number. */
  readonly number: Scalars['String']['output'];
  /** Whether the contract is in force. */
  readonly status: AgreementStatus;
};

/** Whether a contract is in force. */
export type AgreementStatus =
  /** In force. */
  | 'ACTIVE'
  /** Ended. */
  | 'TERMINATED'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/** The money of an account. `amount` is always `credited` − `spent`. */
export type Balance = {
  readonly __typename?: 'Balance';
  /** What is left; negative is debt. */
  readonly amount: Money;
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** How far below zero the balance may go before services are suspended. */
  readonly creditLimit: Money;
  /** Everything paid in since the agreement began. */
  readonly credited: Money;
  /** How old the figures are. */
  readonly freshness: Freshness;
  /** Everything charged since the agreement began. */
  readonly spent: Money;
};

/** What the connected billing system can do. */
export type Capabilities = {
  readonly __typename?: 'Capabilities';
  /** Payments can be listed. */
  readonly payments: Scalars['Boolean']['output'];
  /** Services can be listed. */
  readonly services: Scalars['Boolean']['output'];
  /** Tariffs can be read. */
  readonly tariffs: Scalars['Boolean']['output'];
};

/** ISO 4217 currency codes that the provider works with. */
export type CurrencyCode =
  /** Euro. */
  | 'EUR'
  /** Russian rouble. */
  | 'RUB'
  /** United States dollar. */
  | 'USD';

/** How old a piece of data is. */
export type Freshness =
  /** Read a short while ago and kept. */
  | 'CACHED'
  /** Just read from the billing system. */
  | 'LIVE'
  /** The billing system does not answer; this is the last that is known. */
  | 'STALE';

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
  /**
   * Exchanges a refresh token for a new pair. Each refresh token works once: using one a second time ends the whole session,
   * since somebody else may hold it. One in an operation.
   */
  readonly refreshSession: RefreshSessionPayload;
  /**
   * Opens a session with the login (usually the contract number) and the password that the provider's office issued. There is no
   * sign-up: a concluded agreement comes first. At most 20 tries per login and hour, and one in an operation. Repeating it opens
   * another session.
   */
  readonly signIn: SignInPayload;
  /** Ends the session of the access token in the request. Its tokens stop working within five seconds; repeating it with them finds nobody signed in (`UNAUTHENTICATED`). */
  readonly signOut: SignOutPayload;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


/** The mutations. Each tells its idempotency policy in its description. */
export type MutationSignInArgs = {
  input: SignInInput;
};

/** An object with a global id. */
export type Node = {
  /** Opaque global id. Keep it as it is; it grants no access by itself. */
  readonly id: Scalars['ID']['output'];
};

/** The account of an organisation or a sole trader. */
export type OrganizationAccount = Account & Node & {
  readonly __typename?: 'OrganizationAccount';
  /** The agreement behind the account. */
  readonly agreement?: Maybe<Agreement>;
  /** When the billing system said so (status and balance). */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** What was paid in, what was charged, and what is left. */
  readonly balance?: Maybe<Balance>;
  /** How old status and balance are. */
  readonly freshness?: Maybe<Freshness>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** The contract number that the subscriber knows and pays to. Text: it may begin with zeros. */
  readonly number: Scalars['String']['output'];
  /** The payments received, newest first in the order of posting. */
  readonly payments?: Maybe<PaymentConnection>;
  /** The organisation that holds the agreement. */
  readonly profile?: Maybe<OrganizationProfile>;
  /** All services of the account, terminated ones included; at most 50. */
  readonly services?: Maybe<ReadonlyArray<Service>>;
  /** Whether services are given. */
  readonly status?: Maybe<AccountStatus>;
};


/** The account of an organisation or a sole trader. */
export type OrganizationAccountPaymentsArgs = {
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

/** Money received for an account. */
export type Payment = Node & {
  readonly __typename?: 'Payment';
  /** How much. */
  readonly amount: Money;
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** The payer's own id of this payment, e.g. a terminal's receipt number. */
  readonly externalId?: Maybe<Scalars['String']['output']>;
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
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/** Whether a payment counts. */
export type PaymentStatus =
  /** The payment was taken back. */
  | 'CANCELED'
  /** The money is on the account. */
  | 'DONE'
  /** The billing system says something that this gateway does not know yet. */
  | 'UNKNOWN';

/** The account of a person. */
export type PersonAccount = Account & Node & {
  readonly __typename?: 'PersonAccount';
  /** The agreement behind the account. */
  readonly agreement?: Maybe<Agreement>;
  /** When the billing system said so (status and balance). */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** What was paid in, what was charged, and what is left. */
  readonly balance?: Maybe<Balance>;
  /** How old status and balance are. */
  readonly freshness?: Maybe<Freshness>;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** The contract number that the subscriber knows and pays to. Text: it may begin with zeros. */
  readonly number: Scalars['String']['output'];
  /** The payments received, newest first in the order of posting. */
  readonly payments?: Maybe<PaymentConnection>;
  /** The person who holds the agreement. */
  readonly profile?: Maybe<PersonProfile>;
  /** All services of the account, terminated ones included; at most 50. */
  readonly services?: Maybe<ReadonlyArray<Service>>;
  /** Whether services are given. */
  readonly status?: Maybe<AccountStatus>;
};


/** The account of a person. */
export type PersonAccountPaymentsArgs = {
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

/** The queries. Every field is guarded: what is not yours looks absent. */
export type Query = {
  readonly __typename?: 'Query';
  /** An account by its global id, or null when it is absent or not yours. */
  readonly account?: Maybe<Account>;
  /** What the connected billing system can do. Hide what it cannot. */
  readonly capabilities: Capabilities;
  /** Any object by its global id, or null when it is absent or not yours. */
  readonly node?: Maybe<Node>;
  /** A payment by its global id, or null when it is absent or not yours. */
  readonly payment?: Maybe<Payment>;
  /** Who is asking, or null without an access token. A token that is expired or invalid is an error. */
  readonly viewer?: Maybe<Viewer>;
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** The queries. Every field is guarded: what is not yours looks absent. */
export type QueryPaymentArgs = {
  id: Scalars['ID']['input'];
};

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
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** The day it was connected, or null when the billing system does not know. */
  readonly connectedOn?: Maybe<Scalars['Date']['output']>;
  /** How old the data is. */
  readonly freshness: Freshness;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** What is given. */
  readonly kind: TariffKind;
  /** Whether it is given now. */
  readonly status: ServiceStatus;
  /** The price plan, or null when the billing system does not answer. */
  readonly tariff?: Maybe<Tariff>;
};

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

/** Login and password. */
export type SignInInput = {
  /** The login, usually the contract number; 1–64 characters. */
  readonly login: Scalars['String']['input'];
  /** The password; 1–256 characters. */
  readonly password: Scalars['String']['input'];
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

/** The answer to `signOut`. */
export type SignOutPayload = {
  readonly __typename?: 'SignOutPayload';
  /** True when the session is ended. */
  readonly signedOut: Scalars['Boolean']['output'];
};

/** A price plan. */
export type Tariff = Node & {
  readonly __typename?: 'Tariff';
  /** When the billing system said so. */
  readonly asOf: Scalars['DateTime']['output'];
  /** How old the data is. */
  readonly freshness: Freshness;
  /** Opaque global id. */
  readonly id: Scalars['ID']['output'];
  /** What it is for. */
  readonly kind: TariffKind;
  /** The fee of a whole month. */
  readonly monthlyFee: Money;
  /** The name that the provider gave it. */
  readonly name: Scalars['String']['output'];
  /** Downstream speed in megabits per second; null where speed means nothing. */
  readonly speedMbps?: Maybe<Scalars['Int']['output']>;
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




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Account:
    | ( ViewedAccountParent )
    | ( ViewedAccountParent )
  ;
  Node:
    | ( ViewedAccountParent )
    | ( ObservedPaymentParent )
    | ( ViewedAccountParent )
    | ( ViewedServiceParent )
    | ( ObservedTariffParent )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<ViewedAccountParent>;
  AccountStatus: AccountStatus;
  Agreement: ResolverTypeWrapper<ObservedAgreementParent>;
  AgreementStatus: AgreementStatus;
  Balance: ResolverTypeWrapper<ObservedAccountParent>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Capabilities: ResolverTypeWrapper<Capabilities>;
  CurrencyCode: CurrencyCode;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Freshness: Freshness;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Money: ResolverTypeWrapper<MoneyParent>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OrganizationAccount: ResolverTypeWrapper<ViewedAccountParent>;
  OrganizationProfile: ResolverTypeWrapper<ObservedOrganizationParent>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Payment: ResolverTypeWrapper<ObservedPaymentParent>;
  PaymentConnection: ResolverTypeWrapper<Omit<PaymentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['PaymentEdge']>, nodes: ReadonlyArray<ResolversTypes['Payment']> }>;
  PaymentEdge: ResolverTypeWrapper<Omit<PaymentEdge, 'node'> & { node: ResolversTypes['Payment'] }>;
  PaymentMethod: PaymentMethod;
  PaymentStatus: PaymentStatus;
  PersonAccount: ResolverTypeWrapper<ViewedAccountParent>;
  PersonProfile: ResolverTypeWrapper<ObservedPersonParent>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: ResolverTypeWrapper<Omit<RefreshSessionPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  Role: Role;
  Service: ResolverTypeWrapper<ViewedServiceParent>;
  ServiceStatus: ServiceStatus;
  Session: ResolverTypeWrapper<Omit<Session, 'viewer'> & { viewer: ResolversTypes['Viewer'] }>;
  SignInInput: SignInInput;
  SignInPayload: ResolverTypeWrapper<Omit<SignInPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  SignOutPayload: ResolverTypeWrapper<SignOutPayload>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Tariff: ResolverTypeWrapper<ObservedTariffParent>;
  TariffKind: TariffKind;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<ViewerParent>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: ViewedAccountParent;
  Agreement: ObservedAgreementParent;
  Balance: ObservedAccountParent;
  Boolean: Scalars['Boolean']['output'];
  Capabilities: Capabilities;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  Money: MoneyParent;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  OrganizationAccount: ViewedAccountParent;
  OrganizationProfile: ObservedOrganizationParent;
  PageInfo: PageInfo;
  Payment: ObservedPaymentParent;
  PaymentConnection: Omit<PaymentConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['PaymentEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Payment']> };
  PaymentEdge: Omit<PaymentEdge, 'node'> & { node: ResolversParentTypes['Payment'] };
  PersonAccount: ViewedAccountParent;
  PersonProfile: ObservedPersonParent;
  Query: Record<PropertyKey, never>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: Omit<RefreshSessionPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  Service: ViewedServiceParent;
  Session: Omit<Session, 'viewer'> & { viewer: ResolversParentTypes['Viewer'] };
  SignInInput: SignInInput;
  SignInPayload: Omit<SignInPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  SignOutPayload: SignOutPayload;
  String: Scalars['String']['output'];
  Tariff: ObservedTariffParent;
  UserError: UserError;
  Viewer: ViewerParent;
};

export type AccountResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  __resolveType: TypeResolveFn<'OrganizationAccount' | 'PersonAccount', ParentType, ContextType>;
};

export type AgreementResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Agreement'] = ResolversParentTypes['Agreement']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  concludedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  endsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AgreementStatus'], ParentType, ContextType>;
};

export type BalanceResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Balance'] = ResolversParentTypes['Balance']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  creditLimit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credited?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  spent?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type CapabilitiesResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Capabilities'] = ResolversParentTypes['Capabilities']> = {
  payments?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  services?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  tariffs?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
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

export type MoneyResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  refreshSession?: Resolver<ResolversTypes['RefreshSessionPayload'], ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  signIn?: Resolver<ResolversTypes['SignInPayload'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signOut?: Resolver<ResolversTypes['SignOutPayload'], ParentType, ContextType>;
};

export type NodeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'OrganizationAccount' | 'Payment' | 'PersonAccount' | 'Service' | 'Tariff', ParentType, ContextType>;
};

export type OrganizationAccountResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['OrganizationAccount'] = ResolversParentTypes['OrganizationAccount']> = {
  agreement?: Resolver<Maybe<ResolversTypes['Agreement']>, ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  balance?: Resolver<Maybe<ResolversTypes['Balance']>, ParentType, ContextType>;
  freshness?: Resolver<Maybe<ResolversTypes['Freshness']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payments?: Resolver<Maybe<ResolversTypes['PaymentConnection']>, ParentType, ContextType, RequireFields<OrganizationAccountPaymentsArgs, 'first'>>;
  profile?: Resolver<Maybe<ResolversTypes['OrganizationProfile']>, ParentType, ContextType>;
  services?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Service']>>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['AccountStatus']>, ParentType, ContextType>;
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

export type PaymentResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
  paidAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
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

export type PersonAccountResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PersonAccount'] = ResolversParentTypes['PersonAccount']> = {
  agreement?: Resolver<Maybe<ResolversTypes['Agreement']>, ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  balance?: Resolver<Maybe<ResolversTypes['Balance']>, ParentType, ContextType>;
  freshness?: Resolver<Maybe<ResolversTypes['Freshness']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payments?: Resolver<Maybe<ResolversTypes['PaymentConnection']>, ParentType, ContextType, RequireFields<PersonAccountPaymentsArgs, 'first'>>;
  profile?: Resolver<Maybe<ResolversTypes['PersonProfile']>, ParentType, ContextType>;
  services?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Service']>>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['AccountStatus']>, ParentType, ContextType>;
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

export type QueryResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'id'>>;
  capabilities?: Resolver<ResolversTypes['Capabilities'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentArgs, 'id'>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type RefreshSessionPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RefreshSessionPayload'] = ResolversParentTypes['RefreshSessionPayload']> = {
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ServiceResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Service'] = ResolversParentTypes['Service']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  connectedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TariffKind'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ServiceStatus'], ParentType, ContextType>;
  tariff?: Resolver<Maybe<ResolversTypes['Tariff']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refreshTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export type SignInPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['SignInPayload'] = ResolversParentTypes['SignInPayload']> = {
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SignOutPayloadResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['SignOutPayload'] = ResolversParentTypes['SignOutPayload']> = {
  signedOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type TariffResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Tariff'] = ResolversParentTypes['Tariff']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TariffKind'], ParentType, ContextType>;
  monthlyFee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  speedMbps?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type Resolvers<ContextType = GraphqlContext> = {
  Account?: AccountResolvers<ContextType>;
  Agreement?: AgreementResolvers<ContextType>;
  Balance?: BalanceResolvers<ContextType>;
  Capabilities?: CapabilitiesResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  OrganizationAccount?: OrganizationAccountResolvers<ContextType>;
  OrganizationProfile?: OrganizationProfileResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentConnection?: PaymentConnectionResolvers<ContextType>;
  PaymentEdge?: PaymentEdgeResolvers<ContextType>;
  PersonAccount?: PersonAccountResolvers<ContextType>;
  PersonProfile?: PersonProfileResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RefreshSessionPayload?: RefreshSessionPayloadResolvers<ContextType>;
  Service?: ServiceResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SignInPayload?: SignInPayloadResolvers<ContextType>;
  SignOutPayload?: SignOutPayloadResolvers<ContextType>;
  Tariff?: TariffResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

