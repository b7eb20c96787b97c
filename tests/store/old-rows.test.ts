import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startHousekeeping } from '../../src/auth/housekeeping.ts'
import type { IntentLimits } from '../../src/store/intent-store.ts'
import type { Store } from '../../src/store/store.ts'
import { ASK_A_PERSON, acceptIntent, moveIntent, NOTE, newIntent, REJECT } from '../support/intents.ts'
import { describeStores } from '../support/stores.ts'

const DAY_MS = 86_400_000

async function pay(store: Store, number: number, limits: IntentLimits) {
  const verdict = await store.intents.acceptWithin(newIntent(number), { leaseMs: 60_000, audit: NOTE, limits })
  return verdict.kind === 'created' ? verdict.intent : verdict.kind
}

function handIn(store: Store, day: string, submittedAt: number) {
  const amount = { minorUnits: 100n, currency: 'RUB' as const }
  const rows = [{ externalId: 'a', accountNumber: '100001', amount }]
  const audit = { ...NOTE, at: submittedAt }
  return store.registers.put({ partnerId: 'kiosk', day, part: 1, of: 1, sha256: day, rows }, audit)
}

/** One pass, and no more. */
async function clean(store: Store): Promise<void> {
  let passes = 0
  const registers = {
    ...store.registers,
    deleteOld: (olderThanMs: number) => store.registers.deleteOld(olderThanMs).finally(() => (passes += 1)),
  }
  const housekeeping = startHousekeeping({ store: { ...store, registers }, now: Date.now, intervalMs: 5 })
  await expect.poll(() => passes).toBeGreaterThan(0)
  await housekeeping.stop()
}

describeStores((openFresh) => {
  test('PAY-10 housekeeping forgets the sums of days that are long over, and no sum that a limit still asks for', async () => {
    const database = await openFresh()
    const store = await database.open()
    const today = { dayStart: Date.now() - DAY_MS, maxMinorUnitsPerDay: 60_045n, maxPerMinute: 100 }
    const past = { ...today, dayStart: Date.now() - 8 * DAY_MS }
    const old = await pay(store, 1, past)
    await pay(store, 2, today)
    expect([await pay(store, 3, past), await pay(store, 3, today)]).toEqual(['limited', 'limited'])
    await clean(store)
    expect(await database.query('select day from payment_usage')).toHaveLength(1)
    expect(await pay(store, 3, today)).toBe('limited')
    // What is decided afterwards has nothing to give back to, and harms nothing.
    if (typeof old === 'string') throw new Error(old)
    const rejected = await moveIntent(store.intents, old, ASK_A_PERSON, REJECT)
    expect(rejected.state).toBe('REJECTED')
    expect(await database.query('select day from payment_usage')).toHaveLength(1)
  })

  test('housekeeping keeps what partners have handed in for thirteen months', async () => {
    const database = await openFresh()
    const store = await database.open()
    await handIn(store, '2025-01-01', Date.now() - 401 * DAY_MS)
    await handIn(store, '2025-01-02', Date.now() - 399 * DAY_MS)
    await clean(store)
    expect(await database.query('select day from registers')).toEqual([{ day: '2025-01-02' }])
  })

  test('PAY-3 housekeeping touches neither intents nor the trail, however old they are', async () => {
    const database = await openFresh()
    const store = await database.open()
    const intent = await acceptIntent(store.intents, newIntent(1))
    await moveIntent(store.intents, intent, ASK_A_PERSON, REJECT)
    await database.query(`update intents set accepted_at = 0, changed_at = 0`)
    const trail = await store.audit.list({ afterId: 0, limit: 100 })
    await clean(store)
    expect(await store.intents.find(intent.id)).toMatchObject({ state: 'REJECTED', acceptedAt: 0 })
    expect(await store.audit.list({ afterId: 0, limit: 100 })).toEqual(trail)
  })

  test('more than one statement deletes at once goes as well', async () => {
    const database = await openFresh()
    const store = await database.open()
    const rows = Array.from({ length: 2_500 }, (_, number) => `('p${number}', ${number}, 0, 1, 0, 0, 0, 1)`)
    await database.query(
      `insert into payment_usage (principal, day, amount, max_amount, counted_at, payments, payments_before, max_payments)
      values ${rows.join(',')}`,
    )
    expect(await store.usage.deletePast(DAY_MS)).toBe(2_500)
    expect(await store.usage.deletePast(DAY_MS)).toBe(0)
  })
})

test('the operations page says of each table whether it grows, and until when', () => {
  const folder = new URL('../../src/store/migrations/', import.meta.url)
  const statements = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'))
  // A table that is built anew gets its old name in the end.
  const tables = statements.flatMap((text) =>
    [...text.matchAll(/create table (\w+?)(?:_anew)?\b/g)].map(([, name]) => name),
  )
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
  const [, section = ''] = page.split('### What grows')
  expect(tables.length).toBeGreaterThan(10)
  expect(tables.filter((name) => !section.includes(`\`${name}\``))).toEqual([])
})
