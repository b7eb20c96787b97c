import { accountOf, type Books, book } from './books.ts'

/**
 * What somebody at the desk sees and does, past everybody who calls: for demonstrations, and for whoever proves an adapter by
 * the billing's own word. Null for what the desk does not know.
 */
export function answerDesk(
  books: Books,
  path: string,
  { query, now }: { query: URLSearchParams; now: number },
): unknown {
  const text = (name: string) => query.get(name) ?? ''
  const customer = books.customers.find(({ id }) => String(id) === text('customer'))
  switch (path) {
    case '/desk/journal':
      return books.payments
    case '/desk/customers':
      return books.customers.map((row) => ({ ...row, ...accountOf(books, row) }))
    case '/desk/subscriptions':
      return books.subscriptions
    case '/desk/plans':
      return books.plans
    case '/desk/open':
      return openCustomer(books)
    case '/desk/close':
      if (customer !== undefined) customer.state = 'closed'
      return { closed: customer?.id ?? 0 }
    case '/desk/charge':
      customer?.charges.push(Number(text('sum')))
      return { charged: customer?.id ?? 0 }
    case '/desk/pay': {
      const order = { customer: customer?.id ?? 0, sum: Number(text('sum')), kind: 1, docno: text('docno') }
      return book(books, { ...order, paidAt: now, clerk: 'kassa' }, now)
    }
    default:
      return null
  }
}

/** A new customer with a login, who has paid nothing yet. */
function openCustomer({ customers, persons }: Books): object {
  const id = 1000 + customers.length
  const agreement = `0${id}`
  const title = 'Новосёлов Пётр'
  const login = { login: agreement, password: 'first-day' }
  const blank = { phone: '', email: '', address: '', inn: '', kpp: '' }
  customers.push({ ...blank, id, agreement, type: 'person', title, state: 'on', limit: 0, charges: [] })
  persons.push({ ...login, id: 5000 + id, name: title, customers: [id] })
  return { id, agreement, ...login }
}
