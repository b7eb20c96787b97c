import type { AccountId } from '../../domain/account.ts'
import { isSameMoney } from '../../domain/money.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, Bulk } from '../port.ts'
import type { CancelOrder, Posting, PostingBilling } from '../posting-port.ts'
import { askByAccount, askByKey, findTheirs, type Joined, nameAsOurs } from './asking.ts'

/**
 * Money of another billing under our accounts. A row of somebody else's account stays somebody else's, so that it is never
 * taken for the one that was asked for.
 */
export function joinPostings(joined: Joined): PostingBilling {
  const { postings } = joined.theirs
  return {
    async postPayment(order, call) {
      const accountId = await findTheirs(joined, order.accountId, call)
      if (accountId === null) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      const verdict = await postings.postPayment({ ...order, accountId }, call)
      if (verdict.kind !== 'posted') return verdict
      return { ...verdict, payment: { ...verdict.payment, accountId: order.accountId } }
    },
    async cancelPayment(order, call) {
      const accountId = await findTheirs(joined, order.accountId, call)
      if (accountId === null || !(await isTheirs(joined, { ...order, accountId }, call))) {
        return { kind: 'refused', reason: 'PAYMENT_NOT_FOUND' }
      }
      return postings.cancelPayment({ ...order, accountId }, call)
    },
    async postDebit(order, call) {
      const accountId = await findTheirs(joined, order.accountId, call)
      if (accountId === null) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      const verdict = await postings.postDebit({ ...order, accountId }, call)
      if (verdict.kind !== 'debited') return verdict
      return { ...verdict, debit: { ...verdict.debit, accountId: order.accountId } }
    },
    async findDebits(references, call) {
      const found = await postings.findDebits(references, call)
      return renamed(joined, found, {
        call,
        idOf: ({ accountId }) => accountId,
        named: (debit, accountId) => ({ ...debit, accountId }),
      })
    },
    async findPostings(keys, call) {
      const found = await askByKey(joined, (theirs) => postings.findPostings(theirs, call), { keys, call })
      return renamed(joined, found, { call, idOf: accountOf, named: withAccount })
    },
    findMarks: (ids, call) => askByAccount(joined, (theirs) => postings.findMarks(theirs, call), { ids, call }),
    async listPostings(key, call) {
      const page = await postings.listPostings(key, call)
      const ours = await nameAsOurs(joined.join.toOurs, page.postings.map(accountOf), call)
      return { ...page, postings: page.postings.map((posting) => withAccount(posting, ours(accountOf(posting)))) }
    },
  }
}

const accountOf = ({ payment }: Posting): AccountId => payment.accountId

const withAccount = (posting: Posting, accountId: AccountId): Posting => ({
  ...posting,
  payment: { ...posting.payment, accountId },
})

interface Naming<V> {
  readonly call: BillingCall
  readonly idOf: (row: V) => AccountId
  readonly named: (row: V, accountId: AccountId) => V
}

async function renamed<K, V>(
  { join }: Joined,
  found: Bulk<K, readonly V[]>,
  { call, idOf, named }: Naming<V>,
): Promise<Bulk<K, readonly V[]>> {
  const rows = [...found.values()].flatMap((list) => (list instanceof BillingError ? [] : list))
  const ours = await nameAsOurs(join.toOurs, rows.map(idOf), call)
  return new Map(
    [...found].map(([key, list]) => [
      key,
      list instanceof BillingError ? list : list.map((row) => named(row, ours(idOf(row)))),
    ]),
  )
}

/**
 * The order may be about a payment of the billing that kept the money before, and ids of two billings say nothing to each
 * other: the payment there must be the very one. `order` names the account as they do.
 */
async function isTheirs({ theirs }: Joined, order: CancelOrder, call: BillingCall): Promise<boolean> {
  const { accountId, paymentId, reference, amount } = order
  const { reconcile } = theirs.capabilities
  const read = { signal: call.signal, turn: 'EARLY' } as const
  const key = { accountId, paymentId }
  const found = await theirs.payments.findPayments([key], read).catch(unsent)
  const payment = found.get(key)
  if (payment instanceof BillingError) return unsent(payment)
  if (payment === undefined || !isSameMoney(payment.amount, amount)) return false
  if (reconcile === 'statement' || reconcile === 'none' || payment.externalId === reference) return true
  const posting = { accountId, reference, since: 0, after: null }
  const rows = (await theirs.postings.findPostings([posting], read).catch(unsent)).get(posting) ?? []
  if (rows instanceof BillingError) return unsent(rows)
  return rows.some((row) => row.payment.id === paymentId)
}

function unsent(error: unknown): never {
  if (!(error instanceof BillingError)) throw error
  const { code, message } = error
  throw new BillingError(code, message, { outcome: 'not_applied', cause: error })
}
