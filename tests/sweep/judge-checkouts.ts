import { type Checkout, checkoutReference, isCheckoutOver } from '../../src/domain/checkout.ts'
import { parseMoney } from '../../src/domain/money.ts'
import type { YookassaDouble } from '../doubles/yookassa.ts'
import type { LedgerRow } from './legacy.ts'
import type { CheckoutNote } from './payers.ts'

/** What is known of payments of the cabinet when all is quiet again. */
export interface CheckoutEvidence {
  readonly notes: readonly CheckoutNote[]
  readonly checkouts: readonly Checkout[]
  /** The acquirer's own books. */
  readonly shop: Pick<YookassaDouble, 'payments' | 'refundList'>
  readonly ledger: readonly LedgerRow[]
  /** Numbers of the rows that the billing itself wrote a second time. */
  readonly doubles: ReadonlySet<number>
}

interface Taken {
  readonly id: string
  readonly checkoutId: string
  readonly minorUnits: bigint
  readonly refunded: bigint
}

/** What was taken is on the account once, or has gone back once and in full, or is visibly with a person. */
export function judgeCheckouts(evidence: CheckoutEvidence): {
  readonly broken: readonly string[]
  readonly figures: Readonly<Record<string, number>>
} {
  const { checkouts, notes } = evidence
  const taken = listTaken(evidence)
  const byId = new Map(checkouts.map((checkout) => [checkout.id, checkout]))
  const inState = (...states: readonly Checkout['state'][]) =>
    checkouts.filter(({ state }) => states.includes(state)).length
  return {
    broken: [
      ...judgeBeginnings(evidence),
      ...taken.flatMap((one) => judgeTaken(one, { checkout: byId.get(one.checkoutId), evidence })),
      ...judgeRows(evidence, taken),
      ...checkouts
        .filter((checkout) => !isCheckoutOver(checkout) && checkout.attention === null)
        .map(({ id, state }) => `PAY-4 checkout ${id} is ${state}, and nobody is asked`),
      ...notes.flatMap((note) => judgeNote(note, checkouts)),
    ],
    figures: {
      'payments of the cabinet': checkouts.length,
      'taken by the acquirer': taken.length,
      'put on the account': inState('DONE'),
      'gone back to the payer': inState('REFUNDED'),
      'not taken': inState('DECLINED', 'CANCELED', 'EXPIRED', 'REFUSED'),
      'with a person, of the cabinet': inState('OPERATOR'),
    },
  }
}

function listTaken({ shop }: CheckoutEvidence): readonly Taken[] {
  return shop.payments
    .filter(({ status }) => status === 'succeeded')
    .map(({ id, amount, body }) => ({
      id,
      checkoutId: checkoutIdOf(body),
      minorUnits: parseMoney(amount, 'RUB').minorUnits,
      refunded: shop.refundList
        .filter(({ paymentId, status }) => paymentId === id && status !== 'canceled')
        .reduce((sum, refund) => sum + parseMoney(refund.amount, 'RUB').minorUnits, 0n),
    }))
}

function checkoutIdOf(body: Readonly<Record<string, unknown>>): string {
  return String(Object(body['metadata']).checkoutId)
}

function judgeBeginnings({ shop }: CheckoutEvidence): readonly string[] {
  const seen = new Set<string>()
  return shop.payments.flatMap(({ body }) => {
    const id = checkoutIdOf(body)
    if (seen.has(id)) return [`PAY-11 checkout ${id} was begun twice at the acquirer`]
    seen.add(id)
    return []
  })
}

function judgeTaken(
  { id, checkoutId, minorUnits, refunded }: Taken,
  { checkout, evidence }: { readonly checkout: Checkout | undefined; readonly evidence: CheckoutEvidence },
): readonly string[] {
  const name = `payment ${id} of checkout ${checkoutId} (${checkout?.state ?? 'unknown'})`
  const { ledger, doubles } = evidence
  const rows = ledger.filter((row) => row.receipt === checkoutReference(checkoutId) && !doubles.has(row.recordId))
  const isCredited = rows.length === 1 && parseMoney(rows[0]?.amount ?? '', 'RUB').minorUnits === minorUnits
  const told = `was taken, is on the account ${rows.length} times, and ${refunded} of ${minorUnits} have gone back`
  switch (checkout?.state) {
    case 'DONE':
      return isCredited && refunded === 0n ? [] : [`PAY-11 ${name} ${told}`]
    case 'REFUNDED':
      return rows.length === 0 && refunded === minorUnits ? [] : [`PAY-11 ${name} ${told}`]
    case 'OPERATOR':
      return rows.length === 0 || refunded === 0n ? [] : [`PAY-11 ${name} ${told}`]
    case 'CAPTURED':
    case 'REFUNDING':
      // Its order waits for a person, who is asked by that; another end is told above.
      return rows.length <= 1 && (rows.length === 0 || refunded === 0n) ? [] : [`PAY-11 ${name} ${told}`]
    case 'CREATED':
    case 'OPEN':
    case 'REFUSED':
    case 'DECLINED':
    case 'CANCELED':
    case 'EXPIRED':
    case undefined:
      return [`PAY-11 ${name} was taken, and the gateway does not say so`]
  }
}

function judgeRows({ ledger }: CheckoutEvidence, taken: readonly Taken[]): readonly string[] {
  const known = new Set(taken.map(({ checkoutId }) => checkoutReference(checkoutId)))
  return ledger
    .filter(({ receipt }) => receipt?.startsWith('cab~') === true && !known.has(receipt))
    .map(({ recordId }) => `PAY-11 row ${recordId} was credited, and nothing was taken for it`)
}

function judgeNote(note: CheckoutNote, checkouts: readonly Checkout[]): readonly string[] {
  const kept = checkouts.find(({ idempotencyKey }) => idempotencyKey === note.key)
  const name = `payment ${note.key} of the cabinet`
  if (note.wasKept && kept === undefined) return [`PAY-3 ${name} was kept, and is gone`]
  return [
    ...note.finals.flatMap((state) =>
      state === kept?.state ? [] : [`PAY-2 ${name} was told ${state} and is ${kept?.state}`],
    ),
    ...(note.missedConflict ? [`PAY-6 ${name} was taken with another amount as well`] : []),
  ]
}
