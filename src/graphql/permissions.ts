import { asksWhoTheyAre, holdsTheObject, isPublic, isSignedIn, readsAccounts } from './rules.ts'
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
    capabilities: isPublic,
    node: readsAccounts,
    payment: readsAccounts,
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
  Money: holdsTheObject,
  OrganizationAccount: holdsTheObject,
  OrganizationProfile: holdsTheObject,
  PageInfo: holdsTheObject,
  Payment: holdsTheObject,
  PaymentConnection: holdsTheObject,
  PaymentEdge: holdsTheObject,
  PersonAccount: holdsTheObject,
  PersonProfile: holdsTheObject,
  RefreshSessionPayload: holdsTheObject,
  Service: holdsTheObject,
  Session: holdsTheObject,
  SignInPayload: holdsTheObject,
  SignOutPayload: holdsTheObject,
  Tariff: holdsTheObject,
  UserError: holdsTheObject,
  Viewer: holdsTheObject,
} satisfies Permissions
