/** The first object at the end of a way that has anything in it: of a list, another type's elements are empty. */
export function reach(value: unknown, way: readonly string[]): unknown {
  if (Array.isArray(value)) {
    for (const element of value) {
      const found = reach(element, way)
      if (found !== undefined) return found
    }
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const [next, ...rest] = way
  if (next === undefined) return Object.keys(value).length > 0 ? value : undefined
  return reach(Object.entries(value).find(([key]) => key === next)?.[1], rest)
}
