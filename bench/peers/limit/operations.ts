import { ACCOUNT_STATUS, findAgreementId, listAccounts, listServices, rubles, writeId } from './accounts.ts'
import { type Cursor, instant, money, next, rows, unescape } from './decode.ts'
import { callSoap, required } from './wire.ts'

/** The variables of all four documents. */
export interface Variables {
  readonly account: string
  readonly numbers: readonly string[]
  readonly period: { readonly from: string; readonly to: string }
}

export const OPERATIONS: Readonly<Record<string, (variables: Variables) => Promise<object>>> = {
  Tiny: readTiny,
  Cabinet: readCabinet,
  List: readList,
  Statement: readStatement,
}

const TARIFF_TTL_MS = Number(required('TARIFF_TTL_MS'))
const PAYMENT_STATUS: Readonly<Record<string, string>> = { 1: 'DONE', 2: 'CANCELED' }
const TICKET_STATUS: Readonly<Record<string, string>> = { 1: 'OPEN', 2: 'IN_PROGRESS', 3: 'WAITING', 9: 'CLOSED' }
const TICKET_CATEGORY: Readonly<Record<string, string>> = {
  1: 'FAULT',
  2: 'CHANGE_REQUEST',
  3: 'CONSULTATION',
  4: 'VISIT',
  5: 'CONNECTION',
}
const PAYMENT_METHOD: Readonly<Record<string, string>> = {
  1: 'CASH',
  2: 'BANK_CARD',
  3: 'TERMINAL',
  4: 'BANK_TRANSFER',
  5: 'MOBILE',
  6: 'E_WALLET',
  7: 'SBP',
}
const PAGE_ROWS = 10
const DAY_MS = 86_400_000

async function readTiny({ account: id }: Variables) {
  const [row] = await listAccounts('ids', [readAccountId(id)])
  return { account: row && { id, number: row.number, balance: { amount: rubles(row.balance) } } }
}

async function readCabinet({ account: id }: Variables) {
  const accountId = readAccountId(id)
  const [[row], services, payments, tickets] = await Promise.all([
    listAccounts('ids', [accountId]),
    listServices([accountId], TARIFF_TTL_MS),
    listPayments(accountId),
    listTickets(accountId),
  ])
  if (row === undefined) return { account: null }
  const { number, state, balance, credit } = row
  return {
    account: {
      id,
      number,
      status: ACCOUNT_STATUS[state],
      balance: { amount: rubles(balance), creditLimit: rubles(credit) },
      services: services.get(row.id) ?? [],
      payments,
      tickets,
    },
  }
}

async function readList({ numbers }: Variables) {
  const accounts = await listAccounts('numbers', numbers)
  const accountIds = accounts.map(({ id }) => String(id))
  const services = await listServices(accountIds, TARIFF_TTL_MS, true)
  const byNumber = new Map(accounts.map((row) => [row.number, row]))
  return {
    accounts: numbers.map((asked) => {
      const row = byNumber.get(asked)
      if (row === undefined) return null
      const { id, type, number, state, balance } = row
      return {
        id: writeId(`${type === 'O' ? 'OrganizationAccount' : 'PersonAccount'}:${id}`),
        number,
        status: ACCOUNT_STATUS[state],
        balance: { amount: rubles(balance) },
        services: services.get(id) ?? [],
      }
    }),
  }
}

async function readStatement({ account: id, period: { from, to } }: Variables) {
  const agreementId = await findAgreementId(readAccountId(id))
  const end = new Date(Date.parse(to) + DAY_MS).toISOString().slice(0, 10)
  const content = `<agrmid>${agreementId}</agrmid><dtfrom>${from} 00:00:00</dtfrom><dtto>${end} 00:00:00</dtto>`
  const cursor: Cursor = { xml: await callSoap('GetStatement', content), at: 0 }
  const opening = money(next(cursor, 'opening'))
  const credited = money(next(cursor, 'credits'))
  const debited = money(next(cursor, 'debits'))
  const closing = money(next(cursor, 'closing'))
  const nodes = rows(cursor, 'entry', readEntry)
  const entries = { totalCount: nodes.length, nodes: nodes.length > 500 ? nodes.slice(0, 500) : nodes }
  return { account: { id, statement: { opening, credited, debited, closing, entries } } }
}

function readEntry(cursor: Cursor) {
  const kind = next(cursor, 'kind') === '1' ? 'PAYMENT' : 'CHARGE'
  const amount = money(next(cursor, 'amount'))
  const at = instant(next(cursor, 'date'))
  return { kind, amount, at, description: unescape(next(cursor, 'descr')) }
}

async function listPayments(accountId: string) {
  const agreementId = await findAgreementId(accountId)
  const filter = `<flt><agrmid>${agreementId}</agrmid><pgsize>${PAGE_ROWS + 1}</pgsize></flt>`
  const cursor: Cursor = { xml: await callSoap('GetPayments', filter), at: 0 }
  const found = rows(cursor, 'ret', () => {
    const id = next(cursor, 'recordid')
    const status = PAYMENT_STATUS[next(cursor, 'status')]
    const amount = money(next(cursor, 'amount'))
    const method = PAYMENT_METHOD[next(cursor, 'classid')]
    const paidAt = instant(next(cursor, 'paydate'))
    return { id: writeId(`Payment:${accountId}:${id}`), amount, status, method, paidAt }
  })
  return toPage(found, 'payments')
}

async function listTickets(accountId: string) {
  const agreementId = await findAgreementId(accountId)
  const open = '<status>1</status><status>2</status><status>3</status>'
  const filter = `<flt><agrmid>${agreementId}</agrmid>${open}<pgsize>${PAGE_ROWS + 1}</pgsize></flt>`
  const cursor: Cursor = { xml: await callSoap('GetTickets', filter), at: 0 }
  const found = rows(cursor, 'ret', () => {
    const number = next(cursor, 'ticketid')
    const category = TICKET_CATEGORY[next(cursor, 'classid')]
    const status = TICKET_STATUS[next(cursor, 'status')]
    const subject = unescape(next(cursor, 'subject'))
    const updatedAt = instant(next(cursor, 'updated'))
    return { id: writeId(`Ticket:${accountId}:${number}`), number, subject, category, status, updatedAt }
  })
  return toPage(found, 'tickets')
}

function toPage<T extends { readonly id: string }>(found: readonly T[], list: string) {
  const nodes = found.slice(0, PAGE_ROWS)
  const last = nodes.at(-1)
  const endCursor = last === undefined ? null : writeId(`${list}:${last.id}`)
  return { nodes, pageInfo: { hasNextPage: found.length > PAGE_ROWS, endCursor } }
}

function readAccountId(id: string): string {
  const text = Buffer.from(id, 'base64url').toString()
  return text.slice(text.indexOf(':') + 1)
}
