import type { OrderWish } from '../../src/domain/service-order.ts'
import type { AbillsDouble } from '../doubles/abills.ts'
import type { Books } from './subject.ts'
import type { TrueAccount, TrueMessage, TruePayment, TrueTicket } from './truth.ts'

// What the double has in its books, in the words of the suite.

type DoubleBooks = AbillsDouble['books']
type Posting = DoubleBooks['payments'][number]
type Message = DoubleBooks['messages'][number]

/** The hours that its texts of time are in. */
export const TIME_ZONE = 'UTC'
/** The chapters of its helpdesk, by what goes there. */
export const CHAPTERS = { FAULT: 1, CONSULTATION: 2, CONNECTION: 3 } as const
const STATES: Readonly<Record<number, string>> = {
  0: 'OPEN',
  1: 'CLOSED',
  2: 'CLOSED',
  3: 'IN_PROGRESS',
  5: 'WAITING',
  6: 'WAITING',
}
const SERVICE_STATES: Readonly<Record<number, string>> = { 0: 'ACTIVE', 1: 'TERMINATED', 2: 'PENDING', 3: 'FROZEN' }

export function describeBooks(
  double: AbillsDouble,
): Required<
  Pick<
    Books,
    | 'accounts'
    | 'agreement'
    | 'services'
    | 'payments'
    | 'charges'
    | 'ledger'
    | 'tickets'
    | 'messages'
    | 'ticketsByReference'
    | 'promises'
    | 'isCarriedOut'
    | 'tariffs'
    | 'signsIn'
  >
> {
  const rowsOf = (table: 'payments' | 'fees', accountId: string) =>
    double.books[table].filter(({ uid }) => String(uid) === accountId).toReversed()
  return {
    accounts: () => [...double.books.accounts.values()].filter(({ deleted }) => deleted === 0).map(toAccount(double)),
    agreement: (accountId) => toAgreement(double.books, Number(accountId)),
    services: (accountId) => listServices(double.books, Number(accountId)),
    payments: (accountId) => rowsOf('payments', accountId).map(toPayment),
    charges: (accountId) =>
      rowsOf('fees', accountId).map(({ dsc, ...row }) => ({
        id: recordId('2', row),
        serviceId: null,
        amount: money(row.sum),
        chargedAt: instant(row.date) ?? 0,
        description: dsc,
      })),
    ledger: () =>
      double.books.payments
        .map((row) => ({
          ...toPayment(row),
          accountId: String(row.uid),
          postedAt: instant(row.regDate) ?? 0,
        }))
        .toSorted((one, other) => one.postedAt - other.postedAt || Number(one.id < other.id) * -2 + 1),
    tickets: (accountId) =>
      double.books.messages
        .filter(({ uid }) => String(uid) === accountId)
        .toReversed()
        .map(toTicket),
    messages: (ticketId) => listMessages(double.books, Number(ticketId)),
    ticketsByReference: (reference) =>
      double.books.messages
        .filter(({ message }) => message.endsWith(`\n\n[#${reference}]`))
        .map((one) => ({
          id: String(one.id),
          accountId: one.uid === 0 ? null : String(one.uid),
          category: categoryOf(one.chapter),
          subject: one.subject,
          text: unsigned(one.message),
        })),
    promises: (accountId) => {
      const account = double.books.accounts.get(Number(accountId))
      const runs = account !== undefined && account.credit > 0n && account.creditDate !== '0000-00-00'
      return runs ? [{ status: 'ACTIVE', amount: money(account.credit) }] : []
    },
    isCarriedOut: (wish) => isCarriedOut(double.books, wish),
    tariffs: () =>
      [...double.books.tariffs.values()].map(({ tpId, monthFee }) => ({
        id: `internet-${tpId}`,
        ownerAccountId: null,
        components: 0,
        monthlyFee: money(monthFee),
      })),
    signsIn: (login, password) =>
      [...double.books.accounts.values()].some((one) => one.login === login && one.password === password),
  }
}

function toAccount(double: AbillsDouble): (account: ReturnType<typeof accountOf>) => TrueAccount {
  return (account) => {
    const { uid, login, companyId, disable } = account
    const deposit = micros(double.balanceOf(uid))
    const missing = -(deposit + creditOf(double.books, account))
    return {
      id: String(uid),
      number: login,
      kind: companyId === 0 ? 'PERSON' : 'ORGANIZATION',
      balance: money(deposit),
      creditLimit: money(creditOf(double.books, account)),
      regionId: null,
      operatorId: null,
      amountToRestore: disable === 0 && missing > 0n ? money(missing) : null,
    }
  }
}

function accountOf({ accounts }: DoubleBooks, uid: number) {
  const account = accounts.get(uid)
  if (account === undefined) throw new Error(`no account ${uid}`)
  return account
}

