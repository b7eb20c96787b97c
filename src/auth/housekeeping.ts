import type { Log } from '../observability/log.ts'
import { codeOf } from '../observability/thrown.ts'
import type { Store } from '../store/store.ts'

const DAY_MS = 86_400_000
/** Ended sessions stay a week, so that a token used twice is still told from an unknown one. */
const KEEP_ENDED_SESSIONS_MS = 7 * DAY_MS
/** Longer than any window in which tries are counted. */
const KEEP_TRIES_MS = DAY_MS

/** Long enough to answer somebody who asks where a code has gone. */
const KEEP_DELIVERIES_MS = 7 * DAY_MS

/** A day's sum is asked for while the day lasts, by replicas whose clocks need not agree. */
const KEEP_USAGE_MS = 7 * DAY_MS

/** Thirteen months, as the ids of the payments that they are about. */
const KEEP_REGISTERS_MS = 400 * DAY_MS

export interface Housekeeping {
  /** Waits for a running pass; none begins afterwards. */
  stop(): Promise<void>
}

/** Deletes every `intervalMs` what is of no more use, and has no other end. A pass that fails is logged and the next one tries again. */
export function startHousekeeping(options: {
  store: Pick<Store, 'sessions' | 'tries' | 'partners' | 'members' | 'codes' | 'deliveries' | 'usage' | 'registers'>
  now: () => number
  intervalMs: number
  log?: Log
}): Housekeeping {
  let running: Promise<void> | null = null
  const timer = setInterval(() => {
    running ??= clean(options).finally(() => {
      running = null
    })
  }, options.intervalMs)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}

async function clean({ store, now, log }: Parameters<typeof startHousekeeping>[0]): Promise<void> {
  try {
    await store.sessions.deleteEnded(now() - KEEP_ENDED_SESSIONS_MS)
    await store.tries.deleteBefore(now() - KEEP_TRIES_MS)
    await store.partners.deleteNonces(now())
    await store.members.deleteInvitations(now() - KEEP_ENDED_SESSIONS_MS)
    await store.codes.deleteExpired(now())
    await store.deliveries.deleteSettled(KEEP_DELIVERIES_MS)
    await store.usage.deletePast(KEEP_USAGE_MS)
    await store.registers.deleteOld(KEEP_REGISTERS_MS)
  } catch (error) {
    log?.warn({ operation: 'housekeeping', code: codeOf(error, 'unknown') }, 'housekeeping failed')
  }
}
