import type { Account, AccountId } from '../../domain/account.ts'
import { BillingError } from '../error.ts'
import type { AccountBilling, BillingCall, Bulk, ChargeBilling, PaymentBilling, StatementBilling } from '../port.ts'
import type { PromisedPaymentBilling } from '../promised-payment-port.ts'
import { askByAccount, askByKey, findTheirs, type Joined } from './asking.ts'

// What moves money with postings, and what is seen of it.

export function joinPayments(joined: Joined): PaymentBilling {
  const { payments } = joined.theirs
  return {
    listPayments: (keys, call) =>
      askByKey(joined, (theirs) => payments.listPayments(theirs, call), {
        keys,
        call,
        ours: (page, accountId) => ({ ...page, payments: page.payments.map((payment) => ({ ...payment, accountId })) }),
      }),
    findPayments: (keys, call) =>
      askByKey(joined, (theirs) => payments.findPayments(theirs, call), {
        keys,
        call,
        ours: (payment, accountId) => ({ ...payment, accountId }),
      }),
  }
}

/** Services may be another billing's, and a charge names one by an id that means nothing there. */
export function joinCharges(joined: Joined, { knowsServices }: { readonly knowsServices: boolean }): ChargeBilling {
  const { charges } = joined.theirs
  const unserved = knowsServices ? {} : { serviceId: null }
  return {
    listCharges: (keys, call) =>
      askByKey(joined, (theirs) => charges.listCharges(theirs, call), {
        keys,
        call,
        ours: (page, accountId) => ({
          ...page,
          charges: page.charges.map((charge) => ({ ...charge, accountId, ...unserved })),
        }),
      }),
    findCharges: (keys, call) =>
      askByKey(joined, (theirs) => charges.findCharges(theirs, call), {
        keys,
        call,
        ours: (charge, accountId) => ({ ...charge, accountId, ...unserved }),
      }),
  }
}

export function joinStatements(joined: Joined): StatementBilling {
  const { statements } = joined.theirs
  return {
    readStatements: (keys, call) =>
      askByKey(joined, (theirs) => statements.readStatements(theirs, call), {
        keys,
        call,
        ours: (statement, accountId) => ({ ...statement, accountId }),
      }),
  }
}

export function joinPromisedPayments(joined: Joined): PromisedPaymentBilling {
  const { promisedPayments } = joined.theirs
  return {
    findPromiseOffers: (ids, call) =>
      askByAccount(joined, (theirs) => promisedPayments.findPromiseOffers(theirs, call), { ids, call }),
    listPromises: (ids, call) =>
      askByAccount(joined, (theirs) => promisedPayments.listPromises(theirs, call), {
        ids,
        call,
        ours: (promises, accountId) =>
          promises.map((found) => ({ ...found, promise: { ...found.promise, accountId } })),
      }),
    async takePromise(order, call) {
      const accountId = await findTheirs(joined, order.accountId, call)
      if (accountId === null) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      const verdict = await promisedPayments.takePromise({ ...order, accountId }, call)
      if (verdict.kind !== 'taken') return verdict
      return { ...verdict, promise: { ...verdict.promise, accountId: order.accountId } }
    },
  }
}

/**
 * Accounts stay where they were, and what is on them is told by whoever keeps the money: a balance that does not move when
 * somebody pays would be a lie. One that cannot be told there is the account's error.
 */
export function joinBalances(accounts: AccountBilling, joined: Joined): AccountBilling {
  const withBalances = async <K>(found: Bulk<K, Account>, call: BillingCall): Promise<Bulk<K, Account>> => {
    const ids = [...found.values()].flatMap((account) => (account instanceof BillingError ? [] : account.id))
    const balances = await askByAccount(joined, (theirs) => joined.theirs.accounts.findAccounts(theirs, call), {
      ids,
      call,
    })
    return new Map([...found].map(([key, account]) => [key, balanced(account, balances)]))
  }
  return {
    findAccounts: async (ids, call) => withBalances(await accounts.findAccounts(ids, call), call),
    findAccountsByNumber: async (numbers, call) =>
      withBalances(await accounts.findAccountsByNumber(numbers, call), call),
  }
}

function balanced(account: Account | BillingError, balances: Bulk<AccountId, Account>): Account | BillingError {
  if (account instanceof BillingError) return account
  const theirs = balances.get(account.id)
  if (theirs instanceof BillingError) return theirs
  if (theirs === undefined) {
    return new BillingError('BILLING_MALFORMED_ANSWER', 'The billing that keeps the money lacks an account.', {
      outcome: 'not_applied',
    })
  }
  return { ...account, balance: theirs.balance, amountToRestore: theirs.amountToRestore }
}
