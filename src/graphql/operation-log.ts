import type { GraphQLRequestContextWillSendResponse } from '@apollo/server'
import type { Log, LogFields } from '../observability/log.ts'
import type { GraphqlContext } from './context.ts'

const MAX_NAME_LENGTH = 64

/** One line for each operation: what ran, for whom, for how long and how it ended. Never a variable or a value. */
export function logOperation(
  log: Log,
  { contextValue, operation, operationName, response }: GraphQLRequestContextWillSendResponse<GraphqlContext>,
  startedAt: number,
): void {
  const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined
  const { authentication, caller } = contextValue
  const fields: LogFields = {
    requestId: caller.requestId,
    operationName: operationName?.slice(0, MAX_NAME_LENGTH) ?? '',
    operationType: operation?.operation ?? 'none',
    role: authentication.kind === 'viewer' ? authentication.viewer.role : authentication.kind,
    durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
    outcome: errors?.length ? 'errors' : 'ok',
    code: errors?.length ? countCodes(errors) : '',
  }
  log.info(fields, 'operation')
}

/** "BILLING_TIMEOUT=2 FORBIDDEN=1". */
function countCodes(errors: readonly { readonly extensions?: { readonly [name: string]: unknown } }[]): string {
  const counts = new Map<string, number>()
  for (const { extensions } of errors) {
    const code = String(extensions?.['code'])
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return [...counts].map(([code, count]) => `${code}=${count}`).join(' ')
}
