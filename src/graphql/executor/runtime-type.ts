import { type GraphQLAbstractType, GraphQLError, type GraphQLObjectType, isObjectType } from 'graphql'
import { inspect } from 'graphql/jsutils/inspect.js'
import { nameOf, type PlannedField } from './planned.ts'

/** The type that a type resolver named; a GraphQLError in the words of graphql-js when there can be none of that name. */
export function findRuntimeType(options: {
  readonly field: PlannedField
  readonly type: GraphQLAbstractType
  readonly name: unknown
  readonly value: unknown
}): GraphQLObjectType {
  const { field, type, name, value } = options
  const { schema } = field.source
  const nodes = field.nodes
  const mustResolve = `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${nameOf(field)}"`
  if (name === null || name === undefined) {
    const advice = `Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`
    throw new GraphQLError(`${mustResolve}. ${advice}`, { nodes })
  }
  if (isObjectType(name)) {
    throw new GraphQLError(
      'Support for returning GraphQLObjectType from resolveType was removed in graphql-js@16.0.0 please return type name instead.',
    )
  }
  if (typeof name !== 'string') {
    throw new GraphQLError(`${mustResolve} with value ${inspect(value)}, received "${inspect(name)}".`)
  }
  const found = schema.getType(name)
  if (!found) {
    const message = `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`
    throw new GraphQLError(message, { nodes })
  }
  if (!isObjectType(found)) {
    throw new GraphQLError(`Abstract type "${type.name}" was resolved to a non-object type "${name}".`, { nodes })
  }
  if (!schema.isSubType(type, found)) {
    const message = `Runtime Object type "${found.name}" is not a possible type for "${type.name}".`
    throw new GraphQLError(message, { nodes })
  }
  return found
}
