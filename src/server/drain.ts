import type { Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../observability/log.ts'
import type { Traffic } from './traffic.ts'

/** `leaving` still takes requests while load balancers look elsewhere; `draining` only finishes what runs. */
export type Phase = 'serving' | 'leaving' | 'draining'

export interface DrainOptions {
  readonly server: Server
  readonly traffic: Traffic
  readonly enter: (phase: Phase) => void
  readonly drainDelayMs: number
  readonly shutdownTimeoutMs: number
  readonly abortGraceMs: number
  readonly log: Log
}

/** Stops taking work, lets what runs finish, cancels what takes longer than `shutdownTimeoutMs`, closes everything. */
export async function drain(options: DrainOptions): Promise<void> {
  const { server, traffic, enter, log } = options
  enter('leaving')
  if (options.drainDelayMs > 0) await delay(options.drainDelayMs)
  enter('draining')
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  traffic.closeIdle()
  if (!(await isEmptyWithin(traffic, options.shutdownTimeoutMs))) {
    log.warn({ code: 'SHUTTING_DOWN', outcome: 'canceled' }, 'The time to shut down is over; what runs is canceled')
    traffic.abortAll(new DOMException('The server is shutting down.', 'AbortError'))
    await isEmptyWithin(traffic, options.abortGraceMs)
  }
  traffic.destroyAll()
  await closed
}

async function isEmptyWithin(traffic: Traffic, timeoutMs: number): Promise<boolean> {
  const timeout = Promise.withResolvers<false>()
  const timer = setTimeout(() => timeout.resolve(false), timeoutMs)
  try {
    return await Promise.race([traffic.whenEmpty().then(() => true), timeout.promise])
  } finally {
    clearTimeout(timer)
  }
}
