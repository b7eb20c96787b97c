import type { AccountKind } from '../domain/account.ts'

/**
 * Global ids: base64url of "Type:part:part", e.g. "Payment:17:5003" for payment 5003 of account 17. An id only names an
 * object; whether the viewer may see it is decided where the object is loaded.
 */
export type GlobalId =
  | { readonly type: 'Account'; readonly kind: AccountKind; readonly accountId: string }
  | { readonly type: 'Payment'; readonly accountId: string; readonly paymentId: string }
  | { readonly type: 'Service'; readonly accountId: string; readonly serviceId: string }
  | { readonly type: 'Tariff'; readonly tariffId: string }

/** Longer texts are no ids of ours. */
const MAX_ID_LENGTH = 256

/** What a billing system's own key may look like. Anything else would be an attempt to say something else. */
const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** The type of the schema that shows accounts of a kind. */
export function accountTypeName(kind: AccountKind): 'PersonAccount' | 'OrganizationAccount' {
  return kind === 'PERSON' ? 'PersonAccount' : 'OrganizationAccount'
}

export function writeId(id: GlobalId): string {
  return Buffer.from(partsOf(id).join(':')).toString('base64url')
}

/** The object that an id names, or null for anything that `writeId` would not have written. Never throws. */
export function readId(text: string): GlobalId | null {
  if (text.length === 0 || text.length > MAX_ID_LENGTH) return null
  const id = fromParts(Buffer.from(text, 'base64url').toString().split(':'))
  return id !== null && writeId(id) === text ? id : null
}

function partsOf(id: GlobalId): readonly string[] {
  if (id.type === 'Payment') return [id.type, id.accountId, id.paymentId]
  if (id.type === 'Service') return [id.type, id.accountId, id.serviceId]
  return id.type === 'Tariff' ? [id.type, id.tariffId] : [accountTypeName(id.kind), id.accountId]
}

function fromParts([type, first, second, ...more]: readonly string[]): GlobalId | null {
  if (first === undefined || !KEY.test(first) || more.length > 0) return null
  if (second === undefined) {
    if (type === 'PersonAccount') return { type: 'Account', kind: 'PERSON', accountId: first }
    if (type === 'OrganizationAccount') return { type: 'Account', kind: 'ORGANIZATION', accountId: first }
    return type === 'Tariff' ? { type, tariffId: first } : null
  }
  if (!KEY.test(second)) return null
  if (type === 'Payment') return { type, accountId: first, paymentId: second }
  return type === 'Service' ? { type, accountId: first, serviceId: second } : null
}
