import { readFileSync } from 'node:fs'
import type { Currency } from '../../domain/money.ts'
import type { ReadContext } from '../adapter/context.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import { openHttp, pathOf } from '../adapter/open-http.ts'
import { assembleBilling } from '../assemble.ts'
import type { BillingSystem, Reconcile } from '../port.ts'
import { readAnswerShapes } from '../transport/directed-xml-shapes.ts'
import type { CallReport, Http } from '../transport/http.ts'
import { createSoapClient, type SoapClient } from '../transport/soap-client.ts'
import { writeElement } from '../transport/xml.ts'
import { createAccounts } from './accounts.ts'
import { createAgreements } from './agreements.ts'
import { referenceCapabilities } from './capabilities.ts'
import { createCharges } from './charges.ts'
import { createCoverage } from './coverage.ts'
import { createCredentials } from './credentials.ts'
import { createDevices } from './devices.ts'
import { createDocuments } from './documents.ts'
import { readSoapFault } from './faults.ts'
import { createHealth } from './health.ts'
import { createIdentity } from './identity.ts'
import { createLogins } from './logins.ts'
import { createOfferings } from './offerings.ts'
import { createOperators } from './operators.ts'
import { createOrders } from './orders.ts'
import { createPayments } from './payments.ts'
import { createPostings } from './postings.ts'
import { createProfiles } from './profiles.ts'
import { keepsPromiseReferences } from './promised-payment-writes.ts'
import { createPromisedPayments } from './promised-payments.ts'
import { createRegions } from './regions.ts'
import { createRestClient } from './rest.ts'
import { createServices } from './services.ts'
import { createStatements } from './statements.ts'
import { createTariffs } from './tariffs.ts'
import { createTickets } from './tickets.ts'

/** How to reach the reference billing: `restUrl` and `soapUrl` may be one host or two. */
export interface ReferenceOptions {
  readonly restUrl: string
  readonly restKey: string
  readonly soapUrl: string
  readonly soapLogin: string
  readonly soapPassword: string
  /** IANA zone of the billing's dates. */
  readonly timeZone: string
  readonly currency: Currency
  /** The longest that one call may take, waiting for a connection included. */
  readonly timeoutMs: number
  /** Calls at once to each host. */
  readonly maxConcurrency: number
  /**
   * How payments are looked up: `exact` (the default) by FindPayment, `comment` in the comments of the account's payments,
   * where the reference is written as well, `statement` by what is new there, `none` not at all.
   */
  readonly reconcile?: Reconcile
  /** Whether AddPayment is asked to refuse a receipt that it has. True unless said otherwise. */
  readonly duplicateCheck?: boolean
  /** Whether subscribers place orders themselves. True unless said otherwise. */
  readonly selfServiceOrders?: boolean
  /** Whether everybody who writes asks for that check, so that no receipt is ever there twice. False unless said otherwise. */
  readonly honoursExternalId?: boolean
  /** Hears of each finished call. */
  readonly onCall?: (report: CallReport) => void
  /** Hears of what was read although it is odd. */
  readonly onOddity?: OnOddity
}

const NAMESPACE = 'urn:reference-billing'
const SHAPES = readAnswerShapes(readFileSync(new URL('./billing.wsdl', import.meta.url), 'utf8'))

/** The reference billing: accounts, catalogue, services and credentials over REST, money and tickets over SOAP. Opens no connection yet. */
export function createReferenceBilling(options: ReferenceOptions): BillingSystem {
  const restUrl = new URL(options.restUrl)
  const soapUrl = new URL(options.soapUrl)
  const restHttp = openHttp(options.restUrl, options)
  const soapHttp = soapUrl.origin === restUrl.origin ? restHttp : openHttp(options.soapUrl, options)
  const soap = openSoap(soapHttp, soapUrl, options)

  const context: ReadContext = {
    timeZone: options.timeZone,
    currency: options.currency,
    onOddity: options.onOddity ?? (() => {}),
  }
  const { onOddity } = context
  const rest = createRestClient({ http: restHttp, basePath: pathOf(options.restUrl), key: options.restKey, onOddity })
  const identity = createIdentity(rest, onOddity)
  const accounts = createAccounts({ rest, context, onAccounts: (read) => identity.remember(read) })
  const soapSide = { soap, identity, context }
  const payments = createPayments(soapSide)
  const { soapLogin: login, reconcile = 'exact', duplicateCheck = true } = options
  const habits = { login, reconcile, duplicateCheck }

  return assembleBilling({
    name: 'reference',
    capabilities: referenceCapabilities({
      honoursExternalId: habits.duplicateCheck && (options.honoursExternalId ?? false),
      reconcile: habits.reconcile,
      selfServiceOrders: options.selfServiceOrders ?? true,
      promiseReferences: keepsPromiseReferences(habits),
    }),
    slices: {
      accounts,
      agreements: createAgreements(rest, context),
      profiles: createProfiles(rest, context),
      tariffs: createTariffs(rest, context),
      services: createServices(rest, context),
      payments,
      postings: createPostings({ ...soapSide, identity, habits }, payments),
      promisedPayments: createPromisedPayments({ ...soapSide, habits }),
      charges: createCharges(soapSide),
      statements: createStatements(soapSide),
      tickets: createTickets(soapSide),
      orders: createOrders(soapSide),
      devices: createDevices(rest, context),
      documents: createDocuments(rest, context),
      offerings: createOfferings(rest, context),
      regions: createRegions(rest, context),
      coverage: createCoverage(rest, context),
      operators: createOperators(rest, context),
      credentials: createCredentials(rest, accounts),
      logins: createLogins(rest),
      identity,
      health: createHealth(rest, soap),
    },
    shared: [{ close: () => soap.logOut() }, ...new Set([restHttp, soapHttp])],
  })
}

function openSoap(http: Http, url: URL, { soapLogin, soapPassword }: ReferenceOptions): SoapClient {
  const credentials = writeElement('login', soapLogin) + writeElement('pass', soapPassword)
  return createSoapClient({
    http,
    path: url.pathname,
    namespace: NAMESPACE,
    faults: readSoapFault,
    shapes: SHAPES,
    login: { name: 'Login', content: credentials, writes: false },
    logout: { name: 'Logout', content: '', writes: false },
  })
}
