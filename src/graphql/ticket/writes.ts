import type { TicketKey } from '../../billing/port.ts'
import type { MessageVerdict } from '../../cabinet/ticket-messages.ts'
import type { TicketChange } from '../../domain/ticket.ts'
import type { Viewer } from '../../domain/viewer.ts'
import type { MutationResolvers, ResolversTypes } from '../../generated/schema.ts'
import { writeCabinetRequest } from '../cabinet.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId } from '../ids.ts'
import { giveOrder } from '../ordering.ts'
import { typeNameOf } from '../type-name.ts'
import { requireViewer } from '../viewer.ts'
import { findAccountById } from './account.ts'
import { readTicketKey, refuseChange } from './refusals.ts'
import { MESSAGE_PENDING } from './texts.ts'

export const ticketWriteMutations: Required<
  Pick<MutationResolvers, 'addTicketMessage' | 'closeTicket' | 'reopenTicket' | 'rateTicket'>
> = {
  addTicketMessage: async (_parent, { input: { ticketId: text, ...wanted } }, context) => {
    const key = readTicketKey(text, context)
    if ('code' in key) return refuseChange(key.code, context, key)
    const account = await findAccountById(key.accountId, context)
    if (account === 'unavailable') return refuseChange('BILLING_UNAVAILABLE', context, { retryable: true })
    if (account === null) return refuseChange('TICKET_NOT_FOUND', context, { field: 'ticketId' })
    const { viewer } = account
    const attachmentIds = readAttachmentIds(wanted.attachmentIds ?? [])
    if (attachmentIds === null) return refuseChange('ATTACHMENT_NOT_FOUND', context, { field: 'attachmentIds' })
    const message = { account, ticketId: key.ticketId, ...wanted, attachmentIds }
    const request = { ...writeCabinetRequest(context), viewer }
    const verdict = await giveOrder(() => context.cabinet.addTicketMessage(message, request))
    return writeVerdict(verdict, { ...key, viewer }, context)
  },
  closeTicket: (_parent, { input: { ticketId } }, context) => change(ticketId, { status: 'CLOSED' }, context),
  reopenTicket: async (_parent, { input: { ticketId } }, context) => {
    const key = readTicketKey(ticketId, context)
    if ('code' in key) return refuseChange(key.code, context, key)
    const found = await context.loaders.tickets.findTicket(requireViewer(context), key)
    if (found === null) return refuseChange('TICKET_NOT_FOUND', context, { field: 'ticketId' })
    // One that somebody works on must not become new.
    if (found.value.status !== 'CLOSED') return { __typename: 'TicketChanged', ticket: found }
    return change(ticketId, { status: 'OPEN' }, context)
  },
  rateTicket: async (_parent, { input: { ticketId, rating } }, context) => {
    if (rating < 1 || rating > 5) return refuseChange('INVALID_VALUE', context, { field: 'rating' })
    // What subscribers think is theirs to say.
    if (requireViewer(context).role === 'OPERATOR') return refuseChange('NOT_ALLOWED', context)
    return change(ticketId, { rating }, context)
  },
}

/** A message that stands in a ticket, which is not read yet. */
export interface AddedMessage extends TicketKey {
  readonly __typename: 'TicketMessagePosted'
  readonly viewer: Viewer
}

export const ticketWriteResolvers: Complete<'AddTicketMessageResult' | 'ChangeTicketResult' | 'TicketMessagePosted'> = {
  AddTicketMessageResult: { __resolveType: typeNameOf },
  ChangeTicketResult: { __resolveType: typeNameOf },
  TicketMessagePosted: {
    ticket: ({ viewer, accountId, ticketId }, _args, { loaders }) =>
      loaders.tickets.findTicket(viewer, { accountId, ticketId }),
  },
}

async function change(text: string, wanted: TicketChange, context: GraphqlContext) {
  const key = readTicketKey(text, context)
  if ('code' in key) return refuseChange(key.code, context, key)
  const viewer = requireViewer(context)
  const { loaders, live } = context
  const reread = async () => (await loaders.tickets.rereadTicket(viewer, key))?.value ?? null
  const request = { ...writeCabinetRequest(context), viewer }
  const verdict = await context.cabinet.changeTicket({ key, change: wanted, reread }, request)
  live.tell(key.accountId)
  if (verdict.kind === 'refused') {
    const { reason } = verdict
    const field = reason === 'TICKET_NOT_FOUND' ? 'ticketId' : null
    return refuseChange(reason, context, { field, retryable: reason === 'BILLING_UNAVAILABLE' })
  }
  const ticket = await loaders.tickets.findTicket(viewer, key)
  if (ticket === null) return refuseChange('NOT_CONFIRMED', context)
  return { __typename: 'TicketChanged', ticket } as const
}

type AddTicketMessageResult = Awaited<ResolversTypes['AddTicketMessageResult']>

function writeVerdict(
  verdict: MessageVerdict,
  place: Omit<AddedMessage, '__typename'>,
  context: GraphqlContext,
): AddTicketMessageResult {
  switch (verdict.kind) {
    case 'posted':
      return { __typename: 'TicketMessagePosted', ...place }
    case 'pending':
      return { __typename: 'TicketMessagePending', message: MESSAGE_PENDING[context.language], retryable: true }
    case 'conflict':
      return refuseChange('IDEMPOTENCY_CONFLICT', context, { field: 'idempotencyKey' })
    case 'too_many_tries':
      return refuseChange('TOO_MANY_TRIES', context, { ...verdict, retryable: true })
    case 'overloaded':
      return refuseChange('OVERLOADED', context, { retryable: true })
    case 'invalid_value':
      return refuseChange('INVALID_VALUE', context, verdict)
    case 'refused':
      return refuseChange(verdict.reason, context, { field: FIELDS[verdict.reason] ?? null })
  }
}

/** The input field that is meant, where one is. */
const FIELDS: Readonly<Record<string, string>> = { TICKET_NOT_FOUND: 'ticketId', ATTACHMENT_NOT_FOUND: 'attachmentIds' }

/** Null when one is no id of a file. */
function readAttachmentIds(texts: readonly string[]): readonly string[] | null {
  const ids = texts.map(readId)
  const found = ids.flatMap((id) => (id?.type === 'Attachment' ? [id.attachmentId] : []))
  return found.length === texts.length ? found : null
}
