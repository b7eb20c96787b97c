// What the billing keeps. Plain data: a batch that fails half way is taken back by a copy.

export const NO_DAY = '0000-00-00'
export const NO_TIME = '0000-00-00 00:00:00'

export interface Account {
  readonly uid: number
  readonly login: string
  password: string
  /** The account's own bill; a member of a company pays from the company's. */
  billId: number
  companyId: number
  gid: number
  credit: bigint
  creditDate: string
  activate: string
  expire: string
  readonly registration: string
  reduction: number
  /** 0 active, 1 switched off, 3 frozen. */
  disable: number
  deleted: number
  readonly person: Person
}

export interface Person {
  fio: string
  fio2: string
  fio3: string
  phone: string[]
  cellPhone: string[]
  email: string[]
  contractId: string
  contractDate: string
  city: string
  addressStreet: string
  addressBuild: string
  addressFlat: string
  comments: string
  taxNumber: string
  birthDate: string
  pasportNum: string
  zip: string
  floor: number
  entrance: number
}

export interface Bill {
  readonly id: number
  readonly uid: number
  readonly companyId: number
  deposit: bigint
}

export interface Posting {
  readonly id: number
  readonly uid: number
  readonly billId: number
  /** As the row shows it, in cents; the deposit moved by `amount`. */
  readonly sum: bigint
  readonly amount: bigint
  readonly lastDeposit: bigint
  readonly method: number
  readonly extId: string
  readonly dsc: string
  readonly innerDescribe: string
  readonly date: string
  readonly regDate: string
}

export interface Tariff {
  readonly tpId: number
  readonly id: number
  name: string
  monthFee: bigint
  dayFee: bigint
  activatePrice: bigint
  credit: bigint
  inSpeed: number
  outSpeed: number
  comments: string
  /** 1 is postpaid. */
  paymentType: number
  feesMethod: number
}

export interface Service {
  readonly id: number
  readonly uid: number
  tpId: number
  status: number
  cid: string
  personalTp: bigint
}

/** A change to come: a freeze and its end are two rows of the type "status". */
export interface Schedule {
  readonly id: number
  readonly uid: number
  readonly type: 'status' | 'tp'
  /** Of the type "tp"; a freeze is of the whole account. */
  readonly serviceId: number
  /** The status or the tariff to come. */
  readonly action: number
  readonly day: string
  readonly createdOn: string
  readonly isByAdmin: boolean
}

export interface Message {
  readonly id: number
  readonly uid: number
  subject: string
  readonly message: string
  chapter: number
  priority: number
  state: number
  readonly date: string
  lastReplieDate: string
  adminRead: string
  userRead: string
  closedDate: string
  doneDate: string
  resposible: number
  /** The employee who wrote it; 0 is the subscriber. */
  readonly aid: number
  rating: number
}

export interface Reply {
  readonly id: number
  readonly mainMsg: number
  readonly uid: number
  readonly aid: number
  readonly text: string
  readonly datetime: string
  readonly status: number
  readonly innerMsg: number
}

export interface Company {
  readonly id: number
  name: string
  readonly billId: number
  edrpou: string
  taxNumber: string
  contractId: string
  contractDate: string
  credit: bigint
  phone: string
  email: string
  representative: string
  readonly registration: string
}

export interface Group {
  readonly gid: number
  readonly name: string
  readonly allowCredit: number
  readonly disableChgTp: number
}

export interface Session {
  readonly sid: string
  readonly uid: number
  readonly address: string
  usedAt: number
}

export interface CreditChange {
  readonly uid: number
  readonly sum: bigint
  readonly at: string
  readonly until: string
}

export interface AbonTariff {
  readonly id: number
  readonly name: string
  readonly price: bigint
  readonly period: number
  readonly userPortal: number
}

export interface Invoice {
  readonly id: number
  readonly uid: number
  readonly sum: bigint
  readonly created: string
}

export type Books = ReturnType<typeof createBooks>

export function createBooks() {
  const last = new Map<string, number>()
  return {
    accounts: new Map<number, Account>(),
    bills: new Map<number, Bill>(),
    payments: list<Posting>(),
    fees: list<Posting>(),
    tariffs: new Map<number, Tariff>(),
    services: list<Service>(),
    schedules: list<Schedule>(),
    messages: list<Message>(),
    replies: list<Reply>(),
    companies: new Map<number, Company>(),
    groups: new Map<number, Group>(),
    chapters: new Map<number, string>([[1, '-']]),
    sessions: new Map<string, Session>(),
    /** Every credit that a subscriber took. */
    credits: list<CreditChange>(),
    abonTariffs: list<AbonTariff>(),
    abonServices: list<{ readonly uid: number; readonly id: number; readonly date: string }>(),
    invoices: list<Invoice>(),
    articles: list<string>(),
    /** Sign-ins that failed, by login. */
    failures: list<{ readonly login: string; readonly day: string }>(),
    /** The day up to which the nightly work is done. */
    settledOn: '',
    last,
  }
}

export function nextId(books: Books, table: string): number {
  const id = (books.last.get(table) ?? 0) + 1
  books.last.set(table, id)
  return id
}

/** The bill that the account pays from. */
export function billOf(books: Books, account: Account): Bill | undefined {
  const company = books.companies.get(account.companyId)
  return books.bills.get(company === undefined ? account.billId : company.billId)
}

export function newPerson(): Person {
  return {
    fio: '',
    fio2: '',
    fio3: '',
    phone: [],
    cellPhone: [],
    email: [],
    contractId: '',
    contractDate: NO_DAY,
    city: '',
    addressStreet: '',
    addressBuild: '',
    addressFlat: '',
    comments: '',
    taxNumber: '0',
    birthDate: NO_DAY,
    pasportNum: '',
    zip: '',
    floor: 0,
    entrance: 0,
  }
}

function list<Row>(): Row[] {
  return []
}
