import { expect, onTestFinished, test, vi } from 'vitest'
import { describePostgres, describeStores } from '../support/stores.ts'

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
