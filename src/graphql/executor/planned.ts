import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql'
import type { Place, Run } from './run.ts'

/** What a plan is made from: an operation and the values of the variables that decide which selections are in it. */
export interface PlanSource {
  readonly schema: GraphQLSchema
  readonly operation: OperationDefinitionNode
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly conditions: Readonly<Record<string, unknown>>
}

/** One field of one type of object, with all that does not change from one object to the next. */
export interface PlannedField {
  readonly source: PlanSource
  readonly key: string
  readonly nodes: readonly FieldNode[]
  readonly definition: GraphQLField<unknown, unknown>
  readonly parentType: GraphQLObjectType
  /** What is selected below the field, for one type of object; compiled when it is called for. */
  readonly selectFrom: (type: GraphQLObjectType) => () => Selection
}

/** Fills an object of the answer from its source; null when it has become null meanwhile. */
export type Selection = (run: Run, source: unknown, place: Place) => Record<string, unknown> | null

/** What resolvers get as their fourth argument. `path` may lie within the field's list. */
export function createInfo(run: Run, field: PlannedField, path: Place): GraphQLResolveInfo {
  const { source, definition, nodes, parentType } = field
  return {
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType,
    path,
    schema: source.schema,
    fragments: source.fragments,
    rootValue: undefined,
    operation: source.operation,
    variableValues: run.variables,
  }
}

/** "Type.field", as errors name it. */
export function nameOf({ parentType, definition }: PlannedField): string {
  return `${parentType.name}.${definition.name}`
}
