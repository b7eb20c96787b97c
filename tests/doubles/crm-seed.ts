import { type CrmAuthor, type CrmBooks, type CrmState, openCrmBooks } from './crm-state.ts'

/** Whom the CRM has a card of. */
export interface CrmContract {
  readonly number: string
  readonly name: string
  readonly phone: string | null
}

const DAY_MS = 86_400_000
const AGENT: CrmAuthor = { kind: 'agent', name: 'Егорова Анна' }
const SUBJECTS = [
  { category: 'fault', subject: 'Пропадает сигнал', text: 'Вечером пропадает сигнал на всех каналах.' },
  { category: 'question', subject: 'Как сменить пароль Wi-Fi', text: 'Подскажите, где это делается.\nРоутер ваш.' },
  { category: 'change', subject: 'Добавить каналы', text: 'Хочу пакет «Кино».' },
  { category: 'visit', subject: 'Перенести розетку', text: 'Когда может прийти мастер?' },
  { category: 'complaint', subject: 'Долго не отвечают', text: 'Звоню второй день.' },
]
const COURSES = [
  [],
  ['open'],
  ['open', 'pending'],
  ['open', 'solved'],
  ['open', 'pending', 'solved', 'closed'],
  ['open', 'merged'],
]
const TICKETS = 90
/** The first customer has so many that they fill pages. */
const OF_THE_FIRST = 26

/** The same tickets every time, but for the time at which they stand, one a day. */
export function seedCrm(contracts: readonly CrmContract[], now: number): CrmState {
  let at = now
  const state: CrmState = { lastTicket: 10_100, lastMessage: 55_000, lastEntry: 7000, ...empty() }
  const books = openCrmBooks(() => at, state)
  for (const [index, { number, name, phone }] of contracts.entries()) {
    const email = index % 3 === 0 ? `c${index}@mail.example` : null
    state.customers.push({ id: `C${100_003 + ((index * 7919) % 99_991)}`, contract: number, name, phone, email })
  }
  for (let index = 0; index < TICKETS; index += 1) {
    at = now - (TICKETS - index) * DAY_MS
    addTicket(books, index, (ms) => void (at += ms))
  }
  return state
}

function addTicket(books: CrmBooks, index: number, pass: (ms: number) => void): void {
  const { customers } = books.state
  const customer = customers[index < OF_THE_FIRST ? 0 : (index * 7) % customers.length]
  const { text, ...about } = SUBJECTS[index % SUBJECTS.length] ?? { category: 'fault', subject: '-', text: '-' }
  const isStranger = customer === undefined || index % 30 === 29
  const contact = { name: 'Фёдорова Нина', phone: '+79270000101', address: 'г. Самара, ул. Новая, д. 3' }
  const whose = isStranger ? { customerId: null, contact } : { customerId: customer.id, contact: null }
  const reference = index % 6 === 2 ? `OLD-${index}` : null
  const ticket = books.open({ ...about, ...whose, externalReference: reference }, text)
  for (const status of COURSES[index % COURSES.length] ?? []) {
    pass(600_000)
    books.setStatus(ticket, status, AGENT)
    const message = { ticketId: ticket.id, author: AGENT, externalReference: null }
    if (status === 'open') books.write({ ...message, visibility: 'internal', text: 'Посмотреть порт.' })
    if (status === 'pending') books.write({ ...message, visibility: 'public', text: 'Перезагрузите роутер.' })
    if (status === 'merged') {
      books.write({ ...message, author: { kind: 'system', name: null }, visibility: 'public', text: 'Объединено.' })
    }
  }
  if (index % 9 === 4 && ['solved', 'closed'].includes(ticket.status)) books.rate(ticket, 1 + (index % 5))
}

function empty(): Pick<CrmState, 'customers' | 'tickets' | 'messages' | 'history'> {
  return { customers: [], tickets: [], messages: [], history: [] }
}

/** The contracts of the LANBilling double, so that both know the same people. */
export const STANDARD_CONTRACTS: readonly CrmContract[] = Array.from({ length: 147 }, (_none, index) => ({
  number: `00${77_001 + index * 13}`,
  name: index === 0 ? 'Иванова Мария Петровна' : `Абонент ${index}`,
  phone: index % 4 === 3 ? null : `7927${5_550_000 + index * 37}`,
}))
