export const SHOP_OPERATIONS = ['createPayment', 'findCreated', 'findPayment', 'refund', 'findRefund'] as const
export type ShopOperation = (typeof SHOP_OPERATIONS)[number]

/** What can go wrong with an answer to the shop. Nothing is done behind the first four. */
export const SHOP_FAULTS = [
  'hang',
  'reset',
  'http500',
  'unavailable',
  'dropAfterApplying',
  'html',
  'wrongAmount',
  'wrongCurrency',
  'unknownStatus',
  'wrongPayment',
  'wrongId',
  'notFound',
] as const
export type ShopFault = (typeof SHOP_FAULTS)[number]

/** The faults that wait, and how often each operation was called. */
export interface ShopFaults {
  add(operation: ShopOperation, fault: ShopFault, times: number): void
  /** The fault of this call; each is drawn as often as was said. */
  draw(operation: ShopOperation): ShopFault | null
  clear(): void
  calls(): Readonly<Record<ShopOperation, number>>
}

export function createShopFaults(): ShopFaults {
  const waiting = new Map<ShopOperation, { fault: ShopFault; left: number }>()
  const calls = { createPayment: 0, findCreated: 0, findPayment: 0, refund: 0, findRefund: 0 }
  return {
    add: (operation, fault, times) => void waiting.set(operation, { fault, left: times }),
    draw(operation) {
      calls[operation] += 1
      const setting = waiting.get(operation)
      if (setting === undefined || setting.left === 0) return null
      setting.left -= 1
      return setting.fault
    },
    clear: () => waiting.clear(),
    calls: () => ({ ...calls }),
  }
}
