import { type Company, NO_DAY, nextId } from './abills-books.ts'
import { type Json, numberOf, textOf } from './abills-json.ts'
import { type Columns, search } from './abills-lists.ts'
import { type Call, Refusal, type Route } from './abills-routes.ts'

// Companies, groups, and the corners of the cabinet that are the same for everybody.

export const EXTRA_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/groups/', role: 'admin', answer: addGroup },
  { method: 'GET', path: '/companies/', role: 'admin', answer: listCompanies },
  { method: 'POST', path: '/companies/', role: 'admin', answer: addCompany },
  { method: 'GET', path: '/companies/:id/', role: 'admin', answer: (call) => showCompany(call, call.path['id'] ?? 0) },
  { method: 'GET', path: '/user/portal/news/', role: 'user', answer: () => ({ news: [], topics: [] }) },
  { method: 'GET', path: '/user/config/', role: 'user', answer: () => CONFIG },
  { method: 'GET', path: '/user/iptv/', role: 'user', answer: () => [] },
  { method: 'GET', path: '/user/internet/sessions/', role: 'user', answer: () => [] },
  { method: 'GET', path: '/online/:uid/', role: 'admin', answer: listOnline },
]

const CONFIG: Json = {
  abonClient: 1,
  addFriend: 1,
  cardsUserPayment: { serial: 1 },
  docsInvoicesList: 1,
  internetUserInfo: 1,
  internetUserStats: 1,
  iptvConfig: { subscribe: { describe: '', id: 'EMAIL', name: 'E-mail' } },
  iptvPortalServiceInfo: 1,
  iptvUserInfo: 1,
  msgsUser: 1,
  paysysPayment: 1,
  paysysSubscribe: 1,
  paysysUserLog: 1,
  portalNews: 1,
  system: { password: { regex: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWYXZ', symbols: 6 } },
}

function broken(debuginfo: string): Refusal {
  return new Refusal({ debuginfo, errno: 20, errstr: 'Unknown error, please try later' }, 502)
}

function listOnline(): Json {
  const name = '&Internet::Api::admin::Sessions::get_sessions_uid'
  throw broken(`Undefined subroutine ${name} called at ..//lib/Abills/Api/Router.pm line 323.\n`)
}

function addGroup({ world, params }: Call): Json {
  const gid = numberOf(params, 'GID')
  const [name, allowCredit] = [textOf(params, 'NAME') ?? '', numberOf(params, 'ALLOW_CREDIT')]
  const disableChgTp = numberOf(params, 'DISABLE_CHG_TP')
  world.books.groups.set(gid, { gid, name, allowCredit, disableChgTp })
  return {
    allowCredit,
    bonus: 0,
    descr: '',
    disableAccess: 0,
    disableChgTp,
    disablePayments: 0,
    disablePaysys: 0,
    documentsAccess: 0,
    domainId: 0,
    gid,
    name,
    separateDocs: 0,
    smsService: 0,
  }
}

function addCompany(call: Call): Json {
  const { world, params } = call
  const { bills, companies } = world.books
  const [id, billId] = [nextId(world.books, 'companies'), nextId(world.books, 'bills')]
  bills.set(billId, { id: billId, uid: 0, companyId: id, deposit: 0n })
  companies.set(id, {
    id,
    name: textOf(params, 'NAME') ?? '',
    billId,
    edrpou: textOf(params, 'EDRPOU') ?? '',
    taxNumber: textOf(params, 'TAX_NUMBER') ?? '',
    contractId: textOf(params, 'CONTRACT_ID') ?? '',
    contractDate: textOf(params, 'CONTRACT_DATE') ?? NO_DAY,
    credit: 0n,
    phone: textOf(params, 'PHONE') ?? '',
    email: textOf(params, 'EMAIL') ?? '',
    representative: textOf(params, 'REPRESENTATIVE') ?? '',
    registration: world.clock.today(),
  })
  const entries = Object.entries({ ...showCompany(call, id), insertId: id })
  return Object.fromEntries(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)))
}

function showCompany({ world }: Call, id: number): { readonly [name: string]: Json } {
  const company = world.books.companies.get(id)
  if (company === undefined) throw new Refusal({ errno: 2, errstr: 'ERROR_NOT_EXIST' })
  return {
    address: '',
    addressFlat: '',
    bankAccount: '',
    bankBic: '',
    bankName: '',
    billId: company.billId,
    comments: '',
    companyId: id,
    contractDate: company.contractDate,
    contractExpiry: NO_DAY,
    contractId: company.contractId,
    contractStatus: 0,
    contractSufix: '',
    corBankAccount: '',
    credit: company.credit,
    creditDate: NO_DAY,
    deposit: world.books.bills.get(company.billId)?.deposit ?? 0n,
    disable: 0,
    domainId: 0,
    edrpou: company.edrpou,
    email: company.email,
    extBillId: 0,
    id,
    indication: '',
    locationId: 0,
    name: company.name,
    paymentType: 0,
    phone: company.phone,
    registration: company.registration,
    representative: company.representative,
    taxNumber: company.taxNumber,
    vat: 0,
  }
}

function listCompanies({ world, params }: Call): Json {
  const { bills, companies } = world.books
  const found = search([...companies.values()], { columns: COMPANY_COLUMNS, sort: 'NAME', isDescending: false }, params)
  const list = found.rows.map(
    ({ id, name, billId, credit, edrpou, taxNumber, contractId, contractDate, representative }) => ({
      bankAccount: '',
      bankName: '',
      billId,
      contractDate,
      contractId,
      credit,
      deposit: bills.get(billId)?.deposit ?? 0n,
      edrpou,
      id,
      name,
      representative,
      taxNumber,
    }),
  )
  return { list, total: found.total }
}

const COMPANY_COLUMNS: Columns<Company> = {
  ID: { type: 'INT', read: ({ id }) => id },
  NAME: { type: 'STR', read: ({ name }) => name },
}
