import { DEMO_LOGINS } from './books/seed/demo.ts'
import { readConfig, type SandboxConfig, SETTINGS } from './config.ts'
import { type Sandbox, startSandbox } from './start.ts'

await main(process.argv.slice(2))

async function main(commandLine: readonly string[]): Promise<void> {
  if (commandLine.includes('--help')) return write(help())
  const unknown = commandLine.map((argument) => `${argument} is no option; --help lists the settings.`)
  const reading = readConfig(process.env, Date.now())
  const mistakes = [...unknown, ...(reading.kind === 'mistakes' ? reading.mistakes : [])]
  if (reading.kind === 'mistakes' || mistakes.length > 0)
    return fail(2, `The sandbox cannot start:\n- ${mistakes.join('\n- ')}`)
  try {
    const sandbox = await startSandbox(reading.config)
    stopOn(sandbox)
    if (process.send === undefined || process.connected) announce(sandbox, reading.config)
  } catch (error) {
    fail(1, `The sandbox cannot start: ${explain(error)}`)
  }
}

/** A parent process hears of the address by its channel, everybody else on standard output. */
function announce({ url }: Sandbox, config: SandboxConfig): void {
  if (process.send !== undefined) return void process.send({ type: 'listening', url, logins: DEMO_LOGINS })
  const logins = DEMO_LOGINS.map(({ login, password, description }) => `  ${login} / ${password} — ${description}`)
  write(
    [
      'Sandbox billing',
      `  REST     ${url}/rest (OpenAPI: ${url}/rest/openapi.json, X-Api-Key: see SANDBOX_REST_KEY)`,
      `  SOAP     ${url}/soap (WSDL: ${url}/soap?wsdl)`,
      `  Control  ${url}/control`,
      `  Books    ${config.file}`,
      'Demo logins',
      ...logins,
      JSON.stringify({ listening: { port: Number(new URL(url).port), url } }),
    ].join('\n'),
  )
}

/** Ends with a signal, or with the parent process. */
function stopOn(sandbox: Sandbox): void {
  const stop = () => {
    void sandbox.close().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.once('disconnect', stop)
  // The parent may have died while the books were opened.
  if (process.send !== undefined && !process.connected) stop()
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const isTaken = 'code' in error && error.code === 'EADDRINUSE' && 'port' in error
  return isTaken ? `port ${String(error.port)} is already in use. Set SANDBOX_PORT to another one.` : error.message
}

function help(): string {
  const widest = Math.max(...SETTINGS.map(({ name }) => name.length))
  const lines = SETTINGS.map(({ name, preset, text }) => {
    return `  ${name.padEnd(widest)}  ${text}${preset === '' ? '' : ` Default: ${preset}`}`
  })
  return [
    'An old billing system to play with: REST, SOAP and a control interface over one SQLite file.',
    '',
    'Environment:',
    ...lines,
  ].join('\n')
}

function write(text: string): void {
  process.stdout.write(`${text}\n`)
}

function fail(exitCode: number, message: string): void {
  process.stderr.write(`${message}\n`)
  process.exitCode = exitCode
}
