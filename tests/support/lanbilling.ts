import type { Oddity } from '../../src/billing/adapter/oddity.ts'
import { createLanbillingBilling, type LanbillingOptions } from '../../src/billing/lanbilling/index.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import type { PaymentOrder } from '../../src/billing/posting-port.ts'
import { parseMoney } from '../../src/domain/money.ts'
import { type LanbillingDouble, startLanbillingDouble } from '../doubles/lanbilling.ts'

/** The double with the adapter connected to it. */
export interface LanbillingTest {
  readonly double: LanbillingDouble
  readonly billing: BillingSystem
  readonly oddities: readonly Oddity[]
  connect(options?: Partial<LanbillingOptions>): BillingSystem
  /** How often each operation was called since the last reset. */
  calls(): Readonly<Record<string, number>>
  resetCalls(): void
  close(): Promise<void>
}

export async function startLanbillingTest(): Promise<LanbillingTest> {
  const double = await startLanbillingDouble()
  const oddities: Oddity[] = []
  const opened: BillingSystem[] = []
  let from = 0
  const connect = (options: Partial<LanbillingOptions> = {}) => {
    const system = createLanbillingBilling({
      url: double.url,
      login: double.login,
      password: double.password,
      timeZone: 'Europe/Moscow',
      currency: 'RUB',
      timeoutMs: 5000,
      maxConcurrency: 8,
      paymentClasses: { 0: 'CASH', 1: 'BANK_CARD' },
      ticketClasses: { 1: 'FAULT', 2: 'CHANGE_REQUEST', 3: 'CONSULTATION', 4: 'VISIT', 5: 'CONNECTION' },
      ticketStatuses: { 1: 'OPEN', 2: 'IN_PROGRESS', 3: 'WAITING', 4: 'CLOSED' },
      now: () => double.clock.now(),
      onOddity: (oddity) => void oddities.push(oddity),
      ...options,
    })
    opened.push(system)
    return system
  }
  return {
    double,
    billing: connect(),
    oddities,
    connect,
    calls() {
      const counts: Record<string, number> = {}
      for (const operation of double.calls.slice(from)) counts[operation] = (counts[operation] ?? 0) + 1
      return counts
    },
    resetCalls: () => void (from = double.calls.length),
    async close() {
      await Promise.all(opened.map((system) => system.close()))
      await double.close()
    },
  }
}

export function lanbillingOrder(
  accountId: string,
  reference: string,
  fields: Partial<PaymentOrder> = {},
): PaymentOrder {
  return { accountId, amount: parseMoney('600.45', 'RUB'), reference, method: 'CASH', paidAt: null, ...fields }
}
