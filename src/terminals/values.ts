import { createHash } from 'node:crypto'
import { DateError, formatInstant, readLegacyInstant } from '../domain/date.ts'
import { type Currency, type Money, parseMoney } from '../domain/money.ts'
import type { PartnerPayment } from '../payments/partner-payments.ts'

const AMOUNT = /^(?:0|[1-9]\d{0,12})(?:\.\d{1,2})?$/

/** "150", "150.5" or "150.50"; a comma, a sign, an exponent, a blank, a third decimal and a leading zero are null. */
export function readAmount(text: string | null, currency: Currency): Money | null {
  return text !== null && AMOUNT.test(text) ? parseMoney(text, currency) : null
}

/** How a protocol writes a local time. */
export type DateForm = 'yyyyMMddHHmmss' | 'dd.MM.yyyy_HH:mm:ss'

const DATE_FORMS: Readonly<Record<DateForm, RegExp>> = {
  yyyyMMddHHmmss: /^\d{14}$/,
  'dd.MM.yyyy_HH:mm:ss': /^\d\d\.\d\d\.\d{4}_\d\d:\d\d:\d\d$/,
}

/** Milliseconds since the epoch; null for what is no date of the form, or one that does not exist. */
export function readDate(text: string | null, form: DateForm, timeZone: string): number | null {
  if (text === null || !DATE_FORMS[form].test(text)) return null
  try {
    return readLegacyInstant(text, timeZone)
  } catch (error) {
    if (error instanceof DateError) return null
    throw error
  }
}

/** To the second. */
export function writeDate(instantMs: number, form: DateForm, timeZone: string): string {
  const [, year = '', month = '', day = '', time = ''] =
    /^(\d+)-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(formatInstant(instantMs, timeZone)) ?? []
  return form === 'yyyyMMddHHmmss'
    ? `${year}${month}${day}${time.replaceAll(':', '')}`
    : `${day}.${month}.${year}_${time}`
}

/**
 * The number under which a network knows our payment. Protocols have room for a whole number of at most 20 digits, and our
 * ids have 128 bits: these are 63 bits of a hash, the same for ever. Among ten million payments two have the same with a
 * chance of one in 180,000; the network's own id, by which everything is looked up, is unique.
 */
export function numberOf({ intent }: PartnerPayment): string {
  const digest = createHash('sha256').update(intent.id).digest()
  return String((digest.readBigUInt64BE() >> 1n) + 1n)
}

/**
 * When it was registered here: by that day it stands in the registry. Of a payment from before the gateway too, since it is
 * registered when a terminal repeats it; the payer's own time is the network's to tell.
 */
export function registeredAt({ intent }: PartnerPayment): number {
  return intent.acceptedAt
}
