import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ASSEMBLIES } from '../tour/assembly.ts'
import { runOnAssembly, type StepResult } from '../tour/on-assembly.ts'
import { readPage, readSteps } from '../tour/page.ts'
import { judgeStep } from '../tour/verdict.ts'

const steps = readSteps(readPage())
const written: Readonly<Record<string, readonly StepResult[]>> = JSON.parse(
  readFileSync(new URL('../tour/assemblies.json', import.meta.url), 'utf8'),
)

test.each(ASSEMBLIES)(
  'the tour works over $name as docs/coverage.md says',
  { timeout: 240_000 },
  async ({ name, start }) => {
    const assembly = await start()
    try {
      const results = await runOnAssembly(assembly, steps)
      // What works somewhere and is not written down yet is no mistake.
      expect(working(results)).toEqual(expect.arrayContaining([...working(written[name] ?? [])]))
      expect(working(written[name] ?? []).length).toBeGreaterThan(50)
      expect(results.map(({ title }) => title)).toEqual(steps.map(({ title }) => title))
      const failures = results.filter(({ told }) =>
        /INTERNAL_SERVER_ERROR|GRAPHQL_VALIDATION_FAILED|BILLING_BAD_ANSWER/.test(told),
      )
      expect(failures).toEqual([])
    } finally {
      await assembly.close()
    }
  },
)

test('a step is judged by its codes, and by whether it holds anything', () => {
  const printed = { data: { account: { balance: { amount: '1.00' } } } }
  const judge = (answer: unknown) => judgeStep(answer, printed).verdict
  expect(judge({ data: { account: { balance: { amount: '7.00' } } } })).toBe('works')
  expect(judge({ data: { account: null } })).toBe('absent')
  expect(judge({ data: null, errors: [{ extensions: { code: 'NOT_SUPPORTED_BY_BILLING' } }] })).toBe('refused')
  expect(judge({ data: null, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] })).toBe('otherwise')
})

function working(all: readonly StepResult[]): readonly string[] {
  return all.filter(({ verdict }) => verdict === 'works').map(({ title }) => title)
}
