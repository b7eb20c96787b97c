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

export const KIND = { internet: 1, cable: 2, digital: 3, iptv: 4, mix: 5, extra: 6, video: 7, intercom: 8 } as const

/** What everybody may have, in kopecks a month. A negotiated tariff comes on top of it for its one owner. */
export const TARIFFS: readonly TariffRow[] = [
  tariff(1, { name: 'Интернет 100', kind: KIND.internet, fee: 450_00n, speed: 100 }),
  tariff(2, { name: 'Интернет 300', kind: KIND.internet, fee: 600_00n, speed: 300 }),
  tariff(3, { name: 'Интернет 1000', kind: KIND.internet, fee: 900_00n, speed: 1000 }),
  tariff(11, { name: 'Микс Старт: интернет 100 и 60 каналов', kind: KIND.mix, fee: 650_00n, speed: 100 }),
  tariff(12, { name: 'Микс Дом: интернет 300 и 130 каналов', kind: KIND.mix, fee: 850_00n, speed: 300 }),
  tariff(13, { name: 'Микс Макс: интернет 1000 и 210 каналов', kind: KIND.mix, fee: 1_250_00n, speed: 1000 }),
  tariff(21, { name: 'Кабельное ТВ Социальный', kind: KIND.cable, fee: 180_00n }),
  tariff(22, { name: 'Кабельное ТВ Базовый', kind: KIND.cable, fee: 260_00n }),
  tariff(23, { name: 'Кабельное ТВ Тверской', kind: KIND.cable, fee: 215_00n, regionId: 2 }),
  tariff(31, { name: 'Цифровое ТВ Стандарт', kind: KIND.digital, fee: 320_00n }),
  tariff(32, { name: 'Цифровое ТВ Кино и спорт', kind: KIND.digital, fee: 479_50n }),
  tariff(41, { name: 'IPTV Лёгкий', kind: KIND.iptv, fee: 199_00n }),
  tariff(42, { name: 'IPTV Полный', kind: KIND.iptv, fee: 549_90n }),
  tariff(61, { name: 'Статический IP-адрес', kind: KIND.extra, fee: 150_00n }),
  tariff(62, { name: 'Антивирус', kind: KIND.extra, fee: 99_90n }),
  tariff(63, { name: 'Родительский контроль', kind: KIND.extra, fee: 59_00n }),
  tariff(64, { name: 'Аренда роутера', kind: KIND.extra, fee: 120_00n }),
  tariff(71, { name: 'Видеонаблюдение, одна камера', kind: KIND.video, fee: 300_00n }),
  tariff(72, { name: 'Видеонаблюдение, четыре камеры', kind: KIND.video, fee: 890_00n }),
  tariff(81, { name: 'Домофон', kind: KIND.intercom, fee: 65_00n }),
  tariff(82, { name: 'Умный домофон', kind: KIND.intercom, fee: 129_50n }),
]

const TARIFF_BY_ID = new Map(TARIFFS.map((row) => [row.id, row]))

/** A public tariff that the seed counts on. */
export function publicTariff(id: number): TariffRow {
  const found = TARIFF_BY_ID.get(id)
  if (!found) throw new RangeError(`There is no tariff ${id}.`)
  return found
}

function tariff(
  id: number,
  rest: Pick<TariffRow, 'name' | 'kind' | 'fee'> & Partial<Pick<TariffRow, 'speed' | 'regionId'>>,
): TariffRow {
  return { id, speed: 0, regionId: 0, ownerAccount: 0, ...rest }
}

function operator(id: number, name: string, nineDigits: string): Operator {
  const inn = companyInn(nineDigits)
  return { id, name, inn, kpp: companyKpp(inn) }
}
