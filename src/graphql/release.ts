/**
 * The JSON of an answer, which is empty afterwards: Apollo's request context outlives its request until a major collection, and with it
 * would the whole answer.
 */
export function stringifyAndRelease(result: { readonly data?: Record<string, unknown> | null | undefined }): string {
  const text = JSON.stringify(result)
  const { data } = result
  if (data) for (const name of Object.keys(data)) data[name] = null
  return text
}
