import { readDecimal } from '../wire/money.ts'
import type { ReceiptDocument } from './types.ts'

export type Wanted = Pick<ReceiptDocument, 'externalId' | 'kopecks' | 'client' | 'itemName' | 'vat'>

/** Rates of VAT that a cash register of 2026 knows. */
const VATS = 'none vat0 vat5 vat7 vat10 vat20 vat22 vat105 vat107 vat110 vat120 vat122'.split(' ')
const TAXATIONS = ['osn', 'usn_income', 'usn_income_outcome', 'esn', 'patent']

/** A document, or the names of the fields that are wrong. */
export function readWanted(body: unknown): Wanted | readonly string[] {
  const wrong: string[] = []
  const at = (path: string): unknown => {
    let value: unknown = body
    for (const name of path.split('.'))
      value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
    return value
  }
  const text = (path: string, pattern: RegExp) => {
    const value = at(path)
    if (typeof value === 'string' && pattern.test(value)) return value
    wrong.push(path)
    return ''
  }
  const amount = (path: string) => {
    const value = at(path)
    // A double of two decimals is printed as it came.
    const kopecks = typeof value === 'number' ? readDecimal(String(value)) : null
    if (kopecks === null || kopecks <= 0n || kopecks > 9_999_999_999n) wrong.push(path)
    return kopecks ?? 0n
  }
  const externalId = text('external_id', /^.{1,128}$/)
  text('timestamp', /^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/)
  text('receipt.company.email', /^(?=.{1,64}$)[^\s@]+@[^\s@]+$/)
  text('receipt.company.inn', /^(?:\d{10}|\d{12})$/)
  text('receipt.company.payment_address', /^.{1,256}$/)
  text('receipt.company.sno', new RegExp(`^(?:${TAXATIONS.join('|')})$`))
  const client = readClient(at('receipt.client.email'), at('receipt.client.phone'))
  if (client === null) wrong.push('receipt.client')
  const itemName = text('receipt.items.0.name', /^.{1,128}$/)
  const vat = text('receipt.items.0.vat.type', new RegExp(`^(?:${VATS.join('|')})$`))
  text('receipt.items.0.payment_method', /^(?:full_prepayment|prepayment|advance|full_payment)$/)
  text('receipt.items.0.payment_object', /^(?:service|payment|commodity)$/)
  const kopecks = amount('receipt.total')
  for (const path of ['receipt.items.0.sum', 'receipt.items.0.price', 'receipt.payments.0.sum']) {
    if (amount(path) !== kopecks) wrong.push(path)
  }
  if (at('receipt.payments.0.type') !== 1) wrong.push('receipt.payments.0.type')
  return wrong.length > 0 ? [...new Set(wrong)] : { externalId, kopecks, client: client ?? '', itemName, vat }
}

/** One of the two is enough; each becomes tag 1008 of the receipt, which has room for 64 characters. */
function readClient(email: unknown, phone: unknown): string | null {
  if (typeof email === 'string') return /^(?=.{1,64}$)[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : null
  return typeof phone === 'string' && /^\+\d{10,15}$/.test(phone) ? phone : null
}
