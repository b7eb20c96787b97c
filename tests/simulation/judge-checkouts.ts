import { type Checkout, checkoutReference, isCheckoutMove } from '../../src/domain/checkout.ts'
import type { Intent, IntentId } from '../../src/domain/payment-intent.ts'
import { type AcquirerRow, leftOf, type RefundRow } from './acquirer-books.ts'
import type { CheckoutTold } from './checkout-clients.ts'
import type { Report } from './judge.ts'
import type { Row } from './legacy.ts'
import type { SharedStore } from './slow-store.ts'
import type { World } from './world.ts'

interface Sight {
  readonly world: World
  readonly store: SharedStore
  readonly told: readonly CheckoutTold[]
  readonly report: Report
  readonly isSettled: boolean
}

/**
 * Judges by the books of the acquirer and the ledger of the billing: what was taken from a payer is on the account, or went
 * back, or is with a person; never two of these, and nothing is credited that was not taken.
 */
export function judgeCheckouts(sight: Sight): void {
  const { world, store, told, report } = sight
  const { acquiring, legacy } = world
  if (acquiring === null) return
  const taken = acquiring.books.rows.filter(({ status }) => status === 'CAPTURED')
  for (const row of taken) judgeTaken(sight, row)
  for (const row of legacy.rows) judgeCredited(sight, row)
  const begun = Map.groupBy(acquiring.books.rows, ({ checkoutId }) => checkoutId)
  for (const [id, rows] of begun) {
    if (rows.length > 1) report('PAY-11', `${id} was begun ${rows.length} times`)
  }
  for (const checkout of store.checkouts.all()) judgeEnd(sight, checkout)
  for (const intent of store.intents.all()) if (intent.kind === 'REFUND') judgeRefund(sight, intent)
  judgeMoves(store, report)
  for (const one of told) judgeTold(sight, one)
}

/** The rows that have put the money of a checkout on an account. */
function creditsOf({ legacy }: World, checkoutId: string): readonly Row[] {
  const reference = checkoutReference(checkoutId)
  return legacy.rows.filter(({ cause }) => cause === reference)
}

function givenBack({ refunds }: AcquirerRow): readonly RefundRow[] {
  return refunds.filter(({ writer, status }) => writer === 'gateway' && status !== 'CANCELED')
}

function judgeTaken(sight: Sight, row: AcquirerRow): void {
  const { world, store, report, isSettled } = sight
  const checkout = store.checkouts.all().find(({ acquirerId }) => acquirerId === row.id)
  if (!checkout) return report('PAY-11', `${row.id} was taken and belongs to no checkout`)
  const { id, state, attention } = checkout
  const credits = creditsOf(world, id)
  const back = givenBack(row)
  const hasGone = row.refunds.some(({ writer }) => writer === 'shop')
  if (credits.length > 1) report('PAY-11', `${id} was credited ${credits.length} times`)
  if (leftOf(row) < 0n) report('PAY-11', `more was given back of ${id} than was taken`)
  if (back.length > 1) report('PAY-11', `${id} was given back ${back.length} times`)
  // What a person is told to give back, or has, must not be on the account as well.
  const goesBack = state === 'OPERATOR' || state === 'REFUNDING' || state === 'REFUNDED'
  if (credits.length > 0 && goesBack) report('PAY-11', `${id} was credited and is ${state} ${attention ?? ''}`)
  if (isSettled && hasGone && credits.length > 0 && attention !== 'REFUNDED_AFTER_CREDIT') {
    report('PAY-11', `${id} was credited and refunded by the shop, and nobody is told`)
  }
  if (credits.length > 0 && back.length > 0) report('PAY-11', `${id} was credited and given back`)
  if (credits.length > 0 || (leftOf(row) === 0n && back.every(({ status }) => status === 'DONE'))) return
  if (hasGone && isSettled && leftOf(row) === 0n) return
  if (isSettled) report('PAY-11', `${id} was taken, is ${state}, and is neither credited nor given back`)
  else if (!isWithAPerson(store, checkout)) report('PAY-11', `${id} was taken, is ${state}, and nobody is told`)
}

function isWithAPerson({ intents }: SharedStore, { state, attention, creditId, refundId }: Checkout): boolean {
  if (state === 'OPERATOR') return attention !== null
  const stateOf = (id: IntentId | null) => intents.all().find((intent) => intent.id === id)?.state
  if (state === 'CAPTURED') return stateOf(creditId) === 'OPERATOR'
  return state === 'REFUNDING' && stateOf(refundId) === 'OPERATOR'
}