function creditOf({ companies }: DoubleBooks, { credit, companyId }: ReturnType<typeof accountOf>): bigint {
  return credit > 0n ? credit : (companies.get(companyId)?.credit ?? 0n)
}

function toAgreement(books: DoubleBooks, uid: number) {
  const { login, person, companyId } = accountOf(books, uid)
  const company = books.companies.get(companyId)
  const holder = company === undefined || company.contractId === '' ? person : company
  const concludedOn = holder.contractDate === '0000-00-00' ? null : holder.contractDate
  return { number: holder.contractId || login, concludedOn, endsOn: null, termMonths: null, terms: null }
}

function listServices({ services, abonServices }: DoubleBooks, uid: number) {
  const internet = services
    .filter((one) => one.uid === uid)
    .map(({ id, tpId, status }) => ({
      id: `internet-${uid}-${id}`,
      tariffId: `internet-${tpId}`,
      kind: 'INTERNET',
      status: SERVICE_STATES[status] ?? 'UNKNOWN',
    }))
  const abon = abonServices
    .filter((one) => one.uid === uid)
    .map(({ id }) => ({ id: `abon-${uid}-${id}`, tariffId: `abon-${id}`, kind: 'EXTRA', status: 'ACTIVE' }))
  return [...internet, ...abon]
}

function toPayment(row: Posting): TruePayment {
  return {
    id: recordId('1', row),
    status: 'DONE',
    amount: money(row.sum),
    externalId: row.extId === '' ? null : row.extId,
    paidAt: instant(row.date) ?? 0,
  }
}

/** The second of registration, what it is, and its number: payments and fees are counted apart. */
function recordId(kind: '1' | '2', { id, regDate }: Pick<Posting, 'id' | 'regDate'>): string {
  return `${(instant(regDate) ?? 0) / 1000}${kind}${String(id).padStart(10, '0')}`
}

function toTicket(message: Message): TrueTicket {
  const times = [message.date, message.lastReplieDate, message.closedDate].map((text) => instant(text) ?? 0)
  return {
    id: String(message.id),
    subject: message.subject,
    status: STATES[message.state] ?? 'UNKNOWN',
    category: categoryOf(message.chapter),
    createdAt: instant(message.date) ?? 0,
    updatedAt: Math.max(...times),
    rating: null,
  }
}

function categoryOf(chapter: number): string {
  return Object.entries(CHAPTERS).find(([, number]) => number === chapter)?.[0] ?? 'UNKNOWN'
}

function listMessages({ messages, replies }: DoubleBooks, ticketId: number): readonly TrueMessage[] {
  const first = messages
    .filter(({ id }) => id === ticketId)
    .map(({ id, message, aid, date }) => describeMessage(`m-${id}`, { text: message, aid, at: date }))
  const rest = replies
    .filter(({ mainMsg }) => mainMsg === ticketId)
    .map(({ id, text, aid, datetime }) => describeMessage(`r-${id}`, { text, aid, at: datetime }))
  return [...first, ...rest]
}

/** As a subscriber reads it. */
function unsigned(text: string): string {
  return text.replace(/\n\n\[#[^\]]+\]$/, '')
}

function isCarriedOut({ services, schedules }: DoubleBooks, wish: OrderWish): boolean {
  const uid = Number(wish.accountId)
  const planned = schedules.filter((row) => row.uid === uid)
  if (wish.action === 'FREEZE_ACCOUNT') {
    return planned.some((row) => row.type === 'status' && row.action === 3 && row.day === wish.from)
  }
  const serviceId = Number(wish.serviceId?.split('-').at(-1))
  const tpId = Number(wish.tariffId?.split('-').at(-1))
  const isPlanned = planned.some((row) => row.type === 'tp' && row.serviceId === serviceId && row.action === tpId)
  return isPlanned || services.some((service) => service.id === serviceId && service.tpId === tpId)
}

/** Millionths to two decimals. */
function money(sum: bigint): string {
  const cents = sum / 10_000n
  const [sign, size] = cents < 0n ? ['-', -cents] : ['', cents]
  return `${sign}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}

function micros(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const size = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6))
  return text.startsWith('-') ? -size : size
}

function instant(text: string): number | null {
  return text.startsWith('0000') ? null : Date.parse(`${text.replace(' ', 'T')}Z`)
}

function describeMessage(id: string, { text, aid, at }: { text: string; aid: number; at: string }): TrueMessage {
  return {
    id,
    author: aid > 0 ? 'OPERATOR' : 'SUBSCRIBER',
    text: unsigned(text),
    createdAt: instant(at) ?? 0,
    reference: /\n\n\[#([^ \]]+)[^\]]*\]$/.exec(text)?.[1] ?? null,
  }
}
