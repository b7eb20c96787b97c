import { BillingError } from '../error.ts'
import type { Bulk } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { elementText, writeElement, type XmlElement } from '../transport/xml.ts'

/** A key as canonical text: old systems print 77001, 0077001 and 77001.0 for the same one. */
export function readKey(row: XmlElement, name: string): string {
  const text = elementText(row, name)
  if (isCanonical(text)) return text
  const key = readNumber(text, name)
  if (key === 0) throw malformed(`${name}: not an id`)
  return String(key)
}

/** As `readKey`, where zero says that there is none. */
export function readOptionalKey(row: XmlElement, name: string): string | null {
  const key = readWhole(row, name)
  return key === 0 ? null : String(key)
}

export function readWhole(row: XmlElement, name: string): number {
  return readNumber(elementText(row, name), name)
}

/** A whole number above zero as it is printed nearly always. */
function isCanonical(text: string): boolean {
  const { length } = text
  if (length === 0 || length > MAX_DIGITS || text.charCodeAt(0) === ZERO) return false
  for (let at = 0; at < length; at += 1) {
    const character = text.charCodeAt(at)
    if (character < ZERO || character > NINE) return false
  }
  return true
}

const MAX_DIGITS = 15
const ZERO = 0x30
const NINE = 0x39

function readNumber(text: string, name: string): number {
  if (isCanonical(text)) return Number(text)
  if (!/^\d{1,15}(?:\.0{1,6})?$/.test(text)) throw malformed(`${name}: not a whole number`)
  return Number(text)
}

/** What is set of a filter element; everything else is "any". Zero and -1 mean "any" as well, so they are never sent. */
export interface SoapFilter {
  /** Elements in the order of the WSDL; a list is one element each, null and an empty list are none. */
  readonly parts: readonly (readonly [name: string, value: string | readonly string[] | null])[]
  /** Rows per group. Always said, since the default is the billing's secret. */
  readonly pageSize: number
}

/** The content of an operation that takes a filter. */
export function writeFilter({ parts, pageSize }: SoapFilter): string {
  let content = ''
  for (const [name, value] of parts) {
    if (typeof value === 'string') content += writeElement(name, value)
    else for (const text of value ?? []) content += writeElement(name, text)
  }
  return `<flt>${content}${writeElement('pgsize', pageSize)}</flt>`
}

/** A key of the gateway with the agreement's key beside it. */
export interface AgreementEntry<K> {
  readonly key: K
  readonly agreementKey: string
}

/**
 * Keys with the agreement's key beside each. Keys of accounts that are not there are left out; those of accounts of which
 * the agreement's key cannot be read get their error in `answers` at once.
 */
export function withAgreement<K extends { readonly accountId: string }>(
  keys: readonly K[],
  soapKeys: Bulk<string, string>,
  answers: Map<K, unknown>,
): readonly AgreementEntry<K>[] {
  const entries: AgreementEntry<K>[] = []
  for (const key of keys) {
    const agreementKey = soapKeys.get(key.accountId)
    if (agreementKey instanceof BillingError) answers.set(key, agreementKey)
    else if (agreementKey !== undefined) entries.push({ key, agreementKey })
  }
  return entries
}

export function distinctAccounts(keys: readonly { readonly accountId: string }[]): readonly string[] {
  const accounts = new Set<string>()
  for (const { accountId } of keys) accounts.add(accountId)
  return [...accounts]
}
