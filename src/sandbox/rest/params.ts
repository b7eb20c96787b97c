import { RefusalError } from '../wire/refusal.ts'

const MOST_IDS = 100
const LONGEST_NUMBER = 64
const MOST_ROWS = 500
const DEFAULT_ROWS = 25

export interface Page {
  readonly limit: number
  readonly offset: number
}

/**
 * Ids with semicolons between, each once; null when the parameter is left out. Ids too large to exist are dropped like
 * any other absent id.
 */
export function readIds(query: URLSearchParams, name: string): number[] | null {
  const value = query.get(name)
  if (value === null) return null
  const parts = value.split(';')
  if (parts.length > MOST_IDS)
    throw new RefusalError(400, `too many ids in '${name}': ${parts.length}, at most ${MOST_IDS}`)
  const wrong = parts.find((part) => !/^\d{1,19}$/.test(part))
  if (wrong !== undefined) throw new RefusalError(400, `bad id '${wrong.slice(0, 40)}' in '${name}'`)
  return [...new Set(parts.map(Number))].filter(Number.isSafeInteger)
}

/** Contract numbers with semicolons between, each once; null when the parameter is left out. */
export function readNumbers(query: URLSearchParams, name: string): string[] | null {
  const value = query.get(name)
  if (value === null) return null
  const parts = value.split(';')
  if (parts.length > MOST_IDS)
    throw new RefusalError(400, `too many numbers in '${name}': ${parts.length}, at most ${MOST_IDS}`)
  const wrong = parts.find((part) => part === '' || part.length > LONGEST_NUMBER)
  if (wrong !== undefined) throw new RefusalError(400, `bad number '${wrong.slice(0, 40)}' in '${name}'`)
  return [...new Set(parts)]
}

/** `limit` 1–500, silently 25, and `offset`. */
export function readPage(query: URLSearchParams): Page {
  const limit = readWhole(query, 'limit') ?? DEFAULT_ROWS
  if (limit < 1 || limit > MOST_ROWS) throw new RefusalError(400, `bad limit ${limit}: 1 to ${MOST_ROWS}`)
  return { limit, offset: readWhole(query, 'offset') ?? 0 }
}

/** A whole number from 0; null when the parameter is left out. */
export function readWhole(query: URLSearchParams, name: string): number | null {
  const value = query.get(name)
  if (value === null) return null
  if (!/^\d{1,9}$/.test(value))
    throw new RefusalError(400, `bad ${name} '${value.slice(0, 40)}': a whole number is expected`)
  return Number(value)
}
