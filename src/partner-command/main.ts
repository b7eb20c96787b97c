import { mkdir } from 'node:fs/promises'
import { loadSigningKeys, SigningKeyError } from '../auth/keys.ts'
import { createPartnerAdmin } from '../auth/partner-admin.ts'
import { readStoreConfig } from '../config.ts'
import { ConfigError } from '../environment.ts'
import { StoreError } from '../store/error.ts'
import { openStore } from '../store/open.ts'
import { type CommandLine, HELP, readCommandLine } from './command-line.ts'
import { type Outcome, runCommand } from './run.ts'

// `npm run partner`: administers partners in the store of the gateway, which may run meanwhile.

const HINT = 'All commands and options: npm run partner -- --help'

process.exitCode = await main(process.argv.slice(2))

async function main(commandLine: readonly string[]): Promise<number> {
  const command = readCommandLine(commandLine)
  if (command.kind === 'help') return say(HELP)
  if (command.kind === 'mistake') return complain(2, `${command.message}\n${HINT}`)
  try {
    return report(await execute(command), command.values.json === true)
  } catch (error) {
    if (error instanceof ConfigError) return complain(2, error.message)
    if (error instanceof StoreError || error instanceof SigningKeyError) return complain(1, error.message)
    throw error
  }
}

async function execute(command: Extract<CommandLine, { kind: 'command' }>): Promise<Outcome> {
  const { dataDir, storeUrl, signingKeyPem, currency } = readStoreConfig(process.env)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const store = await openStore(storeUrl)
  try {
    const keys = await loadSigningKeys({ pem: signingKeyPem, dataDir })
    const admin = createPartnerAdmin({ store: store.partners, keys, now: Date.now })
    return await runCommand(command, { admin, currency })
  } finally {
    await store.close()
  }
}

function report(outcome: Outcome, asJson: boolean): number {
  switch (outcome.kind) {
    case 'done':
      return say(asJson ? `${JSON.stringify(outcome.answer.json, null, 2)}\n` : `${outcome.answer.text}\n`)
    case 'refused':
      return complain(1, outcome.message)
    case 'mistaken':
      return complain(2, `${outcome.mistakes.join('\n')}\n${HINT}`)
  }
}

function say(text: string): number {
  process.stdout.write(text)
  return 0
}

function complain(exitCode: number, message: string): number {
  process.stderr.write(`${message}\n`)
  return exitCode
}
