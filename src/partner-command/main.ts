import { HELP, HINT, readCommandLine } from './command-line.ts'

// `npm run partner`: administers partners in the store of the gateway, which may run meanwhile.

process.exitCode = await main(process.argv.slice(2))

async function main(commandLine: readonly string[]): Promise<number> {
  const command = readCommandLine(commandLine)
  if (command.kind === 'help') {
    process.stdout.write(HELP)
    return 0
  }
  if (command.kind === 'mistake') {
    process.stderr.write(`${command.message}\n${HINT}\n`)
    return 2
  }
  // Whoever mistypes need not wait for the drivers of two databases.
  const { executeCommand } = await import('./execute.ts')
  return executeCommand(command, process.env)
}
