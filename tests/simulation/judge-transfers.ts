import type { Transfer } from '../../src/domain/transfer.ts'
import { transferReferenceOf } from '../../src/domain/transfer.ts'
import { isOver, LEGAL_TRANSFER_MOVES } from '../../src/payments/transfer-rules.ts'
import type { Report, Violation } from './judge.ts'
import type { DebitRow, Row } from './legacy.ts'
import { currentStepOf } from './memory-transfers.ts'
import type { SharedStore } from './slow-store.ts'
import type { TransferTold } from './transfer-clients.ts'
import type { World } from './world.ts'

interface Sight {
  readonly world: World
  readonly store: SharedStore
  readonly told: readonly TransferTold[]
  readonly report: Report
}

/** The rows that a transfer has caused in the ledger. */
interface Rows {
  readonly debits: readonly DebitRow[]
  readonly credits: readonly Row[]
  readonly returns: readonly Row[]
}

/** Money that was taken from an account was given to the other one, or back, or is shown to a person; nothing else ever. */
export function judgeTransfers({ world, store, told, report }: Sight): void {
  const rowsOf = (transfer: Transfer): Rows => ({
    debits: world.legacy.debits.filter(({ cause }) => cause === transferReferenceOf(transfer.id, 'debit')),
    credits: world.legacy.rows.filter(({ cause }) => cause === transferReferenceOf(transfer.id, 'credit')),
    returns: world.legacy.rows.filter(({ cause }) => cause === transferReferenceOf(transfer.id, 'return')),
  })
  const transfers = store.transfers.all()
  const causes = new Set(transfers.map(({ id }) => transferReferenceOf(id, 'debit')))
  for (const { id, cause } of world.legacy.debits) {
    if (!causes.has(cause)) report('PAY-7', `the debit ${id} is no transfer's`)
  }
  for (const transfer of transfers) judgeOne(store, transfer, { rows: rowsOf(transfer), report })
  judgeMoves(store, report)
  for (const one of told) judgeTold(store, one, { rowsOf, report })
}

/** How many rows of each kind an end has: debits, credits, and what was given back. */
const ENDS = { DONE: [1, 1, 0], REFUSED: [0, 0, 0], RETURNED: [1, 0, 1], OPERATOR: [1, 0, 0] } as const

function judgeOne(store: SharedStore, transfer: Transfer, { rows, report }: { rows: Rows; report: Report }): void {
  const { id, state, amount, fromAccountId, toAccountId } = transfer
  const { debits, credits, returns } = rows
  const counts = [debits.length, credits.length, returns.length] as const
  const [taken, given, back] = counts
  if (taken > 1 || given + back > taken)
    report('PAY-7', `${id} was taken ${taken} times, given ${given}, given back ${back}`)
  for (const row of [...debits, ...returns]) {
    if (row.accountId !== fromAccountId) report('PAY-7', `${row.id} of ${id} is not on the payer's account`)
  }
  for (const row of credits) if (row.accountId !== toAccountId) report('PAY-7', `${row.id} of ${id} went elsewhere`)
  for (const row of [...debits, ...credits, ...returns]) {
    if (row.minorUnits !== amount.minorUnits) report('PAY-7', `${row.id} of ${id} is another amount`)
  }
  const end =
    state === 'DONE' || state === 'REFUSED' || state === 'RETURNED' || state === 'OPERATOR' ? ENDS[state] : null
  if (end !== null) {
    if (String(end) !== String(counts)) report('PAY-7', `${id} is ${state} and has ${counts.join()} rows`)
    return
  }
  // What was taken and not given is with one of its orders, and that is with a person.
  const order = store.intents.all().find(({ externalId }) => externalId === currentStepOf(transfer))
  if (order?.state !== 'OPERATOR')
    report('PAY-4', `${id} is still ${state}, and its order ${order?.state ?? 'not given'}`)
}

/** Each change of state is legal, and has its row in the audit trail, in the same order. */
function judgeMoves({ transfers, transferMoves }: SharedStore, report: Report): void {
  for (const { id } of transfers.all()) {
    const moves = transferMoves.filter((move) => move.id === id)
    for (const { from, to } of moves) {
      if (from !== null && !LEGAL_TRANSFER_MOVES[from].includes(to))
        report('PAY-9', `${id} moved from ${from} to ${to}`)
    }
    const trail = transfers.trail.filter(({ object }) => object === `transfer:${id}`)
    const words = trail.map(({ outcome }) => (outcome === 'accepted' ? 'DEBITING' : outcome.split(' ', 1)[0]))
    const states = moves.map(({ to }) => to)
    if (words.join(' ') !== states.join(' '))
      report('PAY-9', `${id} moved ${states.join(' ')} and the trail tells ${words.join(' ')}`)
  }
}

/** What people were told must be so, and must stay so. */
function judgeTold(
  { transfers, epochMs }: SharedStore,
  { input, verdict, askedAtMs, atMs }: TransferTold,
  { rowsOf, report }: { rowsOf: (transfer: Transfer) => Rows; report: Report },
): void {
  const key = input.idempotencyKey
  const known = transfers.all().find(({ externalId }) => externalId === key)
  const isSame = known?.amount.minorUnits === input.amountMinorUnits && known.toAccountId === input.accountNumber
  if (verdict.kind === 'conflict') {
    if (isSame) report('PAY-6', `${key} was told to be another transfer, and is not`)
    return
  }
  const isFinal = verdict.kind === 'refused' && !verdict.retryable && verdict.transfer === null
  // One of which nothing was kept leaves its key free: a later copy may be let in.
  const wasKept = isSame && known.acceptedAt - epochMs < askedAtMs
  if (isFinal && wasKept)
    report('PAY-2', `${key} was refused for good (${verdict.reason}), and is kept as ${known.state}`)
  if (verdict.kind === 'refused' && verdict.transfer === null) return
  if (!known) return report('PAY-3', `${key} was accepted, and is gone`)
  if (!isSame) return report('PAY-6', `${key} was used for another transfer, and that was not told`)
  if (verdict.kind === 'pending') return
  const toldState = verdict.transfer?.state
  if (toldState !== known.state) report('PAY-2', `${known.id} was told ${toldState} and is ${known.state}`)
  const { debits, credits, returns } = rowsOf(known)
  const byThen = [debits, credits, returns].map((some) => some.filter(({ postedAtMs }) => postedAtMs <= atMs).length)
  const wanted = verdict.kind === 'done' ? ['1,1,0'] : ['0,0,0', '1,0,1']
  if (!wanted.includes(byThen.join()))
    report('PAY-7', `${known.id} was told ${toldState} and had ${byThen.join()} rows by then`)
}

/** After people have settled what they could, nothing is left on its way. */
export function judgeLeftTransfers({ transfers }: SharedStore): readonly Violation[] {
  return transfers
    .all()
    .filter(({ state }) => !isOver(state))
    .map(({ id, state }) => ({ promise: 'PAY-4', text: `the transfer ${id} is left ${state}` }))
}
