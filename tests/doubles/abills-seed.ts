import { type Account, type Books, NO_DAY, newPerson, nextId, type Tariff } from './abills-books.ts'
import { addDays } from './abills-clock.ts'
import { addMessage, addReply } from './abills-helpdesk.ts'
import { addPayment, addService, takeFee, type World } from './abills-world.ts'

// The same provider at every start: people and companies, what they have, what they paid, and what they wrote.

export const SEEDED_ACCOUNTS = 140
const COMPANIES = 12
/** Accounts whose history is longer than a page. */
const LONG_HISTORIES = [3, 4, 131]
const CENT = 10_000n

const SURNAMES = ['Соколов', 'Морозов', 'Волков', 'Лебедев', 'Козлов', 'Новиков', 'Зайцев', 'Белов', 'Орлов', 'Киселёв']
const NAMES = ['Пётр', 'Илья', 'Роман', 'Глеб', 'Егор', 'Фёдор', 'Лев']
const FATHERS = ['Сергеевич', 'Петрович', 'Ильич', 'Львович', 'Егорович']
const STREETS = ['Садовая', 'Речная', 'Лесная', 'Заводская', 'Школьная']

type NewTariff = Omit<Tariff, 'tpId' | 'dayFee' | 'activatePrice' | 'credit' | 'comments' | 'outSpeed'>

const TARIFFS: readonly NewTariff[] = [
  { id: 100, name: 'Admin', monthFee: 0n, inSpeed: 0, paymentType: 1, feesMethod: 0 },
  { id: 301, name: 'Домашний 100', monthFee: 49_000n * CENT, inSpeed: 102_400, paymentType: 0, feesMethod: 1 },
  { id: 302, name: 'Домашний 300', monthFee: 69_050n * CENT, inSpeed: 307_200, paymentType: 0, feesMethod: 1 },
  { id: 303, name: 'Домашний 500', monthFee: 89_900n * CENT, inSpeed: 512_000, paymentType: 0, feesMethod: 1 },
  { id: 401, name: 'Офис 100', monthFee: 300_000n * CENT, inSpeed: 102_400, paymentType: 0, feesMethod: 1 },
  { id: 402, name: 'Офис 500', monthFee: 750_000n * CENT, inSpeed: 512_000, paymentType: 1, feesMethod: 1 },
]

export interface DemoLogin {
  readonly login: string
  readonly password: string
  readonly uid: number
  readonly text: string
}

export const DEMO_LOGINS: readonly DemoLogin[] = [
  { login: 'net1002', password: 'Secret2x', uid: 2, text: 'a person with one service and money on the account' },
  { login: 'net1003', password: 'Secret3x', uid: 3, text: 'a person with a long history and a ticket' },
  { login: 'net1005', password: 'Secret5x', uid: 5, text: 'a person in debt, with a ticket that was answered' },
  { login: 'net1010', password: 'Secret10x', uid: 10, text: 'a person with two services' },
  { login: 'net1131', password: 'Secret131x', uid: 131, text: 'a member of a company' },
]

export function seed(world: World): void {
  const { books } = world
  for (const tariff of TARIFFS) addTariff(books, tariff)
  books.groups.set(1, { gid: 1, name: 'Жители', allowCredit: 1, disableChgTp: 0 })
  books.groups.set(2, { gid: 2, name: 'Организации', allowCredit: 0, disableChgTp: 0 })
  books.chapters.set(2, 'Оплата')
  books.chapters.set(3, 'Подключение')
  for (let number = 1; number <= SEEDED_ACCOUNTS; number += 1) seedAccount(world, number)
  books.settledOn = world.clock.today()
}

/** As it is installed. */
export function seedFirst(world: World): void {
  for (const tariff of TARIFFS.slice(0, 1)) addTariff(world.books, tariff)
  addService(world, newAccount(world, 1).uid, 1)
  world.books.settledOn = world.clock.today()
}

function addTariff(books: Books, tariff: NewTariff): void {
  const tpId = nextId(books, 'tariffs')
  const rest = { dayFee: 0n, activatePrice: 0n, credit: 0n, comments: '', outSpeed: tariff.inSpeed }
  books.tariffs.set(tpId, { ...tariff, ...rest, tpId })
}

function seedAccount(world: World, number: number): void {
  const isMember = number > SEEDED_ACCOUNTS - COMPANIES + 2
  const account = isMember ? addMember(world, number) : addResident(world, number)
  const tpId = isMember ? 5 + (number % 2) : 2 + (number % 3)
  if (number === 1) addService(world, account.uid, 1)
  else if (number % 13 !== 0) addService(world, account.uid, tpId)
  if (number % 10 === 0) addService(world, account.uid, 2)
  if (number > 1) seedMoney(world, account)
  if (number % 5 === 0 || number === 3) seedMessage(world, account)
}

