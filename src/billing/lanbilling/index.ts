import { readFileSync } from 'node:fs'
import type { Currency } from '../../domain/money.ts'
import {
  NO_CHARGES,
  NO_COVERAGE,
  NO_DEVICES,
  NO_DOCUMENTS,
  NO_FOREIGN_KEYS,
  NO_OFFERINGS,
  NO_OPERATORS,
  NO_REGIONS,
  NO_STATEMENTS,
  NO_TICKETS,
} from '../absent.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import { assembleBilling } from '../assemble.ts'
import type { BillingSystem } from '../port.ts'
import { readAnswerShapes } from '../transport/directed-xml-shapes.ts'
import { type CallReport, createHttp } from '../transport/http.ts'
import { createSoapClient } from '../transport/soap-client.ts'
import { writeElement } from '../transport/xml.ts'
import { createAccounts, createAgreements } from './accounts.ts'
import { lanbillingCapabilities } from './capabilities.ts'
import { createCredentials } from './credentials.ts'
import { readFault } from './faults.ts'
import { createHealth } from './health.ts'
import { createLogins } from './logins.ts'
import { createOrders } from './orders.ts'
import { createPayments } from './payments.ts'
import { createPostings } from './postings.ts'
import { createProfiles } from './profiles.ts'
import { createPromisedPayments } from './promised-payments.ts'
import { createServices } from './services.ts'
import type { LanSide, OwnLists } from './side.ts'
import { createSignIn, NAMESPACE } from './sign-in.ts'
import { createTariffs } from './tariffs.ts'
import { createTickets } from './tickets.ts'

/** How to reach a LANBilling, and what this installation has made of its lists. */
export interface LanbillingOptions extends Partial<OwnLists> {
  /** Address of the SOAP interface, of which the path may be "/". */
  readonly url: string
  /** A manager's, best one that nobody else uses: payments are noted as this manager's. */
  readonly login: string
  readonly password: string
  /** IANA zone of the billing's dates. */
  readonly timeZone: string
  readonly currency: Currency
  /** The longest that one call may take, waiting for a connection included. */
  readonly timeoutMs: number
  /** Calls at once. */
  readonly maxConcurrency: number
  /** Logins of managers that may sign in as operators. None unless said otherwise. */
  readonly operators?: readonly string[]
  /** Whether subscribers place orders themselves. True unless said otherwise. */
  readonly selfServiceOrders?: boolean
  /** Whether everybody who writes payments asks for the check, so that no receipt is ever there twice. False unless said otherwise. */
  readonly honoursExternalId?: boolean
  /** Milliseconds since the epoch; the system's clock unless said otherwise. */
  readonly now?: () => number
  /** Hears of each finished call. */
  readonly onCall?: (report: CallReport) => void
  /** Hears of what was read although it is odd. */
  readonly onOddity?: OnOddity
}

const MAX_ANSWER_BYTES = 2 * 1024 * 1024
/** A queue of this many times the calls at once is as long as a caller may have the patience for. */
const WAITING_PER_CONNECTION = 16
const SHAPES = readAnswerShapes(readFileSync(new URL('./lanbilling.wsdl', import.meta.url), 'utf8'))

/** LANBilling by its `api3`: everything over one SOAP address, in one session of a manager. Opens no connection yet. */
export function createLanbillingBilling(options: LanbillingOptions): BillingSystem {
  const { login, password, timeZone, currency, maxConcurrency } = options
  const url = new URL(options.url)
  const http = createHttp({
    origin: url.origin,
    timeoutMs: options.timeoutMs,
    maxConcurrency,
    maxWaiting: maxConcurrency * WAITING_PER_CONNECTION,
    maxAnswerBytes: MAX_ANSWER_BYTES,
    onCall: options.onCall,
  })
  const soap = createSoapClient({
    http,
    path: url.pathname,
    namespace: NAMESPACE,
    faults: readFault,
    shapes: SHAPES,
    login: { name: 'Login', content: writeElement('login', login) + writeElement('pass', password), writes: false },
    logout: { name: 'Logout', content: '', writes: false },
  })
  const { paymentClasses = {}, ticketClasses = {}, ticketStatuses = {} } = options
  const { onOddity = () => {}, now = Date.now } = options
  const lists = { paymentClasses, ticketClasses, ticketStatuses }
  const side: LanSide = { soap, context: { timeZone, currency, onOddity, now }, lists, login }
  const hasTickets = Object.keys(ticketClasses).length > 0 && Object.keys(ticketStatuses).length > 0
  const signIn = createSignIn({ http, path: url.pathname })

  return assembleBilling({
    name: 'lanbilling',
    capabilities: lanbillingCapabilities({
      honoursExternalId: options.honoursExternalId ?? false,
      selfServiceOrders: options.selfServiceOrders ?? true,
      tickets: hasTickets,
    }),
    slices: {
      ...createMoney(side),
      accounts: createAccounts(side),
      agreements: createAgreements(side),
      profiles: createProfiles(side),
      tariffs: createTariffs(side),
      services: createServices(side),
      tickets: hasTickets ? createTickets(side) : NO_TICKETS,
      orders: createOrders(side),
      devices: NO_DEVICES,
      documents: NO_DOCUMENTS,
      offerings: NO_OFFERINGS,
      regions: NO_REGIONS,
      coverage: NO_COVERAGE,
      operators: NO_OPERATORS,
      credentials: createCredentials({ side, signIn, operators: options.operators ?? [] }),
      logins: createLogins(side),
      identity: NO_FOREIGN_KEYS,
      health: createHealth(side),
    },
    shared: [{ close: () => soap.logOut() }, http],
  })
}

function createMoney(side: LanSide) {
  const payments = createPayments(side)
  return {
    payments,
    postings: createPostings(side, payments),
    promisedPayments: createPromisedPayments(side),
    charges: NO_CHARGES,
    statements: NO_STATEMENTS,
  }
}
