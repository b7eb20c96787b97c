import { join } from 'node:path'
import { type Attachments, createAttachments } from './attachments/attachments.ts'
import { createClamdScanner } from './attachments/clamd.ts'
import { createAttachmentFiles } from './attachments/files.ts'
import { NO_SCANNER } from './attachments/scanner.ts'
import { createAttachmentSweep } from './attachments/sweep.ts'
import { createSignedLinks } from './files/signed-links.ts'
import type { Log } from './observability/log.ts'
import { codeOf } from './observability/thrown.ts'
import type { Store } from './store/store.ts'

export interface HelpdeskSettings {
  readonly sweepMs: number
  readonly tellMs: number
}

const SETTINGS: HelpdeskSettings = { sweepMs: 10 * 60_000, tellMs: 30_000 }

export interface RunningHelpdesk {
  readonly attachments: Attachments
  /** Deletes what nobody has attached, now. */
  sweep(): Promise<void>
  /** Waits for a running pass; none begins afterwards. */
  stop(): Promise<void>
}

/** What the gateway itself keeps beside the billing's tickets: files, in DATA_DIR, which replicas share. */
export function runHelpdesk(parts: {
  readonly store: Store
  readonly dataDir: string
  readonly secret: Uint8Array
  /** Address of clamd, or null where nothing is scanned. */
  readonly scanner: string | null
  /** Tells the helpdesk of visits that it does not know of yet. */
  readonly tellVisits: () => Promise<void>
  readonly log: Log
  readonly now?: () => number
  readonly settings?: Partial<HelpdeskSettings>
}): RunningHelpdesk {
  const { store, dataDir, secret, scanner, log, now = Date.now } = parts
  const { sweepMs, tellMs } = { ...SETTINGS, ...parts.settings }
  const files = createAttachmentFiles(join(dataDir, 'attachments'))
  const attachments = createAttachments({
    store,
    files,
    scanner: scanner === null ? NO_SCANNER : createClamdScanner(scanner),
    links: createSignedLinks(secret),
    log,
    now,
  })
  const sweeping = repeat(createAttachmentSweep({ store, files, now, log }), sweepMs)
  const telling = repeat(
    () =>
      parts.tellVisits().catch((error: unknown) => {
        log.warn({ operation: 'visits', code: codeOf(error, 'unknown') }, 'the helpdesk could not be told of visits')
      }),
    tellMs,
  )
  return {
    attachments,
    sweep: sweeping.run,
    stop: async () => {
      await Promise.all([sweeping.stop(), telling.stop()])
    },
  }
}

/** One pass at a time. */
function repeat(pass: () => Promise<void>, intervalMs: number) {
  let running: Promise<void> | null = null
  const run = () =>
    (running ??= pass().finally(() => {
      running = null
    }))
  const timer = setInterval(() => void run(), intervalMs)
  timer.unref()
  return {
    run,
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
