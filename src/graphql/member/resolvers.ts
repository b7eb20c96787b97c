import type { Refused, ViewerRequest } from '../../cabinet/member-guard.ts'
import type { AccountRef } from '../../domain/account.ts'
import { formatInstant } from '../../domain/date.ts'
import { findOwnAccount, seesEveryAccount } from '../../domain/viewer.ts'
import type { MutationResolvers } from '../../generated/schema.ts'
import { writeCabinetRequest } from '../cabinet.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId } from '../ids.ts'
import { typeNameOf } from '../type-name.ts'
import { requireViewer } from '../viewer.ts'
import { MEMBER_TEXTS } from './texts.ts'

export const memberMutations: Required<
  Pick<
    MutationResolvers,
    'acceptInvitation' | 'grantMemberRights' | 'inviteMember' | 'revokeInvitation' | 'revokeMember'
  >
> = {
  inviteMember: async (_parent, { input }, context) => {
    const { accountId, name, rights, phone = null, email = null, currentPassword = null } = input
    const account = await findAccount(accountId, context)
    const wanted = { account, name, rights, phone, email, currentPassword, language: context.language }
    const verdict = await context.cabinet.inviteMember(wanted, writeViewerRequest(context))
    if (verdict.kind === 'refused') return refuse(verdict, context)
    const { code, expiresAt } = verdict
    const until = formatInstant(expiresAt, context.timeZone)
    return { __typename: 'MemberInvited', code, expiresAt: until, rights: verdict.rights, sentBy: verdict.channel }
  },
  acceptInvitation: async (_parent, { input: { code } }, context) => {
    const verdict = await context.cabinet.acceptInvitation(code, writeViewerRequest(context))
    if (verdict.kind === 'refused') return refuse(verdict, context)
    const { account, rights } = verdict.member
    return { __typename: 'InvitationAccepted', accountNumber: account.number, rights }
  },
  grantMemberRights: async (_parent, { input: { memberId, rights, currentPassword = null } }, context) => {
    const verdict = await context.cabinet.grantMemberRights(
      { memberId, rights, currentPassword },
      writeViewerRequest(context),
    )
    if (verdict.kind === 'refused') return refuse(verdict, context)
    return { __typename: 'MemberChanged', member: verdict.member }
  },
  revokeInvitation: async (_parent, { input: { accountId, invitationId } }, context) => {
    const id = readId(accountId)
    const wanted = { accountId: id?.type === 'Account' ? id.accountId : null, invitationId }
    const verdict = await context.cabinet.revokeInvitation(wanted, writeViewerRequest(context))
    return verdict.kind === 'refused' ? refuse(verdict, context) : { __typename: 'InvitationRevoked', invitationId }
  },
  revokeMember: async (_parent, { input: { memberId } }, context) => {
    const verdict = await context.cabinet.revokeMember(memberId, writeViewerRequest(context))
    return verdict.kind === 'refused' ? refuse(verdict, context) : { __typename: 'MemberRevoked', memberId }
  },
}

export const memberResolvers: Complete<
  | 'AcceptInvitationResult'
  | 'InviteMemberResult'
  | 'Member'
  | 'MemberInvitation'
  | 'MemberResult'
  | 'RevokeInvitationResult'
  | 'RevokeMemberResult'
> = {
  AcceptInvitationResult: { __resolveType: typeNameOf },
  InviteMemberResult: { __resolveType: typeNameOf },
  MemberResult: { __resolveType: typeNameOf },
  RevokeInvitationResult: { __resolveType: typeNameOf },
  RevokeMemberResult: { __resolveType: typeNameOf },
  MemberInvitation: {
    createdAt: ({ createdAt }, _args, { timeZone }) => formatInstant(createdAt, timeZone),
    expiresAt: ({ expiresAt }, _args, { timeZone }) => formatInstant(expiresAt, timeZone),
  },
  Member: {
    since: ({ since }, _args, { timeZone }) => formatInstant(since, timeZone),
  },
}

export function writeViewerRequest(context: GraphqlContext): ViewerRequest {
  return { ...writeCabinetRequest(context), viewer: requireViewer(context) }
}

/** With its keys in the other systems, which the member's sessions need. An operator's account is asked for. */
async function findAccount(text: string, context: GraphqlContext): Promise<AccountRef | null> {
  const viewer = requireViewer(context)
  const id = readId(text)
  if (id?.type !== 'Account') return null
  if (!seesEveryAccount(viewer)) return findOwnAccount(viewer, id.accountId)
  return (await context.loaders.accounts.findState(viewer, id.accountId))?.value ?? null
}

function refuse({ reason, field, retryAfterSeconds }: Refused, { language }: GraphqlContext) {
  const message = MEMBER_TEXTS[reason][language]
  const wait = retryAfterSeconds ?? null
  return { __typename: 'MemberRefused', code: reason, field, message, retryAfterSeconds: wait } as const
}
