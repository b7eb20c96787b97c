import { describe, expect, test } from 'vitest'
import type { Reconcile } from '../../src/billing/port.ts'
import type { Payment } from '../../src/domain/payment.ts'
import type { Intent, IntentAttention } from '../../src/domain/payment-intent.ts'
import { SYSTEM_CLOCK } from '../../src/payments/clock.ts'
import type { LookUp } from '../../src/payments/desk.ts'
import { DEAF_OBSERVER } from '../../src/payments/observer.ts'
import type { Resolution } from '../../src/payments/resolution.ts'
import { type ResolveVerdict, resolveIntent } from '../../src/payments/resolve.ts'
import type { IntentChange } from '../../src/store/intent-store.ts'
import type { Store } from '../../src/store/store.ts'
import { acceptIntent, BEGIN, DONE, moveIntent, newIntent } from '../support/intents.ts'
import { TEST_SETTINGS } from '../support/payments.ts'
import { openFreshSqlite } from '../support/stores.ts'

const BY = { actor: 'OPERATOR:7', requestId: 'r-9' }
const NOT_CARRIED_OUT: Resolution = { kind: 'NOT_CARRIED_OUT', acknowledgesDoubt: false }

/** A desk with a store of its own; `rows` are the billing's, `found` is what a look-up says. */
async function openDesk(given: { rows?: readonly Payment[]; found?: LookUp; reconcile?: Reconcile } = {}) {
  const store = await (await openFreshSqlite()).open()
  const { rows = [], found = { kind: 'absent' }, reconcile = 'exact' } = given
  const resolve = (intent: Intent, resolution: Resolution, reason = 'seen in the billing'): Promise<ResolveVerdict> =>
    resolveIntent(
      {
        intents: store.intents,
        desk: { lookUp: async () => found, traceOf: () => ({ reconcile, honoursExternalId: false }) },
        billing: {
          payments: {
            findPayments: async (keys) =>
              new Map(
                keys.flatMap((key) => rows.flatMap((row) => (row.id === key.paymentId ? [[key, row] as const] : []))),
              ),
          },
        },
        settings: TEST_SETTINGS,
        clock: SYSTEM_CLOCK,
        observer: DEAF_OBSERVER,
      },
      { intentId: intent.id, resolution, reason, by: BY },
    )
  return { store, resolve }
}

async function waiting(store: Store, attention: IntentAttention, ...before: readonly IntentChange[]): Promise<Intent> {
  const intent = await acceptIntent(store.intents, newIntent(1))
  return moveIntent(store.intents, intent, ...before, { to: 'OPERATOR', dueInMs: null, attention })
}

const SETTLED: readonly IntentChange[] = [BEGIN, { to: 'UNKNOWN', dueInMs: 60_000, settledInMs: 0 }]
const UNSETTLED: readonly IntentChange[] = [BEGIN, { to: 'UNKNOWN', dueInMs: 60_000, settledInMs: 60_000 }]

function row(changes: Partial<Payment> = {}): Payment {
  const { accountId, amount, reference: externalId } = newIntent(1)
  return { id: '50', accountId, amount, status: 'DONE', method: 'TERMINAL', paidAt: 5, externalId, ...changes }
}

function carriedOut(paymentId = '50', acknowledgesDoubt = false): Resolution {
  const record = { kinds: ['PAYMENT', 'CANCELLATION'], accountId: '17', recordId: paymentId } as const
  return { kind: 'CARRIED_OUT', record, acknowledgesDoubt }
}

function told(verdict: ResolveVerdict): string {
  return verdict.kind === 'refused'
    ? verdict.reason
    : `${verdict.intent.state} ${verdict.intent.attention ?? ''}`.trim()
}

