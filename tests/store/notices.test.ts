import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { NoticeBoard } from '../../src/store/notices.ts'
import { createPostgresNotices } from '../../src/store/notices-postgres.ts'
import { createRedisNotices } from '../../src/store/notices-redis.ts'
import { describePostgres, describeStores } from '../support/stores.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'

const REDIS_URL = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379'

describeStores((openFresh) => {
  test('a notice is heard where it was published, until nobody listens', async () => {
    const store = await (await openFresh()).open()
    const heard: string[] = []
    const stop = store.notices.listen((accountId) => heard.push(accountId))
    onTestFinished(stop)
    store.notices.publish('17')
    await vi.waitFor(() => expect(heard).toEqual(['17']), 5_000)
    stop()
    store.notices.publish('18')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(heard).toEqual(['17'])
  })
})

describePostgres((openFresh) => {
  test('a notice crosses replicas on one database', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const heard: string[] = []
    onTestFinished(other.notices.listen((accountId) => heard.push(accountId)))
    await vi.waitFor(() => {
      one.notices.publish('17')
      expect(heard).toContain('17')
    }, 5_000)
  })

  test('after a lost connection notices are heard again', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const heard: string[] = []
    onTestFinished(other.notices.listen((accountId) => heard.push(accountId)))
    await vi.waitFor(() => {
      one.notices.publish('1')
      expect(heard).toContain('1')
    }, 5_000)
    await database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'billing-gateway notices' and datname = current_database()",
    )
    await vi.waitFor(() => {
      one.notices.publish('2')
      expect(heard).toContain('2')
    }, 10_000)
  })
})

describePostgres((openFresh) => {
  /** Two boards on one database, the first of them behind a network of its own. */
  async function openBoards() {
    const target = new URL((await openFresh()).url)
    const proxy = await startTcpProxy({ host: target.hostname, port: Number(target.port || 5432) })
    const through = new URL(target)
    through.hostname = '127.0.0.1'
    through.port = String(proxy.port)
    const options = { timeoutMs: 1_000, pingEveryMs: 300 }
    const one = listenAt(createPostgresNotices(through.href.replaceAll('+', '%20'), options))
    const other = listenAt(createPostgresNotices(target.href.replaceAll('+', '%20'), options))
    await vi.waitFor(() => expect(Math.min(one.gaps(), other.gaps())).toBeGreaterThan(0), 5_000)
    return { proxy, one, other }
  }

  test('while the database does not answer a replica hears itself at once, and the others hear it afterwards', async () => {
    const { proxy, one, other } = await openBoards()
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()]
    proxy.freeze()
    one.board.publish(first)
    one.board.publish(second)
    expect(one.heard).toEqual(expect.arrayContaining([first, second]))
    await vi.waitFor(() => expect(other.heard).toEqual(expect.arrayContaining([first, second])), 10_000)
    other.board.publish(third)
    await vi.waitFor(() => expect(one.heard).toContain(third), 5_000)
    expect(one.heard.filter((id) => id === first)).toHaveLength(1)
  })

  test('a connection that is dead without a word is noticed, and what was missed is told as a gap', async () => {
    const { proxy, one } = await openBoards()
    const before = one.gaps()
    proxy.freeze()
    await vi.waitFor(() => expect(one.gaps()).toBeGreaterThan(before), 10_000)
  })

  test('however many accounts change meanwhile, a replica hears itself', async () => {
    const { proxy, one } = await openBoards()
    proxy.cut()
    const all = Array.from({ length: 2_500 }, () => randomUUID())
    const before = one.heard.length
    for (const id of all) one.board.publish(id)
    expect(one.heard.slice(before)).toEqual(all)
  })
})

describe.skipIf(!(await hasRedis()))('over Redis', () => {
  test('a notice crosses replicas that share nothing else, once each', async () => {
    const boards = [createRedisNotices(REDIS_URL), createRedisNotices(REDIS_URL)]
    onTestFinished(async () => void (await Promise.all(boards.map((board) => board.close()))))
    const heard: string[][] = boards.map((board) => {
      const texts: string[] = []
      board.listen((accountId) => texts.push(accountId))
      return texts
    })
    await vi.waitFor(() => {
      boards[0]?.publish('warm')
      expect(heard[1]).toContain('warm')
    }, 5_000)
    boards[0]?.publish('account with blanks')
    await vi.waitFor(() => expect(heard[1]).toContain('account with blanks'), 5_000)
    expect(heard.map((texts) => texts.filter((text) => text === 'account with blanks').length)).toEqual([1, 1])
  })

  test('what is published while one side is away is heard afterwards, and told to it as a gap', async () => {
    const { hostname, port } = new URL(REDIS_URL)
    const proxy = await startTcpProxy({ host: hostname, port: Number(port || 6379) })
    const one = listenAt(createRedisNotices(`redis://127.0.0.1:${proxy.port}`))
    const other = listenAt(createRedisNotices(REDIS_URL))
    await vi.waitFor(() => expect(Math.min(one.gaps(), other.gaps())).toBeGreaterThan(0), 5_000)
    const before = one.gaps()
    const [first, second] = [randomUUID(), randomUUID()]
    proxy.cut()
    await vi.waitFor(() => {
      one.board.publish(first)
      expect(one.heard).toContain(first)
    }, 5_000)
    proxy.accept()
    await vi.waitFor(() => expect(one.gaps()).toBeGreaterThan(before), 10_000)
    await vi.waitFor(() => expect(other.heard).toContain(first), 10_000)
    other.board.publish(second)
    await vi.waitFor(() => expect(one.heard).toContain(second), 5_000)
  })

  test('a connection that is dead without a word is noticed', async () => {
    const { hostname, port } = new URL(REDIS_URL)
    const proxy = await startTcpProxy({ host: hostname, port: Number(port || 6379) })
    const one = listenAt(createRedisNotices(`redis://127.0.0.1:${proxy.port}`, { timeoutMs: 500, pingEveryMs: 300 }))
    await vi.waitFor(() => expect(one.gaps()).toBeGreaterThan(0), 5_000)
    const before = one.gaps()
    proxy.freeze()
    await vi.waitFor(() => expect(one.gaps()).toBeGreaterThan(before), 10_000)
  })

  test('without Redis a replica hears itself', async () => {
    const board = createRedisNotices('redis://127.0.0.1:1')
    onTestFinished(() => board.close())
    const heard: string[] = []
    board.listen((accountId) => heard.push(accountId))
    board.publish('17')
    expect(heard).toEqual(['17'])
  })
})

function listenAt(board: NoticeBoard) {
  const heard: string[] = []
  let gaps = 0
  board.listen(
    (accountId) => heard.push(accountId),
    () => {
      gaps += 1
    },
  )
  onTestFinished(() => board.close())
  return { board, heard, gaps: () => gaps }
}

async function hasRedis(): Promise<boolean> {
  const { hostname, port } = new URL(REDIS_URL)
  const socket = connect(Number(port), hostname)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    process.stderr.write(`Tests over Redis are skipped: nobody listens at ${hostname}:${port}.\n`)
    return false
  } finally {
    socket.destroy()
  }
}
