import type { QueryResolvers } from '../../generated/schema.ts'

export const capabilityQueries: Pick<QueryResolvers, 'capabilities'> = {
  capabilities: (_parent, _args, { capabilities, content }) => ({
    ...capabilities,
    managesContent: Object.values(content).every(({ editing }) => editing !== null),
  }),
}
