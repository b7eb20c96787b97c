import type { Account, AccountId } from '../../domain/account.ts'
import type { Tariff } from '../../domain/tariff.ts'
import { BillingError } from '../error.ts'
import type { BillingSystem } from '../port.ts'
import type { PostingBilling } from '../posting-port.ts'
import type { Check } from './bulk.ts'
import { override, type Tell } from './guard.ts'
import { type Finding, judgeAccount, judgeOnce, judgeOwnRows, judgePage, judgePosted, judgeSafely } from './judges.ts'

/** Accounts that the billing has shown, so that it must know them elsewhere as well. Forgotten all at once when too many. */
const MAX_KNOWN_ACCOUNTS = 10_000

type Read = 'accounts' | 'profiles' | 'agreements' | 'services' | 'tariffs' | 'payments' | 'charges'

export function checkReads(billing: BillingSystem, check: Check): Pick<BillingSystem, Read> {
  const known = new Set<AccountId>()
  const knows = (id: AccountId) => (known.has(id) ? 'an account that accounts.findAccounts knows' : null)
  const show = (id: AccountId) => {
    if (known.size >= MAX_KNOWN_ACCOUNTS) known.clear()
    known.add(id)
  }
  const { accounts, profiles, agreements, services, tariffs, payments, charges } = billing
  return {
    accounts: override(accounts, {
      async findAccounts(ids, call) {
        const answer = accounts.findAccounts(ids, call)
        const found = await check('accounts.findAccounts', ids, { answer, judge: judgeById })
        for (const [id, account] of found) if (!(account instanceof BillingError)) show(id)
        return found
      },
      findAccountsByNumber(numbers, call) {
        const answer = accounts.findAccountsByNumber(numbers, call)
        return check('accounts.findAccountsByNumber', numbers, { answer, judge: judgeByNumber })
      },
    }),
    profiles: override(profiles, {
      findProfiles: (ids, call) =>
        check('profiles.findProfiles', ids, { answer: profiles.findProfiles(ids, call), judge: judgeOwner }),
    }),
    agreements: override(agreements, {
      findAgreements: (ids, call) =>
        check('agreements.findAgreements', ids, { answer: agreements.findAgreements(ids, call), judge: judgeOwner }),
    }),
    services: override(services, {
      listServices: (ids, call) =>
        check('services.listServices', ids, {
          answer: services.listServices(ids, call),
          judge: (id, list) => judgeOwnRows(list, id),
          mustHave: knows,
        }),
    }),
    tariffs: override(tariffs, {
      findTariffs: (ids, call) =>
        check('tariffs.findTariffs', ids, {
          answer: tariffs.findTariffs(ids, call),
          judge: (id, tariff) => (tariff.id === id ? null : otherRow('tariff', tariff.id)),
        }),
      listTariffs: (ids, call) =>
        check('tariffs.listTariffs', ids, { answer: tariffs.listTariffs(ids, call), judge: judgePublic }),
    }),
    payments: override(payments, {
      listPayments: (keys, call) =>
        check('payments.listPayments', keys, {
          answer: payments.listPayments(keys, call),
          judge: (key, page) => judgeOwnRows(page.payments, key.accountId) ?? judgePage(page.payments, key),
          // A cursor that cannot be one has no page.
          mustHave: ({ accountId, before }) => (before === null ? knows(accountId) : null),
        }),
      findPayments: (keys, call) =>
        check('payments.findPayments', keys, {
          answer: payments.findPayments(keys, call),
          judge: ({ accountId, paymentId }, payment) =>
            payment.id === paymentId ? judgeOwnRows([payment], accountId) : otherRow('payment', payment.id),
        }),
    }),
    charges: override(charges, {
      listCharges: (keys, call) =>
        check('charges.listCharges', keys, {
          answer: charges.listCharges(keys, call),
          judge: (key, page) => judgeOwnRows(page.charges, key.accountId) ?? judgePage(page.charges, key),
        }),
    }),
  }
}

export function checkPostings(
  { postings, capabilities }: Pick<BillingSystem, 'postings' | 'capabilities'>,
  { check, tell }: { check: Check; tell: Tell },
): PostingBilling {
  // That nothing carries a reference lets it be sent: it has to be said, and silence is not saying it.
  const isListed = capabilities.reconcile === 'exact' ? 'whose list may be empty, and must be there' : null
  return override(postings, {
    async postPayment(order, call) {
      const verdict = await postings.postPayment(order, call)
      const finding = judgeSafely(() => judgePosted(verdict, order), verdict)
      if (finding !== null) throw tell('postings.postPayment', { ...finding, what: `answered ${finding.what}` })
      return verdict
    },
    findPostings: (keys, call) =>
      check('postings.findPostings', keys, {
        answer: postings.findPostings(keys, call),
        judge: (_key, list) => judgeOnce(list.map(({ payment }) => payment.id)),
        mustHave: () => isListed,
      }),
  })
}

function judgeOwner(id: AccountId, { accountId }: { readonly accountId: AccountId }): Finding | null {
  return accountId === id ? null : otherRow('one of account', accountId)
}

/** What was made for one account is for nobody else's eyes. */
function judgePublic(_regionId: string, list: readonly Tariff[]): Finding | null {
  const own = list.find(({ ownerAccountId }) => ownerAccountId !== null)
  if (own === undefined) return judgeOnce(list.map(({ id }) => id))
  return { rule: 'OWN_ROWS', what: `tariff ${own.id} is among those for everybody, and was made for one account` }
}

function otherRow(kind: string, key: string): Finding {
  return { rule: 'OWN_ROWS', what: `its value is the ${kind} ${key}` }
}

function judgeById(id: AccountId, account: Account): Finding | null {
  return account.id === id ? judgeAccount(account) : otherRow('account', account.id)
}

function judgeByNumber(number: string, account: Account): Finding | null {
  return account.number === number ? judgeAccount(account) : otherRow('account of number', account.number)
}
