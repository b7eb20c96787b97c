import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  getArgumentValues,
  isNonNullType,
  Kind,
  type ValueNode,
} from 'graphql'
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js'
import { getFieldDef } from 'graphql/execution/execute.js'
import { createSelection } from './code.ts'
import { compileLeaf, writeTest } from './leaf.ts'
import {
  createInfo,
  type FieldCode,
  type ObjectPlan,
  type PlannedField,
  type PlanSource,
  type Selection,
  type Subselection,
} from './planned.ts'
import { compileType, selectPlainly } from './types.ts'

/** Throws what graphql-js would throw, e.g. for a null in `@include(if:)`. */
export function compileRoot(source: PlanSource, type: GraphQLObjectType): Selection {
  const { schema, fragments, conditions, operation } = source
  const groups = collectFields(schema, fragments, conditions, type, operation.selectionSet)
  return createSelection(planObject(source, type, groups))
}

function planObject(
  source: PlanSource,
  type: GraphQLObjectType,
  groups: ReadonlyMap<string, readonly FieldNode[]>,
): ObjectPlan {
  const template: Record<string, unknown> = {}
  const fields: FieldCode[] = []
  for (const [key, nodes] of groups) {
    const [node] = nodes
    const definition = node && getFieldDef(source.schema, type, node)
    if (!definition) continue
    template[key] = definition.name === '__typename' ? type.name : null
    if (definition.name === '__typename') continue
    const selections = new Map<GraphQLObjectType, Subselection>()
    const selectFrom: PlannedField['selectFrom'] = (below) => {
      const selection = selections.get(below) ?? planSubselection(source, below, nodes)
      selections.set(below, selection)
      return selection
    }
    fields.push(planField({ source, key, nodes, definition, parentType: type, selectFrom }))
  }
  return { typename: type.name, template, fields }
}

/** Planned and compiled when the first object of that type is met: most types of an interface never come. */
function planSubselection(source: PlanSource, type: GraphQLObjectType, nodes: readonly FieldNode[]): Subselection {
  const { schema, fragments, conditions } = source
  let known: ObjectPlan | null = null
  let selection: Selection | null = null
  const plan = (): ObjectPlan => {
    known ??= planObject(source, type, collectSubfields(schema, fragments, conditions, type, nodes))
    return known
  }
  const select = (): Selection => {
    selection ??= createSelection(plan())
    return selection
  }
  return { plan, select }
}

function planField(field: PlannedField): FieldCode {
  const { key, nodes, definition } = field
  const { type, resolve = defaultFieldResolver } = definition
  const readArguments = compileArguments(field)
  return {
    key,
    position: { fieldNodes: nodes, isNullable: !isNonNullType(type), complete: compileType(field, type) },
    read: planRead(definition, readArguments),
    readAt: (run, source, place) =>
      resolve(source, readArguments(run.variables), run.contextValue, createInfo(run, field, place)),
    write: planWrite(field),
  }
}

function planRead({ name, resolve }: PlannedField['definition'], readArguments: ReadArguments): FieldCode['read'] {
  if (resolve === undefined) return { kind: 'property', name }
  return ignoresInfo(resolve) ? { kind: 'resolver', resolve, readArguments } : { kind: 'place' }
}

function planWrite(field: PlannedField): FieldCode['write'] {
  const { type } = field.definition
  const writeLeaf = compileLeaf(type)
  if (writeLeaf !== null) return { kind: 'leaf', test: writeTest(type), writeLeaf }
  const below = selectPlainly(field, type)
  if (below === null) return { kind: 'other' }
  const leaves = field.nodes.every(selectsLeaves) ? below.plan() : null
  return { kind: 'object', select: below.select, leaves }
}

/** Whether a field selects nothing but leaves, of which none depends on anything. */
function selectsLeaves({ selectionSet }: FieldNode): boolean {
  return (
    selectionSet?.selections.every(
      (below) => below.kind === Kind.FIELD && !below.selectionSet && (below.directives ?? []).length === 0,
    ) ?? false
  )
}

/** A resolver that declares parameters, but not the fourth. One that declares none may take them all as a rest. */
function ignoresInfo(
  resolve: GraphQLFieldResolver<unknown, unknown>,
): resolve is (source: unknown, given: unknown, context: unknown) => unknown {
  return resolve.length > 0 && resolve.length < 4
}

type Arguments = Readonly<Record<string, unknown>>
type ReadArguments = (variables: Arguments) => Arguments
const NO_ARGUMENTS: Arguments = Object.freeze({})

/** Arguments without variables are read once; each call gets its own copy. */
function compileArguments({ definition, nodes }: PlannedField): ReadArguments {
  const [node] = nodes
  if (!node || definition.args.length === 0) return () => NO_ARGUMENTS
  const read = (variables: Arguments): Arguments => getArgumentValues(definition, node, variables)
  if (node.arguments?.some(({ value }) => hasVariable(value))) return readAtOnce(definition, node) ?? read
  try {
    const fixed = read({})
    return () => ({ ...fixed })
  } catch {
    return read
  }
}

/**
 * The short way for arguments that are variables and nothing but, where none is left to its default: what is there is used as it is. Null
 * for a field that has others.
 */
function readAtOnce(definition: PlannedField['definition'], node: FieldNode): ReadArguments | null {
  const variables: [argument: string, variable: string][] = []
  for (const { name, type, defaultValue } of definition.args) {
    const given = node.arguments?.find((argument) => argument.name.value === name)?.value
    if (given?.kind === Kind.VARIABLE) variables.push([name, given.name.value])
    else if (given !== undefined || defaultValue !== undefined || isNonNullType(type)) return null
  }
  return (values) => {
    const found: Record<string, unknown> = {}
    for (const [argument, variable] of variables) {
      // What every object has by its prototype is no variable that was given.
      const value = Object.hasOwn(values, variable) ? values[variable] : null
      // Absent and null have rules and words of their own.
      if (value === undefined || value === null) return getArgumentValues(definition, node, values)
      found[argument] = value
    }
    return found
  }
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.LIST) return value.values.some(hasVariable)
  if (value.kind === Kind.OBJECT) return value.fields.some((field) => hasVariable(field.value))
  return value.kind === Kind.VARIABLE
}
