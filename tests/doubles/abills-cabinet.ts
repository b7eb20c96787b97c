import { NO_DAY, nextId } from './abills-books.ts'
import { addDays, nextMonth } from './abills-clock.ts'
import { type Json, numberOf, printCents, textOf } from './abills-json.ts'
import { readSum } from './abills-lists.ts'
import { type Call, Refusal, type Route } from './abills-routes.ts'
import { depositOf, monthFeeOf, servicesOf, takeFee } from './abills-world.ts'

// Extra services, news, and how much to pay.

export const CABINET_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/abon/tariffs/', role: 'admin', answer: listAbonTariffs },
  { method: 'POST', path: '/abon/tariffs/', role: 'admin', answer: addAbonTariff },
  { method: 'GET', path: '/users/:uid/abon/', role: 'admin', answer: listAbon },
  { method: 'GET', path: '/user/abon/', role: 'user', answer: listAbon },
  { method: 'POST', path: '/user/abon/:id/', role: 'user', answer: orderAbon },
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
    activateNotification: 0,
    activatePrice: 0,
    affected: 1,
    alert: 0,
    alertAccount: 0,
    categoryId: 0,
    comments: '',
    createAccount: 0,
    createDocs: 0,
    date: today,
    datetime: world.clock.stamp(),
    debug: 0,
    debugFile: '',
    description: '',
    discount: 0,
    docsOrder: `${what} ${printCents(price)} \n`,
    docsSum: printCents(price),
    domainId: 0,
    extBillAccount: 0,
    extCmd: '',
    extServiceId: '',
    feesType: 0,
    gid: '',
    hotDeal: 0,
    id,
    login: '',
    manualActivate: 0,
    messages: [`${what} SUM: ${printCents(price)}`],
    name,
    nextAbonDate: '',
    nonfixPeriod: 0,
    notification1: 0,
    notification2: 0,
    notificationAccount: 0,
    password: '',
    paymentType: 0,
    period,
    periodAlignment: 0,
    personalDescription: '',
    plugin: '',
    price,
    priority: 0,
    promotional: 0,
    promoPeriod: 0,
    serviceCount: 1,
    serviceImg: '',
    serviceLink: '',
    serviceRecovery: 0,
    total: 0,
    tpInfo: {
      activatePrice: 0,
      createAccount: 0,
      discount: 0,
      extBillAccount: 0,
      feesType: 1,
      periodAlignment: 0,
      price,
      tpId: id,
      tpName: name,
    },
    url: '',
    userDescription: '',
    userPortal,
    vat: 0,
  }
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
