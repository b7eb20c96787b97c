import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLObjectType,
  getArgumentValues,
  isNonNullType,
  Kind,
  type ValueNode,
} from 'graphql'
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js'
import { getFieldDef } from 'graphql/execution/execute.js'
import { compileLeaf, type ReadLeaf, UNUSUAL } from './leaf.ts'
import { createInfo, type PlannedField, type PlanSource, type Selection } from './planned.ts'
import { fail, isPromise, later, type Place, type Position, type Run, regionOf, settle } from './run.ts'
import { compileType } from './types.ts'

/** Throws what graphql-js would throw, e.g. for a null in `@include(if:)`. */
export function compileRoot(source: PlanSource, type: GraphQLObjectType): Selection {
  const { schema, fragments, conditions, operation } = source
  return compileSelection(source, type, collectFields(schema, fragments, conditions, type, operation.selectionSet))
}

function compileSelection(
  source: PlanSource,
  type: GraphQLObjectType,
  groups: ReadonlyMap<string, readonly FieldNode[]>,
): Selection {
  const template: Record<string, unknown> = {}
  const fields: CompiledField[] = []
  for (const [key, nodes] of groups) {
    const [node] = nodes
    const definition = node && getFieldDef(source.schema, type, node)
    if (!definition) continue
    template[key] = definition.name === '__typename' ? type.name : null
    if (definition.name === '__typename') continue
    const selectFrom: PlannedField['selectFrom'] = (below) => compileSubselection(source, below, nodes)
    fields.push(compileField({ source, key, nodes, definition, parentType: type, selectFrom }))
  }
  const typename = type.name
  return (run, value, place) => {
    const target = { ...template }
    const region = regionOf(place)
    const prev = place === run.root ? undefined : place
    for (const { key, position, execute, readLeaf } of fields) {
      const leaf = readLeaf === null ? UNUSUAL : readLeaf(value)
      if (leaf !== UNUSUAL) {
        target[key] = leaf
        continue
      }
      execute(run, value, { prev, key, typename, target, region, position, isNull: false })
      if (region.isNull) return null
    }
    return target
  }
}

/** Compiled when the first object of that type is met: most types of an interface never come. */
function compileSubselection(
  source: PlanSource,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): () => Selection {
  const { schema, fragments, conditions } = source
  let selection: Selection | null = null
  return () => {
    selection ??= compileSelection(source, type, collectSubfields(schema, fragments, conditions, type, nodes))
    return selection
  }
}

type Execute = (run: Run, source: unknown, place: Place) => void

interface CompiledField {
  readonly key: string
  readonly position: Position
  readonly execute: Execute
  /** Most values of an answer need no more than this, and no place of their own; null where there is no short way. */
  readonly readLeaf: ReadLeaf | null
}

function compileField(field: PlannedField): CompiledField {
  const { key, nodes, definition } = field
  const position = {
    fieldNodes: nodes,
    isNullable: !isNonNullType(definition.type),
    complete: compileType(field, definition.type),
  }
  const readArguments = compileArguments(field)
  const resolve = definition.resolve ?? defaultFieldResolver
  const isPlain = definition.resolve === undefined
  return {
    key,
    position,
    readLeaf: isPlain ? compileLeaf(definition) : null,
    execute: (run, source, place) => {
      try {
        const plain = isPlain ? readPlain(source, definition.name) : CALL
        const value: unknown =
          plain === CALL
            ? resolve(source, readArguments(run.variables), run.contextValue, createInfo(run, field, place))
            : plain
        if (isPromise(value)) later(run, place, { promise: value, proceed: settle })
        else settle(run, place, value)
      } catch (error) {
        fail(run, place, error)
      }
    },
  }
}

/** The property is a method, or the source no object: the default resolver knows what to do. */
const CALL = Symbol('call')

/** What the default resolver answers for a property, without all that a resolver is given. */
function readPlain(source: unknown, name: string): unknown {
  if (typeof source !== 'object' || source === null) return CALL
  const value: unknown = Reflect.get(source, name)
  return typeof value === 'function' ? CALL : value
}

type Arguments = Readonly<Record<string, unknown>>
const NO_ARGUMENTS: Arguments = Object.freeze({})

/** Arguments without variables are read once; each call gets its own copy. */
function compileArguments({ definition, nodes }: PlannedField): (variables: Arguments) => Arguments {
  const [node] = nodes
  if (!node || definition.args.length === 0) return () => NO_ARGUMENTS
  const read = (variables: Arguments): Arguments => getArgumentValues(definition, node, variables)
  if (node.arguments?.some(({ value }) => hasVariable(value))) return read
  try {
    const fixed = read({})
    return () => ({ ...fixed })
  } catch {
    return read
  }
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.LIST) return value.values.some(hasVariable)
  if (value.kind === Kind.OBJECT) return value.fields.some((field) => hasVariable(field.value))
  return value.kind === Kind.VARIABLE
}
