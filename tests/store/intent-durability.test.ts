import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { assertDurable, openPostgres } from '../../src/store/postgres.ts'
import { BEGIN, DONE, NOTE, newIntent } from '../support/intents.ts'
import { reportUntilKilled } from '../support/killed.ts'
import { describePostgres, describeStores, openFreshSqlite } from '../support/stores.ts'
import { mustTrace, straceFailure, traceSyncs } from '../support/strace.ts'

/** A program with an opened store, something to make intents and accept them, and a way to report. */
function programOf(url: string, body: string): string {
  const { amount: _bigint, ...intent } = newIntent(1)
  const module = new URL('../../src/store/open.ts', import.meta.url).href
  return `
    import { writeSync } from 'node:fs'
    import { openStore } from ${JSON.stringify(module)}
    const { intents } = await openStore(${JSON.stringify(url)})
    const [BEGIN, DONE, NOTE] = ${JSON.stringify([BEGIN, DONE, NOTE])}
    const amount = { minorUnits: 60045n, currency: 'RUB' }
    const limits = { dayStart: 0, maxMinorUnitsPerDay: 2n ** 60n, maxPerMinute: 1_000_000 }
    // As the cabinet orders, and as partners pay, by turns.
    const accept = (number, leaseMs) => intents[number % 2 ? 'acceptWithin' : 'accept'](
      { ...${JSON.stringify(intent)}, amount, id: 'i-' + number, externalId: 'e-' + number, reference: 'r-' + number },
      { leaseMs, limits, audit: { ...NOTE, object: 'i-' + number } },
    )
    const report = (text) => writeSync(1, text + '\\n')
    ${body}`
}

describeStores((openFresh) => {
  test.each([1, 25])(
    'PAY-3 PAY-10 a process that is killed after it answered %i acceptances has lost none of them, and left no half one',
    { timeout: 30_000 },
    async (count) => {
      const database = await openFresh()
      const endless = 'for (let number = 1; ; number += 1) { await accept(number, 60_000); report(number) }'
      const reported = await reportUntilKilled(programOf(database.url, endless), count)
      const { intents } = await database.open()
      for (const number of reported) {
        const key = { principal: 'PARTNER:t1', kind: 'PAYMENT', externalId: `e-${number}` } as const
        expect(await intents.findByExternalId(key)).toMatchObject({ id: `i-${number}`, state: 'ACCEPTED', fence: 1 })
      }
      // One statement: what it sees is of one moment.
      const rows = await database.query(
        `select 'intent' as kind, id from intents union all select 'audit', object from audit order by id`,
      )
      const [stored, audited] = ['intent', 'audit'].map((wanted) =>
        rows.filter(({ kind }) => kind === wanted).map(({ id }) => id),
      )
      expect(audited).toEqual(stored)
      const [sums] = await database.query(
        `select (select sum(amount) from payment_usage) as counted,
          (select sum(amount_minor_units) from intents where limit_day is not null) as accepted`,
      )
      expect(Number(sums?.['counted'])).toBeGreaterThan(0)
      expect(sums?.['counted']).toEqual(sums?.['accepted'])
    },
  )
})

const isUntraceable = straceFailure !== null && !mustTrace
if (isUntraceable) process.stderr.write(`A test of what reaches the disk is skipped: ${straceFailure}\n`)

test.skipIf(isUntraceable)(
  'PAY-8 on SQLite every change is on the disk before it is answered',
  { timeout: 60_000 },
  async () => {
    const database = await openFreshSqlite()
    const steps = await traceSyncs(
      programOf(
        database.url,
        `report('opened')
         for (let number = 1; number <= 10; number += 1) {
           let { intent } = await accept(number, 60_000)
           report('accepted')
           for (const change of [BEGIN, DONE]) {
             const verdict = await intents.move(intent, change, NOTE)
             report(verdict.kind)
             intent = verdict.intent
           }
         }
         const { intent } = await accept(11, 0)
         report('accepted')
         report('due ' + (await intents.claimDue({ limit: 1, leaseMs: 1 })).length)
         report('claimed ' + (await intents.claim(intent.id, { states: ['ACCEPTED'], leaseMs: 1 })).fence)`,
      ),
    )
    const answers = steps.slice(steps.indexOf('opened') + 1)
    expect(answers.filter((step) => step !== 'sync')).toEqual([
      ...Array.from({ length: 10 }, () => ['accepted', 'moved', 'moved']).flat(),
      'accepted',
      'due 1',
      'claimed 3',
    ])
    const unsynced = answers.filter((step, place) => step !== 'sync' && answers[place - 1] !== 'sync')
    expect(unsynced).toEqual([])
  },
)

describePostgres((openFresh) => {
  test.each(['', ' -c synchronous_commit=off'])(
    'PAY-8 a connection of the store waits for the disk, with "%s" in its URL too',
    async (addition) => {
      const { url } = await openFresh()
      const asked = new URL(url.replace(/(?<=options=[^&]*)$/, encodeURIComponent(addition)))
      const engine = await openPostgres(asked, 'serving')
      onTestFinished(() => engine.queries.destroy())
      const show = async (name: string) => (await sql.raw(`show ${name}`).execute(engine.queries)).rows
      expect(await show('synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
      expect(await show('fsync')).toEqual([{ fsync: 'on' }])
      expect(await show('search_path')).toEqual([{ search_path: expect.stringMatching(/^test_/) }])
    },
  )

  test('PAY-8 a server that answers before the disk is refused', async () => {
    const { url } = await openFresh()
    const engine = await openPostgres(new URL(url), 'serving')
    onTestFinished(() => engine.queries.destroy())
    await engine.queries.connection().execute(async (connection) => {
      await assertDurable(connection)
      await sql.raw('set synchronous_commit = off').execute(connection)
      await expect(assertDurable(connection)).rejects.toMatchObject({ code: 'STORE_NOT_DURABLE' })
    })
  })
})
