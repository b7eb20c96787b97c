import type { BillingSystem } from './port.ts'

/** Everything of a billing system that answers calls; each slice may come from another system. */
export type Slices = Omit<BillingSystem, 'name' | 'capabilities' | 'close'>

/** Something that slices share and that ends with the billing system: a session, a pool of connections. */
export interface Closable {
  close(): Promise<void>
}

/**
 * The one place where a billing system is put together, slice by slice. `shared` is closed in the order given, each
 * part even when one before it failed; the first failure is the one that `close` rejects with.
 */
export function assembleBilling(options: {
  readonly name: string
  readonly capabilities: BillingSystem['capabilities']
  readonly slices: Slices
  readonly shared: readonly Closable[]
}): BillingSystem {
  const { name, capabilities, slices, shared } = options
  let closing: Promise<void> | null = null
  return {
    name,
    capabilities,
    ...slices,
    close() {
      closing ??= closeAll(shared)
      return closing
    },
  }
}

async function closeAll(parts: readonly Closable[]): Promise<void> {
  const failures: unknown[] = []
  for (const part of parts) {
    try {
      await part.close()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
