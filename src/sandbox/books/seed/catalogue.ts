import { KIND } from '../rules.ts'
import type { TariffRow } from '../types.ts'
import { companyInn, companyKpp } from './taxNumbers.ts'

export interface Region {
  readonly id: number
  readonly name: string
  /** The first two digits of the tax numbers given out there. */
  readonly taxCode: string
  readonly cities: readonly [string, ...string[]]
}

export const REGIONS: readonly [Region, ...Region[]] = [
  { id: 1, name: 'Москва', taxCode: '77', cities: ['г. Москва'] },
  { id: 2, name: 'Тверская область', taxCode: '69', cities: ['г. Тверь', 'г. Ржев', 'г. Торжок'] },
  { id: 3, name: 'Калужская область', taxCode: '40', cities: ['г. Калуга', 'г. Обнинск'] },
  { id: 4, name: 'Тульская область', taxCode: '71', cities: ['г. Тула', 'г. Алексин', 'г. Щёкино'] },
]

export interface Operator {
  readonly id: number
  readonly name: string
  readonly inn: string
  readonly kpp: string
}

/** One brand, several legal payees. */
export const OPERATORS: readonly [Operator, ...Operator[]] = [
  operator(1, 'ООО «Домлинк»', '770904512'),
  operator(2, 'АО «Домлинк-Тверь»', '695003187'),
  operator(3, 'ООО «Кабельные сети Оки»', '402801936'),
]

/** The operator that serves each region. */
export const OPERATOR_OF_REGION: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 3 }

const PLUG_IN = 'Вставьте карту доступа в телевизор или приставку и запустите автоматический поиск каналов.'
const CABLE_GUIDE = `Подключите кабель к гнезду «Антенна» и запустите автоматический поиск каналов: тип сети — DVB-C.`
const DIGITAL_GUIDE = `1. Подключите кабель к гнезду «Антенна».\n2. ${PLUG_IN}\n3. Частота — 298 МГц, скорость — 6875, модуляция — 256 QAM.`
const IPTV_GUIDE =
  '1. Соедините приставку с роутером кабелем (порт LAN 4) или по Wi-Fi.\n2. Включите приставку и введите номер договора & пароль от личного кабинета.\n3. Дождитесь списка каналов: это занимает до <5> минут.'

const GUIDES: Readonly<Record<number, string>> = {
  [KIND.cable]: CABLE_GUIDE,
  [KIND.digital]: DIGITAL_GUIDE,
  [KIND.iptv]: IPTV_GUIDE,
}

