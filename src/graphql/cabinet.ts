import type { CabinetRequest } from '../cabinet/desk.ts'
import type { GraphqlContext } from './context.ts'

/** The request behind a field, for the use cases of people. */
export function writeCabinetRequest({ authentication, caller, call }: GraphqlContext): CabinetRequest {
  const viewer = authentication.kind === 'viewer' ? authentication.viewer : null
  return { viewer, requestId: caller.requestId, address: caller.address, call }
}
