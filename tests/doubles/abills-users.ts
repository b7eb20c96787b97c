import { type Account, billOf, NO_DAY, newPerson, nextId, type Person } from './abills-books.ts'
import { isGiven, type Json, numberOf, type Params, textOf } from './abills-json.ts'
import { type Columns, readSum, search } from './abills-lists.ts'
import { type Call, Refusal, type Route } from './abills-routes.ts'
import { depositOf, type World } from './abills-world.ts'

// Accounts, their persons, their groups.

const ADMIN_COLUMNS = (world: World): Columns<Account> => ({
  LOGIN: { type: 'STR', name: 'login', isAlwaysShown: true, read: ({ login }) => login },
  UID: { type: 'INT', name: 'uid', isAlwaysShown: true, read: ({ uid }) => uid },
  DEPOSIT: { type: 'INT', name: 'deposit', read: (account) => depositOf(world, account) },
  CREDIT: { type: 'INT', name: 'credit', read: (account) => creditOf(world, account) },
  CREDIT_DATE: { type: 'DATE', name: 'creditDate', read: ({ creditDate }) => creditDate },
  FIO: { type: 'STR', name: 'fio', read: ({ person }) => [person.fio, person.fio2, person.fio3].join(' ') },
  PHONE: { type: 'STR', name: 'phone', read: ({ person }) => [...person.cellPhone, ...person.phone].join(';') },
  CELL_PHONE: { type: 'STR', name: 'cellPhone', read: ({ person }) => person.cellPhone.join(';') },
  EMAIL: { type: 'STR', name: 'email', read: ({ person }) => person.email.join(';') },
  CONTRACT_ID: { type: 'STR', name: 'contractId', read: (account) => contractOf(world, account).contractId },
  CONTRACT_DATE: { type: 'DATE', name: 'contractDate', read: (account) => contractOf(world, account).contractDate },
  COMPANY_ID: { type: 'INT', name: 'companyId', read: ({ companyId }) => companyId },
  COMPANY_NAME: { type: 'STR', name: 'companyName', read: (account) => companyNameOf(world, account) },
  GID: { type: 'INT', name: 'gid', read: ({ gid }) => gid },
  GROUP_NAME: { type: 'STR', name: 'groupName', read: ({ gid }) => world.books.groups.get(gid)?.name ?? '' },
  LOGIN_STATUS: { type: 'INT', name: 'loginStatus', read: ({ disable }) => disable },
  BILL_ID: { type: 'INT', name: 'billId', read: (account) => billOf(world.books, account)?.id ?? 0 },
  REGISTRATION: { type: 'DATE', name: 'registration', read: ({ registration }) => registration },
  ACTIVATE: { type: 'DATE', name: 'activate', read: ({ activate }) => activate },
  EXPIRE: { type: 'DATE', name: 'expire', read: ({ expire }) => expire },
  REDUCTION: { type: 'INT', name: 'reduction', read: ({ reduction }) => reduction },
  ADDRESS_STREET: { type: 'STR', name: 'addressStreet', read: ({ person }) => person.addressStreet },
  ADDRESS_BUILD: { type: 'STR', name: 'addressBuild', read: ({ person }) => person.addressBuild },
  ADDRESS_FLAT: { type: 'STR', name: 'addressFlat', read: ({ person }) => person.addressFlat },
  ADDRESS_FULL: { type: 'STR', name: 'addressFull', read: ({ person }) => fullAddress(person) },
  COMMENTS: { type: 'STR', name: 'comments', read: ({ person }) => person.comments },
  DELETED: { type: 'INT', name: 'deleted', read: ({ deleted }) => deleted },
})

export const USER_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/users/all/', role: 'admin', answer: listAccounts },
  { method: 'GET', path: '/users/:uid/', role: 'admin', answer: showAccount },
  { method: 'POST', path: '/users/', role: 'admin', answer: addAccount },
  { method: 'PUT', path: '/users/:uid/', role: 'admin', answer: changeAccount },
  { method: 'GET', path: '/users/:uid/pi/', role: 'admin', answer: showPersonToAdmin },
  { method: 'POST', path: '/users/:uid/pi/', role: 'admin', answer: addPerson },
  { method: 'PUT', path: '/users/:uid/pi/', role: 'admin', answer: changePerson },
  { method: 'GET', path: '/user/', role: 'user', answer: showSelf },
  { method: 'GET', path: '/user/pi/', role: 'user', answer: ({ account }) => showPerson(account) },
  { method: 'PUT', path: '/user/pi/', role: 'user', answer: changeOwnPerson },
]

