import type { Account, Message, Posting, Reply } from './abills-books.ts'
import { ADMIN, addMessage, addReply } from './abills-helpdesk.ts'
import { parseMoney } from './abills-json.ts'
import {
  addPayment,
  addSchedule,
  changeTariff,
  deletePosting,
  servicesOf,
  setStatus,
  takeFee,
  type World,
} from './abills-world.ts'

/** What people at the provider do without the wire: a cash desk, the office, the helpdesk. */
export interface Office {
  /** Cash over the counter: "500.00". */
  pay(uid: number, sum: string, extra?: { extId?: string; dsc?: string; date?: string }): Posting
  cancelPayment(id: number): void
  charge(uid: number, sum: string, dsc: string): Posting
  setCredit(uid: number, sum: string, until: string): void
  /** 0 active, 1 switched off, 3 frozen. */
  setStatus(uid: number, status: number): void
  /** At once, or from the day on. */
  changeTariff(uid: number, tpId: number, from?: string): void
  setPassword(uid: number, password: string): void
  openMessage(uid: number, message: { subject: string; text: string; chapter?: number }): Message
  reply(messageId: number, text: string): Reply
  /** 2 is done, 1 is not done. */
  closeMessage(messageId: number, state?: 1 | 2): void
}

export function createOffice(world: World): Office {
  const { clock } = world
  const account = (uid: number) => found(world.books.accounts.get(uid), `account ${uid}`)
  const message = (id: number) =>
    found(
      world.books.messages.find((one) => one.id === id),
      `message ${id}`,
    )
  return {
    pay: (uid, sum, { extId = '', dsc = 'cash', date } = {}) =>
      addPayment(world, { account: account(uid), amount: money(sum), extId, dsc, date }),
    cancelPayment: (id) => void found(deletePosting(world, 'payments', id), `payment ${id}`),
    charge: (uid, sum, dsc) => takeFee(world, { account: account(uid), amount: money(sum), dsc }),
    setCredit: (uid, sum, until) => void Object.assign(account(uid), { credit: money(sum), creditDate: until }),
    setStatus: (uid, status) => setStatus(world, account(uid).uid, status),
    changeTariff: (uid, tpId, from) => {
      const service = found(servicesOf(world, uid)[0], `service of ${uid}`)
      if (from === undefined) return changeTariff(world, service, tpId)
      addSchedule(world, { uid, type: 'tp', serviceId: service.id, action: tpId, day: from, isByAdmin: true })
    },
    setPassword: (uid, password) => void Object.assign<Account, Pick<Account, 'password'>>(account(uid), { password }),
    openMessage: (uid, { subject, text, chapter = 1 }) =>
      addMessage(world, { uid, subject, message: text, chapter, priority: 2, aid: ADMIN.aid }),
    reply: (messageId, text) => addReply(world, { message: message(messageId), uid: 0, aid: ADMIN.aid, text }),
    closeMessage: (messageId, state = 2) => {
      const stamp = clock.stamp()
      Object.assign(message(messageId), { state, closedDate: stamp, doneDate: stamp.slice(0, 10) })
    },
  }
}

function found<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`There is no ${what}.`)
  return value
}

function money(sum: string): bigint {
  return found(parseMoney(sum), `sum in ${sum}`)
}
