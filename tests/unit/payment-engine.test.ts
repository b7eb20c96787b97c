import { expect, test } from 'vitest'
import { SYSTEM_CLOCK } from '../../src/payments/clock.ts'
import { createEngine } from '../../src/payments/engine.ts'
import { DEAF_OBSERVER } from '../../src/payments/observer.ts'
import { createMemoryIntents } from '../simulation/memory-intents.ts'
import { newIntent } from '../support/intents.ts'
import { TEST_SETTINGS } from '../support/payments.ts'

test('an intent that recovery claims while this process is still at it counts twice, and idle waits for both', async () => {
  let now = 1_790_000_000_000
  const intents = createMemoryIntents({ now: () => now })
  const waiting: (() => void)[] = []
  const engine = createEngine({
    intents,
    desk: {
      traceOf: () => ({ reconcile: 'exact', honoursExternalId: false }),
      // The billing takes its time about every look-up.
      lookUp: async () => {
        await new Promise<void>((resolve) => waiting.push(resolve))
        return { kind: 'ours', recordId: '1', registeredAt: null }
      },
      readMark: async () => ({ kind: 'mark', mark: '' }),
      send: async () => ({ kind: 'applied', recordId: '2', registeredAt: null }),
    },
    clock: SYSTEM_CLOCK,
    settings: { ...TEST_SETTINGS, maxRunning: 2 },
    observer: DEAF_OBSERVER,
  })
  const by = { actor: 'PARTNER:t1', requestId: 'r-1' }
  await engine.submit(newIntent(1), { by, waitMs: 0 })
  now += TEST_SETTINGS.leaseMs
  expect(await engine.recover()).toBe(1)
  await expect.poll(() => waiting.length).toBe(2)
  expect(await engine.submit(newIntent(2), { by, waitMs: 0 })).toEqual({ kind: 'overloaded' })
  const ended: string[] = []
  const idle = engine.idle().then(() => ended.push('idle'))
  // The one that holds the claim ends first; the other has lost it, and is still there.
  waiting[1]?.()
  await expect.poll(async () => (await intents.find(newIntent(1).id))?.state).toBe('DONE')
  expect(await engine.submit(newIntent(3), { by, waitMs: 0 })).toMatchObject({ kind: 'accepted' })
  expect(ended).toEqual([])
  waiting[0]?.()
  await expect.poll(() => waiting.length).toBe(3)
  expect(ended).toEqual([])
  waiting[2]?.()
  await idle
  expect(await intents.find(newIntent(3).id)).toMatchObject({ state: 'DONE' })
})
