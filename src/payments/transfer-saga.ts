import { randomUUIDv7 } from 'node:crypto'
import type { Intent } from '../domain/payment-intent.ts'
import type { Transfer, TransferId, TransferStep } from '../domain/transfer.ts'
import type { IntentStore } from '../store/intent-store.ts'
import type { TransferStore } from '../store/transfer-types.ts'
import type { Clock } from './clock.ts'
import type { PaymentEngine } from './engine.ts'
import type { Orderer } from './parts.ts'
import { reach } from './points.ts'
import type { PaymentSettings } from './settings.ts'
import type { TransferObserver } from './transfer-observer.ts'
import { orderKeyOf, orderOfStep, stepBefore } from './transfer-orders.ts'
import {
  isOver,
  LEGAL_TRANSFER_MOVES,
  TRANSFER_RULES,
  type TransferDecision,
  type TransferRules,
} from './transfer-rules.ts'

export interface SagaParts {
  readonly transfers: Pick<TransferStore, 'find' | 'claimDue' | 'move'>
  readonly intents: Pick<IntentStore, 'findByExternalId'>
  readonly engine: Pick<PaymentEngine, 'submit'>
  readonly clock: Clock
  readonly settings: Pick<PaymentSettings, 'leaseMs' | 'retryMinMs' | 'maxRunning'>
  readonly observer: TransferObserver
  readonly rules?: TransferRules
  /** Makes ids that grow. */
  readonly newId?: () => string
}

export interface TransferSaga {
  /** Carries a transfer under a fresh claim as far as it goes until then; answers the latest that is known of it. */
  carry(claimed: Transfer, wait: { readonly by: Orderer; readonly untilMs: number }): Promise<Transfer>
  /** Waits for one that somebody else carries, until it is over, or a person's, or the time is. */
  watch(transfer: Transfer, untilMs: number): Promise<Transfer>
  /** Takes up what is due, of this process or any other, and answers how many were taken. */
  recover(): Promise<number>
  /** Resolves when nothing is being carried in this process. */
  idle(): Promise<void>
}

const RECOVERY: Orderer = { actor: 'gateway', requestId: '' }

/** A look costs three statements: the longer a transfer has waited, the less a longer pause matters. */
const LONGEST_PAUSE_MS = 60_000
const PAUSE_SHARE = 4

/**
 * Money on its way from one account to another: two orders of the engine, and a third where the second is refused. Each is
 * exactly once by itself; here is only which one may be given when, and every answer is durable before the next is given.
 */
export function createTransferSaga(given: SagaParts): TransferSaga {
  const parts = { rules: TRANSFER_RULES, ...given }
  const { transfers, clock, settings, observer } = parts
  const works = new Set<Promise<unknown>>()

  /** What is under way is waited for when the process ends. The store failed in the middle: the claim runs out. */
  function follow<T>(work: Promise<T>): Promise<T> {
    works.add(work)
    const forget = () => works.delete(work)
    work.then(forget, forget)
    return work
  }

  async function watch(transfer: Transfer, untilMs: number): Promise<Transfer> {
    let latest = transfer
    while (!isOver(latest.state) && latest.state !== 'OPERATOR') {
      const leftMs = untilMs - clock.elapsedMs()
      if (leftMs <= 0) break
      await clock.sleep(Math.min(leftMs, settings.retryMinMs / 2))
      // A store that cannot be read now changes nothing about what is known.
      latest = (await transfers.find(latest.id).catch(() => null)) ?? latest
    }
    return latest
  }

  return {
    async carry(claimed, { by, untilMs }) {
      const carried = await follow(carry(parts, claimed, { by, untilMs }))
      return carried.isOurs ? carried.transfer : watch(carried.transfer, untilMs)
    },
    watch,
    async recover() {
      const limit = settings.maxRunning - works.size
      if (limit <= 0) return 0
      const claimed = await transfers.claimDue({ limit, leaseMs: settings.leaseMs })
      for (const transfer of claimed) {
        reach('transfer-claimed', transfer.id)
        const work = carry(parts, transfer, { by: RECOVERY, untilMs: clock.elapsedMs() })
        void follow(work.catch((error: unknown) => observer.failed(transfer.id, error)))
      }
      return claimed.length
    },
    async idle() {
      while (works.size > 0) await Promise.allSettled(works)
    },
  }
}

type Parts = SagaParts & { readonly rules: TransferRules }

interface Carried {
  readonly transfer: Transfer
  /** False when the claim was lost: somebody else goes on with it. */
  readonly isOurs: boolean
}

