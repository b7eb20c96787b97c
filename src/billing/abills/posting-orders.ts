import { formatInstant } from '../../domain/date.ts'
import { formatMoney } from '../../domain/money.ts'
import type { PaymentMethod } from '../../domain/payment.ts'
import { assertAmount, assertReference, unwritable } from '../adapter/writing.ts'
import type { PaymentOrder } from '../posting-port.ts'
import { writeJson } from '../transport/json.ts'
import { codeOf } from './codes.ts'
import type { AbillsContext } from './context.ts'
import { OWN_NOTE } from './payment-rows.ts'

/**
 * `ext_id` of the table of payments as older versions have it; newer ones have 50. Longer ones are cut without a word, and
 * neither found nor known for a double any more, so that only whoever has looked at the table may say that there is more room.
 */
export const SURE_REFERENCE_LENGTH = 28

/**
 * A reference that is found again. The filters give "*", "," and ";" a meaning, and "!" in front; a percent sign, a backslash
 * and what looks like a function of the database are changed on the way in; a word of JSON, a zero below zero, and the zeros at
 * the end of a decimal, on the way out. "0" is neither checked nor filtered by.
 */
export function assertFindable(reference: string, { referenceLength }: AbillsContext): void {
  assertReference(reference, referenceLength)
  const isChanged = /[*,;%\\]|^!|^_(?:SHOW|EMPTY)_?$|^-?0$|^(?:true|false|null)$|^[a-z_]+\(\)$/i.test(reference)
  const losesZeros = /^-?\d+\.\d*0$/.test(reference)
  if (isChanged || losesZeros) throw unwritable('reference: not one that the billing finds again')
}

export function isFindable(reference: string, context: AbillsContext): boolean {
  try {
    assertFindable(reference, context)
    return true
  } catch {
    return false
  }
}

/** The body of POST /payments/users/:uid. The sum is a bare number, printed here and never a double. */
export function writePayment(
  order: PaymentOrder,
  { billId, checks, context }: { readonly billId: number; readonly checks: boolean; readonly context: AbillsContext },
): string {
  assertFindable(order.reference, context)
  assertAmount(order, context)
  const method = findMethod(order.method, context)
  const rest = writeJson({
    extId: order.reference,
    innerDescribe: OWN_NOTE,
    ...(checks ? { checkExtId: order.reference } : {}),
    ...(method === null ? {} : { method }),
    ...(order.paidAt === null ? {} : { date: writeInstant(order.paidAt, context.timeZone) }),
    billId,
  })
  return `{"sum":${formatMoney(order.amount)},${rest.slice(1)}`
}

/** What the installation has a type for; what it has none for is an external payment, whatever brought it. */
function findMethod(method: PaymentMethod, { paymentMethods }: AbillsContext): number | null {
  if (method === 'UNKNOWN') return null
  const code = codeOf(paymentMethods, method) ?? codeOf(paymentMethods, 'TERMINAL')
  return code === null ? null : Number(code)
}

/** "2026-11-22 10:03:03", in the billing's zone. */
function writeInstant(instantMs: number, timeZone: string): string {
  const isInstant = Number.isFinite(instantMs) && Math.abs(instantMs) < MAX_INSTANT_MS
  if (!isInstant) throw unwritable('paidAt: not an instant')
  return formatInstant(instantMs, timeZone).slice(0, 19).replace('T', ' ')
}

/** The end of the year 9999. */
const MAX_INSTANT_MS = 253_402_300_799_000
