import { formatMoney, type Money } from '../../domain/money.ts'
import type { OrderAction, OrderQuote, OrderWish, ServiceOptionName } from '../../domain/service-order.ts'
import type { Language, Text } from '../language.ts'
import type { WishNames } from './consultant-names.ts'

interface Worded {
  readonly subject: string
  readonly text: string
}

/** What the provider's own people read. */
const PROVIDER_LANGUAGE: Language = 'ru'

interface Described {
  readonly wish: OrderWish
  readonly names: WishNames
  /** Null where the billing cannot tell what it would cost. */
  readonly quote: OrderQuote | null
}

/**
 * A wish in the words of a ticket. It has two readers: whoever wished reads it in his own language, and the provider's
 * people in theirs, below it where that is another.
 */
export function writeWords(described: Described, reader: Language): Worded {
  const own = writeIn(PROVIDER_LANGUAGE, described)
  if (reader === PROVIDER_LANGUAGE) return own
  const read = writeIn(reader, described)
  return { subject: `${read.subject} / ${own.subject}`, text: `${read.text}\n\n${own.subject}\n${own.text}` }
}

function writeIn(language: Language, described: Described): Worded {
  const lines = tell(described).map(([name, told]) => `${name[language]}: ${told[language]}`)
  return { subject: SUBJECTS[described.wish.action][language], text: lines.join('\n') }
}

type Line = readonly [name: Text, told: Text]

function tell({ wish, names, quote }: Described): readonly Line[] {
  const { action, serviceId, tariffId, offeringId, option, value, from, until, atNextPeriod } = wish
  return [
    ...tellObject(NAMES.service, names.service, serviceId),
    ...tellObject(NAMES.tariff, names.tariff, tariffId),
    ...tellObject(NAMES.offering, names.offering, offeringId),
    ...(option === null ? [] : tellPlain(OPTIONS[option], value)),
    ...tellPlain(NAMES.from, from),
    ...tellPlain(NAMES.until, until),
    ...(WAITS.includes(action) ? [[NAMES.when, atNextPeriod ? NEXT_PERIOD : NOW] as const] : []),
    ...(quote === null ? [] : tellCost(quote)),
  ]
}

function tellCost({ price, accrued, monthlyFee }: OrderQuote): readonly Line[] {
  return [
    ...tellPlain(NAMES.price, writeMoney(price)),
    ...(accrued.minorUnits === 0n ? [] : tellPlain(NAMES.accrued, writeMoney(accrued))),
    ...(monthlyFee.minorUnits === 0n ? [] : tellPlain(NAMES.monthlyFee, writeMoney(monthlyFee))),
  ]
}

function tellObject(name: Text, called: string | null, id: string | null): readonly Line[] {
  return id === null ? [] : tellPlain(name, called === null ? `№ ${id}` : `${called} (№ ${id})`)
}

function tellPlain(name: Text, value: string | number | null): readonly Line[] {
  return value === null ? [] : [[name, words(String(value), String(value))]]
}

function writeMoney(money: Money): string {
  return `${formatMoney(money)} ${money.currency}`
}

/** What may be ordered for the next period as well; all else has its own time. */
const WAITS: readonly OrderAction[] = ['CHANGE_TARIFF', 'DISCONNECT_SERVICE', 'CHANGE_OPTION']
const NOW: Text = words('now', 'сейчас')
const NEXT_PERIOD: Text = words('from the next period', 'со следующего периода')

const NAMES = {
  service: words('Service', 'Услуга'),
  tariff: words('Tariff', 'Тариф'),
  offering: words('Offering', 'Предложение'),
  from: words('From', 'С'),
  until: words('Until', 'До'),
  when: words('When', 'Когда'),
  price: words('Price', 'Цена'),
  accrued: words('Charged for the days so far', 'Начисление за прошедшие дни'),
  monthlyFee: words('A month afterwards', 'Абонентская плата после'),
} as const

const OPTIONS: Readonly<Record<ServiceOptionName, Text>> = {
  SPEED: words('Speed, Mbit/s', 'Скорость, Мбит/с'),
  CHANNELS: words('Channels', 'Число каналов'),
}

const SUBJECTS: Readonly<Record<OrderAction, Text>> = {
  CHANGE_TARIFF: words('Change the tariff', 'Сменить тариф'),
  CONNECT_SERVICE: words('Connect a service', 'Подключить услугу'),
  DISCONNECT_SERVICE: words('Disconnect a service', 'Отключить услугу'),
  CHANGE_OPTION: words('Change an option of a service', 'Изменить параметр услуги'),
  FREEZE_SERVICE: words('Put a service on hold', 'Приостановить услугу'),
  UNFREEZE_SERVICE: words('End the hold of a service', 'Возобновить услугу досрочно'),
  FREEZE_ACCOUNT: words('Put all services on hold', 'Приостановить все услуги'),
  UNFREEZE_ACCOUNT: words('End the hold of all services', 'Возобновить все услуги досрочно'),
  CHANGE_IP: words('Change the IP address', 'Сменить IP-адрес'),
  BUY_EQUIPMENT: words('Buy equipment', 'Купить оборудование'),
  SET_UP: words('Call the master for set-up', 'Вызвать мастера для настройки'),
}

/** Names of what stands in a list: no sentences. */
function words(en: string, ru: string): Text {
  return { en, ru }
}
