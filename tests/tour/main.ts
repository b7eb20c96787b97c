import { isDeepStrictEqual } from 'node:util'
import { startProgram } from '../support/program.ts'
import { readPage, readSteps, withAnswers, writePage } from './page.ts'
import { maskAnswer, runSteps } from './run.ts'

/** `npm run tour` tells which answers of docs/tour.md differ; `npm run tour -- --write` writes them anew. */
const page = readPage()
const steps = readSteps(page)
const gateway = await startProgram()
try {
  const answers = await runSteps(gateway, steps)
  const differing = steps.filter(
    ({ answer }, step) => !isDeepStrictEqual(maskAnswer(answer), maskAnswer(answers[step])),
  )
  for (const { title } of differing) process.stdout.write(`differs: ${title}\n`)
  if (process.argv.includes('--write')) writePage(withAnswers(page, answers))
  else process.exitCode = differing.length === 0 ? 0 : 1
  process.stdout.write(`${steps.length} steps, ${differing.length} with another answer.\n`)
} finally {
  await gateway.stop()
}
