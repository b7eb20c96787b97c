import type { Troubles } from './chaos.ts'
import type { Settled } from './evidence.ts'
import type { Verdict } from './judge.ts'
import type { Note } from './notes.ts'
import type { SweepOptions } from './options.ts'
import type { Replica } from './replica.ts'

const PROGRESS_EVERY_MS = 10_000
const MOST_LINES = 40

/** A line every ten seconds: what has been done, and how long it still takes. */
export function printProgress(watched: {
  readonly minutes: number
  readonly notes: readonly Note[]
  readonly troubles: Troubles
}): { stop(): void } {
  const startedAt = performance.now()
  const timer = setInterval(() => {
    const minutes = (performance.now() - startedAt) / 60_000
    const answered = watched.notes.filter(({ finals }) => finals.length > 0).length
    const troubles = [...watched.troubles.values()].reduce((sum, times) => sum + times, 0)
    say(
      `${minutes.toFixed(1)} of ${watched.minutes} min: ${watched.notes.length} payments begun, ${answered} answered, ${troubles} troubles made`,
    )
  }, PROGRESS_EVERY_MS)
  return { stop: () => clearInterval(timer) }
}

export function printVerdict(outcome: {
  readonly options: SweepOptions
  readonly verdict: Verdict
  readonly troubles: Troubles
  readonly replicas: readonly Replica[]
  readonly settled: Settled
}): void {
  const { options, verdict, troubles, replicas, settled } = outcome
  say(
    `\n${options.minutes} min, ${options.replicas} gateways, ${options.store}, ${options.reconcile}, seed ${options.seed}`,
  )
  say('Troubles made:')
  for (const kind of [...troubles.keys()].toSorted((one, other) => one.localeCompare(other))) {
    say(`  ${kind}: ${troubles.get(kind)}`)
  }
  const starts = replicas.flatMap(({ startTimesMs }) => startTimesMs).toSorted((one, other) => one - other)
  say(
    `Starts: ${starts.length}, median ${seconds(starts[Math.floor(starts.length / 2)])}, worst ${seconds(starts.at(-1))}`,
  )
  say(
    settled.isInTime
      ? `Everything was settled ${seconds(settled.tookMs)} after the last fault.`
      : `${settled.openIntents} are still open ${seconds(settled.tookMs)} after the last fault.`,
  )
  for (const [name, figure] of Object.entries(verdict.figures)) say(`  ${name}: ${figure}`)
  for (const line of verdict.broken.slice(0, MOST_LINES)) say(`BROKEN ${line}`)
  const left = verdict.broken.length - MOST_LINES
  if (left > 0) say(`… and ${left} more`)
  say(
    verdict.broken.length === 0 && settled.isInTime
      ? 'Nothing was lost, nothing was doubled.'
      : 'A promise was broken.',
  )
}

function seconds(ms: number | undefined): string {
  return ms === undefined ? '—' : `${(ms / 1000).toFixed(1)} s`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
