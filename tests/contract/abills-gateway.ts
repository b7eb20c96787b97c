import { onTestFinished } from 'vitest'
import { type AbillsOptions, createAbillsBilling } from '../../src/billing/abills/index.ts'
import type { Oddity } from '../../src/billing/adapter/oddity.ts'
import { BillingError } from '../../src/billing/error.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import type { PaymentOrder, PostingCall } from '../../src/billing/posting-port.ts'
import { parseMoney } from '../../src/domain/money.ts'
import { call } from '../conformance/subject.ts'
import type { AbillsDouble } from '../doubles/abills.ts'

export interface Gateway {
  readonly billing: BillingSystem
  /** What was odd, in order: "money_fraction sum 0.005". */
  readonly oddities: readonly string[]
}

/** The adapter, connected to the double as an installation would be. */
export function connectTo(double: AbillsDouble, options: Partial<AbillsOptions> = {}): Gateway {
  const oddities: string[] = []
  const billing = createAbillsBilling({
    url: double.url,
    key: double.apiKey,
    timeZone: 'UTC',
    currency: 'RUB',
    timeoutMs: 5000,
    maxConcurrency: 4,
    onOddity: ({ kind, field, code }: Oddity) => void oddities.push([kind, field, code ?? ''].join(' ').trim()),
    ...options,
  })
  onTestFinished(() => billing.close())
  return { billing, oddities }
}

export function posting(): PostingCall {
  return { ...call(), mayStart: () => true }
}

export function paymentOf(accountId: string, reference: string, amount = '10.00'): PaymentOrder {
  return { accountId, amount: parseMoney(amount, 'RUB'), reference, method: 'TERMINAL', paidAt: null }
}

/** What a call fails with: "BILLING_FAILED not_applied". */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
  try {
    return `no failure: ${JSON.stringify(await promise)}`
  } catch (error) {
    if (!(error instanceof BillingError)) throw error
    return `${error.code} ${error.outcome}`
  }
}
