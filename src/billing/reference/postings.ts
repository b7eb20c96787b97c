import { BillingError } from '../error.ts'
import type { PostingBilling } from '../posting-port.ts'

/** The shape that others build against; until the rest is there every call ends unsent. */
export function createPostings(): PostingBilling {
  const reject = () =>
    Promise.reject(new BillingError('BILLING_FAILED', 'soap postings: not sent.', { outcome: 'not_applied' }))
  return {
    postPayment: reject,
    cancelPayment: reject,
    findPostings: reject,
    findMarks: reject,
    listPostings: reject,
  }
}
