import { expect, test } from 'vitest'
import { startCaller, startSmall } from './abills-client.ts'

// Payments and charges. The samples are invented, their shape is the recorded one.

const KIOSK = { sum: 250.1, extId: 'KIOSK:77', describe: 'kiosk', method: 1, billId: 2 }

test('a payment is answered by its number, and the same external number credits twice', async () => {
  const { double, get, send } = await startSmall()
  expect((await send('POST', '/payments/users/2', KIOSK)).json).toEqual({ insertId: 1, paymentId: 1, uid: 2 })
  expect((await send('POST', '/payments/users/2', KIOSK)).json).toEqual({ insertId: 2, paymentId: 2, uid: 2 })
  expect(double.balanceOf(2)).toBe('20.2')
  const shown = await get('/payments/users/2?EXT_ID=_SHOW&DSC=_SHOW&LAST_DEPOSIT=_SHOW&DATETIME=_SHOW')
  const row = { dsc: 'kiosk', extId: 'KIOSK:77', innerDescribe: '', method: 1, sum: 250.1, uid: 2 }
  const stamp = expect.stringMatching(/^2026-11-22 09:30:0\d$/)
  expect(shown.json).toEqual([
    { ...row, datetime: stamp, id: 2, lastDeposit: -229.9, regDate: stamp },
    { ...row, datetime: stamp, id: 1, lastDeposit: -480, regDate: stamp },
  ])
})

test('the check looks for what it is told, whatever the payment is called', async () => {
  const { double, send } = await startSmall()
  await send('POST', '/payments/users/2', KIOSK)
  const checked = await send('POST', '/payments/users/2', { ...KIOSK, checkExtId: 'KIOSK:77' })
  expect([checked.status, checked.json]).toEqual([400, { errno: 10_071, errstr: 'Payments error - 7, errstr - 7' }])
  const other = await send('POST', '/payments/users/2', { ...KIOSK, checkExtId: 'KIOSK:78' })
  expect(other.status).toBe(200)
  expect(double.books.payments.map(({ extId }) => extId)).toEqual(['KIOSK:77', 'KIOSK:77'])
})

test('of eight that race with the check one is paid', async () => {
  const { double, send } = await startSmall()
  const race = { ...KIOSK, extId: 'RUN:1', checkExtId: 'RUN:1' }
  const answers = await Promise.all(Array.from({ length: 8 }, () => send('POST', '/payments/users/2', race)))
  expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([
    200, 400, 400, 400, 400, 400, 400, 400,
  ])
  expect(double.books.payments).toHaveLength(1)
})

test('payments of all accounts are found by an external number, by accounts and by days', async () => {
  const { double, get, send } = await startSmall()
  await send('POST', '/payments/users/2', KIOSK)
  double.office.pay(1, '33.00', { extId: 'DESK:1', date: '2026-10-05 12:00:00' })
  const found = { id: 1, innerDescribe: '', method: 1, regDate: expect.any(String), sum: 250.1, uid: 2 }
  expect((await get('/payments?extId=KIOSK:77&uid=2')).json).toEqual([{ extId: 'KIOSK:77', ...found }])
  expect((await get('/payments?UID=1;2&PAGE_ROWS=100')).json).toEqual([expect.objectContaining({ id: 2 }), found])
  const october = await get('/payments?FROM_DATE=2026-10-01&TO_DATE=2026-10-31')
  expect(october.json).toEqual([expect.objectContaining({ id: 2, uid: 1, sum: 33 })])
  expect((await get('/payments?ID=1')).json).toEqual([found])
  expect((await get('/payments?extId=KIOSK:99')).text).toBe('[]')
})

test('an external number of digits comes back as a number', async () => {
  const { get, send } = await startSmall()
  await send('POST', '/payments/users/2', { ...KIOSK, extId: '90071992547409931' })
  expect((await get('/payments?EXT_ID=90071992547409931')).text).toContain('"extId":90071992547409931,')
  await send('POST', '/payments/users/2', { ...KIOSK, extId: '0077' })
  expect((await get('/payments?EXT_ID=0077')).text).toContain('"extId":"0077",')
})

test('a deleted payment is gone with its money, and cannot be deleted again', async () => {
  const { double, send } = await startSmall()
  await send('POST', '/payments/users/2', KIOSK)
  expect((await send('DELETE', '/payments/users/2/1', undefined)).json).toEqual({
    paymentId: 1,
    result: 'Successfully deleted payment for user 2 and payment id 1',
    uid: 2,
  })
  expect([double.balanceOf(2), double.books.payments]).toEqual(['-480', []])
  const again = await send('DELETE', '/payments/users/2/1', undefined)
  const gone = { errno: 10_122, errstr: 'Payment with id 1 and uid 2 does not exist' }
  expect([again.status, again.json]).toEqual([400, gone])
})

