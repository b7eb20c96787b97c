import type { IntentState } from '../domain/payment-intent.ts'

/**
 * Whether a move of an intent with a serial key ends its turn, so that the next one is due. An attempt that did not leave
 * ends none: two that cannot be sent would hand the turn to each other without a pause.
 */
export function endsTurn(from: IntentState, to: IntentState): boolean {
  return (from === 'SENDING' || from === 'UNKNOWN') && (to === 'DONE' || to === 'REJECTED' || to === 'OPERATOR')
}

/** What is refused, and what the billing had already before anything was sent: neither takes anything of the day. */
export function movesNoMoney(from: IntentState, to: IntentState): boolean {
  return (to === 'REJECTED' && from !== 'REJECTED') || (to === 'DONE' && from === 'ACCEPTED')
}
