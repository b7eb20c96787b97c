import { writeFileSync } from 'node:fs'
import { HELP, readArguments } from './command/arguments.ts'
import { writeList } from './command/list.ts'
import { hasFailed, writeJson, writeTable } from './command/report.ts'
import { runConformance } from './command/run.ts'

/** `npm run conformance -- --module reference` */
const asked = readArguments(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd())
switch (asked.kind) {
  case 'help':
    process.stdout.write(HELP)
    break
  case 'list':
    process.stdout.write(writeList())
    break
  case 'mistake':
    process.stderr.write(`${asked.text}\n\n${HELP}`)
    process.exitCode = 2
    break
  case 'run': {
    const report = await runConformance(asked.chosen)
    process.stdout.write(writeTable(report))
    if (asked.chosen.jsonPath !== null) writeFileSync(asked.chosen.jsonPath, writeJson(report))
    process.exitCode = hasFailed(report) ? 1 : 0
    break
  }
}
