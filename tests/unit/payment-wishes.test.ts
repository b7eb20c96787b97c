import { expect, test } from 'vitest'
import { claimWish } from '../../src/payments/wishes.ts'
import type { WishStore } from '../../src/store/wishes.ts'

/** A store in which nobody else wishes for anything, and which answers after so long on the desk's clock. */
function createDesk(claimTakesMs: number) {
  const clock = { nowMs: 1_000 }
  const wishes: WishStore = {
    claim: async ({ intentId }) => {
      clock.nowMs += claimTakesMs
      return { intentId, ageMs: 0 }
    },
    release: async () => {},
  }
  const desk = {
    wishes,
    intents: { find: async () => null },
    clock: { elapsedMs: () => clock.nowMs, sleep: async () => {} },
  }
  return { desk, clock }
}

const WISH = { wish: 'order:x', intentId: 'i-1', untilMs: 60_000, isOver: async () => false }

test('who has just taken a wish may order', async () => {
  const { desk } = createDesk(5)
  const claim = await claimWish(desk, WISH)
  expect(claim.kind === 'ours' && claim.isSure()).toBe(true)
})

test('who has stood still with a wish orders no more: somebody else may take it for lost', async () => {
  const { desk, clock } = createDesk(5)
  const claim = await claimWish(desk, WISH)
  clock.nowMs += 12_000
  expect(claim.kind === 'ours' && claim.isSure()).toBe(false)
})

test('the time that the claim itself took counts', async () => {
  const { desk } = createDesk(12_000)
  const claim = await claimWish(desk, WISH)
  expect(claim.kind === 'ours' && claim.isSure()).toBe(false)
})
