import { createServer } from 'node:net'
import { createAbillsBilling } from '../../src/billing/abills/index.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import type { OrderWish } from '../../src/domain/service-order.ts'
import { type AbillsDouble, startAbillsDouble } from '../doubles/abills.ts'
import { CHAPTERS, describeBooks, TIME_ZONE } from './abills-books.ts'
import { startFront } from './abills-front.ts'
import { NO_WISH } from './orders.ts'
import {
  type ConformanceSubject,
  type ConnectionSettings,
  call,
  type Office,
  type OpenedAccount,
  type Samples,
} from './subject.ts'

/** The double of an ABillS billing with its adapter, judged by the double's books. */
export async function startSubject(): Promise<ConformanceSubject> {
  const double = await startAbillsDouble({ timeZone: TIME_ZONE, settings: { messageRights: true } })
  const front = await startFront(double.url)
  const opened: BillingSystem[] = []
  const connect = (url: string, settings: ConnectionSettings = {}) => {
    const system = createAbillsBilling({
      url,
      key: double.apiKey,
      timeZone: TIME_ZONE,
      currency: 'RUB',
      timeoutMs: settings.timeoutMs ?? 5000,
      maxConcurrency: 4,
      duplicateCheck: settings.duplicateCheck ?? true,
      chapters: CHAPTERS,
    })
    opened.push(system)
    return system
  }
  const billing = connect(front.url)
  const office = createOffice(double, billing)
  fillHelpdesk(double)
  await signInAll(double, billing)
  return {
    billing,
    currency: 'RUB',
    timeZone: TIME_ZONE,
    now: () => double.clock.now(),
    books: describeBooks(double),
    office,
    logins: {
      person: { login: 'net1002', password: 'Secret2x', numbers: ['net1002'] },
      organization: { login: 'net1131', password: 'Secret131x', numbers: ['net1131'] },
    },
    samples: createSamples(double, office),
    connections: {
      settings: ['timeoutMs', 'duplicateCheck'],
      open: (settings) => connect(front.url, settings),
      openToNobody: async () => connect(await nowhere()),
    },
    faults: front.faults,
    calls: { of: (operation) => front.calls(operation), reset: () => front.resetCalls() },
    reasons: REASONS,
    async close() {
      await Promise.all(opened.map((system) => system.close()))
      await Promise.all([front.close(), double.close()])
    },
  }
}

const REASONS = {
  'logins.twoAgreements': 'A login holds one account.',
  'logins.operator': 'Staff sign in to pages of their own.',
  'books.orders': 'The billing keeps no orders, but what has come of them.',
  'office.expireSessions': 'The gateway has a key, and no session of its own.',
}

/** What a cabinet does before anything else: with a session of his own a subscriber orders and promises. */
async function signIn(billing: BillingSystem, login: string, password: string): Promise<void> {
  const verdict = await billing.credentials.checkCredentials({ login, password }, call())
  if (verdict.kind !== 'accepted') throw new Error(`${login} is not let in: ${verdict.reason}`)
}

async function signInAll({ books }: AbillsDouble, billing: BillingSystem): Promise<void> {
  const admitted = [...books.accounts.values()].filter(({ disable }) => disable === 0)
  // One after another: more at once than a queue holds are refused.
  for (const { login, password } of admitted) await signIn(billing, login, password)
}

/** Some accounts with several tickets, of all states, and a talk in each. */
function fillHelpdesk({ books, office }: AbillsDouble): void {
  const admitted = [...books.accounts.values()].filter(({ disable, gid }) => disable === 0 && gid === 1)
  for (const { uid } of admitted.slice(0, 4)) {
    const opened = [1, 2, 3, 4].map((number) =>
      office.openMessage(uid, { subject: `Обращение ${number}`, text: 'Проверьте линию', chapter: CHAPTERS.FAULT }),
    )
    for (const { id } of opened) office.reply(id, 'Проверили: исправно')
    const [first, second] = opened
    if (first !== undefined) office.closeMessage(first.id)
    if (second !== undefined) office.closeMessage(second.id, 1)
  }
}

