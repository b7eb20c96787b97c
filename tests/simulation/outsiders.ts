import type { Replica } from './replica.ts'
import type { World } from './world.ts'

/** What others do to the books, and chance to the processes. */
export function startOutsiders(world: World, replicas: readonly Replica[]): void {
  const { plan, random, scheduler } = world
  const sometime = (run: () => void) => scheduler.after(random.between(1, plan.calmAtMs), run)
  postEarlierRows(world)
  for (let count = 0; count < plan.foreignRows; count += 1) sometime(() => postForeignRow(world))
  for (let count = 0; count < plan.cashierCancels; count += 1) sometime(() => cancelSomething(world))
  for (let count = 0; count < plan.closures; count += 1) sometime(() => closeSomething(world))
  const oneOf = () => replicas[random.between(0, replicas.length - 1)]
  for (let count = 0; count < plan.crashes; count += 1) {
    sometime(() => {
      const replica = oneOf()
      if (replica) world.crash(replica.process, 'by chance')
    })
  }
  for (let count = 0; count < plan.pauses; count += 1) {
    sometime(() => {
      const replica = oneOf()
      if (replica) world.pause(replica.process, 'by chance')
    })
  }
}

/** The accounts have a past; some of it was posted with the very login that the gateway has now. */
function postEarlierRows({ legacy, random, plan }: World): void {
  for (let count = random.between(0, 3); count > 0; count -= 1) {
    const accountId = `a${random.between(1, plan.accounts)}`
    const origin = random.pick(['ours', 'foreign'] as const)
    legacy.post({ accountId, minorUnits: 10_000n, cause: null, writer: 'foreign', origin })
  }
}

/** A cashier or an old terminal, with an amount that the gateway's payers also pay. */
function postForeignRow({ legacy, random, plan, counts }: World): void {
  const accountId = `a${random.between(1, plan.accounts)}`
  const minorUnits = random.pick([10_000n, 10_000n, 25_000n])
  const origin = plan.isVague && random.chance(0.5) ? 'unknown' : 'foreign'
  counts.add('foreign rows')
  if (legacy.rows.some((row) => row.accountId === accountId && row.minorUnits === minorUnits)) {
    counts.add('rows of equal amount')
  }
  const cause = random.chance(0.5) ? `cash-${legacy.rows.length}` : null
  legacy.post({ accountId, minorUnits, cause, writer: 'foreign', origin })
}

function cancelSomething({ legacy, random, counts }: World): void {
  const standing = legacy.rows.filter((row) => row.writer === 'gateway' && row.canceledAtMs === null)
  const row = standing[random.between(0, standing.length - 1)]
  if (!row) return
  counts.add('cashier cancels')
  legacy.cancelByCashier(row)
}

function closeSomething({ legacy, random, plan, counts }: World): void {
  counts.add('accounts closed')
  legacy.closed.add(`a${random.between(1, plan.accounts)}`)
}