/** What everybody may have, in kopecks a month. A negotiated tariff comes on top of it for its one owner. */
export const TARIFFS: readonly TariffRow[] = [
  tariff(1, {
    name: 'Интернет 100',
    kind: KIND.internet,
    fee: 450_00n,
    speed: 100,
    description: 'Почта, музыка и фильмы для одного-двух человек.',
  }),
  tariff(2, {
    name: 'Интернет 300',
    kind: KIND.internet,
    fee: 600_00n,
    speed: 300,
    description: 'Для семьи: видео в 4K на двух экранах сразу.',
  }),
  tariff(3, {
    name: 'Интернет 1000',
    kind: KIND.internet,
    fee: 900_00n,
    speed: 1000,
    description: 'Игры, большие файлы и видеосвязь без ожидания.',
  }),
  mix(11, { name: 'Микс Старт: интернет 100 и 60 каналов', fee: 650_00n, speed: 100, channels: 60 }),
  mix(12, { name: 'Микс Дом: интернет 300 и 130 каналов', fee: 850_00n, speed: 300, channels: 130 }),
  mix(13, { name: 'Микс Макс: интернет 1000 и 210 каналов', fee: 1_250_00n, speed: 1000, channels: 210 }),
  television(21, { name: 'Кабельное ТВ Социальный', kind: KIND.cable, fee: 180_00n, channels: 24 }),
  television(22, { name: 'Кабельное ТВ Базовый', kind: KIND.cable, fee: 260_00n, channels: 66 }),
  television(23, { name: 'Кабельное ТВ Тверской', kind: KIND.cable, fee: 215_00n, regionId: 2, channels: 48 }),
  television(24, { name: 'Кабельное ТВ Калужский', kind: KIND.cable, fee: 230_00n, regionId: 3, channels: 52 }),
  television(31, { name: 'Цифровое ТВ Стандарт', kind: KIND.digital, fee: 320_00n, channels: 90 }),
  television(32, { name: 'Цифровое ТВ Кино и спорт', kind: KIND.digital, fee: 479_50n, channels: 140 }),
  television(33, { name: 'Цифровое ТВ Тульский', kind: KIND.digital, fee: 299_90n, regionId: 4, channels: 96 }),
  television(41, { name: 'IPTV Лёгкий', kind: KIND.iptv, fee: 199_00n, channels: 75 }),
  television(42, { name: 'IPTV Полный', kind: KIND.iptv, fee: 549_90n, channels: 180 }),
  tariff(61, {
    name: 'Статический IP-адрес',
    kind: KIND.extra,
    fee: 150_00n,
    description: 'Адрес, который не меняется: для камер и удалённой работы.',
  }),
  tariff(62, { name: 'Антивирус', kind: KIND.extra, fee: 99_90n }),
  tariff(63, { name: 'Родительский контроль', kind: KIND.extra, fee: 59_00n }),
  tariff(64, {
    name: 'Аренда роутера',
    kind: KIND.extra,
    fee: 120_00n,
    description: 'Двухдиапазонный роутер, замена при поломке бесплатна.',
  }),
  tariff(71, { name: 'Видеонаблюдение, одна камера', kind: KIND.video, fee: 300_00n }),
  tariff(72, {
    name: 'Видеонаблюдение, четыре камеры',
    kind: KIND.video,
    fee: 890_00n,
    description: 'Запись хранится 14 дней.',
  }),
  tariff(81, { name: 'Домофон', kind: KIND.intercom, fee: 65_00n }),
  tariff(82, {
    name: 'Умный домофон',
    kind: KIND.intercom,
    fee: 129_50n,
    description: 'Дверь открывается с телефона.',
  }),
]

/** What people of a region take instead of a tariff that is the same everywhere. */
const REGIONAL_INSTEAD: Readonly<Record<number, Readonly<Record<number, number>>>> = {
  2: { 22: 23 },
  3: { 22: 24 },
  4: { 31: 33 },
}

const TARIFF_BY_ID = new Map(TARIFFS.map((row) => [row.id, row]))

/** A public tariff that the seed counts on. */
export function publicTariff(id: number): TariffRow {
  const found = TARIFF_BY_ID.get(id)
  if (!found) throw new RangeError(`There is no tariff ${id}.`)
  return found
}

/** The tariff of the region that is taken instead of this one, where there is one. */
export function regionalTariff(row: TariffRow, regionId: number): TariffRow {
  const instead = REGIONAL_INSTEAD[regionId]?.[row.id]
  return instead === undefined ? row : publicTariff(instead)
}

/** A tariff that was negotiated for one organisation. */
export function negotiatedTariff(row: Pick<TariffRow, 'id' | 'name' | 'fee' | 'speed' | 'ownerAccount'>): TariffRow {
  return tariff(row.id, { kind: KIND.internet, description: 'Условия согласованы отдельно.', ...row })
}

function tariff(id: number, rest: Pick<TariffRow, 'name' | 'kind' | 'fee'> & Partial<TariffRow>): TariffRow {
  const nothing = { speed: 0, regionId: 0, ownerAccount: 0, components: [], channels: 0, guide: '', description: '' }
  return { id, ...nothing, ...rest }
}

function mix(id: number, rest: Pick<TariffRow, 'name' | 'fee' | 'speed' | 'channels'>): TariffRow {
  const description = `Интернет ${rest.speed} Мбит/с и цифровое телевидение одним платежом.`
  const components = [KIND.internet, KIND.digital]
  return tariff(id, { kind: KIND.mix, components, guide: DIGITAL_GUIDE, description, ...rest })
}

function television(
  id: number,
  rest: Pick<TariffRow, 'name' | 'kind' | 'fee' | 'channels'> & Partial<TariffRow>,
): TariffRow {
  return tariff(id, { guide: GUIDES[rest.kind] ?? '', description: `Каналов: ${rest.channels}.`, ...rest })
}

function operator(id: number, name: string, nineDigits: string): Operator {
  const inn = companyInn(nineDigits)
  return { id, name, inn, kpp: companyKpp(inn) }
}
