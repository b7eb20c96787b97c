import { afterAll, beforeAll, describe } from 'vitest'
import type { Acquirer } from '../../src/acquiring/port.ts'
import { createSandboxAcquirer } from '../../src/acquiring/sandbox/index.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { type AcquirerSubject, describeAcquirer } from './acquirer-contract.ts'

let sandbox: TestSandbox
let acquirer: Acquirer

beforeAll(async () => {
  sandbox = await startTestSandbox({ accounts: 18 })
  acquirer = createSandboxAcquirer({
    url: `${sandbox.url}/acquirer`,
    shopKey: 'sandbox-shop',
    currency: 'RUB',
    timeoutMs: 2000,
  })
})
afterAll(async () => {
  await acquirer.close()
  await sandbox.close()
})

interface Kept {
  readonly description: string
  readonly minorUnits: string
  readonly refunds: readonly { readonly minorUnits: string }[]
}

async function control<T>(method: string, path: string, body?: object): Promise<T> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await fetch(`${sandbox.url}/acquirer/control/${path}`, { method, ...content })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  const value: T = JSON.parse(await response.text())
  return value
}

const decimal = (minorUnits: string) => `${minorUnits.slice(0, -2)}.${minorUnits.slice(-2)}`
const REFUNDS = { done: 'done', pending: 'pending', no_money: 'not_enough_money' } as const

describe('the acquirer of the sandbox', () => {
  describeAcquirer(
    (): AcquirerSubject => ({
      acquirer,
      pay: async (id) => void (await control('POST', `payments/${id}`, { choice: 'pay' })),
      lackMoney: async (id) => void (await control('POST', `payments/${id}`, { choice: 'insufficient_funds' })),
      loseAnswer: async (operation) =>
        void (await control('POST', 'faults', { operation, kind: 'dropAfterApplying', times: 1 })),
      setRefunds: async (mode) => void (await control('PUT', 'settings', { refunds: REFUNDS[mode] })),
      settleRefunds: async () => void (await control('POST', 'refunds', {})),
      async judge(description) {
        const { payments } = await control<{ payments: readonly Kept[] }>('GET', 'payments')
        return payments
          .filter((payment) => payment.description === description)
          .map(({ minorUnits, refunds }) => ({
            amount: decimal(minorUnits),
            refunds: refunds.map((refund) => decimal(refund.minorUnits)),
          }))
      },
      hint: (id) => Buffer.from(JSON.stringify({ event: 'payment.captured', object: { id } })),
    }),
  )
})
