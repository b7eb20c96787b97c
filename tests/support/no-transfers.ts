import type { TransferSupervision } from '../../src/payments/transfer-supervision.ts'
import type { Transfers } from '../../src/payments/transfers.ts'

/** For a gateway at which nobody transfers anything. */
export const NO_TRANSFERS: Transfers = { topUp: never, transfer: never, find: nothing, listOfPayer: none }

export const NO_TRANSFER_SUPERVISION: TransferSupervision = {
  listStuck: none,
  find: nothing,
  findOrder: nothing,
  resolve: never,
}

async function nothing(): Promise<null> {
  return null
}

async function none(): Promise<readonly []> {
  return []
}

async function never(): Promise<never> {
  throw new Error('Nobody transfers anything here.')
}
