import type { TicketKey } from '../../billing/port.ts'
import { rightsOn } from '../../domain/viewer.ts'
import type { TicketChangeRefusalCode } from '../../generated/schema.ts'
import type { GraphqlContext } from '../context.ts'
import { readId } from '../ids.ts'
import { seesAccount } from '../ownership.ts'
import { requireViewer } from '../viewer.ts'
import { TICKET_CHANGE_TEXTS } from './texts.ts'

/** The ticket that an id names, in the hands of somebody who may write into it; or why not. */
export function readTicketKey(
  text: string,
  context: GraphqlContext,
): TicketKey | { readonly code: TicketChangeRefusalCode; readonly field?: string } {
  if (!context.capabilities.tickets) return { code: 'NOT_SUPPORTED' }
  const viewer = requireViewer(context)
  const id = readId(text)
  if (id?.type !== 'Ticket' || !seesAccount(viewer, id.accountId))
    return { code: 'TICKET_NOT_FOUND', field: 'ticketId' }
  const { accountId, ticketId } = id
  return rightsOn(viewer, accountId).includes('SUPPORT') ? { accountId, ticketId } : { code: 'NOT_ALLOWED' }
}

interface Details {
  readonly field?: string | null
  readonly retryable?: boolean
  readonly retryAfterSeconds?: number
}

export function refuseChange(
  code: TicketChangeRefusalCode,
  { language }: GraphqlContext,
  { field = null, retryable = false, retryAfterSeconds }: Details = {},
) {
  const message = TICKET_CHANGE_TEXTS[code][language]
  const wait = retryAfterSeconds ?? null
  return { __typename: 'TicketChangeRefused', code, field, message, retryable, retryAfterSeconds: wait } as const
}
