import { formatMoney, parseMoney } from '../../src/domain/money.ts'
import { type Intent, type IntentAttention } from '../../src/domain/payment-intent.ts'
import type { LedgerRow } from './legacy.ts'
import type { Note } from './notes.ts'
import type { ReportedDifference } from './reconcile.ts'

/** Everything that is known when all is quiet again. */
export interface Evidence {
  /** What the terminals asked for and heard. */
  readonly notes: readonly Note[]
  readonly ledger: readonly LedgerRow[]
  /** Numbers of the rows that the billing itself wrote a second time, by its own count. */
  readonly doubles: ReadonlySet<number>
  readonly intents: readonly Intent[]
  /** The last state of each intent by the audit trail. */
  readonly audited: ReadonlyMap<string, string>
  /** What the comparison of the day's books told. */
  readonly reported: readonly ReportedDifference[]
}

export interface Verdict {
  /** Promises that were broken, one line each. */
  readonly broken: readonly string[]
  readonly figures: Readonly<Record<string, number | string>>
}

/** Why an intent may honestly wait for a person. */
const HONEST: readonly IntentAttention[] = ['CONFLICT', 'DOUBLED', 'AMBIGUOUS', 'TOO_MANY_ATTEMPTS']

/** Judges by the billing's ledger; PAY-1 and so on are the promises of docs/payments-proof.md. */
export function judge(evidence: Evidence): Verdict {
  const { notes, ledger, doubles, intents, reported } = evidence
  const doubledIds = new Set(reported.filter(({ kind }) => kind === 'DOUBLED').map(({ intentId }) => intentId))
  const payments = intents.filter(({ kind }) => kind === 'PAYMENT')
  const rowsOf = groupRows(ledger, payments)
  const byId = new Map(payments.map((intent) => [intent.externalId, intent]))
  const broken = [
    // A sweep in which no terminal heard an end has shown nothing.
    ...(notes.some(({ finals }) => finals.length > 0) ? [] : ['no payment was answered']),
    ...payments.flatMap((intent) => judgeIntent(intent, { rows: rowsOf.get(intent.id) ?? [], doubles, doubledIds })),
    ...judgeCancellations(evidence, rowsOf),
    ...notes.flatMap((note) => judgeNote(note, byId.get(note.externalId))),
    ...intents.flatMap((intent) => judgeAudit(intent, evidence.audited)),
    ...judgeReport(reported, rowsOf),
    ...judgeSums(payments, { rowsOf, doubledIds }),
  ]
  const doubled = [...rowsOf.values()].filter((rows) => rows.length > 1)
  return {
    broken,
    figures: {
      payments: payments.length,
      done: payments.filter(({ state }) => state === 'DONE').length,
      rejected: payments.filter(({ state }) => state === 'REJECTED').length,
      'shown to an operator': payments.filter(({ state, attention }) => state === 'OPERATOR' || attention !== null)
        .length,
      cancellations: intents.length - payments.length,
      'sent more than once': payments.filter(({ attempt }) => attempt > 1).length,
      'credited twice by the billing itself, and reported': doubled.length,
      'rows of others': ledger.length - [...rowsOf.values()].flat().length,
    },
  }
}

/** The rows that carry an intent's reference, wherever the billing keeps it. */
function groupRows(
  ledger: readonly LedgerRow[],
  payments: readonly Intent[],
): ReadonlyMap<string, readonly LedgerRow[]> {
  const byReference = new Map(payments.map((intent) => [intent.reference, intent.id]))
  const rows = new Map<string, LedgerRow[]>()
  for (const row of ledger) {
    const id = byReference.get(row.receipt ?? '') ?? byReference.get(row.comment ?? '')
    if (id !== undefined) rows.set(id, [...(rows.get(id) ?? []), row])
  }
  return rows
}

interface IntentBooks {
  readonly rows: readonly LedgerRow[]
  readonly doubles: ReadonlySet<number>
  readonly doubledIds: ReadonlySet<string | null>
}

function judgeIntent(intent: Intent, { rows, doubles, doubledIds }: IntentBooks): readonly string[] {
  const name = `payment ${intent.externalId} (${intent.state})`
  const wrong = rows.filter((row) => minorUnits(row) !== intent.amount.minorUnits)
  // The billing itself may write one request twice. That cannot be prevented; it must be reported.
  const isBillings = rows.filter(({ recordId }) => !doubles.has(recordId)).length <= 1
  const isReported = intent.attention === 'DOUBLED' || doubledIds.has(intent.id)
  switch (intent.state) {
    case 'DONE':
      return [
        ...(rows.length === 0 ? [`PAY-2 ${name} is not in the ledger: lost`] : []),
        ...(rows.length > 1 && !isBillings ? [`PAY-1 ${name} is in the ledger ${rows.length} times: doubled`] : []),
        ...(rows.length > 1 && !isReported ? [`PAY-1 ${name} was doubled by the billing, and nobody was told`] : []),
        ...(wrong.length > 0 ? [`PAY-5 ${name} is in the ledger with another amount`] : []),
      ]
    case 'REJECTED':
      return rows.length > 0 ? [`PAY-2 ${name} is in the ledger`] : []
    case 'OPERATOR':
      return [
        ...(isBillings ? [] : [`PAY-1 ${name} is in the ledger ${rows.length} times: doubled`]),
        ...(intent.attention !== null && HONEST.includes(intent.attention)
          ? []
          : [`PAY-4 ${name} waits for a person because of ${intent.attention}`]),
      ]
    case 'ACCEPTED':
    case 'SENDING':
    case 'UNKNOWN':
      return [`PAY-4 ${name} is not settled`]
  }
}

