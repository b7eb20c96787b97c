import type { Payment, PaymentPage } from '../../domain/payment.ts'
import type { BillingCall, IdentityBilling, PaymentBilling, PaymentKey, PaymentPageKey } from '../port.ts'
import type { SoapClient } from '../transport/soap-client.ts'
import type { ReadContext } from './context.ts'
import { SOAP } from './identity.ts'
import { type PaymentRow, planFind, planPages, readPayments, writeGetPayments } from './payment-rows.ts'
import { isRestId } from './rest.ts'

/** GetPayments, which takes many agreements and many record ids in one call. */
export function createPayments(options: {
  readonly soap: SoapClient
  readonly identity: IdentityBilling
  readonly context: ReadContext
}): PaymentBilling {
  const { soap, identity, context } = options

  async function send(filter: Parameters<typeof writeGetPayments>[0], call: BillingCall) {
    const request = { name: 'GetPayments', content: writeGetPayments(filter), writes: false }
    return await soap.call(request, call, (answer) => readPayments(answer, context))
  }

  return {
    async listPayments(keys, call) {
      const wanted = keys.filter(({ before }) => before === null || isRestId(before))
      const soapKeys = await identity.findForeignKeys(SOAP, distinctAccounts(wanted), call)
      const pages = new Map<PaymentPageKey, PaymentPage>()
      const readPlan = async (plan: ReturnType<typeof planPages>[number]) => {
        const byAgreement = Map.groupBy(await send(plan.filter, call), ({ agreementKey }) => agreementKey)
        for (const { key, agreementKey } of plan.keys) pages.set(key, toPage(key, byAgreement.get(agreementKey) ?? []))
        for (const agreementKey of byAgreement.keys()) {
          if (plan.filter.agreementKeys.includes(agreementKey)) continue
          context.onOddity({ kind: 'foreign_row', field: 'payments.agrmid', code: null })
        }
      }
      await Promise.all(planPages(wanted, soapKeys).map(readPlan))
      return pages
    },

    async findPayments(keys, call) {
      const wanted = keys.filter(({ paymentId }) => isRestId(paymentId))
      const soapKeys = await identity.findForeignKeys(SOAP, distinctAccounts(wanted), call)
      const found = new Map<PaymentKey, Payment>()
      const readPlan = async (plan: ReturnType<typeof planFind>[number]) => {
        const rows = new Map((await send(plan.filter, call)).map((row) => [row.payment.id, row]))
        for (const { key, agreementKey } of plan.keys) {
          const row = rows.get(key.paymentId)
          // A payment of somebody else's account is as good as none.
          if (row?.agreementKey === agreementKey) found.set(key, { ...row.payment, accountId: key.accountId })
        }
      }
      await Promise.all(planFind(wanted, soapKeys).map(readPlan))
      return found
    },
  }
}

function distinctAccounts(keys: readonly { readonly accountId: string }[]): readonly string[] {
  return [...new Set(keys.map(({ accountId }) => accountId))]
}

/** Record ids grow in the order of posting. One row more than asked for tells that there are more. */
function toPage({ accountId, first }: PaymentPageKey, rows: readonly PaymentRow[]): PaymentPage {
  const newestFirst = rows.toSorted((one, other) => Number(other.payment.id) - Number(one.payment.id))
  const payments = newestFirst.slice(0, first).map(({ payment }): Payment => ({ ...payment, accountId }))
  return { payments, hasMore: newestFirst.length > first }
}
