import type { LogFields } from './log.ts'

/** What a log line tells of something thrown, which need not be an error. */
export function thrownFields(thrown: unknown): Required<Pick<LogFields, 'errorName' | 'errorMessage'>> {
  const { name, message } = thrown instanceof Error ? thrown : new Error('Not an error was thrown.')
  return { errorName: name, errorMessage: message }
}

/** The code that Node, a driver or a database gave to an error, or `otherwise`. */
export function codeOf(thrown: unknown, otherwise: string): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : otherwise
}
