import type { IntentState } from '../domain/payment-intent.ts'

/**
 * Every move that an intent may make. What is not here does not happen; final states have no way out.
 *
 * - `ACCEPTED` → `DONE`: the billing held it before anything was sent, as when a terminal repeats a payment from before
 *   the gateway existed;
 * - `SENDING` → `ACCEPTED`: the first attempt is known not to have left;
 * - `SENDING` → `UNKNOWN`: an answer was lost, or the process died;
 * - `UNKNOWN` → `SENDING`: absent after the settle wait, so it is sent again;
 * - `OPERATOR` → `UNKNOWN`: a person wants it looked up once more.
 */
export const LEGAL_MOVES: Readonly<Record<IntentState, readonly IntentState[]>> = {
  ACCEPTED: ['SENDING', 'DONE', 'OPERATOR'],
  SENDING: ['ACCEPTED', 'DONE', 'REJECTED', 'UNKNOWN', 'OPERATOR'],
  UNKNOWN: ['SENDING', 'DONE', 'OPERATOR'],
  OPERATOR: ['DONE', 'REJECTED', 'UNKNOWN'],
  DONE: [],
  REJECTED: [],
}

export function isFinal(state: IntentState): boolean {
  return LEGAL_MOVES[state].length === 0
}

/** A note within one state is no move. */
export function isLegalMove(from: IntentState, to: IntentState): boolean {
  return from === to || LEGAL_MOVES[from].includes(to)
}
