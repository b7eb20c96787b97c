import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { networkOf } from '../auth/network-of.ts'
import type { AccountRef } from '../domain/account.ts'
import { MAX_MEMBERS, type Member, type MemberRight, normalizeRights } from '../domain/member.ts'
import { ownsAccount, type Viewer } from '../domain/viewer.ts'
import { actorOf, type CabinetDesk, type CabinetRequest, mask, takeTries } from './desk.ts'
import { readLine } from './text.ts'

const INVITATION_MS = 7 * 86_400_000
const MAX_OPEN_INVITATIONS = 20
const MAX_ACCEPTANCES_PER_HOUR = 20

/** A request of somebody who is signed in. */
export type ViewerRequest = CabinetRequest & { readonly viewer: Viewer }

export type MemberRefusal =
  /** There is no such account or member, or not of the viewer's. */
  | 'NOT_FOUND'
  /** Only organisations have members. */
  | 'NOT_AN_ORGANIZATION'
  | 'INVALID_VALUE'
  /** Unknown, expired, or used already. */
  | 'CODE_NOT_VALID'
  | 'TOO_MANY_MEMBERS'
  | 'TOO_MANY_TRIES'

export type Refused = {
  readonly kind: 'refused'
  readonly reason: MemberRefusal
  readonly field: string | null
  readonly retryAfterSeconds?: number
}

export type InviteVerdict =
  | {
      readonly kind: 'invited'
      readonly code: string
      readonly expiresAt: number
      readonly rights: readonly MemberRight[]
    }
  | Refused
export type MemberVerdict = { readonly kind: 'member'; readonly member: Member } | Refused
export type RevokeVerdict = { readonly kind: 'revoked'; readonly memberId: string } | Refused

/** The owner invites somebody. The code is told once, and kept as a hash: whoever brings it, signed in, becomes a member. */
export async function inviteMember(
  desk: CabinetDesk,
  wanted: { readonly account: AccountRef | null; readonly name: string; readonly rights: readonly MemberRight[] },
  request: ViewerRequest,
): Promise<InviteVerdict> {
  const { account } = wanted
  if (account === null || !ownsAccount(request.viewer, account.id)) return refuse('NOT_FOUND', 'accountId')
  if (account.kind !== 'ORGANIZATION') return refuse('NOT_AN_ORGANIZATION', 'accountId')
  const name = readLine(wanted.name, { min: 2, max: 100 })
  if (name === null) return refuse('INVALID_VALUE', 'name')
  const code = randomBytes(CODE_BYTES).toString('base64url')
  const createdAt = desk.now()
  const expiresAt = createdAt + INVITATION_MS
  const rights = normalizeRights(wanted.rights)
  const { id, kind, number, keys } = account
  const invitation = { account: { id, kind, number, keys }, name, rights, createdAt, expiresAt, codeHash: hashOf(code) }
  const audit = note(desk, request, { act: 'member-invitation', object: `account:${id}`, outcome: rights.join(' ') })
  const options = { maxOpen: MAX_OPEN_INVITATIONS, audit }
  const isKept = await desk.store.members.invite(invitation, options, request.call)
  return isKept ? { kind: 'invited', code, expiresAt, rights } : refuse('TOO_MANY_MEMBERS', null)
}

const CODE_BYTES = 20

/** Somebody who is signed in with a login of his own brings the code. The same person may bring it again. */
export async function acceptInvitation(
  desk: CabinetDesk,
  code: string,
  request: ViewerRequest,
): Promise<MemberVerdict> {
  const { role, subjectId } = request.viewer
  const network = mask(desk, 'network', networkOf(request.address))
  const take = await takeTries(desk, request, [
    { act: 'member-acceptance', subject: `invitation:${network}`, max: MAX_ACCEPTANCES_PER_HOUR },
  ])
  if (take.kind === 'too_many_tries') return { ...refuse('TOO_MANY_TRIES', null), ...take, kind: 'refused' }
  if (role !== 'SUBSCRIBER' && role !== 'MEMBER') return refuse('CODE_NOT_VALID', 'code')
  const memberId = randomUUIDv7()
  const use = { codeHash: hashOf(code.trim()), memberId, role, subjectId, now: desk.now(), maxMembers: MAX_MEMBERS }
  const audit = note(desk, request, { act: 'member-acceptance', object: `member:${memberId}`, outcome: 'accepted' })
  const verdict = await desk.store.members.accept(use, audit, request.call)
  switch (verdict.kind) {
    case 'accepted':
      return { kind: 'member', member: verdict.member }
    case 'unknown':
      return refuse('CODE_NOT_VALID', 'code')
    case 'too_many':
      return refuse('TOO_MANY_MEMBERS', null)
  }
}

export async function grantMemberRights(
  desk: CabinetDesk,
  wanted: { readonly memberId: string; readonly rights: readonly MemberRight[] },
  request: ViewerRequest,
): Promise<MemberVerdict> {
  const found = await findOwnMember(desk, wanted.memberId, request)
  if (found === null) return refuse('NOT_FOUND', 'memberId')
  const rights = normalizeRights(wanted.rights)
  const audit = note(desk, request, { act: 'member-rights', object: `member:${found.id}`, outcome: rights.join(' ') })
  const change = { id: found.id, accountId: found.account.id, rights }
  const member = await desk.store.members.grant(change, audit, request.call)
  return member === null ? refuse('NOT_FOUND', 'memberId') : { kind: 'member', member }
}

/** Repeating it finds nobody any more, and that is what was wanted. */
export async function revokeMember(
  desk: CabinetDesk,
  memberId: string,
  request: ViewerRequest,
): Promise<RevokeVerdict> {
  const found = await findOwnMember(desk, memberId, request)
  if (found === null) return refuse('NOT_FOUND', 'memberId')
  const audit = note(desk, request, { act: 'member-removal', object: `member:${found.id}`, outcome: 'removed' })
  await desk.store.members.remove({ id: found.id, accountId: found.account.id }, audit, request.call)
  return { kind: 'revoked', memberId: found.id }
}

/** The members of an account, for its owner; null for everybody else. */
export async function listMembers(
  desk: CabinetDesk,
  accountId: string,
  request: ViewerRequest,
): Promise<readonly Member[] | null> {
  if (!ownsAccount(request.viewer, accountId)) return null
  return desk.store.members.listOfAccount(accountId, request.call)
}

async function findOwnMember(
  { store }: CabinetDesk,
  memberId: string,
  { viewer, call }: ViewerRequest,
): Promise<Member | null> {
  if (!/^[\da-f-]{36}$/.test(memberId)) return null
  const member = await store.members.find(memberId, call)
  return member !== null && ownsAccount(viewer, member.account.id) ? member : null
}

function hashOf(code: string): string {
  return createHash('sha256').update(`invitation:${code}`).digest('base64url')
}

function note(
  desk: CabinetDesk,
  request: CabinetRequest,
  act: { readonly act: string; readonly object: string; readonly outcome: string },
) {
  return { at: desk.now(), actor: actorOf(request), ...act, requestId: request.requestId }
}

function refuse(reason: MemberRefusal, field: string | null): Refused {
  return { kind: 'refused', reason, field }
}
