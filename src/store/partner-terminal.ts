import { TERMINAL_CHARSETS, TERMINAL_PROTOCOLS, type TerminalFront } from '../domain/terminal.ts'
import { StoreError } from './error.ts'

/** As the column `terminal` keeps it. */
export function writeTerminal(terminal: TerminalFront | null): string | null {
  return terminal === null ? null : JSON.stringify(terminal)
}

export function readTerminal(text: string | null): TerminalFront | null {
  if (text === null) return null
  const value = Object(parse(text))
  const protocol = TERMINAL_PROTOCOLS.find((known) => known === value.protocol)
  const charset = TERMINAL_CHARSETS.find((known) => known === value.charset)
  const { timeZone, answerWithinMs, needsPassword } = value
  const isRead =
    (timeZone === null || typeof timeZone === 'string') &&
    typeof answerWithinMs === 'number' &&
    typeof needsPassword === 'boolean'
  if (protocol === undefined || charset === undefined || !isRead) throw corrupt()
  return { protocol, charset, timeZone, answerWithinMs, needsPassword }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw corrupt()
  }
}

function corrupt(): StoreError {
  return new StoreError('STORE_CORRUPT', 'A stored partner has an unreadable terminal. Correct the row.')
}
