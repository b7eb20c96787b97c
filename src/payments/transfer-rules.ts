import type { Intent, IntentKind } from '../domain/payment-intent.ts'
import type { Transfer, TransferState, TransferStep } from '../domain/transfer.ts'
import type { TransferChange } from '../store/transfer-types.ts'

/**
 * Every move that a transfer may make. What is not here does not happen; final states have no way out.
 *
 * - `DEBITING` → `CREDITING`: only when the debit is known to be done;
 * - `CREDITING` → `RETURNING`: only when the credit is known to be refused, never while its outcome is unknown;
 * - to `OPERATOR`: the money was taken, and neither account can be given it; or a reference is somebody else's;
 * - `OPERATOR` → `RETURNING`: a person wants it to be given back once more; → `RETURNED`: a person has given it back;
 *   → `DONE`: the recipient has it all the same.
 */
export const LEGAL_TRANSFER_MOVES: Readonly<Record<TransferState, readonly TransferState[]>> = {
  DEBITING: ['CREDITING', 'REFUSED', 'OPERATOR'],
  CREDITING: ['DONE', 'RETURNING', 'OPERATOR'],
  RETURNING: ['RETURNED', 'OPERATOR'],
  OPERATOR: ['RETURNING', 'RETURNED', 'DONE'],
  DONE: [],
  REFUSED: [],
  RETURNED: [],
}

export function isOver(state: TransferState): boolean {
  return LEGAL_TRANSFER_MOVES[state].length === 0
}

/** What to do next with a transfer whose order stands so: change its state, or wait for the order. */
export type TransferDecision =
  | {
      readonly kind: 'move'
      readonly change: Omit<TransferChange, 'dueInMs'>
      /** The audit trail's word. */
      readonly outcome: string
    }
  | { readonly kind: 'wait' }

/**
 * The decisions of a transfer, without time, network or store. They come in as an argument, so that a simulation can try
 * what becomes of money when one of them is wrong.
 */
export interface TransferRules {
  /** Which order a transfer in this state waits for; null when for none. */
  readonly stepOf: (transfer: Transfer) => TransferStep | null
  /** What follows from how that order stands. */
  readonly decide: (transfer: Transfer, intent: Pick<Intent, 'state' | 'refusal'>) => TransferDecision
}

export const TRANSFER_RULES: TransferRules = {
  stepOf: ({ state }) => STEPS[state],

  decide({ state }, intent) {
    // Unknown is neither done nor refused, however long it lasts; nor is what waits for a person.
    if (intent.state !== 'DONE' && intent.state !== 'REJECTED') return { kind: 'wait' }
    const isDone = intent.state === 'DONE'
    const refusal = intent.refusal ?? 'CLOSED_BY_OPERATOR'
    switch (state) {
      case 'DEBITING':
        return isDone ? move({ to: 'CREDITING' }, 'debited') : move({ to: 'REFUSED', refusal }, refusal)
      case 'CREDITING':
        if (isDone) return move({ to: 'DONE' }, 'credited')
        return move({ to: 'RETURNING', refusal, returns: true }, refusal)
      case 'RETURNING':
        // Why the recipient could not be given it stays the reason.
        return isDone ? move({ to: 'RETURNED' }, 'given back') : move({ to: 'OPERATOR' }, `not given back ${refusal}`)
      case 'OPERATOR':
      case 'DONE':
      case 'REFUSED':
      case 'RETURNED':
        return { kind: 'wait' }
    }
  },
}

/** The kind of intent that a step is. */
export const KIND_OF_STEP: Readonly<Record<TransferStep, IntentKind>> = {
  debit: 'DEBIT',
  credit: 'PAYMENT',
  return: 'PAYMENT',
}

const STEPS: Readonly<Record<TransferState, TransferStep | null>> = {
  DEBITING: 'debit',
  CREDITING: 'credit',
  RETURNING: 'return',
  OPERATOR: null,
  DONE: null,
  REFUSED: null,
  RETURNED: null,
}

function move(change: Omit<TransferChange, 'dueInMs'>, outcome: string): TransferDecision {
  return { kind: 'move', change, outcome }
}
