import { connectBilling, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import type { ContractSubject, TrueAccount, TrueCatalogue } from './subject.ts'

const DEMO = 'demo'
const ACCOUNTS = 130
/** More rows than anything in the books has. */
const ALL = 10_000

type Books = TestSandbox['books']

/** The reference billing as the sandbox keeps it, judged by its own books. */
export async function startReference(): Promise<ContractSubject> {
  const sandbox = await startTestSandbox({ accounts: ACCOUNTS })
  const { books } = sandbox
  const billing = connectBilling(sandbox)
  return {
    billing,
    accounts: books.listAccounts({ limit: ACCOUNTS, offset: 0 }).map(describeAccount),
    ...describeRecords(books),
    catalogue: describeCatalogue(books),
    now: () => books.now(),
    findAccount: (number) => {
      const row = books.findAccountByNumber(number)
      return row === null ? Promise.reject(new Error('no such account')) : Promise.resolve(describeAccount(row))
    },
    createAccount: async (account) => void (await sandbox.createAccount({ type: 'P', ...account })),
    terminateAccount: (number) => sandbox.terminateAccount(number),
    postPayment: (number, amount) => sandbox.postPayment({ number, amount }),
    openTicket: async (number, subject, text) => {
      const soapId = books.findAccountByNumber(number)?.soapId ?? 0
      books.addTicket({ soapId, classId: 1, subject, side: 0, text })
      return Promise.resolve()
    },
    logins: {
      person: { login: '100001', password: DEMO, numbers: ['100001'] },
      twoAgreements: { login: '100002', password: DEMO, numbers: ['100002', '100003'] },
      organization: { login: '200001', password: DEMO, numbers: ['200001'] },
      operator: { login: 'operator', password: DEMO, numbers: [] },
    },
    async close() {
      await billing.close()
      await sandbox.close()
    },
  }
}

function describeAccount(row: ReturnType<Books['listAccounts']>[number]): TrueAccount {
  return {
    id: String(row.restId),
    number: row.number,
    kind: row.type === 'P' ? 'PERSON' : 'ORGANIZATION',
    balance: decimalText(row.paidTotal - row.chargedTotal),
    credited: decimalText(row.paidTotal),
    spent: decimalText(row.chargedTotal),
    creditLimit: decimalText(row.creditLimit),
    regionId: row.regionId === 0 ? null : String(row.regionId),
    operatorId: row.operatorId === 0 ? null : String(row.operatorId),
    amountToRestore: row.toRestore === 0n ? null : decimalText(row.toRestore),
  }
}

type Records = Pick<
  ContractSubject,
  'payments' | 'charges' | 'tickets' | 'messages' | 'promises' | 'devices' | 'addresses'
>

function describeRecords(books: Books): Records {
  const soapIds = (accountId: string) => books.findAccounts([Number(accountId)]).map(({ soapId }) => soapId)
  return {
    payments: (accountId) =>
      newestFirst(books.listPayments({ soapIds: soapIds(accountId), limit: ALL })).map((row) => ({
        id: String(row.recordId),
        status: row.status === 1 ? 'DONE' : 'CANCELED',
        amount: decimalText(row.amount),
        externalId: row.receipt,
        paidAt: wholeSeconds(row.paidAt),
      })),
    charges: (accountId) =>
      newestFirst(books.listCharges({ soapIds: soapIds(accountId), limit: ALL })).map((row) => ({
        id: String(row.recordId),
        serviceId: row.serviceId === null ? null : String(row.serviceId),
        amount: decimalText(row.amount),
        chargedAt: wholeSeconds(row.chargedAt),
        period: row.period,
        description: row.description,
      })),
    tickets: (accountId) =>
      books
        .listTickets({ soapIds: soapIds(accountId), limit: ALL })
        .toSorted((one, other) => other.ticketId - one.ticketId)
        .map((row) => ({
          id: String(row.ticketId),
          subject: row.subject,
          status: ['', 'OPEN', 'IN_PROGRESS', 'WAITING', '', '', '', '', '', 'CLOSED'][row.status] ?? '',
          category: ['', 'FAULT', 'CHANGE_REQUEST', 'CONSULTATION', 'VISIT', 'CONNECTION'][row.classId] ?? '',
          createdAt: wholeSeconds(row.createdAt),
          updatedAt: wholeSeconds(row.updatedAt),
          rating: row.mark,
        })),
    messages: (ticketId) =>
      books.listTicketMessages({ ticketIds: [Number(ticketId)], limit: ALL }).map((row) => ({
        id: String(row.messageId),
        author: row.side === 0 ? 'SUBSCRIBER' : 'OPERATOR',
        authorName: row.author,
        text: row.text,
        createdAt: wholeSeconds(row.createdAt),
        reference: row.externalId,
      })),
    promises: (accountId) =>
      books.listPromises({ soapIds: soapIds(accountId), limit: ALL }).map(({ promiseId, status }) => ({
        id: String(promiseId),
        status: status === 1 ? 'ACTIVE' : status === 2 ? 'PAID' : 'EXPIRED',
      })),
    devices: (accountId) =>
      books
        .listDevices([Number(accountId)])
        .toSorted((one, other) => one.id - other.id)
        .map(({ id, mac, serial }) => ({
          id: String(id),
          hardwareDigits: mac.replace(/[^0-9A-Fa-f]/g, '').toLowerCase(),
          serial,
        })),
    addresses: (serviceId) => books.listAddresses([Number(serviceId)]).map(({ ip }) => ip),
  }
}

function describeCatalogue(books: Books): TrueCatalogue {
  const offerings = (regionId: string, types: string) =>
    books
      .listOfferings([Number(regionId)])
      .filter(({ type }) => types.includes(type))
      .toSorted((one, other) => one.id - other.id)
  return {
    regions: books.listRegions().map(({ id, name }) => ({ id: String(id), name })),
    operators: books.listOperators().map(({ id, name, inn }) => ({ id: String(id), name, inn })),
    tariffs: books.listTariffs(null).map((row) => ({
      id: String(row.id),
      regionId: row.regionId === 0 ? null : String(row.regionId),
      ownerAccountId: row.ownerAccount === 0 ? null : String(row.ownerAccount),
      components: row.components.length,
      channels: books.listChannels([row.id]).map(({ number, name }) => ({ number, name })),
    })),
    houses: listHouses(books),
    serviceOfferings: (regionId) =>
      offerings(regionId, 'S').map(({ id, fee, price }) => ({
        id: String(id),
        monthly: decimalText(fee),
        once: decimalText(price),
      })),
    equipmentOfferings: (regionId) =>
      offerings(regionId, 'EW').map(({ id, price }) => ({ id: String(id), price: decimalText(price) })),
    availableTariffs: (serviceId) =>
      books
        .listAvailableTariffs([Number(serviceId)])
        .map(({ tariffId }) => tariffId)
        .toSorted((one, other) => one - other)
        .map(String),
  }
}

/** The first house of its side in each range of one city. */
function listHouses(books: Books): TrueCatalogue['houses'] {
  return books.listCoverage({ regionId: 2, city: 'г. Тверь', street: '' }).map((row) => ({
    address: {
      regionId: '2',
      city: row.city,
      street: row.street,
      house: `${row.side === 0 || row.from % 2 === row.side % 2 ? row.from : row.from + 1}а`,
    },
    status: ['', 'COVERED', 'PLANNED', 'NOT_COVERED'][row.state] ?? '',
    plannedOn: row.plannedOn,
  }))
}

function newestFirst<T extends { readonly recordId: number }>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((one, other) => other.recordId - one.recordId)
}

/** The wire carries whole seconds. */
function wholeSeconds(at: number): number {
  return Math.floor(at / 1000) * 1000
}

/** Not the product's own formatting: a mistake must not agree with itself. */
function decimalText(kopecks: bigint): string {
  const sign = kopecks < 0n ? '-' : ''
  const digits = String(kopecks).replace('-', '').padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
