/** The parameters of "GraphQL over HTTP", as far as their types go. */
export interface GraphqlParameters {
  readonly query: string | null
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>> | null
  readonly extensions: Readonly<Record<string, unknown>> | null
}

export type ParametersVerdict =
  | { readonly kind: 'read'; readonly parameters: GraphqlParameters }
  | { readonly kind: 'refused'; readonly code: 'BATCHING_NOT_SUPPORTED' | 'INVALID_REQUEST_PARAMETERS' }

/**
 * Reads a body before anybody is asked who the client is. `query` may be missing only where `extensions.persistedQuery`
 * names the document; whether that document is known is for the GraphQL layer to say.
 */
export function readParameters(body: unknown): ParametersVerdict {
  if (Array.isArray(body)) return { kind: 'refused', code: 'BATCHING_NOT_SUPPORTED' }
  if (!isRecord(body)) return INVALID
  const { query, operationName, variables, extensions } = body
  const isNamed = isRecord(extensions) && isRecord(extensions['persistedQuery'])
  if (!isAbsentOr(isText, query) || !(query || isNamed)) return INVALID
  if (!isAbsentOr(isText, operationName) || !isAbsentOr(isRecord, variables)) return INVALID
  if (!isAbsentOr(isRecord, extensions)) return INVALID
  // Apollo reads null as absent, but refuses a property that is there and undefined.
  return {
    kind: 'read',
    parameters: {
      query: query ?? null,
      operationName: operationName ?? null,
      variables: variables ?? null,
      extensions: extensions ?? null,
    },
  }
}

const INVALID: ParametersVerdict = { kind: 'refused', code: 'INVALID_REQUEST_PARAMETERS' }

function isAbsentOr<T>(isRight: (value: unknown) => value is T, value: unknown): value is T | null | undefined {
  return value === undefined || value === null || isRight(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
