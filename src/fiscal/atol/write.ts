import { formatInstant } from '../../domain/date.ts'
import { formatMoney, type Money } from '../../domain/money.ts'
import { FiscalError } from '../error.ts'
import type { FiscalCompany, FiscalDocument } from '../port.ts'
import { CASHLESS, PAYMENT_OBJECT, SNO, VAT_TYPE } from './codes.ts'

declare global {
  interface JSON {
    /** Stands in the text exactly as it is given (ECMAScript 2026). */
    rawJSON(text: string): object
  }
}

/** Price and sum have at most 8 digits before the point. */
const MAX_MINOR_UNITS = 9_999_999_999n
export const MAX_ITEM_NAME = 128
const MAX_EXTERNAL_ID = 128
/** Of `client.email` and `client.phone`, as of tag 1008 of the receipt that they become. */
const MAX_CONTACT = 64

export interface Writing {
  readonly company: FiscalCompany
  /** IANA zone in which the service writes its dates. */
  readonly timeZone: string
}

/** Whether it is to be sent at all: the service would refuse a longer one for what it is. */
export function fitsContact({ contact }: Pick<FiscalDocument, 'contact'>): boolean {
  return contact.value.length <= MAX_CONTACT
}

/** Amounts are JSON numbers on this wire: they are written as the decimal text that they are. */
export function writeDocument(document: FiscalDocument, { company, timeZone }: Writing): string {
  const { externalId, amount, itemName, contact, terms } = document
  const sum = writeAmount(amount)
  assertText(itemName, MAX_ITEM_NAME)
  assertText(externalId, MAX_EXTERNAL_ID)
  assertText(contact.value, MAX_CONTACT)
  const client = contact.kind === 'EMAIL' ? { email: contact.value } : { phone: contact.value }
  return JSON.stringify({
    timestamp: writeTime(document.settledAt, timeZone),
    external_id: externalId,
    receipt: {
      client,
      company: {
        email: company.email,
        sno: SNO[terms.taxSystem],
        inn: company.inn,
        payment_address: company.paymentAddress,
      },
      items: [
        {
          name: itemName,
          price: sum,
          quantity: 1,
          sum,
          payment_method: terms.settlement,
          payment_object: PAYMENT_OBJECT[terms.settlement],
          vat: { type: VAT_TYPE[terms.vat] },
        },
      ],
      payments: [{ type: CASHLESS, sum }],
      total: sum,
    },
  })
}

export function writeLogin({ login, password }: { readonly login: string; readonly password: string }): string {
  return JSON.stringify({ login, pass: password })
}

/** "28.11.2026 12:30:00" */
function writeTime(at: number, timeZone: string): string {
  const text = formatInstant(at, timeZone)
  return `${text.slice(8, 10)}.${text.slice(5, 7)}.${text.slice(0, 4)} ${text.slice(11, 19)}`
}

function writeAmount(amount: Money): object {
  const fits = amount.currency === 'RUB' && amount.minorUnits > 0n && amount.minorUnits <= MAX_MINOR_UNITS
  if (!fits) throw unwritable('an amount that no receipt holds')
  return JSON.rawJSON(formatMoney(amount))
}

function assertText(text: string, longest: number): void {
  if (text === '' || text.length > longest || !text.isWellFormed() || /\p{Cc}/u.test(text)) {
    throw unwritable('a text that no receipt holds')
  }
}

function unwritable(what: string): FiscalError {
  return new FiscalError('FISCAL_UNWRITABLE_REQUEST', `atol: ${what}.`, { outcome: 'not_applied' })
}
