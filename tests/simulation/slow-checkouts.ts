import type { CheckoutStore } from '../../src/store/checkout-types.ts'
import type { Process } from './scheduler.ts'
import { callStore, type SharedStore } from './slow-store.ts'
import type { World } from './world.ts'

/** The store of checkouts as one process reaches it: as slow, and as unsure, as that of intents. */
export function reachCheckouts(world: World, store: SharedStore, process: Process): CheckoutStore {
  const { checkouts, checkoutMoves } = store
  const call = <Answer>(name: string, run: () => Promise<Answer>) => callStore(world, store, { process, name, run })
  return {
    create: (checkout, options) =>
      call('create a checkout', async () => {
        const verdict = await checkouts.create(checkout, options)
        if (verdict.kind === 'created') checkoutMoves.push({ id: checkout.id, to: 'CREATED' })
        world.note(() => `store checkout ${checkout.id} ${verdict.kind}`)
        return verdict
      }),
    move: (claim, change, audit) =>
      call('move a checkout', async () => {
        const moved = await checkouts.move(claim, change, audit)
        world.note(
          () =>
            `store checkout ${claim.id} ${claim.state} ${change.to} ${moved === null ? 'lost' : (audit?.outcome ?? '')}`,
        )
        if (moved === null) world.counts.add('fences lost')
        else if (claim.state !== change.to) checkoutMoves.push({ id: claim.id, to: change.to })
        return moved
      }),
    claimDue: (options) => call('claim checkouts', () => checkouts.claimDue(options)),
    claim: (id, options) => call('claim checkouts', () => checkouts.claim(id, options)),
    hint: (key, options) => call('hint', () => checkouts.hint(key, options)),
    find: (id) => call('find', () => checkouts.find(id)),
    findByKey: (key) => call('find', () => checkouts.findByKey(key)),
    isPaymentTaken: (payment) => call('find', () => checkouts.isPaymentTaken(payment)),
    listOfAccount: (page) => call('find', () => checkouts.listOfAccount(page)),
    listAttention: (page) => call('find', () => checkouts.listAttention(page)),
    count: () => call('find', () => checkouts.count()),
  }
}
