import type { ConsultantVerdict, WordedWish } from '../../cabinet/consultant.ts'
import type { OrderWish } from '../../domain/service-order.ts'
import type { Viewer } from '../../domain/viewer.ts'
import type { ResolversTypes } from '../../generated/schema.ts'
import { type Expectation, type PlaceRefused, refuseOrder } from '../../payments/service-order-refusals.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import { writeCabinetRequest } from '../cabinet.ts'
import type { GraphqlContext } from '../context.ts'
import { giveOrder } from '../ordering.ts'
import { readNames } from './consultant-names.ts'
import { writeWords } from './consultant-words.ts'
import { BECAME_TICKET, CONFLICT, PENDING } from './texts.ts'
import { writeRefusal } from './verdicts.ts'

/** A wish that a consultant has now, and who may look at it. */
export interface TicketParent {
  readonly __typename: 'ServiceOrderBecameTicket'
  readonly accountId: string
  readonly ticketId: string
  readonly viewer: Viewer
  readonly message: string
}

type ServiceOrderResult = Awaited<ResolversTypes['ServiceOrderResult']>

interface Asked {
  readonly wish: OrderWish
  readonly account: ViewedAccount
  readonly expected: Expectation
}

/** Where the provider places orders itself, the same wish becomes a ticket of the kind CHANGE_REQUEST. */
export async function askConsultant(
  { idempotencyKey, ...asked }: Asked & { readonly idempotencyKey: string },
  context: GraphqlContext,
): Promise<ServiceOrderResult> {
  const { account, wish } = asked
  const { language, cabinet, capabilities } = context
  if (!capabilities.tickets) return writeRefusal(refuseOrder('NOT_SUPPORTED'), { viewer: account.viewer, language })
  const wanted = { account, wish, idempotencyKey, judge: () => judge(asked, context) }
  const verdict = await giveOrder(() => cabinet.askConsultant(wanted, writeCabinetRequest(context)))
  return writeTicketVerdict(verdict, { account, wish, context })
}

/** What the billing would refuse is refused here as well; a consultant could do no more. */
async function judge({ wish, account, expected }: Asked, context: GraphqlContext): Promise<WordedWish | PlaceRefused> {
  // A billing without orders knows no price and no reason: its people decide by themselves.
  const quoted = context.capabilities.orders ? await context.serviceOrders.quote(wish, expected, context.call) : null
  if (quoted?.kind === 'refused') return quoted
  const names = await readNames(wish, account, context)
  return { kind: 'worded', ...writeWords({ wish, names, quote: quoted?.quote ?? null }, context.language) }
}

function writeTicketVerdict(
  verdict: ConsultantVerdict,
  {
    account: { id: accountId, viewer },
    wish,
    context: { language },
  }: { account: ViewedAccount; wish: OrderWish; context: GraphqlContext },
): ServiceOrderResult {
  const reader = { viewer, language, wish }
  switch (verdict.kind) {
    case 'opened': {
      const message = BECAME_TICKET[language]
      return { __typename: 'ServiceOrderBecameTicket', accountId, ticketId: verdict.ticketId, viewer, message }
    }
    case 'pending':
      return { __typename: 'ServiceOrderPending', retryable: true, message: PENDING[language] }
    case 'conflict':
      return { __typename: 'IdempotencyConflict', payment: null, retryable: false, message: CONFLICT[language] }
    case 'refused':
      return writeRefusal(verdict, reader)
    case 'too_many_tries':
      return writeRefusal(refuseOrder('TOO_MANY_TRIES'), reader)
    case 'overloaded':
      return writeRefusal(refuseOrder('OVERLOADED'), reader)
    case 'account_not_found':
      return writeRefusal(refuseOrder('NOT_FOUND'), reader)
    case 'closed_by_operator':
      return writeRefusal(refuseOrder('CLOSED_BY_OPERATOR', { isLastWord: true }), reader)
  }
}
