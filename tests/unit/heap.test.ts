import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const HEAP = new URL('../../src/heap.ts', import.meta.url).href

/** Makes and drops a hundred megabytes of old objects, is idle for a while, and prints what the heap takes before and after. */
const PROGRAM = `
const { tuneHeap, giveMemoryBackWhenIdle } = await import(${JSON.stringify(HEAP)})
tuneHeap()
if (process.argv[1] === 'given') giveMemoryBackWhenIdle({ quietMs: 2_000 })
let rows = Array.from({ length: 600_000 }, (_, index) => ({ index, text: 'row ' + index, more: [index] }))
const before = process.memoryUsage().heapTotal
rows = null
await new Promise((resolve) => setTimeout(resolve, 8_000))
console.log(JSON.stringify({ before, after: process.memoryUsage().heapTotal, gc: typeof globalThis.gc }))
`

async function run(word: string): Promise<{ before: number; after: number; gc: string }> {
  const options = ['--input-type=module', '--eval', PROGRAM, word]
  const { stdout } = await promisify(execFile)(process.execPath, options)
  const figures: { before: number; after: number; gc: string } = JSON.parse(stdout)
  return figures
}

test('a program that has nothing to do any more gives its memory back, and shows nobody how', {
  timeout: 30_000,
}, async () => {
  const [given, kept] = await Promise.all([run('given'), run('kept')])
  expect(given.after).toBeLessThan(given.before / 2)
  expect(kept.after).toBeGreaterThan(kept.before / 2)
  expect(given.gc).toBe('undefined')
})

/** Compiles what it never needs again, as a start does, and prints what of it is left. */
const START = `
const { forgetStart } = await import(${JSON.stringify(HEAP)})
const texts = Array.from({ length: 2_000 }, (_, index) => 'return [' + 'x => x + ' + index + ','.repeat(200) + ']')
const made = texts.map((text) => new Function(text))
for (const make of made) make().forEach((use) => use?.(1))
const before = process.memoryUsage().heapUsed
forgetStart()
console.log(JSON.stringify({ before, after: process.memoryUsage().heapUsed, made: made.length, gc: typeof globalThis.gc }))
`

test('what a start has compiled is given back before anybody is served', { timeout: 30_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', START])
  const { before, after, made, gc } = JSON.parse(stdout)
  expect(made).toBe(2_000)
  expect(after).toBeLessThan(before * 0.8)
  expect(gc).toBe('undefined')
})
