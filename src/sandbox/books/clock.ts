import { runCharging } from './charging.ts'
import type { Database } from './database.ts'
import { BooksError } from './error.ts'
import { nextOrderAt, runDueOrders } from './orders.ts'
import { endPromises, nextPromiseEnd } from './promised.ts'
import { readMeta, writeMeta } from './schema.ts'

/** The billing's own clock. It stands still while no program has the books open. */
export interface Clock {
  now(): number
  /**
   * Does what has fallen due (charging, orders, ends of promises), and answers the instant up to which it is done; cheap when
   * there is nothing.
   * Call it before anything is read or written, outside of a transaction.
   */
  settle(): number
  advance(milliseconds: number): void
  /** Looks anew what falls due next, after a write that may have changed it. */
  reload(): void
  /** Remembers the time, so that it never goes back beyond a row. Call it in the transaction of each write. */
  save(instant: number): void
}

/** The farthest that one call moves the clock: ten years. */
const ADVANCE_MAX_MS = 3_660 * 86_400_000

const NEVER = Number.POSITIVE_INFINITY

/** `elapsed` is milliseconds that only grow, from any origin. */
export function createClock(database: Database, elapsed: () => number): Clock {
  const origin = elapsed()
  let base = readMeta(database, 'clock')
  let nextDueAt = findNextDue(database)

  const now = (): number => base + Math.floor(elapsed() - origin)
  const save = (instant: number): void => writeMeta(database, 'clock', instant)

  /**
   * On the first of a month it is charged before anything else is done: what was ordered for the new one comes after, and
   * what a promise has lent is taken back last.
   */
  function workUntil(instant: number): void {
    for (;;) {
      const chargeAt = readMeta(database, 'next_due_at')
      const orderAt = nextOrderAt(database) ?? NEVER
      const promiseAt = nextPromiseEnd(database) ?? NEVER
      if (Math.min(chargeAt, orderAt, promiseAt) > instant) break
      if (chargeAt <= Math.min(orderAt, promiseAt)) runCharging(database, chargeAt)
      else if (orderAt <= promiseAt) runDueOrders(database, orderAt)
      else endPromises(database, promiseAt)
    }
    save(instant)
  }

  function settle(): number {
    const instant = now()
    if (instant < nextDueAt) return instant
    database.transaction(() => workUntil(instant))
    nextDueAt = findNextDue(database)
    return instant
  }

  function advance(milliseconds: number): void {
    if (!Number.isInteger(milliseconds) || milliseconds < 0 || milliseconds > ADVANCE_MAX_MS) {
      throw new BooksError('INVALID_VALUE', `The clock moves on by 0 to ${ADVANCE_MAX_MS} whole milliseconds.`)
    }
    database.transaction(() => workUntil(now() + milliseconds))
    base += milliseconds
    nextDueAt = findNextDue(database)
  }

  const reload = (): void => {
    nextDueAt = findNextDue(database)
  }

  return { now, settle, advance, reload, save }
}

function findNextDue(database: Database): number {
  return Math.min(readMeta(database, 'next_due_at'), nextOrderAt(database) ?? NEVER, nextPromiseEnd(database) ?? NEVER)
}
