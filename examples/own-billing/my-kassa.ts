import * as billing from 'billing-gateway/billing'

// The cash desk, over SOAP; its contract is legacy/kassa.wsdl.

/** A longer one is refused. */
export const MAX_DOCNO_LENGTH = 40

const METHOD: billing.Codes<billing.PaymentMethod> = { 1: 'CASH', 2: 'BANK_CARD', 3: 'TERMINAL', 4: 'SBP' }

/** Faults of Deposit by their detail, all decided before anything is booked. */
const REFUSALS: billing.Codes<billing.PostingRefusal> = {
  NO_CUSTOMER: 'ACCOUNT_NOT_FOUND',
  CLOSED: 'ACCOUNT_CLOSED',
  BAD_SUM: 'AMOUNT_NOT_ACCEPTED',
}

/** `clerk` is the name by which the cash desk notes what we post. */
export function createKassa(soap: billing.SoapClient, context: billing.ReadContext, clerk: string) {
  const read = (row: billing.Row): billing.Posting => ({
    payment: {
      id: row.id('number'),
      accountId: row.id('customer'),
      amount: row.amount('sum'),
      // The cash desk takes nothing back, so that what it has is done.
      status: 'DONE',
      method: row.code('kind', METHOD),
      paidAt: row.instant('paid'),
      externalId: row.optionalText('docno'),
    },
    origin: row.text('clerk') === clerk ? 'ours' : 'foreign',
  })
  const writeTime = (at: number) => billing.writeLocalInstant(at, context.timeZone)
  const ask = billing.createAskRows({ soap, context, element: 'payment', noun: 'payments', read })

  const postings: billing.PostingBilling = {
    ...billing.NO_TRANSFERS,
    ...billing.NO_CANCELLATIONS,
    ...billing.NO_MARKS,
    async postPayment(order, call) {
      billing.assertAmount(order, context)
      billing.assertReference(order.reference, MAX_DOCNO_LENGTH)
      const content = billing.writeElements({
        customer: order.accountId,
        sum: billing.formatMoney(order.amount),
        kind: billing.codeOf(METHOD, order.method),
        docno: order.reference,
        paid: order.paidAt === null ? null : writeTime(order.paidAt),
      })
      return await soap.write<billing.PostVerdict>({ name: 'Deposit', content }, call, {
        answer(answer) {
          const { payment } = read(billing.xmlRow(billing.element(answer, 'payment'), 'payments', context))
          billing.assertPosted(payment, order)
          return { kind: 'posted', payment }
        },
        refusal: billing.refusalsByDetail(REFUSALS),
      })
    },
    findPostings: (keys, call) =>
      billing.findEach(keys, async ({ reference, by = 'exact' }) => {
        if (by !== 'exact') throw billing.notSupported('a look-up in comments')
        const isAsked = ({ payment }: billing.Posting) => payment.externalId === reference
        return await ask({ name: 'FindPayments', parts: { docno: reference }, isAsked }, call)
      }),
    async listPostings(key, call) {
      billing.assertPostingPage(key)
      // Whole seconds: all that the period touches.
      const { after, first } = key
      const parts = { from: writeTime(key.from), to: writeTime(key.to + 999), after, count: first + 1 }
      const isAsked = ({ payment }: billing.Posting) => after === null || billing.compareIds(payment.id, after) > 0
      const rows = await ask({ name: 'Journal', parts, isAsked }, call)
      return { postings: rows.slice(0, first), hasMore: rows.length > first }
    },
  }
  // No payment has that number; to hear so proves the way there and the password.
  const noPayment = { name: 'GetPayment', parts: { number: 0 }, isAsked: () => false }
  const health: billing.HealthBilling = { ping: async (call) => void (await ask(noPayment, call)) }
  return { payments: createPayments(ask), postings, health }
}

function createPayments(ask: billing.AskRows<billing.Posting>): billing.PaymentBilling {
  return {
    listPayments: (keys, call) =>
      billing.findEachPresent(keys, async ({ accountId, first, before }) => {
        if (before !== null && !billing.isNumericId(before)) return null
        const parts = { customer: accountId, before, count: first + 1 }
        const isAsked = ({ payment }: billing.Posting) => payment.accountId === accountId
        const rows = await ask({ name: 'ListPayments', parts, isAsked }, call)
        return { payments: rows.slice(0, first).map(({ payment }) => payment), hasMore: rows.length > first }
      }),
    findPayments: (keys, call) =>
      billing.findEachPresent(keys, async ({ accountId, paymentId }) => {
        const isAsked = ({ payment }: billing.Posting) => payment.id === paymentId
        const [row] = await ask({ name: 'GetPayment', parts: { number: paymentId }, isAsked }, call)
        return row?.payment.accountId === accountId ? row.payment : null
      }),
  }
}
