import { createAccountReads } from './accounts.ts'
import type { BooksOptions } from './bookOptions.ts'
import { cancelPayment } from './cancellation.ts'
import { createCatalogueReads } from './catalogue.ts'
import { type Clock, createClock } from './clock.ts'
import { listCoverage } from './coverage.ts'
import { type Database, openDatabase } from './database.ts'
import { createDebitReads, createDebitWrites } from './debits.ts'
import { addDevice, type DeviceBooks, removeDevice } from './devices.ts'
import { createDocumentReads } from './documents.ts'
import { createEquipmentReads } from './equipment.ts'
import { BooksError } from './error.ts'
import { createHelpdeskReads } from './helpdeskReads.ts'
import { findSettings, updateProfile, updateSettings } from './holders.ts'
import { createAccount, terminateAccount } from './lifecycle.ts'
import { judgeOrder } from './orderJudge.ts'
import { addOrder, cancelOrder, createOrderReads, repeatOrder } from './orders.ts'
import { addPayment, createRowReads } from './payments.ts'
import { addPromise, createPromiseReads } from './promised.ts'
import { hasBooks, readMeta, writeMeta } from './schema.ts'
import { DEMO_NUMBERS } from './seed/demo.ts'
import { seedBooks } from './seed/seed.ts'
import { createStatementReads } from './statement.ts'
import { createSubjectReads, setCredentials } from './subjects.ts'
import { addTicket, addTicketMessage, changeTicket, createTicketReads } from './tickets.ts'
import { createTouch, type Touch } from './touch.ts'
import type { Books } from './types.ts'

/** Up to this many accounts are written at the first start; beyond it each is written when it is first asked for. */
const EAGER_ACCOUNTS_MAX = 20_000

const ACCOUNTS_MAX = 1_000_000

/** 2000-01-01 and 2100-01-01: the clock starts between them. */
const START_FROM = 946_684_800_000
const START_TO = 4_102_444_800_000

/**
 * Opens the books, and writes new ones when the file is new. Reading what is not there finds nothing; what cannot be
 * done is a BooksError, and then nothing is written.
 */
export function openBooks(options: BooksOptions): Books {
  checkOptions(options)
  const database = openDatabase(options.file)
  try {
    prepareBooks(database, options)
    return assembleBooks(database, options)
  } catch (error) {
    database.close()
    throw error
  }
}

function assembleBooks(database: Database, options: BooksOptions): Books {
  const clock = createClock(database, options.elapsed)
  const touch = createTouch(database, { accounts: options.accounts, startAt: readMeta(database, 'start_at') })
  let open = true
  return {
    now: () => clock.now(),
    advance: (milliseconds) => clock.advance(milliseconds),
    ...createReads({ database, clock, touch }),
    ...createWrites({ database, clock, touch }),
    rehearse: (work) => {
      clock.settle()
      try {
        return database.rehearse(work)
      } finally {
        touch.forget()
      }
    },
    close: () => {
      if (open) clock.save(clock.now())
      open = false
      database.close()
    },
  }
}

interface Parts {
  readonly database: Database
  readonly clock: Clock
  readonly touch: Touch
}

type WriteName =
  | 'addPayment'
  | 'cancelPayment'
  | 'createAccount'
  | 'terminateAccount'
  | 'addTicket'
  | 'setCredentials'
  | 'addTicketMessage'
  | 'changeTicket'
  | 'addOrder'
  | 'cancelOrder'
  | 'repeatOrder'
  | 'setOrderCare'
  | 'updateProfile'
  | 'updateSettings'
  | keyof DeviceBooks
  | 'addPromise'
  | 'addDebit'

