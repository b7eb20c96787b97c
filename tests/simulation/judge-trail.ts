import { isLegalMove } from '../../src/payments/states.ts'
import type { Report } from './judge.ts'
import type { SharedStore } from './slow-store.ts'

/** Each change of state is legal, and has its row in the audit trail, in the same order. */
export function judgeTrail({ intents, transitions }: SharedStore, report: Report): void {
  const trails = new Map<string, string[]>()
  for (const { object, outcome } of intents.trail) {
    const state = outcome.split(' ', 1)[0]?.toUpperCase() ?? ''
    const trail = trails.get(object)
    if (!trail) trails.set(object, [state])
    // A note within a state changes none.
    else if (trail.at(-1) !== state) trail.push(state)
  }
  const moves = new Map<string, string[]>()
  for (const { id, from, to } of transitions) {
    if (from !== null && !isLegalMove(from, to)) report('PAY-9', `${id} moved from ${from} to ${to}`)
    const known = moves.get(id)
    if (known) known.push(to)
    else moves.set(id, [to])
  }
  for (const { id } of intents.all()) {
    const trail = trails.get(`intent:${id}`)?.join(' ')
    const moved = moves.get(id)?.join(' ')
    if (trail !== moved) report('PAY-9', `${id} moved ${moved} and the trail tells ${trail}`)
  }
}
