import { setTimeout as sleep } from 'node:timers/promises'
import type { Billing } from './billing.ts'
import { assertFull, findDifference, readAnswer } from './compare.ts'
import type { Contender } from './contenders.ts'
import { createClient } from './load.ts'
import type { ContenderName, OperationName, Options } from './options.ts'
import { writeQuestion } from './questions.ts'

/** What one contender did in one turn. */
export interface Turn {
  readonly operation: OperationName
  readonly contender: ContenderName
  readonly round: number
  readonly cpuMicros: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly legacyCalls: number
}

interface Bench {
  readonly billing: Billing
  readonly contenders: readonly Contender[]
  readonly options: Options
  /** Hears of what is going on. */
  readonly tell: (text: string) => void
}

/**
 * Until then much of a turn would be the compiler's. Nobody has all of it at once: a contender that rests while the others have theirs gives
 * memory back, and compiled code with it, before its turns begin.
 */
const WARM_UP_PASSES = 4
const WARM_UP_SECONDS = 5
/** What a turn leaves behind, such as garbage, is not the next one's. */
const PAUSE_MS = 60
/** Not counted: while others had their turns connections were closed, and code that was compiled for them has to be compiled again. */
const LEAD_IN_SECONDS = 1

/** Compares all answers, warms everybody up, and gives each contender its turns. Rejects when answers differ. */
export async function measure(bench: Bench): Promise<readonly Turn[]> {
  const { contenders, options, tell } = bench
  const clients = new Map(
    contenders.map((one) => [one, createClient(new URL(one.program.url).origin, options.concurrency)]),
  )
  const clientOf = (contender: Contender) => clients.get(contender) ?? createClient(contender.program.url, 1)
  try {
    const sizes = new Map<string, number>()
    for (const operation of options.operations) await compare(bench, operation, { clientOf, sizes })
    const take = (operation: OperationName, contender: Contender, turn: { seconds: number; round: number }) =>
      takeTurn({ ...bench, ...turn, operation, contender, clientOf, sizes })
    const seconds = Math.max(WARM_UP_SECONDS, options.seconds)
    for (let pass = 1; pass <= WARM_UP_PASSES; pass += 1) {
      tell(`warming up: ${pass} of ${WARM_UP_PASSES}`)
      for (const operation of options.operations)
        for (const contender of contenders) await take(operation, contender, { seconds, round: 0 })
    }
    const turns: Turn[] = []
    for (let round = 1; round <= options.rounds; round += 1) {
      tell(`round ${round} of ${options.rounds}`)
      for (const operation of options.operations)
        for (const contender of rotate(contenders, round))
          turns.push(await take(operation, contender, { seconds: options.seconds, round }))
    }
    return turns
  } finally {
    await Promise.all([...clients.values()].map((client) => client.close()))
  }
}

interface Asking {
  readonly clientOf: (contender: Contender) => ReturnType<typeof createClient>
  /** Bytes of an answer that was compared, by operation and contender. */
  readonly sizes: Map<string, number>
}

async function compare(bench: Bench, operation: OperationName, { clientOf, sizes }: Asking): Promise<void> {
  let first: { readonly name: ContenderName; readonly answer: unknown } | null = null
  for (const contender of bench.contenders) {
    const { name } = contender
    const text = await clientOf(contender).ask(writeQuestion(operation, contender, bench.billing))
    const answer = readAnswer(text)
    first ??= { name, answer }
    assertFull(operation, answer)
    const difference = findDifference(first.answer, answer)
    if (difference !== null) throw new Error(`${operation}: ${first.name} and ${name} differ at ${difference}`)
    sizes.set(`${operation} ${name}`, Buffer.byteLength(text))
  }
  bench.tell(`${operation}: ${bench.contenders.length} equal answers`)
}

async function takeTurn(
  turn: Bench & Asking & { operation: OperationName; contender: Contender; seconds: number; round: number },
): Promise<Turn> {
  const { billing, operation, contender, clientOf, sizes, seconds, round } = turn
  const { name, program } = contender
  const question = writeQuestion(operation, contender, billing)
  const answerBytes = sizes.get(`${operation} ${name}`) ?? 0
  await sleep(PAUSE_MS)
  await clientOf(contender).run(question, { seconds: LEAD_IN_SECONDS, answerBytes })
  await billing.resetCalls()
  const before = program.cpuMicros()
  const { operations, latenciesMs } = await clientOf(contender).run(question, { seconds, answerBytes })
  const cpuMicros = (program.cpuMicros() - before) / operations
  const legacyCalls = (await billing.countCalls()) / operations
  const quantile = (share: number) => latenciesMs[Math.min(operations - 1, Math.floor(operations * share))] ?? 0
  return { operation, contender: name, round, cpuMicros, legacyCalls, p50Ms: quantile(0.5), p99Ms: quantile(0.99) }
}

/** Everybody begins a round in his turn. */
function rotate<T>(items: readonly T[], by: number): readonly T[] {
  const start = by % items.length
  return [...items.slice(start), ...items.slice(0, start)]
}
