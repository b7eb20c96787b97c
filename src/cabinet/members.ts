import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import type { InvitationOrder } from '../auth/codes.ts'
import { networkOf } from '../auth/network-of.ts'
import type { AccountRef } from '../domain/account.ts'
import { readEmail } from '../domain/email.ts'
import type { TextLanguage } from '../domain/localized-text.ts'
import {
  MAX_MEMBERS,
  MAX_OPEN_INVITATIONS,
  type Member,
  type MemberRight,
  normalizeRights,
  type OpenInvitation,
} from '../domain/member.ts'
import type { Channel } from '../domain/message.ts'
import { readPhone } from '../domain/phone.ts'
import { isUuid } from '../domain/uuid.ts'
import { ownsAccount } from '../domain/viewer.ts'
import { type CabinetDesk, type CabinetRequest, entryOf, mask, type Take, takeTries } from './desk.ts'
import { type Refused, refuse, refuseWithoutPassword, tellHolder, type ViewerRequest } from './member-guard.ts'
import { readLine } from './text.ts'

const INVITATION_MS = 7 * 86_400_000
const MAX_ACCEPTANCES_PER_HOUR = 20

export type InviteVerdict =
  | {
      readonly kind: 'invited'
      readonly code: string
      readonly expiresAt: number
      readonly rights: readonly MemberRight[]
      /** By which way the code goes out as well. */
      readonly channel: Channel | null
    }
  | Refused
export type MemberVerdict = { readonly kind: 'member'; readonly member: Member } | Refused
export type RevokeInvitationVerdict = { readonly kind: 'revoked_invitation'; readonly invitationId: string } | Refused
export type RevokeVerdict = { readonly kind: 'revoked'; readonly memberId: string } | Refused

export interface WantedMember {
  readonly account: AccountRef | null
  readonly name: string
  readonly rights: readonly MemberRight[]
  /** Where to the code goes as well; at most one of them. */
  readonly phone: string | null
  readonly email: string | null
  /** Of the message. */
  readonly language: TextLanguage
  /** Of whoever is signed in. */
  readonly currentPassword: string | null
}

/**
 * The owner invites somebody. The code is told once, and kept as a hash: whoever brings it, signed in, becomes a member. A
 * message takes it to what the owner typed, whoever that is: nobody learns whether there is a login behind it.
 */
export async function inviteMember(
  desk: CabinetDesk,
  wanted: WantedMember,
  request: ViewerRequest,
): Promise<InviteVerdict> {
  const { account } = wanted
  if (account === null || !ownsAccount(request.viewer, account.id)) return refuse('NOT_FOUND', 'accountId')
  if (account.kind !== 'ORGANIZATION') return refuse('NOT_AN_ORGANIZATION', 'accountId')
  const name = readLine(wanted.name, { min: 2, max: 100 })
  if (name === null) return refuse('INVALID_VALUE', 'name')
  const sending = readSending(desk, wanted)
  if (sending !== null && 'reason' in sending) return sending
  const { currentPassword } = wanted
  const refusal = await refuseWithoutPassword(desk, { currentPassword, act: 'member-invitation' }, request)
  if (refusal !== null) return refusal
  const take = sending === null ? TAKEN : await takeMessage(desk, { accountId: account.id, to: sending.to }, request)
  if (take.kind === 'too_many_tries') return { ...refuse('TOO_MANY_TRIES', null), ...take, kind: 'refused' }
  const code = randomBytes(CODE_BYTES).toString('base64url')
  const createdAt = desk.now()
  const expiresAt = createdAt + INVITATION_MS
  const rights = normalizeRights(wanted.rights)
  const { id, kind, number, keys } = account
  const invitation = { account: { id, kind, number, keys }, name, rights, createdAt, expiresAt, codeHash: hashOf(code) }
  const audit = entryOf(desk, { act: 'member-invitation', object: `account:${id}`, outcome: rights.join(' ') }, request)
  const { invitations } = desk
  const message = sending && invitations.write({ ...sending, code, language: wanted.language }, audit)
  const options = { maxOpen: MAX_OPEN_INVITATIONS, audit, message, maxWaiting: invitations.maxWaiting }
  const kept = await desk.store.members.invite(invitation, options, request.call)
  if (kept === 'too_many_open') return refuse('TOO_MANY_MEMBERS', null)
  if (kept === 'too_many_waiting') return { ...refuse('TOO_MANY_TRIES', null), retryAfterSeconds: 60 }
  if (message !== null) invitations.nudge()
  await tellHolder(desk, { account, topic: 'invitation', act: 'member-invitation' }, request)
  return { kind: 'invited', code, expiresAt, rights, channel: sending?.channel ?? null }
}

const CODE_BYTES = 20
const MAX_MESSAGES_PER_ACCOUNT = 20
const MAX_MESSAGES_PER_RECIPIENT = 3
const TAKEN: Take = { kind: 'taken' }

function readSending(
  { invitations }: CabinetDesk,
  { phone, email }: WantedMember,
): Pick<InvitationOrder['invitation'], 'channel' | 'to'> | Refused | null {
  if (phone === null && email === null) return null
  if (phone !== null && email !== null) return refuse('INVALID_VALUE', 'email')
  const [channel, field, to] =
    phone === null
      ? (['EMAIL', 'email', email === null ? null : readEmail(email)] as const)
      : (['SMS', 'phone', readPhone(phone)] as const)
  if (to === null) return refuse('INVALID_VALUE', field)
  return invitations.channels.includes(channel) ? { channel, to } : refuse('NOT_SUPPORTED', field)
}

