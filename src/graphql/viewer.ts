import type { Partner } from '../domain/partner.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { GraphqlContext } from './context.ts'
import { ClientError } from './errors.ts'

/** The viewer behind a field whose rule has let nobody else pass. */
export function requireViewer({ authentication }: GraphqlContext): Viewer {
  if (authentication.kind !== 'viewer') throw new ClientError('UNAUTHENTICATED')
  return authentication.viewer
}

/** The partner behind a field whose rule has let nobody else pass: as it was at most five seconds ago. */
export function requirePartner({ authentication }: GraphqlContext): Partner {
  if (authentication.kind !== 'viewer' || !authentication.partner) throw new ClientError('UNAUTHENTICATED')
  return authentication.partner
}
