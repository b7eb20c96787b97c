import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '../../src/store/postgres.ts'
import { describePostgres } from '../support/stores.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'

describePostgres((openFresh) => {
  // Unheard, the event of a connection would end the process, and vitest fails for an error that nobody has caught.
  test('a connection that is lost in the middle of a query fails the query, and nothing else', async () => {
    const target = new URL((await openFresh()).url)
    const proxy = await startTcpProxy({ host: target.hostname, port: Number(target.port || 5432) })
    const through = new URL(target)
    through.hostname = '127.0.0.1'
    through.port = String(proxy.port)
    const engine = await openPostgres(new URL(through.href.replaceAll('+', '%20')), 'serving')
    onTestFinished(() => engine.queries.destroy())
    const query = sql`select pg_sleep(5)`.execute(engine.queries).catch((error: unknown) => engine.readFailure(error))
    const transaction = engine.queries
      .transaction()
      .execute((inner) => sql`select pg_sleep(5)`.execute(inner))
      .catch((error: unknown) => engine.readFailure(error))
    await delay(300)
    proxy.cut()
    for (const failure of [await query, await transaction]) {
      expect(failure).toMatchObject({ error: { code: 'STORE_UNREACHABLE' }, retryable: false })
    }
    proxy.accept()
    await expect(sql`select 1 as one`.execute(engine.queries)).resolves.toMatchObject({ rows: [{ one: 1 }] })
  })
})
