import type { reader } from './environment.ts'

/** Where what is begun in the cabinet is paid. */
export interface AcquirerConfig {
  /** `none` where nothing is. */
  readonly kind: 'sandbox' | 'none'
  readonly timeoutMs: number
  /** Origins of the pages to which payers may come back. */
  readonly returnOrigins: readonly string[]
}

/** The sandbox acquirer goes with the sandbox billing alone: what it plays must not be credited by a real one. */
export function readAcquirer(
  read: ReturnType<typeof reader>,
  options: {
    readonly production: boolean
    readonly hasSandbox: boolean
    /** Where the cabinet's pages call from. */
    readonly allowedOrigins: readonly string[]
  },
): AcquirerConfig {
  const { production, hasSandbox, allowedOrigins } = options
  const kind = read.choice('ACQUIRER', ['sandbox', 'none'] as const, hasSandbox ? 'sandbox' : 'none')
  if (kind === 'sandbox' && !hasSandbox) {
    const reason = production ? 'the sandbox is not for production' : 'its money would be credited by a real billing'
    read.mistake('ACQUIRER', `cannot be sandbox here: ${reason}`)
  }
  const own = read.origins('RETURN_ORIGINS')
  const returnOrigins = read.has('RETURN_ORIGINS') ? own : allowedOrigins
  return {
    kind,
    timeoutMs: read.integer('ACQUIRER_TIMEOUT_MS', { fallback: 5_000, min: 100, max: 60_000 }),
    returnOrigins,
  }
}
