import type { ApolloServerPlugin, BaseContext, GraphQLRequestContextWillSendResponse } from '@apollo/server'
import type { Log } from '../observability/log.ts'
import type { GraphqlContext } from './context.ts'
import { limitCost } from './cost-limit.ts'
import type { Reader } from './errors.ts'
import type { Execution } from './executor/gateway.ts'
import { releaseLoaders } from './loaders.ts'
import { logOperation } from './operation-log.ts'

/**
 * What the gateway does at the stages of Apollo's pipeline. One plugin and not one for each purpose: for every request Apollo makes promises
 * for each plugin at each stage, whether it has something to do there or not.
 */
export function createStages(options: {
  readonly production: boolean
  readonly log: Log
  /** Who reads an error; Apollo formats errors without saying whose they are. */
  readonly readers: WeakMap<object, Reader>
  readonly execution: Pick<Execution, 'respond'>
}): ApolloServerPlugin<GraphqlContext> {
  const { production, log, readers, execution } = options
  const assertAffordable = limitCost({ production })
  return {
    async requestDidStart() {
      const startedAt = performance.now()
      return {
        async didResolveOperation(request) {
          assertAffordable(request)
        },
        responseForOperation: (request) => execution.respond(request),
        async didEncounterErrors({ contextValue: { language, caller }, errors }) {
          for (const error of errors) readers.set(error, { language, requestId: caller.requestId })
        },
        async willSendResponse(request) {
          if (production) mergeConstantErrors(request)
          logOperation(log, request, startedAt)
          // Apollo's request context outlives its request until a major collection, and with it would all rows that were read.
          releaseLoaders(request.contextValue.loaders)
        },
      }
    },
  }
}

/** How many things are wrong with a document would tell which of its fields exist: one constant text, once. */
function mergeConstantErrors<C extends BaseContext>({ response }: GraphQLRequestContextWillSendResponse<C>): void {
  if (response.body.kind !== 'single' || response.body.singleResult.data !== undefined) return
  const [first] = response.body.singleResult.errors ?? []
  if (first) response.body.singleResult.errors = [first]
}
