import type { BillingSystem } from '../billing/port.ts'
import type { Payment } from '../domain/payment.ts'
import type { Intent } from '../domain/payment-intent.ts'
import type { IntentChange, IntentStore } from '../store/intent-store.ts'
import type { Clock } from './clock.ts'
import type { IntentDesk, LookUp } from './desk.ts'
import { type BillingRecord, canLookUp } from './evidence.ts'
import { PAYMENT_KINDS } from './payment-desk.ts'
import type { NamedRecord, Resolution, ResolutionRefusal } from './resolution.ts'
import type { PaymentSettings } from './settings.ts'

// What a person says was carried out, held against the record of the billing that it is said to be.

export interface RecordParts {
  readonly intents: Pick<IntentStore, 'findTakenRecordIds' | 'findInTurn'>
  readonly desk: Pick<IntentDesk, 'lookUp' | 'traceOf'>
  readonly billing: { readonly payments: Pick<BillingSystem['payments'], 'findPayments'> }
  readonly settings: PaymentSettings
  readonly clock: Pick<Clock, 'deadline'>
}

export type Decision =
  | { readonly kind: 'write'; readonly change: IntentChange; readonly outcome: string }
  | { readonly kind: 'refused'; readonly reason: ResolutionRefusal }

type CarriedOut = Extract<Resolution, { kind: 'CARRIED_OUT' }>

/** Of money a person names the payment; of what can be looked up by its own reference, nothing or a record of its kind. */
export function namesRightly({ kind }: Intent, resolution: Resolution): boolean {
  if (resolution.kind !== 'CARRIED_OUT') return true
  return resolution.record === null ? !isOfMoney({ kind }) : resolution.record.kinds.includes(kind)
}

export async function decideCarriedOut(parts: RecordParts, intent: Intent, resolution: CarriedOut): Promise<Decision> {
  const { record, acknowledgesDoubt } = resolution
  if (!isOfMoney(intent)) return decideByLookUp(parts, intent, resolution)
  if (record === null) return refused('INVALID_PAYMENT_ID')
  const row = await findPayment(parts, record)
  if (row === 'unread') return refused('BILLING_UNAVAILABLE')
  if (row === undefined) return refused('PAYMENT_NOT_FOUND')
  if (intent.kind === 'CANCELLATION' && row.id !== intent.recordId) return refused('PAYMENT_DIFFERS')
  if (intent.kind === 'PAYMENT') {
    const owner = await findOwner(parts, intent, row.id)
    if (owner !== null) return refused(owner)
  }
  const isSame = isOfOrder(parts, intent, row)
  const isEqual = isSame && row.status === (intent.kind === 'CANCELLATION' ? 'CANCELED' : 'DONE')
  // What was carried out and then taken back by a cashier was carried out, whatever the billing could tell of it.
  const mayDiffer = acknowledgesDoubt && ((isSame && intent.kind === 'PAYMENT') || intent.attention === 'CONFLICT')
  if (!isEqual && !mayDiffer) return refused('PAYMENT_DIFFERS')
  const isDoubled = intent.attention === 'DOUBLED'
  return done(parts, intent, { recordId: row.id, registeredAt: row.paidAt, isEqual, isDoubled })
}

/**
 * Orders, tickets and promised payments are looked up as the engine does it. What is surely ours is taken; of what is not
 * a person must say which it is, unless there is only one, and that the doubt was considered.
 */
async function decideByLookUp(
  parts: RecordParts,
  intent: Intent,
  { record, acknowledgesDoubt }: CarriedOut,
): Promise<Decision> {
  if (!canLookUp(intent, parts.desk.traceOf(intent.kind).reconcile)) return refused('CANNOT_LOOK_UP')
  const found = await parts.desk.lookUp(intent)
  if (found.kind === 'unread') return refused('BILLING_UNAVAILABLE')
  if (found.kind === 'absent') return refused('NOT_CARRIED_OUT_IN_BILLING')
  // Somebody is given next what was ordered, whatever was taken: with another amount that would make money.
  if (intent.kind === 'DEBIT' && found.kind === 'conflict') return refused('PAYMENT_DIFFERS')
  const isSure = found.kind === 'ours'
  if (!isSure && !acknowledgesDoubt) return refused('IN_DOUBT')
  const named = recordsOf(found).filter(({ recordId }) => record === null || record.recordId === recordId)
  const [first, ...others] = named
  if (!first) return refused('PAYMENT_DIFFERS')
  // Of one that was carried out twice either will do; whose another doubtful record is only a person can say.
  if (others.length > 0 && found.kind !== 'doubled') return refused('IN_DOUBT')
  const owner = await findOwner(parts, intent, first.recordId)
  if (owner !== null) return refused(owner)
  const isDoubled = found.kind === 'doubled' || intent.attention === 'DOUBLED'
  return done(parts, intent, { ...first, isEqual: isSure, isDoubled })
}