function createOffice(double: AbillsDouble, billing: BillingSystem): Required<Omit<Office, 'expireSessions'>> {
  let accounts = 0
  return {
    async openAccount() {
      accounts += 1
      const login = `new${1000 + accounts}`
      const password = 'first-day'
      const body = JSON.stringify({ login, password, createBill: 1, gid: 1 })
      const headers = { key: double.apiKey, 'content-type': 'application/json' }
      const answer = await fetch(`${double.url}/users`, { method: 'POST', headers, body })
      const { uid }: { uid?: unknown } = Object(await answer.json())
      const pi = JSON.stringify({ fio: 'Тихонова Вера Павловна' })
      await fetch(`${double.url}/users/${String(uid)}/pi`, { method: 'PUT', headers, body: pi })
      await signIn(billing, login, password)
      return { id: String(uid), number: login, login, password }
    },
    terminateAccount: (accountId) => double.office.setStatus(Number(accountId), 1),
    postPayment: ({ accountId, amount, reference, comment }) =>
      void double.office.pay(Number(accountId), amount, {
        ...(reference === undefined ? {} : { extId: reference }),
        ...(comment === undefined ? {} : { dsc: comment }),
      }),
    openTicket({ accountId, subject, text }) {
      const message = double.office.openMessage(Number(accountId), { subject, text, chapter: CHAPTERS.FAULT })
      // The subscriber's, by whatever way it came.
      Object.assign(message, { aid: 0 })
    },
    charge: (accountId, amount) => void double.office.charge(Number(accountId), amount, 'Выезд мастера'),
    advanceClock: (milliseconds) => double.clock.advance(milliseconds),
  }
}

const HTTP_JSON = { 'content-type': 'application/json' }

function createSamples(
  double: AbillsDouble,
  office: { openAccount: () => Promise<OpenedAccount> | OpenedAccount },
): Samples {
  /** An account with a service of the cheapest tariff and money for dearer ones. */
  async function openServed(): Promise<{ accountId: string; serviceId: string }> {
    const { id } = await office.openAccount()
    double.office.pay(Number(id), '5000.00')
    const answer = await fetch(`${double.url}/internet/${id}/activate`, {
      method: 'POST',
      headers: { ...HTTP_JSON, key: double.apiKey },
      body: JSON.stringify({ tpId: 2, status: 0 }),
    })
    const { id: service }: { id?: unknown } = Object(await answer.json())
    return { accountId: id, serviceId: `internet-${id}-${String(service)}` }
  }
  const change = async (tariffId: string): Promise<OrderWish> => {
    const served = await openServed()
    return { ...NO_WISH, ...served, action: 'CHANGE_TARIFF', tariffId, atNextPeriod: true }
  }
  return {
    unknownAccountId: '999999',
    unknownRecordId: '179000000010000999999',
    ticketCategories: ['FAULT', 'CONSULTATION', 'CONNECTION'],
    keepsNoRatings: true,
    keepsLogins: true,
    cancelsSpentPayments: true,
    paysIntoEndedAccounts: true,
    refusesRepeatedReference: true,
    order: async () => ({ wish: await change('internet-3'), price: '0.00', isCancelable: true }),
    refusedOrder: async () => ({ wish: await change('internet-2'), reason: 'NOT_APPLICABLE' }),
    debtor() {
      const { accounts } = double.books
      const free = [...accounts.values()].find(({ uid, disable, gid, credit }) => {
        const balance = Number(double.balanceOf(uid))
        return disable === 0 && gid === 1 && credit === 0n && balance < 0 && balance >= -250
      })
      if (free !== undefined) return String(free.uid)
      const rich = [...accounts.values()].find(
        ({ uid, disable, gid, credit }) =>
          disable === 0 && gid === 1 && credit === 0n && Number(double.balanceOf(uid)) < -250,
      )
      if (rich === undefined) throw new Error('no debtor is left')
      // Most of the debt is paid at the counter.
      double.office.pay(rich.uid, (-Number(double.balanceOf(rich.uid)) - 100).toFixed(2))
      return String(rich.uid)
    },
  }
}

async function nowhere(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/api.cgi`
}
