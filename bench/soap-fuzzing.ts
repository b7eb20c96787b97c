import * as fc from 'fast-check'
import { compareReaders } from '../tests/support/soap-agreement.ts'
import { mutatedDocument } from '../tests/support/soap-mutations.ts'

/**
 * `npm run bench:soap-fuzzing [documents]`: mutated answers, read by the directed reader and judged by the strict one. Fails with the
 * first document that they do not agree on and with the seed that makes it again.
 */
const documents = Number(process.argv[2] ?? '500000')
if (!Number.isSafeInteger(documents) || documents < 1) throw new Error('How many documents is not a whole number.')

const verdicts = new Map<string, number>()
const startedAt = performance.now()
const property = fc.property(mutatedDocument, ({ operation, text }) => {
  const verdict = compareReaders(operation, text)
  if (verdict !== 'equal' && verdict !== 'left') throw new Error(verdict)
  verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
})
const outcome = fc.check(property, { numRuns: documents })
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)

process.stdout.write(
  `${outcome.numRuns} documents in ${seconds} s, seed ${outcome.seed}: ${verdicts.get('equal') ?? 0} read alike by both, ` +
    `${verdicts.get('left') ?? 0} left to the strict reader.\n`,
)
if (outcome.failed) {
  process.stdout.write(`${fc.defaultReportMessage(outcome) ?? ''}\n`)
  process.exitCode = 1
}
