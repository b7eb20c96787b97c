import type { BillingErrorCode, Outcome } from '../error.ts'
import { AnswerError, type HttpAnswer } from '../transport/answer.ts'
import { readText } from '../transport/charset.ts'

/**
 * An error of the billing: `errno` or `error` with `errstr`, at the top of an answer with any status, 200 included. `errno` is
 * what most of it says, `error` what the parts that serve subscribers say; either may be there, and they mean the same.
 */
export interface Fault {
  readonly number: number
  readonly text: string
}

interface Meaning {
  readonly code: BillingErrorCode
  readonly outcome: Outcome
}

/** Decided by what stands before every operation: the reading of the body, the table of routes, key and session. */
const BEFORE_ALL: Meaning = { code: 'BILLING_FAILED', outcome: 'not_applied' }

/**
 * Errors that mean the same wherever they come from. What is not listed, here or with its operation, says nothing about what
 * was done: "Unknown error, please try later" (20) comes when an operation died half way, and has been seen after the write.
 */
const FAULTS: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  // Key or session not known, or without the right to that.
  [10, { code: 'BILLING_ACCESS_DENIED', outcome: 'not_applied' }],
  // "User not found with uid 9999", asked before each operation with a uid in its path.
  [15, BEFORE_ALL],
  // The header Idempotency-Key, where the installation asks for one: not there, not a UUID.
  [22, BEFORE_ALL],
  [23, BEFORE_ALL],
  // The API as such is switched off.
  [301, { code: 'BILLING_ACCESS_DENIED', outcome: 'not_applied' }],
])

/** Numbers that the parts behind it use as well, for what happens in the middle of the work: 2 is also ERROR_NOT_EXIST. */
const BEFORE_ALL_IN_WORDS: ReadonlyMap<number, string> = new Map([
  [1, 'There was an error parsing the body'],
  [2, 'No such route'],
  [6, 'Wrong request type'],
  [9, 'VALIDATION_FAILED'],
  [25, 'Method not allowed'],
])

/** The error that an answer is, or null. Any status may carry one; pages and texts carry none. */
export function findFault(answer: HttpAnswer): Fault | null {
  const row = findObject(answer)
  if (row === null) return null
  const number = [row['errno'], row['error']].find((value) => value !== undefined && value !== '' && value !== 0)
  if (number === undefined) return null
  return { number: typeof number === 'number' ? number : Number.NaN, text: textOf(row['errstr']) }
}

/** Throws what an error means that no operation has a word for. */
export function assertNoFault(answer: HttpAnswer): void {
  const fault = findFault(answer)
  if (fault !== null) throw toAnswerError(fault)
}

export function toAnswerError({ number, text }: Fault): AnswerError {
  const words = BEFORE_ALL_IN_WORDS.get(number)
  const meaning = words !== undefined && text.startsWith(words) ? BEFORE_ALL : FAULTS.get(number)
  // The number alone: the text may name people.
  const what = `error ${number}`
  if (meaning === undefined) return new AnswerError('BILLING_FAILED', what)
  return new AnswerError(meaning.code, what, { outcome: meaning.outcome })
}

/** Refusals of one operation: what each number means, with the operation's own words. */
export type Refusals<V> = ReadonlyMap<number, V>

/** What an error means to an operation, null for an answer that is none; another error is thrown. */
export function readRefusal<V>(answer: HttpAnswer, refusals: Refusals<V>): V | null {
  const fault = findFault(answer)
  if (fault === null) return null
  const refusal = refusals.get(fault.number)
  if (refusal === undefined) throw toAnswerError(fault)
  return refusal
}

/** The body as an object where it is one. What cannot be read at all is judged by whoever reads the answer itself. */
function findObject(answer: HttpAnswer): Readonly<Record<string, unknown>> | null {
  const type = answer.headers['content-type']
  if (typeof type === 'string' && /^text\/html/i.test(type)) return null
  try {
    const text = readText(answer)
    // Nearly all answers are none, and are parsed once.
    if (!/"err(?:no|or)"/.test(text)) return null
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
