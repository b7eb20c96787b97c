import {
  GraphQLBoolean,
  type GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLOutputType,
  GraphQLString,
  getNullableType,
  isEnumType,
  isLeafType,
  isNonNullType,
} from 'graphql'

/** The answer's value, or UNUSUAL, which says nothing: then the value is completed as every other is. */
export type WriteLeaf = (value: unknown) => unknown

export const UNUSUAL = Symbol('unusual')

/**
 * The short way for a value that is a text, a number or a truth value: no place is made for it and nothing can be pending.
 * Whatever else is found or goes wrong is left to the long way, which finds it again and has the words for it. Null for
 * types that are not leaves.
 */
export function compileLeaf(type: GraphQLOutputType): WriteLeaf | null {
  const nullable = isNonNullType(type) ? type.ofType : type
  if (!isLeafType(nullable)) return null
  const nothing = nullable === type ? null : UNUSUAL
  return (value) => {
    if (value === null || value === undefined) return nothing
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return UNUSUAL
    try {
      return nullable.serialize(value) ?? UNUSUAL
    } catch {
      return UNUSUAL
    }
  }
}

/**
 * Code that says of `value` whether it stands in the answer as it is, or null where only the type itself knows. It takes no value
 * that the type would write otherwise; what it does not take may still be a good one.
 */
export function writeTest(type: GraphQLOutputType): string | null {
  const nullable = getNullableType(type)
  if (nullable === GraphQLString || nullable === GraphQLID) return "typeof value === 'string'"
  if (nullable === GraphQLBoolean) return "typeof value === 'boolean'"
  if (nullable === GraphQLInt) return "typeof value === 'number' && (value | 0) === value"
  if (nullable === GraphQLFloat) return "typeof value === 'number' && Number.isFinite(value)"
  return isEnumType(nullable) ? writeEnumTest(nullable) : null
}

/** Few comparisons are quicker than looking into a table. */
const MAX_COMPARED = 8

function writeEnumTest(type: GraphQLEnumType): string | null {
  const values = type.getValues()
  const areTheirNames = values.every(({ name, value }) => name === value)
  if (!areTheirNames || values.length > MAX_COMPARED) return null
  return values.map(({ name }) => `value === ${JSON.stringify(name)}`).join(' || ')
}
