import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { complain, mistakeIn, say } from '../../src/commands.ts'
import { ASSEMBLIES } from './assembly.ts'
import { runOnAssembly, type StepResult } from './on-assembly.ts'
import { readPage, readSteps } from './page.ts'

const RESULTS = new URL('./assemblies.json', import.meta.url)

const OPTIONS = { write: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
const NAMES = ASSEMBLIES.map(({ name }) => name)

const HELP = `Runs docs/tour.md over a gateway for each billing that comes with it, and tells which steps have another outcome than is
written down in tests/tour/assemblies.json, from which docs/coverage.md counts.

  npm run tour:assemblies -- [${NAMES.join('|')} ...] [--write]

  --write  writes down what came of each step
  --help   this text

Ends with 0 when all is as it is written down, with 1 when something is not, with 2 when it cannot begin.
`

function readNames(): readonly string[] {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS })
    if (values.help === true) process.exit(say(0, HELP))
    const stranger = positionals.find((name) => !NAMES.includes(name))
    if (stranger !== undefined) process.exit(complain(2, `${stranger} is none of ${NAMES.join(', ')}.`))
    return positionals
  } catch (error) {
    return process.exit(complain(2, `${mistakeIn(error)}\n\n${HELP}`))
  }
}

const names = readNames()
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
