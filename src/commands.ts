import type { BillingConfig } from './config.ts'
import { ConfigError } from './environment.ts'

// What the commands beside the gateway have in common.

/** Why the options were not understood, without the advice of `parseArgs` about arguments that begin with a hyphen. */
export function mistakeIn(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return `${message.split(/\.\s/)[0]?.replace(/\.$/, '')}.`
}

/** The gateway runs the sandbox as a child of its own; only its port tells where. Null where another billing is configured. */
export function findSandbox({ sandbox }: Pick<BillingConfig, 'sandbox'>): string | null {
  if (sandbox === null) return null
  if (sandbox.port !== 0) return `http://127.0.0.1:${sandbox.port}`
  throw new ConfigError(['SANDBOX_PORT must be the port on which the sandbox of the running gateway listens.'])
}

/** Writes what was asked for, and answers the exit code. */
export function say(exitCode: number, text: string): number {
  process.stdout.write(text)
  return exitCode
}

/** Writes a line beside what was asked for, and answers the exit code. */
export function complain(exitCode: number, message: string): number {
  process.stderr.write(`${message}\n`)
  return exitCode
}
