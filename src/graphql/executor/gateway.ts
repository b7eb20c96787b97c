import type { ApolloServerOptions } from '@apollo/server'
import { buildSchema, type GraphQLSchema, isScalarType, printSchema } from 'graphql'
import type { GraphqlContext } from '../context.ts'
import type { Executor } from './executor.ts'

type Gateway = NonNullable<ApolloServerOptions<GraphqlContext>['gateway']>
type SchemaListener = Parameters<Gateway['onSchemaLoadOrUpdate']>[0]

/**
 * Our executor as what Apollo Server takes for a federation gateway: the one place where Apollo lets execution be
 * replaced and keeps everything around it, from validation to the statuses of errors. Apollo gets a copy of the schema
 * without resolvers, so that nothing but the executor can reach them, and no plugin can wrap them.
 */
export function createGateway(schema: GraphQLSchema, executor: Executor): Gateway {
  const listeners = new Set<SchemaListener>()
  const loaded = { apiSchema: copySchema(schema), coreSupergraphSdl: '' }
  return {
    onSchemaLoadOrUpdate(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async load() {
      for (const listener of listeners) listener(loaded)
      return {
        executor: async ({ document, operation, request, context }) =>
          executor.execute({
            document,
            operation,
            operationName: request.operationName,
            variables: request.variables,
            contextValue: context,
          }),
      }
    },
    async stop() {
      listeners.clear()
    },
  }
}

/** The types of a schema without its resolvers. Scalars keep reading literals, which validation needs. */
function copySchema(schema: GraphQLSchema): GraphQLSchema {
  const copy = buildSchema(printSchema(schema))
  for (const type of Object.values(copy.getTypeMap())) {
    const original = schema.getType(type.name)
    if (!isScalarType(type) || !isScalarType(original)) continue
    type.serialize = original.serialize
    type.parseValue = original.parseValue
    type.parseLiteral = original.parseLiteral
  }
  return copy
}
