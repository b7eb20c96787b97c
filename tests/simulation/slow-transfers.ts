import type { TransferStore } from '../../src/store/transfer-types.ts'
import type { Process } from './scheduler.ts'
import { callStore, type SharedStore } from './slow-store.ts'
import type { World } from './world.ts'

/** The store of transfers as one process reaches it: as slow, and as unsure, as that of intents. */
export function reachTransfers(world: World, store: SharedStore, process: Process): TransferStore {
  const { transfers, transferMoves } = store
  const call = <Answer>(name: string, run: () => Promise<Answer>) => callStore(world, store, { process, name, run })
  return {
    accept: (transfer, options) =>
      call('accept a transfer', async () => {
        const verdict = await transfers.accept(transfer, options)
        if (verdict.kind === 'created') transferMoves.push({ id: transfer.id, from: null, to: 'DEBITING' })
        world.note(() => `store transfer ${transfer.id} ${verdict.kind}`)
        return verdict
      }),
    move: (claim, change, audit) =>
      call('move a transfer', async () => {
        const verdict = await transfers.move(claim, change, audit)
        world.note(
          () => `store transfer ${claim.id} ${claim.state} ${change.to} ${verdict.kind} ${audit?.outcome ?? ''}`,
        )
        const isMoved = verdict.kind === 'moved' && claim.state !== change.to
        if (isMoved) transferMoves.push({ id: claim.id, from: claim.state, to: change.to })
        return verdict
      }),
    claimDue: (options) => call('claim transfers', () => transfers.claimDue(options)),
    claimOfPerson: (id) => call('claim transfers', () => transfers.claimOfPerson(id)),
    find: (id) => call('find', () => transfers.find(id)),
    findByExternalId: (key) => call('find', () => transfers.findByExternalId(key)),
    listOfPayer: (page) => call('find', () => transfers.listOfPayer(page)),
    listStuck: (page) => call('find', () => transfers.listStuck(page)),
  }
}
