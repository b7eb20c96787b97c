import type { Cabinet } from '../../src/cabinet/cabinet.ts'

/** For a gateway at which nobody changes anything by himself. */
export const NO_CABINET: Cabinet = {
  notifications: { channels: ['SMS', 'EMAIL'], find: async () => null, update: never, unsubscribe: async () => false },
  updateProfile: never,
  updateSettings: never,
  createTicket: never,
  addTicketMessage: never,
  changeTicket: never,
  requestVisit: never,
  cancelVisit: never,
  findVisit: async () => null,
  listVisits: async () => ({ visits: [], hasMore: false }),
  listVisitsOfDay: never,
  openVisitSlots: never,
  removeVisitSlot: never,
  listVisitSlots: async () => ({ slots: [], hasMore: false }),
  tellUntoldVisits: never,
  createAttachmentUpload: never,
  note: async () => {},
  askConsultant: never,
  inviteMember: never,
  acceptInvitation: never,
  grantMemberRights: never,
  revokeInvitation: never,
  listInvitations: async () => null,
  revokeMember: never,
  listMembers: async () => null,
  requestConnection: never,
  findAvailability: async () => ({ kind: 'known', coverage: { status: 'PLANNED', plannedOn: '2027-05-01' } }),
}

async function never(): Promise<never> {
  throw new Error('Nobody changes anything here.')
}
