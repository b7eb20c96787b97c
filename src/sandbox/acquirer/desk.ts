import type { ShopFaults } from './faults.ts'
import type { ShopLedger } from './ledger.ts'

/** Everything that the fronts of the acquirer work with. */
export interface AcquirerDesk {
  readonly ledger: ShopLedger
  readonly faults: ShopFaults
  readonly shopKey: string
  /** "http://127.0.0.1:4100/acquirer" */
  readonly url: () => string
  readonly closing: AbortSignal
}
