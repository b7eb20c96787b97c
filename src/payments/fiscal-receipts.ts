import { hidesCardNumber } from '../domain/card-number.ts'
import type { CheckoutId, ReceiptContact } from '../domain/checkout.ts'
import type { FiscalReceipt, FiscalReceiptId } from '../domain/fiscal-receipt.ts'
import type { FiscalTerms } from '../domain/fiscal-terms.ts'
import { readReceiptContact } from '../domain/receipt-contact.ts'
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
  /** Whether a sale is sent by the terms that are configured by now, and not by those of its day. */
  readonly takesConfiguredTerms: boolean
}

export type RetryReceiptVerdict =
  | RetryVerdict
  | { readonly kind: 'invalid'; readonly field: 'idempotencyKey' | 'contact' }

export function createFiscalReceipts(
  receipts: FiscalReceiptStore,
  { overdueMs, terms }: { readonly overdueMs: number; readonly terms: FiscalTerms },
): FiscalReceipts {
  return {
    listOfPayments: (keys, call) => receipts.listOfPayments(keys, call),
    listOfCheckouts: (ids, call) => receipts.listOfCheckouts(ids, call),
    async listNeedingAttention({ first, after }, call) {
      const rows = await receipts.listOpen({ after, limit: first + 1, overdueMs }, call)
      return { receipts: rows.slice(0, first), hasMore: rows.length > first }
    },
    async retry({ receiptId, idempotencyKey, contact, takesConfiguredTerms }, { by, call }) {
      if (!/^[!-~]{1,64}$/.test(idempotencyKey) || hidesCardNumber(idempotencyKey))
        return { kind: 'invalid', field: 'idempotencyKey' }
      const corrected = contact === null ? null : readContact(contact)
      if (contact !== null && corrected === null) return { kind: 'invalid', field: 'contact' }
      if (!isUuid(receiptId)) return { kind: 'not_found' }
      const words = ['fiscal-retry', receiptId, takesConfiguredTerms ? 'configured terms' : '']
      return receipts.retry(
        {
          id: receiptId,
          principal: by.actor,
          idempotencyKey,
          fingerprint: fingerprintOf([...words, corrected?.kind ?? '', corrected?.value ?? '']),
          contact: corrected,
          terms: takesConfiguredTerms ? terms : null,
          note: {
            actor: by.actor,
            act: 'fiscal-receipt',
            object: `fiscal-receipt:${receiptId}`,
            outcome: outcomeOf(corrected, takesConfiguredTerms),
            requestId: by.requestId,
          },
        },
        call,
      )
    },
  }
}

function outcomeOf(corrected: ReceiptContact | null, takesConfiguredTerms: boolean): string {
  const contact = corrected === null ? '' : ` with another ${corrected.kind.toLowerCase()}`
  return `tried again${contact}${takesConfiguredTerms ? ' by the terms configured now' : ''}`
}

/** A card number is no address, whatever stands around it. */
function readContact(text: string) {
  if (hidesCardNumber(text)) return null
  return readReceiptContact(text)
}
