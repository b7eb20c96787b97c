import { assembleBilling } from '../assemble.ts'
import { BillingError } from '../error.ts'
import type { BillingSystem } from '../port.ts'

/**
 * The last defence of a billing that must not be written to: every write of the port rejects with `not_applied`, and no call
 * is made. Whoever asks for one has been refused before, so that nobody should meet it.
 */
export function createReadOnlyBilling(billing: BillingSystem): BillingSystem {
  const { name, capabilities, close: _close, ...slices } = billing
  return assembleBilling({
    name,
    capabilities,
    slices: {
      ...slices,
      profiles: {
        ...slices.profiles,
        updateProfile: refuse('updateProfile'),
        updateSettings: refuse('updateSettings'),
      },
      postings: {
        ...slices.postings,
        postPayment: refuse('postPayment'),
        cancelPayment: refuse('cancelPayment'),
        postDebit: refuse('postDebit'),
      },
      tickets: {
        ...slices.tickets,
        openTicket: refuse('openTicket'),
        postTicketMessage: refuse('postTicketMessage'),
        changeTicket: refuse('changeTicket'),
      },
      orders: { ...slices.orders, placeOrder: refuse('placeOrder'), cancelOrder: refuse('cancelOrder') },
      promisedPayments: { ...slices.promisedPayments, takePromise: refuse('takePromise') },
      devices: {
        ...slices.devices,
        registerDevice: refuse('registerDevice'),
        removeDevice: refuse('removeDevice'),
      },
      logins: { ...slices.logins, changeCredentials: refuse('changeCredentials') },
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
