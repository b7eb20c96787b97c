import { expect, test } from 'vitest'
import { createTurns } from '../../src/receipts/turns.ts'

test('P4 pages are drawn one after the other, also after one that failed, and too many are not begun', async () => {
  const turns = createTurns(3)
  const seen: string[] = []
  const work = (name: string) => async () => {
    seen.push(`${name} begins`)
    await new Promise((resolve) => setImmediate(resolve))
    seen.push(`${name} ends`)
    if (name === 'b') throw new Error('b failed')
    return name
  }
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => turns.take(work(name)))
  expect(d).toBeNull()
  await expect(b).rejects.toThrow('b failed')
  expect(await Promise.all([a, c])).toEqual(['a', 'c'])
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  expect(await turns.take(work('e'))).toBe('e')
})
