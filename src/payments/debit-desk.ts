import { BillingError } from '../billing/error.ts'
import type { BillingSystem } from '../billing/port.ts'
import type { Debit } from '../billing/posting-port.ts'
import type { Intent } from '../domain/payment-intent.ts'
import type { KindDesk } from './desk.ts'
import type { BillingRecord, Evidence } from './evidence.ts'

export type DebitSlices = {
  readonly capabilities: BillingSystem['capabilities']
  readonly postings: Pick<BillingSystem['postings'], 'postDebit' | 'findDebits'>
}

/** Money that is taken from an account for another one. Its reference finds it, or nothing is taken. */
export function createDebitDesk({ capabilities, postings }: DebitSlices): KindDesk {
  const { transfers, honoursExternalId } = capabilities

  async function lookUp(intent: Intent, signal: AbortSignal): Promise<Evidence> {
    const { reference, state } = intent
    const turn = state === 'ACCEPTED' || state === 'SENDING' ? ('EARLY' as const) : ('LATE' as const)
    const found = (await postings.findDebits([reference], { signal, turn })).get(reference) ?? []
    if (found instanceof BillingError) throw found
    return judgeDebits(intent, found)
  }

  return {
    trace: { reconcile: transfers ? 'exact' : 'none', honoursExternalId },
    lookUp,

    async send(intent, call) {
      const { accountId, amount, reference } = intent
      const order = { accountId, amount, reference, description: readDescription(intent) }
      const verdict = await postings.postDebit(order, { ...call, turn: 'EARLY' })
      if (verdict.kind !== 'debited') return verdict
      // Somebody is given this money next: a success that is told may not have happened, or have happened twice.
      const found = await lookUp({ ...intent, state: 'SENDING' }, call.signal).catch(doubt)
      if (found.kind !== 'ours') return doubt(found.kind)
      return { kind: 'applied', recordId: found.recordId, registeredAt: found.registeredAt }
    },

    readMark() {
      throw new Error('A debit needs no mark.')
    },
  }
}

/** What the statement of the payer shows. */
export function writeDescription(description: string): string {
  return JSON.stringify({ description })
}

function readDescription({ id, details }: Intent): string {
  const read: unknown = details === null ? null : JSON.parse(details)
  if (typeof read === 'object' && read !== null && 'description' in read && typeof read.description === 'string') {
    return read.description
  }
  throw new Error(`The debit ${id} has no description.`)
}

function judgeDebits(intent: Intent, found: readonly Debit[]): Evidence {
  const carrying = found.filter(({ reference }) => reference === intent.reference)
  const [first, ...others] = carrying
  if (!first) return { kind: 'absent' }
  if (others.length > 0) {
    const asAsked = carrying.filter((debit) => isOfOrder(intent, debit))
    // Somebody is given what was asked for: where no row has taken that, it was not carried out twice, nor once.
    if (asAsked.length > 0) return { kind: 'doubled', records: asAsked.map(recordOf) }
    return { kind: 'conflict', records: carrying.map(recordOf) }
  }
  return isOfOrder(intent, first)
    ? { kind: 'ours', ...recordOf(first) }
    : { kind: 'conflict', records: [recordOf(first)] }
}

function recordOf({ id, chargedAt }: Debit): BillingRecord {
  return { recordId: id, registeredAt: chargedAt }
}

function isOfOrder({ accountId, amount }: Intent, debit: Debit): boolean {
  return (
    debit.accountId === accountId &&
    debit.amount.minorUnits === amount.minorUnits &&
    debit.amount.currency === amount.currency
  )
}

/** It was sent and answered: what cannot be told after that is unknown, and never unsent. */
function doubt(cause: unknown): never {
  const message = 'A debit was answered with success, and its record does not tell the same.'
  throw new BillingError('BILLING_MALFORMED_ANSWER', message, { outcome: 'unknown', cause })
}
