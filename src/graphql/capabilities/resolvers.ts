import type { QueryResolvers } from '../../generated/schema.ts'

export const capabilityQueries: Pick<QueryResolvers, 'capabilities'> = {
  capabilities: (_parent, _args, { capabilities, checkouts, content: { forum, ...published } }) => ({
    ...capabilities,
    checkout: checkouts.offer,
    forum: forum.writing !== null,
    managesContent: Object.values(published).every(({ editing }) => editing !== null),
  }),
}
