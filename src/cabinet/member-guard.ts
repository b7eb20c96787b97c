import type { NoticeTopic } from '../auth/codes.ts'
import type { AccountRef } from '../domain/account.ts'
import type { Viewer } from '../domain/viewer.ts'
import { type CabinetDesk, type CabinetRequest, entryOf } from './desk.ts'

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
  /** Whoever holds the account needs no invitation. */
  | 'OWN_ACCOUNT'
  | 'TOO_MANY_MEMBERS'
  | 'TOO_MANY_TRIES'
  /** There is no such way to reach people here. */
  | 'NOT_SUPPORTED'
  | 'PASSWORD_NEEDED'
  | 'WRONG_PASSWORD'
  /** Nobody can say here whose password it is. */
  | 'DONE_BY_OFFICE'
  | 'BILLING_UNAVAILABLE'

export type Refused = {
  readonly kind: 'refused'
  readonly reason: MemberRefusal
  readonly field: string | null
  readonly retryAfterSeconds?: number
}

type MemberAct = 'member-invitation' | 'member-acceptance' | 'member-rights'

/**
 * Null when the password of whoever is signed in was told: a session that was stolen must not leave a member behind, whose
 * login stays when all sessions end. Operators have shown who they are in other ways.
 */
export async function refuseWithoutPassword(
  desk: CabinetDesk,
  { currentPassword, act }: { readonly currentPassword: string | null; readonly act: MemberAct },
  request: ViewerRequest,
): Promise<Refused | null> {
  const { viewer, call } = request
  if (viewer.role === 'OPERATOR') return null
  if (currentPassword === null) return refuse('PASSWORD_NEEDED', 'currentPassword')
  const input = { password: currentPassword, act }
  const refusal = await desk.access.confirmPassword(viewer, input, { caller: request, call })
  if (refusal === null) return null
  switch (refusal.kind) {
    case 'wrong_password':
      return refuse('WRONG_PASSWORD', 'currentPassword')
    case 'too_many_tries':
      return { ...refuse('TOO_MANY_TRIES', null), retryAfterSeconds: refusal.retryAfterSeconds }
    // Where the billing cannot say whose password it is, people show themselves at the office.
    case 'not_supported':
      return refuse('DONE_BY_OFFICE', null)
    case 'billing_unavailable':
      return refuse('BILLING_UNAVAILABLE', null)
  }
}

/** The holder hears of it where the agreement's contacts are, which are looked up when the message is sent. */
export function tellHolder(
  desk: CabinetDesk,
  { account, topic, act }: { readonly account: AccountRef; readonly topic: NoticeTopic; readonly act: MemberAct },
  request: ViewerRequest,
): Promise<void> {
  const { id, number } = account
  const entry = entryOf(desk, { act, object: `account:${id}`, outcome: 'holder to be told' }, request)
  const to = { kind: 'login', login: number, accountIds: [id] } as const
  return desk.notices.tell({ act: entry, notice: { topics: [topic], owner: `account:${id}`, to } }, request)
}

export function refuse(reason: MemberRefusal, field: string | null): Refused {
  return { kind: 'refused', reason, field }
}
