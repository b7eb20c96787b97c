import type { Books } from './lanbilling-books.ts'
import { findPerson } from './lanbilling-call.ts'
import type { LanbillingClock } from './lanbilling-clock.ts'
import { plusDays } from './lanbilling-clock.ts'
import type { Agreement, Block, Charge, Payment, Person, Post, Promised, Ticket, Vgroup } from './lanbilling-state.ts'

/** What cash desks, old terminals and the office do with the same tables, past the wire. Amounts are decimal text. */
export interface LanbillingDesk {
  pay(payment: {
    number: string
    amount: string
    receipt?: string
    comment?: string
    /** Default: the cash desk; 1 is the manager that the wire's own login is. */
    modperson?: number
    at?: string
  }): Payment
  cancel(recordid: number): void
  charge(charge: { vgid: number; amount: string; descr?: string; at?: string }): Charge
  promise(promise: { number: string; amount: string; days: number }): Promised
  close(number: string, day: string): void
  credit(number: string, amount: number): void
  changePerson(uid: number, change: Partial<Omit<Person, 'uid' | 'type'>>): void
  addPerson(person: { name: string; login: string; pass: string; type?: number }): Person
  addAgreement(agreement: { uid: number; number: string; operid?: number }): Agreement
  addVgroup(vgroup: { number: string; tarid: number }): Vgroup
  /** 3 by the office, 10 disconnected, 0 on again. */
  setBlocked(vgid: number, blocked: number): void
  freeze(block: { vgid: number; from: string; to: string }): Block
  changeTariff(vgid: number, tarid: number): void
  openTicket(ticket: { uid: number; name: string; classid: number; text: string }): Ticket
  reply(post: { ticketid: number; text: string; statusid?: number; isForOffice?: boolean }): Post
}

const CASH_DESK = 2
const OFFICE = 3

export function createDesk(books: Books, clock: LanbillingClock): LanbillingDesk {
  const agreementOf = (number: string) => books.agreement(number) ?? missing(`agreement ${number}`)
  const vgroupOf = (vgid: number) => books.state.vgroups.find((one) => one.vgid === vgid) ?? missing(`vgroup ${vgid}`)
  const settled = <T>(value: T): T => {
    books.settle(clock.text())
    return value
  }

  return {
    pay({ number, amount, receipt = '', comment = '', modperson = CASH_DESK, at = clock.text() }) {
      const { agrmid } = agreementOf(number)
      const times = { paydate: at, localdate: at }
      return settled(books.post({ agrmid, amount, ...times, receipt, comment, classid: 0, modperson }))
    },
    cancel(recordid) {
      const payment = books.state.payments.find((one) => one.recordid === recordid) ?? missing(`payment ${recordid}`)
      books.cancel(payment, clock.text())
      settled(null)
    },
    charge({ vgid, amount, descr = 'Абонентская плата', at = clock.text() }) {
      const { agrmid, tarid } = vgroupOf(vgid)
      return settled(books.charge({ agrmid, vgid, tarid, amount, chargedate: at, period: at.slice(0, 10), descr }))
    },
    promise({ number, amount, days }) {
      const { agrmid } = agreementOf(number)
      const promdate = clock.text()
      const times = { promdate, promtill: plusDays(promdate, days) }
      const promise = { recordid: books.nextRecordId(), agrmid, amount, ...times, debt: Number(amount), payid: 0 }
      books.state.promises.push(promise)
      return settled(promise)
    },
    close(number, day) {
      agreementOf(number).closedon = day
    },
    credit(number, amount) {
      agreementOf(number).credit = amount
      settled(null)
    },
    changePerson(uid, change) {
      Object.assign(findPerson(books.state, uid) ?? missing(`person ${uid}`), change)
    },
    addPerson({ name, login, pass, type = 2 }) {
      const uid = Math.max(...books.state.people.map((one) => one.uid)) + 1
      const empty = { descr: '', phone: '', mobile: '', email: '', inn: '', kpp: '', address: '' }
      const person = { uid, type, login, pass, name, ...empty }
      books.state.people.push(person)
      return person
    },
    addAgreement({ uid, number, operid = 1 }) {
      const agrmid = Math.max(...books.state.agreements.map((one) => one.agrmid)) + 1
      const date = clock.text().slice(0, 10)
      const agreement = {
        agrmid,
        uid,
        operid,
        number,
        code: '',
        date,
        closedon: '',
        datevalidto: '',
        credit: 0,
        balance: 0,
      }
      books.state.agreements.push(agreement)
      return agreement
    },
    addVgroup({ number, tarid }) {
      const { agrmid, uid } = agreementOf(number)
      const { agentid } = books.state.tariffs.find((one) => one.tarid === tarid) ?? missing(`tariff ${tarid}`)
      const vgid = Math.max(...books.state.vgroups.map((one) => one.vgid)) + 1
      const at = clock.text()
      const times = { creationdate: at, accondate: at, accoffdate: '', blockdate: '' }
      const vgroup = { vgid, agrmid, uid, agentid, tarid, login: `vg${vgid}`, descr: '', blocked: 0, ip: '', ...times }
      books.state.vgroups.push(vgroup)
      return settled(vgroup)
    },
    setBlocked(vgid, blocked) {
      const vgroup = vgroupOf(vgid)
      vgroup.blocked = blocked
      vgroup.blockdate = blocked === 0 ? '' : clock.text()
      vgroup.accoffdate = blocked === 10 ? clock.text() : ''
      settled(null)
    },
    freeze({ vgid, from, to }) {
      vgroupOf(vgid)
      const times = { timefrom: from, timeto: to, creationdate: clock.text() }
      const block = { recordid: books.nextRecordId(), vgid, ...times, comment: 'по заявлению', requestby: OFFICE }
      books.state.blocks.push(block)
      return settled(block)
    },
    changeTariff(vgid, tarid) {
      vgroupOf(vgid).tarid = tarid
    },
    openTicket({ uid, name, classid, text }) {
      const id = (books.state.lastTicketId += 1)
      const author = { authortype: 1, authorid: uid }
      const at = clock.text()
      const ticket = { id, ...author, name, classid, statusid: 1, responsibleman: 0, createdon: at, lastpost: at }
      books.state.tickets.push(ticket)
      const post = {
        id: (books.state.lastPostId += 1),
        ticketid: id,
        ...author,
        spec: 0,
        text,
        statusid: -1,
        createdon: at,
      }
      books.state.posts.push(post)
      return ticket
    },
    reply({ ticketid, text, statusid = -1, isForOffice = false }) {
      const ticket = books.state.tickets.find(({ id }) => id === ticketid) ?? missing(`ticket ${ticketid}`)
      const id = (books.state.lastPostId += 1)
      const author = { authortype: 0, authorid: OFFICE }
      const post = { id, ticketid, ...author, spec: isForOffice ? 1 : 0, text, statusid, createdon: clock.text() }
      books.state.posts.push(post)
      if (statusid !== -1) ticket.statusid = statusid
      ticket.lastpost = clock.text()
      return post
    },
  }
}

function missing(what: string): never {
  throw new Error(`the double has no ${what}`)
}
