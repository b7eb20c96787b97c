import { BooksError } from './error.ts'

/** Refuses anything but a whole number from `from` to `to`, both inclusive, with INVALID_VALUE. */
export function checkInteger(name: string, value: number, { from, to }: { from: number; to: number }): void {
  if (Number.isInteger(value) && value >= from && value <= to) return
  throw new BooksError('INVALID_VALUE', `${name} must be a whole number from ${from} to ${to}, not ${value}.`)
}