async function carry(
  parts: Parts,
  claimed: Transfer,
  { by, untilMs }: { readonly by: Orderer; readonly untilMs: number },
): Promise<Carried> {
  const { rules, clock } = parts
  let transfer = claimed
  for (;;) {
    const step = rules.stepOf(transfer)
    if (step === null) return { transfer, isOurs: true }
    const ordered = await order(parts, { transfer, step }, { by, waitMs: Math.max(0, untilMs - clock.elapsedMs()) })
    reach('transfer-ordered', transfer.id)
    const decision = judge(rules, transfer, ordered)
    if (decision.kind === 'wait') return rest(parts, transfer, claimedAt(parts, claimed))
    const moved = await move(parts, transfer, { decision, by })
    if (moved === null) return lost(parts, transfer)
    transfer = moved
    reach('transfer-moved', transfer.id)
  }
}

type Ordered = Intent | 'overloaded' | 'taken'

/** The order of a step, given when there is none yet, and waited for. */
async function order(
  { engine, intents, newId = randomUUIDv7 }: Parts,
  { transfer, step }: { transfer: Transfer; step: TransferStep },
  wait: { readonly by: Orderer; readonly waitMs: number },
): Promise<Ordered> {
  const known = await intents.findByExternalId(orderKeyOf(transfer, step))
  const isUnderWay = known !== null && (known.state === 'ACCEPTED' || known.state === 'SENDING')
  // One in doubt is not decided while somebody waits, and one that recovery is at needs nobody to wait.
  if (known !== null && !(isUnderWay && wait.waitMs > 0)) return known
  const before = stepBefore(step)
  const relatesTo = before === null ? null : await intents.findByExternalId(orderKeyOf(transfer, before))
  const verdict = await engine.submit(
    orderOfStep(transfer, step, { intentId: newId(), relatesTo: relatesTo?.id ?? null }),
    wait,
  )
  switch (verdict.kind) {
    case 'accepted':
      return verdict.intent
    case 'overloaded':
      return 'overloaded'
    case 'conflict':
      return 'taken'
  }
}

function judge(rules: TransferRules, transfer: Transfer, ordered: Ordered): TransferDecision {
  if (ordered === 'overloaded') return { kind: 'wait' }
  if (ordered !== 'taken') return rules.decide(transfer, ordered)
  // No partner's template makes such a reference, and no two transfers have one id: only a person can tell what this is.
  const refusal = transfer.refusal ?? 'REFERENCE_TAKEN'
  return { kind: 'move', change: { to: 'OPERATOR', refusal }, outcome: 'REFERENCE_TAKEN' }
}

/** One durable change under the claim; null when the claim is lost. */
async function move(
  { transfers, observer, settings }: Parts,
  transfer: Transfer,
  { decision, by }: { decision: Extract<TransferDecision, { kind: 'move' }>; by: Orderer },
): Promise<Transfer | null> {
  const { change, outcome } = decision
  if (!LEGAL_TRANSFER_MOVES[transfer.state].includes(change.to)) {
    throw new Error(`No transfer moves from ${transfer.state} to ${change.to}.`)
  }
  const dueInMs = isOver(change.to) || change.to === 'OPERATOR' ? null : settings.leaseMs
  const verdict = await transfers.move(
    transfer,
    { ...change, dueInMs },
    noteOfTransfer(transfer.id, by, `${change.to} ${outcome}`),
  )
  if (verdict.kind === 'fence_lost') {
    observer.fenceLost(transfer.id)
    return null
  }
  observer.moved(verdict.transfer, transfer.state, outcome)
  return verdict.transfer
}

/** Its order is not decided: gives the claim back, and recovery looks again in a while. */
async function rest(parts: Parts, transfer: Transfer, now: number): Promise<Carried> {
  const { transfers, settings } = parts
  const waitedMs = Math.max(0, now - transfer.changedAt)
  const dueInMs = Math.max(settings.retryMinMs, Math.min(LONGEST_PAUSE_MS, waitedMs / PAUSE_SHARE))
  const verdict = await transfers.move(transfer, { to: transfer.state, dueInMs }, null)
  return verdict.kind === 'moved' ? { transfer: verdict.transfer, isOurs: true } : lost(parts, transfer)
}

async function lost({ transfers }: Parts, transfer: Transfer): Promise<Carried> {
  return { transfer: (await transfers.find(transfer.id)) ?? transfer, isOurs: false }
}

/** A claim makes a transfer due again after the lease, so that tells the store's time. */
function claimedAt({ settings }: Parts, { dueAt, changedAt }: Transfer): number {
  return (dueAt ?? changedAt) - settings.leaseMs
}

/** How the audit trail tells of a transfer. */
export function noteOfTransfer(id: TransferId, by: Orderer, outcome: string) {
  return { actor: by.actor, act: 'transfer', object: `transfer:${id}`, outcome, requestId: by.requestId }
}
