import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'
import {
  type BillingRead,
  billingReads,
  expectedSizes,
  leafCosts,
  OPERATION_COSTS,
  sizingArguments,
} from './cost-table.ts'
import { listBounds } from './policies.ts'

type Variables = Readonly<Record<string, unknown>>

/** One operation of a validated document, with the values that came with it. */
export interface CostedOperation {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** What is known of this one request; null for the dearest that any can be. */
  readonly request: {
    readonly variables: Variables
    /** How many accounts `viewer` has: the session knows. */
    readonly accountCount: number
  } | null
}

/**
 * What an operation may cost: each object that it can answer with its values, where a list is as long as it was asked for or
 * as long as it can be, and each call of the billing that it can cause. Fields that are written twice count once.
 * Expects that the bound on selections was kept.
 */
export function computeCost({ schema, document, operation, request }: CostedOperation): number {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const root = schema.getRootType(operation.operation)
  if (!root) return 0
  const variables = request && withDefaults(operation, request.variables)
  const walk: Walk = { schema, fragments, variables, accountCount: request?.accountCount ?? null, reads: new Set() }
  const fields = costOfObject(walk, { sets: [operation.selectionSet], type: root, pageSize: null })
  return Math.min(fields + walk.reads.size * OPERATION_COSTS.billingRead, Number.MAX_SAFE_INTEGER)
}

interface Walk {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Variables | null
  readonly accountCount: number | null
  /** The different calls met so far. */
  readonly reads: Set<string>
}

/** Selections of one object. */
interface Selected {
  readonly sets: readonly SelectionSetNode[]
  readonly type: GraphQLNamedType
  /** How many rows were asked for, where the object is a page. */
  readonly pageSize: number | null
}

/** A field of an object with everything that is selected below it, wherever it is written. */
interface Gathered {
  readonly parent: GraphQLNamedType
  readonly node: FieldNode
  readonly definition: GraphQLField<unknown, unknown>
  readonly sets: SelectionSetNode[]
}

function costOfObject(walk: Walk, { sets, type, pageSize }: Selected): number {
  const gathered = new Map<string, Gathered>()
  for (const set of sets) gather(walk, { set, type, gathered })
  let cost = 0
  for (const field of gathered.values()) cost += costOfField(walk, field, pageSize)
  return cost
}

function costOfField(walk: Walk, field: Gathered, pageSize: number | null): number {
  const { definition, node, sets } = field
  let keys = 0
  for (const { read, by = [], isKeyed } of findReads(field)) {
    walk.reads.add(by.length === 0 ? read : `${read}(${by.map((name) => writeArgument(walk, node, name)).join()})`)
    if (isKeyed) keys += OPERATION_COSTS.billingKey
  }
  const type = getNamedType(definition.type)
  if (isLeafType(type)) return (leafCosts[`${field.parent.name}.${definition.name}`] ?? OPERATION_COSTS.leaf) + keys
  const first = definition.args.some(({ name }) => name === 'first') ? readArgument(walk, node, 'first') : null
  const below = costOfObject(walk, { sets, type, pageSize: typeof first === 'number' ? first : null })
  return keys + (OPERATION_COSTS.object + below) * (isList(definition.type) ? sizeOf(walk, field, pageSize) : 1)
}

/** How many elements a list can have: what was asked for, within its bound. */
function sizeOf(walk: Walk, { parent, node, definition }: Gathered, pageSize: number | null): number {
  const bound = boundOf(walk.schema, parent, definition.name)
  if (pageSize !== null) return within(pageSize, bound)
  const name = `${parent.name}.${definition.name}`
  if (name === 'Viewer.accounts' && walk.accountCount !== null) return within(walk.accountCount, bound)
  const argument = sizingArguments[name]
  const keys = argument === undefined ? undefined : readArgument(walk, node, argument)
  return Array.isArray(keys)
    ? within(keys.length, bound)
    : within(expectedOf(walk.schema, parent, definition.name), bound)
}

function within(size: number, bound: number): number {
  return Math.max(0, Math.min(size, bound))
}

function boundOf(schema: GraphQLSchema, parent: GraphQLNamedType, name: string): number {
  return Math.max(0, ...ownersOf(schema, parent).map((owner) => listBounds[`${owner.name}.${name}`] ?? 0))
}

/** How long a list is likely to be that nobody can shorten; its bound where nothing is known. */
function expectedOf(schema: GraphQLSchema, parent: GraphQLNamedType, name: string): number {
  const sizes = ownersOf(schema, parent).map(
    (owner) => expectedSizes[`${owner.name}.${name}`] ?? Number.POSITIVE_INFINITY,
  )
  return Math.max(0, ...sizes)
}

/** A list of an interface is bounded where it is implemented. */
function ownersOf(schema: GraphQLSchema, parent: GraphQLNamedType): readonly GraphQLNamedType[] {
  return isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent]
}

function findReads({ parent, definition: { name } }: Gathered): readonly BillingRead[] {
  const interfaces = isObjectType(parent) || isInterfaceType(parent) ? parent.getInterfaces() : []
  for (const owner of [parent, ...interfaces]) {
    const reads = billingReads[`${owner.name}.${name}`]
    if (reads) return reads
  }
  return []
}

/** Puts together what is selected under one name from one type. Introspection is bounded elsewhere. */
function gather(
  walk: Walk,
  { set, type, gathered }: { set: SelectionSetNode; type: GraphQLNamedType; gathered: Map<string, Gathered> },
): void {
  for (const selection of set.selections) {
    if (isLeftOut(walk, selection)) continue
    if (selection.kind === Kind.FIELD) {
      const definition =
        isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined
      if (definition) add(gathered, { parent: type, node: selection, definition, sets: [] })
      continue
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value) : selection
    const condition = fragment?.typeCondition && walk.schema.getType(fragment.typeCondition.name.value)
    if (fragment) gather(walk, { set: fragment.selectionSet, type: condition ?? type, gathered })
  }
}

function add(gathered: Map<string, Gathered>, field: Gathered): void {
  const { parent, node } = field
  const key = `${parent.name}.${node.alias?.value ?? node.name.value}`
  const known = gathered.get(key) ?? field
  if (known === field) gathered.set(key, field)
  if (node.selectionSet) known.sets.push(node.selectionSet)
}

/** Whether `@skip` or `@include` leaves it out, as far as that is known. */
function isLeftOut({ variables }: Walk, { directives }: SelectionSetNode['selections'][number]): boolean {
  for (const { name, arguments: given } of directives ?? []) {
    const [condition] = given ?? []
    if (!condition || (condition.value.kind === Kind.VARIABLE && variables === null)) continue
    const value = valueFromASTUntyped(condition.value, variables)
    if (name.value === GraphQLSkipDirective.name && value === true) return true
    if (name.value === GraphQLIncludeDirective.name && value === false) return true
  }
  return false
}

/** The value of an argument; undefined when it is left out or hangs on a value that is not known. */
function readArgument({ variables }: Walk, node: FieldNode, name: string): unknown {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value
  return value === undefined ? undefined : valueFromASTUntyped(value, variables)
}

function writeArgument(walk: Walk, node: FieldNode, name: string): string {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value
  if (value === undefined) return ''
  return walk.variables === null ? print(value) : (JSON.stringify(valueFromASTUntyped(value, walk.variables)) ?? '')
}

function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, variables: Variables): Variables {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  )
  return { ...Object.fromEntries(defaults), ...variables }
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(type) || (isNonNullType(type) && isList(type.ofType))
}
