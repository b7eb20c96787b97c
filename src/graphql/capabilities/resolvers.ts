import type { QueryResolvers } from '../../generated/schema.ts'
import { canTransfer } from '../../payments/transfer-terms.ts'

export const capabilityQueries: Pick<QueryResolvers, 'capabilities'> = {
  capabilities: (_parent, _args, { capabilities, readOnly, checkouts, content: { forum, ...published } }) => ({
    ...capabilities,
    readOnly,
    checkout: checkouts.offer,
    transfers: canTransfer(capabilities),
    forum: forum.writing !== null,
    managesContent: Object.values(published).every(({ editing }) => editing !== null),
  }),
}
