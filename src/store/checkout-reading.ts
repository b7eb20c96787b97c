import { sql } from 'kysely'
import { readCheckout } from './checkout-row.ts'
import type { CheckoutStore } from './checkout-types.ts'
import type { Database, Queries } from './database.ts'

export function createCheckoutReads(
  database: Database,
): Pick<CheckoutStore, 'find' | 'findByKey' | 'isPaymentTaken' | 'listOfAccount' | 'listAttention' | 'count'> {
  return {
    find: async (id, call) => {
      const row = await database.run((queries) => select(queries).where('id', '=', id).executeTakeFirst(), call)
      return row ? readCheckout(row) : null
    },
    findByKey: async ({ principal, idempotencyKey }, call) => {
      const row = await database.run(
        (queries) =>
          select(queries)
            .where('principal', '=', principal)
            .where('idempotency_key', '=', idempotencyKey)
            .executeTakeFirst(),
        call,
      )
      return row ? readCheckout(row) : null
    },
    isPaymentTaken: async ({ accountId, paymentId, except }, call) => {
      const row = await database.run(
        (queries) =>
          queries
            .selectFrom('checkouts')
            .select('id')
            .where('account_id', '=', accountId)
            .where('payment_id', '=', paymentId)
            .where('id', '!=', except)
            .executeTakeFirst(),
        call,
      )
      return row !== undefined
    },
    listOfAccount: async ({ accountId, before, limit }, call) => {
      const rows = await database.run((queries) => {
        const all = select(queries).where('account_id', '=', accountId)
        const page =
          before === null ? all : all.where(sql<boolean>`(created_at, id) < (${before.createdAt}, ${before.id})`)
        return page.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
      }, call)
      return rows.map(readCheckout)
    },
    listAttention: async ({ afterId, limit }, call) => {
      const rows = await database.run((queries) => {
        const all = select(queries).where('attention', 'is not', null)
        return (afterId === null ? all : all.where('id', '>', afterId)).orderBy('id').limit(limit).execute()
      }, call)
      return rows.map(readCheckout)
    },
    count: async () => {
      const rows = await database.run((queries) => selectCounts(queries).execute())
      return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
    },
  }
}

function select(queries: Queries) {
  return queries.selectFrom('checkouts').selectAll()
}

/** What is underway is due and so in an index; what needs a person is in another. */
function selectCounts(queries: Queries) {
  const waiting = queries
    .selectFrom('checkouts')
    .select(({ fn }) => ['state as name', fn.countAll<number>().as('count')])
    .where('due_at', 'is not', null)
    .groupBy('state')
  const attention = queries
    .selectFrom('checkouts')
    .select(({ fn }) => [sql<string>`'attention'`.as('name'), fn.countAll<number>().as('count')])
    .where('attention', 'is not', null)
  return waiting.unionAll(attention)
}
