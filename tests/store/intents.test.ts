import { setTimeout as delay } from 'node:timers/promises'
import { describe } from 'vitest'
import { createMemoryIntents } from '../simulation/memory-intents.ts'
import { describeStores } from '../support/stores.ts'
import { testIntentContract } from './intent-contract.ts'

describeStores((openFresh) => {
  testIntentContract(async () => {
    const database = await openFresh()
    const [store, other] = [await database.open(), await database.open()]
    return {
      intents: store.intents,
      other: other.intents,
      readTrail: () => store.audit.list({ afterId: 0, limit: 1_000 }),
      // A timer may end a millisecond early by the clock of the database.
      pass: (ms) => delay(ms + 2),
      now: Date.now,
    }
  })
})

describe('in memory', () => {
  testIntentContract(async () => {
    let now = 1_790_000_000_000
    const intents = createMemoryIntents({ now: () => now })
    return {
      intents,
      other: intents,
      readTrail: async () => intents.trail,
      pass: async (ms) => {
        now += ms
      },
      now: () => now,
    }
  })
})