/** Whatever fell due while time went by is done before anything is read. */
function createReads({
  database,
  clock,
  touch,
}: Parts): Omit<Books, WriteName | 'now' | 'advance' | 'rehearse' | 'close'> {
  const accounts = createAccountReads(database, touch)
  const catalogue = createCatalogueReads(database)
  const equipment = createEquipmentReads(database, { touch, listTariffs: () => catalogue.listTariffs(null) })
  const documents = createDocumentReads(database, { touch, now: () => clock.now() })
  const tickets = createTicketReads(database, touch)
  const helpdesk = createHelpdeskReads(database, touch)
  const promises = createPromiseReads(database, { touch, now: () => clock.now() })
  const subjects = createSubjectReads(database, touch)
  const rows = createRowReads(database, touch)
  const statements = createStatementReads(database, touch)
  const orders = createOrderReads(database, touch)
  const debits = createDebitReads(database)

  function read<T>(work: () => T): T {
    clock.settle()
    return work()
  }

  return {
    findAccounts: (restIds) => read(() => accounts.findAccounts(restIds)),
    findAccountsBySoapId: (soapIds) => read(() => accounts.findAccountsBySoapId(soapIds)),
    findAccountByNumber: (number) => read(() => accounts.findAccountByNumber(number)),
    findAccountsByNumber: (numbers) => read(() => accounts.findAccountsByNumber(numbers)),
    listAccounts: (page) => read(() => accounts.listAccounts(page)),
    findAgreements: (restIds) => read(() => accounts.findAgreements(restIds)),
    findProfiles: (restIds) => read(() => accounts.findProfiles(restIds)),
    listServices: (restIds) => read(() => accounts.listServices(restIds)),
    listAddresses: (serviceIds) => read(() => equipment.listAddresses(serviceIds)),
    listDocuments: (restIds) => read(() => documents.listDocuments(restIds)),
    listDevices: (restIds) => read(() => equipment.listDevices(restIds)),
    listAvailableTariffs: (serviceIds) => read(() => equipment.listAvailableTariffs(serviceIds)),
    ...catalogue,
    listCoverage: (filter) => read(() => listCoverage(database, filter)),
    findSettings: (restIds) =>
      read(() => {
        touch.restIds(restIds)
        return findSettings(database, restIds)
      }),
    listTickets: (filter) => read(() => tickets.listTickets(filter)),
    listTicketMessages: (filter) => read(() => tickets.listTicketMessages(filter)),
    findTicketMessages: (externalId) => read(() => helpdesk.findTicketMessages(externalId)),
    listTicketStates: (filter) => read(() => helpdesk.listTicketStates(filter)),
    listTicketQueue: (filter) => read(() => helpdesk.listTicketQueue(filter)),
    listPromises: (filter) => read(() => promises.listPromises(filter)),
    listPromiseOffers: (soapIds) => read(() => promises.listPromiseOffers(soapIds)),
    findSubjects: (ids) => read(() => subjects.findSubjects(ids)),
    findLogins: (filter) => read(() => subjects.findLogins(filter)),
    checkCredentials: (login, password) => read(() => subjects.checkCredentials(login, password)),
    listPayments: (filter) => read(() => rows.listPayments(filter)),
    listCharges: (filter) => read(() => rows.listCharges(filter)),
    findDebits: (receipt) => read(() => debits.findDebits(receipt)),
    listDebits: (page) => read(() => debits.listDebits(page)),
    listRegistry: (page) => read(() => rows.listRegistry(page)),
    ledger: (page) => read(() => rows.ledger(page)),
    listOrders: (filter) => read(() => orders.listOrders(filter)),
    listOrderTerms: (soapIds) => read(() => orders.listOrderTerms(soapIds)),
    quoteOrder: (wish) => {
      touch.soapIds([wish.soapId])
      return judgeOrder(database, wish, { now: clock.settle(), orderId: null })
    },
    statement: (soapId, from, to) => read(() => statements.statement(soapId, from, to)),
  }
}

