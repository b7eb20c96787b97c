import type { GraphQLRequestContextDidResolveOperation } from '@apollo/server'
import { GraphQLError, type OperationDefinitionNode } from 'graphql'
import type { GraphqlContext } from './context.ts'
import { type CostedOperation, computeCost } from './cost.ts'
import { OPERATION_COSTS } from './cost-table.ts'
import { ERROR_CODES } from './error-codes.ts'
import { ClientError } from './errors.ts'

/**
 * Refuses an operation that could cost more than one may, before anything of it runs. Most operations are cheap
 * whatever their variables are, which is asked once for each document; the others are computed each time.
 */
export function limitCost({
  production,
}: {
  readonly production: boolean
}): (resolved: GraphQLRequestContextDidResolveOperation<GraphqlContext>) => void {
  const isAlwaysCheap = rememberCheap()
  return ({ schema, document, operation, request: { variables = {} }, contextValue }) => {
    if (!operation || isAlwaysCheap({ schema, document, operation })) return
    const { authentication } = contextValue
    const accountCount = authentication.kind === 'viewer' ? authentication.viewer.accounts.length : 0
    const cost = computeCost({ schema, document, operation, request: { variables, accountCount } })
    if (cost > OPERATION_COSTS.max) throw refuse(cost, production)
  }
}

function rememberCheap(): (operation: Omit<CostedOperation, 'request'>) => boolean {
  const known = new WeakMap<OperationDefinitionNode, boolean>()
  return (costed) => {
    const remembered = known.get(costed.operation)
    if (remembered !== undefined) return remembered
    const isCheap = computeCost({ ...costed, request: null }) <= OPERATION_COSTS.max
    known.set(costed.operation, isCheap)
    return isCheap
  }
}

/** In production the figures would tell how to stay just below them. */
function refuse(cost: number, production: boolean): GraphQLError {
  const { httpStatus } = ERROR_CODES.OPERATION_TOO_COMPLEX
  const error = production
    ? new ClientError('OPERATION_TOO_COMPLEX')
    : new ClientError('OPERATION_TOO_COMPLEX', {
        en: `The operation may cost ${cost}; at most ${OPERATION_COSTS.max} is allowed.`,
        ru: `Стоимость операции — до ${cost}; допустимо не больше ${OPERATION_COSTS.max}.`,
      })
  return new GraphQLError(error.message, { originalError: error, extensions: { http: { status: httpStatus } } })
}
