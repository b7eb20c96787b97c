import { asksWhoTheyAre, holdsTheObject, isPublic, isSignedIn, readsAccounts, servesSubscribers } from './rules.ts'
import type { Permissions } from './shield.ts'

/**
 * Who may ask for what: every type of the schema on one screen. What is not named here is denied, and the gateway does
 * not start. Roots name each field, so that a new query or mutation cannot be open by accident; objects below a root are
 * read by whoever was given them, since loaders give nobody a foreign object.
 *
 * PARTNER stands in no rule but signing out: a terminal network has no business with subscribers' data.
 */
export const permissions = {
  Query: {
    account: readsAccounts,
    accounts: servesSubscribers,
    capabilities: isPublic,
    equipmentOfferings: isPublic,
    node: readsAccounts,
    payment: readsAccounts,
    regions: isPublic,
    serviceOfferings: isPublic,
    tariffs: isPublic,
    ticket: readsAccounts,
    viewer: asksWhoTheyAre,
  },
  Mutation: {
    refreshSession: isPublic,
    signIn: isPublic,
    signOut: isSignedIn,
  },

  Agreement: holdsTheObject,
  Balance: holdsTheObject,
  Capabilities: holdsTheObject,
  Charge: holdsTheObject,
  Device: holdsTheObject,
  EquipmentOffering: holdsTheObject,
  IpAddress: holdsTheObject,
  Money: holdsTheObject,
  Operator: holdsTheObject,
  OrganizationAccount: holdsTheObject,
  OrganizationProfile: holdsTheObject,
  PageInfo: holdsTheObject,
  Payment: holdsTheObject,
  PaymentConnection: holdsTheObject,
  PaymentEdge: holdsTheObject,
  PersonAccount: holdsTheObject,
  PersonProfile: holdsTheObject,
  RefreshSessionPayload: holdsTheObject,
  Region: holdsTheObject,
  Service: holdsTheObject,
  ServiceOffering: holdsTheObject,
  Session: holdsTheObject,
  SignInPayload: holdsTheObject,
  SignOutPayload: holdsTheObject,
  Statement: holdsTheObject,
  StatementEntry: holdsTheObject,
  StatementEntryConnection: holdsTheObject,
  StatementEntryEdge: holdsTheObject,
  Tariff: holdsTheObject,
  TariffConnection: holdsTheObject,
  TariffEdge: holdsTheObject,
  Ticket: holdsTheObject,
  TicketConnection: holdsTheObject,
  TicketEdge: holdsTheObject,
  TicketMessage: holdsTheObject,
  TicketMessageConnection: holdsTheObject,
  TicketMessageEdge: holdsTheObject,
  TransactionConnection: holdsTheObject,
  TransactionEdge: holdsTheObject,
  TvChannel: holdsTheObject,
  TvPackage: holdsTheObject,
  UserError: holdsTheObject,
  Viewer: holdsTheObject,
} satisfies Permissions
