/** Equal for values that are the same to whoever watches. */
export function fingerprintOf(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part))
}
