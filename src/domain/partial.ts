/**
 * `work` with its first argument given. Unlike a closure it has no code of its own: the engine forgets the compiled code of
 * functions that are made for a request as often as it finds none of them alive.
 */
export function partial<First, Rest extends unknown[], Result>(
  work: (first: First, ...rest: Rest) => Result,
  first: First,
): (...rest: Rest) => Result {
  return work.bind(undefined, first)
}
