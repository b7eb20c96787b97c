import type { IncomingMessage } from 'node:http'

type Headers = Readonly<Record<string, string>>

const PREFLIGHT_HEADERS: Headers = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers':
    'accept-language, apollo-require-preflight, authorization, content-type, x-apollo-operation-name, x-request-id, x-timeout-ms',
  'access-control-max-age': '600',
}

/**
 * The headers that let pages of other origins read the answers. `allowedOrigins` is an exact list
 * ("https://cabinet.example"); a wildcard or a text that is not an origin is a RangeError. An empty list means that only
 * pages of the same origin may call. Credentials travel in `Authorization` alone, so cookies are never allowed.
 */
export function createCors(allowedOrigins: readonly string[]): (request: IncomingMessage) => Headers {
  for (const origin of allowedOrigins) {
    if (URL.parse(origin)?.origin !== origin) throw new RangeError(`Not an origin: ${JSON.stringify(origin)}`)
  }
  const allowed = new Set(allowedOrigins)
  return ({ method, headers }) => {
    if (allowed.size === 0) return {}
    if (headers.origin === undefined || !allowed.has(headers.origin)) return { vary: 'Origin' }
    const isPreflight = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
    return {
      vary: 'Origin',
      'access-control-allow-origin': headers.origin,
      'access-control-expose-headers': 'retry-after, x-request-id',
      ...(isPreflight ? PREFLIGHT_HEADERS : {}),
    }
  }
}
