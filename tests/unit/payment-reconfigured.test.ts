import { describe, expect, test } from 'vitest'
import type { Reconcile } from '../../src/billing/port.ts'
import type { Intent } from '../../src/domain/payment-intent.ts'
import { SYSTEM_CLOCK } from '../../src/payments/clock.ts'
import type { LookUp } from '../../src/payments/desk.ts'
import { createEngine } from '../../src/payments/engine.ts'
import { DEAF_OBSERVER } from '../../src/payments/observer.ts'
import { acceptIntent, BEGIN, moveIntent, newIntent } from '../support/intents.ts'
import { TEST_SETTINGS } from '../support/payments.ts'
import { openFreshSqlite } from '../support/stores.ts'

/** A payment in doubt that was absent once, taken up by a gateway that looks payments up as `reconcile` says. */
async function recover(given: {
  readonly serialKey: string | null
  readonly reconcile: Reconcile
  readonly found: LookUp
}): Promise<{ readonly intent: Intent | null; readonly sends: number }> {
  const { serialKey, reconcile, found } = given
  const { intents } = await (await openFreshSqlite()).open()
  const accepted = await acceptIntent(intents, newIntent(1, { serialKey }))
  const { id } = await moveIntent(intents, accepted, BEGIN, { to: 'UNKNOWN', dueInMs: 0, settledInMs: 0, absences: 1 })
  let sends = 0
  const engine = createEngine({
    intents,
    desk: {
      traceOf: () => ({ reconcile, honoursExternalId: false }),
      lookUp: async () => found,
      readMark: async () => ({ kind: 'mark', mark: '' }),
      send: async () => {
        sends += 1
        return { kind: 'applied', recordId: '2', registeredAt: null }
      },
    },
    clock: SYSTEM_CLOCK,
    settings: TEST_SETTINGS,
    observer: DEAF_OBSERVER,
  })
  await expect.poll(() => engine.recover()).toBe(1)
  await engine.idle()
  return { intent: await intents.find(id), sends }
}

const ASKED = { state: 'OPERATOR', attention: 'CANNOT_LOOK_UP' } as const
const ours = {
  kind: 'ours',
  recordId: '1',
  registeredAt: 5,
} as const

describe('a payment in doubt when the billing is looked up otherwise than before', () => {
  test('PAY-1 what was sent where references are not kept is not searched by its reference, and not sent again', async () => {
    const { intent, sends } = await recover({ serialKey: '17', reconcile: 'exact', found: { kind: 'absent' } })
    expect(intent).toMatchObject(ASKED)
    expect(sends).toBe(0)
  })

  test('PAY-2 what was sent without a mark is not told by an equal row, which may be older', async () => {
    const { intent } = await recover({ serialKey: null, reconcile: 'statement', found: ours })
    expect(intent).toMatchObject(ASKED)
  })

  test.each([
    [null, 'exact'],
    [null, 'comment'],
    ['17', 'statement'],
  ] as const)('with the serial key %j and %s, as it was sent, it is looked up', async (serialKey, reconcile) => {
    const { intent } = await recover({ serialKey, reconcile, found: ours })
    expect(intent).toMatchObject({ state: 'DONE', recordId: '1' })
  })
})
