import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql'
import type { GraphqlContext } from './context.ts'
import { ClientError } from './errors.ts'
import type { MutationWrite } from './mutation-writes.ts'

/**
 * Lets no mutation run that would write to the billing or the acquirer while the mode is on: it is refused before its resolver
 * has read its arguments, so that nothing of it is kept. It stands behind the rules: who may not ask hears that first.
 */
export function refuseWhileReadOnly(
  schema: GraphQLSchema,
  writes: Readonly<Record<string, MutationWrite>>,
): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { name, resolve } = field
    if (resolve && writes[name] === 'billing') field.resolve = guarded(resolve)
  }
  return schema
}

type Resolver = GraphQLFieldResolver<unknown, Pick<GraphqlContext, 'readOnly'>>

/** All four parameters are declared, since a resolver is given no more than it declares. */
function guarded(resolve: Resolver): Resolver {
  // oxlint-disable-next-line max-params -- GraphQL's own signature
  return (parent, args, context, info) => {
    if (context.readOnly) throw new ClientError('READ_ONLY')
    return resolve(parent, args, context, info)
  }
}
