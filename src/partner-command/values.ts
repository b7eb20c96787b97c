import { type Currency, type Money, MoneyError, parseMoney } from '../domain/money.ts'
import type { PartnerLimits } from '../domain/partner.ts'
import type { PaymentMethod } from '../domain/payment.ts'
import type { Values } from './command-line.ts'

/** Collects what is wrong with the options, so that all of it is told at once. */
export type Tell = (mistake: string) => void

const METHODS: readonly PaymentMethod[] = [
  'CASH',
  'BANK_CARD',
  'TERMINAL',
  'BANK_TRANSFER',
  'MOBILE',
  'E_WALLET',
  'SBP',
]
const HOUR_MS = 3_600_000
const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: HOUR_MS, d: 24 * HOUR_MS }
const DEFAULT_OVERLAP_MS = 24 * HOUR_MS
const MAX_OVERLAP_MS = 30 * 24 * HOUR_MS

/** The limits that the options name, over those that hold otherwise. */
export function readLimits(values: Values, otherwise: PartnerLimits, tell: Tell): PartnerLimits {
  const { currency } = otherwise.minAmount
  return {
    minAmount: readAmount('min', { text: values.min, currency, tell }) ?? otherwise.minAmount,
    maxAmount: readAmount('max', { text: values.max, currency, tell }) ?? otherwise.maxAmount,
    maxAmountPerDay: readAmount('per-day', { text: values['per-day'], currency, tell }) ?? otherwise.maxAmountPerDay,
    maxPaymentsPerMinute: readCount('per-minute', values['per-minute'], tell) ?? otherwise.maxPaymentsPerMinute,
    maxMissesPerHour: readCount('misses', values.misses, tell) ?? otherwise.maxMissesPerHour,
  }
}

export function readMethod(text: string | undefined, tell: Tell): PaymentMethod {
  const method = METHODS.find((known) => known === (text ?? 'TERMINAL'))
  if (method === undefined) tell(`--method is one of ${METHODS.join(', ')}.`)
  return method ?? 'TERMINAL'
}

/** Milliseconds. */
export function readOverlap(text: string | undefined, tell: Tell): number {
  if (text === undefined) return DEFAULT_OVERLAP_MS
  if (text === '0') return 0
  const groups = /^(?<count>[1-9]\d{0,6})(?<unit>[smhd])$/.exec(text)?.groups
  const overlapMs = Number(groups?.['count']) * (UNIT_MS[groups?.['unit'] ?? ''] ?? Number.NaN)
  if (overlapMs <= MAX_OVERLAP_MS) return overlapMs
  tell('--overlap is 0 or a time such as 90s, 30m, 24h or 7d, at most 30d.')
  return DEFAULT_OVERLAP_MS
}

function readAmount(
  option: string,
  { text, currency, tell }: { text: string | undefined; currency: Currency; tell: Tell },
): Money | null {
  if (text === undefined) return null
  try {
    return parseMoney(text, currency)
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error
    tell(`--${option} is an amount such as 1500.00, not ${JSON.stringify(text)}.`)
    return null
  }
}

function readCount(option: string, text: string | undefined, tell: Tell): number | null {
  if (text === undefined) return null
  if (/^\d{1,9}$/.test(text)) return Number(text)
  tell(`--${option} is a whole number, not ${JSON.stringify(text)}.`)
  return null
}
