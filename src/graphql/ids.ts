import type { AccountKind } from '../domain/account.ts'
import { readKey, writeKey } from './keys.ts'

/**
 * Global ids: base64url of "Type:part:part", e.g. "Payment:17:5003" for payment 5003 of account 17; parts
 * with other characters are percent-encoded. An id only names an object; whether the viewer may see it is decided where the
 * object is loaded.
 */
export type GlobalId =
  | { readonly type: 'Account'; readonly kind: AccountKind; readonly accountId: string }
  | { readonly type: 'Attachment'; readonly attachmentId: string }
  | { readonly type: 'Charge'; readonly accountId: string; readonly chargeId: string }
  | { readonly type: 'Checkout'; readonly checkoutId: string }
  | { readonly type: ContentTypeName; readonly contentId: string }
  | { readonly type: 'AccountDocument'; readonly accountId: string; readonly documentId: string }
  | { readonly type: 'FiscalReceipt'; readonly receiptId: string }
  | { readonly type: 'Device'; readonly accountId: string; readonly deviceId: string }
  | { readonly type: 'EquipmentOffering'; readonly offeringId: string }
  | { readonly type: 'ForumReply' | 'ForumTopic'; readonly postId: string }
  | { readonly type: 'Operator'; readonly operatorId: string }
  | { readonly type: 'Payment'; readonly accountId: string; readonly paymentId: string }
  | { readonly type: 'PaymentIntent'; readonly intentId: string }
  | { readonly type: 'PromisedPayment'; readonly accountId: string; readonly promiseId: string }
  | { readonly type: 'Region'; readonly regionId: string }
  | { readonly type: 'Service'; readonly accountId: string; readonly serviceId: string }
  | { readonly type: 'ServiceOrder'; readonly accountId: string; readonly orderId: string }
  | { readonly type: 'ServiceOffering'; readonly offeringId: string }
  | { readonly type: 'StatementExport'; readonly exportId: string }
  | { readonly type: 'Tariff'; readonly tariffId: string }
  | { readonly type: 'Transfer'; readonly transferId: string }
  | { readonly type: 'Ticket'; readonly accountId: string; readonly ticketId: string }
  | { readonly type: 'Visit'; readonly visitId: string }

/** What the provider publishes. */
type ContentTypeName = 'AcceptedPaymentMethod' | 'Announcement' | 'HelpArticle' | 'News' | 'Promotion'

/** Two keys of 64 bytes, each byte percent-encoded, take 530. Longer texts are no ids of ours. */
const MAX_ID_LENGTH = 540

/** For the bytes of an id while it is written, which are fewer than those of its base64url: an answer has hundreds of ids. */
const WRITING_SPACE = Buffer.alloc(MAX_ID_LENGTH)

/** The type of the schema that shows accounts of a kind. */
export function accountTypeName(kind: AccountKind): 'PersonAccount' | 'OrganizationAccount' {
  return kind === 'PERSON' ? 'PersonAccount' : 'OrganizationAccount'
}

/** Throws a BillingError when the billing's own key cannot stand in an id. */
export function writeId(id: GlobalId): string {
  const [type, first, second] = partsOf(id)
  const text = second === undefined ? `${type}:${writeKey(first)}` : `${type}:${writeKey(first)}:${writeKey(second)}`
  // `btoa` is quicker, but its padding would have to be cut off, and JSON is slow to write what was cut from a text.
  return WRITING_SPACE.toString('base64url', 0, WRITING_SPACE.write(text, 'latin1'))
}

/** The object that an id names, or null for anything that `writeId` would not have written. Never throws. */
export function readId(text: string): GlobalId | null {
  if (text.length === 0 || text.length > MAX_ID_LENGTH) return null
  const id = fromParts(Buffer.from(text, 'base64url').toString().split(':'))
  return id !== null && writeId(id) === text ? id : null
}

