/** As `await`, but at once where the value is there already: of a list, a turn for each value costs more than most of its fields. */
export function when<T, R>(value: T | Promise<T>, use: (value: T) => R): R | Promise<R> {
  return value instanceof Promise ? value.then(use) : use(value)
}
