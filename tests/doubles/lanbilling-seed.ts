import { openBooks } from './lanbilling-books.ts'
import { momentText, plusDays } from './lanbilling-clock.ts'
import {
  ORGANIZATIONS,
  PATRONYMICS,
  PERSON_NAMES,
  STREETS,
  SURNAMES,
  TARIFFS,
  TICKET_SUBJECTS,
} from './lanbilling-seed-words.ts'
import type { Agreement, Person, State, Vgroup } from './lanbilling-state.ts'

const PEOPLE = 118
const SECOND_AGREEMENT_EVERY = 9
const TICKETS = 64
/** The first agreement has so many payments and charges that they fill several pages of a hundred. */
const BUSY_ROWS = 230

/**
 * The same tables every time, but for the time at which they stand: 118 persons and 14 organizations, a seventh of them with
 * two agreements; services, a year of charges, payments of the cash desk, of terminals and of the gateway's own manager;
 * tickets. The logins `ivanova` and `vektor` are for trying out; all passwords of persons are `pass-<uid>`.
 */
export function seedState(now: number, offsetMinutes: number): State {
  const state: State = {
    lastRecordId: 4710,
    lastTicketId: 300,
    lastPostId: 900,
    people: [],
    agreements: [],
    vgroups: [],
    tariffs: TARIFFS.map((tariff) => ({ ...tariff })),
    payments: [],
    charges: [],
    promises: [],
    blocks: [],
    plans: [],
    changes: [],
    tickets: [],
    posts: [],
  }
  const today = `${momentText(now, offsetMinutes).slice(0, 10)} 00:00:00`
  for (let index = 0; index < PEOPLE + ORGANIZATIONS.length; index += 1) addPerson(state, index, today)
  addHistory(state, today)
  addTickets(state, today)
  addStanding(state, today)
  return state
}

function addPerson(state: State, index: number, today: string): void {
  const uid = 5 + index
  const organization = ORGANIZATIONS[index - PEOPLE]
  const person: Person = {
    uid,
    type: organization === undefined ? 2 : 1,
    login: index === 0 ? 'ivanova' : index === PEOPLE ? 'vektor' : `abon${String(1000 + index)}`,
    pass: `pass-${uid}`,
    name: organization?.name ?? nameOf(index),
    descr: '',
    phone: '',
    mobile: `7927${String(5_550_000 + index * 37)}`,
    email: index % 4 === 3 ? '' : `u${uid}@mail.example`,
    inn: organization?.inn ?? '',
    kpp: organization?.kpp ?? '',
    address: `443${String(10 + (index % 80)).padStart(3, '0')}, г. Самара, ${pick(STREETS, index)}, д. ${1 + (index % 60)}`,
  }
  state.people.push(person)
  const count = index % SECOND_AGREEMENT_EVERY === 4 ? 2 : 1
  for (let place = 0; place < count; place += 1) addAgreement(state, { uid, index, place, today })
}

function addAgreement(
  state: State,
  { uid, index, place, today }: { uid: number; index: number; place: number; today: string },
): void {
  const agreement: Agreement = {
    agrmid: 9 + state.agreements.length,
    uid,
    operid: index % 5 === 2 ? 2 : 1,
    number: `00${String(77_001 + state.agreements.length * 13)}`,
    code: index % 3 === 0 ? `1C-${uid}` : '',
    date: plusDays(today, -400 - ((index * 17) % 1500)).slice(0, 10),
    // The last of those with two is closed on one of them.
    closedon: place === 1 && index % 4 === 0 ? plusDays(today, -40).slice(0, 10) : '',
    datevalidto: index >= PEOPLE ? plusDays(today, 700 + index).slice(0, 10) : '',
    credit: index % 11 === 5 ? 300 : 0,
    balance: 0,
  }
  state.agreements.push(agreement)
  addVgroup(state, agreement, pick([101, 102, 103, 101], index))
  if (index % 3 === 0) addVgroup(state, agreement, pick([201, 202], index))
  if (index % 7 === 6) addVgroup(state, agreement, 301)
}

