import { createServer } from 'node:net'
import type { BillingSystem } from '../../src/billing/port.ts'
import type { OrderWish } from '../../src/domain/service-order.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { MID_MONTH } from '../support/service-orders.ts'
import { NO_WISH } from './orders.ts'
import { describeBooks, findSoapIds } from './reference-books.ts'
import { createReferenceFaults, OPERATIONS } from './reference-faults.ts'
import type { Calls, ConformanceSubject, Connections, Office, Samples } from './subject.ts'

const DEMO = 'demo'
/** So many that there are debtors enough. */
const ACCOUNTS = 300

/** The reference billing as the sandbox keeps it, judged by its own books. */
export function startSubject(): Promise<ConformanceSubject> {
  return startReference((sandbox) => connectBilling(sandbox))
}

/** The same with something before the adapter. */
export async function startReference(connect: (sandbox: TestSandbox) => BillingSystem): Promise<ConformanceSubject> {
  const sandbox = await startTestSandbox({ accounts: ACCOUNTS, startAt: MID_MONTH })
  const { books } = sandbox
  const opened: BillingSystem[] = []
  const office = createOffice(sandbox)
  return {
    billing: connect(sandbox),
    currency: 'RUB',
    timeZone: 'Europe/Moscow',
    now: () => books.now(),
    books: describeBooks(books),
    office,
    samples: createSamples(sandbox, office),
    logins: {
      person: { login: '100001', password: DEMO, numbers: ['100001'] },
      twoAgreements: { login: '100002', password: DEMO, numbers: ['100002', '100003'] },
      organization: { login: '200001', password: DEMO, numbers: ['200001'] },
      operator: { login: 'operator', password: DEMO, numbers: [] },
    },
    connections: createConnections(sandbox, opened),
    faults: createReferenceFaults(sandbox),
    calls: createCalls(sandbox),
    reasons: { 'books.isCarriedOut': 'Orders are looked up by their references.' },
    async close() {
      await Promise.all(opened.map((system) => system.close()))
      await sandbox.close()
    },
  }
}

function createOffice({ books, ...sandbox }: TestSandbox): Required<Office> {
  let accounts = 0
  const soapIdOf = (accountId: string) => findSoapIds(books, accountId)[0] ?? 0
  const numberOf = (accountId: string) => books.findAccounts([Number(accountId)])[0]?.number ?? ''
  return {
    async openAccount() {
      accounts += 1
      const number = String(600_000 + accounts)
      const password = 'first-day'
      const { restId } = await sandbox.createAccount({ number, type: 'P', login: number, password })
      return { id: String(restId), number, login: number, password }
    },
    terminateAccount: (accountId) => sandbox.terminateAccount(numberOf(accountId)),
    postPayment: ({ accountId, amount, reference, comment }) =>
      void books.addPayment({
        soapId: soapIdOf(accountId),
        amount: kopecks(amount),
        classId: 1,
        manager: 'cashdesk',
        ...(reference === undefined ? {} : { receipt: reference }),
        ...(comment === undefined ? {} : { comment }),
      }),
    openTicket: ({ accountId, subject, text }) =>
      void books.addTicket({ soapId: soapIdOf(accountId), classId: 1, subject, side: 0, text }),
    charge(accountId, amount) {
      const soapId = soapIdOf(accountId)
      const [account] = books.findAccounts([Number(accountId)])
      const owned = (account?.paidTotal ?? 0n) - (account?.chargedTotal ?? 0n)
      // Only what is there can be taken.
      if (owned < kopecks(amount)) books.addPayment({ soapId, amount: kopecks('100.00'), classId: 1 })
      books.addDebit({ soapId, amount: kopecks(amount), description: 'Выезд мастера' })
    },
    advanceClock: (milliseconds) => books.advance(milliseconds),
    expireSessions: () => sandbox.expireSessions(),
  }
}

function createSamples({ books }: TestSandbox, office: Required<Office>): Samples {
  async function openRich(): Promise<string> {
    const { id } = await office.openAccount()
    await office.postPayment({ accountId: id, amount: '9000.00' })
    return id
  }
  return {
    unknownAccountId: '999999999',
    unknownRecordId: '999999999',
    foreignSystems: ['soap'],
    refusesRepeatedReference: true,
    cancelableDays: 3,
    order: async () => ({ wish: wish(await openRich(), { offeringId: '202' }), price: '1290.00', isCancelable: true }),
    finalOrder: async () => ({
      wish: wish(await openRich(), { action: 'CONNECT_SERVICE', offeringId: '62' }),
      isCancelable: false,
    }),
    ordersOfOneAccount: async () => {
      const accountId = await openRich()
      return ['201', '202', '301', '302'].map((offeringId) =>
        wish(accountId, { offeringId, action: offeringId.startsWith('2') ? 'BUY_EQUIPMENT' : 'SET_UP' }),
      )
    },
    refusedOrder: async () => ({ wish: wish(await openRich(), { offeringId: '999' }), reason: 'NOT_FOUND' }),
    debtor() {
      // Those that a proof has left without a promise are as good as before.
      const free = books.listAccounts({ limit: ACCOUNTS, offset: 0 }).find(({ soapId, toRestore, state }) => {
        const promises = books.listPromises({ soapIds: [soapId], limit: 1 })
        return state === 1 && toRestore > 0n && toRestore < 200_000n && promises.length === 0
      })
      if (free === undefined) throw new Error('no debtor is left')
      return String(free.restId)
    },
    streetSpellings: () => [
      {
        address: listedHouse(books, 'б-р Молодёжный'),
        spellings: { 'ул. Молодёжная': false, 'бульвар молодежный': true, Молодёжный: true },
      },
      { address: listedHouse(books, 'ул. Мира'), spellings: { МИРА: true, 'улица Мира': true, 'Мира ул.': true } },
    ],
  }
}

function wish(accountId: string, fields: Partial<OrderWish>): OrderWish {
  return { ...NO_WISH, accountId, action: 'BUY_EQUIPMENT', ...fields }
}

function listedHouse(books: TestSandbox['books'], street: string) {
  const houses = describeBooks(books).houses()
  const found = [...(Array.isArray(houses) ? houses : [])].find(
    ({ address, status }) => address.street === street && status === 'COVERED',
  )
  if (found === undefined) throw new Error(`no house in ${street}`)
  return found.address
}

function createConnections(sandbox: TestSandbox, opened: BillingSystem[]): Connections {
  const keep = (system: BillingSystem) => {
    opened.push(system)
    return system
  }
  return {
    settings: ['timeoutMs', 'reconcile', 'duplicateCheck'],
    open: (settings) => keep(connectBilling(sandbox, settings)),
    async openToNobody() {
      const nowhere = `http://127.0.0.1:${await freePort()}`
      return keep(connectBilling(sandbox, { soapUrl: `${nowhere}/soap` }))
    },
  }
}

function createCalls(sandbox: TestSandbox): Calls {
  return {
    of: async (operation) => (await sandbox.calls())[OPERATIONS[operation] ?? ''] ?? 0,
    logins: () => sandbox.logins(),
    reset: () => sandbox.resetCalls(),
  }
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

function kopecks(amount: string): bigint {
  return BigInt(amount.replace('.', ''))
}
