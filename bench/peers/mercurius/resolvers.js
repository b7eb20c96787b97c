import * as billing from '../shared/billing.js'
import { createAccount, knownAccount } from './accounts.js'
import { listRows } from './billing.js'

const { instant, money, writeId } = billing

export const resolvers = {
  Query: {
    account: (_parent, { id }) => createAccount(id, billing.readAccountId(id)),
    accounts: async (_parent, { numbers }) => {
      const rows = await listRows('/accounts', 'numbers', numbers)
      const byNumber = new Map(rows.map((row) => [row.number, row]))
      return numbers.map((number) => {
        const row = byNumber.get(number)
        return row === undefined ? null : knownAccount(billing.writeAccountId(row), row)
      })
    },
  },
  Account: {
    id: ({ globalId }) => globalId,
    number: async (account) => (await account.row()).number,
    status: async (account) => billing.ACCOUNT_STATUS[(await account.row()).state] ?? 'UNKNOWN',
    balance: (account) => account.row(),
  },
  Balance: {
    amount: ({ balance }) => money(balance),
    creditLimit: ({ credit }) => money(credit),
  },
  Service: {
    id: (row) => writeId('Service', row.account_id, row.id),
    kind: ({ kind }) => billing.TARIFF_KIND[kind] ?? 'UNKNOWN',
    status: ({ state }) => billing.SERVICE_STATUS[state] ?? 'UNKNOWN',
  },
  Tariff: {
    id: ({ id }) => writeId('Tariff', id),
    kind: ({ kind }) => billing.TARIFF_KIND[kind] ?? 'UNKNOWN',
    monthlyFee: ({ fee }) => money(fee),
    speedMbps: ({ speed }) => (speed === 0 ? null : speed),
  },
  Payment: {
    id: ({ accountId, recordid }) => writeId('Payment', accountId, recordid),
    amount: ({ amount }) => money(amount),
    status: ({ status }) => billing.PAYMENT_STATUS[status] ?? 'UNKNOWN',
    method: ({ classid }) => billing.PAYMENT_METHOD[classid] ?? 'UNKNOWN',
    paidAt: ({ paydate }) => instant(paydate),
  },
  Ticket: {
    id: ({ accountId, ticketid }) => writeId('Ticket', accountId, ticketid),
    number: ({ ticketid }) => ticketid,
    category: ({ classid }) => billing.TICKET_CATEGORY[classid] ?? 'UNKNOWN',
    status: ({ status }) => billing.TICKET_STATUS[status] ?? 'UNKNOWN',
    updatedAt: ({ updated }) => instant(updated),
  },
  Statement: {
    opening: ({ opening }) => money(opening),
    credited: ({ credits }) => money(credits),
    debited: ({ debits }) => money(debits),
    closing: ({ closing }) => money(closing),
    entries: ({ entry = [] }, { first }) => ({ nodes: entry.slice(0, first), totalCount: entry.length }),
  },
  StatementEntry: {
    kind: ({ kind }) => billing.STATEMENT_KIND[kind],
    amount: ({ amount }) => money(amount),
    at: ({ date }) => instant(date),
    description: ({ descr }) => descr,
  },
}
