import { hidesCardNumber } from '../domain/card-number.ts'
import type { CheckoutId } from '../domain/checkout.ts'
import { readEmail } from '../domain/email.ts'
import type { FiscalReceipt, FiscalReceiptId } from '../domain/fiscal-receipt.ts'
import { readPhone } from '../domain/phone.ts'
import { isUuid } from '../domain/uuid.ts'
import type { FiscalReceiptStore, PaymentKey, RetryVerdict } from '../store/fiscal-types.ts'
import type { StoreCall } from '../store/store.ts'
import { fingerprintOf } from './keyed-order.ts'
import type { Orderer } from './parts.ts'

/** What is shown of receipts, and what operators do about them. The buyer's address is shown to nobody. */
export interface FiscalReceipts {
  listOfPayments(keys: readonly PaymentKey[], call: StoreCall): Promise<readonly FiscalReceipt[]>
  listOfCheckouts(ids: readonly CheckoutId[], call: StoreCall): Promise<readonly FiscalReceipt[]>
  /** Failed, or not registered for a day; oldest first. */
  listNeedingAttention(
    page: { readonly first: number; readonly after: Pick<FiscalReceipt, 'id' | 'createdAt'> | null },
    call: StoreCall,
  ): Promise<{ readonly receipts: readonly FiscalReceipt[]; readonly hasMore: boolean }>
  retry(order: RetryInput, request: { readonly by: Orderer; readonly call: StoreCall }): Promise<RetryReceiptVerdict>
}

export interface RetryInput {
  readonly receiptId: FiscalReceiptId
  readonly idempotencyKey: string
  /** An e-mail or a phone as a person has written it; null to send it where it was sent before. */
  readonly contact: string | null
}

export type RetryReceiptVerdict =
  | RetryVerdict
  | { readonly kind: 'invalid'; readonly field: 'idempotencyKey' | 'contact' }

export function createFiscalReceipts(
  receipts: FiscalReceiptStore,
  { overdueMs }: { readonly overdueMs: number },
): FiscalReceipts {
  return {
    listOfPayments: (keys, call) => receipts.listOfPayments(keys, call),
    listOfCheckouts: (ids, call) => receipts.listOfCheckouts(ids, call),
    async listNeedingAttention({ first, after }, call) {
      const rows = await receipts.listOpen({ after, limit: first + 1, overdueMs }, call)
      return { receipts: rows.slice(0, first), hasMore: rows.length > first }
    },
    async retry({ receiptId, idempotencyKey, contact }, { by, call }) {
      if (!/^[!-~]{1,64}$/.test(idempotencyKey) || hidesCardNumber(idempotencyKey))
        return { kind: 'invalid', field: 'idempotencyKey' }
      const corrected = contact === null ? null : readContact(contact)
      if (contact !== null && corrected === null) return { kind: 'invalid', field: 'contact' }
      if (!isUuid(receiptId)) return { kind: 'not_found' }
      return receipts.retry(
        {
          id: receiptId,
          principal: by.actor,
          idempotencyKey,
          fingerprint: fingerprintOf(['fiscal-retry', receiptId, corrected?.kind ?? '', corrected?.value ?? '']),
          contact: corrected,
          note: {
            actor: by.actor,
            act: 'fiscal-receipt',
            object: `fiscal-receipt:${receiptId}`,
            outcome: corrected === null ? 'tried again' : `tried again with another ${corrected.kind.toLowerCase()}`,
            requestId: by.requestId,
          },
        },
        call,
      )
    },
  }
}

/** A card number is no address, whatever stands around it. */
function readContact(text: string) {
  if (hidesCardNumber(text)) return null
  const email = text.includes('@') ? readEmail(text) : null
  if (email !== null) return { kind: 'EMAIL', value: email } as const
  const phone = readPhone(text)
  return phone === null ? null : ({ kind: 'PHONE', value: phone } as const)
}
