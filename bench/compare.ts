import { expectRecord } from './billing.ts'
import type { OperationName } from './options.ts'

/**
 * The data of an answer, as all contenders must give it. Cursors are opaque, and each contender has its own: of them
 * only remains whether there is one. Everything else, ids included, is compared as it came.
 */
export function readAnswer(text: string): unknown {
  const { data, errors } = expectRecord(
    JSON.parse(text, (key, value: unknown) => (key === 'endCursor' ? typeof value : value)),
  )
  if (errors !== undefined) throw new Error(`An answer with errors: ${JSON.stringify(errors).slice(0, 500)}`)
  return data
}

/** The first place where two answers differ, in words; null where they are equal. */
export function findDifference(one: unknown, other: unknown, path = 'data'): string | null {
  if (Object.is(one, other)) return null
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return `${path}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`
  const left = new Map<string, unknown>(Object.entries(one))
  const right = new Map<string, unknown>(Object.entries(other))
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    if (!left.has(key) || !right.has(key)) return `${path}.${key}: only one has it`
    const difference = findDifference(left.get(key), right.get(key), `${path}.${key}`)
    if (difference !== null) return difference
  }
  return null
}

/** Nobody is quick by answering nothing: an answer must have all that its operation is about. */
export function assertFull(name: OperationName, answer: unknown): void {
  const text = JSON.stringify(answer)
  const missing = /"(?:account|balance|services|tariff|payments|tickets|statement)":null|\[null|null\]|,null,/.exec(
    text,
  )
  if (missing) throw new Error(`${name}: something is null: ${missing[0]}`)
  const count = (word: string) => text.split(`"${word}":`).length - 1
  const enough: Readonly<Record<OperationName, boolean>> = {
    tiny: count('balance') === 1,
    cabinet: count('tariff') >= 2 && count('method') === 10 && count('subject') >= 3,
    list: count('balance') === 50 && count('tariff') >= 50,
    statement: count('description') === 500,
  }
  if (!enough[name]) throw new Error(`${name}: not all that was to be measured is in the answer: ${text.slice(0, 300)}`)
}
