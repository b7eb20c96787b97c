import { type GraphQLOutputType, isLeafType, isNonNullType } from 'graphql'

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
