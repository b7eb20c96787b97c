import { setTimeout as delay } from 'node:timers/promises'
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { collectFields } from 'graphql/execution/collectFields.js'
import { TooManyWatchedError } from '../live/feed.ts'
import type { Log } from '../observability/log.ts'
import { thrownFields } from '../observability/thrown.ts'
import type { GraphqlContext } from './context.ts'
import { computeCost } from './cost.ts'
import { OPERATION_COSTS } from './cost-table.ts'
import { endable, endingWith, hasEnded } from './endable.ts'
import { ClientError, createErrorFormatter, isTurnedAway, type Reader, whyNoContext } from './errors.ts'
import { OPERATION_LIMITS, operationLimitRules } from './limits.ts'
import { permissions } from './permissions.ts'
import { findRule } from './shield.ts'

/** A subscription as a client asks for it. */
export interface SubscriptionRequest {
  readonly query: string
  readonly operationName?: string | null | undefined
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined
}

export type SubscriptionOpening =
  /** Nothing was opened. */
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLError[]; readonly format: FormatErrors }
  | {
      readonly kind: 'open'
      /** Its `return` ends it at once, also while a value is waited for. */
      readonly results: AsyncGenerator<ExecutionResult, void>
      readonly format: FormatErrors
      readonly schema: GraphQLSchema
      readonly document: DocumentNode
    }

/** Who subscribes, as a transport knows it. */
export interface Subscriber<C> {
  /** Makes the context to open with. Its signal is that of the whole subscription. */
  readonly createContext: (signal: AbortSignal) => Promise<C>
  /** Makes the context of one event, for whoever was let in when the subscription was opened. */
  readonly renewContext: (signal: AbortSignal) => Promise<C>
  /** Aborts when the client leaves; that ends the subscription, opened or not. */
  readonly signal: AbortSignal
}

/**
 * The token has expired, its session has ended, or a partner is no longer let in. The subscription is not over for that: whoever comes
 * again with a good token goes on.
 */
export class AdmissionEndedError extends Error {
  override readonly name = 'AdmissionEndedError'
}

/** What the client may read of errors, in its language. */
export type FormatErrors = (errors: readonly GraphQLError[]) => readonly GraphQLFormattedError[]

export interface Subscriptions {
  /**
   * Opens a subscription. Each event has a fresh context: so it is judged by the rights that there are then, and reads what there is
   * then. The stream ends when its owner may not see the object any more, and rejects with an `AdmissionEndedError` when the token is no
   * longer good. Opening never rejects.
   */
  open(request: SubscriptionRequest, subscriber: Subscriber<GraphqlContext>): Promise<SubscriptionOpening>
}

/** The one way for subscriptions: the same schema, rules, limits and texts of errors as for every other operation. */
export function createSubscriptions(options: {
  readonly schema: GraphQLSchema
  readonly production: boolean
  readonly log: Log
  readonly eventTimeoutMs: number
}): Subscriptions {
  const { schema, production, log, eventTimeoutMs } = options
  const { formatAll, formatter } = createFormats({ production, log })

  async function* tell(
    stream: AsyncIterable<unknown>,
    parts: { readonly ready: Ready; readonly signal: AbortSignal } & Pick<Subscriber<GraphqlContext>, 'renewContext'>,
  ): AsyncGenerator<ExecutionResult, void> {
    const { ready, signal, renewContext } = parts
    try {
      for await (const event of stream) {
        const context = await contextOfEvent(renewContext, { signal, eventTimeoutMs, log })
        if (context === null) return
        if (context.authentication.kind !== 'viewer') throw new AdmissionEndedError()
        const result = await execute({ ...argumentsOf(schema, ready, context), rootValue: event })
        yield result
        if (isForbidden(result)) return
      }
    } catch (error) {
      if (error instanceof AdmissionEndedError) throw error
      yield { errors: [wrap(error)] }
    }
  }

  return {
    async open(request, { createContext, renewContext, signal }) {
      const ending = endingWith(signal)
      // Without a context the error itself knows who reads it.
      let formatErrors = formatAll
      const refused = (errors: readonly GraphQLError[]): SubscriptionOpening => {
        ending.abort(hasEnded())
        return { kind: 'refused', errors, format: formatErrors }
      }
      try {
        const context = await createContext(ending.signal)
        formatErrors = formatter(context)
        const ready = prepare(schema, request, { context, production })
        const stream = await createSourceEventStream(argumentsOf(schema, ready, context))
        if (!(Symbol.asyncIterator in stream)) return refused(stream.errors ?? [])
        const results = endable(tell(stream, { ready, renewContext, signal: ending.signal }), ending)
        return { kind: 'open', results, format: formatErrors, schema, document: ready.document }
      } catch (error) {
        const errors = error instanceof Refusals ? error.errors : [wrap(error)]
        return refused(production ? errors.slice(0, 1) : errors)
      }
    },
  }
}

function argumentsOf(
  schema: GraphQLSchema,
  { document, operation, variables }: Ready,
  contextValue: GraphqlContext,
): Pick<ExecutionArgs, 'contextValue' | 'document' | 'operationName' | 'schema' | 'variableValues'> {
  return { schema, document, operationName: operation.name?.value ?? null, variableValues: variables, contextValue }
}

