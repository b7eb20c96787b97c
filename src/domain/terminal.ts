import { offsetAt } from './date-zone.ts'

/** The classic protocols of terminal networks and banks that the gateway speaks. */
export const TERMINAL_PROTOCOLS = ['OSMP', 'SBERBANK'] as const
export type TerminalProtocol = (typeof TERMINAL_PROTOCOLS)[number]

/** In what a network writes its requests and reads our answers. */
export const TERMINAL_CHARSETS = ['utf-8', 'windows-1251'] as const
export type TerminalCharset = (typeof TERMINAL_CHARSETS)[number]

/** How a partner reaches us in a classic protocol. */
export interface TerminalFront {
  readonly protocol: TerminalProtocol
  readonly charset: TerminalCharset
  /** The IANA zone of the network's dates, which name none; null is that of the billing. */
  readonly timeZone: string | null
  /** From the arrival of a request to its answer, at most. Below what the network waits for. */
  readonly answerWithinMs: number
  /** Whether each request has to carry the partner's id and secret as HTTP Basic credentials. */
  readonly needsPassword: boolean
}

/** Networks wait for 60 seconds, some for 30. Below a second hardly any billing answers. */
export const ANSWER_WITHIN_MS = { min: 1_000, max: 45_000, usual: 10_000 } as const

/** The rest of the time is for writing the answer, and for the line. */
const WORK_SHARE = 0.8

/** From the arrival of a request to the moment at which its answer has to be known. */
export function workTimeMs({ answerWithinMs }: Pick<TerminalFront, 'answerWithinMs'>): number {
  return answerWithinMs * WORK_SHARE
}

/** Whether Intl knows a zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    return Number.isFinite(offsetAt(0, name))
  } catch {
    return false
  }
}
