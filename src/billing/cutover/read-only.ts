import { assembleBilling } from '../assemble.ts'
import { BillingError } from '../error.ts'
import type { BillingSystem } from '../port.ts'
import { override } from './override.ts'

/**
 * The last defence of a billing that must not be written to: every write of the port rejects with `not_applied`, and no call
 * is made. Whoever asks for one has been refused before, so that nobody should meet it.
 */
export function createReadOnlyBilling(billing: BillingSystem): BillingSystem {
  const { name, capabilities, ...slices } = billing
  return assembleBilling({
    name,
    capabilities,
    slices: {
      ...slices,
      profiles: override(slices.profiles, {
        updateProfile: refuse('updateProfile'),
        updateSettings: refuse('updateSettings'),
      }),
      postings: override(slices.postings, {
        postPayment: refuse('postPayment'),
        cancelPayment: refuse('cancelPayment'),
        postDebit: refuse('postDebit'),
      }),
      tickets: override(slices.tickets, {
        openTicket: refuse('openTicket'),
        postTicketMessage: refuse('postTicketMessage'),
        changeTicket: refuse('changeTicket'),
      }),
      orders: override(slices.orders, { placeOrder: refuse('placeOrder'), cancelOrder: refuse('cancelOrder') }),
      promisedPayments: override(slices.promisedPayments, { takePromise: refuse('takePromise') }),
      devices: override(slices.devices, {
        registerDevice: refuse('registerDevice'),
        removeDevice: refuse('removeDevice'),
      }),
      logins: override(slices.logins, { changeCredentials: refuse('changeCredentials') }),
    },
    shared: [billing],
  })
}

function refuse(what: string): () => Promise<never> {
  return async () => {
    throw new BillingError('BILLING_READ_ONLY', `${what}: nothing is written to this billing.`, {
      outcome: 'not_applied',
    })
  }
}