describe('carried out', () => {
  test.each<[string, boolean, readonly IntentChange[], Reconcile]>([
    ['what was sent', true, SETTLED, 'exact'],
    ['what was never sent', false, [], 'exact'],
    ['what cannot be looked up', false, SETTLED, 'none'],
  ])('PAY-1 of %s it is watched for a second row: %s', async (...[, isWatched, before, reconcile]) => {
    const { store, resolve } = await openDesk({ rows: [row()], reconcile })
    await resolve(await waiting(store, 'AMBIGUOUS', ...before), carriedOut())
    const done = await store.intents.find(newIntent(1).id)
    expect(done?.state).toBe('DONE')
    expect([done?.watchUntil !== null, done?.dueAt !== null]).toEqual([isWatched, isWatched])
  })

  test('PAY-9 is done, with who said so and why in the trail, and the same again answers the same', async () => {
    const { store, resolve } = await openDesk({ rows: [row()] })
    const intent = await waiting(store, 'AMBIGUOUS', ...SETTLED)
    const first = await resolve(intent, carriedOut())
    expect(first).toMatchObject({ kind: 'resolved', intent: { state: 'DONE', recordId: '50', registeredAt: 5 } })
    const trail = await store.audit.list({ afterId: 0, limit: 100 })
    expect(trail.at(-1)).toMatchObject({
      actor: 'OPERATOR:7',
      act: 'payment-resolution',
      object: `intent:${intent.id}`,
      outcome: 'DONE CARRIED_OUT 50: seen in the billing',
      requestId: 'r-9',
    })
    expect(await resolve(intent, carriedOut())).toEqual(first)
    expect(await store.audit.list({ afterId: 0, limit: 100 })).toHaveLength(trail.length)
    expect(told(await resolve(intent, carriedOut('51')))).toBe('ALREADY_DECIDED')
    expect(told(await resolve(intent, NOT_CARRIED_OUT))).toBe('ALREADY_DECIDED')
  })

  test.each<[string, Partial<Payment>]>([
    ['amount', { amount: { minorUnits: 1n, currency: 'RUB' } }],
    ['account', { accountId: '18' }],
    ['reference', { externalId: 'somebody-else' }],
    ['status', { status: 'CANCELED' }],
  ])('PAY-5 is refused with a row of another %s, unless a conflict was judged', async (_what, changes) => {
    const { store, resolve } = await openDesk({ rows: [row(changes)] })
    const intent = await waiting(store, 'CONFLICT')
    expect(told(await resolve(intent, carriedOut()))).toBe('PAYMENT_DIFFERS')
    expect(told(await resolve(intent, carriedOut('50', true)))).toBe('DONE')
    const outcome = (await store.audit.list({ afterId: 0, limit: 100 })).at(-1)?.outcome
    expect(outcome).toBe('DONE CARRIED_OUT 50 though it differs: seen in the billing')
  })

  test('PAY-5 cannot be insisted on where there is no conflict', async () => {
    const { store, resolve } = await openDesk({ rows: [row({ accountId: '18' })] })
    expect(told(await resolve(await waiting(store, 'AMBIGUOUS'), carriedOut('50', true)))).toBe('PAYMENT_DIFFERS')
  })

  test.each<Reconcile>(['exact', 'none'])(
    'PAY-4 of what was carried out and taken back since can be said so, when it was considered: %s',
    async (reconcile) => {
      const { store, resolve } = await openDesk({ rows: [row({ status: 'CANCELED' })], reconcile })
      const intent = await waiting(store, 'CANNOT_LOOK_UP', ...SETTLED)
      expect(told(await resolve(intent, carriedOut()))).toBe('PAYMENT_DIFFERS')
      expect(told(await resolve(intent, carriedOut('50', true)))).toBe('DONE')
    },
  )

  test('PAY-2 a cancellation is not done while its payment counts, whoever insists', async () => {
    const { store, resolve } = await openDesk({ rows: [row()] })
    const order = newIntent(1, { kind: 'CANCELLATION', recordId: '50' })
    const accepted = await acceptIntent(store.intents, order)
    const asked = { to: 'OPERATOR', dueInMs: null, attention: 'TOO_MANY_ATTEMPTS' } as const
    const intent = await moveIntent(store.intents, accepted, ...SETTLED, asked)
    expect(told(await resolve(intent, carriedOut('50', true)))).toBe('PAYMENT_DIFFERS')
  })

  test('PAY-1 is refused with a row that is not there, or is another order’s', async () => {
    const { store, resolve } = await openDesk({ rows: [row()] })
    const intent = await waiting(store, 'AMBIGUOUS')
    expect(told(await resolve(intent, carriedOut('99')))).toBe('PAYMENT_NOT_FOUND')
    await moveIntent(store.intents, await acceptIntent(store.intents, newIntent(2)), BEGIN, {
      ...DONE,
      recordId: '50',
    })
    expect(told(await resolve(intent, carriedOut()))).toBe('PAYMENT_TAKEN')
  })

  test('PAY-1 waits where the named row could be that of a payment under way, and is refused when it was', async () => {
    const { store, resolve } = await openDesk({ rows: [row(), row({ id: '51' })], reconcile: 'statement' })
    const serial = { serialKey: '17' }
    const ask = { to: 'OPERATOR', dueInMs: null, attention: 'AMBIGUOUS' } as const
    const first = await acceptIntent(store.intents, newIntent(1, serial))
    const intent = await moveIntent(store.intents, first, ...SETTLED, ask)
    const next = await acceptIntent(store.intents, newIntent(2, serial))
    const doubt = { to: 'UNKNOWN', dueInMs: 60_000, settledInMs: 60_000 } as const
    const underWay = await moveIntent(store.intents, next, BEGIN, doubt)
    expect(told(await resolve(intent, carriedOut()))).toBe('ACCOUNT_BUSY')
    await moveIntent(store.intents, underWay, { ...DONE, recordId: '50' })
    expect(told(await resolve(intent, carriedOut()))).toBe('PAYMENT_TAKEN')
    expect(told(await resolve(intent, carriedOut('51')))).toBe('DONE')
  })

  test('of a doubled payment stays in sight until somebody acknowledges it', async () => {
    const { store, resolve } = await openDesk({ rows: [row()] })
    const intent = await waiting(store, 'DOUBLED')
    expect(told(await resolve(intent, carriedOut()))).toBe('DONE DOUBLED')
    expect(told(await resolve(intent, { kind: 'ACKNOWLEDGE' }))).toBe('DONE')
    expect(told(await resolve(intent, { kind: 'ACKNOWLEDGE' }))).toBe('DONE')
    expect(await store.intents.listAttention({ afterId: null, limit: 10 })).toEqual([])
  })
})

