import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { TestSandbox } from './sandbox.ts'

const PROGRAM = fileURLToPath(new URL('../../src/doctor-command/main.ts', import.meta.url))

/** Runs the command as an engineer would who connects a billing. */
export async function runDoctor(
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input = '',
) {
  const child = spawn(process.execPath, [PROGRAM, ...options], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input)
  let output = ''
  let complaint = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  await once(child, 'close')
  return { code: child.exitCode, output, complaint }
}

/** The variables of the reference billing that a sandbox is. */
export function environmentOf({ restUrl, soapUrl, billingOptions }: TestSandbox): Readonly<Record<string, string>> {
  return {
    BILLING_REST_URL: restUrl,
    BILLING_SOAP_URL: soapUrl,
    BILLING_REST_KEY: billingOptions.restKey,
    BILLING_SOAP_LOGIN: billingOptions.soapLogin,
    BILLING_SOAP_PASSWORD: billingOptions.soapPassword,
  }
}

export interface DoctorReport {
  readonly exitCode: number
  readonly signIn: { readonly state: string }
  readonly samples: string | null
  readonly slices: readonly {
    readonly slice: string
    readonly state: string
    readonly count: number
    readonly failure: { readonly code: string | null; readonly message: string } | null
  }[]
  readonly quirks: readonly {
    readonly id: string
    readonly state: string
    readonly signs: readonly { readonly what: string; readonly count: number }[]
  }[]
  readonly load: {
    readonly levels: readonly { readonly parallel: number; readonly failed: number }[]
    readonly end: string
    readonly isFlat: boolean
    readonly recommended: { readonly maxConcurrency: number; readonly timeoutMs: number }
  } | null
  readonly clock: { readonly hostOffsetMs: number | null; readonly futureMs: number | null }
  readonly write: {
    readonly reference: string
    readonly first: { readonly kind: string }
    readonly second: { readonly kind: string }
    readonly foundAfterFirst: number | null
    readonly foundAfterSecond: number | null
    readonly canceled: readonly string[]
    readonly left: readonly string[]
  } | null
  readonly rows: readonly { readonly id: string; readonly state: string; readonly because: readonly string[] }[]
  readonly problems: readonly string[]
}

/** The same with `--json`, as a program reads it. */
export async function readDoctor(
  options: readonly string[],
  environment: Readonly<Record<string, string>>,
  input = '',
) {
  const { code, output, complaint } = await runDoctor([...options, '--json'], environment, input)
  if (output === '') throw new Error(`No report: ${complaint}`)
  const report: DoctorReport = JSON.parse(output)
  return { code, report, output }
}

export function quirkOf({ quirks }: DoctorReport, id: string): string {
  return quirks.find((quirk) => quirk.id === id)?.state ?? 'no such quirk'
}

export function sliceOf({ slices }: DoctorReport, name: string): string {
  return slices.find(({ slice }) => slice === name)?.state ?? 'no such slice'
}