function addVgroup(state: State, agreement: Agreement, tarid: number): void {
  const vgid = 41 + state.vgroups.length
  const agentid = Math.trunc(tarid / 100)
  const since = `${agreement.date} 12:00:00`
  const isClosed = agreement.closedon !== ''
  const vgroup: Vgroup = {
    vgid,
    agrmid: agreement.agrmid,
    uid: agreement.uid,
    agentid,
    tarid,
    login: `${pick(['', 'inet', 'tv', 'tel'], agentid)}${vgid}`,
    descr: '',
    blocked: isClosed ? 10 : 0,
    creationdate: since,
    accondate: since,
    accoffdate: isClosed ? `${agreement.closedon} 00:00:00` : '',
    blockdate: isClosed ? `${agreement.closedon} 00:00:00` : '',
    ip: agentid === 1 ? `10.7.${Math.trunc(vgid / 250)}.${1 + (vgid % 250)}` : '',
  }
  state.vgroups.push(vgroup)
}

/** A year, month by month, so that the numbers of records grow with time; then the many rows of the first agreement. */
function addHistory(state: State, today: string): void {
  const books = openBooks(state)
  for (let month = 12; month >= 1; month -= 1) {
    const at = plusDays(today, -30 * month)
    for (const vgroup of state.vgroups) charge(books, vgroup, at)
    for (const [index, { agrmid, closedon }] of state.agreements.entries()) {
      if (closedon !== '' && month < 3) continue
      const isLate = index % 13 === 7 && month < 3
      if (!isLate) pay(books, { agrmid, index, at: `${plusDays(at, 1 + (index % 9)).slice(0, 10)} ${clockOf(index)}` })
    }
  }
  const [busy] = state.agreements
  const [line] = state.vgroups
  if (busy === undefined || line === undefined) return
  for (let row = 0; row < BUSY_ROWS; row += 1) {
    const at = `${plusDays(today, -20).slice(0, 10)} ${clockOf(row * 5)}`
    books.charge({ ...rowOf(line, at), amount: pick(['1.1', '0.35', '12', '3.45'], row), descr: 'Трафик' })
    pay(books, { agrmid: busy.agrmid, index: row, at, amount: pick(['1.1', '0.35', '12', '3.45'], row) })
  }
  pay(books, { agrmid: busy.agrmid, index: 1, at: `${plusDays(today, -3).slice(0, 10)} 18:20:00`, amount: '812.3' })
}

function rowOf({ agrmid, vgid, tarid }: Vgroup, at: string) {
  return { agrmid, vgid, tarid, chargedate: at, period: at.slice(0, 10), descr: 'Абонентская плата' }
}

function charge(books: ReturnType<typeof openBooks>, vgroup: Vgroup, at: string): void {
  if (vgroup.accoffdate !== '' && vgroup.accoffdate < at) return
  const rent = books.state.tariffs.find(({ tarid }) => tarid === vgroup.tarid)?.rent ?? 0
  books.charge({ ...rowOf(vgroup, at), amount: String(rent) })
}

/** What the services cost and now and then a little more; by the cash desk, by a terminal or by the gateway's manager. */
function pay(
  books: ReturnType<typeof openBooks>,
  { agrmid, index, at, amount }: { agrmid: number; index: number; at: string; amount?: string },
): void {
  const rents = books
    .vgroups(agrmid)
    .map(({ tarid }) => books.state.tariffs.find((one) => one.tarid === tarid)?.rent ?? 0)
  const extra = pick([0, 50.45, 0, 100], index)
  const number = books.state.lastRecordId + 1
  const [modperson, receipt, comment] = pick(
    [
      [2, '', 'наличные'],
      [1, `OSMP-${900_000 + number}`, ''],
      [1, `TERM-${number}`, 'терминал'],
    ] as const,
    index,
  )
  const sum = amount ?? String(rents.reduce((total, rent) => total + rent, 0) + extra)
  books.post({ agrmid, amount: sum, paydate: at, localdate: at, receipt, comment, classid: 0, modperson })
}

