import { parseMoney } from '../domain/money.ts'
import { rightsOn, type Viewer } from '../domain/viewer.ts'
import { StoreError } from '../store/error.ts'
import { ClientError } from './errors.ts'
import type { Text } from './language.ts'

// What all mutations share by which somebody orders something.

/** Whether whoever sees an account may also order for it: its holder may, and members to whom he has given the right. */
export function mayOrderFor({ id, viewer }: { readonly id: string; readonly viewer: Viewer }): boolean {
  return rightsOn(viewer, id).includes('ORDER')
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

/** The scalar has let nothing pass that is no decimal of two places; the currency is somebody else's to say. */
export function minorUnitsOf(amount: string): bigint {
  return parseMoney(amount, 'RUB').minorUnits
}

/** What a member hears to whom that right was not given. */
export const MAY_NOT_ORDER: Text = {
  en: 'You may see this account, and order nothing for it. Ask its owner for the right.',
  ru: 'Вы можете смотреть этот счёт, но не заказывать для него. Попросите право у владельца.',
}

const REPEAT = {
  en: 'The service is not available just now. Nobody knows whether the order was kept: repeat it later with the same id, it is never carried out twice.',
  ru: 'Сервис сейчас недоступен. Неизвестно, сохранено ли поручение: повторите его позже с тем же идентификатором — дважды оно не исполнится.',
} as const
