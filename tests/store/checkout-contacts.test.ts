import { expect, test } from 'vitest'
import { doneCheckout, refundedCheckout } from '../support/fiscal.ts'
import { describeStores } from '../support/stores.ts'

describeStores((openFresh) => {
  test('P3 the address for the receipt leaves a payment that is over, and stays with the receipt that is to come', async () => {
    const database = await openFresh()
    const store = await database.open()
    const done = await doneCheckout(store)
    const refunded = await refundedCheckout(store)
    for (const { id } of [done, refunded]) {
      expect(await store.checkouts.find(id)).toMatchObject({ receiptContact: { kind: 'EMAIL', value: '' } })
    }
    const receipts = await database.query('select contact from fiscal_receipts')
    expect(receipts).toEqual([1, 2, 3].map(() => ({ contact: 'anna@example.com' })))
    const refund = await store.intents.find(refunded.refundId ?? '')
    expect(JSON.parse(refund?.details ?? '')).toEqual({
      checkoutId: refunded.id,
      receiptContact: { kind: 'EMAIL', value: '' },
    })
  })
})
