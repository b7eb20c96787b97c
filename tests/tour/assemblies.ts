import { readFileSync, writeFileSync } from 'node:fs'
import { ASSEMBLIES } from './assembly.ts'
import { runOnAssembly, type StepResult } from './on-assembly.ts'
import { readPage, readSteps } from './page.ts'

const RESULTS = new URL('./assemblies.json', import.meta.url)

/**
 * `npm run tour:assemblies` runs docs/tour.md over a gateway for each billing that comes with it, and tells which steps have
 * another outcome than is written down; with `-- --write` it writes that down, for docs/coverage.md.
 */
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const steps = readSteps(readPage())
const written: Record<string, readonly StepResult[]> = JSON.parse(readFileSync(RESULTS, 'utf8'))
let changed = 0
for (const { name, start } of ASSEMBLIES) {
  if (names.length > 0 && !names.includes(name)) continue
  const assembly = await start()
  try {
    const results = await runOnAssembly(assembly, steps)
    const before = new Map((written[name] ?? []).map(({ title, verdict }) => [title, verdict]))
    for (const { title, verdict, told } of results) {
      if (before.get(title) === verdict) continue
      changed += 1
      process.stdout.write(`${name}: ${title}: ${before.get(title) ?? 'new'} → ${verdict} (${told})\n`)
    }
    written[name] = results
    const count = (wanted: string) => results.filter(({ verdict }) => verdict === wanted).length
    process.stdout.write(
      `${name}: ${results.length} steps: ${count('works')} work, ${count('refused')} refused, ${count('absent')} absent, ${count('otherwise')} otherwise.\n`,
    )
  } finally {
    await assembly.close()
  }
}
if (process.argv.includes('--write')) writeFileSync(RESULTS, `${JSON.stringify(written, null, 2)}\n`)
else process.exitCode = changed === 0 ? 0 : 1
