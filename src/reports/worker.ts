import { setTimeout as delay } from 'node:timers/promises'
import { BillingError } from '../billing/error.ts'
import { KEEP_EXPORT_MS } from '../domain/statement-export.ts'
import type { Log } from '../observability/log.ts'
import { codeOf, thrownFields } from '../observability/thrown.ts'
import type { ClaimedExport, DownloadStore, ExportEnd, ExportStore } from '../store/export-types.ts'
import { ReportError } from './error.ts'
import { fileNameOf, makeFile, type Pulse, type WorkParts } from './work.ts'

export interface WorkerSettings {
  /** How often it is looked for what others have put in, or what is due again. */
  readonly pollMs: number
  /** Another process may take over when nothing was heard for so long. */
  readonly leaseMs: number
  /** How often progress is told, and the lease taken anew. */
  readonly pulseMs: number
  /** The pause after the first failure; it doubles with each. */
  readonly firstPauseMs: number
  readonly maxAttempts: number
  /** How often files whose time is over are looked for. */
  readonly cleanMs: number
}

export const WORKER_SETTINGS: WorkerSettings = {
  pollMs: 1_000,
  leaseMs: 60_000,
  pulseMs: 1_000,
  firstPauseMs: 5_000,
  maxAttempts: 5,
  cleanMs: 60_000,
}

export interface WorkerParts extends WorkParts {
  readonly store: { readonly exports: ExportStore; readonly downloads: DownloadStore }
  readonly log: Log
  readonly settings: WorkerSettings
}

export interface ReportWorker {
  /** Something was ordered just now. */
  nudge(): void
  /** Resolves when this process writes no file any more; what it was at begins anew elsewhere. */
  stop(): Promise<void>
}

/** A process that dies at an export each time takes others with it: so often it may begin in all. */
const MAX_CLAIMS = 25
/** A draft is written to all the time. */
const ABANDONED_MS = 3_600_000
const FILES_AT_ONCE = 100

/**
 * Makes files of what waits in the store, one at a time in each replica, so that memory is bounded and the billing has one
 * call of it on the way. An export is claimed with a lease; a process that dies leaves it to the next.
 */
export function startReportWorker(parts: WorkerParts): ReportWorker {
  const { settings, store, log } = parts
  const leaving = new AbortController()
  const { signal } = leaving
  let wake = Promise.withResolvers<void>()
  let cleanedAt = Number.NEGATIVE_INFINITY

  async function turn(): Promise<boolean> {
    if (performance.now() - cleanedAt >= settings.cleanMs) {
      cleanedAt = performance.now()
      await clean(parts)
    }
    const job = await store.exports.claim(settings.leaseMs)
    if (job === null) return false
    await work(parts, job, signal)
    return true
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const hasWorked = await turn().catch((error: unknown) => {
        log.warn({ operation: 'export', code: codeOf(error, 'unknown') }, 'exports could not be looked for')
        return false
      })
      if (hasWorked) continue
      await Promise.race([wake.promise, delay(settings.pollMs, undefined, { signal }).catch(() => {})])
      wake = Promise.withResolvers()
    }
  }

  const running = run()
  return {
    nudge: () => wake.resolve(),
    async stop() {
      leaving.abort()
      await running
    },
  }
}

async function work(parts: WorkerParts, job: ClaimedExport, leaving: AbortSignal): Promise<void> {
  const { settings, log, store } = parts
  const startedAt = performance.now()
  const lost = new AbortController()
  const pulse: Pulse = { progress: 0, entryCount: 0 }
  const beat = startBeat(parts, job, { pulse, onLost: () => lost.abort() })
  const told = { operation: 'export', kind: job.format, requestId: job.requestId, attempt: job.attempts + 1 }
  try {
    if (job.claim > MAX_CLAIMS) throw new ReportError('FILE_NOT_WRITTEN', { retryable: false })
    const made = await makeFile(parts, { job, pulse }, { signal: AbortSignal.any([leaving, lost.signal]) })
    await beat.stop()
    const isOurs = await end(parts, job, { state: 'DONE', ...made })
    log.info({ ...told, count: made.entryCount, durationMs: Math.round(performance.now() - startedAt) }, 'export made')
    if (!isOurs) log.warn(told, 'an export was made by another process as well')
  } catch (error) {
    await beat.stop()
    if (lost.signal.aborted) return
    // One that leaves has not failed: the next process may begin at once.
    if (leaving.aborted) return void (await store.exports.postpone(job, { delayMs: 0, counts: false }))
    log.warn({ ...told, ...thrownFields(error), code: codeOf(error, 'unknown') }, 'export not made')
    const { failure, retryable } = judge(error)
    if (!retryable || job.attempts + 1 >= settings.maxAttempts) {
      await end(parts, job, { state: 'FAILED', failure })
      return
    }
    await store.exports.postpone(job, { delayMs: settings.firstPauseMs * 2 ** job.attempts, counts: true })
  }
}

/** Tells progress and keeps the lease for as long as the work goes on. */
function startBeat(
  { store, settings, log }: WorkerParts,
  job: ClaimedExport,
  { pulse, onLost }: { readonly pulse: Pulse; readonly onLost: () => void },
): { stop(): Promise<void> } {
  let running: Promise<void> | null = null
  async function beat(): Promise<void> {
    try {
      if (!(await store.exports.renew(job, { ...pulse, leaseMs: settings.leaseMs }))) onLost()
    } catch (error) {
      log.warn({ operation: 'export', code: codeOf(error, 'unknown') }, 'the progress of an export could not be told')
    }
  }
  const timer = setInterval(() => {
    running ??= beat().finally(() => {
      running = null
    })
  }, settings.pulseMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}

function judge(error: unknown): Pick<ReportError, 'failure' | 'retryable'> {
  if (error instanceof ReportError) return error
  if (error instanceof BillingError) return { failure: 'BILLING_UNAVAILABLE', retryable: true }
  return { failure: 'FILE_NOT_WRITTEN', retryable: true }
}

/** False when another process has claimed it meanwhile; its file is the same. */
function end({ store }: WorkerParts, job: ClaimedExport, ending: ExportEnd): Promise<boolean> {
  const outcome = ending.state === 'DONE' ? `${job.format} made` : `failed: ${ending.failure}`
  return store.exports.finish(job, {
    end: ending,
    keepMs: KEEP_EXPORT_MS,
    note: { actor: 'gateway', act: 'statement-export', object: `export:${job.id}`, outcome, requestId: job.requestId },
  })
}

/** The file goes before its row: a file that nobody knows would lie there for ever. */
async function clean({ store, files, now }: WorkerParts): Promise<void> {
  const expired = await store.exports.listExpired(FILES_AT_ONCE)
  for (const one of expired) await files.remove(fileNameOf(one))
  if (expired.length > 0) await store.exports.remove(expired.map(({ id }) => id))
  await store.downloads.deleteExpired(now())
  await files.removeParts(now() - ABANDONED_MS)
}
