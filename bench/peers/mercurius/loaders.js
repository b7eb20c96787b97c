import { bounds, compareServices, createKept, page, TICKET_STATUS_CODE } from '../shared/billing.js'
import { settings } from '../shared/settings.js'
import { findAgreementId } from './accounts.js'
import { callSoap, listRows, tags } from './billing.js'

const tariffs = createKept(settings.tariffTtlMs)

// The loaders' own cache would print each object to make a key of it, and no key comes twice here.
const opts = { cache: false }

export const loaders = {
  Account: {
    services: { loader: loadServices, opts },
    payments: { loader: (queries) => Promise.all(queries.map(listPayments)), opts },
    tickets: { loader: (queries) => Promise.all(queries.map(listTickets)), opts },
    statement: { loader: (queries) => Promise.all(queries.map(readStatement)), opts },
  },
  Service: {
    tariff: { loader: loadTariffs, opts },
  },
}

async function loadServices(queries) {
  const ids = queries.map(({ obj }) => obj.id)
  const rows = await listRows('/services', 'account_ids', ids)
  const byAccount = Map.groupBy(rows, (row) => String(row.account_id))
  return ids.map((id) => (byAccount.get(id) ?? []).toSorted(compareServices))
}

async function loadTariffs(queries) {
  const wanted = new Set(queries.map(({ obj }) => obj.tariff_id))
  const missing = [...wanted].filter((id) => tariffs.get(id) === undefined)
  if (missing.length > 0) for (const row of await listRows('/tariffs', 'ids', missing)) tariffs.set(row.id, row)
  return queries.map(({ obj }) => tariffs.get(obj.tariff_id) ?? null)
}

async function listPayments({ obj: account, params: { first } }) {
  const agreementId = await findAgreementId(account)
  const filter = tags('agrmid', [agreementId]) + tags('pgsize', [first + 1])
  const rows = await callSoap('GetPayments', `<flt>${filter}</flt>`)
  const nodes = rows.map((row) => ({ ...row, accountId: account.id, key: row.recordid }))
  return page(nodes, first, `payments:${account.id}`)
}

async function listTickets({ obj: account, params: { first, status } }) {
  const agreementId = await findAgreementId(account)
  const codes = (status ?? []).map((word) => TICKET_STATUS_CODE[word])
  const filter = tags('agrmid', [agreementId]) + tags('status', codes) + tags('pgsize', [first + 1])
  const rows = await callSoap('GetTickets', `<flt>${filter}</flt>`)
  const nodes = rows.map((row) => ({ ...row, accountId: account.id, key: row.ticketid }))
  return page(nodes, first, `tickets:${account.id}`)
}

async function readStatement({ obj: account, params: { period } }) {
  const { dtfrom, dtto } = bounds(period)
  const agreementId = await findAgreementId(account)
  const content = tags('agrmid', [agreementId]) + tags('dtfrom', [dtfrom]) + tags('dtto', [dtto])
  const [statement] = await callSoap('GetStatement', content)
  return statement
}
