import type { IntentId } from '../domain/payment-intent.ts'
import { maskNumber, stepIdOf, type Transfer, type TransferStep, transferReferenceOf } from '../domain/transfer.ts'
import { writeDescription } from './debit-desk.ts'
import type { Order } from './engine.ts'
import { fingerprintOf } from './keyed-order.ts'
import { KIND_OF_STEP } from './transfer-rules.ts'

/** All orders of transfers are the gateway's own: their ids are not those of any subscriber. */
export const TRANSFER_PRINCIPAL = 'transfers'

/** What the engine knows an order of a transfer by. */
export function orderKeyOf(transfer: Transfer, step: TransferStep) {
  return { principal: TRANSFER_PRINCIPAL, kind: KIND_OF_STEP[step], externalId: stepIdOf(transfer, step) } as const
}

/**
 * One step of a transfer as an order. It follows from the transfer alone, but for its own id: whoever gives it, and however
 * often, the engine knows it again. `relatesTo` is the intent of the step before.
 */
export function orderOfStep(
  transfer: Transfer,
  step: TransferStep,
  { intentId, relatesTo }: { readonly intentId: IntentId; readonly relatesTo: IntentId | null },
): Order {
  const { id, amount, fromAccountId, fromAccountNumber, toAccountId, toAccountNumber } = transfer
  const key = orderKeyOf(transfer, step)
  const isToRecipient = step === 'credit'
  return {
    ...key,
    id: intentId,
    fingerprint: fingerprintOf(['transfer', step, id]),
    reference: transferReferenceOf(id, step),
    accountId: isToRecipient ? toAccountId : fromAccountId,
    accountNumber: isToRecipient ? toAccountNumber : fromAccountNumber,
    amount,
    method: step === 'debit' ? null : 'TRANSFER',
    paidAt: null,
    details: step === 'debit' ? writeDescription(`Перевод на счёт ${maskNumber(toAccountNumber)}`) : null,
    relatesTo,
    recordId: null,
  }
}

/** The step that must be decided before this one is begun. */
export function stepBefore(step: TransferStep): TransferStep | null {
  return step === 'debit' ? null : step === 'credit' ? 'debit' : 'credit'
}
