import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Program, startProgram } from '../tests/support/program.ts'

/**
 * `npm run bench:cold-start`: from the start of the program on an empty data directory to the first signed-in answer, and
 * the same for one that is started again after `kill -9`.
 */
const RUNS = 5

const cold: number[] = []
const again: number[] = []
for (let run = 0; run < RUNS; run += 1) {
  const times = await measure()
  cold.push(times.coldMs)
  again.push(times.againMs)
}
process.stdout.write(`cold start to first answer, ${RUNS} runs: ${summarize(cold)}\n`)
process.stdout.write(`start after kill -9 to first answer, ${RUNS} runs: ${summarize(again)}\n`)

async function measure(): Promise<{ readonly coldMs: number; readonly againMs: number }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cold-start-'))
  try {
    const first = await timed(dataDir)
    first.gateway.child.kill('SIGKILL')
    await once(first.gateway.child, 'exit')
    const second = await timed(dataDir)
    await second.gateway.stop()
    return { coldMs: first.elapsedMs, againMs: second.elapsedMs }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function timed(dataDir: string): Promise<{ readonly gateway: Program; readonly elapsedMs: number }> {
  const startedAt = performance.now()
  const gateway = await startProgram({ DATA_DIR: dataDir })
  const query =
    'mutation { signIn(input: { login: "100001", password: "demo" }) { session { viewer { accounts { balance { amount { amount } } } } } } }'
  const answer = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  const text = await answer.text()
  const elapsedMs = Math.round(performance.now() - startedAt)
  if (!text.includes('650.00')) throw new Error(`Not the expected answer: ${text}`)
  return { gateway, elapsedMs }
}

function summarize(times: readonly number[]): string {
  const sorted = times.toSorted((left, right) => left - right)
  return `median ${sorted[RUNS >> 1]} ms, worst ${sorted.at(-1)} ms`
}