/** Promises, freezes and planned changes: past ones of the first agreement, present ones of some others. */
function addStanding(state: State, today: string): void {
  const nextId = () => (state.lastRecordId += 1)
  const of = (index: number) => {
    const agreement = state.agreements[index] ?? missing()
    return {
      agrmid: agreement.agrmid,
      vgid: state.vgroups.find((one) => one.agrmid === agreement.agrmid)?.vgid ?? missing(),
    }
  }
  const promise = (index: number, { days, debt, payid }: { days: number; debt: number; payid: number }) => {
    const times = { promdate: plusDays(today, days), promtill: plusDays(today, days + 5) }
    state.promises.push({ recordid: nextId(), agrmid: of(index).agrmid, amount: '300', ...times, debt, payid })
  }
  promise(0, { days: -61, debt: 0, payid: state.payments[5]?.recordid ?? 0 })
  promise(70, { days: -2, debt: 300, payid: 0 })
  const block = (index: number, from: number, to: number) => {
    const times = {
      timefrom: plusDays(today, from),
      timeto: plusDays(today, to),
      creationdate: plusDays(today, from - 3),
    }
    state.blocks.push({ recordid: nextId(), vgid: of(index).vgid, ...times, comment: 'отпуск', requestby: 0 })
  }
  block(0, -200, -180)
  block(71, -5, 10)
  block(72, 7, 20)
  const { vgid } = of(73)
  const taridold = state.vgroups.find((one) => one.vgid === vgid)?.tarid ?? missing()
  const taridnew = taridold === 103 ? 101 : 103
  const changetime = plusDays(today, 12)
  state.plans.push({ recordid: nextId(), vgid, taridnew, taridold, changetime, requestby: '3', comment: '' })
}

function addTickets(state: State, today: string): void {
  for (let index = 0; index < TICKETS; index += 1) {
    const uid = index < 24 ? 5 : 5 + ((index * 7) % PEOPLE)
    const id = (state.lastTicketId += 1)
    const subject = pick(TICKET_SUBJECTS, index)
    const at = `${plusDays(today, -70 + index).slice(0, 10)} ${clockOf(index)}`
    const author = { authortype: 1, authorid: uid }
    const statusid = index % 5 === 0 ? 1 : index % 5 === 1 ? 2 : index % 5 === 2 ? 3 : 4
    state.tickets.push({
      id,
      ...author,
      name: subject.name,
      classid: subject.classid,
      statusid,
      responsibleman: 3,
      createdon: at,
      lastpost: at,
    })
    const write = (post: { authortype: number; authorid: number; spec: number; text: string; statusid: number }) =>
      state.posts.push({ id: (state.lastPostId += 1), ticketid: id, ...post, createdon: at })
    write({ ...author, spec: 0, text: subject.text, statusid: -1 })
    if (statusid > 1) write({ authortype: 0, authorid: 3, spec: 0, text: 'Заявка принята, разбираемся.', statusid: 2 })
    if (statusid > 2) write({ authortype: 0, authorid: 3, spec: 1, text: 'Проверить порт.', statusid: -1 })
    if (statusid > 2) write({ authortype: 0, authorid: 3, spec: 0, text: 'Проверьте, пожалуйста.', statusid })
  }
}

function nameOf(index: number): string {
  if (index === 0) return 'Иванова Мария Петровна'
  return `${pick(SURNAMES, index * 3)} ${pick(PERSON_NAMES, index)} ${pick(PATRONYMICS, index * 5 + 1)}`
}

function clockOf(index: number): string {
  const minutes = 8 * 60 + ((index * 23) % 700)
  return `${String(Math.trunc(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:0${index % 10}`
}

function missing(): never {
  throw new Error('the seed has no such row')
}

function pick<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}
