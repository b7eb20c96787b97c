import { EventEmitter } from 'node:events'

/**
 * What replicas tell each other at once: that an account has changed. A notice is a hint and no more. It may be lost, and it may come twice;
 * who hears one looks for himself.
 */
export interface NoticeBoard {
  /** Heard in this process before it returns. Never rejects: whoever has changed something has done so, whether others hear of it or not. */
  publish(accountId: string): void
  /** `onGap`: others were not heard for a while, so that anything may have changed. Answers how to stop listening. */
  listen(hear: (accountId: string) => void, onGap?: () => void): () => void
  close(): Promise<void>
}

export interface LocalNotices extends NoticeBoard {
  tellGap(): void
}

/** Replicas on one SQLite file hear nothing of each other. */
export function createLocalNotices(): LocalNotices {
  const emitter = new EventEmitter().setMaxListeners(0)
  return {
    publish: (accountId) => void emitter.emit('notice', accountId),
    tellGap: () => void emitter.emit('gap'),
    listen(hear, onGap = () => undefined) {
      emitter.on('notice', hear).on('gap', onGap)
      return () => emitter.off('notice', hear).off('gap', onGap)
    },
    async close() {
      emitter.removeAllListeners()
    },
  }
}

/** Changed accounts that wait for a connection. Further ones are found by looking. */
export const MAX_WAITING_NOTICES = 1_000

/** As it is sent: with the name of whoever sends it, who has heard it already. */
export function writeNotice(sender: string, accountId: string): string {
  return `${sender} ${accountId}`
}

export function readNotice(payload: string): { readonly sender: string; readonly accountId: string } {
  const end = payload.indexOf(' ')
  return { sender: payload.slice(0, end), accountId: payload.slice(end + 1) }
}
