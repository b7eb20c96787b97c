import type { BillingCall } from '../billing/port.ts'
import type { Message } from '../domain/message.ts'
import { CODE_TTL_MS, type Codes, type NoticeOrder, showCode } from './codes.ts'
import { INVITATION_TEXTS, MESSAGE_TEXTS, writeNotice } from './message-texts.ts'
import { type AccessBilling, findNoticed, findRecipient } from './recipients.ts'

export type Prepared =
  | { readonly kind: 'message'; readonly message: Message }
  /** There is nobody to send it to; the reason is for the trail. */
  | { readonly kind: 'dropped'; readonly reason: string }

/** Makes a message of what waits in the outbox. A rejection means that it may be tried again. */
export async function prepareMessage(
  parts: { readonly codes: Codes; readonly billing: AccessBilling },
  { id, payload }: { readonly id: string; readonly payload: string },
  call: BillingCall,
): Promise<Prepared> {
  const order = parts.codes.open(payload, id)
  if (order === null) return { kind: 'dropped', reason: 'sealed with another key' }
  if ('notice' in order) return prepareNotice(parts, { id, order }, call)
  if ('invitation' in order) {
    const { channel, to, language, code: invitation } = order.invitation
    return { kind: 'message', message: { id, channel, to, ...INVITATION_TEXTS[language](invitation) } }
  }
  const { wish, language, code } = order
  const recipient = await findRecipient(parts.billing, wish, call)
  if (recipient.kind === 'nobody') return { kind: 'dropped', reason: recipient.reason }
  const write = MESSAGE_TEXTS[wish.purpose][language]
  const channel = wish.purpose === 'agreement' ? 'SMS' : wish.channel
  const shown = write(showCode(code), CODE_TTL_MS[wish.purpose] / 60_000)
  return { kind: 'message', message: { id, channel, to: recipient.to, ...shown } }
}

async function prepareNotice(
  { billing }: { readonly billing: AccessBilling },
  { id, order }: { readonly id: string; readonly order: NoticeOrder },
  call: BillingCall,
): Promise<Prepared> {
  const { topics, channel, to } = order.notice
  const recipient = await findNoticed(billing, { channel, to }, call)
  if (recipient.kind === 'nobody') return { kind: 'dropped', reason: recipient.reason }
  return { kind: 'message', message: { id, channel, to: recipient.to, ...writeNotice(topics) } }
}
