/**
 * What the double has in its tables. Moments are local text without a zone, `yyyy-MM-dd HH:mm:ss`, as the real tables have them;
 * "" is none. Amounts of rows are the shortest decimal text of the double that was sent ("600.45", "0.005").
 */
export interface State {
  /** One sequence for payments and charges, as in the field. */
  lastRecordId: number
  lastTicketId: number
  lastPostId: number
  readonly people: Person[]
  readonly agreements: Agreement[]
  readonly vgroups: Vgroup[]
  readonly tariffs: Tariff[]
  readonly payments: Payment[]
  readonly charges: Charge[]
  readonly promises: Promised[]
  readonly blocks: Block[]
  readonly plans: TariffPlan[]
  readonly changes: TariffChange[]
  readonly tickets: Ticket[]
  readonly posts: Post[]
}

export interface Person {
  readonly uid: number
  /** 1 an organisation, 2 a person. */
  readonly type: number
  login: string
  pass: string
  name: string
  descr: string
  phone: string
  mobile: string
  email: string
  inn: string
  kpp: string
  address: string
}

export interface Agreement {
  readonly agrmid: number
  readonly uid: number
  readonly operid: number
  readonly number: string
  readonly code: string
  /** A day. */
  readonly date: string
  /** A day. */
  closedon: string
  /** The last day of a fixed term; "" without one. */
  readonly datevalidto: string
  credit: number
  /** As the billing adds it up, in doubles and with their noise. What is true is the sum of the rows. */
  balance: number
}

export interface Vgroup {
  readonly vgid: number
  readonly agrmid: number
  readonly uid: number
  readonly agentid: number
  tarid: number
  readonly login: string
  readonly descr: string
  /** 0 runs, 1 and 4 debt, 2 by the subscriber, 3 by the office, 10 disconnected. */
  blocked: number
  readonly creationdate: string
  readonly accondate: string
  accoffdate: string
  blockdate: string
  readonly ip: string
}

export interface Tariff {
  readonly tarid: number
  /** 0–5: leased line, dial-up … services. */
  readonly type: number
  /** What may be changed to what: tariffs of one family. */
  readonly agentid: number
  readonly descr: string
  readonly descrfull: string
  readonly rent: number
  readonly shape: number
  unavaliable: number
  archive: number
}

export interface Payment {
  readonly recordid: number
  readonly agrmid: number
  readonly amount: string
  readonly paydate: string
  readonly localdate: string
  canceldate: string
  readonly receipt: string
  readonly comment: string
  readonly classid: number
  /** Who: the number of a manager; 0 is the system. */
  readonly modperson: number
  /** 1 done, 2 cancelled. */
  status: number
}

export interface Charge {
  readonly recordid: number
  readonly agrmid: number
  readonly vgid: number
  readonly tarid: number
  readonly amount: string
  readonly chargedate: string
  /** A day: what it was for. */
  readonly period: string
  readonly descr: string
}

export interface Promised {
  readonly recordid: number
  readonly agrmid: number
  readonly amount: string
  readonly promdate: string
  promtill: string
  /** What is still owed of it; 0 when it is done. */
  debt: number
  /** The payment that settled it; 0 for none. */
  payid: number
}

/** A block that the subscriber asked for: a freeze. */
export interface Block {
  readonly recordid: number
  readonly vgid: number
  timefrom: string
  timeto: string
  readonly comment: string
  readonly creationdate: string
  readonly requestby: number
}

export interface TariffPlan {
  readonly recordid: number
  readonly vgid: number
  readonly taridnew: number
  readonly taridold: number
  readonly changetime: string
  readonly requestby: string
  readonly comment: string
}

export interface TariffChange {
  readonly recordid: number
  readonly vgid: number
  readonly taridnew: number
  readonly taridold: number
  /** When it was planned for. */
  readonly rasptime: string
  readonly changed: string
  readonly requestby: string
}

export interface Ticket {
  readonly id: number
  /** 0 a manager, 1 a client. */
  readonly authortype: number
  readonly authorid: number
  name: string
  classid: number
  statusid: number
  responsibleman: number
  readonly createdon: string
  lastpost: string
}

export interface Post {
  readonly id: number
  readonly ticketid: number
  readonly authortype: number
  readonly authorid: number
  /** What the ticket was set to with it; -1 for nothing. */
  readonly statusid: number
  /** 1 is for managers only. */
  readonly spec: number
  text: string
  readonly createdon: string
}

export const MANAGERS: readonly { readonly personid: number; readonly login: string; readonly fio: string }[] = [
  { personid: 1, login: 'manager', fio: 'Шлюз' },
  { personid: 2, login: 'kassa', fio: 'Касса на Советской' },
  { personid: 3, login: 'office', fio: 'Смирнова Ольга' },
]

export const STATUSES: readonly { readonly id: number; readonly descr: string; readonly isOpen: boolean }[] = [
  { id: 1, descr: 'Новый', isOpen: true },
  { id: 2, descr: 'В работе', isOpen: true },
  { id: 3, descr: 'Ожидает абонента', isOpen: true },
  { id: 4, descr: 'Закрыт', isOpen: false },
]

export const CLASSES: readonly { readonly id: number; readonly descr: string }[] = [
  { id: 1, descr: 'Неисправность' },
  { id: 2, descr: 'Изменение услуг' },
  { id: 3, descr: 'Консультация' },
  { id: 4, descr: 'Вызов мастера' },
  { id: 5, descr: 'Подключение' },
]

export const AGENTS: readonly { readonly id: number; readonly descr: string; readonly type: number }[] = [
  { id: 1, descr: 'Интернет', type: 6 },
  { id: 2, descr: 'Телевидение', type: 13 },
  { id: 3, descr: 'Телефония', type: 7 },
]
