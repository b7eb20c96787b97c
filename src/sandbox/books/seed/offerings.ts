import { KIND } from '../rules.ts'
import type { OfferingRow } from '../types.ts'
import { publicTariff, REGIONS } from './catalogue.ts'

type Offered = Omit<OfferingRow, 'regionId'> & { readonly regionId: number | null }

/** What can be ordered on top of a tariff. Services have the id of the tariff that they are connected with. */
const OFFERED: readonly Offered[] = [
  service(61, { price: 0n, description: 'Включается в течение часа, роутер нужно перезагрузить.' }),
  service(62, { price: 0n, description: 'До трёх устройств.' }),
  service(63, { price: 0n }),
  service(64, { price: 300_00n, description: 'Доставка включена в цену подключения.' }),
  service(71, { price: 1_500_00n, description: 'С установкой камеры.' }),
  service(72, { price: 4_900_00n, description: 'С установкой четырёх камер.' }),
  service(81, { price: 350_00n }),
  service(82, { price: 990_50n }),
  thing(201, {
    kind: KIND.internet,
    name: 'Роутер AX-1800',
    price: 3_490_00n,
    description: 'Wi-Fi 6, четыре порта 1 Гбит/с.',
  }),
  thing(202, { kind: KIND.internet, name: 'Роутер N-300', price: 1_290_00n }),
  thing(211, {
    kind: KIND.iptv,
    name: 'ТВ-приставка IPTV-4K',
    price: 4_250_00n,
    description: 'HDMI & Wi-Fi, пульт в комплекте.',
  }),
  thing(212, { kind: KIND.digital, name: 'ТВ-приставка DVB-C', price: 1_890_90n }),
  thing(221, { kind: KIND.video, name: 'Камера уличная 4 Мп', price: 5_600_00n }),
  thing(231, { kind: KIND.intercom, name: 'Трубка домофона', price: 890_00n }),
  thing(232, { kind: KIND.intercom, name: 'Видеопанель домофона', price: 7_350_00n, description: 'Экран 7".' }),
  work(301, {
    kind: KIND.internet,
    name: 'Настройка Wi-Fi',
    price: 500_00n,
    description: 'До трёх устройств, около часа.',
  }),
  work(302, { kind: KIND.digital, name: 'Настройка телевизора', price: 400_00n }),
  // Masters in the capital cost more.
  {
    ...work(311, { kind: KIND.internet, name: 'Прокладка кабеля по квартире, до 10 м', price: 1_200_00n }),
    regionId: 1,
  },
  ...[2, 3, 4].map((regionId) => ({
    ...work(310 + regionId, { kind: KIND.internet, name: 'Прокладка кабеля по квартире, до 10 м', price: 850_50n }),
    regionId,
  })),
]

/** One row for each region that it is offered in. */
export const OFFERINGS: readonly OfferingRow[] = REGIONS.flatMap(({ id: regionId }) =>
  OFFERED.filter((offered) => offered.regionId === null || offered.regionId === regionId).map((offered) => ({
    ...offered,
    regionId,
  })),
)

function service(tariffId: number, rest: { price: bigint; description?: string }): Offered {
  const { kind, name, fee, description } = publicTariff(tariffId)
  return { id: tariffId, regionId: null, type: 'S', kind, name, fee, description, ...rest }
}

type Priced = Pick<OfferingRow, 'kind' | 'name' | 'price'> & { readonly description?: string }

function thing(id: number, rest: Priced): Offered {
  return { id, regionId: null, type: 'E', fee: 0n, description: '', ...rest }
}

function work(id: number, rest: Priced): Offered {
  return { id, regionId: null, type: 'W', fee: 0n, description: '', ...rest }
}