function addResident(world: World, number: number): Account {
  const account = newAccount(world, number)
  const person = account.person
  const pick = (words: readonly string[], step: number) => words[Math.floor(number / step) % words.length] ?? ''
  person.fio = `${pick(SURNAMES, 1)} ${pick(NAMES, 10)} ${pick(FATHERS, 3)}`
  person.addressStreet = pick(STREETS, 2)
  person.addressBuild = String(1 + (number % 40))
  person.addressFlat = String(1 + ((number * 7) % 120))
  account.gid = 1
  return account
}

/** Two members share a company, its contract and its money. */
function addMember(world: World, number: number): Account {
  const { books } = world
  const account = newAccount(world, number)
  const companyId = Math.ceil((number - (SEEDED_ACCOUNTS - COMPANIES + 2)) / 2)
  if (!books.companies.has(companyId)) addCompany(world, companyId)
  account.companyId = companyId
  account.gid = 2
  account.person.fio = `Контакт ${number}`
  return account
}

function addCompany({ books, clock }: World, id: number): void {
  const billId = nextId(books, 'bills')
  books.last.set('companies', id)
  books.bills.set(billId, { id: billId, uid: 0, companyId: id, deposit: 0n })
  books.companies.set(id, {
    id,
    name: `ООО Компания ${id}`,
    billId,
    edrpou: `77010000${10 + id}`,
    taxNumber: '',
    contractId: `К-${100 + id}`,
    contractDate: addDays(clock.today(), -700 - id),
    credit: 0n,
    phone: `+7495000${1000 + id}`,
    email: `office${id}@company.example`,
    representative: '',
    registration: addDays(clock.today(), -700 - id),
  })
}

/** Every seventh contract begins with a zero, which is a text; the others look like numbers. */
function newAccount({ books, clock }: World, number: number): Account {
  const uid = nextId(books, 'accounts')
  const billId = nextId(books, 'bills')
  books.bills.set(billId, { id: billId, uid, companyId: 0, deposit: 0n })
  const account: Account = {
    uid,
    login: number === 1 ? 'test' : `net${1000 + number}`,
    password: `Secret${number}x`,
    billId,
    companyId: 0,
    gid: 0,
    credit: 0n,
    creditDate: NO_DAY,
    activate: NO_DAY,
    expire: NO_DAY,
    registration: addDays(clock.today(), -400 - number),
    reduction: 0,
    disable: number % 29 === 0 ? 1 : 0,
    deleted: 0,
    person: newPerson(),
  }
  const { person } = account
  person.contractId = `${number % 7 === 0 ? '00' : ''}${50_000 + number}`
  person.contractDate = account.registration
  person.phone = [`+7900${5_550_000 + number}`]
  person.email = number % 4 === 0 ? [] : [`net${1000 + number}@mail.example`]
  books.accounts.set(uid, account)
  return account
}

/** Six months of fees and payments, oldest first; every fifth is in debt. */
function seedMoney(world: World, account: Account): void {
  const { uid } = account
  const service = world.books.services.find((one) => one.uid === uid)
  const fee = world.books.tariffs.get(service?.tpId ?? 0)?.monthFee ?? 0n
  const rounds = LONG_HISTORIES.includes(uid) ? 40 : 6
  for (let round = rounds; round > 0; round -= 1) {
    const day = addDays(world.clock.today(), -30 * round)
    const isUnpaid = uid % 5 === 0 && round <= 2
    if (fee > 0n) {
      const dsc = `Internet: M/F ${world.books.tariffs.get(service?.tpId ?? 0)?.name} (${service?.tpId}) ${service?.id}`
      takeFee(world, { account, amount: fee, method: 1, dsc, date: `${day} 00:00:00`, regDate: `${day} 00:00:00` })
    }
    const amount = fee + BigInt(1000 + 10 * (uid % 90)) * CENT
    const extId = `SEED:${uid}:${round}`
    const date = `${addDays(day, 1)} 12:${10 + (uid % 50)}:00`
    if (!isUnpaid) addPayment(world, { account, amount, method: 2, extId, dsc: 'terminal', date, regDate: date })
  }
}

function seedMessage(world: World, account: Account): void {
  const { uid } = account
  const message = addMessage(world, {
    uid,
    subject: `Вопрос ${uid}`,
    message: 'Вечером падает скорость, днём всё хорошо',
    chapter: 1 + (uid % 3),
    priority: 2,
    aid: 0,
  })
  if (uid % 10 === 5) addReply(world, { message, uid: 0, aid: 1, text: 'Проверяем линию, ответим сегодня' })
  if (uid % 20 === 0) addReply(world, { message, uid, aid: 0, text: 'Жду, спасибо' })
}