/** How errors become texts: where they know their reader by themselves, and for whoever has the context. */
function createFormats({ production, log }: { readonly production: boolean; readonly log: Log }) {
  const readers = new WeakMap<object, Reader>()
  const format = createErrorFormatter({
    production,
    log,
    findReader: (error) => (error instanceof Error ? readers.get(error) : undefined),
  })

  const formatAll: FormatErrors = (errors) => errors.map((error) => format(error.toJSON(), error))

  /** The texts of what went wrong, for whoever has the context. */
  function formatter({ language, caller: { requestId } }: GraphqlContext): FormatErrors {
    return (errors) => {
      for (const error of errors) readers.set(error, { language, requestId })
      return formatAll(errors)
    }
  }
  return { formatAll, formatter }
}

const TRY_AGAIN_MS = { first: 500, max: 5_000 }

/**
 * While the store is in trouble the event waits: it is told late and not lost. Null when the subscription has ended meanwhile. Rejects
 * with an AdmissionEndedError for whoever is turned away.
 */
async function contextOfEvent<C>(
  renewContext: (signal: AbortSignal) => Promise<C>,
  { signal, eventTimeoutMs, log }: { readonly signal: AbortSignal; readonly eventTimeoutMs: number; readonly log: Log },
): Promise<C | null> {
  for (let waitMs = TRY_AGAIN_MS.first; !signal.aborted; waitMs = Math.min(2 * waitMs, TRY_AGAIN_MS.max)) {
    try {
      return await renewContext(AbortSignal.any([signal, AbortSignal.timeout(eventTimeoutMs)]))
    } catch (error) {
      if (isTurnedAway(error)) throw new AdmissionEndedError('Turned away.', { cause: error })
      if (waitMs === TRY_AGAIN_MS.first && !signal.aborted)
        log.warn(thrownFields(whyNoContext(error)), 'An event waits for its session')
      await delay(waitMs, undefined, { signal }).catch(() => undefined)
    }
  }
  return null
}

interface Ready {
  readonly context: GraphqlContext
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
}

/** What GraphQL refuses of a document. */
class Refusals extends Error {
  override readonly name = 'Refusals'
  readonly errors: readonly GraphQLError[]

  constructor(errors: readonly GraphQLError[], code: string) {
    super(code)
    this.errors = errors.map((error) => withCode(error, code))
  }
}

/** Everything that is asked before anything runs. Throws what is refused. */
function prepare(
  schema: GraphQLSchema,
  { query, operationName, variables }: SubscriptionRequest,
  { context, production }: { readonly context: GraphqlContext; readonly production: boolean },
): Ready {
  const document = read(query)
  const rules = [...specifiedRules, ...operationLimitRules, ...(production ? [NoSchemaIntrospectionCustomRule] : [])]
  const mistakes = validate(schema, document, rules, { maxErrors: OPERATION_LIMITS.maxValidationErrors })
  if (mistakes.length > 0) throw new Refusals(mistakes, 'GRAPHQL_VALIDATION_FAILED')
  const operation = getOperationAST(document, operationName)
  if (!operation) throw new Refusals([new GraphQLError('There is no such operation.')], 'OPERATION_RESOLUTION_FAILURE')
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
    throw new ClientError('BAD_USER_INPUT', ONLY_SUBSCRIPTIONS)
  const ready = { context, document, operation, variables: variables ?? {} }
  assertAllowed(schema, ready)
  const request = { variables: ready.variables, accountCount: 0 }
  if (computeCost({ schema, document, operation, request }) > OPERATION_COSTS.max) {
    throw new ClientError('OPERATION_TOO_COMPLEX')
  }
  return ready
}

const ONLY_SUBSCRIPTIONS = {
  en: 'Only subscriptions are taken here; queries and mutations go by POST.',
  ru: 'Здесь принимаются только подписки; запросы и мутации отправляются методом POST.',
}

function read(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: OPERATION_LIMITS.maxTokens })
  } catch (error) {
    throw error instanceof GraphQLError ? new Refusals([error], 'GRAPHQL_PARSE_FAILED') : error
  }
}

/** graphql-shield guards what an event answers with; whether there is a stream at all is asked here. */
function assertAllowed(schema: GraphQLSchema, { document, operation, variables, context }: Ready): void {
  const type = schema.getSubscriptionType()
  const fragments = Object.fromEntries(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  )
  if (!type) return
  const groups = collectFields(schema, fragments, { ...variables }, type, operation.selectionSet)
  for (const nodes of groups.values()) {
    const verdict = findRule(permissions, type.name, nodes[0]?.name.value ?? '')?.judge(context.authentication)
    if (verdict !== true) throw verdict ?? new ClientError('FORBIDDEN')
  }
}

/** Whoever may not see the object any more hears so once. What is forbidden of its parts alone ends nothing. */
function isForbidden({ errors = [] }: ExecutionResult): boolean {
  return errors.some(
    ({ path, originalError }) =>
      path?.length === 1 && originalError instanceof ClientError && originalError.code === 'FORBIDDEN',
  )
}

function wrap(error: unknown): GraphQLError {
  if (error instanceof TooManyWatchedError)
    return wrap(new ClientError('SERVICE_UNAVAILABLE', undefined, { cause: error }))
  if (error instanceof GraphQLError) return error
  const cause = error instanceof Error ? error : new TypeError(`A subscription threw a ${typeof error}`)
  return new GraphQLError(cause.message, { originalError: cause })
}

function withCode({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, {
    ...(nodes ? { nodes } : {}),
    ...(source ? { source } : {}),
    ...(positions ? { positions } : {}),
    extensions: { code },
  })
}
