import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql'
import type { Executor } from '../../src/graphql/executor/executor.ts'

export interface Asked {
  readonly document: DocumentNode
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName?: string
}

/** The same question to the compiled path and to graphql-js, each with a context of its own. */
export async function askBoth(options: {
  readonly schema: GraphQLSchema
  readonly executor: Executor
  readonly asked: Asked
  readonly createContext: () => unknown
}): Promise<Comparison> {
  const { schema, executor, createContext } = options
  const { document, variables, operationName } = options.asked
  const operation = getOperationAST(document, operationName) ?? undefined
  const compiled = await executor.execute({
    document,
    operation,
    operationName,
    variables,
    contextValue: await createContext(),
  })
  const contextValue = await createContext()
  const general = await execute({ schema, document, operationName, variableValues: variables, contextValue })
  return compare(compiled, general)
}

export interface Comparison {
  readonly compiled: Shown
  readonly general: Shown
  /** Places that became null because something below failed, where the two name different failures below. */
  readonly races: number
}

/**
 * Where several things fail below one place that must become null, one of them is reported, and which is a question of
 * who is first: the specification lets an executor stop there. So of such a place only that the same one became null,
 * and that something is reported, is compared; everything else must be equal.
 */
function compare(compiled: ExecutionResult, general: ExecutionResult): Comparison {
  const mine = groupByNull(compiled)
  const theirs = groupByNull(general)
  const races = [...mine].filter(([place, errors]) => {
    const others = theirs.get(place)
    return place !== NOWHERE && others !== undefined && errors.toSorted().join() !== others.toSorted().join()
  })
  for (const [place] of races) {
    mine.set(place, ['several failures'])
    theirs.set(place, ['several failures'])
  }
  return { compiled: show(compiled, mine), general: show(general, theirs), races: races.length }
}

const NOWHERE = 'not below a null'

/** The errors by the null that they caused from below; those that stand at a null, or caused none, are by themselves. */
function groupByNull({ data, errors = [] }: ExecutionResult): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const error of errors) {
    const place = findNullAbove(data, error.path ?? [])
    groups.set(place, [...(groups.get(place) ?? []), showError(error)])
  }
  return groups
}

function findNullAbove(data: unknown, path: readonly (string | number)[]): string {
  let value = data
  for (const [depth, key] of path.entries()) {
    if (value === null) return JSON.stringify(path.slice(0, depth))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  }
  return NOWHERE
}

export interface Shown {
  /** As JSON, so that the order of keys counts. */
  readonly data: string
  readonly errors: readonly string[]
}

/** The order of errors is free: fields are executed in parallel, and the specification gives the list no order. */
function show(result: ExecutionResult, groups: ReadonlyMap<string, readonly string[]>): Shown {
  return {
    data: 'data' in result ? JSON.stringify(result.data) : 'absent',
    errors: [...groups].flatMap(([place, errors]) => errors.map((error) => `${place}: ${error}`)).toSorted(),
  }
}

/** What a client can tell apart, and what our error formatter reads besides. */
function showError(error: GraphQLError): string {
  const { message, path, locations, extensions, originalError, nodes } = error
  const cause = originalError ? `${originalError.name}: ${originalError.message}` : null
  return JSON.stringify({ message, path, locations, extensions, cause, kinds: nodes?.map(({ kind }) => kind) })
}
