import { createFiscalReceipts, type FiscalReceipts } from '../../src/payments/fiscal-receipts.ts'
import { startFiscalWorker } from '../../src/payments/fiscal-worker.ts'
import type { Store } from '../../src/store/store.ts'
import { fiscalDesk } from './fiscal.ts'
import { TERMS } from './receipt-rules.ts'
import { connectRegistrar } from './registrar.ts'

/** Receipts at a gateway of a test, registered by the sandbox's registrar. */
export function runTestFiscal(
  store: Store,
  sandboxUrl: string,
): { readonly fiscalReceipts: FiscalReceipts; stop(): Promise<void> } {
  const registrar = connectRegistrar(sandboxUrl)
  const desk = fiscalDesk(store, registrar, { requestTimeoutMs: 2_000, leaseMs: 10_000, pollMs: 100 })
  const worker = startFiscalWorker(desk)
  return {
    fiscalReceipts: createFiscalReceipts(store.fiscalReceipts, { ...desk.settings, terms: TERMS }),
    stop: async () => {
      await worker.stop()
      await registrar.close()
    },
  }
}
