import type { Viewer } from '../domain/viewer.ts'
import type { GraphqlContext } from './context.ts'
import { ClientError } from './errors.ts'

/** The viewer behind a field whose rule has let nobody else pass. */
export function requireViewer({ authentication }: GraphqlContext): Viewer {
  if (authentication.kind !== 'viewer') throw new ClientError('UNAUTHENTICATED')
  return authentication.viewer
}