/** What is on an account was taken from somebody before, to the kopeck. */
function judgeCredited({ world, store, report }: Sight, { id, cause, accountId, minorUnits, postedAtMs }: Row): void {
  if (cause?.startsWith('cab~') !== true) return
  const checkout = store.checkouts.all().find((one) => checkoutReference(one.id) === cause)
  const row = world.acquiring?.books.rows.find((one) => one.id === checkout?.acquirerId)
  if (!checkout || !row) return report('PAY-11', `${id} is credited for no checkout`)
  if (checkout.accountId !== accountId) report('PAY-11', `${id} of ${checkout.id} went to another account`)
  if (row.capturedAtMs === null || row.capturedAtMs > postedAtMs) return report('PAY-11', `${id} was not taken by then`)
  if (row.capturedMinorUnits !== minorUnits) report('PAY-11', `${id} of ${checkout.id} is not what was taken`)
}

/** A refund that is done names its row at the acquirer; one that was refused has none. */
function judgeRefund({ world, report }: Sight, { id, state, amount, recordId }: Intent): void {
  const all = world.acquiring?.books.rows.flatMap(({ refunds }) => refunds) ?? []
  const isDone = all.some((row) => row.id === recordId && row.minorUnits === amount.minorUnits && row.status === 'DONE')
  const isThere = all.some(({ key, status }) => key === id && status !== 'CANCELED')
  if (state === 'DONE' && !isDone) report('PAY-11', `the refund ${id} is done by ${recordId}, which is not its row`)
  if (state === 'REJECTED' && isThere) report('PAY-11', `the refund ${id} is REJECTED and stands there`)
}

const UNDER_WAY: readonly Checkout['state'][] = ['CREATED', 'OPEN', 'CAPTURED', 'REFUNDING']

/** Long after the last fault nothing is left on its way, but for what is with a person. */
function judgeEnd({ store, report, isSettled }: Sight, checkout: Checkout): void {
  const isLeft = UNDER_WAY.includes(checkout.state) && (isSettled || !isWithAPerson(store, checkout))
  if (isLeft) report('PAY-4', `the checkout ${checkout.id} is left ${checkout.state}`)
}

/** Each change of state is legal, and has its row in the audit trail, in the same order. */
function judgeMoves({ checkouts, checkoutMoves }: SharedStore, report: Report): void {
  for (const { id } of checkouts.all()) {
    const states = checkoutMoves.filter((move) => move.id === id).map(({ to }) => to)
    for (const [place, to] of states.entries()) {
      const from = states[place - 1] ?? to
      if (!isCheckoutMove(from, to)) report('PAY-9', `${id} moved from ${from} to ${to}`)
    }
    const words = checkouts.trail
      .filter(({ object }) => object === `checkout:${id}`)
      .map(({ outcome }) => outcome.split(' ', 1)[0])
      // A note within a state changes none.
      .filter((word, place, all) => word !== all[place - 1])
    if (words.join(' ') !== states.join(' '))
      report('PAY-9', `${id} moved ${states.join(' ')} and the trail tells ${words.join(' ')}`)
  }
}

/** What people were told must be so, and must stay so. */
function judgeTold({ world, store, report }: Sight, { input, verdict, checkout, atMs }: CheckoutTold): void {
  const key = input.idempotencyKey
  const known = store.checkouts.all().find(({ idempotencyKey }) => idempotencyKey === key)
  const isSame = known?.amount.minorUnits === input.amount.minorUnits
  if (verdict?.kind === 'conflict' && isSame) report('PAY-6', `${key} was told to be another checkout, and is not`)
  if (checkout === null) return
  if (!known) return report('PAY-3', `${key} was accepted, and is gone`)
  if (verdict !== null && !isSame) report('PAY-6', `${key} was used for another checkout, and that was not told`)
  const { id, state } = checkout
  const row = world.acquiring?.books.rows.find((one) => one.id === known.acquirerId)
  if (state !== 'DONE' && state !== 'REFUNDED') return
  if (known.state !== state) report('PAY-2', `${id} was told ${state} and is ${known.state}`)
  if (state === 'DONE') {
    const byThen = creditsOf(world, id).filter(({ postedAtMs }) => postedAtMs <= atMs)
    if (byThen.length !== 1) report('PAY-11', `${id} was told DONE and had ${byThen.length} rows by then`)
  } else {
    const done =
      row?.refunds.filter(({ status, doneAtMs }) => status === 'DONE' && (doneAtMs ?? Infinity) <= atMs) ?? []
    const back = done.reduce((total, { minorUnits }) => total + minorUnits, 0n)
    if (back !== row?.capturedMinorUnits) report('PAY-11', `${id} was told REFUNDED and ${back} had gone back by then`)
  }
}
