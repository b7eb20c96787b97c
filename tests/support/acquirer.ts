import type { Acquirer, AcquirerCapabilities } from '../../src/acquiring/port.ts'
import { createSandboxAcquirer } from '../../src/acquiring/sandbox/index.ts'
import type { ShopFault, ShopOperation } from '../../src/sandbox/acquirer/faults.ts'
import type { Choice, Settings } from '../../src/sandbox/acquirer/types.ts'

/** A payment as the acquirer's own books have it; amounts are digits of the smallest unit. */
export interface ShopRow {
  readonly id: string
  readonly status: string
  readonly cancelReason: string | null
  readonly minorUnits: string
  readonly refundedMinorUnits: string
  readonly method: string
  readonly description: string
  readonly receipt: string
  readonly metadata: string
  readonly refunds: readonly { readonly key: string; readonly status: string; readonly minorUnits: string }[]
}

/** The sandbox acquirer as tests drive it: what its books say is what happened to the payer's money. */
export interface TestAcquirer {
  readonly url: string
  set(settings: Partial<Settings>): Promise<void>
  /** The next calls of the operation fail so; one of them unless said otherwise. */
  fail(operation: ShopOperation, kind: ShopFault, times?: number): Promise<void>
  clearFaults(): Promise<void>
  payments(): Promise<readonly ShopRow[]>
  /** What the payer does on the page. */
  choose(id: string, choice: Choice): Promise<void>
  settleRefunds(): Promise<void>
  calls(): Promise<Readonly<Record<ShopOperation, number>>>
}

export function createTestAcquirer(sandboxUrl: string): TestAcquirer {
  const url = `${sandboxUrl}/acquirer`
  async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(`${url}/control/${path}`, { method, ...content })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    const value: T = JSON.parse(await response.text())
    return value
  }
  return {
    url,
    set: async (settings) => void (await send('PUT', 'settings', settings)),
    fail: async (operation, kind, times = 1) => void (await send('POST', 'faults', { operation, kind, times })),
    clearFaults: async () => void (await send('DELETE', 'faults')),
    payments: async () => (await send<{ payments: readonly ShopRow[] }>('GET', 'payments')).payments,
    choose: async (id, choice) => void (await send('POST', `payments/${id}`, { choice })),
    settleRefunds: async () => void (await send('POST', 'refunds')),
    calls: () => send('GET', 'calls'),
  }
}

/** The adapter over a sandbox acquirer. */
export function connectTestAcquirer(sandboxUrl: string, capabilities: Partial<AcquirerCapabilities> = {}): Acquirer {
  const options = { shopKey: 'sandbox-shop', currency: 'RUB', timeoutMs: 2_000 } as const
  const acquirer = createSandboxAcquirer({ url: `${sandboxUrl}/acquirer`, ...options })
  return { ...acquirer, capabilities: { ...acquirer.capabilities, ...capabilities } }
}
