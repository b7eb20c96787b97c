import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Billing, recordBilling, startBilling } from './billing.ts'
import { arePeersInstalled, type Contender, startContender } from './contenders.ts'
import { measure } from './measure.ts'
import { HELP, type Options, readOptions } from './options.ts'
import { benchPayments } from './payments/run.ts'
import { canMeasure } from './processes.ts'
import { writeReport } from './report.ts'
import { type ByContender, type Memory, summarize } from './results.ts'

const RESULTS = new URL('./results/latest.json', import.meta.url)
const MEGABYTE = 1024 * 1024
/** After the last request, before memory is read. The gateway collects after thirty seconds of quiet; V8 gives back what was freed eight later. */
const IDLE_MS = 45_000

process.exitCode = await main(process.argv.slice(2))

/** `npm run bench`. Answers the exit code: 1 when something went wrong or answers differ, 2 for a wrong command line. */
async function main(commandLine: readonly string[]): Promise<number> {
  if (commandLine[0] === 'payments') return orFail(() => benchPayments(commandLine.slice(1)))
  const reading = readOptions(commandLine)
  if (reading.kind === 'help') {
    process.stdout.write(HELP)
    return 0
  }
  if (reading.kind === 'mistakes') {
    process.stderr.write(`${reading.mistakes.join('\n')}\nTry: npm run bench -- --help\n`)
    return 2
  }
  const obstacle = findObstacle(reading.options)
  if (obstacle !== null) {
    process.stderr.write(`${obstacle}\n`)
    return 1
  }
  return orFail(async () => {
    await bench(reading.options)
    return 0
  })
}

async function orFail(work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    process.stderr.write(`The benchmark has failed: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

function findObstacle({ contenders }: Options): string | null {
  if (!canMeasure()) return 'The benchmark reads processor times from /proc and so needs Linux.'
  const needsPeers = contenders.includes('apollo') || contenders.includes('mercurius')
  if (needsPeers && !arePeersInstalled()) return 'The peers are not installed. Run: npm ci --prefix bench/peers'
  return null
}

async function bench(options: Options): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-bench-'))
  const contenders: Contender[] = []
  let billing: Billing | null = null
  try {
    billing = await startBilling(join(folder, 'sandbox.sqlite'))
    if (options.isRecorded) billing = await recordBilling(billing)
    for (const name of options.contenders)
      contenders.push(await startContender(name, { billing, dataDir: folder, profileDir: options.profileDir }))
    const turns = await measure({ billing, contenders, options, tell: (text) => process.stderr.write(`${text}\n`) })
    // What is kept when nothing is asked any more; the most that was ever held is told beside it.
    await delay(IDLE_MS)
    const results = summarize(turns, { options, memory: readMemory(contenders) })
    process.stdout.write(`\n${writeReport(results)}`)
    if (!options.isWhole) return
    await mkdir(new URL('.', RESULTS), { recursive: true })
    await writeFile(RESULTS, `${JSON.stringify(results, null, 2)}\n`)
  } finally {
    await Promise.all(contenders.map(({ program }) => program.stop()))
    await billing?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function readMemory(contenders: readonly Contender[]): ByContender<Memory> {
  const entries = contenders.map(({ name, program }) => {
    const { residentBytes, peakBytes } = program.memory()
    const memory: Memory = {
      residentMegabytes: Math.round(residentBytes / MEGABYTE),
      peakMegabytes: Math.round(peakBytes / MEGABYTE),
    }
    return [name, memory] as const
  })
  return Object.fromEntries(entries)
}
