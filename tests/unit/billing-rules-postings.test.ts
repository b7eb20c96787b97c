import { expect, test } from 'vitest'
import { NO_CAPABILITIES, type PaymentOrder, type PostVerdict } from '../../src/billing/public.ts'
import { call, checked, payment, rub } from '../support/checked-billing.ts'

const order: PaymentOrder = { accountId: '7', amount: rub('5'), reference: 'r-1', method: 'CASH', paidAt: null }

test('PAY-2 what is posted otherwise than it was asked for is in doubt, and so is a write that fell over', async () => {
  const { postings } = checked().billing
  expect(await postings.postPayment(order, call)).toEqual({ kind: 'duplicate' })
  for (const posted of [payment('1', { externalId: null }), payment('1', { externalId: 'r-1', amount: rub('6') })]) {
    const { billing } = checked({
      postings: { ...postings, postPayment: async () => ({ kind: 'posted', payment: posted }) },
    })
    await expect(billing.postings.postPayment(order, call)).rejects.toMatchObject({ outcome: 'unknown' })
  }
  const falls = checked({ postings: { ...postings, postPayment: () => Promise.reject(new Error('oops')) } })
  await expect(falls.billing.postings.postPayment(order, call)).rejects.toMatchObject({ outcome: 'unknown' })
})

test.each([
  ['a word that is no verdict', '{ "kind": "ok" }'],
  ['nothing', 'null'],
  ['posted without its payment', '{ "kind": "posted" }'],
])('PAY-2 %s leaves open whether it was posted', async (_name, answer) => {
  const verdict: PostVerdict = JSON.parse(answer)
  const { postings } = checked().billing
  const { billing } = checked({ postings: { ...postings, postPayment: async () => verdict } })
  await expect(billing.postings.postPayment(order, call)).rejects.toMatchObject({
    code: 'BILLING_RULE_BROKEN',
    outcome: 'unknown',
  })
})

test('PAY-2 a billing that says it finds every payment has to say that it found none', async () => {
  const key = { accountId: '7', reference: 'r-1', since: 0, after: null }
  const { postings } = checked().billing
  expect((await postings.findPostings([key], call)).size).toBe(0)
  const exact = checked({ postings }, { ...NO_CAPABILITIES, reconcile: 'exact' })
  const error = (await exact.billing.postings.findPostings([key], call)).get(key)
  expect(error).toMatchObject({ code: 'BILLING_RULE_BROKEN', message: expect.stringContaining('no entry') })
})
