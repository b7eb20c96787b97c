/**
 * The places at which two answers of the port differ, ids left out, since two billings have different ones. A place is a path
 * of field names: what stands there is never told. Elements of lists are matched whatever their order.
 */
export function listDifferences(ours: unknown, theirs: unknown): readonly string[] {
  const places = new Set<string>()
  compare('', [ours, theirs], places)
  return [...places]
}

/** References are ours, or the partner's, in every billing. */
const KEPT_IDS: ReadonlySet<string> = new Set(['externalId'])

function isId(name: string): boolean {
  return !KEPT_IDS.has(name) && (name === 'id' || name === 'keys' || /Ids?$/.test(name))
}

type Pair = readonly [ours: unknown, theirs: unknown]

function compare(place: string, [ours, theirs]: Pair, places: Set<string>): void {
  const lists = [listOf(ours), listOf(theirs)] as const
  if (lists[0] !== null && lists[1] !== null) return compareLists(place, [lists[0], lists[1]], places)
  const fields = [fieldsOf(ours), fieldsOf(theirs)] as const
  if (fields[0] !== null && fields[1] !== null) {
    for (const name of new Set([...fields[0].keys(), ...fields[1].keys()])) {
      const inner = place === '' ? name : `${place}.${name}`
      compare(inner, [fields[0].get(name) ?? null, fields[1].get(name) ?? null], places)
    }
    return
  }
  if (textOf(ours) !== textOf(theirs)) places.add(place === '' ? 'value' : place)
}

function compareLists(
  place: string,
  [ours, theirs]: readonly [readonly unknown[], readonly unknown[]],
  places: Set<string>,
): void {
  const left = new Map<string, unknown[]>()
  for (const value of theirs) left.set(textOf(value), [...(left.get(textOf(value)) ?? []), value])
  // What has its equal is done with; what is left over is compared in the order in which it stands.
  const alone = ours.filter((value) => left.get(textOf(value))?.pop() === undefined)
  const others = theirs.filter((value) => takeOut(left, value))
  const inner = `${place}[]`
  for (const [at, value] of alone.slice(0, others.length).entries()) compare(inner, [value, others[at]], places)
  if (alone.length > others.length) places.add(`${inner} missing`)
  if (alone.length < others.length) places.add(`${inner} more`)
}

function takeOut(left: Map<string, unknown[]>, value: unknown): boolean {
  const values = left.get(textOf(value)) ?? []
  const at = values.indexOf(value)
  if (at >= 0) values.splice(at, 1)
  return at >= 0
}

function listOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value
  return value instanceof Map ? [...value.values()] : null
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof value !== 'object' || value === null || listOf(value) !== null) return null
  const entries: readonly [string, unknown][] = Object.entries(value)
  return new Map(entries.filter(([name]) => !isId(name)).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/** The same text for the same value, ids left out. */
function textOf(value: unknown): string {
  const list = listOf(value)
  if (list !== null) return `[${list.map(textOf).join()}]`
  const fields = fieldsOf(value)
  if (fields !== null) return `{${[...fields].map(([name, inner]) => `${name}:${textOf(inner ?? null)}`).join()}}`
  return typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? 'null')
}