function recordsOf(found: Exclude<LookUp, { kind: 'absent' | 'unread' }>): readonly BillingRecord[] {
  return found.kind === 'ours' ? [found] : (found.records ?? [])
}

function done(
  parts: RecordParts,
  intent: Intent,
  told: BillingRecord & { readonly isEqual: boolean; readonly isDoubled: boolean },
): Decision {
  const { recordId, registeredAt, isEqual, isDoubled } = told
  const change: IntentChange = {
    to: 'DONE',
    ...(isDoubled ? { dueInMs: null } : watchOf(parts, intent)),
    recordId,
    registeredAt,
    // The second row is still there, and stays in sight until somebody says that it is mended.
    attention: isDoubled ? 'DOUBLED' : null,
  }
  return { kind: 'write', change, outcome: `CARRIED_OUT ${recordId}${isEqual ? '' : ' though it differs'}` }
}

/** What was sent, whatever a person said of it, may still come, or come a second time; a second row that is there already is shown anyhow. */
export function watchOf(
  { desk, settings }: Pick<RecordParts, 'desk' | 'settings'>,
  intent: Intent,
): Pick<IntentChange, 'dueInMs' | 'watchForMs'> {
  const { kind, attempt, serialKey } = intent
  const isTold = serialKey === null && canLookUp(intent, desk.traceOf(kind).reconcile)
  if (attempt === 0 || kind === 'CANCELLATION' || !isTold) return { dueInMs: null }
  return { dueInMs: settings.watchEveryMs, watchForMs: settings.watchMs }
}

async function findPayment(
  { billing, settings, clock }: RecordParts,
  { accountId, recordId: paymentId }: NamedRecord,
): Promise<Payment | undefined | 'unread'> {
  const key = { accountId, paymentId }
  const deadline = clock.deadline(settings.requestTimeoutMs)
  const found = await billing.payments
    .findPayments([key], { signal: deadline.signal })
    .catch(() => 'unread' as const)
    .finally(() => deadline.stop())
  if (found === 'unread') return found
  const payment = found.get(key)
  return payment instanceof Error ? 'unread' : payment
}

/**
 * Whose a record that was read is, or may be. Where rows carry no reference, one of the same account and amount may be that
 * of an intent under way: taken away from it, it would be missed there and sent once more. That is asked first: by the time
 * that it is over, its record is known to be taken.
 */
async function findOwner(
  { intents }: RecordParts,
  intent: Intent,
  recordId: string,
): Promise<'ACCOUNT_BUSY' | 'PAYMENT_TAKEN' | null> {
  const { id: except, serialKey } = intent
  if (serialKey !== null && (await intents.findInTurn(serialKey)) !== null) return 'ACCOUNT_BUSY'
  const kinds = isOfMoney(intent) ? PAYMENT_KINDS : [intent.kind]
  const taken = await intents.findTakenRecordIds({ kinds, recordIds: [recordId], except })
  return taken.has(recordId) ? 'PAYMENT_TAKEN' : null
}

/** References are compared where the billing keeps them: another payment of the same amount must not pass for this one. */
function isOfOrder({ desk }: RecordParts, intent: Intent, row: Payment): boolean {
  const { reconcile } = desk.traceOf(intent.kind)
  const { accountId, amount, kind, reference, serialKey } = intent
  const isSameMoney = row.amount.minorUnits === amount.minorUnits && row.amount.currency === amount.currency
  if (row.accountId !== accountId || !isSameMoney) return false
  const keepsReferences = serialKey === null && (reconcile === 'exact' || reconcile === 'comment')
  return kind === 'CANCELLATION' || !keepsReferences || row.externalId === reference
}

function isOfMoney({ kind }: Pick<Intent, 'kind'>): boolean {
  return PAYMENT_KINDS.includes(kind)
}

export function refused(reason: ResolutionRefusal): Decision {
  return { kind: 'refused', reason }
}
