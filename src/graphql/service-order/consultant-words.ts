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
  readonly quote: OrderQuote
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
  const lines = tell(described).map(([name, words]) => `${name[language]}: ${words[language]}`)
  return { subject: SUBJECTS[described.wish.action][language], text: lines.join('\n') }
}

type Line = readonly [name: Text, words: Text]

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
    ...tellPlain(NAMES.price, writeMoney(quote.price)),
    ...(quote.accrued.minorUnits === 0n ? [] : tellPlain(NAMES.accrued, writeMoney(quote.accrued))),
    ...(quote.monthlyFee.minorUnits === 0n ? [] : tellPlain(NAMES.monthlyFee, writeMoney(quote.monthlyFee))),
  ]
}

function tellObject(name: Text, words: string | null, id: string | null): readonly Line[] {
  return id === null ? [] : tellPlain(name, words === null ? `№ ${id}` : `${words} (№ ${id})`)
}

function tellPlain(name: Text, words: string | number | null): readonly Line[] {
  return words === null ? [] : [[name, { en: String(words), ru: String(words) }]]
}

function writeMoney(money: Money): string {
  return `${formatMoney(money)} ${money.currency}`
}

/** What may be ordered for the next period as well; all else has its own time. */
const WAITS: readonly OrderAction[] = ['CHANGE_TARIFF', 'DISCONNECT_SERVICE', 'CHANGE_OPTION']
const NOW: Text = { en: 'now', ru: 'сейчас' }
const NEXT_PERIOD: Text = { en: 'from the next period', ru: 'со следующего периода' }

const NAMES = {
  service: { en: 'Service', ru: 'Услуга' },
  tariff: { en: 'Tariff', ru: 'Тариф' },
  offering: { en: 'Offering', ru: 'Предложение' },
  from: { en: 'From', ru: 'С' },
  until: { en: 'Until', ru: 'До' },
  when: { en: 'When', ru: 'Когда' },
  price: { en: 'Price shown', ru: 'Названная цена' },
  accrued: { en: 'Charged for the days so far', ru: 'Начисление за прошедшие дни' },
  monthlyFee: { en: 'A month afterwards', ru: 'Абонентская плата после' },
} as const satisfies Readonly<Record<string, Text>>

const OPTIONS: Readonly<Record<ServiceOptionName, Text>> = {
  SPEED: { en: 'Speed, Mbit/s', ru: 'Скорость, Мбит/с' },
  CHANNELS: { en: 'Channels', ru: 'Число каналов' },
}

const SUBJECTS: Readonly<Record<OrderAction, Text>> = {
  CHANGE_TARIFF: { en: 'Change the tariff', ru: 'Сменить тариф' },
  CONNECT_SERVICE: { en: 'Connect a service', ru: 'Подключить услугу' },
  DISCONNECT_SERVICE: { en: 'Disconnect a service', ru: 'Отключить услугу' },
  CHANGE_OPTION: { en: 'Change an option of a service', ru: 'Изменить параметр услуги' },
  FREEZE_SERVICE: { en: 'Put a service on hold', ru: 'Приостановить услугу' },
  UNFREEZE_SERVICE: { en: 'End the hold of a service', ru: 'Возобновить услугу досрочно' },
  FREEZE_ACCOUNT: { en: 'Put all services on hold', ru: 'Приостановить все услуги' },
  UNFREEZE_ACCOUNT: { en: 'End the hold of all services', ru: 'Возобновить все услуги досрочно' },
  CHANGE_IP: { en: 'Change the IP address', ru: 'Сменить IP-адрес' },
  BUY_EQUIPMENT: { en: 'Buy equipment', ru: 'Купить оборудование' },
  SET_UP: { en: 'Call the master for set-up', ru: 'Вызвать мастера для настройки' },
}
