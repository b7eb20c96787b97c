import type { QueryResolvers } from '../../generated/schema.ts'
import { canTransfer } from '../../payments/transfer-terms.ts'

export const capabilityQueries: Pick<QueryResolvers, 'capabilities'> = {
  capabilities: (_parent, _args, { capabilities, checkouts, content: { forum, ...published } }) => ({
    ...capabilities,
    checkout: checkouts.offer,
    transfers: canTransfer(capabilities),
    forum: forum.writing !== null,
    managesContent: Object.values(published).every(({ editing }) => editing !== null),
  }),
}
