import type { Partner } from '../domain/partner.ts'
import {
  ANSWER_WITHIN_MS,
  TERMINAL_CHARSETS,
  TERMINAL_PROTOCOLS,
  type TerminalFront,
  type TerminalProtocol,
} from '../domain/terminal.ts'
import type { Values } from './command-line.ts'
import type { Tell } from './values.ts'

/** The terminal protocol that the options name, over the one that is spoken otherwise; null for none. */
export function readTerminal(values: Values, otherwise: TerminalFront | null, tell: Tell): TerminalFront | null {
  if (values['no-terminal'] === true) {
    if (givesTerminal(values)) tell('Give --no-terminal or what a terminal protocol needs, not both.')
    return null
  }
  if (values.password === true && values['no-password'] === true) tell('Give --password or --no-password, not both.')
  const protocol = readProtocol(values.terminal, tell) ?? otherwise?.protocol
  if (protocol === undefined) {
    if (values.terminal === undefined && givesTerminal(values)) tell('--terminal is missing: osmp or sberbank.')
    return null
  }
  const charset = TERMINAL_CHARSETS.find((known) => known === (values.charset ?? otherwise?.charset ?? 'utf-8'))
  if (charset === undefined) tell(`--charset is one of ${TERMINAL_CHARSETS.join(', ')}.`)
  const password = values['no-password'] === true ? false : values.password
  return {
    protocol,
    charset: charset ?? 'utf-8',
    timeZone: values.zone ?? otherwise?.timeZone ?? null,
    answerWithinMs: readSeconds(values['answer-within'], tell) ?? otherwise?.answerWithinMs ?? ANSWER_WITHIN_MS.usual,
    needsPassword: password ?? otherwise?.needsPassword ?? false,
  }
}

export function describeTerminal({ id, terminal }: Pick<Partner, 'id' | 'terminal'>): string {
  if (terminal === null) return 'no terminal protocol'
  const { protocol, charset, timeZone, answerWithinMs, needsPassword } = terminal
  const known = needsPassword ? 'address, id and secret' : 'address'
  const zone = timeZone ?? 'zone of the billing'
  return `/terminals/${protocol.toLowerCase()}/${id}, ${charset}, ${zone}, within ${answerWithinMs / 1000} s, known by ${known}`
}

function givesTerminal(values: Values): boolean {
  const { terminal, charset, zone, password } = values
  const given = [terminal, charset, zone, password, values['answer-within'], values['no-password']]
  return given.some((value) => value !== undefined)
}

function readProtocol(text: string | undefined, tell: Tell): TerminalProtocol | undefined {
  if (text === undefined) return undefined
  const protocol = TERMINAL_PROTOCOLS.find((known) => known.toLowerCase() === text)
  if (protocol === undefined) tell('--terminal is osmp or sberbank.')
  return protocol
}

/** Milliseconds. Whether it is too short or too long is for the form to say. */
function readSeconds(text: string | undefined, tell: Tell): number | null {
  if (text === undefined) return null
  const seconds = /^(?<seconds>[1-9]\d{0,3})s$/.exec(text)?.groups?.['seconds']
  if (seconds === undefined) tell('--answer-within is a time such as 10s.')
  return seconds === undefined ? null : Number(seconds) * 1000
}
