import type { BillingCall, BillingSystem, Bulk } from '../billing/port.ts'
import type { Account, AccountId } from '../domain/account.ts'
import { type Count, type Ground, type Probe, type SliceName, valueOf, valuesOf } from './probe.ts'

const PAGE = { first: 100, before: null } as const
/** Enough to see that they can be read. */
const FEW = 5
const LEDGER_PERIOD_MS = 7 * 86_400_000
/** A house that is nowhere: that it is not covered is an answer. */
const NOWHERE = { city: 'Nowhere', street: 'Nowhere Street', house: '1' } as const

type OfAccount = (account: Account, ground: Ground, call: BillingCall) => Promise<Count>
type ReadById<V> = (billing: BillingSystem, ids: readonly AccountId[], call: BillingCall) => Promise<Bulk<AccountId, V>>

/** Everything that is read, in an order in which each finds what it needs. */
export const PROBES: readonly Probe[] = [
  general('regions', null, async (ground, call) => {
    const regions = await ground.billing.regions.listRegions(call)
    const { account } = ground
    const own = account?.regionId ?? null
    ground.regionIds = [...new Set([...(own === null ? [] : [own]), ...regions.keys()])].slice(0, FEW)
    return regions.size
  }),
  general('ledger', 'payments', async ({ billing, now }, call) => {
    const key = { from: now - LEDGER_PERIOD_MS, to: now + 86_400_000, after: null, first: 100 }
    return (await billing.postings.listPostings(key, call)).postings.length
  }),
  general('ticketQueue', 'tickets', async ({ billing }, call) => {
    const key = { ...PAGE, first: 20, statuses: null, categories: null }
    return (await billing.tickets.listTicketQueue(key, call)).tickets.length
  }),
  general('offerings', 'offerings', async ({ billing: { offerings }, regionIds }, call) => {
    const lists = [
      ...valuesOf(await offerings.listServiceOfferings(regionIds, call)),
      ...valuesOf(await offerings.listEquipmentOfferings(regionIds, call)),
    ]
    return lists.reduce((count, { length }) => count + length, 0)
  }),
  general('coverage', 'coverage', async ({ billing, regionIds: [regionId] }, call) => {
    if (regionId === undefined) return 0
    const address = { ...NOWHERE, regionId }
    return valueOf(await billing.coverage.findCoverage([address], call), address) === null ? null : 1
  }),
  ofAccount('accounts', null, async ({ id, number }, { billing: { accounts } }, call) => {
    const byId = valueOf(await accounts.findAccounts([id], call), id)
    const byNumber = valueOf(await accounts.findAccountsByNumber([number], call), number)
    return byId?.id === id && byNumber?.id === id ? 1 : null
  }),
  ofAccount(
    'agreements',
    null,
    atMostOne(({ agreements }, ids, call) => agreements.findAgreements(ids, call)),
  ),
  ofAccount(
    'profile',
    null,
    one(({ profiles }, ids, call) => profiles.findProfiles(ids, call)),
  ),
  ofAccount(
    'settings',
    null,
    atMostOne(({ profiles }, ids, call) => profiles.findSettings(ids, call)),
  ),
  ofAccount('operators', null, async ({ operatorId }, { billing }, call) => {
    if (operatorId === null) return 0
    return valueOf(await billing.operators.findOperators([operatorId], call), operatorId) === null ? null : 1
  }),
  ofAccount('services', 'services', async ({ id }, ground, call) => {
    ground.services = valueOf(await ground.billing.services.listServices([id], call), id) ?? []
    return ground.services.length
  }),
  general('tariffs', 'tariffs', async ({ billing, regionIds, services }, call) => {
    const lists = valuesOf(await billing.tariffs.listTariffs(regionIds, call))
    // Also those that nobody can choose any more, and those of a billing without regions.
    const ids = [...new Set(services.map(({ tariffId }) => tariffId))].slice(0, FEW)
    const own = valuesOf(await billing.tariffs.findTariffs(ids, call))
    return new Set([...lists.flat(), ...own].map(({ id }) => id)).size
  }),
  ofAccount('availableTariffs', 'tariffs', async (_account, { billing, services }, call) => {
    const ids = services.map(({ id }) => id).slice(0, FEW)
    const lists = valuesOf(await billing.tariffs.listAvailableTariffs(ids, call))
    return lists.reduce((count, { length }) => count + length, 0)
  }),
  ofAccount('channels', 'tariffs', async (_account, { billing, services }, call) => {
    const ids = [...new Set(services.map(({ tariffId }) => tariffId))].slice(0, FEW)
    const lists = valuesOf(await billing.tariffs.listChannels(ids, call))
    return lists.reduce((count, { length }) => count + length, 0)
  }),
  ofAccount('ipAddresses', 'services', async (_account, { billing, services }, call) => {
    const ids = services.map(({ id }) => id).slice(0, FEW)
    const lists = valuesOf(await billing.services.listIpAddresses(ids, call))
    return lists.reduce((count, { length }) => count + length, 0)
  }),
  ofAccount('payments', 'payments', async ({ id: accountId }, ground, call) => {
    const key = { ...PAGE, accountId }
    const payments = valueOf(await ground.billing.payments.listPayments([key], call), key)?.payments ?? []
    ground.paidAt = [...ground.paidAt, ...payments.flatMap(({ paidAt }) => paidAt ?? [])]
    return payments.length
  }),
  ofAccount('charges', 'statements', async ({ id: accountId }, { billing }, call) => {
    const key = { ...PAGE, accountId }
    return valueOf(await billing.charges.listCharges([key], call), key)?.charges.length ?? 0
  }),
  ofAccount('statement', 'statements', async ({ id: accountId }, { billing, period }, call) => {
    const key = { accountId, period }
    return valueOf(await billing.statements.readStatements([key], call), key)?.entries.length ?? null
  }),
  ofAccount('tickets', 'tickets', async ({ id: accountId }, ground, call) => {
    const key = { ...PAGE, accountId, statuses: null }
    ground.tickets = valueOf(await ground.billing.tickets.listTickets([key], call), key)?.tickets ?? []
    return ground.tickets.length
  }),
  ofAccount('messages', 'tickets', async ({ id: accountId }, { billing, tickets }, call) => {
    const keys = tickets.slice(0, FEW).map(({ id: ticketId }) => ({ accountId, ticketId, first: 100, after: null }))
    const pages = valuesOf(await billing.tickets.listMessages(keys, call))
    return pages.reduce((count, { messages }) => count + messages.length, 0)
  }),
  ofAccount(
    'promiseOffers',
    'promisedPayments',
    one(({ promisedPayments }, ids, call) => promisedPayments.findPromiseOffers(ids, call)),
  ),
  ofAccount(
    'promises',
    'promisedPayments',
    list(({ promisedPayments }, ids, call) => promisedPayments.listPromises(ids, call)),
  ),
  ofAccount(
    'orderTerms',
    'orders',
    one(({ orders }, ids, call) => orders.findOrderTerms(ids, call)),
  ),
  ofAccount('orders', 'orders', async ({ id: accountId }, { billing }, call) => {
    const key = { ...PAGE, accountId }
    return valueOf(await billing.orders.listOrders([key], call), key)?.orders.length ?? 0
  }),
  ofAccount(
    'devices',
    'devices',
    list(({ devices }, ids, call) => devices.listDevices(ids, call)),
  ),
  ofAccount('documents', 'documents', async ({ id: accountId }, { billing: { documents } }, call) => {
    const listed = valueOf(await documents.listDocuments([accountId], call), accountId)
    const first = listed?.[0]
    // What is listed must be there to be fetched, too.
    const file = first === undefined ? null : await documents.readDocument({ accountId, documentId: first.id }, call)
    return first !== undefined && file === null ? null : (listed?.length ?? null)
  }),
]

function general(slice: SliceName, ability: Probe['ability'], run: Probe['run']): Probe {
  return { slice, ability, run, needsAccount: false }
}

function ofAccount(slice: SliceName, ability: Probe['ability'], read: OfAccount): Probe {
  const run: Probe['run'] = async (ground, call) =>
    ground.account === null ? null : await read(ground.account, ground, call)
  return { slice, ability, run, needsAccount: true }
}

/** What not every billing keeps, and no capability speaks of. */
function atMostOne<V>(read: ReadById<V>): OfAccount {
  return async ({ id }, { billing }, call) => (valueOf(await read(billing, [id], call), id) === null ? 0 : 1)
}

/** What there is one of for each account. */
function one<V>(read: ReadById<V>): OfAccount {
  return async ({ id }, { billing }, call) => (valueOf(await read(billing, [id], call), id) === null ? null : 1)
}

function list<V>(read: ReadById<readonly V[]>): OfAccount {
  return async ({ id }, { billing }, call) => valueOf(await read(billing, [id], call), id)?.length ?? null
}
