import { expect, test } from 'vitest'
import { BUGS } from './bugs.ts'
import { MISTAKES } from './catalogue.ts'
import { createCounts } from './counts.ts'
import { type Options, readOptions } from './options.ts'
import { MODES } from './plan.ts'
import { createRandom } from './random.ts'
import { createTraceHash, simulate } from './simulate.ts'

test('PAY-1 PAY-2 PAY-3 PAY-4 PAY-5 PAY-6 PAY-7 PAY-9 PAY-10 PAY-11 hold in 300 simulated worlds, whatever dies, stands still or is lost', async () => {
  const counts = createCounts()
  for (let seed = 1; seed <= 300; seed += 1)
    expect({ seed, broken: await simulate({ seed, counts }) }).toEqual({ seed, broken: [] })
  const faults = [
    'crashes',
    'pauses beyond settle',
    'applied although given up',
    'fences lost',
    'resends',
    'refused by a limit',
    'decisions of people',
    'decisions refused',
    'looked up again by people',
    'transfers told done',
    'transfers given back',
    'debits refused',
    'checkouts done',
    'checkouts refunded',
    'hints made up',
  ] as const
  // Worlds in which nothing went wrong would have shown nothing.
  expect(faults.filter((fault) => (counts.values[fault] ?? 0) === 0)).toEqual([])
})

test.each(MODES)('PAY-1 PAY-2 hold where the billing is looked up so: %s', async (mode) => {
  for (let seed = 1001; seed <= 1060; seed += 1)
    expect({ seed, broken: await simulate({ seed, mode }) }).toEqual({ seed, broken: [] })
})

test('PAY-7 transfers keep the sum over all accounts, and what cannot be given or given back is shown to a person', async () => {
  const counts = createCounts()
  for (let seed = 3001; seed <= 3300; seed += 1)
    expect({ seed, broken: await simulate({ seed, mode: 'exact', counts }) }).toEqual({ seed, broken: [] })
  const ends = ['transfers told done', 'transfers refused', 'transfers given back', 'transfers with a person'] as const
  expect(ends.filter((end) => (counts.values[end] ?? 0) === 0)).toEqual([])
})

test('PAY-11 what an acquirer has taken is on the account, or has gone back once, or is with a person', async () => {
  const counts = createCounts()
  for (let seed = 5001; seed <= 5400; seed += 1)
    expect({ seed, broken: await simulate({ seed, counts }) }).toEqual({ seed, broken: [] })
  const ends = [
    'checkouts done',
    'checkouts refunded',
    'checkouts with a person',
    'captured after a no',
    'refunded in the shop',
    'acquirer does not answer',
  ] as const
  expect(ends.filter((end) => (counts.values[end] ?? 0) === 0)).toEqual([])
})

test('each planted mistake has a seed that shows it', () => {
  expect(BUGS.map(({ name }) => name).toSorted()).toEqual(MISTAKES.map(({ name }) => name).toSorted())
})

test.each(BUGS)(
  '$promise the mistake $name breaks it in seed $seed, the engine as it is does not, and the trace is always the same',
  async (bug) => {
    const { name, seed, promise } = bug
    const planted = MISTAKES.find((known) => known.name === name) ?? null
    const [first, second] = [createTraceHash(), createTraceHash()]
    const broken = await simulate({ seed, planted, onNote: first.add })
    expect(broken.map((violation) => violation.promise)).toContain(promise)
    await simulate({ seed, planted, onNote: second.add })
    expect(second.read()).toBe(first.read())
    expect(await simulate({ seed })).toEqual([])
  },
)

test('watching a world does not change it', async () => {
  const [watched, unwatched] = [createCounts(), createCounts()]
  await simulate({ seed: 7, counts: watched, onNote: () => {} })
  await simulate({ seed: 7, counts: unwatched })
  expect(unwatched.values).toEqual(watched.values)
})

test('neighbouring seeds draw numbers that have nothing in common', () => {
  const draws = [1, 2, 3, 2 ** 40 + 1].map((seed) => {
    const random = createRandom(seed)
    return Array.from({ length: 4 }, () => random.between(0, 1_000_000))
  })
  expect(new Set(draws.flat()).size).toBe(16)
})

test('the command line tells all its mistakes at once', () => {
  expect(readOptions(['--seeds', 'many', '--mode', 'guess', '--trace'])).toEqual({
    kind: 'mistakes',
    mistakes: [
      '--mode must be one of exact, comment, statement, none.',
      '--trace needs --seed.',
      '--seeds must be a whole number from 1 to 100000000.',
    ],
  })
  expect(optionsOf(['--seed', '5', '--trace'])).toMatchObject({ from: 5, seeds: 1, isTraced: true, bugs: [] })
  expect(optionsOf(['--bugs'])?.bugs).toHaveLength(MISTAKES.length)
})

function optionsOf(commandLine: readonly string[]): Options | null {
  const reading = readOptions(commandLine)
  return reading.kind === 'options' ? reading.options : null
}
