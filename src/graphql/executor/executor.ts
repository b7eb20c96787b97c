import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  locatedError,
  type OperationDefinitionNode,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import { type DocumentTraits, readTraits } from './conditions.ts'
import { compileRoot } from './plan.ts'
import type { PlanSource, Selection } from './planned.ts'
import type { Place, Position, Run } from './run.ts'
import { compilePlainVariables, type ReadPlainly } from './variables.ts'

/** One operation, parsed and validated. */
export interface ExecutionRequest {
  readonly document: DocumentNode
  /** The operation of the document that is asked for; undefined when the document has none of that name. */
  readonly operation: OperationDefinitionNode | undefined
  readonly operationName: string | null | undefined
  readonly variables: Readonly<Record<string, unknown>> | null | undefined
  readonly contextValue: unknown
}

export interface Executor {
  /** Answers exactly what graphql-js's `execute` answers; never rejects. */
  execute(request: ExecutionRequest): ExecutionResult | Promise<ExecutionResult>
  /** Whether the request takes the compiled path. */
  compiles(request: Pick<ExecutionRequest, 'document' | 'operation'>): boolean
  /** How many compiled operations are kept. */
  size(): number
}

/** A document of the largest size that is let in takes some 100 KB when compiled. */
const MAX_OPERATIONS = 500
/** One operation has a plan for each combination of the variables that decide about its selections. */
const MAX_PLANS_PER_OPERATION = 16
/** As in graphql-js. */
const MAX_VARIABLE_ERRORS = 50

/**
 * Compiles each operation once and keeps it: which fields of which types it selects, how each value is completed, which
 * arguments never change. What cannot be compiled runs through graphql-js.
 */
export function createExecutor(schema: GraphQLSchema, { maxOperations = MAX_OPERATIONS } = {}): Executor {
  const operations = new LRUCache<OperationDefinitionNode, CompiledOperation>({ max: maxOperations })
  const queryType = schema.getQueryType()

  function find(document: DocumentNode, operation: OperationDefinitionNode): CompiledOperation {
    const known = operations.get(operation)
    if (known) return known
    const compiled = createOperation(schema, document, operation)
    operations.set(operation, compiled)
    return compiled
  }

  return {
    execute(request) {
      const compiled = request.operation && find(request.document, request.operation)
      if (!compiled?.isCompilable || !queryType) return executeGenerally(schema, request)
      const variables = readVariables(schema, compiled, request)
      if ('errors' in variables) return variables
      const plan = findPlan(compiled, variables.coerced)
      if (!plan) return executeGenerally(schema, request)
      return runPlan(plan, { type: queryType, variables: variables.coerced, contextValue: request.contextValue })
    },
    compiles: ({ document, operation }) => operation !== undefined && find(document, operation).isCompilable,
    size: () => operations.size,
  }
}

interface CompiledOperation extends DocumentTraits, Omit<PlanSource, 'conditions'> {
  readonly conditions: readonly string[]
  readonly readPlainly: ReadPlainly | null
  readonly plans: Map<string, Plan>
}

interface Plan {
  readonly source: PlanSource
  /** Null until the first run. */
  root: Selection | null
}

type Variables = Readonly<Record<string, unknown>>

function createOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledOperation {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null)
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition
  }
  const readPlainly = compilePlainVariables(schema, operation.variableDefinitions ?? [])
  return { ...readTraits(document, operation), schema, operation, fragments, readPlainly, plans: new Map() }
}

const NO_VARIABLES = { coerced: {} } as const

function readVariables(
  schema: GraphQLSchema,
  { operation: { variableDefinitions = [] }, readPlainly }: CompiledOperation,
  { variables }: ExecutionRequest,
): { readonly coerced: Variables } | { readonly errors: readonly GraphQLError[] } {
  if (variableDefinitions.length === 0) return NO_VARIABLES
  const plain = readPlainly?.(variables ?? {}) ?? null
  if (plain !== null) return { coerced: plain }
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, variables ?? {}, {
    maxErrors: MAX_VARIABLE_ERRORS,
  })
  return errors ? { errors } : { coerced }
}

/** Null when there are already too many. */
function findPlan(compiled: CompiledOperation, variables: Variables): Plan | null {
  const { conditions, plans, schema, operation, fragments } = compiled
  const key = conditions.length === 0 ? '' : conditions.map((name) => String(variables[name])).join()
  const known = plans.get(key)
  if (known) return known
  if (plans.size >= MAX_PLANS_PER_OPERATION) return null
  const decided = Object.fromEntries(
    conditions.flatMap((name) => (Object.hasOwn(variables, name) ? [[name, variables[name]]] : [])),
  )
  const plan: Plan = { source: { schema, operation, fragments, conditions: decided }, root: null }
  plans.set(key, plan)
  return plan
}

function runPlan(
  plan: Plan,
  { type, variables, contextValue }: { type: GraphQLObjectType; variables: Variables; contextValue: unknown },
): ExecutionResult | Promise<ExecutionResult> {
  const target: { data: Record<string, unknown> | null } = { data: null }
  const root = createRoot(target)
  const run: Run = { contextValue, variables, errors: [], root, pending: 1, finish: () => undefined }
  const answer = (): ExecutionResult =>
    run.errors.length === 0 ? { data: target.data } : { errors: run.errors, data: target.data }
  try {
    plan.root ??= compileRoot(plan.source, type)
    target.data = plan.root(run, undefined, root)
  } catch (error) {
    return { errors: [error instanceof GraphQLError ? error : locatedError(error, undefined)], data: null }
  }
  run.pending -= 1
  if (run.pending === 0 || root.isNull) return answer()
  return new Promise((resolve) => {
    run.finish = () => resolve(answer())
  })
}

const ROOT: Position = { fieldNodes: [], isNullable: true, complete: (_run, value) => value }

function createRoot(target: Record<string, unknown>): Place {
  return { prev: undefined, key: 'data', typename: undefined, target, region: null, position: ROOT, isNull: false }
}

function executeGenerally(schema: GraphQLSchema, request: ExecutionRequest): ReturnType<typeof execute> {
  const { document, operationName, variables: variableValues, contextValue } = request
  return execute({ schema, document, operationName, variableValues, contextValue })
}
