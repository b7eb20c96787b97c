/**
 * Which ids an account has, and which account an id belongs to, by arithmetic alone: a sandbox of a million accounts
 * finds any of them without having written it. Accounts are numbered by `position`, from 0.
 */
import { DEMO_NUMBERS } from './seed/demo.ts'

/** Rows that one charging run may write for one account: at most so many services. */
export const SERVICES_PER_ACCOUNT = 50

/** Months of history before the start. */
export const HISTORY_MONTHS = 12

/** Seeded payments fall on the days 1–28, at most one per account and day. */
export const PAYMENT_DAYS = 28

/** Seeded accounts and later ones together. */
export const POSITIONS_MAX = 2 ** 21

interface Scramble {
  readonly firstId: number
  /** Odd, so that it has an inverse modulo a power of two. */
  readonly multiplier: number
  readonly shift: number
}

const REST: Scramble = { firstId: 10_001, multiplier: 1_203_457, shift: 77_003 }
const SOAP: Scramble = { firstId: 5_000_011, multiplier: 731_869, shift: 1_400_321 }

const FIRST_SERVICE_ID = 8_000_000

/** Devices that the seed may give one account. */
const DEVICES_PER_ACCOUNT = 16
const FIRST_DEVICE_ID = 300_000

/** Tickets of one account, and messages of one ticket, that the seed may invent. */
const TICKETS_PER_ACCOUNT = 64
const MESSAGES_PER_TICKET = 64
const FIRST_TICKET_ID = 20_001

/** Staff have no account and stand before all holders. */
export const STAFF_SUBJECT_ID = 100

const FIRST_SUBJECT_ID = 101
const FIRST_PRIVATE_TARIFF_ID = 100_000
const PRIVATE_TARIFFS_PER_PLACE = 10_000

export function restIdOf(position: number): number {
  return scramble(position, REST)
}

export function soapIdOf(position: number): number {
  return scramble(position, SOAP)
}

export function positionOfRestId(restId: number): number | null {
  return unscramble(restId, REST)
}

export function positionOfSoapId(soapId: number): number | null {
  return unscramble(soapId, SOAP)
}

export function serviceIdOf(position: number, slot: number): number {
  return FIRST_SERVICE_ID + position * SERVICES_PER_ACCOUNT + slot
}

export function slotOfService(serviceId: number): number {
  return (serviceId - FIRST_SERVICE_ID) % SERVICES_PER_ACCOUNT
}

/** The account that has, or would have, this service. */
export function positionOfService(serviceId: number): number | null {
  return asPosition(Math.floor((serviceId - FIRST_SERVICE_ID) / SERVICES_PER_ACCOUNT))
}

export function deviceIdOf(position: number, slot: number): number {
  return FIRST_DEVICE_ID + position * DEVICES_PER_ACCOUNT + slot
}

/** `place` counts the account's tickets from the oldest, from 0. */
export function ticketIdOf(position: number, place: number): number {
  return FIRST_TICKET_ID + position * TICKETS_PER_ACCOUNT + place
}

/** The account of a seeded ticket; null for ids that no account's seed reaches. */
export function positionOfTicket(ticketId: number): number | null {
  return asPosition(Math.floor((ticketId - FIRST_TICKET_ID) / TICKETS_PER_ACCOUNT))
}

/** `place` counts the ticket's messages from the oldest, from 0. */
export function messageIdOf(ticketId: number, place: number): number {
  return 1 + (ticketId - FIRST_TICKET_ID) * MESSAGES_PER_TICKET + place
}

/** The first ids after those of all seeded accounts. */
export function firstTicketIdAfterSeed(accounts: number): number {
  return ticketIdOf(accounts, 0)
}

export function firstMessageIdAfterSeed(accounts: number): number {
  return messageIdOf(ticketIdOf(accounts, 0), 0)
}

/** The holder of the accounts that begin at this position. */
export function subjectIdOf(position: number): number {
  return FIRST_SUBJECT_ID + position * 2
}

/** A member of the organisation that begins at this position. */
export function memberIdOf(position: number): number {
  return subjectIdOf(position) + 1
}

