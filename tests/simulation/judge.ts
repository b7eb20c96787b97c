import type { Intent, IntentState } from '../../src/domain/payment-intent.ts'
import type { Heard } from './clients.ts'
import { judgeAnswers } from './judge-answers.ts'
import { judgeCheckouts } from './judge-checkouts.ts'
import { judgeLimits } from './judge-limits.ts'
import { judgeTrail } from './judge-trail.ts'
import { judgeTransfers } from './judge-transfers.ts'
import type { Row } from './legacy.ts'
import type { SharedStore } from './slow-store.ts'
import type { World } from './world.ts'

/** A promise, in the order of the guide's invariants, and what was seen instead. */
export interface Violation {
  readonly promise: 'PAY-1' | 'PAY-2' | 'PAY-3' | 'PAY-4' | 'PAY-5' | 'PAY-6' | 'PAY-7' | 'PAY-9' | 'PAY-10' | 'PAY-11'
  readonly text: string
}

export interface Case {
  readonly world: World
  readonly store: SharedStore
  readonly heard: Heard
  /** After a person has settled what was left. */
  readonly isSettled?: boolean
}

/** Judges by the ledger, by what terminals were told, and by the intents; never by what the engine counts. */
export function judge(given: Case): readonly Violation[] {
  const { world, store, heard, isSettled = false } = given
  const violations: Violation[] = []
  const report = (promise: Violation['promise'], text: string) => violations.push({ promise, text })
  const intents = store.intents.all()
  const payments = new Map<string, Intent>()
  for (const intent of intents) if (intent.kind === 'PAYMENT') payments.set(intent.reference, intent)
  const rowsByCause = groupRows(world.legacy.rows)
  const sight: Sight = { world, store, payments, rowsByCause, isSettled, report }
  judgeRows(sight)
  for (const intent of intents) {
    if (intent.kind === 'PAYMENT') judgePayment(sight, intent)
    else if (intent.kind === 'DEBIT') judgeDebit(sight, intent)
    else if (intent.kind === 'CANCELLATION') judgeCancellation(sight, intent)
  }
  if (!isSettled) {
    judgeOperatorCases(sight, intents)
    judgeLimits({ world, store, heard, report })
  }
  judgeTransfers({ world, store, told: heard.transfers, report })
  judgeCheckouts({ world, store, told: heard.checkouts, report, isSettled })
  judgeTrail(store, report)
  judgeAnswers({ answers: heard.answers, store, rowsByCause, isHonest: world.plan.nature === 'honest', report })
  return violations
}

/** What was accepted by then and is not decided now. */
export function judgeProgress({ intents }: SharedStore, acceptedBy: number): readonly Violation[] {
  return intents
    .all()
    .filter(({ acceptedAt, state }) => acceptedAt <= acceptedBy && OPEN_STATES.includes(state))
    .map(({ id, state }) => ({ promise: 'PAY-4', text: `${id} is still ${state}` }))
}

const OPEN_STATES: readonly IntentState[] = ['ACCEPTED', 'SENDING', 'UNKNOWN']

export type Report = (promise: Violation['promise'], text: string) => void

interface Sight {
  readonly world: World
  readonly store: SharedStore
  readonly payments: ReadonlyMap<string, Intent>
  readonly rowsByCause: ReadonlyMap<string, readonly Row[]>
  readonly isSettled: boolean
  readonly report: Report
}

function groupRows(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    if (row.cause === null) continue
    const group = groups.get(row.cause)
    if (group) group.push(row)
    else groups.set(row.cause, [row])
  }
  return groups
}