test('a sum has to be positive; a third decimal moves the account and not the row; an exponent counts', async () => {
  const { double, get, send } = await startSmall()
  const tooSmall = { errno: 10_067, errstr: "Wrong param sum, it's empty or must be bigger than zero" }
  for (const sum of [-10, 0, '', 'none']) {
    const refused = await send('POST', '/payments/users/2', { sum, billId: 2 })
    expect([sum, refused.status, refused.json]).toEqual([sum, 400, tooSmall])
  }
  const tooMuch = await send('POST', '/payments/users/2', { sum: 100_000_000, billId: 2 })
  const allowed = 'Payment sum is bigger than allowed - 100000000 > 99999999'
  expect([tooMuch.status, tooMuch.json]).toEqual([400, { errno: 10_068, errstr: allowed }])
  await send('POST', '/payments/users/2', { sum: 0.005, billId: 2, extId: 'T:1', checkExtId: 'T:1' })
  await send('POST', '/payments/users/2', { sum: '1e3', billId: 2, extId: 'T:2', checkExtId: 'T:2' })
  expect((await get('/users/2')).json).toMatchObject({ deposit: 520.005 })
  const rows = await get('/payments/users/2?EXT_ID=_SHOW')
  expect(rows.json).toEqual([
    expect.objectContaining({ extId: 'T:2', sum: 1000 }),
    expect.objectContaining({ extId: 'T:1', sum: 0 }),
  ])
  const comma = await send('POST', '/payments/users/2', { sum: '10,45', billId: 2 })
  const line = '../Abills/Api/Controllers/Admin/Payments.pm line 103.\n'
  expect([comma.status, comma.json]).toEqual([
    502,
    {
      debuginfo: `Argument "10,45" isn't numeric in numeric le (<=) at ${line}`,
      errno: 20,
      errstr: 'Unknown error, please try later',
    },
  ])
  expect(double.balanceOf(2)).toBe('520.005')
})

test('ten times ten kopecks are a unit', async () => {
  const { get, send } = await startSmall()
  await send('POST', '/users', { login: 'luch777', password: 'Parol777', createBill: 1 })
  for (let time = 0; time < 10; time += 1) await send('POST', '/payments/users/3', { sum: 0.1, billId: 3 })
  expect((await get('/users/3')).text).toContain('"deposit":1,')
})

test('money for a bill of somebody else, or for none, is refused', async () => {
  const { send } = await startSmall()
  const foreign = await send('POST', '/payments/users/2', { ...KIOSK, billId: 1 })
  const text = 'User not found with uid - 2 and billId - 1'
  expect([foreign.status, foreign.json]).toEqual([400, { errno: 10_069, errstr: text }])
  const { billId: _, ...without } = KIOSK
  expect((await send('POST', '/payments/users/2', without)).json).toMatchObject({ errno: 10_069 })
})

test('a body that is no JSON, or no object, is told so', async () => {
  const { double, call } = await startSmall()
  const send = (body: string) =>
    call({ method: 'POST', path: '/payments/users/2', headers: { KEY: double.apiKey }, body })
  const cut = await send('{"sum": 10,')
  const unread = { errno: 1, errstr: 'There was an error parsing the body' }
  expect([cut.status, cut.json]).toEqual([400, unread])
  expect((await send('"10"')).json).toMatchObject({ errno: 6 })
})

test('the ways of paying keep their language keys', async () => {
  const { get } = await startSmall()
  const { json } = await get('/payments/types')
  expect(json).toHaveLength(9)
  expect(Object(json)[0]).toEqual({ color: '', defaultPayment: 0, feesType: 0, id: 0, name: '$lang{CASH}' })
  expect(Object(json)[3]).toEqual({ color: '', defaultPayment: 0, feesType: 0, id: 3, name: 'Credit Card' })
})

test('charges are listed like payments, newest first in pages of 25', async () => {
  const { double, get } = await startCaller()
  const first = await get('/fees/users/3')
  const second = await get('/fees/users/3?PG=25')
  expect([Object(first.json).length, Object(second.json).length]).toEqual([25, 15])
  const newest = double.books.fees.findLast(({ uid }) => uid === 3)
  expect(Object(first.json)[0]).toEqual({
    dsc: newest?.dsc,
    id: newest?.id,
    innerDescribe: '',
    method: 1,
    regDate: newest?.regDate,
    sum: 490,
    uid: 3,
  })
})

test('a charge is taken and given back by staff', async () => {
  const { double, send } = await startSmall()
  const taken = await send('POST', '/fees/users/2', { sum: 15, describe: 'cable', billId: 2 })
  expect(taken.json).toEqual({ feeId: 2, result: 'OK' })
  expect(double.balanceOf(2)).toBe('-495')
  expect((await send('DELETE', '/fees/users/2/2', undefined)).status).toBe(200)
  expect((await send('DELETE', '/fees/users/2/2', undefined)).json).toMatchObject({ errno: 10_128 })
  expect(double.balanceOf(2)).toBe('-480')
})
