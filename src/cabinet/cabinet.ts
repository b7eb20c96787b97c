import type { AccountRef } from '../domain/account.ts'
import type { Member, MemberRight } from '../domain/member.ts'
import type { AccountSettings, SettingsChange } from '../domain/settings.ts'
import { SYSTEM_CLOCK } from '../payments/clock.ts'
import {
  type AvailabilityVerdict,
  type ConnectionRequest,
  type ConnectionVerdict,
  findAvailability,
  requestConnection,
  type WrittenAddress,
} from './connection.ts'
import { askConsultant, type ConsultantVerdict, type ConsultantWish } from './consultant.ts'
import { type Act, type CabinetDesk, type CabinetRequest, entryOf } from './desk.ts'
import {
  acceptInvitation,
  grantMemberRights,
  type InviteVerdict,
  inviteMember,
  listMembers,
  type MemberVerdict,
  type RevokeVerdict,
  revokeMember,
  type ViewerRequest,
  type WantedMember,
} from './members.ts'
import { type ChangeVerdict, type Reread, updateProfile, updateSettings, type WantedProfile } from './profile.ts'
import { createTicket, type NewTicket, type TicketVerdict } from './tickets.ts'

type Target = Pick<AccountRef, 'id' | 'kind'>

/** What people do by themselves: those who hold accounts, those who act for them, and those who have none yet. */
export interface Cabinet {
  updateProfile(change: WantedProfile, request: CabinetRequest): Promise<ChangeVerdict>
  updateSettings(
    change: { readonly account: Target; readonly change: SettingsChange; readonly reread: Reread<AccountSettings> },
    request: CabinetRequest,
  ): Promise<ChangeVerdict>
  /** A row of the trail for what was changed in the billing; it is written also for a client that has left. */
  note(act: Act, request: CabinetRequest): Promise<void>
  findAvailability(address: WrittenAddress, request: CabinetRequest): Promise<AvailabilityVerdict>
  /** Rejects with a StoreError when nobody knows whether it became durable: the same again tells. */
  requestConnection(wanted: ConnectionRequest, request: CabinetRequest): Promise<ConnectionVerdict>
  /** As `requestConnection`. Whether the account may be seen is for the caller to know. */
  createTicket(wanted: NewTicket, request: CabinetRequest): Promise<TicketVerdict>
  /** As `createTicket`, for what would be an order where subscribers order themselves. */
  askConsultant(wanted: ConsultantWish, request: CabinetRequest): Promise<ConsultantVerdict>
  inviteMember(wanted: WantedMember, request: ViewerRequest): Promise<InviteVerdict>
  acceptInvitation(code: string, request: ViewerRequest): Promise<MemberVerdict>
  grantMemberRights(
    wanted: { readonly memberId: string; readonly rights: readonly MemberRight[] },
    request: ViewerRequest,
  ): Promise<MemberVerdict>
  revokeMember(memberId: string, request: ViewerRequest): Promise<RevokeVerdict>
  /** Null for everybody but the owner and the provider's staff. */
  listMembers(accountId: string, request: ViewerRequest): Promise<readonly Member[] | null>
}

/** How much of an operation's time an order may take, so that its answer still reaches the client. */
const WAIT_SHARE = 0.8

export function createCabinet(
  given: Omit<CabinetDesk, 'clock' | 'waitMs'> & { readonly operationTimeoutMs: number },
): Cabinet {
  const desk = { ...given, clock: SYSTEM_CLOCK, waitMs: given.operationTimeoutMs * WAIT_SHARE }
  return {
    updateProfile: (change, request) => updateProfile(desk, change, request),
    updateSettings: (change, request) => updateSettings(desk, change, request),
    note: (act, request) => desk.store.audit.append(entryOf(desk, act, request)),
    findAvailability: (address, request) => findAvailability(desk, address, request),
    requestConnection: (wanted, request) => requestConnection(desk, wanted, request),
    createTicket: (wanted, request) => createTicket(desk, wanted, request),
    askConsultant: (wanted, request) => askConsultant(desk, wanted, request),
    inviteMember: (wanted, request) => inviteMember(desk, wanted, request),
    acceptInvitation: (code, request) => acceptInvitation(desk, code, request),
    grantMemberRights: (wanted, request) => grantMemberRights(desk, wanted, request),
    revokeMember: (memberId, request) => revokeMember(desk, memberId, request),
    listMembers: (accountId, request) => listMembers(desk, accountId, request),
  }
}
