import type { Transfer, TransferId } from '../../src/domain/transfer.ts'
import { stepIdOf } from '../../src/domain/transfer.ts'
import { StoreError } from '../../src/store/error.ts'
import type { AuditEntry } from '../../src/store/store.ts'
import type { NewTransfer, TransferChange, TransferStore } from '../../src/store/transfer-types.ts'
import { movedNothing } from '../../src/store/transfers.ts'
import type { MemoryIntents } from './memory-intents.ts'
import type { MemoryTables } from './memory-tables.ts'
import { countUsage, giveBackSum } from './memory-usage.ts'

/** The store of transfers without a database. What is said of the real one holds, and each call applies when it is made. */
export interface MemoryTransfers extends TransferStore {
  /** Every row of the trail, oldest first. */
  readonly trail: readonly AuditEntry[]
  all(): readonly Transfer[]
}

interface Parts {
  readonly now: () => number
  readonly intents: Pick<MemoryIntents, 'all'>
}

export function createMemoryTransfers({ now, intents }: Parts): MemoryTransfers {
  const rows = new Map<TransferId, Transfer>()
  const trail: AuditEntry[] = []
  const usage: Pick<MemoryTables, 'usage' | 'limitDays' | 'now'> = { usage: new Map(), limitDays: new Map(), now }
  const all = () => [...rows.values()].toSorted(byId)
  const findKnown = ({ principal, externalId }: Pick<NewTransfer, 'principal' | 'externalId'>) =>
    all().find((row) => row.principal === principal && row.externalId === externalId) ?? null
  const put = (row: Transfer) => {
    rows.set(row.id, row)
    return row
  }

  return {
    trail,
    all,
    async accept(transfer, { leaseMs, audit, limits }) {
      const known = findKnown(transfer)
      if (known) return { kind: 'known', transfer: known }
      assertNew(transfer, rows)
      const limited = countUsage(usage, usageOf(transfer), limits)
      if (limited) return limited
      const at = now()
      trail.push({ ...audit, at })
      const created: Transfer = {
        ...transfer,
        state: 'DEBITING',
        fence: 1,
        returns: 0,
        acceptedAt: at,
        changedAt: at,
        dueAt: at + Math.ceil(leaseMs),
        refusal: null,
        resolution: null,
      }
      return { kind: 'created', transfer: put(created) }
    },
    find: async (id) => rows.get(id) ?? null,
    findByExternalId: async (key) => findKnown(key),
    listOfPayer: async ({ accountId, beforeId, limit }) =>
      all()
        .filter(({ id, fromAccountId }) => fromAccountId === accountId && (beforeId === null || id < beforeId))
        .toReversed()
        .slice(0, limit),
    async claimDue({ limit, leaseMs }) {
      const at = now()
      const due = all().filter(({ dueAt }) => dueAt !== null && dueAt <= at)
      const claimed = due.toSorted((left, right) => (left.dueAt ?? 0) - (right.dueAt ?? 0) || byId(left, right))
      return claimed
        .slice(0, limit)
        .map((row) => put({ ...row, fence: row.fence + 1, dueAt: at + Math.ceil(leaseMs) }))
        .toSorted(byId)
    },
    async claimOfPerson(id) {
      const row = rows.get(id)
      return row?.state === 'OPERATOR' ? put({ ...row, fence: row.fence + 1 }) : null
    },
    async move(claim, change, audit) {
      if (change.to !== claim.state && audit === null) throw refused('the missing audit row')
      const row = rows.get(claim.id)
      if (!row || row.fence !== claim.fence || row.state !== claim.state) return { kind: 'fence_lost' }
      const at = now()
      const moved = changed(row, change, at)
      assertSound(moved)
      if (audit) trail.push({ ...audit, at })
      if (movedNothing(claim.state, change.to)) giveBackSum(usage, usageOf(row))
      return { kind: 'moved', transfer: put(moved) }
    },
    async listStuck({ afterId, limit }) {
      const waiting = new Set(
        intents.all().flatMap(({ state, externalId }) => (state === 'OPERATOR' ? [externalId] : [])),
      )
      const isStuck = (row: Transfer) => row.state === 'OPERATOR' || waiting.has(currentStepOf(row))
      return all()
        .filter((row) => (afterId === null || row.id > afterId) && isStuck(row))
        .slice(0, limit)
    },
  }
}

/** The id of the order that it waits for; "" when for none. */
export function currentStepOf(row: Transfer): string {
  if (row.state === 'DEBITING') return stepIdOf(row, 'debit')
  if (row.state === 'CREDITING') return stepIdOf(row, 'credit')
  return row.state === 'RETURNING' ? stepIdOf(row, 'return') : ''
}

function changed(row: Transfer, { to, dueInMs, refusal, returns, resolution }: TransferChange, at: number): Transfer {
  return {
    ...row,
    state: to,
    dueAt: dueInMs === null ? null : at + Math.ceil(dueInMs),
    changedAt: to === row.state ? row.changedAt : at,
    refusal: refusal === undefined ? row.refusal : refusal,
    returns: row.returns + (returns ? 1 : 0),
    resolution: resolution ?? row.resolution,
  }
}

/** What is counted for the account that pays. */
function usageOf({ id, fromAccountId, amount }: NewTransfer) {
  return { id, principal: `transfers-of:${fromAccountId}`, amount }
}

function assertNew({ id, amount, fromAccountId, toAccountId }: NewTransfer, rows: ReadonlyMap<string, Transfer>): void {
  if (rows.has(id)) throw refused('the id')
  if (amount.minorUnits <= 0n) throw refused('an amount that is not positive')
  if (fromAccountId === toAccountId) throw refused('a transfer to the account that pays')
}

/** What the checks of the table say. */
function assertSound({ state, dueAt, refusal, returns }: Transfer): void {
  const isAtRest = state === 'DONE' || state === 'REFUSED' || state === 'RETURNED' || state === 'OPERATOR'
  if ((dueAt === null) !== isAtRest) throw refused('one under way that is never due, or an end that is due')
  const hasNoReason = state === 'DEBITING' || state === 'CREDITING' || state === 'DONE'
  if ((refusal === null) !== hasNoReason) throw refused('an end without its reason')
  if (state === 'RETURNING' && returns === 0) throw refused('money that is given back for the zeroth time')
}

function byId(left: Transfer, right: Transfer): number {
  return left.id < right.id ? -1 : 1
}

function refused(what: string): StoreError {
  return new StoreError('STORE_FAILED', `The store in memory refuses ${what}.`)
}
