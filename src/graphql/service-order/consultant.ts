import type { TicketVerdict } from '../../cabinet/tickets.ts'
import type { OrderAction, OrderWish } from '../../domain/service-order.ts'
import type { Viewer } from '../../domain/viewer.ts'
import type { ResolversTypes } from '../../generated/schema.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import { writeCabinetRequest } from '../cabinet.ts'
import type { GraphqlContext } from '../context.ts'
import { giveOrder } from '../ordering.ts'
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

/** Where the provider places orders itself, the same wish becomes a ticket of the kind CHANGE_REQUEST, once for its key. */
export async function askConsultant(
  { wish, account, idempotencyKey }: { wish: OrderWish; account: ViewedAccount; idempotencyKey: string },
  context: GraphqlContext,
): Promise<ServiceOrderResult> {
  const { language, cabinet, capabilities } = context
  if (!capabilities.tickets)
    return writeRefusal({ reason: 'NOT_SUPPORTED', retryable: false, earliestOn: null }, language)
  const wanted = { account, category: 'CHANGE_REQUEST', ...writeWords(wish), idempotencyKey } as const
  const verdict = await giveOrder(() => cabinet.createTicket(wanted, writeCabinetRequest(context)))
  return writeTicketVerdict(verdict, { account, context })
}

function writeTicketVerdict(
  verdict: TicketVerdict,
  { account, context: { language } }: { account: ViewedAccount; context: GraphqlContext },
): ServiceOrderResult {
  const refuse = (reason: 'CLOSED_BY_OPERATOR' | 'NOT_FOUND' | 'OVERLOADED' | 'TOO_MANY_TRIES', retryable: boolean) =>
    writeRefusal({ reason, retryable, earliestOn: null }, language)
  switch (verdict.kind) {
    case 'opened': {
      const { id: accountId, viewer } = account
      const message = BECAME_TICKET[language]
      return { __typename: 'ServiceOrderBecameTicket', accountId, ticketId: verdict.ticketId, viewer, message }
    }
    case 'pending':
      return { __typename: 'ServiceOrderPending', retryable: true, message: PENDING[language] }
    case 'conflict':
      return { __typename: 'IdempotencyConflict', payment: null, retryable: false, message: CONFLICT[language] }
    case 'invalid_value': {
      const refusal = writeRefusal({ reason: 'INVALID_VALUE', retryable: false, earliestOn: null }, language)
      return { ...refusal, field: verdict.field }
    }
    case 'too_many_tries':
      return refuse('TOO_MANY_TRIES', true)
    case 'overloaded':
      return refuse('OVERLOADED', true)
    case 'account_not_found':
      return refuse('NOT_FOUND', false)
    case 'closed_by_operator':
      return refuse('CLOSED_BY_OPERATOR', false)
  }
}

/** In the consultant's language, and by the billing's own ids: the same wish is always the same words. */
function writeWords(wish: OrderWish): { subject: string; text: string } {
  const { serviceId, tariffId, offeringId, option, value, from, until, atNextPeriod } = wish
  const told: readonly (readonly [string, string | number | null])[] = [
    ['Услуга', serviceId],
    ['Тариф', tariffId],
    ['Предложение', offeringId],
    ['Параметр', option === null ? null : OPTIONS[option]],
    ['Значение', value],
    ['С', from],
    ['До', until],
    ['Когда', atNextPeriod ? 'со следующего периода' : 'сейчас'],
  ]
  const lines = told.flatMap(([name, words]) => (words === null ? [] : [`${name}: ${words}`]))
  return { subject: SUBJECTS[wish.action], text: lines.join('\n') }
}

const OPTIONS = { SPEED: 'скорость, Мбит/с', CHANNELS: 'число каналов' } as const

const SUBJECTS: Readonly<Record<OrderAction, string>> = {
  CHANGE_TARIFF: 'Сменить тариф',
  CONNECT_SERVICE: 'Подключить услугу',
  DISCONNECT_SERVICE: 'Отключить услугу',
  CHANGE_OPTION: 'Изменить параметр услуги',
  FREEZE_SERVICE: 'Приостановить услугу',
  UNFREEZE_SERVICE: 'Возобновить услугу досрочно',
  FREEZE_ACCOUNT: 'Приостановить все услуги',
  UNFREEZE_ACCOUNT: 'Возобновить все услуги досрочно',
  CHANGE_IP: 'Сменить IP-адрес',
  BUY_EQUIPMENT: 'Купить оборудование',
  SET_UP: 'Вызвать мастера для настройки',
}
