import * as billing from 'billing-gateway/billing'

// The JSON side; its contract is legacy/openapi.json.

/** At most 50 keys and 50 rows in one call, whatever it is asked for. */
export const BULK: billing.BulkHabits = { keysPerCall: 50, pages: { rows: 50, query: (offset) => `skip=${offset}` } }

/** Tariffs are listed by region, and the billing knows none: all that it has is in one. */
export const TOWN: billing.Region = { id: '1', name: 'Заречье' }

const STATES = { on: 'ACTIVE', debt: 'SUSPENDED_FOR_DEBT', pause: 'FROZEN' } as const
const ACCOUNT_STATUS: billing.Codes<billing.AccountStatus> = { ...STATES, closed: 'TERMINATED' }
const SERVICE_STATUS: billing.Codes<billing.ServiceStatus> = { ...STATES, off: 'TERMINATED' }
const HOLDER: billing.Codes<billing.AccountKind> = { person: 'PERSON', company: 'ORGANIZATION' }
const KIND: billing.Codes<billing.TariffKind> = { net: 'INTERNET', tv: 'IPTV' }

export function createOffice(rest: billing.JsonClient) {
  const customers = { noun: 'customers', path: '/customers', parameter: 'ids', field: 'id' }
  const accounts: billing.AccountBilling = {
    findAccounts: (keys, call) => rest.find({ ...customers, keys, read: readAccount }, call),
    findAccountsByNumber(keys, call) {
      const byNumber = { parameter: 'agreements', field: 'agreement', keysAre: 'text' } as const
      return rest.find({ ...customers, ...byNumber, keys, read: readAccount }, call)
    },
  }
  const profiles: billing.ProfileBilling = {
    ...billing.NO_PROFILE_CHANGES,
    ...billing.NO_SETTINGS,
    findProfiles: (keys, call) => rest.find({ ...customers, keys, read: readProfile }, call),
  }
  const services: billing.ServiceBilling = {
    ...billing.NO_IP_ADDRESSES,
    listServices(keys, call) {
      const subscriptions = { noun: 'subscriptions', path: '/subscriptions', parameter: 'customers', field: 'customer' }
      return rest.list({ ...subscriptions, keys, read: readService, id: ({ id }) => id }, call)
    },
  }
  const credentials: billing.CredentialBilling = {
    async checkCredentials({ login, password }, call) {
      const request = { operation: 'login', path: '/login', body: { login, password }, refusals: [403] }
      const person = await rest.read(request, call, (told) => (told.kind === 'refused' ? null : readPerson(told.row())))
      if (person === null) return { kind: 'refused', reason: 'WRONG_CREDENTIALS' }
      return await billing.acceptSubject(person, accounts, call)
    },
    async findSubject({ subjectId, role }, call) {
      const persons = { noun: 'persons', path: '/persons', parameter: 'ids', field: 'id', read: readPerson }
      const keys = role === 'SUBSCRIBER' ? [subjectId] : []
      const found = await rest.find({ ...persons, keys }, call)
      return await billing.acceptSubject(found.get(subjectId), accounts, call)
    },
  }
  const health: billing.HealthBilling = {
    ping: (call) => rest.read({ operation: 'ping', path: '/ping' }, call, () => undefined),
  }
  return { accounts, profiles, services, tariffs: createTariffs(rest), credentials, health }
}

function createTariffs(rest: billing.JsonClient): billing.TariffBilling {
  const readPlans = (call: billing.BillingCall) =>
    rest.all({ noun: 'plans', path: '/plans', field: 'id', read: readPlan }, call)
  return {
    ...billing.NO_CHANNELS,
    async findTariffs(ids, call) {
      const plans = billing.mapBulk(await readPlans(call), ({ tariff }) => tariff)
      return new Map([...plans].filter(([id]) => ids.includes(id)))
    },
    async listTariffs(regionIds, call) {
      const plans = billing.assertReadable([...(await readPlans(call)).values()])
      const open = plans.filter(({ isOpen }) => isOpen).map(({ tariff }) => tariff)
      return new Map(regionIds.filter((id) => id === TOWN.id).map((id) => [id, open]))
    },
    listAvailableTariffs(keys, call) {
      const choices = { noun: 'choices', path: '/plans/choices', parameter: 'ids', field: 'subscription' }
      return rest.list({ ...choices, keys, read: (row) => row.id('plan'), id: (plan) => plan }, call)
    },
  }
}

function readAccount(row: billing.Row): billing.Account {
  const toPay = row.amount('to_pay')
  return {
    ...billing.PLAIN_ACCOUNT,
    id: row.id('id'),
    kind: row.knownCode('type', HOLDER),
    number: row.text('agreement'),
    status: row.code('state', ACCOUNT_STATUS),
    balance: {
      amount: row.amount('balance'),
      creditLimit: row.amount('limit'),
      credited: row.amount('paid'),
      spent: row.amount('spent'),
    },
    regionId: TOWN.id,
    amountToRestore: toPay.minorUnits > 0n ? toPay : null,
  }
}

function readProfile(row: billing.Row): billing.Profile {
  const contacts = { phone: row.phone('phone'), email: row.optionalText('email'), address: row.optionalText('address') }
  const shared = { accountId: row.id('id'), ...contacts }
  const title = row.text('title')
  if (row.knownCode('type', HOLDER) === 'ORGANIZATION') {
    return { kind: 'ORGANIZATION', ...shared, legalName: title, inn: row.text('inn'), kpp: row.optionalText('kpp') }
  }
  const [lastName = '', firstName = '', ...rest] = title.split(' ')
  return { kind: 'PERSON', ...shared, lastName, firstName, middleName: rest.join(' ') || null }
}

function readService(row: billing.Row): billing.Service {
  return {
    ...billing.PLAIN_SERVICE,
    id: row.id('id'),
    accountId: row.id('customer'),
    kind: row.code('kind', KIND),
    status: row.code('state', SERVICE_STATUS),
    tariffId: row.id('plan'),
    connectedOn: row.day('since'),
  }
}

function readPlan(row: billing.Row): { readonly tariff: billing.Tariff; readonly isOpen: boolean } {
  const channelCount = row.integer('channels')
  const tariff: billing.Tariff = {
    ...billing.PLAIN_TARIFF,
    id: row.id('id'),
    name: row.text('title'),
    kind: row.code('kind', KIND),
    monthlyFee: row.amount('price'),
    speedMbps: row.integer('mbit') || null,
    tvPackage: channelCount === 0 ? null : { channelCount, setUpGuide: null },
  }
  return { tariff, isOpen: row.integer('open') === 1 }
}

/** One person may have several agreements. */
function readPerson(row: billing.Row): billing.KnownSubject {
  return {
    subjectId: row.id('id'),
    role: 'SUBSCRIBER',
    displayName: row.text('name'),
    accountIds: row.ids('customers'),
  }
}
