/** Whatever is in an answer: the values of a map, the rows of a page, what is not null. */
export function listThings(told: unknown): readonly unknown[] {
  if (told === null || told === undefined || typeof told === 'boolean') return []
  if (told instanceof Map) return [...told.values()].flatMap(listThings)
  if (Array.isArray(told)) return told.flatMap((each) => [each])
  if (typeof told !== 'object') return [told]
  const lists = Object.values(told).filter(Array.isArray)
  return lists.length === 0 ? [told] : lists.flat()
}

export function isNothing(told: unknown): boolean {
  return listThings(told).length === 0
}
