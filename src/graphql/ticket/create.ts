import type { TicketVerdict } from '../../cabinet/tickets.ts'
import { rightsOn } from '../../domain/viewer.ts'
import type { MutationResolvers, ResolversTypes, TicketRefusalCode } from '../../generated/schema.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import { writeCabinetRequest } from '../cabinet.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId } from '../ids.ts'
import { giveOrder } from '../ordering.ts'
import { typeNameOf } from '../type-name.ts'
import { findAccountById } from './account.ts'
import { TICKET_PENDING, TICKET_TEXTS } from './texts.ts'

export const ticketMutations: Required<Pick<MutationResolvers, 'createTicket'>> = {
  createTicket: async (_parent, { input }, context) => {
    if (!context.capabilities.tickets) return refuse('NOT_SUPPORTED', context)
    const { category, subject, text, idempotencyKey } = input
    if (category === 'UNKNOWN') return refuse('INVALID_VALUE', context, { field: 'category' })
    const account = await findAccount(input.accountId, context)
    if (account === 'unavailable') return refuse('BILLING_UNAVAILABLE', context, { retryable: true })
    if (account === null) return refuse('ACCOUNT_NOT_FOUND', context, { field: 'accountId' })
    if (!rightsOn(account.viewer, account.id).includes('SUPPORT')) return refuse('NOT_ALLOWED', context)
    const wanted = { account, category, subject, text, idempotencyKey }
    const verdict = await giveOrder(() => context.cabinet.createTicket(wanted, writeCabinetRequest(context)))
    return writeVerdict(verdict, account, context)
  },
}

export const createTicketResolvers: Complete<'CreateTicketResult' | 'TicketOpened'> = {
  CreateTicketResult: { __resolveType: typeNameOf },
  TicketOpened: {
    number: ({ ticketId }) => ticketId,
    ticket: ({ account, ticketId }, _args, { loaders }) =>
      loaders.tickets.findTicket(account.viewer, { accountId: account.id, ticketId }),
  },
}

/** A ticket that is open, and not read yet. */
export interface OpenedTicket {
  readonly __typename: 'TicketOpened'
  readonly account: ViewedAccount
  readonly ticketId: string
}

async function findAccount(text: string, context: GraphqlContext): Promise<ViewedAccount | null | 'unavailable'> {
  const id = readId(text)
  if (id?.type !== 'Account') return null
  return findAccountById(id.accountId, context, id.kind)
}

type CreateTicketResult = Awaited<ResolversTypes['CreateTicketResult']>

function writeVerdict(verdict: TicketVerdict, account: ViewedAccount, context: GraphqlContext): CreateTicketResult {
  switch (verdict.kind) {
    case 'opened':
      return { __typename: 'TicketOpened', account, ticketId: verdict.ticketId }
    case 'pending':
      return { __typename: 'TicketPending', message: TICKET_PENDING[context.language], retryable: true }
    case 'conflict':
      return refuse('IDEMPOTENCY_CONFLICT', context, { field: 'idempotencyKey' })
    case 'too_many_tries':
      return refuse('TOO_MANY_TRIES', context, { ...verdict, retryable: true })
    case 'overloaded':
      return refuse('OVERLOADED', context, { retryable: true })
    case 'invalid_value':
      return refuse('INVALID_VALUE', context, verdict)
    case 'account_not_found':
      return refuse('ACCOUNT_NOT_FOUND', context, { field: 'accountId' })
    case 'closed_by_operator':
      return refuse('CLOSED_BY_OPERATOR', context)
  }
}

interface Details {
  readonly field?: string | null
  readonly retryable?: boolean
  readonly retryAfterSeconds?: number
}

function refuse(
  code: TicketRefusalCode,
  { language }: GraphqlContext,
  { field = null, retryable = false, retryAfterSeconds }: Details = {},
) {
  const message = TICKET_TEXTS[code][language]
  const wait = retryAfterSeconds ?? null
  return { __typename: 'TicketRefused', code, field, message, retryable, retryAfterSeconds: wait } as const
}