function listAccounts({ world, params }: Call): Json {
  const all = [...world.books.accounts.values()].filter(({ deleted }) => deleted === 0 || isGiven(params, 'DELETED'))
  return search(all, { columns: ADMIN_COLUMNS(world), sort: 'LOGIN', isDescending: false }, params).shown
}

function showAccount({ world, account }: Call): Json {
  const company = world.books.companies.get(account.companyId)
  return {
    activate: account.activate,
    billId: billOf(world.books, account)?.id ?? 0,
    billOwner: company?.id ?? account.uid,
    companyCredit: company?.credit ?? 0,
    companyId: account.companyId,
    companyName: companyNameOf(world, account),
    companyVat: 0,
    credit: account.credit,
    creditDate: account.creditDate,
    deleted: account.deleted,
    deposit: depositOf(world, account),
    disable: account.disable,
    disableDate: NO_DAY,
    domainId: 0,
    expire: account.expire,
    extBillId: 0,
    gid: account.gid,
    gName: world.books.groups.get(account.gid)?.name ?? '',
    login: account.login,
    reduction: account.reduction,
    reductionDate: NO_DAY,
    registration: account.registration,
    total: 1,
    uid: account.uid,
  }
}

/** What the subscriber sees of it: no group, no company, no state. */
function showSelf({ world, account }: Call): Json {
  return {
    activate: account.activate,
    billId: billOf(world.books, account)?.id ?? 0,
    billOwner: account.companyId === 0 ? account.uid : account.companyId,
    credit: account.credit,
    creditDate: account.creditDate,
    deposit: depositOf(world, account),
    disableDate: NO_DAY,
    domainId: 0,
    expire: account.expire,
    extBillId: 0,
    login: account.login,
    reduction: account.reduction,
    reductionDate: NO_DAY,
    registration: account.registration,
    uid: account.uid,
    list: [],
  }
}

function addAccount({ world, params }: Call): Json {
  const login = textOf(params, 'LOGIN') ?? ''
  const { accounts, bills } = world.books
  if (login === '') throw new Refusal({ errno: 8, errstr: 'ERROR_ENTER_NAME' })
  if ([...accounts.values()].some((account) => account.login === login)) {
    throw new Refusal({ errno: 7, errstr: 'ERROR_DUPLICATE' })
  }
  const uid = nextId(world.books, 'accounts')
  const billId = isGiven(params, 'CREATE_BILL') ? nextId(world.books, 'bills') : 0
  if (billId > 0) bills.set(billId, { id: billId, uid, companyId: 0, deposit: 0n })
  accounts.set(uid, {
    uid,
    login,
    password: textOf(params, 'PASSWORD') ?? '',
    billId,
    companyId: numberOf(params, 'COMPANY_ID'),
    gid: numberOf(params, 'GID'),
    credit: 0n,
    creditDate: NO_DAY,
    activate: NO_DAY,
    expire: NO_DAY,
    registration: world.clock.today(),
    reduction: 0,
    disable: numberOf(params, 'DISABLE'),
    deleted: 0,
    person: newPerson(),
  })
  return { affected: 1, billId, insertId: uid, login, total: 0, uid }
}

function changeAccount({ account, params }: Call): Json {
  const before = JSON.stringify({ ...account, credit: String(account.credit) })
  account.credit = readSum(params, 'CREDIT') ?? account.credit
  account.creditDate = textOf(params, 'CREDIT_DATE') ?? account.creditDate
  account.expire = textOf(params, 'EXPIRE') ?? account.expire
  account.activate = textOf(params, 'ACTIVATE') ?? account.activate
  account.password = textOf(params, 'PASSWORD') ?? account.password
  if ('GID' in params) account.gid = numberOf(params, 'GID')
  if ('DISABLE' in params) account.disable = numberOf(params, 'DISABLE')
  if ('REDUCTION' in params) account.reduction = numberOf(params, 'REDUCTION')
  if ('COMPANY_ID' in params) account.companyId = numberOf(params, 'COMPANY_ID')
  const isChanged = before !== JSON.stringify({ ...account, credit: String(account.credit) })
  return { affected: isChanged ? 1 : 0, total: 0 }
}

/** It answers as if all were well, and writes the contacts alone. */
function addPerson({ account, params }: Call): Json {
  writeContacts(account.person, params)
  return []
}

function changePerson({ account, params }: Call): Json {
  return { affected: writePerson(account.person, params) ? 1 : 0, total: 0 }
}

