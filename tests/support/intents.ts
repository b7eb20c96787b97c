import type { Intent } from '../../src/domain/payment-intent.ts'
import type { AuditNote, IntentChange, IntentStore, MoveVerdict, NewIntent } from '../../src/store/intent-store.ts'
import type { AuditEntry } from '../../src/store/store.ts'

/** A store of intents with nothing in it, and its clock. */
export interface IntentSubject {
  readonly intents: IntentStore
  /** Another opening of the same, as another process has it. */
  readonly other: IntentStore
  readonly readTrail: () => Promise<readonly AuditEntry[]>
  /** Lets at least so much time pass. */
  readonly pass: (ms: number) => Promise<void>
  readonly now: () => number
}

export type CreateSubject = () => Promise<IntentSubject>

export const NOTE: AuditNote = {
  actor: 'PARTNER:t1',
  act: 'payment',
  object: 'payment-intent',
  outcome: 'changed',
  requestId: 'r-1',
}

/** A payment of 600.45 by the partner t1; the number makes its id, the orderer's id and the reference. */
export function newIntent(number: number, changes: Partial<NewIntent> = {}): NewIntent {
  return {
    id: idOf(number),
    kind: 'PAYMENT',
    principal: 'PARTNER:t1',
    externalId: `e-${number}`,
    fingerprint: 'same',
    reference: `t1-${number}`,
    accountId: '17',
    accountNumber: '007123',
    amount: { minorUnits: 60_045n, currency: 'RUB' },
    method: 'TERMINAL',
    paidAt: 1_790_000_000_000,
    relatesTo: null,
    serialKey: null,
    details: null,
    recordId: null,
    ...changes,
  }
}

/** Ids sort by their numbers. */
export function idOf(number: number): string {
  return `i-${String(number).padStart(6, '0')}`
}

export async function acceptIntent(
  intents: IntentStore,
  intent: NewIntent,
  { leaseMs = 60_000 }: { leaseMs?: number } = {},
): Promise<Intent> {
  const verdict = await intents.accept(intent, { leaseMs, audit: { ...NOTE, object: intent.id } })
  if (verdict.kind !== 'created') throw new Error(`${intent.id} was not created: ${verdict.kind}`)
  return verdict.intent
}

/** Moves that must succeed, one after the other. */
export async function moveIntent(
  intents: IntentStore,
  intent: Intent,
  ...changes: readonly IntentChange[]
): Promise<Intent> {
  let moved = intent
  for (const change of changes) moved = readMoved(await intents.move(moved, change, NOTE))
  return moved
}

function readMoved(verdict: MoveVerdict): Intent {
  if (verdict.kind !== 'moved') throw new Error(`not moved: ${verdict.kind}`)
  return verdict.intent
}

export const BEGIN: IntentChange = { to: 'SENDING', begins: true, dueInMs: 60_000 }
export const DONE: IntentChange = { to: 'DONE', dueInMs: null, recordId: 'p-1', registeredAt: 1_790_000_000_500 }
export const REJECT: IntentChange = { to: 'REJECTED', dueInMs: null, refusal: 'ACCOUNT_CLOSED' }
export const ASK_A_PERSON: IntentChange = { to: 'OPERATOR', dueInMs: null, attention: 'CONFLICT' }
