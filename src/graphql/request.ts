import { GraphQLError } from 'graphql'
import type { Auth, Caller } from '../auth/auth.ts'
import type { ContentBilling } from '../billing/content-port.ts'
import type { Reads } from '../billing/guard/read.ts'
import type { BillingSystem } from '../billing/port.ts'
import type { GraphqlContext } from './context.ts'
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
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal
}

export type ContextFactory = (request: OperationRequest) => Promise<GraphqlContext>

/**
 * Makes the context of one operation. Its signal aborts when the client leaves, with the client's reason, or when the
 * operation's time is over, with a `TimeoutError`: so that below the two can be told apart. Rejects when the store that
 * knows the sessions does not answer.
 */
export function createContextFactory(options: {
  readonly billing: BillingSystem
  readonly content: ContentBilling
  readonly auth: Auth
  readonly reads: Reads
  readonly timeZone: string
  readonly operationTimeoutMs: number
}): ContextFactory {
  const { billing, content, auth, reads, timeZone, operationTimeoutMs } = options
  return async ({ authorization, acceptLanguage, caller, signal }) => {
    const language = chooseLanguage(acceptLanguage)
    const call = { signal: AbortSignal.any([signal, AbortSignal.timeout(operationTimeoutMs)]) }
    const authenticate = () =>
      auth.authenticate(authorization, call).catch((cause: unknown) => {
        const error = new ContextError({ language, requestId: caller.requestId }, cause)
        throw new GraphQLError(error.message, { originalError: error, extensions: { http: { status: 503 } } })
      })
    return {
      authentication: await authenticate(),
      caller,
      language,
      call,
      capabilities: billing.capabilities,
      auth,
      loaders: createLoaders({ billing, reads, content, call }),
      content,
      timeZone,
    }
  }
}
