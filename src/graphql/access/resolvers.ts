import type { AccessRequest, ChangeVerdict, CodeVerdict, CodeWish } from '../../auth/access.ts'
import { formatInstant } from '../../domain/date.ts'
import type { MutationResolvers, QueryResolvers, ResolversTypes } from '../../generated/schema.ts'
import type { GraphqlContext } from '../context.ts'
import { readId } from '../ids.ts'
import { writeSession } from '../session/resolvers.ts'
import { requireViewer } from '../viewer.ts'
import { writeRefusal } from './user-errors.ts'

export const accessQueries: Required<Pick<QueryResolvers, 'sessions'>> = {
  sessions: async (_parent, _args, context) => {
    const listed = await context.access.listSessions(requireViewer(context), context.call)
    return listed.map(({ id, createdAt, lastSeenAt, ...session }) => ({
      ...session,
      sessionId: id,
      createdAt: formatInstant(createdAt, context.timeZone),
      lastSeenAt: formatInstant(lastSeenAt, context.timeZone),
    }))
  },
}

type AccessMutations = Required<
  Pick<
    MutationResolvers,
    | 'changeLogin'
    | 'changePassword'
    | 'proveAgreement'
    | 'requestOneTimePassword'
    | 'requestPasswordReset'
    | 'resetPassword'
    | 'restoreLogin'
    | 'revokeOtherSessions'
    | 'revokeSession'
    | 'setCredentials'
    | 'signInWithOneTimePassword'
  >
>

export const accessMutations: AccessMutations = {
  requestPasswordReset: (_parent, { input: { login, channel, email = null } }, context) =>
    requestCode({ purpose: 'password-reset', login, channel, email }, context),
  requestOneTimePassword: (_parent, { input: { login, channel, email = null } }, context) =>
    requestCode({ purpose: 'one-time-password', login, channel, email }, context),
  proveAgreement: (_parent, { input: { agreementNumber: number, regionId, proof } }, context) => {
    const id = readId(regionId)
    // An id that is none is refused as a value, like an empty one.
    const region = id?.type === 'Region' ? id.regionId : ''
    const { concludedOn, holder } = proof
    return requestCode({ purpose: 'agreement', number, regionId: region, concludedOn, holder }, context)
  },
  resetPassword: async (_parent, { input: { login, code, newPassword } }, context) =>
    writeChange(await context.access.resetPassword({ login, code, newPassword }, requestOf(context)), context),
  setCredentials: async (_parent, { input: { agreementNumber: number, code, login, password } }, context) =>
    writeChange(await context.access.setCredentials({ number, code, login, password }, requestOf(context)), context),
  changePassword: async (_parent, { input: { currentPassword = null, newPassword } }, context) => {
    const input = { currentPassword, newPassword }
    return writeChange(await context.access.changePassword(requireViewer(context), input, requestOf(context)), context)
  },
  changeLogin: async (_parent, { input: { currentPassword, newLogin } }, context) => {
    const input = { currentPassword, newLogin }
    return writeChange(await context.access.changeLogin(requireViewer(context), input, requestOf(context)), context)
  },
  signInWithOneTimePassword: async (_parent, { input: { login, oneTimePassword } }, context) => {
    const verdict = await context.access.signInWithOneTimePassword({ login, oneTimePassword }, requestOf(context))
    if (verdict.kind !== 'opened') {
      return { session: null, ...writeRefusal(verdict, context.language, 'oneTimePassword') }
    }
    const accessTokenExpiresAt = formatInstant(verdict.expiresAt, context.timeZone)
    return { session: { accessToken: verdict.accessToken, accessTokenExpiresAt }, userErrors: [] }
  },
  restoreLogin: async (_parent, { input: { agreementNumber: number, documentReference } }, context) => {
    const input = { number, documentReference }
    const verdict = await context.access.restoreLogin(requireViewer(context), input, requestOf(context))
    if (verdict.kind !== 'restored') return writeRefusal(verdict, context.language)
    const { login, oneTimePassword, expiresAt } = verdict
    return { login, oneTimePassword, expiresAt: formatInstant(expiresAt, context.timeZone), userErrors: [] }
  },
  revokeSession: async (_parent, { input: { sessionId } }, context) => ({
    revoked: await context.access.revokeSession(requireViewer(context), sessionId, requestOf(context)),
  }),
  revokeOtherSessions: async (_parent, _args, context) => ({
    revokedCount: await context.access.revokeOtherSessions(requireViewer(context), requestOf(context)),
  }),
}

function requestOf({ caller, call, language }: GraphqlContext): AccessRequest {
  return { caller, call, language }
}

async function requestCode(wish: CodeWish, context: GraphqlContext) {
  return writeRequested(await context.access.requestCode(wish, requestOf(context)), context)
}

type CodeRequestPayload = Omit<Awaited<ResolversTypes['CodeRequestPayload']>, '__typename'>
type CredentialsPayload = Omit<Awaited<ResolversTypes['CredentialsPayload']>, '__typename'>

function writeRequested(verdict: CodeVerdict, { language }: GraphqlContext): CodeRequestPayload {
  return verdict.kind === 'requested'
    ? { requested: true, expiresInSeconds: verdict.ttlSeconds, userErrors: [] }
    : { requested: false, ...writeRefusal(verdict, language) }
}

function writeChange(verdict: ChangeVerdict, context: GraphqlContext): CredentialsPayload {
  if (verdict.kind !== 'changed') return { changed: false, ...writeRefusal(verdict, context.language) }
  const session = verdict.session === null ? null : writeSession(verdict.session, context)
  return { changed: true, login: verdict.login, session, userErrors: [] }
}
