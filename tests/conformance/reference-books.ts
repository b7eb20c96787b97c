import type { TestSandbox } from '../support/sandbox.ts'
import type { Books } from './subject.ts'
import type { TrueAccount, TrueHouse, TrueTicket } from './truth.ts'

export type SandboxBooks = TestSandbox['books']

/** More rows than anything in the books has. */
const ALL = 10_000
/** Seeded accounts that the suite looks at. */
const LOOKED_AT = 130

const TICKET_STATUS = ['', 'OPEN', 'IN_PROGRESS', 'WAITING', '', '', '', '', '', 'CLOSED']
const TICKET_CATEGORY = ['', 'FAULT', 'CHANGE_REQUEST', 'CONSULTATION', 'VISIT', 'CONNECTION']
const ORDER_STATUS = ['ACKNOWLEDGED', 'PENDING', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'FAILED']
const PAYMENT_METHOD = ['', 'CASH', 'BANK_CARD', 'TERMINAL', 'BANK_TRANSFER', 'MOBILE', 'E_WALLET', 'SBP', 'TRANSFER']
const PROMISE_STATUS = ['EXPIRED', 'ACTIVE', 'PAID'] as const

/** What the sandbox itself has written down. */
export function describeBooks(books: SandboxBooks): Required<Omit<Books, 'isCarriedOut'>> {
  return { ...describeMoney(books), ...describeHelpdesk(books), ...describeCatalogue(books), ...describeHolders(books) }
}

export function findSoapIds(books: SandboxBooks, accountId: string): readonly number[] {
  return books.findAccounts([Number(accountId)]).map(({ soapId }) => soapId)
}

function describeHolders(books: SandboxBooks) {
  return {
    accounts: () => books.listAccounts({ limit: LOOKED_AT, offset: 0 }).map(describeAccount),
    agreement: (accountId) => {
      const [row] = books.findAgreements([Number(accountId)])
      if (row === undefined) throw new Error(`no agreement of ${accountId}`)
      const { number, concludedOn, endsOn, termMonths, terms } = row
      return {
        number,
        concludedOn,
        endsOn,
        termMonths: termMonths === 0 ? null : termMonths,
        terms: terms === '' ? null : terms,
      }
    },
    services: (accountId) =>
      books
        .listServices([Number(accountId)])
        .map(({ id, tariffId }) => ({ id: String(id), tariffId: String(tariffId) })),
    addresses: (serviceId) => books.listAddresses([Number(serviceId)]).map(({ ip }) => ip),
    devices: (accountId) =>
      books.listDevices([Number(accountId)]).map(({ id, mac, serial }) => ({
        id: String(id),
        hardwareDigits: mac.replace(/[^0-9A-Fa-f]/g, '').toLowerCase(),
        serial,
      })),
    orders: (accountId) =>
      books.listOrders({ soapIds: findSoapIds(books, accountId), limit: ALL }).map((row) => ({
        id: String(row.orderId),
        status: ORDER_STATUS[row.status] ?? '',
        reference: row.extId,
        price: decimalText(row.price),
      })),
    promises: (accountId) =>
      books
        .listPromises({ soapIds: findSoapIds(books, accountId), limit: ALL })
        .map(({ promiseId, status, amount }) => ({
          id: String(promiseId),
          status: PROMISE_STATUS[status] ?? 'EXPIRED',
          amount: decimalText(amount),
        })),
    signsIn: (login, password) => books.checkCredentials(login, password) !== null,
  } satisfies Partial<Books>
}

function describeMoney(books: SandboxBooks) {
  const accountIds = new Map<number, string>()
  const accountIdOf = (soapId: number) => {
    const known = accountIds.get(soapId) ?? String(books.findAccountsBySoapId([soapId])[0]?.restId)
    accountIds.set(soapId, known)
    return known
  }
  const describePayment = (row: ReturnType<SandboxBooks['listPayments']>[number]) => ({
    id: String(row.recordId),
    status: row.status === 1 ? ('DONE' as const) : ('CANCELED' as const),
    amount: decimalText(row.amount),
    externalId: row.receipt,
    comment: row.comment,
    paidAt: wholeSeconds(row.paidAt),
    method: PAYMENT_METHOD[row.classId] ?? '',
  })
  return {
    payments: (accountId) =>
      newestFirst(books.listPayments({ soapIds: findSoapIds(books, accountId), limit: ALL })).map(describePayment),
    charges: (accountId) =>
      newestFirst(books.listCharges({ soapIds: findSoapIds(books, accountId), limit: ALL })).map((row) => ({
        id: String(row.recordId),
        serviceId: row.serviceId === null ? null : String(row.serviceId),
        amount: decimalText(row.amount),
        chargedAt: wholeSeconds(row.chargedAt),
        period: row.period === '' ? null : row.period,
        description: row.description,
      })),
    debits: (accountId) => {
      const own = findSoapIds(books, accountId)
      return newestFirst(books.listDebits({ afterId: 0, limit: ALL }).filter(({ soapId }) => own.includes(soapId))).map(
        ({ recordId, amount, receipt, description }) => ({
          id: String(recordId),
          amount: decimalText(amount),
          reference: receipt,
          description,
        }),
      )
    },
    ledger: () =>
      books.ledger({ afterId: 0, limit: 10 * ALL }).payments.map((row) => ({
        ...describePayment(row),
        accountId: accountIdOf(row.soapId),
        postedAt: row.postedAt,
      })),
  } satisfies Partial<Books>
}

