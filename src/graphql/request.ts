import { GraphQLError } from 'graphql'
import type { Auth, Caller } from '../auth/auth.ts'
import type { ContentBilling } from '../billing/content-port.ts'
import type { Reads } from '../billing/guard/read.ts'
import type { BillingSystem } from '../billing/port.ts'
import type { PaymentSupervision } from '../payments/supervision.ts'
import { StoreError } from '../store/error.ts'
import type { GraphqlContext } from './context.ts'
import { ERROR_CODES } from './error-codes.ts'
import { ContextError } from './errors.ts'
import { chooseLanguage } from './language.ts'
import { createLoaders } from './loaders.ts'

/** What a transport knows of one operation. */
export interface OperationRequest {
  /** The header's value. */
  readonly authorization?: string | undefined
  /** The header's value. */
  readonly acceptLanguage?: string | undefined
  readonly caller: Caller
  /** Aborts when the client leaves, with the client's reason, or with a `TimeoutError` when the operation's time is over. */
  readonly signal: AbortSignal
}

export type ContextFactory = (request: OperationRequest) => Promise<GraphqlContext>

/**
 * Makes the context of one operation. The transport's signal is also the operation's: it carries the client's presence
 * and the deadline, told apart by their reasons. Rejects when the store that knows the sessions does not answer.
 */
export function createContextFactory(options: {
  readonly billing: BillingSystem
  readonly content: ContentBilling
  readonly supervision: PaymentSupervision
  readonly auth: Auth
  readonly reads: Reads
  readonly timeZone: string
}): ContextFactory {
  const { billing, content, supervision, auth, reads, timeZone } = options
  return async ({ authorization, acceptLanguage, caller, signal }) => {
    const language = chooseLanguage(acceptLanguage)
    const call = { signal }
    const authenticate = () =>
      auth.authenticate(authorization, call).catch((cause: unknown) => {
        const error = new ContextError({ language, requestId: caller.requestId }, cause)
        const { httpStatus } =
          ERROR_CODES[cause instanceof StoreError ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR']
        throw new GraphQLError(error.message, { originalError: error, extensions: { http: { status: httpStatus } } })
      })
    return {
      authentication: await authenticate(),
      caller,
      language,
      call,
      capabilities: billing.capabilities,
      auth,
      loaders: createLoaders({ billing, reads, content, supervision, call }),
      content,
      supervision,
      timeZone,
    }
  }
}
