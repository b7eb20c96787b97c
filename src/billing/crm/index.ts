import type { OnOddity } from '../adapter/oddity.ts'
import type { HealthBilling, IdentityBilling, TicketBilling } from '../port.ts'
import { type CallReport, createHttp } from '../transport/http.ts'
import { createCrmClient } from './client.ts'
import { type Contracts, createCustomers } from './customers.ts'
import { pingCrm } from './health.ts'
import { onlyWhileOpen } from './open.ts'
import { createTickets } from './tickets.ts'

export { CRM } from './client.ts'
export type { Contracts } from './customers.ts'
export { MAX_REFERENCE_LENGTH as MAX_CRM_REFERENCE_LENGTH } from './ticket-writes.ts'

/** How to reach a CRM for tickets that stands beside a billing. */
export interface CrmOptions {
  /** Base address: "https://crm.example/api". */
  readonly url: string
  readonly token: string
  readonly timeoutMs: number
  /** Calls at once. */
  readonly maxConcurrency: number
  readonly contracts: Contracts
  readonly onCall?: (report: CallReport) => void
  readonly onOddity?: OnOddity
}

/** The slices that the CRM serves, in whatever assembly. */
export interface Crm {
  readonly tickets: TicketBilling
  /** Of accounts and customers. */
  readonly identity: IdentityBilling
  readonly health: HealthBilling
  close(): Promise<void>
}

const MAX_ANSWER_BYTES = 2 * 1024 * 1024
/** As with a billing: a queue of this many times the calls at once is as long as a caller may have the patience for. */
const WAITING_PER_CONNECTION = 16

/** Opens no connection yet. */
export function createCrm(options: CrmOptions): Crm {
  const { token, timeoutMs, maxConcurrency, contracts, onCall, onOddity = () => {} } = options
  const url = new URL(options.url)
  const maxWaiting = maxConcurrency * WAITING_PER_CONNECTION
  const limits = { timeoutMs, maxConcurrency, maxWaiting, maxAnswerBytes: MAX_ANSWER_BYTES }
  const http = createHttp({ origin: url.origin, ...limits, onCall })
  const client = createCrmClient({ http, basePath: url.pathname.replace(/\/+$/, ''), token })
  const customers = createCustomers(client, contracts, onOddity)
  return {
    tickets: onlyWhileOpen(createTickets({ client, customers, onOddity }), client),
    identity: customers,
    health: { ping: (call) => pingCrm(client, call) },
    close() {
      client.close()
      return http.close()
    },
  }
}
