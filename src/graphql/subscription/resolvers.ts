import type { Account, AccountId } from '../../domain/account.ts'
import type { Observed } from '../../domain/observed.ts'
import type { ServiceOrder } from '../../domain/service-order.ts'
import type { Ticket, TicketMessage } from '../../domain/ticket.ts'
import type { SubscriptionResolvers } from '../../generated/schema.ts'
import type { PaymentProgress } from '../../live/payments.ts'
import type { GraphqlContext } from '../context.ts'
import { ClientError } from '../errors.ts'
import { type GlobalId, readId } from '../ids.ts'
import { seesAccount } from '../ownership.ts'
import { badCursor, readAfter, writeCursor } from '../page.ts'
import { requireViewer } from '../viewer.ts'
import { changedRows } from './changed-rows.ts'
import { watchPayment } from './payment-status.ts'

/** A message with the account whose ticket it belongs to. */
interface AddedMessage {
  readonly accountId: AccountId
  readonly ticketId: string
  readonly message: TicketMessage
}

/**
 * `subscribe` finds out whether there is such an object for this viewer, and watches it. `resolve` runs for each event, with a context of
 * its own: rights that have ended meanwhile end the events as well.
 */
export const subscriptionResolvers: SubscriptionResolvers = {
  accountBalanceChanged: {
    subscribe: async (_parent, { accountId }, context) =>
      context.live.accounts.watch(await findAccountId(accountId, context), context.call.signal),
    resolve: (account: Observed<Account>, _args: unknown, context: GraphqlContext) => {
      assertSees(context, account.value.id)
      return account
    },
  },
  serviceOrderUpdated: {
    subscribe: async (_parent, { accountId }, context) =>
      changedRows(context.live.orders.watch(await findAccountId(accountId, context), context.call.signal), {
        rowsOf: ({ orders }) => orders,
        idOf: ({ id }) => id,
      }),
    resolve: (order: Observed<ServiceOrder>, _args: unknown, context: GraphqlContext) => {
      assertSees(context, order.value.accountId)
      return { ...order, viewer: requireViewer(context) }
    },
  },
  ticketUpdated: {
    subscribe: async (_parent, { accountId }, context) =>
      changedRows(context.live.tickets.watch(await findAccountId(accountId, context), context.call.signal), {
        rowsOf: ({ tickets }) => tickets,
        idOf: ({ id }) => id,
      }),
    resolve: (ticket: Observed<Ticket>, _args: unknown, context: GraphqlContext) => {
      assertSees(context, ticket.value.accountId)
      return { ...ticket, viewer: requireViewer(context) }
    },
  },
  ticketMessageAdded: {
    subscribe: async (_parent, { ticketId: text, after }, context) => {
      const key = await findTicketKey(text, context)
      const { signal } = context.call
      const position = readAfter(after, listOf(key))
      if (position !== null && !context.live.isMessageId(position)) throw badCursor()
      return withKey(context.live.messages.watch(key, { after: position, signal }), key)
    },
    resolve: ({ message, accountId, ticketId }: AddedMessage, _args: unknown, context: GraphqlContext) => {
      assertSees(context, accountId)
      return { cursor: writeCursor(listOf({ accountId, ticketId }), message.id), ticketMessage: message }
    },
  },
  paymentStatusChanged: {
    subscribe: (_parent, { externalId }, context) => watchPayment(externalId, context),
    resolve: (progress: PaymentProgress, _args: unknown, context: GraphqlContext) => {
      if ('intent' in progress) return progress
      assertSees(context, progress.accountId)
      return { ...progress, viewer: requireViewer(context) }
    },
  },
}

type TicketId = Extract<GlobalId, { type: 'Ticket' }>

/** As the cursors of `Ticket.messages`, so that a page can be followed by what comes. */
function listOf({ accountId, ticketId }: Omit<TicketId, 'type'>): string {
  return `messages:${accountId}:${ticketId}`
}

async function* withKey(
  messages: AsyncIterable<TicketMessage>,
  { accountId, ticketId }: Omit<TicketId, 'type'>,
): AsyncGenerator<AddedMessage, void> {
  for await (const message of messages) yield { accountId, ticketId, message }
}

/** Whoever may not see an account hears the same as of one that is not there. */
async function findAccountId(text: string, context: GraphqlContext): Promise<AccountId> {
  const id = readId(text)
  if (id?.type !== 'Account') throw new ClientError('OBJECT_NOT_FOUND')
  const key = { id: id.accountId, kind: id.kind }
  const account = await context.loaders.accounts.findAccount(requireViewer(context), key)
  if (account === null) throw new ClientError('OBJECT_NOT_FOUND')
  return account.id
}

/** Many come at once after a restart, so that they share what is read. */
async function findTicketKey(text: string, context: GraphqlContext): Promise<Omit<TicketId, 'type'>> {
  const id = readId(text)
  if (id?.type !== 'Ticket' || !seesAccount(requireViewer(context), id.accountId)) {
    throw new ClientError('OBJECT_NOT_FOUND')
  }
  if (!context.capabilities.tickets) throw new ClientError('NOT_SUPPORTED_BY_BILLING')
  const key = { accountId: id.accountId, ticketId: id.ticketId }
  if ((await context.live.findTicket(key)) === null) throw new ClientError('OBJECT_NOT_FOUND')
  return key
}

function assertSees(context: GraphqlContext, accountId: AccountId): void {
  if (!seesAccount(requireViewer(context), accountId)) throw new ClientError('FORBIDDEN')
}
