import { GraphQLError } from 'graphql'
import type { Attachments } from '../attachments/attachments.ts'
import type { Access } from '../auth/access.ts'
import type { Arrival, Auth, Authentication, AuthenticationVerdict, PartnerObjection } from '../auth/auth.ts'
import type { ContentBilling } from '../billing/content-port.ts'
import type { Reads } from '../billing/guard/read.ts'
import type { BillingSystem } from '../billing/port.ts'
import type { Cabinet } from '../cabinet/cabinet.ts'
import type { Live } from '../live/live.ts'
import type { Checkouts } from '../payments/checkouts.ts'
import type { FiscalReceipts } from '../payments/fiscal-receipts.ts'
import type { PartnerPayments } from '../payments/partner-payments.ts'
import type { PromisedPayments } from '../payments/promised-payments.ts'
import type { ServiceOrders } from '../payments/service-orders.ts'
import type { PaymentSupervision } from '../payments/supervision.ts'
import type { TransferSupervision } from '../payments/transfer-supervision.ts'
import type { Transfers } from '../payments/transfers.ts'
import type { Receipts } from '../receipts/receipts.ts'
import type { Reports } from '../reports/reports.ts'
import { StoreError } from '../store/error.ts'
import type { GraphqlContext } from './context.ts'
import { createDeviceChanges } from './device/changes.ts'
import { ERROR_CODES, type ErrorCode } from './error-codes.ts'
import { ClientError, ContextError, type Reader } from './errors.ts'
import { chooseLanguage } from './language.ts'
import { createLoaders } from './loaders.ts'

/** What a transport knows of one operation. */
export interface OperationRequest extends Arrival {
  /** The header's value. */
  readonly authorization?: string | undefined
  /** The header's value. */
  readonly acceptLanguage?: string | undefined
  /** Aborts when the client leaves, with the client's reason, or with a `TimeoutError` when the operation's time is over. */
  readonly signal: AbortSignal
}

export type ContextFactory = (request: OperationRequest) => Promise<GraphqlContext>

/**
 * Makes the context of one operation. The transport's signal is also the operation's: it carries the client's presence
 * and the deadline, told apart by their reasons. Rejects when the store that knows the sessions does not answer, and for a
 * partner whose address or signature does not fit: then nothing of the operation runs.
 */
export function createContextFactory(options: {
  readonly billing: BillingSystem
  readonly content: ContentBilling
  readonly supervision: PaymentSupervision
  readonly auth: Auth
  readonly access: Access
  readonly checkouts: Checkouts
  readonly fiscalReceipts: FiscalReceipts
  readonly partnerPayments: PartnerPayments
  readonly serviceOrders: ServiceOrders
  readonly cabinet: Cabinet
  readonly reports: Reports
  readonly receipts: Receipts
  readonly attachments: Pick<Attachments, 'linkTo' | 'listOfMessages'>
  readonly promisedPayments: PromisedPayments
  readonly transfers: Transfers
  readonly transferSupervision: TransferSupervision
  readonly reads: Reads
  readonly live: Live
  readonly timeZone: string
  /** Whether everything that would write to the billing or the acquirer is refused. */
  readonly readOnly?: boolean
}): ContextFactory {
  const { billing, content, supervision, auth, access, partnerPayments, serviceOrders, promisedPayments } = options
  const { checkouts, fiscalReceipts, transfers, transferSupervision } = options
  const { cabinet, reports, receipts, attachments, reads, live, timeZone, readOnly = false } = options
  const shared: Omit<GraphqlContext, keyof Own> = {
    capabilities: billing.capabilities,
    readOnly,
    auth,
    access,
    checkouts,
    fiscalReceipts,
    partnerPayments,
    serviceOrders,
    cabinet,
    reports,
    receipts,
    attachments,
    promisedPayments,
    transfers,
    transferSupervision,
    live,
    deviceChanges: createDeviceChanges(billing),
    content,
    supervision,
    timeZone,
  }
  return async (request) => {
    const { acceptLanguage, caller, signal } = request
    const language = chooseLanguage(acceptLanguage)
    const call = { signal }
    const own: Own = {
      authentication: await authenticate(auth, request, { language, requestId: caller.requestId }),
      caller,
      language,
      call,
      loaders: createLoaders({ billing, reads, content, supervision, fiscalReceipts, attachments, receipts, call }),
    }
    // Apollo copies what a context holds itself for each operation, and leaves its prototype as it is.
    const context: typeof shared = Object.create(shared)
    return Object.assign(context, own)
  }
}

/** What the context of one operation shares with no other. */
type Own = Pick<GraphqlContext, 'authentication' | 'caller' | 'language' | 'call' | 'loaders'>

const CODE_BY_OBJECTION: Readonly<Record<PartnerObjection, ErrorCode>> = {
  address_not_allowed: 'ADDRESS_NOT_ALLOWED',
  signature_missing: 'SIGNATURE_MISSING',
  signature_invalid: 'SIGNATURE_INVALID',
  signature_stale: 'SIGNATURE_STALE',
  signature_replayed: 'SIGNATURE_REPLAYED',
}

async function authenticate(auth: Auth, request: OperationRequest, reader: Reader): Promise<Authentication> {
  const { authorization, signal } = request
  let verdict: AuthenticationVerdict
  try {
    verdict = await auth.authenticate(authorization, { signal }, request)
  } catch (cause) {
    throw refuse(reader, { cause, code: cause instanceof StoreError ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR' })
  }
  if (verdict.kind !== 'turned_away') return verdict
  const code = CODE_BY_OBJECTION[verdict.reason]
  throw refuse(reader, { cause: new ClientError(code), code })
}

function refuse(reader: Reader, { cause, code }: { cause: unknown; code: ErrorCode }): GraphQLError {
  const error = new ContextError(reader, cause)
  const { httpStatus } = ERROR_CODES[code]
  return new GraphQLError(error.message, { originalError: error, extensions: { http: { status: httpStatus } } })
}
