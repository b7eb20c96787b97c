import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { startVitest } from 'vitest/node'
import { REQUIREMENTS } from '../suite.ts'
import type { Chosen } from './arguments.ts'
import type { Report, Result } from './report.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** Lets the test runner prove the requirements with the subject, in a process of its own. */
export async function runConformance({ module, subjectPath, only }: Chosen): Promise<Report> {
  if (only !== null && !REQUIREMENTS.some(({ id }) => id.startsWith(only))) {
    return { module, results: [], errors: [`no requirement has an id that begins with ${JSON.stringify(only)}`] }
  }
  const collected: Report[] = []
  const reporter: Reporter = {
    onTestRunEnd: (modules, errors) => void collected.push(collect(module, modules, errors.map(describeError))),
  }
  const exitCode = process.exitCode
  const vitest = await startVitest(
    [],
    {
      root: ROOT,
      watch: false,
      include: ['tests/conformance/command/chosen.suite.ts'],
      reporters: [reporter],
      ...(only === null ? {} : { testNamePattern: `\\b${RegExp.escape(only)}` }),
    },
    {
      resolve: {
        alias: [
          // What a billing outside the repository and its subject import.
          { find: 'billing-gateway/billing', replacement: `${ROOT}src/billing/public.ts` },
          { find: 'billing-gateway/conformance', replacement: `${ROOT}tests/conformance/public.ts` },
        ],
      },
      test: { provide: { conformance: { module, subjectPath } } },
    },
  )
  await vitest.close()
  // The runner sets it for failed tests; whoever asked decides.
  process.exitCode = exitCode
  return collected[0] ?? { module, results: [], errors: ['the runner has told nothing'] }
}

function collect(module: string, modules: readonly TestModule[], errors: readonly string[]): Report {
  const tests = modules.flatMap((one) => [...one.children.allTests()])
  const found = new Map(tests.map((test) => [idOf(test), test]))
  const results = REQUIREMENTS.flatMap((requirement): readonly Result[] => {
    const verdict = judge(found.get(requirement.id))
    return verdict === null ? [] : [{ requirement, verdict }]
  })
  const suites = modules.flatMap((one) => [...one.children.allSuites()])
  const broken = [...modules, ...suites].flatMap((one) => one.errors().map(describeError))
  return { module, results, errors: [...new Set([...errors, ...broken])] }
}

/** Null for one that nobody wanted to be proved. */
function judge(test: TestCase | undefined): Result['verdict'] | null {
  const told = test?.meta().conformance
  const result = test?.result()
  if (told === undefined || result === undefined || result.state === 'pending') return null
  if (result.state === 'failed') {
    return { kind: 'failed', reason: result.errors.map(describeError).join('\n') || 'failed' }
  }
  return told.verdict.kind === 'failed' ? { kind: 'failed', reason: 'it did not come to an end' } : told.verdict
}

function idOf(test: TestCase): string {
  return /^\S+/.exec(test.name)?.[0] ?? ''
}

function describeError({ message, ...error }: { readonly message: string; readonly diff?: string }): string {
  return stripVTControlCharacters(`${message}${error.diff === undefined ? '' : `\n${error.diff}`}`)
}
