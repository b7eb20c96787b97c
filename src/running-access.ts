import type { Access } from './auth/access.ts'
import { createCodes } from './auth/codes.ts'
import { createAccess } from './auth/create-access.ts'
import type { Desk } from './auth/desk.ts'
import { prepareMessage } from './auth/prepare.ts'
import type { BillingSystem } from './billing/port.ts'
import { OUTBOX_SETTINGS, type OutboxSettings, startOutbox } from './delivery/outbox.ts'
import type { Courier } from './delivery/port.ts'
import type { Channel } from './domain/message.ts'
import type { Log } from './observability/log.ts'
import type { Store } from './store/store.ts'

interface RunningAccess {
  readonly access: Access
  /** Resolves when this process sends no message any more; what waits stays in the store. */
  stop(): Promise<void>
}

/** Getting in, with the outbox of this replica. */
export function runAccess(parts: {
  readonly desk: Desk
  readonly store: Pick<Store, 'codes' | 'deliveries'>
  readonly billing: BillingSystem
  readonly couriers: Readonly<Record<Channel, Courier>>
  readonly log: Log
  readonly settings?: Partial<OutboxSettings>
}): RunningAccess {
  const { desk, store, billing, couriers, log } = parts
  const codes = createCodes(desk.options.keys.subjectSecret)
  const outbox = startOutbox({
    store: store.deliveries,
    couriers,
    prepare: (delivery, call) => prepareMessage({ codes, billing }, delivery, call),
    log,
    settings: { ...OUTBOX_SETTINGS, ...parts.settings },
  })
  return {
    access: createAccess(desk, { billing, store, nudge: () => outbox.nudge() }),
    async stop() {
      await outbox.stop()
      await Promise.all([...new Set(Object.values(couriers))].map((courier) => courier.close()))
    },
  }
}
