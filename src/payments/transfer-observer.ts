import type { Transfer, TransferId, TransferState } from '../domain/transfer.ts'
import type { Log } from '../observability/log.ts'
import type { Metrics } from '../observability/metrics.ts'
import { thrownFields } from '../observability/thrown.ts'

/** Hears what happens to transfers. Decides nothing. */
export interface TransferObserver {
  accepted(transfer: Transfer): void
  /** A change of state is durable. */
  moved(transfer: Transfer, from: TransferState, outcome: string): void
  /** Somebody else holds the transfer by now. */
  fenceLost(id: TransferId): void
  /** The store failed; recovery takes the transfer up again. */
  failed(id: TransferId, error: unknown): void
}

export const DEAF_TRANSFER_OBSERVER: TransferObserver = { accepted() {}, moved() {}, fenceLost() {}, failed() {} }

/** A line for each step, without accounts, amounts or anybody's ids. The intents have their numbers. */
export function createTransferReporter({
  log,
  metrics,
}: {
  readonly log: Log
  readonly metrics: Pick<Metrics, 'fail'>
}): TransferObserver {
  return {
    accepted: ({ id, kind }) => log.info({ transferId: id, kind }, 'transfer accepted'),
    moved({ id, kind, state: to }, from, outcome) {
      const fields = { transferId: id, kind, from, to, outcome }
      if (to === 'OPERATOR') log.warn(fields, 'transfer needs a person')
      else log.info(fields, 'transfer moved')
    },
    fenceLost: (id) => log.info({ transferId: id }, 'transfer taken over by another replica'),
    failed(id, error) {
      metrics.fail('transfer')
      log.error({ transferId: id, ...thrownFields(error) }, 'a step of a transfer failed')
    },
  }
}
