import { writeHintBody } from './acquirer-wire.ts'
import type { Replica } from './replica.ts'
import type { World } from './world.ts'

/** How long the acquirer waits before it sends a webhook again that nobody has taken. */
const AGAIN_MS = 2_000

/**
 * The acquirer's webhooks: lost, late, twice, out of order; and those that somebody else makes up. Only what was captured
 * after a no, and what somebody gives back in the acquirer's own cabinet, is told until somebody has taken it, as acquirers do
 * for a day.
 */
export function startHints(
  { acquiring, yonder, scheduler, plan, isStormy, counts, note }: World,
  replicas: readonly Replica[],
): void {
  if (acquiring === null) return
  const { books } = acquiring
  const { chances, forgedHints } = acquiring.plan

  function send(acquirerId: string, { status, mustArrive }: { status: string; mustArrive: boolean }): void {
    const again = () => mustArrive && scheduler.after(AGAIN_MS, () => send(acquirerId, { status, mustArrive }))
    const { process, checkouts } = replicas[yonder.between(0, replicas.length - 1)] ?? {}
    if (!process?.isAlive || !checkouts) return void again()
    let isTaken = false
    // A gateway that dies over it has not taken it.
    if (mustArrive) scheduler.after(60_000, () => isTaken || again())
    scheduler.after(
      1,
      () => {
        const request = { headers: {}, body: writeHintBody({ acquirerId, status }), address: '127.0.0.1' }
        checkouts.takeHint(request, { signal: new AbortController().signal }).then(
          (verdict) => {
            note(() => `hint ${acquirerId} ${status} ${verdict}`)
            counts.add('hints')
            return (isTaken = true)
          },
          () => {
            if (!isTaken) again()
            isTaken = true
          },
        )
      },
      process,
    )
  }

  books.onChange.push((row, mustArrive) => {
    const told = { status: row.status, mustArrive }
    if (!mustArrive && isStormy() && yonder.chance(chances.hintLost)) return
    const delayMs = () => (yonder.chance(chances.hintLate) ? yonder.between(1_000, 20_000) : yonder.between(1, 300))
    scheduler.after(delayMs(), () => send(row.id, told))
    if (yonder.chance(chances.hintRepeated)) scheduler.after(delayMs(), () => send(row.id, told))
  })
  for (let count = 0; count < forgedHints; count += 1) {
    scheduler.after(yonder.between(1, plan.calmAtMs), () => {
      counts.add('hints made up')
      send(`p${yonder.between(1, books.rows.length + 1)}`, { status: 'CAPTURED', mustArrive: false })
    })
  }
}
