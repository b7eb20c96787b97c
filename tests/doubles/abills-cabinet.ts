import { NO_DAY, nextId } from './abills-books.ts'
import { addDays, nextMonth } from './abills-clock.ts'
import { type Json, numberOf, printCents, textOf } from './abills-json.ts'
import { readSum } from './abills-lists.ts'
import { type Call, Refusal, type Route } from './abills-routes.ts'
import { depositOf, monthFeeOf, servicesOf, takeFee } from './abills-world.ts'

// Extra services, invoices, news, and how much to pay.

export const CABINET_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/abon/tariffs/', role: 'admin', answer: listAbonTariffs },
  { method: 'POST', path: '/abon/tariffs/', role: 'admin', answer: addAbonTariff },
  { method: 'GET', path: '/users/:uid/abon/', role: 'admin', answer: listAbon },
  { method: 'GET', path: '/user/abon/', role: 'user', answer: listAbon },
  { method: 'POST', path: '/user/abon/:id/', role: 'user', answer: orderAbon },
  { method: 'GET', path: '/user/docs/invoices/', role: 'user', answer: listInvoices },
  { method: 'POST', path: '/user/docs/invoices/', role: 'user', answer: addInvoice },
  { method: 'POST', path: '/portal/articles/', role: 'admin', answer: addArticle },
  { method: 'GET', path: '/user/recommendedPay/', role: 'user', answer: recommend },
]

/** What its fees are, less what is there. */
function recommend({ world, account }: Call): Json {
  const all = servicesOf(world, account.uid).reduce((sum, service) => sum + monthFeeOf(world, service), 0n)
  const missing = all - depositOf(world, account)
  return { allServicesSum: printCents(all), maxSum: 0, minSum: 0, sum: printCents(missing > 0n ? missing : 0n) }
}

/** It is created, and called a duplicate. */
function addAbonTariff({ world, params }: Call): Json {
  const id = nextId(world.books, 'abon')
  world.books.abonTariffs.push({
    id,
    name: textOf(params, 'NAME') ?? '',
    price: readSum(params, 'PRICE') ?? 0n,
    period: numberOf(params, 'PERIOD'),
    userPortal: numberOf(params, 'USER_PORTAL'),
  })
  return { affected: '', id, insertId: 7, total: 0, errno: 7, errstr: 'ERROR_DUPLICATE' }
}

function listAbonTariffs({ world }: Call): Json {
  const { abonServices, abonTariffs } = world.books
  return abonTariffs.map((tariff) => ({
    activateNotification: 0,
    activatePrice: 0,
    categoryId: 0,
    createAccount: 0,
    description: '',
    discount: 0,
    extBillAccount: 0,
    extCmd: '',
    extServiceId: '',
    feesType: 0,
    gid: '',
    id: tariff.id,
    manualActivate: 0,
    nextAbonDate: nextMonth(nextMonth(world.clock.today())),
    nonfixPeriod: 0,
    paymentType: 0,
    period: tariff.period,
    periodAlignment: 0,
    plugin: '',
    price: tariff.price,
    priority: 0,
    promoPeriod: 0,
    promotional: 0,
    tpId: tariff.id,
    tpName: tariff.name,
    userCount: abonServices.filter(({ id }) => id === tariff.id).length,
    userDescription: '',
    userPortal: tariff.userPortal,
    vat: 0,
  }))
}

function listAbon({ world, account }: Call): Json {
  const { abonServices, abonTariffs } = world.books
  const own = abonServices.filter(({ uid }) => uid === account.uid)
  return own.map(({ id, date, uid }) => ({
    activeService: 1,
    comments: '',
    createDocs: 0,
    date,
    description: '',
    discount: 0,
    feesPeriod: 0,
    id,
    manualActivate: 0,
    manualFee: 0,
    missing: 0,
    nextAbon: nextMonth(world.clock.today()),
    notification1: NO_DAY,
    notification1AccountId: 0,
    notification2: NO_DAY,
    period: abonTariffs.find((tariff) => tariff.id === id)?.period ?? 0,
    personalDescription: '',
    plugin: '',
    price: abonTariffs.find((tariff) => tariff.id === id)?.price ?? 0,
    promoPeriod: 0,
    reductionFee: 0,
    sendDocs: 0,
    serviceCount: 1,
    tpName: abonTariffs.find((tariff) => tariff.id === id)?.name ?? '',
    uid,
    userDescription: '',
  }))
}

/** The answer is all that the program had in hand. */
function orderAbon({ world, account, path }: Call): Json {
  const tariff = world.books.abonTariffs.find(({ id }) => id === path['id'])
  if (tariff === undefined) throw new Refusal({ errno: 2, errstr: 'ERROR_NOT_EXIST' })
  const today = world.clock.today()
  const { id, name, price, period, userPortal } = tariff
  const what = `Abon:  (${today.slice(0, 8)}01-${addDays(today, 30)}) ${name} (${id}) `
  world.books.abonServices.push({ uid: account.uid, id, date: today })
  takeFee(world, { account, amount: price, dsc: what.trim() })
  return {
    account: 0,
    activate: today,
    activatePrice: 0,
    affected: 1,
    date: today,
    datetime: world.clock.stamp(),
    docsOrder: `${what} ${printCents(price)} \n`,
    docsSum: printCents(price),
    id,
    login: '',
    messages: [`${what} SUM: ${printCents(price)}`],
    name,
    nextAbonDate: '',
    password: '',
    period,
    price,
    serviceCount: 1,
    total: 0,
    tpInfo: { activatePrice: 0, feesType: 1, price, tpId: id, tpName: name },
    userPortal,
    vat: 0,
  }
}

function addInvoice({ world, account, params }: Call): Json {
  const [id, sum] = [nextId(world.books, 'invoices'), readSum(params, 'SUM') ?? 0n]
  const [created, today] = [world.clock.stamp(), world.clock.today()]
  world.books.invoices.push({ id, uid: account.uid, sum, created })
  const { fio, contractId, contractDate } = account.person
  return {
    affected: 0,
    amountForPay: sum,
    contractDate,
    contractId,
    created,
    customer: fio,
    date: today,
    docId: id,
    docIds: id,
    expireDate: addDays(today, 30),
    extId: '',
    fio,
    insertId: id,
    invoiceNum: id,
    login: account.login,
    orders: [{ counts: 1, feesId: 0, feesType: 0, invoiceId: id, orders: '', price: sum, tax: 0, unit: 0 }],
    paymentId: 0,
    prePayment: sum,
    total: 1,
    totalSum: sum,
    uid: account.uid,
    vat: '0.00',
  }
}

function listInvoices({ world, account }: Call): Json {
  const list = world.books.invoices
    .filter(({ uid }) => uid === account.uid)
    .map(({ id, uid, sum, created }) => ({
      altSum: 0,
      created,
      currency: 0,
      customer: account.person.fio,
      date: created.slice(0, 10),
      docsDeposit: 0,
      exchangeRate: 0,
      extId: '',
      feesId: 0,
      fio: [account.person.fio, account.person.fio2, account.person.fio3].join(' '),
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

/** Texts beyond Latin stop it in the middle. */
function addArticle({ world, params }: Call): Json {
  const title = textOf(params, 'TITLE') ?? ''
  if (/[^\u0020-\u00ff]/.test(JSON.stringify(params))) {
    const debuginfo = 'Wide character at ..//lib/Abills/Base.pm line 417.\n'
    throw new Refusal({ debuginfo, errno: 20, errstr: 'Unknown error, please try later' }, 502)
  }
  world.books.articles.push(title)
  return { affected: 1, insertId: nextId(world.books, 'articles'), total: 0 }
}
