/**
 * The order of keys that a billing counts up: "99" before "100". Text of the same length is compared as text, so that
 * keys of another kind have an order too, though one without a meaning.
 */
export function compareKeys(left: string, right: string): number {
  if (left.length !== right.length) return left.length - right.length
  if (left === right) return 0
  return left < right ? -1 : 1
}
