import { AcquirerError } from './error.ts'
import type { Acquirer } from './port.ts'

/** As that of billings: nothing is begun and nothing given back, and what is there can be asked for. */
export function createReadOnlyAcquirer(acquirer: Acquirer): Acquirer {
  return { ...acquirer, createPayment: refuse('createPayment'), refund: refuse('refund') }
}

function refuse(what: string): () => Promise<never> {
  return async () => {
    throw new AcquirerError('ACQUIRER_CANCELED', `${what}: nothing is written to this acquirer.`, {
      outcome: 'not_applied',
    })
  }
}
