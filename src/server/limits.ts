/** Every bound of the HTTP layer. Times are milliseconds, sizes are bytes. */
export interface ServerLimits {
  readonly maxBodySizeBytes: number
  /** Request line and all headers together. */
  readonly maxHeaderSizeBytes: number
  /** From the opening of a connection, or the first byte of a request, to the end of its headers. */
  readonly headersTimeoutMs: number
  /** From the end of a request's headers to the end of its body; for a file, as much longer as it is large. */
  readonly requestTimeoutMs: number
  /** The lowest rate at which a file has to come. */
  readonly uploadBytesPerSecond: number
  /** How long nothing of a file may come. */
  readonly uploadSilenceMs: number
  /** How often the times above are enforced; Node looks only every 30 seconds unless told otherwise. */
  readonly timeoutCheckIntervalMs: number
  /** From the end of an operation's body to its answer; a client may ask for less in `x-timeout-ms`. */
  readonly operationTimeoutMs: number
  /** How long a connection may wait for its next request. Longer than a load balancer's own, usually 60 seconds. */
  readonly idleTimeoutMs: number
  /** How long a socket may be silent in both directions; ends a client that does not read its answer. */
  readonly silenceTimeoutMs: number
  readonly maxConnections: number
  readonly maxRequestsPerConnection: number
  /** Requests being worked on at once, over all connections. */
  readonly maxConcurrentRequests: number
  /** How long, and for how much, a refused body is still read, so that the client sees the refusal and not a reset. */
  readonly lingerTimeoutMs: number
  readonly maxLingerSizeBytes: number
  /** How long one look at a dependency may take before it counts as down. */
  readonly healthDeadlineMs: number
  /** How long a health verdict is kept. */
  readonly healthCacheMs: number
  /** How long canceled operations may take to answer when the time to shut down is over. */
  readonly abortGraceMs: number
}

export const DEFAULT_LIMITS: ServerLimits = {
  maxBodySizeBytes: 64 * 1024,
  maxHeaderSizeBytes: 16 * 1024,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 20_000,
  uploadBytesPerSecond: 32 * 1024,
  uploadSilenceMs: 20_000,
  timeoutCheckIntervalMs: 1_000,
  operationTimeoutMs: 10_000,
  idleTimeoutMs: 65_000,
  silenceTimeoutMs: 120_000,
  maxConnections: 2_000,
  maxRequestsPerConnection: 1_000,
  maxConcurrentRequests: 1_000,
  lingerTimeoutMs: 2_000,
  maxLingerSizeBytes: 4 * 1024 * 1024,
  healthDeadlineMs: 1_000,
  healthCacheMs: 1_000,
  abortGraceMs: 1_000,
}

/** How long a body may take that is a file. */
export function uploadTimeoutMs(
  sizeBytes: number,
  limits: Pick<ServerLimits, 'requestTimeoutMs' | 'uploadBytesPerSecond'>,
): number {
  return limits.requestTimeoutMs + Math.ceil((sizeBytes * 1000) / limits.uploadBytesPerSecond)
}

/** The least and the most that a client may ask for in `x-timeout-ms`. */
export const CLIENT_DEADLINE_MS = { min: 100, max: 60_000 } as const
