import type { CheckoutState } from '../../src/domain/checkout.ts'
import type { Intent } from '../../src/domain/payment-intent.ts'
import type { Transfer } from '../../src/domain/transfer.ts'
import { StoreError } from '../../src/store/error.ts'
import type { IntentStore } from '../../src/store/intent-store.ts'
import type { MemoryCheckouts } from './memory-checkouts.ts'
import type { MemoryIntents } from './memory-intents.ts'
import type { MemoryTransfers } from './memory-transfers.ts'
import type { Process } from './scheduler.ts'
import type { World } from './world.ts'

/** One change of state, as it became durable. */
export interface Transition {
  readonly id: string
  readonly from: Intent['state'] | null
  readonly to: Intent['state']
}

/** The one store that all replicas share. */
export interface SharedStore {
  /** What the store's clock said when the world began. */
  readonly epochMs: number
  readonly intents: MemoryIntents
  readonly transfers: MemoryTransfers
  readonly checkouts: MemoryCheckouts
  /** Every change of state, in the order of the commits. */
  readonly transitions: Transition[]
  readonly transferMoves: { id: string; from: Transfer['state'] | null; to: Transfer['state'] }[]
  readonly checkoutMoves: { id: string; to: CheckoutState }[]
  /** Told after each commit. */
  readonly onCommit: (() => void)[]
}

/**
 * The store as one process reaches it: each call takes its time, may fail before or after the commit, and the process may
 * die or stand still on either side of it.
 */
export function reachStore(world: World, store: SharedStore, process: Process): IntentStore {
  const { intents } = store
  const call = <Answer>(name: string, run: () => Promise<Answer>) => callStore(world, store, { process, name, run })
  return {
    accept: (intent, options) =>
      call('accept', async () => {
        const verdict = await intents.accept(intent, options)
        if (verdict.kind === 'created') store.transitions.push({ id: intent.id, from: null, to: 'ACCEPTED' })
        world.note(() => `store accept ${intent.id} ${verdict.kind}`)
        return verdict
      }),
    acceptWithin: (intent, options) =>
      call('accept', async () => {
        const verdict = await intents.acceptWithin(intent, options)
        if (verdict.kind === 'created') store.transitions.push({ id: intent.id, from: null, to: 'ACCEPTED' })
        world.note(() => `store accept ${intent.id} ${verdict.kind === 'limited' ? verdict.limit : verdict.kind}`)
        return verdict
      }),
    acceptHeld: (intent, options) =>
      call('accept', async () => {
        const verdict = await intents.acceptHeld(intent, options)
        if (verdict.kind === 'created') store.transitions.push({ id: intent.id, from: null, to: 'ACCEPTED' })
        if (verdict.kind === 'claim_lost') world.counts.add('refunds not ordered after a pause')
        world.note(() => `store accept ${intent.id} ${verdict.kind}`)
        return verdict
      }),
    move: (claim, change, audit) =>
      call('move', async () => {
        const verdict = await intents.move(claim, change, audit)
        world.note(() => `store move ${claim.id} ${claim.state} ${change.to} ${verdict.kind} ${audit?.outcome ?? ''}`)
        if (verdict.kind === 'account_busy') world.counts.add('turns waited')
        if (verdict.kind !== 'moved') return verdict
        if (claim.state !== change.to) store.transitions.push({ id: claim.id, from: claim.state, to: change.to })
        if (change.begins && world.strikes(world.plan.chances.beginPause)) world.pause(process, 'after it began')
        return verdict
      }),
    claimDue: (options) =>
      call('claim', async () => {
        const claimed = await intents.claimDue(options)
        world.note(() => `store claim ${claimed.map(({ id }) => id).join(' ')}`)
        return claimed
      }),
    claim: (id, options) => call('claim', () => intents.claim(id, options)),
    find: (id) => call('find', () => intents.find(id)),
    findByExternalId: (key) => call('find', () => intents.findByExternalId(key)),
    findTakenRecordIds: (query) => call('find', () => intents.findTakenRecordIds(query)),
    findSharedRecordIds: (recordIds) => call('find', () => intents.findSharedRecordIds(recordIds)),
    listAttention: (page) => call('find', () => intents.listAttention(page)),
    list: (page) => call('find', () => intents.list(page)),
    findByReferences: (kind, references) => call('find', () => intents.findByReferences(kind, references)),
    findInTurn: (serialKey) => call('find', () => intents.findInTurn(serialKey)),
    findCancellations: (ids) => call('find', () => intents.findCancellations(ids)),
    countDone: (key) => call('find', () => intents.countDone(key)),
    count: () => call('find', () => intents.count()),
  }
}

interface Call<Answer> {
  readonly process: Process
  readonly name: string
  readonly run: () => Promise<Answer>
}

export function callStore<Answer>(
  world: World,
  store: SharedStore,
  { process, name, run }: Call<Answer>,
): Promise<Answer> {
  const { scheduler, plan, counts, strikes, random } = world
  const { storeLost, storeSlow, storeCrash, storePause } = plan.chances
  const tripMs = () => (strikes(storeSlow) ? random.between(100, 4_000) : random.between(1, 4))
  return new Promise((resolve, reject) => {
    if (!process.isAlive) return
    const fail = (error: unknown) => {
      scheduler.after(tripMs(), () => reject(error), process)
    }
    function commit(): void {
      if (strikes(storeCrash)) {
        world.crash(process, `before ${name}`)
        // Its request may be on the way already.
        if (random.chance(0.5)) return
      }
      if (strikes(storeLost)) {
        counts.add('store failures')
        return fail(unreachable())
      }
      void run().then((answer) => {
        for (const tell of store.onCommit) tell()
        if (strikes(storeCrash)) world.crash(process, `after ${name}`)
        if (strikes(storePause)) world.pause(process, `after ${name}`)
        if (strikes(storeLost)) {
          counts.add('committed but unheard')
          return fail(unreachable())
        }
        return scheduler.after(tripMs(), () => resolve(answer), process)
      }, fail)
    }
    const leave = () => scheduler.after(tripMs(), commit)
    // One that stands still asks when it goes on.
    if (process.isPaused) scheduler.after(1, leave, process)
    else leave()
  })
}

function unreachable(): StoreError {
  return new StoreError('STORE_UNREACHABLE', 'simulated')
}
