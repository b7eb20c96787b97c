/** What happens when the same mutation arrives twice. */
export type IdempotencyPolicy =
  /** Repeating it changes nothing. */
  | 'no_change'
  /** The second use of the same input is noticed and refused. */
  | 'once_per_input'
  /** Each call does its work anew, and that is harmless. */
  | 'anew'

/** Every mutation has an entry, or the gateway does not start. Money will never be `anew`. */
export const idempotencyPolicies: Readonly<Record<string, IdempotencyPolicy>> = {
  refreshSession: 'once_per_input',
  signIn: 'anew',
  signOut: 'no_change',
}

/** Mutations that test a secret. One operation may hold one of them, so that aliases do not multiply guesses. */
export const SENSITIVE_MUTATIONS: readonly string[] = ['refreshSession', 'signIn']

export const MAX_PAGE_SIZE = 100
export const MAX_SERVICES_PER_ACCOUNT = 50

/** The most elements that each list can have. A list without an entry keeps the gateway from starting. */
export const listBounds: Readonly<Record<string, number>> = {
  'OrganizationAccount.services': MAX_SERVICES_PER_ACCOUNT,
  'PaymentConnection.edges': MAX_PAGE_SIZE,
  'PaymentConnection.nodes': MAX_PAGE_SIZE,
  'PersonAccount.services': MAX_SERVICES_PER_ACCOUNT,
  'RefreshSessionPayload.userErrors': 1,
  'SignInPayload.userErrors': 1,
  'Viewer.accounts': 50,
}
