import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { parseMoney } from '../../src/domain/money.ts'
import { call, writingCall } from '../conformance/subject.ts'
import { type LanbillingTest, lanbillingOrder, startLanbillingTest } from '../support/lanbilling.ts'

let lan: LanbillingTest
beforeAll(async () => {
  lan = await startLanbillingTest()
})
afterAll(() => lan.close())
afterEach(() => lan.double.mend())

const post = (reference: string, accountId = '9') =>
  lan.billing.postings.postPayment(lanbillingOrder(accountId, reference), writingCall())
const rowsOf = (reference: string) => lan.double.books.state.payments.filter(({ receipt }) => receipt === reference)
const findAll = async (reference: string) => {
  const key = { accountId: '9', reference, since: 0, after: null }
  const found = (await lan.billing.postings.findPostings([key], call())).get(key)
  if (!Array.isArray(found)) throw new Error('no list')
  return found
}

test('the number of a record is not believed: a payment is posted when its record says so', async () => {
  lan.resetCalls()
  const verdict = await post('P-1')
  expect(verdict).toMatchObject({ kind: 'posted', payment: { amount: { minorUnits: 60_045n }, status: 'DONE' } })
  expect(lan.calls()).toMatchObject({ ExternPayment: 1, ExternCheckPayment: 1 })
})

test('a number without a record is of unknown outcome, and the look-up finds nothing', async () => {
  lan.double.break('ExternPayment', { kind: 'successWithoutWrite' })
  await expect(post('P-2')).rejects.toMatchObject({ outcome: 'unknown' })
  expect(await findAll('P-2')).toEqual([])
})

test('a record that cannot be read is of unknown outcome, whatever hinders it', async () => {
  lan.double.break('ExternCheckPayment', { kind: 'fault', detail: 'Lost connection to MySQL server' })
  await expect(post('P-3')).rejects.toMatchObject({ outcome: 'unknown' })
  expect(rowsOf('P-3')).toHaveLength(1)
  expect(await findAll('P-3')).toMatchObject([{ origin: 'ours' }])
})

test('a receipt that the billing has is a duplicate, also when it is found out between question and write', async () => {
  await post('P-4')
  expect(await post('P-4')).toEqual({ kind: 'duplicate' })
  lan.double.break('ExternPayment', { kind: 'fault', detail: 'Payment already exists (record_id = 4711)' })
  expect(await post('P-5')).toEqual({ kind: 'duplicate' })
})

test('a receipt whose payment was taken back stays used, and the look-up tells what it was', async () => {
  const posted = await post('P-6')
  lan.double.desk.cancel(rowsOf('P-6')[0]?.recordid ?? 0)
  expect(await post('P-6')).toEqual({ kind: 'duplicate' })
  expect(await findAll('P-6')).toMatchObject([
    { payment: { status: 'CANCELED', id: posted.kind === 'posted' ? posted.payment.id : '' } },
  ])
})

test("another terminal's payment of the same receipt is seen, told apart, and keeps the gateway from posting", async () => {
  lan.double.desk.pay({ number: '0077001', amount: '600.45', receipt: 'P-7' })
  expect(await findAll('P-7')).toMatchObject([{ origin: 'foreign' }])
  expect(await post('P-7')).toEqual({ kind: 'duplicate' })
  expect(rowsOf('P-7')).toHaveLength(1)
})

test('a fault that no table lists leaves a payment in doubt, and one about another agreement as well', async () => {
  for (const detail of ['Account not found (0077014)', 'Duplicate entry', '']) {
    lan.double.break('ExternPayment', { kind: 'fault', detail })
    await expect(post('P-8')).rejects.toMatchObject({ outcome: 'unknown' })
  }
  expect(rowsOf('P-8')).toEqual([])
})

test('a number keeps its zeros, and another spelling of it is another agreement', async () => {
  const { billing, double } = lan
  const uid = 6
  double.desk.addAgreement({ uid, number: 'АБ-0012' })
  const found = await billing.accounts.findAccountsByNumber(
    ['0077001', '77001', 'аб-0012', 'АБ-0012', '0', '-1'],
    call(),
  )
  expect([...found.keys()]).toEqual(['0077001', 'АБ-0012'])
  const account = found.get('АБ-0012')
  const id = account !== undefined && 'id' in account ? account.id : ''
  expect(await post('P-9', id)).toMatchObject({ kind: 'posted', payment: { accountId: id } })
})

test('a closed agreement takes nothing', async () => {
  const { agrmid } = lan.double.desk.addAgreement({ uid: 7, number: '0099001' })
  lan.double.desk.close('0099001', lan.double.clock.text().slice(0, 10))
  expect(await post('P-10', String(agrmid))).toEqual({ kind: 'refused', reason: 'ACCOUNT_CLOSED' })
})

test('what is canceled is read, and a locked period refuses', async () => {
  const cancel = async (reference: string) => {
    const [row] = rowsOf(reference)
    const order = { ...lanbillingOrder('9', reference), paymentId: String(row?.recordid) }
    return await lan.billing.postings.cancelPayment(order, writingCall())
  }
  await post('P-11')
  lan.double.terms.periodLock = '2999-01-01 00:00:00'
  expect(await cancel('P-11')).toEqual({ kind: 'refused', reason: 'TOO_LATE' })
  lan.double.terms.periodLock = ''
  expect(await cancel('P-11')).toEqual({ kind: 'canceled' })
  expect(await cancel('P-11')).toEqual({ kind: 'already' })
})

test('the noise of doubles is no money: balances and amounts are what was written', async () => {
  const { agrmid } = lan.double.desk.addAgreement({ uid: 8, number: '0099002' })
  const amounts = ['0.1', '0.2', '1.1', '2.2', '600.45', '0.07']
  for (const amount of amounts) lan.double.desk.pay({ number: '0099002', amount })
  const id = String(agrmid)
  const account = (await lan.billing.accounts.findAccounts([id], call())).get(id)
  expect(account).toMatchObject({ balance: { amount: parseMoney('604.12', 'RUB'), credited: null, spent: null } })
  const key = { accountId: id, first: 10, before: null }
  const page = (await lan.billing.payments.listPayments([key], call())).get(key)
  const told = page !== undefined && 'payments' in page ? page.payments.map(({ amount }) => amount.minorUnits) : []
  expect(told).toEqual([7n, 60_045n, 220n, 110n, 20n, 10n])
})
