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
import { compileLeaf, UNUSUAL, type WriteLeaf } from './leaf.ts'
import { createLiteral } from './literal.ts'
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
  const createTarget = createLiteral(template)
  return (run, source, place) => {
    const target = createTarget()
    const region = regionOf(place)
    const prev = place === run.root ? undefined : place
    for (const { key, position, read, readAt, writeLeaf } of fields) {
      let own: Place | null = null
      try {
        let value = read(run, source)
        if (value === NEEDS_PLACE) {
          own = { prev, key, typename, target, region, position, isNull: false }
          value = readAt(run, source, own)
        }
        const leaf = writeLeaf === null ? UNUSUAL : writeLeaf(value)
        if (leaf !== UNUSUAL) {
          target[key] = leaf
          continue
        }
        own ??= { prev, key, typename, target, region, position, isNull: false }
        if (isPromise(value)) later(run, own, { promise: value, proceed: settle })
        else settle(run, own, value)
      } catch (error) {
        fail(run, own ?? { prev, key, typename, target, region, position, isNull: false }, error)
      }
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

interface CompiledField {
  readonly key: string
  readonly position: Position
  /** What the resolver answers, or NEEDS_PLACE: then it must be asked by `readAt`. */
  readonly read: (run: Run, source: unknown) => unknown
  readonly readAt: (run: Run, source: unknown, place: Place) => unknown
  /** Most values of an answer need no more than this, and no place of their own; null where there is no short way. */
  readonly writeLeaf: WriteLeaf | null
}

const NEEDS_PLACE = Symbol('needs place')

function compileField(field: PlannedField): CompiledField {
  const { key, nodes, definition } = field
  const position = {
    fieldNodes: nodes,
    isNullable: !isNonNullType(definition.type),
    complete: compileType(field, definition.type),
  }
  const readArguments = compileArguments(field)
  const resolve = definition.resolve ?? defaultFieldResolver
  return {
    key,
    position,
    read: compileRead(field, readArguments),
    readAt: (run, source, place) =>
      resolve(source, readArguments(run.variables), run.contextValue, createInfo(run, field, place)),
    writeLeaf: compileLeaf(definition.type),
  }
}

function compileRead({ definition }: PlannedField, readArguments: ReadArguments): CompiledField['read'] {
  const { name, resolve } = definition
  if (resolve === undefined) return (_run, source) => readPlain(source, name)
  if (!ignoresInfo(resolve)) return () => NEEDS_PLACE
  return (run, source) => resolve(source, readArguments(run.variables), run.contextValue)
}

/** A resolver that declares parameters, but not the fourth. One that declares none may take them all as a rest. */
function ignoresInfo(
  resolve: GraphQLFieldResolver<unknown, unknown>,
): resolve is (source: unknown, given: Arguments, context: unknown) => unknown {
  return resolve.length > 0 && resolve.length < 4
}

/** What the default resolver answers for a property; methods, and sources that are no objects, are left to itself. */
function readPlain(source: unknown, name: string): unknown {
  if (typeof source !== 'object' || source === null) return NEEDS_PLACE
  const value: unknown = Reflect.get(source, name)
  return typeof value === 'function' ? NEEDS_PLACE : value
}

type Arguments = Readonly<Record<string, unknown>>
type ReadArguments = (variables: Arguments) => Arguments
const NO_ARGUMENTS: Arguments = Object.freeze({})

/** Arguments without variables are read once; each call gets its own copy. */
function compileArguments({ definition, nodes }: PlannedField): ReadArguments {
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
