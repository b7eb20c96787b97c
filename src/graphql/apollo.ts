import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { GraphQLSchema } from 'graphql'
import type { Log } from '../observability/log.ts'
import type { GraphqlContext } from './context.ts'
import { createErrorFormatter, type Reader } from './errors.ts'
import { createExecutor } from './executor/executor.ts'
import { createExecution } from './executor/gateway.ts'
import { OPERATION_LIMITS, operationLimitRules, refuseSubscriptions } from './limits.ts'
import { stringifyAndRelease } from './release.ts'
import { createSchema } from './schema.ts'
import { createStages } from './stages.ts'

/**
 * Apollo Server, started: the one pipeline that every operation takes. In production the schema stays dark: no
 * introspection, no suggestions, and one constant text for whatever GraphQL itself refuses.
 */
export async function createApollo(options: {
  readonly production: boolean
  readonly log: Log
  /** One that serves others as well; its own when left out. */
  readonly schema?: GraphQLSchema
}): Promise<ApolloServer<GraphqlContext>> {
  const { production, log, schema = createSchema() } = options
  const readers = new WeakMap<object, Reader>()
  const execution = createExecution(schema, createExecutor(schema))
  const apollo = new ApolloServer<GraphqlContext>({
    gateway: execution.gateway,
    nodeEnv: production ? 'production' : 'development',
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: OPERATION_LIMITS.maxTokens },
    maxRecursiveSelections: OPERATION_LIMITS.maxSelections,
    validationOptions: { maxErrors: OPERATION_LIMITS.maxValidationErrors },
    validationRules: [refuseSubscriptions, ...operationLimitRules],
    stringifyResult: stringifyAndRelease,
    formatError: createErrorFormatter({ production, log, findReader: (error) => findReader(readers, error) }),
    logger: writeApolloLog(log),
    plugins: [
      createStages({ production, log, readers, execution }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
  await apollo.start()
  return apollo
}

function findReader(readers: WeakMap<object, Reader>, error: unknown): Reader | undefined {
  return typeof error === 'object' && error !== null ? readers.get(error) : undefined
}

/** Apollo's own remarks, as lines of our log. */
function writeApolloLog(log: Log) {
  return {
    debug: (message?: unknown) => log.debug({ errorMessage: String(message) }, 'apollo'),
    info: (message?: unknown) => log.info({ errorMessage: String(message) }, 'apollo'),
    warn: (message?: unknown) => log.warn({ errorMessage: String(message) }, 'apollo'),
    error: (message?: unknown) => log.error({ errorMessage: String(message) }, 'apollo'),
  }
}
