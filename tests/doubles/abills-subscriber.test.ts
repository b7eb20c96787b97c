import { expect, test } from 'vitest'
import { type Caller, startCaller, startSmall } from './abills-client.ts'

// What a subscriber does in a session of their own. The samples are invented, their shape is the recorded one.

const NO_DAY = '0000-00-00'
const DENIED = [401, { errno: 10, errstr: 'Access denied' }]

const SERVICE = {
  abonDistribution: 0,
  activatePrice: 0,
  canChangeTp: true,
  cid: '',
  dayFee: 0,
  id: 2,
  inSpeed: 0,
  internetExpire: NO_DAY,
  internetStatus: 0,
  ip: '0.0.0.0',
  ipNum: 0,
  loginStatus: 0,
  macDiscovery: false,
  monthFee: 480,
  nextAbon: { abonDate: '2026-12-01', activateDate: '2026-11-01', daysToFee: 9, sum: 480 },
  originalDayFee: 0,
  originalMonthFee: 0,
  outSpeed: 0,
  personalTp: 0,
  serviceHoldup: true,
  statusName: 'enable',
  tpAge: 0,
  tpComments: '',
  tpId: 2,
  tpName: 'Луч 50',
  tpReductionFee: 0,
  tvUserPortal: 0,
  uid: 2,
}

/** With money for the dearer tariff. */
async function startPaid(): Promise<Caller> {
  const caller = await startSmall()
  caller.double.office.pay(2, '1500.00')
  return caller
}

test('a session begins with login and password, and ends with the logout', async () => {
  const { call, signIn } = await startSmall()
  const body = JSON.stringify({ login: 'luch500', password: 'Parol500' })
  const session = await call({ method: 'POST', path: '/users/login', body })
  expect(session.json).toEqual({ login: 'luch500', sid: expect.stringMatching(/^\w{16}$/), uid: 2 })
  const own = await signIn('luch500', 'Parol500')
  expect((await own.get('/user')).json).toEqual({
    activate: NO_DAY,
    billId: 2,
    billOwner: 2,
    credit: 0,
    creditDate: NO_DAY,
    deposit: -480,
    disableDate: NO_DAY,
    domainId: 0,
    expire: NO_DAY,
    extBillId: 0,
    login: 'luch500',
    reduction: 0,
    reductionDate: NO_DAY,
    registration: '2026-11-22',
    uid: 2,
    list: [],
  })
  expect((await own.send('DELETE', '/user/logout')).json).toEqual({ result: 'Success logout' })
  const after = await own.get('/user')
  expect([after.status, after.json]).toEqual(DENIED)
  const guessed = await call({ method: 'GET', path: '/user', headers: { USERSID: 'guess' } })
  expect([guessed.status, guessed.json]).toEqual(DENIED)
})

test('a wrong password is refused, and too many of them lock the login until the next day', async () => {
  const { double, call } = await startSmall({ settings: { bruteforceLimit: 3 } })
  const signIn = async (password: string) => {
    const body = JSON.stringify({ login: 'luch500', password })
    return await call({ method: 'POST', path: '/user/login', body })
  }
  const wrong = [400, { errno: 10_001, errstr: 'Wrong login or password or auth token' }]
  for (let tries = 0; tries < 4; tries += 1) {
    const refused = await signIn('guess')
    expect([refused.status, refused.json]).toEqual(wrong)
  }
  const locked = await signIn('Parol500')
  expect([locked.status, locked.json]).toEqual(wrong)
  double.clock.advance(86_400_000)
  expect((await signIn('Parol500')).status).toBe(200)
})

test('a session that nobody used for a day is over, staff paths are closed to it, and so are its own to staff', async () => {
  const { double, get, signIn } = await startSmall()
  const own = await signIn('luch500', 'Parol500')
  expect((await own.get('/users/2')).status).toBe(401)
  expect((await get('/user')).status).toBe(401)
  double.clock.advance(86_400_000 + 1000)
  expect((await own.get('/user')).status).toBe(401)
})

test('the own person lacks what is for staff', async () => {
  const { get, signIn } = await startSmall()
  const own = await signIn('luch500', 'Parol500')
  const { affected: _, comments: __, total: ___, ...rest } = Object((await get('/users/2/pi')).json)
  expect((await own.get('/user/pi')).json).toEqual(rest)
})

test('a subscriber changes names and contacts only where the provider lets them', async () => {
  const { double, signIn } = await startSmall()
  const own = await signIn('luch500', 'Parol500')
  const change = { fio: 'Новая Проба', email: 'new@mail.example', contractId: '1' }
  expect((await own.send('PUT', '/user/pi', change)).json).toEqual({
    errno: 10_066,
    errstr: 'Unknown operation happened',
  })
  double.settings.profileChange = true
  expect((await own.send('PUT', '/user/pi', change)).json).toEqual({ result: 'Successfully changed fio, email' })
  expect(double.books.accounts.get(2)?.person).toMatchObject({
    fio: 'Новая Проба',
    email: ['new@mail.example'],
    contractId: '',
  })
})

