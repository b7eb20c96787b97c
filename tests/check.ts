import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { refreshConformance } from './conformance/page/page.ts'
import { contractIsKept, refreshContract } from './published/contract.ts'
import { refreshCoverage } from './rows/coverage.ts'

/** `npm run check`: all that is not a test. Every check runs, also after a failure; the exit code is 1 when one failed. */
const CHECKS: readonly { name: string; run: () => boolean }[] = [
  { name: 'generated types match the schema', run: generatedTypesMatch },
  { name: 'the published contract is the printed one', run: refreshContract },
  { name: 'the published contract breaks no client', run: contractIsKept },
  { name: 'the page of what works matches the tests', run: refreshCoverage },
  { name: 'the page of requirements matches the suite', run: refreshConformance },
  { name: 'types', run: () => succeeds('tsc', ['-p', '.']) },
  { name: 'lint', run: () => succeeds('oxlint', ['--type-aware', '--deny-warnings']) },
  { name: 'format and import order', run: () => succeeds('biome', ['ci', '--error-on-warnings', '.']) },
  { name: 'dead code', run: () => succeeds('knip', ['--no-progress']) },
]

let failed = 0
for (const check of CHECKS) {
  const startedAt = performance.now()
  const passed = check.run()
  if (!passed) failed += 1
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`${passed ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)\n`)
}
process.exitCode = failed === 0 ? 0 : 1

function generatedTypesMatch(): boolean {
  const file = 'src/generated/schema.ts'
  const before = readFileSync(file, 'utf8')
  if (!succeeds('graphql-codegen', ['--config', 'codegen.ts'])) return false
  if (readFileSync(file, 'utf8') === before) return true
  process.stdout.write(`${file} was out of date; it has been written anew: look at the difference and commit it.\n`)
  return false
}

/** Runs a tool of node_modules/.bin, which npm puts first on the path; its output is shown only when it fails. */
function succeeds(command: string, options: readonly string[]): boolean {
  const { status, stdout, stderr, error } = spawnSync(command, options, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.stdout.write(`${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}`)
  return status === 0
}
