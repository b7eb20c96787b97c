import type { OrderWish } from '../../src/domain/service-order.ts'
import type { LanbillingDouble } from '../doubles/lanbilling.ts'
import { type Agreement, MANAGERS, type Payment, type State } from '../doubles/lanbilling-state.ts'
import type { Books } from './subject.ts'
import type { TrueAccount, TrueLedgerRow, TrueMessage, TruePayment, TrueTicket } from './truth.ts'

// What the double has in its tables, in the words of the suite.

export const CATEGORIES = {
  1: 'FAULT',
  2: 'CHANGE_REQUEST',
  3: 'CONSULTATION',
  4: 'VISIT',
  5: 'CONNECTION',
} as const
export const STATUSES = { 1: 'OPEN', 2: 'IN_PROGRESS', 3: 'WAITING', 4: 'CLOSED' } as const
export const METHODS = { 0: 'CASH', 1: 'BANK_CARD', 2: 'SBP' } as const

const SERVICE_STATUS: Readonly<Record<number, string>> = {
  0: 'ACTIVE',
  1: 'SUSPENDED_FOR_DEBT',
  2: 'FROZEN',
  4: 'SUSPENDED_FOR_DEBT',
  10: 'TERMINATED',
}
const KIND_OF_AGENT: Readonly<Record<number, string>> = { 1: 'INTERNET', 2: 'EXTRA', 3: 'EXTRA' }
/** What the gateway writes behind a subject, and below a text. */
const NAME_MARK = / \[gw (?<account>\d+) (?<reference>.+)\]$/u
const TEXT_MARK = /\n\[gw (?<reference>[^|\n]+?)(?: \| (?<author>[^\n]+))?\]$/u

type Told = Required<
  Pick<
    Books,
    | 'accounts'
    | 'agreement'
    | 'services'
    | 'addresses'
    | 'payments'
    | 'ledger'
    | 'tickets'
    | 'messages'
    | 'ticketsByReference'
    | 'promises'
    | 'orders'
    | 'isCarriedOut'
    | 'tariffs'
    | 'availableTariffs'
    | 'signsIn'
  >
>

export function describeBooks(double: LanbillingDouble): Told {
  return {
    ...describeHolders(double),
    ...describeMoney(double),
    ...describeHelpdesk(double),
    ...describeOrders(double),
  }
}

function describeHolders(double: LanbillingDouble) {
  const tables = () => settled(double)
  return {
    accounts: () => tables().agreements.map(toAccount(double)),
    agreement(accountId) {
      const { number, date, datevalidto } = agreementOf(tables(), accountId)
      return { number, concludedOn: date, endsOn: datevalidto === '' ? null : datevalidto, terms: null }
    },
    services: (accountId) =>
      tables()
        .vgroups.filter(({ agrmid }) => String(agrmid) === accountId)
        .map(({ vgid, tarid, agentid, blocked }) => ({
          id: String(vgid),
          tariffId: String(tarid),
          kind: KIND_OF_AGENT[agentid] ?? 'UNKNOWN',
          status: SERVICE_STATUS[blocked] ?? 'UNKNOWN',
        })),
    addresses: (serviceId) =>
      tables().vgroups.flatMap(({ vgid, ip }) => (String(vgid) === serviceId && ip !== '' ? [ip] : [])),
    tariffs: () =>
      tables()
        .tariffs.filter(({ archive, unavaliable }) => archive === 0 && unavaliable === 0)
        .map(({ tarid, rent }) => ({
          id: String(tarid),
          regionId: null,
          ownerAccountId: null,
          monthlyFee: rent.toFixed(2),
        })),
    availableTariffs(serviceId) {
      const present = tables().vgroups.find(({ vgid }) => String(vgid) === serviceId)
      return tables()
        .tariffs.filter((one) => one.agentid === present?.agentid && one.archive === 0 && one.unavaliable === 0)
        .filter(({ tarid }) => tarid !== present?.tarid)
        .map(({ tarid }) => String(tarid))
    },
    signsIn: (login, password) => tables().people.some((one) => one.login === login && one.pass === password),
  } satisfies Partial<Books>
}

