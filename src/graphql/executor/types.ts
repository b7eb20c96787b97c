import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLTypeResolver,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { inspect } from 'graphql/jsutils/inspect.js'
import { isIterableObject } from 'graphql/jsutils/isIterableObject.js'
import { createItems } from './code.ts'
import { createInfo, nameOf, type PlannedField, type Subselection } from './planned.ts'
import {
  type Complete,
  ignore,
  isPromise,
  later,
  PENDING,
  type Place,
  type Position,
  type Run,
  regionOf,
  settleBy,
  settleOrWait,
} from './run.ts'
import { findRuntimeType } from './runtime-type.ts'

/** How values of a type are completed. The texts of errors are those of graphql-js. */
export function compileType(field: PlannedField, type: GraphQLOutputType): Complete {
  const nullable = isNonNullType(type) ? type.ofType : type
  const complete = compileNullable(field, nullable)
  if (nullable === type)
    return (run, value, place) => (isNothing(value) ? null : complete(run, unlessError(value), place))
  const message = `Cannot return null for non-nullable field ${nameOf(field)}.`
  return (run, value, place) => {
    if (isNothing(value)) throw new Error(message)
    return complete(run, unlessError(value), place)
  }
}

function compileNullable(field: PlannedField, type: GraphQLOutputType): Complete {
  if (isLeafType(type)) return completeLeaf(type)
  if (isListType(type)) return completeList(field, type.ofType)
  if (isObjectType(type)) return completeObject(field, type)
  if (isAbstractType(type)) return completeAbstract(field, type)
  throw new TypeError(`${inspect(type)} is no type of an answer.`)
}

function completeLeaf(type: GraphQLLeafType): Complete {
  return (_run, value) => {
    const serialized: unknown = type.serialize(value)
    if (!isNothing(serialized)) return serialized
    throw new Error(
      `Expected \`${inspect(type)}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(serialized)}`,
    )
  }
}

function completeList(field: PlannedField, itemType: GraphQLOutputType): Complete {
  const position: Position = {
    fieldNodes: field.nodes,
    isNullable: !isNonNullType(itemType),
    complete: compileType(field, itemType),
  }
  const complete: Complete = (run, value, place) => {
    if (!isIterableObject(value)) {
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(field)}".`)
    }
    const target: unknown[] = []
    const region = regionOf(place)
    for (const item of value) {
      if (region.isNull) {
        ignore(item)
        continue
      }
      const key = target.length
      target.push(null)
      settleOrWait(run, { prev: place, key, typename: undefined, target, region, position, isNull: false }, item)
    }
    return region.isNull ? null : target
  }
  const below = selectPlainly(field, itemType)
  return below === null ? complete : createItems({ plan: below.plan, position, complete })
}

/** How objects of a type are filled that need no other question than that, or null. */
export function selectPlainly({ selectFrom }: PlannedField, type: GraphQLOutputType): Subselection | null {
  const nullable = getNullableType(type)
  return isObjectType(nullable) && !nullable.isTypeOf ? selectFrom(nullable) : null
}

function completeObject(field: PlannedField, type: GraphQLObjectType): Complete {
  const { select } = field.selectFrom(type)
  const { isTypeOf } = type
  if (!isTypeOf) return (run, value, place) => select()(run, value, place)
  return (run, value, place) => {
    const fill = select()
    const verdict = isTypeOf(value, run.contextValue, createInfo(run, field, fieldPlace(place)))
    const complete = (isRight: unknown): unknown => {
      if (isRight) return fill(run, value, place)
      const message = `Expected value of type "${type.name}" but got: ${inspect(value)}.`
      throw new GraphQLError(message, { nodes: field.nodes })
    }
    return isPromise(verdict) ? completeLater(run, place, { promise: verdict, complete }) : complete(verdict)
  }
}

function completeAbstract(field: PlannedField, type: GraphQLAbstractType): Complete {
  const selections = new Map<string, Complete>()
  const resolveType = type.resolveType ?? defaultTypeResolver
  const choose = (name: unknown, value: unknown): Complete => {
    const known = typeof name === 'string' ? selections.get(name) : undefined
    if (known) return known
    const objectType = findRuntimeType({ field, type, name, value })
    const complete = completeObject(field, objectType)
    selections.set(objectType.name, complete)
    return complete
  }
  const readName: Complete = ignoresInfo(resolveType)
    ? (run, value) => resolveType(value, run.contextValue)
    : (run, value, place) => resolveType(value, run.contextValue, createInfo(run, field, fieldPlace(place)), type)
  return (run, value, place) => {
    const name = readName(run, value, place)
    if (!isPromise(name)) return choose(name, value)(run, value, place)
    const complete = (found: unknown): unknown => choose(found, value)(run, value, place)
    return completeLater(run, place, { promise: name, complete })
  }
}

/** As for resolvers of fields: a type resolver that declares neither its third parameter nor none. */
function ignoresInfo(
  resolveType: GraphQLTypeResolver<unknown, unknown>,
): resolveType is (value: unknown, context: unknown) => ReturnType<typeof resolveType> {
  return resolveType.length > 0 && resolveType.length < 3
}

function completeLater(
  run: Run,
  place: Place,
  { promise, complete }: { promise: PromiseLike<unknown>; complete: (settled: unknown) => unknown },
): typeof PENDING {
  later(run, place, { promise, proceed: (_run, _place, settled) => settleBy(run, place, () => complete(settled)) })
  return PENDING
}

/** The place of the field itself, where the value is an item of its lists. */
function fieldPlace(place: Place): Place {
  return typeof place.key === 'number' && place.prev !== undefined ? fieldPlace(place.prev) : place
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined
}

/** A resolver may answer with an error instead of throwing it. */
function unlessError(value: unknown): unknown {
  if (value instanceof Error) throw value
  return value
}
