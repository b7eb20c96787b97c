import { expect, onTestFinished, test } from 'vitest'
import { createLog } from '../../src/observability/log.ts'
import { createMetrics } from '../../src/observability/metrics.ts'
import { readLastResult, runDaily } from '../../src/payments/reconcile-daily.ts'
import { createPaymentReporter } from '../../src/payments/report.ts'
import { startMetricsServer } from '../../src/server/metrics.ts'
import type { Store } from '../../src/store/store.ts'
import { openBooks } from '../support/books.ts'
import { ASK_A_PERSON, acceptIntent, BEGIN, DONE, moveIntent, newIntent } from '../support/intents.ts'
import { openFreshSqlite } from '../support/stores.ts'

const DAY_MS = 86_400_000

async function serve(store: Store) {
  const lines: string[] = []
  const log = createLog({ level: 'debug', name: 'test', destination: { write: (line) => void lines.push(line) } })
  const metrics = createMetrics({
    countIntents: async () => ({ ...(await store.intents.count()) }),
    countCheckouts: () => store.checkouts.count(),
    countFiscalReceipts: () => store.fiscalReceipts.count(),
    readReconciliation: () => readLastResult(store.dailyRuns),
  })
  const server = await startMetricsServer({ host: '127.0.0.1', port: 0, metrics, log })
  onTestFinished(() => server.stop())
  const read = async () => (await fetch(`${server.url}/metrics`)).text()
  return { metrics, log, lines, url: server.url, read }
}

test('payments by state, moves and durations are counted, and told in lines without anything of the payer', async () => {
  const store = await (await openFreshSqlite()).open()
  const { metrics, log, lines, read } = await serve(store)
  const reporter = createPaymentReporter({ log, metrics })
  const waits = await acceptIntent(store.intents, newIntent(1))
  reporter.accepted(waits)
  reporter.moved(await moveIntent(store.intents, waits, ASK_A_PERSON), 'ACCEPTED', 'CONFLICT')
  const paid = await acceptIntent(store.intents, newIntent(2))
  reporter.accepted(paid)
  reporter.moved(await moveIntent(store.intents, paid, BEGIN, DONE), 'SENDING', 'done')
  reporter.fenceLost(paid.id)
  reporter.failed(paid.id, new Error('the store is gone'))
  metrics.call({ system: 'soap', operation: 'AddPayment', code: null, durationMs: 120 })
  metrics.call({ system: 'soap', operation: 'AddPayment', code: 'BILLING_TIMEOUT', durationMs: 5_000 })
  const text = await read()
  for (const line of [
    'payment_intents{state="OPERATOR"} 1',
    'payment_intents{state="UNKNOWN"} 0',
    'payment_intents_with_attention 1',
    'payments_accepted_total{kind="PAYMENT"} 2',
    'payment_moves_total{from="SENDING",to="DONE"} 1',
    'payment_decision_seconds_count{kind="PAYMENT",state="DONE"} 1',
    'payment_decision_seconds_count{kind="PAYMENT",state="OPERATOR"} 1',
    'payment_fences_lost_total 1',
    'payment_failures_total{what="payment"} 1',
    'billing_call_seconds_count{system="soap",operation="AddPayment",code="OK"} 1',
    'billing_call_seconds_count{system="soap",operation="AddPayment",code="BILLING_TIMEOUT"} 1',
    'store_readable 1',
  ]) {
    expect(text).toContain(`billing_gateway_${line}\n`)
  }
  expect(text).not.toMatch(/^billing_gateway_reconciliation_last_run_timestamp_seconds /m)
  expect(lines.join('')).toContain('payment needs a person')
  for (const personal of ['007123', 'e-1', 't1-1', '60045', '600.45']) {
    expect(lines.join('') + text).not.toContain(personal)
  }
})

test('a store that cannot be read is said so, and its last numbers are not told as if they were new', async () => {
  const store = await (await openFreshSqlite()).open()
  const { read } = await serve(store)
  expect(await read()).toContain('billing_gateway_payment_intents{state="OPERATOR"} 0')
  await store.close()
  const text = await read()
  expect(text).toContain('billing_gateway_store_readable 0\n')
  expect(text).not.toContain('billing_gateway_payment_intents{')
  expect(text).not.toMatch(/^billing_gateway_payment_intents_with_attention /m)
})

