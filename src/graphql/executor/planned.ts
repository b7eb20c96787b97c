import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql'
import type { WriteLeaf } from './leaf.ts'
import type { Place, Position, Run } from './run.ts'

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
  readonly selectFrom: (type: GraphQLObjectType) => Subselection
}

/** What is selected below a field, for one type of object. */
export interface Subselection {
  /** Throws what graphql-js would throw. */
  readonly plan: () => ObjectPlan
  /** The same as a function of its own. */
  readonly select: () => Selection
}

/** How the objects of one selection are filled. */
export interface ObjectPlan {
  readonly typename: string
  /** What every object of the selection begins as, all its keys in their order. */
  readonly template: Readonly<Record<string, unknown>>
  readonly fields: readonly FieldCode[]
}

/** One field of a selection, for the code that is written for it. */
export interface FieldCode {
  /** Under which the answer has it. */
  readonly key: string
  readonly position: Position
  readonly read: ReadCode
  /** What the resolver answers when it is told everything, its place in the answer included. */
  readonly readAt: (run: Run, source: unknown, place: Place) => unknown
  readonly write: WriteCode
}

/** Where a value comes from. */
export type ReadCode =
  /** The property of that name, unless it is a function or the source is no object. */
  | { readonly kind: 'property'; readonly name: string }
  /** A resolver that does not ask for its place in the answer. */
  | {
      readonly kind: 'resolver'
      readonly resolve: (source: unknown, given: unknown, context: unknown) => unknown
      readonly readArguments: (variables: Run['variables']) => unknown
    }
  /** A resolver that does. */
  | { readonly kind: 'place' }

/** What becomes of a value that is neither a promise nor otherwise unusual. */
export type WriteCode =
  /** `test` says of `value` whether it stands in the answer as it is. */
  | { readonly kind: 'leaf'; readonly test: string | null; readonly writeLeaf: WriteLeaf }
  /** `leaves` where nothing but leaves is selected: such an object is filled by the code of the object around it. */
  | { readonly kind: 'object'; readonly select: () => Selection; readonly leaves: ObjectPlan | null }
  | { readonly kind: 'other' }

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
