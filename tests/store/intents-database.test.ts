import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { acceptIntent, BEGIN, idOf, NOTE, newIntent } from '../support/intents.ts'
import { describePostgres, describeStores } from '../support/stores.ts'

describeStores((openFresh) => {
  test('PAY-9 a change whose audit row cannot be written has not happened', async () => {
    const database = await openFresh()
    const { intents } = await database.open()
    const accepted = await acceptIntent(intents, newIntent(1))
    await database.query('alter table audit rename to audit_elsewhere')
    const failure = { name: 'StoreError', code: 'STORE_FAILED' }
    await expect(intents.move(accepted, BEGIN, NOTE)).rejects.toMatchObject(failure)
    await expect(intents.accept(newIntent(2), { leaseMs: 1, audit: NOTE })).rejects.toMatchObject(failure)
    expect(await intents.find(idOf(1))).toEqual(accepted)
    expect(await intents.find(idOf(2))).toBeNull()
    await database.query('alter table audit_elsewhere rename to audit')
    expect(await intents.move(accepted, BEGIN, NOTE)).toMatchObject({ kind: 'moved' })
  })

  test.each([
    `state = 'PAID'`,
    'fence = -1',
    'attempt = -1',
    'absences = -1',
    'amount_minor_units = 0',
    'amount_minor_units = -1',
    `external_id = null`,
    'due_at = null',
    `relates_to = 'absent'`,
  ])('the database itself refuses %s', async (change) => {
    const database = await openFresh()
    const { intents } = await database.open()
    const accepted = await acceptIntent(intents, newIntent(1))
    await expect(database.query(`update intents set ${change}`)).rejects.toThrow(/constraint/i)
    expect(await intents.find(idOf(1))).toEqual(accepted)
  })

  test.each(['currency', 'method', 'refusal', 'attention'])(
    'a %s that this program does not know is a typed error that says so',
    async (column) => {
      const database = await openFresh()
      const { intents } = await database.open()
      await acceptIntent(intents, newIntent(1))
      await database.query(`update intents set ${column} = 'NEW'`)
      await expect(intents.find(idOf(1))).rejects.toMatchObject({
        name: 'StoreError',
        code: 'STORE_CORRUPT',
        message: expect.stringContaining(column),
      })
    },
  )

  test('of many that would move money of one account at once, in several processes, exactly one does', async () => {
    const database = await openFresh()
    const stores = await Promise.all(Array.from({ length: 4 }, () => database.open()))
    const [first] = stores
    if (!first) throw new Error('no store')
    const numbers = Array.from({ length: 12 }, (_, number) => number)
    const accepted = await Promise.all(
      numbers.map((number) => acceptIntent(first.intents, newIntent(number, { serialKey: '17' }))),
    )
    const verdicts = await Promise.all(
      accepted.map((intent, number) => (stores[number % 4] ?? first).intents.move(intent, BEGIN, NOTE)),
    )
    expect(verdicts.map(({ kind }) => kind).toSorted()).toEqual([...Array(11).fill('account_busy'), 'moved'])
    expect(await first.intents.count()).toMatchObject({ ACCEPTED: 11, SENDING: 1 })
    expect(await database.query(`select id from audit where outcome = 'changed'`)).toHaveLength(13)
  })

  test('PAY-6 acceptances of crossing keys and references at once end, and agree', async () => {
    const database = await openFresh()
    const stores = await Promise.all(Array.from({ length: 4 }, () => database.open()))
    const verdicts = await Promise.all(
      stores.flatMap(({ intents }, place) =>
        Array.from({ length: 10 }, (_, number) =>
          intents.accept(
            newIntent(100 * place + number, { externalId: `e-${number % 3}`, reference: `r-${(number + place) % 3}` }),
            { leaseMs: 60_000, audit: NOTE },
          ),
        ),
      ),
    )
    const created = verdicts.filter(({ kind }) => kind === 'created').map(({ intent }) => intent)
    const rows = await database.query('select external_id, reference from intents')
    expect(rows.length).toBe(created.length)
    expect(new Set(rows.map((row) => row['external_id'])).size).toBe(rows.length)
    expect(new Set(rows.map((row) => row['reference'])).size).toBe(rows.length)
    const ids = new Set(created.map(({ id }) => id))
    expect(verdicts.every(({ intent }) => ids.has(intent.id))).toBe(true)
  })

  test('of the minute before counts what lies within sixty seconds, and of what is older nothing', async () => {
    const database = await openFresh()
    const { intents } = await database.open()
    const limits = { dayStart: 0, maxMinorUnitsPerDay: 2n ** 62n, maxPerMinute: 20 }
    let number = 0
    const accept = () => intents.acceptWithin(newIntent((number += 1)), { leaseMs: 1, audit: NOTE, limits })
    const acceptAll = async () => {
      const instants: number[] = []
      for (let verdict = await accept(); verdict.kind === 'created'; verdict = await accept()) {
        instants.push(verdict.intent.acceptedAt)
      }
      return instants
    }
    const fill = (minutesAgo: number) =>
      database.query(`update payment_usage set payments = 20, payments_before = 0,
        counted_at = ${Math.floor(Date.now() / 60_000) * 60_000 - minutesAgo * 60_000}`)
    // Not across the turn of a minute.
    const secondsLeft = 60 - ((Date.now() / 1000) % 60)
    if (secondsLeft < 10) await delay(secondsLeft * 1000)
    await accept()
    await fill(0)
    expect(await acceptAll()).toEqual([])
    await fill(1)
    const freeBefore = Math.floor((Date.now() % 60_000) / 3_000)
    const count = (await acceptAll()).length
    expect(count).toBeGreaterThanOrEqual(freeBefore)
    expect(count).toBeLessThanOrEqual(Math.floor((Date.now() % 60_000) / 3_000))
    await fill(2)
    expect(await acceptAll()).toHaveLength(20)
  }, 20_000)

  test('the instants are of the database’s own clock and to the millisecond', async () => {
    const database = await openFresh()
    const { intents } = await database.open()
    const instants = await Promise.all(
      Array.from({ length: 40 }, async (_, number) => (await acceptIntent(intents, newIntent(number))).acceptedAt),
    )
    expect(instants.every((at) => Number.isSafeInteger(at) && Math.abs(at - Date.now()) < 10_000)).toBe(true)
    expect(instants.some((at) => at % 10 !== 0)).toBe(true)
  })
})

describePostgres((openFresh) => {
  test('replicas that claim do not wait for an intent that another one is changing', async () => {
    const database = await openFresh()
    const { intents } = await database.open()
    for (const number of [1, 2, 3]) await acceptIntent(intents, newIntent(number), { leaseMs: 0 })
    const other = new Client({ connectionString: database.url })
    await other.connect()
    onTestFinished(() => other.end())
    await other.query('begin')
    await other.query(`update intents set fence = fence + 1 where id = '${idOf(1)}'`)
    const claimed = await intents.claimDue({ limit: 2, leaseMs: 60_000 })
    expect(claimed.map(({ id }) => id)).toEqual([idOf(2), idOf(3)])
    await other.query('rollback')
    expect((await intents.claimDue({ limit: 2, leaseMs: 60_000 })).map(({ id }) => id)).toEqual([idOf(1)])
  })
})
