import { KIND } from '../rules.ts'
import type { ChannelRow, TariffRow } from '../types.ts'

/** How a channel's name begins, and its genre. Nobody broadcasts any of these. */
const GENRES = [
  ['Первый', 'Общий'],
  ['Кино', 'Кино'],
  ['Спорт', 'Спорт'],
  ['Детский', 'Детям'],
  ['Новости', 'Новости'],
  ['Музыка', 'Музыка'],
  ['Наука', 'Познавательный'],
  ['Сериал', 'Сериалы'],
  ['Дача', 'Хобби'],
  ['Охота & рыбалка', 'Хобби'],
  ['История', 'Познавательный'],
  ['Путешествия', 'Путешествия'],
  ['Театр', 'Культура'],
  ['Край', ''],
] as const

const STEMS = [
  'Ладья',
  'Кедр',
  'Бриз',
  'Гранит',
  'Лотос',
  'Метель',
  'Окоём',
  'Полынь',
  'Росинка',
  'Самоцвет',
  'Туесок',
  'Уют',
  'Филин',
  'Хвоя',
  'Чайка',
  'Ясень',
] as const

/** The channels of a tariff: a bigger package of the same kind begins with those of the smaller one. */
export function deriveChannels(tariff: TariffRow): ChannelRow[] {
  return Array.from({ length: tariff.channels }, (_, place) => channelAt(place, tariff))
}

function channelAt(place: number, { id, kind }: TariffRow): ChannelRow {
  const [prefix, genre] = GENRES[place % GENRES.length] ?? GENRES[0]
  const stem = STEMS[Math.floor(place / GENRES.length) % STEMS.length] ?? STEMS[0]
  const isHd = kind !== KIND.cable && place % 3 === 1
  // The tenth button is kept free for the house's own camera.
  const number = place < 9 ? place + 1 : place + 2
  return { tariffId: id, number, name: `${prefix} ${stem}${isHd ? ' HD' : ''}`, genre, isHd }
}
