import type { Tariff } from './lanbilling-state.ts'

/** Invented names and texts. A tax number has right check digits, and belongs to nobody that is meant. */
export const SURNAMES = ['Петров', 'Кузнецов', 'Соколов', 'Лебедев', 'Морозов', 'Волков', 'Зайцев', 'Орлов', 'Громов']
export const PERSON_NAMES = ['Иван', 'Андрей', 'Сергей', 'Олег', 'Павел', 'Николай', 'Дмитрий']
export const PATRONYMICS = ['Ильич', 'Петрович', 'Олегович', 'Андреевич', 'Сергеевич']
export const STREETS = ['ул. Садовая', 'ул. Лесная', 'пр. Мира', 'ул. Речная', 'ул. Полевая']

export const ORGANIZATIONS = [
  'ООО «Вектор»',
  'ИП Белова & Ко',
  'ООО «Ладья <Плюс>»',
  'АО «Меркурий»',
  'ООО «Сфера»',
  'ООО «Дельта-М»',
  'ТСЖ «Садовая, 7»',
  'ООО «Аптека №1»',
  'ООО «Пекарь»',
  'ООО «Рассвет»',
  'ООО «Контур»',
  'ГСК «Мотор»',
  'ООО «Стройлес»',
  'ООО «Заря»',
].map((name, index) => ({ name, inn: withCheckDigit(631_500_100 + index * 7), kpp: `6315010${10 + index}` }))

const PLAIN = { unavaliable: 0, archive: 0, shape: 0 }

/** 1xx internet, 2xx television, 3xx telephony. 104 is not for subscribers to choose; 109 is in the archive. */
export const TARIFFS: readonly Tariff[] = [
  {
    ...PLAIN,
    tarid: 101,
    type: 0,
    agentid: 1,
    descr: 'Домашний 100',
    descrfull: 'До 100 Мбит/с',
    rent: 550,
    shape: 102_400,
  },
  {
    ...PLAIN,
    tarid: 102,
    type: 0,
    agentid: 1,
    descr: 'Домашний 300',
    descrfull: 'До 300 Мбит/с',
    rent: 700,
    shape: 307_200,
  },
  { ...PLAIN, tarid: 103, type: 0, agentid: 1, descr: 'Домашний 500', descrfull: '', rent: 900.5, shape: 512_000 },
  { ...PLAIN, tarid: 104, type: 0, agentid: 1, descr: 'Корпоративный', descrfull: '', rent: 4000, unavaliable: 1 },
  {
    ...PLAIN,
    tarid: 109,
    type: 0,
    agentid: 1,
    descr: 'Домашний 2015',
    descrfull: '',
    rent: 350,
    shape: 20_480,
    archive: 1,
  },
  { ...PLAIN, tarid: 201, type: 5, agentid: 2, descr: 'ТВ Базовый', descrfull: '80 каналов', rent: 250 },
  { ...PLAIN, tarid: 202, type: 5, agentid: 2, descr: 'ТВ Кино', descrfull: '120 каналов', rent: 390.9 },
  { ...PLAIN, tarid: 301, type: 3, agentid: 3, descr: 'Городской телефон', descrfull: '', rent: 199 },
]

export const TICKET_SUBJECTS = [
  { name: 'Нет доступа в интернет', classid: 1, text: 'С утра не горит лампочка Link.' },
  { name: 'Смена тарифа', classid: 2, text: 'Хочу перейти на тариф побыстрее.' },
  { name: 'Вопрос по счёту', classid: 3, text: 'За что списано 12 рублей?\nРаньше такого не было.' },
  { name: 'Вызов мастера', classid: 4, text: 'Нужно перенести розетку & кабель.' },
]

/** A tax number of ten digits from its first nine. */
function withCheckDigit(first: number): string {
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8]
  const digits = String(first).split('').map(Number)
  const sum = digits.reduce((total, digit, place) => total + digit * (weights[place] ?? 0), 0)
  return `${first}${(sum % 11) % 10}`
}
