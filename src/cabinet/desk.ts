import { createHmac } from 'node:crypto'
import type { Attachments } from '../attachments/attachments.ts'
import type { Access } from '../auth/access.ts'
import type { Invitations } from '../auth/invitations.ts'
import { networkOf } from '../auth/network-of.ts'
import type { Notices } from '../auth/notices.ts'
import type { BillingCall, BillingSystem } from '../billing/port.ts'
import type { Currency } from '../domain/money.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { Clock } from '../payments/clock.ts'
import type { PaymentEngine } from '../payments/engine.ts'
import type { AttachmentStore } from '../store/attachment-types.ts'
import type { IntentStore } from '../store/intent-store.ts'
import type { MemberStore } from '../store/member-types.ts'
import type { AuditEntry, AuditStore, TryStore } from '../store/store.ts'
import type { VisitStore } from '../store/visit-types.ts'
import type { WishStore } from '../store/wishes.ts'

/** What the use cases of people, signed in or not, share. */
export interface CabinetDesk {
  readonly billing: Pick<BillingSystem, 'capabilities' | 'coverage' | 'profiles' | 'tickets'>
  readonly store: {
    readonly audit: AuditStore
    readonly tries: TryStore
    readonly intents: IntentStore
    readonly members: MemberStore
    readonly wishes: WishStore
    readonly attachments: Pick<AttachmentStore, 'attach' | 'release'>
    readonly visits: VisitStore
  }
  readonly attachments: Pick<Attachments, 'announce'>
  /** Whoever changes what codes are sent to shows the password first, and those who had it hear of it. */
  readonly access: Pick<Access, 'confirmPassword'>
  readonly notices: Notices
  readonly invitations: Invitations
  readonly engine: Pick<PaymentEngine, 'submit'>
  readonly clock: Pick<Clock, 'elapsedMs' | 'sleep'>
  readonly now: () => number
  /** Keyed hashes of telephones and networks are made with it: both are few enough to try them all. */
  readonly secret: Uint8Array
  /** From the arrival of an order to its answer, at most; the order itself goes on. */
  readonly waitMs: number
  /** In which orders that cost nothing cost nothing. */
  readonly currency: Currency
  /** The IANA zone in which people read the clock. */
  readonly timeZone: string
}

/** Who asks, and with which request. */
export interface CabinetRequest {
  /** Null for somebody who has not signed in. */
  readonly viewer: Viewer | null
  readonly requestId: string
  /** The client's network address. */
  readonly address: string
  readonly call: BillingCall
}

/** How the audit trail names who asks. */
export function actorOf({ viewer }: CabinetRequest): string {
  return viewer === null ? 'anonymous' : `${viewer.role}:${viewer.subjectId}`
}

export interface Act {
  readonly act: string
  readonly object: string
  readonly outcome: string
}

/** The row of the trail for an act of this moment. */
export function entryOf({ now }: Pick<CabinetDesk, 'now'>, act: Act, request: CabinetRequest): AuditEntry {
  return { at: now(), actor: actorOf(request), ...act, requestId: request.requestId }
}

/** A stand-in for something personal, which leads back to nobody without the secret. */
export function mask({ secret }: Pick<CabinetDesk, 'secret'>, kind: string, text: string): string {
  return createHmac('sha256', secret).update(`${kind}:${text}`).digest('base64url').slice(0, 22)
}

/** A stand-in for the network that asks, of which tries are counted. */
export function networkSubject(desk: Pick<CabinetDesk, 'secret'>, { address }: CabinetRequest): string {
  return mask(desk, 'network', networkOf(address))
}

export interface TryLimit {
  readonly act: string
  /** What is counted for. */
  readonly subject: string
  readonly max: number
}

export type Take = { readonly kind: 'taken' } | { readonly kind: 'too_many_tries'; readonly retryAfterSeconds: number }

const WINDOW_MS = 3_600_000

/** What tries are counted with. */
export interface TryDesk extends Pick<CabinetDesk, 'now'> {
  readonly store: Pick<CabinetDesk['store'], 'tries'>
}

/** Counts one try for each subject in its turn, over all replicas. The first beyond a limit is audited. */
export async function takeTries(
  { store, now }: TryDesk,
  request: CabinetRequest,
  limits: readonly TryLimit[],
): Promise<Take> {
  const triedAt = now()
  for (const { act, subject, max } of limits) {
    const audit = { at: triedAt, actor: actorOf(request), act, object: subject, outcome: 'limited' }
    const attempt = {
      subject,
      now: triedAt,
      windowMs: WINDOW_MS,
      max,
      audit: { ...audit, requestId: request.requestId },
    }
    const { count, oldestAt } = await store.tries.record(attempt, request.call)
    if (count <= max) continue
    const retryAfterSeconds = Math.max(1, Math.ceil((oldestAt + WINDOW_MS - triedAt) / 1000))
    return { kind: 'too_many_tries', retryAfterSeconds }
  }
  return { kind: 'taken' }
}