/** No id twice, and no row of the gateway's without an order for exactly it. */
function judgeRows({ world, payments, rowsByCause, isSettled, report }: Sight): void {
  const isHonest = world.plan.nature === 'honest'
  for (const [cause, rows] of rowsByCause) {
    if (isHonest && rows.length > 1) report('PAY-1', `${cause} stands ${rows.length} times in the ledger`)
    for (const row of rows) {
      if (row.writer !== 'gateway') continue
      const intent = payments.get(cause)
      if (!intent) report('PAY-5', `${row.id} has no intent`)
      else if (row.minorUnits !== intent.amount.minorUnits || row.accountId !== intent.accountId) {
        report('PAY-5', `${row.id} is not what ${intent.id} asked for`)
      } else if (isHonest && (isSettled ? intent.state !== 'DONE' : intent.state === 'REJECTED')) {
        report('PAY-5', `${row.id} stands there and ${intent.id} is ${intent.state}`)
      }
      if (isHonest && row.gatewayCancels > 1) report('PAY-1', `${row.id} was taken back ${row.gatewayCancels} times`)
    }
  }
}

/** A payment that is done has its row, and names it. */
function judgePayment({ world, store, rowsByCause, isSettled, report }: Sight, intent: Intent): void {
  const rows = rowsByCause.get(intent.reference) ?? []
  if (intent.state === 'DONE') {
    const named = rows.find(({ id }) => id === intent.recordId)
    if (!named) report('PAY-5', `${intent.id} is done by ${intent.recordId}, which is not its row`)
    else if (named.minorUnits !== intent.amount.minorUnits) report('PAY-5', `${intent.id} is done by another amount`)
  }
  if (rows.length < 2 || isSettled || world.plan.nature === 'honest') return
  const wasInDoubt = store.transitions.some(({ id, to }) => id === intent.id && to === 'UNKNOWN')
  if (!wasInDoubt) world.counts.add('doubles left to the register')
  // One that a person looks at already needs no second alarm.
  else if (intent.attention === 'DOUBLED' || intent.state === 'OPERATOR') world.counts.add('doubles told')
  else report('PAY-1', `${intent.id} stands ${rows.length} times in the ledger and nobody was told`)
}

/** A debit that is done names the one row that it has caused; one that was refused has caused none. */
function judgeDebit({ world, report }: Sight, { id, state, reference, recordId }: Intent): void {
  const rows = world.legacy.debits.filter(({ cause }) => cause === reference)
  if (rows.length > 1) report('PAY-1', `${reference} was debited ${rows.length} times`)
  if (state === 'DONE' && rows[0]?.id !== recordId)
    report('PAY-5', `${id} is done by ${recordId}, which is not its row`)
  if (state === 'REJECTED' && rows.length > 0) report('PAY-5', `${rows[0]?.id} stands there and ${id} is REJECTED`)
}

function judgeCancellation({ world, isSettled, report }: Sight, intent: Intent): void {
  if (world.plan.nature !== 'honest') return
  const row = world.legacy.rows.find(({ id }) => id === intent.recordId)
  if (intent.state === 'DONE' && (row?.canceledAtMs ?? null) === null) {
    report('PAY-5', `${intent.id} is done and ${intent.recordId} stands`)
  }
  const mayHaveCanceled = isSettled ? intent.state === 'DONE' : intent.state !== 'REJECTED'
  if (row && row.gatewayCancels > 0 && !mayHaveCanceled) {
    report('PAY-5', `${row.id} was taken back and ${intent.id} is ${intent.state}`)
  }
}

/** A person is no bin: where the billing can be asked by reference, few things need one. */
function judgeOperatorCases({ world, rowsByCause, report }: Sight, intents: readonly Intent[]): void {
  const { plan, counts } = world
  for (const { id, kind, state, attention, reference, amount, attempt } of intents) {
    const isTold = kind !== 'PAYMENT' || plan.mode === 'exact' || plan.mode === 'comment'
    if (isTold && plan.nature === 'honest') counts.add('orders known by reference')
    if (state !== 'OPERATOR') continue
    counts.add('operator cases')
    if (attention) counts.add(`operator: ${attention}`)
    if (plan.nature !== 'honest' || !isTold) continue
    const isForeign = (rowsByCause.get(reference) ?? []).some(
      (row) => row.cashierCanceled || row.minorUnits !== amount.minorUnits,
    )
    if (isForeign) continue
    counts.add('of them left to a person for no foreign cause')
    if (attention === 'TOO_MANY_ATTEMPTS' && attempt >= plan.settings.maxAttempts) continue
    report('PAY-4', `${id} was left to a person without need: ${attention}`)
  }
}