describe('not carried out', () => {
  test('PAY-2 is rejected once settled and absent, and the same again answers the same', async () => {
    const { store, resolve } = await openDesk()
    const intent = await waiting(store, 'TOO_MANY_ATTEMPTS', ...SETTLED)
    const first = await resolve(intent, NOT_CARRIED_OUT)
    expect(first).toMatchObject({ kind: 'resolved', intent: { state: 'REJECTED', refusal: 'CLOSED_BY_OPERATOR' } })
    expect(await resolve(intent, NOT_CARRIED_OUT)).toEqual(first)
  })

  test('PAY-2 is refused while an attempt that was given up may still be applied', async () => {
    const { store, resolve } = await openDesk()
    expect(told(await resolve(await waiting(store, 'TOO_OLD', ...UNSETTLED), NOT_CARRIED_OUT))).toBe('NOT_SETTLED')
  })

  test('PAY-2 an attempt that went straight to a person has a settle wait as well', async () => {
    const { store, resolve } = await openDesk({ reconcile: 'none' })
    const intent = await waiting(store, 'CANNOT_LOOK_UP', BEGIN)
    expect(told(await resolve(intent, { kind: 'NOT_CARRIED_OUT', acknowledgesDoubt: true }))).toBe('NOT_SETTLED')
  })

  test.each([
    [{ kind: 'ours', recordId: '50', registeredAt: 5 }, 'CARRIED_OUT_IN_BILLING', 'CARRIED_OUT_IN_BILLING'],
    [{ kind: 'doubled' }, 'CARRIED_OUT_IN_BILLING', 'CARRIED_OUT_IN_BILLING'],
    [{ kind: 'conflict' }, 'IN_DOUBT', 'REJECTED'],
    [{ kind: 'ambiguous' }, 'IN_DOUBT', 'REJECTED'],
    [{ kind: 'unread', code: 'BILLING_TIMEOUT' }, 'BILLING_UNAVAILABLE', 'BILLING_UNAVAILABLE'],
  ] as const)(
    'PAY-2 with a billing that says %o is %s, and %s with the doubt acknowledged',
    async (found, plain, insisted) => {
      const { store, resolve } = await openDesk({ found })
      const intent = await waiting(store, 'CONFLICT', ...SETTLED)
      expect(told(await resolve(intent, NOT_CARRIED_OUT))).toBe(plain)
      expect(told(await resolve(intent, { kind: 'NOT_CARRIED_OUT', acknowledgesDoubt: true }))).toBe(insisted)
    },
  )
})

