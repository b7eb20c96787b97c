import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { createLocalNotices, type NoticeBoard } from './notices.ts'

const CHANNEL = 'billing-gateway:accounts'
const LONGEST_PAUSE_MS = 2_000

/**
 * Publish and subscribe of Redis, for replicas that share one. Two connections, since one that listens can say nothing; both are opened
 * again whenever they are lost. While Redis is away this replica still hears itself.
 */
export function createRedisNotices(url: string): NoticeBoard {
  const local = createLocalNotices()
  const own = randomUUID()
  const [publisher, subscriber] = [connect(url), connect(url)]
  subscriber.on('message', (_channel, payload) => {
    const end = payload.indexOf(' ')
    if (payload.slice(0, end) !== own) local.publish(payload.slice(end + 1))
  })
  // Kept by the client, and sent again after each new connection.
  subscriber.subscribe(CHANNEL).catch(() => undefined)
  return {
    publish(accountId) {
      local.publish(accountId)
      // Not queued for when Redis is back: by then it would have been found by looking.
      if (publisher.status === 'ready') publisher.publish(CHANNEL, `${own} ${accountId}`).catch(() => undefined)
    },
    listen: (hear) => local.listen(hear),
    async close() {
      publisher.disconnect()
      subscriber.disconnect()
      await local.close()
    },
  }
}

function connect(url: string): Redis {
  const client = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (tries) => Math.min(tries * 100, LONGEST_PAUSE_MS),
  })
  // The client goes on by itself; unheard, the event would end the process.
  return client.on('error', () => undefined)
}