export function positionOfSubject(subjectId: number): number | null {
  return asPosition(Math.floor((subjectId - FIRST_SUBJECT_ID) / 2))
}

/** `place` counts the tariffs that one organisation has negotiated, from 0. */
export function privateTariffIdOf(position: number, place: number): number {
  return FIRST_PRIVATE_TARIFF_ID + place * PRIVATE_TARIFFS_PER_PLACE + position
}

/** The contract number of a seeded account. Every tenth of the ordinary ones begins with zeros. */
export function numberOf(position: number): string {
  const demo = DEMO_NUMBERS[position]
  if (demo !== undefined) return demo
  const ordinal = position - DEMO_NUMBERS.length
  return ordinal % 10 === 3 ? `00${7200 + Math.floor(ordinal / 10)}` : String(300_000 + ordinal)
}

/** The seeded account that this number would belong to, whether or not so many are seeded. */
export function positionOfNumber(number: string): number | null {
  const demo = DEMO_NUMBERS.indexOf(number)
  if (demo !== -1) return demo
  const digits = /^(?<zeros>0*)(?<rest>\d{4,8})$/.exec(number)?.groups?.['rest'] ?? ''
  const ordinal = number.startsWith('00') ? (Number(digits) - 7200) * 10 + 3 : Number(digits) - 300_000
  const position = asPosition(ordinal + DEMO_NUMBERS.length)
  return position !== null && numberOf(position) === number ? position : null
}

/**
 * Record ids of the history before the start, in order of posting: month after month, day after day; the charges of a
 * month, which are posted on the first of the next one, come last.
 */
export function historyPaymentId(place: { month: number; day: number; position: number }, accounts: number): number {
  return 1 + place.month * monthStride(accounts) + (place.day - 1) * accounts + place.position
}

export function historyChargeId(place: { month: number; slot: number; position: number }, accounts: number): number {
  const first = 1 + place.month * monthStride(accounts) + PAYMENT_DAYS * accounts
  return first + place.position * SERVICES_PER_ACCOUNT + place.slot
}

/** The first record id after the history. */
export function firstRecordIdAfterHistory(accounts: number): number {
  return 1 + HISTORY_MONTHS * monthStride(accounts)
}

/** The account of a row of the history; null for ids outside it. */
export function positionOfHistoryRecord(recordId: number, accounts: number): number | null {
  if (!Number.isSafeInteger(recordId) || recordId < 1 || recordId >= firstRecordIdAfterHistory(accounts)) return null
  const inMonth = (recordId - 1) % monthStride(accounts)
  const payments = PAYMENT_DAYS * accounts
  return inMonth < payments ? inMonth % accounts : Math.floor((inMonth - payments) / SERVICES_PER_ACCOUNT)
}

function monthStride(accounts: number): number {
  return accounts * (PAYMENT_DAYS + SERVICES_PER_ACCOUNT)
}

function scramble(position: number, { firstId, multiplier, shift }: Scramble): number {
  return firstId + ((position * multiplier + shift) % POSITIONS_MAX)
}

function unscramble(id: number, { firstId, multiplier, shift }: Scramble): number | null {
  const image = id - firstId
  if (!Number.isInteger(image) || image < 0 || image >= POSITIONS_MAX) return null
  const unshifted = (image - shift + POSITIONS_MAX) % POSITIONS_MAX
  return (unshifted * inverse(multiplier)) % POSITIONS_MAX
}

/** The inverse of an odd number modulo POSITIONS_MAX by Newton's iteration; products stay below 2^53. */
function inverse(odd: number): number {
  let result = 1
  for (let bits = 1; bits < 21; bits *= 2) {
    const error = (2 - ((odd * result) % POSITIONS_MAX) + POSITIONS_MAX) % POSITIONS_MAX
    result = (result * error) % POSITIONS_MAX
  }
  return result
}

function asPosition(value: number): number | null {
  return Number.isInteger(value) && value >= 0 && value < POSITIONS_MAX ? value : null
}
