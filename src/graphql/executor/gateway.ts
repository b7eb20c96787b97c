import { type ApolloServerOptions, type GraphQLRequestContext, type GraphQLResponse, HeaderMap } from '@apollo/server'
import { buildSchema, type ExecutionResult, type GraphQLSchema, isScalarType, printSchema } from 'graphql'
import type { GraphqlContext } from '../context.ts'
import type { ExecutionRequest, Executor } from './executor.ts'

type Gateway = NonNullable<ApolloServerOptions<GraphqlContext>['gateway']>
type SchemaListener = Parameters<Gateway['onSchemaLoadOrUpdate']>[0]

/** How Apollo Server comes to our executor. */
export interface Execution {
  /** For Apollo's `gateway`. */
  readonly gateway: Gateway
  /** For its hook `responseForOperation`: the answer of an operation that had no errors; null leaves it to the gateway. */
  respond(request: OperationContext): Promise<GraphQLResponse | null>
}

type OperationContext = Pick<
  GraphQLRequestContext<GraphqlContext>,
  'document' | 'operation' | 'request' | 'contextValue'
>

/** Nothing to say of the status or the headers. It is only read. */
const NO_HEAD = { headers: new HeaderMap() }

/**
 * Our executor as what Apollo Server takes for a federation gateway: the one place where Apollo lets execution be
 * replaced and keeps everything around it, from validation to the statuses of errors. Apollo gets a copy of the schema
 * without resolvers, so that nothing but the executor can reach them, and no plugin can wrap them.
 *
 * What Apollo does around a gateway costs as much as a small operation's execution and matters only where there are errors to be told. So
 * operations are executed in the hook before it, and only what has failed is given to Apollo by the gateway.
 */
export function createExecution(schema: GraphQLSchema, executor: Executor): Execution {
  const failed = new WeakMap<object, ExecutionResult>()
  return {
    gateway: createGateway(schema, (request, context) => {
      const result = failed.get(context)
      if (result !== undefined) return result
      // Nothing has run yet where the document has no such operation, and nowhere else: no operation may run twice.
      if (request.operation !== undefined) throw new Error('An operation came by the gateway before it was executed.')
      return executor.execute(request)
    }),
    async respond({ document, operation, request: { operationName, variables }, contextValue }) {
      if (document === undefined || operation === undefined) return null
      const result = await executor.execute({ document, operation, operationName, variables, contextValue })
      if (result.errors === undefined)
        return { http: NO_HEAD, body: { kind: 'single', singleResult: { data: result.data ?? null } } }
      failed.set(contextValue, result)
      return null
    },
  }
}

type Execute = (request: ExecutionRequest, context: object) => ExecutionResult | Promise<ExecutionResult>

function createGateway(schema: GraphQLSchema, execute: Execute): Gateway {
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
          execute(
            {
              document,
              operation,
              operationName: request.operationName,
              variables: request.variables,
              contextValue: context,
            },
            context,
          ),
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
