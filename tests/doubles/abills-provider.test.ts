import { expect, test } from 'vitest'
import { startSmall } from './abills-client.ts'

// What the provider sells, and to companies. The samples are invented, their shape is the recorded one.

const NO_DAY = '0000-00-00'

test('tariffs come all at once, and a new one without a number is not valid', async () => {
  const { get, send } = await startSmall()
  const tariffs = Object((await get('/internet/tariffs/')).json)
  expect(tariffs).toHaveLength(3)
  expect(tariffs[2]).toEqual({
    abonDistribution: 0,
    activeDayFee: 0,
    age: 0,
    credit: 0,
    dayFee: 0,
    extBillAccount: 0,
    feesMethod: 1,
    fine: 0,
    id: 502,
    logins: 0,
    minUse: 0,
    module: 'Internet',
    monthFee: 720.5,
    name: 'Луч 250',
    nextTpId: 0,
    paymentType: 0,
    postpaidDailyFee: 0,
    postpaidMonthlyFee: 0,
    radPairs: '',
    reductionFee: 0,
    smallDepositAction: 0,
    timeTarifs: 0,
    tpGroupName: '',
    tpId: 3,
    trafTarifs: 0,
  })
  expect((await send('POST', '/internet/tariff/', { id: 503, name: 'Луч 900', monthFee: 999 })).json).toEqual({
    affected: 1,
    insertId: 4,
    total: 0,
    tpId: 4,
    tpNum: 503,
  })
  const refused = await send('POST', '/internet/tariff/', { name: 'Луч 1', monthFee: 1 })
  expect([refused.status, refused.json]).toEqual([
    400,
    {
      errmsg: 'Validation failed\nRequired parameter to be filled id\n',
      errno: 9,
      errors: [{ errno: 20, errstr: 'ERR_REQUIRED_PARAMETER', param: 'id', required: true }],
      errstr: 'VALIDATION_FAILED',
    },
  ])
})

test('services of one account have a status, services of many have what was asked for', async () => {
  const { get, send } = await startSmall()
  expect((await get('/users/2/internet')).json).toEqual([
    { cid: '', dayFee: 0, id: 2, internetStatus: 0, loginStatus: 0, monthFee: 480, tpId: 2, tpName: 'Луч 50', uid: 2 },
  ])
  expect((await get('/users/internet/all?UID=1;2&PAGE_ROWS=100&TP_NAME=_SHOW&MONTH_FEE=_SHOW')).json).toEqual([
    { id: 1, loginStatus: 0, monthFee: 0, tpId: 1, tpName: 'Admin', uid: 1 },
    { id: 2, loginStatus: 0, monthFee: 480, tpId: 2, tpName: 'Луч 50', uid: 2 },
  ])
  const added = await send('POST', '/internet/2/activate/', { tpId: 3, status: 0 })
  expect(added.json).toEqual({ id: 3, result: 'Successfully added', uid: 2 })
})

test('a company has a bill of its own, which its members pay from', async () => {
  const { get, send } = await startSmall()
  const made = await send('POST', '/companies', { name: 'ООО Проба', createBill: 1, edrpou: '7712345678' })
  expect(made.json).toEqual({
    address: '',
    addressFlat: '',
    bankAccount: '',
    bankBic: '',
    bankName: '',
    billId: 3,
    comments: '',
    companyId: 1,
    contractDate: NO_DAY,
    contractExpiry: NO_DAY,
    contractId: '',
    contractStatus: 0,
    contractSufix: '',
    corBankAccount: '',
    credit: 0,
    creditDate: NO_DAY,
    deposit: 0,
    disable: 0,
    domainId: 0,
    edrpou: 7_712_345_678,
    email: '',
    extBillId: 0,
    id: 1,
    indication: '',
    insertId: 1,
    locationId: 0,
    name: 'ООО Проба',
    paymentType: 0,
    phone: '',
    registration: '2026-11-22',
    representative: '',
    taxNumber: '',
    vat: 0,
  })
  await send('PUT', '/users/2', { companyId: 1 })
  await send('POST', '/payments/users/2', { sum: 70, billId: 3 })
  expect((await get('/users/2')).json).toMatchObject({ billId: 3, companyId: 1, companyName: 'ООО Проба', deposit: 70 })
  expect((await get('/companies?NAME=_SHOW&DEPOSIT=_SHOW')).json).toEqual({
    list: [
      {
        bankAccount: '',
        bankName: '',
        billId: 3,
        contractDate: NO_DAY,
        contractId: '',
        credit: 0,
        deposit: 70,
        edrpou: 7_712_345_678,
        id: 1,
        name: 'ООО Проба',
        representative: '',
        taxNumber: '',
      },
    ],
    total: 1,
  })
})
