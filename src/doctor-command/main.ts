import { watchWire } from '../billing/transport/wire-watch.ts'
import { loadBillingModule } from '../billing-modules.ts'
import { complain, findSandbox, say } from '../commands.ts'
import { type BillingConfig, readBillingConfig } from '../config.ts'
import { ConfigError, type Environment, reader } from '../environment.ts'
import { askSecret, askYes } from './ask.ts'
import { type Examination, HELP, readCommandLine } from './command-line.ts'
import { createEvidence } from './evidence.ts'
import { examine } from './examine.ts'
import { writeText } from './print.ts'
import { writeJson } from './print-json.ts'
import { exitCodeOf, type Report } from './report.ts'

// `npm run doctor`: examines the configured billing from the outside in, beside a gateway that may run.

const HINT = 'All options: npm run doctor -- --help'

process.exitCode = await main(process.argv.slice(2))

async function main(commandLine: readonly string[]): Promise<number> {
  const command = readCommandLine(commandLine)
  if (command.kind === 'help') return say(0, HELP)
  if (command.kind === 'mistake') return complain(2, `${command.message}\n${HINT}`)
  try {
    const config = readBillingConfig(process.env, await loadBillingModule(process.env))
    tellOfOthers(process.env['BILLING_SLICES'])
    if (command.write !== null) assertMayWrite(process.env)
    const sandboxUrl = findSandbox(config)
    if (!(await isConfirmed(command, config))) return complain(2, 'Nothing was written, and nothing was examined.')
    const password = command.signsIn === null ? '' : await askSecret(`Password of ${command.signsIn}: `)
    if (password === null) return complain(2, `The password of --sign-in is missing.\n${HINT}`)
    const report = await examineConfigured(config, { command, sandboxUrl, password })
    const text = command.asJson ? writeJson(report) : writeText(report)
    if (report.signIn.state === 'unreachable' && sandboxUrl !== null) complain(3, noSandbox(sandboxUrl))
    return say(exitCodeOf(report), text)
  } catch (error) {
    if (error instanceof ConfigError) return complain(2, error.message)
    throw error
  }
}

async function examineConfigured(
  { billing: { connect, name, ...settings } }: BillingConfig,
  given: { readonly command: Examination; readonly sandboxUrl: string | null; readonly password: string },
): Promise<Report> {
  const { command, sandboxUrl, password } = given
  const evidence = createEvidence()
  const stopWatching = watchWire(evidence.watcher)
  const billing = connect({ settings, ...evidence.tools }, sandboxUrl)
  try {
    return await examine({ name, billing, settings, evidence, onProgress }, { ...command, password })
  } finally {
    await billing.close()
    stopWatching()
  }
}

/** A payment is money also where it is a test: somebody says yes to it, or has said so. */
async function isConfirmed({ write }: Examination, { billing }: BillingConfig): Promise<boolean> {
  if (write === null || write.isConfirmed) return true
  const question = `Two payments of ${write.amount} ${billing.currency} will be posted to account ${write.account} of the billing "${billing.name}", and taken back where that is possible. Go on?`
  const answer = await askYes(`${question} (yes/no) `)
  if (answer === null) process.stderr.write(`${question}\nThere is nobody to ask: add --yes.\n`)
  return answer === true
}

/** Where nothing is written to the billing, nothing is written by this program either. */
function assertMayWrite(environment: Environment): void {
  const read = reader(environment)
  const isReadOnly = read.choice('READ_ONLY', ['on', 'off'] as const, 'off') === 'on'
  if (isReadOnly) read.mistake('READ_ONLY', 'is on: nothing is written to the billing, so that --write cannot be tried')
  read.finish()
}

/** What another billing serves is examined as that billing. */
function tellOfOthers(slices: string | undefined): void {
  if (!slices) return
  process.stderr.write(
    `BILLING_SLICES lets others serve parts (${slices}). This examines BILLING_MODULE alone: examine each of the others with BILLING_MODULE set to it, and its variables without their prefix.\n`,
  )
}

function onProgress(text: string): void {
  process.stderr.write(`${text}…\n`)
}

function noSandbox(url: string): string {
  return `No billing is configured, and no sandbox answers at ${url}: start the gateway (npm start) or the sandbox (npm run sandbox), or set BILLING_MODULE and the variables of your billing.`
}
