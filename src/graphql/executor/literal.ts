/**
 * Makes objects that begin alike, by a literal in a function of its own: the engine copies what a literal says in one step, and gives all
 * its objects one hidden class. A spread, which all selections would share, goes property by property.
 *
 * The code is JSON, so that no key and no value can be more than data. `__proto__` would be, and is no key here (conditions.ts).
 */
export function createLiteral(template: Readonly<Record<string, unknown>>): () => Record<string, unknown> {
  // oxlint-disable-next-line typescript/no-implied-eval -- the text is JSON of names that GraphQL has checked, see above
  const create: unknown = new Function(`return ${JSON.stringify(template)}`)
  if (!isMaker(create)) throw new TypeError('A literal that makes nothing.')
  return create
}

function isMaker(value: unknown): value is () => Record<string, unknown> {
  return typeof value === 'function'
}
