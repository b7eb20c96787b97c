import { expect, test } from 'vitest'
import { startCaller, startSmall } from './abills-client.ts'

// Accounts and persons as staff sees them. The samples are invented, their shape is the recorded one.

const NO_DAY = '0000-00-00'

const ACCOUNT = {
  activate: NO_DAY,
  billId: 2,
  billOwner: 2,
  companyCredit: 0,
  companyId: 0,
  companyName: '',
  companyVat: 0,
  credit: 0,
  creditDate: NO_DAY,
  deleted: 0,
  deposit: -480,
  disable: 0,
  disableDate: NO_DAY,
  domainId: 0,
  expire: NO_DAY,
  extBillId: 0,
  gid: 1,
  gName: 'Дома',
  login: 'luch500',
  reduction: 0,
  reductionDate: NO_DAY,
  registration: '2026-11-22',
  total: 1,
  uid: 2,
}

const PERSON = {
  acceptRules: 0,
  addressBuild: '',
  addressFlat: '',
  addressStreet: '',
  affected: 0,
  birthDate: NO_DAY,
  cellPhone: [],
  city: '',
  comments: '',
  contractDate: NO_DAY,
  contractExpiry: NO_DAY,
  contractId: '',
  contractStatus: 0,
  contractSufix: '',
  countryId: 0,
  email: [],
  entrance: 0,
  fio: '',
  fio2: '',
  fio3: '',
  floor: 0,
  googlePush: [],
  icq: [],
  indication: '',
  locationId: 0,
  pasportDate: NO_DAY,
  pasportGrant: '',
  pasportNum: '',
  paymentType: 0,
  phone: [],
  regAddress: '',
  skype: [],
  taxNumber: 0,
  telegram: [],
  total: 1,
  uid: 2,
  viber: [],
  zip: '',
  list: [],
}

test('an account is shown with money as a double and days that are no days', async () => {
  const { get } = await startSmall()
  const answer = await get('/users/2')
  expect(answer.json).toEqual(ACCOUNT)
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(answer.headers.get('access-control-allow-headers')).toBe('*')
  expect(answer.headers.get('accept-ranges')).toBe('bytes')
  expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(answer.text)))
  expect(Object.keys(Object(answer.json)).slice(0, 4)).toEqual(['activate', 'billId', 'billOwner', 'companyCredit'])
})

test('a new account gets its number and its bill, a known login is a duplicate', async () => {
  const { send } = await startSmall()
  const made = { affected: 1, billId: 3, insertId: 3, login: 'luch501', total: 0, uid: 3 }
  expect(
    (await send('POST', '/users', { login: 'luch501', password: 'Parol501', createBill: 1, gid: 0 })).json,
  ).toEqual(made)
  const again = await send('POST', '/users', { login: 'luch501', password: 'x', createBill: 1 })
  expect([again.status, again.json]).toEqual([400, { errno: 7, errstr: 'ERROR_DUPLICATE' }])
})

test('a person that is added gets contacts alone, and the answer is an empty list all the same', async () => {
  const { get, send } = await startSmall()
  const body = { fio: 'Пробный Проба Пробович', phone: '+79005550101', email: 'proba@mail.example', contractId: '5000' }
  const added = await send('POST', '/users/2/pi', body)
  expect([added.status, added.text]).toEqual([200, '[]'])
  expect((await get('/users/2/pi')).json).toEqual({ ...PERSON, email: ['proba@mail.example'], phone: ['+79005550101'] })
})

test('a person is changed field by field, and the type of a contract follows its digits', async () => {
  const { get, send } = await startSmall()
  const change = { fio: 'Пробный Проба Пробович', contractId: '5000', contractDate: '2026-02-10' }
  expect((await send('PUT', '/users/2/pi', change)).json).toEqual({ affected: 1, total: 0 })
  expect((await get('/users/2/pi')).json).toEqual({ ...PERSON, ...change, contractId: 5000 })
  await send('PUT', '/users/2/pi', { contractId: '005000' })
  expect((await get('/users/2/pi')).json).toEqual({ ...PERSON, ...change, contractId: '005000' })
  await send('PUT', '/users/2/pi', { contractId: 'Д-5000' })
  expect((await get('/users/2/pi')).json).toEqual({ ...PERSON, ...change, contractId: 'Д-5000' })
})

test('an account is moved to a group, and saying it again changes nothing', async () => {
  const { get, send } = await startSmall()
  const group = await send('POST', '/groups', { gid: 4, name: 'Дачи', allowCredit: 0 })
  expect(group.json).toEqual({
    allowCredit: 0,
    bonus: 0,
    descr: '',
    disableAccess: 0,
    disableChgTp: 0,
    disablePayments: 0,
    disablePaysys: 0,
    documentsAccess: 0,
    domainId: 0,
    gid: 4,
    name: 'Дачи',
    separateDocs: 0,
    smsService: 0,
  })
  expect((await send('PUT', '/users/2', { gid: 4 })).json).toEqual({ affected: 1, total: 0 })
  expect((await send('PUT', '/users/2', { gid: 4 })).json).toEqual({ affected: 0, total: 0 })
  expect((await get('/users/2')).json).toEqual({ ...ACCOUNT, gid: 4, gName: 'Дачи' })
})

