import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createRedisNotices } from '../../src/store/notices-redis.ts'
import { describePostgres, describeStores } from '../support/stores.ts'

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

  test('without Redis a replica hears itself', async () => {
    const board = createRedisNotices('redis://127.0.0.1:1')
    onTestFinished(() => board.close())
    const heard: string[] = []
    board.listen((accountId) => heard.push(accountId))
    board.publish('17')
    expect(heard).toEqual(['17'])
  })
})

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
