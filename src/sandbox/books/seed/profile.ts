import { numberOf, restIdOf } from '../numbering.ts'
import type { ProfileRow } from '../types.ts'
import { REGIONS, type Region } from './catalogue.ts'
import { createCompanyName, createPersonName, fullName } from './names.ts'
import { createRandom, type Random } from './random.ts'
import { companyInn, companyKpp, personInn } from './taxNumbers.ts'

/** The holder of a group of accounts: one profile for all of them. */
export type Holder = Omit<ProfileRow, 'restId'> & { readonly displayName: string; readonly region: Region }

export const STREETS = [
  'ул. Садовая',
  'ул. Лесная',
  'ул. Школьная',
  'ул. Полевая',
  'ул. Заречная',
  'ул. Мира',
  'пр-т Строителей',
  'пер. Тихий',
  'ул. Южная',
  'наб. Речная',
  'ул. Яблоневая',
  'б-р Молодёжный',
] as const
const MAIL_DOMAINS = ['example.com', 'example.org', 'example.net'] as const

/** Invented from the position alone; `number` only makes the e-mail address. */
export function createHolder(seat: { position: number; type: 'P' | 'O'; number: string }): Holder {
  const random = createRandom(seat.position, 'profile')
  const region = random.pick(REGIONS)
  const person = createPersonName(random)
  const contact = {
    phone: `79${digits(random, 9)}`,
    email: `${seat.type === 'P' ? 'abonent' : 'office'}-${seat.number.toLowerCase()}@${random.pick(MAIL_DOMAINS)}`,
    address: createAddress(random, { city: random.pick(region.cities), flat: seat.type === 'P' }),
  }
  if (seat.type === 'P') {
    return { type: 'P', ...person, company: '', inn: '', kpp: '', ...contact, region, displayName: fullName(person) }
  }
  const soleTrader = random.whole(6) === 0
  const company = soleTrader ? `ИП ${fullName(person)}` : createCompanyName(random)
  const inn = soleTrader
    ? personInn(region.taxCode + digits(random, 8))
    : companyInn(`${region.taxCode}0${random.whole(9) + 1}${digits(random, 5)}`)
  const kpp = soleTrader ? '' : companyKpp(inn)
  const nobody = { surname: '', name: '', patronymic: '' }
  return { type: 'O', ...nobody, company, inn, kpp, ...contact, region, displayName: company }
}

/** The name of somebody who acts for the organisation at this position. */
export function createMemberName(position: number): string {
  const random = createRandom(position, 'profile')
  random.whole(2)
  return fullName(createPersonName(random))
}

export function profileOf(holder: Holder, position: number): ProfileRow {
  const { displayName: _displayName, region: _region, ...profile } = holder
  return { restId: restIdOf(position), ...profile }
}

export function seededHolder(position: number, type: 'P' | 'O'): Holder {
  return createHolder({ position, type, number: numberOf(position) })
}

function createAddress(random: Random, place: { city: string; flat: boolean }): string {
  const house = `${place.city}, ${random.pick(STREETS)}, д. ${1 + random.whole(90)}`
  return place.flat ? `${house}, кв. ${1 + random.whole(180)}` : `${house}, офис ${1 + random.whole(40)}`
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => String(random.whole(10))).join('')
}
