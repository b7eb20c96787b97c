import { startProgram } from '../tests/support/program.ts'

/** `npm run bench:cold-start`: from the start of the program on an empty data directory to the first signed-in answer. */
const RUNS = 5

const milliseconds: number[] = []
for (let run = 0; run < RUNS; run += 1) milliseconds.push(await measure())
const sorted = milliseconds.toSorted((left, right) => left - right)
process.stdout.write(
  `cold start to first answer, ${RUNS} runs: median ${sorted[RUNS >> 1]} ms, worst ${sorted.at(-1)} ms\n`,
)

async function measure(): Promise<number> {
  const startedAt = performance.now()
  const gateway = await startProgram()
  const query =
    'mutation { signIn(input: { login: "100001", password: "demo" }) { session { viewer { accounts { balance { amount { amount } } } } } } }'
  const answer = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  const text = await answer.text()
  const elapsed = Math.round(performance.now() - startedAt)
  await gateway.stop()
  if (!text.includes('650.00')) throw new Error(`Not the expected answer: ${text}`)
  return elapsed
}
