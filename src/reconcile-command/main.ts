import { connectBilling, createReconcile } from '../assembly.ts'
import { BillingError } from '../billing/error.ts'
import { loadBillingModule, loadOtherModules } from '../billing-modules.ts'
import { complain, findSandbox, say } from '../commands.ts'
import { type Config, readConfig } from '../config.ts'
import { previousDay } from '../domain/date.ts'
import { ConfigError } from '../environment.ts'
import { createLog } from '../observability/log.ts'
import { dayOf } from '../payments/day.ts'
import { countDifferences, type Reconciliation } from '../payments/reconcile-report.ts'
import { StoreError } from '../store/error.ts'
import { openStore } from '../store/open.ts'
import { HELP, readCommandLine } from './command-line.ts'
import { writeJson, writeText } from './print.ts'

// `npm run reconcile`: compares a day of the billing with the store of the gateway, which may run meanwhile.

const HINT = 'All options: npm run reconcile -- --help'
/** What must not happen to a night's comparison is that nobody hears of its end. */
const LONGEST_RUN_MS = 6 * 3_600_000

process.exitCode = await main(process.argv.slice(2))

async function main(commandLine: readonly string[]): Promise<number> {
  const command = readCommandLine(commandLine)
  if (command.kind === 'help') return say(0, HELP)
  if (command.kind === 'mistake') return complain(2, `${command.message}\n${HINT}`)
  try {
    const mistakes: string[] = []
    const modules = await loadOtherModules(process.env, mistakes)
    const config = readConfig(process.env, await loadBillingModule(process.env), { modules, mistakes })
    const { timeZone, currency } = config.billing
    const today = dayOf(Date.now(), timeZone)
    const day = command.day ?? previousDay(today)
    if (day > today) return complain(2, `${day} has not come yet.\n${HINT}`)
    const result = await compare(config, day)
    const text = command.asJson ? writeJson(result, { currency, timeZone }) : writeText(result, { currency, timeZone })
    return say(countDifferences(result) === 0 ? 0 : 1, text)
  } catch (error) {
    if (error instanceof ConfigError) return complain(2, error.message)
    if (error instanceof StoreError) return complain(3, error.message)
    if (error instanceof BillingError)
      return complain(3, `The billing could not be read (${error.code}): ${error.message}`)
    throw error
  }
}

async function compare(config: Config, day: string): Promise<Reconciliation> {
  const sandboxUrl = findSandbox(config)
  const log = createLog({ level: 'warn', name: 'reconcile', destination: process.stderr })
  // In an empty one everything of the billing would be without an intent.
  const store = await openStore(config.storeUrl, { mustExist: true })
  const billing = connectBilling(config, { sandboxUrl, log })
  try {
    const reconcile = createReconcile(store, billing, config.billing.timeZone)
    return await reconcile(day, { signal: AbortSignal.timeout(LONGEST_RUN_MS) })
  } finally {
    await billing.close()
    await store.close()
  }
}
