import { accountOf, type Books, type Customer, type Plan, type Subscription } from './books.ts'

/** Whatever the caller wants, a page has no more rows than this. */
const PAGE_ROWS = 50

interface Reply {
  readonly status: number
  readonly body: unknown
}

/** The JSON side: openapi.json tells what it does. */
export function answerRest(
  books: Books,
  path: string,
  { query, body }: { query: URLSearchParams; body: string },
): Reply {
  switch (path) {
    case '/ping':
      return ok({ pong: true })
    case '/customers':
      return ok(
        page(
          customersOf(books, query).map((customer) => writeCustomer(books, customer)),
          query,
        ),
      )
    case '/plans':
      return ok(page(books.plans.map(writePlan), query))
    case '/plans/choices':
      return ok(page(choicesOf(books, query), query))
    case '/subscriptions':
      return ok(
        page(
          subscriptionsOf(books, 'customers', query).map((row) => writeSubscription(books, row)),
          query,
        ),
      )
    case '/persons':
      return ok(
        page(books.persons.filter(({ id }) => listOf(query, 'ids').includes(String(id))).map(writePerson), query),
      )
    case '/login':
      return logIn(books, body)
    default:
      return { status: 404, body: { error: 'no such page' } }
  }
}

function ok(body: unknown): Reply {
  return { status: 200, body }
}

function page(rows: readonly object[], query: URLSearchParams): readonly object[] {
  const skip = Number(query.get('skip') ?? 0)
  return rows.slice(skip, skip + PAGE_ROWS)
}

function listOf(query: URLSearchParams, name: string): readonly string[] {
  return (query.get(name) ?? '').split(',')
}

function customersOf({ customers }: Books, query: URLSearchParams): readonly Customer[] {
  const agreements = listOf(query, 'agreements')
  const ids = listOf(query, 'ids')
  return customers.filter(({ id, agreement }) => ids.includes(String(id)) || agreements.includes(agreement))
}

function subscriptionsOf(
  { subscriptions }: Books,
  by: 'customers' | 'ids',
  query: URLSearchParams,
): readonly Subscription[] {
  const wanted = listOf(query, by)
  return subscriptions.filter(({ id, customer }) => wanted.includes(String(by === 'ids' ? id : customer)))
}

/** Of the same kind, still open, and not the one that there is. */
function choicesOf(books: Books, query: URLSearchParams): readonly object[] {
  return subscriptionsOf(books, 'ids', query).flatMap(({ id, plan }) => {
    const kind = books.plans.find((known) => known.id === plan)?.kind
    const others = books.plans.filter((other) => other.open && other.kind === kind && other.id !== plan)
    return others.map((other) => ({ subscription: id, plan: other.id }))
  })
}

function writeCustomer(books: Books, customer: Customer): object {
  const account = accountOf(books, customer)
  return {
    ...customer,
    charges: undefined,
    ...account,
    to_pay: customer.state === 'debt' ? Math.max(0, -account.balance) : 0,
  }
}

function writePlan({ open, ...plan }: Plan): object {
  return { ...plan, open: open ? 1 : 0 }
}

function writeSubscription({ plans }: Books, subscription: Subscription): object {
  return { ...subscription, kind: plans.find(({ id }) => id === subscription.plan)?.kind }
}

function writePerson({ id, name, customers }: Books['persons'][number]): object {
  return { id, name, customers }
}

function logIn({ persons }: Books, body: string): Reply {
  const { login, password }: { login?: unknown; password?: unknown } = Object(JSON.parse(body))
  const found = persons.find((person) => person.login === login && person.password === password)
  return found === undefined ? { status: 403, body: { error: 'bad login or password' } } : ok(writePerson(found))
}
