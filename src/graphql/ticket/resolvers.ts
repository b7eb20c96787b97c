import { formatOptionalInstant } from '../../domain/date.ts'
import type { TicketCategory, TicketStatus } from '../../domain/ticket.ts'
import type { QueryResolvers, ResolversTypes } from '../../generated/schema.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { ClientError } from '../errors.ts'
import { readId, writeId } from '../ids.ts'
import { observedFields } from '../observed.ts'
import { noPage, readAfter, readFirst, writeConnection } from '../page.ts'
import { requireViewer } from '../viewer.ts'
import type { ViewedTicketPage } from './loaders.ts'

export const ticketQueries: Pick<QueryResolvers, 'ticket' | 'tickets'> = {
  ticket: (_parent, { id: text }, context) => {
    const id = readId(text)
    return id?.type === 'Ticket' ? context.loaders.tickets.findTicket(requireViewer(context), id) : null
  },
  tickets: async (_parent, args, context) => {
    const statuses = readWords(args.status, 'status')
    const categories = readWords(args.category, 'category')
    const list = `queue:${statuses?.join() ?? ''}:${categories?.join() ?? ''}`
    const before = readAfter(args.after, list)
    const key = { first: readFirst(args.first), before, statuses, categories }
    return writePage(await context.loaders.tickets.listQueue(requireViewer(context), key), list, before)
  },
}

type TicketConnection = Awaited<ResolversTypes['TicketConnection']>

/** The tickets of an account, newest first. */
export async function listTickets(
  { id: accountId, viewer }: ViewedAccount,
  args: { readonly status?: readonly TicketStatus[] | null; readonly first: number; readonly after?: string | null },
  { loaders }: GraphqlContext,
): Promise<TicketConnection | null> {
  const statuses = readWords(args.status, 'status')
  const list = `tickets:${accountId}:${statuses?.join() ?? ''}`
  const before = readAfter(args.after, list)
  const page = await loaders.tickets.listPage(viewer, { accountId, first: readFirst(args.first), before, statuses })
  return writePage(page, list, before)
}

function writePage(page: ViewedTicketPage | null, list: string, before: string | null) {
  if (page === null) return noPage(before)
  const { tickets, hasMore } = page
  return writeConnection(tickets, { list, positionOf: ({ value }) => value.id, hasMore, isFirstPage: before === null })
}

export const ticketResolvers: Complete<'Ticket' | 'TicketMessage' | 'TicketStatusChange'> = {
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
      if (page === null) return noPage(after)
      const { messages, hasMore } = page.value
      return writeConnection(messages, { list, positionOf: ({ id }) => id, hasMore, isFirstPage: after === null })
    },
    history: async ({ value: { accountId, id: ticketId }, viewer }, args, { loaders }) => {
      const list = `history:${accountId}:${ticketId}`
      const after = readAfter(args.after, list)
      const page = await loaders.tickets.listHistory(viewer, {
        accountId,
        ticketId,
        first: readFirst(args.first),
        after,
      })
      if (page === null) return noPage(after)
      const { changes, hasMore } = page.value
      return writeConnection(changes, { list, positionOf: ({ id }) => id, hasMore, isFirstPage: after === null })
    },
    rating: ({ value }) => value.rating,
    ...observedFields,
  },
  TicketMessage: {
    attachments: ({ reference }, _args, { loaders }) =>
      reference === null ? [] : loaders.attachments.listOfMessage(reference),
    createdAt: ({ createdAt }, _args, { timeZone }) => formatOptionalInstant(createdAt, timeZone),
  },
  TicketStatusChange: {
    changedAt: ({ changedAt }, _args, { timeZone }) => formatOptionalInstant(changedAt, timeZone),
  },
}

/**
 * The words asked for, each once and in one order, or null for all. UNKNOWN stands for whatever the billing says that
 * no table lists, so nothing can be asked for by it; nor by an empty list.
 */
function readWords<Word extends TicketStatus | TicketCategory>(
  words: readonly Word[] | null | undefined,
  name: 'status' | 'category',
): readonly Word[] | null {
  if (words === null || words === undefined) return null
  if (words.length > 0 && !words.some((word) => word === 'UNKNOWN')) return [...new Set(words)].toSorted()
  const [en, ru] = name === 'status' ? ['states', 'состояний'] : ['categories', 'категорий']
  throw new ClientError('BAD_USER_INPUT', {
    en: `\`${name}\` must name one or more ${en} other than UNKNOWN, or be left out.`,
    ru: `\`${name}\` — одно или несколько ${ru}, кроме UNKNOWN, либо не указывается.`,
  })
}
