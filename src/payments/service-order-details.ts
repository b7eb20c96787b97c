import type { Intent } from '../domain/payment-intent.ts'
import type { OrderAction, OrderWish, ServiceOptionName, ServiceOrder } from '../domain/service-order.ts'

/** What is asked for as the intent keeps it: JSON with its words in one order. */
export function writeDetails(wish: OrderWish): string {
  return JSON.stringify(wordsOf(wish))
}

/** All that makes two wishes the same. */
export function wordsOf(wish: OrderWish): readonly (string | number | boolean | null)[] {
  const { action, accountId, serviceId, tariffId, offeringId, option, value, from, until, atNextPeriod } = wish
  return [action, accountId, serviceId, tariffId, offeringId, option, value, from, until, atNextPeriod]
}

/** The wish of a stored intent. What no version of this program has written is an error of the store. */
export function readDetails({ id, details }: Pick<Intent, 'id' | 'details'>): OrderWish {
  const words: unknown = JSON.parse(details ?? 'null')
  if (!Array.isArray(words)) throw unreadable(id)
  const [action, accountId, serviceId, tariffId, offeringId, option, value, from, until, atNextPeriod]: unknown[] =
    words
  if (!isAction(action) || typeof accountId !== 'string' || typeof atNextPeriod !== 'boolean') throw unreadable(id)
  return {
    action,
    accountId,
    serviceId: readText(serviceId),
    tariffId: readText(tariffId),
    offeringId: readText(offeringId),
    option: isOption(option) ? option : null,
    value: typeof value === 'number' ? value : null,
    from: readText(from),
    until: readText(until),
    atNextPeriod,
  }
}

/** Whether an order of the billing is the one that was wished for. What is connected has got its service since. */
export function isSameWish(wish: OrderWish, order: ServiceOrder): boolean {
  return (
    order.accountId === wish.accountId &&
    order.action === wish.action &&
    (wish.serviceId === null || order.serviceId === wish.serviceId) &&
    order.tariffId === wish.tariffId &&
    order.offeringId === wish.offeringId &&
    order.option === wish.option &&
    order.value === wish.value &&
    order.from === wish.from &&
    order.until === wish.until &&
    order.atNextPeriod === wish.atNextPeriod
  )
}

const ACTIONS: Readonly<Record<OrderAction, true>> = {
  CHANGE_TARIFF: true,
  CONNECT_SERVICE: true,
  DISCONNECT_SERVICE: true,
  CHANGE_OPTION: true,
  FREEZE_SERVICE: true,
  UNFREEZE_SERVICE: true,
  FREEZE_ACCOUNT: true,
  UNFREEZE_ACCOUNT: true,
  CHANGE_IP: true,
  BUY_EQUIPMENT: true,
  SET_UP: true,
}

function isAction(word: unknown): word is OrderAction {
  return typeof word === 'string' && Object.hasOwn(ACTIONS, word)
}

function isOption(word: unknown): word is ServiceOptionName {
  return word === 'SPEED' || word === 'CHANNELS'
}

function readText(word: unknown): string | null {
  return typeof word === 'string' ? word : null
}

function unreadable(id: string): Error {
  return new Error(
    `The details of the order ${id} cannot be read. A newer program may have written them: run that one.`,
  )
}
