import type { AcquirerCapabilities } from '../acquiring/port.ts'
import { hidesCardNumber } from '../domain/card-number.ts'
import type { CheckoutMethod, ReceiptContact } from '../domain/checkout.ts'
import type { Money } from '../domain/money.ts'
import { readReceiptContact } from '../domain/receipt-contact.ts'
import { isExternalId } from '../domain/reference-template.ts'
import type { ReturnUrlRules } from './checkout-desk.ts'

export interface InitiateInput {
  readonly accountId: string
  readonly method: CheckoutMethod
  readonly amount: Money
  readonly returnUrl: string
  /** An e-mail address or a telephone number. */
  readonly receiptContact: string
  readonly idempotencyKey: string
}

export type InitiateField = 'method' | 'amount' | 'returnUrl' | 'receiptContact' | 'idempotencyKey' | 'accountId'

/** The values as they are kept. */
export type CheckoutForm = Omit<InitiateInput, 'receiptContact'> & { readonly receiptContact: ReceiptContact }

export type FormRefusal =
  | 'INVALID_VALUE'
  | 'RETURN_URL_NOT_ALLOWED'
  | 'CARD_NUMBER_NOT_ALLOWED'
  | 'METHOD_NOT_AVAILABLE'
  | 'AMOUNT_TOO_SMALL'
  | 'AMOUNT_TOO_LARGE'

export type FormVerdict =
  | { readonly kind: 'read'; readonly form: CheckoutForm }
  | { readonly kind: 'refused'; readonly reason: FormRefusal; readonly field: InitiateField }

/** What must be right whatever is configured: a repeat is compared by it. */
export function readForm(input: InitiateInput): FormVerdict {
  const { idempotencyKey, returnUrl: address, receiptContact: contact } = input
  if (!isExternalId(idempotencyKey)) return refuse('INVALID_VALUE', 'idempotencyKey')
  if (hidesCardNumber(idempotencyKey)) return refuse('CARD_NUMBER_NOT_ALLOWED', 'idempotencyKey')
  if (address.length > MAX_URL_CHARACTERS) return refuse('INVALID_VALUE', 'returnUrl')
  if (hidesCardNumber(address)) return refuse('CARD_NUMBER_NOT_ALLOWED', 'returnUrl')
  if (hidesCardNumber(contact)) return refuse('CARD_NUMBER_NOT_ALLOWED', 'receiptContact')
  const returnUrl = readReturnUrl(address)
  if (returnUrl === null) return refuse('INVALID_VALUE', 'returnUrl')
  const receiptContact = readReceiptContact(contact)
  if (receiptContact === null) return refuse('INVALID_VALUE', 'receiptContact')
  return { kind: 'read', form: { ...input, returnUrl, receiptContact } }
}

/** What the provider and the acquirer allow just now. */
export function judgeForm(
  { method, amount, returnUrl }: CheckoutForm,
  { capabilities, returnUrls }: { readonly capabilities: AcquirerCapabilities; readonly returnUrls: ReturnUrlRules },
): Extract<FormVerdict, { kind: 'refused' }> | null {
  const { methods, minAmount, maxAmount } = capabilities
  if (!methods.includes(method)) return refuse('METHOD_NOT_AVAILABLE', 'method')
  if (amount.minorUnits < minAmount.minorUnits) return refuse('AMOUNT_TOO_SMALL', 'amount')
  if (amount.minorUnits > maxAmount.minorUnits) return refuse('AMOUNT_TOO_LARGE', 'amount')
  return mayReturnTo(returnUrl, returnUrls) ? null : refuse('RETURN_URL_NOT_ALLOWED', 'returnUrl')
}

const MAX_URL_CHARACTERS = 1_000

function readReturnUrl(text: string): string | null {
  const url = text.length <= MAX_URL_CHARACTERS && /^https?:\/\/[!-~]+$/i.test(text) ? URL.parse(text) : null
  return url === null || url.username !== '' || url.password !== '' ? null : url.href
}

/** Pages of the cabinet and of nobody else: an address that the provider did not name is no place to send a payer to. */
function mayReturnTo(href: string, { origins, allowsLocalhost }: ReturnUrlRules): boolean {
  const { origin, protocol, hostname } = new URL(href)
  if (allowsLocalhost && protocol === 'http:' && LOCALHOST.includes(hostname)) return true
  return protocol === 'https:' && origins.includes(origin)
}

const LOCALHOST: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

function refuse(reason: FormRefusal, field: InitiateField): Extract<FormVerdict, { kind: 'refused' }> {
  return { kind: 'refused', reason, field }
}
