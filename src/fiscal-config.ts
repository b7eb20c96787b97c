import { readEmail } from './domain/email.ts'
import { type FiscalTerms, type ReceiptRules, SETTLEMENTS, TAX_SYSTEMS, VAT_RATES } from './domain/fiscal-terms.ts'
import type { Currency } from './domain/money.ts'
import { MAX_CONTACT_CHARACTERS } from './domain/receipt-contact.ts'
import { isInn } from './domain/tax-number.ts'
import type { Reader } from './environment.ts'
import type { FiscalCompany } from './fiscal/port.ts'

/** Who registers receipts of what is paid in the cabinet. */
export type FiscalConfig =
  /** Nobody, or whoever takes the money. */
  | { readonly kind: 'none' }
  | ({ readonly kind: 'sandbox' } & Registering)
  | ({
      readonly kind: 'atol'
      /** With the version of the service at its end. */
      readonly url: string
      readonly login: string
      readonly password: string
      readonly group: string
    } & Registering)

interface Registering {
  readonly company: FiscalCompany
  /** What is sold, before the number of the agreement. */
  readonly itemName: string
  readonly timeoutMs: number
}

/** What is said of a registrar that has no address. */
const OF_A_REGISTRAR = [
  'FISCAL_LOGIN',
  'FISCAL_PASSWORD',
  'FISCAL_GROUP',
  'FISCAL_INN',
  'FISCAL_PAYMENT_ADDRESS',
  'FISCAL_EMAIL',
] as const

const DEMO_COMPANY = {
  inn: '1234567894',
  paymentAddress: 'https://cabinet.example',
  email: 'receipts@provider.example',
} as const

/** Mistakes name no password. Without an address the sandbox has a registrar, and anything else has none. */
export function readFiscal(
  read: Reader,
  options: {
    readonly production: boolean
    readonly hasSandbox: boolean
    readonly currency: Currency
  },
): FiscalConfig {
  const { production, hasSandbox, currency } = options
  const terms = {
    itemName: readItemName(read),
    timeoutMs: read.integer('FISCAL_TIMEOUT_MS', { fallback: 10_000, min: 100, max: 60_000 }),
  }
  const url = read.httpUrl('FISCAL_URL')
  if (!read.has('FISCAL_URL')) {
    const stray = OF_A_REGISTRAR.find((name) => read.has(name))
    if (stray !== undefined) read.missing('FISCAL_URL', `${stray} describes a registrar whose address is not given`)
    return hasSandbox ? { kind: 'sandbox', ...terms, company: DEMO_COMPANY } : { kind: 'none' }
  }
  if (currency !== 'RUB') read.mistake('FISCAL_URL', 'is of no use here: receipts by 54-FZ are in roubles')
  if (production && url !== null && !url.startsWith('https://'))
    read.mistake('FISCAL_URL', 'must be https:// in production')
  const secret = (name: string, what: string): string => {
    if (!read.has(name)) read.missing(name, what)
    return read.text(name, '')
  }
  return {
    kind: 'atol',
    url: url ?? '',
    login: secret('FISCAL_LOGIN', 'the login of the registrar'),
    password: secret('FISCAL_PASSWORD', 'the password of the registrar'),
    group: secret('FISCAL_GROUP', 'the code of the group of cash registers'),
    company: readCompany(read),
    ...terms,
  }
}

/**
 * A registrar beside an acquirer that makes receipts has those to register that were begun before: who makes the receipts of a
 * payment is kept with it, so that two of the same money are never made.
 */
export function readReceiptRules(
  read: Reader,
  { fiscal, acquirerMakesReceipts }: { readonly fiscal: FiscalConfig; readonly acquirerMakesReceipts: boolean },
): ReceiptRules {
  const maker = acquirerMakesReceipts ? 'ACQUIRER' : fiscal.kind === 'none' ? 'NOBODY' : 'GATEWAY'
  return { maker, terms: readTerms(read) }
}

function readTerms(read: Reader): FiscalTerms {
  return {
    taxSystem: read.choice('FISCAL_TAX_SYSTEM', TAX_SYSTEMS, 'osn'),
    vat: read.choice('FISCAL_VAT', VAT_RATES, '22/122'),
    settlement: read.choice('FISCAL_SETTLEMENT', SETTLEMENTS, 'advance'),
  }
}

function readCompany(read: Reader): FiscalCompany {
  const inn = read.optional('FISCAL_INN')
  if (inn === null) read.missing('FISCAL_INN', 'the taxpayer number of the provider')
  else if (!isInn(inn)) read.mistake('FISCAL_INN', 'is no taxpayer number: its check digits are wrong')
  const paymentAddress = read.optional('FISCAL_PAYMENT_ADDRESS')
  if (paymentAddress === null)
    read.missing('FISCAL_PAYMENT_ADDRESS', 'the site of the cabinet, as it is registered with the cash register')
  else if (paymentAddress.length > 256) read.mistake('FISCAL_PAYMENT_ADDRESS', 'is longer than 256 characters')
  const given = read.optional('FISCAL_EMAIL')
  const email = given === null ? null : readEmail(given)
  if (given === null) read.missing('FISCAL_EMAIL', 'who sends electronic receipts')
  else if (email === null || email.length > MAX_CONTACT_CHARACTERS)
    read.mistake('FISCAL_EMAIL', 'is no e-mail address of at most 64 characters')
  return { inn: inn ?? '', paymentAddress: paymentAddress ?? '', email: email ?? '' }
}

const MAX_ITEM_NAME = 90

/** Room is left for the number of the agreement. */
function readItemName(read: Reader): string {
  const text = read.text('FISCAL_ITEM', 'Услуги связи')
  if (text.length > MAX_ITEM_NAME || /\p{Cc}/u.test(text)) {
    read.mistake('FISCAL_ITEM', `must be one line of at most ${MAX_ITEM_NAME} characters`)
  }
  return text
}
