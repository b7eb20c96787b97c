import { EventEmitter } from 'node:events'
import { Client } from 'pg'

/**
 * What replicas tell each other at once: that an account has changed. A notice is a hint and no more. It may be lost, and it may come twice;
 * who hears one looks for himself.
 */
export interface NoticeBoard {
  /** Never rejects: whoever has changed something has done so, whether others hear of it or not. */
  publish(accountId: string): void
  /** Answers how to stop listening. */
  listen(hear: (accountId: string) => void): () => void
  close(): Promise<void>
}

/** Replicas on one SQLite file hear nothing of each other. */
export function createLocalNotices(): NoticeBoard {
  const emitter = new EventEmitter().setMaxListeners(0)
  return {
    publish: (accountId) => void emitter.emit('notice', accountId),
    listen(hear) {
      emitter.on('notice', hear)
      return () => emitter.off('notice', hear)
    },
    async close() {
      emitter.removeAllListeners()
    },
  }
}

const CHANNEL = 'billing_gateway_accounts'
/** PostgreSQL takes 8,000 bytes; ids of accounts have 64 at most. */
const MAX_NOTICE_CHARACTERS = 200
const RECONNECT_AFTER_MS = 1_000
/** Accounts whose notice waits for a connection. Further ones are found by looking. */
const MAX_WAITING = 1_000

/** LISTEN and NOTIFY over one connection of its own, which is opened again whenever it is lost. */
export function createPostgresNotices(connectionString: string): NoticeBoard {
  const local = createLocalNotices()
  const waiting = new Set<string>()
  let client: Client | null = null
  let timer: NodeJS.Timeout | null = null
  let isSending = false
  let isClosed = false

  async function connect(): Promise<void> {
    timer = null
    const opened = new Client({ connectionString, keepAlive: true, application_name: 'billing-gateway notices' })
    opened.on('error', () => lose(opened))
    opened.on('end', () => lose(opened))
    opened.on('notification', ({ payload }) => {
      if (payload !== undefined) local.publish(payload)
    })
    try {
      await opened.connect()
      await opened.query(`listen ${CHANNEL}`)
      if (isClosed) return await opened.end()
      client = opened
      await send()
    } catch {
      lose(opened)
    }
  }

  function lose(lost: Client): void {
    lost.removeAllListeners().on('error', () => undefined)
    void lost.end().catch(() => undefined)
    if (client === lost) client = null
    if (!isClosed) timer ??= setTimeout(() => void connect(), RECONNECT_AFTER_MS).unref()
  }

  /** All that waits, in one statement at a time. */
  async function send(): Promise<void> {
    if (isSending) return
    isSending = true
    try {
      for (let open = client; open !== null && waiting.size > 0; open = client) {
        const accountIds = [...waiting]
        waiting.clear()
        await open.query('select pg_notify($1, account_id) from unnest($2::text[]) account_id', [CHANNEL, accountIds])
      }
    } catch {
      // The connection says so itself, and is opened again.
    } finally {
      isSending = false
    }
  }

  void connect()
  return {
    publish(accountId) {
      if (accountId.length > MAX_NOTICE_CHARACTERS || waiting.size >= MAX_WAITING) return
      waiting.add(accountId)
      if (client === null) local.publish(accountId)
      else void send()
    },
    listen: (hear) => local.listen(hear),
    async close() {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
      const closing = client
      client = null
      await closing?.end().catch(() => undefined)
      await local.close()
    },
  }
}