const TAKEN_BACK = 2

/** What was taken back is what a cancellation names, and the other way round. Nobody else takes anything back here. */
function judgeCancellations(
  { ledger, intents, notes }: Evidence,
  rowsOf: ReadonlyMap<string, readonly LedgerRow[]>,
): readonly string[] {
  const byNumber = new Map(ledger.map((row) => [String(row.recordId), row]))
  const cancellations = intents.filter(({ kind }) => kind === 'CANCELLATION')
  const done = cancellations.filter(({ state }) => state === 'DONE')
  const canceled = new Set(done.map(({ recordId }) => recordId))
  const inDoubt = new Set(cancellations.flatMap(({ state, recordId }) => (state === 'OPERATOR' ? [recordId] : [])))
  const ids = intents.filter(({ kind }) => kind === 'PAYMENT').map(({ externalId, id }) => [externalId, id] as const)
  const payments = new Map(ids)
  const heard = notes.filter(({ isCanceled }) => isCanceled).map(({ externalId }) => payments.get(externalId))
  const takenFrom = new Set(done.map(({ relatesTo }) => relatesTo))
  return [
    ...done
      .filter(({ recordId }) => byNumber.get(recordId ?? '')?.status !== TAKEN_BACK)
      .map(({ externalId, recordId }) => `PAY-5 cancellation ${externalId} is done, and row ${recordId} counts`),
    ...[...rowsOf.values()]
      .flat()
      .filter(({ status, recordId }) => status === TAKEN_BACK && !canceled.has(String(recordId)))
      .filter(({ recordId }) => !inDoubt.has(String(recordId)))
      .map(({ recordId }) => `PAY-5 row ${recordId} was taken back, and no cancellation is done that names it`),
    ...heard
      .filter((id) => id === undefined || !takenFrom.has(id))
      .map((id) => `PAY-2 payment ${id} was answered as canceled, and no cancellation of it is done`),
  ]
}

function judgeNote(note: Note, intent: Intent | undefined): readonly string[] {
  const name = `payment ${note.externalId}`
  if (note.wasAccepted && !intent) return [`PAY-3 ${name} was accepted, and there is no intent`]
  const states = new Set(note.finals.map(({ state }) => state))
  return [
    ...(states.size > 1 ? [`PAY-2 ${name} was answered ${[...states].join(' and ')}`] : []),
    ...(new Set(note.finals.map(({ text }) => text)).size > 1 ? [`P6 ${name}: a repeat got another answer`] : []),
    ...note.finals.flatMap(({ state }) =>
      intent && intent.state !== state ? [`PAY-2 ${name} was answered ${state} and is ${intent.state}`] : [],
    ),
    ...note.missedConflicts.map((amount) => `PAY-6 ${name} was taken with ${amount} as well`),
  ]
}

function judgeAudit(intent: Intent, audited: ReadonlyMap<string, string>): readonly string[] {
  const state = audited.get(`intent:${intent.id}`)
  return state === intent.state
    ? []
    : [`PAY-9 ${intent.externalId} is ${intent.state}, and its last audit row says ${state}`]
}

/** The comparison of the books tells of doubles that are there, and of nothing that is lost. */
function judgeReport(
  reported: readonly ReportedDifference[],
  rowsOf: ReadonlyMap<string, readonly LedgerRow[]>,
): readonly string[] {
  return reported.flatMap(({ kind, intentId }) => {
    const rows = rowsOf.get(intentId ?? '') ?? []
    const isTrue = kind === 'DOUBLED' ? rows.length > 1 : kind === 'WITHOUT_INTENT' && intentId === null
    return isTrue ? [] : [`PAY-5 the comparison of the books says ${kind} of ${intentId ?? 'no intent'}`]
  })
}

/** To the kopeck, over rows that carry a reference of ours and intents that are done, reported doubles left out. */
function judgeSums(
  payments: readonly Intent[],
  { rowsOf, doubledIds }: { rowsOf: ReadonlyMap<string, readonly LedgerRow[]>; doubledIds: ReadonlySet<string | null> },
): readonly string[] {
  const settled = payments.filter(({ id, state }) => state !== 'OPERATOR' && !doubledIds.has(id))
  const inLedger = settled.flatMap(({ id }) => rowsOf.get(id) ?? []).reduce((sum, row) => sum + minorUnits(row), 0n)
  const done = settled.filter(({ state }) => state === 'DONE').reduce((sum, { amount }) => sum + amount.minorUnits, 0n)
  if (inLedger === done) return []
  return [`PAY-5 the ledger holds ${textOf(inLedger)}, and ${textOf(done)} is done`]
}

function textOf(minorUnits: bigint): string {
  return formatMoney({ minorUnits, currency: 'RUB' })
}

function minorUnits({ amount }: LedgerRow): bigint {
  return parseMoney(amount, 'RUB').minorUnits
}
