import type { Intent } from '../domain/payment-intent.ts'
import type { Transfer, TransferId, TransferResolution, TransferStep } from '../domain/transfer.ts'
import type { IntentStore } from '../store/intent-store.ts'
import type { TransferChange, TransferStore } from '../store/transfer-types.ts'
import type { IntentDesk, LookUp } from './desk.ts'
import type { Orderer } from './parts.ts'
import { readReason } from './resolution.ts'
import type { TransferObserver } from './transfer-observer.ts'
import { orderKeyOf } from './transfer-orders.ts'
import { isOver } from './transfer-rules.ts'
import { noteOfTransfer } from './transfer-saga.ts'

export type TransferResolutionRefusal =
  | 'TRANSFER_NOT_FOUND'
  | 'INVALID_REASON'
  | 'NOT_WAITING'
  /** It was decided already, and otherwise. */
  | 'ALREADY_DECIDED'
  /** Nothing was taken from the payer by an order of the transfer: there is nothing to give. */
  | 'NOT_TAKEN'
  /** The payer has it back. */
  | 'CARRIED_OUT_IN_BILLING'
  /** The recipient has it. */
  | 'GIVEN_IN_BILLING'
  | 'NOT_CARRIED_OUT_IN_BILLING'
  | 'BILLING_UNAVAILABLE'
  | 'CHANGED_MEANWHILE'

export interface ResolveTransferOrder {
  readonly id: TransferId
  readonly resolution: TransferResolution
  /** For the audit trail. */
  readonly reason: string
  readonly by: Orderer
}

export type ResolveTransferVerdict =
  /** As the transfer is now; a repeat answers the same. */
  | { readonly kind: 'resolved'; readonly transfer: Transfer }
  | { readonly kind: 'refused'; readonly reason: TransferResolutionRefusal }

/** What operators see of transfers, and do about them. */
export interface TransferSupervision {
  /** Those that wait for a person themselves, or through an order of theirs; oldest first. */
  listStuck(page: { readonly afterId: TransferId | null; readonly limit: number }): Promise<readonly Transfer[]>
  find(id: TransferId): Promise<Transfer | null>
  /** The order of a step, or null while there is none. */
  findOrder(transfer: Transfer, step: TransferStep): Promise<Intent | null>
  /** Rejects only with a StoreError: nobody knows then whether it was written, and the same again tells. */
  resolve(order: ResolveTransferOrder): Promise<ResolveTransferVerdict>
}

interface Parts {
  readonly transfers: Pick<TransferStore, 'find' | 'listStuck' | 'claimOfPerson' | 'move'>
  readonly intents: Pick<IntentStore, 'findByExternalId'>
  readonly desk: Pick<IntentDesk, 'lookUp'>
  readonly observer: Pick<TransferObserver, 'moved'>
}

export function createTransferSupervision(parts: Parts): TransferSupervision {
  const { transfers } = parts
  return {
    listStuck: (page) => transfers.listStuck(page),
    find: (id) => transfers.find(id),
    findOrder: (transfer, step) => findOrder(parts, transfer, step),
    resolve: (order) => resolve(parts, order),
  }
}

async function findOrder({ intents }: Parts, transfer: Transfer, step: TransferStep): Promise<Intent | null> {
  return step === 'return' && transfer.returns === 0 ? null : intents.findByExternalId(orderKeyOf(transfer, step))
}

/** What a decision makes of a transfer. What is given back once more is a new order under the same reference: it is found when it stands there. */
const MADE_BY: Readonly<Record<TransferResolution, TransferChange>> = {
  GIVE_BACK_AGAIN: { to: 'RETURNING', dueInMs: 0, returns: true },
  GIVEN_BACK_BY_HAND: { to: 'RETURNED', dueInMs: null },
  RECIPIENT_HAS_IT: { to: 'DONE', dueInMs: null, refusal: null },
}

/**
 * Whether a decision fits, is what this or another person has decided already, or is refused. What was given back by an order
 * was not given back by hand: whoever has paid it out as well must hear so.
 */
function judgeStanding(
  { state, resolution: last }: Transfer,
  resolution: TransferResolution,
): 'fits' | 'repeat' | TransferResolutionRefusal {
  if (state === 'OPERATOR') return 'fits'
  if (last === resolution) return 'repeat'
  if (state === 'RETURNED' && last !== 'GIVEN_BACK_BY_HAND') return 'CARRIED_OUT_IN_BILLING'
  return isOver(state) && last !== null ? 'ALREADY_DECIDED' : 'NOT_WAITING'
}

async function resolve(
  parts: Parts,
  { id, resolution, by, ...order }: ResolveTransferOrder,
): Promise<ResolveTransferVerdict> {
  const { transfers, observer } = parts
  const reason = readReason(order.reason)
  if (reason === null) return refused('INVALID_REASON')
  const found = await transfers.find(id)
  if (found === null) return refused('TRANSFER_NOT_FOUND')
  const standing = judgeStanding(found, resolution)
  if (standing === 'repeat') return { kind: 'resolved', transfer: found }
  if (standing !== 'fits') return refused(standing)
  const claimed = await transfers.claimOfPerson(id)
  if (claimed === null) return refused('CHANGED_MEANWHILE')
  const objection = await objectByBilling(parts, claimed, resolution)
  if (objection !== null) return refused(objection)
  const change = { ...MADE_BY[resolution], resolution }
  const outcome = `${change.to} ${resolution}: ${reason}`
  const verdict = await transfers.move(claimed, change, {
    ...noteOfTransfer(id, by, outcome),
    act: 'transfer-resolution',
  })
  if (verdict.kind === 'fence_lost') return refused('CHANGED_MEANWHILE')
  observer.moved(verdict.transfer, 'OPERATOR', resolution)
  return { kind: 'resolved', transfer: verdict.transfer }
}

/**
 * A person's word is held against the billing. An order that was refused may have been applied all the same, and what the one
 * has must not be given to the other as well. What a cashier has taken back of either is on neither account: that is no
 * objection.
 */
async function objectByBilling(
  parts: Parts,
  transfer: Transfer,
  resolution: TransferResolution,
): Promise<TransferResolutionRefusal | null> {
  const debit = await findOrder(parts, transfer, 'debit')
  // Closing one of which nothing was taken gives nobody anything.
  if (debit?.state !== 'DONE') return resolution === 'GIVEN_BACK_BY_HAND' ? null : 'NOT_TAKEN'
  const given = await lookUpStep(parts, transfer, 'credit')
  if (given === 'unread') return 'BILLING_UNAVAILABLE'
  const isGiven = given === 'ours' || given === 'doubled'
  if (isGiven && resolution !== 'RECIPIENT_HAS_IT') return 'GIVEN_IN_BILLING'
  if (!isGiven && resolution === 'RECIPIENT_HAS_IT') return 'NOT_CARRIED_OUT_IN_BILLING'
  // What was given back already is found by whoever gives it back again.
  if (resolution === 'GIVE_BACK_AGAIN') return null
  const back = await lookUpStep(parts, transfer, 'return')
  if (back === 'unread') return 'BILLING_UNAVAILABLE'
  return back === 'absent' ? null : 'CARRIED_OUT_IN_BILLING'
}

async function lookUpStep(parts: Parts, transfer: Transfer, step: TransferStep): Promise<LookUp['kind']> {
  const order = await findOrder(parts, transfer, step)
  return order === null ? 'absent' : (await parts.desk.lookUp(order)).kind
}

function refused(reason: TransferResolutionRefusal): ResolveTransferVerdict {
  return { kind: 'refused', reason }
}