function describeHelpdesk(books: SandboxBooks) {
  const describeTicket = (row: ReturnType<SandboxBooks['listTickets']>[number]): TrueTicket => ({
    id: String(row.ticketId),
    subject: row.subject,
    status: TICKET_STATUS[row.status] ?? '',
    category: TICKET_CATEGORY[row.classId] ?? '',
    createdAt: wholeSeconds(row.createdAt),
    updatedAt: wholeSeconds(row.updatedAt),
    rating: row.mark,
  })
  const listMessages = (ticketId: number) =>
    books.listTicketMessages({ ticketIds: [ticketId], limit: ALL }).map((row) => ({
      id: String(row.messageId),
      author: row.side === 0 ? 'SUBSCRIBER' : 'OPERATOR',
      authorName: row.author,
      text: row.text,
      createdAt: wholeSeconds(row.createdAt),
      reference: row.externalId,
    }))
  return {
    tickets: (accountId) =>
      books
        .listTickets({ soapIds: findSoapIds(books, accountId), limit: ALL })
        .toSorted((one, other) => other.ticketId - one.ticketId)
        .map(describeTicket),
    messages: (ticketId) => listMessages(Number(ticketId)),
    ticketsByReference: (reference) =>
      books
        .listTickets({ externalId: reference, limit: ALL })
        .toSorted((one, other) => one.ticketId - other.ticketId)
        .map(({ ticketId, soapId, classId, subject, contact }) => ({
          id: String(ticketId),
          accountId: soapId === null ? null : String(books.findAccountsBySoapId([soapId])[0]?.restId),
          category: TICKET_CATEGORY[classId] ?? '',
          subject,
          text: listMessages(ticketId)[0]?.text ?? '',
          contact: contact && `${contact.name}, ${contact.phone}, ${contact.address}`,
        })),
  } satisfies Partial<Books>
}

function describeCatalogue(books: SandboxBooks) {
  const offerings = (regionId: string, types: string) =>
    books.listOfferings([Number(regionId)]).filter(({ type }) => types.includes(type))
  return {
    regions: () => books.listRegions().map(({ id, name }) => ({ id: String(id), name })),
    operators: () => books.listOperators().map(({ id, name, inn }) => ({ id: String(id), name, inn })),
    tariffs: () =>
      books.listTariffs(null).map((row) => ({
        id: String(row.id),
        regionId: row.regionId === 0 ? null : String(row.regionId),
        ownerAccountId: row.ownerAccount === 0 ? null : String(row.ownerAccount),
        components: row.components.length,
        monthlyFee: decimalText(row.fee),
        channels: books.listChannels([row.id]).map(({ number, name }) => ({ number, name })),
      })),
    availableTariffs: (serviceId) =>
      books.listAvailableTariffs([Number(serviceId)]).map(({ tariffId }) => String(tariffId)),
    houses: () => listHouses(books),
    serviceOfferings: (regionId) =>
      offerings(regionId, 'S').map(({ id, fee, price }) => ({
        id: String(id),
        monthly: decimalText(fee),
        once: decimalText(price),
      })),
    equipmentOfferings: (regionId) =>
      offerings(regionId, 'EW').map(({ id, price }) => ({ id: String(id), price: decimalText(price) })),
  } satisfies Partial<Books>
}

function describeAccount(row: ReturnType<SandboxBooks['listAccounts']>[number]): TrueAccount {
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

/** The first house of its side in each range of one city. */
function listHouses(books: SandboxBooks): readonly TrueHouse[] {
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
