import { type Money, parseMoney } from '../../domain/money.ts'
import type { PartnerRequest } from '../../payments/partner-desk.ts'
import { StoreError } from '../../store/error.ts'
import type { GraphqlContext } from '../context.ts'
import { ClientError } from '../errors.ts'
import { requirePartner } from '../viewer.ts'

/** The request of the partner behind a field whose rule has let nobody else pass. */
export function writeRequest(context: GraphqlContext): PartnerRequest {
  return { partner: requirePartner(context), requestId: context.caller.requestId, call: context.call }
}

/** An amount in the partner's currency; the scalar has let nothing pass that is no decimal of two places. */
export function readAmount(amount: string, { partner }: PartnerRequest): Money {
  return parseMoney(amount, partner.limits.minAmount.currency)
}

/**
 * Gives an order. When the store fails nobody knows whether the order became durable, which is no refusal; whoever hears of
 * it must know that repeating is safe.
 */
export async function giveOrder<T>(order: () => Promise<T>): Promise<T> {
  try {
    return await order()
  } catch (error) {
    if (error instanceof StoreError) throw new ClientError('SERVICE_UNAVAILABLE', REPEAT, { cause: error })
    throw error
  }
}

const REPEAT = {
  en: 'The service is not available just now. Nobody knows whether the order was kept: repeat it later with the same id, it is never carried out twice.',
  ru: 'Сервис сейчас недоступен. Неизвестно, сохранено ли поручение: повторите его позже с тем же идентификатором — дважды оно не исполнится.',
} as const
