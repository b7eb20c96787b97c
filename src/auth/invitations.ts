import { randomUUID } from 'node:crypto'
import type { Channel } from '../domain/message.ts'
import type { AuditedDelivery } from '../store/access-types.ts'
import type { AuditEntry } from '../store/store.ts'
import { MAX_WAITING } from './access-desk.ts'
import type { Codes, InvitationOrder } from './codes.ts'

/** Sends the code of an invitation to where the holder wants it. Nobody is looked up: it goes to whatever was typed. */
export interface Invitations {
  readonly channels: readonly Channel[]
  readonly maxWaiting: number
  /** The message as it waits in the outbox; whoever keeps it in the store calls `nudge` afterwards. */
  write(invitation: InvitationOrder['invitation'], act: AuditEntry): AuditedDelivery
  nudge(): void
}

/** An address that does not work for a day is mistyped; the holder still has the code. */
const INVITATION_MESSAGE_TTL_MS = 86_400_000

export function createInvitations(parts: {
  readonly codes: Codes
  readonly channels: readonly Channel[]
  readonly nudge: () => void
}): Invitations {
  const { codes, channels, nudge } = parts
  return {
    channels,
    maxWaiting: MAX_WAITING,
    nudge,
    write(invitation, act) {
      const id = randomUUID()
      const order: InvitationOrder = { invitation }
      const { requestId } = act
      return {
        delivery: {
          id,
          kind: 'invitation',
          channel: invitation.channel,
          payload: codes.seal(order, id),
          requestId,
          ttlMs: INVITATION_MESSAGE_TTL_MS,
        },
        audit: { ...act, object: `invitation:${id}`, outcome: 'requested' },
      }
    },
  }
}
