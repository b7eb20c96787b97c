import DataLoader from 'dataloader'
import { bounds, compareServices, createKept, TICKET_STATUS_CODE } from '../shared/billing.js'
import { settings } from '../shared/settings.js'
import { listRows } from './rest.js'

/** The SOAP side knows accounts by other numbers, which never change; the REST row names both. */
const agreementIds = new Map()
const tariffs = createKept(settings.tariffTtlMs)

/** New loaders for each request. */
export function createLoaders(soap) {
  const accounts = new DataLoader(async (ids) => {
    const rows = new Map((await listRows('/accounts', 'ids', ids)).map((row) => [String(row.id), row]))
    for (const [id, row] of rows) agreementIds.set(id, row.agrm_id)
    return ids.map((id) => rows.get(id) ?? null)
  })

  const accountsByNumber = new DataLoader(async (numbers) => {
    const rows = new Map((await listRows('/accounts', 'numbers', numbers)).map((row) => [row.number, row]))
    for (const row of rows.values()) {
      agreementIds.set(String(row.id), row.agrm_id)
      accounts.prime(String(row.id), row)
    }
    return numbers.map((number) => rows.get(number) ?? null)
  })

  const services = new DataLoader(async (accountIds) => {
    const rows = await listRows('/services', 'account_ids', accountIds)
    const byAccount = Map.groupBy(rows, (row) => String(row.account_id))
    return accountIds.map((id) => (byAccount.get(id) ?? []).toSorted(compareServices))
  })

  const tariffLoader = new DataLoader(async (ids) => {
    const missing = ids.filter((id) => tariffs.get(id) === undefined)
    if (missing.length > 0) for (const row of await listRows('/tariffs', 'ids', missing)) tariffs.set(row.id, row)
    return ids.map((id) => tariffs.get(id) ?? null)
  })

  const findAgreementId = async (accountId) =>
    agreementIds.get(accountId) ?? (await accounts.load(accountId))?.agrm_id ?? null

  /** Rows of many agreements in one call, as far as they are asked for in the same way. */
  const createRowLoader = (operation) =>
    new DataLoader(
      async (keys) => {
        const groups = Map.groupBy(keys, ({ filter }) => JSON.stringify(filter))
        const rows = new Map()
        for (const group of groups.values()) {
          const flt = { agrmid: group.map(({ agreementId }) => agreementId), ...group[0].filter }
          const answer = await soap(operation, { flt })
          const byAgreement = Map.groupBy([answer?.ret ?? []].flat(), ({ agrmid }) => agrmid)
          for (const key of group) rows.set(key, byAgreement.get(key.agreementId) ?? [])
        }
        return keys.map((key) => rows.get(key))
      },
      { cacheKeyFn: ({ agreementId, filter }) => `${agreementId} ${JSON.stringify(filter)}` },
    )
  const payments = createRowLoader('GetPayments')
  const tickets = createRowLoader('GetTickets')

  return {
    accounts,
    accountsByNumber,
    services,
    tariffs: tariffLoader,
    async listPayments(accountId, first) {
      return payments.load({ agreementId: await findAgreementId(accountId), filter: { pgsize: first + 1 } })
    },
    async listTickets(accountId, { status, first }) {
      const statuses = status?.map((word) => TICKET_STATUS_CODE[word])
      const filter = { ...(statuses ? { status: statuses } : {}), pgsize: first + 1 }
      return tickets.load({ agreementId: await findAgreementId(accountId), filter })
    },
    async readStatement(accountId, period) {
      const { ret } = await soap('GetStatement', { agrmid: await findAgreementId(accountId), ...bounds(period) })
      return { ...ret, entries: [ret.entry ?? []].flat() }
    },
  }
}
