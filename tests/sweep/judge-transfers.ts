import { formatMoney, parseMoney } from '../../src/domain/money.ts'
import type { Intent } from '../../src/domain/payment-intent.ts'
import { stepIdOf, type Transfer, transferReferenceOf } from '../../src/domain/transfer.ts'
import type { DebitRow, LedgerRow } from './legacy.ts'
import type { TransferNote } from './transferers.ts'

/** What is known of transfers when all is quiet again. */
export interface TransferEvidence {
  readonly notes: readonly TransferNote[]
  readonly transfers: readonly Transfer[]
  readonly debits: readonly DebitRow[]
  readonly ledger: readonly LedgerRow[]
  /** Numbers of the rows that the billing itself wrote a second time. */
  readonly doubles: ReadonlySet<number>
  /** The orders of all transfers. */
  readonly orders: readonly Intent[]
  readonly audited: ReadonlyMap<string, string>
}

const ENDS = { DONE: [1, 1, 0], REFUSED: [0, 0, 0], RETURNED: [1, 0, 1], OPERATOR: [1, 0, 0] } as const

/** Row by row: what was taken was given, given back, or is with a person. */
export function judgeTransfers(evidence: TransferEvidence): {
  readonly broken: readonly string[]
  readonly figures: Readonly<Record<string, number | string>>
} {
  const { transfers, debits, orders } = evidence
  const stateOf = new Map(orders.map((order) => [order.externalId, order.state]))
  const counts = transfers.map((transfer) => ({ transfer, rows: countRows(evidence, transfer) }))
  const references = new Set(transfers.map(({ id }) => transferReferenceOf(id, 'debit')))
  const inState = (...states: readonly Transfer['state'][]) =>
    transfers.filter(({ state }) => states.includes(state)).length
  return {
    broken: [
      ...debits
        .filter(({ receipt }) => !references.has(receipt ?? ''))
        .map(({ recordId }) => `PAY-7 the debit ${recordId} is no transfer's`),
      ...counts.flatMap(({ transfer, rows }) => judgeOne(transfer, rows, stateOf)),
      ...judgeSums(evidence, stateOf),
      ...evidence.notes.flatMap((note) => judgeNote(note, transfers)),
      ...transfers.flatMap(({ id, state }) => {
        const told = evidence.audited.get(`transfer:${id}`)
        return told === state || (told === 'ACCEPTED' && state === 'DEBITING')
          ? []
          : [`PAY-9 transfer ${id} is ${state}, and its last audit row says ${told}`]
      }),
    ],
    figures: {
      transfers: transfers.length,
      'transferred and given': inState('DONE'),
      'refused before anything moved': inState('REFUSED'),
      'given back': inState('RETURNED'),
      'with a person, itself or an order of it': inState('OPERATOR', 'DEBITING', 'CREDITING', 'RETURNING'),
    },
  }
}

type Counts = readonly [taken: number, given: number, back: number]

/** What the billing wrote a second time by itself is left out: nobody can prevent that. */
function countRows({ debits, ledger, doubles }: TransferEvidence, { id }: Transfer): Counts {
  const count = (rows: readonly { readonly recordId: number; readonly receipt: string | null }[], reference: string) =>
    rows.filter(({ recordId, receipt }) => receipt === reference && !doubles.has(recordId)).length
  return [
    count(debits, transferReferenceOf(id, 'debit')),
    count(ledger, transferReferenceOf(id, 'credit')),
    count(ledger, transferReferenceOf(id, 'return')),
  ]
}

function judgeOne(transfer: Transfer, rows: Counts, stateOf: ReadonlyMap<string, string>): readonly string[] {
  const name = `transfer ${transfer.id} (${transfer.state})`
  const [taken, given, back] = rows
  const told = `was taken ${taken} times, given ${given} times, given back ${back} times`
  const wrong = taken > 1 || given + back > taken ? [`PAY-7 ${name} ${told}`] : []
  switch (transfer.state) {
    case 'DONE':
    case 'REFUSED':
    case 'RETURNED':
    case 'OPERATOR':
      return String(ENDS[transfer.state]) === String(rows) ? wrong : [...wrong, `PAY-7 ${name} ${told}`]
    case 'DEBITING':
    case 'CREDITING':
    case 'RETURNING': {
      const step = transfer.state === 'DEBITING' ? 'debit' : transfer.state === 'CREDITING' ? 'credit' : 'return'
      const order = stateOf.get(stepIdOf(transfer, step))
      return order === 'OPERATOR' ? wrong : [...wrong, `PAY-4 ${name} is not settled, and its ${step} is ${order}`]
    }
  }
}

/** To the kopeck over all accounts: what was taken, less what was given and given back, is what a person has before them. */
function judgeSums(
  { transfers, debits, ledger, doubles }: TransferEvidence,
  stateOf: ReadonlyMap<string, string>,
): readonly string[] {
  const withPerson = transfers.filter(
    (transfer) =>
      transfer.state === 'OPERATOR' ||
      (['debit', 'credit', 'return'] as const).some((step) => stateOf.get(stepIdOf(transfer, step)) === 'OPERATOR'),
  )
  const left = new Set(
    withPerson.flatMap(({ id }) => [transferReferenceOf(id, 'debit'), transferReferenceOf(id, 'return')]),
  )
  const sum = (rows: readonly { recordId: number; receipt: string | null; amount: string }[]) =>
    rows
      .filter(
        ({ recordId, receipt }) =>
          receipt?.startsWith('transfer') === true && !left.has(receipt) && !doubles.has(recordId),
      )
      .reduce((total, { amount }) => total + parseMoney(amount, 'RUB').minorUnits, 0n)
  const [taken, given] = [sum(debits), sum(ledger)]
  return taken === given
    ? []
    : [`PAY-7 ${textOf(taken)} was taken from accounts, and ${textOf(given)} was given to others or back`]
}

function textOf(minorUnits: bigint): string {
  return formatMoney({ minorUnits, currency: 'RUB' })
}

function judgeNote(note: TransferNote, transfers: readonly Transfer[]): readonly string[] {
  const kept = transfers.find(({ externalId }) => externalId === note.key)
  const name = `transfer ${note.key}`
  if (note.wasAccepted && kept === undefined) return [`PAY-3 ${name} was accepted, and is gone`]
  const ends = new Set(note.finals.filter((state) => state !== 'NOTHING'))
  return [
    ...[...ends].flatMap((state) =>
      state === kept?.state ? [] : [`PAY-2 ${name} was told ${state} and is ${kept?.state}`],
    ),
    ...(note.deniedKept ? [`PAY-2 ${name} was accepted, and told later to be nothing that was kept`] : []),
    ...(note.missedConflict && kept !== undefined ? [`PAY-6 ${name} was taken with another amount as well`] : []),
  ]
}
