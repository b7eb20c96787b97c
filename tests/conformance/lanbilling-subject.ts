import { createServer } from 'node:net'
import { createLanbillingBilling } from '../../src/billing/lanbilling/index.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import type { OrderWish } from '../../src/domain/service-order.ts'
import { type LanbillingDouble, startLanbillingDouble } from '../doubles/lanbilling.ts'
import { CATEGORIES, describeBooks, METHODS, STATUSES } from './lanbilling-books.ts'
import { startFront } from './lanbilling-front.ts'
import { NO_WISH } from './orders.ts'
import type { ConformanceSubject, ConnectionSettings, Office, OpenedAccount, Samples } from './subject.ts'

const DAY_MS = 86_400_000

/** The double of a LANBilling with its adapter, judged by the double's books. */
export async function startSubject(): Promise<ConformanceSubject> {
  const double = await startLanbillingDouble()
  const front = await startFront(double.url)
  const opened: BillingSystem[] = []
  const connect = (url: string, settings: ConnectionSettings = {}) => {
    const system = createLanbillingBilling({
      url,
      login: double.login,
      password: double.password,
      timeZone: 'Europe/Moscow',
      currency: 'RUB',
      timeoutMs: settings.timeoutMs ?? 5000,
      maxConcurrency: 8,
      paymentClasses: METHODS,
      ticketClasses: CATEGORIES,
      ticketStatuses: STATUSES,
      operators: [double.login],
      now: () => double.clock.now(),
    })
    opened.push(system)
    return system
  }
  const office = createOffice(double)
  return {
    billing: connect(front.url),
    currency: 'RUB',
    timeZone: 'Europe/Moscow',
    now: () => double.clock.now(),
    books: describeBooks(double),
    office,
    logins: createLogins(double),
    samples: createSamples(double, office),
    connections: {
      settings: ['timeoutMs'],
      open: (settings) => connect(front.url, settings),
      openToNobody: async () => connect(await nowhere()),
    },
    faults: front.faults,
    calls: {
      of: (operation) => front.calls(operation),
      logins: () => front.logins(),
      reset: () => front.resetCalls(),
    },
    reasons: {
      'books.charges': 'What was charged is shown as sums of a report, without records.',
      'books.debits': 'No operation takes money of an agreement.',
    },
    async close() {
      await Promise.all(opened.map((system) => system.close()))
      await Promise.all([front.close(), double.close()])
    },
  }
}

function createLogins({ books: { state }, login, password }: LanbillingDouble) {
  const numbersOf = (uid: number) =>
    state.agreements.filter((one) => one.uid === uid && one.closedon === '').map(({ number }) => number)
  const find = (wanted: (uid: number, type: number) => boolean) => {
    const person = state.people.find(({ uid, type }) => wanted(uid, type))
    if (person === undefined) throw new Error('nobody of that kind')
    return { login: person.login, password: person.pass, numbers: numbersOf(person.uid).toSorted() }
  }
  return {
    person: find((uid, type) => type === 2 && numbersOf(uid).length === 1),
    twoAgreements: find((uid, type) => type === 2 && numbersOf(uid).length === 2),
    organization: find((uid, type) => type === 1 && numbersOf(uid).length === 1),
    operator: { login, password, numbers: [] },
  }
}

/** What the double's people cannot do over the desk is done in its tables. */
function createOffice(double: LanbillingDouble): Required<Office> {
  let accounts = 0
  const { books, desk, clock } = double
  const numberOf = (accountId: string) =>
    books.state.agreements.find(({ agrmid }) => String(agrmid) === accountId)?.number ?? ''
  const uidOf = (accountId: string) =>
    books.state.agreements.find(({ agrmid }) => String(agrmid) === accountId)?.uid ?? 0
  return {
    openAccount() {
      accounts += 1
      const uid = Math.max(...books.state.people.map((person) => person.uid)) + 1
      const [login, number] = [`new${accounts}`, `00${880_000 + accounts}`]
      const template = books.state.people.find(({ type }) => type === 2)
      if (template === undefined) throw new Error('no person')
      books.state.people.push({ ...template, uid, login, pass: 'first-day', name: 'Новикова Вера' })
      const { agrmid } = desk.addAgreement({ uid, number })
      return { id: String(agrmid), number, login, password: 'first-day' }
    },
    terminateAccount: (accountId) => desk.close(numberOf(accountId), clock.text().slice(0, 10)),
    postPayment: ({ accountId, amount, reference, comment }) =>
      void desk.pay({
        number: numberOf(accountId),
        amount: String(Number(amount)),
        ...(reference === undefined ? {} : { receipt: reference }),
        ...(comment === undefined ? {} : { comment }),
      }),
    openTicket: ({ accountId, subject, text }) =>
      void desk.openTicket({ uid: uidOf(accountId), name: subject, classid: 1, text }),
    charge(accountId, amount) {
      const times = { chargedate: clock.text(), period: clock.text().slice(0, 10) }
      const rest = { agrmid: Number(accountId), vgid: 0, tarid: 0, descr: 'Выезд мастера' }
      void books.charge({ ...rest, ...times, amount: String(Number(amount)) })
    },
    advanceClock: (milliseconds) => clock.advance(milliseconds),
    expireSessions: () => double.endSessions(),
  }
}

function createSamples(
  double: LanbillingDouble,
  office: { openAccount: () => Promise<OpenedAccount> | OpenedAccount },
): Samples {
  const { books, desk } = double
  async function openServed(): Promise<{ accountId: string; serviceId: string; number: string }> {
    const { id, number } = await office.openAccount()
    desk.pay({ number, amount: '3000' })
    const { vgid } = desk.addVgroup({ number, tarid: 101 })
    return { accountId: id, serviceId: String(vgid), number }
  }
  const day = (days: number) => new Date(double.clock.now() + days * DAY_MS).toISOString().slice(0, 10)
  const freeze = async (): Promise<OrderWish> => {
    const { accountId, serviceId } = await openServed()
    return { ...NO_WISH, accountId, serviceId, action: 'FREEZE_SERVICE', from: day(5), until: day(20) }
  }
  const change = async (tariffId: string): Promise<OrderWish> => {
    const { accountId, serviceId } = await openServed()
    return { ...NO_WISH, accountId, serviceId, action: 'CHANGE_TARIFF', tariffId }
  }
  return {
    unknownAccountId: '999999',
    unknownRecordId: '999999',
    unknownOrderId: 'H.41.999999',
    keepsNoRatings: true,
    writesIntoClosedTickets: false,
    cancelsSpentPayments: true,
    refusesRepeatedReference: true,
    order: async () => ({ wish: await freeze(), price: '0.00', isCancelable: true }),
    finalOrder: async () => ({ wish: await change('102'), price: '0.00', isCancelable: false }),
    async ordersOfOneAccount() {
      const { accountId, serviceId } = await openServed()
      return [2, 12, 22, 32].map((from) => ({
        ...NO_WISH,
        accountId,
        serviceId,
        action: 'FREEZE_SERVICE' as const,
        from: day(from),
        until: day(from + 5),
      }))
    },
    refusedOrder: async () => ({ wish: await change('104'), reason: 'NOT_APPLICABLE' }),
    async debtor() {
      const { accountId, number } = await openServed()
      const [vgroup] = books.vgroups(Number(accountId))
      if (vgroup === undefined) throw new Error(`no service of ${number}`)
      desk.charge({ vgid: vgroup.vgid, amount: '3300' })
      return accountId
    },
  }
}

async function nowhere(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`
}
