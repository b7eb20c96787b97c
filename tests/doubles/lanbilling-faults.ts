/** What goes wrong with the next call of an operation. */
export type LanbillingFault =
  /** Nothing is done and the connection ends without an answer. */
  | { readonly kind: 'drop' }
  /** The work is done and the connection ends without an answer. */
  | { readonly kind: 'lostAnswer' }
  /** Nothing is answered; so long after the caller has given up, the work is done. */
  | { readonly kind: 'lateWrite'; readonly delayMs: number }
  /** The work is done and a fault is answered. */
  | { readonly kind: 'faultAfterWrite'; readonly detail: string }
  /** Nothing is done and a fault is answered. */
  | { readonly kind: 'fault'; readonly detail: string }
  /** What would be answered is answered, and nothing is done. */
  | { readonly kind: 'successWithoutWrite' }
  /** HTTP 200 with a page, with no body or with a fault; the work is done or not. */
  | { readonly kind: 'html' | 'empty' | 'fault200'; readonly isDone: boolean }
  /** A proxy in front of the billing answers, and the billing never hears of it. */
  | { readonly kind: 'proxy'; readonly status: number }
  /** The work is done at once, and answered so much later. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The session has ended: before the work, which is not done then, or with it. */
  | { readonly kind: 'sessionLost'; readonly when: 'before' | 'after' }
  /** The work is done, and half of the answer arrives. */
  | { readonly kind: 'cut' }
  /** The work is done, and the answer is that of another operation. */
  | { readonly kind: 'wrongElement' }

export interface FaultPlan {
  /** The next `times` calls of an operation, or of any with "*". Plans for one operation wait in a line. */
  add(operation: string, fault: LanbillingFault, times: number): void
  take(operation: string): LanbillingFault | null
  clear(): void
}

export function createFaultPlan(): FaultPlan {
  let planned: { operation: string; fault: LanbillingFault; times: number }[] = []
  return {
    add: (operation, fault, times) => void planned.push({ operation, fault, times }),
    take(operation) {
      const found = planned.find((one) => one.operation === operation || one.operation === '*')
      if (found === undefined) return null
      found.times -= 1
      planned = planned.filter(({ times }) => times > 0)
      return found.fault
    },
    clear: () => void (planned = []),
  }
}

export const MAINTENANCE = '<html><head><title>Технические работы</title></head><body><h1>503</h1></body></html>'