function partsOf(id: GlobalId): readonly [type: string, first: string, second?: string] {
  switch (id.type) {
    case 'Account':
      return [accountTypeName(id.kind), id.accountId]
    case 'Charge':
      return [id.type, id.accountId, id.chargeId]
    case 'AccountDocument':
      return [id.type, id.accountId, id.documentId]
    case 'Device':
      return [id.type, id.accountId, id.deviceId]
    case 'Payment':
      return [id.type, id.accountId, id.paymentId]
    case 'PromisedPayment':
      return [id.type, id.accountId, id.promiseId]
    case 'Service':
      return [id.type, id.accountId, id.serviceId]
    case 'ServiceOrder':
      return [id.type, id.accountId, id.orderId]
    case 'Ticket':
      return [id.type, id.accountId, id.ticketId]
    case 'AcceptedPaymentMethod':
    case 'Announcement':
    case 'HelpArticle':
    case 'News':
    case 'Promotion':
      return [id.type, id.contentId]
    case 'Attachment':
      return [id.type, id.attachmentId]
    case 'Checkout':
      return [id.type, id.checkoutId]
    case 'FiscalReceipt':
      return [id.type, id.receiptId]
    case 'Visit':
      return [id.type, id.visitId]
    case 'ForumReply':
    case 'ForumTopic':
      return [id.type, id.postId]
    case 'EquipmentOffering':
    case 'ServiceOffering':
      return [id.type, id.offeringId]
    case 'Operator':
      return [id.type, id.operatorId]
    case 'PaymentIntent':
      return [id.type, id.intentId]
    case 'Region':
      return [id.type, id.regionId]
    case 'StatementExport':
      return [id.type, id.exportId]
    case 'Transfer':
      return [id.type, id.transferId]
    case 'Tariff':
    default:
      return [id.type, id.tariffId]
  }
}

/** Types whose objects stand by themselves, by the word that begins their ids. */
const ALONE: ReadonlyMap<string, (key: string) => GlobalId> = new Map<string, (key: string) => GlobalId>([
  ['PersonAccount', (accountId) => ({ type: 'Account', kind: 'PERSON', accountId })],
  ['OrganizationAccount', (accountId) => ({ type: 'Account', kind: 'ORGANIZATION', accountId })],
  ['Attachment', (attachmentId) => ({ type: 'Attachment', attachmentId })],
  ['AcceptedPaymentMethod', (contentId) => ({ type: 'AcceptedPaymentMethod', contentId })],
  ['Announcement', (contentId) => ({ type: 'Announcement', contentId })],
  ['HelpArticle', (contentId) => ({ type: 'HelpArticle', contentId })],
  ['News', (contentId) => ({ type: 'News', contentId })],
  ['Promotion', (contentId) => ({ type: 'Promotion', contentId })],
  ['Checkout', (checkoutId) => ({ type: 'Checkout', checkoutId })],
  ['FiscalReceipt', (receiptId) => ({ type: 'FiscalReceipt', receiptId })],
  ['EquipmentOffering', (offeringId) => ({ type: 'EquipmentOffering', offeringId })],
  ['ForumReply', (postId) => ({ type: 'ForumReply', postId })],
  ['ForumTopic', (postId) => ({ type: 'ForumTopic', postId })],
  ['Operator', (operatorId) => ({ type: 'Operator', operatorId })],
  ['PaymentIntent', (intentId) => ({ type: 'PaymentIntent', intentId })],
  ['Region', (regionId) => ({ type: 'Region', regionId })],
  ['ServiceOffering', (offeringId) => ({ type: 'ServiceOffering', offeringId })],
  ['StatementExport', (exportId) => ({ type: 'StatementExport', exportId })],
  ['Transfer', (transferId) => ({ type: 'Transfer', transferId })],
  ['Visit', (visitId) => ({ type: 'Visit', visitId })],
  ['Tariff', (tariffId) => ({ type: 'Tariff', tariffId })],
])

/** Types whose objects belong to an account, which their ids name first. */
const OWNED: ReadonlyMap<string, (accountId: string, key: string) => GlobalId> = new Map<
  string,
  (accountId: string, key: string) => GlobalId
>([
  ['Charge', (accountId, chargeId) => ({ type: 'Charge', accountId, chargeId })],
  ['AccountDocument', (accountId, documentId) => ({ type: 'AccountDocument', accountId, documentId })],
  ['Device', (accountId, deviceId) => ({ type: 'Device', accountId, deviceId })],
  ['Payment', (accountId, paymentId) => ({ type: 'Payment', accountId, paymentId })],
  ['PromisedPayment', (accountId, promiseId) => ({ type: 'PromisedPayment', accountId, promiseId })],
  ['Service', (accountId, serviceId) => ({ type: 'Service', accountId, serviceId })],
  ['ServiceOrder', (accountId, orderId) => ({ type: 'ServiceOrder', accountId, orderId })],
  ['Ticket', (accountId, ticketId) => ({ type: 'Ticket', accountId, ticketId })],
])

function fromParts([type = '', ...parts]: readonly string[]): GlobalId | null {
  const [first, second, ...more] = parts.map(readKey)
  if (first === undefined || first === null || second === null || more.length > 0) return null
  return second === undefined ? (ALONE.get(type)?.(first) ?? null) : (OWNED.get(type)?.(first, second) ?? null)
}
