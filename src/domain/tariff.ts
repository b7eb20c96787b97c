import type { AccountId } from './account.ts'
import type { Money } from './money.ts'

export type TariffId = string

export type TariffKind =
  | 'INTERNET'
  | 'CABLE_TV'
  | 'DIGITAL_TV'
  | 'IPTV'
  | 'MIX'
  | 'EXTRA'
  | 'VIDEO_SURVEILLANCE'
  | 'INTERCOM'
  | 'UNKNOWN'

const TARIFF_KINDS: readonly TariffKind[] = [
  'INTERNET',
  'CABLE_TV',
  'DIGITAL_TV',
  'IPTV',
  'MIX',
  'EXTRA',
  'VIDEO_SURVEILLANCE',
  'INTERCOM',
  'UNKNOWN',
]

export function isTariffKind(text: string | null): text is TariffKind {
  return TARIFF_KINDS.some((kind) => kind === text)
}

/** A price plan (TMF620 product offering). */
export interface Tariff {
  readonly id: TariffId
  readonly name: string
  readonly kind: TariffKind
  readonly monthlyFee: Money
  /** Downstream speed in megabits per second; null where speed means nothing. */
  readonly speedMbps: number | null
  /** The one account that this privately negotiated tariff was made for; null when it is for everybody. */
  readonly ownerAccountId: AccountId | null
  /** What a MIX holds; empty for all others. */
  readonly components: readonly TariffKind[]
  /** The television in it; null where there is none. */
  readonly tvPackage: TvPackage | null
  readonly description: string | null
}

export interface TvPackage {
  readonly channelCount: number
  readonly setUpGuide: string | null
}

export interface TvChannel {
  readonly number: number
  readonly name: string
  readonly genre: string | null
  readonly isHighDefinition: boolean
}
