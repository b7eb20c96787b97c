import { LRUCache } from 'lru-cache'
import type { BillingCall } from '../billing/port.ts'
import { isPartnerId, type Partner } from '../domain/partner.ts'
import { ANSWER_WITHIN_MS, type TerminalFront, type TerminalProtocol, workTimeMs } from '../domain/terminal.ts'
import { StoreError } from '../store/error.ts'
import type { Caller } from './auth.ts'
import type { Desk } from './desk.ts'
import { recordObjection } from './partner-access.ts'
import type { KnownPartner } from './partner-known.ts'
import { createTerminalPasswords } from './terminal-password.ts'

export type TerminalVerdict =
  | { readonly kind: 'admitted'; readonly partner: Partner; readonly front: TerminalFront }
  /** There is no partner of this id that speaks this protocol. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'turned_away'; readonly reason: 'address_not_allowed' | 'blocked' }
  /** Without its credentials, or with wrong ones. */
  | { readonly kind: 'unauthenticated'; readonly retryAfterSeconds: number | null }

export interface TerminalArrival {
  readonly partnerId: string
  readonly protocol: TerminalProtocol
  /** The header's value, or undefined. */
  readonly authorization: string | undefined
}

export interface TerminalCall {
  readonly caller: Caller
  readonly call: BillingCall
  /** Since the request arrived. */
  readonly elapsedMs: () => number
}

/** Whether a network of terminals may go on with a request: its address, its state, its credentials where it has some. */
export interface TerminalAccess {
  /** Rejects with a StoreError, and in time whatever hangs, when nobody can say it. */
  admit(arrival: TerminalArrival, request: TerminalCall): Promise<TerminalVerdict>
}

/** Whose time it is nobody knows before the front is found: that of the most hurried one. */
const FIND_MS = workTimeMs({ answerWithinMs: ANSWER_WITHIN_MS.min })

export function createTerminalAccess(desk: Desk): TerminalAccess {
  const passwords = createTerminalPasswords(desk)
  const tell = createObjections(desk)
  return {
    async admit({ partnerId, protocol, authorization }, { caller, call, elapsedMs }) {
      const finding = isPartnerId(partnerId) ? desk.partners.find(partnerId, call.signal) : null
      const known = finding instanceof Promise ? await inTime(finding, FIND_MS) : finding
      const front = known?.partner.terminal ?? null
      if (known === null || front?.protocol !== protocol || !canBeServed(known, desk.options.now())) return ABSENT
      const leftMs = () => workTimeMs(front) - elapsedMs()
      const reason = findObjection(known, caller)
      if (reason !== null) {
        await inTime(tell({ partnerId, reason, caller }), leftMs())
        return { kind: 'turned_away', reason }
      }
      if (front.needsPassword) {
        const verdict = await inTime(passwords.check(known, { authorization, caller }), leftMs())
        if (verdict.kind !== 'right') return { kind: 'unauthenticated', retryAfterSeconds: verdict.retryAfterSeconds }
      }
      return { kind: 'admitted', partner: known.partner, front }
    },
  }
}

/** What was begun goes on after its time: a guess is counted and an objection told, whoever waits. */
async function inTime<T>(work: Promise<T>, timeMs: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const giveUp = () => reject(new StoreError('STORE_BUSY', 'Nobody could say in time who asks. Look at the database.'))
  const timer = setTimeout(giveUp, Math.max(0, timeMs))
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

type Reason = Extract<TerminalVerdict, { kind: 'turned_away' }>['reason']

const TELL_AGAIN_MS = 60_000
const MAX_TOLD = 2_000

/** Anybody can cause an objection here, without a token: the store hears of each kind once a minute, from each replica. */
function createObjections(desk: Desk) {
  const toldAt = new LRUCache<string, number>({ max: MAX_TOLD })
  return async ({
    partnerId,
    reason,
    caller,
  }: {
    partnerId: string
    reason: Reason
    caller: Caller
  }): Promise<void> => {
    const key = `${partnerId} ${reason}`
    const now = desk.options.now()
    if (Math.abs(now - (toldAt.get(key) ?? Number.NEGATIVE_INFINITY)) < TELL_AGAIN_MS) return
    toldAt.set(key, now)
    await recordObjection(desk, { partnerId, object: `partner:${partnerId}` }, { reason, caller })
  }
}

const ABSENT: TerminalVerdict = { kind: 'absent' }

/**
 * The command refuses what this refuses once more, whatever the row says: without a list of addresses anybody could pay in
 * the partner's name, and nothing is served unsigned to a partner that signs.
 */
function canBeServed({ partner, signingKeys }: KnownPartner, now: number): boolean {
  const signs = signingKeys.some(({ expiresAt }) => expiresAt === null || expiresAt > now)
  return partner.networks.length > 0 && !signs
}

function findObjection({ partner, isFrom }: KnownPartner, caller: Caller): Reason | null {
  if (!isFrom(caller.address)) return 'address_not_allowed'
  return partner.state === 'ACTIVE' ? null : 'blocked'
}
