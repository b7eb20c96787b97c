import type { AcquirerRow } from './acquirer-books.ts'
import type { World } from './world.ts'

/** What somebody does at the acquirer's page; `id` is the payment's there. */
export function startPayer({ acquiring, yonder, scheduler, counts }: World, id: string): void {
  const row = acquiring?.books.rows.find((one) => one.id === id)
  if (!acquiring || !row) return
  const { books } = acquiring
  const { chances } = acquiring.plan
  const soon = (run: () => void) => scheduler.after(yonder.between(1, yonder.pick([300, 5_000, 30_000])), run)

  function pay(): void {
    if (!row || row.status !== 'OPEN') return
    // What was taken is mostly what was asked for.
    const differs = yonder.chance(chances.otherAmount) ? yonder.pick([-100n, 100n]) : 0n
    counts.add('payments captured')
    books.capture(row, row.askedMinorUnits + differs)
    if (yonder.chance(chances.shopRefunds)) {
      scheduler.after(yonder.between(1, yonder.pick([300, 5_000])), () => refundByShop(row))
    }
  }

  /** The acquirer finds out that it has the money after all. */
  function payAfterNo(): void {
    if (!row || row.status !== 'CANCELED') return
    counts.add('captured after a no')
    books.capture(row, row.askedMinorUnits)
  }

  function refundByShop(paid: AcquirerRow): void {
    counts.add('refunded in the shop')
    books.refundByShop(paid, yonder.pick([paid.capturedMinorUnits, 100n]))
  }

  const habit = yonder.pick([
    'pay',
    'pay',
    'pay',
    'pay',
    'pay',
    'pay twice',
    'decline',
    'no money',
    'cancel',
    'never',
  ] as const)
  if (yonder.chance(chances.lateCapture)) {
    const noInMs = Math.max(0, row.expiresAtMs - scheduler.now())
    scheduler.after(noInMs + yonder.between(1, 20_000), payAfterNo)
  }
  switch (habit) {
    case 'pay twice':
      soon(pay)
      return void soon(pay)
    case 'pay':
      return void soon(pay)
    case 'decline':
      return void soon(() => books.cancel(row, 'DECLINED_BY_BANK'))
    case 'no money':
      return void soon(() => books.cancel(row, 'INSUFFICIENT_FUNDS'))
    case 'cancel':
      return void soon(() => books.cancel(row, 'CANCELED_BY_PAYER'))
    case 'never':
  }
}