/** Nobody is buried in invitations, whoever sends them. */
function takeMessage(
  desk: CabinetDesk,
  { accountId, to }: { accountId: string; to: string },
  request: CabinetRequest,
): Promise<Take> {
  const act = 'member-invitation'
  const recipient = mask(desk, 'invited', to.toLowerCase())
  return takeTries(desk, request, [
    { act, subject: `invitations:${accountId}`, max: MAX_MESSAGES_PER_ACCOUNT },
    { act, subject: `invited:${recipient}`, max: MAX_MESSAGES_PER_RECIPIENT },
  ])
}

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
  const ownAccountIds = request.viewer.accounts.map(({ id }) => id).filter((id) => ownsAccount(request.viewer, id))
  const person = { memberId, role, subjectId, ownAccountIds }
  const use = { codeHash: hashOf(code.trim()), ...person, now: desk.now(), maxMembers: MAX_MEMBERS }
  const audit = entryOf(desk, { act: 'member-acceptance', object: `member:${memberId}`, outcome: 'accepted' }, request)
  const verdict = await desk.store.members.accept(use, audit, request.call)
  switch (verdict.kind) {
    case 'accepted':
      if (!verdict.isRepeat) {
        const { account } = verdict.member
        await tellHolder(desk, { account, topic: 'member', act: 'member-acceptance' }, request)
      }
      return { kind: 'member', member: verdict.member }
    case 'unknown':
      return refuse('CODE_NOT_VALID', 'code')
    case 'own':
      return refuse('OWN_ACCOUNT', 'code')
    case 'too_many':
      return refuse('TOO_MANY_MEMBERS', null)
  }
}

export interface WantedRights {
  readonly memberId: string
  /** All that he may do from now on. */
  readonly rights: readonly MemberRight[]
  /** Of whoever is signed in; needed for more rights than before. */
  readonly currentPassword: string | null
}

/** Fewer rights are given in a hurry; more of them take the password. */
export async function grantMemberRights(
  desk: CabinetDesk,
  wanted: WantedRights,
  request: ViewerRequest,
): Promise<MemberVerdict> {
  const found = await findOwnMember(desk, wanted.memberId, request)
  if (found === null) return refuse('NOT_FOUND', 'memberId')
  const rights = normalizeRights(wanted.rights)
  const isMore = rights.some((right) => !found.rights.includes(right))
  const { currentPassword } = wanted
  const refusal = isMore ? await refuseWithoutPassword(desk, { currentPassword, act: 'member-rights' }, request) : null
  if (refusal !== null) return refusal
  const audit = entryOf(
    desk,
    { act: 'member-rights', object: `member:${found.id}`, outcome: rights.join(' ') },
    request,
  )
  const change = { id: found.id, accountId: found.account.id, rights }
  const member = await desk.store.members.grant(change, audit, request.call)
  if (member === null) return refuse('NOT_FOUND', 'memberId')
  if (isMore) await tellHolder(desk, { account: found.account, topic: 'member', act: 'member-rights' }, request)
  return { kind: 'member', member }
}

/** Repeating it finds nobody any more, and that is what was wanted. */
export async function revokeMember(
  desk: CabinetDesk,
  memberId: string,
  request: ViewerRequest,
): Promise<RevokeVerdict> {
  const found = await findOwnMember(desk, memberId, request)
  if (found === null) return refuse('NOT_FOUND', 'memberId')
  const audit = entryOf(desk, { act: 'member-removal', object: `member:${found.id}`, outcome: 'removed' }, request)
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

/** The invitations of an account that nobody has used yet, for its owner; null for everybody else. */
export async function listInvitations(
  desk: CabinetDesk,
  accountId: string,
  request: ViewerRequest,
): Promise<readonly OpenInvitation[] | null> {
  if (!ownsAccount(request.viewer, accountId)) return null
  return desk.store.members.listInvitations({ accountId, now: desk.now() }, request.call)
}

/** Its code works no more. Repeating it finds nothing any more, and that is what was wanted. */
export async function revokeInvitation(
  desk: CabinetDesk,
  { accountId, invitationId }: { readonly accountId: string | null; readonly invitationId: string },
  request: ViewerRequest,
): Promise<RevokeInvitationVerdict> {
  if (accountId === null || !ownsAccount(request.viewer, accountId)) return refuse('NOT_FOUND', 'accountId')
  if (!/^[\w-]{43}$/.test(invitationId)) return refuse('NOT_FOUND', 'invitationId')
  const act = { act: 'member-invitation', object: `account:${accountId}`, outcome: 'revoked' }
  const key = { id: invitationId, accountId }
  const isRevoked = await desk.store.members.revokeInvitation(key, entryOf(desk, act, request), request.call)
  return isRevoked ? { kind: 'revoked_invitation', invitationId } : refuse('NOT_FOUND', 'invitationId')
}

async function findOwnMember(
  { store }: CabinetDesk,
  memberId: string,
  { viewer, call }: ViewerRequest,
): Promise<Member | null> {
  if (!isUuid(memberId)) return null
  const member = await store.members.find(memberId, call)
  return member !== null && ownsAccount(viewer, member.account.id) ? member : null
}

function hashOf(code: string): string {
  return createHash('sha256').update(`invitation:${code}`).digest('base64url')
}