test('who is not there, a wrong key and an unknown path are three different refusals', async () => {
  const { double, call, get } = await startSmall()
  const missing = await get('/users/7777')
  expect([missing.status, missing.json]).toEqual([
    400,
    { errno: 15, errstr: 'User not found with uid 7777', uid: 7777 },
  ])
  expect(missing.headers.has('accept-ranges')).toBe(false)
  const wrong = { method: 'GET', path: '/users/2', headers: { KEY: 'guess' } }
  for (let tries = 0; tries < 8; tries += 1) {
    const denied = await call(wrong)
    expect([denied.status, denied.json]).toEqual([401, { errno: 10, errstr: 'Access denied' }])
  }
  expect((await call({ ...wrong, headers: { KEY: double.apiKey } })).status).toBe(200)
  const nowhere = await get('/no/such')
  expect([nowhere.status, nowhere.json]).toEqual([404, { errno: 2, errstr: 'No such route' }])
  expect((await get('/equipment/2/')).status).toBe(404)
})

test('a list has 25 rows by login, the page parameter skips rows, and other columns come when asked for', async () => {
  const { get } = await startCaller()
  const first = Object((await get('/users/all')).json)
  expect(first).toHaveLength(25)
  expect(first[0]).toEqual({ login: 'net1002', uid: 2 })
  const page = await get('/users/all?PAGE_ROWS=3&PG=3&SORT=uid&DEPOSIT=_SHOW&CREDIT=_SHOW')
  expect(Object(page.json).map(({ uid }: { uid: number }) => uid)).toEqual([4, 5, 6])
  expect(Object(page.json)[0]).toEqual({ credit: 0, deposit: 416, login: 'net1004', uid: 4 })
  expect((await get('/users/all?UID=4&FIO=_SHOW')).json).toEqual([
    { fio: 'Козлов Пётр Петрович  ', login: 'net1004', uid: 4 },
  ])
})

test('many accounts are asked for with semicolons: in the order of logins, without the missing ones', async () => {
  const { get } = await startCaller()
  const many = await get('/users/all?UID=1;2;20;7777&PAGE_ROWS=100')
  expect(many.json).toEqual([
    { login: 'net1002', uid: 2 },
    { login: 'net1020', uid: 20 },
    { login: 'test', uid: 1 },
  ])
  expect((await get('/users/all?UID=1,2,20&PAGE_ROWS=100')).text).toBe('[]')
  expect((await get('/users/all?LOGIN=net100*&PAGE_ROWS=100')).json).toHaveLength(8)
  expect((await get('/users/all?CONTRACT_ID=0050007')).json).toEqual([
    { contractId: '0050007', login: 'net1007', uid: 7 },
  ])
})

test('many calls fit in one, and when one fails the writes of the others are taken back', async () => {
  const { double, send } = await startSmall()
  const bare = await send('POST', '/global', [{ url: '/users/2', method: 'GET' }])
  const wrongType = { errno: 6, errstr: 'Wrong request type. Please check of request type body.' }
  expect([bare.status, bare.json]).toEqual([400, wrongType])
  const both = await send('POST', '/global', {
    requests: [
      { url: '/users/2/', method: 'GET' },
      { url: '/payments/users/2/', method: 'GET' },
    ],
  })
  expect(both.json).toEqual({
    result: 'OK',
    results: [
      { id: 0, method: 'GET', response: ACCOUNT, status: 200, successful: true, url: '/users/2/' },
      { id: 1, method: 'GET', response: [], status: 200, successful: true, url: '/payments/users/2/' },
    ],
  })
  const pay = { url: '/payments/users/2/', method: 'POST', body: { sum: 5, billId: 2 } }
  const failed = await send('POST', '/global', { requests: [pay, { url: '/users/7777/', method: 'GET' }, pay] })
  expect([failed.status, Reflect.get(Object(failed.json), 'errno')]).toEqual([400, 15])
  expect([double.balanceOf(2), double.books.payments]).toEqual(['-480', []])
})

test('the books are the same at every start and full enough to page', async () => {
  const { double } = await startCaller()
  const { double: other } = await startCaller()
  expect(double.books.accounts.size).toBeGreaterThanOrEqual(130)
  expect([...double.books.accounts.values()]).toEqual([...other.books.accounts.values()])
  expect(double.books.payments.map(({ id, uid, sum }) => [id, uid, sum])).toEqual(
    other.books.payments.map(({ id, uid, sum }) => [id, uid, sum]),
  )
  expect(double.books.payments.filter(({ uid }) => uid === 3).length).toBeGreaterThan(25)
  expect(double.books.fees.filter(({ uid }) => uid === 3).length).toBeGreaterThan(25)
  expect(double.books.companies.size).toBeGreaterThan(3)
  expect(double.books.replies.length).toBeGreaterThan(10)
})
