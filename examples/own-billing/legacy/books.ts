// The books of a small provider's billing, as such programs keep them: sums are doubles, dates are local text without a zone,
// and the same document number is taken twice without a question.

export interface Customer {
  readonly id: number
  readonly agreement: string
  readonly type: 'person' | 'company'
  readonly title: string
  readonly phone: string
  readonly email: string
  readonly address: string
  readonly inn: string
  readonly kpp: string
  state: 'on' | 'debt' | 'pause' | 'closed'
  readonly limit: number
  /** What has been charged so far. */
  readonly charges: number[]
}

export interface Person {
  readonly id: number
  readonly login: string
  readonly password: string
  readonly name: string
  readonly customers: readonly number[]
}

export interface Plan {
  readonly id: number
  readonly title: string
  readonly kind: 'net' | 'tv'
  readonly price: number
  readonly mbit: number
  readonly channels: number
  /** Whether it can be chosen. */
  readonly open: boolean
}

export interface Subscription {
  readonly id: number
  readonly customer: number
  readonly plan: number
  readonly state: 'on' | 'debt' | 'pause' | 'off'
  /** dd.MM.yyyy */
  readonly since: string
}

export interface Payment {
  readonly number: number
  readonly customer: number
  readonly sum: number
  readonly kind: number
  readonly docno: string
  /** dd.MM.yyyy HH:mm:ss */
  readonly paid: string
  readonly booked: string
  /** Milliseconds since the epoch; only the desk sees these. */
  readonly bookedAt: number
  readonly paidAt: number
  readonly clerk: string
}

export interface Books {
  readonly customers: Customer[]
  readonly persons: Person[]
  readonly plans: readonly Plan[]
  readonly subscriptions: readonly Subscription[]
  /** In the order of booking. */
  readonly payments: Payment[]
}

const person = { type: 'person', inn: '', kpp: '', limit: 0 } as const

const CUSTOMERS: readonly Customer[] = [
  {
    ...person,
    id: 7,
    agreement: '007123',
    title: 'Рябинина Анна Петровна',
    phone: '8 (900) 000-11-22',
    email: 'anna@example.net',
    address: 'Заречная, 5, кв. 12',
    state: 'on',
    charges: [300.15, 300.15, 99.4],
  },
  {
    ...person,
    id: 8,
    agreement: '100200',
    title: 'Рябинина Анна Петровна',
    phone: '8 (900) 000-11-22',
    email: '',
    address: 'Дачная, 1',
    state: 'debt',
    charges: [450],
  },
  {
    ...person,
    id: 9,
    agreement: '200300',
    type: 'company',
    title: 'ООО «Ромашка»',
    phone: '',
    email: 'buh@example.net',
    address: 'Мира, 40',
    inn: '7700000002',
    kpp: '770001001',
    state: 'on',
    limit: 1000,
    charges: [2500, 2500],
  },
  {
    ...person,
    id: 10,
    agreement: '100999',
    title: 'Тополев Иван',
    phone: '',
    email: '',
    address: 'Заречная, 5, кв. 3',
    state: 'closed',
    charges: [],
  },
]

const PLANS: readonly Plan[] = [
  { id: 1, title: 'Домашний 50', kind: 'net', price: 300.15, mbit: 50, channels: 0, open: true },
  { id: 2, title: 'Домашний 100', kind: 'net', price: 450, mbit: 100, channels: 0, open: true },
  { id: 3, title: 'Архивный', kind: 'net', price: 99.4, mbit: 2, channels: 0, open: false },
  { id: 4, title: 'ТВ 120', kind: 'tv', price: 199.99, mbit: 0, channels: 120, open: true },
  { id: 5, title: 'Офис', kind: 'net', price: 2500, mbit: 300, channels: 0, open: true },
]

const SUBSCRIPTIONS: readonly Subscription[] = [
  { id: 501, customer: 7, plan: 1, state: 'on', since: '03.02.2021' },
  { id: 502, customer: 7, plan: 4, state: 'pause', since: '' },
  { id: 503, customer: 8, plan: 2, state: 'debt', since: '01.12.2024' },
  { id: 504, customer: 9, plan: 5, state: 'on', since: '15.07.2019' },
]

const PERSONS: readonly Person[] = [
  { id: 70, login: 'anna', password: 'demo', name: 'Рябинина Анна Петровна', customers: [7, 8] },
  { id: 90, login: 'romashka', password: 'demo', name: 'ООО «Ромашка»', customers: [9] },
  { id: 99, login: 'ivan', password: 'demo', name: 'Тополев Иван', customers: [10] },
]

export function openBooks(now: () => number): Books {
  const customers = CUSTOMERS.map((customer) => ({ ...customer, charges: [...customer.charges] }))
  const books: Books = { customers, persons: [...PERSONS], plans: PLANS, subscriptions: SUBSCRIPTIONS, payments: [] }
  const cash = { kind: 1, docno: '', paidAt: now(), clerk: 'kassa' }
  for (const [customer, sum] of [
    [7, 500.1],
    [7, 250.2],
    [8, 100],
    [9, 6000],
  ] as const) {
    book(books, { ...cash, customer, sum }, now())
  }
  for (let week = 1; week <= 12; week += 1) book(books, { ...cash, customer: 9, sum: 100.1 * week }, now())
  return books
}

/** Whatever is asked for is booked, whether its document number is there already or not. */
export function book(
  books: Books,
  order: Omit<Payment, 'number' | 'booked' | 'bookedAt' | 'paid'>,
  now: number,
): Payment {
  const number = 9000 + books.payments.length + 1
  const payment = { ...order, number, paid: writeLocal(order.paidAt), booked: writeLocal(now), bookedAt: now }
  books.payments.push(payment)
  return payment
}

export interface Account {
  readonly balance: number
  readonly paid: number
  readonly spent: number
}

/** Sums of doubles, with whatever noise they have. */
export function accountOf(books: Books, { id, charges }: Customer): Account {
  const paid = books.payments.filter(({ customer }) => customer === id).reduce((sum, payment) => sum + payment.sum, 0)
  const spent = charges.reduce((sum, charge) => sum + charge, 0)
  return { balance: paid - spent, paid, spent }
}

/** Moscow's clock: three hours ahead, all the year. */
const ZONE_MS = 3 * 60 * 60 * 1000

/** Milliseconds since the epoch → dd.MM.yyyy HH:mm:ss. */
function writeLocal(at: number): string {
  const [day = '', time = ''] = new Date(at + ZONE_MS).toISOString().slice(0, 19).split('T')
  return `${day.split('-').toReversed().join('.')} ${time}`
}

/** yyyy-MM-dd HH:mm:ss, as callers write it → milliseconds since the epoch, or NaN. */
export function readLocal(text: string): number {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text.replace(' ', 'T')}+03:00`) : Number.NaN
}
