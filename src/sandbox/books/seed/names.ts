import type { Random } from './random.ts'

export interface PersonName {
  readonly surname: string
  readonly name: string
  readonly patronymic: string
}

type Pair = readonly [male: string, female: string]

/** Male forms that take an "а" for a woman. */
const SURNAMES = [
  'Абрамов',
  'Агафонов',
  'Бирюков',
  'Быстров',
  'Вавилов',
  'Воронин',
  'Гаврилов',
  'Глухов',
  'Дементьев',
  'Дорохин',
  'Елисеев',
  'Ермолин',
  'Жданов',
  'Завьялов',
  'Зимин',
  'Игнатьев',
  'Ильин',
  'Калашников',
  'Карпов',
  'Климов',
  'Костин',
  'Лаптев',
  'Лукин',
  'Малышев',
  'Митин',
  'Назаров',
  'Никонов',
  'Овсянников',
  'Осипов',
  'Панфилов',
  'Пахомов',
  'Рожков',
  'Рябинин',
  'Савин',
  'Селезнёв',
  'Тарасов',
  'Трошин',
  'Уваров',
  'Фадеев',
  'Фомин',
  'Харитонов',
  'Царёв',
  'Черкасов',
  'Шубин',
  'Щукин',
  'Юдин',
  'Яковлев',
  'Ясенев',
] as const

const MALE_NAMES = [
  'Алексей',
  'Андрей',
  'Борис',
  'Вадим',
  'Виктор',
  'Глеб',
  'Денис',
  'Евгений',
  'Игорь',
  'Кирилл',
  'Михаил',
  'Никита',
  'Олег',
  'Павел',
  'Роман',
  'Степан',
  'Тимур',
  'Юрий',
] as const
const FEMALE_NAMES = [
  'Алла',
  'Анна',
  'Вера',
  'Галина',
  'Дарья',
  'Елена',
  'Жанна',
  'Зоя',
  'Инна',
  'Ксения',
  'Лариса',
  'Мария',
  'Нина',
  'Ольга',
  'Полина',
  'Раиса',
  'Светлана',
  'Юлия',
] as const
const PATRONYMICS: readonly [Pair, ...Pair[]] = [
  ['Алексеевич', 'Алексеевна'],
  ['Андреевич', 'Андреевна'],
  ['Борисович', 'Борисовна'],
  ['Викторович', 'Викторовна'],
  ['Денисович', 'Денисовна'],
  ['Евгеньевич', 'Евгеньевна'],
  ['Игоревич', 'Игоревна'],
  ['Ильич', 'Ильинична'],
  ['Кириллович', 'Кирилловна'],
  ['Львович', 'Львовна'],
  ['Михайлович', 'Михайловна'],
  ['Николаевич', 'Николаевна'],
  ['Олегович', 'Олеговна'],
  ['Павлович', 'Павловна'],
  ['Романович', 'Романовна'],
  ['Сергеевич', 'Сергеевна'],
  ['Юрьевич', 'Юрьевна'],
]

const COMPANY_FORMS = ['ООО', 'ООО', 'ООО', 'АО', 'ТСЖ'] as const
const COMPANY_FIRST = [
  'Север',
  'Восток',
  'Волга',
  'Ока',
  'Нева',
  'Строй',
  'Торг',
  'Агро',
  'Транс',
  'Мед',
  'Энерго',
  'Текст',
] as const
const COMPANY_LAST = [
  'Сервис',
  'Монтаж',
  'Проект',
  'Альянс',
  'Ресурс',
  'Инвест',
  'Снаб',
  'Комплект',
  'Групп',
  'Центр',
] as const

/** A person's full name; all three words agree in gender. */
export function createPersonName(random: Random): PersonName {
  const female = random.whole(2) === 1
  const surname = random.pick(SURNAMES)
  const [male, femalePatronymic] = random.pick(PATRONYMICS)
  return female
    ? { surname: `${surname}а`, name: random.pick(FEMALE_NAMES), patronymic: femalePatronymic }
    : { surname, name: random.pick(MALE_NAMES), patronymic: male }
}

export function createCompanyName(random: Random): string {
  return `${random.pick(COMPANY_FORMS)} «${random.pick(COMPANY_FIRST)}${random.pick(COMPANY_LAST)}»`
}

export function fullName({ surname, name, patronymic }: PersonName): string {
  return `${surname} ${name} ${patronymic}`
}