function describeMoney(double: LanbillingDouble) {
  return {
    payments: (accountId) =>
      double.books
        .payments(Number(accountId))
        .toSorted((one, other) => other.recordid - one.recordid)
        .map(toPayment),
    ledger: () => double.books.state.payments.toSorted((one, other) => one.recordid - other.recordid).map(toLedgerRow),
    promises: (accountId) =>
      double.books.state.promises
        .filter(({ agrmid }) => String(agrmid) === accountId)
        .map(({ recordid, amount, promtill, debt }) => ({
          id: String(recordid),
          status: debt === 0 ? 'PAID' : double.clock.text() < promtill ? 'ACTIVE' : 'EXPIRED',
          amount: decimalText(amount),
        })),
  } satisfies Partial<Books>
}

function describeHelpdesk(double: LanbillingDouble) {
  const tables = () => double.books.state
  const messages = (ticketId: string): readonly TrueMessage[] =>
    tables()
      .posts.filter(({ ticketid, spec }) => String(ticketid) === ticketId && spec === 0)
      .map(({ id, authortype, authorid, text, createdon }) => ({
        id: String(id),
        author: authortype === 1 ? 'SUBSCRIBER' : 'OPERATOR',
        authorName: TEXT_MARK.exec(text)?.groups?.['author'] ?? nameOf(tables(), { authortype, authorid }),
        text: text.replace(TEXT_MARK, ''),
        createdAt: instant(createdon),
        reference: TEXT_MARK.exec(text)?.groups?.['reference'] ?? null,
      }))
  return {
    tickets: (accountId) =>
      tables()
        .tickets.filter((ticket) => accountOfTicket(tables(), ticket) === accountId)
        .toReversed()
        .map(toTicket),
    messages,
    ticketsByReference: (reference) =>
      tables()
        .tickets.filter(({ name }) => NAME_MARK.exec(name)?.groups?.['reference'] === reference)
        // A ticket is open with what was written in it.
        .filter(({ id }) => messages(String(id)).some((message) => message.reference === reference))
        .map((ticket) => ({
          id: String(ticket.id),
          accountId: accountOfTicket(tables(), ticket),
          category: wordOf(CATEGORIES, ticket.classid),
          subject: ticket.name.replace(NAME_MARK, ''),
          text: messages(String(ticket.id))[0]?.text ?? '',
        })),
  } satisfies Partial<Books>
}

function describeOrders(double: LanbillingDouble) {
  return {
    orders(accountId) {
      const { vgroups, blocks, plans, changes } = settled(double)
      const own = vgroups.filter(({ agrmid }) => String(agrmid) === accountId).map(({ vgid }) => vgid)
      const held = blocks
        .filter(({ vgid }) => own.includes(vgid))
        .map(({ recordid, vgid }) => ({ id: `H.${vgid}.${recordid}`, at: recordid }))
      const planned = plans
        .filter(({ vgid }) => own.includes(vgid))
        .map(({ recordid, vgid }) => ({ id: `P.${vgid}.${recordid}`, at: recordid }))
      // What has been done at once is shown by the tariff that is in force.
      const done = changes
        .filter(({ vgid }) => own.includes(vgid))
        .map(({ recordid, vgid, taridnew }) => ({ id: `T.${vgid}.${taridnew}`, at: recordid }))
      const newest = [...held, ...planned, ...done].toSorted((one, other) => other.at - one.at)
      return newest.map(({ id }) => ({ id, status: id.startsWith('T') ? 'COMPLETED' : 'PENDING' }))
    },
    isCarriedOut: (wish) => isCarriedOut(double, wish),
  } satisfies Partial<Books>
}

