import DataLoader from 'dataloader'
import type { Intent, IntentId } from '../../domain/payment-intent.ts'
import { seesEveryAccount, type Viewer } from '../../domain/viewer.ts'
import type { AuditRow } from '../../store/store.ts'
import { type Cut, cut } from '../bound.ts'
import { MAX_HISTORY } from '../policies.ts'
import type { Reading } from '../reading.ts'

export interface PaymentIntentLoaders {
  /** The provider's staff see all; for everybody else there are none. */
  findIntent(viewer: Viewer, id: IntentId): Promise<Intent | null>
  /** What happened to an intent, oldest first; of a longer history the newest acts. */
  listHistory(id: IntentId): Promise<Cut<AuditRow>>
}

export function createPaymentIntentLoaders({ supervision, call }: Reading): PaymentIntentLoaders {
  const histories = new DataLoader<IntentId, Cut<AuditRow>>(async (ids) => {
    const found = await supervision.listHistories(ids, { limit: MAX_HISTORY + 1 }, call)
    return ids.map((id) => {
      const newestFirst = cut((found.get(id) ?? []).toReversed(), MAX_HISTORY)
      return { ...newestFirst, rows: newestFirst.rows.toReversed() }
    })
  })
  return {
    findIntent: async (viewer, id) => (seesEveryAccount(viewer) ? supervision.findIntent(id) : null),
    listHistory: (id) => histories.load(id),
  }
}
