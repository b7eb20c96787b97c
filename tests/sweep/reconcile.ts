import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const COMMAND = fileURLToPath(new URL('../../src/reconcile-command/main.ts', import.meta.url))
const BILLING_ZONE = 'Europe/Moscow'

/** A difference between the ledger and the intents, as the provider's own command tells it. */
export interface ReportedDifference {
  readonly kind: string
  readonly intentId: string | null
}

/** Compares the days that the sweep has touched, by the program that a provider would run. */
export async function reconcile(options: {
  readonly startedAt: number
  readonly environment: Readonly<Record<string, string>>
}): Promise<readonly ReportedDifference[]> {
  const days = new Set([dayOf(options.startedAt), dayOf(Date.now())])
  const found = await Promise.all([...days].map((day) => reconcileDay(day, options.environment)))
  return found.flat()
}

async function reconcileDay(
  day: string,
  environment: Readonly<Record<string, string>>,
): Promise<readonly ReportedDifference[]> {
  const child = spawn(process.execPath, [COMMAND, '--date', day, '--json'], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = await once(child, 'close')
  if (code !== 0 && code !== 1) throw new Error(`The books could not be compared (exit code ${String(code)}).`)
  const { differences } = Object(JSON.parse(said))
  if (!Array.isArray(differences)) throw new Error('The comparison of the books cannot be read.')
  return differences.map((difference: unknown) => {
    const { kind, intentId } = Object(difference)
    return { kind: String(kind), intentId: typeof intentId === 'string' ? intentId : null }
  })
}

function dayOf(instant: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: BILLING_ZONE }).format(instant)
}