function isCarriedOut(double: LanbillingDouble, { action, serviceId, tariffId, from, until }: OrderWish): boolean {
  const { vgroups, blocks, plans } = settled(double)
  const vgroup = vgroups.find(({ vgid }) => String(vgid) === serviceId)
  if (vgroup === undefined) return false
  if (action === 'CHANGE_TARIFF') {
    const isPlanned = plans.some(({ vgid, taridnew }) => vgid === vgroup.vgid && String(taridnew) === tariffId)
    return isPlanned || String(vgroup.tarid) === tariffId
  }
  if (action === 'UNFREEZE_SERVICE') return vgroup.blocked !== 2
  return blocks.some(
    ({ vgid, timefrom, timeto }) =>
      vgid === vgroup.vgid && timefrom.slice(0, 10) === from && timeto.slice(0, 10) === until,
  )
}

/** What has come due by now has come. */
function settled(double: LanbillingDouble): State {
  double.books.settle(double.clock.text())
  return double.books.state
}

function toAccount({ books }: LanbillingDouble): (agreement: Agreement) => TrueAccount {
  return ({ agrmid, uid, number, credit, closedon }) => {
    const balance = decimalText(books.balanceOf(agrmid))
    const missing = -(kopecks(balance) + BigInt(credit * 100))
    const isStopped = books.vgroups(agrmid).some(({ blocked }) => blocked === 1 || blocked === 4)
    return {
      id: String(agrmid),
      number,
      kind: books.state.people.find((one) => one.uid === uid)?.type === 1 ? 'ORGANIZATION' : 'PERSON',
      balance,
      creditLimit: `${credit}.00`,
      regionId: null,
      operatorId: null,
      amountToRestore: isStopped && closedon === '' && missing > 0n ? rubles(missing) : null,
    }
  }
}

function toPayment({ recordid, status, amount, receipt, paydate, classid }: Payment): TruePayment {
  return {
    id: String(recordid),
    status: status === 1 ? 'DONE' : 'CANCELED',
    amount: decimalText(amount),
    externalId: receipt === '' ? null : receipt,
    paidAt: instant(paydate),
    method: wordOf(METHODS, classid),
  }
}

function toLedgerRow(payment: Payment): TrueLedgerRow {
  return { ...toPayment(payment), accountId: String(payment.agrmid), postedAt: instant(payment.localdate) }
}

function toTicket({ id, name, statusid, classid, createdon, lastpost }: State['tickets'][number]): TrueTicket {
  return {
    id: String(id),
    subject: name.replace(NAME_MARK, ''),
    status: wordOf(STATUSES, statusid),
    category: wordOf(CATEGORIES, classid),
    createdAt: instant(createdon),
    updatedAt: instant(lastpost),
    rating: null,
  }
}

/** The agreement that the name of a ticket says, or the first of its person's. */
function accountOfTicket(state: State, { authortype, authorid, name }: State['tickets'][number]): string | null {
  if (authortype !== 1) return null
  const own = state.agreements.filter(({ uid }) => uid === authorid).map(({ agrmid }) => String(agrmid))
  const named = NAME_MARK.exec(name)?.groups?.['account'] ?? ''
  return own.includes(named) ? named : (own[0] ?? null)
}

function nameOf(
  { people }: State,
  { authortype, authorid }: { readonly authortype: number; readonly authorid: number },
): string | null {
  if (authortype === 1) return people.find(({ uid }) => uid === authorid)?.name ?? null
  return MANAGERS.find(({ personid }) => personid === authorid)?.fio ?? null
}

function agreementOf({ agreements }: State, accountId: string): Agreement {
  const found = agreements.find(({ agrmid }) => String(agrmid) === accountId)
  if (found === undefined) throw new Error(`no agreement ${accountId}`)
  return found
}

function wordOf(words: Readonly<Record<number, string>>, code: number): string {
  return words[code] ?? 'UNKNOWN'
}

/** Local time of the double: three hours ahead. */
function instant(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}+03:00`)
}

/** "1.1" → "1.10". Not the product's own reading: a mistake must not agree with itself. */
function decimalText(amount: string): string {
  return rubles(kopecks(amount))
}

function kopecks(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.')
  const value = BigInt(whole + fraction.padEnd(2, '0').slice(0, 2))
  return amount.startsWith('-') ? -value : value
}

function rubles(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(3, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
