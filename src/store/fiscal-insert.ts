import { randomUUID } from 'node:crypto'
import type { Checkout } from '../domain/checkout.ts'
import type { FiscalOperation } from '../domain/fiscal-receipt.ts'
import type { FiscalTerms } from '../domain/fiscal-terms.ts'
import type { Money } from '../domain/money.ts'
import { insertNote } from './audit.ts'
import type { Queries } from './database.ts'
import type { FiscalEvent } from './fiscal-types.ts'
import type { SqlWords } from './words.ts'

/** Makes the receipts that are due with a move of a checkout; those that are there stay as they are. */
export async function insertReceipts(
  queries: Queries,
  { checkout, event, words }: { readonly checkout: Checkout; readonly event: FiscalEvent; readonly words: SqlWords },
): Promise<void> {
  const operations: readonly FiscalOperation[] = event.operation === 'SELL' ? ['SELL'] : ['SELL', 'SELL_REFUND']
  for (const operation of operations) {
    const id = randomUUID()
    const amount = operation === event.operation ? event.amount : saleOf(checkout, event.amount)
    const { numInsertedOrUpdatedRows = 0n } = await queries
      .insertInto('fiscal_receipts')
      .values({
        id,
        operation,
        checkout_id: checkout.id,
        account_id: checkout.accountId,
        account_number: checkout.accountNumber,
        payment_id: operation === 'SELL' ? event.paymentId : null,
        amount_minor_units: amount.minorUnits,
        currency: amount.currency,
        ...(operation === 'SELL' ? writeTerms(checkout.receiptTerms) : {}),
        contact_kind: checkout.receiptContact.kind,
        contact: checkout.receiptContact.value,
        settled_at: operation === 'SELL' && checkout.capturedAt !== null ? checkout.capturedAt : words.now,
        state: 'WAITING',
        claim: 0,
        document: 1,
        attempts: 0,
        created_at: words.now,
        changed_at: words.now,
        due_at: words.now,
      })
      .onConflict((conflict) => conflict.columns(['checkout_id', 'operation']).doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows === 0n) continue
    const note = { actor: 'gateway', act: 'fiscal-receipt', object: `fiscal-receipt:${id}`, requestId: '' }
    await insertNote(queries, { ...note, outcome: `WAITING ${operation} of checkout ${checkout.id}` }, words)
  }
}

/**
 * What was sold before it goes back: all that was taken, since a part may have gone back at the acquirer itself, by somebody
 * else's hand. What the acquirer has said of it at first may have been wrong, which is why it goes back; never does more go
 * back than came in, and never in another currency.
 */
function saleOf({ captured }: Pick<Checkout, 'captured'>, refunded: Money): Money {
  const isWhole = captured?.currency === refunded.currency && captured.minorUnits >= refunded.minorUnits
  return isWhole ? captured : refunded
}

function writeTerms({ vat, taxSystem, settlement }: FiscalTerms) {
  return { vat, tax_system: taxSystem, settlement }
}
