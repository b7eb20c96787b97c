import type { PaymentBilling } from '../port.ts'
import type { PostingBilling } from '../posting-port.ts'
import { createPostingDebits } from './posting-debits.ts'
import { createPostingLookups } from './posting-lookups.ts'
import { createPostingRegistry } from './posting-registry.ts'
import type { PostingSide } from './posting-side.ts'
import { createPostingWrites } from './posting-writes.ts'

export function createPostings(side: PostingSide, payments: PaymentBilling): PostingBilling {
  return {
    ...createPostingWrites(side),
    ...createPostingDebits(side),
    ...createPostingLookups(side, payments),
    ...createPostingRegistry(side),
  }
}
