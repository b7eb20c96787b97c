import type { BillingSystem } from '../../src/billing/port.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from './sandbox.ts'

/** Accounts that two billings know by the same numbers, and whose ids are the other way round. */
export const ANNA = '900001'
export const BORIS = '900002'

const person = (number: string) => ({ number, type: 'P', login: number, password: 'demo' }) as const

/** Makes the accounts in a billing, in this order. */
export async function createAccounts(sandbox: TestSandbox, numbers: readonly string[]): Promise<void> {
  for (const number of numbers) await sandbox.createAccount(person(number))
}

export interface SecondBilling {
  readonly sandbox: TestSandbox
  readonly billing: BillingSystem
  close(): Promise<void>
}

/** A billing to move to: it has the same people, and their ids are somebody else's in the first one. */
export async function startSecondBilling(accounts = 50): Promise<SecondBilling> {
  const sandbox = await startTestSandbox({ accounts })
  await createAccounts(sandbox, [BORIS, ANNA])
  const billing = connectBilling(sandbox)
  return {
    sandbox,
    billing,
    async close() {
      await billing.close()
      await sandbox.close()
    },
  }
}

/** The variables by which a program reaches a billing, behind a prefix. */
export function addressOf({ restUrl, soapUrl }: TestSandbox, prefix: string): Record<string, string> {
  return {
    [`${prefix}BILLING_REST_URL`]: restUrl,
    [`${prefix}BILLING_SOAP_URL`]: soapUrl,
    [`${prefix}BILLING_REST_KEY`]: 'sandbox-key',
    [`${prefix}BILLING_SOAP_LOGIN`]: 'gateway',
    [`${prefix}BILLING_SOAP_PASSWORD`]: 'gateway',
  }
}
