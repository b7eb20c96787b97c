import { MISTAKES } from './catalogue.ts'
import type { Failure } from './chunk.ts'
import { COUNTED } from './counts.ts'
import { HELP, type Options, readOptions } from './options.ts'
import { openWorkers, type SearchResult } from './search.ts'
import { createTraceHash, simulate } from './simulate.ts'

/** `npm run simulate`: see HELP. */
const reading = readOptions(process.argv.slice(2))
switch (reading.kind) {
  case 'help':
    say(HELP)
    break
  case 'mistakes':
    for (const mistake of reading.mistakes) process.stderr.write(`${mistake}\n`)
    process.exitCode = 2
    break
  case 'options':
    process.exitCode = await run(reading.options)
    break
}

async function run(options: Options): Promise<number> {
  if (options.isTraced) return trace(options)
  const workers = openWorkers(options.workers)
  try {
    if (options.bugs.length === 0) {
      const startedAt = performance.now()
      const result = await workers.search({ ...options, bug: null, onProgress: createProgress(options) })
      return tell(options, result, (performance.now() - startedAt) / 1000)
    }
    let missed = 0
    for (const bug of options.bugs) {
      const { failure, seeds } = await workers.search({ ...options, bug, onProgress: () => {} })
      if (failure === null) missed += 1
      const [first] = failure?.violations ?? []
      say(
        `${bug.padEnd(26)} ${failure ? `seed ${failure.seed}: ${first?.promise} ${first?.text}` : `NOT FOUND in ${seeds} seeds`}`,
      )
    }
    say(`${options.bugs.length - missed} of ${options.bugs.length} planted mistakes found.`)
    return missed === 0 ? 0 : 1
  } finally {
    await workers.close()
  }
}

async function trace({ from: seed, mode, bugs }: Options): Promise<number> {
  const planted = MISTAKES.find(({ name }) => name === bugs[0]) ?? null
  const hash = createTraceHash()
  const onNote = (line: string) => {
    hash.add(line)
    say(line)
  }
  const violations = await simulate({ seed, mode, planted, onNote })
  say(`seed ${seed}, trace ${hash.read()}`)
  for (const { promise, text } of violations) say(`${promise} broken: ${text}`)
  return violations.length === 0 ? 0 : 1
}

function tell(options: Options, { seeds, counts, failure }: SearchResult, seconds: number): number {
  for (const what of COUNTED) say(`${String(counts[what] ?? 0).padStart(12)}  ${what}`)
  const [orders, cases] = [
    counts['orders known by reference'] ?? 0,
    counts['of them left to a person for no foreign cause'] ?? 0,
  ]
  say(
    `${((100 * cases) / Math.max(1, orders)).toFixed(3)} % of what the billing can be asked about was left to a person without a foreign cause.`,
  )
  const perSecond = (seeds / seconds).toFixed(0)
  say(
    `${seeds} seeds from ${options.from} in ${seconds.toFixed(1)} s, ${perSecond} a second by ${options.workers} workers.`,
  )
  if (failure === null) {
    say('Every promise was kept.')
    return 0
  }
  tellFailure(options, failure)
  return 1
}

function tellFailure({ mode }: Options, { seed, violations }: Failure): void {
  say(`FAILED: seed ${seed}`)
  for (const { promise, text } of violations) say(`  ${promise} ${text}`)
  say(`See it again: npm run simulate -- --seed ${seed}${mode ? ` --mode ${mode}` : ''} --trace`)
}

/** A line now and then for whoever waits; one line in all where nobody looks. */
function createProgress({ seeds }: Options): (done: number) => void {
  const startedAt = performance.now()
  let toldAt = startedAt
  return (done) => {
    const now = performance.now()
    if (now - toldAt < 10_000) return
    toldAt = now
    const leftSeconds = ((seeds - done) * (now - startedAt)) / 1000 / done
    process.stderr.write(`${done} of ${seeds} seeds, about ${leftSeconds.toFixed(0)} s to go\n`)
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