function createWrites({ database, clock, touch }: Parts): Pick<Books, WriteName> {
  function write<T>(work: (now: number) => T): T {
    const now = clock.settle()
    const result = database.transaction(() => {
      const written = work(now)
      clock.save(now)
      return written
    })
    clock.reload()
    return result
  }

  return {
    ...createTicketWrites({ database, touch, write }),
    ...createDebitWrites({ database, touch, write }),
    addPayment: (payment) => {
      touch.soapIds([payment.soapId])
      return write((now) => addPayment(database, payment, now))
    },
    cancelPayment: (cancellation) => {
      touch.records([cancellation.recordId])
      return write((now) => cancelPayment(database, cancellation, now))
    },
    createAccount: (account) => {
      touch.numbers([account.number, account.login])
      return write((now) => createAccount(database, account, now))
    },
    terminateAccount: (number) => {
      touch.numbers([number])
      return write((now) => terminateAccount(database, number, now))
    },
    addPromise: (promise) => {
      touch.soapIds([promise.soapId])
      return write((now) => addPromise(database, promise, now))
    },
    setCredentials: (wanted) => {
      touch.subjects([wanted.subjectId])
      // A seeded login is as taken before its account was ever looked at.
      if (wanted.login !== undefined) touch.numbers([wanted.login])
      write(() => setCredentials(database, wanted))
    },
    addDevice: (device) => {
      touch.restIds([device.restId])
      return write((now) => addDevice(database, device, now))
    },
    removeDevice: (device) => {
      touch.restIds([device.restId])
      return write(() => removeDevice(database, device))
    },
    updateProfile: (restId, change) => {
      touch.restIds([restId])
      write(() => updateProfile(database, restId, change))
    },
    updateSettings: (restId, change) => {
      touch.restIds([restId])
      write(() => updateSettings(database, restId, change))
    },
    addOrder: (order) => {
      touch.soapIds([order.soapId])
      return write((now) => addOrder(database, order, now))
    },
    repeatOrder: (order) => write(() => repeatOrder(database, order)),
    setOrderCare: (isCareful) => write(() => writeMeta(database, 'careless_orders', isCareful ? 0 : 1)),
    cancelOrder: (key) => write((now) => cancelOrder(database, key, now)),
  }
}

function createTicketWrites({
  database,
  touch,
  write,
}: Pick<Parts, 'database' | 'touch'> & { readonly write: <T>(work: (now: number) => T) => T }): Pick<
  Books,
  'addTicket' | 'addTicketMessage' | 'changeTicket'
> {
  return {
    addTicket: (ticket) => {
      touch.soapIds(ticket.soapId === null ? [] : [ticket.soapId])
      return write((now) => addTicket(database, ticket, now))
    },
    addTicketMessage: (ticketId, message) => {
      touch.tickets([ticketId])
      return write((now) => addTicketMessage(database, { ticketId, message }, now))
    },
    changeTicket: (change) => {
      touch.tickets([change.ticketId])
      return write((now) => changeTicket(database, change, now))
    },
  }
}

function prepareBooks(database: Database, { file, accounts, startAt, eagerAccounts }: BooksOptions): void {
  if (hasBooks(database, file)) {
    const seeded = readMeta(database, 'accounts')
    if (seeded === accounts) return
    throw new BooksError(
      'UNUSABLE_FILE',
      `The books were seeded with ${seeded} accounts, not ${accounts}. Delete the file to seed it anew.`,
    )
  }
  const eagerMax = eagerAccounts ?? EAGER_ACCOUNTS_MAX
  seedBooks(database, { accounts, startAt }, accounts <= eagerMax ? accounts : DEMO_NUMBERS.length)
}

function checkOptions({ accounts, startAt }: BooksOptions): void {
  if (!Number.isInteger(accounts) || accounts < DEMO_NUMBERS.length || accounts > ACCOUNTS_MAX) {
    throw new BooksError(
      'INVALID_OPTIONS',
      `The books hold ${DEMO_NUMBERS.length} (those of the demo logins) to ${ACCOUNTS_MAX} accounts, not ${accounts}.`,
    )
  }
  if (!Number.isInteger(startAt) || startAt < START_FROM || startAt >= START_TO) {
    throw new BooksError('INVALID_OPTIONS', `The clock cannot start at ${startAt}.`)
  }
}
