import type { TicketKey } from '../billing/port.ts'
import type { AccountRef } from '../domain/account.ts'
import type { Member, OpenInvitation } from '../domain/member.ts'
import type { AccountSettings, SettingsChange } from '../domain/settings.ts'
import type { Ticket, TicketChange } from '../domain/ticket.ts'
import type { Visit, VisitSlot } from '../domain/visit.ts'
import type { NotificationDesk } from '../notifications/desk.ts'
import { SYSTEM_CLOCK } from '../payments/clock.ts'
import { createAttachmentUpload, type UploadOrder, type UploadOrderVerdict } from './attachments.ts'
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
import type { ViewerRequest } from './member-guard.ts'
import {
  acceptInvitation,
  grantMemberRights,
  type InviteVerdict,
  inviteMember,
  listInvitations,
  listMembers,
  type MemberVerdict,
  type RevokeInvitationVerdict,
  type RevokeVerdict,
  revokeInvitation,
  revokeMember,
  type WantedMember,
  type WantedRights,
} from './members.ts'
import { type ChangeVerdict, type Reread, updateProfile, updateSettings, type WantedProfile } from './profile.ts'
import { changeTicket, type TicketChangeVerdict } from './ticket-changes.ts'
import { addTicketMessage, type MessageVerdict, type NewMessage } from './ticket-messages.ts'
import { createTicket, type NewTicket, type TicketVerdict } from './tickets.ts'
import {
  listVisitSlots,
  type NewSlots,
  type OpenVerdict,
  openVisitSlots,
  removeVisitSlot,
  type SlotPageWish,
} from './visit-slots.ts'
import {
  type CancelVerdict,
  cancelVisit,
  listVisits,
  listVisitsOfDay,
  type NewVisit,
  requestVisit,
  tellUntoldVisits,
  type VisitDay,
  type VisitPage,
  type VisitVerdict,
} from './visits.ts'

type Target = Pick<AccountRef, 'id' | 'kind'>

/** What people do by themselves: those who hold accounts, those who act for them, and those who have none yet. */
export interface Cabinet {
  /** What people choose to be told. */
  readonly notifications: NotificationDesk
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
  /** As `createTicket`. */
  addTicketMessage(wanted: NewMessage, request: ViewerRequest): Promise<MessageVerdict>
  createAttachmentUpload(wanted: UploadOrder, request: ViewerRequest): Promise<UploadOrderVerdict>
  /** As `updateProfile`. Whether the ticket may be changed is for the caller to know. */
  changeTicket(
    change: { readonly key: TicketKey; readonly change: TicketChange; readonly reread: Reread<Ticket> },
    request: ViewerRequest,
  ): Promise<TicketChangeVerdict>
  /** As `requestConnection`. Whether something may be ordered for the account is for the caller to know. */
  requestVisit(wanted: NewVisit, request: ViewerRequest): Promise<VisitVerdict>
  /** Whether the visit may be given up by the viewer is for the caller to know. */
  cancelVisit(
    wish: { readonly visit: Visit; readonly withdrawsSlot: boolean },
    request: ViewerRequest,
  ): Promise<CancelVerdict>
  /** Whoever's it is. */
  findVisit(id: string, request: CabinetRequest): Promise<Visit | null>
  listVisits(
    page: {
      readonly accountId: string
      readonly first: number
      readonly before: Pick<Visit, 'id' | 'createdAt'> | null
    },
    request: ViewerRequest,
  ): Promise<VisitPage>
  /** Those of all accounts; for operators. */
  listVisitsOfDay(day: VisitDay, request: ViewerRequest): Promise<VisitPage>
  openVisitSlots(wanted: NewSlots, request: ViewerRequest): Promise<OpenVerdict>
  removeVisitSlot(slotId: string, request: ViewerRequest): Promise<'removed' | 'booked' | 'unknown'>
  listVisitSlots(
    wish: SlotPageWish,
    request: CabinetRequest,
  ): Promise<{ readonly slots: readonly VisitSlot[]; readonly hasMore: boolean }>
  /** Tells the helpdesk of visits that it does not know of yet: those whose process died, or that it did not answer. */
  tellUntoldVisits(): Promise<void>
  inviteMember(wanted: WantedMember, request: ViewerRequest): Promise<InviteVerdict>
  acceptInvitation(code: string, request: ViewerRequest): Promise<MemberVerdict>
  grantMemberRights(wanted: WantedRights, request: ViewerRequest): Promise<MemberVerdict>
  /** Those that nobody has used yet; null for whoever does not hold the account. */
  listInvitations(accountId: string, request: ViewerRequest): Promise<readonly OpenInvitation[] | null>
  revokeInvitation(
    invitation: { readonly accountId: string | null; readonly invitationId: string },
    request: ViewerRequest,
  ): Promise<RevokeInvitationVerdict>
  revokeMember(memberId: string, request: ViewerRequest): Promise<RevokeVerdict>
  /** Null for everybody but the owner and the provider's staff. */
  listMembers(accountId: string, request: ViewerRequest): Promise<readonly Member[] | null>
}

/** How much of an operation's time an order may take, so that its answer still reaches the client. */
const WAIT_SHARE = 0.8

export function createCabinet(
  given: Omit<CabinetDesk, 'clock' | 'waitMs'> & {
    readonly operationTimeoutMs: number
    readonly notifications: NotificationDesk
  },
): Cabinet {
  const desk = { ...given, clock: SYSTEM_CLOCK, waitMs: given.operationTimeoutMs * WAIT_SHARE }
  return {
    notifications: given.notifications,
    updateProfile: (change, request) => updateProfile(desk, change, request),
    updateSettings: (change, request) => updateSettings(desk, change, request),
    note: (act, request) => desk.store.audit.append(entryOf(desk, act, request)),
    findAvailability: (address, request) => findAvailability(desk, address, request),
    requestConnection: (wanted, request) => requestConnection(desk, wanted, request),
    createTicket: (wanted, request) => createTicket(desk, wanted, request),
    askConsultant: (wanted, request) => askConsultant(desk, wanted, request),
    addTicketMessage: (wanted, request) => addTicketMessage(desk, wanted, request),
    requestVisit: (wanted, request) => requestVisit(desk, wanted, request),
    cancelVisit: (wish, request) => cancelVisit(desk, wish, request),
    findVisit: (id, request) => desk.store.visits.find(id, request.call),
    listVisits: (page, request) => listVisits(desk, page, request),
    listVisitsOfDay: (day, request) => listVisitsOfDay(desk, day, request),
    openVisitSlots: (wanted, request) => openVisitSlots(desk, wanted, request),
    removeVisitSlot: (slotId, request) => removeVisitSlot(desk, slotId, request),
    listVisitSlots: (wish, request) => listVisitSlots(desk, wish, request),
    tellUntoldVisits: () => tellUntoldVisits(desk),
    createAttachmentUpload: (wanted, request) => createAttachmentUpload(desk, wanted, request),
    changeTicket: (change, request) => changeTicket(desk, change, request),
    inviteMember: (wanted, request) => inviteMember(desk, wanted, request),
    acceptInvitation: (code, request) => acceptInvitation(desk, code, request),
    grantMemberRights: (wanted, request) => grantMemberRights(desk, wanted, request),
    listInvitations: (accountId, request) => listInvitations(desk, accountId, request),
    revokeInvitation: (invitation, request) => revokeInvitation(desk, invitation, request),
    revokeMember: (memberId, request) => revokeMember(desk, memberId, request),
    listMembers: (accountId, request) => listMembers(desk, accountId, request),
  }
}
