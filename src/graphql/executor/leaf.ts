import { type GraphQLField, isLeafType, isNonNullType } from 'graphql'

/** The answer's value of a field, or UNUSUAL, which says nothing: then the field is executed as every other is. */
export type ReadLeaf = (source: unknown) => unknown

export const UNUSUAL = Symbol('unusual')

/**
 * The short way for a property that holds a text, a number or a truth value: no place is made for it and nothing can be
 * pending. Whatever else is found or goes wrong is left to the long way, which finds it again and has the words for it. Null
 * for fields that are not leaves.
 */
export function compileLeaf({ name, type }: GraphQLField<unknown, unknown>): ReadLeaf | null {
  const nullable = isNonNullType(type) ? type.ofType : type
  if (!isLeafType(nullable)) return null
  const nothing = nullable === type ? null : UNUSUAL
  return (source) => {
    if (typeof source !== 'object' || source === null) return UNUSUAL
    const value: unknown = Reflect.get(source, name)
    if (value === null || value === undefined) return nothing
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return UNUSUAL
    try {
      return nullable.serialize(value) ?? UNUSUAL
    } catch {
      return UNUSUAL
    }
  }
}
