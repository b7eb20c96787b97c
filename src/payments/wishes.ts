import type { Intent, IntentId } from '../domain/payment-intent.ts'
import type { OrderWish } from '../domain/service-order.ts'
import type { IntentStore } from '../store/intent-store.ts'
import type { WishStore } from '../store/wishes.ts'
import type { Clock } from './clock.ts'
import { fingerprintOf } from './keyed-order.ts'
import { wordsOf } from './service-order-details.ts'

// Two people of one account, or one who presses twice, have different keys and wish for the same.

export interface WishDesk {
  readonly wishes: WishStore
  readonly intents: Pick<IntentStore, 'find'>
  readonly clock: Pick<Clock, 'elapsedMs' | 'sleep'>
}

export type WishVerdict =
  /** The intent that was named may be made now, while `isSure` says so; if it is not, the wish is to be released. */
  | { readonly kind: 'ours'; readonly isSure: () => boolean }
  /** Another intent holds the wish. */
  | { readonly kind: 'held'; readonly intent: Intent }
  /** Somebody is just about to make the intent that holds it. */
  | { readonly kind: 'busy' }

/** Whoever has held a wish so long without making the intent has died on the way to it. */
const LOST_MS = 20_000
/** Who has stood still so long with a wish makes no intent of it any more: somebody else may soon take it for lost. */
const SURE_MS = LOST_MS / 2
const PAUSE_MS = 25

/** Takes a wish for an intent that is to be made, unless one holds it that is not over. */
export async function claimWish(
  { wishes, intents, clock }: WishDesk,
  {
    wish,
    intentId,
    untilMs,
    isOver,
  }: {
    readonly wish: string
    readonly intentId: IntentId
    /** On the desk's clock. */
    readonly untilMs: number
    readonly isOver: (holder: Intent, ageMs: number) => Promise<boolean>
  },
): Promise<WishVerdict> {
  let over: IntentId | null = null
  for (;;) {
    const askedAtMs = clock.elapsedMs()
    const hold = await wishes.claim({ wish, intentId, over })
    if (hold.intentId === intentId) return { kind: 'ours', isSure: () => clock.elapsedMs() - askedAtMs < SURE_MS }
    const holder = await intents.find(hold.intentId)
    const isFree = holder === null ? hold.ageMs > LOST_MS : await isOver(holder, hold.ageMs)
    if (!isFree && holder !== null) return { kind: 'held', intent: holder }
    if (clock.elapsedMs() >= untilMs) return { kind: 'busy' }
    if (isFree) over = hold.intentId
    else await clock.sleep(PAUSE_MS)
  }
}

/** One text for the same wish of an account, whoever has it. `purpose` tells apart what is done about it. */
export function wishKeyOf(purpose: 'order' | 'ticket', wish: OrderWish): string {
  return `${purpose}:${fingerprintOf(wordsOf(wish).map(String))}`
}
