import { formatOptionalInstant } from '../../domain/date.ts'
import type { TicketStatus } from '../../domain/ticket.ts'
import type { QueryResolvers, ResolversTypes } from '../../generated/schema.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { ClientError } from '../errors.ts'
import { readId, writeId } from '../ids.ts'
import { observedFields } from '../observed.ts'
import { readAfter, readFirst, writeConnection } from '../page.ts'
import { requireViewer } from '../viewer.ts'

export const ticketQueries: Pick<QueryResolvers, 'ticket'> = {
  ticket: (_parent, { id: text }, context) => {
    const id = readId(text)
    return id?.type === 'Ticket' ? context.loaders.tickets.findTicket(requireViewer(context), id) : null
  },
}

type TicketConnection = Awaited<ResolversTypes['TicketConnection']>

/** The tickets of an account, newest first. */
export async function listTickets(
  { id: accountId, viewer }: ViewedAccount,
  args: { readonly status?: readonly TicketStatus[] | null; readonly first: number; readonly after?: string | null },
  { loaders }: GraphqlContext,
): Promise<TicketConnection | null> {
  const statuses = readStatuses(args.status)
  const list = `tickets:${accountId}:${statuses?.join() ?? ''}`
  const before = readAfter(args.after, list)
  const page = await loaders.tickets.listPage(viewer, { accountId, first: readFirst(args.first), before, statuses })
  return (
    page &&
    writeConnection(page.tickets, {
      list,
      positionOf: ({ value }) => value.id,
      hasMore: page.hasMore,
      isFirstPage: before === null,
    })
  )
}

export const ticketResolvers: Complete<'Ticket' | 'TicketMessage'> = {
  Ticket: {
    id: ({ value }) => writeId({ type: 'Ticket', accountId: value.accountId, ticketId: value.id }),
    number: ({ value }) => value.number,
    subject: ({ value }) => value.subject,
    category: ({ value }) => value.category,
    status: ({ value }) => value.status,
    createdAt: ({ value: { createdAt } }, _args, { timeZone }) => formatOptionalInstant(createdAt, timeZone),
    updatedAt: ({ value: { updatedAt } }, _args, { timeZone }) => formatOptionalInstant(updatedAt, timeZone),
    messages: async ({ value: { accountId, id: ticketId }, viewer }, args, { loaders }) => {
      const list = `messages:${accountId}:${ticketId}`
      const after = readAfter(args.after, list)
      const key = { accountId, ticketId, first: readFirst(args.first), after }
      const page = await loaders.tickets.listMessages(viewer, key)
      return (
        page &&
        writeConnection(page.value.messages, {
          list,
          positionOf: ({ id }) => id,
          hasMore: page.value.hasMore,
          isFirstPage: after === null,
        })
      )
    },
    ...observedFields,
  },
  TicketMessage: {
    createdAt: ({ createdAt }, _args, { timeZone }) => formatOptionalInstant(createdAt, timeZone),
  },
}

/**
 * The states asked for, each once and in one order, or null for all. UNKNOWN stands for whatever the billing says that
 * no table lists, so nothing can be asked for by it; nor by an empty list.
 */
function readStatuses(statuses: readonly TicketStatus[] | null | undefined): readonly TicketStatus[] | null {
  if (statuses === null || statuses === undefined) return null
  if (statuses.length > 0 && !statuses.includes('UNKNOWN')) return [...new Set(statuses)].toSorted()
  throw new ClientError('BAD_USER_INPUT', {
    en: '`status` must name one or more states other than UNKNOWN, or be left out.',
    ru: '`status` — одно или несколько состояний, кроме UNKNOWN, либо не указывается.',
  })
}
