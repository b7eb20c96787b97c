import { connectBilling, startTestSandbox } from '../support/sandbox.ts'
import { describeBillingContract } from './billing-contract.ts'
import type { ContractSubject, TrueAccount } from './subject.ts'

describeBillingContract('reference, over HTTP', startReference)

const DEMO = 'demo'

async function startReference(): Promise<ContractSubject> {
  const sandbox = await startTestSandbox({ accounts: 130 })
  const { books } = sandbox
  const billing = connectBilling(sandbox)
  const describe = (row: ReturnType<typeof books.listAccounts>[number]): TrueAccount => ({
    id: String(row.restId),
    number: row.number,
    kind: row.type === 'P' ? 'PERSON' : 'ORGANIZATION',
    balance: decimalText(row.paidTotal - row.chargedTotal),
    credited: decimalText(row.paidTotal),
    spent: decimalText(row.chargedTotal),
    creditLimit: decimalText(row.creditLimit),
  })
  return {
    billing,
    accounts: books.listAccounts({ limit: 130, offset: 0 }).map(describe),
    payments(accountId) {
      const [account] = books.findAccounts([Number(accountId)])
      if (account === undefined) return []
      const rows = books.listPayments({ soapIds: [account.soapId], limit: 10_000 })
      return rows
        .toSorted((one, other) => other.recordId - one.recordId)
        .map(({ recordId, amount, receipt, paidAt }) => ({
          id: String(recordId),
          amount: decimalText(amount),
          externalId: receipt,
          paidAt: Math.floor(paidAt / 1000) * 1000,
        }))
    },
    findAccount: (number) => {
      const row = books.findAccountByNumber(number)
      return row === null ? Promise.reject(new Error('no such account')) : Promise.resolve(describe(row))
    },
    createAccount: async (account) => void (await sandbox.createAccount({ type: 'P', ...account })),
    terminateAccount: (number) => sandbox.terminateAccount(number),
    postPayment: (number, amount) => sandbox.postPayment({ number, amount }),
    logins: {
      person: { login: '100001', password: DEMO, numbers: ['100001'] },
      twoAgreements: { login: '100002', password: DEMO, numbers: ['100002', '100003'] },
      organization: { login: '200001', password: DEMO, numbers: ['200001'] },
      operator: { login: 'operator', password: DEMO, numbers: [] },
    },
    async close() {
      await billing.close()
      await sandbox.close()
    },
  }
}

/** Not the product's own formatting: a mistake must not agree with itself. */
function decimalText(kopecks: bigint): string {
  const sign = kopecks < 0n ? '-' : ''
  const digits = String(kopecks).replace('-', '').padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