test('only the numbers are served, and only for reading', async () => {
  const { url } = await serve(await (await openFreshSqlite()).open())
  const head = await fetch(`${url}/metrics`, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  expect(head.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(405)
  expect((await fetch(`${url}/graphql`)).status).toBe(404)
})

test('P6 PAY-1 one replica compares the day that is over; all tell the result, and a doubled payment is shown to operators', async () => {
  const books = await openBooks()
  const { store } = books
  await books.sandbox.setFault('soap.AddPayment', 'doubleCredit')
  const { id } = await books.pay(1)
  const day = books.today()
  const done: string[] = []
  const failures: unknown[] = []
  const parts = {
    runs: store.dailyRuns,
    intents: store.intents,
    reconcile: books.reconcile,
    timeZone: 'Europe/Moscow',
    now: () => Date.now() + DAY_MS,
    onDone: (result: { day: string }) => void done.push(result.day),
    onFailure: (error: unknown) => void failures.push(error),
  }
  const call = { signal: AbortSignal.timeout(30_000) }
  await Promise.all([runDaily(parts, call), runDaily(parts, call), runDaily(parts, call)])
  await runDaily(parts, call)
  expect({ done, failures }).toEqual({ done: [day], failures: [] })
  const [shown, ...others] = await store.intents.listAttention({ afterId: null, limit: 10 })
  expect(others).toEqual([])
  expect(shown).toMatchObject({ id, state: 'DONE', attention: 'DOUBLED' })
  const trail = await store.audit.list({ afterId: 0, limit: 100 })
  expect(trail.at(-1)).toMatchObject({ actor: 'gateway', act: 'reconciliation', object: `intent:${id}` })
  const text = await (await serve(store)).read()
  expect(text).toContain('billing_gateway_reconciliation_differences{kind="DOUBLED"} 1\n')
  expect(text).toContain('billing_gateway_reconciliation_differences{kind="MISSING_IN_BILLING"} 0\n')
  expect(text).toMatch(/billing_gateway_reconciliation_last_run_timestamp_seconds \d{10}/)
})

test('days that nobody has compared are made up for in their order, and one that fails holds the later ones back', async () => {
  const store = await (await openFreshSqlite()).open()
  const asked: string[] = []
  const failures: unknown[] = []
  let fails = false
  const books = { matched: 0, matchedMinorUnits: 0n, open: [], openCount: 0, rejected: 0, rows: 0, foreignRows: 0 }
  const kinds = { compared: [], uncompared: { SERVICE_ORDER: 0, PROMISED_PAYMENT: 0, TICKET: 0 } }
  const none = {
    MISSING_IN_BILLING: 0,
    DOUBLED: 0,
    AMOUNT_MISMATCH: 0,
    ACCOUNT_MISMATCH: 0,
    WITHOUT_INTENT: 0,
    CANCELED_IN_BILLING: 0,
    RECORD_SHARED: 0,
  }
  const runAt = (instant: string) =>
    runDaily(
      {
        runs: store.dailyRuns,
        intents: store.intents,
        reconcile: async (day) => {
          asked.push(day)
          if (fails) throw new Error('no billing')
          return { day, ...books, ...kinds, differences: [], differenceCounts: none }
        },
        timeZone: 'Europe/Moscow',
        now: () => Date.parse(instant),
        onDone: () => undefined,
        onFailure: (error) => void failures.push(error),
      },
      { signal: new AbortController().signal },
    )
  // Ten minutes after midnight the day before is not closed yet.
  await runAt('2026-11-28T00:10:00+03:00')
  expect(asked.splice(0)).toEqual(['2026-11-26'])
  await runAt('2026-11-28T00:20:00+03:00')
  expect(asked.splice(0)).toEqual(['2026-11-27'])
  fails = true
  await runAt('2026-12-01T12:00:00+03:00')
  expect(asked.splice(0)).toEqual(['2026-11-28'])
  expect(failures).toHaveLength(1)
  fails = false
  await runAt('2026-12-01T12:01:00+03:00')
  expect(asked).toEqual([])
})
