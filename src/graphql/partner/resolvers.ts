import type { PartnerSignInVerdict } from '../../auth/auth.ts'
import { formatInstant } from '../../domain/date.ts'
import type { MutationResolvers, QueryResolvers, ResolversTypes, UserError } from '../../generated/schema.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { writeUserError } from '../session/user-errors.ts'
import { requirePartner } from '../viewer.ts'

export const partnerQueries: Required<Pick<QueryResolvers, 'partner'>> = {
  partner: (_parent, _args, context) => requirePartner(context),
}

export const partnerMutations: Required<Pick<MutationResolvers, 'signInPartner'>> = {
  signInPartner: async (_parent, { input: { partnerId, secret } }, context) => {
    const { caller, call } = context
    const verdict = await context.auth.signInPartner({ partnerId, secret }, { caller, call })
    return writeVerdict(verdict, context)
  },
}

export const partnerResolvers: Complete<'Partner'> = {
  Partner: {
    partnerId: ({ id }) => id,
  },
}

type SignInPartnerPayload = Omit<Awaited<ResolversTypes['SignInPartnerPayload']>, '__typename'>

function writeVerdict(verdict: PartnerSignInVerdict, context: GraphqlContext): SignInPartnerPayload {
  if (verdict.kind !== 'opened') {
    const retryAfterSeconds = verdict.kind === 'too_many_tries' ? verdict.retryAfterSeconds : null
    return { session: null, userErrors: [writeRefusal(verdict, context)], retryAfterSeconds }
  }
  const { accessToken, accessTokenExpiresAt, partner } = verdict.session
  const session = {
    accessToken,
    accessTokenExpiresAt: formatInstant(accessTokenExpiresAt, context.timeZone),
    partner,
  }
  return { session, userErrors: [] }
}

function writeRefusal(
  verdict: Exclude<PartnerSignInVerdict, { kind: 'opened' }>,
  { language }: GraphqlContext,
): UserError {
  if (verdict.kind === 'invalid_value') return writeUserError('INVALID_VALUE', language, verdict.field)
  if (verdict.kind === 'too_many_tries') return writeUserError('TOO_MANY_TRIES', language)
  return { code: 'WRONG_CREDENTIALS', field: null, message: WRONG_CREDENTIALS[language] }
}

const WRONG_CREDENTIALS = {
  en: 'The partner is not let in: check its id, its secret and the address from which it calls.',
  ru: 'Партнёр не допущен: проверьте идентификатор, секрет и адрес, с которого он обращается.',
} as const
