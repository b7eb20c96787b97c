import type { BillingCall, BillingSystem } from '../billing/port.ts'
import type { Partner } from '../domain/partner.ts'
import { isExternalId, writeReference } from '../domain/reference-template.ts'
import type { IntentStore } from '../store/intent-store.ts'
import type { RegisterStore } from '../store/register-types.ts'
import type { AuditStore, TryStore } from '../store/store.ts'
import type { Clock } from './clock.ts'
import type { PaymentEngine } from './engine.ts'
import type { Orderer } from './parts.ts'

/** What the use cases of partners share. */
export interface PartnerDesk {
  readonly billing: Pick<BillingSystem, 'accounts' | 'capabilities' | 'postings' | 'profiles' | 'services' | 'tariffs'>
  readonly store: {
    readonly intents: IntentStore
    readonly registers: RegisterStore
    readonly tries: TryStore
    readonly audit: AuditStore
  }
  readonly engine: Pick<PaymentEngine, 'submit' | 'submitWithin'>
  readonly clock: Clock
  readonly now: () => number
  /** The billing's zone: in it days begin. */
  readonly timeZone: string
  /** From the arrival of an order to its answer, at most; the order itself goes on. */
  readonly waitMs: number
}

/** A partner who is signed in, and the request that it asks with. */
export interface PartnerRequest {
  readonly partner: Partner
  readonly requestId: string
  readonly call: BillingCall
  /** From the arrival of an order to its answer, at most; without it as long as with everybody. */
  readonly waitMs?: number
  /** Called once the order of this request is known to be durable, for whoever may have to answer before its outcome is known. */
  readonly onKept?: () => void
}

/** How the partner is called in intents and in the audit trail. */
export function principalOf({ id }: Pick<Partner, 'id'>): string {
  return `PARTNER:${id}`
}

export function ordererOf({ partner, requestId }: PartnerRequest): Orderer {
  return { actor: principalOf(partner), requestId }
}

/** The time that an order of this request may take. */
export function waitOf({ clock, waitMs }: PartnerDesk, request: PartnerRequest): Pick<PartnerDesk, 'clock' | 'waitMs'> {
  return { clock, waitMs: request.waitMs ?? waitMs }
}

const MAX_ACCOUNT_NUMBER_CHARACTERS = 64
const UNUSABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u

/** Whether a text can be a contract number at all. What is none need not be asked for. */
export function isAccountNumber(text: string): boolean {
  return text !== '' && text.length <= MAX_ACCOUNT_NUMBER_CHARACTERS && text === text.trim() && !UNUSABLE.test(text)
}

/** Whether an id can be kept, here and, inside the partner's template, in the billing. */
export function fitsBilling({ billing }: PartnerDesk, partner: Partner, externalId: string): boolean {
  if (!isExternalId(externalId)) return false
  const reference = writeReference(partner.referenceTemplate, externalId)
  return reference.length <= billing.capabilities.maxReferenceLength && (billing.postings.canKeep?.(reference) ?? true)
}
