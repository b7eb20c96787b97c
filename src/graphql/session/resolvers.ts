import type { OpenSession, RefreshVerdict, SignInVerdict } from '../../auth/auth.ts'
import { formatInstant } from '../../domain/date.ts'
import type { MutationResolvers, QueryResolvers, ResolversTypes } from '../../generated/schema.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { requireViewer } from '../viewer.ts'
import { writeUserError } from './user-errors.ts'

export const sessionQueries: Pick<QueryResolvers, 'viewer'> = {
  viewer: (_parent, _args, { authentication }) => (authentication.kind === 'viewer' ? authentication.viewer : null),
}

export const sessionMutations: Required<Pick<MutationResolvers, 'refreshSession' | 'signIn' | 'signOut'>> = {
  signIn: async (_parent, { input }, context) => {
    const { login, password } = input
    const verdict = await context.auth.signIn({ login, password }, { caller: context.caller, call: context.call })
    return writeVerdict(verdict, context)
  },
  refreshSession: async (_parent, { input: { refreshToken } }, context) => {
    const verdict = await context.auth.refreshSession({ refreshToken }, { caller: context.caller, call: context.call })
    return writeVerdict(verdict, context)
  },
  signOut: async (_parent, _args, context) => {
    await context.auth.signOut(requireViewer(context), context.caller)
    return { signedOut: true }
  },
}

export const sessionResolvers: Complete<'Viewer'> = {
  Viewer: {
    accounts: (viewer) => viewer.accounts.map((account) => ({ ...account, viewer })),
  },
}

type SessionPayload = Omit<Awaited<ResolversTypes['SignInPayload']>, '__typename'>
type Session = Awaited<ResolversTypes['Session']>

const CODE_BY_VERDICT = {
  wrong_credentials: 'WRONG_CREDENTIALS',
  invalid_value: 'INVALID_VALUE',
  too_many_tries: 'TOO_MANY_TRIES',
  session_ended: 'SESSION_ENDED',
  billing_unavailable: 'BILLING_UNAVAILABLE',
} as const

/** Signing in and refreshing answer alike: a session, or why there is none. */
function writeVerdict(verdict: SignInVerdict | RefreshVerdict, context: GraphqlContext): SessionPayload {
  if (verdict.kind === 'opened' || verdict.kind === 'refreshed') {
    return { session: writeSession(verdict.session, context), userErrors: [] }
  }
  const refreshField = verdict.kind === 'session_ended' ? 'refreshToken' : null
  const field = verdict.kind === 'invalid_value' ? verdict.field : refreshField
  return {
    session: null,
    userErrors: [writeUserError(CODE_BY_VERDICT[verdict.kind], context.language, field)],
    retryAfterSeconds: verdict.kind === 'too_many_tries' ? verdict.retryAfterSeconds : null,
  }
}

export function writeSession(session: OpenSession, { timeZone }: GraphqlContext): Session {
  return {
    accessToken: session.accessToken,
    accessTokenExpiresAt: formatInstant(session.accessTokenExpiresAt, timeZone),
    refreshToken: session.refreshToken,
    refreshTokenExpiresAt: formatInstant(session.refreshTokenExpiresAt, timeZone),
    viewer: session.viewer,
  }
}
