import type { OpenSession, SignInVerdict } from '../../auth/auth.ts'
import { formatInstant } from '../../domain/date.ts'
import type { MutationResolvers, QueryResolvers, Resolvers, ResolversTypes } from '../../generated/schema.ts'
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
    return writeSignIn(verdict, context)
  },
  refreshSession: async (_parent, { input: { refreshToken } }, context) => {
    const { auth, caller, call, language } = context
    const verdict = await auth.refreshSession({ refreshToken }, { caller, call })
    return verdict.kind === 'refreshed'
      ? { session: writeSession(verdict.session, context), userErrors: [] }
      : { session: null, userErrors: [writeUserError('SESSION_ENDED', language, 'refreshToken')] }
  },
  signOut: async (_parent, _args, context) => {
    await context.auth.signOut(requireViewer(context), context.caller)
    return { signedOut: true }
  },
}

export const sessionResolvers: Pick<Resolvers, 'Viewer'> = {
  Viewer: {
    accounts: (viewer) => viewer.accounts.map((account) => ({ ...account, viewer })),
  },
}

type SignInPayload = Awaited<ResolversTypes['SignInPayload']>
type Session = Awaited<ResolversTypes['Session']>

const CODE_BY_VERDICT = {
  wrong_credentials: 'WRONG_CREDENTIALS',
  invalid_value: 'INVALID_VALUE',
  too_many_tries: 'TOO_MANY_TRIES',
  billing_unavailable: 'BILLING_UNAVAILABLE',
} as const

function writeSignIn(verdict: SignInVerdict, context: GraphqlContext): SignInPayload {
  if (verdict.kind === 'opened') return { session: writeSession(verdict.session, context), userErrors: [] }
  const field = verdict.kind === 'invalid_value' ? verdict.field : null
  return {
    session: null,
    userErrors: [writeUserError(CODE_BY_VERDICT[verdict.kind], context.language, field)],
    retryAfterSeconds: verdict.kind === 'too_many_tries' ? verdict.retryAfterSeconds : null,
  }
}

function writeSession(session: OpenSession, { timeZone }: GraphqlContext): Session {
  return {
    accessToken: session.accessToken,
    accessTokenExpiresAt: formatInstant(session.accessTokenExpiresAt, timeZone),
    refreshToken: session.refreshToken,
    refreshTokenExpiresAt: formatInstant(session.refreshTokenExpiresAt, timeZone),
    viewer: session.viewer,
  }
}
