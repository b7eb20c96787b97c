import { expect, test } from 'vitest'
import { startSmall } from './abills-client.ts'

// Credit and freezes that a subscriber orders alone. The samples are invented, their shape is the recorded one.

const NO_DAY = '0000-00-00'

test('credit is offered, given once a month, charged for, and ends by itself', async () => {
  const { double, signIn } = await startSmall()
  const own = await signIn('luch500', 'Parol500')
  const offer = await own.get('/user/credit')
  expect(offer.text).toBe(
    '{"creditChgPrice":50.00,"creditDays":3,"creditMonthChanges":1,"creditSum":300.00,"openCreditModal":"","reduction":"","uid":2}',
  )
  const taken = await own.send('POST', '/user/credit', {})
  expect(taken.text).toBe('{"creditDays":3,"creditMonthChanges":1,"creditSum":300.00,"reduction":"","uid":2}')
  expect((await own.get('/user')).json).toMatchObject({ credit: 300, creditDate: '2026-11-25', deposit: -530 })
  const again = await own.send('POST', '/user/credit', {})
  const limit = { monthChanges: 1, error: 4304, errstr: 'ERR_CREDIT_CHANGE_LIMIT_REACH' }
  expect([again.status, again.json]).toEqual([400, limit])
  expect(double.books.credits).toEqual([{ uid: 2, sum: 300_000_000n, at: expect.any(String), until: '2026-11-25' }])
  double.clock.set('2026-11-26T01:00:00Z')
  expect(double.books.accounts.get(2)).toMatchObject({ credit: 0n, creditDate: NO_DAY })
})

test('where the provider gives no credit, or the group gets none, it is refused with the other error key', async () => {
  const { double, send, signIn } = await startSmall()
  const own = await signIn('luch500', 'Parol500')
  await send('PUT', '/users/2', { gid: 0 })
  expect((await own.get('/user/credit')).json).toEqual({ error: 4303, errstr: 'ERR_NO_CREDIT_CHANGE_ACCESS' })
  double.settings.creditRule = null
  for (const answer of [await own.get('/user/credit'), await own.send('POST', '/user/credit', {})]) {
    expect([answer.status, answer.json]).toEqual([400, { error: 4302, errstr: 'ERR_NO_CREDIT_CHANGE_ACCESS' }])
  }
})

test('a freeze is planned, shown, taken back, and never longer than allowed', async () => {
  const { double, signIn } = await startSmall()
  const own = await signIn('luch500', 'Parol500')
  expect((await own.get('/user/2/holdup')).text).toBe('{}')
  const wish = { fromDate: '2026-12-03', toDate: '2026-12-17', acceptRules: 1 }
  expect((await own.send('POST', '/user/2/holdup', wish)).json).toEqual({ msg: 'HOLDUP_ADDED', success: 1 })
  const planned = { canCancel: true, dateFrom: '2026-12-03', dateTo: '2026-12-17', del: 1, delIds: '1, 2' }
  expect((await own.get('/user/2/holdup')).json).toEqual(planned)
  expect(double.holdupOf(2)).toEqual({ from: '2026-12-03', to: '2026-12-17', isRunning: false })
  expect((await own.get('/user/internet')).json).toEqual([
    expect.objectContaining({ holdup: planned, internetStatus: 0 }),
  ])
  const twice = await own.send('POST', '/user/2/holdup', { ...wish, fromDate: '2026-12-05' })
  expect([twice.status, twice.json]).toEqual([400, { errno: 7, errstr: 'ERROR_DUPLICATE' }])
  expect((await own.send('DELETE', '/user/2/holdup')).json).toEqual({ msg: 'Holdup deleted', success: 1 })
  expect((await own.send('DELETE', '/user/2/holdup')).json).toEqual({ errno: 4418, errstr: 'ERR_DEL_HOLDUP' })
  const long = await own.send('POST', '/user/2/holdup', { ...wish, toDate: '2027-12-17' })
  expect([long.status, long.json]).toEqual([400, { errno: 1_000_020, errstr: 'ERR_HOLD_UP_MAX_PERIOD' }])
  const past = await own.send('POST', '/user/2/holdup', { ...wish, fromDate: '2026-11-22' })
  expect(past.json).toEqual({ errno: 4423, errstr: 'Wrong param fromDate 2026-11-22' })
  expect([double.books.schedules, double.holdupOf(2)]).toEqual([[], null])
})

test('a freeze begins and ends in the night, and may be ended before', async () => {
  const { double, get, signIn } = await startSmall()
  const own = await signIn('luch500', 'Parol500')
  await own.send('POST', '/user/2/holdup', { fromDate: '2026-11-24', toDate: '2026-11-28' })
  double.clock.set('2026-11-24T00:05:00Z')
  const again = await signIn('luch500', 'Parol500')
  const paused = { canCancel: false, dateFrom: '', dateTo: '2026-11-28', paused: true }
  expect((await again.get('/user/2/holdup')).json).toEqual(paused)
  expect(double.holdupOf(2)).toEqual({ from: '', to: '2026-11-28', isRunning: true })
  expect((await get('/users/2')).json).toMatchObject({ disable: 3 })
  const frozen = { internetStatus: 3, loginStatus: 3, statusName: 'holdUp' }
  expect((await again.get('/user/internet')).json).toMatchObject([frozen])
  expect((await again.send('DELETE', '/user/2/holdup')).json).toEqual({ msg: 'Service activate', success: 1 })
  expect((await get('/users/2')).json).toMatchObject({ disable: 0 })
})

test('staff gives credit until a day, which ends by itself', async () => {
  const { double, get, send } = await startSmall()
  expect((await send('PUT', '/users/2', { credit: 120.5, creditDate: '2026-11-24' })).json).toEqual({
    affected: 1,
    total: 0,
  })
  expect((await get('/users/2')).json).toMatchObject({ credit: 120.5, creditDate: '2026-11-24' })
  double.clock.set('2026-11-25T00:01:00Z')
  expect((await get('/users/2')).json).toMatchObject({ credit: 0, creditDate: NO_DAY })
})
