import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { createLocalNotices, MAX_WAITING_NOTICES, type NoticeBoard, readNotice, writeNotice } from './notices.ts'

const CHANNEL = 'billing-gateway:accounts'
const LONGEST_PAUSE_MS = 2_000
const PING_EVERY_MS = 15_000
const COMMAND_TIMEOUT_MS = 5_000

/**
 * Publish and subscribe of Redis, for replicas that share one. Two connections, since one that listens can say nothing; both are opened
 * again whenever they are lost. While Redis is away this replica still hears itself.
 */
export function createRedisNotices(
  url: string,
  { timeoutMs = COMMAND_TIMEOUT_MS, pingEveryMs = PING_EVERY_MS } = {},
): NoticeBoard {
  const local = createLocalNotices()
  const own = randomUUID()
  const waiting = new Set<string>()
  const [publisher, subscriber] = [connect(url, timeoutMs), connect(url, timeoutMs)]

  function send(accountId: string): void {
    publisher.publish(CHANNEL, writeNotice(own, accountId)).catch(() => keep(accountId))
  }

  function keep(accountId: string): void {
    if (waiting.size < MAX_WAITING_NOTICES) waiting.add(accountId)
  }

  publisher.on('ready', () => {
    const accountIds = [...waiting]
    waiting.clear()
    for (const accountId of accountIds) send(accountId)
  })
  subscriber.on('message', (_channel, payload) => {
    const { sender, accountId } = readNotice(payload)
    if (sender !== own) local.publish(accountId)
  })
  subscriber.on('ready', () => {
    // What was said before this was not heard.
    subscriber.subscribe(CHANNEL).then(
      () => local.tellGap(),
      () => subscriber.disconnect(true),
    )
  })
  // A dead connection says nothing: without a question nobody would notice.
  const pinging = setInterval(() => {
    for (const client of [publisher, subscriber]) {
      if (client.status === 'ready') client.ping().catch(() => client.disconnect(true))
    }
  }, pingEveryMs).unref()
  return {
    publish(accountId) {
      local.publish(accountId)
      if (publisher.status === 'ready') send(accountId)
      else keep(accountId)
    },
    listen: (hear, onGap) => local.listen(hear, onGap),
    async close() {
      clearInterval(pinging)
      publisher.disconnect()
      subscriber.disconnect()
      await local.close()
    },
  }
}

/** What waits for a connection is kept here and not in the client, whose queue has no end. */
function connect(url: string, timeoutMs: number): Redis {
  const client = new Redis(url, {
    maxRetriesPerRequest: 0,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    enableOfflineQueue: false,
    autoResubscribe: false,
    retryStrategy: (tries) => Math.min(tries * 100, LONGEST_PAUSE_MS),
  })
  // The client goes on by itself; unheard, the event would end the process.
  return client.on('error', () => undefined)
}
