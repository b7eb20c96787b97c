import type { Intent } from '../../src/domain/payment-intent.ts'
import type { IntentChange } from '../../src/store/intent-store.ts'
import type { SharedStore } from './slow-store.ts'
import type { World } from './world.ts'

/**
 * A person who settles what is left by the ledger itself, after everything has come to rest: what stands there as it was
 * asked is done, and nothing else is.
 */
export async function settleByHand(world: World, { intents, transitions }: SharedStore): Promise<void> {
  for (const { id, state } of intents.all()) {
    if (state !== 'OPERATOR') continue
    const intent = await intents.claim(id, { states: ['OPERATOR'], leaseMs: 60_000 })
    if (!intent) continue
    const change = decideByLedger(world, intent)
    const audit = { actor: 'operator', act: 'payment', object: `intent:${id}`, outcome: change.to, requestId: '' }
    const verdict = await intents.move(intent, change, audit)
    if (verdict.kind === 'moved') transitions.push({ id, from: 'OPERATOR', to: change.to })
    world.note(() => `operator ${id} ${intent.attention} ${change.to} ${verdict.kind}`)
  }
}

function decideByLedger({ legacy }: World, intent: Intent): IntentChange {
  const { kind, accountId, amount, reference, recordId } = intent
  const row =
    kind === 'PAYMENT'
      ? legacy.rows.find(
          ({ cause, ...at }) =>
            cause === reference && at.accountId === accountId && at.minorUnits === amount.minorUnits,
        )
      : legacy.rows.find(({ id, canceledAtMs }) => id === recordId && canceledAtMs !== null)
  if (row) return { to: 'DONE', dueInMs: null, recordId: row.id, registeredAt: row.postedAtMs, attention: null }
  return { to: 'REJECTED', dueInMs: null, refusal: 'CLOSED_BY_OPERATOR', attention: null }
}
