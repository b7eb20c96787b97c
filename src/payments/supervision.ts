import type { Intent, IntentId } from '../domain/payment-intent.ts'
import type { IntentStore } from '../store/intent-store.ts'
import type { AuditQuery, AuditRow, AuditStore, StoreCall } from '../store/store.ts'
import { objectOf } from './parts.ts'
import { type ResolveOrder, type ResolveParts, type ResolveVerdict, resolveIntent } from './resolve.ts'

/** What operators see of payments, and do about them. */
export interface PaymentSupervision {
  /** What waits for a person, oldest first. */
  listAttention(page: { readonly afterId: IntentId | null; readonly limit: number }): Promise<readonly Intent[]>
  findIntent(id: IntentId): Promise<Intent | null>
  /** The newest `limit` acts of each intent, oldest first; one without any is absent. */
  listHistories(
    ids: readonly IntentId[],
    options: { readonly limit: number },
    call: StoreCall,
  ): Promise<ReadonlyMap<IntentId, readonly AuditRow[]>>
  searchAudit(query: AuditQuery, call: StoreCall): Promise<readonly AuditRow[]>
  resolve(order: ResolveOrder): Promise<ResolveVerdict>
}

export interface SupervisionParts extends ResolveParts {
  readonly intents: IntentStore
  readonly audit: Pick<AuditStore, 'search' | 'listByObjects'>
}

export function createSupervision(parts: SupervisionParts): PaymentSupervision {
  const { intents, audit } = parts
  return {
    listAttention: (page) => intents.listAttention(page),
    findIntent: (id) => intents.find(id),
    async listHistories(ids, options, call) {
      const byObject = await audit.listByObjects(ids.map(objectOf), options, call)
      return new Map(ids.map((id) => [id, byObject.get(objectOf(id)) ?? []]))
    },
    searchAudit: (query, call) => audit.search(query, call),
    resolve: (order) => resolveIntent(parts, order),
  }
}
