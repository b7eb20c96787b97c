import type { QueryResolvers } from '../../generated/schema.ts'

export const capabilityQueries: Pick<QueryResolvers, 'capabilities'> = {
  capabilities: (_parent, _args, { capabilities }) => capabilities,
}