const OWN_FIELDS = ['FIO', 'FIO2', 'FIO3', 'CELL_PHONE', 'FLOOR', 'ADDRESS_FLAT', 'EMAIL', 'PHONE']

function changeOwnPerson({ world, account, params }: Call): Json {
  if (!world.settings.profileChange) throw new Refusal({ errno: 10066, errstr: 'Unknown operation happened' })
  const wished = OWN_FIELDS.filter((name) => name in params)
  writePerson(account.person, Object.fromEntries(wished.map((name) => [name, params[name]])))
  const names = wished.map((name) =>
    name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  )
  return { result: `Successfully changed ${names.join(', ')}` }
}

const TEXTS = {
  FIO: 'fio',
  FIO2: 'fio2',
  FIO3: 'fio3',
  CONTRACT_ID: 'contractId',
  CONTRACT_DATE: 'contractDate',
  CITY: 'city',
  ADDRESS_STREET: 'addressStreet',
  ADDRESS_BUILD: 'addressBuild',
  ADDRESS_FLAT: 'addressFlat',
  COMMENTS: 'comments',
  TAX_NUMBER: 'taxNumber',
  BIRTH_DATE: 'birthDate',
  PASPORT_NUM: 'pasportNum',
  ZIP: 'zip',
} satisfies Record<string, keyof Person>

function writePerson(person: Person, params: Params): boolean {
  const before = JSON.stringify(person)
  for (const [name, field] of Object.entries(TEXTS)) {
    const text = textOf(params, name)
    if (text !== undefined) Object.assign(person, { [field]: text })
  }
  if ('FLOOR' in params) person.floor = numberOf(params, 'FLOOR')
  if ('ENTRANCE' in params) person.entrance = numberOf(params, 'ENTRANCE')
  writeContacts(person, params)
  return before !== JSON.stringify(person)
}

function writeContacts(person: Person, params: Params): void {
  person.phone = contacts(params, 'PHONE') ?? person.phone
  person.cellPhone = contacts(params, 'CELL_PHONE') ?? person.cellPhone
  person.email = contacts(params, 'EMAIL') ?? person.email
}

function contacts(params: Params, name: string): string[] | undefined {
  return textOf(params, name)
    ?.split(/[,;]\s*/)
    .filter((text) => text !== '')
}

function showPersonToAdmin({ account }: Call): Json {
  const { comments } = account.person
  const entries = Object.entries({ ...showPerson(account), affected: 0, comments, total: 1 })
  const sorted = entries.filter(([name]) => name !== 'list').toSorted(([left], [right]) => (left < right ? -1 : 1))
  return { ...Object.fromEntries(sorted), list: [] }
}

function showPerson({ uid, person }: Account): { readonly [name: string]: Json } {
  return {
    acceptRules: 0,
    addressBuild: person.addressBuild,
    addressFlat: person.addressFlat,
    addressStreet: person.addressStreet,
    birthDate: person.birthDate,
    cellPhone: person.cellPhone,
    city: person.city,
    contractDate: person.contractDate,
    contractExpiry: NO_DAY,
    contractId: person.contractId,
    contractStatus: 0,
    contractSufix: '',
    countryId: 0,
    email: person.email,
    entrance: person.entrance,
    fio: person.fio,
    fio2: person.fio2,
    fio3: person.fio3,
    floor: person.floor,
    googlePush: [],
    icq: [],
    indication: '',
    locationId: 0,
    pasportDate: NO_DAY,
    pasportGrant: '',
    pasportNum: person.pasportNum,
    paymentType: 0,
    phone: person.phone,
    regAddress: '',
    skype: [],
    taxNumber: person.taxNumber,
    telegram: [],
    uid,
    viber: [],
    zip: person.zip,
    list: [],
  }
}

function creditOf({ books }: World, account: Account): bigint {
  return account.credit > 0n ? account.credit : (books.companies.get(account.companyId)?.credit ?? 0n)
}

function companyNameOf({ books }: World, { companyId }: Account): string {
  return books.companies.get(companyId)?.name ?? ''
}

/** A company's member stands in the company's contract, if it has one. */
function contractOf({ books }: World, { companyId, person }: Account): Pick<Person, 'contractId' | 'contractDate'> {
  const company = books.companies.get(companyId)
  return company === undefined || company.contractId === '' ? person : company
}

function fullAddress({ addressStreet, addressBuild, addressFlat }: Person): string {
  return addressStreet === '' ? '' : [addressStreet, addressBuild, addressFlat].join(', ')
}
