import { LRUCache } from 'lru-cache'
import type { BillingCall } from '../billing/port.ts'
import { isPartnerId, type Partner } from '../domain/partner.ts'
import type { TerminalFront, TerminalProtocol } from '../domain/terminal.ts'
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

/** Whether a network of terminals may go on with a request: its address, its state, its credentials where it has some. */
export interface TerminalAccess {
  admit(
    arrival: TerminalArrival,
    request: { readonly caller: Caller; readonly call: BillingCall },
  ): Promise<TerminalVerdict>
}

export function createTerminalAccess(desk: Desk): TerminalAccess {
  const passwords = createTerminalPasswords(desk)
  const tell = createObjections(desk)
  return {
    async admit({ partnerId, protocol, authorization }, { caller, call }) {
      const known = isPartnerId(partnerId) ? await desk.partners.find(partnerId, call.signal) : null
      const front = known?.partner.terminal ?? null
      if (known === null || front?.protocol !== protocol || !canBeServed(known, desk.options.now())) return ABSENT
      const reason = findObjection(known, caller)
      if (reason !== null) {
        await tell({ partnerId, reason, caller })
        return { kind: 'turned_away', reason }
      }
      if (front.needsPassword) {
        const verdict = await passwords.check(known, { authorization, caller })
        if (verdict.kind !== 'right') return { kind: 'unauthenticated', retryAfterSeconds: verdict.retryAfterSeconds }
      }
      return { kind: 'admitted', partner: known.partner, front }
    },
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
