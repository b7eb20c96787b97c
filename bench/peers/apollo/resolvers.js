import * as billing from '../shared/billing.js'

const { instant, money, page, writeId } = billing

export const resolvers = {
  Query: {
    account: (_parent, { id }) => ({ globalId: id, id: billing.readAccountId(id) }),
    accounts: async (_parent, { numbers }, { loaders }) => {
      const rows = await loaders.accountsByNumber.loadMany(numbers)
      return rows.map((row) => row && { globalId: billing.writeAccountId(row), id: String(row.id) })
    },
  },
  Account: {
    id: ({ globalId }) => globalId,
    number: async ({ id }, _args, { loaders }) => (await loaders.accounts.load(id)).number,
    status: async ({ id }, _args, { loaders }) => {
      const { state } = await loaders.accounts.load(id)
      return billing.ACCOUNT_STATUS[state] ?? 'UNKNOWN'
    },
    balance: ({ id }, _args, { loaders }) => loaders.accounts.load(id),
    services: ({ id }, _args, { loaders }) => loaders.services.load(id),
    payments: async ({ id }, { first }, { loaders }) => {
      const rows = await loaders.listPayments(id, first)
      const nodes = rows.map((row) => ({ ...row, accountId: id, key: row.recordid }))
      return page(nodes, first, `payments:${id}`)
    },
    tickets: async ({ id }, args, { loaders }) => {
      const rows = await loaders.listTickets(id, args)
      const nodes = rows.map((row) => ({ ...row, accountId: id, key: row.ticketid }))
      return page(nodes, args.first, `tickets:${id}`)
    },
    statement: ({ id }, { period }, { loaders }) => loaders.readStatement(id, period),
  },
  Balance: {
    amount: ({ balance }) => money(balance),
    creditLimit: ({ credit }) => money(credit),
  },
  Service: {
    id: (row) => writeId('Service', row.account_id, row.id),
    kind: ({ kind }) => billing.TARIFF_KIND[kind] ?? 'UNKNOWN',
    status: ({ state }) => billing.SERVICE_STATUS[state] ?? 'UNKNOWN',
    tariff: (row, _args, { loaders }) => loaders.tariffs.load(row.tariff_id),
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
    number: ({ ticketid }) => String(ticketid),
    category: ({ classid }) => billing.TICKET_CATEGORY[classid] ?? 'UNKNOWN',
    status: ({ status }) => billing.TICKET_STATUS[status] ?? 'UNKNOWN',
    updatedAt: ({ updated }) => instant(updated),
  },
  Statement: {
    opening: ({ opening }) => money(opening),
    credited: ({ credits }) => money(credits),
    debited: ({ debits }) => money(debits),
    closing: ({ closing }) => money(closing),
    entries: ({ entries }, { first }) => ({ nodes: entries.slice(0, first), totalCount: entries.length }),
  },
  StatementEntry: {
    kind: ({ kind }) => billing.STATEMENT_KIND[kind],
    amount: ({ amount }) => money(amount),
    at: ({ date }) => instant(date),
    description: ({ descr }) => descr,
  },
}
