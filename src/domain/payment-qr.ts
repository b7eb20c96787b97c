import { encodeCharset, fitCharset, type PaymentQrCharset } from './payment-qr-charset.ts'

export type { PaymentQrCharset } from './payment-qr-charset.ts'

/** The longest value of each field, in characters, in the order in which they are written: those that must be there first. */
const PAYEE = { Name: 160, PersonalAcc: 20, BankName: 45, BIC: 9, CorrespAcc: 20 } as const
/** Of a subscriber's or contract's number. */
const MAX_CONTRACT_CHARACTERS = 40
/** Numbers are never cut: a part of one is another one. */
const NUMBERS = {
  Sum: 18,
  PayeeINN: 12,
  KPP: 9,
  PersAcc: MAX_CONTRACT_CHARACTERS,
  Contract: MAX_CONTRACT_CHARACTERS,
  TechCode: 2,
} as const
const TEXTS = {
  Purpose: 210,
  LastName: 80,
  FirstName: 80,
  MiddleName: 80,
  PayerAddress: 160,
  PaymPeriod: 20,
} as const
const ORDER = [
  ...(['Name', 'PersonalAcc', 'BankName', 'BIC', 'CorrespAcc'] as const),
  ...(['Sum', 'Purpose', 'PayeeINN', 'KPP', 'LastName', 'FirstName', 'MiddleName', 'PayerAddress'] as const),
  ...(['PersAcc', 'Contract', 'PaymPeriod', 'TechCode'] as const),
]
const MAX_PAYEE_BYTES = 300
/** What the largest code holds with the second of its four levels of correction. */
const MAX_CODE_BYTES = 2_331

type PayeeKey = keyof typeof PAYEE
type OtherKey = keyof typeof NUMBERS | keyof typeof TEXTS
export type PaymentQrKey = PayeeKey | OtherKey

/** Who is paid and with which bank. */
export type QrPayee = Readonly<Record<PayeeKey, string>>

/** What the code on a receipt says: the names are those of the standard; `Sum` is in kopecks. */
export type PaymentQr = QrPayee & Readonly<Partial<Record<OtherKey, string>>>

export type PayeeFault =
  | { readonly kind: 'EMPTY' | 'TOO_LONG'; readonly key: PaymentQrKey }
  /** The fields of the payee are longer than all of them may be. */
  | { readonly kind: 'TOO_LONG_TOGETHER' }

export type PaymentQrFault =
  | PayeeFault
  /** No field is too long, and no code holds all of them: letters of three or four bytes, which no name in Russia has. */
  | { readonly kind: 'TOO_MANY_BYTES' }

export type PaymentQrVerdict =
  | {
      readonly kind: 'written'
      readonly text: string
      /** What the code holds, byte by byte. */
      readonly bytes: Uint8Array
    }
  | PaymentQrFault

const DIGIT_OF: Readonly<Record<PaymentQrCharset, string>> = { 'windows-1251': '1', 'utf-8': '2', 'koi8-r': '3' }

/** In the order of preference; each is one byte in every charset, and in no name of a field. */
const SEPARATORS = Array.from('|~^#$%*;@!&_`{}[]<>?+\\/:')

/**
 * Writes a payment as GOST R 56042-2014 wants it. Values lose line breaks and control characters; texts that are too long are cut
 * at their limit, a number that is too long is refused, as is everything of the payee that is empty or too long.
 */
export function writePaymentQr(payment: PaymentQr, charset: PaymentQrCharset): PaymentQrVerdict {
  const fault = judgePayee(payment, charset) ?? findLongNumber(payment)
  if (fault !== null) return fault
  const fields = ORDER.flatMap((key) => {
    const value = cut(cleanValue(payment[key] ?? '', charset), limitOf(key))
    return value === '' ? [] : [[key, value] as const]
  })
  const free = SEPARATORS.find((one) => fields.every(([, value]) => !value.includes(one)))
  const separator = free ?? '|'
  const written = fields.map(([key, value]) => `${key}=${free === undefined ? value.replaceAll('|', ' ') : value}`)
  const text = [`ST0001${DIGIT_OF[charset]}`, ...written].join(separator)
  const bytes = encodeCharset(text, charset)
  return bytes.length > MAX_CODE_BYTES ? { kind: 'TOO_MANY_BYTES' } : { kind: 'written', text, bytes }
}

/** What keeps the payee from being written; null when nothing does. */
export function judgePayee(payee: QrPayee, charset: PaymentQrCharset): PayeeFault | null {
  let text = ''
  for (const key of listKeys(PAYEE)) {
    const value = cleanValue(payee[key], charset)
    if (value === '') return { kind: 'EMPTY', key }
    if (lengthOf(value) > PAYEE[key]) return { kind: 'TOO_LONG', key }
    text += `${key}=${value}|`
  }
  return encodeCharset(text, charset).length > MAX_PAYEE_BYTES ? { kind: 'TOO_LONG_TOGETHER' } : null
}

/** Whether a code has room for a contract number in a field of its own. */
export function fitsContract(accountNumber: string): boolean {
  return lengthOf(accountNumber) <= MAX_CONTRACT_CHARACTERS
}

function findLongNumber(payment: PaymentQr): PayeeFault | null {
  const key = listKeys(NUMBERS).find((one) => lengthOf(payment[one] ?? '') > NUMBERS[one])
  return key === undefined ? null : { kind: 'TOO_LONG', key }
}

/** Reads the text of a code, by whomever it was written; null when it is none. Of a field that is there twice the first counts. */
export function readPaymentQr(text: string): Readonly<Partial<Record<PaymentQrKey, string>>> | null {
  if (!/^ST0001[123][^\p{L}\p{N}]/u.test(text)) return null
  const separator = text.charAt(HEADER_LENGTH)
  const found: Partial<Record<PaymentQrKey, string>> = {}
  for (const field of text.slice(HEADER_LENGTH + 1).split(separator)) {
    const at = field.indexOf('=')
    const key = KEYS.get(field.slice(0, Math.max(at, 0)).toLowerCase())
    if (key !== undefined) found[key] ??= field.slice(at + 1)
  }
  return found
}

const HEADER_LENGTH = 'ST00012'.length
/** Programs write the names in several ways. */
const KEYS: ReadonlyMap<string, PaymentQrKey> = new Map(ORDER.map((key) => [key.toLowerCase(), key]))

function limitOf(key: PaymentQrKey): number {
  return { ...PAYEE, ...NUMBERS, ...TEXTS }[key]
}

/** One line, without what cannot be seen, in characters of the charset: as each value is written. */
export function cleanValue(value: string, charset: PaymentQrCharset): string {
  const line = value
    .toWellFormed()
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\p{Cc}\p{Z}]+/gu, ' ')
  return fitCharset(line, charset).trim()
}

function cut(value: string, limit: number): string {
  return lengthOf(value) <= limit ? value : Array.from(value).slice(0, limit).join('').trimEnd()
}

/** As people count: a character that takes two units is one. */
function lengthOf(text: string): number {
  return Array.from(text).length
}

function listKeys<Key extends string>(table: Readonly<Record<Key, number>>): readonly Key[] {
  return ORDER.filter((key): key is typeof key & Key => Object.hasOwn(table, key))
}
