import type { Partner, PartnerId, PartnerState } from '../domain/partner.ts'
import type { AuditEntry, SessionRow, StoreCall } from './store.ts'

/** What a secret is for: to sign in (a hash), or to sign requests (a sealed key). */
type SecretPurpose = 'SIGN_IN' | 'SIGNING'

interface NewSecret {
  readonly purpose: SecretPurpose
  readonly material: string
}

export interface PartnerSecret extends NewSecret {
  readonly id: number
  readonly createdAt: number
  /** Valid until then; null for good. */
  readonly expiresAt: number | null
}

export interface PartnerRecord {
  readonly partner: Partner
  /** With which all its sign-in secrets are hashed. */
  readonly salt: string
  /** At most two for each purpose, oldest first; some may have expired. */
  readonly secrets: readonly PartnerSecret[]
}

export type CreatePartnerVerdict =
  | { readonly kind: 'created' }
  | { readonly kind: 'exists' }
  /** Some payment of the partner named here would have the same reference as one of the new partner. */
  | { readonly kind: 'ambiguous_template'; readonly partnerId: PartnerId }
  /** Its payments could have the references of transfers. */
  | { readonly kind: 'reserved_template' }
  | { readonly kind: 'too_many_partners' }

export type RotateSecretVerdict =
  | { readonly kind: 'rotated' }
  | { readonly kind: 'absent' }
  /** Two secrets are valid already, the older one until then. */
  | { readonly kind: 'overlapping'; readonly until: number }

/** What may be changed of a partner. Its id and its template stay: they are in the billing's books. */
export type PartnerChange = Partial<Pick<Partner, 'name' | 'networks' | 'limits' | 'terminal'>>

export const MAX_PARTNERS = 1_000

export interface PartnerStore {
  create(
    opening: {
      partner: Partner
      salt: string
      secrets: readonly NewSecret[]
      audit: AuditEntry
    },
    call?: StoreCall,
  ): Promise<CreatePartnerVerdict>
  find(id: PartnerId, call?: StoreCall): Promise<PartnerRecord | null>
  /** All of them, by id; at most MAX_PARTNERS. */
  list(): Promise<readonly PartnerRecord[]>
  /** False when there is no such partner. */
  change(edit: { id: PartnerId; change: PartnerChange; audit: AuditEntry }): Promise<boolean>
  /** Blocking ends the partner's sessions in the same transaction. What is so already is not audited. */
  setState(edit: { id: PartnerId; state: PartnerState; audit: AuditEntry }): Promise<'changed' | 'unchanged' | 'absent'>
  /**
   * Adds a secret; those of the same purpose end at `previousExpiresAt`, and so does every session that they have opened.
   * With an end that is not later than the audit row's instant the earlier ones are gone at once.
   */
  rotate(edit: {
    id: PartnerId
    secret: NewSecret
    previousExpiresAt: number
    audit: AuditEntry
  }): Promise<RotateSecretVerdict>
  /**
   * Opens a session that ends with the secret which opened it, if not before. False when the partner has been blocked or
   * the secret has ended since it was read: nothing is stored then.
   */
  openSession(
    opening: { session: PartnerSession; secretId: number; audit: AuditEntry },
    call?: StoreCall,
  ): Promise<boolean>
  /** True for the first use of a nonce, false for every other while it is kept. */
  useNonce(use: { partnerId: PartnerId; nonce: string; expiresAt: number }, call?: StoreCall): Promise<boolean>
  /** Deletes nonces that ended before `before`; answers how many. */
  deleteNonces(before: number): Promise<number>
}

/** What a partner's session has of its own; it lists no accounts. */
export type PartnerSession = Pick<SessionRow, 'id' | 'subjectId' | 'displayName' | 'createdAt' | 'expiresAt'>
