import { type Currency, type Money, zeroMoney } from '../../domain/money.ts'
import type { PaymentMethod } from '../../domain/payment.ts'
import type { OpenableCategory } from '../../domain/ticket.ts'
import {
  NO_COVERAGE,
  NO_DEVICES,
  NO_DOCUMENTS,
  NO_FOREIGN_KEYS,
  NO_OFFERINGS,
  NO_OPERATORS,
  NO_REGIONS,
} from '../absent.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import { assembleBilling } from '../assemble.ts'
import type { BillingSystem } from '../port.ts'
import { type CallReport, createHttp } from '../transport/http.ts'
import { createAccounts } from './accounts.ts'
import { createAgreements } from './agreements.ts'
import { abillsCapabilities } from './capabilities.ts'
import { createCharges } from './charges.ts'
import { createAbillsClient } from './client.ts'
import { PAYMENT_METHOD } from './codes.ts'
import type { NumberField } from './context.ts'
import { createCredentials } from './credentials.ts'
import { createHealth } from './health.ts'
import { createLogins } from './logins.ts'
import { createOrders } from './orders.ts'
import { createPayments } from './payments.ts'
import { SURE_REFERENCE_LENGTH } from './posting-orders.ts'
import { createPostings } from './postings.ts'
import { createProfiles } from './profiles.ts'
import { createPromisedPayments } from './promised-payments.ts'
import { createServices } from './services.ts'
import { createSubscriberSessions } from './sessions.ts'
import { createStatements } from './statements.ts'
import { createTariffs } from './tariffs.ts'
import type { Chapters } from './ticket-rows.ts'
import { createTickets } from './tickets.ts'
import { whileWaiting } from './waiting.ts'

/** How to reach an ABillS billing, and what this installation of it is like. */
export interface AbillsOptions {
  /** With the path of the API: "https://billing.example:9443/api.cgi". */
  readonly url: string
  /** The key of a member of staff (header KEY). */
  readonly key: string
  /** IANA zone of the billing's dates. */
  readonly timeZone: string
  readonly currency: Currency
  /** The longest that one call may take, waiting for a connection included. */
  readonly timeoutMs: number
  /** Calls at once; four are as many as it works on. */
  readonly maxConcurrency: number
  /** Which field is the account's number. The login unless said otherwise. */
  readonly numberField?: NumberField
  /** Types of payments that the installation has beside those that are shipped, by their numbers. */
  readonly paymentMethods?: Readonly<Record<string, PaymentMethod>>
  /** The chapter of the helpdesk that each category goes to; one chapter for all of them is the first. */
  readonly chapters?: Readonly<Partial<Record<OpenableCategory, number>>>
  /** Whether a hold is of the whole account or of a service. */
  readonly holdup?: 'account' | 'service'
  /** What the installation charges for a hold; nothing unless said otherwise. */
  readonly holdupPrice?: Money
  /** Whether the key may read passwords, so that a subscriber's session can be opened without a sign-in. */
  readonly opensSessions?: boolean
  /** How much of an external id the table of payments keeps: 28 unless said otherwise. */
  readonly referenceLength?: number
  /** Whether POST is asked to refuse an external id that is there already. True unless said otherwise. */
  readonly duplicateCheck?: boolean
  /** Whether subscribers place orders themselves. True unless said otherwise. */
  readonly selfServiceOrders?: boolean
  /** Hears of each finished call. */
  readonly onCall?: (report: CallReport) => void
  /** Hears of what was read although it is odd. */
  readonly onOddity?: OnOddity
}

const MAX_ANSWER_BYTES = 4 * 1024 * 1024
/** A queue of this many times the calls at once is as long as a caller may have the patience for. */
const WAITING_PER_CONNECTION = 32

/** An ABillS billing over its REST API. Opens no connection yet. */
export function createAbillsBilling(options: AbillsOptions): BillingSystem {
  const { key, timeoutMs, maxConcurrency, onCall } = options
  const url = new URL(options.url)
  const http = createHttp({
    origin: url.origin,
    timeoutMs,
    maxConcurrency,
    maxWaiting: maxConcurrency * WAITING_PER_CONNECTION,
    maxAnswerBytes: MAX_ANSWER_BYTES,
    onCall,
  })
  const client = createAbillsClient({ http, basePath: url.pathname.replace(/\/+$/, ''), key })
  const context = {
    timeZone: options.timeZone,
    currency: options.currency,
    onOddity: options.onOddity ?? (() => {}),
    numberField: options.numberField ?? 'login',
    paymentMethods: { ...PAYMENT_METHOD, ...options.paymentMethods },
    referenceLength: options.referenceLength ?? SURE_REFERENCE_LENGTH,
  }
  const side = { client, context }
  const sessions = createSubscriberSessions(client, { opensByPassword: options.opensSessions ?? false })
  const accounts = createAccounts(side)
  const payments = createPayments(side)
  const holdupPrice = options.holdupPrice ?? zeroMoney(options.currency)
  const habits = { duplicateCheck: options.duplicateCheck ?? true }

  let closed = false
  const end = { close: async () => void (closed = true) }
  const guard = <T extends object>(slice: T) => whileWaiting(slice, () => closed)
  return assembleBilling({
    name: 'abills',
    capabilities: abillsCapabilities({
      selfServiceOrders: options.selfServiceOrders ?? true,
      maxReferenceLength: context.referenceLength,
    }),
    slices: {
      accounts: guard(accounts),
      agreements: guard(createAgreements(side)),
      profiles: guard(createProfiles(side)),
      tariffs: guard(createTariffs(side, sessions)),
      services: guard(createServices(side)),
      payments: guard(payments),
      postings: guard(createPostings({ ...side, habits }, payments)),
      promisedPayments: guard(createPromisedPayments(side, sessions)),
      charges: guard(createCharges(side)),
      statements: guard(createStatements(side)),
      tickets: guard(createTickets({ client, sessions, context: { ...context, chapters: readChapters(options) } })),
      orders: guard(
        createOrders(side, { client, sessions, context, holdup: options.holdup ?? 'account', holdupPrice }),
      ),
      devices: guard(NO_DEVICES),
      documents: guard(NO_DOCUMENTS),
      offerings: guard(NO_OFFERINGS),
      regions: guard(NO_REGIONS),
      coverage: guard(NO_COVERAGE),
      operators: guard(NO_OPERATORS),
      credentials: guard(createCredentials({ side, accounts, sessions })),
      logins: guard(createLogins(side)),
      identity: guard(NO_FOREIGN_KEYS),
      health: guard(createHealth(side)),
    },
    shared: [end, http],
  })
}

/** A helpdesk has its first chapter from the start; what is not told goes there. */
const FIRST_CHAPTER = 1

function readChapters({ chapters = {} }: AbillsOptions): Chapters {
  const {
    FAULT = FIRST_CHAPTER,
    CHANGE_REQUEST = FAULT,
    CONSULTATION = FAULT,
    VISIT = FAULT,
    CONNECTION = FAULT,
  } = chapters
  return { FAULT, CHANGE_REQUEST, CONSULTATION, VISIT, CONNECTION }
}
