import { NO_DAY, nextId } from './abills-books.ts'
import { addDays } from './abills-clock.ts'
import type { Json } from './abills-json.ts'
import { readSum } from './abills-lists.ts'
import type { Call, Route } from './abills-routes.ts'

// Invoices that a subscriber writes out to pay by them.

const DAYS_TO_PAY = 30

export const INVOICE_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/user/docs/invoices/', role: 'user', answer: listInvoices },
  { method: 'POST', path: '/user/docs/invoices/', role: 'user', answer: addInvoice },
]

/** One of the names in an order is the subscriber's login. */
function addInvoice({ world, account, params }: Call): Json {
  const [id, sum] = [nextId(world.books, 'invoices'), readSum(params, 'SUM') ?? 0n]
  const [created, today] = [world.clock.stamp(), world.clock.today()]
  world.books.invoices.push({ id, uid: account.uid, sum, created })
  const { login, person } = account
  const order = { counts: 1, feesId: 0, feesType: 0, invoiceId: id, [login]: login, orders: '', price: sum, tax: 0 }
  return {
    addressBuild: person.addressBuild,
    addressFlat: person.addressFlat,
    addressStreet: person.addressStreet,
    affected: 0,
    amountForPay: sum,
    aFio: 'Users web portal',
    chargedSum: 0,
    companyId: account.companyId,
    companyName: world.books.companies.get(account.companyId)?.name ?? '',
    companyPhone: '',
    contractDate: person.contractDate,
    contractId: person.contractId,
    created,
    currency: 0,
    customer: person.fio,
    date: today,
    deliveryStatus: 0,
    deposit: 0,
    docsAccountExpirePeriod: DAYS_TO_PAY,
    docId: id,
    docIds: id,
    exchangeRate: 0,
    expireDate: addDays(today, DAYS_TO_PAY),
    extId: '',
    fio: person.fio,
    insertId: id,
    invoiceNum: id,
    login,
    nextId: id,
    number: '',
    orders: [{ ...order, taxSum: 0, typeFeesId: 0, unit: 0 }],
    paymentId: 0,
    paymentMethodId: '',
    paymentSum: '',
    phone: '',
    prePayment: sum,
    receiveDate: NO_DAY,
    total: 1,
    totalSum: sum,
    trackingDateFrom: NO_DAY,
    trackingDateTo: NO_DAY,
    trackingNumberFrom: '',
    trackingNumberTo: '',
    uid: account.uid,
    vat: '0.00',
  }
}

function listInvoices({ world, account }: Call): Json {
  const { fio, fio2, fio3 } = account.person
  const own = world.books.invoices.filter(({ uid }) => uid === account.uid)
  const list = own.map(({ id, uid, sum, created }) => ({
    altSum: 0,
    created,
    currency: 0,
    customer: fio,
    date: created.slice(0, 10),
    docsDeposit: 0,
    exchangeRate: 0,
    extId: '',
    feesId: 0,
    fio: [fio, fio2, fio3].join(' '),
    id,
    invoiceNum: id,
    invoiceSum: sum,
    paymentId: 0,
    paymentMethod: '',
    paymentSum: '',
    receiveDate: NO_DAY,
    totalSum: sum,
    trackingDateTo: NO_DAY,
    uid,
  }))
  return { list, total: list.length }
}
