import { LRUCache } from 'lru-cache'
import { JSON_TYPE } from './headers.ts'

const GRAPHQL_RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8'

export type ResponseType = typeof JSON_TYPE | typeof GRAPHQL_RESPONSE_TYPE

interface MediaRange {
  readonly type: string
  readonly quality: number
}

/** How exactly a range names a type: a more exact one decides over a less exact one, whatever their order. */
const RANGES_OF: readonly { responseType: ResponseType; ranges: readonly string[] }[] = [
  { responseType: JSON_TYPE, ranges: ['application/json', 'application/*', '*/*'] },
  { responseType: GRAPHQL_RESPONSE_TYPE, ranges: ['application/graphql-response+json', 'application/*', '*/*'] },
]

/**
 * The media type to answer in, or null when the client accepts neither. Without a preference it is application/json, as
 * "GraphQL over HTTP" asks for clients that say nothing. It is decided before anything runs: a mutation must not
 * succeed and then be answered with 406.
 */
export function chooseResponseType(accept: string | undefined): ResponseType | null {
  if (accept === undefined) return JSON_TYPE
  if (accept.length > MAX_REMEMBERED_LENGTH) return readResponseType(accept)
  const known = remembered.get(accept)
  if (known) return known.responseType
  const responseType = readResponseType(accept)
  remembered.set(accept, { responseType })
  return responseType
}

/** All installations of one client say the same, again and again. */
const remembered = new LRUCache<string, { readonly responseType: ResponseType | null }>({ max: 200 })
const MAX_REMEMBERED_LENGTH = 200

function readResponseType(accept: string): ResponseType | null {
  if (accept.trim() === '') return JSON_TYPE
  const accepted = accept.split(',').flatMap((text) => readMediaRange(text) ?? [])
  const candidates = RANGES_OF.map(({ responseType, ranges }) => ({
    responseType,
    quality: qualityOf(ranges, accepted),
  })).filter(({ quality }) => quality > 0)
  return candidates.toSorted((left, right) => right.quality - left.quality)[0]?.responseType ?? null
}

/** Only application/json, with no parameter but the charset UTF-8. */
export function isJsonContentType(contentType: string | undefined): boolean {
  return (
    contentType !== undefined && /^application\/json\s*(?:;\s*charset\s*=\s*(?:utf-8|"utf-8")\s*)?$/i.test(contentType)
  )
}

function qualityOf(ranges: readonly string[], accepted: readonly MediaRange[]): number {
  for (const range of ranges) {
    const match = accepted.find(({ type }) => type === range)
    if (match) return match.quality
  }
  return 0
}

/** Null for a range that this server cannot serve: another charset, or a parameter that it does not know. */
function readMediaRange(text: string): MediaRange | null {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  let quality = 1
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=').map((part) => part.trim().replaceAll('"', ''))
    if (name === 'q') quality = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(value) ? Number(value) : 0
    else if (name !== 'charset' || value !== 'utf-8') return null
  }
  return { type, quality }
}