describe('look up again', () => {
  test('PAY-4 makes it due at once, and the same again changes nothing', async () => {
    const { store, resolve } = await openDesk()
    const intent = await waiting(store, 'TOO_OLD', ...SETTLED)
    expect(told(await resolve(intent, { kind: 'LOOK_UP_AGAIN' }))).toBe('UNKNOWN')
    expect(told(await resolve(intent, { kind: 'LOOK_UP_AGAIN' }))).toBe('UNKNOWN')
    const [due] = await store.intents.claimDue({ limit: 10, leaseMs: 1_000 })
    expect(due).toMatchObject({ id: intent.id, state: 'UNKNOWN', absences: 0, attention: null })
    expect(due?.settledAt).not.toBeNull()
  })

  test('PAY-1 keeps the settle wait of an attempt that may still be applied', async () => {
    const { store, resolve } = await openDesk()
    const intent = await waiting(store, 'TOO_OLD', ...UNSETTLED)
    const verdict = await resolve(intent, { kind: 'LOOK_UP_AGAIN' })
    const settledAt = verdict.kind === 'resolved' ? (verdict.intent.settledAt ?? 0) : 0
    expect(settledAt - (intent.settledAt ?? 0)).toBeGreaterThanOrEqual(0)
    // What passes between two statements is added.
    expect(settledAt - (intent.settledAt ?? 0)).toBeLessThan(5_000)
  })

  test('PAY-1 is refused where nothing can be looked up: absent would be sent again', async () => {
    const { store, resolve } = await openDesk({ reconcile: 'none' })
    expect(told(await resolve(await waiting(store, 'CANNOT_LOOK_UP', BEGIN), { kind: 'LOOK_UP_AGAIN' }))).toBe(
      'CANNOT_LOOK_UP',
    )
  })

  test('waits for its turn where money of an account moves one by one', async () => {
    const { store, resolve } = await openDesk({ reconcile: 'statement' })
    const serial = { serialKey: '17' }
    const first = await acceptIntent(store.intents, newIntent(1, serial))
    const waits = await moveIntent(store.intents, first, { to: 'OPERATOR', dueInMs: null, attention: 'AMBIGUOUS' })
    await moveIntent(store.intents, await acceptIntent(store.intents, newIntent(2, serial)), BEGIN)
    expect(told(await resolve(waits, { kind: 'LOOK_UP_AGAIN' }))).toBe('ACCOUNT_BUSY')
  })
})

test('what the engine is at, what is not there, and a reason that cannot be kept are refused', async () => {
  const { store, resolve } = await openDesk({ rows: [row()] })
  const intent = await acceptIntent(store.intents, newIntent(1))
  expect(told(await resolve(intent, carriedOut()))).toBe('NOT_WAITING')
  expect(told(await resolve(intent, NOT_CARRIED_OUT))).toBe('NOT_WAITING')
  expect(told(await resolve(intent, { kind: 'ACKNOWLEDGE' }))).toBe('NOT_WAITING')
  expect(told(await resolve({ ...intent, id: 'none' }, NOT_CARRIED_OUT))).toBe('INTENT_NOT_FOUND')
  expect(told(await resolve(intent, NOT_CARRIED_OUT, 'a\nb'))).toBe('INVALID_REASON')
})

test('of two operators who decide at once one succeeds', async () => {
  const { store, resolve } = await openDesk({ rows: [row()] })
  const intent = await waiting(store, 'AMBIGUOUS', ...SETTLED)
  const verdicts = await Promise.all([resolve(intent, carriedOut()), resolve(intent, NOT_CARRIED_OUT)])
  expect(verdicts.filter(({ kind }) => kind === 'resolved')).toHaveLength(1)
})
