/** Ids of states are those of their ticket times this, and count up within it. */
export const STATES_PER_TICKET = 10_000

export const TICKET_STATUS = { fresh: 1, inWork: 2, waiting: 3, closed: 9 } as const

/**
 * The state of a ticket after somebody has written: an answer of the provider takes a new ticket into work, one of the
 * subscriber ends the waiting for it. A closed ticket stays closed until somebody says otherwise.
 */
export function statusAfter(status: number, side: 0 | 1): number {
  if (side === 1 && status === TICKET_STATUS.fresh) return TICKET_STATUS.inWork
  if (side === 0 && status === TICKET_STATUS.waiting) return TICKET_STATUS.inWork
  return status
}
