import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { createLocalNotices, MAX_WAITING_NOTICES, type NoticeBoard, readNotice, writeNotice } from './notices.ts'

const CHANNEL = 'billing_gateway_accounts'
/** PostgreSQL takes 8,000 bytes; ids of accounts have 64 at most. */
const MAX_ID_CHARACTERS = 200
const RECONNECT_AFTER_MS = 1_000
const TIMEOUT_MS = 5_000
/** A connection whose other end is gone without a word is noticed so late at most. */
const PING_EVERY_MS = 15_000
const NOTIFY = 'select pg_notify($1, notice) from unnest($2::text[]) notice'

/** LISTEN and NOTIFY over one connection of its own, which is opened again whenever it is lost or does not answer. */
export function createPostgresNotices(
  connectionString: string,
  { timeoutMs = TIMEOUT_MS, pingEveryMs = PING_EVERY_MS } = {},
): NoticeBoard {
  const local = createLocalNotices()
  const own = randomUUID()
  const waiting = new Set<string>()
  let isSending = false
  const line = openLine({
    connectionString,
    timeoutMs,
    hear(payload) {
      const { sender, accountId } = readNotice(payload)
      if (sender !== own) local.publish(accountId)
    },
    onOpen() {
      local.tellGap()
      if (waiting.size > 0) void send()
    },
  })

  /** All that waits, in one statement at a time; where nothing does, whether the other end still answers. Never rejects. */
  async function send(): Promise<void> {
    const client = line.find()
    if (isSending || client === null) return
    isSending = true
    const accountIds = [...waiting]
    waiting.clear()
    try {
      await client.query(NOTIFY, [CHANNEL, accountIds.map((accountId) => writeNotice(own, accountId))])
    } catch {
      for (const accountId of accountIds) keep(accountId)
      line.lose(client)
    } finally {
      isSending = false
    }
    if (waiting.size > 0) await send()
  }

  function keep(accountId: string): void {
    if (waiting.size < MAX_WAITING_NOTICES) waiting.add(accountId)
  }

  const pinging = setInterval(() => void send(), pingEveryMs).unref()
  return {
    publish(accountId) {
      local.publish(accountId)
      if (accountId.length > MAX_ID_CHARACTERS) return
      keep(accountId)
      void send()
    },
    listen: (hear, onGap) => local.listen(hear, onGap),
    async close() {
      clearInterval(pinging)
      await line.close()
      await local.close()
    },
  }
}

/** A connection that listens. */
interface Line {
  /** Null while there is none. */
  find(): Client | null
  /** It does not answer: another one is opened. */
  lose(client: Client): void
  close(): Promise<void>
}

function openLine(options: {
  readonly connectionString: string
  readonly timeoutMs: number
  readonly hear: (payload: string) => void
  readonly onOpen: () => void
}): Line {
  const { connectionString, timeoutMs, hear, onOpen } = options
  let client: Client | null = null
  let timer: NodeJS.Timeout | null = null
  let isClosed = false

  async function connect(): Promise<void> {
    timer = null
    const opened = new Client({
      connectionString,
      keepAlive: true,
      application_name: 'billing-gateway notices',
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
    })
    opened.on('error', () => lose(opened))
    opened.on('end', () => lose(opened))
    opened.on('notification', ({ payload = '' }) => hear(payload))
    try {
      await opened.connect()
      await opened.query(`listen ${CHANNEL}`)
      if (isClosed) return await opened.end()
      client = opened
      onOpen()
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

  void connect()
  return {
    find: () => client,
    lose,
    async close() {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
      const closing = client
      client = null
      const ended = closing?.end().catch(() => undefined)
      await Promise.race([ended, delay(timeoutMs, undefined, { ref: false })])
    },
  }
}