test('own services tell the next fee, and only where money is there', async () => {
  const { double, signIn } = await startSmall()
  const own = await signIn('luch500', 'Parol500')
  const { nextAbon: _, ...poor } = SERVICE
  expect((await own.get('/user/internet')).json).toEqual([{ ...poor, canChangeTp: false }])
  double.office.pay(2, '1500.00')
  expect((await own.get('/user/internet')).json).toEqual([SERVICE])
  const titled = { ...SERVICE, statusName: 'Active' }
  expect((await own.get('/user/services')).json).toEqual({ abon: [], internet: [titled], iptv: [] })
})

test('own payments and charges come oldest first, all at once', async () => {
  const { signIn, double } = await startCaller()
  const own = await signIn('net1003', 'Secret3x')
  const { json } = await own.get('/user/payments')
  const [first] = double.books.payments.filter(({ uid }) => uid === 3)
  expect(Object(json)).toHaveLength(40)
  const row = { datetime: first?.date, dsc: 'terminal', extId: 'SEED:3:40', id: first?.id, sum: 500.3, uid: 3 }
  expect(Object(json)[0]).toEqual(row)
  const fees = Object((await own.get('/user/fees')).json)
  expect(fees).toHaveLength(40)
  expect(Object.keys(fees[0])).toEqual(['datetime', 'dsc', 'id', 'sum', 'uid'])
})

test('where no freeze is offered, each path has its own number for it', async () => {
  const { double, signIn } = await startPaid()
  double.settings.holdup = null
  double.settings.tariffChange = false
  const own = await signIn('luch500', 'Parol500')
  const refused = await own.get('/user/2/holdup')
  expect([refused.status, refused.json]).toEqual([400, { errno: 4402, errstr: 'ERR_INTERNET_ID_NOT_DEFINED' }])
  const holdup = { error: 4403, errstr: 'ERR_NO_SERVICE_HOLDUP_ACCESS' }
  expect((await own.get('/user/internet')).json).toEqual([{ ...SERVICE, canChangeTp: false, holdup }])
  const tariffs = await own.get('/user/internet/tariffs')
  expect([tariffs.status, tariffs.json]).toEqual([
    400,
    {
      error: 4504,
      errstr: 'Not allowed to change tariff plan',
      message: 'NOT_ALLOWED_TO_CHANGE_TP',
      messageTitle: 'ERROR',
      messageType: 'err',
    },
  ])
})

test('tariffs that the account can pay are offered, without the one it has', async () => {
  const { signIn } = await startPaid()
  const own = await signIn('luch500', 'Parol500')
  const rest = { comments: '', dayFee: 0, inSpeed: 0, originalDayFee: 0, originalMonthFee: 0, outSpeed: 0, popular: 0 }
  const more = { activatePrice: 0, canChangeTp: true, reductionFee: 0, serviceId: 0, tpAge: 0, tpComments: '' }
  expect((await own.get('/user/internet/tariffs')).json).toEqual([
    { ...rest, ...more, id: 100, monthFee: 0, name: 'Admin', tpFee: 0, tpId: 1, tpName: 'Admin' },
    { ...rest, ...more, id: 502, monthFee: 720.5, name: 'Луч 250', tpFee: 720.5, tpId: 3, tpName: 'Луч 250' },
  ])
})

test('a change of tariff is planned for the next month, shown, refused twice, taken back, and done in its night', async () => {
  const { double, get, signIn } = await startPaid()
  const own = await signIn('luch500', 'Parol500')
  const wish = { tpId: 3, date: '2026-12-01', period: 1 }
  const done = { uid: 2, result: 'Successfully changed', success: 1 }
  expect((await own.send('PUT', '/user/internet/2', wish)).json).toEqual(done)
  const schedule = {
    canCancel: true,
    date: '2026-11-22',
    dateFrom: '2026-12-01',
    dayFee: 0,
    inSpeed: 0,
    monthFee: 720.5,
    outSpeed: 0,
    sheduleId: 1,
    tpComments: '',
    tpId: 3,
    tpName: 'Луч 250',
  }
  expect((await own.get('/user/internet')).json).toEqual([{ ...SERVICE, canChangeTp: false, schedule }])
  const twice = await own.send('PUT', '/user/internet/2', wish)
  expect([twice.status, twice.json]).toEqual([400, { errno: 4523, errstr: 'Schedule for change already set' }])
  expect((await own.send('DELETE', '/user/internet/1')).json).toEqual({ uid: 2, success: 1 })
  expect((await own.send('DELETE', '/user/internet/1')).status).toBe(400)
  expect((await own.send('PUT', '/user/internet/2', { ...wish, tpId: 2 })).json).toMatchObject({ errno: 4521 })
  expect((await own.send('PUT', '/user/internet/2', { ...wish, tpId: 9 })).json).toMatchObject({ errno: 4527 })
  expect((await own.send('PUT', '/user/internet/1', wish)).json).toMatchObject({ errno: 4526 })
  await own.send('PUT', '/user/internet/2', wish)
  double.clock.set('2026-12-01T00:10:00Z')
  expect((await get('/users/2/internet')).json).toMatchObject([{ tpId: 3, tpName: 'Луч 250' }])
  expect(double.balanceOf(2)).toBe('299.5')
})

