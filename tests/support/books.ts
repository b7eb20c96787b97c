import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { createReconcile } from '../../src/assembly.ts'
import type { ReferenceOptions } from '../../src/billing/reference/index.ts'
import type { Intent } from '../../src/domain/payment-intent.ts'
import { dayOf } from '../../src/payments/day.ts'
import { isFinal } from '../../src/payments/states.ts'
import type { NewIntent } from '../../src/store/intent-store.ts'
import { newIntent } from './intents.ts'
import { createTestPayments } from './payments.ts'
import { connectBilling, startTestSandbox } from './sandbox.ts'
import { openFreshSqlite } from './stores.ts'

const PROGRAM = fileURLToPath(new URL('../../src/reconcile-command/main.ts', import.meta.url))
const TIME_ZONE = 'Europe/Moscow'
const ACCOUNT = '100001'

/** A payment engine over a sandbox and a store of a test's own, and everything that compares the two. */
export async function openBooks(
  options: { startAt?: number; reference?: Pick<ReferenceOptions, 'reconcile' | 'duplicateCheck'> } = {},
) {
  const { reference, ...start } = options
  const sandbox = await startTestSandbox(start)
  const database = await openFreshSqlite()
  const store = await database.open()
  const billing = connectBilling(sandbox, reference)
  onTestFinished(async () => {
    await billing.close()
    await sandbox.close()
  })
  const { engine, supervision } = createTestPayments(store, billing)
  const { restId, soapId } = await sandbox.findAccount(ACCOUNT)

  async function submit(order: NewIntent): Promise<Intent> {
    const by = { actor: order.principal, requestId: 'r-1' }
    const verdict = await engine.submit(order, { by, waitMs: 10_000 })
    if (verdict.kind !== 'accepted' || !isFinal(verdict.intent.state)) throw new Error(JSON.stringify(verdict.kind))
    return verdict.intent
  }

  const reconcile = createReconcile(store, billing, TIME_ZONE)
  return {
    sandbox,
    store,
    billing,
    supervision,
    soapId,
    /** A payment that has been carried out; the number makes its ids. */
    pay: (number: number, changes: Partial<NewIntent> = {}) =>
      submit({ ...newIntent(number), accountId: String(restId), accountNumber: ACCOUNT, paidAt: null, ...changes }),
    /** Takes a payment back. */
    cancel: ({ id, recordId, accountId, reference }: Intent, number: number) =>
      submit({ ...newIntent(number), kind: 'CANCELLATION', accountId, reference, recordId, relatesTo: id }),
    today: (): string => dayOf(sandbox.books.now(), TIME_ZONE),
    reconcile: (day: string) => reconcile(day, { signal: AbortSignal.timeout(30_000) }),
    environment: {
      STORE_URL: database.url,
      BILLING_REST_URL: sandbox.restUrl,
      BILLING_SOAP_URL: sandbox.soapUrl,
      BILLING_REST_KEY: sandbox.billingOptions.restKey,
      BILLING_SOAP_LOGIN: sandbox.billingOptions.soapLogin,
      BILLING_SOAP_PASSWORD: sandbox.billingOptions.soapPassword,
    },
  }
}

/** Runs the command as an operator would. */
export async function runReconcile(options: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [PROGRAM, ...options], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let complaint = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  await once(child, 'close')
  return { code: child.exitCode, output, complaint }
}
