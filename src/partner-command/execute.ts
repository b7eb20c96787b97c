import { mkdir } from 'node:fs/promises'
import { loadSigningKeys, SigningKeyError } from '../auth/keys.ts'
import { createPartnerAdmin } from '../auth/partner-admin.ts'
import { complain } from '../commands.ts'
import { readStoreConfig } from '../config.ts'
import { ConfigError, type Environment } from '../environment.ts'
import { StoreError } from '../store/error.ts'
import { openStore } from '../store/open.ts'
import { type Command, HINT } from './command-line.ts'
import { type Outcome, runCommand } from './run.ts'

/** Carries a command out in the configured store, says what came of it and answers the exit code. */
export async function executeCommand(command: Command, environment: Environment): Promise<number> {
  try {
    return report(await execute(command, environment), command.values.json === true)
  } catch (error) {
    if (error instanceof ConfigError) return complain(2, error.message)
    if (error instanceof StoreError && error.code === 'STORE_ABSENT')
      return complain(1, `${error.message} ${NEW_STORE}`)
    if (error instanceof StoreError || error instanceof SigningKeyError) return complain(1, error.message)
    throw error
  }
}

async function execute(command: Command, environment: Environment): Promise<Outcome> {
  const mustExist = command.values['new-store'] !== true
  const { dataDir, storeUrl, signingKeyPem, currency } = readStoreConfig(environment)
  if (!mustExist) await mkdir(dataDir, { recursive: true, mode: 0o700 })
  // A partner that is made where no gateway looks has a secret that never works.
  const store = await openStore(storeUrl, { mustExist })
  try {
    const keys = await loadSigningKeys({ pem: signingKeyPem, dataDir, mustExist })
    const admin = createPartnerAdmin({ store: store.partners, keys, now: Date.now })
    return await runCommand(command, { admin, currency })
  } finally {
    await store.close()
  }
}

const NEW_STORE = 'To make one before the first start of the gateway, add --new-store.'

function report(outcome: Outcome, asJson: boolean): number {
  if (outcome.kind === 'refused') return complain(1, outcome.message)
  if (outcome.kind === 'mistaken') return complain(2, `${outcome.mistakes.join('\n')}\n${HINT}`)
  const { json, text } = outcome.answer
  process.stdout.write(`${asJson ? JSON.stringify(json, null, 2) : text}\n`)
  return 0
}