test('the office plans a change that the subscriber cannot take back', async () => {
  const { send, signIn } = await startPaid()
  const own = await signIn('luch500', 'Parol500')
  const planned = await send('PUT', '/internet/2', { id: 2, tpId: 3, period: 2, date: '2026-12-20' })
  expect(planned.json).toEqual({ message: 'TARIFF_SCHEDULE_SET', result: 'OK' })
  const shown = { canCancel: false, dateFrom: '2026-12-20', tpId: 3 }
  expect((await own.get('/user/internet')).json).toMatchObject([{ schedule: shown }])
  expect((await own.send('DELETE', '/user/internet/1')).json).toMatchObject({ errno: 4308 })
  expect((await send('PUT', '/internet/2', { id: 2, tpId: 2, period: 1 })).json).toMatchObject({ errno: 1_360_008 })
  expect((await send('PUT', '/internet/2', { id: 2, tpId: 3 })).json).toEqual({
    message: 'TARIFF_CHANGED',
    result: 'OK',
  })
})

test('a password is changed without ending the session', async () => {
  const { call, signIn } = await startSmall()
  const own = await signIn('luch500', 'Parol500')
  const done = await own.send('POST', '/user/reset/password', { password: 'Drugoj501' })
  expect(done.json).toEqual({ result: 'Successfully changed password' })
  expect((await own.get('/user')).status).toBe(200)
  expect((await own.send('POST', '/user/reset/password', {})).json).toEqual({
    errno: 10_036,
    errstr: 'No field password',
  })
  const old = JSON.stringify({ login: 'luch500', password: 'Parol500' })
  expect((await call({ method: 'POST', path: '/users/login', body: old })).status).toBe(400)
  const recovery = JSON.stringify({ login: 'luch500', email: 'x@mail.example' })
  const refused = await call({ method: 'POST', path: '/user/password/recovery', body: recovery })
  const service = { errno: 10_003, errstr: 'Service not available', errstrLng: 'Wrong data input' }
  expect([refused.status, refused.json]).toEqual([400, service])
})

test('corners of the cabinet answer as they were seen to', async () => {
  const { get, send, signIn } = await startSmall()
  const own = await signIn('luch500', 'Parol500')
  expect((await own.get('/user/recommendedPay')).text).toBe(
    '{"allServicesSum":480.00,"maxSum":0,"minSum":0,"sum":960.00}',
  )
  expect((await own.get('/user/portal/news')).json).toEqual({ news: [], topics: [] })
  expect((await own.get('/user/iptv')).text).toBe('[]')
  expect((await own.get('/user/internet/sessions')).text).toBe('[]')
  expect((await own.get('/user/config')).json).toMatchObject({ msgsUser: 1, system: { password: { symbols: 6 } } })
  const online = await get('/online/2')
  expect([online.status, Reflect.get(Object(online.json), 'errno')]).toEqual([502, 20])
  const article = { title: 'Sale', content: 'text', date: '2026-11-20' }
  expect((await send('POST', '/portal/articles/', article)).json).toEqual({ affected: 1, insertId: 1, total: 0 })
  expect((await send('POST', '/portal/articles/', { ...article, title: 'Скидка' })).status).toBe(502)
  const tariff = await send('POST', '/abon/tariffs', { name: 'Адрес', price: 90, period: 1, userPortal: 2 })
  const duplicate = { affected: '', id: 1, insertId: 7, total: 0, errno: 7, errstr: 'ERROR_DUPLICATE' }
  expect([tariff.status, tariff.json]).toEqual([400, duplicate])
  expect((await get('/abon/tariffs')).json).toMatchObject([{ id: 1, price: 90, tpName: 'Адрес' }])
  expect((await own.get('/user/abon')).text).toBe('[]')
  expect((await own.send('POST', '/user/abon/1', {})).json).toMatchObject({ docsSum: 90, id: 1, name: 'Адрес' })
  expect((await get('/users/2/abon')).json).toMatchObject([{ id: 1, nextAbon: '2026-12-01', price: 90, uid: 2 }])
  const invoice = await own.send('POST', '/user/docs/invoices', { sum: 640 })
  expect(invoice.json).toMatchObject({ invoiceNum: 1, totalSum: 640, orders: [{ luch500: 'luch500', price: 640 }] })
  expect((await own.get('/user/docs/invoices')).json).toMatchObject({ list: [{ invoiceSum: 640 }], total: 1 })
})
